"""One field of a card: what it is called, and where it is filled in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from functools import partial
from typing import Any

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from meetingdesk.app.live.cards.card import CardField, FieldKind
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.roll_call import read_time
from ui.labels import label, set_role, tooltip
from ui.screens.meeting.typed_edit import TypedEdit
from ui.theme import Theme
from ui.widgets.shortened_button import ShortenedButton
from ui.widgets.wrapping import Wrapping

LABEL_WIDTH = 128
MOST_LINES = 12
LEAST_LETTERS = 8
LEAST_BOX = 72
BESIDE = frozenset(
    {
        FieldKind.BRIEF,
        FieldKind.LINE,
        FieldKind.CHOICE,
        FieldKind.PAST_DAY,
        FieldKind.DAY_AHEAD,
        FieldKind.TIME,
    }
)
"""Kinds that are short, and stand in one line with what they are called."""

WORDS = frozenset({FieldKind.TEXT, FieldKind.BRIEF})

ReadDay = Callable[[str, FieldKind], date | None]
Attach = Callable[[TypedEdit], object]


class FieldEdit(QWidget):
    """Shows a value and takes another one; what is being typed is never written over.

    Signals:
        edited: Somebody changed it; carries the value.
        done: Enter was pressed: on to the next field.
        left: Escape was pressed.
    """

    edited = Signal(object)
    done = Signal()
    left = Signal()

    def __init__(self, field: CardField, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._theme = theme
        self._value: Any = None
        self.recorded: Any = None
        """What the record holds, as far as it was read or sent there."""
        self._waits = 0
        self._is_mine = False
        self._latest: tuple[Any, Any] | None = None
        self._name = label(field.label, role="small", wraps=True)
        if not field.is_named:
            self._name.hide()  # never shown by hand: without a parent yet, it would be a window of its own

    @property
    def value(self) -> Any:
        """What it holds now."""
        return self._value

    @property
    def focus_widget(self) -> QWidget:
        """What takes the keyboard here."""
        raise NotImplementedError

    def stops(self) -> tuple[QWidget, ...]:
        """Return what takes the keyboard here, in its order."""
        return (self.focus_widget,)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet."""
        return not is_said(self.field, self._value)

    def take_field(self, field: CardField) -> None:
        """Be called, and ask for, what the field is called and asks for now."""
        if field != self.field:
            self.field = field
            self._name.setText(field.label)
            self._name.setHidden(not field.is_named)
            self._take()

    def show_value(self, value: Any, recorded: Any) -> None:
        """Show what the record says, unless something newer is being typed here.

        What is recorded differs from what is shown where the record only points to somebody.
        """
        self._latest = (value, recorded)
        if self._waits or (self._is_mine and self.focus_widget.hasFocus()):
            return
        self._is_mine = False
        self.recorded = recorded
        if value != self._value:
            self._value = value
            self._show(value)

    @property
    def is_in_use(self) -> bool:
        """Whether somebody is in it, or has typed what is not in the record yet."""
        return bool(self._waits) or any(stop.hasFocus() for stop in self.stops())

    def hold(self) -> None:
        """Note that what was typed is on its way to the record."""
        self._waits += 1

    def release(self) -> None:
        """Note that what was typed has arrived there, or was refused."""
        self._waits = max(self._waits - 1, 0)
        # Whatever was read before is older than what has just arrived.
        self._latest = None

    def allow(self, *, allowed: bool) -> None:
        """Take what is typed, or only show what is there."""
        self.focus_widget.setEnabled(allowed)

    def left_alone(self) -> None:
        """Show what the record said while somebody was typing here, now that nobody is."""
        self._is_mine = False
        if self._latest is not None and not self._waits:
            self.show_value(*self._latest)

    def forget_mine(self) -> None:
        """Take whatever the record says: a step was taken back or done again."""
        self._is_mine = False

    def _take(self) -> None:
        """Show what is new about the field."""

    def _show(self, value: Any) -> None:
        raise NotImplementedError

    def _change(self, value: Any) -> None:
        if value == self._value:
            return
        self._is_mine = True
        self._value = value
        self.edited.emit(value)

    def _beside(self, widget: QWidget, below: QWidget | None = None) -> None:
        """Lay the name to the left of a short field, or above a long one."""
        is_beside = self.field.kind in BESIDE
        row = QHBoxLayout(self) if is_beside else QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6 if is_beside else 0)
        if is_beside:
            row.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
            self._name.setContentsMargins(0, 4, 0, 0)
        else:
            row.addWidget(self._name)
        if below is None:
            row.addWidget(widget, 1)
        else:
            column = QVBoxLayout()
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(widget)
            column.addWidget(below)
            row.addLayout(column, 1)
        self._widen()
        self._theme.changed.connect(self._widen)

    @Slot()
    def _widen(self) -> None:
        if self.field.kind in BESIDE:
            self._name.setFixedWidth(self._theme.px(LABEL_WIDTH))


class TypedField(FieldEdit):
    """A field of words, which are kept as they are typed."""

    def __init__(self, field: CardField, theme: Theme, attach: Attach, parent: QWidget | None = None) -> None:
        super().__init__(field, theme, parent)
        self._attach: Attach | None = attach
        self.edit = _CardText(MOST_LINES if field.kind in WORDS else 2)
        self.edit.document().setDocumentMargin(0)
        self.edit.setProperty("role", "quiet")
        self.edit.setAccessibleName(field.name_heard)
        self.edit.setPlaceholderText(field.hint)
        self._beside(self.edit, self._below())
        self._is_shown = False
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._typed)
        self.edit.entered.connect(self.done)
        self.edit.left.connect(self.left)

    @property
    def focus_widget(self) -> QWidget:
        return self.edit

    def allow(self, *, allowed: bool) -> None:
        # It can still be read, marked and copied.
        self.edit.setReadOnly(not allowed)

    def _below(self) -> QWidget | None:
        return None

    def _take(self) -> None:
        self.edit.setAccessibleName(self.field.name_heard)
        self.edit.setPlaceholderText(self.field.hint)

    def _show(self, value: Any) -> None:
        self._put(value or "")

    def _put(self, text: str) -> None:
        self._is_shown = True
        self.edit.put(text, self.edit.textCursor().position() if self.edit.hasFocus() else None)
        self._is_shown = False

    def _text(self) -> str:
        text = self.edit.toPlainText()
        return text if self.field.kind in WORDS else " ".join(text.split("\n"))

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and self._attach is not None:
            # Spelling and names help where somebody writes; a dozen fields that nobody is in need none.
            attach, self._attach = self._attach, None
            attach(self.edit)
        elif event.type() == QEvent.Type.FocusOut:
            self.left_alone()
            self.edit.verticalScrollBar().setValue(0)
        return False

    # Slots

    @Slot()
    def _typed(self) -> None:
        if not self._is_shown:
            self._change(self._text())


class UnderstoodField(TypedField):
    """A day or a time as people say it; below it stands how it was understood."""

    def __init__(
        self,
        field: CardField,
        theme: Theme,
        read: Callable[[str], Any],
        say: Callable[[Any], str],
        not_understood: str,
        parent: QWidget | None = None,
    ) -> None:
        self._read = read
        self._say = say
        self._not_understood = not_understood
        self._said = label(role="small", wraps=True)
        self._said.hide()
        self._before: Any = None
        """What stood in it before somebody began to type: half a word is not what they mean."""
        super().__init__(field, theme, _nothing, parent)

    @property
    def unkept(self) -> str:
        """What was typed and is no day or time, so that the record does not have it."""
        typed = self._text().strip()
        is_recorded = self._value is not None and typed == self._say(self._value)
        return typed if typed and not is_recorded and self._read(typed) is None else ""

    def show_recorded(self) -> None:
        """Show the day or time that the record holds, instead of what is no day or time."""
        self._show(self._value)

    def _below(self) -> QWidget | None:
        return self._said

    def _show(self, value: Any) -> None:
        self._before = value
        self._put(self._say(value) if value is not None else "")
        self._said.hide()

    @Slot()
    def _typed(self) -> None:
        if self._is_shown:
            return
        typed = self._text().strip()
        meant = self._read(typed) if typed else None
        is_understood = meant is not None
        set_role(self._said, "small" if is_understood else "warning")
        self._said.setText(self._say(meant) if is_understood else f"△ {self._not_understood}")
        self._said.setVisible(bool(typed))
        self._change(meant if is_understood or not typed else self._before)


class ChoiceField(FieldEdit):
    """One of a few words; letters and arrows choose."""

    def __init__(self, field: CardField, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(field, theme, parent)
        self.box = _QuietBox()
        self.box.setProperty("role", "quiet")
        self.box.setAccessibleName(field.name_heard)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.addItems([words for _, words in field.choices])
        self._value = self.recorded = field.choices[0][0]
        self._beside(self.box)
        self._narrow()
        theme.changed.connect(self._narrow)
        self.box.activated.connect(self._chosen)
        self.box.currentIndexChanged.connect(self._chosen)
        self.box.done.connect(self.done)
        self.box.left.connect(self.left)

    @property
    def focus_widget(self) -> QWidget:
        return self.box

    def _take(self) -> None:
        words = [words for _, words in self.field.choices]
        self.box.setAccessibleName(self.field.name_heard)
        if words != [self.box.itemText(place) for place in range(self.box.count())]:
            self.box.blockSignals(True)
            self.box.clear()
            self.box.addItems(words)
            self.box.blockSignals(False)
            self._show(self._value)

    def _show(self, value: Any) -> None:
        place = next((n for n, (held, _) in enumerate(self.field.choices) if held == value), 0)
        self.box.blockSignals(True)
        self.box.setCurrentIndex(place)
        self.box.blockSignals(False)

    @Slot()
    def _narrow(self) -> None:
        # Two stand side by side on a card, of which two stand beside each other in a small window.
        self.box.setMinimumWidth(self._theme.px(LEAST_BOX))

    @Slot(int)
    def _chosen(self, place: int) -> None:
        self._change(self.field.choices[place][0])


class ChoicesField(FieldEdit):
    """Any of a few words; Space turns each on and off."""

    def __init__(self, field: CardField, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(field, theme, parent)
        self._value = self.recorded = ()
        holder = QWidget()
        flow = Wrapping(holder, gap=6)
        self._buttons: list[ShortenedButton] = []
        for _, words in field.choices:
            button = ShortenedButton()
            button.say(words)
            button.setCheckable(True)
            button.setProperty("role", "filter")
            button.setAccessibleName(f"{field.label}: {words}")
            button.setToolTip(tooltip(f"{field.label}: {words}"))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(self._turned)
            button.installEventFilter(self)
            flow.addWidget(button)
            self._buttons.append(button)
        self._beside(holder)

    @property
    def focus_widget(self) -> QWidget:
        return self._buttons[0]

    def stops(self) -> tuple[QWidget, ...]:
        return tuple(self._buttons)

    def allow(self, *, allowed: bool) -> None:
        for button in self._buttons:
            button.setEnabled(allowed)

    def _show(self, value: Any) -> None:
        for (held, _), button in zip(self.field.choices, self._buttons, strict=True):
            button.setChecked(held in value)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.done.emit()
                return True
        return False

    @Slot()
    def _turned(self) -> None:
        chosen = zip(self.field.choices, self._buttons, strict=True)
        self._change(tuple(held for (held, _), button in chosen if button.isChecked()))


class _CardText(TypedEdit):
    """A text that stays whole when a card gets more fields and squeezes those it has for a moment."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().height() != self.contentsRect().height():
            # It grew again while it was told that it is smaller, and what it shows was left behind.
            self.setViewportMargins(0, 0, 0, 0)


class _QuietBox(QComboBox):
    """A list of words that a wheel rolling past does not change; letters choose, spaces among them too.

    Signals:
        done: Enter was pressed.
        left: Escape was pressed.
    """

    done = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # As wide as the card has room, and not as its longest word: that would push the next card out.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LEAST_LETTERS)
        self._begun = ""
        self._since = QElapsedTimer()

    def showPopup(self) -> None:
        view = self.view()
        widest = view.sizeHintForColumn(0) + 2 * view.frameWidth()
        view.setMinimumWidth(min(widest + view.verticalScrollBar().sizeHint().width(), self.window().width()))
        super().showPopup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        # What does not fit ends in three dots, and is not cut off in a letter.
        fits = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, field.width() - 2
        )
        option.currentText = fits
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        elif not self._search(event):
            super().keyPressEvent(event)

    def _search(self, event: QKeyEvent) -> bool:
        """Choose what begins as it is typed; False where the key is no part of a word.

        A space in the middle of a word must not open the list, as it does by itself.
        """
        is_over = not self._since.isValid() or self._since.elapsed() > QApplication.keyboardInputInterval()
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        letter = event.text()
        begun = "" if is_over else self._begun
        if held or not letter or not letter.isprintable() or not (begun + letter).strip():
            return False
        self._since.start()
        self._begun = begun + letter.casefold()
        words = [self.itemText(place).casefold() for place in range(self.count())]
        # A letter, and the same one again, goes on to the next word that begins with it.
        goes_on = len(set(self._begun)) == 1
        wanted = self._begun[:1] if goes_on else self._begun
        first = self.currentIndex() + (1 if goes_on else 0)
        places = [(first + step) % len(words) for step in range(len(words))]
        # A word that is whole as it was typed comes before a longer one: "no" is not "not said".
        whole = [place for place in places if words[place] == self._begun]
        found = next(iter([*whole, *(place for place in places if words[place].startswith(wanted))]), None)
        if found is not None:
            self.setCurrentIndex(found)
        return True


def is_said(field: CardField, value: Any) -> bool:
    """Say whether a value is more than the field began with."""
    first = field.choices[0][0] if field.kind is FieldKind.CHOICE else None
    return value not in (None, "", (), first)


def field_edit(
    field: CardField, theme: Theme, attach: Attach, read_day: ReadDay, parent: QWidget | None = None
) -> FieldEdit:
    """Make what a field is filled in with."""
    match field.kind:
        case FieldKind.CHOICE:
            return ChoiceField(field, theme, parent)
        case FieldKind.CHOICES:
            return ChoicesField(field, theme, parent)
        case FieldKind.PAST_DAY | FieldKind.DAY_AHEAD:
            read = partial(_read_with, read_day, field.kind)
            return UnderstoodField(field, theme, read, say_day, "not understood as a day yet", parent)
        case FieldKind.TIME:
            return UnderstoodField(
                field, theme, _time_of_day, _say_time, "not understood as a time yet: 14.30", parent
            )
        case _:
            return TypedField(field, theme, attach, parent)


def _nothing(_edit: TypedEdit) -> None:
    """A day needs no help with its spelling."""


def _read_with(read_day: ReadDay, kind: FieldKind, typed: str) -> date | None:
    return read_day(typed, kind)


def _time_of_day(typed: str) -> time | None:
    told = read_time(typed)
    return told.at if told is not None and told.came is None else None


def _say_time(at: time) -> str:
    return f"{at:%H:%M}"
