"""Taking back what a meeting said of an action that came back to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from meetingdesk.app.following.trail import take_step
from meetingdesk.app.live.became import TAKEN_BACK, in_order, is_taken_back
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.action_life import StepKind
from meetingdesk.domain.actions import Action, ActionStatus, ActionStep, NotCompleted
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take back what a meeting said of an action, later than the last step: the trail keeps both.

    Whom it was given to stays, because no trail knows who owned it before.
    """

    action_id: UUID
    meeting_id: UUID
    at: datetime
    label: str = "Take back what was said of an action"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Put it back to what it was when the meeting came to it."""
        action = work.get(Action, self.action_id)
        said = _said_here(work, action, self.meeting_id)
        if not said:
            raise MeetingDeskError("This meeting has said nothing of this action yet.")
        changes = _as_before(action, said, work.find(ActionStep, action_id=action.id))
        take_step(
            work,
            action,
            StepKind.CORRECTED,
            self.at,
            changes,
            reason=TAKEN_BACK,
            meeting_id=self.meeting_id,
        )
        return outcome_of(work, self)


def _said_here(work: UnitOfWork, action: Action, meeting_id: UUID) -> list[ActionStep]:
    """Return the steps that a meeting took and has not taken back."""
    said: list[ActionStep] = []
    for step in in_order(work.find(ActionStep, action_id=action.id, meeting_id=meeting_id)):
        if is_taken_back(step):
            said.clear()
        elif step.kind != StepKind.AGREED:
            said.append(step)
    return said


def _as_before(action: Action, said: list[ActionStep], trail: tuple[ActionStep, ...]) -> dict[str, Any]:
    """Return what an action was before certain steps, as far as its trail knows."""
    first = said[0]
    before = [step for step in in_order(trail) if (step.at, step.id.int) < (first.at, first.id.int)]
    status = first.from_status or ActionStatus.OPEN
    was_done = status is ActionStatus.COMPLETED
    failed = next((step for step in reversed(before) if step.to_status is ActionStatus.NOT_COMPLETED), None)
    has_failed = status is ActionStatus.NOT_COMPLETED and failed is not None
    dated = next((step for step in said if step.new_due_on != step.old_due_on), None)
    changes: dict[str, Any] = {
        "status": status,
        "not_completed": NotCompleted(failed.reason) if has_failed and failed is not None else None,
        "due_on": dated.old_due_on if dated is not None else action.due_on,
        "carried": _carried(action, said, before),
        "superseded_by_id": None,
    }
    if was_done:
        # Asked again at once: somebody wanted to see whether it has lasted.
        return changes | {"completed_on": first.at.date(), "check_again_on": first.at.date()}
    if any(step.evidence for step in said):
        evidence = next((step.evidence for step in reversed(before) if step.evidence), "")
        changes |= {"evidence": evidence, "changed_for_child": "", "outcome_seen": YesNo.UNKNOWN}
    if any(step.to_status is ActionStatus.NOT_COMPLETED for step in said):
        changes["next_step"] = ""
    return changes | {"completed_on": None, "check_again_on": None}


def _carried(action: Action, said: list[ActionStep], before: list[ActionStep]) -> int:
    if any(step.kind == StepKind.DONE_THIS_TIME for step in said):
        since = 0
        for step in before:
            since = 0 if step.kind == StepKind.DONE_THIS_TIME else since + (step.kind == StepKind.CARRIED)
        return since
    return max(action.carried - sum(step.kind == StepKind.CARRIED for step in said), 0)
