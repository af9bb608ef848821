from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from meetingdesk.domain.clocks import Deadline, deadline, is_rule, parse_offset, parse_start
from meetingdesk.domain.policy import RULES, Timescale, Unit, load_policies
from meetingdesk.domain.workdays import Calendar, Nation, load_closures
from meetingdesk.errors import MeetingDeskError

POLICIES = load_policies()
CALENDAR = Calendar(Nation.ENG, load_closures())
LONDON = ZoneInfo("Europe/London")


def due(rule: str, start: str, birth: str | None = None) -> Deadline:
    return deadline(
        rule,
        parse_start(start),
        policy=POLICIES["england-wt2026"],
        calendar=CALENDAR,
        birth=date.fromisoformat(birth) if birth else None,
    )


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("icpc", "2026-03-02", "2026-03-23"),
        ("icpc", "2026-03-26", "2026-04-20"),
        ("icpc", "2026-12-18", "2027-01-13"),
        ("icpc", "2026-12-05", "2026-12-29"),
        ("icpc", "2027-12-20", "2028-01-13"),
        ("cg_first", "2026-05-01", "2026-05-18"),
        ("cg_first", "2025-12-24", "2026-01-12"),
        ("minutes", "2026-03-30", "2026-04-29"),
        ("letter", "2026-04-02", "2026-04-07"),
        ("outline", "2026-05-21", "2026-05-29"),
        ("assessment", "2025-12-01", "2026-02-05"),
        ("marac_agenda_before", "2026-05-07", "2026-04-24"),
        ("report_icpc_before", "2026-04-07", "2026-03-31"),
        ("report_rcpc_before", "2026-05-26", "2026-05-18"),
        ("rcpc_first", "2025-11-30", "2026-02-28"),
        ("rcpc_first", "2027-11-30", "2028-02-29"),
        ("rcpc_next", "2026-08-31", "2027-02-28"),
        ("marac_repeat", "2024-02-29", "2025-02-28"),
        ("cg_next", "2026-05-15", "2026-06-26"),
        ("+15wd", "2026-12-18", "2027-01-13"),
        ("-8wd", "2026-05-07", "2026-04-24"),
        ("+3m", "2026-01-31", "2026-04-30"),
        ("+91d", "2026-01-31", "2026-05-02"),
        ("+42d", "2026-05-15", "2026-06-26"),
        ("+6w", "2026-05-15", "2026-06-26"),
        ("-2 weeks", "2026-05-15", "2026-05-01"),
        ("5WD", "2026-05-21", "2026-05-29"),
        ("+0wd", "2026-05-21", "2026-05-21"),
    ],
)
def test_a_rule_or_an_offset_gives_its_day(rule: str, start: str, expected: str) -> None:
    assert due(rule, start).due == date.fromisoformat(expected)


def test_a_day_that_is_no_working_day_is_shown_with_the_one_before_it() -> None:
    found = due("rcpc_next", "2026-08-31")

    assert (found.due, found.book_by) == (date(2027, 2, 28), date(2027, 2, 26))
    assert "Sun 28 Feb 2027 is not a working day, so book by Fri 26 Feb 2027" in found.explanation


def test_a_deadline_says_how_it_was_counted() -> None:
    found = due("icpc", "2026-12-18")

    assert found.rule == "icpc"
    assert found.due_at is None
    assert found.book_by == found.due
    assert found.explanation == "15 working days in England after Fri 18 Dec 2026"
    assert due("letter", "2026-04-02").explanation.startswith("1 working day in England after")


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        pytest.param(None, "2027-03-15", id="still unborn"),
        pytest.param("2027-01-20", "2027-02-17", id="born early"),
        pytest.param("2027-03-14", "2027-03-15", id="born on the expected day"),
        pytest.param("2026-12-01", "2027-03-15", id="born before the conference"),
    ],
)
def test_the_first_review_takes_the_sooner_of_three_months_and_the_birth(
    birth: str | None, expected: str
) -> None:
    assert due("rcpc_first", "2026-12-15", birth).due == date.fromisoformat(expected)


def test_the_birth_rule_needs_a_birth_date() -> None:
    assert due("rcpc_after_birth", "2026-12-15", "2027-01-20").due == date(2027, 2, 17)
    with pytest.raises(MeetingDeskError, match="rcpc_after_birth needs the date of birth"):
        due("rcpc_after_birth", "2026-12-15")


def test_other_rules_take_no_birth_date() -> None:
    with pytest.raises(MeetingDeskError, match="The rule icpc takes no birth date"):
        due("icpc", "2026-12-15", "2027-01-20")


def test_weeks_of_pregnancy_count_back_from_the_expected_date() -> None:
    # 27 weeks and 2 days on 15 December, so 28 weeks five days later.
    assert due("prebirth_warn_weeks", "2027-03-14").due == date(2026, 12, 20)
    assert due("prebirth_alert_weeks", "2027-03-14").due == date(2027, 1, 31)


def test_hours_are_counted_from_a_moment() -> None:
    found = due("dissent", "2026-11-20T16:30")

    assert found.due_at == datetime(2026, 11, 23, 16, 30, tzinfo=LONDON)
    assert (found.due, found.book_by) == (date(2026, 11, 23), date(2026, 11, 23))
    assert found.explanation == "72 hours after Fri 20 Nov 2026, 16:30"


@pytest.mark.parametrize(
    ("start", "clock"),
    [
        pytest.param("2026-10-24T14:00", "2026-10-27T13:00:00+00:00", id="clocks go back"),
        pytest.param("2026-03-28T14:00", "2026-03-31T15:00:00+01:00", id="clocks go forward"),
    ],
)
def test_72_hours_stay_72_hours_when_the_clocks_change(start: str, clock: str) -> None:
    begun = parse_start(start)
    found = due("+72h", start)

    assert isinstance(begun, datetime)
    assert found.due_at is not None
    assert found.due_at.isoformat() == clock
    assert found.due_at.astimezone(UTC) - begun.astimezone(UTC) == timedelta(hours=72)


def test_a_rule_in_hours_that_ends_at_a_weekend_is_booked_before_it() -> None:
    found = due("dissent", "2026-11-19T10:00")

    assert (found.due, found.book_by) == (date(2026, 11, 22), date(2026, 11, 20))


def test_a_rule_in_hours_refuses_a_date_without_a_time() -> None:
    with pytest.raises(MeetingDeskError, match="needs a time as well as a date"):
        due("dissent", "2026-11-20")


def test_a_moment_counts_as_its_day_in_london() -> None:
    assert due("+1d", "2026-06-30T23:30+00:00").due == date(2026, 7, 2)
    with pytest.raises(MeetingDeskError, match="no zone"):
        deadline(
            "+1d",
            datetime(2026, 6, 30),  # noqa: DTZ001 - what must be refused
            policy=POLICIES["wales"],
            calendar=CALENDAR,
        )


def test_an_unknown_rule_is_told_with_those_known_and_the_nearest() -> None:
    with pytest.raises(
        MeetingDeskError, match=r"'ipcc' is not one of amend, .*did you mean 'icpc'\?"
    ) as raised:
        due("ipcc", "2026-12-18")
    assert "+15wd" in raised.value.hint


def test_a_rule_that_a_nation_does_not_have_is_told() -> None:
    calendar = Calendar(Nation.SCT, load_closures())

    with pytest.raises(MeetingDeskError, match="The profile scotland has no timescale of that name"):
        deadline("icpc_dfe_from_s47", date(2026, 3, 2), policy=POLICIES["scotland"], calendar=calendar)


def test_scotland_counts_its_planning_meeting_in_calendar_days() -> None:
    calendar = Calendar(Nation.SCT, load_closures())

    found = deadline("icpc", date(2026, 3, 2), policy=POLICIES["scotland"], calendar=calendar)

    assert found.due == date(2026, 3, 30)


@pytest.mark.parametrize("text", ["", "soon", "+wd", "15", "+15 working days", "+15wd!", "1.5d", "+12345d"])
def test_what_is_no_offset_is_none(text: str) -> None:
    assert parse_offset(text) is None
    assert not is_rule(text)


def test_offsets_and_keys_are_rules() -> None:
    assert parse_offset(" +72h ") == (Timescale(Unit.HOURS, 72), False)
    assert parse_offset("\u22128wd") == (Timescale(Unit.WORKING_DAYS, 8), True)
    assert all(is_rule(key) for key in RULES)


@pytest.mark.parametrize("text", ["tomorrow", "20/11/2026", "2026-13-01", "2026-02-30", ""])
def test_a_date_that_cannot_be_read_is_told_with_an_example(text: str) -> None:
    with pytest.raises(MeetingDeskError, match="could not be read") as raised:
        parse_start(text)
    assert "2026-11-20" in raised.value.hint


def test_a_time_without_a_zone_is_london_time() -> None:
    assert parse_start("2026-07-01T12:00") == datetime(2026, 7, 1, 11, tzinfo=UTC)
    assert parse_start("2026-07-01T12:00+00:00") == datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert parse_start(" 2026-07-01 ") == date(2026, 7, 1)


@pytest.mark.parametrize("rule", ["+9999w", "+9999m", "+9999d", "+9999wd"])
def test_a_deadline_beyond_the_calendar_is_refused(rule: str) -> None:
    with pytest.raises(MeetingDeskError):
        due(rule, "9990-01-01")
