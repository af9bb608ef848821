"""Labelled sentences: which kinds a flag has to name, and how many of them are found."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from meetingdesk.domain.phrases.book import PhraseBook, load_phrase_book
from meetingdesk.domain.phrases.flags import flags_in

HERE = Path(__file__).parent
LEARNING = HERE / "learning_part.toml"
OWN = HERE / "own_part.toml"
LEARNING_PARTS = (
    LEARNING,
    OWN,
    HERE / "learning_part_b.toml",
    HERE / "learning_part_c.toml",
    HERE / "learning_part_d.toml",
)
"""What the phrases were made and the weights learned with: all but the last by writers who saw no rule."""
TEST = HERE / "test_part.toml"
"""Read by the bench and by nobody else: whoever has seen a sentence of it can no longer measure with it."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and what a flag has to say of it."""

    text: str
    kinds: frozenset[str]
    may_be: frozenset[str]
    is_childs_words: bool


@dataclass(frozen=True, slots=True)
class Found:
    """How much of some labelled sentences is found, and how much that is none."""

    demanded: Counter[str]
    found: Counter[str]
    fine: int
    false_alarms: int
    of_another_kind: int
    """Flags of a kind that was not labelled, in sentences that deserve one of another kind."""

    @property
    def recall(self) -> float:
        """Return the share of the demanded kinds that are found."""
        return self.found.total() / self.demanded.total()

    @property
    def of_false(self) -> float:
        """Return the share of the fine sentences in which something is flagged."""
        return self.false_alarms / self.fine

    def recall_of(self, kind: str) -> float:
        """Return the share of one kind that is found."""
        return self.found[kind] / self.demanded[kind]


@cache
def sentences_of(path: Path) -> tuple[Labelled, ...]:
    """Return the sentences of a file."""
    return tuple(
        Labelled(
            one["text"],
            frozenset(one["kinds"]),
            frozenset(one.get("may_be", ())),
            one.get("words") == "a child's",
        )
        for one in tomllib.loads(path.read_text(encoding="utf-8"))["sentences"]
    )


@cache
def shipped() -> PhraseBook:
    """Return the phrases as they are shipped."""
    return load_phrase_book()


def kinds_in(sentence: Labelled, book: PhraseBook | None = None) -> frozenset[str]:
    """Return the kinds that are flagged in a sentence."""
    flags = flags_in(sentence.text, is_childs_words=sentence.is_childs_words, book=book or shipped())
    return frozenset(flag.kind.value for flag in flags)


def measured(sentences: tuple[Labelled, ...], book: PhraseBook | None = None) -> Found:
    """Compare what is flagged with what is labelled."""
    demanded: Counter[str] = Counter()
    found: Counter[str] = Counter()
    fine = false_alarms = of_another_kind = 0
    for sentence in sentences:
        kinds = kinds_in(sentence, book)
        demanded.update(sentence.kinds)
        found.update(sentence.kinds & kinds)
        if not sentence.kinds:
            fine += 1
            false_alarms += bool(kinds - sentence.may_be)
        else:
            of_another_kind += len(kinds - sentence.kinds - sentence.may_be)
    return Found(demanded, found, fine, false_alarms, of_another_kind)
