"""The room in the side panel: as high as it needs to be, and scrolled where that is too high."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui.theme import Theme

LEAST = 130


class RoomArea(QScrollArea):
    """Gives what lies below it as much room as it can spare."""

    def __init__(self, inside: QWidget, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = inside
        self._theme = theme
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        inside.installEventFilter(self)

    # Qt

    def sizeHint(self) -> QSize:
        width = self.viewport().width()
        needs = self._inside.heightForWidth(width) if self._inside.hasHeightForWidth() else -1
        return QSize(200, max(needs, self._inside.minimumSizeHint().height(), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, min(self.sizeHint().height(), self._theme.px(LEAST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return False
