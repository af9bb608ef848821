"""Files that leave the store: written whole or not at all, and never into the store itself."""

from __future__ import annotations

from pathlib import Path

from meetingdesk.errors import LocationRefused
from meetingdesk.storage.files import write_atomically


def save_text(path: Path, text: str) -> None:
    """Write a text to a file that somebody chose."""
    write_atomically(path, text.encode("utf-8"))


def check_outside(path: Path, store: Path) -> None:
    """Raise if a file would lie in the store: what opens a store must not lie beside it."""
    if path.resolve().is_relative_to(store.resolve()):
        raise LocationRefused(
            "The recovery key must not lie in the folder of the store.",
            hint="Choose a memory stick or another place that is locked away, or print it instead.",
        )
