"""By when a document is to leave, as the type of its meeting says, and what is said of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.kept_definitions import policy_of_meeting, type_of
from meetingdesk.domain.clocks import deadline
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meeting_words import ClockStart, DocumentKind
from meetingdesk.domain.meetings import FINALISED, Meeting
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.running_clocks.starts import moment_of_end, moment_of_trigger
from meetingdesk.domain.workdays import Calendar, Nation
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading

BEFORE_MINUTES = frozenset(
    {
        *(DocumentKind.ACTION_LIST, DocumentKind.DECISION_LETTER, DocumentKind.PLAN),
        *(DocumentKind.INTERIM_SAFETY_PLAN, DocumentKind.AGENCY_EXTRACT, DocumentKind.OUTCOME_NOTICE),
        *(DocumentKind.GP_NOTICE, DocumentKind.SCHOOL_NOTICE, DocumentKind.HEALTH_VISITOR_NOTICE),
        *(DocumentKind.MARAC_OUTCOME_NOTICE, DocumentKind.KEY_INFORMATION),
    }
)
"""What may leave on the day of the meeting and says when its minutes follow."""


@dataclass(frozen=True, slots=True)
class Due:
    """By when a document leaves, and under which rule; `by` is a working day."""

    by: date
    rule: str
    explanation: str


def due_of(reading: Reading, meeting: Meeting, kind: DocumentKind) -> Due | None:
    """Return by when a document of a meeting leaves; None where no rule says so or no clock runs."""
    sort = type_of(reading, meeting)
    if sort is None:
        return None
    policy = policy_of_meeting(reading, meeting) or rulebook().policy(Nation.ENG)
    return due_under(meeting, sort, policy, rulebook().calendar(policy.nation), kind)


def due_under(
    meeting: Meeting, sort: MeetingType, policy: Policy, calendar: Calendar, kind: DocumentKind
) -> Due | None:
    """Return by when a document leaves, as the type of its meeting and the policy have it."""
    for rule in sort.deadlines:
        if rule.document is not kind:
            continue
        start = _start(meeting, rule.counted_from)
        if start is None:
            continue
        try:
            found = deadline(rule.rule, start, policy=policy, calendar=calendar)
        except MeetingDeskError:
            continue  # a local rule in hours needs a moment that nobody wrote down
        return Due(found.book_by, rule.rule, found.explanation)
    return None


def late_words(due: date | None, left_on: date | None, today: date, calendar: Calendar) -> str:
    """Say how a document stands against its day: due in 2 working days, late by 3, left in time."""
    if due is None:
        return ""
    if left_on is not None:
        return f"left {_late(calendar, due, left_on)}" if left_on > due else "left in time"
    if today > due:
        return _late(calendar, due, today)
    if today == due:
        return "due today"
    return f"due in {_many(calendar.working_days_between(today, due))}"


def minutes_follow(due: date | None) -> str:
    """Return the sentence that a paper which leaves before the minutes prints; nothing without their day."""
    return f"Minutes follow by {say_short_day(due)}." if due is not None else ""


def day_minutes_follow(reading: Reading, meeting: Meeting, kind: str) -> str:
    """Return by when the minutes follow on another document of a meeting; nothing once they are approved."""
    if kind not in BEFORE_MINUTES or meeting.status in FINALISED or meeting.ended_at is None:
        return ""
    minutes = due_of(reading, meeting, DocumentKind.FULL_MINUTES)
    return say_short_day(minutes.by) if minutes is not None else ""


def say_short_day(day: date) -> str:
    """Return a day without its year: Fri 18 Dec."""
    return say_day(day).rpartition(" ")[0]


def _start(meeting: Meeting, counted_from: ClockStart) -> date | datetime | None:
    match counted_from:
        case ClockStart.MEETING:
            return meeting.held_on
        case ClockStart.MEETING_END:
            return moment_of_end(meeting)
        case ClockStart.INCIDENT:
            return moment_of_trigger(meeting)
        case _:
            return None


def _late(calendar: Calendar, due: date, day: date) -> str:
    days = calendar.working_days_between(due, day)
    return f"late by {_many(days)}" if days else "late, though by no working day"


def _many(days: int) -> str:
    return f"{days} working day{'' if days == 1 else 's'}"
