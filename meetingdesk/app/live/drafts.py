"""The line that is being typed: kept at the desk, so that a crash takes a second of it at most."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from meetingdesk.app.desk import Desk
from meetingdesk.app.drawer import keep, kept
from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.storage.drawers import put_in
from meetingdesk.storage.problems import explained
from meetingdesk.storage.reading import Reading


@dataclass(frozen=True, slots=True)
class LineDraft:
    """What stands on the capture line, where the cursor is, and at which point of the meeting."""

    text: str = ""
    cursor: int = 0
    point_id: str = ""
    corrections: dict[str, str] = field(default_factory=dict)
    """Parts of an action line that somebody corrected by hand, as they typed them."""


def key_of(meeting_id: UUID) -> str:
    """Return the key under which the line of a meeting lies in the drawer."""
    return f"line {meeting_id.hex}"


def keep_draft(desk: Desk, meeting_id: UUID, draft: LineDraft) -> None:
    """Keep the line as it stands; it is on the disk when this returns."""
    keep(desk, key_of(meeting_id), "" if draft == LineDraft() else json.dumps(asdict(draft)))


def draft_of(reading: Reading, meeting_id: UUID) -> LineDraft:
    """Return the line as it was last kept; what cannot be read any more is an empty line."""
    found = kept(reading, key_of(meeting_id))
    if not found:
        return LineDraft()
    try:
        told = json.loads(found)
    except ValueError:
        return LineDraft()
    return _draft(told) if isinstance(told, dict) else LineDraft()


def _draft(told: dict[str, Any]) -> LineDraft:
    # Part by part: whatever became of the rest, the words are put back.
    text, cursor, corrections = told.get("text"), told.get("cursor"), told.get("corrections")
    text = text if isinstance(text, str) else ""
    return LineDraft(
        text,
        cursor if isinstance(cursor, int) and cursor >= 0 else len(text),
        str(told.get("point_id") or ""),
        {str(part): str(said) for part, said in corrections.items()} if isinstance(corrections, dict) else {},
    )


def clear_draft(connection: Connection, person: AtDesk, meeting_id: UUID, point_id: UUID) -> None:
    """Empty the line in the same step that files it, so that no crash can leave it twice."""
    with explained():
        put_in(connection, person, key_of(meeting_id), json.dumps(asdict(LineDraft(point_id=str(point_id)))))
