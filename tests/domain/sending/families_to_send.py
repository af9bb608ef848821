from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from uuid import UUID

from meetingdesk.app.family_records import cases_of
from meetingdesk.app.meeting_rows import MeetingRows
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.invitations import Case
from meetingdesk.domain.meetings import Meeting, MeetingCase
from meetingdesk.domain.people import Involvement, InvolvementKind, Person, PersonName
from meetingdesk.domain.rows import Row
from meetingdesk.domain.rulebook import Rulebook, load_rulebook
from meetingdesk.domain.sending.ground import Ground
from meetingdesk.domain.sending.recipient import Recipient
from meetingdesk.domain.sending.routes import RouteBook, load_route_book

DAY = date(2026, 11, 20)


@cache
def rules() -> Rulebook:
    return load_rulebook()


@cache
def book() -> RouteBook:
    return load_route_book()


@dataclass
class Village:
    """A meeting with families, agencies and workers, put together row by row; nobody in it exists."""

    kind: str = "icpc"
    rows: list[Row] = field(default_factory=list)
    agencies: dict[str, Agency] = field(default_factory=dict)
    meeting: Meeting = field(default_factory=lambda: Meeting(reference="CP-1", type_id="icpc", held_on=DAY))

    def family(self, reference: str = "F-2026-001") -> Family:
        family = Family(reference=reference)
        self.rows += [family, MeetingCase(meeting_id=self.meeting.id, family_id=family.id)]
        if self.meeting.family_id is None and self.kind != "marac":
            self.meeting = Meeting(
                id=self.meeting.id, reference="CP-1", type_id=self.kind, held_on=DAY, family_id=family.id
            )
        return family

    def person(self, family: Family, role: FamilyRole, name: str, **more: object) -> Person:
        known = next((row for row in self.rows if isinstance(row, PersonName) and row.full == name), None)
        person = Person(**more) if known is None else self._person(known.person_id)  # type: ignore[arg-type]
        if known is None:
            self.rows += [person, PersonName(person_id=person.id, full=name)]
        self.rows.append(FamilyMember(family_id=family.id, person_id=person.id, role=role))
        return person

    def _person(self, key: UUID) -> Person:
        return next(row for row in self.rows if isinstance(row, Person) and row.id == key)

    def agency(self, key: str, name: str = "", **more: object) -> Agency:
        agency = Agency(key=key, name=name or key, **more)  # type: ignore[arg-type]
        self.agencies[agency.name] = agency
        self.rows.append(agency)
        return agency

    def worker(self, agency: Agency, name: str, **more: object) -> Professional:
        worker = Professional(name=name, agency_id=agency.id, **more)  # type: ignore[arg-type]
        self.rows.append(worker)
        return worker

    def comes(self, agency: Agency, worker: Professional | None = None) -> None:
        status = AttendanceStatus.PRESENT
        self.rows.append(
            Attendance(
                meeting_id=self.meeting.id,
                agency_id=agency.id,
                professional_id=worker.id if worker else None,
                status=status,
            )
        )

    def works_with(
        self, person: Person, kind: InvolvementKind, agency: Agency | None, name: str = ""
    ) -> None:
        key = agency.id if agency is not None else None
        self.rows.append(Involvement(person_id=person.id, kind=kind, agency_id=key, name=name))

    @property
    def facts(self) -> MeetingFacts:
        filed: dict[type[Row], tuple[Row, ...]] = {Meeting: (self.meeting,)}
        for row in self.rows:
            filed[type(row)] = (*filed.get(type(row), ()), row)
        return MeetingFacts(self.meeting, rules().meeting_types[self.kind], DAY, filed)

    @property
    def ground(self) -> Ground:
        return Ground(self.facts, DAY)

    @property
    def cases(self) -> tuple[Case, ...]:
        return cases_of(MeetingRows(self.meeting, self.facts.rows), None, DAY)


def to_worker(worker: Professional, agency: Agency) -> Recipient:
    return Recipient(
        agency.name,
        agency_id=agency.id,
        agency_key=agency.key,
        professional_id=worker.id,
        worker=worker.name,
        email=worker.email,
    )
