"""A copy of a meeting for one reader, from a store or from a meeting file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from meetingdesk.app.family_records import cases_of
from meetingdesk.app.meeting_rows import MeetingRows
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.copies.allowed import Allowance
from meetingdesk.domain.copies.before import NOTHING, Before
from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.copies.reader import CHAIR, Reader, ReaderKind
from meetingdesk.domain.gaps.earlier import Earlier
from meetingdesk.domain.gaps.facts import CaseFacts, MeetingFacts
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.meetings import FINALISED
from meetingdesk.errors import MeetingDeskError

MOST_NAMED = 12
CHAIRS = frozenset({"chair", "minute taker", "record"})


def copy_for(facts: MeetingFacts, reader: Reader, made_on: date) -> Copied:
    """Return what a document for a reader may be made of.

    The families too are made of the allowed rows only, so that nothing else can come in by them.
    """
    allowed = Allowance(facts.rows, reader).allowed()
    bare = replace(facts, rows=allowed, earlier=_earlier(facts, reader), _of_families={})
    cases = cases_of(MeetingRows(facts.meeting, allowed), facts.policy, facts.day)
    return Copied(
        reader,
        bare,
        tuple(CaseFacts(bare, case) for case in cases),
        made_on,
        is_draft=facts.meeting.status not in FINALISED,
        approved="approved by the chair" if facts.meeting.status in FINALISED else "",
        marking=facts.meeting.classification,
        before=_before(facts, reader, made_on),
    )


def _earlier(facts: MeetingFacts, reader: Reader) -> tuple[Earlier, ...]:
    """Return what earlier meetings left behind, as far as the reader may have it; a family reads this one."""
    if not reader.is_professional:
        return ()
    return tuple(replace(one, rows=Allowance(one.rows, reader).allowed()) for one in facts.earlier)


def _before(facts: MeetingFacts, reader: Reader, made_on: date) -> Before:
    if reader.kind is not ReaderKind.CHAIR or DocumentKind.CHAIR_BRIEFING not in facts.kind.documents:
        return NOTHING
    # The rules of gaps and clocks take a moment to load, and most copies are not the chair's.
    from meetingdesk.app.documents.before_meeting import before_of

    return before_of(facts, made_on)


def reader_named(facts: MeetingFacts, wanted: str) -> Reader:
    """Return the reader that was typed: the chair, an agency by key, code or name, or a designation."""
    words = " ".join(wanted.casefold().split())
    if words in CHAIRS:
        return CHAIR
    for agency in facts.agencies.values():
        if words in {agency.key.casefold(), agency.code.casefold(), agency.name.casefold()} - {""}:
            return agency_reader(facts, agency)
    for case in cases_of(MeetingRows(facts.meeting, facts.rows), facts.policy, facts.day):
        for somebody in case.people:
            if words in {somebody.designation.casefold(), somebody.name.casefold()}:
                return Reader(ReaderKind.PERSON, somebody.designation, person_id=somebody.id)
    known = ", ".join(dict.fromkeys(agency.key for agency in facts.agencies.values()))
    raise MeetingDeskError(
        "Nobody of this meeting is called so, and no agency.",
        hint=f"Say chair, a designation such as Adult A, or one of: {known or 'no agency is here'}.",
    )


def agency_reader(facts: MeetingFacts, agency: Agency) -> Reader:
    """Return an agency as a reader, with those of it who came."""
    workers = frozenset(row.id for row in facts.workers.values() if row.agency_id == agency.id)
    return Reader(ReaderKind.AGENCY, agency.name, agency.id, agency.key, workers)


def readers_of(facts: MeetingFacts) -> tuple[Reader, ...]:
    """Return everybody who may have a copy: the chair, and each agency that was asked to the meeting."""
    workers: dict[UUID, Professional] = dict(facts.workers)
    asked: dict[UUID, None] = {}
    for row in facts.all(Attendance):
        worker = workers.get(row.professional_id) if row.professional_id is not None else None
        agency_id = row.agency_id or (worker.agency_id if worker is not None else None)
        if agency_id is not None and agency_id in facts.agencies:
            asked[agency_id] = None
    return (CHAIR, *(agency_reader(facts, facts.agencies[key]) for key in asked))
