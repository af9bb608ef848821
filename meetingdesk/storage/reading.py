"""Reading rows: frozen values of what the person at the desk may see, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Executable,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
)

from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.domain.once import once
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import field_names, has_visibility, owner_of
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import StaleRecord
from meetingdesk.storage.problems import explained
from meetingdesk.storage.search import LAST, Hit, search
from meetingdesk.storage.tables import TABLES

R = TypeVar("R", bound=Row)


class Reading:
    """A look into the store that sees one moment of it.

    Rows that the person at the desk may not see are not there, whatever is asked.
    """

    def __init__(self, engine: Engine, desk: AtDesk) -> None:
        self.desk = desk
        self._engine = engine

    def __enter__(self) -> Self:
        with explained():
            self.connection: Connection = self._engine.connect()
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.connection.close()  # rolls back whatever was not committed

    def for_checking(self) -> Reading:
        """Return a look at the same moment that sees what this person may not, but for others' own notes.

        It is for finding out whether a copy holds what its reader may not have; nothing of it is ever
        shown. The server of a team gives nobody more than they may see, whatever is asked.
        """
        every = frozenset(one for one in Visibility if one is not Visibility.V5)
        other = Reading(self._engine, replace(self.desk, sees=self.desk.sees | every))
        other.connection = self.connection
        return other

    def get(self, kind: type[R], key: UUID) -> R:
        """Return a row that the person could see a moment ago."""
        found = self.look_up(kind, key)
        if found is None:
            raise StaleRecord("It was removed in the meantime.", hint="Refresh the list.")
        return found

    def look_up(self, kind: type[R], key: UUID) -> R | None:
        """Return a row if it is there and may be seen."""
        with explained():
            found = self.connection.execute(*_by_id(kind, self.desk, key)).first()
        return None if found is None else maker(kind)(found)

    def find(
        self,
        kind: type[R],
        /,
        *where: ColumnElement[bool],
        order: Sequence[Any] = (),
        limit: int | None = None,
        **equal: Any,
    ) -> tuple[R, ...]:
        """Return the rows for which all conditions hold, in the order asked, else oldest first."""
        table = TABLES[kind]
        query = select(table).where(*where, *_equal(kind, equal)).order_by(*order, table.c.id)
        if limit is not None:
            query = query.limit(limit)
        with explained():
            found = self.connection.execute(self._visible(kind, query)).all()
        return tuple(map(maker(kind), found))

    def count(self, kind: type[Row], /, *where: ColumnElement[bool], **equal: Any) -> int:
        """Return how many rows there are for which all conditions hold."""
        query = select(func.count()).select_from(TABLES[kind]).where(*where, *_equal(kind, equal))
        with explained():
            return int(self.connection.execute(self._visible(kind, query)).scalar_one())

    def rows(self, query: Executable) -> list[Any]:
        """Return what a query of the caller's own finds; the caller answers for what it shows."""
        with explained():
            return list(self.connection.execute(query).all())

    def search(
        self,
        typed: str,
        *,
        most: int = 50,
        before: int = LAST,
        ranked: bool = False,
        meeting_id: UUID | None = None,
        family_id: UUID | None = None,
    ) -> tuple[Hit, ...]:
        """Return the rows that hold every word typed, newest first unless ranking is asked for."""
        with explained():
            return search(
                self.connection,
                self.desk,
                typed,
                most=most,
                before=before,
                ranked=ranked,
                meeting_id=meeting_id,
                family_id=family_id,
            )

    def _visible(self, kind: type[Row], query: Select[Any]) -> Select[Any]:
        condition = visible(kind, self.desk)
        return query if condition is None else query.where(condition)


def visible(kind: type[Row], desk: AtDesk) -> ColumnElement[bool] | None:
    """Return the condition under which this person sees a row of a kind, or None where all see it."""
    table = TABLES[kind]
    conditions: list[ColumnElement[bool]] = []
    if has_visibility(kind):
        seen = table.c.visibility.in_(sorted(desk.sees))
        if "author_id" in field_names(kind):
            own = and_(table.c.visibility == Visibility.V5, table.c.author_id == desk.staff_id)
            conditions.append(or_(seen, own))
        else:
            conditions.append(seen)
    owner = owner_of(kind)
    if owner is not None and kind.inside is not None:
        of_owner = visible(owner, desk)
        if of_owner is not None:
            owned = TABLES[owner]
            conditions.append(exists().where(owned.c.id == table.c[kind.inside], of_owner))
    return and_(*conditions) if conditions else None


@once
def maker(kind: type[R]) -> Callable[[Any], R]:
    """Return the quickest way from a result to a row: straight into its slots, as its own __init__ does."""
    setters = [getattr(kind, name).__set__ for name in field_names(kind)]

    def make(values: Any) -> R:
        row = object.__new__(kind)
        for put, value in zip(setters, values, strict=True):
            put(row, value)
        return row

    return make


@once
def _statement_by_id(kind: type[Row], desk: AtDesk) -> Select[Any]:
    table = TABLES[kind]
    query = select(table).where(table.c.id == bindparam("key"))
    condition = visible(kind, desk)
    return query if condition is None else query.where(condition)


def _by_id(kind: type[Row], desk: AtDesk, key: UUID) -> tuple[Select[Any], dict[str, Any]]:
    return _statement_by_id(kind, desk), {"key": key}


def _equal(kind: type[Row], equal: dict[str, Any]) -> list[ColumnElement[bool]]:
    columns = TABLES[kind].c
    return [
        columns[name].in_(value)
        if isinstance(value, list | tuple | set | frozenset)
        else columns[name].is_(None)
        if value is None
        else columns[name] == value
        for name, value in equal.items()
    ]
