"""A copy of a version for one reader: made of what the version froze, with what it says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from meetingdesk.app.documents.amending import accepted_since, base_of
from meetingdesk.app.documents.clocks_of_documents import day_minutes_follow
from meetingdesk.app.documents.copying import copy_for
from meetingdesk.app.documents.snapshots import APART, Frozen
from meetingdesk.app.documents.versions import facts_to_copy, parts_apart, versions_of
from meetingdesk.app.family_records import cases_of
from meetingdesk.app.meeting_rows import MeetingRows
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.clocks import LONDON
from meetingdesk.domain.copies.copied import Copied, Correct
from meetingdesk.domain.copies.reader import Reader
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.document_life import FINISHED, kind_apart
from meetingdesk.domain.documents import Document, DocumentVersion
from meetingdesk.domain.gaps.facts import CaseFacts, MeetingFacts
from meetingdesk.domain.meetings import Meeting
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading


def copy_of_version(
    reading: Reading,
    version: DocumentVersion,
    reader: Reader,
    made_on: date,
    facts: MeetingFacts | None = None,
) -> Copied:
    """Return what a document of a version is made of for one reader.

    Who makes copies for many readers reads the facts once (`facts_to_copy`) and gives them along.
    """
    document = reading.get(Document, version.document_id)
    before = versions_of(reading, document)
    base = base_of(row for row in before if row.number < version.number)
    follows = day_minutes_follow(reading, reading.get(Meeting, document.meeting_id), document.kind)
    copy = replace(
        copy_for(facts or facts_to_copy(reading, version), reader, made_on),
        version=version.number,
        is_draft=version.state not in FINISHED,
        approved=approved_words(reading, version),
        minutes_follow=follows,
    )
    if base is None:
        return copy
    try:
        amended = copy_for(facts_to_copy(reading, base), reader, made_on)
        amended = replace(_without(amended, _kept_back(reading, version, amended, copy)), version=base.number)
    except MeetingDeskError:
        return copy  # the version before was brought in from elsewhere, and holds no record
    earlier = tuple(row for row in before if row.number < version.number)
    # What was asked for is in the words of a professional; the family reads what it has changed.
    is_told = bool(version.amendments) and reader.is_professional
    asked = accepted_since(reading, earlier) if is_told else ()
    return replace(copy, amends=amended, corrected=tuple(Correct(row.place, row.text) for row in asked))


def _kept_back(reading: Reading, version: DocumentVersion, base: Copied, copy: Copied) -> frozenset[UUID]:
    """Return the rows that an earlier copy held, that are still there and that this reader may not have now.

    A class that was narrowed since would else be told to everybody in the words "taken out". Where a part
    cannot even be checked, nobody knows what lies in it now, and nothing that is gone is told.
    """
    gone = _keys(base.facts.rows) - _keys(copy.facts.rows)
    checked = reading.for_checking()
    if not gone or _is_closed(reading, version):
        return gone
    return gone & _keys(facts_to_copy(checked, version).rows)


def _is_closed(reading: Reading, version: DocumentVersion) -> bool:
    """Say whether a version may have a part that is not given to this desk, not even for checking."""
    document, checked = reading.get(Document, version.document_id), reading.for_checking()
    held = reading.desk.sees | {part.visibility for part in parts_apart(checked, version)}
    closed = [kind_apart(document.kind, each) for each in APART if each not in held]
    kept = reading.find(
        Document, meeting_id=document.meeting_id, family_id=document.family_id, kind=closed or [""]
    )
    return bool(kept)


def _without(copy: Copied, keys: frozenset[UUID]) -> Copied:
    """Return a copy as if some rows had never been in it."""
    if not keys:
        return copy
    rows = {
        kind: tuple(row for row in found if row.id not in keys) for kind, found in copy.facts.rows.items()
    }
    bare = replace(copy.facts, rows=rows, _of_families={})
    cases = cases_of(MeetingRows(bare.meeting, rows), bare.policy, bare.day)
    return replace(copy, facts=bare, cases=tuple(CaseFacts(bare, case) for case in cases))


def _keys(rows: Frozen) -> frozenset[UUID]:
    return frozenset(row.id for found in rows.values() for row in found)


def approved_words(reading: Reading, version: DocumentVersion) -> str:
    """Return who approved a version and when, as it stands on its pages; nothing for a draft."""
    if version.state not in FINISHED:
        return ""
    by = reading.look_up(Professional, version.approved_by_id) if version.approved_by_id is not None else None
    moment = version.approved_at
    on = f" on {say_day(moment.astimezone(LONDON).date())}" if moment is not None else ""
    return f"approved by {by.name if by is not None else 'the chair'}{on}"
