"""The moment when a window is on the screen for the first time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

LATEST_MS = 2_000


class FirstPaint(QObject):
    """Watches a window until it is painted.

    Signals:
        happened: It has been painted, or is not going to be soon, as it may start minimised.
    """

    happened = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_over = False
        self._latest = QTimer(self, singleShot=True, interval=LATEST_MS)
        self._latest.timeout.connect(self._end)
        self._latest.start()
        window.installEventFilter(self)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            # What lies on the window is painted after it, in the same turn.
            QTimer.singleShot(0, self._end)
            self._window.removeEventFilter(self)
        return False

    # Slots

    @Slot()
    def _end(self) -> None:
        self._latest.stop()
        if not self._is_over:
            self._is_over = True
            self._window.removeEventFilter(self)
            self.happened.emit()
