"""What the desk does with actions: agree them, move them through their life, carry them on."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select

from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.actions import Action, ActionFor, ActionStatus, ActionStep, NotCompleted, check_step
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import AlreadyThere, MeetingDeskError
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork

MOST_HIDDEN = 200
"""How many actions of one family a person may not see before the search for a free number gives up."""


@dataclass(frozen=True, slots=True)
class AgreeAction:
    """Record an action as it was agreed; it gets the next number of its family or meeting."""

    action: Action
    protects: tuple[UUID, ...] = ()
    at: datetime | None = None
    """When it was agreed, where that is not this moment."""
    label: str = "Agree action"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add it with the first step of its trail."""
        action = _add_with_reference(work, self.action)
        work.add_all([ActionFor(action_id=action.id, person_id=person) for person in self.protects])
        work.add(
            ActionStep(
                action_id=action.id,
                at=self.at or datetime.now(UTC),
                by=work.desk.name,
                kind="agreed",
                to_status=action.status,
                new_due_on=action.due_on,
                meeting_id=action.meeting_id,
            )
        )
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class MoveAction:
    """Take an action to another status, with what is known about it."""

    action_id: UUID
    status: ActionStatus
    reason: NotCompleted | None = None
    evidence: str = ""
    changed_for_child: str = ""
    next_step: str = ""
    note: str = ""
    completed_on: date | None = None
    meeting_id: UUID | None = None
    label: str = "Change status of action"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Move it, if its present status allows that and what must be said was said."""
        action = work.get(Action, self.action_id)
        check_step(action.status, self.status)
        self._check_said()
        work.put(
            replace(
                action,
                status=self.status,
                not_completed=self.reason if self.status is ActionStatus.NOT_COMPLETED else None,
                evidence=self.evidence or action.evidence,
                changed_for_child=self.changed_for_child or action.changed_for_child,
                next_step=self.next_step or action.next_step,
                completed_on=self.completed_on if self.status is ActionStatus.COMPLETED else None,
            )
        )
        work.add(
            ActionStep(
                action_id=action.id,
                at=datetime.now(UTC),
                by=work.desk.name,
                kind="moved",
                from_status=action.status,
                to_status=self.status,
                reason=self.reason.value if self.reason else "",
                note=self.note,
                evidence=self.evidence,
                meeting_id=self.meeting_id,
            )
        )
        return outcome_of(work, self)

    def _check_said(self) -> None:
        if self.status is ActionStatus.COMPLETED and not self.evidence.strip():
            raise MeetingDeskError(
                "A completed action needs its evidence.",
                hint="Say how it is known: a record, a receipt, a visit and its date.",
            )
        if self.status is ActionStatus.NOT_COMPLETED and self.reason is None:
            raise MeetingDeskError(
                "An action that was not done needs its reason.",
                hint="Circumstances changed and the agency did not act are different things; choose one.",
            )


@dataclass(frozen=True, slots=True)
class CarryAction:
    """Carry an open action on to a new date, saying why."""

    action_id: UUID
    new_due_on: date
    why: str
    meeting_id: UUID | None = None
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
        work.put(
            replace(action, due_on=self.new_due_on, carried=action.carried + 1, status=ActionStatus.OPEN)
        )
        work.add(
            ActionStep(
                action_id=action.id,
                at=datetime.now(UTC),
                by=work.desk.name,
                kind="carried",
                from_status=action.status,
                to_status=ActionStatus.OPEN,
                reason=self.why,
                old_due_on=action.due_on,
                new_due_on=self.new_due_on,
                meeting_id=self.meeting_id,
            )
        )
        return outcome_of(work, self)


def _add_with_reference(work: UnitOfWork, action: Action) -> Action:
    """Add an action under the reference by which every document and reply will know it.

    Numbers that this person may not see, or that another desk gives at this moment, are passed over.
    """
    if action.reference:
        return work.add(action)
    start = f"{_thread_of(work, action)}-A"
    known = work.rows(
        select(TABLES[Action].c.reference).where(
            TABLES[Action].c.reference.startswith(start, autoescape=True)
        )
    )
    used = [int(row[0][len(start) :]) for row in known if row[0][len(start) :].isdigit()]
    number = max(used, default=0) + 1
    for candidate in range(number, number + MOST_HIDDEN):
        with suppress(AlreadyThere), work.attempt():
            return work.add(replace(action, reference=f"{start}{candidate:02d}"))
    raise MeetingDeskError(
        "No number could be found for this action.",
        hint="Ask somebody whose role sees all actions to agree it.",
    )


def _thread_of(work: UnitOfWork, action: Action) -> str:
    if action.family_id is not None:
        return work.get(Family, action.family_id).reference
    return work.get(Meeting, action.meeting_id).reference
