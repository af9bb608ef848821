"""Texts in a CSV file, each with what stands beside it: read whole, or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from meetingdesk.errors import BadImport

TEXT = "text"
DELIMITERS = ",;\t"
LONGEST_TEXT = 100_000
_HINT = "Save it as CSV in UTF-8, with the names of the columns in its first line."


@dataclass(frozen=True, slots=True)
class ListedText:
    """A text with the line of its file, and the cells of the other columns that were asked for."""

    line: int
    text: str
    beside: Mapping[str, str]


def listed_texts(content: bytes, beside: Collection[str] = (), thing: str = "text") -> tuple[ListedText, ...]:
    """Return the texts of a CSV file in their order; a column that is missing is empty throughout."""
    rows = _rows(_decoded(content, thing), thing)
    line, header = next(rows, (1, []))
    columns = {name.strip().casefold(): place for place, name in reversed(list(enumerate(header)))}
    if TEXT not in columns:
        raise _faulty([f"line {line}: there is no column named {TEXT}."], _HINT, thing)
    faults, listed = [], []
    for line, cells in rows:
        if len(cells) > len(header):
            faults.append(f"line {line}: has {len(cells)} cells, and the first line {len(header)}.")
            continue
        held = {name: _cell(cells, columns.get(name)) for name in beside}
        listed.append(ListedText(line, _cell(cells, columns[TEXT]), held))
    if faults:
        raise _faulty(faults, "Put each text between quotation marks.", thing)
    return tuple(listed)


def _cell(cells: list[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


def _rows(text: str, thing: str) -> Iterator[tuple[int, list[str]]]:
    """Return the rows that are not blank, each with the line on which it begins."""
    csv.field_size_limit(LONGEST_TEXT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        if "limit" in str(error):
            wrong = f"a text is longer than {LONGEST_TEXT:,} characters; is a quotation mark missing?"
        else:
            wrong = "a quotation mark is missing, or stands where none belongs."
        raise _faulty([f"line {line}: {wrong}"], _HINT, thing) from None


def _delimiter(text: str) -> str:
    """Return what parts the names of the columns; a list of texts alone has nothing to part."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    names = {mark: [name.strip(' "').casefold() for name in first.split(mark)] for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: (TEXT in names[mark], len(names[mark])))


def _decoded(content: bytes, thing: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _faulty([f"line {line}: this is no text in UTF-8."], _HINT, thing) from None


def _faulty(faults: Iterable[str], hint: str, thing: str) -> BadImport:
    found = tuple(faults)
    count = "one fault" if len(found) == 1 else f"{len(found):,} faults"
    return BadImport(f"The file has {count}, so no {thing} was checked.", faults=found, hint=hint)
