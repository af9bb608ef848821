from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from meetingdesk.domain.meetings import MeetingStatus
from meetingdesk.domain.policy import ClockPolicy
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.running_clocks.clock import ClockState, Definition
from meetingdesk.domain.workdays import Nation
from tests.threads import book, child, decided, met, named, only, planned, unborn

DISCUSSION = date(2026, 11, 3)
STRATEGY = met("strategy", DISCUSSION, enquiry_started_on=DISCUSSION)
DUE = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("began", "due"),
    [
        (date(2026, 3, 2), date(2026, 3, 23)),
        (date(2026, 3, 26), date(2026, 4, 20)),
        (date(2026, 12, 18), date(2027, 1, 13)),
        (date(2026, 12, 5), date(2026, 12, 29)),
        (date(2027, 12, 20), date(2028, 1, 13)),
    ],
)
def test_a_conference_is_due_fifteen_working_days_after_the_discussion(began: date, due: date) -> None:
    clock = only("conference", met("strategy", began, enquiry_started_on=began), today=began)

    assert (clock.due, clock.book_by, clock.state) == (due, due, ClockState.RUNNING)


def test_it_says_in_words_what_started_it() -> None:
    clock = only("conference", STRATEGY)

    assert clock.what == "Initial child protection conference"
    assert clock.explanation == (
        "15 working days in England after the strategy discussion of Tue 3 Nov 2026, "
        "at which the section 47 enquiry began"
    )


def test_the_two_definitions_are_counted_apart() -> None:
    later = date(2026, 11, 5)
    strategy = met("strategy", DISCUSSION, enquiry_started_on=later)
    conference = met("icpc", date(2026, 11, 26))

    guidance = only("conference", strategy, conference, today=date(2026, 12, 1))
    statistic = only("conference_statistic", strategy, conference, today=date(2026, 12, 1))

    assert (guidance.definition, guidance.state) == (Definition.GUIDANCE, ClockState.MET_LATE)
    assert (statistic.definition, statistic.state) == (Definition.STATISTIC, ClockState.MET)
    assert (guidance.due, statistic.due) == (DUE, later.replace(day=26))
    assert "the start of the section 47 enquiry on Thu 5 Nov 2026" in statistic.explanation


def test_the_statistic_waits_for_the_day_on_which_the_enquiry_began() -> None:
    strategy = met("strategy", DISCUSSION)
    begins = decided(strategy, "enquiries_joint")

    clock = only("conference_statistic", strategy, begins)

    assert (clock.state, clock.due) == (ClockState.NOT_STARTED, None)
    assert clock.is_open
    assert only("conference", strategy, begins).due == DUE


def test_later_discussions_of_one_enquiry_do_not_start_it_anew() -> None:
    phone = met("strategy", DISCUSSION)
    again = met("strategy", date(2026, 11, 6), enquiry_started_on=DISCUSSION)

    found = named("conference", phone, decided(phone, "enquiries_single"), again)

    assert [clock.due for clock in found] == [DUE]


def test_a_new_enquiry_takes_over_from_the_one_before() -> None:
    another = met("strategy", date(2026, 11, 12), enquiry_started_on=date(2026, 11, 12))

    first, second = named("conference", STRATEGY, another)

    assert (first.state, first.stopped_on) == (ClockState.STOPPED, date(2026, 11, 12))
    assert (second.state, second.due) == (ClockState.RUNNING, date(2026, 12, 3))


@pytest.mark.parametrize("outcome", ["not_substantiated", "no_conference"])
def test_it_stops_where_a_later_discussion_decides_that_none_follows(outcome: str) -> None:
    later = met("strategy", date(2026, 11, 10))

    assert only("conference", STRATEGY, later, decided(later, outcome)).state is ClockState.STOPPED


def test_a_conference_in_time_has_met_it_and_a_late_one_has_its_reason() -> None:
    lead = new_id()
    in_time = met("icpc", date(2026, 11, 19))
    late = met("icpc", date(2026, 12, 1), late_reason="No interpreter", late_authorised_by_id=lead)

    first = only("conference", STRATEGY, in_time)
    second = only("conference", STRATEGY, late, today=date(2026, 12, 2))

    assert (first.state, first.meeting_id) == (ClockState.MET, in_time.id)
    assert (second.state, second.late_reason) == (ClockState.MET_LATE, "No interpreter")
    assert (second.authorised_by_id, second.needs_reason) == (lead, False)


def test_one_that_is_booked_too_late_asks_for_a_reason() -> None:
    booked = planned("icpc", date(2026, 11, 30))

    clock = only("conference", STRATEGY, booked)

    assert (clock.booked_on, clock.is_late, clock.needs_reason) == (booked.held_on, True, True)
    assert clock.meeting_id == booked.id


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 11, 16), ClockState.RUNNING),
        (date(2026, 11, 17), ClockState.DUE_SOON),
        (DUE, ClockState.DUE_SOON),
        (date(2026, 11, 25), ClockState.OVERDUE),
    ],
)
def test_it_runs_until_it_is_near_and_then_over(today: date, state: ClockState) -> None:
    assert only("conference", STRATEGY, today=today).state is state


def test_an_enquiry_about_unborn_children_leads_to_the_conference_before_the_birth() -> None:
    clock = only("conference", STRATEGY, *unborn(date(2027, 3, 14)))

    assert clock.kind == "prebirth"
    assert only("conference", STRATEGY, *unborn(date(2027, 3, 14)), *child()).kind == "icpc"


def test_scotland_counts_calendar_days_and_has_no_such_statistic() -> None:
    clock = only("conference", STRATEGY, nation=Nation.SCT)

    assert clock.due == date(2026, 12, 1)
    assert clock.what == "Child protection planning meeting"
    assert clock.explanation.startswith(
        "28 days after the inter-agency referral discussion of Tue 3 Nov 2026"
    )
    assert named("conference_statistic", STRATEGY, nation=Nation.SCT) == []


def test_the_hours_of_older_guidance_are_off_and_historic_where_somebody_puts_them_on() -> None:
    strategy = replace(STRATEGY, ended_at=datetime(2026, 11, 3, 11, 30, tzinfo=UTC))
    on = replace(book().policy(Nation.ENG), clocks=ClockPolicy(off=()))

    clock = only("enquiries", strategy, policy=on)

    assert named("enquiries", strategy) == []
    assert clock.is_historic
    assert clock.due_at == datetime(2026, 11, 5, 11, 30, tzinfo=UTC)
    assert clock.state is ClockState.MET


def test_a_profile_switches_a_clock_off_and_calls_it_otherwise() -> None:
    policy = book().policy(Nation.ENG)
    off = replace(policy, clocks=ClockPolicy(off=("conference",)))
    called = replace(policy, clocks=ClockPolicy(called={"conference": "First meeting of all"}))

    assert named("conference", STRATEGY, policy=off) == []
    assert only("conference", STRATEGY, policy=called).what == "First meeting of all"


def test_what_was_adjourned_is_held_again_in_ten_working_days() -> None:
    adjourned = met("icpc", date(2026, 11, 20), status=MeetingStatus.ADJOURNED)
    again = met("icpc", date(2026, 12, 3))

    waiting = only("reconvene", adjourned, today=date(2026, 11, 21))
    done = only("reconvene", adjourned, again, today=date(2026, 12, 4))

    assert (waiting.due, waiting.state) == (date(2026, 12, 4), ClockState.RUNNING)
    assert (done.state, done.meeting_id) == (ClockState.MET, again.id)


def test_a_meeting_that_no_clock_explains_keeps_the_day_it_was_planned_by() -> None:
    review = met("rcpc", date(2026, 11, 20), due_on=date(2026, 11, 16), due_rule="rcpc_next")

    clock = only("meeting_held", review)

    assert (clock.state, clock.due, clock.needs_reason) == (ClockState.MET_LATE, date(2026, 11, 16), True)
    assert "next review conference" in clock.explanation
