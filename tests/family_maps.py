"""Invented families to be drawn: rows as they come from a store, from small ones to the largest."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from meetingdesk.domain.families import (
    FamilyRole,
    HouseholdStay,
    ParentalResponsibility,
    Relationship,
    RelationshipKind,
)
from meetingdesk.domain.family_map import FamilyMap, MapRows, draw
from meetingdesk.domain.parents import Parents
from meetingdesk.domain.people import Person, YesNo
from meetingdesk.domain.roster import BEING_OF_ROLE, Being, RosterPerson, designations
from tests.family_records import DAY, InventedFamily

HOMES = ("12 Sample Street", "Flat 3, Trial Wharf", "Example Lane")


@dataclass
class DrawnFamily(InventedFamily):
    """An invented family with what a map is drawn from besides people."""

    relationships: list[Relationship] = field(default_factory=list)
    stays: list[HouseholdStay] = field(default_factory=list)
    responsibilities: list[ParentalResponsibility] = field(default_factory=list)

    def member(self, person: Person, **values: Any) -> Person:
        """Say something about somebody's place in the family."""
        self.members = [
            replace(member, **values) if member.person_id == person.id else member for member in self.members
        ]
        return person

    def at_home(self, *people: Person) -> None:
        for person in people:
            self.member(person, in_household=YesNo.YES)

    def lives(self, person: Person, household: str, **values: Any) -> None:
        self.stays.append(
            HouseholdStay(family_id=self.family.id, person_id=person.id, household=household, **values)
        )

    def link(self, one: Person, kind: RelationshipKind, other: Person, **values: Any) -> None:
        self.relationships.append(
            Relationship(family_id=self.family.id, person_id=one.id, kind=kind, other_id=other.id, **values)
        )

    def parents(self, children: list[Person], *adults: Person) -> None:
        for child in children:
            for adult in adults:
                self.link(adult, RelationshipKind.PARENT_OF, child)

    def responsible(self, adult: Person, child: Person, held: YesNo = YesNo.YES, **values: Any) -> None:
        self.responsibilities.append(
            ParentalResponsibility(
                family_id=self.family.id, child_id=child.id, holder_id=adult.id, held=held, **values
            )
        )

    def map_rows(self) -> MapRows:
        beings: dict[UUID, Being] = {}
        for member in self.members:
            beings.setdefault(member.person_id, BEING_OF_ROLE.get(member.role, Being.ADULT))
        named = dict(designations(beings.items()))
        parents = Parents(self.people, tuple(self.members), tuple(self.relationships))
        return MapRows(
            tuple(RosterPerson(key, named[key], self.names.get(key, ""), beings[key]) for key in beings),
            self.people,
            tuple(self.members),
            tuple(self.relationships),
            tuple(self.stays),
            tuple(self.responsibilities),
            tuple(self.involvements),
            {key: parents.fathers_of(self.people[key]) for key in beings if beings[key] is not Being.ADULT},
        )

    def drawn(self, day: date = DAY) -> FamilyMap:
        return draw(self.map_rows(), day)

    def all_rows(self) -> tuple[Any, ...]:
        """Return everything as a store keeps it."""
        return (*self.rows(), *self.relationships, *self.stays, *self.responsibilities)


def sample_family() -> DrawnFamily:
    """Two parents who parted, two children and one unborn at home, a grandmother elsewhere."""
    family = DrawnFamily("C-2026-0142")
    mother = family.adult(name="Carys Sampleby", sex="female")
    father = family.adult(name="Rhodri Sampleby", sex="male")
    children = [family.child(9, name="Ewan Sampleby"), family.child(3, name="Lowri Sampleby")]
    baby = family.unborn(expected_date=DAY + timedelta(days=100), mother_id=mother.id)
    nan = family.adult(FamilyRole.SIGNIFICANT_OTHER, 58, name="Eluned Trialmoor")
    family.at_home(mother, *children)
    family.member(father, in_household=YesNo.NO)
    family.member(nan, in_household=YesNo.NO)
    family.parents([*children, baby], mother)
    family.parents(children, father)
    family.link(father, RelationshipKind.PARENT_OF, baby, is_putative=True)
    family.link(mother, RelationshipKind.FORMER_PARTNER_OF, father, since=date(2026, 9, 1))
    family.link(nan, RelationshipKind.GRANDPARENT_OF, children[0])
    for child in children:
        family.responsible(mother, child)
    return family


def any_family(seed: int, *, most_children: int = 8, most_adults: int = 7) -> DrawnFamily:
    """Return a family of any shape: who is in it, where they live and how they are linked is drawn by lot."""
    lot = random.Random(seed)
    family = DrawnFamily(f"C-2026-{seed:04}")
    children = [
        family.unborn(expected_date=DAY + timedelta(days=lot.randrange(200)))
        if lot.random() < 0.2
        else family.child(lot.randrange(18), name=f"Child named {number}")
        for number in range(lot.randrange(most_children + 1))
    ]
    roles = [role for role in FamilyRole if BEING_OF_ROLE.get(role, Being.ADULT) is Being.ADULT]
    adults = [
        family.adult(lot.choice(roles), lot.randrange(19, 80), name=f"Adult named {number}")
        for number in range(lot.randrange(most_adults + 1))
    ]
    everybody = [*children, *adults]
    for person in everybody:
        if lot.random() < 0.5:
            family.lives(person, lot.choice(HOMES))
        else:
            family.member(person, in_household=lot.choice(list(YesNo)))
    for _ in range(lot.randrange(3 * len(everybody) + 1)):
        one, other = lot.choice(everybody), lot.choice(everybody)
        kind = lot.choice(list(RelationshipKind))
        family.link(one, kind, other, is_putative=lot.random() < 0.2, note=lot.choice(("", "aunt")))
    for child in children:
        if adults and lot.random() < 0.7:
            family.responsible(lot.choice(adults), child, lot.choice(list(YesNo)))
    return family
