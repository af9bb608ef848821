"""What the list says of each action, and of what has to be passed on."""

from __future__ import annotations

from datetime import date
from typing import Any

from meetingdesk.app.following.asked import (
    MOST_COUNTED,
    ActionLine,
    ActionSort,
    GroupFacts,
    GroupKey,
    GroupKind,
)
from meetingdesk.app.following.passing_on import AgencyToTell, CascadeLine
from meetingdesk.domain.actions import ActionStatus
from meetingdesk.domain.day_words import MONTHS, WEEKDAYS
from ui.models.paged_model import Column
from ui.words import many, say_date

MOST_DAYS = 240
TIMES = "\N{MULTIPLICATION SIGN}"
CHECK_WIDTH = 44
BY_OWNER = "owner"
"""A choice of this heading turns the grouping, and sorts nothing."""


def action_columns(today: date) -> tuple[Column[ActionLine], ...]:
    """Return the columns of the list of actions."""
    return (
        _check_column(),
        Column("Action", lambda line: line.text, _below_action, sort=ActionSort.REFERENCE),
        Column("For", _for_whom, lambda line: line.protects_below, width=116),
        Column("Owner", lambda line: line.owner, lambda line: line.owner_below, sort=BY_OWNER, width=152),
        Column("Due", lambda line: short_date(line.due_on, today), say_late, sort=ActionSort.DUE, width=140),
        Column(
            "State", say_state, _below_state, sort=ActionSort.CARRIED, chip=chip_of, width=158
        ),
    )  # fmt: skip


def cascade_columns(today: date) -> tuple[Column[CascadeLine], ...]:
    """Return the columns of what was not confirmed as passed on."""
    return (
        _check_column(),
        Column("To whom, and what", lambda line: line.to, lambda line: line.what),
        Column("Inside", lambda line: line.agency, width=220),
        Column("Meeting", lambda line: line.meeting, lambda line: f"copy {line.copy_number}", width=170),
        Column("Sent", lambda line: short_date(line.sent_on, today, "not sent"), width=120),
        Column(
            "State",
            lambda line: "✕ Not passed on" if line.is_refused else "△ No word",
            chip=lambda line: "wrong" if line.is_refused else "attention",
            width=158,
        ),
    )


def telling_columns(today: date) -> tuple[Column[AgencyToTell], ...]:
    """Return the columns of the agencies that have to be told."""
    return (
        _check_column(),
        Column(
            "Agency",
            lambda line: line.agency,
            lambda line: f"{many(len(line.action_ids), 'action')} agreed while it was not there",
        ),
        Column("Meetings", lambda line: _some(line.meetings), width=260),
        Column("Oldest", lambda line: short_date(line.oldest, today), width=140),
        Column("State", _told, _told_below, chip=_told_chip, width=190),
    )


def heading(key: GroupKey, facts: GroupFacts | None, today: date) -> str:
    """Return what stands over the actions of one owner."""
    if key.kind is GroupKind.ALL or facts is None:
        return key.title
    late = f"{_counted(facts.overdue)} overdue" if facts.overdue else "none overdue"
    said = [f"{key.title} · {_counted(facts.open)} open, {late}"]
    if facts.unconfirmed:
        said.append(f"{_counted(facts.unconfirmed)} unconfirmed")
    if facts.replied_on is not None:
        said.append(f"last replied {short_date(facts.replied_on, today, is_plain=True)}")
    if facts.chased_on is not None:
        said.append(f"last chased {short_date(facts.chased_on, today, is_plain=True)}")
    return " · ".join(said)


def short_date(day: date | None, today: date, nothing: str = "no date", *, is_plain: bool = False) -> str:
    """Return a day without its year where that is this one or near: Tue 17 Nov."""
    if day is None:
        return nothing
    if abs((day - today).days) > 300:
        return say_date(day)
    said = f"{day.day} {MONTHS[day.month - 1]}"
    return said if is_plain else f"{WEEKDAYS[day.weekday()]} {said}"


def say_late(line: ActionLine) -> str:
    """Return for how long an action has been late."""
    if not line.days_overdue:
        return "recheck" if line.is_closed and line.check_again_on else ""
    if line.days_overdue > MOST_DAYS:
        return f"over {MOST_DAYS} working days"
    return many(line.days_overdue, "working day")


def say_state(line: ActionLine) -> str:
    """Return where an action stands: a shape, and a word."""
    match line.status:
        case ActionStatus.COMPLETED:
            return "✓ Done"
        case ActionStatus.SUPERSEDED:
            return "→ Replaced"
        case ActionStatus.WITHDRAWN:
            return "– Withdrawn"
    if line.is_closed:
        return "● Closed"
    if line.is_escalated:
        return f"▲ Escalated, stage {line.stage}" if line.stage else "▲ Escalated"
    match line.status:
        case ActionStatus.UNCONFIRMED:
            return "✕ Unconfirmed"
        case ActionStatus.NOT_COMPLETED:
            return "✕ Not done"
    if line.carried:
        shape = "△" if line.carried > 1 else "○"
        return f"{shape} Carried {line.carried}{TIMES}"
    if line.status is ActionStatus.IN_PROGRESS:
        return "▶ In progress"
    return "○ Proposed" if line.status is ActionStatus.PROPOSED else "○ Open"


def chip_of(line: ActionLine) -> str:
    """Return how the state of an action is drawn."""
    if line.is_closed:
        return "settled" if line.status is ActionStatus.COMPLETED else "plain"
    if line.is_escalated:
        return "attention"
    if line.status in (ActionStatus.UNCONFIRMED, ActionStatus.NOT_COMPLETED):
        return "wrong"
    if line.carried:
        return "attention" if line.carried > 1 or line.wants_escalation else "plain"
    return "settled" if line.status is ActionStatus.IN_PROGRESS else "plain"


def _check_column() -> Column[Any]:
    return Column("", lambda _line: "", width=CHECK_WIDTH)


def _below_action(line: ActionLine) -> str:
    held = f"{line.meeting} {short_date(line.held_on, line.held_on, is_plain=True)}" if line.held_on else ""
    shown_by = f"shown by {_small(line.measure)}" if line.measure else ""
    parts = f"{line.parts - line.parts_open} of {many(line.parts, 'part')} done" if line.parts else ""
    danger = "immediate safety" if line.is_immediate else ""
    said = (danger, line.reference, held or line.meeting, shown_by, parts)
    return " · ".join(part for part in said if part)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _for_whom(line: ActionLine) -> str:
    # A designation is not broken in two.
    return ", ".join(one.replace(" ", "\N{NO-BREAK SPACE}") for one in line.protects) or line.family or "–"


def _below_state(line: ActionLine) -> str:
    said = []
    if line.carried and (line.is_escalated or line.status is ActionStatus.UNCONFIRMED):
        said.append(f"carried {line.carried}{TIMES}")
    if line.is_closed and line.check_again_on is not None:
        said.append(f"look again {short_date(line.check_again_on, line.check_again_on, is_plain=True)}")
    elif line.chased_at is not None and not line.is_closed:
        day = line.chased_at.date()
        said.append(f"chased {short_date(day, day, is_plain=True)}")
    return ", ".join(said)


def _counted(number: int) -> str:
    return f"{MOST_COUNTED:,} or more" if number >= MOST_COUNTED else str(number)


def _some(references: tuple[str, ...]) -> str:
    more = f" and {len(references) - 3} more" if len(references) > 3 else ""
    return ", ".join(references[:3]) + more


def _told(line: AgencyToTell) -> str:
    if line.not_told == len(line.action_ids):
        return "✕ Not told yet"
    return f"△ {line.not_told} not told yet" if line.not_told else "○ Told, no answer"


def _told_below(line: AgencyToTell) -> str:
    return f"told {short_date(line.told_on, line.told_on, is_plain=True)}" if line.told_on else ""


def _told_chip(line: AgencyToTell) -> str:
    if line.not_told == len(line.action_ids):
        return "wrong"
    return "attention" if line.not_told else "plain"
