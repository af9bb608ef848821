from __future__ import annotations

from datetime import date, time

import pytest

from ui.screens.preparing.typed_days import typed_day, typed_time

TODAY = date(2026, 11, 27)
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
    ("12", None),
    ("2026-13-01", None),
    ("fri", None),
    ("", None),
]


@pytest.mark.parametrize(("typed", "day"), DAYS)
def test_a_day_is_read_as_people_type_it(typed: str, day: date | None) -> None:
    assert typed_day(typed, TODAY) == day


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
