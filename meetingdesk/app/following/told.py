"""What is known of one action: what it is for, what became of it step by step, and its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from meetingdesk.app.following.asked import ActionLine
from meetingdesk.app.following.lines import lines_of, look_around
from meetingdesk.app.following.narrowing import standing_on
from meetingdesk.domain.action_life import StepKind
from meetingdesk.domain.actions import Action, ActionStatus, ActionStep, NotCompleted
from meetingdesk.domain.day_words import MONTHS
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

LONDON = ZoneInfo("Europe/London")


class PointMark(StrEnum):
    """How a point of the trail is drawn."""

    USUAL = "usual"
    SETTLED = "settled"
    ATTENTION = "attention"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class TrailPoint:
    """One step: when and what, and below it why or by what it is known."""

    says: str
    below: str = ""
    mark: PointMark = PointMark.USUAL


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part of an action with a state of its own."""

    id: UUID
    text: str
    below: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class ActionSheet:
    """All that stands beside the list about one action."""

    line: ActionLine
    text: str
    purpose: tuple[tuple[str, str], ...]
    """What it is about, and the words: what for, whom it protects, how it will be known."""
    trail: tuple[TrailPoint, ...]
    parts: tuple[PartLine, ...]
    advice: str = ""
    """What the policy of the place says is to be thought of now."""


REASONS: Mapping[str, str] = {
    NotCompleted.CIRCUMSTANCES_CHANGED.value: "circumstances changed",
    NotCompleted.AGENCY_DID_NOT_ACT.value: "the agency did not do it",
    NotCompleted.FAMILY_DECLINED.value: "the family declined",
    NotCompleted.SERVICE_UNAVAILABLE.value: "the service was not available",
    NotCompleted.UNSAFE.value: "it was not safe",
    NotCompleted.DUPLICATE.value: "it was agreed twice",
    NotCompleted.OTHER.value: "another reason",
}


def sheet_of(reading: Reading, titles: Mapping[str, str], key: UUID, today: date) -> ActionSheet | None:
    """Return what is known of an action, if it is there and may be seen."""
    action = reading.look_up(Action, key)
    if action is None:
        return None
    standing = standing_on(reading, today)
    line = lines_of(reading, titles, standing, [key])[key]
    around = look_around(reading, today, (key,))
    columns = TABLES[ActionStep].c
    steps = reading.find(ActionStep, order=(columns.at, columns.id), action_id=key)
    parts = tuple(
        PartLine(
            part.id,
            part.text,
            ", ".join(
                said
                for said in (
                    _STATES.get(part.status, ""),
                    f"by {short_day(part.due_on)}" if part.due_on else "",
                    part.note,
                )
                if said
            ),
            part.status in (ActionStatus.COMPLETED, ActionStatus.WITHDRAWN, ActionStatus.SUPERSEDED),
        )
        for part in around.parts.get(key, ())
    )
    trail = tuple(_trail(action, steps))
    return ActionSheet(line, action.text, tuple(_purpose(action, line)), trail, parts, _advice(line))


def short_day(day: date | None) -> str:
    """Return a day as it stands where its year is known: 6 Nov."""
    return f"{day.day} {MONTHS[day.month - 1]}" if day is not None else "no date"


def _purpose(action: Action, line: ActionLine) -> Iterator[tuple[str, str]]:
    said = (
        ("So that", action.why or action.outcome),
        ("For", ", ".join(line.protects)),
        ("What will be different", action.outcome if action.why else ""),
        ("Shown by", action.measure),
        ("If it is not done", action.contingency),
        ("How often", action.recurs or action.frequency),
        ("Evidence", action.evidence),
        ("What it changed for the child", action.changed_for_child),
        ("What happens instead", action.next_step),
        ("To be checked again", short_day(action.check_again_on) if action.check_again_on else ""),
    )
    return ((about, words) for about, words in said if words)


def _trail(action: Action, steps: tuple[ActionStep, ...]) -> Iterator[TrailPoint]:
    carried = 0
    for step in steps:
        carried += step.kind == StepKind.CARRIED
        day = short_day(step.at.astimezone(LONDON).date())
        says, mark = _says(step, carried)
        if step.kind == StepKind.AGREED:
            below = _how_agreed(action)
        else:
            why = REASONS.get(step.reason, step.reason)
            below = " · ".join(part for part in (why, step.note, step.evidence) if part)
        yield TrailPoint(f"{day} · {says}", below, mark)
    if not steps:
        yield TrailPoint(f"due {short_day(action.due_on)}", "nothing is written down about it yet")


def _how_agreed(action: Action) -> str:
    said = []
    if action.consented.value == "assigned_in_absence":
        said.append("agreed in the owner’s absence")
    elif action.consented.value == "confirmed_later":
        said.append("confirmed by the owner later")
    else:
        said.append("agreed in the room")
    if action.read_back_at is not None:
        said.append(f"read back {action.read_back_at.astimezone(LONDON):%H:%M}")
    return ", ".join(said)


def _says(step: ActionStep, carried: int) -> tuple[str, PointMark]:
    to = f" to {short_day(step.new_due_on)}" if step.new_due_on is not None else ""
    match step.kind:
        case StepKind.AGREED:
            due = f", due {short_day(step.new_due_on)}" if step.new_due_on is not None else ""
            return f"agreed{due}", PointMark.USUAL
        case StepKind.CARRIED:
            times = f", {_times(carried)}" if carried > 1 else ""
            return f"carried{to}{times}", PointMark.ATTENTION if carried > 1 else PointMark.USUAL
        case StepKind.REDATED:
            return f"new date{to}", PointMark.USUAL
        case StepKind.CHASED:
            return "chased", PointMark.USUAL
        case StepKind.CONFIRMED:
            return "confirmed by its owner", PointMark.SETTLED
        case StepKind.REASSIGNED:
            return "given to another owner", PointMark.USUAL
        case StepKind.ESCALATED:
            return "escalated", PointMark.ATTENTION
        case StepKind.SPLIT:
            return "split, one owner for each part", PointMark.USUAL
        case StepKind.LASTED:
            return "looked at again: it has lasted", PointMark.SETTLED
        case StepKind.DONE_THIS_TIME:
            return f"done this time, again by{to.removeprefix(' to')}", PointMark.SETTLED
        case StepKind.NOTED:
            return "noted", PointMark.USUAL
        case StepKind.SET_ASIDE:
            return "set aside what the coach said", PointMark.USUAL
        case StepKind.CORRECTED:
            return "put right", PointMark.USUAL
        case _:
            return _moved(step)


def _moved(step: ActionStep) -> tuple[str, PointMark]:
    if step.kind == "reopened":
        return "opened again", PointMark.ATTENTION
    marks = {
        ActionStatus.COMPLETED: PointMark.SETTLED,
        ActionStatus.NOT_COMPLETED: PointMark.WRONG,
        ActionStatus.UNCONFIRMED: PointMark.ATTENTION,
    }
    return _STATES.get(step.to_status, step.to_status.value), marks.get(step.to_status, PointMark.USUAL)


_STATES = {
    ActionStatus.PROPOSED: "proposed",
    ActionStatus.UNCONFIRMED: "not confirmed by its owner",
    ActionStatus.OPEN: "open",
    ActionStatus.IN_PROGRESS: "in progress",
    ActionStatus.COMPLETED: "done",
    ActionStatus.NOT_COMPLETED: "not done",
    ActionStatus.SUPERSEDED: "replaced by another action",
    ActionStatus.WITHDRAWN: "withdrawn",
}


def _times(carried: int) -> str:
    return "twice" if carried == 2 else f"{carried} times"


def _advice(line: ActionLine) -> str:
    if line.wants_escalation:
        return f"Carried {_times(line.carried)}: escalate?" if line.carried > 1 else "Carried once: escalate?"
    if line.status is ActionStatus.UNCONFIRMED:
        return "Its owner has not taken it on yet: chase, or confirm."
    if line.status is ActionStatus.NOT_COMPLETED and not line.is_closed:
        return "It was not done. What happens now: a new date, another owner, or an escalation?"
    return ""
