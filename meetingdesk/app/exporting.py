"""Saving a meeting file for somebody who names what they want by its reference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from meetingdesk.app.desk import Desk
from meetingdesk.app.interchange import (
    Families,
    Meetings,
    Scope,
    ThreadOf,
    WholeStore,
    export_meeting_file,
    to_json,
)
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading

Named = TypeVar("Named", Family, Meeting)


def export_text(
    desk: Desk, *, meeting: str | None = None, thread: str | None = None, families: Sequence[str] = ()
) -> str:
    """Return what was named as the text of a meeting file, and note the export in the chain."""
    desk.person.require(Deed.EXPORT)
    with desk.reading() as reading:
        scope, subject = _scope(reading, meeting, thread, families)
        text = to_json(export_meeting_file(reading, scope))
    desk.store.note(desk.person, Deed.EXPORT, "Save a meeting file", subject_id=subject)
    return text


def _scope(
    reading: Reading, meeting: str | None, thread: str | None, families: Sequence[str]
) -> tuple[Scope, UUID | None]:
    if meeting is not None:
        found = _named(reading, Meeting, meeting)
        return Meetings((found.id,)), found.id
    if thread is not None:
        found = _named(reading, Meeting, thread)
        if found.family_id is None and found.series_id is None:
            return Meetings((found.id,)), found.id
        return ThreadOf(family_id=found.family_id, series_id=found.series_id), found.id
    if families:
        chosen = tuple(_named(reading, Family, reference).id for reference in families)
        return Families(chosen), chosen[0] if len(chosen) == 1 else None
    return WholeStore(), None


def _named(reading: Reading, kind: type[Named], reference: str) -> Named:
    found = reading.find(kind, reference=reference)
    if not found:
        raise MeetingDeskError(
            f"There is no {kind.table} with this reference, or your role does not show it.",
            hint="References are written as the lists show them.",
        )
    return found[0]
