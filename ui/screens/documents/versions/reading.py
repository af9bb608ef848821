"""What the page asks of the store: the documents, and what two versions differ in. It runs on the lane."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from meetingdesk.app.documents.amending import base_of
from meetingdesk.app.documents.copying import copy_for
from meetingdesk.app.documents.lives import Lives, lives_of
from meetingdesk.app.documents.snapshots import OPEN, by_class, facts_in, record_of
from meetingdesk.app.documents.versions import document_of, facts_of_version, facts_to_copy, versions_of
from meetingdesk.domain.compared_lines import Change, Line, by_heading, compared
from meetingdesk.domain.copies.reader import CHAIR
from meetingdesk.domain.documents import DocumentVersion
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.errors import MeetingDeskError


@dataclass(frozen=True, slots=True)
class Comparison:
    """In what one text of a document differs from another."""

    title: str
    changes: tuple[Change, ...] = ()
    lines: tuple[Line, ...] = ()
    """Every line of the newest version, so that a request can name one."""
    fault: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Which two are compared: versions by their identifiers, or one with the record as it stands now."""

    kind: DocumentKind
    older: UUID
    newer: UUID | None
    title: str


def read_lives(reading: Any, meeting_id: UUID, today: date) -> Lives:
    """Return the documents of a meeting that can be made."""
    # Read on the lane: what makes documents is loaded when somebody first wants one.
    from reports.documents import MAKERS

    return lives_of(reading, meeting_id, today, MAKERS)


def read_comparison(reading: Any, meeting_id: UUID, pair: Pair, today: date) -> Comparison:
    """Return in what two texts of a document differ, for somebody who may see as much as this person."""
    try:
        old = _lines(_of_version(reading, pair.older), pair.kind, today)
        now = (
            _of_version(reading, pair.newer)
            if pair.newer is not None
            else facts_in(record_of(reading, meeting_id))
        )
        new = _lines(now, pair.kind, today)
    except MeetingDeskError as error:
        return Comparison(pair.title, fault=str(error), hint=error.hint)
    return Comparison(pair.title, compared(old, new), new if pair.newer is not None else old)


def read_changed_headings(reading: Any, meeting_id: UUID, kind: DocumentKind, today: date) -> tuple[str, ...]:
    """Return under which headings lines were changed since the version that a new one amends.

    Only what all professionals may read is compared, for everybody at the desk reads the answer.
    """
    document = document_of(reading, meeting_id, kind)
    base = base_of(versions_of(reading, document)) if document is not None else None
    if base is None:
        return ()
    try:
        then = facts_of_version(base)
    except MeetingDeskError:
        return ()
    now = facts_in(by_class(record_of(reading, meeting_id))[OPEN])
    return by_heading(compared(_lines(then, kind, today), _lines(now, kind, today)))


def _of_version(reading: Any, key: UUID) -> MeetingFacts:
    return facts_to_copy(reading, reading.get(DocumentVersion, key))


def _lines(facts: MeetingFacts, kind: DocumentKind, today: date) -> tuple[Line, ...]:
    from reports.documents import document
    from reports.lines import lines_of

    return lines_of(document(kind, copy_for(facts, CHAIR, today)))
