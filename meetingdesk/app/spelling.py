"""The spelling of what is typed: British English, the trade's words, one's own, and a meeting's names."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from threading import Lock

from meetingdesk.app.desk import Desk
from meetingdesk.app.drawer import keep, kept
from meetingdesk.domain.affixes import AffixDictionary, load_affix_dictionary
from meetingdesk.domain.near_words import near_words
from meetingdesk.domain.spelling import (
    LONGEST_OWN_WORD,
    Vocabulary,
    is_exempt,
    names_to_words,
    plain,
    read_word_list,
    words_in,
)
from meetingdesk.domain.text import gate
from meetingdesk.errors import BadText, MeetingDeskError
from meetingdesk.resources import resource
from meetingdesk.storage.reading import Reading

OWN_WORDS = "own_words"
MOST_OWN_WORDS = 5_000
_MOST_REMEMBERED = 20_000
_BUSY_S = 0.001
_REST_S = 0.0005


class SpellingState(StrEnum):
    """Whether words can be looked up."""

    WAITING = "waiting"
    READY = "ready"
    MISSING = "missing"


class Speller:
    """Says whether words are right, and which were meant; until it has loaded, every word counts as right.

    `is_right` and `wrong_among` are for the thread that draws. `load` and `suggest` take long, are for a
    background lane, and make way for typing every millisecond.
    """

    def __init__(self, folder: Path | None = None, *, language: str = "en_GB") -> None:
        self._folder = folder or resource("dictionaries")
        self._language = language
        self._loading = Lock()
        self._vocabulary = Vocabulary(AffixDictionary({}, ()))
        self._remembered = _Remembered()
        self.state = SpellingState.WAITING
        self.fault: MeetingDeskError | None = None

    @property
    def own_words(self) -> tuple[str, ...]:
        """The words that somebody added, in the order of the alphabet."""
        return tuple(sorted(self._vocabulary.own, key=lambda word: (word.casefold(), word)))

    def load(self) -> SpellingState:
        """Read the dictionary, once; a dictionary that is missing or damaged is said, not raised."""
        with self._loading:
            if self.state is SpellingState.WAITING:
                try:
                    dictionary, sector = self._read()
                except (OSError, ValueError, LookupError) as error:
                    self.fault = MeetingDeskError(
                        "Spelling is not available.",
                        hint="The British dictionary of this program cannot be read "
                        f"({type(error).__name__}). Install MeetingDesk again. Everything else works.",
                    )
                    self.state = SpellingState.MISSING
                else:
                    self._change(replace(self._vocabulary, dictionary=dictionary, sector=sector))
                    self.state = SpellingState.READY
        return self.state

    def is_right(self, word: str) -> bool:
        """Say whether a word is right."""
        return not self.wrong_among({word})

    def wrong_among(self, words: set[str]) -> set[str]:
        """Return those of some words that are not right; what was asked before is remembered."""
        if self.state is not SpellingState.READY:
            return set()
        remembered, vocabulary = self._remembered, self._vocabulary
        new = words - remembered.right
        wrong = new & remembered.wrong
        for word in new - wrong:
            if is_exempt(word) or vocabulary.is_right(word):
                remembered.right.add(word)
            else:
                remembered.wrong.add(word)
                wrong.add(word)
        if len(remembered.right) + len(remembered.wrong) > _MOST_REMEMBERED:
            self._remembered = _Remembered()
        return wrong

    def suggest(self, word: str, most: int = 6) -> tuple[str, ...]:
        """Return the words most likely meant, best first; takes tens of milliseconds."""
        if self.state is not SpellingState.READY:
            return ()
        return near_words(self._vocabulary, word, most, _MakingWay())

    def add(self, word: str) -> None:
        """Count a word as right from now on."""
        self.set_own_words((*self._vocabulary.own, word))

    def set_own_words(self, words: Iterable[str]) -> None:
        """Count these as somebody's own words, and no others."""
        own = frozenset(tidy for word in words if (tidy := _tidy(word)))
        self._change(replace(self._vocabulary, own=own))

    def set_names(self, names: Iterable[str]) -> None:
        """Count the names of people and agencies as right, and those of no other meeting."""
        self._change(replace(self._vocabulary, names=names_to_words(names)))

    def _read(self) -> tuple[AffixDictionary, frozenset[str]]:
        dictionary = load_affix_dictionary(
            self._folder / f"{self._language}.aff", self._folder / f"{self._language}.dic", _MakingWay()
        )
        if not dictionary.stems:
            raise ValueError("The dictionary holds no words.")
        return dictionary, read_word_list(self._folder / "sector.txt")

    def _change(self, vocabulary: Vocabulary) -> None:
        # Both are replaced whole: a search on another thread goes on with those that it began with.
        self._vocabulary = vocabulary
        self._remembered = _Remembered()


@dataclass(slots=True)
class _Remembered:
    """What was found of words that were asked before."""

    right: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)


class _MakingWay:
    """Lets other threads run for a moment, once a millisecond.

    Python would let a thread that waits go first only after five, and a key that is typed waits several
    times until it shows.
    """

    def __init__(self) -> None:
        self._since = time.perf_counter()

    def __call__(self) -> None:
        if time.perf_counter() - self._since > _BUSY_S:
            time.sleep(_REST_S)
            self._since = time.perf_counter()


def own_words(reading: Reading) -> tuple[str, ...]:
    """Return the words that the person at the desk keeps; what cannot be read counts as none."""
    return own_words_from(kept(reading, OWN_WORDS))


def keep_own_words(words: tuple[str, ...], desk: Desk) -> None:
    """Keep the words of the person at the desk in their drawer."""
    keep(desk, OWN_WORDS, own_words_as_text(words))


def own_words_as_text(words: Iterable[str]) -> str:
    """Return words as the drawer keeps them."""
    return json.dumps(list(words)[:MOST_OWN_WORDS], ensure_ascii=False)


def own_words_from(text: str | None) -> tuple[str, ...]:
    """Return the words that a drawer kept."""
    try:
        words = json.loads(text or "[]")
    except ValueError:
        return ()
    if not isinstance(words, list):
        return ()
    return tuple(word for word in words if isinstance(word, str) and _tidy(word))[:MOST_OWN_WORDS]


def own_word(typed: str) -> str:
    """Return a word as it is kept, or raise where it is no single word."""
    word = _tidy(typed)
    if not word:
        raise BadText(
            "This is no single word that could be kept.",
            hint=f"Type one word of at most {LONGEST_OWN_WORD} letters, without spaces or figures.",
        )
    return word


def _tidy(word: str) -> str:
    """Return a word as it is added: without a possessive, and nothing at all if it is no single word."""
    word = plain(gate(word)).strip().removesuffix("'s")
    if len(word) > LONGEST_OWN_WORD:
        return ""
    found = words_in(word)
    return word if len(found) == 1 and found[0].text == word else ""
