"""People who may be recorded twice, each pair side by side with what is the same and what differs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from meetingdesk.app.desk import Desk
from meetingdesk.app.drawer import keep, kept
from meetingdesk.app.merging_people import Merged, is_unborn, is_withheld, merged_before
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole, Relationship
from meetingdesk.domain.people import BirthDateIs, Person, PersonName
from meetingdesk.domain.same_people import Alike, Known, Likeness, alike
from meetingdesk.storage.reading import Reading

MOST_PAIRS = 200
NOT_THE_SAME = "not_the_same"
TOUCHED_BY = frozenset({"person", "person_name", "family_member", "relationship", "family"})
WHY = {
    Likeness.SAME_NHS_NUMBER: "The same NHS number",
    Likeness.SAME_NAME_AND_BIRTH: "The same name and date of birth",
    Likeness.NEAR_NAME_SAME_BIRTH: "A name that is near, the same date of birth",
    Likeness.SAME_NAME_HERE: "The same name in one family; a date of birth is missing",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing that is known of two people."""

    what: str
    one: str
    other: str

    @property
    def word(self) -> str:
        """Whether it is the same, in a word."""
        if not (self.one and self.other):
            return "missing"
        return "same" if self.one.casefold() == self.other.casefold() else "differs"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one person."""

    one: UUID
    other: UUID
    names: tuple[str, str]
    why: str
    compared: tuple[Compared, ...]
    is_across: bool
    """Whether they stand in different families, which stay apart when the two are merged."""

    def turned(self) -> Pair:
        """Return the pair the other way round."""
        compared = tuple(Compared(each.what, each.other, each.one) for each in self.compared)
        return Pair(self.other, self.one, self.names[::-1], self.why, compared, self.is_across)


@dataclass(frozen=True, slots=True)
class PeopleAlike:
    """Who may be the same, and who was merged before and can be parted again."""

    pairs: tuple[Pair, ...] = ()
    merged: tuple[Merged, ...] = ()


@dataclass(slots=True)
class _Everybody:
    people: dict[UUID, Person] = field(default_factory=dict)
    names: dict[UUID, list[str]] = field(default_factory=dict)
    members: dict[UUID, list[FamilyMember]] = field(default_factory=dict)
    families: dict[UUID, str] = field(default_factory=dict)
    related: set[frozenset[UUID]] = field(default_factory=set)


def people_alike(reading: Reading, roles: Mapping[FamilyRole, str]) -> PeopleAlike:
    """Return who may be recorded twice; those who must not know of each other are never beside each other."""
    everybody = _everybody(reading)
    apart = not_the_same(reading)
    pairs = (
        _pair(everybody, found, roles)
        for found in alike([_known(everybody, person) for person in everybody.people.values()])
        if (key := frozenset((found.one, found.other))) not in apart
        and key not in everybody.related
        and not is_withheld(reading, found.one, found.other)
    )
    return PeopleAlike(
        tuple(pair for pair, _ in zip(pairs, range(MOST_PAIRS), strict=False)), merged_before(reading)
    )


def not_the_same(reading: Reading) -> frozenset[frozenset[UUID]]:
    """Return which pairs the person at the desk has said to be two people."""
    said = kept(reading, NOT_THE_SAME)
    return frozenset(frozenset(map(UUID, pair)) for pair in json.loads(said)) if said else frozenset()


def say_not_the_same(one: UUID, other: UUID, desk: Desk) -> None:
    """Remember that two records are two people, so that nobody asks again at this desk."""
    with desk.reading() as reading:
        pairs = {*not_the_same(reading), frozenset((one, other))}
    keep(desk, NOT_THE_SAME, json.dumps(sorted(sorted(map(str, pair)) for pair in pairs)))


def _everybody(reading: Reading) -> _Everybody:
    found = _Everybody({person.id: person for person in reading.find(Person)})
    names: defaultdict[UUID, list[str]] = defaultdict(list)
    for name in sorted(reading.find(PersonName), key=lambda name: not name.is_preferred):
        names[name.person_id].append(name.full)
    members: defaultdict[UUID, list[FamilyMember]] = defaultdict(list)
    for member in reading.find(FamilyMember):
        members[member.person_id].append(member)
    found.names, found.members = dict(names), dict(members)
    found.families = {family.id: family.reference for family in reading.find(Family)}
    found.related = {frozenset((row.person_id, row.other_id)) for row in reading.find(Relationship)}
    for person in found.people.values():
        found.related |= {frozenset((person.id, key)) for key in (person.mother_id, person.born_as_id) if key}
    return found


def _known(everybody: _Everybody, person: Person) -> Known:
    members = everybody.members.get(person.id, [])
    return Known(
        person.id,
        tuple(everybody.names.get(person.id, ())),
        person.birth_date,
        person.nhs_number,
        frozenset(member.family_id for member in members),
        is_unborn(person, frozenset(member.role for member in members)),
    )


def _pair(everybody: _Everybody, found: Alike, roles: Mapping[FamilyRole, str]) -> Pair:
    one, other = everybody.people[found.one], everybody.people[found.other]
    mine, theirs = (dict(_facts(everybody, person, roles)) for person in (one, other))
    compared = tuple(Compared(what, mine[what], theirs[what]) for what in mine if mine[what] or theirs[what])
    here, there = (
        {member.family_id for member in everybody.members.get(person.id, ())} for person in (one, other)
    )
    names = (_called(everybody, one), _called(everybody, other))
    return Pair(one.id, other.id, names, WHY[found.why], compared, here != there)


def _facts(
    everybody: _Everybody, person: Person, roles: Mapping[FamilyRole, str]
) -> Iterator[tuple[str, str]]:
    """Return what is compared: what says who somebody is, never where they live or what was said."""
    names = everybody.names.get(person.id, [])
    yield "Name", names[0] if names else ""
    yield "Other names", ", ".join(names[1:])
    yield "Born", _born(person)
    yield "NHS number", person.nhs_number
    yield "Reference of the authority", person.authority_reference
    yield "Sex", person.sex
    yield "Ethnicity", person.ethnicity
    yield "First language", person.first_language
    members = everybody.members.get(person.id, ())
    stands = sorted(f"{everybody.families.get(m.family_id, '')} ({roles[m.role].lower()})" for m in members)
    yield "Families", ", ".join(stands)


def _born(person: Person) -> str:
    if person.birth_date is None:
        return ""
    about = "about " if person.birth_date_is is BirthDateIs.APPROXIMATE else ""
    return f"{about}{say_day(person.birth_date)}"


def _called(everybody: _Everybody, person: Person) -> str:
    names = everybody.names.get(person.id)
    return names[0] if names else person.label or "Name not known"
