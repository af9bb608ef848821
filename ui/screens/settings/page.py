"""What the pages of the settings have in common: a list with its filter, a form beside it, keys below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from meetingdesk.domain.roles import Deed
from meetingdesk.domain.text import fold
from meetingdesk.errors import MeetingDeskError
from ui.bridge import Bridge
from ui.labels import label, tooltip
from ui.models.grouped_model import GroupedModel, LinesUnder
from ui.models.paged_model import Column
from ui.screens.settings.form import EditForm, FormField
from ui.theme import Theme
from ui.widgets.grouped_table import GroupedTable
from ui.widgets.key_hint import KeyHint
from ui.widgets.message_bar import MessageBar
from ui.widgets.wrapping import Wrapping

FORM_WIDTH, LIST_WIDTH = 340, 400
LEAST_FOR_HINTS = 420
WIDEST = 16_777_215
"""What Qt takes for no limit."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a page says about itself, and where there is nothing to show."""

    title: str
    explains: str
    filter_hint: str
    nothing: str
    what_to_do: str


class SettingsTable(GroupedTable):
    """Hides its last columns first where there is little room."""

    def _dispensable(self, widths: list[int]) -> list[int]:
        return list(range(len(widths) - 1, 1, -1))


class ListPage(QWidget):
    """Shows a list, and a form for the line that is opened.

    Signals:
        told: Something was done; carries a sentence and a second one.
        left: The keyboard goes back to the subjects.
    """

    told = Signal(str, str)
    left = Signal()

    PAUSE_MS = 120
    tables: frozenset[str] = frozenset()
    """What in the store makes the page read again."""
    deed = Deed.CONFIGURE
    """What whoever changes something here must be allowed to do."""

    def __init__(
        self,
        words: PageWords,
        columns: tuple[Column[Any], ...],
        fields: tuple[FormField, ...],
        bridge: Bridge,
        theme: Theme,
        keys: Mapping[str, str] | None = None,
        more: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._bridge = bridge
        self._theme = theme
        self._is_read = False
        self._is_stale = True
        self._wanted: Any = None
        self._tab_stops: list[QWidget] = []
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

        self.model: GroupedModel[Any] = GroupedModel(columns, self)
        self.table = SettingsTable(self.model, theme, keys)
        self.table.setAccessibleName(words.title)
        self.table.horizontalHeader().setSectionsClickable(False)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(words.filter_hint)
        self.filter.setAccessibleName(words.filter_hint)
        self.filter.setClearButtonEnabled(True)
        self.filter.setToolTip(tooltip(self.tr("Only lines with these words (Ctrl+F)")))
        self.message = MessageBar(room=(12, 0, 12, 8))
        self.form = EditForm(fields, theme, more)
        self._side: QWidget = self.form
        self._buttons = Wrapping(gap=8)
        self._hints = Wrapping(gap=14)
        self._nothing = label(role="title", wraps=True)
        self._nothing_hint = label(role="muted", wraps=True)
        self._pause = QTimer(self, singleShot=True, interval=self.PAUSE_MS)
        self._lay_out()

        self._pause.timeout.connect(self._filter_now)
        self.filter.textChanged.connect(self._pause.start)
        self.table.opened.connect(self._open_row)
        self.table.key_chosen.connect(self._key_chosen)
        self.form.left.connect(self.close_side)
        self.form.kept.connect(self._keep)
        bridge.changed.connect(self._hear)
        bridge.refused.connect(self._hear_refusal)
        theme.changed.connect(self._fold)
        QShortcut(QKeySequence("Ctrl+F"), self, self.filter.setFocus)
        for widget, deed in ((self.filter, self._leave_filter), (self.table, self._leave_table)):
            escape = QShortcut(QKeySequence("Esc"), widget, deed)
            escape.setContext(Qt.ShortcutContext.WidgetShortcut)

    # For others

    @property
    def may_change(self) -> bool:
        """Whether the person at the desk may change what stands here."""
        return self._bridge.desk.person.may(self.deed)

    def take_focus(self) -> None:
        """Let the arrow keys move in the list."""
        if self._left.isHidden() and self._side is self.form:
            self.form.take_focus()  # it stands in the place of the list
        else:
            self._first_stop().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def read_again(self) -> None:
        """Read the list anew."""
        raise NotImplementedError

    @Slot()
    def close_side(self) -> None:
        """Put what stands beside the list away, and go back to the line."""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._side.isAncestorOf(focused)
        self._side.hide()
        self._fold()
        if had_focus:
            self.take_focus()

    # For the pages

    def _groups(self, typed: str) -> Iterable[LinesUnder[Any]]:
        """Return the lines to show for what was typed into the filter."""
        raise NotImplementedError

    def _key_of(self, line: Any) -> Any:
        return line.id

    def _open(self, line: Any) -> None:
        """Show a line in the form."""
        raise NotImplementedError

    def _do(self, deed: str, line: Any) -> None:
        """Do what a key stands for with a line."""

    @Slot(object)
    def _keep(self, values: dict[str, Any]) -> None:
        """Keep what stands in the form."""
        raise NotImplementedError

    def _add_button(self, text: str, key: str, hint: str) -> QPushButton:
        made = QPushButton(f"{text}  {key}" if key else text)
        made.setAccessibleName(text)
        made.setToolTip(tooltip(f"{hint} ({key})" if key else hint))
        self._add_stop(made)
        if key:
            shortcut = QShortcut(QKeySequence(key), self, made.click)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return made

    def _add_stop(self, made: QWidget) -> None:
        """Add something between the title and the list."""
        self._buttons.addWidget(made)
        self._tab_stops.append(made)

    def _add_hint(self, key: str, word: str, hint: str, name: str) -> None:
        made = KeyHint(key, word, hint, self._theme)
        made.setObjectName(name)
        made.clicked.connect(self._hint_clicked)
        self._hints.addWidget(made)

    def _show_side(self, side: QWidget | None = None) -> None:
        """Show the form, or something else, beside the list."""
        side = side or self.form
        if side is not self._side:
            self._side.hide()
            self._side = side
        side.show()
        self._fold()

    def _show_lines(self) -> None:
        """Show what was read, as far as the filter leaves it, on the same line as before."""
        self._is_read = True
        typed = self.filter.text().strip()
        here = self._wanted if self._wanted is not None else self._chosen_key()
        row = max(self.table.currentIndex().row(), 0)
        had_focus = QApplication.focusWidget() is self.table
        was_empty = self._body.currentWidget() is not self.table
        self.model.set_groups(tuple(self._groups(typed)))
        lines = dict(self.model.lines())
        if lines:
            rows = (at for at, line in lines.items() if here is not None and self._key_of(line) == here)
            self.table.choose(next(rows, row))
            self._body.setCurrentWidget(self.table)
        else:
            self._say_nothing(typed)
        self._wanted = None
        # The keyboard stays with the lines: it waits in the filter only while there are none.
        waited = was_empty and not typed and QApplication.focusWidget() is self.filter
        if had_focus or (waited and lines):
            self.take_focus()
        self._fold()

    def _fail(self, error: BaseException) -> None:
        """Say what went wrong where somebody looks: in the form if it is open, else above the list."""
        if not isinstance(error, MeetingDeskError):
            raise error
        if self._side is self.form and not self.form.isHidden():
            self.form.fail(error)
        else:
            self.message.show_error(error)

    def _say_reading_failed(self, error: BaseException) -> None:
        """Say why the list cannot be shown; nothing that was read before stays, lest it be changed."""
        if not isinstance(error, MeetingDeskError):
            raise error
        self._is_read = False
        self.model.set_groups(())
        self._nothing.setText(str(error))
        self._nothing_hint.setText(error.hint or self.tr("Mend the file, then press F5 here."))
        self._body.setCurrentWidget(self._empty)
        self._side.hide()
        self._fold()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._order_tabs()
        if self._is_stale:
            self._is_stale = False
            self.read_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isVisible() and self.isActiveWindow():
            self._come_back()

    def _come_back(self) -> None:
        """Hear that somebody has come back from another program."""

    # Slots

    @Slot()
    def _filter_now(self) -> None:
        self._pause.stop()
        if self._is_read:
            self._show_lines()

    @Slot()
    def _leave_filter(self) -> None:
        self.filter.clear()
        self._filter_now()
        self.take_focus()

    @Slot()
    def _leave_table(self) -> None:
        if not self._side.isHidden():
            self.close_side()
        elif self.filter.text():
            self._leave_filter()
        else:
            self.left.emit()

    @Slot(int)
    def _open_row(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None:
            self._open(line)
            self._show_side(self.form)
            self.form.take_focus()

    @Slot(str)
    def _key_chosen(self, deed: str) -> None:
        if self.table.line is not None:
            self._do(deed, self.table.line)

    @Slot()
    def _hint_clicked(self) -> None:
        if self.table.line is None:
            return
        name = self.sender().objectName()
        if name == "open":
            self._open_row(self.table.currentIndex().row())
        else:
            self._key_chosen(name)

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], asker: object) -> None:
        if not touched & self.tables:
            return
        if asker is self:
            self._after_keeping()
        if self.isVisible():
            self.read_again()
        else:
            self._is_stale = True

    @Slot(object, object)
    def _hear_refusal(self, error: BaseException, asker: object) -> None:
        if asker is self:
            self._fail(error)

    def _after_keeping(self) -> None:
        """Close what was kept."""
        if self._side is self.form and not self.form.isHidden():
            self.close_side()

    # Helpers

    def _chosen_key(self) -> Any:
        return self._key_of(self.table.line) if self.table.line is not None else None

    def _first_stop(self) -> QWidget:
        return self.table if self._body.currentWidget() is self.table else self.filter

    def _order_tabs(self) -> None:
        """Have Tab go from the top down: the filter, the buttons, the list, then what stands beside it."""
        stops = (self.filter, *self._tab_stops, self.table)
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _say_nothing(self, typed: str) -> None:
        if typed:
            self._nothing.setText(self.tr("Nothing here has these words"))
            self._nothing_hint.setText(self.tr("Try fewer or shorter words, or clear the filter (Esc)."))
        else:
            self._nothing.setText(self._words.nothing)
            self._nothing_hint.setText(self._words.what_to_do)
        self._body.setCurrentWidget(self._empty)

    @Slot()
    def _fold(self) -> None:
        """Where both do not fit beside each other, the form takes the place of the list."""
        px = self._theme.px
        is_open = not self._side.isHidden()
        both = self.width() >= px(FORM_WIDTH) + px(LIST_WIDTH)
        self._left.setVisible(both or not is_open)
        # No width of its own where it stands alone: a window must be able to grow narrower again.
        self._side.setMinimumWidth(px(FORM_WIDTH) if both else 0)
        self._side.setMaximumWidth(px(FORM_WIDTH) if both else WIDEST)
        self.filter.setMaximumWidth(px(300))
        self._hint_row.setVisible(self._is_read and self.height() >= px(LEAST_FOR_HINTS))
        self._explains.setVisible(self.height() >= px(LEAST_FOR_HINTS))

    def _lay_out(self) -> None:
        self._empty = QWidget()
        middle = QVBoxLayout(self._empty)
        middle.setContentsMargins(24, 28, 24, 24)
        middle.setSpacing(6)
        middle.addWidget(self._nothing)
        middle.addWidget(self._nothing_hint)
        middle.addStretch(1)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self._empty)

        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(12)
        top.addWidget(label(self._words.title, role="title"), 10)
        top.addWidget(self.filter, 20)
        self.filter.setMinimumWidth(140)
        self._explains = label(self._words.explains, role="muted", wraps=True)
        above = QWidget()
        above.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        inside = QVBoxLayout(above)
        inside.setContentsMargins(16, 10, 16, 8)
        inside.setSpacing(8)
        inside.addLayout(top)
        inside.addWidget(self._explains)
        inside.addLayout(self._buttons)
        self._hint_row = QWidget()
        self._hint_row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        below = QVBoxLayout(self._hint_row)
        below.setContentsMargins(12, 6, 12, 6)
        below.addLayout(self._hints)

        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(above)
        column.addWidget(self.message)
        column.addWidget(self._body, 1)
        self._below_list = QVBoxLayout()
        column.addLayout(self._below_list)
        column.addWidget(self._hint_row)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._left, 1)
        self._row.addWidget(self.form)
        self.form.hide()


def has_words(typed: str, *texts: str) -> bool:
    """Say whether all words of a filter stand somewhere in some texts."""
    inside = " ".join(fold(text) for text in texts)
    return all(word in inside for word in fold(typed).split())
