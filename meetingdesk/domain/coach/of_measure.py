"""How anybody will know, and what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from meetingdesk.domain.coach.finding import Seen
from meetingdesk.domain.coach.reading import ActionRead


def no_measure(read: ActionRead) -> Iterator[Seen]:
    """Nothing says how anybody will know."""
    if not read.measure.is_there:
        yield Seen()


def paper_measure(read: ActionRead) -> Iterator[Seen]:
    """The measure is only a paper or a count."""
    measure = read.measure
    if measure.is_there and measure.is_paper:
        yield Seen(*measure.pieces[0])


def no_purpose(read: ActionRead) -> Iterator[Seen]:
    """Nothing says what it is for."""
    if not read.measure.purpose:
        yield Seen()


_NUMBER = re.compile(
    r"\d|%|\b(?:once|twice|daily|weekly|fortnightly|monthly|each|every|one"
    r"|two|three|four|five|six|seven|ten)\b"
)


def quality_word(read: ActionRead) -> Iterator[Seen]:
    """A word of quality stands without a number."""
    match = read.words.find("quality", read.quiet)
    if match is not None and not _NUMBER.search(read.quiet, match.end()):
        yield Seen(*match.span(), read.said.plain[match.start() : match.end()])


_ATTENDING = re.compile(
    r"(?<![\w'])(?:to|will)\s+(?:attend|complete|go to|access|undertake)\s+(?:the\s+"
    r"|a\s+|an\s+)?(?:[a-z-]+\s+){0,4}?(?:course|programme|group|parenting"
    r"|sessions?|counselling|class(?:es)?|appointments?|workshop|work)\b"
)


def attendance_only(read: ActionRead) -> Iterator[Seen]:
    """Going somewhere stands for what is to be different."""
    match = _ATTENDING.search(read.quiet)
    if match is not None and (not read.measure.is_there or read.measure.is_paper):
        yield Seen(*match.span())
