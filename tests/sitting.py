"""A meeting that sits now, and whoever sits at the desk there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.domain.meetings import AgendaPoint, Meeting, MeetingStatus
from meetingdesk.domain.roles import Deed
from meetingdesk.storage.store import Store
from tests.people import person_with

STAFF = UUID(int=7)
"""Whoever sits here is the same person at every start, as the drawer and the undo are that person's."""


def someone() -> AtDesk:
    return replace(person_with("minute_taker", "chair", "coordinator"), staff_id=STAFF)


def let_it_sit(store: Store, meeting_id: UUID, point_id: UUID) -> None:
    """Have a meeting of the past sit now, at a point of its agenda."""
    now = datetime.now(UTC)
    with store.work(someone(), Deed.RECORD) as work:
        meeting, point = work.get(Meeting, meeting_id), work.get(AgendaPoint, point_id)
        work.put(replace(meeting, status=MeetingStatus.LIVE, began_at=now, ended_at=None))
        work.put(replace(point, opened_at=now, closed_at=None))
        work.commit("Sit")
