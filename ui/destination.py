"""A place in the application that somebody can be taken to: by a result, a row of Today, a command."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to go: a place of the rail, and what is to be open there.

    With a meeting, its own screen opens: prepared while it is planned, captured or read afterwards.
    `row_id` names the row to show in it: an entry, an action, an attendance. With `is_new` a meeting is
    made: for the family that is named, or as the next one after the meeting that is named.
    """

    place: str
    meeting_id: UUID | None = None
    family_id: UUID | None = None
    row_id: UUID | None = None
    is_new: bool = False
