"""The neutral page that lies over a window while it is blank."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

NAME = "MeetingDesk"
LARGER = 1.6


class Veil(QWidget):
    """Covers everything in a window, its menu bar too, and says nothing but how to go on.

    It takes no focus: the cursor stays where it is, so that the key which lifts it can go there.
    """

    def __init__(self, window: QWidget, *, is_firm: bool = False) -> None:
        super().__init__(window)
        self._is_firm = is_firm
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(self.hint)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        # At once, and not when there is time for it.
        self.repaint()

    @property
    def hint(self) -> str:
        """What stands on the page below the name."""
        return self.tr("One moment…") if self._is_firm else self.tr("Press any key to return")

    def make_firm(self) -> None:
        """Say no more that a key brings the window back."""
        self._is_firm = True
        self.setAccessibleName(self.hint)
        self.update()

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self.palette()
        painter = QPainter(self)
        painter.fillRect(event.rect(), colours.color(QPalette.ColorRole.Window))
        painter.setPen(colours.color(QPalette.ColorRole.PlaceholderText))
        whole = self.rect()
        middle = whole.center().y()
        large = QFont(self.font())
        large.setPixelSize(round(self.fontInfo().pixelSize() * LARGER))
        centred = Qt.AlignmentFlag.AlignHCenter
        painter.setFont(large)
        painter.drawText(
            QRect(0, 0, whole.width(), middle), int(centred | Qt.AlignmentFlag.AlignBottom), NAME
        )
        painter.setFont(self.font())
        below = QRect(0, middle + self.fontMetrics().height() // 2, whole.width(), whole.height() - middle)
        wrapped = Qt.TextFlag.TextWordWrap
        painter.drawText(below, int(centred | Qt.AlignmentFlag.AlignTop) | int(wrapped), self.hint)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self.window().rect())
        return False
