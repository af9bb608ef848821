"""Gaps about people: the father nobody asked about, the child on nobody's radar, who may safely be called."""

from __future__ import annotations

from collections.abc import Iterator

from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.families import Approached, FamilyMember, FamilyRole, Relationship
from meetingdesk.domain.family_record import Somebody
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.gaps.gap import Found
from meetingdesk.domain.parents import Parents
from meetingdesk.domain.people import InvolvementKind, YesNo
from meetingdesk.domain.radar import is_known, radar_of
from meetingdesk.domain.risk import FamilyView
from meetingdesk.domain.roster import Being

_TO_THINK_OF = frozenset({FamilyRole.PARENT, FamilyRole.PARTNER})
_ASKED_FOR_VIEWS = frozenset({FamilyRole.PARENT, FamilyRole.VICTIM})


def no_children_recorded(facts: CaseFacts) -> Iterator[Found]:
    """Say that no child is recorded for the family."""
    if facts.case is not None and not any(one.is_child for one in facts.people):
        yield Found()


def father_not_known(facts: CaseFacts) -> Iterator[Found]:
    """Return each child of whom nobody has said who the father is."""
    said = {row.person_id: row.role for row in facts.all(Attendance) if row.person_id is not None}
    parents = Parents(facts.whole.people, facts.own(FamilyMember), facts.own(Relationship), said)
    for child in facts.children:
        if not parents.fathers_of(child.person):
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
    views = {row.person_id: row for row in facts.own(FamilyView)}
    for one in facts.people:
        view = views.get(one.id)
        is_asked = bool(one.roles & _ASKED_FOR_VIEWS) and not one.is_child and one.person.died_on is None
        if is_asked and not (view is not None and _is_said(view)):
            yield Found(one.designation, one.id)


def willingness_alone(facts: CaseFacts) -> Iterator[Found]:
    """Return everybody who said they are willing, where nobody wrote what was seen to be done."""
    for view in facts.own(FamilyView):
        if view.willingness_stated and not view.action_observed:
            yield Found(facts.called(view.person_id), view.person_id)


def _is_said(view: FamilyView) -> bool:
    told = (view.words, view.disagrees_with, view.would_help, view.fears, view.not_known_because)
    return any(told)


def _not_on_the_radar(facts: CaseFacts, kind: InvolvementKind) -> Iterator[Found]:
    for child in facts.children:
        if kind in radar_of(child.being, child.age).needed and not _has(facts, child, kind):
            yield Found(child.designation, child.id)


def _has(facts: CaseFacts, child: Somebody, kind: InvolvementKind) -> bool:
    own = facts.whole.involved.get(child.id, ())
    return any(row.kind is kind and is_known(row) for row in own)
