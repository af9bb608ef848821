"""Lists of phrases as the coach's data files have them, and the patterns that find them in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

LONGEST_PHRASE = 3_000
NOTHING = re.compile(r"(?!)")
_UP_TO_FOUR = r"(?:\s+[^\s.;]+){0,4}?"
_REFUSED = re.compile(r"[\\{}^]")
_ANY_WORDS = re.compile(r" +\.\.")
_ANY_WORD = re.compile(r"(?<![\w')\]])\*")
_ANY_END = re.compile(r"(?<=[\w'])\*")


class WrongPhrase(ValueError):
    """A phrase that cannot be looked for."""


@dataclass(frozen=True)
class Words:
    """Every list of phrases by its name."""

    lists: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    _patterns: dict[str, re.Pattern[str]] = field(default_factory=dict, repr=False, compare=False)

    def find(self, name: str, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first phrase of a list in a text of small letters."""
        return self.pattern(name).search(text, start, len(text) if end is None else end)

    def at(self, name: str, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the phrase of a list that stands at a place of a text of small letters."""
        return self.pattern(name).match(text, start)

    def has(self, name: str, text: str) -> bool:
        """Say whether a text of small letters holds a phrase of a list."""
        return self.pattern(name).search(text) is not None

    def all(self, name: str, text: str) -> Iterator[re.Match[str]]:
        """Return every phrase of a list in a text of small letters."""
        return self.pattern(name).finditer(text)

    def pattern(self, name: str) -> re.Pattern[str]:
        """Return what finds the phrases of a list; made when it is first asked for."""
        made = self._patterns.get(name)
        if made is None:
            made = self._patterns[name] = pattern_of(self.lists.get(name, ()))
        return made


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of some phrases, the longest first where one begins as another does."""
    made = [plain_pattern(phrase) for phrase in phrases]
    if not made:
        return NOTHING
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(made)})(?![\w])")


def plain_pattern(phrase: str) -> str:
    """Return a phrase as a pattern: brackets and bars are choices, * ends a word, .. up to four words."""
    made = phrase.strip()
    if not made or len(made) > LONGEST_PHRASE:
        raise WrongPhrase("a phrase needs words, and not too many")
    if _REFUSED.search(made):
        raise WrongPhrase("only words, brackets, bars, ? behind a bracket, * and .. can stand in a phrase")
    _check_marks(made)
    made = made.replace("(", "(?:")
    made = _ANY_WORDS.sub(lambda _: _UP_TO_FOUR, made)
    made = _ANY_WORD.sub(lambda _: r"[\w'-]+", made)
    made = _ANY_END.sub(lambda _: r"[\w'-]*", made)
    return re.sub(r" +", lambda _: r"\s+", made)


def _check_marks(phrase: str) -> None:
    """Refuse brackets that do not fit together; compiling each phrase alone would take far more memory."""
    depth, is_choice, before = 0, False, ""
    for letter in phrase:
        if is_choice:
            is_choice = letter != "]"
        elif letter == "[":
            is_choice = True
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
        elif letter in "?+" and before in ("", "(", "|", "?", "+"):
            depth = -1
        if depth < 0:
            break
        before = letter
    if depth or is_choice:
        raise WrongPhrase("its brackets do not fit together")
