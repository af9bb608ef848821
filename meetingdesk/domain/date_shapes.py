"""The shapes of dates, each read as the day that it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from meetingdesk.domain import date_reckoning as reckon
from meetingdesk.domain.date_parts import Core, Shape
from meetingdesk.domain.date_patterns import DATE, NO_DATE_BEFORE
from meetingdesk.domain.date_reckoning import Asked, Meant
from meetingdesk.domain.date_words import MONTH, month_of, number_of, ordinal_of, weekday_of
from meetingdesk.domain.day_words import say_day


def cores_in(shadow: str, asked: Asked, busy: tuple[tuple[int, int], ...]) -> Iterator[Core]:
    """Find what has the shape of a date, in its order, where nothing says how often."""
    place = 0
    while match := DATE.search(shadow, place):
        over = next((end for start, end in busy if start <= match.start() < end), None)
        if over is not None:
            place = max(over, match.start() + 1)
            continue
        kind = match.lastgroup or ""
        core = _READERS[kind](match, asked)
        if core is None:
            place = match.start() + 1
            continue
        yield core
        place = max(core.end, match.start() + 1)


def _core(match: re.Match[str], shape: Shape, meant: Meant, **more: object) -> Core:
    return Core(match.start(), match.end(), shape, meant, match.lastgroup or "", **more)  # type: ignore[arg-type]


def _iso(match: re.Match[str], asked: Asked) -> Core:
    year, month, day = (int(match[f"iso_{part}"]) for part in "ymd")
    return _core(match, Shape.DAY, reckon.day_and_month(asked, day, month, year), is_sure=True)


def _dashed(match: re.Match[str], asked: Asked) -> Core | None:
    day, month, year = (int(match[f"da_{part}"]) for part in "dmy")
    meant = reckon.day_and_month(asked, day, month, year)
    return _core(match, Shape.DAY, meant, is_sure=True) if meant.day else None


def _meeting(match: re.Match[str], asked: Asked) -> Core:
    return _core(match, Shape.MEETING, reckon.next_meeting(asked), is_sure=bool(_NEXT_TIME.search(match[0])))


_NEXT_TIME = re.compile(r"next|we\s+(?:all\s+)?meet", re.IGNORECASE | re.ASCII)


def _after_tomorrow(match: re.Match[str], asked: Asked) -> Core:
    return _core(match, Shape.RELATIVE, reckon.day_after(asked, 2, "the day after tomorrow"), is_sure=True)


def _tomorrow(match: re.Match[str], asked: Asked) -> Core:
    later = 8 if match["tomorrow_week"] else 1
    return _core(
        match, Shape.RELATIVE, reckon.day_after(asked, later, "the day after the meeting"), is_sure=True
    )


def _today(match: re.Match[str], asked: Asked) -> Core:
    meant = reckon.day_after(asked, 7 if match["today_week"] else 0, "the day of the meeting")
    return _core(match, Shape.RELATIVE, replace(meant, ends_something=True), is_sure=True)


def _end_of_day(match: re.Match[str], asked: Asked) -> Core:
    meant = replace(reckon.day_after(asked, 0, "the day of the meeting"), ends_something=True)
    return _core(match, Shape.TIME, meant, is_sure=True)


def _end_of_week(weeks: int) -> Callable[[re.Match[str], Asked], Core]:
    def read(match: re.Match[str], asked: Asked) -> Core:
        return _core(match, Shape.RELATIVE, reckon.end_of_week(asked, weeks), is_sure=True)

    return read


def _end_of_month(later: int) -> Callable[[re.Match[str], Asked], Core]:
    def read(match: re.Match[str], asked: Asked) -> Core:
        return _core(match, Shape.RELATIVE, reckon.end_of_month(asked, later), is_sure=True)

    return read


def _end_of_year(match: re.Match[str], asked: Asked) -> Core:
    return _core(match, Shape.RELATIVE, reckon.end_of_named_month(asked, 12), is_sure=True)


def _end_of_named(match: re.Match[str], asked: Asked) -> Core:
    year = int(match["endnamed_y"]) if match["endnamed_y"] else None
    meant = reckon.end_of_named_month(asked, month_of(match["endnamed_m"]), year)
    return _core(match, Shape.RELATIVE, meant, is_sure=True)


def _feast(match: re.Match[str], asked: Asked) -> Core:
    if match["fe_bank"]:
        return _core(match, Shape.DAY, reckon.next_bank_holiday(asked))
    if match["fe_after"]:
        return _core(match, Shape.DAY, reckon.first_day_after(asked, match["fe_after"]), is_sure=True)
    return _core(match, Shape.DAY, reckon.festival(asked, match[0]))


def _nth_weekday(match: re.Match[str], asked: Asked) -> Core:
    nth = {"f": 1, "1": 1, "s": 2, "2": 2, "t": 3, "3": 3, "4": 4, "l": 0}
    first = match["nth_n"].casefold()
    count = 4 if first.startswith("fo") else nth[first[0]]
    if match["nth_m"]:
        month = month_of(match["nth_m"])
    else:
        month = asked.day.month % 12 + 1 if match["nth_next"] else asked.day.month
    meant = reckon.weekday_of_month(asked, count, weekday_of(match["nth_w"]), month)
    return _core(match, Shape.DAY, meant, is_sure=True)


def _vague(match: re.Match[str], asked: Asked) -> Core:
    del asked
    return _core(match, Shape.VAGUE, reckon.vague("no day is said"))


_BEFORE = re.compile(
    r"(?<!\w)(?:before|b4|bef\.?|prior\s+to|ahead\s+of|in\s+advance\s+of)\s+$", re.IGNORECASE | re.ASCII
)


def _weekend(match: re.Match[str], asked: Asked) -> Core:
    """Read the weekend before which something is to be done as its Saturday; else it is no day."""
    if _BEFORE.search(match.string, 0, match.start()) is None:
        return replace(_vague(match, asked), kind="vague")
    saturday = reckon.weekday_of_next_week(asked, 5) if match["we_next"] else reckon.weekday(asked, 5)
    return _core(match, Shape.RELATIVE, replace(saturday, other=None), is_sure=True)


def _month(match: re.Match[str], asked: Asked) -> Core | None:
    del asked
    small = match["mo_m"].rstrip(".")
    if (
        small.casefold() in {"may", "mar", "march", "dec", "jan", "sun"}
        and small.islower()
        and small != "dec"
    ):
        return None
    return _core(match, Shape.VAGUE, reckon.vague("a month is no day"))


def _weekday(match: re.Match[str], asked: Asked) -> Core | None:
    which = weekday_of(match["wd"])
    before = " ".join((match["wd_pre"] or "").casefold().replace(",", " ").split())
    after = " ".join((match["wd_post"] or "").casefold().split())
    start, end = match.start(), match.end()
    meant = _day_of_weekday(which, before, after, asked)
    if match["wd_weeks"]:
        if re.search(r"(?:once|twice|times|\dx|x)\s*$", match.string[: match.start()], re.IGNORECASE):
            start = match.start("wd")
        else:
            weeks = _weeks_in(match["wd_weeks"])
            meant = reckon.week_after(reckon.weekday(asked, which), weeks)
            return Core(start, match.end(), Shape.WEEKDAY, meant, "weekday", which, is_sure=True)
    if match["wd_d"]:
        return _weekday_with_day(match, asked, which, meant, start)
    if before in {"last", "past", "previous"}:
        if _OF_TERM.match(match.string, match.end()):
            return Core(start, end, Shape.VAGUE, reckon.vague("no day is said"), "vague")
        past = reckon.last_weekday(asked, which)
        return Core(start, end, Shape.WEEKDAY, past, "weekday", which, is_past=True)
    return Core(start, end, Shape.WEEKDAY, meant, "weekday", which)


_OF_TERM = re.compile(r"\s+(?:of|in|before)\s", re.IGNORECASE | re.ASCII)
"""Behind "the last Friday" it shows that none that has been is meant: the last Friday of term."""


def _day_of_weekday(which: int, before: str, after: str, asked: Asked) -> Meant:
    if after == "after next":
        return reckon.weekday_of_next_week(asked, which, 2)
    if (
        "next" in before
        or "following" in before
        or "nxt" in before
        or "next" in after
        or "following week" in after
    ):
        if before == "this next":
            return reckon.weekday(asked, which)
        return reckon.weekday_of_next_week(asked, which)
    first = reckon.weekday(asked, which)
    if after in {"week", "wk", "fortnight"}:
        return reckon.week_after(first, 2 if after == "fortnight" else 1)
    return replace(first, other=None) if before.startswith("this") else first


def _weeks_in(said: str) -> int:
    small = said.casefold()
    count = 2 if "two" in small or "2" in small else 3 if "three" in small or "3" in small else 1
    return count * (2 if "fortnight" in small else 1)


def _weekday_with_day(match: re.Match[str], asked: Asked, which: int, meant: Meant, start: int) -> Core:
    number = int(match["wd_d"])
    if match["wd_m"]:
        year = int(match["wd_y"].lstrip("'")) if match["wd_y"] else None
        full = reckon.day_and_month(asked, number, month_of(match["wd_m"]), year)
    else:
        full = reckon.day_of_month(asked, number)
    if full.day is not None and full.day.weekday() != which:
        if not match["wd_m"] and not match["wd_th"]:
            # "Mon 10" is a time where the tenth is no Monday.
            return Core(start, _end_before(match, "wd_d"), Shape.WEEKDAY, meant, "weekday", which)
        said = say_day(full.day)
        full = replace(full, why=f"{said} is another weekday than was said", other=meant.day)
    return Core(start, match.end(), Shape.DAY, full, "weekday", which, is_sure=True)


def _end_before(match: re.Match[str], group: str) -> int:
    return match.start() + len(match.string[match.start() : match.start(group)].rstrip(" ,"))


def _day_month(match: re.Match[str], asked: Asked) -> Core | None:
    first = match["dm_d0"]
    day = int(match["dm_d"]) if match["dm_d"] else ordinal_of(match["dm_o"])
    year = int(match["dm_y"].lstrip("'")) if match["dm_y"] else None
    month = month_of(match["dm_m"])
    start = match.start()
    if first and NO_DATE_BEFORE.search(match.string[max(0, start - 30) : start]):
        start, first = match.start("dm_d"), None
    meant = reckon.day_and_month(asked, int(first) if first else day, month, year)
    return Core(start, match.end(), Shape.DAY, meant, "daymonth", is_sure=True)


def _month_day(match: re.Match[str], asked: Asked) -> Core | None:
    name = match["md_m"].rstrip(".")
    if name.casefold() in {"may", "mar", "march"} and name.islower() and not match["md_th"]:
        return None
    year = int(match["md_y"]) if match["md_y"] else None
    meant = reckon.day_and_month(asked, int(match["md_d"]), month_of(name), year)
    return _core(match, Shape.DAY, meant, is_sure=bool(match["md_th"]) or meant.day is not None)


def _clinic(match: re.Match[str], asked: Asked) -> Core:
    weeks = int(match["cl_0"] or match["cl_n"])
    return _core(match, Shape.OFFSET, reckon.offset(asked, weeks, "week"), is_sure=True)


def _number(match: re.Match[str], asked: Asked) -> Core | None:
    first, second = int(match["nu_1"]), int(match["nu_2"])
    first_said = int(match["nu_0"]) if match["nu_0"] else first
    start = match.start()
    if match["nu_0"] and NO_DATE_BEFORE.search(match.string[max(0, start - 30) : start]):
        start, first_said = match.start("nu_1"), first
    year = int(match["nu_y"]) if match["nu_y"] else None
    if match["nu_sep"] == "." and year is None:
        is_clock = first <= 24 and match["nu_2"] in {
            "00",
            "05",
            "10",
            "15",
            "20",
            "25",
            "30",
            "35",
            "40",
            "45",
            "50",
            "55",
        }
        if second > 12 or first > 31 or (is_clock and not match["nu_dot"]) or first == 0:
            return None
    if first > 31 or first == 0 or second == 0:
        return None
    meant = reckon.day_and_month(asked, first_said, second, year)
    return Core(
        start, match.end(), Shape.DAY, meant, "number", first=first, second=second, is_sure=year is not None
    )


_UNITS = {"wd": "working day", "h": "hour", "d": "day", "f": "week", "w": "week", "m": "month", "y": "year"}


def _offset(match: re.Match[str], asked: Asked) -> Core | None:
    short = next(name for name in _UNITS if match[f"unit_{name}"])
    unit = _UNITS[short]
    is_one = not match["of_n"]
    count = 1 if is_one else number_of(match["of_0"] or match["of_n"])
    last = 1 if is_one else number_of(match["of_n"])
    if match["of_next"] and match[f"unit_{short}"].endswith("s"):
        return None
    if short == "f":
        count, last = 2 * count, 2 * last
    if short == "h" and len(match["of_n"] or "") == 4:
        return None  # "0900 hrs" is a time
    if short == "d" and match["unit_d"] == "d" and not match["of_n"].isdecimal():
        return None
    core = _core(match, Shape.OFFSET, reckon.offset(asked, count, unit), first=last)
    return replace(core, is_sure=short == "wd" or bool(match["of_time"] or match["of_now"]))


_OF_THAT_MONTH = re.compile(r"\s+of\s+(?:that|the\s+same)\s+month(?!\w)", re.IGNORECASE | re.ASCII)
_MONTH_NAMED = re.compile(
    rf"(?<!\w)(?<!from\s)(?<!by\s)(?<!to\s)(?<!with\s)(?<!and\s){MONTH}(?!\w)", re.IGNORECASE | re.ASCII
)
"""The month that was named last before "the 13th of that month"."""


def _nth(match: re.Match[str], asked: Asked) -> Core | None:
    day = int(match["nth_d"])
    if not 1 <= day <= 31:
        return None
    if (same := _OF_THAT_MONTH.match(match.string, match.end())) is not None and (
        named := [one for one in _MONTH_NAMED.finditer(match.string, 0, match.start()) if one[0][0].isupper()]
    ):
        meant = reckon.day_and_month(asked, day, month_of(named[-1][0]), None)
        return Core(match.start(), same.end(), Shape.DAY, meant, "nth", is_sure=True)
    if match["nth_later"]:
        return _core(match, Shape.DAY, reckon.day_and_month(asked, day, asked.day.month % 12 + 1, None))
    return _core(match, Shape.DAY, reckon.day_of_month(asked, day))


def _nth_word(match: re.Match[str], asked: Asked) -> Core:
    return _core(match, Shape.DAY, reckon.day_of_month(asked, ordinal_of(match["nthword_o"])))


_READERS: dict[str, Callable[[re.Match[str], Asked], Core | None]] = {
    "iso": _iso,
    "meeting": _meeting,
    "aftertomorrow": _after_tomorrow,
    "tomorrow": _tomorrow,
    "today": _today,
    "endday": _end_of_day,
    "endweek": _end_of_week(0),
    "endnextweek": _end_of_week(1),
    "endweekafter": _end_of_week(2),
    "endmonth": _end_of_month(0),
    "endnextmonth": _end_of_month(1),
    "endyear": _end_of_year,
    "endnamed": _end_of_named,
    "feast": _feast,
    "nthweekday": _nth_weekday,
    "vagueweek": _vague,
    "weekday": _weekday,
    "daymonth": _day_month,
    "monthday": _month_day,
    "clinic": _clinic,
    "dashed": _dashed,
    "number": _number,
    "offset": _offset,
    "few": _vague,
    "nth": _nth,
    "nthword": _nth_word,
    "weekend": _weekend,
    "vague": _vague,
    "season": _vague,
    "month": _month,
}
