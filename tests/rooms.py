"""Invented rooms for the tests of the roll call: a meeting, its agencies, and who was invited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache
from uuid import UUID

from meetingdesk.app.meeting_rows import MeetingRows
from meetingdesk.app.room import EarlierMeeting, Room, room_of
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.agency_catalogue import CatalogueAgency, load_agencies
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.rows import Row
from meetingdesk.domain.rulebook import Rulebook, load_rulebook

BEGAN = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
STATUS = AttendanceStatus
MARAC_CORE = (
    "police",
    "idva",
    "csc",
    "housing",
    "probation",
    "community_health",
    "hospital",
    "adult_mental_health",
    "substance_misuse",
    "adult_social_care",
)
FURTHER = (
    "gp",
    "health_visiting",
    "school_nursing",
    "school",
    "midwifery",
    "ambulance",
    "early_help",
    "camhs",
    "youth_justice",
    "fire",
)
NAMES = ("Ruth Vale", "Sam Oakley", "Ines Marlow", "Tariq Wold", "Bea Lund", "Owen Sedge", "Mina Croft")


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def kind_of(key: str) -> MeetingType:
    return rulebook().meeting_types[key]


def policy() -> Policy:
    return rulebook().policies["england-wt2026"]


def catalogued(key: str) -> Agency:
    entry: CatalogueAgency = load_agencies()[key]
    return Agency(key=key, name=entry.name, code=entry.code, grouping=entry.grouping)


@dataclass
class MadeRoom:
    """Rows of a meeting, put together by hand."""

    meeting: Meeting
    agencies: dict[str, Agency]
    rows: list[Row]

    def add(self, *rows: Row) -> None:
        self.rows += rows

    def invite(
        self, key: str, status: STATUS = STATUS.INVITED, name: str = "", **values: object
    ) -> Attendance:
        """Invite somebody of an agency; without a name, the agency itself."""
        if key not in self.agencies:
            self.agencies[key] = catalogued(key)
            self.rows.append(self.agencies[key])
        agency = self.agencies[key]
        worker = Professional(name=name, agency_id=agency.id) if name else None
        if worker is not None:
            self.rows.append(worker)
        row = Attendance(
            meeting_id=self.meeting.id,
            agency_id=agency.id,
            professional_id=worker.id if worker else None,
            position=sum(isinstance(other, Attendance) for other in self.rows) + 1,
            status=status,
            **values,  # type: ignore[arg-type]
        )
        self.rows.append(row)
        return row

    def invite_person(
        self, name: str, role: str, status: STATUS = STATUS.INVITED, family_id: UUID | None = None
    ) -> Attendance:
        """Invite somebody of the family."""
        person = Person()
        row = Attendance(
            meeting_id=self.meeting.id, person_id=person.id, role=role, position=90, status=status
        )
        self.rows += [person, PersonName(person_id=person.id, full=name), row]
        if family_id is not None:
            self.rows.append(FamilyMember(family_id=family_id, person_id=person.id, role=FamilyRole.PARENT))
        return row

    def invite_role(self, name: str, role: str, status: STATUS = STATUS.SUPPORTER) -> Attendance:
        """Seat somebody who speaks for no agency."""
        row = Attendance(meeting_id=self.meeting.id, name=name, role=role, position=95, status=status)
        self.rows.append(row)
        return row

    def put(self, row: Attendance, **values: object) -> Attendance:
        """Change one attendance."""
        changed = replace(row, **values)  # type: ignore[arg-type]
        self.rows = [changed if other is row else other for other in self.rows]
        return changed

    def put_meeting(self, **values: object) -> None:
        self.meeting = replace(self.meeting, **values)  # type: ignore[arg-type]

    def read(self) -> MeetingRows:
        kinds: dict[type[Row], tuple[Row, ...]] = {Meeting: (self.meeting,)}
        for row in self.rows:
            kinds[type(row)] = (*kinds.get(type(row), ()), row)
        return MeetingRows(self.meeting, kinds)

    def room(
        self,
        kind: str = "marac",
        earlier: EarlierMeeting | None = None,
        family_id: UUID | None = None,
        section: str = "",
        groupings: Mapping[str, str] | None = None,
    ) -> Room:
        known = rulebook().groupings if groupings is None else groupings
        return room_of(self.read(), kind_of(kind), policy(), known, earlier, family_id, section)


def made_room(type_id: str = "marac", **values: object) -> MadeRoom:
    given = {
        "reference": "ND-2026-11-20",
        "type_id": type_id,
        "held_on": date(2026, 11, 20),
        "starts_at": time(14, 0),
        "began_at": BEGAN,
        "status": MeetingStatus.LIVE,
        **values,
    }
    return MadeRoom(Meeting(**given), {}, [])  # type: ignore[arg-type]


def marac_of_twenty(keys: Iterable[str] = (*MARAC_CORE, *FURTHER)) -> MadeRoom:
    """Twenty people of twenty agencies, none of them marked yet."""
    made = made_room()
    for number, key in enumerate(keys):
        made.invite(key, name=f"{NAMES[number % len(NAMES)]} {number + 1}", is_required=number < 10)
    return made


def family_of(made: MadeRoom) -> Family:
    family = Family(reference="M-2026-114")
    made.add(family)
    made.put_meeting(family_id=family.id)
    return family
