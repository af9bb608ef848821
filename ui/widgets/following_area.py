"""A part of a window that scrolls when it does not fit, and keeps what has the focus in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

MARGIN = 48


class FollowingArea(QScrollArea):
    """Scrolls up and down only, and follows the focus, wherever it was set from."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        inside = self.widget()
        if now is not None and inside is not None and inside.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, MARGIN)


def in_the_middle(window: QWidget, card: QWidget, stretch: int = 0) -> None:
    """Put a card in the middle of a window; it scrolls where the window is too small for it."""
    inside = QWidget()
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(card, stretch)
    row.addStretch(1)
    column = QVBoxLayout(inside)
    column.setContentsMargins(24, 24, 24, 24)
    column.addStretch(2)
    column.addLayout(row)
    column.addStretch(3)
    whole = QVBoxLayout(window)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(FollowingArea(inside))
