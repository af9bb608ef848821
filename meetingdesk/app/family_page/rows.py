"""The lines of a family's page: a mark in a word, a sentence, more below, and what it opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from meetingdesk.app.today.rows import far, late_by
from meetingdesk.domain.roll_call import Tone


class Part(StrEnum):
    """The parts of the page below the map, in their order."""

    CHILDREN = "children"
    MEETINGS = "meetings"
    PLAN = "plan"
    ACTIONS = "actions"
    WORKERS = "workers"
    CHALLENGES = "challenges"
    DATES = "dates"


@dataclass(frozen=True, slots=True)
class PageRow:
    """One line of a part, and what Enter opens: a meeting with a row of it, or a person."""

    tone: Tone
    word: str
    says: str
    below: str = ""
    meeting_id: UUID | None = None
    row_id: UUID | None = None
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page; without rows it says what will stand there."""

    part: Part
    title: str
    rows: tuple[PageRow, ...]
    nothing: str
    count: int
    """How many of what the title names there are; a child has two lines and counts once."""


def due_words(day: date | None, today: date) -> tuple[Tone, str]:
    """Return how near a day is in a word, and how that stands."""
    if day is None:
        return Tone.ATTENTION, "no date"
    if day < today:
        return Tone.WRONG, late_by(day, today)
    return Tone.PLAIN, far(day, today)


def joined(*parts: str) -> str:
    """Return what there is of some parts, in one line."""
    return " · ".join(part for part in parts if part)
