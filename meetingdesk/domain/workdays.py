"""Working days of the four nations: bank holidays, proclamations and local closures."""

from __future__ import annotations

import calendar
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum
from functools import cache
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import Any

from meetingdesk.domain.definitions import DefinitionFile
from meetingdesk.errors import MeetingDeskError
from meetingdesk.resources import resource

_SATURDAY = 5
_DAY = timedelta(days=1)


class Nation(StrEnum):
    """A nation with bank holidays and guidance of its own."""

    ENG = "ENG"
    WLS = "WLS"
    SCT = "SCT"
    NIR = "NIR"

    @property
    def label(self) -> str:
        """The name of the nation."""
        return _NATIONS[self.value]


_NATIONS = {"ENG": "England", "WLS": "Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}


@dataclass(frozen=True, slots=True)
class Proclamation:
    """One day that a proclamation made, or unmade, a bank holiday."""

    date: date
    name: str
    nations: tuple[Nation, ...]
    bank_holiday: bool = True


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which an organisation is closed; counted as working days unless it says otherwise."""

    name: str
    first: date
    last: date
    not_counted: bool = False
    nations: tuple[Nation, ...] = ()

    def days(self) -> Iterable[date]:
        """Every day of the closure."""
        return (self.first + _DAY * n for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Closures:
    """What the computed bank holidays of a nation are corrected by."""

    proclamations: tuple[Proclamation, ...] = ()
    closures: tuple[Closure, ...] = ()


class Calendar:
    """Says which days of one nation are working days, and counts them.

    Day 0 is the day a clock starts on: one working day after a Friday is the Monday.
    """

    def __init__(self, nation: Nation, corrections: Closures | None = None) -> None:
        self.nation = nation
        corrections = corrections or Closures()
        days = [day for day in corrections.proclamations if nation in day.nations]
        # The last word counts: a local file comes after the shipped one.
        said = {day.date: day.bank_holiday for day in days}
        self._added = frozenset(day for day, is_holiday in said.items() if is_holiday)
        self._removed = frozenset(day for day, is_holiday in said.items() if not is_holiday)
        self._closed = frozenset(
            day
            for closure in corrections.closures
            if closure.not_counted and (not closure.nations or nation in closure.nations)
            for day in closure.days()
        )

    def is_bank_holiday(self, day: date) -> bool:
        """Say whether a day is a bank holiday, its substitute day included."""
        if day in self._added:
            return True
        return day in _bank_holidays(self.nation, day.year) and day not in self._removed

    def is_working_day(self, day: date) -> bool:
        """Say whether a day is Monday to Friday, no bank holiday and no closure that is not counted."""
        return day.weekday() < _SATURDAY and day not in self._closed and not self.is_bank_holiday(day)

    def add_working_days(self, start: date, count: int) -> date:
        """Return the working day that many after the start, or before it where the count is negative."""
        day, step = start, _DAY if count > 0 else -_DAY
        left = abs(count)
        while left:
            day = _plus(day, step)
            left -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after the start, up to and including the end; 0 where it is not later."""
        days = range(1, (end - start).days + 1)
        return sum(self.is_working_day(start + _DAY * n) for n in days)

    def next_working_day(self, day: date) -> date:
        """Return the first working day after a day."""
        return self.add_working_days(day, 1)

    def previous_working_day(self, day: date) -> date:
        """Return the last working day before a day."""
        return self.add_working_days(day, -1)

    def working_day_by(self, day: date) -> date:
        """Return the day itself where it is a working day, and else the one before: what to book by."""
        return day if self.is_working_day(day) else self.previous_working_day(day)


def add_months(day: date, months: int) -> date:
    """Return the same day of another month, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise _out_of_range()
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def load_closures(shipped: Path | None = None, local: Path | None = None) -> Closures:
    """Read the corrections to the computed bank holidays.

    A local file is added to the shipped one, and its word on a day counts: a council that lists its
    Christmas closure must not lose a proclamation by it.
    """
    paths = [shipped or resource("closures.toml")]
    if local is not None and local.is_file():
        paths.append(local)
    read = [_closures_of(DefinitionFile(path)) for path in paths]
    return Closures(
        proclamations=tuple(day for closures in read for day in closures.proclamations),
        closures=tuple(closure for closures in read for closure in closures.closures),
    )


def _closures_of(file: DefinitionFile) -> Closures:
    found = file.build(Closures)
    for index, closure in enumerate(found.closures):
        if closure.last < closure.first:
            file.fault(("closures", index, "last"), "a closure cannot end before it begins")
    file.check()
    return found


@cache
def _united_kingdom() -> Any:
    """Return the class that computes the bank holidays, without the 250 other countries beside it.

    The package of the countries imports them all, a sixth of a second and 20 MB; an empty one in its place
    finds the one that is asked for.
    """
    name = "holidays.countries"
    spec = find_spec(name) if name not in sys.modules else None
    if spec is not None:
        sys.modules[name] = module_from_spec(spec)
    try:
        # Imported by its full name so that a frozen program holds it, and only when a day is asked for.
        from holidays.countries.united_kingdom import UnitedKingdom
    finally:
        if spec is not None:
            del sys.modules[name]
    return UnitedKingdom


@cache
def _bank_holidays(nation: Nation, year: int) -> frozenset[date]:
    """Return the bank holidays of a year, each with its substitute day."""
    return _table().get((nation, year)) or worked_out(nation, year)


@cache
def _table() -> dict[tuple[str, int], frozenset[date]]:
    """Return the years that are shipped: the library takes 14 MB, mostly for other calendars."""
    table = {}
    for line in resource("bank_holidays.txt").read_text(encoding="ascii").splitlines():
        nation, *days = line.split()
        if nation != "#":
            read = frozenset(map(date.fromisoformat, days))
            table[nation, min(read).year] = read
    return table


def worked_out(nation: Nation, year: int) -> frozenset[date]:
    """Return the bank holidays of any year, as the library works them out."""
    UnitedKingdom = _united_kingdom()  # noqa: N806 - it is a class
    if not UnitedKingdom.start_year <= year <= UnitedKingdom.end_year:
        raise MeetingDeskError(
            f"The bank holidays of {year} are not known.",
            hint=f"Use a date from {UnitedKingdom.start_year} to {UnitedKingdom.end_year}.",
        )
    country: Callable[..., Iterable[date]] = UnitedKingdom  # its constructor carries no types
    return frozenset(country(subdiv=nation.value, years=year))


def _plus(day: date, step: timedelta) -> date:
    try:
        return day + step
    except OverflowError as error:
        raise _out_of_range() from error


def _out_of_range() -> MeetingDeskError:
    return MeetingDeskError("The date is too far away to count with.", hint="Check the date and the number.")
