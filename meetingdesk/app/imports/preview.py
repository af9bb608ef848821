"""What bringing in a list would do, row by row, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Effect(StrEnum):
    """What becomes of one row of a list."""

    NEW = "new"
    UPDATE = "update"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of a list: its effect, and which kinds of record it adds or changes how often."""

    number: int
    effect: Effect
    adds: tuple[tuple[str, int], ...] = ()
    changes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What a list holds, what each row would do, and what is wrong with it.

    `columns` pairs the name in the list with what it is taken for; nothing is written while there
    is any fault.
    """

    name: str
    columns: tuple[tuple[str, str], ...]
    unknown_columns: tuple[str, ...]
    notes: tuple[str, ...]
    rows: tuple[PlannedRow, ...]
    faults: tuple[str, ...]

    def count(self, effect: Effect) -> int:
        """Return how many rows would have an effect."""
        return sum(row.effect is effect for row in self.rows)
