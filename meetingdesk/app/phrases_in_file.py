"""Which words of texts deserve a question, without a store: one text, or a list of them in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from meetingdesk.app.definitions import phrase_book
from meetingdesk.app.listed_texts import listed_texts
from meetingdesk.domain.phrases.flag import PhraseFlag
from meetingdesk.domain.phrases.flags import flags_in
from meetingdesk.domain.slips import plain_marks

WORDS = "words"
A_CHILDS = frozenset({"a child's", "child's", "the child's", "a child", "child"})
"""How the column of whose words they are names a child's own."""


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text with the line of its file, and the words in it that deserve a question."""

    line: int
    text: str
    flags: tuple[PhraseFlag, ...]


def check_text(text: str, *, is_childs_words: bool = False) -> tuple[PhraseFlag, ...]:
    """Return the words of a text that deserve a question."""
    return flags_in(text, is_childs_words=is_childs_words, book=phrase_book())


def check_file(content: bytes) -> tuple[CheckedText, ...]:
    """Return the texts of a CSV file in their order, each with the words that deserve a question."""
    return tuple(
        CheckedText(one.line, one.text, check_text(one.text, is_childs_words=_is_a_childs(one.beside[WORDS])))
        for one in listed_texts(content, (WORDS,))
    )


def as_plain(flags: Iterable[PhraseFlag]) -> list[dict[str, Any]]:
    """Return flags as JSON can hold them."""
    return [
        {
            "kind": flag.kind.value,
            "start": flag.start,
            "end": flag.end,
            "words": flag.words,
            "question": flag.question,
        }
        for flag in flags
    ]


def lines_of(flags: Iterable[PhraseFlag], before: str = "") -> Iterator[str]:
    """Return flags for people to read: what kind of words, which, and what is asked of them."""
    called = {kind.id: kind.label for kind in phrase_book().kinds}
    for flag in flags:
        words = " ".join(flag.words.split())
        yield f"{before}{called.get(flag.kind, flag.kind.value)}: “{words}”. {flag.question}"


def lines_of_file(checked: Iterable[CheckedText]) -> Iterator[str]:
    """Return the flags of a file for people to read, each with its line."""
    for one in checked:
        yield from lines_of(one.flags, f"line {one.line}  ")


def _is_a_childs(whose: str) -> bool:
    return plain_marks(whose).strip().casefold() in A_CHILDS
