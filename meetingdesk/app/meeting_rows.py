"""Everything of one meeting as rows: what a window shows, a document says and a check looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import bindparam, or_, select

from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting, Series
from meetingdesk.domain.model import ROW_OF_TABLE
from meetingdesk.domain.once import once
from meetingdesk.domain.people import Person
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import parts_of, shape_of
from meetingdesk.storage.problems import explained
from meetingdesk.storage.reading import Reading, maker, visible
from meetingdesk.storage.tables import TABLES

R = TypeVar("R", bound=Row)
ASKED_TOGETHER = 5_000
"""The most identifiers in one query; both engines take more."""


@dataclass(frozen=True, slots=True)
class MeetingRows:
    """A meeting with its cases: its parts, the families and their parts, and everybody they name.

    Only what the person at the desk may see is here. Rows of a kind are in the order of their position
    where they have one, then in the order in which they were made.
    """

    meeting: Meeting
    rows: Mapping[type[Row], tuple[Row, ...]]

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return all rows of a kind."""
        return self.rows.get(kind, ())  # type: ignore[return-value]  # each kind is filed under itself

    def parts(self, kind: type[R], owner: Row | UUID) -> tuple[R, ...]:
        """Return the rows of a kind that are parts of one row."""
        key = owner.id if isinstance(owner, Row) else owner
        return tuple(row for row in self.all(kind) if kind.inside and getattr(row, kind.inside) == key)

    def by_owner(self, kind: type[R]) -> Mapping[UUID, tuple[R, ...]]:
        """Return the rows of a kind under the identifiers of the rows they are parts of."""
        found: dict[UUID, list[R]] = {}
        for row in self.all(kind):
            found.setdefault(getattr(row, kind.inside or "id"), []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    def by_id(self, kind: type[R]) -> Mapping[UUID, R]:
        """Return the rows of a kind under their own identifiers."""
        return {row.id: row for row in self.all(kind)}


def open_meeting(reading: Reading, meeting_id: UUID) -> MeetingRows:
    """Return all rows of a meeting; one query for each kind of row, however many cases it has."""
    return _open(reading, meeting_id, None)


def open_case(reading: Reading, meeting_id: UUID, family_id: UUID | None) -> MeetingRows:
    """Return the rows of the meeting as a whole and those of one family, and nothing of other cases."""
    return _open(reading, meeting_id, frozenset() if family_id is None else frozenset({family_id}))


def _open(reading: Reading, meeting_id: UUID, only: frozenset[UUID] | None) -> MeetingRows:
    meeting = reading.get(Meeting, meeting_id)
    found: dict[type[Row], tuple[Row, ...]] = {Meeting: (meeting,)}
    with explained():
        _add_parts(reading, found, Meeting, only)
        families = _named(found, Family)
        found[Family] = _rows(reading, Family, "id", families)
        _add_parts(reading, found, Family)
        found[Person] = _rows(reading, Person, "id", _named(found, Person))
        _add_parts(reading, found, Person)
        found[Series] = _rows(reading, Series, "id", _named(found, Series))
        workers = _named(found, Professional)
        found[Professional] = _rows(reading, Professional, "id", workers)
        if deputies := _named(found, Professional) - workers:
            found[Professional] += _rows(reading, Professional, "id", deputies)
        found[Agency] = _rows(reading, Agency, "id", _named(found, Agency))
    return MeetingRows(meeting, MappingProxyType({kind: rows for kind, rows in found.items() if rows}))


def _add_parts(
    reading: Reading,
    found: dict[type[Row], tuple[Row, ...]],
    owner: type[Row],
    only: frozenset[UUID] | None = None,
) -> None:
    owners = {row.id for row in found[owner]}
    if not owners:
        return
    for part in parts_of(owner):
        assert part.inside is not None, "a part names the field that points to its owner"
        found[part] = _rows(reading, part, part.inside, owners, only)
        _add_parts(reading, found, part)


def _named(found: Mapping[type[Row], tuple[Row, ...]], kind: type[Row]) -> set[UUID]:
    """Return the identifiers of a kind that the rows found so far point to."""
    named: set[UUID | None] = set()
    for holder, rows in found.items():
        for name in _links(holder, kind):
            named.update(getattr(row, name) for row in rows)
    return {key for key in named if key is not None}


@once
def _links(holder: type[Row], kind: type[Row]) -> tuple[str, ...]:
    return tuple(s.name for s in shape_of(holder) if s.link and ROW_OF_TABLE[s.link] is kind)


def _rows(
    reading: Reading,
    kind: type[R],
    column: str,
    keys: Iterable[UUID],
    only: frozenset[UUID] | None = None,
) -> tuple[R, ...]:
    """Return the rows that point to any of some keys; `only` leaves out those of other families."""
    make = maker(kind)
    by_family = only is not None and "family_id" in TABLES[kind].c
    statement = _statement(kind, column, reading.desk, by_family=by_family)
    families = {"families": list(only)} if by_family and only is not None else {}
    found: list[R] = []
    for asked in _in_batches(list(keys)):
        found += map(make, reading.connection.execute(statement, {"keys": asked, **families}))
    found.sort(key=_place)
    return tuple(found)


@once
def _statement(kind: type[Row], column: str, desk: AtDesk, *, by_family: bool = False) -> Any:
    table = TABLES[kind]
    query = select(table).where(table.c[column].in_(bindparam("keys", expanding=True)))
    if by_family:
        family = table.c.family_id
        query = query.where(or_(family.is_(None), family.in_(bindparam("families", expanding=True))))
    condition = visible(kind, desk)
    return query if condition is None else query.where(condition)


def _place(row: Row) -> tuple[int, int]:
    return getattr(row, "position", 0), row.id.int


def _in_batches(keys: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(keys), ASKED_TOGETHER):
        yield keys[start : start + ASKED_TOGETHER]
