"""Undo and redo as they are kept in the store, one pair of stacks for each person and device."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.domain.roles import Deed
from meetingdesk.storage.changes import Step, from_json, merge, to_json
from meetingdesk.storage.tables import undo_step

KEPT = 500
"""How many steps back a person can go."""

TOGETHER = timedelta(seconds=8)
"""Texts typed into one place within this time are one step."""


class Stack(StrEnum):
    """Where a step lies."""

    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class KeptStep:
    """A step that can be taken: its name in the menu, the deed it is, and what it does to which rows."""

    number: int
    label: str
    deed: Deed
    merge_key: str
    at: datetime
    steps: tuple[Step, ...]


_WHOSE = and_(
    undo_step.c.staff_id == bindparam("whose"),
    undo_step.c.device == bindparam("where"),
    undo_step.c.stack == bindparam("which"),
)
_TOP = select(undo_step).where(_WHOSE).order_by(undo_step.c.id.desc()).limit(1)
_COUNT = select(func.count()).where(_WHOSE)
_ADD = insert(undo_step)
_CLEAR = delete(undo_step).where(_WHOSE)
_OLDEST_KEPT = (
    select(undo_step.c.id)
    .where(_WHOSE)
    .order_by(undo_step.c.id.desc())
    .offset(KEPT)
    .limit(1)
    .scalar_subquery()
)
_TRIM = delete(undo_step).where(_WHOSE, undo_step.c.id <= _OLDEST_KEPT)


def top(connection: Connection, desk: AtDesk, stack: Stack) -> KeptStep | None:
    """Return the step that would be taken next, if there is one."""
    row = connection.execute(_TOP, _whose(desk, stack)).first()
    if row is None:
        return None
    return KeptStep(row.id, row.label, Deed(row.deed), row.merge_key, row.at, from_json(row.changes))


def count(connection: Connection, desk: AtDesk, stack: Stack) -> int:
    """Return how many steps lie on a stack."""
    return int(connection.execute(_COUNT, _whose(desk, stack)).scalar_one())


def push(
    connection: Connection,
    desk: AtDesk,
    stack: Stack,
    label: str,
    deed: Deed,
    steps: tuple[Step, ...],
    merge_key: str = "",
) -> KeptStep:
    """Lay a step on a stack and return it."""
    at = datetime.now(UTC)
    result = connection.execute(
        _ADD,
        {
            "staff_id": desk.staff_id,
            "device": desk.device,
            "stack": stack.value,
            "label": label,
            "deed": deed.value,
            "merge_key": merge_key,
            "at": at,
            "changes": to_json(steps),
        },
    )
    key = result.inserted_primary_key
    assert key is not None, "an insert into undo_step returns its number"
    return KeptStep(key[0], label, deed, merge_key, at, steps)


def push_merged(connection: Connection, last: KeptStep, steps: tuple[Step, ...]) -> KeptStep | None:
    """Make one step of the last and a new one if they are one text typed in one go."""
    at = datetime.now(UTC)
    merged = (
        merge(tuple(reversed(steps)), tuple(reversed(last.steps)))
        if timedelta(0) <= at - last.at <= TOGETHER
        else None
    )
    if merged is None:
        return None
    kept = connection.execute(
        update(undo_step).where(undo_step.c.id == last.number).values(at=at, changes=to_json(merged))
    )
    if kept.rowcount != 1:
        return None  # taken in another window meanwhile
    return KeptStep(last.number, last.label, last.deed, last.merge_key, at, merged)


def drop(connection: Connection, step: KeptStep) -> None:
    """Take a step off its stack."""
    connection.execute(delete(undo_step).where(undo_step.c.id == step.number))


def clear(connection: Connection, desk: AtDesk, stack: Stack) -> None:
    """Take all steps off a stack."""
    connection.execute(_CLEAR, _whose(desk, stack))


def trim(connection: Connection, desk: AtDesk) -> None:
    """Forget what lies too far back."""
    connection.execute(_TRIM, _whose(desk, Stack.UNDO))


def _whose(desk: AtDesk, stack: Stack) -> dict[str, object]:
    return {"whose": desk.staff_id, "where": desk.device, "which": stack.value}
