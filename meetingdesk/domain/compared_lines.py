"""Two texts line by line: what was added, taken out or changed, and under which heading it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

ALIKE = 0.5
"""From here on a line that took the place of another is told as that line changed."""
LONGEST_PAIRED = 40
"""In a longer stretch lines are paired by their place, not by looking for the one most alike."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document, and the heading it stands under."""

    heading: str
    text: str


class Changed(StrEnum):
    """What became of a line."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One line that is not as it was."""

    what: Changed
    heading: str
    before: str = ""
    after: str = ""


def compared(before: Sequence[Line], after: Sequence[Line]) -> tuple[Change, ...]:
    """Return the lines in which two documents differ, in the order of the later one."""
    old, new = [line.text for line in before], [line.text for line in after]
    found: list[Change] = []
    for kind, start, end, to_start, to_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found += _stretch(before[start:end], after[to_start:to_end])
    return tuple(found)


def by_heading(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return under which headings lines differ, and how many, without a word of them."""
    counted = Counter(change.heading for change in changes)
    return tuple(
        f"{heading or 'at the beginning'} ({number} {'line' if number == 1 else 'lines'})"
        for heading, number in counted.items()
    )


def _stretch(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Change]:
    """Yield what became of lines that stood where others stand now."""
    pairs = dict(_pairs(old, new))
    taken = set(pairs.values())
    at = 0
    for place, line in enumerate(old):
        partner = pairs.get(place)
        if partner is None:
            yield Change(Changed.REMOVED, line.heading, before=line.text)
            continue
        yield from _added(new, range(at, partner), taken)
        yield Change(Changed.CHANGED, new[partner].heading, line.text, new[partner].text)
        at = partner + 1
    yield from _added(new, range(at, len(new)), taken)


def _added(new: Sequence[Line], places: range, taken: set[int]) -> Iterator[Change]:
    for place in places:
        if place not in taken:
            yield Change(Changed.ADDED, new[place].heading, after=new[place].text)


def _pairs(old: Sequence[Line], new: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield which line became which: each looks for the one most alike after the last that was found."""
    at = 0
    is_long = len(old) > LONGEST_PAIRED or len(new) > LONGEST_PAIRED
    for place, line in enumerate(old):
        places = range(max(at, place), min(place + 1, len(new))) if is_long else range(at, len(new))
        alike = [(_alike(line.text, new[other].text), -other) for other in places]
        best, where = max(alike, default=(0.0, 0))
        if best >= ALIKE:
            yield place, -where
            at = 1 - where


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()
