"""Gaps about people: the father nobody asked about, the child on nobody's radar, who may safely be called."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.decisions import CoreGroupMember, View
from meetingdesk.domain.documents import Consent, ConsentState
from meetingdesk.domain.families import Approached, FamilyMember, FamilyRole, Relationship
from meetingdesk.domain.family_record import Somebody
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.gaps.gap import Found
from meetingdesk.domain.information import RequestState
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.parents import Parents
from meetingdesk.domain.people import Interpreter, InvolvementKind, Registered, YesNo
from meetingdesk.domain.radar import is_known, radar_of
from meetingdesk.domain.risk import FamilyView
from meetingdesk.domain.roster import Being

_TO_THINK_OF = frozenset({FamilyRole.PARENT, FamilyRole.PARTNER})
_ON_A_LIST = frozenset({InvolvementKind.GP, InvolvementKind.SCHOOL, InvolvementKind.EARLY_YEARS})
_KNOWN_BY_SEAT = {
    InvolvementKind.SCHOOL: "school",
    InvolvementKind.HEALTH_VISITOR: "health_visiting",
    InvolvementKind.MIDWIFE: "midwifery",
}
_LEADS = frozenset({InvolvementKind.LEAD_PROFESSIONAL, InvolvementKind.SOCIAL_WORKER})
_OTHER_AREAS = frozenset({"other_council", "other_police", "other_health"})
_CHECKED = frozenset({RequestState.ANSWERED, RequestState.NOTHING_KNOWN})
_OF_WHOM_ALL_IS_ASKED = frozenset({FamilyRole.PARENT, FamilyRole.PARTNER, FamilyRole.VICTIM})
_SPOKEN_HERE = frozenset({"english", "welsh", "cymraeg"})
_CONSENT = "consent"
_PRACTICE = "gp"
_ASKED_LANGUAGE_FROM = 5
"""The age from which somebody who is not here may have to be spoken with in their language."""
_CHILDREN = frozenset({FamilyRole.CHILD, FamilyRole.UNBORN, FamilyRole.SIBLING_NOT_SUBJECT})
_ASKED_FOR_VIEWS = frozenset({FamilyRole.PARENT, FamilyRole.VICTIM})


def no_children_recorded(facts: CaseFacts) -> Iterator[Found]:
    """Say that no child is recorded for the family."""
    # A child who died or is not expected any more was recorded, and is not asked for again.
    members = facts.own(FamilyMember)
    is_recorded = any(one.is_child for one in facts.people) or any(one.role in _CHILDREN for one in members)
    if facts.case is not None and not is_recorded:
        yield Found()


def children_left_out(facts: CaseFacts) -> Iterator[Found]:
    """Return each child of the family where the part about the children was set aside."""
    parts = [point for point in facts.points if point.kind == SectionKind.VOICE]
    if parts and all(point.set_aside_because for point in parts):
        for child in facts.children:
            yield Found(child.designation, child.id)


def elsewhere_unchecked(facts: CaseFacts) -> Iterator[Found]:
    """Return each child who is said to be elsewhere, while nobody there has confirmed it."""
    checked = {
        request.person_id
        for request in facts.requests
        if request.state in _CHECKED and facts.agency_key(request.agency_id) in _OTHER_AREAS
    }
    for entry in facts.entries:
        if facts.agency_key(entry.agency_id) in _OTHER_AREAS:
            checked |= {row.person_id for row in facts.whole.abouts.get(entry.id, ())}
    for child in facts.every_child:
        if child.person.whereabouts and not checked & {child.id, None}:
            yield Found(child.designation, child.id)


def father_not_known(facts: CaseFacts) -> Iterator[Found]:
    """Return each child of whom nobody has said who the father is."""
    said = {row.person_id: row.role for row in facts.all(Attendance) if row.person_id is not None}
    parents = Parents(facts.whole.people, facts.own(FamilyMember), facts.own(Relationship), said)
    for child in facts.children:
        fathers = (facts.whole.people.get(key) for key in parents.fathers_of(child.person))
        # That he is not known stays on the list until he is.
        if not any(father is not None and father.is_identified for father in fathers):
            yield Found(child.designation, child.id)


def not_approached(facts: CaseFacts) -> Iterator[Found]:
    """Return each parent and partner of whom nobody has said whether they were approached."""
    here = {row.person_id for row in facts.all(Attendance) if row.id in facts.here}
    asked = dict.fromkeys(
        member.person_id
        for member in facts.own(FamilyMember)
        if member.role in _TO_THINK_OF and member.until is None and member.approached is Approached.NOT_KNOWN
    )
    for person_id in asked:
        if person_id not in here and facts.called(person_id):
            yield Found(facts.called(person_id), person_id)


def age_not_known(facts: CaseFacts) -> Iterator[Found]:
    """Return each child whose age nobody knows."""
    for child in facts.children:
        if child.being is not Being.UNBORN and child.age is None:
            yield Found(child.designation, child.id)


def no_practice(facts: CaseFacts) -> Iterator[Found]:
    """Return each child of whom no GP is known."""
    yield from _not_on_the_radar(facts, InvolvementKind.GP)


def no_school(facts: CaseFacts) -> Iterator[Found]:
    """Return each child of school age of whom no school is known."""
    yield from _not_on_the_radar(facts, InvolvementKind.SCHOOL)


def no_health_visitor(facts: CaseFacts) -> Iterator[Found]:
    """Return each child below school age of whom no health visitor is known."""
    yield from _not_on_the_radar(facts, InvolvementKind.HEALTH_VISITOR)


def no_midwife(facts: CaseFacts) -> Iterator[Found]:
    """Return each unborn child of whom no midwife is known."""
    yield from _not_on_the_radar(facts, InvolvementKind.MIDWIFE)


def safe_contact(facts: CaseFacts) -> Iterator[Found]:
    """Return each person harmed of whom nobody has said whether it is safe to call."""
    for one in facts.people:
        if FamilyRole.VICTIM in one.roles and one.person.safe_to_call is YesNo.UNKNOWN:
            yield Found(one.designation, one.id)


def views_missing(facts: CaseFacts) -> Iterator[Found]:
    """Return each parent or person harmed whose own view nobody wrote down, nor why it is not known."""
    said: set[UUID | None] = {row.person_id for row in facts.own(FamilyView) if _is_said(row)}
    parts = {section.key for section in facts.kind.sections if section.kind is SectionKind.FAMILY_VIEWS}
    said |= {entry.speaker_id for entry in facts.entries if entry.section in parts}
    for decision in facts.decisions:
        views = facts.whole.views.get(decision.id, ())
        said |= {view.person_id for view in views if view.view is not View.NOT_ASKED}
    for one in facts.people:
        is_asked = bool(one.roles & _ASKED_FOR_VIEWS) and not one.is_child and one.person.died_on is None
        if is_asked and one.id not in said:
            yield Found(one.designation, one.id)


def willingness_alone(facts: CaseFacts) -> Iterator[Found]:
    """Return everybody who said they are willing, where nobody wrote what was seen to be done."""
    if not facts.steps_down:
        yield from _only_willing(facts)


def step_down_on_words(facts: CaseFacts) -> Iterator[Found]:
    """Return everybody on whose word help becomes less, while nobody has seen it kept."""
    if facts.steps_down:
        yield from _only_willing(facts)


def involvement_unconfirmed(facts: CaseFacts) -> Iterator[Found]:
    """Return each agency that is said to work with somebody, and has said nothing of it itself."""
    spoke = {entry.agency_id for entry in facts.entries} | facts.agencies_here
    spoke |= {request.agency_id for request in facts.requests if request.state in _CHECKED}
    spoke |= {key for earlier in facts.whole.earlier for key in earlier.agencies_there}
    told = set()
    for one in facts.case.involvements if facts.case is not None else ():
        agency_id = one.agency_id
        # To be on the list of a practice or a school is no work with the family.
        is_work = one.kind not in _ON_A_LIST and one.state is Registered.REGISTERED
        is_open = is_work and not one.is_confirmed_by_agency
        if is_open and agency_id is not None and agency_id not in spoke and agency_id not in told:
            told.add(agency_id)
            yield Found(facts.agency_called(agency_id), agency_id)


def no_lead_professional(facts: CaseFacts) -> Iterator[Found]:
    """Say that nobody leads the work with the family."""
    if facts.case is None or not facts.children:
        return
    has_lead = facts.case.record.family.lead_professional_id is not None
    has_lead = has_lead or any(member.is_lead for member in facts.own(CoreGroupMember))
    has_lead = has_lead or any(one.kind in _LEADS and is_known(one) for one in facts.case.involvements)
    if not has_lead:
        yield Found()


def identity_not_asked(facts: CaseFacts) -> Iterator[Found]:
    """Return everybody whose ethnicity, language or religion nobody has asked for."""
    for one in facts.people:
        person = one.person
        is_child = one.is_child and one.being is not Being.UNBORN
        is_asked = is_child or bool(one.roles & _OF_WHOM_ALL_IS_ASKED)
        is_asked = is_asked and one.id not in facts.live_elsewhere
        if is_asked and not (person.ethnicity and person.first_language and person.religion):
            yield Found(one.designation, one.id)


def interpreter_not_asked(facts: CaseFacts) -> Iterator[Found]:
    """Return everybody with another first language, where nobody has asked whether they need help with it."""
    seated = {row.person_id for row in facts.all(Attendance)}
    for one in facts.people:
        language = one.person.first_language.casefold().strip()
        is_another = bool(language) and language not in _SPOKEN_HERE
        is_small = one.age is not None and one.age < _ASKED_LANGUAGE_FROM and one.id not in seated
        is_asked = is_another and not is_small and one.being is not Being.UNBORN
        if is_asked and one.person.interpreter is Interpreter.NOT_KNOWN:
            yield Found(one.designation, one.id)


def consent_not_recorded(facts: CaseFacts) -> Iterator[Found]:
    """Say that nobody wrote down whether the family agrees, where the work rests on that."""
    is_written = any(entry.section == _CONSENT for entry in facts.entries)
    if facts.case is not None and not is_written and not facts.own(Consent):
        yield Found()


def consent_without_reason(facts: CaseFacts) -> Iterator[Found]:
    """Return everybody who did not agree, or was not asked, while nobody wrote why."""
    for row in facts.own(Consent):
        if row.state is not ConsentState.GIVEN and not row.reason and facts.called(row.person_id):
            yield Found(facts.called(row.person_id), row.person_id)


def _only_willing(facts: CaseFacts) -> Iterator[Found]:
    for view in facts.own(FamilyView):
        if view.willingness_stated and not view.action_observed:
            yield Found(facts.called(view.person_id), view.person_id)


def _is_said(view: FamilyView) -> bool:
    told = (view.words, view.disagrees_with, view.would_help, view.fears, view.not_known_because)
    return any(told)


def _not_on_the_radar(facts: CaseFacts, kind: InvolvementKind) -> Iterator[Found]:
    needing = [child for child in facts.children if kind in radar_of(child.being, child.age).needed]
    if not _is_of_who_is_here(facts, needing, kind):
        for child in needing:
            if not _has(facts, child, kind):
                yield Found(child.designation, child.id)


def _is_of_who_is_here(facts: CaseFacts, needing: list[Somebody], kind: InvolvementKind) -> bool:
    """Say whether the agency in the room can only be that of the one child who needs one."""
    keys = {facts.agency_key(agency_id) for agency_id in facts.agencies_here}
    return len(needing) == 1 and not facts.kind.many_cases and _KNOWN_BY_SEAT.get(kind) in keys


def _has(facts: CaseFacts, child: Somebody, kind: InvolvementKind) -> bool:
    own = facts.whole.involved.get(child.id, ())
    if kind is InvolvementKind.MIDWIFE:
        # Before the birth the midwife is the mother's.
        adults = [one.id for one in facts.people if not one.is_child]
        own = (*own, *(row for key in adults for row in facts.whole.involved.get(key, ())))
    if kind is InvolvementKind.GP and child.id in facts.asked_about.get(_PRACTICE, frozenset()):
        return True
    said = (row for row in own if row.kind is kind)
    # That a child has none was asked and answered; the card tells it in red.
    return any(is_known(row) or row.state is Registered.NOT_REGISTERED for row in said)
