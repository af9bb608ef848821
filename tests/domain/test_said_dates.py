from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingdesk.domain.actions import DueBasis
from meetingdesk.domain.said_dates import SaidDate, find_dates, read_date
from meetingdesk.domain.workdays import Calendar, Nation, load_closures
from tests.strategies import ANY_TEXT, HARD_TEXTS

ENGLAND = Calendar(Nation.ENG, load_closures())
FRIDAY = date(2026, 11, 20)
NEXT = date(2026, 12, 18)
BEFORE_CHRISTMAS = date(2026, 12, 22)
HOLY_WEEK = date(2027, 3, 22)
on_any_text = settings(max_examples=300, deadline=None, derandomize=True)

SAID = {
    "2026-11-20": [
        "today", "tonight", "this afternoon", "later today", "eod", "cop", "close of play", "by 5pm today",
        "today, by 6pm",
        "eow", "end of the week", "end of week", "20/11", "within 4 hours", "by the end of the day",
        "the 20th",
    ],
    "2026-11-21": [
        "tomorrow", "2moro", "tomorrow am", "sat", "24h", "within 24 hours", "in 1 day",
        "by 10 on Saturday",
    ],
    "2026-11-22": [
        "day after tomorrow", "the day after tomorrow", "48 hours", "48hrs", "in 2 days", "in 2/7",
        "this sunday",
    ],
    "2026-11-23": [
        "mon", "Monday", "next working day", "next Monday", "by noon on Mon", "1wd", "72h", "in three days",
        "Mon 23rd",
        "on Monday at 2",
    ],
    "2026-11-24": ["tues", "Tue", "tuesday", "next tues", "2 working days", "Tuesday next week", "Tuseday"],
    "2026-11-25": [
        "wed", "weds", "Wednesday", "Wensday", "before Thursday", "next week Wednesday", "25.11.", "25.11",
    ],
    "2026-11-26": ["thu", "thurs", "Thursday", "next thurs", "before fri", "4wd", "Thrusday"],
    "2026-11-27": [
        "fri", "Friday", "by fri", "next Friday", "5wd", "5 wd", "5 w/d", "five working days",
        "within 5 working days",
        "27/11", "27.11.", "27 Nov", "27th November", "Nov 27", "November the 27th", "27/11/26",
        "27/11/2026", "2026-11-27",
        "27-11-26", "the 27th", "27th", "a week", "in a week", "1/52", "7/7", "in seven days",
        "a week today", "end of next week",
        "Fri 27 Nov", "Friday the 27th", "fri 27/11", "27/11 (Friday)", "by 5pm on Friday", "Friday cop",
        "eod fri",
        "no later than fri", "on or before 27/11", "27 Novemer", "27 Nov '26", "by end of Friday",
        "due 27/11", "27-28 Nov",
        "27 or 28 Nov", "fri or sat", "within the next week", "within 5 working days of the meeting",
        "three weeks before the next meeting",
    ],
    "2026-11-30": [
        "end of the month", "eom", "end of November", "end Nov", "w/c 30/11", "w/c Monday 30 Nov",
        "before 1 Dec", "in 10 days", "a week on Monday", "Monday week", "month end",
    ],
    "2026-12-04": [
        "2 weeks", "a fortnight", "over the next fortnight", "in two weeks' time", "in 2/52", "2 wks",
        "10wd", "ten working days",
        "a week on Friday", "Friday week",
        "4th of December", "the fourth of December", "until 4 December", "before 7 Dec", "2 weeks today",
        "in the next 2 weeks",
    ],
    "2026-12-07": ["a fortnight on Monday", "first Monday in December"],
    "2026-12-17": ["before the next meeting", "prior to next conference", "ahead of the next MARAC"],
    "2026-12-18": [
        "next meeting", "by the next meeting", "for next core group", "by next conference",
        "at the next MARAC", "4 weeks", "4/52",
    ],
    "2026-12-20": ["1 month", "one month", "in a month"],
    "2026-12-24": ["by Christmas Eve", "before Christmas Day"],
    "2027-01-20": ["in 2/12", "2 months", "two months"],
}  # fmt: skip


EVERY_WAY = tuple(said for ways in SAID.values() for said in ways)


def one(text: str, day: date = FRIDAY, next_meeting: date | None = NEXT) -> SaidDate:
    found = find_dates(text, day, ENGLAND, next_meeting)
    assert len(found) == 1, [said.words for said in found]
    return found[0]


@pytest.mark.parametrize(("due", "said"), [(due, said) for due, ways in SAID.items() for said in ways])
def test_a_date_is_understood_however_it_is_said(due: str, said: str) -> None:
    read = read_date(said, FRIDAY, ENGLAND, NEXT)

    assert one(said).due_on == date.fromisoformat(due)
    assert read is not None
    assert read.due_on == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("by thurs", "2026-12-24"),
        ("next thurs", "2026-12-31"),
        ("1wd", "2026-12-23"),
        ("5wd", "2026-12-31"),
        ("15 working days", "2027-01-15"),
        ("before 29 December", "2026-12-24"),
        ("end of the week", "2026-12-25"),
        ("Jan 4", "2027-01-04"),
        ("1 Dec", "2027-12-01"),
        ("boxing day", "2026-12-26"),
        ("by New Year's Eve", "2026-12-31"),
        ("2 days before the next meeting", "2027-01-03"),
        ("3 working days before the next meeting", "2026-12-30"),
    ],
)
def test_christmas_is_counted_over(said: str, due: str) -> None:
    assert one(said, BEFORE_CHRISTMAS, date(2027, 1, 5)).due_on == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("by Good Friday", "2027-03-26"),
        ("before Good Friday", "2027-03-25"),
        ("Easter Monday", "2027-03-29"),
        ("Maundy Thursday", "2027-03-25"),
        ("before the 29th", "2027-03-25"),
        ("5 working days", "2027-03-31"),
    ],
)
def test_easter_is_counted_over(said: str, due: str) -> None:
    assert one(said, HOLY_WEEK).due_on == date.fromisoformat(due)


@pytest.mark.parametrize(
    "said",
    [
        "asap", "ongoing", "shortly", "in due course", "mid December", "mid-December", "early next week",
        "next week", "in April",
        "by Christmas", "over Easter", "in the new year", "in a few days", "by half term",
        "as soon as possible", "early December",
        "within 24 hours of birth", "within 10 working days of the birth", "TBC", "late January",
    ],
)  # fmt: skip
def test_what_names_no_day_is_vague(said: str) -> None:
    found = one(said)

    assert found.is_vague
    assert found.due_on is None
    assert found.note


@pytest.mark.parametrize(
    "text",
    [
        "flat 3/4", "section 47", "24/7 cover", "2 of 3 visits", "dose 5/2 with the pharmacy",
        "01632 960123", "by 9.30",
        "every Friday", "each Monday", "twice a week", "on Mondays", "Mon-Fri", "2 year check", "15 hours",
        "6 week review",
        "4/7 Quay Court", "3 days a week", "24 hours a day", "2 weeks ago", "8 weeks old",
        "he sat with her", "in the sun",
        "she may go", "march to school", "the second child", "1st visit", "24 hour watch", "year 5",
        "2/3 visits missed", "at 2pm",
        "once a month", "4 weeks of results", "2 weeks' notice", "by phone", "on time", "1.5 hours",
        "2.10 each day",
    ],
)  # fmt: skip
def test_a_number_or_a_word_that_is_no_date_is_none(text: str) -> None:
    assert [said.words for said in find_dates(text, FRIDAY, ENGLAND, NEXT)] == []


def test_a_date_that_does_not_exist_is_said_to_be_none() -> None:
    found = one("by 31/02")

    assert found.due_on is None
    assert found.is_vague
    assert found.note == "there is no 31 Feb"


def test_the_next_meeting_needs_its_day() -> None:
    found = one("by the next meeting", next_meeting=None)

    assert found.due_on is None
    assert found.basis is DueBasis.BEFORE_MEETING
    assert found.note == "the day of the next meeting is not known"


def test_where_people_may_read_a_date_differently_both_are_told() -> None:
    tuesday = date(2026, 11, 17)

    assert (one("next thurs", tuesday).due_on, one("next thurs", tuesday).other) == (
        date(2026, 11, 26),
        date(2026, 11, 19),
    )
    assert (one("fri").due_on, one("fri").other) == (date(2026, 11, 27), FRIDAY)
    assert (one("in 2/12").due_on, one("in 2/12").other) == (date(2027, 1, 20), date(2026, 12, 2))
    assert one("next thurs").other is None
    assert one("thursday", tuesday).other is None


def test_working_days_tell_which_bank_holidays_they_pass() -> None:
    found = one("5 working days", BEFORE_CHRISTMAS)

    assert found.basis is DueBasis.AFTER_MEETING
    assert found.note == (
        "5 working days after Tue 22 Dec 2026; Fri 25 Dec 2026, Mon 28 Dec 2026 are bank holidays"
    )


def test_a_day_that_is_no_working_day_is_told_with_the_one_before() -> None:
    found = one("by monday", BEFORE_CHRISTMAS)

    assert not found.is_working_day
    assert "Mon 28 Dec 2026 is a bank holiday; the working day before is Thu 24 Dec 2026" in found.note


def test_a_weekday_that_does_not_fit_its_date_is_told() -> None:
    found = one("Mon 27 Nov")

    assert found.due_on == date(2026, 11, 27)
    assert found.other == date(2026, 11, 23)
    assert "another weekday" in found.note


def test_what_leads_a_date_in_and_its_time_belong_to_it() -> None:
    text = "visit by 5pm on Friday 27 Nov at the latest so"
    found = one(text)

    assert text[found.start : found.end] == "by 5pm on Friday 27 Nov at the latest"
    assert text[found.date_start : found.end] == "Friday 27 Nov at the latest"


def test_places_are_those_of_the_typed_text_though_a_slip_was_mended() -> None:
    text = "see him by Wendesday, then by Firday"

    found = find_dates(text, FRIDAY, ENGLAND)

    assert [said.words for said in found] == ["by Wendesday", "by Firday"]
    assert [text[said.start : said.end] for said in found] == ["by Wendesday", "by Firday"]


@pytest.mark.parametrize(
    "typed", ["", "  ", "Friday perhaps", "HV to visit by fri", "x", "the red 27/11 one"]
)
def test_a_field_that_holds_more_than_a_date_is_not_read(typed: str) -> None:
    assert read_date(typed, FRIDAY, ENGLAND, NEXT) is None


def test_a_field_reads_a_day_of_the_month_alone() -> None:
    read = read_date(" 27 ", FRIDAY, ENGLAND)

    assert read is not None
    assert read.due_on == date(2026, 11, 27)


@on_any_text
@given(
    text=st.one_of(
        ANY_TEXT,
        HARD_TEXTS,
        st.lists(
            st.sampled_from(
                [*(way for ways in SAID.values() for way in ways), "99999wd", "31/12/9999", "٣/٤", "ſep 3"]
            ),
            max_size=5,
        ).map(" ".join),
    ),
    day=st.dates(date(1900, 1, 1), date(2099, 12, 31)),
)
def test_any_text_is_read_without_fail_and_every_place_is_in_it(text: str, day: date) -> None:
    found = find_dates(text, day, ENGLAND, NEXT)

    assert found == find_dates(text, day, ENGLAND, NEXT)
    end = 0
    for said in found:
        assert end <= said.start <= said.date_start <= said.end <= len(text)
        assert said.words == text[said.start : said.end]
        end = said.end
    read_date(text, day, ENGLAND, NEXT)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), date(1871, 1, 1), date(2100, 12, 31)])
def test_days_at_the_edge_of_the_calendar_are_no_fault(day: date) -> None:
    for said in EVERY_WAY:
        find_dates(said, day, ENGLAND, day)
