"""A clock that goes when a test says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ui.wall_clock import WallClock


class SteppingClock(WallClock):
    """Tells the time it was set to, and ticks as it is moved on."""

    def __init__(self, begun: datetime = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)) -> None:
        super().__init__()
        self._now = begun

    def now(self) -> datetime:
        return self._now

    def go_on(self, minutes: float = 0, seconds: float = 0) -> None:
        """Let time go by, a tick every ten seconds."""
        left = timedelta(minutes=minutes, seconds=seconds)
        while left > timedelta(0):
            step = min(left, timedelta(seconds=10))
            self._now += step
            left -= step
            self.ticked.emit()

    def jump(self, by: timedelta) -> None:
        """Show another time at the next tick, as after a sleep."""
        self._now += by
        self.ticked.emit()
