"""Days and times as people type them into a field: 27/11, 2026-11-27, fri, next thursday, 9.30, 1300."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from meetingdesk.domain.said_dates import Lead, Shape, find_dates, read_date
from meetingdesk.domain.workdays import Calendar

_DAY = re.compile(r"(\d{1,2})\s*[/.]\s*(\d{1,2})(?:\s*[/.]\s*(\d{4}|\d{2}))?\.?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?\s*(am|pm)?", re.IGNORECASE)
_PAST = timedelta(days=60)
"""A day without a year that lies further back than this is one of next year."""


_ON_A_DAY = frozenset({Lead.NONE, Lead.ON, Lead.FOR, Lead.AT, Lead.WITHIN})


@dataclass(frozen=True, slots=True)
class TypedDay:
    """A day as it was typed: which one is meant, or, in words, why none is."""

    on: date | None = None
    other: date | None = None
    """Another day that may have been meant."""
    is_doubtful: bool = False
    """Whether what was typed does not agree with itself: Mon 24 Nov, which is a Tuesday."""
    wrong: str = ""


def read_day(typed: str, today: date, calendar: Calendar) -> TypedDay:
    """Return the day that was typed in figures or in words; without a year, the nearest to come."""
    words = " ".join(typed.split())
    if not words:
        return TypedDay()
    if (figures := _in_figures(words, today)) is not None:
        return TypedDay(figures)
    said = read_date(words, today, calendar)
    if said is None:
        return TypedDay(wrong=_not_understood(words, today, calendar))
    if said.due_on is None or said.is_vague:
        return TypedDay(wrong=said.note)
    if said.lead not in _ON_A_DAY:
        return TypedDay(wrong=f"“{words[: said.date_start].strip()}” says no single day")
    return TypedDay(said.due_on, said.other, said.other is not None and said.shape is Shape.DAY)


def _not_understood(words: str, today: date, calendar: Calendar) -> str:
    """Say which of the words are not understood, where some are."""
    said = next((one for one in find_dates(words, today, calendar) if one.due_on is not None), None)
    if said is None:
        return f"“{words}” is no day"
    before, behind = words[: said.start].strip(), words[said.end :].strip()
    if before:
        return f"“{before}” in front of “{said.words}” is not understood"
    return f"“{behind}” behind “{said.words}” is not understood"


def _in_figures(words: str, today: date) -> date | None:
    if _ISO.fullmatch(words):
        return _iso(words)
    found = _DAY.fullmatch(words)
    if found is None:
        return None
    day, month = int(found[1]), int(found[2])
    if found[3] is not None:
        year = int(found[3])
        return _day(year if year > 99 else 2000 + year, month, day)
    this_year = _day(today.year, month, day)
    if this_year is not None and this_year >= today - _PAST:
        return this_year
    return _day(today.year + 1, month, day) or this_year


def typed_time(typed: str) -> time | None:
    """Return the time of day that was typed, or None where it is none."""
    found = _TIME.fullmatch(typed.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _iso(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
