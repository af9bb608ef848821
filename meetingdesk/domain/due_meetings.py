"""By when the next meeting of a kind has to be held, as far as the meetings that were held say it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.running_clocks.clock import Clock
from meetingdesk.domain.running_clocks.engine import meetings_due
from meetingdesk.domain.running_clocks.kinds import CONFERENCES, INITIAL, NOT_HELD
from meetingdesk.domain.running_clocks.thread import Thread
from meetingdesk.domain.workdays import Calendar

__all__ = ("CONFERENCES", "INITIAL", "DueMeeting", "due_meeting")


@dataclass(frozen=True, slots=True)
class DueMeeting:
    """The day by which a meeting is to be held, by which rule, and how that was counted."""

    kind: str
    rule: str
    due: date
    explanation: str


def due_meeting(
    kind: MeetingType, thread: Iterable[Meeting], policy: Policy, calendar: Calendar
) -> DueMeeting | None:
    """Return by when the next meeting of a kind is due in a thread, or None where no clock runs.

    Nothing is known here of plans and people: a plan is taken to run. Of several clocks the one that
    started last counts.
    """
    held = tuple(replace(one, family_id=None) for one in thread if one.status not in NOT_HELD)
    today = max((one.held_on for one in held if one.held_on is not None), default=date.min)
    kinds = {kind.id: kind}
    clocks = meetings_due(Thread(held, kinds, policy, calendar, today, is_presumed=True))
    running = [(one.started_on, one) for one in clocks if one.started_on is not None and _is_next(one, kind)]
    found = max(running, key=lambda pair: pair[0], default=None)
    if found is None or found[1].due is None:
        return None
    clock = found[1]
    return DueMeeting(kind.id, clock.timescale, found[1].due, clock.explanation)


def _is_next(clock: Clock, kind: MeetingType) -> bool:
    return clock.is_open and clock.due is not None and clock.kind == kind.id
