"""Telling of families: everybody in them, each with a name, a role and an age or expected date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from meetingdesk.app.demo.reader import Reader, Table, as_table, listed
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.people import BirthDateIs, Person, PersonName, Pregnancy
from meetingdesk.domain.shapes import field_names
from meetingdesk.errors import DefinitionError

ABOUT = "about "
EXPECTED = "expected "


@dataclass(frozen=True, slots=True)
class Household:
    """Who belongs to a family, in the order in which the story names them."""

    row: Family
    members: list[tuple[Person, FamilyRole]] = field(default_factory=list)


def tell_family(reader: Reader, table: Table) -> Household:
    """Read one family and everybody in it.

    The household lists [name in the story, full name, role, born], where born is a day such as -6y-40d,
    "about 40", "expected +90d" or nothing, and further fields of the person, of the member, or names.
    Somebody who belongs to another family of the story too goes by `c0142:dad` and is not told of again.
    """
    table = dict(table)
    reader.family = table["ref"]
    members = table.pop("household")
    household = Household(reader.read(Family, table, reader.days.today))
    for number, member in enumerate(members, start=1):
        _tell_member(reader, household, list(member), number)
    return household


def _tell_member(reader: Reader, household: Household, said: list[object], number: int) -> None:
    more: Table = dict(said.pop()) if isinstance(said[-1], dict) else {}  # type: ignore[call-overload]
    ref, name, role, born = (str(part) for part in said)
    of_member = {key: more.pop(key) for key in tuple(more) if key in field_names(FamilyMember)}
    others = [
        as_table(PersonName, other) | {"is_preferred": False} for other in listed(more.pop("names", ()))
    ]
    names = [{"full": name}, *others] if name else others
    today = reader.days.today
    if ":" in ref:
        known = reader.rows[reader.link("person", ref)]
        assert isinstance(known, Person), "a member of a family is a person"
        person = known
    else:
        person = reader.read(Person, {"ref": ref, "names": names} | more, today, **_born(reader, born, today))
    reader.read_part(
        FamilyMember, of_member, today, household.row, number, person_id=person.id, role=FamilyRole(role)
    )
    household.members.append((person, FamilyRole(role)))


def _born(reader: Reader, said: str, today: date) -> Table:
    if not said:
        return {}
    if said.startswith(ABOUT):
        return {"approximate_age": int(said.removeprefix(ABOUT)), "approximate_age_on": today}
    if said.startswith(EXPECTED):
        day = reader.days.day(said.removeprefix(EXPECTED), today)
        return {"expected_date": day, "pregnancy": Pregnancy.EXPECTED}
    return {"birth_date": reader.days.day(said, today), "birth_date_is": BirthDateIs.EXACT}


def age_on(person: Person, day: date) -> int | None:
    """Return the whole years of a person on a day, as far as they are known."""
    born = person.birth_date
    if born is None:
        return person.approximate_age
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def household_of(households: dict[UUID, Household], family_id: UUID | None) -> Household:
    """Return the household of a family that was told of before."""
    if family_id is None or family_id not in households:
        raise DefinitionError("The story tells of a meeting before it tells of the family.")
    return households[family_id]
