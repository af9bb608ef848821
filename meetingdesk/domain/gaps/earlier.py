"""What the earlier meetings of the thread left behind, as far as the rules look at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from meetingdesk.domain.actions import Action
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import IN_THE_ROOM, Attendance, AttendanceStatus
from meetingdesk.domain.decisions import CoreGroupMember, Decision, DecisionChange, PlanPoint
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.rows import Row
from meetingdesk.domain.voice import Voice

R = TypeVar("R", bound=Row)

LOOKED_AT: tuple[type[Row], ...] = (
    Attendance,
    Professional,
    Agency,
    Decision,
    DecisionChange,
    Action,
    PlanPoint,
    CoreGroupMember,
    Voice,
)
"""The kinds of rows of an earlier meeting that any rule asks for."""

_TAKES_PART = IN_THE_ROOM - {AttendanceStatus.OBSERVER, AttendanceStatus.SUPPORTER}


@dataclass(frozen=True)
class Earlier:
    """One meeting before this one, with the rows that the rules look at."""

    meeting: Meeting
    rows: Mapping[type[Row], tuple[Row, ...]] = field(default_factory=dict)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return all rows of a kind."""
        return self.rows.get(kind, ())  # type: ignore[return-value]  # each kind is filed under itself

    @property
    def agencies_there(self) -> dict[UUID, Agency]:
        """The agencies that took part, in the order of their names."""
        agencies = {row.id: row for row in self.all(Agency)}
        workers = {row.id: row.agency_id for row in self.all(Professional)}
        came = [row for row in self.all(Attendance) if row.status in _TAKES_PART and row.person_id is None]
        keys = {row.agency_id or workers.get(row.professional_id or row.id) for row in came}
        found = (agency for agency in agencies.values() if agency.id in keys)
        return {agency.id: agency for agency in sorted(found, key=lambda one: (one.name, one.id))}
