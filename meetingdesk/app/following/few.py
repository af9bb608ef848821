"""Few actions are read as they are, and put under their headings and in their order here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from meetingdesk.app.following.asked import (
    ActionSort,
    ActionState,
    AskedActions,
    Grouping,
    GroupKey,
    GroupKind,
)
from meetingdesk.app.following.headings import EVERYTHING, OF_FAMILY, OF_NOBODY, owner_title, placed
from meetingdesk.app.following.narrowing import ACTION, AGENCY, PROFESSIONAL, Standing, Where
from meetingdesk.app.following.stretches import NOT_FOLLOWED, Found
from meetingdesk.domain.actions import ActionStatus, Priority
from meetingdesk.storage.reading import Reading

MOST = 500
IN_ONE_GO = 500
_WANTED = (
    *("id", "due_on", "reference", "carried", "priority", "status", "check_again_on"),
    *("owner_agency_id", "owner_id", "owner_person_id"),
)


@dataclass(frozen=True, slots=True)
class _One:
    row: Any
    key: GroupKey
    tier: int


def read_few(reading: Reading, where: Where, ids: Iterable[UUID] | None) -> list[Any] | None:
    """Return what there is of the actions, or nothing where they are too many to be read for a page."""
    if ids is None and reading.rows(select(ACTION.c.due_on).where(*where).limit(1).offset(MOST)):
        return None  # asked of the index alone
    query = select(*(ACTION.c[name] for name in _WANTED)).where(*where)
    if ids is None:
        return reading.rows(query)
    wanted = sorted(ids)
    found: list[Any] = []
    for start in range(0, len(wanted), IN_ONE_GO):
        some = wanted[start : start + IN_ONE_GO]
        found += reading.rows(query.where(ACTION.c.id.in_(some)))
    return found


def in_order(
    reading: Reading, rows: list[Any], asked: AskedActions, standing: Standing
) -> list[tuple[GroupKey, Found]]:
    """Return all of them under their headings, the most pressing first."""
    grouping = Grouping.NONE if asked.filter.state in NOT_FOLLOWED else asked.grouping
    keys = _keys(reading, rows, grouping)
    ones = [_One(row, keys[_whose(row, grouping)], tier_of(row, standing)) for row in rows]
    ones.sort(key=_order(asked))
    firsts: dict[GroupKey, tuple[int, date]] = {}
    for one in ones:
        due = one.row.due_on or date.max
        tier, first = firsts.get(one.key, (one.tier, due))
        firsts[one.key] = (min(tier, one.tier), min(first, due))
    place = {key: placed(key, tier, due) for key, (tier, due) in firsts.items()}
    ones.sort(key=lambda one: place[one.key])
    return [(one.key, Found(one.row.id, one.tier, one.row.due_on)) for one in ones]


def tier_of(row: Any, standing: Standing) -> int:
    """Return in which stretch of the list an action stands, as the conditions of the stretches say it."""
    if row.due_on is None:
        return 5
    if row.due_on >= standing.today:
        return 4
    if row.priority == Priority.IMMEDIATE_SAFETY:
        return 0
    if row.priority == Priority.HIGH:
        return 1
    is_stuck = row.status == ActionStatus.UNCONFIRMED or row.carried >= max(standing.carried_from, 2)
    return 2 if is_stuck and row.id not in standing.escalated else 3


def _order(asked: AskedActions) -> Callable[[_One], Any]:
    turned = -1 if asked.descending else 1

    def day(due: date | None, sign: int) -> tuple[bool, int]:
        return (due is None, sign * due.toordinal() if due is not None else 0)

    if asked.filter.state is ActionState.TO_CHECK:
        return lambda one: (*day(one.row.check_again_on, turned), one.row.id)
    match asked.sort:
        case ActionSort.REFERENCE:
            letters = (lambda text: tuple(-ord(letter) for letter in text)) if asked.descending else str
            return lambda one: (letters(one.row.reference), one.row.id)
        case ActionSort.CARRIED:
            return lambda one: (-turned * one.row.carried, *day(one.row.due_on, 1), one.row.id)
        case ActionSort.DUE:
            return lambda one: (*day(one.row.due_on, turned), one.row.id)
        case _:
            if asked.filter.state in NOT_FOLLOWED:
                return lambda one: (*day(one.row.due_on, -1), one.row.id)
            return lambda one: (one.tier, *day(one.row.due_on, 1), one.row.id)


def _whose(row: Any, grouping: Grouping) -> tuple[GroupKind, UUID | None]:
    if grouping is Grouping.NONE:
        return (GroupKind.ALL, None)
    if grouping is Grouping.OWNER and row.owner_id is not None:
        return (GroupKind.OWNER, row.owner_id)
    if row.owner_agency_id is not None:
        is_alone = grouping is Grouping.OWNER
        return (GroupKind.AGENCY_ALONE if is_alone else GroupKind.AGENCY, row.owner_agency_id)
    return (GroupKind.FAMILY if row.owner_person_id is not None else GroupKind.NOBODY, None)


def _keys(
    reading: Reading, rows: list[Any], grouping: Grouping
) -> dict[tuple[GroupKind, UUID | None], GroupKey]:
    wanted = {_whose(row, grouping) for row in rows}
    agencies = {key for kind, key in wanted if kind in (GroupKind.AGENCY, GroupKind.AGENCY_ALONE)}
    owners = {key for kind, key in wanted if kind is GroupKind.OWNER}
    made: dict[tuple[GroupKind, UUID | None], GroupKey] = {
        (GroupKind.ALL, None): EVERYTHING,
        (GroupKind.FAMILY, None): OF_FAMILY,
        (GroupKind.NOBODY, None): OF_NOBODY,
    }
    if agencies:
        for row in reading.rows(select(AGENCY.c.id, AGENCY.c.name).where(AGENCY.c.id.in_(agencies))):
            alone = GroupKey(GroupKind.AGENCY_ALONE, row.id, f"{row.name}, nobody named")
            made[GroupKind.AGENCY, row.id] = GroupKey(GroupKind.AGENCY, row.id, row.name)
            made[GroupKind.AGENCY_ALONE, row.id] = alone
    if owners:
        query = select(
            PROFESSIONAL.c.id, PROFESSIONAL.c.name, PROFESSIONAL.c.job_title, AGENCY.c.name.label("agency")
        ).select_from(PROFESSIONAL.outerjoin(AGENCY, AGENCY.c.id == PROFESSIONAL.c.agency_id))
        for row in reading.rows(query.where(PROFESSIONAL.c.id.in_(owners))):
            made[GroupKind.OWNER, row.id] = GroupKey(GroupKind.OWNER, row.id, owner_title(row))
    return made
