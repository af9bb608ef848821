"""What this program holds: the lanes, the lock of one store, and the desk somebody sits at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui import opening_jobs as jobs
from ui.lane import Lanes
from ui.opening_jobs import Looked, Opened

if TYPE_CHECKING:
    from meetingdesk.app.first_run import KnownPeople, Occupancy

Fail = Callable[[BaseException], None]


class Holding(QObject):
    """Takes and lets go of a store, one at a time, always on the writing lane.

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
        self._held: Occupancy | None = None
        self._folder: Path | None = None

    def look_at(self, folder: Path, owner: QObject, then: Callable[[KnownPeople], None], fail: Fail) -> None:
        """Hold a store, if it is not held already, and tell who can open it."""
        if self._folder != folder:
            self.let_go()
        job = partial(jobs.look_at, folder, None if self._held else self.rung.emit)
        self.lanes.writing.run(job, owner, partial(self._keep, folder, then), fail)

    def open(self, job: Callable[[], Opened], owner: QObject, then: Callable[[], None], fail: Fail) -> None:
        """Have a store opened, and keep the desk."""
        self.lanes.writing.run(job, owner, partial(self._keep_desk, then), fail)

    def warm_up(self, owner: QObject) -> None:
        """Import what comes next, while nobody waits for it."""
        self.lanes.reading.run(jobs.warm_up, owner, lambda _nothing: None)

    def leave_desk(self) -> None:
        """Close the store that is open; its lock stays with us."""
        if self.opened is not None:
            self.lanes.writing.run(partial(jobs.close, self.opened), self, lambda _nothing: None)
            self.opened = None

    def let_go(self) -> None:
        """Let others open the store."""
        if self._held is not None:
            self.lanes.writing.run(self._held.release, self, lambda _nothing: None)
            self._held, self._folder = None, None

    def close(self) -> None:
        """Let go of everything, and wait until that is done."""
        self.leave_desk()
        self.let_go()
        self.lanes.close()

    def _keep(self, folder: Path, then: Callable[[KnownPeople], None], looked: Looked) -> None:
        if looked.is_elsewhere:
            self.elsewhere.emit()
            return
        if looked.held is not None:
            self._held, self._folder = looked.held, folder
        then(looked.people)

    def _keep_desk(self, then: Callable[[], None], opened: Opened) -> None:
        self.opened = opened
        then()
