"""A copy of a document as far as it is now: of its approved version, or a draft of the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from meetingdesk.app.documents.copies_of_versions import copy_of_version
from meetingdesk.app.documents.copying import copy_for
from meetingdesk.app.documents.lives import BEFORE
from meetingdesk.app.documents.versions import is_changed_since, newest_version
from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.copies.reader import Reader
from meetingdesk.domain.document_life import FINISHED
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.storage.reading import Reading


def copy_as_it_stands(
    reading: Reading, facts: MeetingFacts, kind: DocumentKind, reader: Reader, made_on: date
) -> Copied:
    """Return what is saved or looked at of a document now.

    It is the approved version as long as the record still says the same; anything else is a draft, whatever
    became of the record as a whole, for nobody has approved this document yet.
    """
    as_kind = DocumentKind.FULL_MINUTES if kind is DocumentKind.LARGE_PRINT else kind
    found = newest_version(reading, facts.meeting.id, as_kind)
    number = 1
    if found is not None:
        document, version = found
        is_changed = is_changed_since(reading, document, version)
        if version.state in FINISHED and not is_changed:
            return copy_of_version(reading, version, reader, made_on)
        number = version.number + (version.state in FINISHED)
    copy = copy_for(facts, reader, made_on)
    return copy if as_kind in BEFORE else replace(copy, version=number, is_draft=True, approved="")
