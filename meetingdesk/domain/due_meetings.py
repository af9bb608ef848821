"""By when the next meeting of a kind has to be held, counted from the meetings that were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from meetingdesk.domain.clocks import Deadline, deadline
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meeting_words import ClockStart
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.workdays import Calendar

STRATEGY = frozenset({"strategy"})
INITIAL = frozenset({"icpc", "prebirth", "transfer_in"})
CONFERENCES = INITIAL | {"rcpc"}
AFTER_BIRTH = "rcpc_after_birth"
NOT_HELD = frozenset({MeetingStatus.PLANNED, MeetingStatus.CANCELLED, MeetingStatus.ADJOURNED})


@dataclass(frozen=True, slots=True)
class DueMeeting:
    """The day by which a meeting is to be held, by which rule, and how that was counted."""

    kind: str
    rule: str
    due: date
    explanation: str


def due_meeting(
    kind: MeetingType,
    thread: Iterable[Meeting],
    policy: Policy,
    calendar: Calendar,
    birth: date | None = None,
) -> DueMeeting | None:
    """Return by when the next meeting of a kind is due in a thread, or None where no clock runs.

    Of several clocks the one that started last counts; of two that started together, the first that
    the type lists. A conference that followed the strategy discussion has stopped its clock. `birth` is
    that of a child who was unborn at the conference; it can bring the first review forward.
    """
    held = [meeting for meeting in thread if meeting.status not in NOT_HELD and meeting.held_on is not None]
    running: list[tuple[date, Deadline]] = []
    for rule in kind.deadlines:
        start = _start(rule.counted_from, kind.id, held) if rule.meeting == kind.id else None
        if start is None or (rule.rule == AFTER_BIRTH and birth is None):
            continue
        born = birth if rule.rule == AFTER_BIRTH else None
        clock = deadline(rule.rule, start, policy=policy, calendar=calendar, birth=born)
        running.append((start, clock))
    if not running:
        return None
    last = max(start for start, _ in running)
    started = [clock for start, clock in running if start == last]
    after_birth = [clock for clock in started if clock.rule == AFTER_BIRTH]
    found = (after_birth or started)[0]
    return DueMeeting(kind.id, found.rule, found.due, found.explanation)


def _start(counted_from: ClockStart, kind: str, held: Sequence[Meeting]) -> date | None:
    match counted_from:
        case ClockStart.STRATEGY_DISCUSSION:
            start = _start_of_enquiry(held)
            conference = _last(held, CONFERENCES)
            is_stopped = start is not None and conference is not None and conference >= start
            return None if is_stopped else start
        case ClockStart.INITIAL_CONFERENCE:
            return _last(held, INITIAL)
        case ClockStart.LAST_CONFERENCE:
            return _last(held, CONFERENCES)
        case ClockStart.LAST_MEETING | ClockStart.MEETING:
            return _last(held, frozenset({kind}))
        case _:
            return None


def _start_of_enquiry(held: Sequence[Meeting]) -> date | None:
    """Return the day of the discussion that started the last enquiry.

    Later discussions of the same enquiry say again when it started, and do not start its clock anew.
    """
    begun = [
        (meeting.enquiry_started_on, meeting.held_on)
        for meeting in held
        if meeting.type_id in STRATEGY and meeting.enquiry_started_on and meeting.held_on
    ]
    last = max((started for started, _ in begun), default=None)
    return min((on for started, on in begun if started == last), default=None)


def _last(held: Sequence[Meeting], kinds: frozenset[str]) -> date | None:
    return max(
        (meeting.held_on for meeting in held if meeting.type_id in kinds and meeting.held_on), default=None
    )
