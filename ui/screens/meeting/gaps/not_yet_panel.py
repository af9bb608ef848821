"""The short list beside the meeting: what this case or meeting still lacks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meetingdesk.domain.gaps.not_yet import NotYet
from ui.labels import label
from ui.screens.meeting.gaps.gap_model import GapLine
from ui.screens.meeting.gaps.gap_view import GapView
from ui.theme import Theme

LEAST = 130
"""So much of the list is always seen; the rest is scrolled where the room has many agencies."""


class NotYetPanel(QWidget):
    """Shows at most seven lines, and nothing where nothing is missing; it never takes the keyboard unasked.

    Signals:
        chosen: A line is to be mended; carries it.
        set_aside_wanted: A line is to be left as it is; carries it.
        left: Escape was pressed.
    """

    chosen = Signal(object)
    set_aside_wanted = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heading = label(self.tr("NOT YET"), role="heading")
        self._nothing = label(self.tr("Nothing is missing so far."), role="muted", wraps=True)
        self.list = GapView(theme, says_all=False)
        self.list.setAccessibleName(self.tr("Not yet: what is missing"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(self._nothing)
        column.addWidget(self.list)
        self.list.chosen.connect(self.chosen)
        self.list.set_aside_wanted.connect(self.set_aside_wanted)
        self.list.left.connect(self.left)
        theme.changed.connect(self._fit)
        self.set_lines(())

    def set_lines(self, lines: tuple[NotYet, ...], *, is_read: bool = False) -> None:
        """Show what is missing now; that nothing is missing is said only where it was looked for."""
        had_keyboard = self.list.hasFocus()
        self._heading.setText(self.tr("NOT YET") + (f"   {len(lines)}" if lines else ""))
        self.list.set_lines(tuple(map(GapLine, lines)))
        self._nothing.setHidden(bool(lines) or not is_read)
        self.list.setHidden(not lines)
        self._fit()
        if had_keyboard and not lines:
            # A list that goes hands the keyboard to whatever comes next; it belongs to the line.
            self.left.emit()

    def take_focus(self) -> bool:
        """Let the arrows go through the lines; False where nothing is missing."""
        return self.list.take_focus()

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        high = max(self.list.high() + 2, 1)
        self.list.setMaximumHeight(high)
        self.list.setMinimumHeight(min(high, self._theme.px(LEAST)))
