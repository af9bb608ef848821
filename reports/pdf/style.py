"""How a document looks: its sizes, its colours, its spaces."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

INK = HexColor("#14202b")
QUIET = HexColor("#4a5763")
ACCENT = HexColor("#0b5c63")
LINE = HexColor("#d5dbe0")
NOTICE_GROUND = HexColor("#fef6e4")
NOTICE_LINE = HexColor("#7a4a00")
DRAFT = HexColor("#eef1f3")
PAGE = A4
MARGIN = 18 * mm
TOP, BOTTOM = 24 * mm, 22 * mm
SMALLEST = 9.5


@dataclass(frozen=True)
class Look:
    """The look of a document whose text has a size."""

    points: float

    def of(
        self, factor: float = 1.0, *, before: float = 0, after: float = 0, color: Color = INK
    ) -> ParagraphStyle:
        """Return a paragraph style, larger or smaller than the text."""
        size = max(self.points * factor, SMALLEST)
        return ParagraphStyle(
            f"x{factor}-{before}-{after}",
            fontName="NotoSans-Regular",
            fontSize=size,
            leading=size * 1.38,
            spaceBefore=before,
            spaceAfter=after,
            textColor=color,
            alignment=TA_LEFT,
            splitLongWords=1,
            allowWidows=0,
            allowOrphans=0,
        )

    @cached_property
    def body(self) -> ParagraphStyle:
        """The text."""
        return self.of(after=self.points * 0.45)

    @cached_property
    def tight(self) -> ParagraphStyle:
        """Text in cells and lists."""
        return self.of()

    @cached_property
    def below_title(self) -> ParagraphStyle:
        """What stands under the title."""
        return self.of(color=QUIET)

    @cached_property
    def title(self) -> ParagraphStyle:
        """The title of the document."""
        return self.of(1.62, after=self.points * 0.25)

    def heading(self, level: int) -> ParagraphStyle:
        """Return the style of a heading."""
        if level == 1:
            return self.of(1.38, before=self.points * 1.2, after=self.points * 0.3)
        if level == 2:
            return self.of(1.14, before=self.points * 1.1, after=self.points * 0.45, color=ACCENT)
        return self.of(before=self.points * 0.6, after=self.points * 0.25)

    @cached_property
    def header_cell(self) -> ParagraphStyle:
        """The head of a column."""
        return self.of(0.84, color=QUIET)

    def strong(self, style: ParagraphStyle) -> ParagraphStyle:
        """Return a style in the strong font."""
        key = (style.name, style.textColor.hexval())
        found = self._strong.get(key)
        if found is None:
            found = self._strong[key] = style.clone(f"{style.name}-strong", fontName="NotoSans-Bold")
        return found

    @cached_property
    def _strong(self) -> dict[tuple[str, str], ParagraphStyle]:
        return {}

    @property
    def small(self) -> float:
        """The size of what steps back."""
        return max(self.points * 0.82, SMALLEST)
