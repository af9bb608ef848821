"""A text read as plain small words, each with the way back to where it was typed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from meetingdesk.domain.slips import plain_marks

_TOKEN = re.compile(
    r"(?P<word>w/o?(?![a-z])|[£$]?\d+(?:[.:]\d+)*(?:%|[a-z]+)?"
    r"|[a-z]{1,8}?(?=n't\b)|n't\b|[a-z\u00df-\u024f]+|'[a-z]+|&)"
    r"|(?P<mark>[.;!?:,\n]|[-|](?=[ \n-]))"
)
_MARKS = {";": ".", "!": ".", "\n": ".", "-": ":", "|": ":"}
_SAME = {
    "n't": "not",
    "wo": "will",
    "ca": "can",
    "w/": "with",
    "w": "with",
    "&": "and",
    "w/o": "without",
    "u": "you",
    "tho": "though",
}
_WHOLE = {
    "cannot": "can not",
    "cant": "can not",
    "wont": "will not",
    "dunno": "do not know",
}
_JOINED_NOT = re.compile(r"(do|does|did|is|was|has|have|had|would|could|should|are|were|must|need)nt")

SENTENCE_ENDS = frozenset(".?")
END_MARKS = SENTENCE_ENDS | {":"}
"""What no phrase goes across; a comma is crossed only where a pattern names one."""
HIDDEN = "\u00a4"
"""Stands for each word that is somebody's own: quoted, or what a child said."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a text: small letters, short forms written out, one mark for each kind of stop."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    """Where each word stands in what was typed."""

    @property
    def text(self) -> str:
        """Return the words between single spaces, with one in front and one behind."""
        return f" {' '.join(self.words)} "

    def starts(self) -> list[int]:
        """Return where each word begins in the text of single spaces."""
        return list(accumulate((len(word) + 1 for word in self.words), initial=1))[:-1]

    def passages(self, most: int) -> Iterator[Reading]:
        """Return the sentences, as many together as have no more than so many words."""
        start = 0
        while len(self.words) - start > most:
            end = start + most
            ends = [place for place in range(start, end) if self.words[place] in SENTENCE_ENDS]
            end = ends[-1] + 1 if ends else end
            yield Reading(self.words[start:end], self.spans[start:end])
            start = end
        yield self if start == 0 else Reading(self.words[start:], self.spans[start:])

    def without(self, hidden: list[tuple[int, int]]) -> Reading:
        """Return the same with every word hidden that lies in one of some spans of what was typed."""
        if not hidden:
            return self
        begins = [start for start, _ in hidden]
        seen = []
        for word, (start, _end) in zip(self.words, self.spans, strict=True):
            place = bisect_right(begins, start) - 1
            seen.append(HIDDEN if place >= 0 and start < hidden[place][1] else word)
        return Reading(tuple(seen), self.spans)


def small(text: str) -> str:
    """Return a text of the same length in small letters, with one kind of apostrophe and dash."""
    plain = plain_marks(text)
    lowered = plain.lower()
    if len(lowered) != len(plain):  # a few letters of other alphabets become two
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in plain)
    return lowered


def read(text: str) -> Reading:
    """Read a text that was made small."""
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    for found in _TOKEN.finditer(text):
        token, span = found[0], found.span()
        plain: tuple[str, ...]
        if found.lastgroup == "mark":
            plain = (_MARKS.get(token, token),)
        elif token in _WHOLE:
            plain = tuple(_WHOLE[token].split())
        elif joined := _JOINED_NOT.fullmatch(token):
            plain = (joined[1], "not")
        else:
            plain = (_SAME.get(token, token),)
        words += plain
        spans += [span] * len(plain)
    return Reading(tuple(words), tuple(spans))
