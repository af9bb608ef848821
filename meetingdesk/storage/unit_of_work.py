"""One conversation with the store that changes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Self, TypeVar
from uuid import UUID

from sqlalchemy import Delete, Engine, Update, bindparam, delete, insert, update

from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.domain.model import ROWS
from meetingdesk.domain.once import once
from meetingdesk.domain.rights import deeds_that_write, widens
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import ONE_OF_SEVERAL, Limit, Row
from meetingdesk.domain.shapes import field_names, has_visibility, shape_of
from meetingdesk.domain.text import gate
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import NotAllowed, StaleRecord
from meetingdesk.storage.changes import Change
from meetingdesk.storage.history import DeedDone, Head, add_link, read_head
from meetingdesk.storage.problems import explained
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.search import index_new, index_row
from meetingdesk.storage.tables import TABLES

R = TypeVar("R", bound=Row)

ZONE = "Europe/London"
"""The zone in which meetings of this country say the time; instants themselves are kept in UTC."""


class UnitOfWork(Reading):
    """Everything done inside one is saved together, or not at all.

    Nothing is saved without commit(). It carries the person at the desk and the deed they are doing;
    a row that this deed does not write is refused. A reason that was asked for goes with the deed.
    """

    def __init__(self, engine: Engine, desk: AtDesk, deed: Deed) -> None:
        desk.require(deed)
        super().__init__(engine, desk)
        self.deed = deed
        self.reason = ""
        self._changes: list[Change] = []
        self._last_read: dict[UUID, Row] = {}

    def __enter__(self) -> Self:
        super().__enter__()
        try:
            with explained():
                # Read first: on SQLite this takes the write lock and shows where our own history starts.
                self._head: Head = read_head(self.connection)
        except BaseException:
            self.connection.close()
            raise
        return self

    def look_up(self, kind: type[R], key: UUID) -> R | None:
        """Return a row if it is there and may be seen, remembering it for a change that follows."""
        found = super().look_up(kind, key)
        if found is not None:
            self._last_read[key] = found
        return found

    @property
    def changes(self) -> tuple[Change, ...]:
        """What has been done so far, in order."""
        return tuple(self._changes)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Do something that may be refused: if it is, only that is taken back and the work goes on."""
        done = len(self._changes)
        with explained():
            point = self.connection.begin_nested()
        try:
            yield
        except BaseException:
            point.rollback()
            del self._changes[done:]
            raise
        point.commit()

    def add(self, row: R) -> R:
        """Add a new row and return it as it was stored."""
        return self.add_all((row,))[0]

    def add_all(self, rows: Iterable[R]) -> tuple[R, ...]:
        """Add new rows, many at a time where they are of one kind."""
        stored = tuple(gated(row) for row in rows)
        for kind, batch in _by_kind(stored):
            self._check_writes(kind)
            self._check_seen_afterwards(batch)
            with explained():
                self.connection.execute(insert(TABLES[kind]), [_values(row) for row in batch])
                index_new(self.connection, batch)
            self._changes += [Change(kind, row.id, None, row) for row in batch]
        return stored

    def put(self, row: R) -> R:
        """Replace a row that was read before; refuse if somebody else was quicker."""
        before = self._as_read(row)
        after = gated(row)
        if after == before:
            return before
        if has_visibility(type(row)) and self.deed is not Deed.WIDEN:
            self._check_not_wider(before, after)
        return self._replace(before, after)

    def restore(self, row: R) -> R:
        """Replace a row by an earlier state of itself; what was narrowed by mistake may widen again."""
        return self._replace(self._as_read(row), gated(row))

    def remove(self, row: Row) -> None:
        """Remove a row that was read before; its parts must have gone first."""
        kind = type(row)
        self._check_writes(kind)
        before = self.get(kind, row.id)
        with explained():
            index_row(self.connection, before, None)
            gone = self.connection.execute(_remove(kind), {"row_id_now": row.id, "version_now": row.version})
        self._check_was_there(gone.rowcount)
        self._changes.append(Change(kind, row.id, before, None))
        self._last_read.pop(row.id, None)

    def commit(self, label: str, *, kind: str = "", subject_id: UUID | None = None) -> None:
        """Save the work done so far, with its link in the chain and the reason given for it."""
        done = DeedDone(
            at=datetime.now(UTC),
            zone=ZONE,
            staff_id=self.desk.staff_id,
            device=self.desk.device,
            kind=kind or self.deed.value,
            label=label,
            subject_id=subject_id,
            reason=gate(self.reason, Limit(20_000), "The reason"),
        )
        with explained():
            add_link(self.connection, self._head, done)
            try:
                self.connection.commit()
            except BaseException:
                # A refused commit leaves the transaction open, and the next unit of work would find it.
                self.connection.rollback()
                raise
        self._changes.clear()

    def _as_read(self, row: R) -> R:
        # Most commands have just read the row they change; the version check still has the last word.
        known = self._last_read.get(row.id)
        return known if isinstance(known, type(row)) else self.get(type(row), row.id)

    def _replace(self, before: R, after: R) -> R:
        kind = type(after)
        self._check_writes(kind)
        self._check_seen_afterwards((after,))
        stored = replace(after, version=after.version + 1)
        with explained():
            values = {
                f"new_{name}": value
                for name in field_names(kind)
                if (value := getattr(stored, name)) != getattr(before, name)
            }
            statement = _put(kind, tuple(values))
            done = self.connection.execute(
                statement, {**values, "row_id_now": after.id, "version_now": after.version}
            )
        self._check_was_there(done.rowcount)
        with explained():
            index_row(self.connection, before, stored)
        self._changes.append(Change(kind, after.id, before, stored))
        self._last_read[after.id] = stored
        return stored

    def _check_writes(self, kind: type[Row]) -> None:
        if self.deed not in deeds_that_write(kind):
            raise NotAllowed(
                f"Who may {self.deed.label} may not change this ({kind.table.replace('_', ' ')}).",
                hint="Ask somebody whose role includes it.",
            )

    def _check_seen_afterwards(self, rows: Iterable[Row]) -> None:
        # Nobody files words where they could not find them again; the team database refuses it likewise.
        for row in rows:
            wanted = getattr(row, "visibility", Visibility.V0)
            own = wanted is Visibility.V5 and getattr(row, "author_id", None) == self.desk.staff_id
            if has_visibility(type(row)) and wanted not in self.desk.sees and not own:
                raise NotAllowed(
                    f"Your role does not see what is marked {wanted.label.lower()}, so it cannot mark it so.",
                    hint="Ask the chair to record it.",
                )

    def _check_not_wider(self, before: Any, after: Any) -> None:
        if widens(before.visibility, after.visibility):
            raise NotAllowed(
                "More people could read this afterwards, and that needs a person who may widen and a reason.",
                hint="Ask the chair to widen it.",
            )

    def _check_was_there(self, count: int) -> None:
        if count != 1:
            raise StaleRecord(
                "Somebody else changed this in the meantime.",
                hint="Look at their change, then make yours again.",
            )


def gated(row: R) -> R:
    """Return a row with every text as it may be stored."""
    changed: dict[str, Any] = {}
    for name, limit, several in _texts(type(row)):
        value = getattr(row, name)
        if not value:
            continue
        where = f"The {name.replace('_', ' ')}"
        stored = (
            tuple(gate(part, ONE_OF_SEVERAL, where) for part in value)
            if several
            else gate(value, limit, where)
        )
        if stored != value:
            changed[name] = stored
    return replace(row, **changed) if changed else row


PLACE = {kind: place for place, kind in enumerate(ROWS)}


@once
def _texts(kind: type[Row]) -> tuple[tuple[str, Limit | None, bool], ...]:
    return tuple((shape.name, shape.limit, shape.several) for shape in shape_of(kind) if shape.kind is str)


@once
def _put(kind: type[Row], new_values: tuple[str, ...]) -> Update:
    table = TABLES[kind]
    return (
        update(table)
        .where(table.c.id == bindparam("row_id_now"), table.c.version == bindparam("version_now"))
        .values({name.removeprefix("new_"): bindparam(name) for name in new_values})
    )


@once
def _remove(kind: type[Row]) -> Delete:
    table = TABLES[kind]
    return delete(table).where(
        table.c.id == bindparam("row_id_now"), table.c.version == bindparam("version_now")
    )


def _values(row: Row) -> dict[str, Any]:
    return {shape.name: getattr(row, shape.name) for shape in shape_of(type(row))}


def _by_kind(rows: Iterable[R]) -> Iterable[tuple[type[R], list[R]]]:
    """Return rows by kind, each kind after those it points to.

    A row that comes before what it points to makes SQLite read whole tables for every row added until
    that is there.
    """
    batches: dict[type[R], list[R]] = {}
    for row in rows:
        batches.setdefault(type(row), []).append(row)
    return sorted(batches.items(), key=lambda batch: PLACE[batch[0]])
