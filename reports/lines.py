"""A document as plain lines, each under its heading: what two versions are compared by."""

from __future__ import annotations

from collections.abc import Iterator

from meetingdesk.domain.compared_lines import Line
from reports.blocks import Block, Facts, Heading, Listing, NewPage, Notice, Paragraph, Quote, Report, words_of

DEEPEST = 6
BETWEEN = " · "
"""What stands between a heading and the one above it."""


def lines_of(report: Report) -> tuple[Line, ...]:
    """Return the lines of a document; what stands on each of its pages is none of them."""
    path: dict[int, str] = {}
    found: list[Line] = []
    for block in report.blocks:
        if isinstance(block, Heading):
            found.append(Line(_above(path, block.level), " ".join(block.text.split())))
            for level in range(block.level, DEEPEST + 1):
                path.pop(level, None)
            path[block.level] = block.text
            continue
        under = _above(path, DEEPEST + 1)
        found += [Line(under, " ".join(text.split())) for text in _texts(block) if text.strip()]
    return tuple(found)


def _above(path: dict[int, str], level: int) -> str:
    return BETWEEN.join(" ".join(path[one].split()) for one in sorted(path) if one < level)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text) | Notice(text):
            yield words_of(text)
        case Quote(text):
            yield f"“{text}”"
        case Listing(items):
            yield from map(words_of, items)
        case Facts(rows):
            # A row without a label goes on with what the one above it is about.
            yield from (f"{label}: {words_of(text)}" if label else words_of(text) for label, text in rows)
        case NewPage() | Heading():
            return
        case _:
            for row in block.rows:
                cells = (" ".join(words_of(text) for text in cell) for cell in row)
                yield " | ".join(cell for cell in cells if cell.strip())
