from __future__ import annotations

from datetime import date, timedelta

import pytest

from meetingdesk.domain.people import Person, Pregnancy
from meetingdesk.domain.running_clocks.clock import ClockState
from meetingdesk.domain.workdays import Nation
from tests.threads import child, decided, met, named, only, plan, planned, unborn

CONFERENCE = met("icpc", date(2026, 11, 20))
MADE = decided(CONFERENCE, "plan_made")


@pytest.mark.parametrize(
    ("conference", "due"),
    [(date(2026, 5, 1), date(2026, 5, 18)), (date(2025, 12, 24), date(2026, 1, 12))],
)
def test_the_first_core_group_meets_in_ten_working_days(conference: date, due: date) -> None:
    held = met("icpc", conference)

    clock = only("core_group_first", held, decided(held, "plan_made"), today=conference)

    assert (clock.due, clock.kind) == (due, "core_group")
    assert "after the initial child protection conference of" in clock.explanation


def test_the_next_core_group_meets_in_six_weeks() -> None:
    first = met("core_group", date(2026, 5, 15))
    conference = met("icpc", date(2026, 5, 1))

    clock = only("core_group_next", conference, decided(conference, "plan_made"), first, today=first.held_on)

    assert clock.due == date(2026, 6, 26)


def test_scotland_has_its_own_days_for_core_groups() -> None:
    later = met("core_group", date(2026, 12, 1))

    first = only("core_group_first", CONFERENCE, MADE, nation=Nation.SCT)
    after = only("core_group_next", CONFERENCE, MADE, later, nation=Nation.SCT, today=date(2026, 12, 2))

    assert (first.due, after.due) == (date(2026, 12, 5), date(2026, 12, 29))
    assert first.book_by == date(2026, 12, 4)


@pytest.mark.parametrize(
    ("conference", "due", "book_by"),
    [
        (date(2025, 11, 30), date(2026, 2, 28), date(2026, 2, 27)),
        (date(2027, 11, 30), date(2028, 2, 29), date(2028, 2, 29)),
        (date(2026, 1, 31), date(2026, 4, 30), date(2026, 4, 30)),
    ],
)
def test_the_first_review_is_within_three_months(conference: date, due: date, book_by: date) -> None:
    held = met("icpc", conference)

    clock = only("review_first", held, decided(held, "plan_made"), today=conference)

    assert (clock.due, clock.book_by) == (due, book_by)


def test_the_next_review_is_within_six_months() -> None:
    review = met("rcpc", date(2026, 8, 31))

    clock = only("review_next", review, decided(review, "continue"), today=date(2026, 9, 1))

    assert (clock.due, clock.book_by) == (date(2027, 2, 28), date(2027, 2, 26))


def test_reviews_and_core_groups_that_were_held_have_met_their_clocks() -> None:
    first = met("core_group", date(2026, 12, 2))
    second = met("core_group", date(2027, 1, 20))
    review = met("rcpc", date(2027, 2, 10))
    rows = (CONFERENCE, MADE, first, second, review, decided(review, "continue"))

    early = only("core_group_first", *rows, today=date(2027, 2, 11))
    late, coming = named("core_group_next", *rows, today=date(2027, 2, 11))

    assert (early.state, early.meeting_id) == (ClockState.MET, first.id)
    assert (late.state, late.due) == (ClockState.MET_LATE, date(2027, 1, 13))
    assert coming.due == second.held_on + timedelta(days=42) if second.held_on else None
    assert only("review_first", *rows, today=date(2027, 2, 11)).state is ClockState.MET


def test_without_a_plan_nothing_runs() -> None:
    none = decided(CONFERENCE, "family_help_plan")

    assert named("core_group_first", CONFERENCE) == []
    assert named("core_group_first", CONFERENCE, none) == []
    assert named("review_first", CONFERENCE, none) == []


def test_one_sibling_with_a_plan_is_enough() -> None:
    (one, member), (other, too) = child(), child()
    rows = (one, member, other, too, CONFERENCE)

    found = named(
        "review_first", *rows, decided(CONFERENCE, "plan_made", one), decided(CONFERENCE, "early_help", other)
    )

    assert [clock.state for clock in found] == [ClockState.RUNNING]


def test_a_review_that_ends_the_plan_stops_the_core_groups() -> None:
    group, review = met("core_group", date(2026, 12, 2)), met("rcpc", date(2027, 1, 4))
    rows = (CONFERENCE, MADE, group, review, decided(review, "end_universal"))

    clock = only("core_group_next", *rows, today=date(2027, 1, 10))

    assert (clock.state, clock.stopped_on) == (ClockState.STOPPED, review.held_on)
    assert named("review_next", *rows, today=date(2027, 1, 10)) == []


def test_a_plan_on_record_counts_where_no_decision_was_written() -> None:
    person, member = child()
    ended = plan(person, date(2026, 11, 20), date(2026, 12, 1))

    running = only("core_group_first", CONFERENCE, person, member, plan(person, date(2026, 11, 20)))
    over = only("core_group_first", CONFERENCE, person, member, ended, today=date(2026, 12, 10))

    assert running.is_open
    assert over.state is ClockState.STOPPED


def test_a_plan_that_takes_over_from_another_on_the_same_day_goes_on() -> None:
    person, member = child()
    moved = met("transfer_in", date(2026, 11, 16), trigger_date=date(2026, 10, 27))
    before, after = plan(person, date(2026, 5, 1), moved.held_on), plan(person, moved.held_on)

    clock = only("core_group_first", moved, person, member, before, after)

    assert (clock.due, clock.is_open) == (date(2026, 11, 30), True)
    never = plan(person, moved.held_on, moved.held_on)
    assert named("core_group_first", moved, person, member, never) == []


def test_a_core_group_booked_in_time_is_told() -> None:
    booked = planned("core_group", date(2026, 12, 1))

    clock = only("core_group_first", CONFERENCE, MADE, booked)

    assert (clock.booked_on, clock.is_late) == (booked.held_on, False)


def test_a_birth_brings_the_first_review_forward() -> None:
    prebirth = met("prebirth", date(2026, 10, 23))
    born = Person(birth_date=date(2026, 11, 20))
    before, member = unborn(date(2026, 11, 18))
    after = Person(**{**_values(before), "pregnancy": Pregnancy.BORN, "born_as_id": born.id})
    rows = (prebirth, decided(prebirth, "plan_at_birth"), member)

    waiting = only("review_first", *rows, before)
    sooner = only("review_after_birth", *rows, after, born)

    assert waiting.due == date(2027, 1, 23)
    assert sooner.due == date(2026, 12, 18)
    assert "(birth), sooner than 3 months after the pre-birth" in sooner.explanation


def _values(person: Person) -> dict[str, object]:
    return {name: getattr(person, name) for name in ("id", "expected_date")}


def test_a_long_plan_says_when_somebody_has_to_ask_why() -> None:
    person, member = child()

    clock = only("plan_long", person, member, plan(person, date(2026, 6, 12)), today=date(2027, 10, 1))

    assert (clock.due, clock.whom, clock.person_id) == (date(2027, 12, 12), "Child 1", person.id)
    assert clock.explanation.startswith("18 months after the start of the plan on Fri 12 Jun 2026")
