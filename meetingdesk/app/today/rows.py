"""The rows of Today: a mark, a sentence without names, and the place where it is dealt with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

MOST_SHOWN = 12
MOST_COUNTED = 200
"""So many are counted of one group; what is beyond that is told as that many or more."""


class TodayMark(StrEnum):
    """How pressing a row is."""

    NOW = "now"
    LATE = "late"
    SOON = "soon"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One thing that needs somebody, by reference, and where it is opened."""

    mark: TodayMark
    word: str
    says: str
    below: str
    place: str
    on: date | None = None
    at: time | None = None
    meeting_id: UUID | None = None
    family_id: UUID | None = None
    row_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TodayGroup:
    """Rows of one kind: the most pressing, how many there are, and the list that has them all."""

    key: str
    title: str
    place: str
    rows: tuple[TodayRow, ...]
    total: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class Today:
    """Everything that needs somebody on one day."""

    day: date
    groups: tuple[TodayGroup, ...]


def group_of(
    key: str, title: str, place: str, rows: Iterable[TodayRow], total: int | None = None
) -> TodayGroup:
    """Return a group with as many rows as are shown."""
    found = tuple(rows)
    return TodayGroup(key, title, place, found[:MOST_SHOWN], len(found) if total is None else total)


def far(day: date, today: date) -> str:
    """Return how far away a day is: today, tomorrow, in 5 days, 3 days ago."""
    days = (day - today).days
    match days:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
        case -1:
            return "yesterday"
        case _:
            return f"in {days} days" if days > 0 else f"{-days} days ago"


def late_by(day: date, today: date) -> str:
    """Return by how much a day was missed: 1 day late, 12 days late."""
    days = (today - day).days
    return f"{days} day late" if days == 1 else f"{days} days late"
