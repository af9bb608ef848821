"""Slips of one letter in the words that phrases are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from meetingdesk.domain.once import once
from meetingdesk.domain.phrases.reading import Reading
from meetingdesk.domain.slips import Slips
from meetingdesk.resources import resource

SHORTEST = 5
MOST_KEPT = 5_000
"""How many words are remembered with what is meant by them."""


@once
def right_near_phrases() -> frozenset[str]:
    """Return the English words that are one letter away from a word of a phrase."""
    lines = resource("words", "right_near_phrases.txt").read_text(encoding="ascii").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


class PhraseSlips:
    """Reads a word that is one letter away from a word of a phrase as that word."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(words)
        self._slips = Slips.of(self._known)
        self._meant: dict[str, str] = {}

    def mended(self, reading: Reading) -> Reading:
        """Return a text with what is meant."""
        words = tuple(map(self.meant, reading.words))
        return reading if words == reading.words else replace(reading, words=words)

    def meant(self, word: str) -> str:
        """Return the word that is meant by one that was typed; nearly always the same."""
        if len(word) < SHORTEST or word in self._known or not word.isalpha():
            return word
        found = self._meant.get(word)
        if found is None:
            if len(self._meant) >= MOST_KEPT:
                self._meant.clear()
            found = word if word in right_near_phrases() else self._slips.mend(word).text
            self._meant[word] = found
        return found
