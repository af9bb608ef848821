from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from meetingdesk.domain.day_words import say_day, say_month
from meetingdesk.domain.meeting_clock import (
    Forecast,
    Spent,
    family_of,
    forecast,
    is_point_open,
    open_point,
    spent_on_case,
    spent_on_point,
)
from meetingdesk.domain.meetings import AgendaPoint, ListKind, Meeting, MeetingCase
from meetingdesk.domain.rows import new_id

BEGAN = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
MEETING = Meeting(reference="ND-2026-11-20", type_id="marac", began_at=BEGAN)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def point(planned: int | None = 10, family: UUID | None = None, **values: Any) -> AgendaPoint:
    return AgendaPoint(
        meeting_id=MEETING.id,
        family_id=family,
        section="information",
        title="Information",
        planned_minutes=planned,
        **values,
    )


def case(planned: int | None = 12, **values: Any) -> MeetingCase:
    return MeetingCase(meeting_id=MEETING.id, family_id=new_id(), planned_minutes=planned, **values)


def test_an_open_point_runs_and_a_closed_one_stands_still() -> None:
    running = point(used_seconds=60, opened_at=BEGAN)
    closed = point(used_seconds=60, opened_at=BEGAN, closed_at=BEGAN + minutes(1))

    assert spent_on_point(running, BEGAN + minutes(4)).used == minutes(5)
    assert spent_on_point(closed, BEGAN + minutes(4)).used == minutes(1)
    assert (is_point_open(running), is_point_open(closed), is_point_open(point())) == (True, False, False)


def test_a_clock_that_was_put_back_takes_no_time_away() -> None:
    running = point(used_seconds=60, opened_at=BEGAN)

    assert spent_on_point(running, BEGAN - minutes(30)).used == minutes(1)


@pytest.mark.parametrize(
    ("used", "is_nearly_over", "is_over"),
    [(5, False, False), (8.5, True, False), (10, True, False), (10.1, False, True)],
)
def test_a_point_is_nearly_over_before_it_is_over(used: float, is_nearly_over: bool, is_over: bool) -> None:
    spent = Spent(minutes(used), minutes(10))

    assert (spent.is_nearly_over, spent.is_over) == (is_nearly_over, is_over)


def test_without_a_plan_nothing_is_ever_over() -> None:
    spent = spent_on_point(point(planned=0, used_seconds=9_000), BEGAN)

    assert spent.planned is None
    assert (spent.is_over, spent.is_nearly_over, spent.still_planned) == (False, False, timedelta())


def test_a_case_takes_the_time_of_all_its_points() -> None:
    heard = case()
    points = [
        point(family=heard.family_id, used_seconds=120, opened_at=BEGAN, closed_at=BEGAN + minutes(2)),
        point(family=heard.family_id, opened_at=BEGAN + minutes(2)),
        point(family=new_id(), used_seconds=600),
        point(used_seconds=600),
    ]

    spent = spent_on_case(heard, points, BEGAN + minutes(5))

    assert (spent.used, spent.planned, spent.is_open, spent.is_done) == (minutes(5), minutes(12), True, False)


def test_a_case_that_is_taken_up_again_is_not_done() -> None:
    heard = case(ended_at=BEGAN + minutes(9))
    closed = point(family=heard.family_id, used_seconds=60, opened_at=BEGAN, closed_at=BEGAN + minutes(1))
    reopened = replace(closed, opened_at=BEGAN + minutes(20), closed_at=None)

    assert spent_on_case(heard, [closed], BEGAN).is_done
    assert not spent_on_case(heard, [reopened], BEGAN + minutes(21)).is_done


def test_a_point_that_was_set_aside_takes_no_more_time() -> None:
    spent = spent_on_point(point(set_aside_because="not needed today"), BEGAN)

    assert spent.is_done
    assert spent.still_planned == timedelta()


def test_the_meeting_is_over_when_what_is_left_has_taken_its_time() -> None:
    first, second, put_off = case(), case(), case(list_kind=ListKind.DEFERRED)
    points = (
        point(planned=5, used_seconds=300, opened_at=BEGAN, closed_at=BEGAN + minutes(5)),
        point(family=first.family_id, planned=None, opened_at=BEGAN + minutes(5)),
        point(family=put_off.family_id, planned=None),
        point(planned=3),
    )

    told = forecast(MEETING, (first, second, put_off), points, BEGAN + minutes(25), BEGAN)

    # The first case took 20 minutes of 12; the second and the last point are still to come.
    assert told == Forecast(BEGAN + minutes(25 + 12 + 3), minutes(8))
    assert told.is_worth_saying


def test_a_meeting_that_keeps_its_time_needs_no_word() -> None:
    told = forecast(MEETING, (), (point(opened_at=BEGAN),), BEGAN + minutes(1), BEGAN - minutes(1))

    assert told == Forecast(BEGAN + minutes(10), minutes(1))
    assert not told.is_worth_saying


def test_a_late_start_counts_and_a_meeting_put_off_by_hours_starts_anew() -> None:
    points = (point(opened_at=BEGAN),)

    late = forecast(MEETING, (), points, BEGAN, BEGAN - minutes(20))
    put_off = forecast(MEETING, (), points, BEGAN, BEGAN - timedelta(hours=3))
    without_hour = forecast(MEETING, (), points, BEGAN, None)

    assert late is not None
    assert late.over == minutes(20)
    assert put_off == without_hour == Forecast(BEGAN + minutes(10), timedelta())


@pytest.mark.parametrize(
    "meeting",
    [replace(MEETING, began_at=None), replace(MEETING, ended_at=BEGAN + minutes(60))],
    ids=["not begun", "ended"],
)
def test_only_a_meeting_that_sits_is_forecast(meeting: Meeting) -> None:
    assert forecast(meeting, (case(),), (point(),), BEGAN, BEGAN) is None


def test_a_meeting_without_any_plan_is_not_forecast() -> None:
    assert forecast(MEETING, (case(planned=None),), (point(planned=None),), BEGAN, BEGAN) is None


def test_the_open_point_and_its_family_are_found() -> None:
    family = new_id()
    running = point(family=family, opened_at=BEGAN)

    assert open_point([point(), running]) is running
    assert (family_of(running), family_of(point()), family_of(None)) == (family, None, None)


def test_days_are_said_in_our_own_words() -> None:
    assert say_day(date(2026, 11, 20)) == "Fri 20 Nov 2026"
    assert say_month(date(2024, 2, 29)) == "Feb 2024"
