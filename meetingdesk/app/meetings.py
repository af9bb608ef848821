"""Planning a meeting from its type, and leading it through its life."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any
from uuid import UUID

from meetingdesk.app.kept_definitions import keep, type_of
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.families import Family
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meetings import (
    NEXT_STATUS,
    AgendaPoint,
    Meeting,
    MeetingCase,
    MeetingStatus,
    Series,
)
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PlanMeeting:
    """Plan a meeting of a type, for a family or as the next of a series.

    The meeting keeps a copy of its type, so that last year's minutes do not change when the type does.
    """

    meeting_id: UUID
    kind: MeetingType
    held_on: date
    family_id: UUID | None = None
    series_id: UUID | None = None
    starts_at: time | None = None
    place: str = ""
    policy: Policy | None = None
    label: str = "Plan meeting"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add the meeting and the points of its agenda."""
        type_copy = keep(work, self.kind)
        policy_copy = keep(work, self.policy) if self.policy else None
        previous = self._previous(work)
        meeting = Meeting(
            id=self.meeting_id,
            reference=self._reference(work),
            title=self._title(work),
            type_id=self.kind.id,
            type_version=self.kind.version,
            type_copy_id=type_copy.id,
            policy_id=self.policy.profile if self.policy else "",
            policy_copy_id=policy_copy.id if policy_copy else None,
            series_id=self.series_id,
            family_id=self.family_id,
            previous_id=previous.id if previous else None,
            sequence=previous.sequence + 1 if previous else 1,
            held_on=self.held_on,
            starts_at=self.starts_at,
            place=self.place,
            purpose=self.kind.purpose.strip(),
        )
        work.add(meeting)
        work.add_all(agenda_of(self.kind, meeting.id))
        return outcome_of(work, self)

    def _previous(self, work: UnitOfWork) -> Meeting | None:
        if self.family_id is None and self.series_id is None:
            return None
        earlier = work.find(
            Meeting,
            TABLES[Meeting].c.held_on <= self.held_on,
            type_id=self.kind.id,
            family_id=self.family_id,
            series_id=self.series_id,
            order=(TABLES[Meeting].c.held_on.desc(), TABLES[Meeting].c.sequence.desc()),
            limit=1,
        )
        return earlier[0] if earlier else None

    def _reference(self, work: UnitOfWork) -> str:
        thread = self.kind.short
        if self.family_id is not None:
            thread = f"{work.get(Family, self.family_id).reference} {self.kind.short}"
        wanted = f"{thread} {self.held_on:%Y-%m-%d}"
        taken = {meeting.reference for meeting in work.find(Meeting, held_on=self.held_on)}
        number = 2
        reference = wanted
        while reference in taken:
            reference, number = f"{wanted} ({number})", number + 1
        return reference

    def _title(self, work: UnitOfWork) -> str:
        return self.kind.title if self.series_id is None else work.get(Series, self.series_id).title


@dataclass(frozen=True, slots=True)
class ListCase:
    """Put a family on the list of a meeting of many cases, at its end."""

    case: MeetingCase
    label: str = "Put case on the list"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add the case, with the points of the type that are taken case by case."""
        meeting = work.get(Meeting, self.case.meeting_id)
        kind = type_of(work, meeting)
        if kind is not None and not kind.many_cases:
            raise MeetingDeskError(
                "This meeting is about one family, so it has no list of cases.",
                hint="Plan another meeting for the other family.",
            )
        listed = work.find(MeetingCase, meeting_id=meeting.id)
        position = max((case.position for case in listed), default=0) + 1
        planned = self.case.planned_minutes or (kind.minutes_per_case if kind else None) or None
        work.add(replace(self.case, position=position, planned_minutes=planned))
        if kind is not None:
            points = work.count(AgendaPoint, meeting_id=meeting.id)
            work.add_all(agenda_of(kind, meeting.id, self.case.family_id, start=points + 1))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class MoveMeeting:
    """Take a meeting to another point of its life."""

    meeting_id: UUID
    status: MeetingStatus
    reason: str = ""
    label: str = "Change status of meeting"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Move it, if that is the way meetings go."""
        meeting = work.get(Meeting, self.meeting_id)
        if self.status not in NEXT_STATUS[meeting.status]:
            raise MeetingDeskError(
                f"This meeting is {meeting.status}, so it cannot become {self.status}.",
                hint="Open it to see which steps it can take.",
            )
        work.put(replace(meeting, status=self.status, status_reason=self.reason))
        return outcome_of(work, self)


def agenda_of(
    kind: MeetingType, meeting_id: UUID, family_id: UUID | None = None, start: int = 1
) -> tuple[AgendaPoint, ...]:
    """Return the agenda that a meeting of a type, or one case of it, starts with."""
    sections = [section for section in kind.sections if section.per_case is (family_id is not None)]
    return tuple(
        AgendaPoint(
            meeting_id=meeting_id,
            family_id=family_id,
            section=section.key,
            title=section.title,
            kind=section.kind.value,
            position=position,
            planned_minutes=section.minutes or None,
        )
        for position, section in enumerate(sections, start=start)
    )


def thread_of(reading: Reading, meeting: Meeting) -> tuple[Meeting, ...]:
    """Return the meetings of the same family or series up to this one, the oldest first."""
    if meeting.family_id is None and meeting.series_id is None:
        return (meeting,)
    where: dict[str, Any] = (
        {"family_id": meeting.family_id}
        if meeting.family_id is not None
        else {"series_id": meeting.series_id}
    )
    table = TABLES[Meeting]
    found = reading.find(Meeting, order=(table.c.held_on, table.c.sequence), **where)
    return tuple(
        other
        for other in found
        if other.id == meeting.id or (other.held_on or date.min) <= (meeting.held_on or date.max)
    )
