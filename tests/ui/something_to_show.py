"""Invented rows for the lists: short ways to have meetings and families in a store."""

from __future__ import annotations

from datetime import date, time, timedelta

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.meetings import Meeting, MeetingCase, MeetingStatus
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row

FIRST_DAY = date(2026, 6, 5)
KINDS = ("marac", "core_group", "icpc", "strategy", "rcpc")
STATUSES = (MeetingStatus.DISTRIBUTED, MeetingStatus.APPROVED, MeetingStatus.DRAFT, MeetingStatus.PLANNED)
PLACES = ("Civic Centre, room 2", "Town Hall", "Remote")
AREAS = ("North district", "Harbour", "Hill and valley")


def meetings(count: int, chairs: tuple[Professional, ...] = ()) -> tuple[Meeting, ...]:
    return tuple(
        Meeting(
            reference=f"{KINDS[number % 5].upper()[:2]}-2026-{number + 1:04}",
            title="North district MARAC" if number % 5 == 0 else "",
            type_id=KINDS[number % 5],
            held_on=FIRST_DAY + timedelta(days=3 * number),
            starts_at=time(9 + number % 7, 30),
            place=PLACES[number % 3],
            chair_id=chairs[number % len(chairs)].id if chairs else None,
            status=STATUSES[number % 4],
        )
        for number in range(count)
    )


def families(
    count: int, *, names: tuple[str, ...] = ("Łukasz Zieliński", "Nguyễn Thị Hương")
) -> tuple[Row, ...]:
    rows: list[Row] = []
    for number in range(count):
        family = Family(
            reference=f"M-2026-{number + 101}",
            area=AREAS[number % 3],
            opened_on=FIRST_DAY + timedelta(days=number),
            closed_on=FIRST_DAY + timedelta(days=90) if number % 7 == 6 else None,
            alert="Do not telephone the home number." if number % 5 == 2 else "",
        )
        rows.append(family)
        for place, name in enumerate(names):
            person = Person(birth_date=date(2019, 3, 4) if place == 0 else None)
            role = FamilyRole.CHILD if place == 0 else FamilyRole.PARENT
            rows += [
                person,
                PersonName(person_id=person.id, full=name),
                FamilyMember(family_id=family.id, person_id=person.id, role=role, position=place),
            ]
    return tuple(rows)


def fill(desk: Desk, meeting_count: int = 12, family_count: int = 8) -> None:
    """Give a store some meetings, the first of them with all the families as its cases."""
    chairs = (
        Professional(name="Ngozi Adeyemi", job_title="Independent chair"),
        Professional(name="Rhys Prosser", job_title="Detective inspector"),
    )
    held = meetings(meeting_count, chairs)
    found = families(family_count)
    cases = (
        tuple(
            MeetingCase(meeting_id=held[0].id, family_id=family.id, position=place)
            for place, family in enumerate(row for row in found if isinstance(row, Family))
        )
        if held
        else ()
    )
    desk.execute(AddRows((*chairs, *found, *held, *cases), "Add what is shown", Deed.PREPARE))
