"""Gaps of plans: nothing in it, no measure, no lead, nobody who visits."""

from __future__ import annotations

from collections.abc import Iterator

from meetingdesk.domain.decisions import CoreGroupMember, PlanPoint
from meetingdesk.domain.gaps.facts import STEPS_DOWN, CaseFacts
from meetingdesk.domain.gaps.gap import THE_FAMILY, Found
from meetingdesk.domain.gaps.of_decisions import born_as
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.roster import Being
from meetingdesk.domain.rows import PersonId
from meetingdesk.domain.running_clocks.kinds import INITIAL

_PLAN = "plan"
_ABOUT_A_PLAN = frozenset({"cin", "taf"})
"""Meetings that are held about a plan of their own, whatever is decided in them."""


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
    if not facts.has(SectionKind.PLAN):
        return
    named = {born_as(facts, point.child_id) for point in facts.own(PlanPoint)}
    decided = {born_as(facts, one.child_id) for one in facts.decisions if facts.is_plan(one)}
    ended = {decision.child_id for decision in facts.decisions if decision.outcome in STEPS_DOWN}
    settled = ended | _planned_before(facts)
    for child in facts.subjects:
        own = {child.id, None}
        is_due = bool(decided & own) or (facts.kind.id in _ABOUT_A_PLAN and not settled & own)
        if is_due and not named & own:
            yield Found(child.designation, child.id)


def no_contingency(facts: CaseFacts) -> Iterator[Found]:
    """Return each child whose plan does not say what happens if it fails."""
    points = facts.own(PlanPoint)
    held = {point.child_id for point in points}
    said = {point.child_id for point in points if point.contingency}
    for child_id in _in_order(facts, held - said):
        yield Found(facts.called(child_id) or THE_FAMILY, child_id)


def no_success(facts: CaseFacts) -> Iterator[Found]:
    """Return each child with a point of a plan that does not say how success is seen."""
    bare = {point.child_id for point in facts.own(PlanPoint) if not point.success and not point.is_interim}
    for child_id in _in_order(facts, bare):
        yield Found(facts.called(child_id) or THE_FAMILY, child_id)


def no_milestone(facts: CaseFacts) -> Iterator[Found]:
    """Return each child with a point of a plan that says neither the next step nor its day."""
    bare = {
        point.child_id
        for point in facts.own(PlanPoint)
        if not point.is_interim and not (point.milestone or point.milestone_on)
    }
    for child_id in _in_order(facts, bare):
        yield Found(facts.called(child_id) or THE_FAMILY, child_id)


def core_group_empty(facts: CaseFacts) -> Iterator[Found]:
    """Say that there is a plan and nobody in the core group."""
    # A plan that goes on keeps its core group; one that begins has none yet, whoever was named years ago.
    goes_on = facts.kind.id not in INITIAL
    before = goes_on and any(earlier.all(CoreGroupMember) for earlier in facts.whole.earlier)
    is_empty = not facts.own(CoreGroupMember) and not before
    if facts.has_plan and facts.has(SectionKind.CORE_GROUP) and is_empty:
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


def _planned_before(facts: CaseFacts) -> set[PersonId | None]:
    """Return whose plan an earlier meeting of the thread wrote down."""
    before = (row for one in facts.whole.earlier for row in one.all(PlanPoint))
    return {row.child_id for row in before if row.family_id in (facts.family_id, None) and not row.is_interim}


def _in_order(facts: CaseFacts, keys: set[PersonId | None]) -> list[PersonId | None]:
    """Return people in the order in which the family is named; the family itself comes last."""
    known = [child.id for child in facts.people if child.id in keys]
    return [*known, *sorted(keys.difference(known), key=str)]
