"""A record that was finalised stays as it is: what is still followed after it is told apart here."""

from __future__ import annotations

from uuid import UUID

from meetingdesk.app.documents.sealed_versions import refuse_left, refuse_sealed
from meetingdesk.domain.actions import Action, ActionPart, ActionStep
from meetingdesk.domain.challenge import Challenge, ChallengeStage
from meetingdesk.domain.decisions import DecisionChange
from meetingdesk.domain.documents import (
    Acknowledgement,
    Cascade,
    Correction,
    Distribution,
    Document,
    DocumentCopy,
    DocumentVersion,
    FileReceived,
)
from meetingdesk.domain.meetings import FINALISED, CaseLink, CaseTransfer, Meeting
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import owner_of
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.changes import Change
from meetingdesk.storage.unit_of_work import UnitOfWork

BY_HAND = frozenset({Deed.RECORD, Deed.PREPARE})
"""What somebody does in a meeting; bringing in a file, disposal and chasing have rules of their own."""

GOES_ON = frozenset(
    {
        *(Meeting, DecisionChange, Challenge, ChallengeStage, ActionStep, ActionPart, CaseTransfer, CaseLink),
        *(Document, DocumentVersion, DocumentCopy, Distribution, Acknowledgement, Cascade, Correction),
        FileReceived,
    }
)
"""What belongs to a meeting and is followed after its record was finalised."""

SAID_THEN = (
    *("text", "why", "measure", "frequency", "family_id"),
    *("owner_id", "owner_agency_id", "owner_person_id"),
)
"""What an action was agreed to be; what became of it is written down later."""


def refuse_closed(work: UnitOfWork) -> None:
    """Raise if anything is changed in a record that was finalised before and still is, or was sealed."""
    refuse_sealed(work)
    refuse_left(work)
    if work.deed not in BY_HAND:
        return
    first: dict[UUID, Change] = {}
    for change in work.changes:
        first.setdefault(change.key, change)
    # One step may change many rows of one meeting, and it is looked up once.
    closed: dict[UUID, bool] = {}
    for change in work.changes:
        if change.kind in GOES_ON or _is_follow_up(change):
            continue
        key = _meeting_of(work, change.after or change.before)
        if key is None:
            continue
        if key not in closed:
            closed[key] = _stays_finalised(work, key, first.get(key))
        if closed[key]:
            raise MeetingDeskError(
                "The record of this meeting is finalised, so nothing in it is changed.",
                hint="Take it back to the draft first (Ctrl+Shift+Enter).",
            )


def _is_follow_up(change: Change) -> bool:
    """Say whether a change tells what became of an action, and leaves what it is."""
    before, after = change.before, change.after
    if not isinstance(before, Action) or not isinstance(after, Action):
        return False
    return all(getattr(before, name) == getattr(after, name) for name in SAID_THEN)


def _stays_finalised(work: UnitOfWork, key: UUID, changed: Change | None) -> bool:
    """Say whether a meeting was finalised before this work began, and is so after it."""
    meeting = work.look_up(Meeting, key)
    if meeting is None or meeting.status not in FINALISED:
        return False
    return changed is None or (isinstance(changed.before, Meeting) and changed.before.status in FINALISED)


def _meeting_of(work: UnitOfWork, row: Row | None) -> UUID | None:
    """Return the meeting that a row is a part of, if it is one."""
    while row is not None and row.inside is not None:
        owner = owner_of(type(row))
        key: UUID | None = getattr(row, row.inside)
        if owner is None or key is None or owner is Meeting:
            return key if owner is Meeting else None
        row = work.look_up(owner, key)
    return None
