"""Who may be one person recorded twice: told by names, days of birth and NHS numbers, never decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import combinations
from uuid import UUID

from meetingdesk.domain.text import words

MOST_ALIKE = 60
"""More people than this of one name or day are a habit of recording, and no list that anybody reads."""
NEAR = 2
"""How many letters may differ between two names that are near."""


class Likeness(IntEnum):
    """Why two records may be one person, the strongest first."""

    SAME_NHS_NUMBER = 1
    SAME_NAME_AND_BIRTH = 2
    NEAR_NAME_SAME_BIRTH = 3
    SAME_NAME_HERE = 4


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of one person."""

    id: UUID
    names: tuple[str, ...]
    birth_date: date | None
    nhs_number: str
    families: frozenset[UUID]
    is_unborn: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """Two records that may be one person."""

    one: UUID
    other: UUID
    why: Likeness


def alike(people: Sequence[Known]) -> Iterator[Alike]:
    """Return pairs that may be the same, each once, the strongest likeness first."""
    found: dict[frozenset[UUID], Alike] = {}
    for why, pairs in (
        (Likeness.SAME_NHS_NUMBER, _same_number(people)),
        (Likeness.SAME_NAME_AND_BIRTH, _same_name(people, at_birth=True)),
        (Likeness.NEAR_NAME_SAME_BIRTH, _near_name(people)),
        (Likeness.SAME_NAME_HERE, _same_name(people, at_birth=False)),
    ):
        for one, other in pairs:
            key = frozenset((one.id, other.id))
            if key not in found and may_be_one(one, other):
                found[key] = Alike(min(one.id, other.id), max(one.id, other.id), why)
    return iter(sorted(found.values(), key=lambda pair: (pair.why, pair.one, pair.other)))


def may_be_one(one: Known, other: Known) -> bool:
    """Say whether nothing that is certain stands against it: an unborn and a born child are never one."""
    numbers = {number_of(one.nhs_number), number_of(other.nhs_number)} - {""}
    return one.is_unborn == other.is_unborn and len(numbers) < 2


def number_of(nhs_number: str) -> str:
    """Return an NHS number as it is compared: its figures, or nothing where they are not ten."""
    figures = "".join(letter for letter in nhs_number if letter.isdecimal())
    return figures if len(figures) == 10 else ""


def folded(name: str) -> str:
    """Return a name as it is compared: no case, no accents, its words in any order."""
    return " ".join(sorted(words(name)))


def _same_number(people: Iterable[Known]) -> Iterator[tuple[Known, Known]]:
    groups: defaultdict[str, list[Known]] = defaultdict(list)
    for one in people:
        if number := number_of(one.nhs_number):
            groups[number].append(one)
    yield from _pairs(groups.values())


def _same_name(people: Iterable[Known], *, at_birth: bool) -> Iterator[tuple[Known, Known]]:
    """Return people of one name: born on one day, or in one family where a day is not known."""
    groups: defaultdict[str, list[Known]] = defaultdict(list)
    for one in people:
        for name in {folded(name) for name in one.names} - {""}:
            groups[name].append(one)
    fits = _born_on_one_day if at_birth else _here_with_a_day_missing
    yield from (pair for pair in _pairs(groups.values()) if fits(*pair))


def _born_on_one_day(one: Known, other: Known) -> bool:
    return one.birth_date is not None and one.birth_date == other.birth_date


def _here_with_a_day_missing(one: Known, other: Known) -> bool:
    return None in (one.birth_date, other.birth_date) and bool(one.families & other.families)


def _near_name(people: Iterable[Known]) -> Iterator[tuple[Known, Known]]:
    groups: defaultdict[date, list[Known]] = defaultdict(list)
    for one in people:
        if one.birth_date is not None:
            groups[one.birth_date].append(one)
    for one, other in _pairs(groups.values()):
        if any(are_near(folded(mine), folded(theirs)) for mine in one.names for theirs in other.names):
            yield one, other


def are_near(one: str, other: str) -> bool:
    """Say whether two names differ in a letter or two, as they do when somebody hears them."""
    if abs(len(one) - len(other)) > NEAR or min(len(one), len(other)) < 5:
        return False
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        before, row[0] = row[0], place
        for at, its in enumerate(other, start=1):
            cost = min(row[at] + 1, row[at - 1] + 1, before + (letter != its))
            before, row[at] = row[at], cost
        if min(row) > NEAR:
            return False
    return row[-1] <= NEAR


def _pairs(groups: Iterable[list[Known]]) -> Iterator[tuple[Known, Known]]:
    for group in groups:
        if 2 <= len(group) <= MOST_ALIKE:
            yield from combinations(group, 2)
