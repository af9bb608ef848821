"""Paints pages so that every mark is part of the tree, or said to be none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from reportlab.pdfgen import canvas as painting
from reportlab.pdfgen import textobject
from reportlab.pdfgen.canvas import Canvas

from reports.pdf.structure import Node

_NUMBERS_KEPT = 20_000
_spelt = lru_cache(maxsize=_NUMBERS_KEPT)(painting.fp_str)


def _number(*values: Any) -> Any:
    """Return numbers as a file spells them; the same places come again and again."""
    try:
        return _spelt(*values)
    except TypeError:  # a list of them
        return _spelt.__wrapped__(*values)


painting.fp_str = textobject.fp_str = _number

Furniture = Callable[["TaggedCanvas", int, int], None]
"""Paints what stands on every page: given the number of the page, and how many there are."""


class TaggedCanvas(Canvas):  # type: ignore[misc]  # the library carries no types
    """Counts what it paints on each page, and paints the running lines when the number of pages is known."""

    def __init__(self, *args: Any, furniture: Furniture, **kwargs: Any) -> None:
        self.depth = 0
        self.counted = 0
        self._furniture = furniture
        self._kept: list[dict[str, Any]] = []
        super().__init__(*args, **kwargs)

    @contextmanager
    def tagged(self, node: Node, actual: str = "") -> Iterator[None]:
        """Paint a part of the tree; `actual` is what it says, where that is not what is painted."""
        if self.depth:
            yield
            return
        node.painted.append((len(self._kept), self.counted))
        said = f" /ActualText <{actual.encode('utf-16-be').hex()}>".replace("<", "<FEFF") if actual else ""
        self._code.append(f"/{node.role.value} <</MCID {self.counted}{said}>> BDC")
        self.counted += 1
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1
            self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """Paint something that is there for the eye only."""
        if self.depth:
            yield
            return
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1
            self._code.append("EMC")

    def showPage(self) -> None:  # noqa: N802 - the library calls it so
        """Keep the page until the number of pages is known."""
        self._kept.append(dict(self.__dict__))
        self.counted = 0
        self._startPage()

    def save(self) -> None:
        """Paint the running lines on each page and write them all."""
        pages = self._kept
        for number, state in enumerate(pages, 1):
            self.__dict__.update(state)
            with self.artifact("Pagination"):
                self._furniture(self, number, len(pages))
            Canvas.showPage(self)
        super().save()
