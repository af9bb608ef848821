"""Gaps of information: who was not asked, who has not answered, what a share means for the child."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.gaps.gap import Found
from meetingdesk.domain.information import EntryKind, RequestState, SharingDecision
from meetingdesk.domain.invitations import Proposal
from meetingdesk.domain.meeting_words import FamilyPlace, SectionKind
from meetingdesk.domain.meetings import CaseTransfer, Direction
from meetingdesk.domain.people import InvolvementKind, YesNo

PRACTICE = "gp"
_INTERPRETER, _OTHER_COUNCIL = "interpreter", "other_council"
_NEAR = frozenset({FamilyRole.PARTNER, FamilyRole.ALLEGED_PERPETRATOR, FamilyRole.OTHER_HOUSEHOLD})
_MATTERS_ONLY = frozenset({FamilyRole.SIGNIFICANT_OTHER})
_OF_A_FIXED_GROUP = frozenset({"core_group", "cin", "taf", "plo"})
"""Meetings of those who work with a family, which ask nobody else by rule."""
_ALWAYS_ASKED = frozenset({"adult_mental_health", "camhs", "substance_misuse"})
"""Three questions of their own, each of which is answered in every meeting."""
_FOLLOWS = frozenset({"rcpc", "core_group"})
"""Meetings that know from those before what an agency knows."""
_FOR_TALKING = frozenset({"interpreter", "advocacy"})
_EMPLOYER = "employer"
_SPEAK_FOR = {
    "emergency_department": frozenset({"hospital"}),
    "paediatrics": frozenset({"hospital"}),
    "domestic_abuse_support": frozenset({"idva"}),
}
"""Who speaks for an agency: one of them at the table is enough."""
_FROM_AGE = {"camhs": 5, "early_years": 1}
_NEEDS_REASON = frozenset({RequestState.DECLINED, RequestState.NOT_ASKED})


def gp_not_asked(facts: CaseFacts) -> Iterator[Found]:
    """Return everybody whose own practice is to be asked and was not."""
    for proposal in facts.proposed:
        if proposal.agency == PRACTICE and proposal.about:
            person_id = proposal.about[0].person_id
            is_somebody = person_id is not None and _is_identified(facts, person_id)
            if person_id is None or not is_somebody or not _has_own_practice(facts, person_id):
                continue
            if not _is_practice_asked(facts, person_id):
                yield Found(facts.called(person_id), person_id)


def agency_not_asked(facts: CaseFacts) -> Iterator[Found]:
    """Return each other agency that this type of meeting asks and nobody asked."""
    told: set[str] = set()
    for proposal in facts.proposed:
        key = proposal.agency
        is_asked = _is_asked(facts, key, None) or _is_here_otherwise(facts, key)
        if key and key != PRACTICE and key not in told and not is_asked and _is_missed(facts, proposal):
            told.add(key)
            yield Found(proposal.name or facts.catalogue_name(key), key)


def _has_own_practice(facts: CaseFacts, person_id: UUID) -> bool:
    """Say whether a practice is asked about somebody: of a child without one it is told once, elsewhere."""
    one = next((somebody for somebody in facts.people if somebody.id == person_id), None)
    if one is None or person_id in facts.live_elsewhere:
        return False
    if one.is_child and not _practices(facts, person_id):
        return False
    return not (one.roles <= _MATTERS_ONLY and person_id not in facts.household)


def _practices(facts: CaseFacts, person_id: UUID) -> frozenset[UUID]:
    own = facts.whole.involved.get(person_id, ())
    found = (row.agency_id for row in own if row.kind is InvolvementKind.GP)
    return frozenset(key for key in found if key is not None)


def _is_practice_asked(facts: CaseFacts, person_id: UUID) -> bool:
    """Say whether the practice of somebody was asked or has spoken: that of another is no answer for them."""
    practices = _practices(facts, person_id)
    if not practices:
        return _is_asked(facts, PRACTICE, person_id)
    if any(row.agency_id in practices and row.person_id in (person_id, None) for row in facts.requests):
        return True
    spoke = {entry.agency_id for entry in facts.entries}
    seats = (row for row in facts.all(Attendance) if row.status is not AttendanceStatus.DECLINED)
    return bool(practices & (spoke | {facts.agency_of(row) for row in seats}))


def _is_missed(facts: CaseFacts, proposal: Proposal) -> bool:
    """Say whether an agency is missed: not where others speak for it, or it only knows older children."""
    key = proposal.agency
    is_of_rule = proposal.is_required or key in _ALWAYS_ASKED
    if facts.kind.id in _OF_A_FIXED_GROUP and not is_of_rule:
        return False
    if facts.kind.id in _FOLLOWS and key in facts.whole.seated_before:
        return False
    if key in _FOR_TALKING and (facts.kind.family is FamilyPlace.NEVER or not facts.family_is_asked):
        return False
    if not facts.whole.seated.isdisjoint(_SPEAK_FOR.get(key, ())):
        return False
    if key == _EMPLOYER:
        seats = {facts.agency_of(row) for row in facts.all(Attendance)}
        return not any(one.person.works_for_id in seats for one in facts.people if one.person.works_for_id)
    oldest = max((child.age for child in facts.children if child.age is not None), default=None)
    return oldest is None or oldest >= _FROM_AGE.get(key, 0)


def without_reason(facts: CaseFacts) -> Iterator[Found]:
    """Return each agency that declined or was not asked, where nobody says why."""
    for request in facts.requests:
        if request.state in _NEEDS_REASON and not request.reason:
            yield Found(facts.agency_called(request.agency_id), request.id)


def not_answered(facts: CaseFacts) -> Iterator[Found]:
    """Return each agency that was asked, has not answered, and has said nothing here."""
    spoke = {entry.agency_id for entry in facts.entries} | kept_out(facts)
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
    children = {child.id for child in facts.every_child}
    for entry in facts.entries:
        about = {row.person_id for row in facts.whole.abouts.get(entry.id, ())}
        if entry.agency_id is None or (about and about <= children and not entry.means_for_child):
            continue  # what is about a child says itself what it means for one
        if entry.section in sections and entry.kind is not EntryKind.NOTE:
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


def kept_out(facts: CaseFacts) -> set[UUID | None]:
    """Return the agencies that left this case because somebody in it is one of theirs."""
    left = {
        row.id
        for row in facts.all(Attendance)
        if row.conflict_of_interest
        and row.id not in facts.here
        and any(stretch.family_id == facts.family_id for stretch in facts.whole.stretches.get(row.id, ()))
    }
    found = {facts.agency_of(row) for row in facts.all(Attendance) if row.id in left}
    return found - facts.agencies_here


def _is_identified(facts: CaseFacts, person_id: UUID) -> bool:
    """Say whether it is known who somebody is: nobody can ask the practice of a stranger."""
    person = facts.whole.people.get(person_id)
    return person is None or person.is_identified


def _is_here_otherwise(facts: CaseFacts, agency: str) -> bool:
    """Say whether somebody is in the room for an agency that has no seat of its own."""
    if agency == _INTERPRETER:
        return any(row.role == _INTERPRETER for row in facts.all(Attendance) if row.id in facts.here)
    moves = facts.own(CaseTransfer) if agency == _OTHER_COUNCIL else ()
    return any(row.direction is Direction.IN and row.worker_attended is YesNo.YES for row in moves)


def _is_asked(facts: CaseFacts, agency: str, person_id: UUID | None) -> bool:
    """Say whether an agency was invited, asked, or has spoken: of one person, if one is named."""
    if person_id is None:
        return agency in facts.asked_about or agency in facts.whole.seated
    return not facts.asked_about.get(agency, frozenset()).isdisjoint((person_id, None))
