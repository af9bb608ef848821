"""Python's collection of garbage, on the thread of the windows alone."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot


class GarbageCollector(QObject):
    """Collects on the GUI thread what Python would collect on whichever thread happens to allocate.

    A widget in a circle of references must never be destroyed by a lane: Qt may wait for the GUI thread
    there, and the GUI thread for Python, for ever.
    """

    EVERY_MS = 1_000

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limits = gc.get_threshold()
        self._timer = QTimer(self, interval=self.EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Take over from Python."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def look(self) -> None:
        """Collect the youngest garbage if there may be much, the older where the youngest stayed often."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._limits[generation]:
                gc.collect(generation)
                return
