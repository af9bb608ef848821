"""The day on which something happened, as people say it: what happened lies behind, what is due ahead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from meetingdesk.domain.information import DateIs
from meetingdesk.domain.said_dates import find_dates
from meetingdesk.domain.workdays import Calendar

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - a line, not a column
_ABOUT = re.compile(r"(?:about|around|circa|c\.|approx(?:imately)?\.?)\s+", re.IGNORECASE)
_IN = re.compile(r"(?:in|since|during)\s+", re.IGNORECASE)
_MONTH_YEAR = re.compile(
    rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\b(?!\s*[-/.]\s*\d)")
_AGO = re.compile(
    r"\b(?:(?P<eve>the day before\s+)?yesterday|(?P<count>\d{1,3})\s+(?P<unit>day|week)s?\s+ago)\b(?!['’])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PastDay:
    """When something happened, how exactly that is known, and where the text says it."""

    on: date
    exactly: DateIs
    start: int
    end: int


def past_day(text: str, day: date, calendar: Calendar) -> PastDay | None:
    """Return the first day that a text names, read as one that is over."""
    lead = _ABOUT.match(text)
    start = lead.end() if lead else 0
    inside = _IN.match(text, start)
    start = inside.end() if inside else start
    if match := _MONTH_YEAR.match(text, start):
        month = _MONTHS.index(match["month"][:3].casefold()) + 1
        return PastDay(date(int(match["year"]), month, 1), DateIs.MONTH, 0, match.end())
    if match := _YEAR.match(text, start):
        return PastDay(date(int(match["year"]), 1, 1), DateIs.YEAR, 0, match.end())
    said = next((one for one in find_dates(text, day, calendar) if one.due_on is not None), None)
    ago = _AGO.search(text, start)
    if ago is not None and (said is None or ago.start() <= said.start):
        is_about = lead is not None and ago.start() <= lead.end()
        begins = 0 if is_about else ago.start()
        return PastDay(_days_before(day, ago), DateIs.ABOUT if is_about else DateIs.EXACT, begins, ago.end())
    if said is None or said.due_on is None:
        return None
    is_led = lead is not None and said.start <= lead.end()
    exactly = DateIs.ABOUT if is_led else DateIs.EXACT
    return PastDay(_behind(said.due_on, day), exactly, 0 if is_led else said.start, said.end)


def _days_before(day: date, ago: re.Match[str]) -> date:
    if ago["count"] is None:
        return date.fromordinal(day.toordinal() - (2 if ago["eve"] else 1))
    days = int(ago["count"]) * (7 if ago["unit"].casefold() == "week" else 1)
    return date.fromordinal(max(day.toordinal() - days, 1))


def _behind(on: date, day: date) -> date:
    if on <= day:
        return on
    if (on - day).days < 8:
        return date.fromordinal(on.toordinal() - 7)  # "Friday" was last Friday
    try:
        return on.replace(year=on.year - 1)
    except ValueError:  # 29 February of a leap year
        return on.replace(year=on.year - 1, day=28)
