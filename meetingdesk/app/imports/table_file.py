"""Reading a list from a file, whether it is CSV or a workbook."""

from __future__ import annotations

from pathlib import Path

from meetingdesk.app.imports.delimited import read_delimited
from meetingdesk.app.imports.table import Table, bounded, refusal
from meetingdesk.app.imports.workbook import read_workbook
from meetingdesk.errors import BadImport

MOST_BYTES = 64 * 1024 * 1024

WORKBOOK = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def read_table_file(path: Path) -> Table:
    """Read a list from a file."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large()
        content = path.read_bytes()
    except OSError as error:
        raise refusal([f"The file cannot be read: {error.strerror}."]) from None
    return read_table(content, path.name)


def read_table(content: bytes, name: str) -> Table:
    """Read a list from the content of a file; what kind of file it is, the content says."""
    if len(content) > MOST_BYTES:
        raise _too_large()
    if content.startswith(OLD_WORKBOOK):
        raise refusal(
            ["This workbook is old, or has a password. Save it as .xlsx without a password, or as CSV."]
        )
    rows, notes = read_workbook(content) if content.startswith(WORKBOOK) else read_delimited(content)
    return Table(name, bounded(rows), tuple(notes))


def _too_large() -> BadImport:
    return refusal([f"The file is larger than {MOST_BYTES // 1024 // 1024} MB."])
