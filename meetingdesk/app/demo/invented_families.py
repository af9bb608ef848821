"""Inventing the families of measuring stores."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from meetingdesk.app.demo.ids import SeededIds
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.people import BirthDateIs, Person, PersonName
from meetingdesk.domain.rows import Row

GIVEN = (
    "Ada",
    "Bryn",
    "Cora",
    "Dilys",
    "Emrys",
    "Faiza",
    "Gwilym",
    "Hoa",
    "Ines",
    "Jarek",
    "Kamila",
    "Łucja",
)
SURNAMES = ("Sampleby", "Próbna", "Enghraifft", "Namoona", "Namuna", "Mẫu", "Trialmoor", "Exampleton")
CHILDREN = range(1, 17)
ADULTS = range(19, 60)


def family_reference(seed: int, number: int) -> str:
    """Return the reference of an invented family."""
    return f"F-{seed}-{number:06d}"


def invent_family(
    ids: SeededIds, random: Random, reference: str, roles: tuple[FamilyRole, ...], today: date
) -> tuple[Family, tuple[Person, ...], list[Row]]:
    """Return a family with one person for each role, and all its rows."""
    family = Family(id=ids.new(), reference=reference)
    surname = random.choice(SURNAMES)
    people: list[Person] = []
    rows: list[Row] = [family]
    for position, role in enumerate(roles, start=1):
        years = random.choice(CHILDREN if role is FamilyRole.CHILD else ADULTS)
        born = today - timedelta(days=365 * years + random.randrange(365))
        person = Person(id=ids.new(), birth_date=born, birth_date_is=BirthDateIs.EXACT)
        given = random.choice(GIVEN)
        full = f"{given} {surname}"
        name = PersonName(id=ids.new(), person_id=person.id, full=full, given=given, family=surname)
        member = FamilyMember(
            id=ids.new(), family_id=family.id, person_id=person.id, role=role, position=position
        )
        people.append(person)
        rows += [person, name, member]
    return family, tuple(people), rows
