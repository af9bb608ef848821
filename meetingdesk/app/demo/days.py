"""Days of a story, told as offsets so that the demonstration is always about this week.

A day is said as `-12d`, `+5wd` (working days), `-6w`, `+3m` or `-29y`, several of them in a row
(`-6y-40d`), counted from the day of the meeting it stands in and elsewhere from today; `today-3d`
always counts from today. `0wd` is the first working day from there on.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from meetingdesk.domain.clocks import LONDON
from meetingdesk.domain.workdays import Calendar, add_months
from meetingdesk.errors import DefinitionError

_TERM = re.compile(r"([+-]?\d+)(wd|d|w|m|y)")
_OFFSET = re.compile(r"(today)?((?:[+-]?\d+(?:wd|d|w|m|y))*)")
_IN_TEXT = re.compile(r"\{(Y?)([^{} ]*)(?: (day|year))?\}")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Days:
    """Turns what a story says about days into dates, moments and words."""

    def __init__(self, today: date, calendar: Calendar) -> None:
        self.today = today
        self._calendar = calendar

    def day(self, said: str, anchor: date) -> date:
        """Return the date that an offset means."""
        found = _OFFSET.fullmatch(said.strip())
        if found is None:
            raise DefinitionError(f"'{said}' is no day of a story; say it as -12d, +5wd, +3m or today.")
        day = self.today if found[1] else anchor
        for count, unit in _TERM.findall(found[2]):
            day = self._move(day, int(count), unit)
        return day

    def moment(self, said: str, anchor: date) -> datetime:
        """Return the instant that an offset and a time by the clock on the wall mean."""
        day, _, clock = said.strip().rpartition(" ")
        return at(self.day(day, anchor), time.fromisoformat(clock))

    def text(self, said: str, anchor: date) -> str:
        """Return a text with its days written out: {-3d}, {-3d day}, {-3d year}, and the year {Y}."""
        if "{" not in said:
            return said
        return _IN_TEXT.sub(lambda found: self._written(found, anchor), said)

    def _written(self, found: re.Match[str], anchor: date) -> str:
        is_year, said, how = found.groups()
        day = self.day(said, anchor)
        if is_year:
            return str(day.year)
        words = f"{day.day} {_MONTHS[day.month - 1]}"
        if how == "day":
            return f"{_WEEKDAYS[day.weekday()]} {words}"
        return f"{words} {day.year}" if how == "year" else words

    def _move(self, day: date, count: int, unit: str) -> date:
        match unit:
            case "wd" if count:
                return self._calendar.add_working_days(day, count)
            case "wd":
                return day if self._calendar.is_working_day(day) else self._calendar.next_working_day(day)
            case "d" | "w":
                return day + timedelta(days=count * (7 if unit == "w" else 1))
            case _:
                return add_months(day, count * (12 if unit == "y" else 1))


def at(day: date, clock: time) -> datetime:
    """Return the instant at which a London clock shows a time on a day."""
    return datetime.combine(day, clock, LONDON).astimezone(UTC)
