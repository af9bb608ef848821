from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from meetingdesk.domain.actions import Action, ActionFor
from meetingdesk.domain.families import CaseFlag
from meetingdesk.domain.people import Person, Pregnancy
from meetingdesk.domain.rows import Row, new_id
from meetingdesk.domain.running_clocks.clock import ClockState
from tests.threads import FAMILY, TODAY, child, clocks, decided, met, only, plan, planned, unborn

STILL_OWED = {"minutes", "action_list", "other_paper", "reports", "case_list", "corrections", "dissent"}
"""What is owed to the record, and not to a child."""


@pytest.mark.parametrize(
    "end",
    [
        {"died_on": date(2026, 11, 10)},
        {"pregnancy": Pregnancy.ENDED},
        {"pregnancy": Pregnancy.ENDED, "pregnancy_ended_on": date(2026, 11, 10)},
    ],
)
def test_the_end_of_the_only_child_stops_the_clocks_of_the_family(end: dict[str, object]) -> None:
    person, member = unborn(date(2027, 3, 14))
    strategy = met("strategy", date(2026, 11, 3), enquiry_started_on=date(2026, 11, 3))
    ended = replace(person, **end)  # type: ignore[arg-type]  # fields of a person

    before = [clock.rule for clock in clocks(person, member, strategy) if clock.is_open]
    after = [clock.rule for clock in clocks(ended, member, strategy) if clock.is_open]

    assert {"conference", "prebirth_best", "prebirth_latest"} <= set(before)
    assert set(after) <= STILL_OWED


def test_a_sibling_who_lives_keeps_the_clocks_of_the_family() -> None:
    (one, member), (other, too) = child(died_on=date(2026, 11, 10)), child()
    conference = met("icpc", date(2026, 11, 2))
    rows = (one, member, other, too, conference)

    alone = only("review_first", *rows, plan(one, conference.held_on))
    both = only("review_first", *rows, plan(one, conference.held_on), plan(other, conference.held_on))

    assert (alone.state, alone.stopped_on) == (ClockState.STOPPED, one.died_on)
    assert both.is_open


def test_one_who_was_born_and_died_has_no_clock_as_the_unborn_child_either() -> None:
    born = Person(birth_date=date(2026, 11, 1), died_on=date(2026, 11, 12))
    before, member = unborn(date(2026, 11, 5), pregnancy=Pregnancy.BORN, born_as_id=born.id)
    conference = met("prebirth", date(2026, 10, 2))

    clock = only("review_first", born, before, member, conference, plan(before, conference.held_on))

    assert (clock.state, clock.stopped_on) == (ClockState.STOPPED, born.died_on)


def test_a_letter_about_a_child_who_died_is_not_asked_for() -> None:
    person, member = child(died_on=date(2026, 11, 20))
    conference = met("icpc", date(2026, 11, 19))

    assert only("letter", person, member, conference).state is ClockState.STOPPED
    assert only("minutes", person, member, conference).is_open


def test_a_family_that_was_closed_has_no_meeting_to_hold() -> None:
    strategy = met("strategy", date(2026, 11, 3), enquiry_started_on=date(2026, 11, 3))

    clock = only("conference", strategy, family=replace(FAMILY, closed_on=date(2026, 11, 9)))

    assert (clock.state, clock.stopped_on) == (ClockState.STOPPED, date(2026, 11, 9))


OUTCOMES = ("plan_made", "continue", "end_universal", "enquiries_joint", "adjourned")


def some_day() -> st.SearchStrategy[date]:
    return st.integers(-200, 60).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def some_thread(draw: DrawFn) -> tuple[list[Row], list[Person]]:
    members = draw(st.lists(st.sampled_from([True, False]), min_size=1, max_size=3))
    pairs = [unborn(draw(some_day())) if is_unborn else child() for is_unborn in members]
    people = [person for person, _ in pairs]
    rows: list[Row] = [row for pair in pairs for row in pair]
    kinds = ("strategy", "icpc", "prebirth", "core_group", "rcpc", "cin", "transfer_in")
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=6)):
        on = draw(some_day())
        meeting = met(kind, on) if on <= TODAY else planned(kind, on)
        if draw(st.booleans()) and kind == "strategy":
            meeting = replace(meeting, enquiry_started_on=on)
        rows.append(replace(meeting, reference=new_id().hex))
        outcome = draw(
            st.sampled_from(["plan_made", "continue", "end_universal", "enquiries_joint", "adjourned"])
        )
        about = draw(st.sampled_from([None, *people]))
        rows.append(decided(meeting, outcome, about))
        if draw(st.booleans()):
            action = Action(
                reference=new_id().hex, meeting_id=meeting.id, text="Visit", due_on=draw(some_day())
            )
            rows += [action, ActionFor(action_id=action.id, person_id=draw(st.sampled_from(people)).id)]
    for person in people:
        if draw(st.booleans()):
            rows.append(plan(person, draw(some_day())))
        if draw(st.booleans()):
            rows.append(
                CaseFlag(
                    family_id=FAMILY.id, agency_id=new_id(), person_id=person.id, placed_on=draw(some_day())
                )
            )
    return rows, people


@given(drawn=some_thread(), seed=st.integers(0, 99))
def test_the_answer_does_not_depend_on_the_order_of_the_rows(
    drawn: tuple[list[Row], list[Person]], seed: int
) -> None:
    rows, _ = drawn
    mixed = list(rows)
    random.Random(seed).shuffle(mixed)

    assert clocks(*mixed) == clocks(*rows)


@given(drawn=some_thread(), is_death=st.booleans())
def test_the_end_of_a_child_leaves_no_clock_of_that_child_and_undoing_brings_them_back(
    drawn: tuple[list[Row], list[Person]], is_death: bool
) -> None:
    rows, people = drawn
    end = {"died_on": TODAY} if is_death else {"pregnancy": Pregnancy.ENDED, "pregnancy_ended_on": TODAY}
    ended = [replace(row, **end) if row is people[0] else row for row in rows]

    after = clocks(*ended)

    assert not any(clock.is_open for clock in after if clock.person_id == people[0].id)
    assert clocks(*rows) == clocks(*[people[0] if row.id == people[0].id else row for row in ended])


@given(drawn=some_thread())
def test_a_family_whose_every_child_has_ended_has_no_meeting_to_hold(
    drawn: tuple[list[Row], list[Person]],
) -> None:
    rows, people = drawn
    keys = {person.id for person in people}
    ended = [
        replace(row, died_on=TODAY) if isinstance(row, Person) and row.id in keys else row for row in rows
    ]

    found = [clock for clock in clocks(*ended) if clock.is_open]

    assert [clock for clock in found if clock.kind] == []
    assert {clock.rule for clock in found} <= STILL_OWED | {"action"}
