"""What a benchmark found, and the table that shows it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table: what was measured, its limit, and what it was compared with in the same run."""

    name: str
    measured: str
    limit: str
    compared: str
    holds: bool | None
    """None where the figure has no limit, or could not be taken here."""

    @property
    def verdict(self) -> str:
        return {True: "holds", False: "MISSED", None: "-"}[self.holds]


@dataclass(frozen=True, slots=True)
class Size:
    """How large the stores are; smaller ones show that the benchmarks run, not whether the limits hold."""

    is_small: bool = False

    def of(self, full: int, small: int) -> int:
        return small if self.is_small else full


def at_share(values: Sequence[float], share: float) -> float:
    """Return the value that this share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def median(values: Sequence[float]) -> float:
    return at_share(values, 0.5)


def seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def ms(value: float) -> str:
    return f"{value * 1000:.2f} ms"


def table(figures: Iterable[Figure]) -> str:
    """Write figures as a table."""
    rows = [("figure", "measured", "limit", "in the same run", "verdict")]
    rows += [(f.name, f.measured, f.limit, f.compared, f.verdict) for f in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])
