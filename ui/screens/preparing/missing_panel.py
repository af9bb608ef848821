"""What is missing before a meeting can start well, each line leading to where it is mended."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from meetingdesk.app.preparing import Lack, Preparation
from ui.labels import label, tooltip
from ui.theme import Theme
from ui.widgets.following_area import FollowingArea

WIDTH = 300


class MissingPanel(QFrame):
    """Lists what is missing in plain sentences; nothing of it stops the meeting.

    Signals:
        part_wanted: A line was chosen; carries the part in which it is mended.
    """

    part_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lacks: tuple[Lack, ...] = ()
        self._purpose = ""
        self.setProperty("role", "side")
        self.setAccessibleName(self.tr("Before it starts"))
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 4, 0)
        self._lines.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 10, 10)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Before it starts"), role="heading"))
        column.addWidget(FollowingArea(self._inside), 1)

    def show_preparation(self, preparation: Preparation) -> None:
        """Show what is missing now, and what the meeting is for."""
        purpose = " ".join(preparation.meeting.purpose.split())
        if (preparation.lacks, purpose) == (self._lacks, self._purpose) and self._lines.count():
            return
        self._lacks, self._purpose = preparation.lacks, purpose
        self._show_lines()

    def take_focus(self) -> bool:
        """Let the keyboard go through the lines; say whether there is one."""
        first = self._inside.findChild(QPushButton)
        if isinstance(first, QPushButton):
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is not None

    # Helpers

    def _show_lines(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for lack in self._lacks:
            self._lines.addWidget(_line(lack, self))
        if not self._lacks:
            self._lines.addWidget(label(self.tr("✓ Nothing is missing."), role="good", wraps=True))
            self._lines.addWidget(label(self.tr("Ctrl+Enter starts the meeting."), role="small", wraps=True))
        if self._purpose:
            self._lines.addSpacing(8)
            self._lines.addWidget(label(self.tr("What this meeting is for"), role="heading"))
            self._lines.addWidget(label(self._purpose, role="small", wraps=True))
        self._lines.addStretch(1)


def _line(lack: Lack, panel: MissingPanel) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(f"△ {lack.says}", role="warning", wraps=True))
    there = {
        "head": panel.tr("Set it"),
        "cases": panel.tr("Go to the cases"),
        "invitations": panel.tr("Go to the invitations"),
    }[lack.part]
    button = QPushButton(there)
    button.setProperty("role", "link")
    button.setAccessibleName(f"{lack.says} {there}")
    button.setToolTip(tooltip(there))
    button.clicked.connect(partial(panel.part_wanted.emit, lack.part))
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return made
