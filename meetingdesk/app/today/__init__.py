"""What needs the person at the desk today, in the order in which it does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from meetingdesk.app.today.dates import statutory_dates
from meetingdesk.app.today.followed import actions_overdue, challenges_late, copies_unacknowledged
from meetingdesk.app.today.meetings import drafts_due, meetings_today
from meetingdesk.app.today.rows import MOST_COUNTED, Today, TodayGroup, TodayMark, TodayRow
from meetingdesk.storage.reading import Reading

__all__ = ["MOST_COUNTED", "Today", "TodayGroup", "TodayMark", "TodayRow", "today_of"]


def today_of(reading: Reading, titles: Mapping[str, str], today: date, now: datetime) -> Today:
    """Return what needs somebody: nothing that waits, and no name; a group without rows is not there."""
    groups = (
        meetings_today(reading, titles, today),
        drafts_due(reading, titles, today),
        actions_overdue(reading, today, now),
        copies_unacknowledged(reading, now),
        statutory_dates(reading, titles, today),
        challenges_late(reading, today),
    )
    return Today(today, tuple(group for group in groups if group.rows))
