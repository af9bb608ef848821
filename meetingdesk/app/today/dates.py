"""Dates of families that come near and for which nothing is booked in time; markers to be taken off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Date, Select, and_, bindparam, exists, or_, select

from meetingdesk.app.clock_threads import dates_of, threads_of_families
from meetingdesk.app.definitions import rulebook
from meetingdesk.app.today.rows import TodayGroup, TodayMark, TodayRow, far, group_of, late_by
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.families import CaseFlag, ChildPlan, PlanKind
from meetingdesk.domain.meetings import CaseTransfer, Direction, Meeting, MeetingStatus
from meetingdesk.domain.running_clocks.clock import Clock, ClockState, Definition
from meetingdesk.domain.running_clocks.kinds import (
    BEGINS_ENQUIRY,
    CONFERENCES,
    FOLLOWED,
    MAKES_PLAN,
    NOT_HELD,
    STRATEGY,
)
from meetingdesk.domain.running_clocks.thread import Thread
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

AHEAD, BEHIND = timedelta(days=21), timedelta(days=120)
LONGEST_CLOCK = timedelta(days=190)
"""No clock between two meetings of a plan runs longer than six months."""
CONFERENCE_CLOCK = timedelta(days=60)
"""Nor any clock from a discussion, a notice or an adjournment longer than this."""
YEAR = timedelta(days=366)

MEETING, PLAN, DECISION = TABLES[Meeting], TABLES[ChildPlan], TABLES[Decision]
FLAG = TABLES[CaseFlag]
TRANSFER = TABLES[CaseTransfer]


def statutory_dates(reading: Reading, titles: Mapping[str, str], today: date) -> TodayGroup:
    """Return the conferences, core groups and reviews that are due and not booked by then, and markers."""
    rows = [
        _row(clock, thread, titles)
        for thread in threads_of_families(reading, _families(reading, today), today)
        for clock in told_today(thread)
    ]
    rows.sort(key=lambda row: row.on or today)
    return group_of("dates", "Statutory dates", "families", rows)


def told_today(thread: Thread) -> Iterator[Clock]:
    """Yield the clocks of a family that need somebody today: what is due and not booked in time.

    Of two definitions of one day the one of the guidance is told, of two limits of a pregnancy the last
    that still lies ahead.
    """
    told = [clock for clock in dates_of(thread) if _is_told(clock, thread.today)]
    latest = {clock.person_id for clock in told if clock.rule == "prebirth_latest"}
    yield from (clock for clock in told if clock.rule != "prebirth_best" or clock.person_id not in latest)


def _is_told(clock: Clock, today: date) -> bool:
    if not clock.is_open or clock.definition is Definition.STATISTIC or clock.due is None:
        return False
    is_near = today - BEHIND <= clock.due <= today + AHEAD
    return is_near and (clock.booked_on is None or clock.booked_on > clock.due)


def _row(clock: Clock, thread: Thread, titles: Mapping[str, str]) -> TodayRow:
    assert clock.due is not None, "only clocks with a day are told"
    assert thread.family is not None, "these dates belong to a family"
    today, is_late = thread.today, clock.state is ClockState.OVERDUE
    title, reference = titles.get(clock.kind, clock.kind), thread.family.reference
    if not clock.kind:
        says = f"{', '.join(part for part in (clock.what, clock.whom) if part)}: {reference}"
    elif clock.booked_on is not None:
        says = f"{title} of {reference}: booked {far(clock.booked_on, today)}, after its date"
    else:
        says = f"{title} of {reference}: not booked"
    return TodayRow(
        TodayMark.LATE if is_late else TodayMark.SOON,
        (late_by(clock.due, today) if is_late else f"due {far(clock.due, today)}").capitalize(),
        says,
        clock.explanation,
        "meetings" if clock.booked_on is not None else "families",
        on=clock.due,
        meeting_id=clock.meeting_id if clock.booked_on is not None else None,
        family_id=thread.family.id,
    )


def _families(reading: Reading, today: date) -> set[UUID]:
    """Return the families that can have a clock that ends within the horizon; most others are left unread."""
    days = {
        "since": today - BEHIND - LONGEST_CLOCK,
        "lately": today - BEHIND - CONFERENCE_CLOCK,
        "first": today - BEHIND,
        "last": today + AHEAD,
        "placed_first": today - BEHIND - YEAR,
        "placed_last": today + AHEAD - YEAR + timedelta(days=7),
        "others": _with_a_next(),
    }
    return {row[0] for query in _asked() for row in reading.rows(query.params(days))}


@cache
def _asked() -> tuple[Select[Any], ...]:
    """Return the questions which families those are; built once, and quicker one by one than as one."""
    planned = PLAN.c.kind.in_((PlanKind.CHILD_PROTECTION, PlanKind.REGISTER))
    recent = exists().where(MEETING.c.family_id == PLAN.c.family_id, MEETING.c.held_on >= _day("since"))
    is_in = TRANSFER.c.direction == Direction.IN
    placed = FLAG.c.placed_on.between(_day("placed_first"), _day("placed_last"))
    ends = or_(
        FLAG.c.expires_on.between(_day("first"), _day("last")), and_(FLAG.c.expires_on.is_(None), placed)
    )
    return (
        select(MEETING.c.family_id).where(
            MEETING.c.held_on >= _day("since"),
            MEETING.c.family_id.is_not(None),
            or_(_begins_an_enquiry(), _makes_a_plan(), _waits()),
        ),
        select(MEETING.c.family_id).where(MEETING.c.family_id.is_not(None), _is_followed_by_another()),
        select(PLAN.c.family_id).where(planned, PLAN.c.ended_on.is_(None), recent),
        select(TRANSFER.c.family_id).where(is_in, TRANSFER.c.notified_on >= _day("lately")),
        select(FLAG.c.family_id).where(FLAG.c.removed_on.is_(None), ends),
    )


def _with_a_next() -> tuple[str, ...]:
    """Return the types of meetings outside a plan that say by when the next of them is due."""
    return tuple(
        kind.id
        for kind in rulebook().meeting_types.values()
        if kind.id not in FOLLOWED
        and not kind.many_cases
        and any(r.meeting == kind.id for r in kind.deadlines)
    )


def _day(name: str) -> BindParameter[date]:
    return bindparam(name, type_=Date())


def _begins_an_enquiry() -> ColumnElement[bool]:
    """An enquiry began at it, and no conference was held since."""
    later = MEETING.alias("later")
    begun = exists().where(DECISION.c.meeting_id == MEETING.c.id, DECISION.c.outcome.in_(BEGINS_ENQUIRY))
    conference = exists().where(
        later.c.family_id == MEETING.c.family_id,
        later.c.type_id.in_(sorted(CONFERENCES)),
        later.c.held_on >= MEETING.c.held_on,
        later.c.status.not_in(sorted(NOT_HELD)),
    )
    return and_(
        MEETING.c.type_id.in_(sorted(STRATEGY)),
        or_(MEETING.c.enquiry_started_on.is_not(None), begun),
        ~conference,
    )


def _makes_a_plan() -> ColumnElement[bool]:
    """A conference at which it was decided that a plan begins or goes on."""
    outcomes = DECISION.c.outcome.in_(sorted(MAKES_PLAN))
    decided = exists().where(DECISION.c.meeting_id == MEETING.c.id, outcomes)
    return and_(MEETING.c.type_id.in_(sorted(CONFERENCES)), decided)


def _waits() -> ColumnElement[bool]:
    """It was adjourned, or is planned and has a day by which it is due."""
    has_its_day = or_(
        MEETING.c.due_on.is_not(None),
        MEETING.c.trigger_date.is_not(None),
        MEETING.c.type_id.in_(("prebirth", "transfer_in")),
    )
    is_ahead = and_(MEETING.c.status == MeetingStatus.PLANNED, MEETING.c.held_on >= _day("first"))
    return or_(MEETING.c.status == MeetingStatus.ADJOURNED, and_(is_ahead, has_its_day))


def _is_followed_by_another() -> ColumnElement[bool]:
    """A meeting outside a plan after which another of its kind is due."""
    others: BindParameter[str] = bindparam("others", expanding=True)
    is_lately = and_(MEETING.c.held_on >= _day("lately"), MEETING.c.type_id.in_(others))
    return and_(is_lately, MEETING.c.status.not_in(sorted(NOT_HELD)))
