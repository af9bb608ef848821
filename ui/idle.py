"""When nobody has touched anything for a while: the veil, then the lock; never in a running meeting."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, Signal, Slot

from ui.settings import Settings
from ui.wall_clock import WallClock

SLEPT = timedelta(seconds=60)
"""A longer step of the clock between two of its ticks means that the machine was asleep.

Qt tells of no sleep, closed lid or lock of the system in a way that holds on all three systems, and what
each of them sends (power broadcasts, logind, workspace notifications) may be missing on the machine in use.
The step of the clock is always there: the veil lies over the windows before anybody can read them.
"""


class Idle(QObject):
    """Counts the time since the last key or movement of the mouse.

    Signals:
        veil_wanted: The windows are to be veiled.
        lock_wanted: The store is to be locked.
    """

    veil_wanted = Signal()
    lock_wanted = Signal()

    def __init__(
        self, clock: WallClock, settings: Settings, *, can_lock: bool = True, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._settings = settings
        self._can_lock = can_lock
        self._reasons: set[str] = set()
        self._last_input = self._last_tick = clock.now()
        clock.ticked.connect(self._look)

    @property
    def is_held(self) -> bool:
        """Say whether something runs that must not be veiled or locked by itself."""
        return bool(self._reasons)

    def hold(self, reason: str) -> None:
        """Neither veil nor lock for want of input until the same reason is released."""
        self._reasons.add(reason)

    def release(self, reason: str) -> None:
        """Count again, from now on, once nothing else holds."""
        self._reasons.discard(reason)
        self.note_input()

    @Slot()
    def note_input(self) -> None:
        """Somebody is there."""
        self._last_input = self._clock.now()

    @Slot()
    def _look(self) -> None:
        now = self._clock.now()
        has_slept = now - self._last_tick > SLEPT
        self._last_tick = now
        # A clock that was set back must not count as somebody who is there for hours.
        self._last_input = min(self._last_input, now)
        if has_slept:
            self.veil_wanted.emit()
        if self.is_held:
            return
        quiet = now - self._last_input
        if self._can_lock and quiet >= timedelta(minutes=self._settings.lock_minutes):
            self._last_input = now
            self.lock_wanted.emit()
        elif self._settings.veil_minutes and quiet >= timedelta(minutes=self._settings.veil_minutes):
            self.veil_wanted.emit()
