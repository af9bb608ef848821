"""Has a pack made, one recipient after the other; between two the lane is free for whoever reads."""

from __future__ import annotations

from functools import partial
from threading import Event
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from meetingdesk.app.sending.preparing import Wanted
from meetingdesk.errors import MeetingDeskError
from ui.bridge import Bridge
from ui.screens.documents.sending.preparing import MadePack, Manner, Run, begin, finish, give_up, go_on


class Packer(QObject):
    """Makes one pack at a time, tells how far it is, and stops when asked.

    Signals:
        progressed: How far it is: what it does, how much is done, and of how much.
        finished: The pack lies in its folder, or what was made of it before it was stopped; carries it.
        failed: Nothing was made, or nothing more can be; carries the error.
    """

    progressed = Signal(str, int, int)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._stop = Event()
        self._is_abandoned = False
        self.is_running = False

    def begin(self, meeting_id: UUID, wanted: tuple[Wanted, ...], manner: Manner) -> None:
        """Make the pack for those who are wanted."""
        self._stop = Event()
        self._is_abandoned = False
        self.is_running = True
        self.progressed.emit(self.tr("Reading what was approved…"), 0, len(wanted))
        job = begin
        self._bridge.read(job, self, self._next, meeting_id, wanted, manner, self._stop, otherwise=self._fail)

    @Slot()
    def stop(self) -> None:
        """Make nothing more; what was written stays, and can be sent."""
        self._stop.set()

    @Slot()
    def abandon(self) -> None:
        """Make nothing more, and tell nothing: whoever asked has left."""
        self.stop()
        self._is_abandoned = True

    # Helpers

    def _next(self, run: Run) -> None:
        if self._is_abandoned:
            self.is_running = False
            self._bridge.read(give_up, self, _nothing, run)
            return
        self.progressed.emit(self.tr("Making, checking and locking, two at a time…"), run.done, run.count)
        self._bridge.read(go_on, self, partial(self._came, run), run, otherwise=self._fail)

    def _came(self, run: Run, went_on: Run | None) -> None:
        if went_on is not None:
            self._next(run)
            return
        self._bridge.read(finish, self, self._end, run, otherwise=self._fail)

    def _end(self, made: MadePack) -> None:
        self.is_running = False
        if not self._is_abandoned:
            self.finished.emit(made)

    def _fail(self, error: BaseException) -> None:
        self.is_running = False
        self.stop()
        if not isinstance(error, MeetingDeskError):
            raise error
        if not self._is_abandoned:
            self.failed.emit(error)


def _nothing(_answer: object) -> None:
    """Nobody waits for this."""
