"""Meetings planned in a store for tests of preparing."""

from __future__ import annotations

from datetime import date, time
from functools import cache
from typing import Any
from uuid import UUID

from meetingdesk.app.desk import Desk
from meetingdesk.app.meetings import ListCase, PlanMeeting
from meetingdesk.app.preparing import Preparation, preparation_of
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.meetings import Meeting, MeetingCase, Series
from meetingdesk.domain.rows import Row, new_id
from meetingdesk.domain.rulebook import Rulebook, load_rulebook
from meetingdesk.domain.workdays import Nation
from tests.family_records import DAY, InventedFamily


@cache
def book() -> Rulebook:
    return load_rulebook()


def plan(desk: Desk, kind: str, on: date = DAY, **where: Any) -> UUID:
    key = new_id()
    policy = book().policy(Nation.ENG)
    where.setdefault("starts_at", time(13, 0))
    desk.execute(PlanMeeting(key, book().meeting_types[kind], on, policy=policy, **where))
    return key


def a_family(desk: Desk, reference: str = "M-2026-114", *, children: int = 1) -> InventedFamily:
    family = InventedFamily(reference)
    for number in range(children):
        family.child(6 + number)
    family.adult(name="Invented Parent")
    desk.execute(AddRows(family.rows()))
    return family


def a_marac(desk: Desk, *children: int) -> tuple[UUID, list[MeetingCase]]:
    """Plan a MARAC with a case for each number of children."""
    series = Series(title="North district MARAC", type_id="marac")
    desk.execute(AddRows((series,)))
    meeting_id = plan(desk, "marac", series_id=series.id)
    for number, count in enumerate(children, start=1):
        family = a_family(desk, f"M-2026-{100 + number}", children=count)
        desk.execute(ListCase(MeetingCase(meeting_id=meeting_id, family_id=family.family.id)))
    return meeting_id, cases_of(desk, meeting_id)


def cases_of(desk: Desk, meeting_id: UUID) -> list[MeetingCase]:
    with desk.reading() as reading:
        found = reading.find(MeetingCase, meeting_id=meeting_id)
    return sorted(found, key=lambda case: case.position)


def preparation(desk: Desk, meeting_id: UUID, today: date = DAY) -> Preparation:
    with desk.reading() as reading:
        return preparation_of(reading, meeting_id, book(), today)


def found(desk: Desk, of: type[Row], /, **where: Any) -> tuple[Any, ...]:
    with desk.reading() as reading:
        return reading.find(of, **where)


def meeting(desk: Desk, meeting_id: UUID) -> Meeting:
    with desk.reading() as reading:
        return reading.get(Meeting, meeting_id)
