"""The command that each step is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from meetingdesk.app.documents.approving import (
    ApproveVersion,
    ConfirmRecord,
    GiveBack,
    NoteQualityCheck,
    SealVersion,
    SendForReview,
)
from meetingdesk.app.documents.lives import Step
from meetingdesk.app.outcome import Command


def command_of(step: Step, version_id: UUID, next_id: UUID | None, now: datetime) -> Command | None:
    """Return the command of a step with the newest version; taking a new one needs to be read first."""
    match step:
        case Step.REVIEW:
            return SendForReview(version_id)
        case Step.CHECK:
            return NoteQualityCheck(version_id, now)
        case Step.APPROVE:
            return ApproveVersion(version_id, now)
        case Step.SEAL:
            return SealVersion(version_id, now)
        case Step.GIVE_BACK:
            return GiveBack(version_id)
        case Step.CONFIRM if next_id is not None:
            return ConfirmRecord(version_id, next_id, now)
        case _:
            return None
