"""Workbooks (XLSX): checked as an archive before any of it is read, and read as plain values only."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Any, Self
from xml.parsers import expat

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import InvalidFileException

from meetingdesk.app.imports.table import MOST_COLUMNS, MOST_ROWS, Cell, TableRow, refusal
from meetingdesk.errors import BadImport

MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 100
SMALL = 100 * 1024
"""Below this size the ratio says nothing: an empty sheet compresses very well, too."""

LOOKS_LIKE_XML = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

MOST_EMPTY = 2_000
"""Empty rows in a row after which nothing more is expected; styled sheets go on for a million."""


def read_workbook(content: bytes) -> tuple[Iterator[TableRow], list[str]]:
    """Return the rows of the first visible sheet that holds anything, and which sheet it was."""
    _check_archive(content)
    if not openpyxl.DEFUSEDXML:
        raise AssertionError("openpyxl must read XML through defusedxml")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of what it leaves out: styles, validation, drawings
            return _first_sheet(content)
    except BadImport:
        raise
    except DefusedXmlException:
        raise _hostile() from None
    except (InvalidFileException, zipfile.BadZipFile, *_BROKEN):
        # What openpyxl raises for a broken part depends on the part, so the net is wide here.
        raise _broken() from None


_BROKEN = (
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    SyntaxError,
    OSError,
    EOFError,
    OverflowError,
)


def _first_sheet(content: bytes) -> tuple[Iterator[TableRow], list[str]]:
    book: Any = openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False, keep_vba=False
    )
    try:
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in visible:
            rows = list(islice(_rows(sheet, book.epoch), MOST_ROWS + 2))
            if rows:
                notes = [f"Read from the sheet “{sheet.title}”."]
                if len(book.worksheets) > 1:
                    notes.append(f"The workbook has {len(book.worksheets)} sheets; the others were not read.")
                return iter(rows), notes
    finally:
        book.close()
    return iter(()), []


def _rows(sheet: Any, epoch: Any) -> Iterator[TableRow]:
    sheet.reset_dimensions()  # what the file says about its own size may be wrong
    empty = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = tuple(_value(cell, epoch) for cell in row[: MOST_COLUMNS + 1])
        if any(cell is not None and cell != "" for cell in cells):
            empty = 0
            yield TableRow(number, cells)
        else:
            empty += 1
            if empty > MOST_EMPTY:
                return


def _value(cell: Any, epoch: Any) -> Cell:
    value = cell.value
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 10_000 <= value <= 99_999:
        return ExcelNumber(value, epoch)
    return value if value is None or isinstance(value, Cell) else str(value)


class ExcelNumber(int):
    """A number that is a date if its column holds dates: Excel keeps dates as days since its epoch."""

    def __new__(cls, value: int, epoch: Any) -> Self:
        """Remember the epoch of the workbook, which is 1900 or 1904."""
        made = super().__new__(cls, value)
        made.as_date = from_excel(value, epoch)
        return made

    as_date: Any


def _check_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise refusal([f"The workbook holds {len(entries):,} parts; {MOST_ENTRIES:,} are the most."])
            if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                most = MOST_UNPACKED // 1024 // 1024
                raise refusal([f"The workbook unpacks to more than {most} MB."])
            for entry in entries:
                if entry.flag_bits & 0x1:
                    raise refusal(["The workbook is encrypted. Save it without a password."])
                if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
                    raise refusal(["The workbook is packed in a way that no spreadsheet program does."])
            for entry in entries:
                _check_prologue(archive, entry)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, zlib.error):
        raise _broken() from None


def _check_prologue(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse a document type before anything is read: no workbook has one, and every XML attack does."""
    parser = expat.ParserCreate()
    state = {"root": False}

    def doctype(*_: object) -> None:
        raise _hostile()

    def root(*_: object) -> None:
        state["root"] = True

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = root
    try:
        with archive.open(entry) as part:
            piece = part.read(4096)
            if not piece.startswith(LOOKS_LIKE_XML):
                return
            while piece and not state["root"]:
                parser.Parse(piece, False)
                piece = part.read(4096)
    except expat.ExpatError:
        raise _broken() from None


def _hostile() -> BadImport:
    return refusal(
        ["The workbook declares a document type or entities, which no spreadsheet program writes."]
    )


def _broken() -> BadImport:
    return refusal(
        ["The workbook is damaged, or is no workbook. Open it, save it as .xlsx again, or as CSV."]
    )
