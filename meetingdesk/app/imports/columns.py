"""Which column of a list holds what: matched by name, with the other names that people use for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from meetingdesk.app.imports.table import Cell, Table, TableRow, refusal
from meetingdesk.domain.definitions import load_file
from meetingdesk.domain.text import words
from meetingdesk.resources import resource

HEADER_WITHIN = 10
"""A list may open with its title; the names of the columns stand in one of the first rows."""

NUMBER = "{n}"
MOST_NUMBERED = 20


class CellKind(StrEnum):
    """What the cells of a column hold."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes_no"
    TICK = "tick"
    CHOICE = "choice"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is known; `{n}` in its names stands for a number, as in "Child 2 name"."""

    key: str
    title: str
    kind: CellKind = CellKind.LINE
    also: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnFile:
    """The columns that one sort of list may have."""

    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column of a list that is known: where it stands, and which one it is."""

    place: int
    header: str
    key: str
    column: Column


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a list and its rows below them."""

    columns: tuple[FoundColumn, ...]
    unknown: tuple[str, ...]
    rows: tuple[TableRow, ...]


def load_columns(kind: str, local: Path | None = None) -> tuple[Column, ...]:
    """Return the columns of a sort of list; a local file replaces the shipped one."""
    return load_file(ColumnFile, resource("imports", f"{kind}.toml"), local).columns


def lay_out(table: Table, known: tuple[Column, ...]) -> Layout:
    """Find the row that names the columns, and what each of them is."""
    best: tuple[int, TableRow | None] = (0, None)
    for row in table.rows[:HEADER_WITHIN]:
        count = sum(_recognised(cell, known) is not None for cell in row.cells)
        if count > best[0]:
            best = (count, row)
    header = best[1]
    if header is None:
        titles = ", ".join(column.title for column in known[:8])
        raise refusal([f"No column is known. The first rows must hold names of columns, such as {titles}."])
    return _layout(header, table, known)


def _layout(header: TableRow, table: Table, known: tuple[Column, ...]) -> Layout:
    found: dict[str, FoundColumn] = {}
    unknown: list[str] = []
    faults: list[str] = []
    for place, cell in enumerate(header.cells):
        title = "" if cell is None else str(cell)
        recognised = _recognised(cell, known)
        if recognised is None:
            if title:
                unknown.append(title[:80])
            continue
        key, column = recognised
        if key in found:
            first = found[key].header
            faults.append(f"columns {first} and {title}: both are taken for {column.title}; rename one")
        found[key] = FoundColumn(place, title, key, column)
    if faults:
        raise refusal(faults)
    rows = tuple(row for row in table.rows if row.number > header.number)
    return Layout(tuple(found.values()), tuple(unknown), rows)


def _recognised(cell: Cell, known: tuple[Column, ...]) -> tuple[str, Column] | None:
    if not isinstance(cell, str):
        return None
    name = plain_name(cell)
    if not name:
        return None
    for column in known:
        for title in (column.key, column.title, *column.also):
            number = _matches(name, title)
            if number is not None:
                return column.key.replace(NUMBER, number), column
    return None


def _matches(name: str, title: str) -> str | None:
    """Return the number in a name that matches, or an empty text where the title has none."""
    if NUMBER not in title:
        return "" if plain_name(title) == name else None
    before, _, after = title.partition(NUMBER)
    match = re.fullmatch(f"{re.escape(plain_name(before))}([0-9]{{1,2}}){re.escape(plain_name(after))}", name)
    return str(int(match[1])) if match and 1 <= int(match[1]) <= MOST_NUMBERED else None


def plain_name(title: str) -> str:
    """Return a name of a column without case, accents, spaces, underscores and marks."""
    return "".join(words(title))
