"""Typing slips of one letter, mended where only one word can be meant, with the way back to the typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from meetingdesk.domain.once import once
from meetingdesk.resources import resource

_WORD = re.compile(r"[A-Za-z]{4,24}")
_LOOKED_AT = re.compile(
    r"[A-Za-z]{4,24}|  +|(?<= )-{2,}(?= )|(?<= )2(?= be )"
    r"|(?<![\w/])(?:[Hh]/[Vv]|[Mm]/[Ww])(?=\s+(?:to|will)\s|\s*:)"
)
_SHORT = {" ": " ", "-": "-", "2": "to"}
"""What is read as something plainer, by how it begins: several spaces, a dash of two, "2 be"."""
_MENDED_WHOLE = 6
"""Words of this length are mended after any one slip, shorter ones only where two letters changed places."""


@once
def right_words() -> frozenset[str]:
    """Return the English words that are one letter away from a word that is looked for."""
    lines = resource("words", "right_near_names.txt").read_text(encoding="ascii").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


COMMON_SLIPS = {
    "tommorow": "tomorrow",
    "tommorrow": "tomorrow",
    "tomoz": "tomorrow",
    "tmrw": "tomorrow",
    "tmw": "tomorrow",
    "tomo": "tomorrow",
    "wensday": "wednesday",
    "wendesday": "wednesday",
    "wendsday": "wednesday",
    "wednsday": "wednesday",
    "cahms": "camhs",
    "h/v": "hv",
    "m/w": "mw",
}
"""Slips of more than one letter that everybody makes."""


_PLAIN_MARKS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
    }
    | {"\u2192": ">", "\u2014": "|"}
    | dict.fromkeys("\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u2002\u2003\u2007\u2009\u202f\u2028\u2029", " ")
)


def plain_marks(text: str) -> str:
    """Return a text of the same length with one kind of apostrophe, one of dash and one of space."""
    return text.translate(_PLAIN_MARKS)


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with its slips mended; `back` leads from a place in it to the place in what was typed."""

    text: str
    steps: tuple[tuple[int, int, int, int], ...] = ()
    """Each mended word: where it stands in the mended text, and where it stood in the typed one."""

    def back(self, place: int) -> int:
        """Return where a place of the mended text is in the typed one."""
        shift = 0
        for start, end, typed_start, typed_end in self.steps:
            if place <= start:
                break
            if place < end:
                return typed_start + min(place - start, typed_end - typed_start)
            shift = typed_end - end
        return place + shift


@dataclass(frozen=True, slots=True)
class Slips:
    """The words that are looked for, found again after one slip."""

    known: frozenset[str]
    alike: dict[tuple[str, int], tuple[str, ...]]
    """The words by how they begin and how long they are: a slip changes little of either."""
    names: frozenset[str]

    @classmethod
    def of(cls, words: Iterable[str], names: Iterable[str] = ()) -> Slips:
        """Make them of plain words and of names; a name is mended only where it has a capital."""
        name_words = frozenset(word.casefold() for word in names if _is_mendable(word))
        plain_words = frozenset(word.casefold() for word in words if _is_mendable(word))
        alike: dict[tuple[str, int], list[str]] = {}
        for word in sorted(plain_words | name_words):
            alike.setdefault((word[0], len(word)), []).append(word)
        return cls(
            plain_words | name_words,
            {key: tuple(found) for key, found in alike.items()},
            name_words - plain_words,
        )

    def mend(self, text: str) -> Mended:
        """Return a text with every slip mended of which there can be no doubt."""
        parts: list[str] = []
        steps: list[tuple[int, int, int, int]] = []
        done = length = 0
        for match in _LOOKED_AT.finditer(text):
            typed = match.group()
            word = _SHORT.get(typed[0]) or self._meant(typed)
            if word is None:
                continue
            between = text[done : match.start()]
            word = word.capitalize() if typed[0].isupper() else word
            parts += (between, word)
            length += len(between)
            steps.append((length, length + len(word), match.start(), match.end()))
            length += len(word)
            done = match.end()
        return Mended("".join((*parts, text[done:])), tuple(steps)) if steps else Mended(text)

    def _meant(self, typed: str) -> str | None:
        small = typed.lower()
        if small in self.known or small in right_words():
            return None
        if small in COMMON_SLIPS:
            return COMMON_SLIPS[small]
        found = [
            word
            for word in self._alike(small)
            if _is_slip(small, word) and (word not in self.names or typed[0].isupper())
        ]
        return found[0] if len(found) == 1 else None

    def _alike(self, typed: str) -> Iterator[str]:
        """Yield the words that share a half with a typed one, which one slip always leaves."""
        half = (len(typed) - 1) // 2
        begins, ends = typed[:half], typed[-half:]
        for start, length in (
            (typed[0], len(typed)), (typed[0], len(typed) - 1), (typed[0], len(typed) + 1),
            *(((typed[1], len(typed)),) if typed[1] != typed[0] else ()),
        ):  # fmt: skip
            for word in self.alike.get((start, length), ()):
                if word.startswith(begins) or word.endswith(ends):
                    yield word


def _is_mendable(word: str) -> bool:
    return _WORD.fullmatch(word) is not None


def _with_one_less(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _is_slip(typed: str, meant: str) -> bool:
    """Say whether one slip makes the typed word of the meant one."""
    if len(typed) == len(meant):
        differ = [place for place in range(len(typed)) if typed[place] != meant[place]]
        if len(differ) == 2 and differ[1] == differ[0] + 1:
            first, second = differ
            return typed[first] == meant[second] and typed[second] == meant[first]
        return len(differ) == 1 and differ[0] > 0 and len(meant) >= _MENDED_WHOLE
    if len(meant) < _MENDED_WHOLE or abs(len(typed) - len(meant)) != 1 or typed[0] != meant[0]:
        return False
    longer, shorter = (typed, meant) if len(typed) > len(meant) else (meant, typed)
    if longer == typed and longer in {meant + "s", meant + "y", meant + "d", meant + "r"}:
        return False
    return shorter in _with_one_less(longer)
