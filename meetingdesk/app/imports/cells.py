"""What one cell says, read as its column needs it."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from meetingdesk.app.imports.columns import CellKind, Column, plain_name
from meetingdesk.app.imports.table import Cell
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.plain import Unreadable
from meetingdesk.domain.rows import Limit
from meetingdesk.domain.text import fold, gate
from meetingdesk.errors import BadText

LINE = Limit(300, one_line=True)
TEXT = Limit(20_000)

ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})

YES = frozenset({"y", "yes", "true", "1", "x", "ja", "t", "ie", "ydy", "oes"})
NO = frozenset({"n", "no", "false", "0", "f", "na", "nac"})
NOT_KNOWN = frozenset({"unknown", "notknown", "nk", "dontknow", "notsaid"})

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"),
        1,
    )
    for name in names.split()
}  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]0{1,2}:00(?::00(?:\.0+)?)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4})(?: 0{1,2}:00(?::00)?)?")
_NAMED = re.compile(r"(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[ \-]([a-z]{3,9})\.?,?[ \-](\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}[/.\- ](?:\d{1,2}|[a-z]{3,9})[/.\- ]\d{2}")


def value_of(column: Column, cell: Cell) -> Any:
    """Return what a cell says, None where it is empty, or raise Unreadable with the reason."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        if cell in ERRORS:
            raise Unreadable(f"holds the error {cell} of a formula")
        if not cell.strip():
            return None
    match column.kind:
        case CellKind.DATE:
            return _date(cell)
        case CellKind.NUMBER:
            return _number(cell)
        case CellKind.YES_NO:
            return _yes_no(cell)
        case CellKind.TICK:
            return _tick(cell)
        case CellKind.CHOICE:
            return _choice(column, cell)
        case CellKind.WORDS:
            return _words(column, _plain(cell))
        case CellKind.TEXT:
            return _text(_plain(cell), TEXT) or None
        case CellKind.LINE:
            return _text(_plain(cell), LINE) or None


def date_of(text: str) -> date:
    """Return a date as people in this country write it: 20/11/2026, 2026-11-20, 20 Nov 2026."""
    written = " ".join(fold(text).split())
    if match := _ISO.fullmatch(written):
        return _real(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(written):
        return _real(int(match[4]), int(match[3]), int(match[1]))
    if (match := _NAMED.fullmatch(written)) and match[2] in _MONTHS:
        return _real(int(match[3]), _MONTHS[match[2]], int(match[1]))
    if _SHORT_YEAR.fullmatch(written):
        raise Unreadable("must have a year of four digits, such as 20/11/2026")
    raise Unreadable("must be a date such as 20/11/2026, 2026-11-20 or 20 Nov 2026")


def _real(year: int, month: int, day: int) -> date:
    if month > 12:
        raise Unreadable("must have the day first, then the month, such as 20/11/2026")
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable("is a day that no calendar has") from None


def _date(cell: Cell) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    as_date = getattr(cell, "as_date", None)
    if isinstance(as_date, datetime):
        return as_date.date()
    return date_of(_plain(cell))


def _number(cell: Cell) -> int:
    if isinstance(cell, int) and not isinstance(cell, bool):
        number = int(cell)
    else:
        written = _plain(cell)
        if not re.fullmatch(r"[0-9]{1,9}", written):
            raise Unreadable("must be a whole number")
        number = int(written)
    if not 0 <= number < 2**31:
        raise Unreadable("must be a whole number, not below zero")
    return number


def _yes_no(cell: Cell) -> YesNo:
    word = plain_name(_plain(cell))
    if word in YES:
        return YesNo.YES
    if word in NO:
        return YesNo.NO
    if word in NOT_KNOWN or not word:
        return YesNo.UNKNOWN
    raise Unreadable("must be yes, no or unknown")


def _tick(cell: Cell) -> bool:
    answer = YesNo.YES if _plain(cell) in {"✓", "✔", "☑"} else _yes_no(cell)
    if answer is YesNo.UNKNOWN:
        raise Unreadable("must be yes or no")
    return answer is YesNo.YES


def _choice(column: Column, cell: Cell) -> str:
    word = plain_name(_plain(cell))
    for known, meaning in column.words.items():
        if word in (plain_name(known), plain_name(meaning)):
            return meaning
    raise Unreadable(f"must be one of {', '.join(column.words)}")


def _words(column: Column, text: str) -> tuple[str, ...]:
    known = {plain_name(word): meaning for word, meaning in column.words.items()}
    parts = [_text(part, LINE) for part in re.split(r"[;,\n]", text)]
    return tuple(known.get(plain_name(part), part) for part in parts if part)


def _plain(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell).strip()


def _text(text: str, limit: Limit) -> str:
    try:
        return gate(text, limit, "the text").strip()
    except BadText as error:
        raise Unreadable(str(error).rstrip(".")) from None
