from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.following.asked import ActionState, Grouping
from meetingdesk.app.following.views import FIRST, SHIPPED, ListKind
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.actions import (
    Action,
    ActionFor,
    ActionPart,
    ActionStatus,
    ActionStep,
    Consented,
    NotCompleted,
    Priority,
)
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.domain.roles import Deed
from tests.titles import titles
from tests.ui.clocks import SteppingClock
from ui.bridge import Bridge
from ui.destination import Destination
from ui.main_window import MainWindow
from ui.palette import Look
from ui.screens.actions.place import ActionsPlace
from ui.screens.actions.print_list import prepared, print_actions
from ui.screens.actions.screen import ActionsScreen
from ui.theme import Theme

Key = Qt.Key
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
CTRL = Qt.KeyboardModifier.ControlModifier


class Office:
    """What a coordinator finds on a Monday morning."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.housing, self.csc = Agency(name="Housing"), Agency(name="Children's social care")
        self.officer = Professional(name="Ida Brook", job_title="Tenancy officer", agency_id=self.housing.id)
        self.worker = Professional(name="Olu Marsh", job_title="Social worker", agency_id=self.csc.id)
        self.family = Family(reference="C-2026-0142")
        self.child = Person(birth_date=date(2023, 5, 1))
        self.meeting = Meeting(
            reference="CG 2 Nov", type_id="core_group", family_id=self.family.id, held_on=date(2026, 11, 2)
        )
        desk.execute(
            AddRows(
                (
                    *(self.housing, self.csc, self.officer, self.worker, self.family, self.child),
                    PersonName(person_id=self.child.id, full="Lowri Sample"),
                    FamilyMember(
                        family_id=self.family.id, person_id=self.child.id, role=FamilyRole.CHILD, position=1
                    ),
                    self.meeting,
                ),
                deed=Deed.PREPARE,
            )
        )
        self.number = 0
        self.locks = self.action("Change both locks at the flat", -3, carried=1)
        self.flat = self.action("Offer a managed move for Lowri", -10)
        self.visit = self.action(
            "See the child alone", -4, of=self.csc, by=self.worker,
            status=ActionStatus.UNCONFIRMED, consented=Consented.ASSIGNED_IN_ABSENCE,
        )  # fmt: skip
        self.letter = self.action("Write the letter", 4, of=self.csc, by=self.worker)

    def action(
        self, text: str, due: int, *, of: Agency | None = None, by: Professional | None = None, **values: Any
    ) -> Action:
        self.number += 1
        action = Action(
            reference=f"C-2026-0142-A{self.number:02}",
            meeting_id=self.meeting.id,
            family_id=self.family.id,
            text=text,
            due_on=TODAY + timedelta(days=due),
            owner_agency_id=(of or self.housing).id,
            owner_id=(by or self.officer).id,
            **values,
        )
        protects = ActionFor(action_id=action.id, person_id=self.child.id)
        self.desk.execute(AddRows((action, protects)))
        return action

    def now(self, action: Action) -> Action:
        with self.desk.reading() as reading:
            return reading.get(Action, action.id)

    def steps(self, action: Action) -> list[str]:
        with self.desk.reading() as reading:
            return [step.kind for step in reading.find(ActionStep, action_id=action.id)]


@pytest.fixture
def office(ui_desk: Desk) -> Office:
    return Office(ui_desk)


@pytest.fixture
def screen(
    office: Office, bridge: Bridge, theme: Theme, qtbot: QtBot, settle: Callable[[], None]
) -> ActionsScreen:
    return shown(bridge, theme, qtbot, settle)


def shown(bridge: Bridge, theme: Theme, qtbot: QtBot, settle: Callable[[], None]) -> ActionsScreen:
    screen = ActionsScreen(bridge, theme, SteppingClock(NOW), titles())
    qtbot.addWidget(screen)
    screen.resize(1290, 700)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    for _ in range(3):
        settle()
    screen.take_focus()
    screen._read_sheet()
    settle()
    return screen


@pytest.fixture
def press(screen: ActionsScreen, settle: Callable[[], None]) -> Callable[..., None]:
    """Press keys where the keyboard is: text is typed, then what follows it."""

    def press(*keys: Any, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            where = QApplication.focusWidget() or screen
            if isinstance(key, str):
                QTest.keyClicks(where, key)
            else:
                QTest.keyClick(where, key, modifier)
            settle()
            screen._pause.stop()
            if screen._is_stale:
                screen.read_again()
            settle()

    return press


def texts(screen: ActionsScreen) -> list[str]:
    return [line.text for _, line in screen.model.lines()]


def go_to(screen: ActionsScreen, action: Action, settle: Callable[[], None]) -> None:
    screen.table.choose(screen.model.row_of(action.id))
    screen._read_sheet()
    settle()


# What is shown


def test_what_is_late_comes_first_under_its_agency(screen: ActionsScreen, office: Office) -> None:
    rows = [screen.model.data(screen.model.index(row, 0)) for row in screen.model.headings()]

    assert rows == [
        "Children's social care · 2 open, 1 overdue · 1 unconfirmed",
        "Housing · 2 open, 2 overdue",
    ]
    assert texts(screen) == [office.visit.text, office.letter.text, office.flat.text, office.locks.text]


def test_each_cell_says_what_the_drawing_says(screen: ActionsScreen, office: Office) -> None:
    row = screen.model.row_of(office.visit.id)
    said = [screen.model.data(screen.model.index(row, column)) for column in range(6)]

    assert said[1:] == ["See the child alone", "Child\u00a01", "Social worker", "Thu 19 Nov", "✕ Unconfirmed"]


def test_the_chips_count_and_the_picture_has_its_numbers(screen: ActionsScreen) -> None:
    assert [chip.text() for chip in screen.head.chips.values()] == [
        "3 overdue",
        "4 open",
        "0 carried twice or more",
        "1 unconfirmed",
        "0 escalated",
        "0 to check again",
    ]
    assert "1–5: 2, 6–10: 1" in screen.panel.ages.accessibleDescription()


def test_what_is_known_of_the_chosen_action_stands_beside(
    screen: ActionsScreen, office: Office, settle: Callable[[], None]
) -> None:
    go_to(screen, office.visit, settle)

    assert screen.panel._title.text() == "See the child alone"
    assert screen.panel._owner.text() == "Children's social care · Social worker"
    assert "has not taken it on" in screen.panel._advice.text()


def test_an_empty_list_says_what_to_do(
    bridge: Bridge, theme: Theme, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    screen = shown(bridge, theme, qtbot, settle)

    assert screen._empty.text() == "No action is open"
    assert "who to do what by when" in screen._empty_hint.text()


# Keys that do something


def test_done_asks_how_it_is_known_and_what_it_changed(
    screen: ActionsScreen, office: Office, press: Callable[..., None], settle: Callable[[], None]
) -> None:
    go_to(screen, office.locks, settle)

    press("d", "Photograph of 20 Nov", Key.Key_Return, "She sleeps again", Key.Key_Return)

    now = office.now(office.locks)
    assert now.status is ActionStatus.COMPLETED
    assert (now.evidence, now.changed_for_child) == ("Photograph of 20 Nov", "She sleeps again")
    assert "Ctrl+Z" in screen.message.text
    assert office.locks.text not in texts(screen)
    assert screen.table.hasFocus()


def test_could_not_asks_why_and_what_happens_instead(
    screen: ActionsScreen, office: Office, press: Callable[..., None], settle: Callable[[], None]
) -> None:
    go_to(screen, office.locks, settle)

    press("n", "5", "The adviser goes with her", Key.Key_Return)

    now = office.now(office.locks)
    assert now.not_completed is NotCompleted.UNSAFE
    assert now.next_step == "The adviser goes with her"


def test_what_the_agency_did_not_do_stays_open_without_a_next_step(
    screen: ActionsScreen, office: Office, press: Callable[..., None], settle: Callable[[], None]
) -> None:
    go_to(screen, office.locks, settle)

    press("n", "2", Key.Key_Return)

    assert office.now(office.locks).not_completed is NotCompleted.AGENCY_DID_NOT_ACT
    assert office.locks.text in texts(screen)


def test_a_new_date_is_understood_as_people_say_it_and_counts_as_carried_where_it_was_late(
    screen: ActionsScreen, office: Office, press: Callable[..., None], settle: Callable[[], None]
) -> None:
    go_to(screen, office.locks, settle)

    press("c", "in 2 weeks")
    said = screen.question.said
    press(Key.Key_Return, "The contractor is ill", Key.Key_Return)

    assert said == "Mon 7 Dec 2026. It is late, so it counts as carried. Enter keeps. Esc leaves."
    assert (office.now(office.locks).due_on, office.now(office.locks).carried) == (date(2026, 12, 7), 2)


def test_a_day_that_is_over_is_not_taken(
    screen: ActionsScreen, office: Office, press: Callable[..., None]
) -> None:
    press("c", "1 Nov 2026", Key.Key_Return)

    assert "not understood" in screen.question.said
    press(Key.Key_Escape)
    assert not screen.question.isVisible()
    assert screen.table.hasFocus()


def test_another_owner_is_named_with_the_keyboard_alone(
    screen: ActionsScreen, office: Office, press: Callable[..., None], settle: Callable[[], None]
) -> None:
    go_to(screen, office.locks, settle)

    press("a", "olu", Key.Key_Down, Key.Key_Return, Key.Key_Return, "She left", Key.Key_Return, "n")

    now = office.now(office.locks)
    assert (now.owner_id, now.owner_agency_id) == (office.worker.id, office.csc.id)
    assert now.status is ActionStatus.UNCONFIRMED


@pytest.mark.parametrize(
    ("key", "typed", "kind"),
    [
        ("e", "Nobody moves it", "escalated"),
        ("h", "by telephone", "chased"),
        ("i", "ordered", "moved"),
        ("w", "She moved away", "moved"),
    ],
)
def test_each_key_adds_its_step(
    screen: ActionsScreen,
    office: Office,
    press: Callable[..., None],
    settle: Callable[[], None],
    key: str,
    typed: str,
    kind: str,
) -> None:
    go_to(screen, office.locks, settle)

    press(key, typed, Key.Key_Return)

    assert office.steps(office.locks) == [kind]
    with office.desk.reading() as reading:
        assert reading.count(Challenge, action_id=office.locks.id) == (key == "e")


def test_what_waits_is_confirmed(
    screen: ActionsScreen, office: Office, press: Callable[..., None], settle: Callable[[], None]
) -> None:
    go_to(screen, office.visit, settle)

    press("y", Key.Key_Return)

    assert office.now(office.visit).status is ActionStatus.OPEN


def test_a_key_that_makes_no_sense_here_says_so(
    screen: ActionsScreen, office: Office, press: Callable[..., None], settle: Callable[[], None]
) -> None:
    go_to(screen, office.locks, settle)

    press("y")

    assert "None of these waits" in screen.message.text
    assert not screen.question.isVisible()


def test_a_part_is_done_by_its_number(
    screen: ActionsScreen, office: Office, press: Callable[..., None], settle: Callable[[], None]
) -> None:
    parts = [ActionPart(action_id=office.locks.id, position=n, text=f"Door {n}") for n in (1, 2)]
    office.desk.execute(AddRows(tuple(parts)))
    go_to(screen, office.locks, settle)

    press("p", "2", Key.Key_Return)

    with office.desk.reading() as reading:
        assert reading.get(ActionPart, parts[1].id).status is ActionStatus.COMPLETED


def test_one_key_does_it_for_all_that_are_checked_and_one_undo_takes_it_back(
    screen: ActionsScreen, office: Office, press: Callable[..., None], settle: Callable[[], None]
) -> None:
    go_to(screen, office.visit, settle)
    press(Key.Key_Space, Key.Key_Down, Key.Key_Down, Key.Key_Space)
    checked = set(screen.model.checked)

    press("c", "fri", Key.Key_Return, "Everybody is ill", Key.Key_Return)
    moved = [office.now(one).due_on for one in (office.visit, office.flat, office.letter)]
    screen._bridge.undo()
    settle()

    assert checked == {office.visit.id, office.flat.id}
    assert moved == [date(2026, 11, 27), date(2026, 11, 27), office.letter.due_on]
    assert office.now(office.visit).due_on == office.visit.due_on
    assert office.now(office.flat).due_on == office.flat.due_on
    assert screen.model.checked == set()


def test_star_checks_all_and_ctrl_enter_chases_them(
    screen: ActionsScreen, office: Office, press: Callable[..., None], settle: Callable[[], None]
) -> None:
    press("*")
    said = screen.head.chase.text()
    press(Key.Key_Return, modifier=CTRL)
    settle()

    assert said.startswith("Chase 4")
    assert all(office.steps(one) == ["chased"] for one in (office.visit, office.flat, office.locks))


# Keys that change what is shown


def test_digits_filter_and_the_same_digit_shows_all_again(
    screen: ActionsScreen, office: Office, press: Callable[..., None]
) -> None:
    press("4")
    unconfirmed = texts(screen)
    press("4")

    assert unconfirmed == [office.visit.text]
    assert len(texts(screen)) == 4


def test_words_narrow_the_list_and_escape_gives_it_back(
    screen: ActionsScreen, office: Office, press: Callable[..., None], settle: Callable[[], None]
) -> None:
    press(Key.Key_F, modifier=CTRL)
    press("locks")
    screen.head._tell_words()
    settle()
    found = texts(screen)
    press(Key.Key_Escape)
    screen.head._tell_words()
    settle()

    assert found == [office.locks.text]
    assert len(texts(screen)) == 4


def test_g_turns_the_grouping(screen: ActionsScreen, press: Callable[..., None]) -> None:
    press("g")
    by_owner = [screen.model.data(screen.model.index(row, 0)) for row in screen.model.headings()]
    press("g")

    assert by_owner[0].startswith("Social worker, Olu Marsh, Children's social care · 2 open")
    assert list(screen.model.headings()) == []
    assert screen.viewing.view.grouping is Grouping.NONE


def test_the_family_and_the_child_of_an_action_filter(
    screen: ActionsScreen, office: Office, press: Callable[..., None]
) -> None:
    press("b")
    assert screen.viewing.view.filter.child_id == office.child.id
    press("b")
    assert screen.viewing.view.filter.child_id is None
    press("f")
    assert screen.viewing.view.filter.family_id == office.family.id
    press("x")
    assert screen.viewing.view == FIRST


def test_an_age_is_chosen_in_the_picture_by_keys(
    screen: ActionsScreen, office: Office, press: Callable[..., None]
) -> None:
    press("o", Key.Key_Right, Key.Key_Return)

    assert texts(screen) == [office.flat.text]


def test_an_owner_is_chosen_by_name(
    screen: ActionsScreen, office: Office, press: Callable[..., None], settle: Callable[[], None]
) -> None:
    screen.head.menus["owner"].click()
    press("ida brook", Key.Key_Return)

    assert set(texts(screen)) == {office.flat.text, office.locks.text}


def test_a_view_is_kept_under_a_name_remembered_and_forgotten(
    screen: ActionsScreen,
    press: Callable[..., None],
    bridge: Bridge,
    theme: Theme,
    qtbot: QtBot,
    settle: Callable[[], None],
) -> None:
    press("1", "k", "Late ones", Key.Key_Return)
    again = shown(bridge, theme, qtbot, settle)

    assert again.viewing.view.name == "Late ones"
    assert again.viewing.view.filter.state is ActionState.OVERDUE
    assert [view.name for view in again.viewing.own] == ["Late ones"]
    again.do("forget_view")
    settle()
    assert again.viewing.own == ()
    assert again.viewing.view == FIRST


def test_the_menu_of_views_opens_by_key_and_chooses_by_number(
    screen: ActionsScreen,
    office: Office,
    press: Callable[..., None],
    qtbot: QtBot,
    settle: Callable[[], None],
) -> None:
    press("v")
    menu = screen.viewing._menu
    qtbot.waitUntil(menu.isVisible)
    words = [action.text() for action in menu.actions()]
    QTest.keyClick(menu, Key.Key_2)
    settle()

    assert words[0] == "&1  Overdue first"
    assert len(words) == len(SHIPPED)
    assert texts(screen) == [office.visit.text]


def test_agencies_to_be_told_are_a_view_and_are_told_by_key(
    screen: ActionsScreen, office: Office, press: Callable[..., None], settle: Callable[[], None]
) -> None:
    screen.viewing.choose(next(view for view in SHIPPED if view.kind is ListKind.TO_TELL))
    settle()
    (line,) = [line for _, line in screen.model.lines()]
    press("h")

    assert line.agency == "Children's social care"
    assert office.steps(office.visit) == ["chased"]
    press(Key.Key_Return)
    assert texts(screen) == [office.visit.text]


def test_cascades_are_a_view_that_says_when_there_is_none(
    screen: ActionsScreen, settle: Callable[[], None]
) -> None:
    screen.viewing.choose(next(view for view in SHIPPED if view.kind is ListKind.CASCADES))
    settle()

    assert screen._empty.text() == "Everything was passed on"


def test_t_hides_what_is_beside_and_shows_it_again(screen: ActionsScreen, press: Callable[..., None]) -> None:
    press("t")
    assert screen.panel.isHidden()
    press("t")
    assert not screen.panel.isHidden()


def test_at_double_size_one_thing_is_shown_at_a_time(
    screen: ActionsScreen, theme: Theme, press: Callable[..., None]
) -> None:
    theme.show(Look.LIGHT, 200)
    QApplication.processEvents()
    assert screen.panel.isHidden()
    assert screen.table.isVisible()

    press("t")
    assert screen.panel.isVisible()
    assert not screen.table.isVisible()
    press(Key.Key_Escape)

    assert screen.table.isVisible()


# Going elsewhere, and coming from there


def test_enter_opens_the_meeting_of_the_action(
    screen: ActionsScreen, office: Office, press: Callable[..., None], settle: Callable[[], None]
) -> None:
    wanted: list[Destination] = []
    screen.destination_wanted.connect(wanted.append)
    go_to(screen, office.locks, settle)

    press(Key.Key_Return)

    assert wanted == [Destination("meetings", office.meeting.id, office.family.id, row_id=office.locks.id)]


def test_somebody_who_comes_for_an_action_finds_it_chosen_also_where_the_view_leaves_it_out(
    screen: ActionsScreen, office: Office, settle: Callable[[], None], press: Callable[..., None]
) -> None:
    screen.open_destination(Destination("actions", row_id=office.flat.id))
    settle()
    assert screen.table.line.id == office.flat.id
    press("4")

    screen.open_destination(Destination("actions", row_id=office.flat.id))
    settle()

    assert screen.table.line.id == office.flat.id
    assert texts(screen) == [office.flat.text, office.visit.text]


def test_a_row_of_today_leads_to_the_action_and_not_to_its_meeting(
    ui_desk: Desk, open_window: Callable[..., MainWindow], settle: Callable[[], None]
) -> None:
    office = Office(ui_desk)
    window = open_window(0, 0)

    window.open(Destination("actions", office.meeting.id, None, office.flat.id))
    for _ in range(3):
        settle()

    place = window.screen_now
    assert isinstance(place, ActionsPlace)
    assert place.screen_of_actions.table.line.id == office.flat.id


def test_the_screen_is_made_when_somebody_first_goes_there(open_window: Callable[..., MainWindow]) -> None:
    window = open_window(0, 0)
    place = window.places["actions"]

    assert isinstance(place, ActionsPlace)
    assert place._screen is None
    window.go("actions")
    assert place._screen is not None


def test_what_others_change_is_read_again(
    screen: ActionsScreen, office: Office, settle: Callable[[], None], bridge: Bridge
) -> None:
    fresh = Action(
        reference="C-2026-0142-A99",
        meeting_id=office.meeting.id,
        family_id=office.family.id,
        text="Ring tonight",
        due_on=TODAY - timedelta(days=1),
        priority=Priority.IMMEDIATE_SAFETY,
        owner_agency_id=office.housing.id,
    )
    bridge.execute(AddRows((fresh,)), None)
    settle()
    assert screen._pause.isActive()
    screen.read_again()
    settle()

    assert texts(screen)[0] == "Ring tonight"


# Paper


def test_what_is_shown_is_printed_without_names_of_families(
    screen: ActionsScreen, settle: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(screen.printed), "_ask_printer", lambda _self: None)
    screen.print_now()
    settle()
    paper = screen.printed.paper
    assert paper is not None
    file = tmp_path / "actions.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))

    assert print_actions(prepared(printer), paper)
    assert file.stat().st_size > 2_000
    words = [line.text for _, lines in paper.groups for line in lines]
    assert "Offer a managed move for Child 1" in words
    assert "Lowri" not in repr(paper)
