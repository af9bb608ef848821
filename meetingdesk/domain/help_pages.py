"""What each screen and each part of a meeting is for, in a few lines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from meetingdesk.domain.definitions import DefinitionFile, check_unique
from meetingdesk.resources import resource


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A heading and some short paragraphs; the key names what they explain."""

    key: str
    title: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _HelpTable:
    pages: tuple[HelpPage, ...]


def load_help_pages(local: Path | None = None) -> dict[str, HelpPage]:
    """Read every page by its key; a local file wins."""
    is_local = local is not None and local.is_file()
    file = DefinitionFile(local if local is not None and is_local else resource("help", "pages.toml"))
    pages = file.build(_HelpTable).pages
    check_unique(file, ("pages",), [page.key for page in pages], "key")
    file.check()
    return {page.key: page for page in pages}
