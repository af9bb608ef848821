"""How the phrases of the data files are written, and what they find.

A phrase is words in a row. `a|b` is one or the other, `_` stands for a space inside an alternative,
`word*` is any word that begins so, `word~` the word with its endings, `word?` may be missing, `<family>` is
any member of a family of words, `@` is any one word, `¤` words in quotation marks, `#` any number (`#kg`),
`..` is up to three words in between (`..6` up to six), `!word` means that this word does not follow, `^` and
`$` are the beginning and the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from meetingdesk.domain.phrases.reading import HIDDEN

Families = Mapping[str, str]
"""Families of words by name: words between spaces, `_` for a space inside of one."""

NUMBER = "#"
_ANY = r"[^ .?:,¤]+"
_OTHER = r"(?!not |never |no )"
_END = r"(?=[.?:,]|\Z)"
_GAP = re.compile(r"\.\.(\d?)")
_USUAL_GAP = 3
_LONGEST = 24
_KNOWN = re.compile(r"[a-z0-9\u00df-\u024f£$%'_*~,:&?@#¤]+")
_OWNED = re.compile(r"(?<=[a-z])'s\b")
_VOWELS = "aeiou"
_CLOSED = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$|mit$|fer$|cel$|get$|top$|hop$")


class WrongPattern(ValueError):
    """A phrase is not written as phrases are; the text says what is wrong with it."""


@dataclass(frozen=True)
class Pattern:
    """One phrase of a data file."""

    source: str
    families: Families

    def __post_init__(self) -> None:
        if not self.anchors:
            raise WrongPattern("no word in it must be there, so it would be found everywhere")

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The words of which one must be there for the phrase to be found; `word*` is a beginning."""
        best: frozenset[str] = frozenset()
        best_worth = 0.0
        for item in self.source.split():
            if item[-1] == "?" or item[0] in "!^$@" or _GAP.fullmatch(item):
                continue
            options = tuple(_options(item, self.families))
            if any(option in (("$",), ("@",)) for option in options):
                continue
            heads = frozenset(_rarest(option) for option in options)
            worth = min(map(_worth, heads)) - len(heads) / 40
            if not best or worth > best_worth:
                best, best_worth = heads, worth
        return best

    @property
    def words(self) -> Iterator[str]:
        """Every word that the phrase may be made of."""
        for item in self.source.split():
            if not _GAP.fullmatch(item) and item not in ("^", "$", "@"):
                for option in _options(item.strip("!?"), self.families):
                    yield from option

    @cached_property
    def found_by(self) -> re.Pattern[str]:
        """The expression for a text of words between single spaces."""
        return re.compile(
            "(?<= )" + "".join(_expression(item, self.families) for item in self.source.split())
        )


def _expression(item: str, families: Families) -> str:
    if item == "^":
        return r"(?<![^.?:,] )"
    if gap := _GAP.fullmatch(item):
        return f"(?:{_OTHER}{_ANY} ){{0,{int(gap[1] or _USUAL_GAP)}}}?"
    if item[0] == "!":
        return f"(?!{_alternatives(item[1:], families)})"
    if item[-1] == "?":
        return f"(?:{_expression(item[:-1], families)})?"
    return _alternatives(item, families)


def _alternatives(item: str, families: Families) -> str:
    options = sorted(set(_options(item, families)), key=lambda option: (-len(option), option))
    parts = ["".join(map(_word, option)) for option in options]
    return f"(?:{'|'.join(parts)})"


def _word(word: str) -> str:
    if word == "$":
        return _END
    if word == HIDDEN:
        return f"(?:{HIDDEN} )+"
    if word == "@":
        return f"{_OTHER}{_ANY} "
    return re.escape(word).replace(r"\*", "[^ ]*").replace(r"\#", r"[£$]?\d[\d.:]*") + " "


def _options(item: str, families: Families) -> Iterator[tuple[str, ...]]:
    for option in item.split("|"):
        if option.startswith("<") and option.endswith(">"):
            yield from members(option[1:-1], families)
        elif not option or not _KNOWN.fullmatch(option):
            raise WrongPattern(f"'{item}' is not how words are written here")
        else:
            yield from _written_out(option)


def members(family: str, families: Families, within: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Return the words of a family and of the families in it."""
    if family not in families:
        raise WrongPattern(f"there is no family of words '{family}'")
    if family in within:
        raise WrongPattern(f"the family of words '{family}' is one of its own words")
    for member in families[family].split():
        if member.startswith("<") and member.endswith(">"):
            yield from members(member[1:-1], families, (*within, family))
        elif not _KNOWN.fullmatch(member):
            raise WrongPattern(f"'{member}' is not how words are written here")
        else:
            yield from _written_out(member)


def _written_out(option: str) -> Iterator[tuple[str, ...]]:
    """Return the words of an option, once for each ending that is meant."""
    words = _OWNED.sub(" 's", option.replace("_", " ")).split()
    return product(*(with_endings(word[:-1]) if word[-1] == "~" else (word,) for word in words))


def with_endings(word: str) -> tuple[str, ...]:
    """Return a verb or a noun with its usual endings."""
    if word.endswith("e"):
        return word, f"{word}s", f"{word}d", f"{word[:-1]}ing"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word, f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"
    plural = "es" if word.endswith(("s", "x", "ch", "sh")) else "s"
    doubled = word + word[-1] if _CLOSED.search(word) else word
    return word, word + plural, f"{doubled}ed", f"{doubled}ing"


def _rarest(option: tuple[str, ...]) -> str:
    word = max(option, key=_worth)
    return NUMBER if "#" in word else word


def _worth(word: str) -> float:
    return -1.0 if word in _EVERYWHERE else float(min(len(word.rstrip("*")), 9))


def anchor_keys(words: tuple[str, ...]) -> Iterator[str]:
    """Return every key under which a phrase may be kept that these words hold."""
    for word in frozenset(words):
        yield word
        if word[0].isdigit() or word[0] in "£$":
            yield NUMBER
        for length in range(1, min(len(word), _LONGEST) + 1):
            yield f"{word[:length]}*"


_EVERYWHERE = frozenset(
    [
        "a",
        "about",
        "all",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "can",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "him",
        "his",
        "in",
        "is",
        "it",
        "its",
        "'s",
        "just",
        "me",
        "mo",
        "mum",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "own",
        "she",
        "so",
        "than",
        "that",
        "the",
        "their",
        "them",
        "there",
        "they",
        "this",
        "to",
        "up",
        "was",
        "we",
        "were",
        "what",
        "when",
        "which",
        "who",
        "will",
        "with",
        "would",
        "yp",
    ]
)
