"""Makes copies one after the other on the reading lane: made, searched, locked, written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from meetingdesk.app.documents.on_screen import ReaderKey, facts_for_copies, key_of
from meetingdesk.domain.copies.reader import Reader
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.errors import MeetingDeskError, StorageProblem
from ui.bridge import Bridge
from ui.screens.documents.words import Came, CopyState

MOST_OF_A_NAME = 99


@dataclass(frozen=True, slots=True)
class Order:
    """One copy that somebody asked for."""

    reader: Reader
    kind: DocumentKind
    passphrase: str
    """With what it is locked; empty for a plain one."""

    @property
    def key(self) -> tuple[ReaderKey, DocumentKind]:
        """Which copy it is."""
        return key_of(self.reader), self.kind


@dataclass(frozen=True, slots=True)
class Manner:
    """How the copies of one run are made, and where they are put."""

    ending: str
    is_large: bool
    folder: Path
    store: Path | None
    made_on: date


class Copier(QObject):
    """Works through what was asked; between two files the lane is free for whoever reads.

    Signals:
        progressed: How far it is: what it does, how much is done, and of how much.
        came: One copy was made or stopped; carries its order and what came of it.
        failed: Nothing more can be made; carries the error.
        finished: It is over; carries whether all was worked through.
    """

    progressed = Signal(str, int, int)
    came = Signal(object, object)
    failed = Signal(object)
    finished = Signal(bool)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._stop = Event()
        self._orders: list[Order] = []
        self._done = 0
        self._is_abandoned = False
        self.is_running = False

    def begin(self, meeting_id: UUID, orders: tuple[Order, ...], manner: Manner) -> None:
        """Make some copies of a meeting; all of them from the record as it stands now."""
        self._stop = Event()
        self._orders, self._done = list(orders), 0
        self._is_abandoned = False
        self.is_running = True
        self.progressed.emit(self.tr("Reading the meeting…"), 0, len(orders))
        then = partial(self._next, manner)
        self._bridge.read(_facts, self, then, meeting_id, manner, otherwise=self._fail)

    @Slot()
    def stop(self) -> None:
        """Make nothing more; what was written stays."""
        self._stop.set()

    @Slot()
    def abandon(self) -> None:
        """Make nothing more, and tell nothing of what is on its way: whoever asked has left."""
        self.stop()
        self._is_abandoned = True

    # Helpers

    def _next(self, manner: Manner, facts: MeetingFacts) -> None:
        if self._done == len(self._orders) or self._stop.is_set():
            self._end(is_whole=self._done == len(self._orders))
            return
        order = self._orders[self._done]
        what = self.tr("Making {kind} for {reader}…").format(
            kind=order.kind.label.lower(), reader=order.reader.name
        )
        self.progressed.emit(what, self._done, len(self._orders))
        then = partial(self._take, manner, facts, order)
        self._bridge.read(_made, self, then, facts, order, manner, self._stop, otherwise=self._fail)

    def _take(self, manner: Manner, facts: MeetingFacts, order: Order, came: Came | None) -> None:
        if came is not None:
            self._done += 1
            if not self._is_abandoned:
                self.came.emit(order, came)
        self._next(manner, facts)

    def _fail(self, error: BaseException) -> None:
        self._end(is_whole=False)
        if not isinstance(error, MeetingDeskError):
            raise error
        self.failed.emit(error)

    def _end(self, *, is_whole: bool) -> None:
        self.is_running = False
        self._orders = []
        self.finished.emit(is_whole)


# These run on the reading lane; they know nothing of Qt.


def _facts(reading: Any, meeting_id: UUID, manner: Manner) -> MeetingFacts:
    from meetingdesk.app.saving import check_folder

    check_folder(manner.folder, manner.store)
    return facts_for_copies(reading, meeting_id)


def _made(reading: Any, facts: MeetingFacts, order: Order, manner: Manner, stop: Event) -> Came | None:
    """Make one file and put it into the folder; nothing where it was stopped before that."""
    from meetingdesk.app.saving import save_bytes
    from reports.documents import locked
    from ui.screens.documents.preview.finished import finished

    try:
        made = finished(
            reading,
            facts,
            order.reader,
            order.kind,
            manner.ending,
            manner.made_on,
            is_large=manner.is_large,
        )
        if made.stopped:
            return Came(CopyState.STOPPED, said=made.stopped)
        path = _free(manner.folder / made.name)
        content = made.document.content
        if order.passphrase:
            content = locked(content, manner.ending, order.passphrase)
    except StorageProblem:
        raise
    except MeetingDeskError as error:
        return Came(CopyState.FAILED, said=(str(error), error.hint))
    if stop.is_set():
        return None
    save_bytes(path, content)
    return Came(CopyState.MADE, path.name, len(content), made.to_know)


def _free(path: Path) -> Path:
    """Return a name that no file has: a copy never takes the place of another reader's."""
    found, number = path, 1
    while found.exists() and number < MOST_OF_A_NAME:
        number += 1
        found = path.with_name(f"{path.stem}_{number}{path.suffix}")
    if found.exists():
        raise StorageProblem(
            "There are too many copies of this document in the folder.", hint="Choose another folder."
        )
    return found
