"""One action for several owners becomes one for each; a large one has parts with a state of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from meetingdesk.app.actions import AgreeAction
from meetingdesk.app.following.trail import open_ones, take_step
from meetingdesk.app.live.catalogued import bring_in
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.action_life import StepKind
from meetingdesk.domain.actions import Action, ActionFor, ActionPart, ActionStatus, Consented
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.understood_action import NamedOwner
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Share:
    """What one owner does of an action that is split; the words of the whole where none are given."""

    owner: NamedOwner
    text: str = ""
    is_here: bool = False
    """Whether the owner agreed to it in the room."""


@dataclass(frozen=True, slots=True)
class SplitAction:
    """Let one accountable owner answer for each part of what several were to do."""

    action_id: UUID
    shares: tuple[Share, ...]
    at: datetime
    meeting_id: UUID | None = None
    label: str = "Split action"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Keep the action for the first owner, and agree one more for each of the others."""
        if len(self.shares) < 2:
            raise MeetingDeskError("An action is split between two owners or more.")
        (action,) = open_ones(work, (self.action_id,))
        protects = tuple(row.person_id for row in work.find(ActionFor, action_id=action.id))
        for share in self.shares:
            bring_in(work, share.owner.agency_id)
        first, *others = (_owned(action, share) for share in self.shares)
        take_step(
            work,
            action,
            StepKind.SPLIT,
            self.at,
            {name: getattr(first, name) for name in ("text", *_OWNERS, "status", "consented")},
            meeting_id=self.meeting_id,
        )
        for other in others:
            # At the place of the first, where the later identifier stands behind it and before what follows.
            fresh = replace(other, id=new_id(), reference="", carried=action.carried)
            AgreeAction(fresh, protects, self.at).apply(work)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class AddPart:
    """Add a part of an action that has a day and a state of its own."""

    action_id: UUID
    text: str
    due_on: date | None = None
    label: str = "Add part of action"
    deed: Deed = Deed.CHASE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add it after the others."""
        if not self.text.strip():
            raise MeetingDeskError("A part says what is to be done.", hint="Begin with a verb.")
        (action,) = open_ones(work, (self.action_id,))
        last = max((row.position for row in work.find(ActionPart, action_id=action.id)), default=0)
        work.add(
            ActionPart(action_id=action.id, position=last + 1, text=self.text.strip(), due_on=self.due_on)
        )
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class MovePart:
    """Say how far a part is; the whole is not done by its parts, for somebody must say what it changed."""

    part_id: UUID
    status: ActionStatus
    at: datetime
    note: str = ""
    label: str = "Change part of action"
    deed: Deed = Deed.CHASE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Change the part, and tell of it in the trail of the whole."""
        part = work.get(ActionPart, self.part_id)
        work.put(replace(part, status=self.status, note=self.note or part.note))
        action = work.get(Action, part.action_id)
        told = f"Part {part.position}: {self.status.value.replace('_', ' ')}"
        take_step(work, action, StepKind.NOTED, self.at, note=f"{told}. {self.note}".rstrip(" ."))
        return outcome_of(work, self)


_OWNERS = ("owner_agency_id", "owner_id", "owner_person_id")


def _owned(action: Action, share: Share) -> Action:
    return replace(
        action,
        text=share.text.strip() or action.text,
        owner_agency_id=share.owner.agency_id,
        owner_id=share.owner.professional_id,
        owner_person_id=share.owner.person_id,
        status=ActionStatus.OPEN if share.is_here else ActionStatus.UNCONFIRMED,
        consented=Consented.AGREED_IN_MEETING if share.is_here else Consented.ASSIGNED_IN_ABSENCE,
    )
