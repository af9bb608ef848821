"""The form beside a list of the settings: a few fields, kept with Enter and left with Esc."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from meetingdesk.errors import MeetingDeskError
from ui.labels import label, tooltip
from ui.theme import Theme
from ui.widgets.following_area import FollowingArea
from ui.widgets.message_bar import MessageBar

TEXT_HEIGHT = 120
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FormKind(StrEnum):
    """What a field of a form takes."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: its key, its words, what it takes, and what may be chosen in it."""

    key: str
    words: str
    kind: FormKind = FormKind.LINE
    choices: tuple[tuple[Any, str], ...] = ()
    hint: str = ""
    longest: int = 300


class Several(QWidget):
    """Boxes to tick, one below the other."""

    def __init__(self, words: str, choices: tuple[tuple[Any, str], ...]) -> None:
        super().__init__()
        self.boxes = {key: QCheckBox(text.replace("&", "&&")) for key, text in choices}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for box in self.boxes.values():
            box.setAccessibleName(f"{words}: {box.text().replace('&&', '&')}")
            column.addWidget(box)
        self.setFocusProxy(next(iter(self.boxes.values())))

    @property
    def ticked(self) -> tuple[Any, ...]:
        """What is ticked, in the order in which it stands."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def tick(self, keys: tuple[Any, ...]) -> None:
        """Tick these, and no others."""
        for key, box in self.boxes.items():
            box.setChecked(key in keys)


class EditForm(QFrame):
    """Shows the fields of one line of a list.

    Signals:
        kept: The fields are to be kept; carries their values by key.
        left: The form is to be closed, and what was typed let go of.
    """

    kept = Signal(object)
    left = Signal()

    def __init__(
        self,
        fields: tuple[FormField, ...],
        theme: Theme,
        more: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._more = more
        self._theme = theme
        self._fields = {field.key: field for field in fields}
        self._is_writable = True
        self.setProperty("role", "side")
        self.heading = label(role="title", wraps=True)
        self.heading.setMinimumWidth(1)  # a word without end goes on in the next line
        self.note = label(role="muted", wraps=True)
        self.message = MessageBar()
        self.inputs: dict[str, QWidget] = {}
        self._labels: dict[str, QLabel] = {}
        self._hints: dict[str, QLabel] = {}
        has_text = any(field.kind is FormKind.TEXT for field in fields)
        key = "Ctrl+Enter" if has_text else "Enter"  # Enter is a new line in a text
        self.keep_button = self._button(self.tr("Keep it"), key, self.tr("Keep what stands here"))
        self.keep_button.setProperty("role", "primary")
        self.leave_button = self._button(
            self.tr("Leave"), self.tr("Esc"), self.tr("Close and change nothing")
        )
        self._lay_out()

        self.keep_button.clicked.connect(self.keep)
        self.leave_button.clicked.connect(self.left)
        theme.changed.connect(self._fit)
        for key, deed in (("Ctrl+Return", self.keep), ("Ctrl+Enter", self.keep), ("Esc", self.left.emit)):
            made = QShortcut(QKeySequence(key), self, deed)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._fit()

    def show_values(
        self,
        heading: str,
        values: Mapping[str, Any],
        *,
        note: str = "",
        hints: Mapping[str, str] | None = None,
        shown: tuple[str, ...] | None = None,
        is_writable: bool = True,
    ) -> None:
        """Show a line; only the fields that are named, if any are."""
        self.message.put_away()
        self.heading.setText(heading)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._is_writable = is_writable
        self.keep_button.setVisible(is_writable)
        for key in self._fields:
            is_shown = shown is None or key in shown
            hint = (hints or {}).get(key, self._fields[key].hint)
            for part in (self.inputs[key], self._labels[key]):
                part.setVisible(is_shown)
            self._hints[key].setText(hint)
            self._hints[key].setVisible(is_shown and bool(hint))
            self.inputs[key].setAccessibleDescription(hint)
            _put(self.inputs[key], values.get(key))
            _let_write(self.inputs[key], is_writable=is_writable)

    def offer(self, key: str, choices: tuple[tuple[Any, str], ...], value: Any) -> None:
        """Let something else be chosen in a field than before."""
        box = self.inputs[key]
        assert isinstance(box, QComboBox), "only a choice has choices"
        box.clear()
        for one, text in choices:
            box.addItem(text, one)
        _put(box, value)

    def fail(self, error: BaseException) -> None:
        """Say what is wrong; a mistake of ours goes on to where those are reported."""
        if not isinstance(error, MeetingDeskError):
            raise error
        self.message.show_error(error)

    @property
    def values(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {key: _value(field) for key, field in self.inputs.items()}

    def take_focus(self) -> None:
        """Let the first field be typed into."""
        for field in self.inputs.values():
            if not field.isHidden():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                if isinstance(field, QLineEdit):
                    field.selectAll()
                return

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_button = isinstance(self.focusWidget(), QPushButton)
        if event.key() in ENTER and not is_button:
            self.keep()
        else:
            super().keyPressEvent(event)

    # Slots

    @Slot()
    def keep(self) -> None:
        """Have what stands here kept."""
        if self._is_writable and not self.isHidden():
            self.kept.emit(self.values)

    @Slot()
    def _fit(self) -> None:
        for field in self.inputs.values():
            if isinstance(field, QPlainTextEdit):
                field.setFixedHeight(self._theme.px(TEXT_HEIGHT))

    # Helpers

    def _button(self, text: str, key: str, hint: str) -> QPushButton:
        made = QPushButton(f"{text}  {key}")
        made.setAccessibleName(text)
        made.setToolTip(tooltip(f"{hint} ({key})"))
        return made

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self.note)
        column.addWidget(self.message)
        for key, field in self._fields.items():
            made = _input(field)
            self.inputs[key] = made
            self._labels[key] = label(field.words, buddy=made)
            self._labels[key].setContentsMargins(0, 6, 0, 0)
            self._hints[key] = label(role="small", wraps=True)
            column.addWidget(self._labels[key])
            column.addWidget(made)
            column.addWidget(self._hints[key])
        if self._more is not None:
            column.addWidget(self._more)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 10, 0, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self.keep_button)
        buttons.addWidget(self.leave_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(FollowingArea(inside))


def _input(field: FormField) -> QWidget:
    made: QWidget
    match field.kind:
        case FormKind.TEXT:
            made = QPlainTextEdit()
            made.setTabChangesFocus(True)
        case FormKind.CHOICE:
            made = QComboBox()
            made.setMinimumContentsLength(12)
            made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            for one, text in field.choices:
                made.addItem(text, one)
        case FormKind.SEVERAL:
            made = Several(field.words, field.choices)
        case _:
            made = QLineEdit()
            made.setMaxLength(field.longest)
    made.setAccessibleName(field.words.replace("&", ""))
    return made


def _put(field: QWidget, value: Any) -> None:
    match field:
        case QPlainTextEdit():
            field.setPlainText(str(value or ""))
        case QComboBox():
            # By hand: Qt does not find what is no plain text, such as an identifier.
            places = (place for place in range(field.count()) if field.itemData(place) == value)
            field.setCurrentIndex(next(places, 0 if field.count() else -1))
        case Several():
            field.tick(tuple(value or ()))
        case QLineEdit():
            field.setText(str(value or ""))
            field.setCursorPosition(0)


def _let_write(field: QWidget, *, is_writable: bool) -> None:
    if isinstance(field, QPlainTextEdit | QLineEdit):
        field.setReadOnly(not is_writable)
    else:
        field.setEnabled(is_writable)


def _value(field: QWidget) -> Any:
    match field:
        case QPlainTextEdit():
            return field.toPlainText()
        case QComboBox():
            return field.currentData()
        case Several():
            return field.ticked
        case QLineEdit():
            return field.text()
    raise TypeError(type(field).__name__)
