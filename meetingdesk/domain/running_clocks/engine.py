"""Looks for every clock of a family or a meeting; screens, minutes and figures only show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from meetingdesk.domain.running_clocks import (
    of_births,
    of_conferences,
    of_other_meetings,
    of_papers,
    of_people,
    of_plans,
    of_transfers,
)
from meetingdesk.domain.running_clocks.clock import Clock
from meetingdesk.domain.running_clocks.rules import CLOCK_RULES
from meetingdesk.domain.running_clocks.thread import Thread

Rule = Callable[[Thread], Iterable[Clock]]

OF_MEETINGS: tuple[Rule, ...] = (
    of_conferences.conference,
    of_conferences.reconvene,
    of_births.prebirth,
    of_transfers.transfer_in,
    of_plans.core_groups,
    of_plans.reviews,
    of_other_meetings.next_meeting,
    of_other_meetings.brought_about,
)
"""The clocks at whose end a meeting is held."""

OF_THE_REST: tuple[Rule, ...] = (
    of_conferences.enquiries,
    of_plans.plan_long,
    of_other_meetings.referral,
    of_papers.papers,
    of_papers.reports,
    of_papers.corrections,
    of_papers.dissent,
    of_people.actions,
    of_people.escalation,
    of_people.markers,
    of_people.repeat,
)
_PLACES = {rule: place for place, rule in enumerate(CLOCK_RULES)}


def clocks_of(thread: Thread) -> tuple[Clock, ...]:
    """Return every clock of a family and its meetings on a day, the nearest first; those over as well."""
    of_meetings = meetings_due(thread)
    rest = (clock for rule in OF_THE_REST for clock in rule(thread))
    return tuple(sorted((*of_meetings, *rest), key=_place))


def meetings_due(thread: Thread) -> tuple[Clock, ...]:
    """Return the clocks at whose end a meeting is held, the nearest first."""
    found = [clock for rule in OF_MEETINGS for clock in rule(thread)]
    told = {clock.meeting_id for clock in found if clock.kind}
    found += of_other_meetings.as_planned(thread, told)
    return tuple(sorted(found, key=_place))


def _place(clock: Clock) -> tuple[date, int, date, str, str, int]:
    ids: tuple[UUID | None, ...] = (clock.row_id, clock.person_id, clock.meeting_id, clock.started_by_id)
    first = next((key.int for key in ids if key is not None), 0)
    return (
        clock.due or date.max,
        _PLACES[clock.rule],
        clock.started_on or date.min,
        clock.what,
        clock.whom,
        first,
    )
