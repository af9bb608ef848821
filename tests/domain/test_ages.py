from __future__ import annotations

from datetime import date

import pytest

from meetingdesk.domain.ages import say_age, say_pregnancy
from meetingdesk.domain.people import Person

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (date(2017, 11, 20), "9 years"),
        (date(2017, 11, 21), "8 years"),
        (date(2025, 11, 20), "12 months"),
        (date(2024, 11, 21), "23 months"),
        (date(2026, 8, 20), "3 months"),
        (date(2026, 8, 21), "13 weeks"),
        (date(2026, 11, 13), "1 week"),
        (date(2026, 11, 20), "0 weeks"),
    ],
)
def test_an_age_is_said_as_people_say_it_of_a_child(born: date, said: str) -> None:
    assert say_age(Person(birth_date=born), DAY) == said


def test_an_age_that_somebody_guessed_is_said_to_be_about_that() -> None:
    assert say_age(Person(approximate_age=7, approximate_age_on=date(2025, 11, 1)), DAY) == "about 8"
    assert say_age(Person(), DAY) == ""


def test_a_pregnancy_is_said_in_weeks_and_days() -> None:
    assert say_pregnancy(Person(expected_date=date(2027, 3, 14)), DAY) == "due Sun 14 Mar 2027 · 23 weeks + 5"
    assert say_pregnancy(Person(expected_date=date(2026, 11, 20)), DAY).endswith("40 weeks + 0")
    assert say_pregnancy(Person(), DAY) == "no expected date yet"
