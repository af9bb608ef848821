"""What has to be passed on: copies inside agencies, and actions to agencies that were not there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from meetingdesk.app.following.narrowing import ACTION, AGENCY, IS_OPEN, IS_PRESSING, MEETING, STEP
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.action_life import StepKind
from meetingdesk.domain.actions import Action, ActionStatus, Consented
from meetingdesk.domain.documents import Cascade, Distribution, Document, DocumentCopy, DocumentVersion
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading, visible
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork

MOST = 300
MOST_ACTIONS = 3_000
CASCADE, SENT, COPY = TABLES[Cascade], TABLES[Distribution], TABLES[DocumentCopy]
VERSION, DOCUMENT = TABLES[DocumentVersion], TABLES[Document]


@dataclass(frozen=True, slots=True)
class CascadeLine:
    """Something that a reader should have passed on inside their agency, and has not said so."""

    id: UUID
    agency: str
    to: str
    what: str
    meeting_id: UUID
    meeting: str
    copy_number: int
    sent_on: date | None
    is_refused: bool
    """Whether it is known that it was not passed on; else nobody has said."""


@dataclass(frozen=True, slots=True)
class AgencyToTell:
    """An agency for which actions were agreed in its absence, and that has not taken them on."""

    id: UUID | None
    agency: str
    action_ids: tuple[UUID, ...]
    oldest: date | None
    """The meeting in which the oldest of them was agreed."""
    meetings: tuple[str, ...]
    told_on: date | None
    not_told: int
    """How many of them nobody has written to the agency about."""


def cascades_to_confirm(reading: Reading) -> tuple[CascadeLine, ...]:
    """Return what was not confirmed as passed on, the longest ago first."""
    # A copy is seen by whoever sees the version it is of; that is joined here.
    condition = visible(DocumentVersion, reading.desk)
    seen = () if condition is None else (condition,)
    query = (
        select(
            CASCADE.c.id,
            AGENCY.c.name,
            COPY.c.reader,
            COPY.c.number,
            CASCADE.c.to,
            CASCADE.c.what,
            CASCADE.c.confirmed,
            SENT.c.sent_at,
            MEETING.c.id.label("meeting_id"),
            MEETING.c.reference,
        )
        .select_from(
            CASCADE.join(SENT, SENT.c.id == CASCADE.c.distribution_id)
            .join(COPY, COPY.c.id == SENT.c.copy_id)
            .join(VERSION, VERSION.c.id == COPY.c.version_id)
            .join(DOCUMENT, DOCUMENT.c.id == VERSION.c.document_id)
            .join(MEETING, MEETING.c.id == DOCUMENT.c.meeting_id)
            .outerjoin(AGENCY, AGENCY.c.id == COPY.c.agency_id)
        )
        .where(CASCADE.c.confirmed != YesNo.YES, *seen)
        .order_by(SENT.c.sent_at, CASCADE.c.id)
        .limit(MOST)
    )
    return tuple(
        CascadeLine(
            row.id,
            row.name or "One reader",
            row.to,
            row.what,
            row.meeting_id,
            row.reference,
            row.number,
            row.sent_at.date() if row.sent_at is not None else None,
            row.confirmed == YesNo.NO,
        )
        for row in reading.rows(query)
    )


def agencies_to_tell(reading: Reading) -> tuple[AgencyToTell, ...]:
    """Return the agencies that have to be told of actions agreed in their absence, the oldest first."""
    condition = visible(Action, reading.desk)
    seen = () if condition is None else (condition,)
    waiting = (
        IS_OPEN,
        IS_PRESSING,
        ACTION.c.status == ActionStatus.UNCONFIRMED,
        ACTION.c.consented == Consented.ASSIGNED_IN_ABSENCE,
        *seen,
    )
    chased = (
        select(func.max(STEP.c.at, type_=STEP.c.at.type))
        .where(STEP.c.action_id == ACTION.c.id, STEP.c.kind == StepKind.CHASED.value)
        .scalar_subquery()
    )
    query = (
        select(
            ACTION.c.id,
            ACTION.c.owner_agency_id,
            AGENCY.c.name,
            MEETING.c.held_on,
            MEETING.c.reference,
            chased.label("chased_at"),
        )
        .select_from(
            ACTION.join(MEETING, MEETING.c.id == ACTION.c.meeting_id).outerjoin(
                AGENCY, AGENCY.c.id == ACTION.c.owner_agency_id
            )
        )
        .where(*waiting)
        .order_by(MEETING.c.held_on.asc().nulls_last(), ACTION.c.id)
        .limit(MOST_ACTIONS)
    )
    found: dict[UUID | None, AgencyToTell] = {}
    for row in reading.rows(query):
        known = found.get(row.owner_agency_id) or AgencyToTell(
            row.owner_agency_id, row.name or "No agency named", (), row.held_on, (), None, 0
        )
        told = [day for day in (known.told_on, _day(row.chased_at)) if day is not None]
        found[row.owner_agency_id] = replace(
            known,
            action_ids=(*known.action_ids, row.id),
            meetings=tuple(dict.fromkeys((*known.meetings, row.reference))),
            told_on=max(told, default=None),
            not_told=known.not_told + (row.chased_at is None),
        )
    return tuple(sorted(found.values(), key=lambda one: (one.not_told == 0, one.oldest or date.max)))


@dataclass(frozen=True, slots=True)
class ConfirmCascades:
    """Note that readers have passed something on inside their agency, or that they have not."""

    cascade_ids: tuple[UUID, ...]
    at: datetime
    was_passed_on: bool = True
    label: str = "Confirm what was passed on"
    deed: Deed = Deed.CHASE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Mark each."""
        if not self.cascade_ids:
            raise MeetingDeskError("Nothing is chosen.", hint="Choose a line first.")
        answer = YesNo.YES if self.was_passed_on else YesNo.NO
        for key in self.cascade_ids:
            row = work.get(Cascade, key)
            work.put(replace(row, confirmed=answer, at=self.at if self.was_passed_on else row.at))
        return outcome_of(work, self)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment is not None else None
