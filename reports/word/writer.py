"""A report as a Word document."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reports.blocks import (
    Block,
    Facts,
    Heading,
    Listing,
    NewPage,
    Notice,
    Paragraph,
    Quote,
    Report,
    Run,
    Table,
    Text,
    Tone,
    Written,
)
from reports.word.styles import RULE, set_up

_WIDTH = 174
_MOST_TOLD = 255
"""The longest property that the format takes."""
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""No file tells when or by whom it was made: the ledger does."""
_NOT_OF_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_docx(report: Report) -> Written:
    """Return the report as a file."""
    document = Document()
    levels = tuple(sorted({block.level for block in report.blocks if isinstance(block, Heading)}))
    set_up(document, report.points, report.language, levels)
    _describe(document, report)
    _running_lines(document, report)
    _added(document, "Title", (Run(report.title),))
    for text in report.below_title:
        _added(document, "Below title", text)
    for block in report.blocks:
        _add(document, block, {level: place for place, level in enumerate(levels, 1)})
    out = io.BytesIO()
    _without_thumbnail(document)
    document.save(out)
    return Written(out.getvalue(), 0)


def lock_docx(content: bytes, passphrase: str) -> bytes:
    """Return a file as Word encrypts it (agile, AES-256)."""
    from msoffcrypto.format.ooxml import OOXMLFile  # only where somebody wants it

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(passphrase, out)
    return out.getvalue()


def _add(document: Any, block: Block, levels: dict[int, int]) -> None:
    match block:
        case Heading(text, level):
            _added(document, f"Heading {min(levels[level], 3)}", (Run(text),))
        case Paragraph(text):
            _added(document, "Normal", text)
        case Quote(text):
            _added(document, "Own words", (Run(f"“{text}”"),))
        case Notice(text):
            _added(document, "Notice", text)
        case Listing(items, is_counted):
            for item in items:
                _added(document, "List Number" if is_counted else "List Bullet", item)
        case Facts(rows):
            for label, text in rows:
                last = _labelled(document, label, text)
            last.paragraph_format.space_after = Pt(7)
        case Table():
            _table(document, block)
        case NewPage():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _added(document: Any, style: str, text: Text) -> Any:
    """Add a paragraph at the end."""
    paragraph = document.add_paragraph()
    _write(document, paragraph._p, style, text)
    return paragraph


def _write(document: Any, paragraph: Any, style: str, text: Text) -> None:
    """Write a text into a paragraph, which is given as the element of the file that it is."""
    if style != "Normal":
        paragraph.style = _named(document, style)
    for run in text:
        made = paragraph.add_r()
        made.text = _fit(run.text)
        if run.tone is Tone.STRONG:
            made.get_or_add_rPr()._add_b()
        elif run.tone is Tone.QUIET:
            made.style = _named(document, "Small print")


def _named(document: Any, style: str) -> str:
    """Return by what the file calls a style; looked up once, for the library searches all each time."""
    known: dict[str, str] = document.__dict__.setdefault("_styles_by_name", {})
    if style not in known:
        known[style] = document.styles[style].style_id
    return known[style]


def _say(paragraph: Any, text: Text) -> None:
    for run in text:
        made = paragraph.add_run(_fit(run.text))
        made.bold = run.tone is Tone.STRONG or None


def _fit(text: str) -> str:
    """Return a text as the format can hold it; what it cannot hold was never a letter."""
    return _NOT_OF_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _labelled(document: Any, label: str, text: Text) -> Any:
    """A label and what is said to it, with a hanging indent: no table is there only to look at."""
    return _added(document, "Label and text", (Run(label, Tone.STRONG), Run("\t"), *text))


def _table(document: Any, table: Table) -> None:
    """A table, written cell by cell: the library's own way looks at the whole grid for each of them."""
    shares = table.shares or (1.0,) * len(table.header)
    widths = [Mm(_WIDTH * share / sum(shares)) for share in shares]
    grid = document.add_table(rows=1 + len(table.rows), cols=len(table.header))
    grid.autofit = False
    properties = grid._tbl.tblPr
    _about(properties, table.about)
    _ruled(properties)
    for column, width in zip(grid._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    head, *rows = grid._tbl.tr_lst
    for cell, label, width in zip(head.tc_lst, table.header, widths, strict=True):
        cell.width = width
        _write(document, cell.p_lst[0], "Head of column", (Run(label),))
    told = head.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader"):
        told.append(OxmlElement(name))
    for row, texts in zip(rows, table.rows, strict=True):
        for cell, paragraphs, width in zip(row.tc_lst, texts, widths, strict=True):
            cell.width = width
            for count, text in enumerate(paragraphs):
                _write(document, cell.add_p() if count else cell.p_lst[0], "Cell", text)
    _added(document, "Normal", ()).paragraph_format.space_after = Pt(2)


def _about(properties: Any, about: str) -> None:
    for name in ("w:tblCaption", "w:tblDescription"):
        told = OxmlElement(name)
        told.set(qn("w:val"), about)
        properties.append(told)


def _ruled(properties: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for name in ("bottom", "insideH"):
        line = OxmlElement(f"w:{name}")
        for key, value in (("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", RULE)):
            line.set(qn(key), value)
        borders.append(line)
    properties.insert(1, borders)


def _running_lines(document: Any, report: Report) -> None:
    section = document.sections[0]
    above = [report.marking, "DRAFT" if report.is_draft else "", report.above.upper()]
    head = section.header.paragraphs[0]
    head.style, head.alignment = "Running line", WD_ALIGN_PARAGRAPH.CENTER
    _say(head, (Run(" · ".join(part for part in above if part), Tone.STRONG),))
    foot = section.footer.paragraphs[0]
    foot.style = "Running line"
    stops = foot.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(_WIDTH / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    _say(foot, (Run(report.foot), Run("\t"), Run(report.marking, Tone.STRONG), Run("\tpage ")))
    _counted(foot, "PAGE")
    _say(foot, (Run(" of "),))
    _counted(foot, "NUMPAGES")


def _counted(paragraph: Any, what: str) -> None:
    """Add a number that the reader's program fills in."""
    for kind, text in (("begin", ""), ("", what), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {text} "
            run._r.append(code)


def _without_thumbnail(document: Any) -> None:
    """Take the picture away that the usual template brings: it shows another document."""
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]


def _describe(document: Any, report: Report) -> None:
    told = document.core_properties
    told.title, told.subject = report.title[:_MOST_TOLD], report.subject[:_MOST_TOLD]
    told.language = report.language
    for name in ("author", "last_modified_by", "comments", "keywords", "category"):
        setattr(told, name, "")
    told.created = told.modified = _MADE
    told.revision = 1
