"""Blocks to what is laid out, and to the tree that says what each of it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, PageBreak, Spacer, TableStyle

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
    words_of,
)
from reports.pdf.flowables import BarredParagraph, TaggedParagraph, TaggedTable
from reports.pdf.fonts import BOX
from reports.pdf.sharing import is_sharing, keep_parsed, kept_parsed, look_of
from reports.pdf.structure import Node, Role
from reports.pdf.style import ACCENT, BOTTOM, INK, LINE, MARGIN, NOTICE_GROUND, NOTICE_LINE, PAGE, TOP
from reports.pdf.text import markup

WIDTH = PAGE[0] - 2 * MARGIN
HEIGHT = PAGE[1] - TOP - BOTTOM
_HEADINGS = (Role.HEADING_2, Role.HEADING_3, Role.HEADING_4)
_LABEL_SHARE = 0.23
_LINES_WITH_HEADING, _LINES_OF_A_HEADING = 5.5, 2.9
_BULLET = "\u2022"
_PLAIN_TABLE = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ("TOPPADDING", (0, 0), (-1, -1), 1.2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.8),
]
_RULED = [
    *_PLAIN_TABLE[:3],
    ("TOPPADDING", (0, 0), (-1, -1), 4.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 5.5),
    ("LINEBELOW", (0, 0), (-1, 0), 0.9, INK),
    ("LINEBELOW", (0, 1), (-1, -1), 0.5, LINE),
]


def _room_for(blocks: tuple[Block, ...]) -> float:
    """Return how many lines a heading needs: its own, those of the headings that follow, and some text."""
    headings = 0
    for block in blocks:
        if not isinstance(block, Heading):
            break
        headings += 1
    return headings * _LINES_OF_A_HEADING + _LINES_WITH_HEADING


class Layout:
    """Lays out the blocks of one report."""

    def __init__(self, report: Report) -> None:
        self.tree = Node(Role.DOCUMENT)
        self.missing: set[str] = set()
        self._report = report
        self._look = look_of(report.points)
        levels = sorted({block.level for block in report.blocks if isinstance(block, Heading)})
        self._roles = dict(zip(levels, _HEADINGS, strict=False))

    def flowables(self) -> list[Any]:
        """Return everything in its order."""
        title = self._paragraph(
            (Run(self._report.title, Tone.STRONG),), self._look.title, self.tree.add(Role.TITLE)
        )
        found: list[Any] = [title]
        found += [
            self._paragraph(text, self._look.below_title, self.tree.add(Role.PARAGRAPH))
            for text in self._report.below_title
        ]
        if self._report.below_title:
            found.append(Spacer(1, self._report.points * 0.5))
        blocks = self._report.blocks
        for place, block in enumerate(blocks):
            if isinstance(block, Heading):
                # Never the last thing on a page: what it is the heading of begins on the same one.
                found.append(CondPageBreak(self._report.points * _room_for(blocks[place:])))
            found += self._of(block)
        return found

    def _of(self, block: Block) -> Iterator[Any]:
        look, tree = self._look, self.tree
        match block:
            case Heading(text, level):
                node = tree.add(self._roles.get(level, Role.HEADING_4), about=text)
                yield self._paragraph((Run(text, Tone.STRONG),), look.heading(level), node)
            case Paragraph(text):
                yield self._paragraph(text, look.body, tree.add(Role.PARAGRAPH))
            case Quote(text):
                yield self._barred((Run(f"“{text}”"),), Role.QUOTE)
            case Notice(text):
                yield self._barred(text, Role.NOTICE)
            case Listing(items, is_counted):
                labels = (f"{number}." if is_counted else _BULLET for number, _ in enumerate(items, 1))
                rows = [((Run(label),), item) for label, item in zip(labels, items, strict=True)]
                yield from self._labelled(rows, self._report.points * 2)
            case Facts(facts):
                shown = [((Run(label, Tone.STRONG),), text) for label, text in facts]
                yield from self._labelled(shown, WIDTH * _LABEL_SHARE)
            case Table():
                yield from self._table(block)
            case NewPage():
                yield PageBreak()

    def _paragraph(
        self,
        text: Text,
        style: ParagraphStyle,
        node: Node | None,
        kind: type[TaggedParagraph] = TaggedParagraph,
    ) -> TaggedParagraph:
        is_strong = bool(text) and all(run.tone is Tone.STRONG for run in text)
        if is_strong:
            style = self._look.strong(style)
        key = (text, id(style))  # a look lives as long as what is shared
        known = kept_parsed(key)
        if known is not None:
            made = kind(None, style, frags=known[1])
            made.kept_as = (known[0], id(style))
        else:
            made = self._parsed(text, style, kind, Tone.STRONG if is_strong else Tone.PLAIN)
        made.node = node
        return made

    def _parsed(
        self, text: Text, style: ParagraphStyle, kind: type[TaggedParagraph], usual: Tone
    ) -> TaggedParagraph:
        """Return a paragraph whose words were turned into what is laid out; copies of a pack do it once."""
        words, is_shaped = markup(text, self.missing, self._look.small, usual)
        if is_shaped:
            made = kind(words, style.clone(f"{style.name}-shaped", shaping=1))
            made.actual = words_of(text)
            return made
        made = kind(words, style)
        if is_sharing() and BOX not in words:  # each document lists the letters that it has no font for
            keep_parsed((text, id(style)), (words, made.frags))
            made.kept_as = (words, id(style))
        return made

    def _barred(self, text: Text, role: Role) -> TaggedParagraph:
        made = self._paragraph(text, self._look.tight, self.tree.add(role), BarredParagraph)
        assert isinstance(made, BarredParagraph)
        is_notice = role is Role.NOTICE
        made.bar = NOTICE_LINE if is_notice else ACCENT
        made.ground = NOTICE_GROUND if is_notice else None
        made.above = 6.0 if is_notice else 1.0
        made.spaceBefore, made.spaceAfter = self._report.points * 0.5, self._report.points * 0.6
        return made

    def _labelled(self, rows: Iterable[tuple[Text, Text]], width: float) -> Iterator[Any]:
        """Labels on the left, text on the right; in the tree a list, for that is what it is."""
        listed = self.tree.add(Role.LIST)
        cells = []
        for label, text in rows:
            item = listed.add(Role.ITEM)
            cells.append(
                [
                    self._paragraph(label, self._look.tight, item.add(Role.LABEL)),
                    self._paragraph(text, self._look.tight, item.add(Role.BODY)),
                ]
            )
        made = TaggedTable(cells, colWidths=[width, WIDTH - width], style=TableStyle(_PLAIN_TABLE))
        made.whole_page = HEIGHT
        made.spaceAfter = self._report.points * 0.6
        yield made

    def _table(self, table: Table) -> Iterator[Any]:
        node = self.tree.add(Role.TABLE, about=table.about)
        head = node.add(Role.HEAD).add(Role.ROW)
        header = []
        for text in table.header:
            made = self._paragraph(
                (Run(text, Tone.STRONG),), self._look.header_cell, head.add(Role.HEADER_CELL)
            )
            made.repeats = True
            header.append(made)
        body = node.add(Role.ROWS)
        rows: list[list[Any]] = [header]
        for row in table.rows:
            in_tree = body.add(Role.ROW)
            rows.append([self._cell(cell, in_tree.add(Role.CELL)) for cell in row])
        shares = table.shares or (1.0,) * len(table.header)
        widths = [WIDTH * share / sum(shares) for share in shares]
        made = TaggedTable(rows, colWidths=widths, style=TableStyle(_RULED), repeatRows=1)
        made.whole_page = HEIGHT
        made.spaceAfter = self._report.points * 0.7
        yield made

    def _cell(self, texts: tuple[Text, ...], node: Node) -> list[TaggedParagraph]:
        if len(texts) == 1:
            return [self._paragraph(texts[0], self._look.tight, node)]
        return [self._paragraph(text, self._look.tight, node.add(Role.PARAGRAPH)) for text in texts if text]
