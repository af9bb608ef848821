"""Gaps of actions and plans: nobody does it, no day, a child whom nothing reaches, no lead."""

from __future__ import annotations

from collections.abc import Iterator

from meetingdesk.domain.actions import Action, Consented
from meetingdesk.domain.decisions import CoreGroupMember, PlanPoint
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.gaps.gap import THE_FAMILY, Found
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.roster import Being

_SHOWN = 40
_PLAN = "plan"


def action_without_owner(facts: CaseFacts) -> Iterator[Found]:
    """Return each action that nobody is to do."""
    for action in facts.actions:
        if not (action.owner_id or action.owner_agency_id or action.owner_person_id):
            yield Found(_short(action), action.id)


def action_without_day(facts: CaseFacts) -> Iterator[Found]:
    """Return each action without a day by which it is done."""
    for action in facts.actions:
        if action.due_on is None and not action.frequency:
            yield Found(_short(action), action.id)


def owner_not_here(facts: CaseFacts) -> Iterator[Found]:
    """Return each agency that got an action while nobody of it was here to agree."""
    told = set()
    for action in facts.actions:
        agency_id = action.owner_agency_id or facts.agency_of_worker(action.owner_id)
        is_said = action.consented is not Consented.AGREED_IN_MEETING
        if agency_id is None or is_said or agency_id in facts.agencies_here or agency_id in told:
            continue
        told.add(agency_id)
        yield Found(facts.agency_called(agency_id), agency_id)


def child_not_reached(facts: CaseFacts) -> Iterator[Found]:
    """Return each child whom no action protects, once any is agreed."""
    if not facts.actions:
        return
    for child in facts.children:
        if child.id not in facts.reached:
            yield Found(child.designation, child.id)


def no_action(facts: CaseFacts) -> Iterator[Found]:
    """Say that a plan was made, or that it goes on to another process, and nothing is to be done."""
    possible = [facts.possible(decision) for decision in facts.decisions]
    goes_on = any(
        one is not None and (one.needs_category or one.leads_to or one.key.startswith(_PLAN))
        for one in possible
    )
    if goes_on and not facts.actions:
        yield Found()


def plan_empty(facts: CaseFacts) -> Iterator[Found]:
    """Return each child with a plan that names no need."""
    points = facts.own(PlanPoint)
    of_all = any(point.child_id is None for point in points)
    named = {point.child_id for point in points}
    planned = {decision.child_id for decision in facts.decisions if facts.is_plan(decision)}
    for child in facts.children:
        has_plan = child.id in planned or None in planned
        if has_plan and facts.has(SectionKind.PLAN) and child.id not in named and not of_all:
            yield Found(child.designation, child.id)


def no_contingency(facts: CaseFacts) -> Iterator[Found]:
    """Return each child whose plan does not say what happens if it fails."""
    points = facts.own(PlanPoint)
    held = {point.child_id for point in points}
    said = {point.child_id for point in points if point.contingency}
    for child_id in held - said:
        yield Found(facts.called(child_id) or THE_FAMILY, child_id)


def no_success(facts: CaseFacts) -> Iterator[Found]:
    """Return each child with a point of a plan that does not say how success is seen."""
    bare = {point.child_id for point in facts.own(PlanPoint) if not point.success and not point.is_interim}
    for child_id in bare:
        yield Found(facts.called(child_id) or THE_FAMILY, child_id)


def core_group_empty(facts: CaseFacts) -> Iterator[Found]:
    """Say that there is a plan and nobody in the core group."""
    if facts.has_plan and facts.has(SectionKind.CORE_GROUP) and not facts.own(CoreGroupMember):
        yield Found()


def no_lead(facts: CaseFacts) -> Iterator[Found]:
    """Say that nobody leads the core group."""
    members = facts.own(CoreGroupMember)
    if members and not any(member.is_lead for member in members):
        yield Found()


def no_visits(facts: CaseFacts) -> Iterator[Found]:
    """Say that nobody in the core group has said how often the children are visited."""
    members = facts.own(CoreGroupMember)
    has_born = any(child.being is not Being.UNBORN for child in facts.children)
    if members and has_born and not any(member.visits_every for member in members):
        yield Found()


def _short(action: Action) -> str:
    text = " ".join(action.text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
