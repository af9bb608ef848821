"""The headings of the list of actions: whose they are, the most pressing first, and what each says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from meetingdesk.app.following.asked import (
    MOST_COUNTED,
    ActionFilter,
    GroupFacts,
    Grouping,
    GroupKey,
    GroupKind,
)
from meetingdesk.app.following.narrowing import (
    ACTION,
    AGENCY,
    IS_OPEN,
    IS_PRESSING,
    PROFESSIONAL,
    REPLIES,
    STEP,
    Standing,
    Where,
    of_group,
    overdue,
)
from meetingdesk.app.following.stretches import tiers_of
from meetingdesk.domain.action_life import StepKind
from meetingdesk.domain.actions import Action, ActionStatus
from meetingdesk.domain.text import fold
from meetingdesk.storage.reading import Reading, visible

EVERYTHING = GroupKey()
OF_FAMILY = GroupKey(GroupKind.FAMILY, None, "The family")
OF_NOBODY = GroupKey(GroupKind.NOBODY, None, "No agency named")
LATEST_STEPS = 800
"""So far back in all that was done lately the last word of an agency is looked for."""

LATE_ONES = 1_000
Facts = dict[GroupKey, GroupFacts]


def headings(
    reading: Reading, grouping: Grouping, standing: Standing, wanted: ActionFilter, where: Where
) -> tuple[GroupKey, ...]:
    """Return the headings under which actions stand, the most pressing first."""
    if grouping is Grouping.NONE:
        return (EVERYTHING,)
    if wanted.owner_id is not None:
        return _owner(reading, wanted.owner_id)
    if wanted.agency_id is not None and grouping is Grouping.AGENCY:
        return _agency(reading, wanted.agency_id)
    found = dict(_agencies(reading, where) if grouping is Grouping.AGENCY else _owners(reading, where))
    for other in (OF_FAMILY, OF_NOBODY):
        first = _first(reading, (*where, *of_group(other)))
        if first is not None:
            found[other] = first
    tiers = _tiers(reading, grouping, standing, where)

    def place(key: GroupKey) -> tuple[int, date, str]:
        due = found[key]
        late_tier = tiers.get(key.id, 3) if due < standing.today else 4
        return placed(key, late_tier, due)

    return tuple(sorted(found, key=place))


def placed(key: GroupKey, tier: int, due: date) -> tuple[int, date, str]:
    """Return by what a heading has its place: how pressing, since when, and its name."""
    return (min(tier, 4), due if tier < 4 else date.max, fold(key.title))


def owner_title(row: Any) -> str:
    """Return what an owner is called as a heading."""
    return ", ".join(part for part in dict.fromkeys((row.job_title, row.name, row.agency)) if part)


def facts_of(reading: Reading, keys: Iterable[GroupKey], standing: Standing, narrowing: Where = ()) -> Facts:
    """Return what the headings say: how many are open and late, and when an owner was last heard of."""
    condition = visible(Action, reading.desk)
    seen = () if condition is None else (condition,)
    unconfirmed = (IS_OPEN, IS_PRESSING, func.coalesce(ACTION.c.status, "") == ActionStatus.UNCONFIRMED)
    wanted = tuple(keys)
    heard = _last_heard(reading, wanted) if wanted else {}
    return {
        key: GroupFacts(
            counted(reading, (IS_OPEN, *seen, *narrowing, *of_group(key))),
            counted(reading, (*overdue(standing), *seen, *narrowing, *of_group(key))),
            counted(
                reading,
                (*unconfirmed, *seen, *narrowing, *of_group(key)),
            ),
            heard.get((key.id, True)),
            heard.get((key.id, False)),
        )
        for key in wanted
    }


def counted(reading: Reading, where: Where) -> int:
    """Count actions up to a bound: how many thousands there are changes nothing."""
    some = select(ACTION.c.due_on).where(*where).limit(MOST_COUNTED).subquery()
    return int(reading.rows(select(func.count()).select_from(some))[0][0])


_OWNERS = select(
    PROFESSIONAL.c.id, PROFESSIONAL.c.name, PROFESSIONAL.c.job_title, AGENCY.c.name.label("agency")
).select_from(PROFESSIONAL.outerjoin(AGENCY, AGENCY.c.id == PROFESSIONAL.c.agency_id))


def _owner(reading: Reading, key: UUID) -> tuple[GroupKey, ...]:
    found = reading.rows(_OWNERS.where(PROFESSIONAL.c.id == key))
    return tuple(GroupKey(GroupKind.OWNER, row.id, owner_title(row)) for row in found)


def _agency(reading: Reading, key: UUID) -> tuple[GroupKey, ...]:
    found = reading.rows(select(AGENCY.c.id, AGENCY.c.name).where(AGENCY.c.id == key))
    return tuple(GroupKey(GroupKind.AGENCY, row.id, row.name) for row in found)


def _agencies(reading: Reading, where: Where) -> Iterator[tuple[GroupKey, date]]:
    first = _first_of(ACTION.c.owner_agency_id == AGENCY.c.id, where)
    for row in reading.rows(select(AGENCY.c.id, AGENCY.c.name, first.label("first"))):
        if row.first is not None:
            yield GroupKey(GroupKind.AGENCY, row.id, row.name), row.first


def _owners(reading: Reading, where: Where) -> Iterator[tuple[GroupKey, date]]:
    first = _first_of(ACTION.c.owner_id == PROFESSIONAL.c.id, where)
    query = _OWNERS.add_columns(first.label("first"))
    for row in reading.rows(query):
        if row.first is not None:
            yield GroupKey(GroupKind.OWNER, row.id, owner_title(row)), row.first
    alone = _first_of(and_(ACTION.c.owner_agency_id == AGENCY.c.id, ACTION.c.owner_id.is_(None)), where)
    for row in reading.rows(select(AGENCY.c.id, AGENCY.c.name, alone.label("first"))):
        if row.first is not None:
            yield GroupKey(GroupKind.AGENCY_ALONE, row.id, f"{row.name}, nobody named"), row.first


def _first_of(whose: ColumnElement[bool], where: Where) -> ColumnElement[date | None]:
    # What has no day counts as the last of all; a group is there as soon as one action is.
    due = func.coalesce(ACTION.c.due_on, date.max, type_=ACTION.c.due_on.type)
    return (
        select(due)
        .where(whose, *where)
        .order_by(ACTION.c.due_on.asc().nulls_last())
        .limit(1)
        .correlate(AGENCY, PROFESSIONAL)
        .scalar_subquery()
    )


def _first(reading: Reading, where: Where) -> date | None:
    due = ACTION.c.due_on
    found = reading.rows(select(due).where(*where).order_by(due.asc().nulls_last()).limit(1))
    return (found[0][0] or date.max) if found else None


def _tiers(reading: Reading, grouping: Grouping, standing: Standing, where: Where) -> dict[UUID | None, int]:
    """Return who has something late that does not wait its turn, and how little it does."""
    whose = ACTION.c.owner_agency_id if grouping is Grouping.AGENCY else ACTION.c.owner_id
    found: dict[UUID | None, int] = {}
    for tier, pressing in enumerate(tiers_of(standing)[:3]):
        late = (
            select(whose.label("whose"))
            .where(IS_OPEN, *pressing, *where)
            .order_by(ACTION.c.due_on)
            .limit(LATE_ONES)
            .subquery()
        )
        for row in reading.rows(select(late.c.whose).distinct()):
            found.setdefault(row.whose, tier)
    return found


def _last_heard(reading: Reading, keys: tuple[GroupKey, ...]) -> dict[tuple[UUID | None, bool], date]:
    """Return when owners last replied (True) and were last chased (False), as far as it is not long ago."""
    is_owner = any(key.kind in (GroupKind.OWNER, GroupKind.AGENCY_ALONE) for key in keys)
    whose = ACTION.c.owner_id if is_owner else ACTION.c.owner_agency_id
    chased = StepKind.CHASED.value
    # Steps are made when they are taken, so their identifiers grow with time: no index is needed.
    lately = (
        select(STEP.c.action_id, STEP.c.kind, STEP.c.at).order_by(STEP.c.id.desc()).limit(LATEST_STEPS)
    ).subquery()
    query = (
        select(whose.label("whose"), lately.c.kind, func.max(lately.c.at, type_=STEP.c.at.type).label("at"))
        .select_from(lately.join(ACTION, ACTION.c.id == lately.c.action_id))
        .where(lately.c.kind.in_((chased, *REPLIES)))
        .group_by(whose, lately.c.kind)
    )
    heard: dict[tuple[UUID | None, bool], date] = {}
    for row in reading.rows(query):
        place = (row.whose, row.kind != chased)
        heard[place] = max(heard.get(place, date.min), row.at.date())
    return heard
