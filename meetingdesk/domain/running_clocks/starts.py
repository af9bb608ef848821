"""The days and moments from which clocks are counted, and by which time of a profile or type."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from meetingdesk.domain.meeting_words import ClockStart
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.running_clocks.thread import Thread


def timescale_of(thread: Thread, type_id: str, *starts: ClockStart, key: str = "") -> str:
    """Return the time that a type of meeting gives itself from a start; nothing where it gives none.

    Without a key it is the time in which a meeting of the type itself has to be held.
    """
    kind = thread.kinds.get(type_id)
    for rule in kind.deadlines if kind is not None else ():
        is_meant = rule.key == key if key else rule.meeting == type_id
        if is_meant and rule.counted_from in starts:
            return rule.rule
    return ""


def moment_of_end(meeting: Meeting) -> datetime | None:
    """Return when a meeting ended: as its clock says, else as it was planned."""
    if meeting.ended_at is not None:
        return meeting.ended_at
    if meeting.held_on is None or meeting.ends_at is None:
        return None
    return datetime.combine(meeting.held_on, meeting.ends_at, ZoneInfo(meeting.zone))


def moment_of_trigger(meeting: Meeting) -> datetime | None:
    """Return the moment that brought a meeting about, where its hour is known."""
    if meeting.trigger_date is None or meeting.trigger_time is None:
        return None
    return datetime.combine(meeting.trigger_date, meeting.trigger_time, ZoneInfo(meeting.zone))
