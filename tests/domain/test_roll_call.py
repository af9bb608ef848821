from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from meetingdesk.domain.attendance import Attendance, AttendanceStatus, Presence
from meetingdesk.domain.in_the_room import end_of, is_here
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.roll_call import (
    LEFT,
    MARKS,
    OUT_FOR_CASE,
    SIGNS,
    SomebodyTyped,
    TimeTyped,
    means_coming,
    moment_of,
    read_somebody,
    read_time,
    role_words,
    round_table,
    short_name,
    sign_of_several,
)
from meetingdesk.domain.rows import new_id
from tests.rooms import catalogued, kind_of

STATUS = AttendanceStatus
MEETING, CASE = new_id(), new_id()
AT = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)


def minutes(number: int) -> datetime:
    return AT + timedelta(minutes=number)


def row(status: STATUS = STATUS.PRESENT, **values: object) -> Attendance:
    return Attendance(meeting_id=MEETING, status=status, **values)  # type: ignore[arg-type]


def stretch(came: int | None, left: int | None = None, case: bool = False) -> Presence:
    return Presence(
        attendance_id=MEETING,
        family_id=CASE if case else None,
        arrived_at=None if came is None else minutes(came),
        left_at=None if left is None else minutes(left),
    )


# Marks


def test_every_mark_has_a_letter_of_its_own_and_does_one_thing() -> None:
    assert len({mark.key for mark in MARKS}) == len(MARKS)
    assert all(len(mark.key) == 1 and mark.key.islower() for mark in MARKS)
    assert all((mark.status is None) != (mark.deed is None) for mark in MARKS)
    assert all(mark.word and mark.hint for mark in MARKS)


def test_every_status_has_a_sign_of_its_own() -> None:
    assert set(SIGNS) == set(STATUS)
    assert len({(sign.shape, sign.word) for sign in (*SIGNS.values(), LEFT, OUT_FOR_CASE)}) == len(SIGNS) + 2


def test_an_agency_looks_as_whoever_of_it_is_most_here() -> None:
    present, absent, invited = (SIGNS[key] for key in (STATUS.PRESENT, STATUS.ABSENT, STATUS.INVITED))

    assert sign_of_several([absent, LEFT, present]) is present
    assert sign_of_several([absent, invited]) is invited
    assert sign_of_several([SIGNS[STATUS.SENT_DEPUTY], LEFT]) is LEFT
    assert sign_of_several([]) is LEFT


def test_roles_are_said_in_words() -> None:
    assert role_words("legal_adviser") == "legal adviser"
    assert role_words("team_manager") == "team manager"


def test_long_names_of_agencies_are_told_by_their_code() -> None:
    assert short_name(catalogued("police"), 11) == "Police"
    assert short_name(catalogued("csc"), 11) == "CSC"


# Who is here


@pytest.mark.parametrize("status", [STATUS.INVITED, STATUS.APOLOGIES, STATUS.ABSENT, STATUS.SENT_DEPUTY])
def test_who_is_marked_as_not_here_is_not_whatever_the_times_say(status: STATUS) -> None:
    assert not is_here(row(status), [stretch(0)])


def test_a_mark_without_times_is_believed() -> None:
    assert is_here(row(), [])
    assert is_here(row(STATUS.PART), [])


def test_who_left_is_not_here_until_they_come_back() -> None:
    assert not is_here(row(), [stretch(0, 30)])
    assert is_here(row(), [stretch(0, 30), stretch(40)])


def test_going_home_at_the_end_is_no_leaving() -> None:
    went_home, left_early = [stretch(0, 90)], [stretch(0, 30)]

    assert is_here(row(), went_home, ended_at=minutes(90))
    assert not is_here(row(), left_early, ended_at=minutes(90))


def test_a_meeting_that_runs_has_no_end_and_one_written_up_is_over() -> None:
    assert end_of(Meeting(reference="A", type_id="marac", status=MeetingStatus.LIVE)) is None
    assert end_of(Meeting(reference="A", type_id="marac", ended_at=AT)) == AT
    draft = end_of(Meeting(reference="A", type_id="marac", status=MeetingStatus.DRAFT))
    assert is_here(row(), [stretch(0, 30)], ended_at=draft)


def test_who_steps_out_for_one_case_is_here_for_the_others() -> None:
    out_for_case = [stretch(0), stretch(None, 20, case=True)]

    assert not is_here(row(), out_for_case, CASE)
    assert is_here(row(), out_for_case)
    assert is_here(row(), out_for_case, new_id())


def test_who_comes_back_during_the_case_is_here_for_it() -> None:
    assert is_here(row(), [stretch(0), stretch(None, 20, case=True), stretch(25, case=True)], CASE)


def test_who_came_for_one_case_is_here_for_that_only() -> None:
    for_case = [stretch(20, case=True)]

    assert is_here(row(STATUS.PART), for_case, CASE)
    assert not is_here(row(STATUS.PART), for_case)
    assert not is_here(row(STATUS.PART), for_case, new_id())


# Round the table


def test_agencies_sit_as_the_type_lists_them_then_the_family_then_others() -> None:
    agencies = {key: catalogued(key) for key in ("police", "csc", "housing", "advocacy")}
    local = catalogued("school")
    rows = {
        "interpreter": row(role="interpreter", name="Ana Lis", position=1),
        "mother": row(person_id=new_id(), role="mother", position=2),
        "housing": row(agency_id=agencies["housing"].id, position=3),
        "csc": row(agency_id=agencies["csc"].id, position=4),
        "local": row(agency_id=local.id, position=5),
        "police": row(agency_id=agencies["police"].id, position=6),
        "advocate": row(agency_id=agencies["advocacy"].id, position=7),
    }
    agency_of = {rows[key].id: agencies[key] for key in ("police", "csc", "housing")}
    agency_of |= {rows["advocate"].id: agencies["advocacy"], rows["local"].id: local}

    order = round_table(rows.values(), agency_of, kind_of("marac"))

    names = {attendance.id: key for key, attendance in rows.items()}
    assert [names[attendance.id] for attendance in order] == [
        "police",
        "csc",
        "housing",
        "local",
        "mother",
        "interpreter",
        "advocate",
    ]


def test_a_deputy_sits_behind_whom_they_stand_for() -> None:
    police = catalogued("police")
    first, second = row(agency_id=police.id, position=1), row(agency_id=police.id, position=2)
    deputy = row(agency_id=police.id, position=9, deputy_for_id=first.id)
    agency_of = dict.fromkeys((first.id, second.id, deputy.id), police)

    assert round_table([second, deputy, first], agency_of, kind_of("marac")) == (first, deputy, second)


def test_marks_do_not_move_anybody() -> None:
    police, csc = catalogued("police"), catalogued("csc")
    one, other = row(agency_id=police.id, status=STATUS.ABSENT), row(agency_id=csc.id)
    agency_of = {one.id: police, other.id: csc}

    assert round_table([other, one], agency_of, kind_of("marac")) == (one, other)


# What is typed


@pytest.mark.parametrize(
    ("typed", "at", "came"),
    [
        ("1410", time(14, 10), None),
        ("14:10", time(14, 10), None),
        ("9.05", time(9, 5), None),
        ("905", time(9, 5), None),
        ("14", time(14), None),
        ("l 15:05", time(15, 5), False),
        ("l1505", time(15, 5), False),
        ("left at 15.05", time(15, 5), False),
        ("I 1410", time(14, 10), True),
        ("1410 in", time(14, 10), True),
        ("2pm", time(14), None),
        ("12.30 am", time(0, 30), None),
        ("left 2.15pm", time(14, 15), False),
    ],
)
def test_times_are_understood_as_people_type_them(typed: str, at: time, came: bool | None) -> None:
    assert read_time(typed) == TimeTyped(at, came)


@pytest.mark.parametrize(
    "typed", ["", "l", "2510", "1460", "14:1", "soon", "14:10 15:05", "l i 1410", "٣:٣٠x", "14pm", "pm"]
)
def test_what_is_no_time_is_not_guessed(typed: str) -> None:
    assert read_time(typed) is None


@pytest.mark.parametrize(
    ("at", "now", "meant"),
    [
        (time(14, 10), AT.replace(hour=14, minute=30), AT.replace(minute=10)),
        (time(2, 10), AT.replace(hour=14, minute=30), AT.replace(minute=10)),
        (time(9, 30), AT.replace(hour=14), AT.replace(hour=9, minute=30)),
        (time(23, 50), AT.replace(hour=0, minute=20), AT.replace(day=19, hour=23, minute=50)),
        (time(14, 5), AT, AT.replace(minute=5)),
        (time(15, 5), AT, AT.replace(hour=15, minute=5)),
    ],
)
def test_a_time_of_day_means_the_nearest_that_has_been(at: time, now: datetime, meant: datetime) -> None:
    assert moment_of(at, now) == meant


def test_a_time_is_coming_or_leaving_by_where_somebody_is() -> None:
    plain = TimeTyped(time(14, 10))

    assert means_coming(plain, minutes(10), None, is_here=False)
    assert not means_coming(plain, minutes(10), minutes(0), is_here=True)
    assert means_coming(plain, minutes(10), minutes(20), is_here=True)
    assert not means_coming(TimeTyped(time(14, 10), came=False), minutes(10), None, is_here=False)


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("Ruth Vale, hv", SomebodyTyped("Ruth Vale", agency="hv")),
        ("Vale, Ruth, Housing", SomebodyTyped("Vale, Ruth", agency="Housing")),
        ("Sam Hale, supporter", SomebodyTyped("Sam Hale", role="supporter")),
        ("Ana Lis,  Legal   adviser", SomebodyTyped("Ana Lis", role="legal_adviser")),
        ("hv", SomebodyTyped("", agency="hv")),
        ("HV", SomebodyTyped("", agency="hv")),
        ("interpreter", SomebodyTyped("", role="interpreter")),
        ("Ruth Vale", SomebodyTyped("Ruth Vale")),
        ("hv Ruth Vale", SomebodyTyped("Ruth Vale", agency="hv")),
        ("Ruth Vale hv", SomebodyTyped("Ruth Vale", agency="hv")),
        ("hv, Ruth Vale", SomebodyTyped("Ruth Vale", agency="hv")),
        ("supporter Sam Hale", SomebodyTyped("Sam Hale", role="supporter")),
        ("Legal adviser Ana Lis", SomebodyTyped("Ana Lis", role="legal_adviser")),
        ("Po Vale", SomebodyTyped("Po Vale")),
    ],
)
def test_somebody_is_understood_with_agency_or_role(typed: str, who: SomebodyTyped) -> None:
    assert read_somebody(typed, {"hv", "po"}) == who


@pytest.mark.parametrize("typed", ["", "  ", ","])
def test_nobody_is_made_of_nothing(typed: str) -> None:
    assert read_somebody(typed) is None
