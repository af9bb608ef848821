"""Whether nearly the same is agreed already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from meetingdesk.domain.coach.finding import Seen
from meetingdesk.domain.coach.reading import ActionRead
from meetingdesk.domain.coach.said_action import small
from meetingdesk.domain.coach.words import Words

ALIKE = 0.85
MOST_LETTERS = 400
_SHARED = 0.6
_SHARED_LONG = 0.55
_LITTLE = frozenset(
    """
    a an the to of in on at by for with from and or is are be her his their its it this that them him
    she he they will as up over out so who
    mr ms mrs before after next week also then sw hv dc ds pc get have has had any all each both into
    off when what how do did done go goes
    social worker against
    nov dec oct sep sept jan feb mar apr may jun jul aug november december october september january
    monday tuesday wednesday thursday friday mon tue tues wed weds thu thurs fri
    """.split()  # noqa: SIM905
)
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "ment", "s", "e", "ly")


def near_duplicate(read: ActionRead) -> Iterator[Seen]:
    """An open action of the thread says nearly the same."""
    if read.facts is None or not read.facts.open_actions:
        return
    names = _names(read)
    own = _words_of(read.said.undated, read.words) - names
    own_text = " ".join(sorted(own))
    for one in read.facts.open_actions:
        other = _words_of(small(one.text), read.words) - names
        if _is_of_others(read, small(one.text)):
            continue
        if len(other) < 2 or not own:
            continue
        shared = len(own & other)
        share = shared / len(other)
        if shared >= 3 and share >= (_SHARED if len(other) < 6 else _SHARED_LONG):
            yield Seen(0, 0, one.text)
            return
        if len(own_text) <= MOST_LETTERS and _alike(own_text, " ".join(sorted(other))) >= ALIKE:
            yield Seen(0, 0, one.text)
            return


def _is_of_others(read: ActionRead, other: str) -> bool:
    """Say whether the two name different people of the family."""
    if read.facts is None:
        return False
    own, theirs = (
        {
            name
            for name in read.facts.family_names
            if name and re.search(rf"(?<![\w'-]){re.escape(name)}(?:'?s)?(?!\w)", text)
        }
        for text in (read.said.quiet, other)
    )
    return bool(own and theirs) and not own & theirs


def _names(read: ActionRead) -> frozenset[str]:
    """Return what people are called: that the same are meant does not make two actions alike."""
    roster = read.said.roster
    called = [person.name for person in roster.people] + [worker.name for worker in roster.professionals]
    return frozenset(_stem(part) for name in called for part in small(name).split())


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


def _words_of(text: str, words: Words) -> frozenset[str]:
    groups = _groups(words.lists.get("same", ()))
    found = set()
    text = _NUMBER.sub(lambda match: _NUMBERS[match.group()], text[:MOST_LETTERS])
    for word in re.findall(r"[a-z]+(?:'[a-z]+)?", text):
        plain = word.removesuffix("'s")
        if plain in _LITTLE or len(plain) < 2:
            continue
        stem = _stem(plain)
        found.add(groups.get(plain) or groups.get(stem) or stem)
    return frozenset(found)


_NUMBERS = {"2": "two", "3": "three", "4": "four", "6": "six", "8": "eight", "12": "twelve"}
_NUMBER = re.compile(rf"(?<![\w.])(?:{'|'.join(_NUMBERS)})(?![\w.])")


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


@lru_cache(maxsize=8)
def _groups(same: tuple[str, ...]) -> dict[str, str]:
    made: dict[str, str] = {}
    for group in same:
        members = group.split()
        for member in members:
            made.setdefault(member, members[0])
            made.setdefault(_stem(member), members[0])
    return made
