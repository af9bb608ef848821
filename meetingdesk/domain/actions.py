"""Actions: who does what for whom by when, and everything that happened to them since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from meetingdesk.domain.people import YesNo
from meetingdesk.domain.rows import (
    ActionId,
    AgencyId,
    DecisionId,
    FamilyId,
    Key,
    Line,
    MeetingId,
    PersonId,
    ProfessionalId,
    Row,
    Text,
)
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError


class ActionStatus(StrEnum):
    """Where an action is in its life; carried and escalated are facts of an open one."""

    PROPOSED = "proposed"
    UNCONFIRMED = "unconfirmed"
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    NOT_COMPLETED = "not_completed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class NotCompleted(StrEnum):
    """Why an action was not done; the first two are kept apart in every minute."""

    CIRCUMSTANCES_CHANGED = "circumstances_changed"
    AGENCY_DID_NOT_ACT = "agency_did_not_act"
    FAMILY_DECLINED = "family_declined"
    SERVICE_UNAVAILABLE = "service_unavailable"
    UNSAFE = "unsafe"
    DUPLICATE = "duplicate"
    OTHER = "other"


class Priority(StrEnum):
    """How pressing an action is."""

    IMMEDIATE_SAFETY = "immediate_safety"
    HIGH = "high"
    NORMAL = "normal"


class Consented(StrEnum):
    """Whether the owner agreed to an action."""

    AGREED_IN_MEETING = "agreed_in_meeting"
    ASSIGNED_IN_ABSENCE = "assigned_in_absence"
    CONFIRMED_LATER = "confirmed_later"


class DueBasis(StrEnum):
    """How the due date was said."""

    DATE = "date"
    AFTER_MEETING = "after_meeting"
    BEFORE_MEETING = "before_meeting"


class Phase(StrEnum):
    """To which part of the work an action belongs."""

    BEFORE_BIRTH = "before_birth"
    AT_BIRTH = "at_birth"
    AFTER_BIRTH = "after_birth"
    IMMEDIATE = "immediate"
    PLAN = "plan"
    ALREADY_DONE = "already_done"


S = ActionStatus
NEXT_STATUS: dict[ActionStatus, frozenset[ActionStatus]] = {
    S.PROPOSED: frozenset({S.OPEN, S.UNCONFIRMED, S.WITHDRAWN}),
    S.UNCONFIRMED: frozenset(
        {S.OPEN, S.IN_PROGRESS, S.COMPLETED, S.NOT_COMPLETED, S.WITHDRAWN, S.SUPERSEDED}
    ),
    S.OPEN: frozenset(
        {S.IN_PROGRESS, S.COMPLETED, S.NOT_COMPLETED, S.SUPERSEDED, S.WITHDRAWN, S.UNCONFIRMED}
    ),
    S.IN_PROGRESS: frozenset({S.OPEN, S.COMPLETED, S.NOT_COMPLETED, S.SUPERSEDED, S.WITHDRAWN}),
    S.COMPLETED: frozenset({S.OPEN}),
    S.NOT_COMPLETED: frozenset(
        {S.OPEN, S.IN_PROGRESS, S.COMPLETED, S.NOT_COMPLETED, S.SUPERSEDED, S.WITHDRAWN, S.UNCONFIRMED}
    ),
    S.SUPERSEDED: frozenset({S.OPEN}),
    S.WITHDRAWN: frozenset({S.OPEN}),
}
del S


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Row):
    """One thing that one owner does, for somebody, by a date, with a measure and a purpose."""

    table: ClassVar[str] = "action"
    many: ClassVar[str] = "actions"
    inside: ClassVar[str | None] = "meeting_id"
    searched: ClassVar[tuple[str, ...]] = ("reference", "text", "outcome")
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("reference",),)
    indexed: ClassVar[tuple[str, ...]] = ("due_on", "owner_agency_id")

    reference: Line
    meeting_id: MeetingId
    family_id: FamilyId | None = None
    decision_id: DecisionId | None = None
    position: int = 0
    text: Text
    why: Text = ""
    outcome: Text = ""
    owner_id: ProfessionalId | None = None
    owner_person_id: PersonId | None = None
    owner_agency_id: AgencyId | None = None
    deputy_id: ProfessionalId | None = None
    due_on: date | None = None
    due_said: Line = ""
    due_basis: DueBasis = DueBasis.DATE
    frequency: Line = ""
    measure: Text = ""
    phase: Phase | None = None
    priority: Priority = Priority.NORMAL
    visibility: Visibility = Visibility.V1
    contingency: Text = ""
    consented: Consented = Consented.AGREED_IN_MEETING
    origin: Key = ""
    status: ActionStatus = ActionStatus.OPEN
    not_completed: NotCompleted | None = None
    next_step: Text = ""
    carried: int = 0
    completed_on: date | None = None
    evidence: Text = ""
    changed_for_child: Text = ""
    outcome_seen: YesNo = YesNo.UNKNOWN
    superseded_by_id: ActionId | None = None
    recurs: Line = ""
    check_again_on: date | None = None
    read_back_at: datetime | None = None
    agreed_at: datetime | None = None

    def is_closed(self) -> bool:
        """Say whether nobody has to do anything about this action any more.

        An agency that did not act leaves it open; changed circumstances close it only with a next
        step, or with a reason why none is needed.
        """
        match self.status:
            case ActionStatus.COMPLETED | ActionStatus.SUPERSEDED | ActionStatus.WITHDRAWN:
                return True
            case ActionStatus.NOT_COMPLETED:
                return self.not_completed is NotCompleted.CIRCUMSTANCES_CHANGED and bool(self.next_step)
            case _:
                return False

    def is_overdue(self, today: date) -> bool:
        """Say whether the action is past its date and not closed; due today is not late yet."""
        return self.due_on is not None and self.due_on < today and not self.is_closed()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFor(Row):
    """Somebody whom an action protects."""

    table: ClassVar[str] = "action_for"
    many: ClassVar[str] = "protects"
    inside: ClassVar[str | None] = "action_id"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("action_id", "person_id"),)

    action_id: ActionId
    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionStep(Row):
    """One step in the life of an action; steps are added and never rewritten."""

    table: ClassVar[str] = "action_step"
    many: ClassVar[str] = "trail"
    inside: ClassVar[str | None] = "action_id"

    action_id: ActionId
    at: datetime
    by: Line = ""
    kind: Key = ""
    from_status: ActionStatus | None = None
    to_status: ActionStatus
    reason: Text = ""
    note: Text = ""
    evidence: Text = ""
    old_due_on: date | None = None
    new_due_on: date | None = None
    meeting_id: MeetingId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPart(Row):
    """A part of an action with a state of its own."""

    table: ClassVar[str] = "action_part"
    many: ClassVar[str] = "parts"
    inside: ClassVar[str | None] = "action_id"

    action_id: ActionId
    position: int = 0
    text: Text
    due_on: date | None = None
    status: ActionStatus = ActionStatus.OPEN
    note: Text = ""


def check_step(action: Action, wanted: ActionStatus) -> None:
    """Raise if an action may not go to another status; one that is closed is opened again or withdrawn."""
    current = action.status
    goes_on = wanted in (ActionStatus.OPEN, ActionStatus.WITHDRAWN) or not action.is_closed()
    if wanted not in NEXT_STATUS[current] or not goes_on:
        raise MeetingDeskError(
            f"This action is {current.replace('_', ' ')}, so it cannot become {wanted.replace('_', ' ')}.",
            hint="Reopen it first.",
        )
