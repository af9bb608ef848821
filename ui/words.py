"""The words that screens show for what the record holds."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.information import EntryKind
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import MeetingStatus, Mode, QuorumState

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

ENTRY_KIND = {
    EntryKind.FACT: "Fact",
    EntryKind.REPORTED: "Reported",
    EntryKind.OBSERVED: "Observed",
    EntryKind.OPINION: "Opinion",
    EntryKind.ANALYSIS: "Analysis",
    EntryKind.ALLEGATION: "Allegation",
    EntryKind.SAID: "Said",
    EntryKind.NOTE: "Note",
}

SECTION_WORD = {
    SectionKind.REFERRAL: "Why",
    SectionKind.PEOPLE: "People",
    SectionKind.CONTACT: "Safe contact",
    SectionKind.EVENTS: "Events",
    SectionKind.INFORMATION: "Information",
    SectionKind.VOICE: "Children",
    SectionKind.FAMILY_VIEWS: "Family’s views",
    SectionKind.RISK: "Risk",
    SectionKind.REFLECTION: "Think",
    SectionKind.DECISION: "Decision",
    SectionKind.PLAN: "Plan",
    SectionKind.ACTIONS: "Actions",
    SectionKind.LINKS: "Links",
    SectionKind.TOLD: "Who tells",
    SectionKind.CHALLENGE: "Challenge",
}
"""One word for a heading of a kind, where there is little room."""


def say_date(day: date | None, nothing: str = "no date yet") -> str:
    """Return a date as people say it: Fri 20 Nov 2026."""
    return nothing if day is None else say_day(day)


def say_time(moment: time | None) -> str:
    """Return a time of day: 09:30."""
    return f"{moment:%H:%M}" if moment else ""


def say_instant(moment: datetime) -> str:
    """Return an instant as the clock on the wall shows it: 14:02:31."""
    return f"{moment.astimezone():%H:%M:%S}"


def say_clock(moment: datetime | None) -> str:
    """Return an instant as it stands beside an entry: 14:02."""
    return f"{moment.astimezone():%H:%M}" if moment else ""


def say_span(span: timedelta) -> str:
    """Return a length of time as minutes and seconds: 6:10."""
    seconds = max(round(span.total_seconds()), 0)
    return f"{seconds // 60}:{seconds % 60:02}"


def many(number: int, one: str, several: str = "") -> str:
    """Return a number with its noun: 1 case, 18 cases."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def listed(words: list[str] | tuple[str, ...]) -> str:
    """Return words as a list: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
