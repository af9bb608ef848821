"""What is left of a line when its owner, date and clauses are taken out, and its first verb."""

from __future__ import annotations

import re
from collections.abc import Iterable

from meetingdesk.domain.action_words import NOUNS_TOO, VERBS, WORD
from meetingdesk.domain.owner_groups import Owner
from meetingdesk.domain.slips import Mended


def left_of(line: str, mended: Mended, gone: Iterable[tuple[int, int]]) -> str:
    """Return what is left of a line; a stretch that went leaves a space."""
    spans = sorted((mended.back(start), mended.back(end)) for start, end in gone)
    parts = []
    place = 0
    for start, end in spans:
        if start >= place:
            parts.append(line[place:start])
        place = max(place, end)
    parts.append(line[place:])
    return " ".join(parts)


_DOUBLED = re.compile(r"\s*([,;])(?:\s*[,;])+")
_EMPTY = re.compile(r"[(\[]\s*[)\]]")
_EDGE = " \t\r\n,;:-\u2013\u2014"


def tidy(text: str) -> str:
    """Return a text without the gaps and marks that taking something out of it left."""
    text = _EMPTY.sub(" ", " ".join(text.split()))
    text = _DOUBLED.sub(r"\1", text)
    text = re.sub(r"\s+([,;.])(?=\s|$)", r"\1", text)
    text = re.sub(r"(?:\s[-\u2013])+(?=\s[-\u2013]\s|$)", "", text)
    return " ".join(text.strip(_EDGE).split())


def verb_of(line: str, mended: Mended, owner: Owner | None, gone: list[tuple[int, int]]) -> str:
    """Return the first word of what the owner is to do."""
    if owner is None or not owner.is_before_verb:
        return ""
    return first_verb(tidy(left_of(line, mended, [*gone, (0, owner.end)])), True)


_SOMEBODY_TO = re.compile(
    r"[\w'-]+(?P<more>(?:\s+[\w'-]+){0,4})\s+to\s+(?:not\s+)?(?P<verb>[a-z-]+)(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""Somebody who is not of the room, and what they are to do: "landlord to fix the door"."""
_MOVING = frozenset({"return", "look", "work"})
_NOT_YET = re.compile(
    r"(?:(?:also|then|now|urgently|jointly|together|both|all|please|pls|kindly|immediately|first|not"
    r"|to|again|formally|each|\d+|(?!weekly|reply|apply|supply|rely|comply)[a-z]+ly)\s+)+",
    re.IGNORECASE,
)


def first_verb(text: str, is_after_mark: bool) -> str:
    """Return the verb with which a text begins; behind a "to" any word is one."""
    match = _NOT_YET.match(text)
    word = WORD.match(text, match.end() if match else 0)
    if word is None:
        return ""
    small = word.group().casefold()
    if is_after_mark:
        return small
    somebody = _SOMEBODY_TO.match(text)
    if somebody is not None and somebody["verb"].casefold() in VERBS:
        is_told = small in VERBS and (somebody["more"] or small not in NOUNS_TOO or small in _MOVING)
        return small if is_told else somebody["verb"].casefold()
    return small if small in VERBS else ""
