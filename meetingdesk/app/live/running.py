"""Holding a meeting: beginning it, going from point to point, ending it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from meetingdesk.app.documents.approving import take_first_draft
from meetingdesk.app.documents.other_languages import ask_for_copies
from meetingdesk.app.outcome import Outcome, lasting, outcome_of
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meeting_clock import PASSED_BY, is_point_open
from meetingdesk.domain.meetings import NEXT_STATUS, AgendaPoint, Meeting, MeetingCase, MeetingStatus
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class StartMeeting:
    """Begin a meeting at its first point; one that was adjourned goes on where it was."""

    meeting_id: UUID
    at: datetime
    label: str = "Start meeting"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Mark it as in progress and open its first point."""
        meeting = work.get(Meeting, self.meeting_id)
        _check(meeting, MeetingStatus.LIVE)
        work.put(
            replace(
                meeting,
                status=MeetingStatus.LIVE,
                status_reason="",
                began_at=meeting.began_at or self.at,
                ended_at=None,
            )
        )
        points = _points(work, meeting.id)
        if points and not any(is_point_open(point) for point in points):
            started = [point for point in points if point.opened_at is not None]
            latest = max(started, key=lambda point: point.closed_at or self.at) if started else points[0]
            _open(work, latest, self.at)
            if latest.family_id is not None:
                _enter_case(work, latest, self.at)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class HoldOn:
    """Say that a meeting is held on another day than it was planned for; it keeps its reference."""

    meeting_id: UUID
    on: date
    label: str = "Held today"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Change its day; the clocks that it starts and stops are counted from there."""
        meeting = work.get(Meeting, self.meeting_id)
        if meeting.status is not MeetingStatus.LIVE:
            raise MeetingDeskError(
                "Only a meeting in progress is held today.",
                hint="The day of a planned meeting is changed where it is prepared.",
            )
        work.put(replace(meeting, held_on=self.on))
        return outcome_of(work, self)


def is_on_another_day(meeting: Meeting, today: date) -> bool:
    """Say whether a meeting was begun today, though it was planned for another day."""
    if meeting.status is not MeetingStatus.LIVE or meeting.began_at is None or meeting.held_on == today:
        return False
    # One that goes on past midnight was begun on its own day.
    return meeting.began_at.astimezone(ZoneInfo(meeting.zone)).date() == today


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Go to a point of the agenda: the clock of the one before stops, that of this one runs.

    Going somewhere is not a step to take back: one goes back by going there.
    """

    point_id: UUID
    at: datetime
    label: str = "Go to the next point"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Close what is open and open this point."""
        wanted = work.get(AgendaPoint, self.point_id)
        meeting = work.get(Meeting, wanted.meeting_id)
        if meeting.status is not MeetingStatus.LIVE or is_point_open(wanted):
            return lasting(work)
        before = None
        for point in _points(work, meeting.id):
            if is_point_open(point):
                before = point
                _close(work, point, self.at)
        _open(work, wanted, self.at)
        if before is not None and before.family_id is not None and before.family_id != wanted.family_id:
            _leave_case(work, before, self.at)
        if wanted.family_id is not None:
            _enter_case(work, wanted, self.at)
        return lasting(work)


@dataclass(frozen=True, slots=True)
class EndMeeting:
    """End a meeting: the clocks stop, and what was recorded is a draft from now on."""

    meeting_id: UUID
    at: datetime
    label: str = "End meeting"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Close what is open, and say when it ended."""
        meeting = work.get(Meeting, self.meeting_id)
        _check(meeting, MeetingStatus.DRAFT)
        for point in _points(work, meeting.id):
            if is_point_open(point):
                _close(work, point, self.at)
                if point.family_id is not None:
                    _leave_case(work, point, self.at)
        work.put(replace(meeting, status=MeetingStatus.DRAFT, ended_at=self.at))
        ask_for_copies(work, meeting.id, self.at)
        take_first_draft(work, meeting.id, self.at)
        return outcome_of(work, self)


def _check(meeting: Meeting, wanted: MeetingStatus) -> None:
    if wanted not in NEXT_STATUS[meeting.status]:
        raise MeetingDeskError(
            f"This meeting is {meeting.status}, so it cannot become {wanted}.",
            hint="Open it to see which steps it can take.",
        )


def _points(work: UnitOfWork, meeting_id: UUID) -> tuple[AgendaPoint, ...]:
    return work.find(AgendaPoint, order=(TABLES[AgendaPoint].c.position,), meeting_id=meeting_id)


def _open(work: UnitOfWork, point: AgendaPoint, at: datetime) -> None:
    work.put(replace(work.get(AgendaPoint, point.id), opened_at=at, closed_at=None))


def _close(work: UnitOfWork, point: AgendaPoint, at: datetime) -> None:
    assert point.opened_at is not None, "only an open point is closed"
    spent = max(at - point.opened_at, timedelta())
    used = point.used_seconds + round(spent.total_seconds())
    # A point that somebody only went past on the way to another is still to be taken.
    was_taken = used >= PASSED_BY.total_seconds() or _was_spoken_at(work, point)
    opened_at, closed_at = (point.opened_at, at) if was_taken else (None, None)
    present = work.get(AgendaPoint, point.id)
    work.put(replace(present, opened_at=opened_at, closed_at=closed_at, used_seconds=used))


def _was_spoken_at(work: UnitOfWork, point: AgendaPoint) -> bool:
    family_id = point.family_id or work.get(Meeting, point.meeting_id).family_id
    return work.count(Entry, meeting_id=point.meeting_id, family_id=family_id, section=point.section) > 0


def _enter_case(work: UnitOfWork, point: AgendaPoint, at: datetime) -> None:
    for case in work.find(MeetingCase, meeting_id=point.meeting_id, family_id=point.family_id):
        if case.started_at is None or case.ended_at is not None:
            work.put(replace(work.get(MeetingCase, case.id), started_at=case.started_at or at, ended_at=None))


def _leave_case(work: UnitOfWork, point: AgendaPoint, at: datetime) -> None:
    points = [one for one in _points(work, point.meeting_id) if one.family_id == point.family_id]
    used = sum(one.used_seconds for one in points)
    was_heard = any(one.opened_at is not None for one in points)
    for case in work.find(MeetingCase, meeting_id=point.meeting_id, family_id=point.family_id):
        present = work.get(MeetingCase, case.id)
        started_at, ended_at = (present.started_at, at) if was_heard else (None, None)
        work.put(replace(present, started_at=started_at, ended_at=ended_at, used_seconds=used))
