"""The list that somebody looks at before anything is sent: who gets what, why, how, and what stops it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from meetingdesk.app.documents.versions import newest_version
from meetingdesk.app.sending.book import route_book
from meetingdesk.app.sending.kinds import OFFERED, kinds_for
from meetingdesk.app.sending.people import everybody, ground_of, reader_of
from meetingdesk.domain.document_life import FINISHED
from meetingdesk.domain.documents import Acknowledgement, Cascade, Distribution, DocumentCopy
from meetingdesk.domain.gaps.facts import grouped
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.sending.proposal import Proposed
from meetingdesk.domain.sending.routes import Route
from meetingdesk.domain.sending.states import SendState, state_of
from meetingdesk.domain.sending.stops import Stop, stops_of
from meetingdesk.storage.reading import Reading

OVER = frozenset({SendState.NOT_SENT, SendState.RETURNED, SendState.RECALLED})
"""After these the same version may be sent to the same reader again."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A document of the meeting that may leave: its newest version is approved or sealed."""

    kind: DocumentKind
    version_id: UUID
    number: int
    due_on: date | None
    due_rule: str


@dataclass(frozen=True, slots=True)
class Before:
    """What became of a version that this recipient was sent before."""

    kind: DocumentKind
    state: SendState
    at: datetime | None
    because: str = ""


@dataclass(frozen=True, slots=True)
class SendLine:
    """One recipient of the list."""

    proposed: Proposed
    kinds: tuple[DocumentKind, ...]
    route: Route
    route_says: str
    stops: tuple[Stop, ...] = ()
    before: tuple[Before, ...] = ()

    @property
    def key(self) -> str:
        """Who it is."""
        return self.proposed.to.key

    @property
    def is_stopped(self) -> bool:
        """Whether nobody can let it pass."""
        return any(stop.is_hard for stop in self.stops)

    @property
    def needs_reason(self) -> bool:
        """Whether somebody has to say why it is sent all the same."""
        return bool(self.stops) and not self.is_stopped

    def left(self, ready: Iterable[DocumentKind]) -> tuple[DocumentKind, ...]:
        """Return what of the documents that may leave this recipient has not been sent yet."""
        had = {one.kind for one in self.before if one.state not in OVER}
        return tuple(kind for kind in ready if kind in self.kinds and kind not in had)


@dataclass(frozen=True, slots=True)
class SendList:
    """The recipients of one meeting and the documents that may leave."""

    meeting_id: UUID
    reference: str
    title: str
    held_on: date | None
    ready: tuple[Ready, ...]
    not_ready: tuple[DocumentKind, ...]
    """What the type lists and nobody has approved yet."""
    lines: tuple[SendLine, ...]

    def version(self, kind: DocumentKind) -> Ready | None:
        """Return the document of a kind that may leave."""
        return next((one for one in self.ready if one.kind is kind), None)


def send_list(reading: Reading, meeting_id: UUID, today: date) -> SendList:
    """Return everybody who may be sent something of a meeting, and what stands in the way."""
    ground, book = ground_of(reading, meeting_id, today), route_book()
    facts = ground.facts
    offered = tuple(kind for kind in OFFERED if kind in facts.kind.documents)
    ready = ready_of(reading, meeting_id, offered)
    before = sent_before(reading, ready)
    lines = []
    for line in everybody(ground):
        route, says = book.route(line.to.email, is_family=line.to.is_family)
        kinds = kinds_for(facts, line, reader_of(facts, line.to))
        stops = stops_of(ground, book, line.to)
        lines.append(SendLine(line, kinds, route, says, stops, before.get(line.to.key, ())))
    known = {one.kind for one in ready}
    return SendList(
        meeting_id,
        facts.meeting.reference,
        facts.meeting.title or facts.kind.title,
        facts.meeting.held_on,
        ready,
        tuple(kind for kind in offered if kind not in known),
        tuple(lines),
    )


def ready_of(reading: Reading, meeting_id: UUID, kinds: Iterable[DocumentKind]) -> tuple[Ready, ...]:
    """Return the documents whose newest version may leave."""
    found = []
    for kind in kinds:
        newest = newest_version(reading, meeting_id, kind)
        if newest is not None and newest[1].state in FINISHED:
            document, version = newest
            found.append(Ready(kind, version.id, version.number, document.due_on, document.due_rule))
    return tuple(found)


def sent_before(reading: Reading, ready: Iterable[Ready]) -> Mapping[str, tuple[Before, ...]]:
    """Return what became of these versions so far, by recipient."""
    kinds = {one.version_id: one.kind for one in ready}
    if not kinds:
        return {}
    copies = {row.id: row for row in reading.find(DocumentCopy, version_id=list(kinds))}
    if not copies:
        return {}
    sent = reading.find(Distribution, copy_id=list(copies))
    keys = [row.id for row in sent]
    heard = grouped(reading.find(Acknowledgement, distribution_id=keys) if keys else (), "distribution_id")
    told = grouped(reading.find(Cascade, distribution_id=keys) if keys else (), "distribution_id")
    found: dict[str, tuple[Before, ...]] = {}
    for row in sent:
        copy = copies[row.copy_id]
        key = key_of_copy(copy)
        state = state_of(row, heard.get(row.id, ()), told.get(row.id, ()))
        because = row.recalled_because or row.returned_because
        line = Before(kinds[copy.version_id], state, row.sent_at or row.recalled_at, because)
        found[key] = (*found.get(key, ()), line)
    return found


def key_of_copy(copy: DocumentCopy) -> str:
    """Return whose copy it is, as the list of recipients has them."""
    return str(copy.agency_id or copy.person_id or copy.professional_id or copy.reader)
