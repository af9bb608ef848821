from __future__ import annotations

from datetime import date

import pytest

from meetingdesk.domain.information import DateIs
from meetingdesk.domain.past_days import past_day
from meetingdesk.domain.workdays import Calendar, Nation, load_closures

WEDNESDAY = date(2026, 11, 18)
CALENDAR = Calendar(Nation.ENG, load_closures())


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("yesterday", date(2026, 11, 17)),
        ("the day before yesterday", date(2026, 11, 16)),
        ("Yesterday at school", date(2026, 11, 17)),
        ("3 days ago", date(2026, 11, 15)),
        ("2 weeks ago", date(2026, 11, 4)),
        ("today", WEDNESDAY),
    ],
)
def test_a_day_is_understood_as_people_count_back(typed: str, on: date) -> None:
    found = past_day(typed, WEDNESDAY, CALENDAR)

    assert found is not None
    assert found.on == on


def test_the_day_that_is_said_first_counts() -> None:
    found = past_day("2 July po called, again yesterday", WEDNESDAY, CALENDAR)

    assert found is not None
    assert found.on == date(2026, 7, 2)


def test_about_two_weeks_ago_is_no_exact_day() -> None:
    found = past_day("about 2 weeks ago", WEDNESDAY, CALENDAR)

    assert found is not None
    assert (found.on, found.exactly) == (date(2026, 11, 4), DateIs.ABOUT)


def test_what_belongs_to_yesterday_is_no_day() -> None:
    assert past_day("yesterday's bruise", WEDNESDAY, CALENDAR) is None
