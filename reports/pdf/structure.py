"""The tree that says what each painted thing of a PDF is, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a part of a document is, in the words of the format."""

    DOCUMENT = "Document"
    TITLE = "H1"
    HEADING_2 = "H2"
    HEADING_3 = "H3"
    HEADING_4 = "H4"
    PARAGRAPH = "P"
    QUOTE = "BlockQuote"
    NOTICE = "Note"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    BODY = "LBody"
    TABLE = "Table"
    HEAD = "THead"
    ROWS = "TBody"
    ROW = "TR"
    HEADER_CELL = "TH"
    CELL = "TD"


@dataclass(eq=False)
class Node:
    """One part of the tree, and where it is painted: on which pages, under which numbers."""

    role: Role
    children: list[Node] = field(default_factory=list)
    painted: list[tuple[int, int]] = field(default_factory=list)
    """Page and number of each piece of the page that belongs to it."""
    about: str = ""

    def add(self, role: Role, about: str = "") -> Node:
        """Add a part and return it."""
        node = Node(role, about=about)
        self.children.append(node)
        return node

    def walk(self) -> Iterator[Node]:
        """Yield this part and all in it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()
