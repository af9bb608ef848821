"""Which day is meant by a date as people say it, and why."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta

from meetingdesk.domain.actions import DueBasis
from meetingdesk.domain.day_words import MONTHS, say_day
from meetingdesk.domain.workdays import Calendar, add_months
from meetingdesk.errors import MeetingDeskError

_DAY = timedelta(days=1)
_FRIDAY = 4
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MOST = {"working day": 750, "day": 3_660, "hour": 24 * 366, "week": 520, "month": 120, "year": 10}
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Meant:
    """The day that was meant, how it was reckoned, and what else it could be."""

    day: date | None
    why: str = ""
    other: date | None = None
    basis: DueBasis = DueBasis.DATE
    ends_something: bool = False
    """Whether it is the end of a span, so that "before" it means by it."""
    in_weeks: int | None = None
    """How many weeks were said, where only weeks were: "a week on Friday" counts from the Friday."""
    offset: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The meeting in which a date is said."""

    day: date
    calendar: Calendar
    next_meeting: date | None = None


def vague(why: str) -> Meant:
    """Return that no day is meant, and why not."""
    return Meant(None, why)


def day_after(asked: Asked, days: int, why: str = "") -> Meant:
    """Return the day that many days after the meeting."""
    try:
        return Meant(asked.day + _DAY * days, why)
    except OverflowError:
        return vague("too far away to count")


def weekday(asked: Asked, which: int) -> Meant:
    """Return the first such weekday after the meeting."""
    ahead = (which - asked.day.weekday() - 1) % 7 + 1
    other = asked.day if ahead == 7 else None
    return replace(day_after(asked, ahead, f"the first {_NAMES[which]} after the meeting"), other=other)


def weekday_of_next_week(asked: Asked, which: int, weeks: int = 1) -> Meant:
    """Return such a weekday of the following Monday-to-Sunday week."""
    found = day_after(asked, 7 * weeks - asked.day.weekday() + which, f"{_NAMES[which]} of next week")
    first = weekday(asked, which).day
    return replace(found, other=first if first != found.day else None)


def last_weekday(asked: Asked, which: int) -> Meant:
    """Return the last such weekday before the meeting."""
    back = (asked.day.weekday() - which - 1) % 7 + 1
    return day_after(asked, -back, f"the {_NAMES[which]} before the meeting")


def week_after(meant: Meant, weeks: int) -> Meant:
    """Return the same weekday some weeks later."""
    if meant.day is None:
        return meant
    try:
        later = meant.day + _DAY * 7 * weeks
    except OverflowError:
        return vague("too far away to count")
    return Meant(later, f"{_counted(weeks, 'week')} after {say_day(meant.day)}")


def end_of_week(asked: Asked, weeks: int = 0) -> Meant:
    """Return the Friday of this week, or of one to come; at a weekend the Friday that follows."""
    ahead = _FRIDAY - asked.day.weekday()
    if ahead < 0 and weeks == 0:
        ahead += 7
    return replace(day_after(asked, ahead + 7 * weeks, "the Friday of that week"), ends_something=True)


def end_of_month(asked: Asked, later: int = 0) -> Meant:
    """Return the last day of this month, or of one to come."""
    first = _guarded(asked.day.replace(day=1), later)
    return Meant(_last(first), "the last day of the month", ends_something=True) if first else _far()


def end_of_named_month(asked: Asked, month: int, year: int | None = None) -> Meant:
    """Return the last day of the next month of this name."""
    year = asked.day.year + (month < asked.day.month) if year is None else year
    if not 1 <= year <= MAXYEAR:
        return _far()
    return Meant(_last(date(year, month, 1)), f"the last day of {MONTHS[month - 1]}", ends_something=True)


def weekday_of_month(asked: Asked, nth: int, which: int, month: int | None) -> Meant:
    """Return the first, second or, where `nth` is 0, last such weekday of the next such month."""
    first = asked.day.replace(day=1)
    for later in range(14):
        start = _guarded(first, later)
        if start is None:
            break
        if month is not None and start.month != month:
            continue
        days = [day for day in _days_of(start) if day.weekday() == which]
        if nth <= len(days) and days[nth - 1] >= asked.day:
            return Meant(days[nth - 1], f"the {_NAMES[which]} of that month")
    return vague("there is no such day in that month")


def day_and_month(asked: Asked, day: int, month: int, year: int | None) -> Meant:
    """Return a day of a month: of its year where one is said, else the first on or after the meeting."""
    if not 1 <= month <= 12:
        return vague(f"there is no month {month}")
    said = f"{day} {MONTHS[month - 1]}"
    if year is not None:
        year += _CENTURY if year < 100 else 0
        try:
            found = date(year, month, day)
        except ValueError:
            return vague(f"there is no {said} {year}")
        return Meant(found, "before the meeting" if found < asked.day else "")
    for later in range(9):
        try:
            found = date(asked.day.year + later, month, day)
        except ValueError:
            continue
        if found >= asked.day:
            return Meant(found, f"the first {said} from the meeting on")
    return vague(f"there is no {said}")


def day_of_month(asked: Asked, day: int) -> Meant:
    """Return the first such day of a month on or after the meeting."""
    first = asked.day.replace(day=1)
    for later in range(3):
        start = _guarded(first, later)
        if start is None:
            break
        last = _last(start)
        if day <= last.day and (found := start.replace(day=max(day, 1))) >= asked.day and day:
            return Meant(found, "the first such day from the meeting on")
    return vague(f"there is no day {day} in a month")


def offset(asked: Asked, count: int, unit: str, back: bool = False) -> Meant:
    """Return the day so many working days, days, hours, weeks, months or years after the meeting."""
    if count > _MOST[unit]:
        return vague("too far away to count")
    sign = -1 if back else 1
    try:
        match unit:
            case "working day":
                day = asked.calendar.add_working_days(asked.day, sign * count)
            case "month":
                day = add_months(asked.day, sign * count)
            case "year":
                day = add_months(asked.day, sign * count * 12)
            case _:
                days = {"day": count, "hour": -(-count // 24) if count >= 24 else 0, "week": 7 * count}[unit]
                day = asked.day + _DAY * days * sign
    except (MeetingDeskError, OverflowError):
        return vague("too far away to count")
    side = "before" if back else "after"
    why = f"{_counted(count, unit)} {side} {say_day(asked.day)}"
    if unit == "working day":
        why += _bank_holidays_between(asked, day)
    return Meant(
        day,
        why,
        basis=DueBasis.AFTER_MEETING,
        ends_something=True,
        in_weeks=count if unit == "week" else None,
        offset=(count, unit),
    )


def next_meeting(asked: Asked) -> Meant:
    """Return the day of the next meeting, if it is known."""
    if asked.next_meeting is None:
        return Meant(None, "the day of the next meeting is not known", basis=DueBasis.BEFORE_MEETING)
    return Meant(asked.next_meeting, "the next meeting", basis=DueBasis.BEFORE_MEETING)


def before(asked: Asked, meant: Meant) -> Meant:
    """Return the working day before the day that was meant."""
    if meant.day is None or meant.ends_something:
        return meant
    try:
        day = asked.calendar.previous_working_day(meant.day)
    except MeetingDeskError:
        return vague("too far away to count")
    why = f"the working day before {say_day(meant.day)}"
    other = None
    if meant.other is not None:
        other = before(asked, Meant(meant.other)).day
    return replace(meant, day=day, why=why, other=other)


_AFTER_EASTER = {
    "maundy thu": -3, "good fri": -2, "easter sat": -1, "easter sun": 0, "easter mon": 1, "easter tue": 2,
}  # fmt: skip
"""How many days after Easter Sunday a feast is, by how its name begins, long or short."""


def festival(asked: Asked, name: str) -> Meant:
    """Return the next feast that is one day, such as Christmas Eve or Good Friday, from the meeting on."""
    fixed = {"christmas eve": (24, 12), "christmas day": (25, 12), "boxing day": (26, 12)}
    fixed |= {"new year's eve": (31, 12), "new year's day": (1, 1)}
    name = " ".join(name.casefold().replace("xmas", "christmas").split())
    name = {"nye": "new year's eve", "nyd": "new year's day"}.get(name, name)
    for key, (day, month) in fixed.items():
        if key.replace("'", "") == name.replace("'", "").replace("years", "years"):
            return day_and_month(asked, day, month, None)
    days = next(days for begins, days in _AFTER_EASTER.items() if name.startswith(begins))
    for year in (asked.day.year, asked.day.year + 1):
        if year <= MAXYEAR and (found := _easter(year) + _DAY * days) >= asked.day:
            return Meant(found, name.title())
    return _far()


_YEAR = 366


def next_bank_holiday(asked: Asked) -> Meant:
    """Return the next bank holiday from the day of the meeting on that is no day of a weekend."""
    try:
        for later in range(_YEAR):
            day = asked.day + _DAY * later
            if day.weekday() <= _FRIDAY and asked.calendar.is_bank_holiday(day):
                return Meant(day, "the next bank holiday")
    except (MeetingDeskError, OverflowError):
        return _far()
    return _far()


def first_day_after(asked: Asked, name: str) -> Meant:
    """Return the first working day after a feast of several days, such as Easter."""
    small = name.casefold()
    if "bank" in small:
        last = next_bank_holiday(asked)
    else:
        feast = "easter mon" if "easter" in small else "boxing day" if "mas" in small else "new year's day"
        last = festival(asked, feast)
    if last.day is None:
        return last
    try:
        return Meant(asked.calendar.next_working_day(last.day), f"the working day after {say_day(last.day)}")
    except MeetingDeskError:
        return _far()


def about_working(asked: Asked, day: date | None) -> tuple[bool, str]:
    """Say whether a day is a working day, and if not, in words why not and what comes before."""
    if day is None:
        return True, ""
    try:
        if asked.calendar.is_working_day(day):
            return True, ""
        earlier = asked.calendar.previous_working_day(day)
        kind = "a bank holiday" if asked.calendar.is_bank_holiday(day) else "no working day"
    except MeetingDeskError:
        return True, ""
    return False, f"{say_day(day)} is {kind}; the working day before is {say_day(earlier)}"


def _bank_holidays_between(asked: Asked, day: date) -> str:
    first, last = sorted((asked.day, day))
    between = (first + _DAY * n for n in range(1, (last - first).days))
    found = [one for one in between if one.weekday() <= _FRIDAY and asked.calendar.is_bank_holiday(one)]
    if not found:
        return ""
    says = ", ".join(say_day(one) for one in found[:3])
    return f"; {says} {'is a bank holiday' if len(found) == 1 else 'are bank holidays'}"


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'}"


def _far() -> Meant:
    return vague("too far away to count")


def _guarded(first: date, later: int) -> date | None:
    try:
        return add_months(first, later)
    except MeetingDeskError:
        return None


def _last(first: date) -> date:
    return first.replace(day=months.monthrange(first.year, first.month)[1])


def _days_of(first: date) -> Iterator[date]:
    return (first.replace(day=day) for day in range(1, _last(first).day + 1))


def _easter(year: int) -> date:
    """Return Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher)."""
    golden, century, rest = year % 19, *divmod(year, 100)
    leap, over = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * over + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + week - 7 * ((golden + 11 * moon + 22 * week) // 451) + 114, 31)
    return date(year, month, day + 1)
