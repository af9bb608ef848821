"""Contents of files that came in, kept once each by their hash."""

from __future__ import annotations

import hashlib

from sqlalchemy import insert, select

from meetingdesk.domain.documents import FileReceived
from meetingdesk.errors import MeetingDeskError, StaleRecord
from meetingdesk.storage.problems import explained
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import blob
from meetingdesk.storage.unit_of_work import UnitOfWork

MOST_BYTES = 50_000_000


def keep_content(work: UnitOfWork, content: bytes) -> str:
    """Keep the content of a file with the work in hand, and return the hash to name it by."""
    if len(content) > MOST_BYTES:
        raise MeetingDeskError(
            f"This file is larger than {MOST_BYTES // 1_000_000} MB.",
            hint="Bring in a smaller version of it.",
        )
    digest = hashlib.sha256(content).hexdigest()
    with explained():
        kept = work.connection.execute(select(blob.c.hash).where(blob.c.hash == digest)).first()
        if kept is None:
            work.connection.execute(insert(blob), {"hash": digest, "content": content})
    return digest


def read_content(reading: Reading, file: FileReceived) -> bytes:
    """Return the content of a file that came in; who may not see its row gets nothing."""
    seen = reading.get(FileReceived, file.id)
    found = reading.rows(select(blob.c.content).where(blob.c.hash == seen.content_hash))
    if not found:
        raise StaleRecord("The content of this file is not in the store.", hint="Bring the file in again.")
    content = bytes(found[0][0])
    if hashlib.sha256(content).hexdigest() != seen.content_hash:
        raise MeetingDeskError("The content of this file is damaged.", hint="Restore it from a backup.")
    return content
