"""An action is done, was not done, is carried on, is withdrawn, or comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.following.trail import need_reason, open_ones, take_step
from meetingdesk.app.kept_definitions import policy_of_meeting
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.app.today.meetings import policy_named
from meetingdesk.domain.action_life import Said, StepKind, check_said, comes_back_on
from meetingdesk.domain.actions import Action, ActionStatus, NotCompleted, check_step
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MoveAction:
    """Take an action to another status, with what is known about it.

    A standing commitment that was done is not closed: it comes back when its time is there again.
    """

    action_id: UUID
    status: ActionStatus
    reason: NotCompleted | None = None
    evidence: str = ""
    changed_for_child: str = ""
    outcome_seen: YesNo | None = None
    next_step: str = ""
    note: str = ""
    completed_on: date | None = None
    check_again_on: date | None = None
    """When somebody looks whether what was done has lasted."""
    meeting_id: UUID | None = None
    at: datetime | None = None
    label: str = "Change status of action"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Move it, if its present status allows that and what must be said was said."""
        action = work.get(Action, self.action_id)
        check_step(action, self.status)
        check_said(self.status, Said(self.reason, self.evidence, self.next_step))
        if self.status is ActionStatus.WITHDRAWN:
            need_reason(self.note, "A withdrawn action")
        if action.status is ActionStatus.COMPLETED and self.status is ActionStatus.OPEN:
            need_reason(self.note, "An action that is opened again")
        at = self.at or datetime.now(UTC)
        again = self._again(work, action)
        take_step(
            work,
            action,
            StepKind.DONE_THIS_TIME if again is not None else StepKind.MOVED,
            at,
            self._changes(action, again),
            reason=self.reason.value if self.reason else "",
            note=self.note,
            evidence=self.evidence,
            meeting_id=self.meeting_id,
        )
        return outcome_of(work, self)

    def _changes(self, action: Action, again: date | None) -> dict[str, Any]:
        is_done = self.status is ActionStatus.COMPLETED and again is None
        changes: dict[str, Any] = {
            "status": ActionStatus.OPEN if again is not None else self.status,
            "not_completed": self.reason if self.status is ActionStatus.NOT_COMPLETED else None,
            "evidence": self.evidence or action.evidence,
            "changed_for_child": self.changed_for_child or action.changed_for_child,
            "outcome_seen": action.outcome_seen if self.outcome_seen is None else self.outcome_seen,
            "next_step": self.next_step or action.next_step,
            "completed_on": self.completed_on if is_done else None,
            "check_again_on": self.check_again_on if is_done else None,
        }
        return changes if again is None else changes | {"due_on": again, "due_said": "", "carried": 0}

    def _again(self, work: UnitOfWork, action: Action) -> date | None:
        if self.status is not ActionStatus.COMPLETED or not action.recurs:
            return None
        meeting = work.get(Meeting, action.meeting_id)
        policy = policy_of_meeting(work, meeting) or policy_named(meeting.policy_id)
        done = self.completed_on or (self.at or datetime.now(UTC)).date()
        return comes_back_on(action.recurs, done, rulebook().calendar(policy.nation))


@dataclass(frozen=True, slots=True)
class CarryAction:
    """Carry an open action on to a new date, saying why."""

    action_id: UUID
    new_due_on: date
    why: str
    meeting_id: UUID | None = None
    at: datetime | None = None
    label: str = "Carry action"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Give it the new date and count the carry."""
        action = work.get(Action, self.action_id)
        if action.is_closed():
            raise MeetingDeskError("This action is closed, so it is not carried.", hint="Reopen it first.")
        if not self.why.strip():
            raise MeetingDeskError(
                "A carried action needs a reason.", hint="Say what stood in the way, in a line."
            )
        take_step(
            work,
            action,
            StepKind.CARRIED,
            self.at or datetime.now(UTC),
            {
                "due_on": self.new_due_on,
                "due_said": "",
                "carried": action.carried + 1,
                "status": _still_waiting(action),
                "not_completed": None,
            },
            reason=self.why,
            meeting_id=self.meeting_id,
        )
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class SupersedeAction:
    """Let another action stand in the place of this one."""

    action_id: UUID
    by_id: UUID
    at: datetime
    why: str = ""
    meeting_id: UUID | None = None
    label: str = "Replace action by another"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Close it, pointing at the other; two actions never replace each other."""
        (action,) = open_ones(work, (self.action_id,))
        _check_goes_on(work, action, self.by_id)
        check_step(action, ActionStatus.SUPERSEDED)
        take_step(
            work,
            action,
            StepKind.MOVED,
            self.at,
            {"status": ActionStatus.SUPERSEDED, "superseded_by_id": self.by_id},
            reason=self.why,
            meeting_id=self.meeting_id,
        )
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class SayItLasted:
    """Note, at a later check, that what was done still holds; or open the action again."""

    action_id: UUID
    lasted: bool
    note: str
    at: datetime
    check_again_on: date | None = None
    meeting_id: UUID | None = None
    label: str = "Check that a change has lasted"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Write down what was seen."""
        action = work.get(Action, self.action_id)
        if action.status is not ActionStatus.COMPLETED:
            raise MeetingDeskError("This action is not done, so nothing can have lasted.")
        need_reason(self.note, "A check")
        changes: dict[str, Any] = {"check_again_on": self.check_again_on}
        if not self.lasted:
            changes = {"check_again_on": None, "status": ActionStatus.OPEN, "completed_on": None}
        kind = StepKind.LASTED if self.lasted else StepKind.MOVED
        take_step(work, action, kind, self.at, changes, note=self.note, meeting_id=self.meeting_id)
        return outcome_of(work, self)


def _still_waiting(action: Action) -> ActionStatus:
    """Return the status of something that is to be done yet: nobody has confirmed it by its being carried."""
    return ActionStatus.UNCONFIRMED if action.status is ActionStatus.UNCONFIRMED else ActionStatus.OPEN


def _check_goes_on(work: UnitOfWork, action: Action, by_id: UUID) -> None:
    """Raise if an action would end at itself, by whatever way round."""
    seen = {action.id}
    key: UUID | None = by_id
    while key is not None:
        if key in seen:
            raise MeetingDeskError(
                "These actions would replace each other, and nobody would do either.",
                hint="Choose an action that is still to be done.",
            )
        seen.add(key)
        key = work.get(Action, key).superseded_by_id
