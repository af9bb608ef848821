"""Gaps of the time in between: how a child is kept safe, and who saw them, until the next meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from meetingdesk.domain.decisions import PlanPoint
from meetingdesk.domain.families import CourtOrder
from meetingdesk.domain.gaps.facts import STEPS_DOWN, CaseFacts
from meetingdesk.domain.gaps.gap import Found
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.people import ContactAttempt, YesNo
from meetingdesk.domain.roster import Being
from meetingdesk.domain.voice import Voice

_A_WEEK = timedelta(days=7)
_STRATEGY = "strategy"
_LATER = frozenset({"icpc", "prebirth", "cin"})
"""Meetings until which a child has to be kept safe by something agreed before."""
_GOES_ON = "enquiries_continue"
"""What is decided where the enquiry goes on, and with it the waiting."""


def no_interim_plan(facts: CaseFacts) -> Iterator[Found]:
    """Return each child who waits for a conference or a plan, and nothing says how they are safe."""
    if not facts.has(SectionKind.PLAN):
        return
    parts = {section.key for section in facts.kind.sections if section.kind is SectionKind.PLAN}
    if any(entry.section in parts for entry in facts.entries):
        return
    named = {point.child_id for point in facts.own(PlanPoint)}
    # What the meeting before agreed still holds; a plan of years ago keeps nobody safe.
    named |= {point.child_id for one in facts.whole.earlier[:1] for point in one.all(PlanPoint)}
    still = {decision.child_id for decision in facts.decisions if decision.outcome == _GOES_ON}
    waiting = still | {
        decision.child_id
        for decision in facts.decisions
        if (possible := facts.possible(decision)) is not None
        and not possible.needs_category
        and _LATER.intersection(possible.leads_to)
        and facts.meeting.type_id not in possible.leads_to
    }
    if facts.kind.id == _STRATEGY:
        waiting = {row.child_id for row in facts.decisions if row.outcome and row.outcome not in STEPS_DOWN}
    protected = {order.protects_id for order in facts.own(CourtOrder) if _is_in_force(order, facts.whole.day)}
    for child in facts.subjects:
        is_safe = child.id in protected or bool(named & {child.id, None})
        if waiting & {child.id, None} and not is_safe:
            yield Found(child.designation, child.id)


def _is_in_force(order: CourtOrder, day: date) -> bool:
    is_over = order.ended_on is not None and order.ended_on <= day
    return not is_over and (order.expires_on is None or order.expires_on >= day)


def weekly_visit_missed(facts: CaseFacts) -> Iterator[Found]:
    """Return each child whom nobody saw in some week by which the conference was late."""
    meeting = facts.meeting
    if meeting.due_on is None or meeting.held_on is None:
        return
    until = min(meeting.held_on, facts.whole.today or meeting.held_on)
    weeks = range((until - meeting.due_on) // _A_WEEK)
    voices = [*facts.own(Voice), *(row for one in facts.whole.earlier for row in one.all(Voice))]
    for child in facts.children:
        seen = {row.seen_on for row in voices if row.child_id == child.id and row.seen_on is not None}
        seen |= {
            row.tried_on
            for row in facts.all(ContactAttempt)
            if row.person_id == child.id and row.was_reached is YesNo.YES and row.tried_on is not None
        }
        weeks_seen = {(day - meeting.due_on) // _A_WEEK for day in seen}
        if child.being is not Being.UNBORN and not weeks_seen.issuperset(weeks):
            yield Found(child.designation, child.id)
