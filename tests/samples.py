"""One plain row of every kind, each pointing to the one before, for tests that need no special words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from meetingdesk.domain.model import ROW_OF_TABLE, ROWS
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import FieldShape, shape_of
from meetingdesk.storage.store import Store
from tests.people import person_with

AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
PLAIN: dict[type[Any], Any] = {int: 1, bool: True, date: AT.date(), time: time(10, 30), datetime: AT}
ALL_DEEDS = (Deed.RECORD, Deed.PEOPLE_AT_DESK, Deed.SEND, Deed.DISPOSE)


def one_of_each(mark: str = "") -> dict[type[Row], Row]:
    """Return one row of every kind, with what it cannot be without and nothing else."""
    rows: dict[type[Row], Row] = {}
    for kind in ROWS:
        values = {shape.name: _value(kind, shape, rows, mark) for shape in shape_of(kind) if shape.required}
        rows[kind] = kind(**values)
    return rows


def _value(kind: type[Row], shape: FieldShape, rows: dict[type[Row], Row], mark: str) -> Any:
    if shape.link:
        return rows[ROW_OF_TABLE[shape.link]].id
    if shape.kind is str:
        return f"{kind.table} {shape.name}{mark}"
    if issubclass(shape.kind, StrEnum):
        return next(iter(shape.kind))
    return PLAIN[shape.kind]


def changed(row: Row) -> Row | None:
    """Return a row with one of its own values changed, or None if it is nothing but links."""
    from dataclasses import replace

    for shape in shape_of(type(row)):
        if shape.link or shape.several or shape.name in {"id", "version"}:
            continue
        now = getattr(row, shape.name)
        if shape.kind is str:
            return replace(row, **{shape.name: f"{now} changed"})
        if issubclass(shape.kind, StrEnum):
            return replace(row, **{shape.name: next(member for member in shape.kind if member is not now)})
        other = {
            int: 2,
            bool: not now,
            date: date(2020, 2, 29),
            time: time(9, 0),
            datetime: AT.replace(year=2020),
        }
        return replace(row, **{shape.name: other[shape.kind]})
    return None


def add(store: Store, *rows: Row) -> None:
    """Put rows into a store under a deed that writes each of them."""
    from meetingdesk.domain.rights import deeds_that_write

    everybody = person_with("minute_taker", "chair", "coordinator")
    left = list(rows)
    for deed in ALL_DEEDS:
        mine = [row for row in left if deed in deeds_that_write(type(row))]
        if mine:
            with store.work(everybody, deed) as work:
                work.add_all(mine)
                work.commit("Add")
        left = [row for row in left if row not in mine]
    assert not left


def ids(rows: Any) -> set[UUID]:
    return {row.id for row in rows}
