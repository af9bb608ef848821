"""The order of the list: what does not wait first, then what is late, then what comes, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, not_, or_, select

from meetingdesk.app.following.asked import ActionSort, ActionState, AskedActions
from meetingdesk.app.following.narrowing import (
    ACTION,
    FEW,
    HAS_CHECK,
    IS_CARRIED,
    IS_OPEN,
    IS_PRESSING,
    Standing,
    Where,
)
from meetingdesk.domain.actions import Priority
from meetingdesk.storage.reading import Reading

NOT_FOLLOWED = frozenset({ActionState.TO_CHECK, ActionState.CLOSED, ActionState.ALL})
"""Lists in which nothing is pressing."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the list that one index holds in its order."""

    where: Where
    by: ColumnElement[Any]
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An action in its place: in which stretch, at which value."""

    id: UUID
    stretch: int
    value: Any


def stretches_of(asked: AskedActions, standing: Standing) -> tuple[Stretch, ...]:
    """Return the parts of a list, one after the other."""
    state, due = asked.filter.state, ACTION.c.due_on
    if state is ActionState.TO_CHECK:
        return (Stretch((HAS_CHECK,), ACTION.c.check_again_on, asked.descending),)
    only = () if state in NOT_FOLLOWED else (IS_OPEN,)
    match asked.sort:
        case ActionSort.REFERENCE:
            return (Stretch(only, ACTION.c.reference, asked.descending),)
        case ActionSort.CARRIED:
            never = _by_day((*only, ACTION.c.carried == 0), is_late_first=False)
            often = Stretch((*only, IS_CARRIED), ACTION.c.carried, descending=not asked.descending)
            return (*never, often) if asked.descending else (often, *never)
        case ActionSort.DUE:
            return _by_day(only, is_late_first=asked.descending)
        case ActionSort.PRESSING:
            if state in NOT_FOLLOWED:
                return _by_day(only, is_late_first=True)
            return tuple(Stretch((IS_OPEN, *where), due) for where in tiers_of(standing))
    raise AssertionError(asked.sort)


def in_stretches(
    reading: Reading, stretches: tuple[Stretch, ...], where: Where, after: Found | None, most: int
) -> Iterator[Found]:
    """Yield so many actions, stretch by stretch, each walked along its own index."""
    left = most
    for place, stretch in enumerate(stretches):
        if after is not None and place < after.stretch:
            continue
        query = select(ACTION.c.id, stretch.by.label("sorted_by")).where(*stretch.where, *where)
        if after is not None and place == after.stretch:
            query = query.where(_beyond(stretch, after))
        order = (
            (stretch.by.desc(), ACTION.c.id.desc())
            if stretch.descending
            else (stretch.by.asc(), ACTION.c.id.asc())
        )
        for row in reading.rows(query.order_by(*order).limit(left)):
            yield Found(row.id, place, row.sorted_by)
            left -= 1
        if left <= 0:
            return


def tiers_of(standing: Standing) -> tuple[Where, ...]:
    """Return what comes before what: danger, what the meeting called pressing, what nobody moves, the rest.

    What is escalated already has somebody above who looks at it; it waits with the others.
    """
    due, priority = ACTION.c.due_on, ACTION.c.priority
    late = due < standing.today
    seen_to = ACTION.c.id.in_(standing.escalated) if 0 < len(standing.escalated) <= FEW else None
    stuck = or_(ACTION.c.status == "unconfirmed", ACTION.c.carried >= max(standing.carried_from, 2))
    stands_still = stuck if seen_to is None else and_(stuck, not_(seen_to))
    usual = priority == Priority.NORMAL
    return (
        (IS_PRESSING, priority == Priority.IMMEDIATE_SAFETY, late),
        (IS_PRESSING, priority == Priority.HIGH, late),
        (IS_PRESSING, usual, stands_still, late),
        (usual, not_(stands_still), late),
        (due >= standing.today,),
        (due.is_(None),),
    )


def _by_day(only: Where, *, is_late_first: bool) -> tuple[Stretch, ...]:
    due = ACTION.c.due_on
    return (
        Stretch((*only, due.is_not(None)), due, descending=is_late_first),
        Stretch((*only, due.is_(None)), due),
    )


def _beyond(stretch: Stretch, after: Found) -> ColumnElement[bool]:
    by, key = stretch.by, ACTION.c.id
    if after.value is None:
        return key > after.id
    if stretch.descending:
        return and_(by <= after.value, or_(by < after.value, key < after.id))
    return and_(by >= after.value, or_(by > after.value, key > after.id))
