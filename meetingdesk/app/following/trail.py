"""One step in the life of an action, written down with what it changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from meetingdesk.domain.action_life import StepKind
from meetingdesk.domain.actions import Action, ActionStep
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.unit_of_work import UnitOfWork


def take_step(
    work: UnitOfWork,
    action: Action,
    kind: StepKind,
    at: datetime,
    changes: dict[str, Any] | None = None,
    **told: Any,
) -> Action:
    """Change an action and add the step that tells of it; returns the action as it is now."""
    now = replace(action, **changes) if changes else action
    if now != action:
        work.put(now)
    dates = {"old_due_on": action.due_on, "new_due_on": now.due_on} if now.due_on != action.due_on else {}
    work.add(
        ActionStep(
            action_id=action.id,
            at=at,
            by=work.desk.name,
            kind=kind.value,
            from_status=action.status,
            to_status=now.status,
            **{**dates, **told},
        )
    )
    return now


def open_ones(work: UnitOfWork, keys: tuple[UUID, ...]) -> tuple[Action, ...]:
    """Return actions that something is still to be done about; one that is closed refuses them all."""
    actions = tuple(work.get(Action, key) for key in dict.fromkeys(keys))
    closed = next((action for action in actions if action.is_closed()), None)
    if closed is not None:
        raise MeetingDeskError(
            f"Action {closed.reference} is closed, so nothing more is done about it.", hint="Reopen it first."
        )
    return actions


def need_reason(words: str, what: str) -> None:
    """Raise if nothing was said where a later reader will ask why."""
    if not words.strip():
        raise MeetingDeskError(f"{what} needs a reason.", hint="Say in a line why; the trail keeps it.")
