"""What a coordinator does about actions that were chosen, each as one command with one undo."""

from __future__ import annotations

from datetime import date, datetime

from meetingdesk.app.following.asked import ActionLine
from meetingdesk.app.following.coordinating import RedateActions
from meetingdesk.app.following.moving import CarryAction, MoveAction, SayItLasted
from meetingdesk.app.following.several import EachOfThem
from meetingdesk.app.outcome import Command
from meetingdesk.domain.actions import ActionStatus, NotCompleted
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.roles import Deed

Lines = tuple[ActionLine, ...]


def done(lines: Lines, evidence: str, changed: str, at: datetime, today: date) -> Command:
    """Return the command by which actions are done, as a reply or a telephone call told."""

    def finish(line: ActionLine) -> Command:
        return MoveAction(
            line.id,
            ActionStatus.COMPLETED,
            evidence=evidence,
            changed_for_child=changed,
            outcome_seen=YesNo.YES if changed else None,
            completed_on=today,
            at=at,
            deed=Deed.CHASE,
        )

    return EachOfThem(tuple(finish(line) for line in lines), "Actions are done")


def could_not(lines: Lines, reason: NotCompleted, instead: str, at: datetime) -> Command:
    """Return the command by which actions were not done, with what happens instead."""

    def fail(line: ActionLine) -> Command:
        return MoveAction(
            line.id,
            ActionStatus.NOT_COMPLETED,
            reason=reason,
            next_step=instead,
            at=at,
            deed=Deed.CHASE,
        )

    return EachOfThem(tuple(fail(line) for line in lines), "Actions were not done")


def new_date(lines: Lines, due_on: date, why: str, at: datetime) -> Command:
    """Return the command that gives actions another date: what is late is carried, and counted so."""
    late = tuple(line for line in lines if line.days_overdue)
    others = tuple(line.id for line in lines if not line.days_overdue)
    steps: list[Command] = [CarryAction(line.id, due_on, why, at=at, deed=Deed.CHASE) for line in late]
    if others:
        steps.append(RedateActions(others, due_on, why, at))
    return EachOfThem(tuple(steps), "New date for actions")


def lasted(lines: Lines, note: str, at: datetime, *, has_lasted: bool, again_on: date | None) -> Command:
    """Return the command that says whether what was done still holds."""
    steps = tuple(SayItLasted(line.id, has_lasted, note, at, again_on, deed=Deed.CHASE) for line in lines)
    return EachOfThem(steps, "Check that changes have lasted")


def reopened(lines: Lines, note: str, at: datetime) -> Command:
    """Return the command that opens actions again."""
    steps = tuple(MoveAction(line.id, ActionStatus.OPEN, note=note, at=at, deed=Deed.CHASE) for line in lines)
    return EachOfThem(steps, "Open actions again")
