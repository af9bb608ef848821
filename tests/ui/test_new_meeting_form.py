from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows, ChangeRow
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting, MeetingStatus, Series
from tests.app.meetings_to_prepare import a_family, a_marac, book, found, plan
from tests.family_records import DAY
from tests.ui.clocks import SteppingClock
from tests.ui.lint import nameless
from ui.bridge import Bridge
from ui.palette import Look
from ui.screens.preparing.screen import PreparingScreen
from ui.theme import Theme

Settle = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def screen(bridge: Bridge, theme: Theme, qtbot: QtBot) -> PreparingScreen:
    clock = SteppingClock(datetime.combine(DAY, time(9, 0), UTC))
    screen = PreparingScreen(bridge, theme, clock, book())
    clock.setParent(screen)
    screen.form.thread_field._pause.setInterval(0)
    qtbot.addWidget(screen)
    screen.resize(1180, 620)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    return screen


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def type_in(qtbot: QtBot, settle: Settle) -> Callable[..., None]:
    """Type words and keys where the focus is, waiting for the store after each."""

    def keys(*typed: str | Qt.Key) -> None:
        for one in typed:
            if isinstance(one, str):
                qtbot.keyClicks(focused(), one)
                qtbot.wait(5)
            else:
                qtbot.keyClick(focused(), one)
            settle()

    return keys


TypeIn = Callable[..., None]
ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down


def test_a_meeting_is_made_by_keys_alone(
    screen: PreparingScreen, ui_desk: Desk, type_in: TypeIn, settle: Settle, qtbot: QtBot
) -> None:
    family = a_family(ui_desk, "C-2026-0200")
    ui_desk.execute(AddRows((Professional(name="Invented Chair", job_title="Team manager"),)))
    screen.begin_new("strategy")
    settle()

    type_in("0200", ENTER)
    type_in("1/12", ENTER, "9.30", ENTER, "Town Hall", ENTER, "Invented Chair, Team manager", ENTER)
    type_in("New Colleague", ENTER)
    qtbot.keyClick(focused(), ENTER, CTRL)
    settle()
    settle()

    made = found(ui_desk, Meeting)[0]
    assert made.family_id == family.family.id
    assert (made.held_on, made.starts_at, made.place) == (date(2026, 12, 1), time(9, 30), "Town Hall")
    assert {one.name for one in found(ui_desk, Professional)} == {"Invented Chair", "New Colleague"}
    assert screen.meeting_id == made.id
    assert not screen.is_making
    assert screen.reference == "C-2026-0200 S 2026-12-01"


def test_a_family_that_is_new_is_made_with_the_meeting(
    screen: PreparingScreen, ui_desk: Desk, type_in: TypeIn, settle: Settle, qtbot: QtBot, bridge: Bridge
) -> None:
    screen.begin_new("strategy")
    settle()

    type_in("C-2026-0999", ENTER, "1/12")
    qtbot.keyClick(focused(), ENTER, CTRL)
    settle()
    made = len(found(ui_desk, Family)), len(found(ui_desk, Meeting))
    bridge.undo()
    settle()

    assert made == (1, 1)
    assert found(ui_desk, Family) == found(ui_desk, Meeting) == ()


def test_a_marac_belongs_to_a_series(
    screen: PreparingScreen, ui_desk: Desk, type_in: TypeIn, settle: Settle, qtbot: QtBot
) -> None:
    screen.begin_new("marac")
    settle()

    type_in("North district MARAC", ENTER, "4/12")
    qtbot.keyClick(focused(), ENTER, CTRL)
    settle()

    assert [one.title for one in found(ui_desk, Series)] == ["North district MARAC"]
    assert found(ui_desk, Meeting)[0].title == "North district MARAC"


def test_the_kind_is_chosen_with_the_arrow_keys_and_shows_its_purpose(
    screen: PreparingScreen, settle: Settle, type_in: TypeIn
) -> None:
    screen.begin_new()
    settle()
    before = screen.form._purpose.text()

    type_in(DOWN)

    assert focused() is screen.form.types
    assert screen.form._purpose.text() not in ("", before)
    type_in(ENTER)
    assert focused() is screen.form.thread_field.field


def test_what_is_missing_is_said_and_gone_to(
    screen: PreparingScreen, ui_desk: Desk, settle: Settle, qtbot: QtBot, type_in: TypeIn
) -> None:
    a_family(ui_desk, "C-2026-0200")
    screen.begin_new("strategy")
    settle()
    form = screen.form
    said = []

    qtbot.keyClick(focused(), ENTER, CTRL)
    said += [form.faults.of(form.thread_field), form.faults.of(form.day)]
    was_first = focused()
    type_in("0200", ENTER, ENTER)
    qtbot.keyClick(focused(), ENTER, CTRL)
    said.append(form.faults.of(form.thread_field))
    form.day.setFocus()
    type_in("1/12", ENTER, "late")
    qtbot.keyClick(focused(), ENTER, CTRL)
    said.append(form.faults.of(form.hour))

    assert was_first is form.thread_field.field
    assert ["family" in said[0], "day" in said[1], said[2] == "", "hour" in said[3]] == [True] * 4
    assert focused() is form.hour
    assert "13:00" in form.hour.accessibleDescription()
    assert found(ui_desk, Meeting) == ()


def test_a_fault_goes_as_soon_as_its_field_is_changed(
    screen: PreparingScreen, settle: Settle, qtbot: QtBot, type_in: TypeIn
) -> None:
    screen.begin_new("strategy")
    settle()
    qtbot.keyClick(focused(), ENTER, CTRL)
    form = screen.form

    type_in("C-2026-0999")

    assert form.faults.of(form.thread_field) == form.thread_field.field.accessibleDescription() == ""
    assert form.faults.of(form.day)


@pytest.mark.parametrize(
    ("typed", "day", "said"),
    [
        ("today", date(2026, 11, 27), "Fri 27 Nov 2026"),
        ("tomorrow", date(2026, 11, 28), "Sat 28 Nov 2026 · △ no working day"),
        ("fri", date(2026, 12, 4), "Fri 4 Dec 2026 · if Fri 27 Nov 2026 is meant, type 27/11"),
        ("next thursday", date(2026, 12, 3), "Thu 3 Dec 2026"),
        ("27/11", date(2026, 11, 27), "Fri 27 Nov 2026"),
        ("25/11", date(2026, 11, 25), "Wed 25 Nov 2026 · △ a day that is past"),
        ("mon 1 dec", date(2026, 12, 1), "△ Tue 1 Dec 2026"),
        ("31/4", None, "there is no 31 Apr"),
    ],
)
def test_the_day_is_said_in_words_as_it_is_typed(
    screen: PreparingScreen, settle: Settle, qtbot: QtBot, typed: str, day: date | None, said: str
) -> None:
    screen.begin_new("strategy")
    settle()
    screen.form.day.setFocus()

    qtbot.keyClicks(screen.form.day, typed)

    assert screen.form.day.day == day
    assert screen.form._day_said.text().startswith(said)


def test_a_day_that_is_not_understood_keeps_the_keyboard_and_says_where(
    screen: PreparingScreen, settle: Settle, qtbot: QtBot
) -> None:
    screen.begin_new("strategy")
    settle()
    form = screen.form
    form.day.setFocus()

    qtbot.keyClicks(form.day, "fri at the hall")
    qtbot.keyClick(form.day, ENTER)

    assert "“at the hall” behind “fri” is not understood" in form.faults.of(form.day)
    assert "at the hall" in form.day.accessibleDescription()
    assert focused() is form.day


def test_a_day_in_figures_takes_its_strokes(screen: PreparingScreen, settle: Settle, qtbot: QtBot) -> None:
    screen.begin_new("strategy")
    settle()
    screen.form.day.setFocus()

    qtbot.keyClicks(screen.form.day, "27-11-2026")

    assert screen.form.day.text() == "27-11-2026"
    assert screen.form.day.day == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "key", "expected"),
    [
        ("27/11", Qt.Key.Key_Plus, "28/11/2026"),
        ("1/12/2026", Qt.Key.Key_Minus, "30/11/2026"),
        ("", Qt.Key.Key_Plus, "27/11/2026"),
        ("2026", Qt.Key.Key_Minus, "2026-"),
    ],
)
def test_the_day_goes_on_and_back(
    screen: PreparingScreen, qtbot: QtBot, settle: Settle, typed: str, key: Qt.Key, expected: str
) -> None:
    screen.begin_new("strategy")
    settle()
    screen.form.day.setFocus()
    screen.form.day.setText(typed)

    if key == Qt.Key.Key_Minus:
        qtbot.keyClicks(screen.form.day, "-")
    else:
        qtbot.keyClick(screen.form.day, key)

    assert screen.form.day.text() == expected


def test_the_next_of_a_series_begins_with_what_is_known(
    screen: PreparingScreen, ui_desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    meeting_id, _ = a_marac(ui_desk, 1)
    ui_desk.execute(ChangeRow(Meeting, meeting_id, (("next_on", date(2026, 12, 11)), ("place", "Town Hall"))))

    screen.begin_new(previous_id=meeting_id)
    settle()
    filled = (screen.form.day.text(), screen.form.hour.text(), screen.form.place.text())
    qtbot.keyClick(focused(), ENTER, CTRL)
    settle()

    made = next(one for one in found(ui_desk, Meeting) if one.id != meeting_id)
    assert filled == ("11/12/2026", "13:00", "Town Hall")
    assert made.previous_id == meeting_id
    assert made.sequence == 2


def test_a_day_by_which_it_is_due_is_said_and_kept(
    screen: PreparingScreen, ui_desk: Desk, settle: Settle, type_in: TypeIn, qtbot: QtBot
) -> None:
    family = a_family(ui_desk, "C-2026-0200")
    strategy = plan(ui_desk, "strategy", date(2026, 11, 20), family_id=family.family.id)
    values = (("enquiry_started_on", date(2026, 11, 20)), ("status", MeetingStatus.DRAFT))
    ui_desk.execute(ChangeRow(Meeting, strategy, values))
    screen.begin_new("icpc")
    settle()

    type_in("0200", ENTER, "10/12")
    said = screen.form._day_said.text()
    qtbot.keyClick(focused(), ENTER, CTRL)
    settle()

    made = next(one for one in found(ui_desk, Meeting) if one.type_id == "icpc")
    assert "due by Fri 11 Dec 2026" in said
    assert (made.due_on, made.due_rule) == (date(2026, 12, 11), "icpc")


def test_when_and_where_can_be_changed(
    screen: PreparingScreen, ui_desk: Desk, settle: Settle, type_in: TypeIn, qtbot: QtBot
) -> None:
    meeting_id = plan(ui_desk, "strategy", family_id=a_family(ui_desk).family.id)
    screen.open_meeting(meeting_id)
    settle()

    screen.head.change.click()
    settle()
    type_in("30/11", ENTER)
    qtbot.keyClick(focused(), ENTER, CTRL)
    settle()

    assert found(ui_desk, Meeting)[0].held_on == date(2026, 11, 30)
    assert not screen.is_making
    assert "Mon 30 Nov 2026" in screen.head._when.text()


def test_leaving_makes_nothing_and_goes_back(
    screen: PreparingScreen, ui_desk: Desk, settle: Settle, type_in: TypeIn
) -> None:
    left: list[bool] = []
    screen.left.connect(lambda: left.append(True))
    screen.begin_new("strategy")
    settle()
    type_in(Qt.Key.Key_Escape)
    meeting_id = plan(ui_desk, "strategy", family_id=a_family(ui_desk).family.id)
    screen.open_meeting(meeting_id)
    settle()

    screen.begin_new("strategy")
    settle()
    type_in(Qt.Key.Key_Escape)

    assert left == [True]
    assert screen.meeting_id == meeting_id
    assert not screen.is_making


def test_a_refusal_is_said_in_the_form(
    screen: PreparingScreen, ui_desk: Desk, settle: Settle, type_in: TypeIn, qtbot: QtBot
) -> None:
    a_family(ui_desk, "C-2026-0200")
    twins = [Professional(name="Invented Twin", job_title=title) for title in ("Nurse", "Teacher")]
    ui_desk.execute(AddRows(tuple(twins)))
    screen.begin_new("strategy")
    settle()

    type_in("0200", ENTER, "1/12")
    screen.form.chair.setText("Invented Twin")
    qtbot.keyClick(focused(), ENTER, CTRL)
    settle()

    assert "Several people" in screen.form.faults.of(screen.form.chair)
    assert focused() is screen.form.chair
    assert screen.is_making


def test_names_that_are_offered_are_chosen_by_arrows_and_enter(
    screen: PreparingScreen, ui_desk: Desk, settle: Settle, type_in: TypeIn
) -> None:
    ui_desk.execute(AddRows((Professional(name="Invented Chair", job_title="Team manager"),)))
    screen.begin_new("strategy")
    settle()
    form = screen.form
    form.chair.setFocus()

    type_in("chai")
    offered = [one.shown for one in form.chair_names.offered]
    type_in(DOWN, ENTER)

    assert offered == ["Invented Chair, Team manager"]
    assert form.chair.text() == "Invented Chair, Team manager"
    assert focused() is form.chair
    assert not form.chair_names.is_open


def test_a_name_that_was_not_chosen_stays_as_typed(
    screen: PreparingScreen, ui_desk: Desk, settle: Settle, type_in: TypeIn
) -> None:
    ui_desk.execute(AddRows((Professional(name="Kim Tester"),)))
    screen.begin_new("strategy")
    settle()
    screen.form.chair.setFocus()

    type_in("Kim Test", ENTER)

    assert screen.form.chair.text() == "Kim Test"
    assert focused() is screen.form.minute_taker


def test_escape_takes_the_names_away_before_it_leaves_the_form(
    screen: PreparingScreen, ui_desk: Desk, settle: Settle, type_in: TypeIn
) -> None:
    ui_desk.execute(AddRows((Professional(name="Kim Test"),)))
    left: list[bool] = []
    screen.left.connect(lambda: left.append(True))
    screen.begin_new("strategy")
    settle()
    screen.form.chair.setFocus()

    type_in("Kim", Qt.Key.Key_Escape)
    was_left = bool(left)
    type_in(Qt.Key.Key_Escape)

    assert not was_left
    assert left == [True]


def test_no_list_stays_over_what_is_said_to_be_wrong(
    screen: PreparingScreen, ui_desk: Desk, settle: Settle, type_in: TypeIn, qtbot: QtBot
) -> None:
    ui_desk.execute(AddRows((Professional(name="Kim Test"),)))
    a_family(ui_desk, "C-2026-0200")
    screen.begin_new("strategy")
    settle()
    form = screen.form
    type_in("0200")
    qtbot.waitUntil(form.thread_field.list.isVisible)
    form.chair.setFocus()
    type_in("Kim")
    was_open = form.chair_names.is_open

    qtbot.keyClick(focused(), ENTER, CTRL)

    assert was_open
    assert not form.chair_names.is_open
    assert form.thread_field.list.isHidden()
    assert form.faults.of(form.thread_field)


def test_enter_right_behind_the_words_takes_only_what_is_certain(
    screen: PreparingScreen, ui_desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    a_family(ui_desk, "C-2026-0200")
    screen.begin_new("strategy")
    settle()
    field = screen.form.thread_field
    field._pause.setInterval(60_000)

    qtbot.keyClicks(focused(), "0200")
    qtbot.keyClick(focused(), ENTER)
    settle()
    taken_by_a_part = field.thread_taken
    shown = [field.model.data(field.model.index(row)) for row in range(field.model.rowCount())]
    field.field.clear()
    qtbot.keyClicks(focused(), "c-2026-0200")
    qtbot.keyClick(focused(), ENTER)
    settle()

    assert taken_by_a_part is None
    assert shown == ["C-2026-0200", "New family 0200"]
    assert field.thread_taken is not None
    assert field.thread_taken.called == "C-2026-0200"


@pytest.mark.parametrize("size", [100, 200])
def test_every_field_has_a_name(screen: PreparingScreen, settle: Settle, theme: Theme, size: int) -> None:
    screen.begin_new()
    settle()
    theme.show(Look.DARK, size)

    assert nameless(screen) == []
