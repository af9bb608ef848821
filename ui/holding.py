"""What this program holds: the lanes, the lock of one store, and the desk somebody sits at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ui import opening_jobs as jobs
from ui.lane import Lanes
from ui.opening_jobs import Opened

if TYPE_CHECKING:
    from meetingdesk.app.first_run import KnownPeople, Occupancy

Fail = Callable[[BaseException], None]


class Holding(QObject):
    """Takes and lets go of a store, one at a time.

    Signals:
        rung: A second start asks for the window; it comes from another thread.
        progressed: How far the making of a store is; it comes from another thread.
        elsewhere: Another MeetingDesk holds the store, and shows its window now.
    """

    rung = Signal()
    progressed = Signal(int, int)
    elsewhere = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lanes = Lanes(self)
        self.opened: Opened | None = None
        self._kept = _Kept()
        self._is_closed = False

    def look_at(self, folder: Path, owner: QObject, then: Callable[[KnownPeople], None], fail: Fail) -> None:
        """Hold a store, if it is not held already, and tell who can open it."""
        job = partial(self._kept.look_at, folder, self.rung.emit)
        self.lanes.writing.run(job, self, partial(self._tell, owner, then), partial(_if_there, owner, fail))

    def open(self, job: Callable[[], Opened], owner: QObject, then: Callable[[], None], fail: Fail) -> None:
        """Have a store opened, and keep the desk."""
        self.lanes.writing.run(
            partial(self._kept.open, job),
            self,
            partial(self._sit_down, owner, then),
            partial(_if_there, owner, fail),
        )

    def warm_up(self, owner: QObject) -> None:
        """Import what comes next, while nobody waits for it."""
        self.lanes.reading.run(jobs.warm_up, owner, lambda _nothing: None)

    def leave_desk(self) -> None:
        """Close the store that is open; its lock stays with us."""
        self.opened = None
        self.lanes.writing.run(self._kept.leave_desk, self, lambda _nothing: None)

    def let_go(self) -> None:
        """Let others open the store."""
        self.lanes.writing.run(self._kept.let_go, self, lambda _nothing: None)

    def close(self) -> None:
        """Let go of everything, and wait until that is done; a second call finds nothing to do."""
        if self._is_closed:
            return
        self._is_closed = True
        self.leave_desk()
        self.let_go()
        self.lanes.close()

    def _tell(self, owner: QObject, then: Callable[[KnownPeople], None], people: KnownPeople | None) -> None:
        if people is None:
            self.elsewhere.emit()
        elif isValid(owner):
            then(people)

    def _sit_down(self, owner: QObject, then: Callable[[], None], opened: Opened) -> None:
        self.opened = opened
        if isValid(owner):
            then()


class _Kept:
    """What is held, known to the writing lane alone, so that nothing is lost if a window goes meanwhile."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._held: Occupancy | None = None
        self._opened: Opened | None = None

    def look_at(self, folder: Path, on_raise: Callable[[], None]) -> KnownPeople | None:
        """Return who can open a store, now held; None if another MeetingDesk holds it and shows itself."""
        if self._held is None or self._folder != folder:
            self.let_go()
            self._held = jobs.occupy(folder, on_raise)
            self._folder = folder
        return None if self._held is None else jobs.people_of(folder)

    def open(self, job: Callable[[], Opened]) -> Opened:
        """Open a store in place of the one that is open."""
        self.leave_desk()
        self._opened = job()
        return self._opened

    def leave_desk(self) -> None:
        """Close the store that is open."""
        if self._opened is not None:
            jobs.close(self._opened)
            self._opened = None

    def let_go(self) -> None:
        """Take the lock away."""
        if self._held is not None:
            self._held.release()
            self._held, self._folder = None, None


def _if_there(owner: QObject, fail: Fail, error: BaseException) -> None:
    if isValid(owner):
        fail(error)
