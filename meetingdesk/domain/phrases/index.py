"""Phrases kept under the words that they need, so that a text is compared with few of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from meetingdesk.domain.phrases.pattern import Pattern, anchor_keys
from meetingdesk.domain.phrases.reading import Reading

T = TypeVar("T")

MOST_PLACES = 40
"""The most places in one text where one phrase is looked at; more of the same says nothing new."""


@dataclass(frozen=True, slots=True)
class Place(Generic[T]):
    """Where a phrase was found: from which word to before which."""

    what: T
    first: int
    behind: int


class PhraseIndex(Generic[T]):
    """Some phrases, each with what it stands for."""

    def __init__(self, phrases: Iterable[tuple[T, Pattern]]) -> None:
        self._by_anchor: dict[str, list[int]] = {}
        self._phrases = tuple(phrases)
        for number, (_what, pattern) in enumerate(self._phrases):
            for anchor in pattern.anchors:
                self._by_anchor.setdefault(anchor, []).append(number)
        self.words = frozenset(
            word for _what, pattern in self._phrases for word in pattern.words if word.isalpha()
        )

    def find(self, reading: Reading) -> Iterator[Place[T]]:
        """Return where phrases of this index are in a text."""
        wanted = self._by_anchor
        near = {number for key in anchor_keys(reading.words) if key in wanted for number in wanted[key]}
        if not near:
            return
        text, starts = reading.text, reading.starts()
        for number in sorted(near):
            what, pattern = self._phrases[number]
            for count, found in enumerate(pattern.found_by.finditer(text)):
                if count == MOST_PLACES:
                    break
                first = bisect_left(starts, found.start())
                yield Place(what, first, max(bisect_left(starts, found.end()), first + 1))
