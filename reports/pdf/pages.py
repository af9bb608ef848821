"""The pages of a finished PDF as pictures and as text, to be looked at before the file leaves.

The library that draws them may be used by one thread at a time: everything here is called on one lane.
Nothing stays open between two calls, so that nothing is closed by whoever happens to let go of it last.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from math import sqrt
from typing import Any

from meetingdesk.errors import MeetingDeskError

MOST_POINTS = 12_000_000
"""How many points one picture may have; a larger page is drawn coarser."""
BYTES_OF_A_POINT = 4


@dataclass(frozen=True, slots=True)
class PageSize:
    """How large a page is, in points of a printer: 72 to an inch."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as it is printed: rows from the top down, blue, green, red and an unused byte for a point."""

    width: int
    height: int
    pixels: bytes

    @property
    def stride(self) -> int:
        """How many bytes a row has."""
        return self.width * BYTES_OF_A_POINT


@dataclass(frozen=True, slots=True)
class PageSeen:
    """One page to look at, and what is read on it."""

    number: int
    """Counted from 1."""
    picture: PagePicture
    text: str


def sizes_in(content: bytes) -> tuple[PageSize, ...]:
    """Return how large each page of a file is."""
    with _opened(content) as pdf:
        return tuple(PageSize(*pdf.get_page_size(place)) for place in range(len(pdf)))


def page_seen(content: bytes, number: int, scale: float) -> PageSeen:
    """Return a page of a file; `scale` is how many points of the screen one point of the printer gets."""
    with _opened(content) as pdf:
        if not 1 <= number <= len(pdf):
            raise MeetingDeskError("The document has no such page.", hint=f"It has {len(pdf)}.")
        with closing(pdf[number - 1]) as page:
            return PageSeen(number, _drawn(page, scale), _text_of(page))


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    # Loaded when somebody first wants to see a page.
    from pypdfium2 import PdfDocument, PdfiumError  # type: ignore[import-untyped]

    try:
        pdf = PdfDocument(content)
    except PdfiumError as error:
        raise MeetingDeskError(
            "The pages of this file cannot be shown.", hint="Make it again; one with a lock is not shown."
        ) from error
    with closing(pdf):
        yield pdf


def _drawn(page: Any, scale: float) -> PagePicture:
    width, height = page.get_size()
    fitting = sqrt(MOST_POINTS / max(width * height, 1.0))
    with closing(page.render(scale=min(scale, fitting), prefer_bgrx=True)) as bitmap:
        return PagePicture(bitmap.width, bitmap.height, bytes(bitmap.buffer))


def _text_of(page: Any) -> str:
    with closing(page.get_textpage()) as text:
        return "\n".join(str(text.get_text_range()).splitlines())
