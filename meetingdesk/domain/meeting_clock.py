"""Time used against time planned, and when the meeting will be over if it goes on like this."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from meetingdesk.domain.meetings import AgendaPoint, ListKind, Meeting, MeetingCase

NEARLY = 0.85
"""From this part of its planned time on, a case is said to be nearly over."""
NOT_HEARD = frozenset({ListKind.DEFERRED, ListKind.ALERT_ONLY})
PUT_OFF = timedelta(hours=2)
"""A meeting that begins this much before or after its hour was put off."""
PASSED_BY = timedelta(seconds=5)
"""Who leaves a point sooner was on the way to another one, and has not taken it."""
LEAST_WORTH_SAYING = timedelta(minutes=2)
"""Every plan is out by less than this."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a point or a case has used, and what was planned for it."""

    used: timedelta
    planned: timedelta | None
    is_open: bool = False
    is_done: bool = False

    @property
    def is_over(self) -> bool:
        """Whether more was used than planned."""
        return self.planned is not None and self.used > self.planned

    @property
    def is_nearly_over(self) -> bool:
        """Whether little of what was planned is left."""
        return self.planned is not None and not self.is_over and self.used >= self.planned * NEARLY

    @property
    def still_planned(self) -> timedelta:
        """What this will still take, if it takes what was planned."""
        if self.is_done or self.planned is None:
            return timedelta()
        return max(self.planned - self.used, timedelta())


@dataclass(frozen=True, slots=True)
class Forecast:
    """When the meeting will be over, and how far that is from the plan."""

    finishing_at: datetime
    over: timedelta
    """More than nothing: later than planned; less than nothing: earlier."""

    @property
    def is_worth_saying(self) -> bool:
        """Whether the difference is more than the minutes that every plan is out by."""
        return abs(self.over) >= LEAST_WORTH_SAYING


def spent_on_point(point: AgendaPoint, now: datetime) -> Spent:
    """Return the time of one point of the agenda, the present moment included while it is open."""
    used = timedelta(seconds=point.used_seconds)
    is_open = is_point_open(point)
    if is_open and point.opened_at is not None:
        used += max(now - point.opened_at, timedelta())
    planned = timedelta(minutes=point.planned_minutes) if point.planned_minutes else None
    is_done = not is_open and (point.closed_at is not None or bool(point.set_aside_because))
    return Spent(used, planned, is_open, is_done)


def spent_on_case(case: MeetingCase, points: Iterable[AgendaPoint], now: datetime) -> Spent:
    """Return the time of one case: that of its points together."""
    own = [point for point in points if point.family_id == case.family_id]
    parts = [spent_on_point(point, now) for point in own]
    used = sum((part.used for part in parts), timedelta())
    planned = timedelta(minutes=case.planned_minutes) if case.planned_minutes else None
    is_open = any(part.is_open for part in parts)
    return Spent(used, planned, is_open, is_done=case.ended_at is not None and not is_open)


def is_point_open(point: AgendaPoint) -> bool:
    """Say whether this is the point that the meeting is at; there is never more than one."""
    return point.opened_at is not None and point.closed_at is None


def forecast(
    meeting: Meeting,
    cases: tuple[MeetingCase, ...],
    points: tuple[AgendaPoint, ...],
    now: datetime,
    planned_start: datetime | None,
) -> Forecast | None:
    """Return when the meeting will be over; None before it began, after it ended, or without any plan."""
    if meeting.began_at is None or meeting.ended_at is not None:
        return None
    heard = [case for case in cases if case.list_kind not in NOT_HEARD]
    listed = {case.family_id for case in cases}
    own_points = [point for point in points if point.family_id is None or point.family_id not in listed]
    of_case: dict[UUID | None, list[AgendaPoint]] = {}
    for point in points:
        of_case.setdefault(point.family_id, []).append(point)
    times = [spent_on_point(point, now) for point in own_points]
    times += [spent_on_case(case, of_case.get(case.family_id, ()), now) for case in heard]
    planned = sum((time.planned for time in times if time.planned), timedelta())
    if not planned:
        return None
    finishing = now + sum((time.still_planned for time in times), timedelta())
    # A meeting that was put off by hours is measured against its own beginning.
    was_put_off = planned_start is None or abs(meeting.began_at - planned_start) > PUT_OFF
    start = meeting.began_at if planned_start is None or was_put_off else planned_start
    return Forecast(finishing, finishing - (start + planned))


def open_point(points: Iterable[AgendaPoint]) -> AgendaPoint | None:
    """Return the point that the meeting is at."""
    return next((point for point in points if is_point_open(point)), None)


def family_of(point: AgendaPoint | None) -> UUID | None:
    """Return the case that a point belongs to; None for one of the whole meeting."""
    return point.family_id if point is not None else None
