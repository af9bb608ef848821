from __future__ import annotations

from datetime import date, time

import pytest

from meetingdesk.domain.workdays import Calendar, Nation
from ui.screens.preparing.typed_days import TypedDay, read_day, typed_time

TODAY = date(2026, 11, 27)
CALENDAR = Calendar(Nation.ENG)
DAYS = [
    ("27/11", date(2026, 11, 27)),
    ("1/12", date(2026, 12, 1)),
    ("5/1", date(2027, 1, 5)),
    ("1/11", date(2026, 11, 1)),
    ("1/6", date(2027, 6, 1)),
    ("3.12.26", date(2026, 12, 3)),
    (" 3 / 12 / 2026 ", date(2026, 12, 3)),
    ("2026-12-03", date(2026, 12, 3)),
    ("29/2/2028", date(2028, 2, 29)),
    ("29/2/2027", None),
    ("31/4", None),
    ("2026-13-01", None),
    ("today", date(2026, 11, 27)),
    ("Tomorrow", date(2026, 11, 28)),
    ("fri", date(2026, 12, 4)),
    ("thu", date(2026, 12, 3)),
    ("next thursday", date(2026, 12, 3)),
    ("on monday", date(2026, 11, 30)),
    ("a week on friday", date(2026, 12, 11)),
    ("27th", date(2026, 11, 27)),
    ("4 december", date(2026, 12, 4)),
    ("3-12-2026", date(2026, 12, 3)),
    ("by friday", None),
    ("next week", None),
    ("soon", None),
    ("", None),
]


def read(typed: str) -> TypedDay:
    return read_day(typed, TODAY, CALENDAR)


@pytest.mark.parametrize(("typed", "day"), DAYS)
def test_a_day_is_read_as_people_type_it(typed: str, day: date | None) -> None:
    assert read(typed).on == day


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("31/4", "there is no 31 Apr"),
        ("29/2/2027", "there is no 29 Feb 2027"),
        ("frx", "“frx” is no day"),
        ("fri at the hall", "“at the hall” behind “fri” is not understood"),
        ("hall fri", "“hall” in front of “fri” is not understood"),
        ("by friday", "“by” says no single day"),
        ("next week", "no day is said"),
        ("27/11", ""),
        ("", ""),
    ],
)
def test_what_is_no_day_is_told_with_its_place(typed: str, wrong: str) -> None:
    assert read(typed).wrong == wrong


def test_another_day_that_may_be_meant_is_told() -> None:
    friday, contradicted = read("fri"), read("mon 1 dec")

    assert (friday.other, friday.is_doubtful) == (TODAY, False)
    assert (contradicted.on, contradicted.is_doubtful) == (date(2026, 12, 1), True)


TIMES = [
    ("13:00", time(13, 0)),
    ("1300", time(13, 0)),
    ("9.30", time(9, 30)),
    ("9", time(9, 0)),
    ("2pm", time(14, 0)),
    ("12 am", time(0, 0)),
    ("12.30 pm", time(12, 30)),
    ("25:00", None),
    ("9:75", None),
    ("13pm", None),
    ("soon", None),
    ("", None),
]


@pytest.mark.parametrize(("typed", "hour"), TIMES)
def test_a_time_is_read_as_people_type_it(typed: str, hour: time | None) -> None:
    assert typed_time(typed) == hour
