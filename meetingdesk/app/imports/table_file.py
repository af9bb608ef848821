"""A list as rows of cells, whether it came as CSV or as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from meetingdesk.errors import BadImport

Cell = str | int | float | bool | date | time | datetime | None

MOST_BYTES = 64 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 200

WORKBOOK = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


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


def read_table_file(path: Path) -> Table:
    """Read a list from a file."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large()
        content = path.read_bytes()
    except OSError as error:
        raise refusal([f"The file cannot be read: {error.strerror}."]) from None
    return read_table(content, path.name)


def read_table(content: bytes, name: str) -> Table:
    """Read a list from the content of a file; what kind of file it is, the content says."""
    from meetingdesk.app.imports.delimited import read_delimited
    from meetingdesk.app.imports.workbook import read_workbook

    if len(content) > MOST_BYTES:
        raise _too_large()
    if content.startswith(OLD_WORKBOOK):
        raise refusal(
            ["This workbook is old, or has a password. Save it as .xlsx without a password, or as CSV."]
        )
    rows, notes = read_workbook(content) if content.startswith(WORKBOOK) else read_delimited(content)
    return Table(name, bounded(rows), tuple(notes))


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


def _too_large() -> BadImport:
    return refusal([f"The file is larger than {MOST_BYTES // 1024 // 1024} MB."])


def _without_empty_end(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    length = len(cells)
    while length and (cells[length - 1] is None or cells[length - 1] == ""):
        length -= 1
    return cells[:length]
