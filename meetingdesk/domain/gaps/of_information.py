"""Gaps of information: who was not asked, who has not answered, what a share means for the child."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.gaps.gap import Found
from meetingdesk.domain.information import EntryKind, RequestState
from meetingdesk.domain.invitations import Proposal, proposed_invitations
from meetingdesk.domain.meeting_words import SectionKind

PRACTICE = "gp"
_NEEDS_REASON = frozenset({RequestState.DECLINED, RequestState.NOT_ASKED})


def gp_not_asked(facts: CaseFacts) -> Iterator[Found]:
    """Return everybody whose own practice is to be asked and was not."""
    for proposal in _proposed(facts):
        if proposal.agency == PRACTICE and proposal.about:
            person_id = proposal.about[0].person_id
            if person_id is not None and not _is_asked(facts, PRACTICE, person_id):
                yield Found(facts.called(person_id), person_id)


def agency_not_asked(facts: CaseFacts) -> Iterator[Found]:
    """Return each other agency that this type of meeting asks and nobody asked."""
    told: set[str] = set()
    for proposal in _proposed(facts):
        key = proposal.agency
        if key and key != PRACTICE and key not in told and not _is_asked(facts, key, None):
            told.add(key)
            yield Found(proposal.name or facts.catalogue_name(key), key)


def without_reason(facts: CaseFacts) -> Iterator[Found]:
    """Return each agency that declined or was not asked, where nobody says why."""
    for request in facts.requests:
        if request.state in _NEEDS_REASON and not request.reason:
            yield Found(facts.agency_called(request.agency_id), request.id)


def not_answered(facts: CaseFacts) -> Iterator[Found]:
    """Return each agency that was asked, has not answered, and has said nothing here."""
    spoke = {entry.agency_id for entry in facts.entries}
    told: set[UUID] = set()
    for request in facts.requests:
        is_silent = request.state is RequestState.ASKED and request.agency_id not in spoke
        if is_silent and request.agency_id not in told:
            told.add(request.agency_id)
            yield Found(facts.agency_called(request.agency_id), request.agency_id)


def means_for_child(facts: CaseFacts) -> Iterator[Found]:
    """Return each agency none of whose shares says what it means for the child."""
    if not facts.children:
        return
    sections = {section.key for section in facts.kind.sections if section.kind is SectionKind.INFORMATION}
    said: dict[UUID, bool] = {}
    for entry in facts.entries:
        if entry.agency_id is not None and entry.section in sections and entry.kind is not EntryKind.NOTE:
            said[entry.agency_id] = said.get(entry.agency_id, False) or bool(entry.means_for_child)
    for agency_id, is_said in said.items():
        if not is_said:
            yield Found(facts.agency_called(agency_id), agency_id)


def _proposed(facts: CaseFacts) -> tuple[Proposal, ...]:
    return proposed_invitations(facts.kind, (facts.case,)) if facts.case is not None else ()


def _is_asked(facts: CaseFacts, agency: str, person_id: UUID | None) -> bool:
    """Say whether an agency was invited, asked, or has spoken: of one person, if one is named."""
    for request in facts.requests:
        if facts.agency_key(request.agency_id) == agency and person_id in (request.person_id, None):
            return True
    for entry in facts.entries:
        if facts.agency_key(entry.agency_id) == agency:
            whom = {row.person_id for row in facts.whole.abouts.get(entry.id, ())}
            if person_id is None or person_id in whom:
                return True
    seats = {facts.agency_key(facts.agency_of(row)) for row in facts.all(Attendance)}
    return person_id is None and agency in seats
