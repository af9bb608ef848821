"""The time of day, for everything that shows it or stamps with it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

LONDON = ZoneInfo("Europe/London")


class WallClock(QObject):
    """Tells the time and ticks once a second; tests put a clock of their own in its place.

    Signals:
        ticked: A second has gone by.
    """

    ticked = Signal()

    TICK_MS = 1_000

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=self.TICK_MS)
        self._timer.timeout.connect(self.ticked)

    def start(self) -> None:
        """Begin to tick."""
        self._timer.start()

    def stop(self) -> None:
        """Tick no more; the time is still told."""
        self._timer.stop()

    def now(self) -> datetime:
        """Return this moment, with its zone."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the day in the United Kingdom."""
        return self.now().astimezone(LONDON).date()
