"""Gaps of what happened since last time: how bad it was, who was told, and what it adds up to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from meetingdesk.domain.chronology import Event, EventAbout
from meetingdesk.domain.families import CourtOrder, OrderBreach
from meetingdesk.domain.gaps.facts import CaseFacts, grouped
from meetingdesk.domain.gaps.gap import Found
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.text import in_short

INCIDENTS = frozenset({"incident", "domestic_abuse", "police_call", "assault"})
"""The kinds of events that are graded, and of which others are told."""
_A_YEAR, _A_MONTH = timedelta(days=365), timedelta(days=31)
_IN_A_YEAR, _IN_A_MONTH, _WITH_CHILDREN = 6, 4, 3
_SHOWN = 40


def incident_not_graded(facts: CaseFacts) -> Iterator[Found]:
    """Return each incident since last time of which nobody has said how grave it was."""
    for event in _since_last_time(facts):
        if not event.grade:
            yield Found(in_short(event.text, _SHOWN), event.id, _section(facts))


def incident_told_nobody(facts: CaseFacts) -> Iterator[Found]:
    """Return each incident since last time of which nobody was told."""
    for event in _since_last_time(facts):
        if not event.told:
            yield Found(in_short(event.text, _SHOWN), event.id, _section(facts))


def breach_told_nobody(facts: CaseFacts) -> Iterator[Found]:
    """Return each breach of an order or condition of which nobody was told."""
    orders = {order.id for order in facts.own(CourtOrder)} if facts.case is not None else set()
    for breach in facts.all(OrderBreach):
        if breach.order_id in orders and not breach.told:
            yield Found(in_short(breach.text, _SHOWN), breach.id)


def incidents_add_up(facts: CaseFacts) -> Iterator[Found]:
    """Say that there were so many incidents that they have to be looked at together, and nobody has."""
    incidents = _incidents(facts, facts.whole.day - _A_YEAR)
    about = grouped(facts.all(EventAbout), "event_id")
    children = {child.id for child in facts.children}
    near = [one for one in incidents if any(row.person_id in children for row in about.get(one.id, ()))]
    recent = [one for one in incidents if one.happened_on and one.happened_on > facts.whole.day - _A_MONTH]
    policy = facts.whole.policy
    with_children = policy.marac.escalation_incidents if policy is not None else _WITH_CHILDREN
    is_crossed = (
        len(incidents) >= _IN_A_YEAR or len(recent) >= _IN_A_MONTH or len(near) >= max(with_children, 1)
    )
    if is_crossed and not incidents[-1].significance:
        yield Found(f"{len(incidents)} incidents", None, _section(facts))


def _since_last_time(facts: CaseFacts) -> list[Event]:
    last = facts.whole.earlier[0].meeting.held_on if facts.whole.earlier else None
    return _incidents(facts, last or facts.whole.day - _A_YEAR)


def _incidents(facts: CaseFacts, after: date) -> list[Event]:
    """Return the incidents of the family after a day and up to the meeting, in the order of their days."""
    if facts.case is None:
        return []
    found = [
        event
        for event in facts.own(Event)
        if event.kind in INCIDENTS
        and event.happened_on is not None
        and after < event.happened_on <= facts.whole.day
    ]
    return sorted(found, key=lambda event: (event.happened_on or date.min, event.id))


def _section(facts: CaseFacts) -> SectionKind:
    return SectionKind.EVENTS if facts.has(SectionKind.EVENTS) else SectionKind.PEOPLE
