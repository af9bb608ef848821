"""Words of meetings in plain words, for whoever does not sit in them every day."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from meetingdesk.resources import resource
from reports.blocks import (
    Block,
    Facts,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Quote,
    Table,
    Text,
    plain,
    words_of,
)


@cache
def shipped() -> dict[str, Any]:
    """Return the words and the paragraphs that are shipped."""
    return tomllib.loads(Path(resource("glossary.toml")).read_text(encoding="utf-8"))


def explained(blocks: tuple[Block, ...]) -> tuple[tuple[str, Text], ...]:
    """Return the words of a document that need to be explained, in the order of the alphabet."""
    said = " ".join(_said(block) for block in blocks).casefold()
    words: dict[str, str] = shipped()["words"]
    found = (word for word in sorted(words) if re.search(rf"\b{re.escape(word)}s?\b", said))
    return tuple((word[:1].upper() + word[1:], plain(words[word])) for word in found)


def paragraph(readers: str, about: str) -> str:
    """Return a paragraph that stands in every document for some readers."""
    text: str = shipped()[readers][about]
    return text


def _said(block: Block) -> str:
    match block:
        case Heading(text) | Quote(text):
            return text
        case Paragraph(text) | Notice(text):
            return words_of(text)
        case Listing(items):
            return " ".join(map(words_of, items))
        case Facts(rows):
            return " ".join(f"{label} {words_of(text)}" for label, text in rows)
        case Table():
            return " ".join(words_of(text) for row in block.rows for cell in row for text in cell)
        case _:
            return ""
