"""Which words of texts deserve a question, without a store: one text, or a list of them in a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from meetingdesk.app.definitions import phrase_book
from meetingdesk.domain.phrases.flag import PhraseFlag
from meetingdesk.domain.phrases.flags import flags_in
from meetingdesk.domain.slips import plain_marks
from meetingdesk.errors import BadImport

TEXT, WORDS = "text", "words"
A_CHILDS = frozenset({"a child's", "child's", "the child's", "a child", "child"})
"""How the column of whose words they are names a child's own."""
DELIMITERS = ",;\t"
LONGEST_TEXT = 100_000
_HINT = "Save it as CSV in UTF-8, with the names of the columns in its first line."


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
    rows = _rows(_decoded(content))
    line, header = next(rows, (1, []))
    columns = {name.strip().casefold(): place for place, name in reversed(list(enumerate(header)))}
    if TEXT not in columns:
        raise _faulty([f"line {line}: there is no column named {TEXT}."], _HINT)
    faults, checked = [], []
    for line, cells in rows:
        if len(cells) > len(header):
            faults.append(f"line {line}: has {len(cells)} cells, and the first line {len(header)}.")
            continue
        text = _cell(cells, columns[TEXT])
        whose = plain_marks(_cell(cells, columns[WORDS])) if WORDS in columns else ""
        is_childs_words = whose.strip().casefold() in A_CHILDS
        checked.append(CheckedText(line, text, check_text(text, is_childs_words=is_childs_words)))
    if faults:
        raise _faulty(faults, "Put each text between quotation marks.")
    return tuple(checked)


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


def _cell(cells: list[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Return the rows that are not blank, each with the line on which it begins."""
    csv.field_size_limit(LONGEST_TEXT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        if "limit" in str(error):
            wrong = f"a text is longer than {LONGEST_TEXT:,} characters; is a quotation mark missing?"
        else:
            wrong = "a quotation mark is missing, or stands where none belongs."
        raise _faulty([f"line {line}: {wrong}"], _HINT) from None


def _delimiter(text: str) -> str:
    """Return what parts the names of the columns; a list of texts alone has nothing to part."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    names = {mark: [name.strip(' "').casefold() for name in first.split(mark)] for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: (TEXT in names[mark], len(names[mark])))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _faulty([f"line {line}: this is no text in UTF-8."], _HINT) from None


def _faulty(faults: Iterable[str], hint: str) -> BadImport:
    found = tuple(faults)
    count = "one fault" if len(found) == 1 else f"{len(found):,} faults"
    return BadImport(f"The file has {count}, so no text was checked.", faults=found, hint=hint)
