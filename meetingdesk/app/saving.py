"""Files that leave the store: written whole or not at all, and never into the store itself."""

from __future__ import annotations

import os
from pathlib import Path

from meetingdesk.errors import LocationRefused, StorageProblem
from meetingdesk.storage.files import explained_file, write_atomically


def save_text(path: Path, text: str) -> None:
    """Write a text to a file that somebody chose."""
    write_atomically(path, text.encode("utf-8"))


def save_bytes(path: Path, content: bytes) -> None:
    """Write a finished file, such as a copy of a document, into a folder that somebody chose."""
    write_atomically(path, content)


def check_folder(folder: Path, store: Path | None) -> None:
    """Raise if nothing can be put into a folder, or if it belongs to the store."""
    with explained_file(folder, "written into"):
        is_there = folder.is_dir()
    if not is_there:
        raise StorageProblem(
            "The folder for the copies is not there.", hint="Choose another one, or connect its disk again."
        )
    if store is not None and folder.resolve().is_relative_to(store.resolve()):
        raise LocationRefused(
            "Copies must not lie in the folder of the store.",
            hint="Choose a folder of its own; what lies in the store is only for MeetingDesk.",
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StorageProblem(
            "Nothing can be written into this folder.",
            hint="Choose another one, or ask whoever looks after this computer for the right to write there.",
        )


def check_outside(path: Path, store: Path) -> None:
    """Raise if a file would lie in the store: what opens a store must not lie beside it."""
    if path.resolve().is_relative_to(store.resolve()):
        raise LocationRefused(
            "The recovery key must not lie in the folder of the store.",
            hint="Choose a memory stick or another place that is locked away, or print it instead.",
        )
