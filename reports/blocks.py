"""A document before its format: what stands where, and nothing about how it is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Tone(StrEnum):
    """How loud a piece of text is."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one tone; it is shown as it stands, never read as markup."""

    text: str
    tone: Tone = Tone.PLAIN


Text = tuple[Run, ...]
"""What one paragraph says."""


def plain(*texts: str) -> Text:
    """Return text in one tone."""
    return tuple(Run(text) for text in texts if text)


def strong(text: str) -> Text:
    """Return text that stands out."""
    return (Run(text, Tone.STRONG),) if text else ()


def quiet(text: str) -> Text:
    """Return text that steps back: a reference, a source."""
    return (Run(text, Tone.QUIET),) if text else ()


def words_of(text: Iterable[Run]) -> str:
    """Return what a text says, without its tones."""
    return "".join(run.text for run in text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a part of the document, such as a case."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: Text


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words; a child's above all."""

    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A paragraph that must not be overlooked."""

    text: Text


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; counted where its order says something."""

    items: tuple[Text, ...]
    is_counted: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Short labels, and what is to be said to each: who was there, what each agency said."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; a cell is paragraphs. `shares` are the widths of the columns."""

    about: str
    """What the table holds, for somebody who hears it."""
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Text, ...], ...], ...]
    shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a page of its own."""


Block = Heading | Paragraph | Quote | Notice | Listing | Facts | Table | NewPage


@dataclass(frozen=True, slots=True)
class Report:
    """A whole document: its blocks, and what stands on each page."""

    title: str
    blocks: tuple[Block, ...]
    below_title: tuple[Text, ...] = ()
    marking: str = "OFFICIAL-SENSITIVE"
    above: str = ""
    """What stands beside the marking at the top of each page: copy number and reader."""
    foot: str = ""
    """What stands at the bottom left: meeting, version, copy."""
    is_draft: bool = False
    points: float = 12
    """The size of its text; never smaller than this, but for references in small print."""
    language: str = "en-GB"
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file, and what could not be shown in it."""

    content: bytes
    pages: int
    missing: tuple[str, ...] = ()
    """Characters that no shipped font has; each prints as a box."""


@dataclass
class Builder:
    """Collects blocks; what says nothing is left out, and so is a heading over nothing."""

    blocks: list[Block] = field(default_factory=list)

    def heading(self, text: str, level: int = 2) -> None:
        """Add a heading."""
        if text:
            self.blocks.append(Heading(text, level))

    def paragraph(self, *runs: Text) -> None:
        """Add a paragraph of several pieces."""
        text = tuple(run for part in runs for run in part if run.text)
        if text:
            self.blocks.append(Paragraph(text))

    def notice(self, *runs: Text) -> None:
        """Add a paragraph that must not be overlooked."""
        text = tuple(run for part in runs for run in part if run.text)
        if text:
            self.blocks.append(Notice(text))

    def quote(self, text: str) -> None:
        """Add somebody's own words."""
        if text:
            self.blocks.append(Quote(text))

    def listing(self, items: Iterable[Text], *, is_counted: bool = False) -> None:
        """Add a list."""
        found = tuple(item for item in items if item)
        if found:
            self.blocks.append(Listing(found, is_counted))

    def facts(self, rows: Iterable[tuple[str, Text]]) -> None:
        """Add labels with what is to be said to each."""
        found = tuple((label, text) for label, text in rows if text)
        if found:
            self.blocks.append(Facts(found))

    def table(
        self,
        about: str,
        header: tuple[str, ...],
        rows: Iterable[tuple[tuple[Text, ...], ...]],
        shares: tuple[float, ...] = (),
    ) -> None:
        """Add a table."""
        found = tuple(rows)
        if found:
            self.blocks.append(Table(about, header, found, shares))

    def new_page(self) -> None:
        """Let what follows begin on a page of its own."""
        if self.blocks:
            self.blocks.append(NewPage())

    def part(self, title: str, level: int, inside: Builder) -> None:
        """Add a heading and what stands under it, where anything does."""
        if inside.blocks:
            self.heading(title, level)
            self.blocks += inside.blocks

    def done(self) -> tuple[Block, ...]:
        """Return the blocks."""
        return tuple(self.blocks)
