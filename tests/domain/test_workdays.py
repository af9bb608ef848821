from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingdesk.domain.workdays import Calendar, Nation, add_months, load_closures
from meetingdesk.errors import DefinitionError, MeetingDeskError
from meetingdesk.resources import resource
from tests.bank_holidays import table

CLOSURES = load_closures()
CALENDARS = {nation: Calendar(nation, CLOSURES) for nation in Nation}
ENGLAND = CALENDARS[Nation.ENG]

ENGLAND_AND_WALES = """
2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
2029-01-01 2029-03-30 2029-04-02 2029-05-07 2029-05-28 2029-08-27 2029-12-25 2029-12-26
2030-01-01 2030-04-19 2030-04-22 2030-05-06 2030-05-27 2030-08-26 2030-12-25 2030-12-26
"""
EASTER_MONDAYS = "2024-04-01 2025-04-21 2026-04-06 2027-03-29 2028-04-17 2029-04-02 2030-04-22"
LAST_MONDAYS_OF_AUGUST = "2024-08-26 2025-08-25 2026-08-31 2027-08-30 2028-08-28 2029-08-27 2030-08-26"
ONLY_SCOTLAND = """
2024-01-02 2024-08-05 2024-12-02 2025-01-02 2025-08-04 2025-12-01 2026-01-02 2026-08-03 2026-11-30
2027-01-04 2027-08-02 2027-11-30 2028-01-04 2028-08-07 2028-11-30 2029-01-02 2029-08-06 2029-11-30
2030-01-02 2030-08-05 2030-12-02
"""
ONLY_NORTHERN_IRELAND = """
2024-03-18 2024-07-12 2025-03-17 2025-07-14 2026-03-17 2026-07-13 2027-03-17 2027-07-12
2028-03-17 2028-07-12 2029-03-19 2029-07-12 2030-03-18 2030-07-12
"""


def days(table: str) -> set[str]:
    return set(table.split())


EXPECTED = {
    Nation.ENG: days(ENGLAND_AND_WALES),
    Nation.WLS: days(ENGLAND_AND_WALES),
    Nation.SCT: days(ENGLAND_AND_WALES) - days(EASTER_MONDAYS) - days(LAST_MONDAYS_OF_AUGUST)
    | days(ONLY_SCOTLAND),
    Nation.NIR: days(ENGLAND_AND_WALES) | days(ONLY_NORTHERN_IRELAND),
}


def days_of(*years: int) -> list[date]:
    first, last = date(min(years), 1, 1), date(max(years), 12, 31)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize("nation", list(Nation))
def test_the_days_off_in_the_week_from_2024_to_2030_are_those_of_the_table(nation: Nation) -> None:
    calendar = CALENDARS[nation]

    off = {str(day) for day in days_of(2024, 2030) if day.weekday() < 5 and not calendar.is_working_day(day)}

    assert off == EXPECTED[nation]


@pytest.mark.parametrize("nation", list(Nation))
def test_single_days_by_proclamation_are_known(nation: Nation) -> None:
    calendar = CALENDARS[nation]

    off = [str(day) for day in days_of(2022, 2023) if calendar.is_bank_holiday(day)]

    assert {"2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08"} <= set(off)
    assert "2022-05-30" not in off


def test_the_scottish_day_on_which_sources_disagree_is_a_working_day_until_somebody_says_otherwise(
    tmp_path: Path,
) -> None:
    local = tmp_path / "closures.toml"
    local.write_text('[[proclamations]]\ndate = 2026-06-15\nname = "Kept here"\nnations = ["SCT"]\n')

    assert CALENDARS[Nation.SCT].is_working_day(date(2026, 6, 15))
    assert not Calendar(Nation.SCT, load_closures(local=local)).is_working_day(date(2026, 6, 15))
    assert Calendar(Nation.ENG, load_closures(local=local)).is_working_day(date(2026, 6, 15))


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        pytest.param("2026-03-02", 15, "2026-03-23", id="plain"),
        pytest.param("2026-03-26", 15, "2026-04-20", id="over Easter"),
        pytest.param("2026-12-18", 15, "2027-01-13", id="Christmas and a substitute day"),
        pytest.param("2026-12-05", 15, "2026-12-29", id="begun at a weekend"),
        pytest.param("2027-12-20", 15, "2028-01-13", id="two substitute days"),
        pytest.param("2026-05-01", 10, "2026-05-18", id="core group"),
        pytest.param("2025-12-24", 10, "2026-01-12", id="core group over New Year"),
        pytest.param("2026-03-30", 20, "2026-04-29", id="minutes"),
        pytest.param("2026-04-02", 1, "2026-04-07", id="letter on Maundy Thursday"),
        pytest.param("2026-05-21", 5, "2026-05-29", id="outline"),
        pytest.param("2025-12-01", 45, "2026-02-05", id="assessment"),
        pytest.param("2026-05-07", -8, "2026-04-24", id="agenda"),
        pytest.param("2026-04-07", -3, "2026-03-31", id="report before an initial conference"),
        pytest.param("2026-05-26", -5, "2026-05-18", id="report before a review, after a bank holiday"),
        pytest.param("1970-06-02", 15, "1970-06-23", id="sample of the national statistic"),
    ],
)
def test_working_days_are_added_from_the_day_after(start: str, count: int, expected: str) -> None:
    assert ENGLAND.add_working_days(date.fromisoformat(start), count) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("start", "months", "expected", "book_by"),
    [
        pytest.param("2025-11-30", 3, "2026-02-28", "2026-02-27", id="clamped to a Saturday"),
        pytest.param("2027-11-30", 3, "2028-02-29", "2028-02-29", id="leap year"),
        pytest.param("2026-08-31", 6, "2027-02-28", "2027-02-26", id="clamped to a Sunday"),
        pytest.param("2024-02-29", 12, "2025-02-28", "2025-02-28", id="a year from a leap day"),
        pytest.param("2026-01-31", 3, "2026-04-30", "2026-04-30", id="three months are not 91 days"),
        pytest.param("2026-01-31", -2, "2025-11-30", "2025-11-28", id="backwards"),
    ],
)
def test_months_are_calendar_months_clamped_to_their_end(
    start: str, months: int, expected: str, book_by: str
) -> None:
    due = add_months(date.fromisoformat(start), months)

    assert due == date.fromisoformat(expected)
    assert ENGLAND.working_day_by(due) == date.fromisoformat(book_by)


def test_three_months_and_91_days_can_disagree() -> None:
    start = date(2026, 1, 31)

    assert add_months(start, 3) == date(2026, 4, 30)
    assert start + timedelta(days=91) == date(2026, 5, 2)


def test_six_weeks_are_42_days() -> None:
    assert date(2026, 5, 15) + timedelta(days=42) == date(2026, 6, 26)


def test_working_days_are_counted_after_the_first_day_up_to_the_last() -> None:
    assert ENGLAND.working_days_between(date(2026, 4, 2), date(2026, 4, 2)) == 0
    assert ENGLAND.working_days_between(date(2026, 4, 2), date(2026, 4, 7)) == 1
    assert ENGLAND.working_days_between(date(2026, 4, 7), date(2026, 4, 2)) == 0


def test_the_working_days_beside_a_weekend_are_found() -> None:
    saturday = date(2026, 11, 21)

    assert ENGLAND.previous_working_day(saturday) == date(2026, 11, 20)
    assert ENGLAND.next_working_day(saturday) == date(2026, 11, 23)
    assert ENGLAND.working_day_by(saturday) == date(2026, 11, 20)
    assert ENGLAND.working_day_by(date(2026, 11, 20)) == date(2026, 11, 20)


DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))


@given(day=DAYS, count=st.integers(1, 200), nation=st.sampled_from(Nation))
def test_adding_and_taking_away_the_same_working_days_comes_back(
    day: date, count: int, nation: Nation
) -> None:
    calendar = CALENDARS[nation]
    start = calendar.working_day_by(day)

    there = calendar.add_working_days(start, count)

    assert calendar.add_working_days(there, -count) == start
    assert calendar.working_days_between(start, there) == count
    assert calendar.is_working_day(there)


@given(day=DAYS, months=st.integers(0, 60))
def test_a_month_later_is_in_that_month_and_never_on_a_later_day(day: date, months: int) -> None:
    later = add_months(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_a_local_closure_stops_the_clock_only_when_it_says_so(tmp_path: Path) -> None:
    local = tmp_path / "closures.toml"
    closure = '[[closures]]\nname = "Offices closed"\nfirst = 2026-12-29\nlast = 2026-12-31\n'

    local.write_text(closure)
    counted = Calendar(Nation.ENG, load_closures(local=local))
    local.write_text(f"{closure}not_counted = true\n")
    not_counted = Calendar(Nation.ENG, load_closures(local=local))

    assert counted.is_working_day(date(2026, 12, 30))
    assert not not_counted.is_working_day(date(2026, 12, 30))
    assert not_counted.add_working_days(date(2026, 12, 18), 15) == date(2027, 1, 18)
    assert not not_counted.is_working_day(date(2022, 6, 3)), "the shipped proclamations stay"


def test_a_closure_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    local = tmp_path / "closures.toml"
    local.write_text('[[closures]]\nname = "Odd"\nfirst = 2026-12-29\nlast = 2026-12-28\n')

    with pytest.raises(DefinitionError, match=r"closures\.toml, line 4, closures\[0\]\.last"):
        load_closures(local=local)


def test_a_year_without_known_bank_holidays_is_refused() -> None:
    with pytest.raises(MeetingDeskError, match="bank holidays of 2101"):
        ENGLAND.add_working_days(date(2100, 12, 31), 1)


def test_a_date_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(MeetingDeskError, match="too far away"):
        add_months(date(9999, 12, 1), 1)


def test_the_shipped_bank_holidays_are_those_that_the_library_works_out() -> None:
    assert resource("bank_holidays.txt").read_text(encoding="ascii") == table()


def test_the_years_of_meetings_need_no_other_calendars_in_memory() -> None:
    told = "import sys; from datetime import date; from meetingdesk.domain.workdays import Calendar, Nation\n"
    told += (
        "assert Calendar(Nation.ENG).is_bank_holiday(date(2026, 12, 28)); print('holidays' in sys.modules)"
    )

    said = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True).stdout

    assert said.strip() == "False"
