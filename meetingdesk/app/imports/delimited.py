"""CSV and its relatives: which letters, which delimiter, and the rows."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from meetingdesk.app.imports.table import MOST_COLUMNS, TableRow, refusal

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
LONGEST_CELL = 100_000


def read_delimited(content: bytes) -> tuple[Iterator[TableRow], list[str]]:
    """Return the rows of a text file and how it was read."""
    text, notes = _decoded(content)
    delimiter, text, note = _delimiter(text)
    return _rows(text, delimiter), [*notes, note]


def _decoded(content: bytes) -> tuple[str, list[str]]:
    for mark, encoding, name in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), [f"Read as {name}."]
            except UnicodeDecodeError as error:
                raise refusal([f"The file is marked as {name}, and byte {error.start + 1} is not."]) from None
    if b"\0" in content[:4000]:
        # Text of this country in UTF-16 has a zero in every second byte, on the side of the higher half.
        encoding = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
        try:
            return content.decode(encoding), ["Read as UTF-16."]
        except UnicodeDecodeError:
            raise refusal(["The file is neither a workbook nor a text file."]) from None
    try:
        return content.decode("utf-8"), ["Read as UTF-8."]
    except UnicodeDecodeError:
        pass
    note = "Not UTF-8, so it was read as Windows-1252: look at names with accents before you bring it in."
    try:
        return content.decode("cp1252"), [note]
    except UnicodeDecodeError as error:
        place = error.start + 1
        raise refusal(
            [f"The file is neither UTF-8 nor Windows-1252 (byte {place}). Save it as UTF-8."]
        ) from None


def _delimiter(text: str) -> tuple[str, str, str]:
    """Return what stands between cells: what the first line says (sep=), or what cuts rows most evenly."""
    first, _, rest = text.partition("\n")
    declared = first.strip().lower()
    if declared.startswith("sep=") and len(declared) <= 5:
        delimiter = declared[4:] or "\t"
        if delimiter in DELIMITERS:
            # The line stays as an empty row, so that rows keep their numbers.
            return delimiter, "\n" + rest, f"Cells are parted by {DELIMITERS[delimiter]}, as the file says."
    # max() takes the first of equals, so a list of one column counts as parted by commas.
    best = max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))
    return best, text, f"Cells are parted by {DELIMITERS[best]}."


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    """Return how many of the first rows are equally wide, and how wide, if a delimiter cuts them."""
    rows = csv.reader(io.StringIO(text[:50_000], newline=""), delimiter=delimiter)
    widths: Counter[int] = Counter()
    try:
        for row in islice(rows, 40):
            if len(row) > 1 and any(cell.strip() for cell in row):
                widths[len(row)] += 1
    except csv.Error:
        return (0, 0)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _rows(text: str, delimiter: str) -> Iterator[TableRow]:
    csv.field_size_limit(LONGEST_CELL)
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            if len(cells) > MOST_COLUMNS and any(cell.strip() for cell in cells[MOST_COLUMNS:]):
                raise refusal([f"row {number}: has {len(cells)} columns; {MOST_COLUMNS} are the most."])
            yield TableRow(number, tuple(cell.strip() for cell in cells))
    except csv.Error:
        raise refusal(
            [f"row {number + 1}: a cell is longer than {LONGEST_CELL:,} characters; is a quote missing?"]
        ) from None
