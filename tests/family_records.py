"""Invented families for tests of preparing: short ways to have people, and who is involved with them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.family_record import FamilyRecord
from meetingdesk.domain.people import Involvement, InvolvementKind, Person, PersonName, Pregnancy
from meetingdesk.domain.rows import Row

DAY = date(2026, 11, 27)


@dataclass
class InventedFamily:
    """A family that grows person by person; `record` is how the rules see it, `rows` how a store does."""

    reference: str = "M-2026-114"
    family: Family = field(init=False)
    members: list[FamilyMember] = field(default_factory=list)
    people: dict[UUID, Person] = field(default_factory=dict)
    names: dict[UUID, str] = field(default_factory=dict)
    agencies: dict[UUID, Agency] = field(default_factory=dict)
    involvements: list[Involvement] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.family = Family(reference=self.reference, area="North district")

    def person(self, role: FamilyRole, *, age: int | None = None, name: str = "", **values: Any) -> Person:
        born = date(DAY.year - age, 1, 31) if age is not None else None
        person = Person(birth_date=born, **values)
        self.people[person.id] = person
        if name:
            self.names[person.id] = name
        place = len(self.members) + 1
        self.members.append(
            FamilyMember(family_id=self.family.id, person_id=person.id, role=role, position=place)
        )
        return person

    def child(self, age: int | None = 6, **values: Any) -> Person:
        return self.person(FamilyRole.CHILD, age=age, **values)

    def unborn(self, **values: Any) -> Person:
        return self.person(FamilyRole.UNBORN, pregnancy=Pregnancy.EXPECTED, **values)

    def adult(self, role: FamilyRole = FamilyRole.PARENT, age: int = 34, **values: Any) -> Person:
        return self.person(role, age=age, **values)

    def agency(self, key: str, name: str) -> Agency:
        for known in self.agencies.values():
            if known.name == name:
                return known
        agency = Agency(key=key, name=name)
        self.agencies[agency.id] = agency
        return agency

    def involve(
        self, person: Person, kind: InvolvementKind, key: str = "", name: str = "", **values: Any
    ) -> Involvement:
        agency = self.agency(key, name or key) if key else None
        found = Involvement(
            person_id=person.id, kind=kind, agency_id=agency.id if agency is not None else None, **values
        )
        self.involvements.append(found)
        return found

    def record(self, **more: Any) -> FamilyRecord:
        return replace(
            FamilyRecord(
                self.family,
                members=tuple(self.members),
                people=self.people,
                names=self.names,
                involvements=tuple(self.involvements),
                agencies=self.agencies,
            ),
            **more,
        )

    def rows(self) -> tuple[Row, ...]:
        names = [PersonName(person_id=key, full=name) for key, name in self.names.items()]
        return (
            *self.agencies.values(),
            self.family,
            *self.people.values(),
            *names,
            *self.members,
            *self.involvements,
        )
