"""How the action is written: its length, capitals, letters that stand for words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from meetingdesk.domain.coach.finding import Seen
from meetingdesk.domain.coach.reading import ActionRead

MOST_WORDS = 40
_CAPITALS = re.compile(r"(?<![\w'-])[A-Z][A-Z&]{2,7}(?![\w'-])")


def too_long(read: ActionRead) -> Iterator[Seen]:
    """More words than anybody takes in at once."""
    if len(read.said.text.split()) > MOST_WORDS:
        yield Seen(0, len(read.said.text))


def all_capitals(read: ActionRead) -> Iterator[Seen]:
    """Capitals throughout are hard to read."""
    letters = [letter for letter in read.said.plain if letter.isalpha()]
    if len(letters) > 20 and sum(letter.isupper() for letter in letters) > 0.85 * len(letters):
        yield Seen(0, len(read.said.plain))


def unknown_letters(read: ActionRead) -> Iterator[Seen]:
    """Letters stand for words that not everybody knows."""
    if any(True for _ in all_capitals(read)):
        return
    for match in _CAPITALS.finditer(read.said.plain):
        word = match.group().casefold()
        if (
            not read.words.at("known_letters", word)
            and not read.words.at("titles", word)
            and not read.words.at("vague_time", word)
        ):
            yield Seen(match.start(), match.end(), match.group())
            return
