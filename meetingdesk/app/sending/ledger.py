"""The ledger: every file that left or was to leave, who has it, by which way, and what is to be heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select

from meetingdesk.domain.clocks import LONDON
from meetingdesk.domain.documents import (
    Acknowledgement,
    Cascade,
    Distribution,
    Document,
    DocumentCopy,
    DocumentVersion,
    SentBy,
)
from meetingdesk.domain.gaps.facts import grouped
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.rows import Row
from meetingdesk.domain.sending.states import SendState, days_between, state_of
from meetingdesk.storage.reading import Reading, visible
from meetingdesk.storage.tables import TABLES

R = TypeVar("R", bound=Row)
VERSION = TABLES[DocumentVersion]
MOST = 2_000
"""Lines of one look; whoever needs more narrows it by meeting or day."""


@dataclass(frozen=True, slots=True)
class LedgerAsked:
    """What is looked for; nothing means everything."""

    meeting_id: UUID | None = None
    states: frozenset[SendState] = frozenset()
    kind: DocumentKind | None = None
    words: str = ""
    """Parts of a reader, a reference or the beginning of a SHA-256."""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One file for one reader."""

    distribution_id: UUID
    meeting_id: UUID
    reference: str
    recipient: str
    document: str
    kind: str
    version: int
    copy_number: int
    sha256: str
    format: str
    route: SentBy
    state: SendState
    sent_at: datetime | None
    sent_by: str
    due_on: date | None
    days_to_sent: int | None
    """Days from the meeting until it left."""
    days_to_heard: int | None
    """Days from the meeting until somebody said that it arrived."""
    heard_at: datetime | None = None
    heard_by: str = ""
    passed_on_to: str = ""
    because: str = ""
    """Why it came back, was recalled, or was not sent."""

    @property
    def is_late(self) -> bool:
        """Whether it left after its day."""
        sent = self.sent_at.astimezone(LONDON).date() if self.sent_at is not None else None
        return sent is not None and self.due_on is not None and sent > self.due_on


def ledger(reading: Reading, asked: LedgerAsked) -> tuple[LedgerLine, ...]:
    """Return the files that were asked for, the newest first."""
    sent = _distributions(reading, asked)
    if not sent:
        return ()
    copies = _by_id(reading.find(DocumentCopy, id={row.copy_id for row in sent}))
    versions = _versions(reading, VERSION.c.id.in_({row.version_id for row in copies.values()}))
    documents = _by_id(reading.find(Document, id={one.document_id for one in versions.values()}))
    meetings = _by_id(reading.find(Meeting, id={row.meeting_id for row in documents.values()}))
    keys = [row.id for row in sent]
    heard = grouped(reading.find(Acknowledgement, distribution_id=keys), "distribution_id")
    told = grouped(reading.find(Cascade, distribution_id=keys), "distribution_id")
    lines = []
    for row in sent:
        copy = copies[row.copy_id]
        version = versions[copy.version_id]
        document = documents[version.document_id]
        parts = heard.get(row.id, ()), told.get(row.id, ())
        line = _line(row, copy, version.number, document, meetings[document.meeting_id], *parts)
        if _is_asked(line, asked):
            lines.append(line)
    return tuple(lines)


def outstanding(lines: Iterable[LedgerLine]) -> tuple[LedgerLine, ...]:
    """Return what somebody still has to do or hear something about."""
    return tuple(line for line in lines if line.state.is_outstanding)


@dataclass(frozen=True, slots=True)
class _Version:
    """Of a version what the ledger needs: what it froze is long, and stays where it is."""

    id: UUID
    document_id: UUID
    number: int


def _distributions(reading: Reading, asked: LedgerAsked) -> tuple[Distribution, ...]:
    newest = (TABLES[Distribution].c.id.desc(),)
    if asked.meeting_id is None:
        return reading.find(Distribution, order=newest, limit=MOST)
    documents = reading.find(Document, meeting_id=asked.meeting_id)
    versions = _versions(reading, VERSION.c.document_id.in_([row.id for row in documents]))
    copies = reading.find(DocumentCopy, version_id=list(versions)) if versions else ()
    if not copies:
        return ()
    return reading.find(Distribution, copy_id=[row.id for row in copies], order=newest, limit=MOST)


def _versions(reading: Reading, which: ColumnElement[bool]) -> dict[UUID, _Version]:
    seen = visible(DocumentVersion, reading.desk)
    query = select(VERSION.c.id, VERSION.c.document_id, VERSION.c.number).where(which)
    found = reading.rows(query if seen is None else query.where(seen))
    return {row[0]: _Version(*row) for row in found}


def _line(
    row: Distribution,
    copy: DocumentCopy,
    version: int,
    document: Document,
    meeting: Meeting,
    heard: tuple[Acknowledgement, ...],
    told: tuple[Cascade, ...],
) -> LedgerLine:
    first = min(heard, key=lambda one: one.at, default=None)
    return LedgerLine(
        row.id,
        meeting.id,
        meeting.reference,
        copy.reader,
        _called(document),
        document.kind,
        version,
        copy.number,
        copy.file_hash,
        copy.format,
        row.method,
        state_of(row, heard, told),
        row.sent_at,
        row.sent_by,
        row.due_on,
        days_between(meeting.held_on, row.sent_at),
        days_between(meeting.held_on, first.at if first is not None else None),
        first.at if first is not None else None,
        first.by if first is not None else "",
        ", ".join(one.to for one in told),
        row.recalled_because or row.returned_because,
    )


def _is_asked(line: LedgerLine, asked: LedgerAsked) -> bool:
    if asked.states and line.state not in asked.states:
        return False
    if asked.kind is not None and line.kind != asked.kind.value:
        return False
    day = line.sent_at.astimezone(LONDON).date() if line.sent_at is not None else None
    if asked.since is not None and (day is None or day < asked.since):
        return False
    if asked.until is not None and (day is None or day > asked.until):
        return False
    held = f"{line.recipient} {line.reference} {line.document} {line.sent_by} {line.sha256}".casefold()
    return all(word in held for word in asked.words.casefold().split())


def _called(document: Document) -> str:
    try:
        return DocumentKind(document.kind).label
    except ValueError:
        return document.title or document.kind.replace("_", " ").capitalize()


def _by_id(rows: Iterable[R]) -> dict[UUID, R]:
    return {row.id: row for row in rows}


def median_days(values: Iterable[int | None]) -> int | None:
    """Return the number of days that half of them took at most."""
    known = sorted(value for value in values if value is not None)
    return known[(len(known) - 1) // 2] if known else None
