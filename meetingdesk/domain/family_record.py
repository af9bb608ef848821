"""One family as it is recorded, and who belongs to it on a day: designation, age, roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.families import ChildPlan, CourtOrder, Family, FamilyMember, FamilyRole
from meetingdesk.domain.meetings import CaseTransfer, MeetingCase
from meetingdesk.domain.people import Address, Involvement, Person, Pregnancy
from meetingdesk.domain.risk import RiskPoint
from meetingdesk.domain.roster import BEING_OF_ROLE, Being, designations

GROWN_UP = 18
_NO_LONGER_UNBORN = frozenset({Pregnancy.BORN, Pregnancy.ENDED})
_FOR_GOOD = frozenset({FamilyRole.PARENT, FamilyRole.VICTIM, FamilyRole.ALLEGED_PERPETRATOR})
"""What somebody is to a family even when they have left it."""


@dataclass(frozen=True, slots=True)
class FamilyRecord:
    """The rows of one family that say who is in it and what is known of them."""

    family: Family
    members: tuple[FamilyMember, ...] = ()
    people: Mapping[UUID, Person] = field(default_factory=dict)
    names: Mapping[UUID, str] = field(default_factory=dict)
    involvements: tuple[Involvement, ...] = ()
    addresses: tuple[Address, ...] = ()
    orders: tuple[CourtOrder, ...] = ()
    plans: tuple[ChildPlan, ...] = ()
    transfers: tuple[CaseTransfer, ...] = ()
    risks: tuple[RiskPoint, ...] = ()
    cases: tuple[MeetingCase, ...] = ()
    agencies: Mapping[UUID, Agency] = field(default_factory=dict)

    def agency_key(self, agency_id: UUID | None) -> str:
        """Return which agency of the catalogue a row stands for, or nothing."""
        agency = self.agencies.get(agency_id) if agency_id is not None else None
        return agency.key if agency is not None else ""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of a family on a day; `designation` names them without their name."""

    person: Person
    designation: str
    name: str
    being: Being
    roles: frozenset[FamilyRole]
    age: int | None

    @property
    def id(self) -> UUID:
        """The identifier of the person."""
        return self.person.id

    @property
    def is_child(self) -> bool:
        """Whether this is a child, born or not, by role or by age."""
        if self.being is Being.ADULT:
            return self.age is not None and self.age < GROWN_UP
        return self.age is None or self.age < GROWN_UP


def people_of(record: FamilyRecord, day: date) -> tuple[Somebody, ...]:
    """Return who belongs to a family on a day, in the order in which meetings name them.

    Who left, who died and who was unborn and is not any more keep their designation and are not here.
    """
    roles: dict[UUID, list[FamilyMember]] = {}
    for member in record.members:
        if member.person_id in record.people:
            roles.setdefault(member.person_id, []).append(member)
    beings = {key: BEING_OF_ROLE.get(held[0].role, Being.ADULT) for key, held in roles.items()}
    named = dict(designations(beings.items()))
    return tuple(_present(record, day, roles, beings, named))


def _present(
    record: FamilyRecord,
    day: date,
    roles: Mapping[UUID, list[FamilyMember]],
    beings: Mapping[UUID, Being],
    named: Mapping[UUID, str],
) -> Iterator[Somebody]:
    for key, held in roles.items():
        person = record.people[key]
        is_gone = person.died_on is not None and person.died_on <= day
        if is_gone or person.pregnancy in _NO_LONGER_UNBORN:
            continue
        now = frozenset(member.role for member in held if _is_still(member, day))
        if now:
            name = record.names.get(key, "") or person.label
            yield Somebody(person, named[key], name, beings[key], now, age_on(person, day))


def _is_still(member: FamilyMember, day: date) -> bool:
    """Say whether somebody still is what they are to the family: a parent who left the home is a parent."""
    return member.until is None or member.until > day or member.role in _FOR_GOOD


def age_on(person: Person, day: date) -> int | None:
    """Return the age of a person in whole years, as far as it is known."""
    born = person.birth_date
    if born is not None:
        return max(0, day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
    if person.approximate_age is not None:
        said_on = person.approximate_age_on or day
        return max(0, person.approximate_age + (day - said_on).days // 365)
    return None
