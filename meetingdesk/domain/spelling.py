"""Which words of a text are looked at, and which of them are right."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from meetingdesk.domain.affixes import LONGEST, AffixDictionary

_WORD = re.compile(r"[\w\u0300-\u036f]+(?:['’\-\u2010\u2011][\w\u0300-\u036f]+)*")
_CHUNK = re.compile(r"\S+")
_SIGNS_OF_NO_WORD = ("@", "://", "www.", "\\", ";")
_SHORT_FORM = re.compile(r"[A-Z]{1,6}(?:'?s)?")
_HAS_DIGIT = re.compile(r"\d")
_PLAIN = str.maketrans({"’": "'", "\u2010": "-", "\u2011": "-"})
_ENDINGS = ("'s", "s'", "s", "'")
LONGEST_OWN_WORD = 60


class Word(NamedTuple):
    """One word of a text and where it stands, from the first letter to behind the last."""

    start: int
    end: int
    text: str


def words_in(text: str) -> list[Word]:
    """Return the words of a text that can be right or wrong.

    Numbers, references (M-2026-114), addresses of mail and of pages, paths, and abbreviations that
    are about to be expanded (;nfa) are none.
    """
    return wrong_words_in(text, lambda words: {word for word in words if not is_exempt(word)})


def wrong_words_in(text: str, wrong_among: Callable[[set[str]], AbstractSet[str]]) -> list[Word]:
    """Return the words of a text that `wrong_among` says are wrong.

    It is asked once, with every word and whatever looks like one: this runs at every key.
    """
    wrong = wrong_among(set(_WORD.findall(text)))
    if not wrong:
        return []
    found = [Word(each.start(), each.end(), each[0]) for each in _WORD.finditer(text) if each[0] in wrong]
    if any(sign in text for sign in _SIGNS_OF_NO_WORD):
        return _outside_addresses(text, found)
    return found


def plain(word: str) -> str:
    """Return a word as lists of words have it: composed, with the apostrophe and hyphen of a keyboard."""
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", word).translate(_PLAIN)


def names_to_words(names: Iterable[str]) -> frozenset[str]:
    """Return every word of some names, and the whole of those that are joined by a hyphen."""
    found: set[str] = set()
    for name in names:
        for match in _WORD.finditer(name):
            word = plain(match[0])
            found.update((word, *word.split("-")))
    return frozenset(word for word in found if word)


def read_word_list(path: Path) -> frozenset[str]:
    """Read a list of one word a line; what follows # says something about it."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return frozenset(plain(word) for line in lines if (word := line.partition("#")[0].strip()))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that are right: the dictionary, the trade's, one's own, and the names of this meeting."""

    dictionary: AffixDictionary
    sector: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def is_right(self, word: str) -> bool:
        """Say whether a word is right; one joined by hyphens is, if each part is."""
        word = plain(word)
        if self._is_right_whole(word):
            return True
        if "-" in word:
            parts = word.split("-")
            return all(len(part) == 1 or self._is_right_whole(part) for part in parts)
        return False

    def is_offered(self, word: str) -> bool:
        """Say whether a word, in exactly these letters, may be suggested."""
        return self.dictionary.offers(word) or self.is_added(word)

    def is_added(self, word: str) -> bool:
        """Say whether a word is one of those added to the dictionary, or its plural or possessive."""
        if word in self.sector or word in self.own or word in self.names:
            return True
        for ending in _ENDINGS:
            if word.endswith(ending):
                stem = word[: -len(ending)]
                if stem in self.sector or stem in self.own or stem in self.names:
                    return True
        return False

    def added(self) -> Iterator[str]:
        """Return every word that was added to the dictionary: names and one's own first."""
        yield from self.names
        yield from self.own
        yield from self.sector

    def _is_right_whole(self, word: str) -> bool:
        return any(self.dictionary.knows(way) or self.is_added(way) for way in ways_to_write(word))


def ways_to_write(word: str) -> Iterator[str]:
    """Return in which letters a word may stand in a list of words.

    At the beginning of a sentence any word has a capital, and in a heading nothing else; but a name or
    an abbreviation that was typed small is not right.
    """
    yield word
    if word.islower():
        return
    if word[1:].islower() or len(word) == 1:
        yield word.lower()
    elif word.isupper():
        yield word.capitalize()
        yield word.lower()
        if "'" in word:  # O'NEILL, CHILD'S
            head, _, tail = word.partition("'")
            yield f"{head.capitalize()}'{tail.capitalize()}"
            yield f"{head}'{tail.lower()}"


def _outside_addresses(text: str, words: list[Word]) -> list[Word]:
    spans = [chunk.span() for chunk in _CHUNK.finditer(text) if _is_address(chunk[0])]
    starts = [start for start, _ in spans]
    outside = []
    for word in words:
        before = bisect_right(starts, word.start) - 1
        if before < 0 or word.start >= spans[before][1]:
            outside.append(word)
    return outside


def _is_address(chunk: str) -> bool:
    return "@" in chunk[1:] or "://" in chunk or "\\" in chunk or chunk.startswith(("www.", ";"))


def is_exempt(word: str) -> bool:
    """Say whether letters are no word that could be wrong: a number, a reference, a short form."""
    if len(word) == 1 or len(word) > LONGEST:
        return True
    if word.isascii():
        if word.isalpha():
            return (word.isupper() and len(word) <= 6) or bool(_SHORT_FORM.fullmatch(word))
        return "_" in word or bool(_HAS_DIGIT.search(word)) or bool(_SHORT_FORM.fullmatch(word))
    word = plain(word)
    return bool(
        "_" in word
        or any(letter.isdigit() or not _is_latin(letter) for letter in word)
        or _SHORT_FORM.fullmatch(word)
    )


def _is_latin(letter: str) -> bool:
    # Words of other alphabets are not English, and nobody here can say whether they are right.
    return letter < "\u0370" or "\u1e00" <= letter <= "\u1eff"
