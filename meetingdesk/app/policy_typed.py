"""Policy values in words, and what somebody typed as the value it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from meetingdesk.app.policy_subjects import Subject, ValueKind
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.policy import Unit
from meetingdesk.domain.text import fold, gate, in_short
from meetingdesk.errors import MeetingDeskError

LONGEST = 300
NOT_SAID = "as the meeting type says"
UNIT_WORDS: Mapping[Unit, tuple[str, str]] = {
    Unit.WORKING_DAYS: ("working day", "working days"),
    Unit.DAYS: ("day", "days"),
    Unit.WEEKS: ("week", "weeks"),
    Unit.MONTHS: ("month", "months"),
    Unit.HOURS: ("hour", "hours"),
    Unit.GESTATION: ("week of pregnancy", "weeks of pregnancy"),
}
MOST: Mapping[Unit, int] = {
    Unit.WORKING_DAYS: 400,
    Unit.DAYS: 1000,
    Unit.WEEKS: 200,
    Unit.MONTHS: 120,
    Unit.HOURS: 1000,
    Unit.GESTATION: 42,
}
_SHORT = {
    "wd": Unit.WORKING_DAYS,
    "d": Unit.DAYS,
    "w": Unit.WEEKS,
    "wk": Unit.WEEKS,
    "wks": Unit.WEEKS,
    "m": Unit.MONTHS,
    "calendar days": Unit.DAYS,
    "calendar months": Unit.MONTHS,
    "h": Unit.HOURS,
    "hrs": Unit.HOURS,
    "weeks pregnant": Unit.GESTATION,
}
_UNITS = _SHORT | {word: unit for unit, both in UNIT_WORDS.items() for word in both}
_AMOUNT = re.compile(r"(\d{1,6})\s*([a-z][a-z ]*)")
_DAYS = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d/%m/%y", "%d %b %Y", "%d %B %Y", "%a %d %b %Y")

_LONGEST_SHOWN = 40


def say_value(subject: Subject, value: Any) -> str:
    """Return a value of a file in words, as it may be typed again; nothing for one that is left out."""
    if value is None or value == "":
        return ""
    match subject.kind:
        case ValueKind.TIMESCALE:
            return say_amount(Unit(value["unit"]), value["count"])
        case ValueKind.YES_NO:
            return "yes" if value else "no"
        case ValueKind.NUMBER:
            return f"{value} {_counted(subject.unit, value)}".strip()
        case ValueKind.NUMBERS:
            return f"{', '.join(map(str, value))} {subject.unit if value else ''}".strip()
        case ValueKind.KEYS | ValueKind.WORDS:
            return ", ".join(map(str, value)) or "none"
        case ValueKind.CHOICE:
            return dict(subject.choices).get(value, str(value))
        case ValueKind.DAY:
            return say_day(value)
        case _:
            return str(value)


def say_amount(unit: Unit, count: int) -> str:
    """Return a length of time in words: 15 working days."""
    one, several = UNIT_WORDS[unit]
    return f"{count} {one if count == 1 else several}"


def hint_for(subject: Subject) -> str:
    """Say what may be typed for a value."""
    empty = f" Empty: {NOT_SAID}." if subject.optional and subject.where[0] == "quorum" else ""
    match subject.kind:
        case ValueKind.TIMESCALE:
            return "A number with working days, days, weeks, months, hours or weeks of pregnancy."
        case ValueKind.NUMBER:
            unit = f" of {subject.unit}" if subject.unit else ""
            return f"A number{unit} from {subject.least} to {subject.most}.{empty}"
        case ValueKind.NUMBERS:
            return "Numbers with commas between them, such as 15, 18, 24."
        case ValueKind.WORDS:
            return "Words with commas between them."
        case ValueKind.KEYS:
            return f"Any of {', '.join(key for key, _ in subject.choices)}; or none.{empty}"
        case ValueKind.DAY:
            return "A day such as 20/11/2026."
        case _:
            return f"One line of text.{empty}"


def read_value(subject: Subject, typed: str) -> Any:
    """Return what was typed as the file holds it, None for left out; or raise with its place."""
    text = " ".join(gate(typed).split())
    if not text:
        if subject.optional:
            return None
        raise _not(subject, "something must stand here")
    match subject.kind:
        case ValueKind.TIMESCALE:
            return _amount(subject, text)
        case ValueKind.NUMBER:
            return _number(subject, text.removesuffix(subject.unit).strip())
        case ValueKind.NUMBERS:
            parts = _parts(text.removesuffix(subject.unit))
            return [_number(subject, part) for part in parts]
        case ValueKind.YES_NO:
            return _yes_no(subject, text)
        case ValueKind.WORDS:
            return _parts(_fitting(subject, text))
        case ValueKind.KEYS:
            return _keys(subject, text)
        case ValueKind.CHOICE:
            return _choice(subject, text)
        case ValueKind.DAY:
            return _day(subject, text)
        case _:
            return _fitting(subject, text)


def read_day(typed: str) -> date | None:
    """Return a day that was typed in figures or with the name of its month."""
    text = " ".join(typed.split())
    for shape in _DAYS:
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _amount(subject: Subject, text: str) -> dict[str, Any]:
    found = _AMOUNT.fullmatch(fold(text))
    unit = _UNITS.get(" ".join(found[2].split())) if found else None
    if found is None or unit is None:
        raise _not(subject, f"“{in_short(text, _LONGEST_SHOWN)}” is no length of time")
    count = int(found[1])
    if count > MOST[unit]:
        raise _not(subject, f"{say_amount(unit, MOST[unit])} are the most")
    return {"unit": unit.value, "count": count}


def _number(subject: Subject, text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 6):
        raise _not(subject, f"“{in_short(text, _LONGEST_SHOWN)}” is no whole number")
    number = int(text)
    if not subject.least <= number <= subject.most:
        raise _not(subject, f"{number} is not between {subject.least} and {subject.most}")
    return number


def _yes_no(subject: Subject, text: str) -> bool:
    answer = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}.get(fold(text))
    if answer is None:
        raise _not(subject, f"“{in_short(text, _LONGEST_SHOWN)}” is neither yes nor no")
    return answer


def _keys(subject: Subject, text: str) -> list[str]:
    if fold(text) == "none":
        return []
    known = {key: key for key, _ in subject.choices} | {fold(word): key for key, word in subject.choices}
    found: list[str] = []
    for part in _parts(text):
        key = known.get(fold(part))
        if key is None:
            raise _not(subject, f"“{in_short(part, _LONGEST_SHOWN)}” is not one of them")
        if key in found:
            raise _not(subject, f"“{key}” is there twice")
        found.append(key)
    return found


def _choice(subject: Subject, text: str) -> str:
    for key, word in subject.choices:
        if fold(text) in (fold(key), fold(word)):
            return key
    raise _not(
        subject,
        f"“{in_short(text, _LONGEST_SHOWN)}” is not one of {', '.join(word for _, word in subject.choices)}",
    )


def _day(subject: Subject, text: str) -> date:
    day = read_day(text)
    if day is None:
        raise _not(subject, f"“{in_short(text, _LONGEST_SHOWN)}” is no day")
    return day


def _fitting(subject: Subject, text: str) -> str:
    if len(text) > LONGEST:
        raise _not(subject, f"{LONGEST} characters are the most, and these are {len(text)}")
    return text


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]


def _counted(unit: str, value: int) -> str:
    return unit.removesuffix("s") if value == 1 and unit not in ("agencies",) else unit


def _not(subject: Subject, why: str) -> MeetingDeskError:
    return MeetingDeskError(f"{subject.words}: {why}.", hint=f"{hint_for(subject)} Nothing was changed.")
