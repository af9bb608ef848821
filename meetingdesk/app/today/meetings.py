"""Meetings to hold today, and drafts whose minutes are due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.today.rows import MOST_COUNTED, TodayGroup, TodayMark, TodayRow, far, group_of, late_by
from meetingdesk.domain.clocks import deadline
from meetingdesk.domain.documents import Document
from meetingdesk.domain.meeting_words import ClockStart, DocumentKind
from meetingdesk.domain.meetings import Meeting, MeetingCase, MeetingStatus
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.workdays import Nation
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading, visible
from meetingdesk.storage.tables import TABLES

LOOKED_BACK = timedelta(days=14)
"""A meeting that was left running, or was planned and never begun, is told for so long."""

DRAFTS_LOOKED_BACK = timedelta(days=183)
"""Older drafts are told as a number, and found in the list of meetings, which reads page by page."""

NEAR = timedelta(days=5)
AT_MEETING = frozenset({ClockStart.MEETING, ClockStart.MEETING_END})
MEETING, CASE = TABLES[Meeting], TABLES[MeetingCase]
_IS_UNFINISHED = MEETING.c.status.in_((MeetingStatus.DRAFT, MeetingStatus.APPROVED))


def meetings_today(reading: Reading, titles: Mapping[str, str], today: date) -> TodayGroup:
    """Return the meetings of the day in the order of their hours; those left running come first."""
    alive = MEETING.c.status.in_((MeetingStatus.PLANNED, MeetingStatus.LIVE))
    found = reading.find(
        Meeting,
        alive,
        MEETING.c.held_on.between(today - LOOKED_BACK, today),
        order=(MEETING.c.held_on, MEETING.c.starts_at),
        limit=MOST_COUNTED,
    )
    cases = _cases_of(reading, [meeting.id for meeting in found])
    rows = [_meeting_row(meeting, titles, cases.get(meeting.id, 0), today) for meeting in found]
    rows.sort(key=lambda row: (row.mark is not TodayMark.NOW, row.on != today, row.at is None, row.at))
    return group_of("meetings", "Meetings today", "meetings", rows)


def _meeting_row(meeting: Meeting, titles: Mapping[str, str], cases: int, today: date) -> TodayRow:
    title = meeting.title or titles.get(meeting.type_id, meeting.type_id)
    heard = f"{cases} case" if cases == 1 else f"{cases} cases"
    below = ", ".join(part for part in (meeting.reference, heard if cases else "", meeting.place) if part)
    if meeting.status is MeetingStatus.LIVE:
        mark, word = TodayMark.NOW, "Continue"
    elif meeting.held_on == today:
        mark, word = TodayMark.READY, "Start"
    else:
        mark, word = TodayMark.SOON, "Not begun"
    return TodayRow(
        mark,
        word,
        title,
        below,
        "meetings",
        on=meeting.held_on,
        at=meeting.starts_at,
        meeting_id=meeting.id,
    )


def _cases_of(reading: Reading, keys: list[UUID]) -> dict[UUID, int]:
    if not keys:
        return {}
    query = select(CASE.c.meeting_id, func.count()).where(CASE.c.meeting_id.in_(keys))
    return dict(reading.rows(query.group_by(CASE.c.meeting_id)))


def drafts_due(reading: Reading, titles: Mapping[str, str], today: date) -> TodayGroup:
    """Return the drafts whose minutes are due soon or late, the latest first."""
    since = today - DRAFTS_LOOKED_BACK
    drafts = reading.find(
        Meeting,
        _IS_UNFINISHED,
        MEETING.c.held_on.between(since, today),
        order=(MEETING.c.held_on.desc(),),
        limit=MOST_COUNTED,
    )
    due = _due_on_record(reading, [meeting.id for meeting in drafts])
    rows = []
    for meeting in drafts:
        when = due.get(meeting.id) or _due_by_rule(meeting)
        if when is not None and when <= today + NEAR:
            rows.append(_draft_row(meeting, titles, when, today))
    older = _older_drafts(reading, since)
    if older:
        rows.append(_older_row(older, since))
    rows.sort(key=lambda row: row.on or today)
    return group_of("drafts", "Minutes due", "meetings", rows)


def _older_drafts(reading: Reading, since: date) -> int:
    """Return how many drafts are older than those that are told one by one, up to a bound."""
    condition = visible(Meeting, reading.desk)
    seen = () if condition is None else (condition,)
    some = select(MEETING.c.id).where(_IS_UNFINISHED, MEETING.c.held_on < since, *seen)
    bounded = some.limit(MOST_COUNTED).subquery()
    return int(reading.rows(select(func.count()).select_from(bounded))[0][0])


def _older_row(count: int, since: date) -> TodayRow:
    number = f"{count} or more" if count == MOST_COUNTED else str(count)
    records = "record is" if count == 1 else "records are"
    return TodayRow(
        TodayMark.LATE,
        "Long late",
        f"{number} older {records} still a draft, or approved and not sent",
        "held more than half a year ago; they stand in the list of meetings",
        "meetings",
        on=since,
    )


def _draft_row(meeting: Meeting, titles: Mapping[str, str], due: date, today: date) -> TodayRow:
    is_late = due < today
    to_do = "are still a draft" if meeting.status is MeetingStatus.DRAFT else "are approved and not sent"
    when = late_by(due, today) if is_late else f"due {far(due, today)}"
    return TodayRow(
        TodayMark.LATE if is_late else TodayMark.SOON,
        when.capitalize(),
        f"Minutes of {meeting.reference} {to_do}",
        titles.get(meeting.type_id, meeting.type_id),
        "meetings",
        on=due,
        meeting_id=meeting.id,
    )


def _due_on_record(reading: Reading, keys: list[UUID]) -> dict[UUID, date]:
    if not keys:
        return {}
    document = TABLES[Document]
    query = select(document.c.meeting_id, func.min(document.c.due_on)).where(
        document.c.meeting_id.in_(keys),
        document.c.kind == DocumentKind.FULL_MINUTES,
        document.c.due_on.is_not(None),
    )
    return dict(reading.rows(query.group_by(document.c.meeting_id)))


def _due_by_rule(meeting: Meeting) -> date | None:
    kind = rulebook().meeting_types.get(meeting.type_id)
    if kind is None or meeting.held_on is None:
        return None
    policy = policy_named(meeting.policy_id)
    rules = [
        rule
        for rule in kind.deadlines
        if rule.document is DocumentKind.FULL_MINUTES and rule.counted_from in AT_MEETING
    ]
    return next(_counted(rule.rule, meeting.held_on, policy) for rule in rules) if rules else None


def _counted(rule: str, start: date, policy: Policy) -> date | None:
    try:
        return deadline(rule, start, policy=policy, calendar=rulebook().calendar(policy.nation)).due
    except MeetingDeskError:
        return None  # a local rule in hours needs a moment that only the end of the meeting has


def policy_named(profile: str) -> Policy:
    """Return the policy that a meeting was held under, as it is now; England's where it says none."""
    found = rulebook().policies.get(profile)
    return found if found is not None else rulebook().policy(Nation.ENG)
