"""A report as a tagged PDF."""

from __future__ import annotations

import io
from functools import partial
from typing import Any

from reportlab import rl_config
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from meetingdesk.domain.text import in_short
from reports.blocks import Report, Tone, Written
from reports.pdf.canvas import TaggedCanvas
from reports.pdf.fonts import font_named, pieces, registered
from reports.pdf.layout import WIDTH, Layout
from reports.pdf.style import BOTTOM, DRAFT, LINE, MARGIN, PAGE, QUIET, TOP
from reports.pdf.tagging import finish

_SMALL = 9.0
_MARKED_FROM_EDGE = 36.0
_MOST_ABOVE, _MOST_AT_FOOT = 90, 44
_DRAFT_SIZE = 110
# Letters for streams of bytes are a relic of modems: they take time to write and to read back.
rl_config.useA85 = 0


def write_pdf(report: Report) -> Written:
    """Return the report as a file."""
    registered()
    layout = Layout(report)
    flowables = layout.flowables()
    out = io.BytesIO()
    document = BaseDocTemplate(
        out, pagesize=PAGE, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=TOP, bottomMargin=BOTTOM,
        title=report.title, author="", lang=report.language, pageCompression=1, invariant=1,
    )  # fmt: skip
    frame = Frame(MARGIN, BOTTOM, WIDTH, PAGE[1] - TOP - BOTTOM, 0, 0, 0, 0, id="text")
    document.addPageTemplates(PageTemplate("page", [frame], onPage=_draft if report.is_draft else _nothing))
    missing = layout.missing
    furniture = partial(_furniture, report, missing)
    document.build(flowables, canvasmaker=partial(TaggedCanvas, furniture=furniture))
    content, pages = finish(out.getvalue(), layout.tree, report)
    return Written(content, pages, tuple(sorted(missing)))


def _furniture(report: Report, missing: set[str], canvas: TaggedCanvas, number: int, count: int) -> None:
    """Paint what stands on each page: the marking above and below, whose copy it is, and the page."""
    drawn: Any = canvas
    drawn.saveState()
    drawn.setFillColor(QUIET)
    above = [report.marking, "DRAFT" if report.is_draft else "", report.above[:_MOST_ABOVE].upper()]
    top = PAGE[1] - _MARKED_FROM_EDGE
    _say(drawn, " · ".join(part for part in above if part), top, 0.5, missing, Tone.STRONG)
    drawn.setStrokeColor(LINE)
    drawn.setLineWidth(0.6)
    drawn.line(MARGIN, BOTTOM - 12, PAGE[0] - MARGIN, BOTTOM - 12)
    below = BOTTOM - 26
    _say(drawn, in_short(report.foot, _MOST_AT_FOOT), below, 0.0, missing)
    _say(drawn, report.marking, below, 0.5, missing, Tone.STRONG)
    _say(drawn, f"page {number} of {count}", below, 1.0, missing)
    drawn.restoreState()


def _say(
    canvas: Any, words: str, height: float, share: float, missing: set[str], tone: Tone = Tone.PLAIN
) -> None:
    """Paint a line at the left, in the middle or at the right, each script in its font."""
    shown = [(font_named(family, tone), text) for family, text in pieces(words, missing)]
    width = sum(canvas.stringWidth(text, font, _SMALL) for font, text in shown)
    place = MARGIN + (WIDTH - width) * share
    for font, text in shown:
        canvas.setFont(font, _SMALL)
        canvas.drawString(place, height, text)
        place += canvas.stringWidth(text, font, _SMALL)


def _draft(canvas: Any, _document: object) -> None:
    """Paint across the page that this is a draft, behind everything else."""
    with canvas.artifact("Background"):
        canvas.saveState()
        canvas.setFillColor(DRAFT)
        canvas.translate(PAGE[0] / 2, PAGE[1] / 2)
        canvas.rotate(52)
        canvas.setFont(font_named("NotoSans", Tone.STRONG), _DRAFT_SIZE)
        canvas.drawCentredString(0, -_DRAFT_SIZE / 3, "DRAFT")
        canvas.restoreState()


def _nothing(_canvas: object, _document: object) -> None:
    """Paint nothing behind the text."""
