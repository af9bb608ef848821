"""A sealed version stays as it was sealed, whichever command or undone step wants to touch it."""

from __future__ import annotations

from dataclasses import replace

from meetingdesk.domain.document_life import check_open
from meetingdesk.domain.documents import DocumentVersion, VersionState
from meetingdesk.domain.roles import Deed
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
