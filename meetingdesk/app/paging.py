"""Lists a page at a time, sorted by the database, so that ten thousand meetings open like ten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_

T = TypeVar("T")

PAGE = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a page ended: the value it was sorted by, and the row."""

    value: Any
    key: UUID


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some lines of a list, and where the next page goes on; None where this was the last."""

    lines: tuple[T, ...]
    next: Mark | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants of a list: words that must be found, how to sort, and from where."""

    typed: str = ""
    sort: str = ""
    descending: bool = True
    after: Mark | None = None
    most: int = PAGE


def one_page(
    query: Select[Any], by: ColumnElement[Any], key: ColumnElement[UUID], asked: Asked
) -> Select[Any]:
    """Return the query for a page, rows without a value last, and one row more to see if there is another."""
    if asked.after is not None:
        query = query.where(_after(by, key, asked.after, descending=asked.descending))
    order = (by.desc().nulls_last(), key.desc()) if asked.descending else (by.asc().nulls_last(), key.asc())
    return query.order_by(*order).limit(asked.most + 1)


def _after(
    by: ColumnElement[Any], key: ColumnElement[UUID], mark: Mark, *, descending: bool
) -> ColumnElement[bool]:
    further = key < mark.key if descending else key > mark.key
    if mark.value is None:
        return and_(by.is_(None), further)
    beyond = by < mark.value if descending else by > mark.value
    return or_(beyond, and_(by == mark.value, further), by.is_(None))
