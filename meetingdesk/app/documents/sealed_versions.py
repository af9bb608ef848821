"""What was sealed or has left stays so, whichever command or undone step wants to touch it."""

from __future__ import annotations

from dataclasses import replace

from meetingdesk.domain.document_life import FINISHED, check_open
from meetingdesk.domain.documents import Distribution, DocumentCopy, DocumentVersion, VersionState
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.unit_of_work import UnitOfWork


def refuse_sealed(work: UnitOfWork) -> None:
    """Raise if anything of a version is changed that was sealed before; only disposal takes it away."""
    if work.deed is Deed.DISPOSE:
        return
    for change in work.changes:
        before, after = change.before, change.after
        if not isinstance(before, DocumentVersion) or before.state is not VersionState.SEALED:
            continue
        if not isinstance(after, DocumentVersion) or replace(after, version=before.version) != before:
            check_open(before)


def refuse_left(work: UnitOfWork) -> None:
    """Raise if the approval of a version is taken back of which a copy has left or is on its way."""
    if work.deed is Deed.DISPOSE:
        return
    for change in work.changes:
        before, after = change.before, change.after
        if not isinstance(before, DocumentVersion) or before.state not in FINISHED:
            continue
        if not isinstance(after, DocumentVersion) or after.state not in FINISHED:
            check_not_left(work, before)


def check_not_left(reading: Reading, version: DocumentVersion) -> None:
    """Raise where a copy of a version has left or is on its way."""
    if has_left(reading, version):
        raise MeetingDeskError(
            "Copies of this version have left or are on their way, so its approval is not taken back.",
            hint="Take back the copies that still wait, or correct it in a new version.",
        )


def has_left(reading: Reading, version: DocumentVersion) -> bool:
    """Say whether a copy of a version was sent to anybody, or is held or leaving."""
    copies = [row.id for row in reading.find(DocumentCopy, version_id=version.id)]
    sent = reading.find(Distribution, copy_id=copies) if copies else ()
    # What was taken back before it left went nowhere; what was recalled after it, they have read.
    return any(row.sent_at is not None or row.recalled_at is None for row in sent)
