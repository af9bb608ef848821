"""What the parts of preparing have in common: a line above, a table, its keys, and what to do when empty."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from meetingdesk.app.preparing import Preparation
from ui.labels import label, tooltip
from ui.theme import Theme
from ui.widgets.grouped_table import GroupedTable
from ui.widgets.inline_question import InlineQuestion
from ui.widgets.key_hint import KeyHint
from ui.widgets.wrapping import Wrapping

LEAST_HEIGHT = 20


class Part(QWidget):
    """One part of preparing: its table, with buttons above, keys below, and a question between them."""

    LEAST_FOR_HINTS = 330

    def __init__(self, table: GroupedTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._has_lines = False
        self._meeting_id: UUID | None = None
        table.horizontalHeader().hide()
        self.table = table
        self.question = InlineQuestion()
        self._said = label(role="muted")
        self._nothing = label(role="title", wraps=True)
        self._nothing_hint = label(role="muted", wraps=True)
        self._buttons = Wrapping(gap=8)
        self._hints = Wrapping(gap=14)
        self._tab_buttons: list[QPushButton] = []
        self._lay_out()
        self.question.left.connect(self._leave_question)

    def take_focus(self) -> bool:
        """Let the arrow keys move over the lines, or a button be pressed; say whether one can be."""
        usable = (button for button in self._tab_buttons if button.isVisible() and button.isEnabled())
        first = self.table if self._body.currentWidget() is self.table else next(usable, None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is not None

    def close_question(self) -> None:
        """Put the question away and go back to the lines."""
        self.question.hide()
        self.take_focus()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes to, from the top down: the buttons, the lines, the question below them."""
        return (*self._tab_buttons, self.table, self.question.field)

    @property
    def said(self) -> str:
        """What the line above says."""
        return self._said.text()

    # For the parts themselves

    def _add_button(self, text: str, key: str, hint: str) -> QPushButton:
        made = QPushButton(f"{text}  {key}")
        made.setAccessibleName(text)
        made.setToolTip(tooltip(f"{hint} ({key})"))
        self._buttons.addWidget(made)
        self._tab_buttons.append(made)
        return made

    def _add_hints(self, hints: Iterable[tuple[str, str, str, str]]) -> None:
        """Add keys with their words; each can be clicked as well and does what the key does."""
        for key, word, hint, name in hints:
            made = KeyHint(key, word, hint, self._theme)
            made.setObjectName(name)
            made.clicked.connect(self._hint_clicked)
            self._hints.addWidget(made)

    def _chosen_before(self, preparation: Preparation) -> tuple[Any, int]:
        """Return the line that was chosen and its row; nothing where another meeting is shown now."""
        is_same = preparation.meeting.id == self._meeting_id
        self._meeting_id = preparation.meeting.id
        return (self.table.line, max(self.table.currentIndex().row(), 0)) if is_same else (None, 0)

    def _show_lines(self, *, has_lines: bool) -> None:
        self._has_lines = has_lines
        shown = self.table if has_lines else self._empty
        if shown is not self._body.currentWidget():
            is_here = self._has_focus()
            self._body.setCurrentWidget(shown)
            if is_here:
                self.take_focus()
        self._fold()

    def _has_focus(self) -> bool:
        """Say whether the keyboard works on the lines or the buttons, not in what is being typed."""
        focused = QApplication.focusWidget()
        return focused is self.table or focused in self._tab_buttons

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    # Slots

    @Slot()
    def _hint_clicked(self) -> None:
        sender = self.sender()
        if self.table.line is not None:
            self.table.key_chosen.emit(sender.objectName())

    @Slot()
    def _leave_question(self) -> None:
        self.close_question()

    # Helpers

    def _fold(self) -> None:
        # The lines come first where there is little room; F1 tells the keys as well.
        fits = self.height() >= self._theme.px(self.LEAST_FOR_HINTS)
        self._hint_row.setVisible(self._has_lines and fits)

    def _lay_out(self) -> None:
        above = QWidget()
        above.setProperty("role", "panel")
        above.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        above.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        inside = QVBoxLayout(above)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addLayout(self._buttons)
        self._buttons.addWidget(self._said)
        self._empty = QWidget()
        self._empty.setProperty("role", "panel")
        self._empty.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle = QVBoxLayout(self._empty)
        middle.setContentsMargins(24, 28, 24, 24)
        middle.setSpacing(6)
        middle.addWidget(self._nothing)
        middle.addWidget(self._nothing_hint)
        middle.addStretch(1)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self._empty)
        self._body.setMinimumHeight(LEAST_HEIGHT)  # where a question leaves little, the lines scroll
        self._hint_row = QWidget()
        self._hint_row.setProperty("role", "panel")
        self._hint_row.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._hint_row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        below = QVBoxLayout(self._hint_row)
        below.setContentsMargins(12, 6, 12, 6)
        below.addLayout(self._hints)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(above)
        column.addWidget(self._body, 1)
        column.addWidget(self.question)
        column.addWidget(self._hint_row)
