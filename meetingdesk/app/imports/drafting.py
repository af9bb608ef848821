"""A list laid beside the store: each row is read, and what it adds or changes is collected."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast
from uuid import UUID

from meetingdesk.app.imports.cells import value_of
from meetingdesk.app.imports.columns import Layout, lay_out, load_columns
from meetingdesk.app.imports.preview import Effect, PlannedRow, Preview
from meetingdesk.app.imports.table import Table, TableRow, refusal
from meetingdesk.app.outcome import Command, Outcome, outcome_of
from meetingdesk.domain.plain import Unreadable
from meetingdesk.domain.rows import Row
from meetingdesk.domain.text import words
from meetingdesk.storage.unit_of_work import UnitOfWork

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list as values by column; what is empty is not there."""

    number: int
    values: dict[str, Any]

    def text(self, key: str) -> str:
        """Return what a column says, or an empty text."""
        return str(self.values.get(key, ""))

    def given(self, **fields: str) -> dict[str, Any]:
        """Return the values of columns under the names of the fields they fill, where there are any."""
        return {name: self.values[key] for name, key in fields.items() if key in self.values}


class RowFault(Exception):
    """A row cannot be brought in; the text says why, and names a column where one is at fault."""

    def __init__(self, reason: str, column: str = "") -> None:
        super().__init__(reason)
        self.column = column


class Draft:
    """The rows that a list adds and changes; the store is only read."""

    def __init__(self) -> None:
        self._new: dict[UUID, Row] = {}
        self._changed: dict[UUID, Row] = {}
        self._said_in: dict[tuple[UUID, str], int] = {}
        self._adds: Counter[str] = Counter()
        self._changes: Counter[str] = Counter()
        self._number = 0

    @property
    def new(self) -> tuple[Row, ...]:
        """The rows to add, in the order in which the list brought them."""
        return tuple(self._new.values())

    @property
    def changed(self) -> tuple[Row, ...]:
        """The rows to replace."""
        return tuple(self._changed.values())

    def start(self, number: int) -> None:
        """Begin with another row of the list."""
        self._number = number
        self._adds.clear()
        self._changes.clear()

    def planned(self, main: str) -> PlannedRow:
        """Say what the present row does; it is new when it adds its main record."""
        effect = Effect.UPDATE if self._adds or self._changes else Effect.UNCHANGED
        if self._adds[main]:
            effect = Effect.NEW
        adds, changes = sorted((+self._adds).items()), sorted((+self._changes).items())
        return PlannedRow(self._number, effect, tuple(adds), tuple(changes))

    def add(self, row: R) -> R:
        """Take a new row."""
        self._new[row.id] = row
        self._adds[row.table] += 1
        for field in dataclasses.fields(row):
            if getattr(row, field.name) not in (None, "", field.default):
                self._said_in[row.id, field.name] = self._number
        return row

    def change(self, row: R, **values: Any) -> R:
        """Take new values for a row, where they differ; another row of the list may not say otherwise."""
        now = self.now(row)
        differs = {name: value for name, value in values.items() if getattr(now, name) != value}
        for name, value in values.items():
            first = self._said_in.setdefault((row.id, name), self._number)
            if name in differs and first != self._number:
                if _reads_the_same(getattr(now, name), value):
                    del differs[name]
                    continue
                raise RowFault(f"says something else than row {first} ({name.replace('_', ' ')})")
        if not differs:
            return now
        after = replace(now, **differs)
        (self._new if row.id in self._new else self._changed)[row.id] = after
        self._changes[row.table] += 1
        return after

    def now(self, row: R) -> R:
        """Return a row as the list has it so far."""
        return cast("R", self._new.get(row.id) or self._changed.get(row.id) or row)


def _reads_the_same(one: object, other: object) -> bool:
    return isinstance(one, str) and isinstance(other, str) and words(one) == words(other)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a list does: to be shown, and to be done."""

    preview: Preview
    new: tuple[Row, ...]
    changed: tuple[Row, ...]


def make_plan(table: Table, kind: str, main: type[Row], take: Callable[[Draft, ListRow], None]) -> Plan:
    """Read a list row by row, giving each to `take`, and collect what comes of it and every fault."""
    layout = lay_out(table, load_columns(kind))
    draft, planned, faults = Draft(), list[PlannedRow](), list[str]()
    for row in _rows(layout, faults):
        draft.start(row.number)
        try:
            take(draft, row)
        except RowFault as fault:
            column = f", column {_header(layout, fault.column)}" if fault.column else ""
            faults.append(f"row {row.number}{column}: {fault}")
        else:
            planned.append(draft.planned(main.table))
    preview = Preview(
        name=table.name,
        columns=tuple((column.header, column.column.title) for column in layout.columns),
        unknown_columns=layout.unknown,
        notes=table.notes,
        rows=tuple(planned),
        faults=tuple(sorted(faults, key=_row_number)),
    )
    return Plan(preview, draft.new, draft.changed)


def carry_out(plan: Plan, work: UnitOfWork, command: Command) -> Outcome:
    """Write what a plan holds, or raise BadImport with every fault."""
    if plan.preview.faults:
        raise refusal(plan.preview.faults)
    work.add_all(plan.new)
    for row in plan.changed:
        work.put(row)
    return outcome_of(work, command)


def _rows(layout: Layout, faults: list[str]) -> Iterator[ListRow]:
    for row in layout.rows:
        values, found = _values(layout, row)
        faults += found
        if values and not found:
            yield ListRow(row.number, values)


def _values(layout: Layout, row: TableRow) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    faults: list[str] = []
    for column in layout.columns:
        if column.place >= len(row.cells):
            continue
        try:
            value = value_of(column.column, row.cells[column.place])
        except Unreadable as error:
            faults.append(f"row {row.number}, column {column.header}: {error}")
        else:
            if value is not None and value != ():
                values[column.key] = value
    return values, faults


def _header(layout: Layout, key: str) -> str:
    return next((column.header for column in layout.columns if column.key == key), key.replace("_", " "))


def _row_number(fault: str) -> int:
    return int(fault.split()[1].rstrip(":,"))
