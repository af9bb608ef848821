"""A copy of a version for one reader: made of what the version froze, with what it says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from meetingdesk.app.documents.amending import accepted_since, base_of
from meetingdesk.app.documents.clocks_of_documents import day_minutes_follow
from meetingdesk.app.documents.copying import copy_for
from meetingdesk.app.documents.versions import facts_to_copy, versions_of
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.clocks import LONDON
from meetingdesk.domain.copies.copied import Copied, Correct
from meetingdesk.domain.copies.reader import Reader
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.document_life import FINISHED
from meetingdesk.domain.documents import Document, DocumentVersion
from meetingdesk.domain.gaps.facts import MeetingFacts
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
        amended = replace(copy_for(facts_to_copy(reading, base), reader, made_on), version=base.number)
    except MeetingDeskError:
        return copy  # the version before was brought in from elsewhere, and holds no record
    earlier = tuple(row for row in before if row.number < version.number)
    # What was asked for is in the words of a professional; the family reads what it has changed.
    is_told = bool(version.amendments) and reader.is_professional
    asked = accepted_since(reading, earlier) if is_told else ()
    return replace(copy, amends=amended, corrected=tuple(Correct(row.place, row.text) for row in asked))


def approved_words(reading: Reading, version: DocumentVersion) -> str:
    """Return who approved a version and when, as it stands on its pages; nothing for a draft."""
    if version.state not in FINISHED:
        return ""
    by = reading.look_up(Professional, version.approved_by_id) if version.approved_by_id is not None else None
    moment = version.approved_at
    on = f" on {say_day(moment.astimezone(LONDON).date())}" if moment is not None else ""
    return f"approved by {by.name if by is not None else 'the chair'}{on}"
