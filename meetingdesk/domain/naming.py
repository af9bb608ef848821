"""Finding the people of a family in what somebody typed, by designation or by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from meetingdesk.domain.names_as_words import also_words
from meetingdesk.domain.roster import Being, Roster, RosterPerson, RosterProfessional
from meetingdesk.domain.slips import plain_marks

__all__ = ["Named", "also_words", "people_named"]

_WORD = re.compile(r"\w+")
_MONTHS = frozenset({"april", "august", "avril", "january", "june", "july", "may"})
_MONTH_BEFORE = re.compile(
    r"(?:\d(?:st|nd|rd|th)?(?:\s+of)?|\b(?:in|mid|early|late|during|since|until|till|next|last|this"
    r"|(?:end|start|middle|beginning|month)\s+of))[\s-]+$",
    re.IGNORECASE,
)
_MONTH_AFTER = re.compile(
    r"\s+(?:the\s+)?\d{1,2}(?:st|nd|rd|th|\b)(?!\s*(?:wd|working|days?|weeks?|hours?|hrs?|/|%))|\s+20\d\d",
    re.IGNORECASE,
)
_TITLE = r"(?:(?i:mr|mrs|ms|miss|mx|dr|prof|ds|dc|di|pc|sgt|insp|nurse|sister)\.?\s+)"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody of the family, and where the text names them."""

    person_id: UUID
    start: int
    end: int


def people_named(text: str, roster: Roster) -> tuple[Named, ...]:
    """Return who is named where; the longest name wins where names lie in one another.

    A professional named in full, or by title and surname, hides a person of the same given name, and a
    month is nobody.
    """
    if not roster.people:
        return ()
    plain = plain_marks(text)
    found = sorted(_candidates(plain, roster), key=lambda one: (one[1], one[1] - one[2]))
    kept: list[Named] = []
    end = 0
    for person_id, start, stop in found:
        if start < end:
            # "Children 1 and 2" names two people in one place.
            if kept and person_id and (kept[-1].start, kept[-1].end) == (start, stop):
                kept.append(Named(person_id, start, stop))
            continue
        end = stop
        if person_id is not None:
            kept.append(Named(person_id, start, stop))
    return tuple(kept)


def _candidates(text: str, roster: Roster) -> Iterator[tuple[UUID | None, int, int]]:
    there = frozenset(_WORD.findall(text.casefold()))
    for words, hidden in _professional_patterns(roster.professionals):
        if not words.isdisjoint(there):
            for match in hidden.finditer(text):
                yield None, match.start(), match.end()
    for person, words, pattern in _patterns_of(roster.people):
        # Most people are not named on most lines, and a pattern is slow beside a set.
        if words.isdisjoint(there):
            continue
        for match in pattern.finditer(text):
            if not _is_month(text, match):
                yield person.id, match.start(), match.end()
    yield from _listed(text, roster.people)


def _is_month(text: str, match: re.Match[str]) -> bool:
    if match[0].casefold() not in _MONTHS:
        return False
    if _MONTH_BEFORE.search(text[max(0, match.start() - 16) : match.start()]):
        return True
    return bool(_MONTH_AFTER.match(text, match.end()))


_LISTED = re.compile(
    r"\b((?i:child|adult))(?i:ren|s)?\s?(?:"
    + "|".join(
        rf"(?:{mark}\b(?:\s*(?:,|/|&|\+|(?i:\band\b))\s*(?:(?i:and|child|adult)\s+)?{mark}(?![\w&-]))+)"
        for mark in (r"\d{1,2}", "[A-Z]")
    )
    + ")"
)


def _listed(text: str, people: tuple[RosterPerson, ...]) -> Iterator[tuple[UUID, int, int]]:
    """Find everybody of "Children 1, 2 and 3", each at the place of the whole list."""
    by_designation = {person.designation.casefold(): person for person in people if person.designation}
    for match in _LISTED.finditer(text):
        marks = re.findall(r"\d{1,2}|\b[A-Z]\b", text[match.end(1) : match.end()])
        found = [
            by_designation.get(f"{match[1].casefold()} {way}") for mark in marks for way in _either(mark)
        ]
        for person in dict.fromkeys(one for one in found if one is not None):
            yield person.id, match.start(), match.end()


def _either(mark: str) -> tuple[str, ...]:
    """Return a mark of a designation as a figure and as a letter, whichever way a partnership counts."""
    small = mark.casefold()
    if mark.isdecimal():
        number = int(mark)
        return (str(number), chr(ord("a") + number - 1)) if 1 <= number <= 26 else (small,)
    return (small, str(ord(small) - ord("a") + 1)) if len(small) == 1 and "a" <= small <= "z" else (small,)


@lru_cache(maxsize=64)
def _professional_patterns(
    professionals: tuple[RosterProfessional, ...],
) -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
    made = []
    for one in professionals:
        parts = [part for part in one.name.split() if not re.fullmatch(_TITLE, part + " ")]
        if len(parts) > 1:
            ways = rf"{_TITLE}?{_joined(parts)}|{_TITLE}{_joined(parts[-1:])}"
            pattern = re.compile(rf"(?<![\w-])(?i:{ways})(?![\w-])")
            made.append((frozenset(_WORD.findall(parts[-1].casefold())), pattern))
    return tuple(made)


@lru_cache(maxsize=64)
def _patterns_of(
    people: tuple[RosterPerson, ...],
) -> tuple[tuple[RosterPerson, frozenset[str], re.Pattern[str]], ...]:
    """Return how each person can be named among these people, and the words of which one must be there."""
    given = [_given(person) for person in people]
    last = [_last(person) for person in people]
    made = []
    for place, person in enumerate(people):
        ways = [*_designation_ways(person, people)]
        if person.name:
            ways.append(_whole(person.name, any_case=True))
        if given[place] and given.count(given[place]) == 1:
            ways += _given_ways(given[place], given)
        if last[place] and last[place] not in given:
            ways += _surname_ways(person, people, last)
        if ways:
            kind = _WORD.findall(person.designation.casefold())
            words = frozenset(
                (
                    *kind,
                    *(f"{kind[0]}{mark}" for mark in _glued(kind)),
                    *_WORD.findall(person.name.casefold()),
                )
            )
            made.append((person, words, re.compile("|".join(ways))))
    return tuple(made)


def _glued(kind: list[str]) -> tuple[str, ...]:
    """Return the marks that people type without a space: Child1, ChildA."""
    return tuple(
        dict.fromkeys((*kind[1:], *(way for mark in kind[1:] if len(mark) <= 2 for way in _either(mark))))
    )


def _given_ways(name: str, given: list[str]) -> Iterator[str]:
    yield _whole(name, any_case=name.casefold() not in also_words())
    first, hyphen, _ = name.partition("-")
    # Lily-Rose is Lily as well, unless somebody else is.
    if hyphen and len(first) > 2 and sum(other.partition("-")[0] == first for other in given) == 1:
        yield _whole(first, any_case=False)


def _surname_ways(person: RosterPerson, people: tuple[RosterPerson, ...], last: list[str]) -> Iterator[str]:
    name = _last(person)
    if last.count(name) == 1:
        yield _whole(name, any_case=False)
    adults = [other for other in people if other.being is Being.ADULT and _last(other) == name]
    if adults == [person]:
        yield rf"(?<![\w-]){_TITLE}(?i:{_joined([name])})(?![\w-])"


def _designation_ways(person: RosterPerson, people: tuple[RosterPerson, ...]) -> Iterator[str]:
    kind, _, mark = person.designation.partition(" ")
    if person.being is Being.UNBORN:
        if sum(other.being is Being.UNBORN for other in people) == 1:
            yield r"(?i:\b(?:the\s+)?(?:unborn(?:\s+(?:baby|child))?)\b)"
        else:
            yield rf"(?i:\bunborn\s+{re.escape(mark or '1')}\b)"
        return
    if not mark:
        if person.designation:
            yield _whole(person.designation, any_case=True)
        return
    # "Child A" and "Child 1" are the same child, whichever way a partnership counts.
    # In the other way of counting a letter needs its capital: "the child a week later" names nobody.
    other = [f"(?-i:{way.upper()})" for way in _either(mark)[1:]] if len(mark) <= 2 else []
    yield rf"(?i:\b{re.escape(kind)}\s?(?:{'|'.join((re.escape(mark), *other))})\b)"


def _whole(name: str, *, any_case: bool) -> str:
    return rf"(?<![\w-]){'(?i:' if any_case else '(?:'}{_joined(name.split())})(?![\w-])"


def _joined(parts: list[str]) -> str:
    """Return a pattern for words that may be parted by a space where the name has a hyphen."""
    return r"\s+".join(
        r"[\s-]".join(re.escape(half) for half in plain_marks(part).split("-")) for part in parts
    )


def _given(person: RosterPerson) -> str:
    return person.name.split()[0] if " " in person.name.strip() else person.name.strip()


def _last(person: RosterPerson) -> str:
    parts = person.name.split()
    return parts[-1] if len(parts) > 1 else ""
