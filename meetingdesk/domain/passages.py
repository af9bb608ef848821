"""A short piece of a text around the words that were looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from meetingdesk.domain.text import words

LONGEST = 140
BEFORE = 36
"""How many characters of what stands before the word are shown with it."""

_TOKEN = re.compile(r"\S+")


def passage(texts: Iterable[str], looked_for: Sequence[str]) -> str:
    """Return a line from the first text that holds one of the words, else the beginning of the first.

    The words are folded ones, as the search has them, and the last may be the beginning of a word.
    """
    lines = [" ".join(text.split()) for text in texts]
    for line in lines:
        start = _place(line, looked_for)
        if start is not None:
            return _around(line, start)
    return _around(next(filter(None, lines), ""), 0)


def _place(line: str, looked_for: Sequence[str]) -> int | None:
    if not looked_for:
        return None
    *whole, last = looked_for
    for token in _TOKEN.finditer(line):
        if any(word in whole or word.startswith(last) for word in words(token.group())):
            return token.start()
    return None


def _around(line: str, start: int) -> str:
    if len(line) <= LONGEST:
        return line
    first = max(start - BEFORE, 0)
    if first:
        # From the beginning of a word, where there is one.
        space = line.find(" ", first, start)
        first = space + 1 if space >= 0 else start
    shown = line[first : first + LONGEST]
    if first + LONGEST < len(line):
        shown = f"{shown.rsplit(' ', 1)[0]} …"
    return f"… {shown}" if first else shown
