"""Of a meeting of many cases, somebody who was not at the table learns of no family but their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from meetingdesk.domain.copies.withheld import Withheld, WithheldKind
from meetingdesk.domain.families import Family, FamilyMember
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.model import ROW_OF_TABLE
from meetingdesk.domain.once import once
from meetingdesk.domain.people import Address, Contact, Person, PersonName
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import owner_of, shape_of

Rows = Mapping[type[Row], tuple[Row, ...]]


def of_families(facts: MeetingFacts, families: Iterable[UUID]) -> MeetingFacts:
    """Return a meeting as if only some of its families had been heard at it."""
    wanted = frozenset(families)
    members: tuple[FamilyMember, ...] = facts.all(FamilyMember)
    mine = {row.person_id for row in members if row.family_id in wanted}
    others = {row.person_id for row in members} - mine
    gone: set[UUID] = {row.id for row in facts.all(Family) if row.id not in wanted}
    gone |= others
    kept: dict[type[Row], tuple[Row, ...]] = {}
    # Each kind comes after what it is a part of, so that parts of parts go with the whole.
    for kind in sorted(facts.rows, key=_depth):
        rows = tuple(row for row in facts.rows[kind] if not _points_to(row, gone))
        gone |= {row.id for row in facts.rows[kind]} - {row.id for row in rows}
        if rows:
            kept[kind] = rows
    return replace(facts, rows=kept, earlier=(), _of_families={})


def of_other_families(facts: MeetingFacts, families: Iterable[UUID]) -> Iterator[Withheld]:
    """Yield what must not be in a copy for somebody who works with some families of a meeting only."""
    wanted = frozenset(families)
    members: tuple[FamilyMember, ...] = facts.all(FamilyMember)
    mine = {row.person_id for row in members if row.family_id in wanted}
    known = {row.full for row in facts.all(PersonName) if row.person_id in mine}
    for name in facts.all(PersonName):
        if name.person_id not in mine and name.full not in known:
            yield Withheld(WithheldKind.NAME, name.full, name.id)
    for family in facts.all(Family):
        if family.id not in wanted:
            yield Withheld(WithheldKind.RESTRICTED, family.reference, family.id)
    for address in facts.all(Address):
        if address.person_id not in mine and address.lines.strip():
            yield Withheld(WithheldKind.ADDRESS, address.lines, address.id, address.postcode)
    for contact in facts.all(Contact):
        if contact.person_id not in mine and contact.value.strip():
            yield Withheld(WithheldKind.NUMBER, contact.value, contact.id)


def _points_to(row: Any, gone: set[UUID]) -> bool:
    if row.id in gone:
        return True
    return any(getattr(row, name) in gone for name in _links(type(row)))


@once
def _links(kind: type[Row]) -> tuple[str, ...]:
    """Return the fields by which a row belongs to a family, to a person of one, or to its owner."""
    found = []
    for shape in shape_of(kind):
        to = ROW_OF_TABLE[shape.link] if shape.link else None
        if to in (Family, Person) or (shape.link and shape.name == kind.inside):
            found.append(shape.name)
    return tuple(found)


def _depth(kind: type[Row]) -> int:
    depth, owner = 0, owner_of(kind)
    while owner is not None:
        depth, owner = depth + 1, owner_of(owner)
    return depth
