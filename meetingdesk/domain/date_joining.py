"""Dates that belong together: a weekday and its day, the two of a range, one counted from another."""

from __future__ import annotations

import re
from dataclasses import replace

from meetingdesk.domain import date_reckoning as reckon
from meetingdesk.domain.actions import DueBasis
from meetingdesk.domain.date_parts import Core, Shape
from meetingdesk.domain.date_reckoning import Asked
from meetingdesk.domain.date_words import MONTH, WEEKDAY, month_of, weekday_of

_BESIDE = re.compile(r"\s*,?\s*\(?\s*(?:on\s+|of\s+|the\s+|i\.?e\.?\s+)*\(?", re.IGNORECASE | re.ASCII)
_AFTER_OFFSET = re.compile(
    r"\s+(?P<which>before|prior\s+to|ahead\s+of|after|from|of|following|on"
    r"|in\s+advance\s+of)\s+(?:the\s+)?|\s+",
    re.IGNORECASE | re.ASCII,
)
_RANGE = re.compile(
    rf"\s*(?:-|/|&|\+|\bor\b|\band\b|\bto\b)\s*(?:the\s+)?(?:{WEEKDAY}|\d{{1,2}}(?:st|nd|rd"
    rf"|th)?\s*(?:of\s+)?{MONTH}"
    r"|\d{1,2}/\d{1,2}(?!/)|\d{1,2}(?:st|nd|rd|th)(?!\w))(?!\s+(?:to|will)\b)",
    re.IGNORECASE | re.ASCII,
)


def joined_cores(cores: list[Core], shadow: str, asked: Asked) -> list[Core]:
    """Return the dates of a text, those that belong together as one."""
    made: list[Core] = []
    for core in cores:
        if made:
            joined = _joined(made[-1], core, shadow, asked)
            if joined is not None:
                made[-1] = joined
                continue
        made.append(core)
    return [_with_range(core, shadow, asked) for core in made]


def _joined(first: Core, second: Core, shadow: str, asked: Asked) -> Core | None:
    between = shadow[first.end : second.start]
    if len(between) > 16:
        return None
    if first.shape is Shape.OFFSET and second.shape is not Shape.OFFSET and second.meant.day is not None:
        return _counted_from(first, second, between, asked)
    beside = _BEFORE_DAY.fullmatch(between)
    if first.weekday is not None and first.shape is Shape.WEEKDAY and beside is not None:
        return _beside_day(first, second, beside["which"].casefold() == "after", asked)
    if not _BESIDE.fullmatch(between):
        return None
    if first.shape is Shape.TIME and second.meant.day is not None and second.shape is not Shape.OFFSET:
        return replace(
            second, start=first.start, meant=replace(second.meant, ends_something=True), is_sure=True
        )
    if second.shape is Shape.TIME and first.meant.day is not None and "," not in between:
        return replace(first, end=second.end)
    if first.weekday is not None and second.shape is Shape.DAY and second.meant.day is not None:
        same = second.meant.day.weekday() == first.weekday
        return replace(second, start=first.start, weekday=first.weekday, is_sure=True) if same else None
    if (
        second.weekday is not None
        and first.shape in (Shape.DAY, Shape.OFFSET)
        and first.meant.day is not None
    ):
        closed = second.end + ("(" in between and shadow[second.end : second.end + 1] == ")")
        return replace(first, end=closed) if first.meant.day.weekday() == second.weekday else None
    return None


_BEFORE_DAY = re.compile(r"\s+(?P<which>before|after)\s+(?:the\s+)?", re.IGNORECASE | re.ASCII)


def _beside_day(first: Core, second: Core, is_after: bool, asked: Asked) -> Core | None:
    """Return "the Thursday before the next meeting": a weekday counted from another day."""
    if first.weekday is None or second.shape not in (Shape.MEETING, Shape.DAY):
        return None
    if second.meant.day is None or (second.shape is Shape.DAY and second.kind != "feast"):
        return None
    away = (first.weekday - second.meant.day.weekday()) % 7 or 7
    meant = reckon.day_after(replace(asked, day=second.meant.day), away if is_after else away - 7 or -7, "")
    return replace(first, end=second.end, shape=Shape.RELATIVE, meant=meant, is_sure=True)


def _counted_from(first: Core, second: Core, between: str, asked: Asked) -> Core | None:
    """Return "2 weeks before the next meeting", "a week today": an offset counted from another date."""
    match = _AFTER_OFFSET.fullmatch(between)
    if match is None or first.meant.offset is None or second.meant.day is None:
        return None
    count, unit = first.meant.offset
    which = (match["which"] or "").casefold()
    if not which and (first.meant.in_weeks is None or second.shape not in (Shape.WEEKDAY, Shape.RELATIVE)):
        return None
    if which == "on" and first.meant.in_weeks is None:
        return None
    back = which.startswith(("before", "prior", "ahead", "in"))
    base = replace(asked, day=second.meant.day)
    meant = reckon.offset(base, count, unit, back)
    if second.shape is Shape.MEETING:
        meant = replace(meant, basis=DueBasis.BEFORE_MEETING)
    return replace(second, start=first.start, shape=Shape.OFFSET, meant=meant, is_sure=True)


_BETWEEN = re.compile(r"(?<!\w)between\s+(?:the\s+)?$", re.IGNORECASE | re.ASCII)
_LAST_DAY = re.compile(
    rf"(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*(?:of\s+)?(?P<month>{MONTH})"
    rf"|/(?P<number>\d{{1,2}}))?$",
    re.IGNORECASE | re.ASCII,
)


def _with_range(core: Core, shadow: str, asked: Asked) -> Core:
    """Take in the second date of two: the first is the deadline, but "between" them the last."""
    if core.shape not in (Shape.DAY, Shape.WEEKDAY):
        return core
    match = _RANGE.match(shadow, core.end)
    whole = replace(core, end=match.end()) if match else core
    return _at_its_end(whole, shadow, asked) if _BETWEEN.search(shadow, 0, core.start) else whole


def _at_its_end(core: Core, shadow: str, asked: Asked) -> Core:
    """Return the last day of "between 1 and 4 December"."""
    last = re.split(r"\s*(?:-|/(?!\d)|&|\+|\bor\b|\band\b|\bto\b)\s*", shadow[core.start : core.end])[-1]
    if re.fullmatch(WEEKDAY, last, re.IGNORECASE) and core.shape is Shape.WEEKDAY:
        base = replace(asked, day=core.meant.day) if core.meant.day is not None else asked
        return replace(core, meant=reckon.weekday(base, weekday_of(last)))
    match = _LAST_DAY.match(last)
    if match is None or core.meant.day is None:
        return core
    day, first = int(match["day"]), core.meant.day
    if match["month"] or match["number"]:
        month = month_of(match["month"]) if match["month"] else int(match["number"])
        return replace(core, meant=reckon.day_and_month(asked, day, month, None))
    return replace(core, meant=reckon.day_of_month(replace(asked, day=first), day))
