"""What a chair is told before a meeting that stands in no row: what is missing, and what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the record lacks, in a sentence with designations."""

    sentence: str
    family_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What falls due, for whom and by when, and for when it is booked."""

    what: str
    by: date | None
    whom: str = ""
    booked_on: date | None = None
    is_late: bool = False
    family_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """Everything of that kind, of all families of the meeting."""

    missing: tuple[Missing, ...] = ()
    due: tuple[Due, ...] = ()


NOTHING = Before()
"""What everybody reads who is not told of it."""
