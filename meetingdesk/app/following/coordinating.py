"""What a coordinator does about several actions at once: chase, new dates, other owners, escalation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from meetingdesk.app.challenges import next_stages, open_first_stage, policy_for
from meetingdesk.app.following.trail import need_reason, open_ones, take_step
from meetingdesk.app.live.catalogued import bring_in
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.action_life import StepKind
from meetingdesk.domain.actions import Action, ActionStatus, Consented
from meetingdesk.domain.challenge import Challenge, ChallengeKind
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.understood_action import NamedOwner
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ChaseActions:
    """Note that the owners of actions were asked how far they are."""

    action_ids: tuple[UUID, ...]
    at: datetime
    note: str = ""
    label: str = "Chase actions"
    deed: Deed = Deed.CHASE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add the step to each trail."""
        for action in open_ones(work, self.action_ids):
            take_step(work, action, StepKind.CHASED, self.at, note=self.note)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class RedateActions:
    """Give actions another date between meetings, saying why; it does not count as carried."""

    action_ids: tuple[UUID, ...]
    due_on: date
    why: str
    at: datetime
    label: str = "New date for actions"
    deed: Deed = Deed.CHASE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Set the date of each."""
        need_reason(self.why, "A new date")
        for action in open_ones(work, self.action_ids):
            changes = {"due_on": self.due_on, "due_said": ""}
            take_step(work, action, StepKind.REDATED, self.at, changes, reason=self.why)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class ReassignActions:
    """Give actions to another owner, who has to confirm them unless they have agreed already."""

    action_ids: tuple[UUID, ...]
    owner: NamedOwner
    why: str
    at: datetime
    is_agreed: bool = False
    meeting_id: UUID | None = None
    label: str = "Give actions to another owner"
    deed: Deed = Deed.CHASE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Change the owner of each."""
        if self.owner == NamedOwner():
            raise MeetingDeskError(
                "Nobody is named.", hint="Choose the person or the agency who does it now."
            )
        need_reason(self.why, "Another owner")
        bring_in(work, self.owner.agency_id)
        status = ActionStatus.OPEN if self.is_agreed else ActionStatus.UNCONFIRMED
        agreed = Consented.CONFIRMED_LATER if self.is_agreed else Consented.ASSIGNED_IN_ABSENCE
        for action in open_ones(work, self.action_ids):
            changes = {
                "owner_agency_id": self.owner.agency_id,
                "owner_id": self.owner.professional_id,
                "owner_person_id": self.owner.person_id,
                "status": status,
                "consented": agreed,
            }
            take_step(
                work,
                action,
                StepKind.REASSIGNED,
                self.at,
                changes,
                reason=self.why,
                meeting_id=self.meeting_id,
            )
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class ConfirmActions:
    """Note that owners who were not there when actions were agreed have taken them on."""

    action_ids: tuple[UUID, ...]
    at: datetime
    note: str = ""
    meeting_id: UUID | None = None
    label: str = "Confirm actions"
    deed: Deed = Deed.CHASE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Open each of those that were waiting; the others stay as they are."""
        waiting = [
            action for action in open_ones(work, self.action_ids) if action.status is ActionStatus.UNCONFIRMED
        ]
        if not waiting:
            raise MeetingDeskError("None of these actions waits to be confirmed.")
        for action in waiting:
            changes = {"status": ActionStatus.OPEN, "consented": Consented.CONFIRMED_LATER}
            take_step(
                work, action, StepKind.CONFIRMED, self.at, changes, note=self.note, meeting_id=self.meeting_id
            )
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class EscalateActions:
    """Take actions that nobody moves to the first stage of the place's ladder, one challenge for each."""

    action_ids: tuple[UUID, ...]
    why: str
    at: datetime
    meeting_id: UUID | None = None
    label: str = "Escalate actions"
    deed: Deed = Deed.CHASE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Open a challenge for each that has none open."""
        need_reason(self.why, "An escalation")
        for action in open_ones(work, self.action_ids):
            if any(one.resolved_on is None for one in work.find(Challenge, action_id=action.id)):
                raise MeetingDeskError(
                    f"Action {action.reference} is escalated already.", hint="Take that challenge further."
                )
            self._escalate(work, action)
        return outcome_of(work, self)

    def _escalate(self, work: UnitOfWork, action: Action) -> None:
        meeting = work.get(Meeting, action.meeting_id)
        policy = policy_for(work, meeting)
        stages = next_stages(policy, "")
        if not stages:
            raise MeetingDeskError(
                "The policy of the place names no stages.", hint="Add them in the settings, under Policy."
            )
        challenge = work.add(
            Challenge(
                meeting_id=meeting.id,
                family_id=action.family_id,
                action_id=action.id,
                kind=ChallengeKind.NON_COMPLIANCE,
                against_agency_id=action.owner_agency_id,
                text=self.why,
                raised_at=self.at,
                stage=stages[0].stage,
                visibility=action.visibility,
            )
        )
        day = self.at.astimezone(ZoneInfo(meeting.zone)).date()
        open_first_stage(work, challenge.id, stages[0], policy, day, self.at)
        take_step(
            work,
            action,
            StepKind.ESCALATED,
            self.at,
            reason=self.why,
            note=stages[0].label,
            meeting_id=self.meeting_id,
        )


@dataclass(frozen=True, slots=True)
class WithdrawActions:
    """Take actions back that nobody needs any more, saying why."""

    action_ids: tuple[UUID, ...]
    why: str
    at: datetime
    meeting_id: UUID | None = None
    label: str = "Withdraw actions"
    deed: Deed = Deed.CHASE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Close each."""
        need_reason(self.why, "A withdrawn action")
        for action in open_ones(work, self.action_ids):
            changes = {"status": ActionStatus.WITHDRAWN}
            take_step(
                work, action, StepKind.MOVED, self.at, changes, reason=self.why, meeting_id=self.meeting_id
            )
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class BeginActions:
    """Note that owners have begun, with what they said of it."""

    action_ids: tuple[UUID, ...]
    at: datetime
    note: str = ""
    meeting_id: UUID | None = None
    label: str = "Actions are in progress"
    deed: Deed = Deed.CHASE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Move each that is open; on one that has begun only the words are added to the trail."""
        for action in open_ones(work, self.action_ids):
            begun = action.status is ActionStatus.IN_PROGRESS
            kind = StepKind.NOTED if begun else StepKind.MOVED
            changes = {"status": ActionStatus.IN_PROGRESS, "not_completed": None}
            take_step(work, action, kind, self.at, changes, note=self.note, meeting_id=self.meeting_id)
        return outcome_of(work, self)
