"""Invented meetings that sit, for the tests of the live screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.running import OpenPoint, StartMeeting
from meetingdesk.app.live.view import LiveView, Part, first_view, view_of
from meetingdesk.app.meetings import ListCase
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.families import FamilyMember
from meetingdesk.domain.meetings import AgendaPoint, Meeting, MeetingCase, Series
from meetingdesk.domain.rows import Row
from tests.app.meetings_to_prepare import plan
from tests.family_records import InventedFamily

AT = datetime(2026, 11, 27, 13, 0, tzinfo=UTC)
SHORT = {"police": "po", "csc": "csc", "health_visiting": "hv", "housing": "hsg", "idva": "idva"}


def minutes(number: float) -> datetime:
    return AT + timedelta(minutes=number)


def a_household(reference: str = "M-2026-114") -> InventedFamily:
    """Two children, one unborn, a mother and a stepfather."""
    family = InventedFamily(reference)
    family.child(6, name="Mina Croft")
    family.child(3, name="Joel Croft")
    family.unborn()
    family.adult(name="Ruth Croft")
    family.adult(name="Sam Oakley")
    return family


@dataclass
class LiveMeeting:
    """A meeting in a store, and short ways to look into it and to work in it."""

    desk: Desk
    meeting_id: UUID
    families: list[InventedFamily]
    agencies: dict[str, Agency] = field(default_factory=dict)
    asked: dict[str, Attendance] = field(default_factory=dict)

    @property
    def meeting(self) -> Meeting:
        with self.desk.reading() as reading:
            return reading.get(Meeting, self.meeting_id)

    def find(self, kind: type[Row], **where: Any) -> tuple[Any, ...]:
        with self.desk.reading() as reading:
            return reading.find(kind, **where)

    def only(self, kind: type[Row], **where: Any) -> Any:
        (found,) = self.find(kind, **where)
        return found

    def point(self, section: str, family: int | None = None) -> AgendaPoint:
        family_id = self.families[family].family.id if family is not None else None
        found: AgendaPoint = self.only(
            AgendaPoint, meeting_id=self.meeting_id, section=section, family_id=family_id
        )
        return found

    def case(self, number: int) -> MeetingCase:
        found: MeetingCase = self.only(
            MeetingCase, meeting_id=self.meeting_id, family_id=self.families[number].family.id
        )
        return found

    def person(self, place: int, family: int = 0) -> UUID:
        members: list[FamilyMember] = self.families[family].members
        return members[place].person_id

    def invite(self, key: str, status: AttendanceStatus, name: str = "", **values: Any) -> Attendance:
        agency = self.agency(key)
        worker = Professional(name=name, agency_id=agency.id) if name else None
        row = Attendance(
            meeting_id=self.meeting_id,
            agency_id=agency.id,
            professional_id=worker.id if worker else None,
            position=len(self.asked) + 1,
            status=status,
            **values,
        )
        self.desk.execute(AddRows((*([worker] if worker else []), row)))
        self.asked[key] = row
        return row

    def add_cases(self, how_many: int) -> None:
        for _ in range(how_many):
            family = a_household(f"M-2026-{101 + len(self.families)}")
            self.families.append(family)
            self.desk.execute(AddRows(family.rows()))
            self.desk.execute(ListCase(MeetingCase(meeting_id=self.meeting_id, family_id=family.family.id)))

    def agency(self, key: str, **values: Any) -> Agency:
        if key not in self.agencies:
            values.setdefault("name", f"Invented {key.replace('_', ' ')}")
            values.setdefault("code", SHORT.get(key, ""))
            self.agencies[key] = Agency(key=key, **values)
            self.desk.execute(AddRows((self.agencies[key],)))
        return self.agencies[key]

    def start(self) -> None:
        self.desk.execute(StartMeeting(self.meeting_id, AT))

    def go_to(self, point: AgendaPoint, at: datetime) -> None:
        self.desk.execute(OpenPoint(point.id, at))

    def look(
        self, point: AgendaPoint | None = None, parts: frozenset[Part] | None = None, desk: Desk | None = None
    ) -> LiveView:
        with (desk or self.desk).reading() as reading:
            if parts is None:
                return first_view(reading, self.meeting_id, point.id if point else None)
            return view_of(reading, self.meeting_id, point.id if point else None, parts)

    def texts(self, point: AgendaPoint, desk: Desk | None = None) -> list[str]:
        return [item.text for item in self.look(point, desk=desk).stream or ()]


def a_conference(desk: Desk, kind: str = "icpc") -> LiveMeeting:
    """A meeting about one family."""
    family = a_household()
    desk.execute(AddRows(family.rows()))
    return LiveMeeting(desk, plan(desk, kind, family_id=family.family.id), [family])


def a_live_marac(desk: Desk, cases: int = 2) -> LiveMeeting:
    """A meeting of several families."""
    series = Series(title="North district MARAC", type_id="marac")
    desk.execute(AddRows((series,)))
    meeting_id = plan(desk, "marac", series_id=series.id)
    live = LiveMeeting(desk, meeting_id, [])
    live.add_cases(cases)
    return live
