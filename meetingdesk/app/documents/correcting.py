"""Requests for correction: asked for by line, answered by the chair, told of in the next version."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from meetingdesk.app.documents.approving import who_approves
from meetingdesk.app.documents.said_apart import (
    RESTRICTED_PART,
    WITH_ITS_READERS,
    check_not_apart,
    is_said_apart,
)
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.document_life import check_answer
from meetingdesk.domain.documents import Correction, CorrectionState, Document, DocumentVersion
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.unit_of_work import UnitOfWork

LONGEST_PLACE = 300


@dataclass(frozen=True, slots=True)
class AskForCorrection:
    """Write down that somebody asked for a correction, and of which line.

    A request is read by everybody, so of a line that only some may read it says no word: neither which it
    is nor what it should say. That is put into the record itself.
    """

    version_id: UUID
    place: str
    text: str
    asked_on: date
    asked_by: str = ""
    agency_id: UUID | None = None
    label: str = "Note a request for correction"
    deed: Deed = Deed.CHASE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add it to the version it speaks of."""
        version = work.get(DocumentVersion, self.version_id)
        place, text = self.place.strip(), self.text.strip()
        if is_said_apart(work, version, place):
            if text:
                raise MeetingDeskError(
                    "That line stands in a part of the document that only some may read.",
                    hint="Put the wording into the record itself, where only they read it.",
                )
            place, text = RESTRICTED_PART, WITH_ITS_READERS
        else:
            check_not_apart(work, version, text)
        if not text:
            raise MeetingDeskError(
                "Nothing was asked for.", hint="Write what the line should say, or what is wrong with it."
            )
        if not self.asked_by.strip() and self.agency_id is None:
            raise MeetingDeskError(
                "Nobody is named who asked for it.", hint="Say who asked: a name or an agency."
            )
        work.add(
            Correction(
                version_id=version.id,
                place=place,
                text=text,
                asked_by=self.asked_by.strip(),
                asked_by_agency_id=self.agency_id,
                asked_on=self.asked_on,
            )
        )
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class AnswerCorrection:
    """Accept a request, note it or refuse it; the last two say why."""

    correction_id: UUID
    state: CorrectionState
    answered_on: date
    answer: str = ""
    label: str = "Answer a request for correction"
    deed: Deed = Deed.APPROVE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Write the answer down; it may be given anew until a later version has told of it."""
        request = work.get(Correction, self.correction_id)
        check_answer(self.state, self.answer)
        version = work.get(DocumentVersion, request.version_id)
        if request.state is CorrectionState.ACCEPTED and _is_told(work, version):
            raise MeetingDeskError(
                "A later version tells of this correction already.",
                hint="Ask for another correction of that version.",
            )
        check_not_apart(work, version, self.answer)
        work.put(
            replace(
                request,
                state=self.state,
                answer=self.answer.strip(),
                answered_by_id=who_approves(work, version),
                answered_on=self.answered_on,
            )
        )
        return outcome_of(work, self)


def place_of(heading: str, line: str) -> str:
    """Return where in a document a line stands, as a request names it."""
    words = " ".join(line.split())
    place = f"{heading}: {words}" if heading else words
    return place if len(place) <= LONGEST_PLACE else f"{place[: LONGEST_PLACE - 1]}…"


def _is_told(work: UnitOfWork, version: DocumentVersion) -> bool:
    document = work.get(Document, version.document_id)
    later = work.find(DocumentVersion, document_id=document.id)
    return any(row.number > version.number and row.amendments for row in later)
