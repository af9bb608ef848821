"""The families that a list of referrals may mean, with their people and what is known of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from meetingdesk.app.imports.drafting import Draft, ListRow, RowFault
from meetingdesk.app.imports.who import plain
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.meetings import MeetingCase
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.domain.rows import Row
from meetingdesk.storage.reading import Reading

R = TypeVar("R", bound=Row)

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Described:
    """Somebody as a row of a list describes them."""

    name: str
    birth_date: date | None = None
    is_known: bool = True

    @property
    def key(self) -> str:
        """The name as it is compared."""
        return plain(self.name)


class Households:
    """Finds families and their people; what the list itself brings is found again, too."""

    def __init__(self, reading: Reading, draft: Draft, meeting_id: UUID) -> None:
        self._reading = reading
        self._draft = draft
        self._families = {family.reference: family for family in reading.find(Family)}
        self._by_id: dict[UUID, Family] = {}
        self._members: defaultdict[UUID, list[FamilyMember]] = defaultdict(list)
        self._people: dict[UUID, Person] = {}
        self._names: defaultdict[UUID, list[PersonName]] = defaultdict(list)
        self._born: defaultdict[date, set[UUID]] = defaultdict(set)
        self._asked_days: set[date] = set()
        self.cases: dict[UUID, MeetingCase] = {}
        for case in reading.find(MeetingCase, meeting_id=meeting_id):
            self.cases[case.family_id] = case
        self._open(self.cases)

    def by_reference(self, reference: str) -> Family | None:
        """Return the family of a reference."""
        family = self._families.get(reference)
        if family is not None:
            self._open([family.id])
        return family

    def by_case_number(self, number: int) -> Family | None:
        """Return the family that is heard under a number at this meeting."""
        for family_id, case in self.cases.items():
            if self._draft.now(case).position == number:
                return self._by_id[family_id]
        return None

    def by_victim(self, victim: Described) -> Family | None:
        """Return the only family in which somebody of this name and birth date is the victim."""
        here = [self._by_id[key] for key in self.cases if self.find(key, FamilyRole.VICTIM, victim)]
        if len(here) == 1:
            return here[0]
        everywhere = self._families_with(victim) if victim.birth_date is not None and not here else []
        if len(here) + len(everywhere) > 1:
            raise RowFault("several families have a victim of this name; give the family reference")
        return everywhere[0] if everywhere else None

    def add_family(self, family: Family) -> Family:
        """Take a new family."""
        self._families[family.reference] = self._by_id[family.id] = self._draft.add(family)
        return family

    def members(self, family_id: UUID, role: FamilyRole) -> list[FamilyMember]:
        """Return who has a role in a family."""
        return [member for member in self._members[family_id] if member.role is role]

    def find(self, family_id: UUID, role: FamilyRole, described: Described) -> Person | None:
        """Return the person in a role of a family who is described."""
        people = [self.person(member.person_id) for member in self.members(family_id, role)]
        if not described.is_known:
            return next((person for person in people if not person.is_identified), None)
        same = [person for person in people if self._is(person, described)]
        if len(same) > 1:
            raise RowFault("two people of this family have that name; give the birth date")
        return same[0] if same else None

    def somebody_born_that_day(self, described: Described) -> Person | None:
        """Return the only person of the whole store with this name and this birth date."""
        if described.birth_date is None or not described.is_known:
            return None
        self._read_born(described.birth_date)
        same = [
            self.person(key)
            for key in self._born[described.birth_date]
            if self.person(key).birth_date == described.birth_date and self._has_name(key, described)
        ]
        return same[0] if len(same) == 1 else None

    def person(self, key: UUID) -> Person:
        """Return a person as the list has them so far."""
        return self._draft.now(self._people[key])

    def add_person(self, person: Person, name: PersonName | None) -> Person:
        """Take a new person with a name, if they have one."""
        self._people[person.id] = self._draft.add(person)
        if name is not None:
            self._names[person.id].append(self._draft.add(name))
        if person.birth_date is not None:
            self._born[person.birth_date].add(person.id)
        return person

    def rename(self, person: Person, name: str) -> None:
        """Correct the name that a person is called by."""
        names = [self._draft.now(known) for known in self._names[person.id]]
        if any(plain(known.full) == plain(name) for known in names):
            return
        preferred = next((known for known in names if known.is_preferred), names[0] if names else None)
        if preferred is None:
            self._names[person.id].append(self._draft.add(PersonName(person_id=person.id, full=name)))
        else:
            self._draft.change(preferred, full=name, given="", family="")

    def add_member(self, member: FamilyMember) -> None:
        """Give a person a role in a family."""
        self._members[member.family_id].append(self._draft.add(member))

    def _is(self, person: Person, described: Described) -> bool:
        born = described.birth_date
        if born is not None and person.birth_date is not None and born != person.birth_date:
            return False
        return self._has_name(person.id, described)

    def _has_name(self, key: UUID, described: Described) -> bool:
        person = self._people[key]
        names = [self._draft.now(name).full for name in self._names[key]] or [person.label]
        return any(plain(name) == described.key for name in names)

    def _families_with(self, victim: Described) -> list[Family]:
        person = self.somebody_born_that_day(victim)
        if person is None:
            return []
        roles = self._reading.find(FamilyMember, person_id=person.id, role=FamilyRole.VICTIM)
        self._open(role.family_id for role in roles)
        return [self._by_id[role.family_id] for role in roles]

    def _open(self, keys: Iterable[UUID]) -> None:
        """Read families with their members, where that has not been done."""
        found = self._find(Family, id=[key for key in dict.fromkeys(keys) if key not in self._by_id])
        for family in found:
            self._by_id[family.id] = family
        members = self._find(FamilyMember, family_id=[family.id for family in found])
        for member in members:
            self._members[member.family_id].append(member)
        self._read_people(member.person_id for member in members)

    def _read_born(self, day: date) -> None:
        if day not in self._asked_days:
            self._asked_days.add(day)
            found = self._reading.find(Person, birth_date=day)
            self._read_people(person.id for person in found)
            self._born[day] |= {person.id for person in found}

    def _read_people(self, keys: Iterable[UUID]) -> None:
        missing = [key for key in dict.fromkeys(keys) if key not in self._people]
        for person in self._find(Person, id=missing):
            self._people[person.id] = person
        for name in self._find(PersonName, person_id=missing):
            self._names[name.person_id].append(name)

    def _find(self, kind: type[R], **which: Any) -> list[R]:
        ((name, keys),) = which.items()
        pieces = [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]
        return [row for piece in pieces for row in self._reading.find(kind, **{name: piece})]


def is_unknown(name: str) -> bool:
    """Say whether a list says that it does not know who somebody is."""
    return plain(name) in {
        "unknown",
        "known not",
        "nk",
        "tbc",
        "unidentified",
        "perpetrator unknown",
        "male unknown",
    }


def described(row: ListRow, prefix: str) -> Described | None:
    """Return whom the columns of a row describe, if they do."""
    name, born = row.text(f"{prefix}_name"), row.values.get(f"{prefix}_birth_date")
    if not name:
        return None
    return Described(name, born, is_known=not is_unknown(name))
