"""Which rows of a file are rows that the store has under another identifier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select, tuple_

from meetingdesk.app.interchange.faults import Faults, place_text
from meetingdesk.app.interchange.layout import IN_FILE, fields_in_file, links_of
from meetingdesk.app.interchange.meeting_file import MeetingFile
from meetingdesk.domain.meetings import DefinitionCopy
from meetingdesk.domain.model import ROW_OF_TABLE
from meetingdesk.domain.once import once
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import owner_of
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

Key = tuple[Any, ...]
SameAs = dict[tuple[type[Row], UUID], UUID]

T = TypeVar("T")

AT_ONCE = 500
"""Keys asked for in one question; both engines take thousands, and plan this many well."""


def same_rows(file: MeetingFile, reading: Reading, faults: Faults) -> SameAs:
    """Return the rows of a file that the store has under another identifier, and note those it may not be.

    A row that the file gives a name of its own is taken as the store's row with the same unique key
    (an agency's name, a family's reference). So are definition copies, which are what they contain,
    and rows that hold nothing but links. Any other row with the key of another row is a fault.
    """
    same: SameAs = {}
    for kind in IN_FILE:  # owners first, because the keys of parts hold their owner
        for names in kind.unique:
            keys = {row.id: _key(row, names, same) for row in file.of(kind)}
            holders = _holders(kind, names, set(keys.values()), reading)
            others = {
                row.id: holders[keys[row.id]]
                for row in file.of(kind)
                if holders.get(keys[row.id], row.id) not in {row.id, same.get((kind, row.id))}
            }
            there = existing_ids(kind, others, reading)
            for row in file.of(kind):
                holder = others.get(row.id)
                if holder is None:
                    continue
                if _is_its_key(kind) or (row.id in file.named and row.id not in there):
                    same[kind, row.id] = holder
                else:
                    shown = [name for name in names if name != kind.inside] or list(names)
                    place = (*file.places.get(row.id, (kind.many,)), shown[-1])
                    faults.add(
                        place,
                        f"the store has another {kind.table.replace('_', ' ')} with this "
                        f"{' and '.join(shown)}: {holder} there, {row.id} in the file",
                    )
    _refuse_two_into_one(file, same, faults)
    return same


def with_identities(row: Row, same: SameAs) -> Row:
    """Return a row with the identifiers that the store knows it and its targets by."""
    if not same:
        return row
    kind = type(row)
    found: dict[str, Any] = {}
    if (kind, row.id) in same:
        found["id"] = same[kind, row.id]
    for name, target in _links(kind):
        known = same.get((target, getattr(row, name)))
        if known is not None:
            found[name] = known
    return replace(row, **found) if found else row


@once
def _links(kind: type[Row]) -> tuple[tuple[str, type[Row]], ...]:
    links = [(shape.name, ROW_OF_TABLE[shape.link]) for shape in links_of(kind) if shape.link]
    owner = owner_of(kind)
    if owner is not None and kind.inside is not None:
        links.append((kind.inside, owner))
    return tuple(links)


@once
def _is_its_key(kind: type[Row]) -> bool:
    """Say whether two rows with the same key are the same row whatever they are called."""
    beyond = set(fields_in_file(kind)) - {"id"}
    return kind is DefinitionCopy or any(beyond <= set(names) for names in kind.unique)


def _key(row: Row, names: tuple[str, ...], same: SameAs) -> Key:
    targets = dict(_links(type(row)))
    values = []
    for name in names:
        value = getattr(row, name)
        values.append(same.get((targets[name], value), value) if name in targets else value)
    return tuple(values)


def _holders(kind: type[Row], names: tuple[str, ...], keys: set[Key], reading: Reading) -> dict[Key, UUID]:
    """Return which row of the store holds each key, hidden rows included: their key is taken, too."""
    table = TABLES[kind]
    columns = [table.c[name] for name in names]
    found: dict[Key, UUID] = {}
    for chunk in chunks(sorted(keys, key=repr)):
        is_asked = (
            tuple_(*columns).in_(chunk) if len(names) > 1 else columns[0].in_([key[0] for key in chunk])
        )
        for row in reading.rows(select(table.c.id, *columns).where(is_asked)):
            found[tuple(row[1:])] = row[0]
    return found


def _refuse_two_into_one(file: MeetingFile, same: SameAs, faults: Faults) -> None:
    taken: dict[tuple[type[Row], UUID], UUID] = {}
    for (kind, key), known in same.items():
        first = taken.setdefault((kind, known), key)
        if first == key and known in file.places:
            first = known
        if first != key:
            where, other = file.places.get(key, ()), file.places.get(first, ())
            faults.add((*where, "id"), f"is the same row of the store as {place_text(other)}")


def existing_ids(kind: type[Row], keys: Iterable[UUID], reading: Reading) -> set[UUID]:
    """Return which rows the store has at all, whoever may see them."""
    column = TABLES[kind].c.id
    queries = [select(column).where(column.in_(chunk)) for chunk in chunks(keys)]
    return {row[0] for query in queries for row in reading.rows(query)}


def chunks(keys: Iterable[T]) -> list[list[T]]:
    """Cut a list of keys into pieces that one question takes, each key once."""
    every = list(dict.fromkeys(keys))
    return [every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE)]
