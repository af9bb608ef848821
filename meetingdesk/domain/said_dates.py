"""Dates as people say them on a line: where they stand, which day is meant, and what else it could be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from meetingdesk.domain import date_reckoning as reckon
from meetingdesk.domain.date_context import with_lead
from meetingdesk.domain.date_joining import joined_cores
from meetingdesk.domain.date_parts import Core, Lead, SaidDate, Shape
from meetingdesk.domain.date_reckoning import Asked
from meetingdesk.domain.date_shapes import cores_in
from meetingdesk.domain.date_words import DATE_SLIPS
from meetingdesk.domain.frequencies import frequency_spans
from meetingdesk.domain.slips import plain_marks
from meetingdesk.domain.workdays import Calendar

__all__ = ["LONGEST_READ", "Lead", "SaidDate", "Shape", "dates_in", "find_dates", "read_date"]


LONGEST_READ = 2_000
"""Letters of a line that are read for dates; what is longer is no line that somebody typed."""


def find_dates(
    text: str, day: date, calendar: Calendar, next_meeting: date | None = None
) -> tuple[SaidDate, ...]:
    """Return every date that a text says, in its order, with places in the text as it was typed."""
    mended = DATE_SLIPS.mend(plain_marks(text[:LONGEST_READ]))
    found = dates_in(mended.text, Asked(day, calendar, next_meeting))
    made = []
    for said in found:
        start, end = mended.back(said.start), mended.back(said.end)
        words = text[start:end]
        made.append(replace(said, start=start, end=end, words=words, date_start=mended.back(said.date_start)))
    return tuple(made)


def read_date(text: str, day: date, calendar: Calendar, next_meeting: date | None = None) -> SaidDate | None:
    """Return the date that a field holds, or nothing where it holds anything else besides."""
    typed = text.strip().rstrip(".,;").strip()
    if not typed or len(typed) > 200:
        return None
    asked = Asked(day, calendar, next_meeting)
    shadow = DATE_SLIPS.mend(plain_marks(typed)).text
    if re.fullmatch(r"(?:the\s+)?\d{1,2}", shadow, re.ASCII | re.IGNORECASE):
        return with_lead(
            shadow,
            Core(0, len(shadow), Shape.DAY, reckon.day_of_month(asked, int(shadow.split()[-1])), "nth"),
            asked,
            alone=True,
        )
    for before in ("", "by "):
        found = dates_in(before + shadow, asked)
        if found and found[0].start <= len(before) and found[0].end >= len(before + shadow):
            said = found[0]
            back = len(before)
            return replace(
                said,
                start=0,
                end=len(text),
                words=typed,
                date_start=max(said.date_start - back, 0),
                lead=Lead.NONE if back else said.lead,
            )
    return None


def dates_in(
    shadow: str, asked: Asked, busy: tuple[tuple[int, int], ...] | None = None
) -> tuple[SaidDate, ...]:
    """Return the dates of a text with plain marks and mended slips; `busy` is where it says how often."""
    spans = frequency_spans(shadow) if busy is None else busy
    cores = joined_cores(list(cores_in(shadow, asked, spans)), shadow, asked)
    cores = [core for core in cores if not _has_its_day(core, cores, shadow)]
    made = []
    for place, core in enumerate(cores):
        said = with_lead(shadow, core, asked)
        following = cores[place + 1].start if place + 1 < len(cores) else len(shadow)
        if said is not None and said.end > following:
            # "of 11 December, cop today": the time of the day belongs to the second.
            said = replace(said, end=core.end, words=shadow[said.start : core.end])
        if said is not None and not any(said.date_start < end and start < said.end for start, end in spans):
            made.append(said)
    return tuple(_apart(made))


def _has_its_day(core: Core, cores: list[Core], shadow: str) -> bool:
    """Say whether a meeting is another than the next one, with a day of its own: "the review on 10 May"."""
    return core.shape is Shape.MEETING and any(
        one.shape is Shape.DAY
        and one.meant.day not in (None, core.meant.day)
        and shadow[core.end : one.start].strip().casefold() in {"on", "of", "on the"}
        for one in cores
    )


def _apart(found: list[SaidDate]) -> Iterator[SaidDate]:
    end = 0
    for said in found:
        if said.date_start < end:
            continue
        yield said if said.start >= end else replace(said, start=end)
        end = said.end
