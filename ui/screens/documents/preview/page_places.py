"""Where the pages of a document stand below each other at a scale; whole points of the screen."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.pdf.pages import PageSize


@dataclass(frozen=True, slots=True)
class PagePlaces:
    """Pages one below the other, with the same room above, between and below them."""

    sizes: tuple[tuple[int, int], ...] = ()
    tops: tuple[int, ...] = ()
    room: int = 0

    @property
    def height(self) -> int:
        """How high all of them are."""
        return self.tops[-1] + self.sizes[-1][1] + self.room if self.tops else 0

    @property
    def width(self) -> int:
        """How wide the widest is, with its room."""
        return max((width for width, _ in self.sizes), default=0) + 2 * self.room

    def number_at(self, height: int) -> int:
        """Return which page stands at a height, counted from 1; the room above a page belongs to it."""
        return min(max(bisect_right([top - self.room for top in self.tops], height), 1), len(self.tops))

    def between(self, top: int, bottom: int) -> range:
        """Return the numbers of the pages that are seen between two heights."""
        if not self.tops:
            return range(0)
        return range(self.number_at(top), self.number_at(bottom) + 1)

    def begin(self, number: int) -> int:
        """Return where a page begins, with the room above it."""
        return self.tops[number - 1] - self.room


def places_of(pages: tuple[PageSize, ...], scale: float, room: int) -> PagePlaces:
    """Return where pages stand at a scale."""
    sizes = tuple((ceil(page.width * scale), ceil(page.height * scale)) for page in pages)
    tops, top = [], room
    for _, height in sizes:
        tops.append(top)
        top += height + room
    return PagePlaces(sizes, tuple(tops), room)
