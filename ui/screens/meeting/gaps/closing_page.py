"""Before you close: everything that is still missing, case by case, and the way to the end of the meeting."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from meetingdesk.domain.meetings import MeetingStatus
from ui.labels import label, set_role, tooltip
from ui.screens.meeting.gaps.gap_model import GapLine
from ui.screens.meeting.gaps.gap_view import GapView
from ui.theme import Theme

_GOES_ON = {
    MeetingStatus.LIVE: ("End the meeting", "Ctrl+Shift+Enter"),
    MeetingStatus.DRAFT: ("Finalise the record", "Ctrl+Shift+Enter"),
    MeetingStatus.APPROVED: ("Back to the draft", "Ctrl+Shift+Enter"),
}


LOWEST = 110


class ClosingPage(QWidget):
    """Shows what is missing in the whole meeting, and asks for the end of it.

    Signals:
        chosen: A line is to be mended; carries it.
        set_aside_wanted: A line is to be left as it is, or taken up again; carries it.
        go_on_wanted: The next step is to be taken: end, finalise, or back to the draft.
        left: Escape was pressed.
    """

    chosen = Signal(object)
    set_aside_wanted = Signal(object)
    go_on_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(role="title", wraps=True)
        self.list = GapView(theme, says_all=True)
        self.list.setAccessibleName(self.tr("What is missing in the whole meeting"))
        self._nothing = label(
            self.tr("Nothing is missing. Every part that this kind of meeting asks for is there."),
            role="muted",
            wraps=True,
        )
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.go_on = QPushButton()
        self.go_on.setProperty("role", "primary")
        self._theme = theme
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 0)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
        self.list.chosen.connect(self.chosen)
        self.list.set_aside_wanted.connect(self.set_aside_wanted)
        self.list.left.connect(self.left)
        self.go_on.clicked.connect(self._go_on)

    def show_closing(self, status: MeetingStatus, summary: str, lines: tuple[GapLine, ...]) -> None:
        """Show how the meeting stands and what it lacks."""
        is_over = status is not MeetingStatus.LIVE
        self._title.setText(self.tr("Before you finalise") if is_over else self.tr("Before you close"))
        self.list.set_lines((GapLine(heading=summary), *lines) if lines else ())
        self.list.setHidden(not lines)
        self._nothing.setHidden(bool(lines))
        step = _GOES_ON.get(status)
        self.go_on.setHidden(step is None)
        set_role(self.go_on, "primary" if status is not MeetingStatus.APPROVED else "")
        if step is not None:
            self.go_on.setText(step[0])
            self.go_on.setToolTip(tooltip(f"{step[0]} ({step[1]})"))

    def forget(self) -> None:
        """Show nothing of the meeting before."""
        self.list.set_lines(())

    def take_focus(self) -> None:
        """Let the arrows go through the lines, or Enter take the next step where nothing is missing."""
        if not self.list.take_focus() and not self.go_on.isHidden():
            self.go_on.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Large letters and a question below leave room for the lines alone; the keys are the same.
        self._head.setHidden(event.size().height() < self._theme.px(LOWEST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.go_on.hasFocus():
            self._go_on()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _go_on(self) -> None:
        self.go_on_wanted.emit()
