"""What is laid out on a page: paragraphs and tables that know which part of the tree they are."""

from __future__ import annotations

from typing import Any, cast

from reportlab.lib.colors import Color
from reportlab.platypus import Paragraph, Table

from reports.pdf.sharing import keep_lines, kept_lines
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

    kept_as: tuple[str, int] | None = None
    """Its words and its style, by which its lines are found again in the next copy of a pack."""

    _laid_out_in: float | None = None
    _room: tuple[float, float] = (0, 0)
    blPara: Any  # noqa: N815 - so is this
    frags: Any
    _width_max = 0
    _splitLongWordCount = 0  # noqa: N815 - the library calls it so

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Say how much room it takes; tables ask several times."""
        # To part a paragraph the library takes its lines away, and may paint it whole after all.
        if self._laid_out_in != width or not hasattr(self, "blPara"):
            self._room = self._lay_out(width, height)
            self._laid_out_in = width
        return self._room

    def _lay_out(self, width: float, height: float) -> tuple[float, float]:
        if self.kept_as is None:
            return cast(tuple[float, float], super().wrap(width, height))
        key = (*self.kept_as, width)
        known = kept_lines(key)
        if known is None:
            taken: tuple[float, float] = super().wrap(width, height)
            keep_lines(key, (self.blPara, self.frags, taken))
            return taken
        self.blPara, self.frags, taken = known
        self.width, self.height = taken
        return taken

    def draw(self) -> None:
        """Paint it."""
        canvas: Any = self.canv
        self.blPara = _with_words_parted(self.blPara)
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


def _with_words_parted(laid_out: Any) -> Any:
    """Return lines with a space at the end of each but the last: a voice does not see where lines end.

    Other copies are painted from the same lines, so these are new ones.
    """
    if getattr(laid_out, "is_parted", False) or len(laid_out.lines) < 2:
        return laid_out
    parted = laid_out.clone(is_parted=True)
    if laid_out.kind == 0:
        parted.lines = [(line[0], [*line[1], ""], *line[2:]) for line in laid_out.lines[:-1]]
    else:
        parted.lines = [_parted(line) for line in laid_out.lines[:-1]]
    parted.lines.append(laid_out.lines[-1])
    return parted


def _parted(line: Any) -> Any:
    if not line.words:
        return line
    last = line.words[-1]
    return line.clone(words=[*line.words[:-1], last.clone(text=f"{last.text} ")])


class BarredParagraph(TaggedParagraph):
    """A paragraph with a bar on its left, and a ground where it must not be overlooked."""

    bar: Color | None = None
    ground: Color | None = None
    inset = 8.0
    above = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Say how much room it takes."""
        _, taken = super().wrap(width - 2 * self.inset, height - 2 * self.above)
        self._painted = (width, taken + 2 * self.above)
        return self._painted

    def split(self, width: float, height: float) -> list[Any]:
        """Return its parts on this page and the next."""
        parts = super().split(width - 2 * self.inset, height - 2 * self.above)
        for part in parts:
            part.bar, part.ground, part.above = self.bar, self.ground, self.above
        return parts

    def draw(self) -> None:
        """Paint the bar and the ground, then the text."""
        canvas: Any = self.canv
        width, height = self._painted
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
