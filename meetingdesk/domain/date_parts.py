"""What a date on a line is made of: what leads it in, its shape, the day that is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meetingdesk.domain.actions import DueBasis
from meetingdesk.domain.date_reckoning import Meant


class Lead(StrEnum):
    """What stands before a date and says how it is meant."""

    BY = "by"
    BEFORE = "before"
    UNTIL = "until"
    WITHIN = "within"
    COMMENCING = "commencing"
    START = "start"
    ON = "on"
    AT = "at"
    FOR = "for"
    TO = "to"
    FROM = "from"
    SINCE = "since"
    AFTER = "after"
    OF = "of"
    EACH = "each"
    NONE = ""


class Shape(StrEnum):
    """In which way a date was said, as far as it matters to its reading."""

    DAY = "day"
    WEEKDAY = "weekday"
    RELATIVE = "relative"
    TIME = "time"
    OFFSET = "offset"
    MEETING = "meeting"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class SaidDate:
    """One date on a line, with everything that belongs to it: "by 5pm on Friday at the latest"."""

    start: int
    end: int
    words: str
    lead: Lead
    shape: Shape
    due_on: date | None
    basis: DueBasis = DueBasis.DATE
    other: date | None = None
    note: str = ""
    is_vague: bool = False
    is_working_day: bool = True
    date_start: int = 0
    """Where the date itself begins, behind its "by"."""
    is_of_something: bool = False
    """Whether it only tells which one is meant: the Friday contact, Monday's visit."""
    is_latest: bool = False
    is_past: bool = False
    """Whether it was said as past: last Friday, a year that is over."""


@dataclass(frozen=True, slots=True)
class Core:
    """A date without what leads it in."""

    start: int
    end: int
    shape: Shape
    meant: Meant
    kind: str
    weekday: int | None = None
    first: int | None = None
    second: int | None = None
    is_past: bool = False
    is_sure: bool = False
    """Whether its shape alone says that it is a date."""
