"""The earlier meetings of a thread as the gaps look at them, read from the store."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from meetingdesk.app.meetings import thread_of
from meetingdesk.domain.actions import Action
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.decisions import CoreGroupMember, Decision, DecisionChange, PlanPoint
from meetingdesk.domain.gaps.earlier import Earlier
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.rows import Row
from meetingdesk.domain.voice import Voice
from meetingdesk.storage.reading import Reading

R = TypeVar("R", bound=Row)

MOST_LOOKED_AT = 12
"""How many meetings back anybody looks: the last ones say what was left open."""


def earlier_of_thread(
    reading: Reading, meeting: Meeting, family_id: UUID | None = None
) -> tuple[Earlier, ...]:
    """Return the meetings before one in its thread, the newest first; of one family, if one is named."""
    before = _before(reading, meeting)
    if not before:
        return ()
    keys = {other.id for other in before}
    decisions = reading.find(Decision, meeting_id=keys)
    changes = reading.find(DecisionChange, decision_id={row.id for row in decisions}) if decisions else ()
    attendance = reading.find(Attendance, meeting_id=keys)
    actions = reading.find(Action, meeting_id=keys)
    known = {row.professional_id for row in attendance} | {row.owner_id for row in actions}
    workers = _found(reading, Professional, known)
    asked = {row.agency_id for row in attendance} | {row.agency_id for row in workers}
    owning = {row.owner_agency_id for row in actions}
    of_all: dict[type[Row], tuple[Row, ...]] = {
        Professional: workers,
        Agency: _found(reading, Agency, asked | owning),
        DecisionChange: changes,
    }
    parts: dict[type[Row], dict[UUID, list[Any]]] = {Attendance: _by_meeting(attendance)}
    parts[Decision] = _by_meeting(row for row in decisions if _is_own(row, family_id))
    parts[Action] = _by_meeting(row for row in actions if _is_own(row, family_id))
    for kind in (PlanPoint, CoreGroupMember, Voice):
        found = reading.find(kind, meeting_id=keys)
        parts[kind] = _by_meeting(row for row in found if _is_own(row, family_id))
    return tuple(
        Earlier(other, of_all | {kind: tuple(rows.get(other.id, ())) for kind, rows in parts.items()})
        for other in before
    )


def _before(reading: Reading, meeting: Meeting) -> tuple[Meeting, ...]:
    """Return the meetings before one in its thread, the newest first."""
    thread = [other for other in thread_of(reading, meeting) if _counts(other, meeting)]
    known = {other.id for other in thread}
    if meeting.previous_id is not None and meeting.previous_id not in known:
        previous = reading.look_up(Meeting, meeting.previous_id)
        thread += [previous] if previous is not None and _counts(previous, meeting) else []
    return tuple(reversed(thread))[:MOST_LOOKED_AT]


def _counts(other: Meeting, meeting: Meeting) -> bool:
    is_before = other.id != meeting.id and other.previous_id != meeting.id
    return is_before and other.status is not MeetingStatus.CANCELLED


def _is_own(row: Any, family_id: UUID | None) -> bool:
    return family_id is None or row.family_id in (family_id, None)


def _by_meeting(rows: Iterable[R]) -> dict[UUID, list[R]]:
    found: dict[UUID, list[R]] = {}
    for row in rows:
        found.setdefault(row.meeting_id, []).append(row)  # type: ignore[attr-defined]  # parts of a meeting
    return found


def _found(reading: Reading, kind: type[R], keys: Iterable[UUID | None]) -> tuple[R, ...]:
    wanted = {key for key in keys if key is not None}
    return reading.find(kind, id=wanted) if wanted else ()
