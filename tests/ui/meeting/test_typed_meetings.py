from __future__ import annotations

import logging
from datetime import date, time

import pytest
from PySide6.QtWidgets import QApplication

from meetingdesk.app.desk import Desk
from meetingdesk.domain.actions import Action, ActionFor
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance, AttendanceStatus, Presence
from meetingdesk.domain.families import Family
from meetingdesk.domain.gaps.not_yet import MOST_LINES
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import (
    AgendaPoint,
    ListKind,
    Meeting,
    MeetingCase,
    MeetingStatus,
    StatementRead,
)
from meetingdesk.domain.people import PersonName
from tests.ui.clocks import SteppingClock
from tests.ui.meeting.conftest import Begin, Place, Sit, open_meeting
from tests.ui.meeting.keyboard import Watching
from tests.ui.meeting.same_file import assert_same, expected_file, file_in_store
from tests.ui.meeting.seeds import PLANS, plan_marac, plan_twenty
from tests.ui.meeting.typist import read_script, typed_lines

STATUS = AttendanceStatus


# Whole meetings


def type_whole(name: str, desk: Desk, sit: Sit, *, looks: bool) -> Watching:
    """Type a meeting from its start to its close; what it left is the expected file."""
    seeded = PLANS[name](desk)
    place = sit(SteppingClock(seeded.begins))
    open_meeting(place)
    watching = Watching(place.window.meeting.live, place.typist.wait, looks=looks)

    place.typist.perform(read_script(name), watching)

    assert place.refused == []
    assert_same(expected_file(name), file_in_store(desk, seeded.meeting_id))
    return watching


@pytest.mark.parametrize("name", [name for name in PLANS if name != "marac"])
def test_a_meeting_typed_from_start_to_close_leaves_the_expected_file(
    name: str, ui_desk: Desk, sit: Sit, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    watching = type_whole(name, ui_desk, sit, looks=False)

    assert caplog.records == []
    assert watching.steps == len(read_script(name))


def test_five_cases_leave_the_expected_file_and_not_yet_stays_short_and_never_takes_the_keyboard(
    ui_desk: Desk, sit: Sit, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    watching = type_whole("marac", ui_desk, sit, looks=True)

    assert caplog.records == []
    assert watching.most_lines == MOST_LINES


@pytest.mark.parametrize("name", PLANS)
def test_every_typed_meeting_is_finalised_with_each_of_its_parts_opened(name: str) -> None:
    file = expected_file(name)
    meeting = next(one for one in file.of(Meeting) if one.ended_at is not None)

    points = [one for one in file.of(AgendaPoint) if one.meeting_id == meeting.id]
    heard = {case.family_id for case in file.of(MeetingCase) if case.list_kind is ListKind.FULL}

    assert meeting.status is MeetingStatus.APPROVED
    assert meeting.next_on is not None
    assert all(
        point.opened_at is not None
        for point in points
        if point.family_id is None or (point.family_id in heard and len(heard) < 2)
    )


def test_the_scripts_are_as_long_as_meetings_are() -> None:
    lines = {name: typed_lines(read_script(name)) for name in PLANS}

    assert lines["marac"] >= 50
    assert min(lines.values()) >= 25


# Counted keys


def test_a_roll_call_of_twenty_takes_forty_five_keys_at_most(ui_desk: Desk, begin: Begin) -> None:
    seeded = plan_twenty(ui_desk)
    place = begin(seeded)
    typist = place.typist
    typist.set_clock(time(14, 12))
    before = typist.presses

    typist.press("F4")
    typist.type("sppdJo Marsh")
    typist.press("Return")
    typist.type("pwpraxpppot1405")
    typist.press("Return")
    typist.type("ppppppc")
    typist.press("Esc")
    keys = typist.presses - before
    typist.wait()

    assert keys <= 45
    assert place.line.hasFocus()
    with ui_desk.reading() as reading:
        rows = sorted(reading.find(Attendance), key=lambda row: (row.position, row.id))
        came = {row.attendance_id: row.arrived_at for row in reading.find(Presence)}
        read = reading.find(StatementRead)
    found = [row.status for row in rows if row.deputy_for_id is None]
    deputies = [row.name for row in rows if row.deputy_for_id is not None]
    expected = [STATUS.PRESENT] * 20
    expected[2], expected[4], expected[6], expected[7], expected[8], expected[12] = (
        STATUS.SENT_DEPUTY,
        STATUS.APOLOGIES_WITH_REPORT,
        STATUS.PRESENT_REMOTE,
        STATUS.APOLOGIES,
        STATUS.ABSENT,
        STATUS.OBSERVER,
    )
    assert found == expected
    assert deputies == ["Jo Marsh"]
    late = next(row for row in rows if row.position == 14)
    assert came[late.id] == seeded.begins.replace(minute=5)
    assert [row.kind for row in read] == ["confidentiality"]
    here = [row for row in rows if row.id in came]
    assert all(row.statement_accepted_at == seeded.begins.replace(minute=12) for row in here)
    assert place.refused == []


def test_an_action_takes_its_own_text_and_enter(ui_desk: Desk, begin: Begin) -> None:
    place = begin(plan_marac(ui_desk))
    typist = place.typist
    typist.press(*["Alt+Down"] * 4)
    typist.wait()
    line = "! hv to see Tomas at home, alone, by fri so that someone knows how he is, shown by visit record"
    before = typist.presses

    typist.type(line)
    typist.press("Return")

    assert typist.presses - before == len(line) + 1
    typist.wait()
    with ui_desk.reading() as reading:
        (action,) = reading.find(Action, meeting_id=place.window.meeting.live.standing.meeting_id)
        (protected,) = reading.find(ActionFor, action_id=action.id)
        (tomas,) = reading.find(PersonName, full="Tomas Brandt")
        assert action.owner_agency_id is not None
        owner = reading.get(Agency, action.owner_agency_id)
    assert owner.key == "health_visiting"
    assert action.due_on == date(2026, 11, 27)
    assert protected.person_id == tomas.person_id
    assert (action.why, action.measure) == ("someone knows how he is", "visit record")


def agree_to_change_the_locks(place: Place) -> None:
    """Agree an action at the actions of the first case."""
    place.typist.press(*["Alt+Down"] * 4)
    place.typist.wait()
    standing = place.window.meeting.live.standing
    while standing.point is not None and standing.point.kind != SectionKind.ACTIONS:
        place.typist.press("Alt+Right")
        place.typist.wait()
    place.typist.type("! po to change the locks by fri")
    place.typist.press("Return")
    place.typist.wait()


def test_an_agreed_action_is_put_right_piece_by_piece_where_it_stands(ui_desk: Desk, begin: Begin) -> None:
    place = begin(plan_marac(ui_desk))
    typist = place.typist
    agree_to_change_the_locks(place)

    for key, said in (
        ("w", "hsg"),
        ("a", "Leila"),
        ("b", "27/11"),
        ("p", "nobody gets in"),
        ("s", "a receipt"),
        ("o", "once"),
    ):
        typist.press("F3")
        typist.type(key)
        typist.type(said)
        typist.press("Return")
        typist.wait()

    with ui_desk.reading() as reading:
        (action,) = reading.find(Action, meeting_id=place.window.meeting.live.standing.meeting_id)
        (protected,) = reading.find(ActionFor, action_id=action.id)
        (leila,) = reading.find(PersonName, full="Leila Brandt")
        assert action.owner_agency_id is not None
        owner = reading.get(Agency, action.owner_agency_id)
    assert place.refused == []
    assert (owner.key, action.owner_id) == ("housing", None)
    assert action.due_on == date(2026, 11, 27)
    assert (action.why, action.measure, action.frequency) == ("nobody gets in", "a receipt", "once")
    assert protected.person_id == leila.person_id
    assert action.text == "change the locks"


def test_a_piece_that_is_not_understood_is_asked_for_again(ui_desk: Desk, begin: Begin) -> None:
    place = begin(plan_marac(ui_desk))
    typist = place.typist
    agree_to_change_the_locks(place)
    ask = place.window.meeting.live.ask

    for key, said in (("w", "nobody here"), ("b", "sometime"), ("a", "Zebedee")):
        typist.press("F3")
        typist.type(key)
        typist.type(said)
        typist.press("Return")
        typist.wait()
        assert ask.isVisible()
        typist.press("Escape")

    with ui_desk.reading() as reading:
        (action,) = reading.find(Action, meeting_id=place.window.meeting.live.standing.meeting_id)
    assert action.due_on == date(2026, 11, 27)
    assert action.owner_agency_id is not None
    # A letter that says what kind an entry is says nothing of an action.
    typist.press("F3")
    typist.type("f")
    typist.wait()
    assert not ask.isVisible()
    assert place.refused == []


def test_the_next_case_takes_one_key_from_anywhere_in_this_one(ui_desk: Desk, begin: Begin) -> None:
    place = begin(plan_marac(ui_desk))
    typist = place.typist
    typist.press(*["Alt+Down"] * 4, *["Alt+Right"] * 3)
    typist.wait()
    typist.type("po said in the first case")
    typist.press("Return", "F3")
    before = typist.presses

    typist.press("Alt+Down")

    assert typist.presses - before == 1
    typist.type("po said in the second case")
    typist.press("Return")
    typist.wait()
    with ui_desk.reading() as reading:
        families = {family.id: family.reference for family in reading.find(Family)}
        said = sorted(
            (entry.position, families[entry.family_id], entry.text) for entry in reading.find(Entry)
        )
    assert [row[1:] for row in said] == [
        ("M-2026-201", "said in the first case"),
        ("M-2026-202", "said in the second case"),
    ]


@pytest.mark.parametrize("away", ["F4", "F2", "F3"])
def test_up_in_the_empty_line_goes_to_the_newest_entry(away: str, ui_desk: Desk, begin: Begin) -> None:
    typist = begin(plan_marac(ui_desk)).typist
    for text in ("one", "two"):
        typist.type(text)
        typist.press("Return")
    typist.wait()
    typist.press(away, "Up", "Esc")
    typist.type("three")
    typist.press("Return")
    typist.wait()

    typist.press("Up", "Return")
    typist.type(" and more")
    typist.press("Return")
    typist.wait()

    with ui_desk.reading() as reading:
        entries = sorted(reading.find(Entry), key=lambda entry: entry.position)
    assert [entry.text for entry in entries] == ["one", "two", "three and more"]


# Coming back


def test_the_line_and_the_cursor_come_back_with_the_window(ui_desk: Desk, begin: Begin, sit: Sit) -> None:
    seeded = plan_marac(ui_desk)
    first = begin(seeded)
    first.typist.press(*["Alt+Down"] * 4)
    first.typist.wait()
    first.typist.type("! hsg to change locks for Tomas by Monday")
    first.typist.press("Ctrl+3")
    first.typist.type("Wed 2 Dec")
    first.typist.press("Return", *["Left"] * len("locks for Tomas by Monday"))
    first.window.close()
    first.typist.wait()
    second = sit(first.clock)
    second.typist.wait()
    if QApplication.focusWidget() is not second.line:
        open_meeting(second)

    second.typist.type("the ")
    there = second.line.toPlainText()
    second.typist.press("Return")
    second.typist.wait()

    assert there == "! hsg to change the locks for Tomas by Monday"
    with ui_desk.reading() as reading:
        (action,) = reading.find(Action, meeting_id=second.window.meeting.live.standing.meeting_id)
        worker = reading.find(Professional, agency_id=action.owner_agency_id)
    assert action.due_on == date(2026, 12, 2)
    assert [one.name for one in worker] == ["Bettina Shawcross"]
    assert second.refused == []
