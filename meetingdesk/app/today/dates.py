"""Statutory dates that come near and for which no meeting is booked in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.today.meetings import policy_named
from meetingdesk.app.today.rows import TodayGroup, TodayMark, TodayRow, far, group_of, late_by
from meetingdesk.domain.due_meetings import CONFERENCES, STRATEGY, DueMeeting, due_meeting
from meetingdesk.domain.families import ChildPlan, Family, FamilyMember, PlanKind
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.people import Person
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

AHEAD, BEHIND = timedelta(days=21), timedelta(days=120)
LONGEST_CLOCK = timedelta(days=190)
"""No clock between two of these meetings runs longer than six months."""

WITH_PLAN = ("core_group", "rcpc")
"""Held as long as a child of the family has a child protection plan."""

WITHOUT_PLAN = ("icpc",)
KINDS = (*WITHOUT_PLAN, *WITH_PLAN)
FOLLOWED = tuple(sorted(CONFERENCES | STRATEGY | set(WITH_PLAN)))


def statutory_dates(reading: Reading, titles: Mapping[str, str], today: date) -> TodayGroup:
    """Return the conferences, core groups and reviews that are due and not booked by then."""
    with_plan = _with_plan(reading)
    threads = _threads(reading, today)
    births = _births(reading, [key for key in threads if key in with_plan])
    rows: list[TodayRow] = []
    for family_id, thread in threads.items():
        kinds = KINDS if family_id in with_plan else WITHOUT_PLAN
        rows += _of_family(family_id, thread, titles, today, kinds, births.get(family_id))
    rows.sort(key=lambda row: row.on or today)
    references = _references(reading, [row.family_id for row in rows])
    named = [_named(row, references) for row in rows if row.family_id in references]
    return group_of("dates", "Statutory dates", "families", named)


def _of_family(
    family_id: UUID,
    thread: list[Meeting],
    titles: Mapping[str, str],
    today: date,
    kinds: Iterable[str],
    birth: date | None,
) -> Iterator[TodayRow]:
    policy = policy_named(thread[-1].policy_id)
    calendar = rulebook().calendar(policy.nation)
    for key in kinds:
        kind = rulebook().meeting_types.get(key)
        due = due_meeting(kind, thread, policy, calendar, birth) if kind is not None else None
        if due is None or not today - BEHIND <= due.due <= today + AHEAD:
            continue
        booked = [meeting for meeting in thread if meeting.type_id == key and _is_to_come(meeting, today)]
        on = min((meeting.held_on for meeting in booked if meeting.held_on), default=None)
        if on is None or on > due.due:
            yield _row(family_id, due, titles.get(key, key), booked, on, today)


def _row(
    family_id: UUID, due: DueMeeting, title: str, booked: list[Meeting], on: date | None, today: date
) -> TodayRow:
    is_late = due.due < today
    says = "not booked" if on is None else f"booked {far(on, today)}, after its date"
    return TodayRow(
        TodayMark.LATE if is_late else TodayMark.SOON,
        (late_by(due.due, today) if is_late else f"due {far(due.due, today)}").capitalize(),
        f"{title} of {{reference}}: {says}",
        due.explanation,
        "meetings" if booked else "families",
        on=due.due,
        meeting_id=booked[0].id if booked else None,
        family_id=family_id,
    )


def _is_to_come(meeting: Meeting, today: date) -> bool:
    return (
        meeting.status in (MeetingStatus.PLANNED, MeetingStatus.LIVE)
        and meeting.held_on is not None
        and meeting.held_on >= today
    )


def _named(row: TodayRow, references: Mapping[UUID, str]) -> TodayRow:
    assert row.family_id is not None, "statutory dates belong to a family"
    return replace(row, says=row.says.format(reference=references[row.family_id]))


def _with_plan(reading: Reading) -> frozenset[UUID]:
    plan = TABLES[ChildPlan]
    query = select(plan.c.family_id).where(
        plan.c.kind == PlanKind.CHILD_PROTECTION, plan.c.ended_on.is_(None)
    )
    return frozenset(row[0] for row in reading.rows(query.distinct()))


def _threads(reading: Reading, today: date) -> dict[UUID, list[Meeting]]:
    """Return the meetings of the families in which one of these clocks can run, the oldest first."""
    meeting = TABLES[Meeting]
    recent = meeting.c.held_on >= today - BEHIND - LONGEST_CLOCK
    begun = select(meeting.c.family_id).where(
        recent, meeting.c.type_id.in_(sorted(STRATEGY)), meeting.c.enquiry_started_on.is_not(None)
    )
    plan = TABLES[ChildPlan]
    planned = select(plan.c.family_id).where(
        plan.c.kind == PlanKind.CHILD_PROTECTION, plan.c.ended_on.is_(None)
    )
    here: ColumnElement[bool] = or_(meeting.c.family_id.in_(planned), meeting.c.family_id.in_(begun))
    found = reading.find(Meeting, recent, meeting.c.type_id.in_(FOLLOWED), here, order=(meeting.c.held_on,))
    threads: dict[UUID, list[Meeting]] = {}
    for row in found:
        if row.family_id is not None:
            threads.setdefault(row.family_id, []).append(row)
    return threads


def _births(reading: Reading, families: list[UUID]) -> dict[UUID, date]:
    """Return when a child was born who was unborn at a conference; of several, the first."""
    if not families:
        return {}
    member, unborn, child = (
        TABLES[FamilyMember],
        TABLES[Person].alias("unborn"),
        TABLES[Person].alias("child"),
    )
    query = (
        select(member.c.family_id, func.min(child.c.birth_date))
        .join(unborn, unborn.c.id == member.c.person_id)
        .join(child, child.c.id == unborn.c.born_as_id)
        .where(member.c.family_id.in_(families), child.c.birth_date.is_not(None))
        .group_by(member.c.family_id)
    )
    return dict(reading.rows(query))


def _references(reading: Reading, keys: Iterable[UUID | None]) -> dict[UUID, str]:
    wanted = {key for key in keys if key is not None}
    if not wanted:
        return {}
    return {family.id: family.reference for family in reading.find(Family, id=wanted, closed_on=None)}
