"""Making one record of two of the same person, and two again where that was a mistake.

The model has no row that says what was merged, and the history of a team's database is not open to those
who sit at it. What parts two people again is therefore kept where each person's own things are kept: in
the drawer of who merged them, encrypted with everything else, written in the same moment as the merging.
Undo takes the merging back as any other step; parting them later leaves with the kept one whatever was
recorded or changed meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.documents import DocumentCopy, LegalHold
from meetingdesk.domain.families import FamilyMember, FamilyRole, ParentalResponsibility
from meetingdesk.domain.model import ROW_OF_TABLE, ROWS
from meetingdesk.domain.once import once
from meetingdesk.domain.people import (
    Address,
    AddressWithheld,
    Contact,
    ContactWithheld,
    Person,
    PersonName,
)
from meetingdesk.domain.plain import value_to_plain
from meetingdesk.domain.rights import deeds_that_write
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.domain.same_people import folded, number_of
from meetingdesk.domain.shapes import FieldShape, has_visibility, parts_of, shape_of
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import Voice, VoiceWords
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.changes import Turned, from_json, steps_of, to_json
from meetingdesk.storage.drawers import look_in, put_in
from meetingdesk.storage.problems import explained
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork

MERGED = "merged_people"
MOST_KEPT = 200
OPEN = (Visibility.V0, Visibility.V1)
_WITHHELD = ((AddressWithheld, "address_id", Address), (ContactWithheld, "contact_id", Contact))
_ROW_WORDS: dict[type[Row], str] = {
    LegalHold: "a legal hold",
    DocumentCopy: "a copy of a document that was made for this person",
    Voice: "a card of the child’s voice in the same meeting",
    ParentalResponsibility: "parental responsibility, held in two ways",
}


class CannotMerge(MeetingDeskError):
    """Something stands against making one record of two."""


@dataclass(frozen=True, slots=True)
class MergePeople:
    """Make one record of two: everything that points to the other one points to the kept one afterwards."""

    keep_id: UUID
    other_id: UUID
    on: date
    label: str = "Merge two records of one person"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Move all that is known of the other one, then take their record away; all of it or nothing."""
        keep, other = work.get(Person, self.keep_id), work.get(Person, self.other_id)
        check_may_be_one(work, keep, other)
        _check_all_is_seen(work, other.id, self.deed)
        for kind, row in _pointing_to(work, other.id):
            _move(work, kind, row, keep.id, other.id)
        merged = _one_of_two(work.get(Person, keep.id), other)
        work.put(merged)
        work.remove(work.get(Person, other.id))
        _remember(work, self)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class UnmergePeople:
    """Part two people again whom the person at the desk has merged."""

    other_id: UUID
    label: str = "Part two people who were merged"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Put back what was moved then, as far as nobody has changed it since."""
        with explained():
            kept = look_in(work.connection, work.desk, _key(self.other_id))
        if kept is None:
            raise MeetingDeskError(
                "How these two were merged is not kept at this desk.",
                hint="Ask who merged them: only there is it known what belonged to whom.",
            )
        if work.look_up(Person, self.other_id) is not None:
            raise MeetingDeskError("These two are apart already.", hint="Refresh the list.")
        for step in from_json(kept):
            if isinstance(step, Turned):
                _turn_back(work, step)
            elif step.after is not None and _can_return(work, step.after):
                work.add(step.after)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class Merged:
    """Two people who were merged and can be parted again."""

    keep_id: UUID
    other_id: UUID
    on: date
    name: str


def merged_before(reading: Reading) -> tuple[Merged, ...]:
    """Return who was merged at this desk and can be parted again, the newest first."""
    found = []
    for entry in _kept(reading):
        keep, other = UUID(entry["keep"]), UUID(entry["other"])
        if reading.look_up(Person, other) is None and reading.look_up(Person, keep) is not None:
            found.append(Merged(keep, other, date.fromisoformat(entry["on"]), name_of(reading, keep)))
    return tuple(found)


def name_of(reading: Reading, person_id: UUID) -> str:
    """Return what a person is called."""
    names = reading.find(PersonName, person_id=person_id)
    preferred = next((name.full for name in names if name.is_preferred), names[0].full if names else "")
    return preferred or reading.get(Person, person_id).label or "Name not known"


@once
def links_to_people() -> tuple[tuple[type[Row], tuple[str, ...]], ...]:
    """Return every kind of row that points to people, with the fields that do."""
    found = ((kind, tuple(s.name for s in shape_of(kind) if s.link == Person.table)) for kind in ROWS)
    return tuple((kind, names) for kind, names in found if names)


def is_unborn(person: Person, roles: frozenset[FamilyRole]) -> bool:
    """Say whether a record is that of an unborn child; it stays one after the birth."""
    expected = person.expected_date is not None or person.pregnancy is not None
    return (expected and person.birth_date is None) or (
        FamilyRole.UNBORN in roles and person.birth_date is None
    )


# What stands against it


def check_may_be_one(reading: Reading, keep: Person, other: Person) -> None:
    """Raise CannotMerge where two records must stay two."""
    if keep.id == other.id:
        raise CannotMerge("This is one record, not two.", hint="Choose two different ones.")
    if is_withheld(reading, keep.id, other.id):
        raise CannotMerge(
            "Something of one of them must not reach the other, so these are two people.",
            hint="If that was recorded by mistake, take it away first.",
        )
    roles = {person.id: _roles(reading, person.id) for person in (keep, other)}
    if is_unborn(keep, roles[keep.id]) != is_unborn(other, roles[other.id]):
        raise CannotMerge(
            "One of them is an unborn child and the other is not.",
            hint="Record the birth instead: the unborn child is then linked to the child who was born.",
        )
    if len({number_of(keep.nhs_number), number_of(other.nhs_number)} - {""}) == 2:
        raise CannotMerge("Their NHS numbers differ.", hint="Correct the wrong one first.")
    _check_families_stay_apart(reading, keep.id, other.id)


def is_withheld(reading: Reading, one: UUID, other: UUID) -> bool:
    """Say whether anything of one of two people must not reach the other."""
    pair = (one, other)
    for kind, link, of in _WITHHELD:
        held, owned = TABLES[kind].c, TABLES[of].c
        query = (
            select(func.count())
            .select_from(TABLES[kind].join(TABLES[of], owned.id == held[link]))
            .where(held.from_id.in_(pair), owned.person_id.in_(pair), held.from_id != owned.person_id)
        )
        if _number(reading, query):
            return True
    words, voice = TABLES[VoiceWords].c, TABLES[Voice].c
    untold = (
        select(func.count())
        .select_from(TABLES[VoiceWords].join(TABLES[Voice], voice.id == words.voice_id))
        .where(words.do_not_tell_id.in_(pair), voice.child_id.in_(pair))
    )
    return bool(_number(reading, untold))


def _check_families_stay_apart(reading: Reading, one: UUID, other: UUID) -> None:
    """Refuse where a record that is shown in two families afterwards holds what one of them restricts."""
    if _families(reading, one) == _families(reading, other):
        return
    pair = (one, other)
    for part in parts_of(Person):
        if has_visibility(part):
            columns = TABLES[part].c
            here = (columns.person_id.in_(pair), columns.visibility.not_in(OPEN))
            if _number(reading, select(func.count()).select_from(TABLES[part]).where(*here)):
                raise _apart()
    for kind, link, of in _WITHHELD:
        owned = TABLES[of].c
        joined = TABLES[kind].join(TABLES[of], owned.id == TABLES[kind].c[link])
        if _number(reading, select(func.count()).select_from(joined).where(owned.person_id.in_(pair))):
            raise _apart()


def _apart() -> CannotMerge:
    return CannotMerge(
        "An address, a number or an attempt to reach one of them is restricted to their own family.",
        hint="One record would be seen in both families. They stay two as long as it is restricted.",
    )


def _check_all_is_seen(work: UnitOfWork, other_id: UUID, deed: Deed) -> None:
    for kind, names in links_to_people():
        columns = TABLES[kind].c
        here = or_(*(columns[name] == other_id for name in names))
        everything = _number(work, select(func.count()).select_from(TABLES[kind]).where(here))
        if everything and deed not in deeds_that_write(kind):
            raise _stands_against(kind)
        if everything != work.count(kind, here):
            raise CannotMerge(
                "Your role does not see everything that is recorded of the second one.",
                hint="Ask somebody whose role sees all of it, such as the chair.",
            )


def _stands_against(kind: type[Row]) -> CannotMerge:
    words = _ROW_WORDS.get(kind, kind.table.replace("_", " "))
    return CannotMerge(
        f"This stands against it: {words}.",
        hint="Settle it on one of the two records first, then merge them.",
    )


# Moving


def _pointing_to(work: UnitOfWork, person_id: UUID) -> Iterator[tuple[type[Row], Row]]:
    for kind, names in links_to_people():
        columns = TABLES[kind].c
        for row in work.find(kind, or_(*(columns[name] == person_id for name in names))):
            yield kind, row


def _move(work: UnitOfWork, kind: type[Row], row: Row, keep_id: UUID, other_id: UUID) -> None:
    names = dict(links_to_people())[kind]
    before = [getattr(row, name) for name in names if getattr(row, name) is not None]
    turned: dict[str, Any] = {name: keep_id for name in names if getattr(row, name) == other_id}
    moved = replace(row, **turned)
    after = [getattr(moved, name) for name in names if getattr(moved, name) is not None]
    joins_itself = len(set(after)) < len(set(before)) or (isinstance(row, Person) and row.id in after)
    if joins_itself:
        raise CannotMerge(
            f"The record says that these are two people: {kind.table.replace('_', ' ')}.",
            hint="Take that away first, if it is wrong.",
        )
    if isinstance(moved, PersonName):
        _move_name(work, moved, keep_id)
        return
    twin = _twin(work, kind, moved, names)
    if twin is None:
        work.put(moved)
    else:
        _combine(work, kind, twin, row)


def _move_name(work: UnitOfWork, moved: PersonName, keep_id: UUID) -> None:
    """Keep a name as a further one; the same name is not kept twice."""
    own = work.find(PersonName, person_id=keep_id)
    same = any(folded(name.full) == folded(moved.full) and name.full == moved.full for name in own)
    if same:
        work.remove(moved)
    else:
        has_preferred = any(name.is_preferred for name in own)
        work.put(replace(moved, is_preferred=moved.is_preferred and not has_preferred))


def _twin(work: UnitOfWork, kind: type[Row], moved: Row, names: tuple[str, ...]) -> Row | None:
    """Return the row beside which a moved one cannot stand."""
    for unique in kind.unique:
        if set(unique).isdisjoint(names):
            continue
        values: dict[str, Any] = {name: getattr(moved, name) for name in unique}
        found = next((row for row in work.find(kind, **values) if row.id != moved.id), None)
        if found is not None:
            return found
    return None


def _combine(work: UnitOfWork, kind: type[Row], kept: Row, gone: Row) -> None:
    """Make one row of two that say the same of one person; refuse where they say different things."""
    if parts_of(kind):
        raise _stands_against(kind)
    values: dict[str, Any] = {}
    links = {"id", "version", "position", *(name for unique in kind.unique for name in unique)}
    for shape in shape_of(kind):
        if shape.name in links:
            continue
        mine, theirs = getattr(kept, shape.name), getattr(gone, shape.name)
        if theirs in (mine, shape.default):
            continue
        if mine == shape.default:
            values[shape.name] = theirs
        elif shape.kind is str and not shape.several:
            values[shape.name] = f"{mine} / {theirs}"
        elif kind is not FamilyMember:
            raise _stands_against(kind)
        else:
            said = f"{shape.name.replace('_', ' ')}: {value_to_plain(theirs)}"
            note = values.get("note", getattr(kept, "note", ""))
            values["note"] = f"{note}\nAlso recorded: {said}".strip()
    work.put(replace(kept, **values))
    work.remove(gone)


def _one_of_two(keep: Person, other: Person) -> Person:
    """Return the kept record with what only the other one said; where both say something, both are kept."""
    values: dict[str, Any] = {}
    also: list[str] = []
    for shape in shape_of(Person):
        if shape.name in ("id", "version", "notes"):
            continue
        mine, theirs = getattr(keep, shape.name), getattr(other, shape.name)
        if theirs in (mine, shape.default):
            continue
        if mine == shape.default:
            values[shape.name] = theirs
        elif shape.link is not None:
            raise CannotMerge(
                f"They differ in this: {shape.name.removesuffix('_id').replace('_', ' ')}.",
                hint="Correct the wrong one first.",
            )
        else:
            also.append(f"{_words(shape)}: {value_to_plain(theirs)}")
    recorded = f"Also recorded, before two records were made one: {'; '.join(also)}" if also else ""
    notes = "\n\n".join(part for part in (keep.notes, other.notes, recorded) if part)
    return replace(keep, **values, notes=notes)


def _words(shape: FieldShape) -> str:
    return shape.name.replace("_", " ")


# Parting again


def _turn_back(work: UnitOfWork, step: Turned) -> None:
    """Put fields back that nobody has changed since; the others stay as they are now."""
    row = work.look_up(step.kind, step.key)
    if row is None:
        return
    shapes = {shape.name: shape for shape in shape_of(step.kind)}
    values = {
        name: new
        for name, (old, new) in step.fields.items()
        if getattr(row, name) == old and _is_there(work, shapes[name], new)
    }
    work.put(replace(row, **values))


def _can_return(work: UnitOfWork, row: Row) -> bool:
    if work.look_up(type(row), row.id) is not None:
        return False
    return all(_is_there(work, shape, getattr(row, shape.name)) for shape in shape_of(type(row)))


def _is_there(work: UnitOfWork, shape: FieldShape, value: Any) -> bool:
    if shape.link is None or value is None:
        return True
    return work.look_up(ROW_OF_TABLE[shape.link], value) is not None


def _remember(work: UnitOfWork, merging: MergePeople) -> None:
    steps = tuple(step.reversed() for step in reversed(steps_of(work.changes)))
    entry = {"keep": str(merging.keep_id), "other": str(merging.other_id), "on": merging.on.isoformat()}
    kept = [entry, *(each for each in _kept(work) if each["other"] != entry["other"])]
    with explained():
        put_in(work.connection, work.desk, _key(merging.other_id), to_json(steps))
        put_in(work.connection, work.desk, MERGED, json.dumps(kept[:MOST_KEPT]))
        for old in kept[MOST_KEPT:]:
            put_in(work.connection, work.desk, _key(UUID(old["other"])), "")


def _kept(reading: Reading) -> list[dict[str, str]]:
    with explained():
        kept = look_in(reading.connection, reading.desk, MERGED)
    return list(json.loads(kept)) if kept else []


def _key(other_id: UUID) -> str:
    return f"merged:{other_id}"


# Helpers


def _roles(reading: Reading, person_id: UUID) -> frozenset[FamilyRole]:
    return frozenset(member.role for member in reading.find(FamilyMember, person_id=person_id))


def _families(reading: Reading, person_id: UUID) -> frozenset[UUID]:
    return frozenset(member.family_id for member in reading.find(FamilyMember, person_id=person_id))


def _number(reading: Reading, query: Any) -> int:
    """Return a count over all rows, those included that this person may not see; only the answer is used."""
    return int(reading.rows(query)[0][0])
