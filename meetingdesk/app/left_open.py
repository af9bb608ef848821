"""What the earlier meetings of a thread left open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from meetingdesk.domain.actions import Action, ActionStatus
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

CLOSED = (ActionStatus.COMPLETED, ActionStatus.SUPERSEDED, ActionStatus.WITHDRAWN)
LONGEST_CHAIN = 60
"""How far back a chain of meetings is followed where they share neither family nor series."""


@dataclass(frozen=True, slots=True)
class OpenAction:
    """One action that is still to be done: what, whose, by when, how often it was carried."""

    id: UUID
    reference: str
    text: str
    owner: str
    due_on: date | None
    carried: int
    is_overdue: bool
    family: str
    status: ActionStatus


def left_open(reading: Reading, meeting: Meeting, today: date) -> tuple[OpenAction, ...]:
    """Return the open actions of the meetings before this one, family by family, the oldest due first."""
    still_open = open_of_thread(reading, meeting)
    families = _named(reading, Family, {action.family_id for action in still_open})
    owners = _named(reading, Professional, {action.owner_id for action in still_open})
    agencies = _named(reading, Agency, {action.owner_agency_id for action in still_open})
    lines = [
        OpenAction(
            action.id,
            action.reference,
            action.text,
            _owner(action, owners, agencies),
            action.due_on,
            action.carried,
            action.is_overdue(today),
            families.get(action.family_id, "") if action.family_id is not None else "",
            action.status,
        )
        for action in still_open
    ]
    return tuple(sorted(lines, key=lambda line: line.family))


def open_of_thread(reading: Reading, meeting: Meeting) -> tuple[Action, ...]:
    """Return every action of the meetings before this one that nobody has closed, the oldest due first, once.

    A thread is the meetings about one family, or those of a series; and whatever a meeting was said to be
    the next of, so that nothing is lost where a family moved or a series was begun anew. What a MARAC agreed
    stays with the MARAC: a parent may sit in the family's next meeting.
    """
    earlier = earlier_of(reading, meeting)
    if not earlier:
        return ()
    table = TABLES[Action]
    found = reading.find(
        Action,
        table.c.meeting_id.in_(earlier),
        table.c.status.not_in(CLOSED),
        order=(table.c.due_on.asc().nulls_last(), table.c.reference),
    )
    return tuple(action for action in found if not action.is_closed())


def earlier_of(reading: Reading, meeting: Meeting) -> frozenset[UUID]:
    """Return the meetings of the thread that were held before this one.

    Where one of them was the next of a meeting outside, that meeting's own thread belongs to it as well: a
    series that was begun anew twice still knows what its first one left open.
    """
    found: dict[UUID, UUID | None] = {}
    beginnings = [meeting]
    followed = 0
    while beginnings and followed < LONGEST_CHAIN:
        first = beginnings.pop()
        thread = _thread_of(reading, first, meeting)
        fresh = {key: previous for key, previous in thread.items() if key not in found}
        found |= fresh
        outside = {first.previous_id, *fresh.values()} - {None, meeting.id} - found.keys()
        for key in sorted(outside, key=str):
            row = reading.look_up(Meeting, key) if key is not None else None
            # A family's meeting that follows a MARAC is not told what was agreed there for other families.
            if row is None or (row.family_id is None and meeting.family_id is not None):
                continue
            found[row.id] = row.previous_id
            beginnings.append(row)
            followed += 1
    return frozenset(found)


def _thread_of(reading: Reading, one: Meeting, before: Meeting) -> dict[UUID, UUID | None]:
    """Return the meetings of the family or series of one, held before another, each with what it followed."""
    table = TABLES[Meeting]
    same: list[ColumnElement[bool]] = []
    if one.family_id is not None:
        same.append(table.c.family_id == one.family_id)
    if one.series_id is not None:
        same.append(table.c.series_id == one.series_id)
    if not same:
        return {}
    columns = (table.c.id, table.c.previous_id, table.c.held_on, table.c.starts_at)
    query = select(*columns).where(or_(*same), table.c.id != before.id)
    if before.held_on is not None:
        query = query.where(table.c.held_on <= before.held_on)
    return {
        key: previous
        for key, previous, held_on, starts_at in reading.rows(query)
        if not _is_later_that_day(before, held_on, starts_at)
    }


def _is_later_that_day(meeting: Meeting, held_on: date | None, starts_at: time | None) -> bool:
    """Say whether another meeting is held on the same day, and known to begin after this one."""
    if held_on != meeting.held_on or starts_at is None or meeting.starts_at is None:
        return False
    return starts_at > meeting.starts_at


def _owner(action: Action, owners: dict[UUID, str], agencies: dict[UUID, str]) -> str:
    named = [
        agencies.get(action.owner_agency_id, "") if action.owner_agency_id is not None else "",
        owners.get(action.owner_id, "") if action.owner_id is not None else "",
    ]
    return ", ".join(part for part in named if part)


def _named(
    reading: Reading, kind: type[Family | Professional | Agency], keys: set[UUID | None]
) -> dict[UUID, str]:
    wanted = {key for key in keys if key is not None}
    if not wanted:
        return {}
    rows = reading.find(kind, id=wanted)
    return {row.id: row.reference if isinstance(row, Family) else row.name for row in rows}
