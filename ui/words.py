"""The words that screens show for what the record holds."""

from __future__ import annotations

from datetime import date, datetime, time

from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.meetings import MeetingStatus, Mode, QuorumState

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

STATUS = {
    MeetingStatus.PLANNED: "Planned",
    MeetingStatus.LIVE: "In progress",
    MeetingStatus.DRAFT: "Draft",
    MeetingStatus.APPROVED: "Approved",
    MeetingStatus.DISTRIBUTED: "Distributed",
    MeetingStatus.AMENDED: "Amended",
    MeetingStatus.ARCHIVED: "Archived",
    MeetingStatus.ADJOURNED: "Adjourned",
    MeetingStatus.CANCELLED: "Cancelled",
}

STATUS_MARK = {
    MeetingStatus.PLANNED: "○",
    MeetingStatus.LIVE: "▶",
    MeetingStatus.DRAFT: "△",
    MeetingStatus.APPROVED: "✓",
    MeetingStatus.DISTRIBUTED: "✓",
    MeetingStatus.AMENDED: "✓",
    MeetingStatus.ARCHIVED: "●",
    MeetingStatus.ADJOURNED: "△",
    MeetingStatus.CANCELLED: "✕",
}
"""A shape for each status, so that no colour has to carry it alone."""

MODE = {
    Mode.IN_PERSON: "In person",
    Mode.HYBRID: "In person and remote",
    Mode.REMOTE: "Remote",
    Mode.TELEPHONE: "By telephone",
}

QUORUM = {
    QuorumState.NOT_COUNTED: "Not counted yet",
    QuorumState.QUORATE: "Quorate",
    QuorumState.PROCEEDED_WITHOUT: "Went ahead without",
    QuorumState.ADJOURNED: "Adjourned for want of it",
    QuorumState.NOT_APPLICABLE: "Not needed",
}

FAMILY_ROLE = {
    FamilyRole.CHILD: "Child",
    FamilyRole.UNBORN: "Unborn",
    FamilyRole.SIBLING_NOT_SUBJECT: "Sibling, not subject",
    FamilyRole.PARENT: "Parent",
    FamilyRole.PARTNER: "Partner",
    FamilyRole.VICTIM: "Victim",
    FamilyRole.ALLEGED_PERPETRATOR: "Alleged perpetrator",
    FamilyRole.OTHER_HOUSEHOLD: "In the household",
    FamilyRole.SIGNIFICANT_OTHER: "Matters to the family",
}


def say_date(day: date | None, nothing: str = "no date yet") -> str:
    """Return a date as people say it: Fri 20 Nov 2026."""
    if day is None:
        return nothing
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def say_time(moment: time | None) -> str:
    """Return a time of day: 09:30."""
    return f"{moment:%H:%M}" if moment else ""


def say_instant(moment: datetime) -> str:
    """Return an instant as the clock on the wall shows it: 14:02:31."""
    return f"{moment.astimezone():%H:%M:%S}"


def many(number: int, one: str, several: str = "") -> str:
    """Return a number with its noun: 1 case, 18 cases."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def listed(words: list[str] | tuple[str, ...]) -> str:
    """Return words as a list: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
