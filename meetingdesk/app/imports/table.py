"""A list as rows of cells, wherever it came from, and how large it may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from meetingdesk.errors import BadImport

Cell = str | int | float | bool | date | time | datetime | None

MOST_ROWS = 20_000
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row that is not empty, with the number that a spreadsheet shows beside it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list, and what was decided in order to read it."""

    name: str
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...] = ()


def bounded(rows: Iterable[TableRow]) -> tuple[TableRow, ...]:
    """Return the rows that hold something, or raise where there are more than a list may have."""
    kept: list[TableRow] = []
    for row in rows:
        cells = _without_empty_end(row.cells)
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise refusal([f"row {row.number}: has {len(cells)} columns; {MOST_COLUMNS} are the most."])
        if len(kept) >= MOST_ROWS:
            raise refusal([f"The list has more than {MOST_ROWS:,} rows; split it into several."])
        kept.append(TableRow(row.number, cells))
    if not kept:
        raise refusal(["The list is empty."])
    return tuple(kept)


def refusal(faults: Iterable[str]) -> BadImport:
    """Return the error for a list that cannot be brought in."""
    found = tuple(faults)
    count = "one fault" if len(found) == 1 else f"{len(found):,} faults"
    return BadImport(
        f"The list has {count}, so nothing was changed.",
        faults=found,
        hint="Correct each in the list, then bring it in again.",
    )


def _without_empty_end(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    length = len(cells)
    while length and (cells[length - 1] is None or cells[length - 1] == ""):
        length -= 1
    return cells[:length]
