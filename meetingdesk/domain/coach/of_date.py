"""By when: no day, a vague word, a day that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from meetingdesk.domain.coach.finding import Seen
from meetingdesk.domain.coach.reading import ActionRead


def no_date(read: ActionRead) -> Iterator[Seen]:
    """No day is said, and no vague word either."""
    date = read.date
    if not date.has_day and date.bad is None and date.vague is None:
        yield Seen()


def vague_time(read: ActionRead) -> Iterator[Seen]:
    """Only a vague word says when."""
    if (span := read.date.vague) is not None:
        yield Seen(*span, read.said.plain[span[0] : span[1]] or read.said.due)


def bad_date(read: ActionRead) -> Iterator[Seen]:
    """The day is before the meeting, or is no day at all."""
    if (span := read.date.bad) is not None:
        yield Seen(*span, read.date.why)


def after_review(read: ActionRead) -> Iterator[Seen]:
    """The day is after the next meeting, so that nobody looks at it there."""
    if (span := read.date.after_review) is not None:
        yield Seen(*span)


def not_working_day(read: ActionRead) -> Iterator[Seen]:
    """The day is a weekend or a holiday."""
    if (span := read.date.not_working) is not None:
        yield Seen(*span)
