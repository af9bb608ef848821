"""Days and times as people type them into a field: 27/11, 27/11/2026, 2026-11-27, 9.30, 1300."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

_DAY = re.compile(r"(\d{1,2})\s*[/.]\s*(\d{1,2})(?:\s*[/.]\s*(\d{4}|\d{2}))?\.?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?\s*(am|pm)?", re.IGNORECASE)
_PAST = timedelta(days=60)
"""A day without a year that lies further back than this is one of next year."""


def typed_day(typed: str, today: date) -> date | None:
    """Return the day that was typed, or None where it is none; without a year, the nearest to come."""
    words = typed.strip()
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
