"""Lets held messages leave when their time is over: each is claimed, given to the server, and noted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from meetingdesk.app.outcome import Command
from meetingdesk.app.sending.commands import ClaimMessage, NoteLeft, NoteNotTaken
from meetingdesk.app.sending.mail_settings import mail_settings
from meetingdesk.app.sending.mailing import Fate, Given, give
from meetingdesk.app.sending.queue import HELD, Held, held, note_held_back
from meetingdesk.errors import MeetingDeskError
from ui.bridge import Bridge
from ui.wall_clock import WallClock

NO_SERVER = "No mail server is set for this desk."


class Leaving(QObject):
    """Looks each second which message may leave; one at a time, and each at most once.

    Messages from before this program was started wait until somebody says that they may go; so do those
    of which something is another since they were sent, and those that the server refused.

    Signals:
        changed: Another message waits, or one waits no more.
        went: One was given to the server; carries the message and what came of it.
        refused: Something could not be written down; carries the error.
    """

    changed = Signal()
    went = Signal(object, object)
    refused = Signal(object)

    def __init__(self, bridge: Bridge, clock: WallClock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._clock = clock
        self._began = clock.now()
        self._may_go: set[str] = set()
        self._then: Callable[[], None] | None = None
        self._claimed: Held | None = None
        self.waiting: tuple[Held, ...] = ()
        clock.ticked.connect(self.look)
        bridge.changed.connect(self._hear)
        bridge.refused.connect(self._hear_refused)

    @property
    def kept_back(self) -> tuple[Held, ...]:
        """The messages that wait for somebody: the server refused them, or they are from before a restart."""
        return tuple(one for one in self.waiting if not self._goes(one))

    @property
    def counted_down(self) -> tuple[Held, ...]:
        """The messages that leave by themselves, and can still be taken back."""
        now = self._clock.now()
        return tuple(one for one in self.waiting if one.until > now and self._goes(one))

    @property
    def next_leaves(self) -> datetime | None:
        """When the next message leaves that can still be taken back."""
        return min((one.until for one in self.counted_down), default=None)

    @Slot()
    def read_again(self) -> None:
        """Look which messages wait."""
        self._bridge.read(held, self, self._take)

    def let_go(self, messages: tuple[Held, ...]) -> None:
        """Let messages leave that waited for somebody, once their time is over."""
        self._may_go |= {one.message_id for one in messages}
        self.changed.emit()
        self.look()

    @Slot()
    def look(self) -> None:
        """Let the next message leave whose time is over."""
        if self._then is not None:
            return
        now = self._clock.now()
        ready = next((one for one in self.waiting if one.until <= now and self._goes(one)), None)
        if ready is None:
            return
        self._may_go.discard(ready.message_id)
        self.waiting = tuple(one for one in self.waiting if one is not ready)
        self._claimed = ready
        self._carry_out(ClaimMessage(ready.message_id, now), partial(self._give, ready))

    # Helpers

    def _goes(self, one: Held) -> bool:
        if one.message_id in self._may_go:
            return True
        return not one.failed and one.until - HELD >= self._began

    def _carry_out(self, command: Command, then: Callable[[], None]) -> None:
        self._then = then
        self._bridge.execute(command, self)

    def _give(self, one: Held) -> None:
        self._then, self._claimed = _wait, None
        self._bridge.read(_give, self, partial(self._given, one), one, otherwise=partial(self._lost, one))

    def _lost(self, one: Held, error: BaseException) -> None:
        self._given(one, Given(Fate.NOT_SURE, "Something went wrong while the server had the message."))
        if not isinstance(error, MeetingDeskError):
            raise error

    def _given(self, one: Held, given: Given) -> None:
        end = partial(self._end, one, given)
        match given.fate:
            case Fate.TAKEN:
                self._carry_out(NoteLeft(one.distributions, self._clock.now()), end)
            case Fate.NOT_TAKEN:
                self._carry_out(NoteNotTaken(one.distributions, given.says), end)
            case Fate.NOT_SURE:
                end()

    def _hold_back(self, one: Held, error: MeetingDeskError) -> None:
        """Write down why a message does not leave: else it would be tried again with every second."""
        self._then = _wait
        because = f"{error} {error.hint}".strip()
        job = partial(note_held_back, message_id=one.message_id, because=because)
        self._bridge.write(job, self, partial(self._held_back, one, because), self._not_written)

    def _held_back(self, one: Held, because: str, waits: bool) -> None:
        self._then = None
        if waits:
            self.went.emit(one, Given(Fate.NOT_TAKEN, because))
        self.read_again()

    def _not_written(self, error: BaseException) -> None:
        self._then = None
        if not isinstance(error, MeetingDeskError):
            raise error
        self.refused.emit(error)

    def _end(self, one: Held, given: Given) -> None:
        self._then = None
        self.went.emit(one, given)
        self.read_again()

    def _take(self, waiting: tuple[Held, ...]) -> None:
        if self._then is None:
            self.waiting = tuple(one for one in waiting if not one.is_given)
            self.changed.emit()

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], asker: object) -> None:
        if asker is self and self._then is not None:
            then, self._then = self._then, None
            then()
        elif "distribution" in touched:
            self.read_again()

    @Slot(object, object)
    def _hear_refused(self, error: Any, asker: object) -> None:
        if asker is not self:
            return
        claimed, self._claimed, self._then = self._claimed, None, None
        if claimed is not None and isinstance(error, MeetingDeskError):
            self._hold_back(claimed, error)
        else:
            self.refused.emit(error)
            self.read_again()


def _wait() -> None:
    """The server has the message: nothing else leaves until it has answered."""


def _give(reading: Any, one: Held) -> Given:
    settings = mail_settings(reading)
    return give(settings, one) if settings is not None else Given(Fate.NOT_TAKEN, NO_SERVER)
