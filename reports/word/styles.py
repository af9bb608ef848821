"""The styles of a Word document: real ones, so that somebody can change them once for the whole of it."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FONT = "Noto Sans"
INK, QUIET, ACCENT = RGBColor(0x14, 0x20, 0x2B), RGBColor(0x4A, 0x57, 0x63), RGBColor(0x0B, 0x5C, 0x63)
NOTICE_LINE, NOTICE_GROUND, QUOTE_LINE, RULE = "7A4A00", "FEF6E4", "0B5C63", "D5DBE0"
SMALLEST = 9.5
LABEL = 44
"""Millimetres that labels have."""
_HEADINGS = ((1.38, INK, 1.2, 0.3), (1.14, ACCENT, 1.1, 0.45), (1.0, INK, 0.6, 0.25))
"""How headings look by what they are in the document; the first that a document has is its Heading 1."""
_SLOTS = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")


def set_up(document: Any, points: float, language: str, levels: tuple[int, ...]) -> None:
    """Give a new document our page, our language and our styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    _language(document, language)
    styles = document.styles
    _style(styles["Normal"], points, INK, after=points * 0.45)
    _style(styles["Title"], points * 1.62, INK, after=points * 0.25, bold=True)
    _bare_title(styles["Title"])
    for place, level in enumerate(levels[:3], 1):
        factor, color, before, after = _HEADINGS[min(level, 3) - 1]
        style = styles[f"Heading {place}"]
        _style(style, points * factor, color, points * before, points * after, bold=True)
    for name in ("List Bullet", "List Number"):
        _style(styles[name], points, INK)
    _made(styles, "Below title", points, QUIET)
    _hanging(_made(styles, "Label and text", points, INK))
    _barred(_made(styles, "Own words", points, INK, points * 0.5, points * 0.6), QUOTE_LINE, "")
    _barred(_made(styles, "Notice", points, INK, points * 0.5, points * 0.6), NOTICE_LINE, NOTICE_GROUND)
    _made(styles, "Cell", points, INK)
    _made(styles, "Head of column", max(points * 0.84, SMALLEST), QUIET, bold=True)
    _made(styles, "Running line", SMALLEST, QUIET)
    quiet = styles.add_style("Small print", WD_STYLE_TYPE.CHARACTER)
    quiet.font.size, quiet.font.color.rgb = Pt(max(points * 0.82, SMALLEST)), QUIET


def _made(
    styles: Any,
    name: str,
    points: float,
    color: RGBColor,
    before: float = 0,
    after: float = 0,
    *,
    bold: bool = False,
) -> Any:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    _style(style, points, color, before, after, bold=bold)
    return style


def _style(
    style: Any, points: float, color: RGBColor, before: float = 0, after: float = 0, *, bold: bool = False
) -> None:
    style.font.size, style.font.color.rgb, style.font.name = Pt(points), color, FONT
    style.font.bold, style.font.italic = bold, False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for slot in list(fonts.attrib):
        if slot.endswith("Theme"):
            del fonts.attrib[slot]
    for slot in _SLOTS:
        fonts.set(qn(slot), FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.15


def _bare_title(style: Any) -> None:
    """Take the line away that the usual title has below it."""
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _barred(style: Any, line: str, ground: str) -> None:
    """Give a style a bar on its left, and a ground where one is named."""
    properties = style.element.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for name, value in (("w:val", "single"), ("w:sz", "18"), ("w:space", "8"), ("w:color", line)):
        left.set(qn(name), value)
    borders.append(left)
    properties.append(borders)
    if ground:
        shade = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", ground)):
            shade.set(qn(name), value)
        properties.append(shade)


def _hanging(style: Any) -> None:
    """Let the text of a style stand to the right of its label, on every line."""
    told = style.paragraph_format
    told.left_indent, told.first_line_indent = Mm(LABEL), Mm(-LABEL)
    told.tab_stops.add_tab_stop(Mm(LABEL))


def _language(document: Any, language: str) -> None:
    for properties in document.styles.element.iter(qn("w:rPr")):
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    normal = document.styles["Normal"].element.get_or_add_rPr()
    for properties in (defaults, normal):
        told = OxmlElement("w:lang")
        for name in ("w:val", "w:eastAsia", "w:bidi"):
            told.set(qn(name), language)
        properties.append(told)
