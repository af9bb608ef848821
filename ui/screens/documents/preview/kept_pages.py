"""The pages that were drawn and are still needed: those that are seen, and few beside them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from reports.pdf.pages import PageSeen

MOST_BESIDE = 2
MOST_BYTES = 64_000_000
"""What pages that nobody sees now may take; those that are seen are always kept."""


class KeptPage:
    """One page as it was drawn at a scale."""

    __slots__ = ("_seen", "image", "scale")

    def __init__(self, seen: PageSeen, scale: float) -> None:
        # The image has no points of its own: it looks at those of the picture, which stay as long as it.
        self._seen = seen
        self.scale = scale
        picture = seen.picture
        form = QImage.Format.Format_RGB32
        self.image = QImage(picture.pixels, picture.width, picture.height, picture.stride, form)

    @property
    def text(self) -> str:
        """What is read on it."""
        return self._seen.text

    @property
    def size(self) -> int:
        """How many bytes its points take."""
        return len(self._seen.picture.pixels)


class KeptPages:
    """Keeps few pages, whatever the length of a document."""

    def __init__(self) -> None:
        self._pages: dict[int, KeptPage] = {}

    def __len__(self) -> int:
        return len(self._pages)

    @property
    def size(self) -> int:
        """How many bytes all of them take."""
        return sum(page.size for page in self._pages.values())

    def page(self, number: int) -> KeptPage | None:
        """Return a page, whatever the scale at which it was drawn."""
        return self._pages.get(number)

    def has(self, number: int, scale: float) -> bool:
        """Say whether a page is here at a scale."""
        page = self._pages.get(number)
        return page is not None and page.scale == scale

    def keep(self, seen: PageSeen, scale: float, in_view: Iterable[int]) -> None:
        """Keep a page, and let go of those that are farthest from what is seen."""
        self._pages[seen.number] = KeptPage(seen, scale)
        self.trim(in_view)

    def trim(self, in_view: Iterable[int]) -> None:
        """Let go of what is not needed where these pages are seen."""
        needed = frozenset(in_view)
        beside = sorted(
            (number for number in self._pages if number not in needed),
            # The next page before the one before: whoever reads goes on.
            key=lambda number: (min((abs(number - one) for one in needed), default=number), -number),
        )
        size = 0
        for place, number in enumerate(beside):
            size += self._pages[number].size
            if place >= MOST_BESIDE or size > MOST_BYTES:
                del self._pages[number]

    def forget(self) -> None:
        """Keep nothing."""
        self._pages.clear()
