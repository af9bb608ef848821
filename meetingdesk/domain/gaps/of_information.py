"""Gaps of information: who was not asked, who has not answered, what a share means for the child."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.gaps.gap import Found
from meetingdesk.domain.information import EntryKind, RequestState, SharingDecision
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import CaseTransfer, Direction
from meetingdesk.domain.people import YesNo

PRACTICE = "gp"
_NEAR = frozenset({FamilyRole.PARTNER, FamilyRole.ALLEGED_PERPETRATOR, FamilyRole.OTHER_HOUSEHOLD})
_NEEDS_REASON = frozenset({RequestState.DECLINED, RequestState.NOT_ASKED})


def gp_not_asked(facts: CaseFacts) -> Iterator[Found]:
    """Return everybody whose own practice is to be asked and was not."""
    for proposal in facts.proposed:
        if proposal.agency == PRACTICE and proposal.about:
            person_id = proposal.about[0].person_id
            if person_id is not None and not _is_asked(facts, PRACTICE, person_id):
                yield Found(facts.called(person_id), person_id)


def agency_not_asked(facts: CaseFacts) -> Iterator[Found]:
    """Return each other agency that this type of meeting asks and nobody asked."""
    told: set[str] = set()
    for proposal in facts.proposed:
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


def papers_missing(facts: CaseFacts) -> Iterator[Found]:
    """Return each area that a case came from without all its papers, or without a word on them."""
    came = [row for row in facts.own(CaseTransfer) if row.direction is Direction.IN]
    for row in came:
        if row.documents_complete is not YesNo.YES:
            yield Found(row.other_area, row.id)
    case = facts.listed
    if case is not None and case.transferred_from and not came:
        yield Found(case.transferred_from, case.family_id)


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


def known_to_one(facts: CaseFacts) -> Iterator[Found]:
    """Return each adult near the children of whom one agency alone has spoken, though others spoke too."""
    speakers: dict[UUID, set[UUID]] = {}
    everybody: set[UUID] = set()
    for entry in facts.entries:
        if entry.agency_id is not None:
            everybody.add(entry.agency_id)
            for row in facts.whole.abouts.get(entry.id, ()):
                speakers.setdefault(row.person_id, set()).add(entry.agency_id)
    for one in facts.people:
        is_near = bool(one.roles & _NEAR) and not one.is_child and FamilyRole.VICTIM not in one.roles
        if is_near and len(speakers.get(one.id, ())) == 1 and len(everybody) > 1:
            yield Found(one.designation, one.id)


def sharing_without_basis(facts: CaseFacts) -> Iterator[Found]:
    """Return each agency that decided to share, and not on which ground."""
    for row in facts.own(SharingDecision):
        if not row.bases and row.shared.casefold() != "no":
            yield Found(facts.agency_called(row.agency_id), row.id)


def _is_asked(facts: CaseFacts, agency: str, person_id: UUID | None) -> bool:
    """Say whether an agency was invited, asked, or has spoken: of one person, if one is named."""
    if person_id is None:
        return agency in facts.asked_about or agency in facts.whole.seated
    return not facts.asked_about.get(agency, frozenset()).isdisjoint((person_id, None))
