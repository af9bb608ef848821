"""How the phrases of the data files are written, and what they find.

A phrase is words in a row. `a|b` is one or the other, `_` stands for a space inside an alternative,
`word*` is any word that begins so, `word?` may be missing, `<family>` is any member of a family of words,
`@` is any one word, `¤` words in quotation marks, `#` any number (`#kg`), `..` is up to three words in between (`..6` up to six), `!word` means that this word does
not follow, `^` and `$` are the beginning and the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from meetingdesk.domain.phrases.reading import HIDDEN

Families = Mapping[str, tuple[str, ...]]

NUMBER = "#"
_ANY = r"[^ .?:,¤]+"
_OTHER = r"(?!not |never |no )"
_END = r"(?=[.?:,]|\Z)"
_GAP = re.compile(r"\.\.(\d?)")
_USUAL_GAP = 3
_KNOWN = re.compile(r"[a-z0-9\u00df-\u024f£$%'_*,:&@#¤]+")
_OWNED = re.compile(r"(?<=[a-z])'s\b")


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
            if option[1:-1] not in families:
                raise WrongPattern(f"there is no family of words '{option[1:-1]}'")
            for member in families[option[1:-1]]:
                yield _words(member)
        elif not option or not _KNOWN.fullmatch(option):
            raise WrongPattern(f"'{item}' is not how words are written here")
        else:
            yield _words(option)


def _words(option: str) -> tuple[str, ...]:
    return tuple(_OWNED.sub(" 's", option.replace("_", " ")).split())


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
        for length in range(1, len(word) + 1):
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
