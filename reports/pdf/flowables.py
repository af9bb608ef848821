"""What is laid out on a page: paragraphs and tables that know which part of the tree they are."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import Color
from reportlab.platypus import Paragraph, Table

from reports.pdf.structure import Node

BAR = 2.2
_NEARLY = 0.95


class TaggedParagraph(Paragraph):  # type: ignore[misc]  # the library carries no types
    """A paragraph that is painted as a part of the tree, on however many pages."""

    node: Node | None = None
    repeats = False
    """Whether it stands again at the head of a table that goes on; only the first is read."""

    actual = ""
    """What it says, where the letters are painted in another order than they are read."""

    def draw(self) -> None:
        """Paint it."""
        canvas: Any = self.canv
        _part_words(self.blPara)
        if self.node is None or (self.repeats and self.node.painted):
            with canvas.artifact("Pagination"):
                super().draw()
            return
        with canvas.tagged(self.node, self.actual):
            super().draw()

    def split(self, width: float, height: float) -> list[Any]:
        """Return its parts on this page and the next."""
        return self._same(super().split(width, height))

    def _same(self, parts: list[Any]) -> list[Any]:
        for part in parts:
            part.node, part.repeats = self.node, self.repeats
        return parts


def _part_words(laid_out: Any) -> None:
    """Leave a space at the end of each line but the last: a voice that reads does not see where lines end."""
    if getattr(laid_out, "is_parted", False):
        return
    laid_out.is_parted = True
    for line in laid_out.lines[:-1]:
        if laid_out.kind == 0:
            line[1].append("")
        elif line.words:
            line.words[-1].text += " "


class BarredParagraph(TaggedParagraph):
    """A paragraph with a bar on its left, and a ground where it must not be overlooked."""

    bar: Color | None = None
    ground: Color | None = None
    inset = 8.0
    above = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Say how much room it takes."""
        _, taken = super().wrap(width - 2 * self.inset, height - 2 * self.above)
        self._room = (width, taken + 2 * self.above)
        return self._room

    def split(self, width: float, height: float) -> list[Any]:
        """Return its parts on this page and the next."""
        parts = super().split(width - 2 * self.inset, height - 2 * self.above)
        for part in parts:
            part.bar, part.ground, part.above = self.bar, self.ground, self.above
        return parts

    def draw(self) -> None:
        """Paint the bar and the ground, then the text."""
        canvas: Any = self.canv
        width, height = self._room
        with canvas.artifact():
            canvas.saveState()
            if self.ground is not None:
                canvas.setFillColor(self.ground)
                canvas.rect(0, 0, width, height, stroke=0, fill=1)
            canvas.setFillColor(self.bar)
            canvas.rect(0, 0, BAR, height, stroke=0, fill=1)
            canvas.restoreState()
        canvas.saveState()
        canvas.translate(self.inset, self.above)
        super().draw()
        canvas.restoreState()


class TaggedTable(Table):  # type: ignore[misc]  # the library carries no types
    """A table whose lines and grounds are for the eye only; its cells are parts of the tree."""

    whole_page = 0.0
    """How high a page is: a row is parted only where it would not fit on one."""

    def split(self, width: float, height: float) -> list[Any]:
        """Return its parts on this page and the next."""
        self.splitInRow = 0
        parts = super().split(width, height)
        if not parts and height > self.whole_page * _NEARLY:
            self.splitInRow = 1
            parts = super().split(width, height)
        for part in parts:
            part.whole_page = self.whole_page
        return list(parts)

    def _drawBkgrnd(self) -> None:  # noqa: N802 - the library calls it so
        with self.canv.artifact():
            super()._drawBkgrnd()

    def _drawLines(self) -> None:  # noqa: N802 - the library calls it so
        with self.canv.artifact():
            super()._drawLines()
