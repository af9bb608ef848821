from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from meetingdesk.app.actions import AgreeAction
from meetingdesk.app.case_list import ChangeListKind
from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows, ChangeRow, RemoveRow
from meetingdesk.domain.actions import Action
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.families import Family
from meetingdesk.domain.information import InformationRequest
from meetingdesk.domain.invitation_lines import LineState
from meetingdesk.domain.meetings import ListKind, Meeting
from tests.app.meetings_to_prepare import a_family, a_marac, book, cases_of, found, plan, preparation
from tests.family_records import DAY
from tests.ui.clocks import SteppingClock
from tests.ui.hostile import HOSTILE
from tests.ui.lint import markup_labels, nameless
from ui.bridge import Bridge
from ui.destination import Destination
from ui.models.paged_model import PagedModel
from ui.palette import Look
from ui.screens.preparing.screen import PreparingScreen
from ui.theme import Theme

Settle = Callable[[], None]
Prepare = Callable[[UUID], PreparingScreen]
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def screen(bridge: Bridge, theme: Theme, qtbot: QtBot) -> PreparingScreen:
    clock = SteppingClock(datetime.combine(DAY, time(9, 0), UTC))
    screen = PreparingScreen(bridge, theme, clock, book())
    clock.setParent(screen)
    qtbot.addWidget(screen)
    screen.resize(1180, 620)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    return screen


@pytest.fixture
def prepare(screen: PreparingScreen, settle: Settle) -> Prepare:
    def show(meeting_id: UUID) -> PreparingScreen:
        screen.open_meeting(meeting_id)
        settle()
        return screen

    return show


@pytest.fixture
def press(qtbot: QtBot, settle: Settle) -> Callable[..., None]:
    """Press keys where the focus is, and wait for what comes of it."""

    def keys(*pressed: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in pressed:
            qtbot.keyClick(focused(), key, with_)
        settle()

    return keys


@pytest.fixture
def write(qtbot: QtBot, settle: Settle) -> Callable[[str], None]:
    def words(text: str) -> None:
        qtbot.keyClicks(focused(), text)
        settle()

    return words


Press = Callable[..., None]
Write = Callable[[str], None]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def strategy(desk: Desk) -> UUID:
    return plan(desk, "strategy", family_id=a_family(desk).family.id)


def choose_invitation(screen: PreparingScreen, agency: str) -> None:
    part = screen.parts.invitations
    row = next(row for row, one in part.model.lines() if one.line.proposal.agency == agency)
    part.table.choose(row)
    part.table.setFocus()


def state(desk: Desk, meeting_id: UUID, agency: str) -> LineState:
    lines = preparation(desk, meeting_id).invitations
    return next(one.line.state for one in lines if one.line.proposal.agency == agency)


def order(screen: PreparingScreen) -> list[str]:
    return [case.reference for _, case in screen.parts.cases.model.lines()]


# The screen


def test_a_meeting_opens_with_its_parts_and_what_is_missing(prepare: Prepare, ui_desk: Desk) -> None:
    meeting_id, _ = a_marac(ui_desk, 1, 0)

    screen = prepare(meeting_id)

    assert screen.parts.tabs.count() == 3
    assert screen.head._title.text() == "North district MARAC"
    assert screen.head._when.text() == "Fri 27 Nov 2026 · 13:00 · 1 h, finishing about 14:00"
    assert focused() is screen.parts.invitations.table
    assert screen.reference == "M 2026-11-27"


def test_a_meeting_about_one_family_has_no_list_of_cases(prepare: Prepare, ui_desk: Desk) -> None:
    screen = prepare(strategy(ui_desk))

    assert screen.parts.tabs.count() == 2
    assert "preparing_cases" not in {action.objectName() for action in screen.commands()}


def test_the_parts_are_reached_by_keys(prepare: Prepare, ui_desk: Desk, press: Press) -> None:
    meeting_id, _ = a_marac(ui_desk, 1)
    screen = prepare(meeting_id)
    reached = []

    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_1):
        press(key, with_=ALT)
        reached.append(screen.parts.part)

    assert reached == [screen.parts.cases, screen.parts.last_time, screen.parts.invitations]


def test_starting_is_asked_for_by_key_and_by_button(
    prepare: Prepare, ui_desk: Desk, press: Press, qtbot: QtBot
) -> None:
    meeting_id = strategy(ui_desk)
    screen = prepare(meeting_id)
    wanted: list[UUID] = []
    screen.start_wanted.connect(wanted.append)

    press(Qt.Key.Key_Return, with_=CTRL)
    screen.head.start.click()

    assert wanted == [meeting_id, meeting_id]


def test_a_meeting_that_was_taken_back_leads_to_the_list(
    prepare: Prepare, ui_desk: Desk, bridge: Bridge, settle: Settle
) -> None:
    meeting_id = strategy(ui_desk)
    screen = prepare(meeting_id)
    wanted: list[Destination] = []
    screen.destination_wanted.connect(wanted.append)

    bridge.execute(RemoveRow(Meeting, meeting_id), None)
    settle()

    assert wanted == [Destination("meetings")]
    assert screen.meeting_id is None


def test_what_is_missing_shows_and_hides_and_leads_to_its_part(
    prepare: Prepare, ui_desk: Desk, press: Press
) -> None:
    meeting_id, _ = a_marac(ui_desk)
    screen = prepare(meeting_id)
    was_shown = screen.missing.isVisible()

    press(Qt.Key.Key_F8)
    is_hidden = screen.missing.isHidden()
    press(Qt.Key.Key_F8)
    screen.missing.part_wanted.emit("cases")

    assert was_shown
    assert is_hidden
    assert screen.parts.part is screen.parts.cases


def test_on_a_small_screen_what_is_missing_takes_the_place_of_the_lines(
    prepare: Prepare, ui_desk: Desk, theme: Theme, press: Press
) -> None:
    screen = prepare(strategy(ui_desk))
    theme.show(Look.LIGHT, 200)
    screen.resize(1150, 590)
    was_shown = screen.missing.isVisible()

    press(Qt.Key.Key_F8)

    assert not was_shown
    assert screen.missing.isVisible()
    assert screen.parts.isHidden() or not screen.parts.isVisible()


# Invitations


def test_everybody_is_invited_with_one_key_and_it_is_undone(
    prepare: Prepare, ui_desk: Desk, press: Press, bridge: Bridge, settle: Settle
) -> None:
    meeting_id = strategy(ui_desk)
    screen = prepare(meeting_id)

    press(Qt.Key.Key_I, with_=ALT)
    invited = len(found(ui_desk, Attendance))
    bridge.undo()
    settle()

    assert invited > 5
    assert found(ui_desk, Attendance) == found(ui_desk, InformationRequest) == ()
    assert "still to do" in screen.parts.invitations.said


@pytest.mark.parametrize(
    ("key", "expected"), [(Qt.Key.Key_K, LineState.ASKED), (Qt.Key.Key_U, LineState.NOT_INVOLVED)]
)
def test_one_key_marks_an_invitation(
    prepare: Prepare, ui_desk: Desk, press: Press, key: Qt.Key, expected: LineState
) -> None:
    meeting_id = strategy(ui_desk)
    screen = prepare(meeting_id)
    choose_invitation(screen, "camhs")

    press(key)

    assert state(ui_desk, meeting_id, "camhs") is expected
    assert screen.parts.invitations.table.line.line.proposal.agency == "camhs"


def test_not_asking_asks_why_where_one_works(
    prepare: Prepare, ui_desk: Desk, press: Press, write: Write
) -> None:
    meeting_id = strategy(ui_desk)
    screen = prepare(meeting_id)
    choose_invitation(screen, "camhs")

    press(Qt.Key.Key_N)
    write("Closed to them in May")
    press(Qt.Key.Key_Return)

    line = screen.parts.invitations.table.line.line
    assert (line.state, line.reason) == (LineState.NOT_ASKED, "Closed to them in May")
    assert focused() is screen.parts.invitations.table


def test_a_reason_that_is_left_changes_nothing(prepare: Prepare, ui_desk: Desk, press: Press) -> None:
    meeting_id = strategy(ui_desk)
    screen = prepare(meeting_id)
    choose_invitation(screen, "camhs")

    press(Qt.Key.Key_N)
    press(Qt.Key.Key_Escape)

    assert state(ui_desk, meeting_id, "camhs") is LineState.TO_ASK
    assert focused() is screen.parts.invitations.table


def test_enter_on_a_practice_that_is_not_known_asks_which_one(
    prepare: Prepare, ui_desk: Desk, press: Press, write: Write
) -> None:
    meeting_id = strategy(ui_desk)
    screen = prepare(meeting_id)
    choose_invitation(screen, "gp")

    press(Qt.Key.Key_Return)
    write("Invented Lane Practice")
    press(Qt.Key.Key_Return)

    assert state(ui_desk, meeting_id, "gp") is LineState.ASKED
    assert "Invented Lane Practice" in [one.title for _, one in screen.parts.invitations.model.lines()]


@pytest.mark.parametrize(("typed", "title"), [("fire", "Fire"), ("trusted aunt", "trusted aunt")])
def test_somebody_else_is_invited_by_typing(
    prepare: Prepare, ui_desk: Desk, press: Press, write: Write, typed: str, title: str
) -> None:
    screen = prepare(strategy(ui_desk))

    press(Qt.Key.Key_Insert)
    write(typed)
    press(Qt.Key.Key_Return)

    assert any(one.title.startswith(title) for _, one in screen.parts.invitations.model.lines())


@pytest.mark.parametrize("typed", ["hv Kim Test", "Kim Test, hv", "health visitor Kim Test"])
def test_somebody_is_invited_for_an_agency_in_front_or_behind(
    prepare: Prepare, ui_desk: Desk, press: Press, write: Write, typed: str
) -> None:
    screen = prepare(plan(ui_desk, "marac"))

    press(Qt.Key.Key_Insert)
    write(typed)
    said = screen.parts.invitations.question.said
    press(Qt.Key.Key_Return)

    shown = [(one.title, one.who) for _, one in screen.parts.invitations.model.lines()]
    assert said.startswith("Kim Test · Health visiting.")
    assert ("Health visiting", "Kim Test") in shown


def test_agencies_are_offered_while_somebody_is_named(
    prepare: Prepare, ui_desk: Desk, press: Press, write: Write
) -> None:
    ui_desk.execute(AddRows((Agency(name="Invented play project"),)))
    screen = prepare(plan(ui_desk, "marac"))
    names = screen.parts.invitations.agency_names

    press(Qt.Key.Key_Insert)
    write("Kim Test, health vis")
    offered = [one.shown for one in names.offered]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    taken = screen.parts.invitations.question.field.text()
    press(Qt.Key.Key_A, with_=CTRL)
    write("invented pl")
    of_here = [one.shown for one in names.offered]

    assert offered == ["Health visiting"]
    assert taken == "Kim Test, Health visiting"
    assert of_here == ["Invented play project"]


def test_no_agency_is_offered_for_a_reason(
    prepare: Prepare, ui_desk: Desk, press: Press, write: Write
) -> None:
    screen = prepare(strategy(ui_desk))
    press(Qt.Key.Key_Insert)
    press(Qt.Key.Key_Escape)
    choose_invitation(screen, "camhs")

    press(Qt.Key.Key_N)
    write("health vis")

    assert not screen.parts.invitations.agency_names.is_open


def test_an_invitation_is_taken_back_by_key(prepare: Prepare, ui_desk: Desk, press: Press) -> None:
    meeting_id = strategy(ui_desk)
    screen = prepare(meeting_id)
    press(Qt.Key.Key_I, with_=ALT)
    choose_invitation(screen, "police")

    press(Qt.Key.Key_Delete)

    assert state(ui_desk, meeting_id, "police") is LineState.TO_ASK


# Cases


def cases(prepare: Prepare, desk: Desk, *children: int) -> tuple[PreparingScreen, UUID]:
    meeting_id, _ = a_marac(desk, *children)
    screen = prepare(meeting_id)
    screen.go_to("cases")
    return screen, meeting_id


def test_a_case_is_moved_by_keys_and_stays_chosen(prepare: Prepare, ui_desk: Desk, press: Press) -> None:
    screen, _ = cases(prepare, ui_desk, 1, 1, 1)

    press(Qt.Key.Key_Down, with_=ALT_SHIFT)
    press(Qt.Key.Key_Down, with_=ALT_SHIFT)
    press(Qt.Key.Key_Down, with_=ALT_SHIFT)

    assert order(screen) == ["M-2026-102", "M-2026-103", "M-2026-101"]
    assert screen.parts.cases.table.line.reference == "M-2026-101"


@pytest.mark.parametrize(("source", "before", "expected"), [(0, 3, "231"), (2, 0, "312"), (1, 1, "123")])
def test_a_case_is_moved_by_dragging(
    prepare: Prepare, ui_desk: Desk, settle: Settle, source: int, before: int, expected: str
) -> None:
    screen, _ = cases(prepare, ui_desk, 1, 1, 1)
    model = screen.parts.cases.model

    dragged = model.mimeData([model.index(source, 0)])
    model.dropMimeData(dragged, Qt.DropAction.MoveAction, before, 0, QModelIndex())
    settle()

    assert [reference[-1] for reference in order(screen)] == list(expected)
    assert dragged.formats() == ["application/x-meetingdesk-case-row"]


def test_children_come_first_by_one_key(prepare: Prepare, ui_desk: Desk, press: Press) -> None:
    screen, _ = cases(prepare, ui_desk, 0, 2)
    before = screen.parts.cases.said

    press(Qt.Key.Key_C, with_=ALT)

    assert order(screen) == ["M-2026-102", "M-2026-101"]
    assert "△" in before
    assert "△" not in screen.parts.cases.said


def test_minutes_are_typed_and_move_the_end(
    prepare: Prepare, ui_desk: Desk, press: Press, write: Write
) -> None:
    screen, _ = cases(prepare, ui_desk, 1)

    press(Qt.Key.Key_M)
    write("nine")
    press(Qt.Key.Key_Return)
    is_still_asked = screen.parts.cases.question.isVisible()
    press(Qt.Key.Key_A, with_=CTRL)
    write("25")
    press(Qt.Key.Key_Return)

    assert is_still_asked
    assert screen.parts.cases.table.line.planned_minutes == 25
    assert screen.head._when.text().endswith("finishing about 14:05")


@pytest.mark.parametrize(
    ("key", "kind"), [(Qt.Key.Key_D, ListKind.DEFERRED), (Qt.Key.Key_A, ListKind.ALERT_ONLY)]
)
def test_a_case_is_deferred_or_an_alert_only_with_its_reason(
    prepare: Prepare, ui_desk: Desk, press: Press, write: Write, key: Qt.Key, kind: ListKind
) -> None:
    screen, _ = cases(prepare, ui_desk, 1)

    press(key)
    write("Referrer cannot come")
    press(Qt.Key.Key_Return)
    case = screen.parts.cases.table.line
    press(Qt.Key.Key_F)

    assert (case.kind, case.reason) == (kind, "Referrer cannot come")
    assert screen.parts.cases.table.line.kind is ListKind.FULL


def test_a_family_that_is_known_is_put_on_the_list(
    prepare: Prepare, ui_desk: Desk, press: Press, write: Write, qtbot: QtBot, settle: Settle
) -> None:
    ui_desk.execute(AddRows((Family(reference="M-2026-777"),)))
    screen, _ = cases(prepare, ui_desk)
    screen.parts.cases.family_field._pause.setInterval(0)

    press(Qt.Key.Key_Insert)
    write("777")
    qtbot.waitUntil(lambda: screen.parts.cases.family_field.model.rowCount() == 2)
    press(Qt.Key.Key_Return)

    assert order(screen) == ["M-2026-777"]
    assert screen.parts.cases.family_field.isHidden()


def test_a_family_that_is_new_is_begun_and_put_on_the_list_by_keys(
    prepare: Prepare, ui_desk: Desk, press: Press, write: Write, bridge: Bridge, settle: Settle
) -> None:
    screen, _ = cases(prepare, ui_desk, 1)
    part = screen.parts.cases

    press(Qt.Key.Key_Insert)
    write("M-2026-888")
    press(Qt.Key.Key_Return)
    asked = (part.question.isVisible(), part.question.field.text(), part.question.said)
    press(Qt.Key.Key_Return)
    listed = order(screen)
    is_on_lines = focused() is part.table
    bridge.undo()
    settle()

    assert asked[:2] == (True, "M-2026-888")
    assert asked[2].startswith("New family M-2026-888. It is put on the list.")
    assert listed == ["M-2026-101", "M-2026-888"]
    assert is_on_lines
    assert order(screen) == ["M-2026-101"]
    assert found(ui_desk, Family, reference="M-2026-888") == ()


def test_a_new_family_is_the_last_choice_and_reached_by_arrows(
    prepare: Prepare, ui_desk: Desk, press: Press, write: Write, qtbot: QtBot
) -> None:
    ui_desk.execute(AddRows((Family(reference="M-2026-777"),)))
    screen, _ = cases(prepare, ui_desk)
    field = screen.parts.cases.family_field
    field._pause.setInterval(0)

    press(Qt.Key.Key_Insert)
    write("777")
    qtbot.waitUntil(lambda: field.model.rowCount() == 2)
    last = field.model.index(1)
    shown = (field.model.data(last), field.model.data(last, PagedModel.BELOW_ROLE))
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_A, with_=CTRL)
    write("M-2026-1777")
    press(Qt.Key.Key_Return)

    assert shown == ("New family 777", "begun, and put on the list")
    assert order(screen) == ["M-2026-1777"]


def test_up_from_the_first_family_goes_to_the_new_one(
    prepare: Prepare, ui_desk: Desk, press: Press, write: Write, qtbot: QtBot
) -> None:
    ui_desk.execute(AddRows(tuple(Family(reference=f"M-2026-77{number}") for number in range(6))))
    screen, _ = cases(prepare, ui_desk)
    field = screen.parts.cases.family_field
    field._pause.setInterval(0)
    press(Qt.Key.Key_Insert)
    write("M-2026-77")
    qtbot.waitUntil(lambda: field.model.rowCount() == 7)

    press(Qt.Key.Key_Up)

    assert field.model.data(field.list.currentIndex()) == "New family M-2026-77"
    assert "↑ from the first goes to the new one" in field._said.text()


def test_a_new_family_that_is_left_makes_nothing(
    prepare: Prepare, ui_desk: Desk, press: Press, write: Write
) -> None:
    screen, _ = cases(prepare, ui_desk)

    press(Qt.Key.Key_Insert)
    write("M-2026-888")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)

    assert order(screen) == []
    assert found(ui_desk, Family) == ()
    assert focused().isEnabled()
    assert screen.parts.cases.question.isHidden()


def test_a_list_of_referrals_is_looked_at_and_then_brought_in(
    prepare: Prepare, ui_desk: Desk, write: Write, tmp_path: Path, settle: Settle
) -> None:
    screen, meeting_id = cases(prepare, ui_desk)
    path = tmp_path / "referrals.csv"
    path.write_text("Family reference,Victim name\nM-2026-501,Invented One\nM-2026-502,Invented Two\n")

    screen.referrals.look_at(path, meeting_id)
    settle()
    asked = screen.parts.cases.question._text.text()
    write("y")

    assert asked == "Bring in this list? 2 cases to add."
    assert order(screen) == ["M-2026-501", "M-2026-502"]


def test_a_list_with_faults_says_them_and_changes_nothing(
    prepare: Prepare, ui_desk: Desk, tmp_path: Path, settle: Settle
) -> None:
    screen, meeting_id = cases(prepare, ui_desk)
    path = tmp_path / "referrals.csv"
    path.write_text("Family reference,Victim name,Victim date of birth\nM-2026-501,Invented One,never\n")

    screen.referrals.look_at(path, meeting_id)
    settle()

    assert "1 fault" in screen.message.text
    assert "row 2" in screen.message.text
    assert order(screen) == []


def test_a_case_is_taken_off_the_list(prepare: Prepare, ui_desk: Desk, press: Press) -> None:
    screen, meeting_id = cases(prepare, ui_desk, 1, 1)

    press(Qt.Key.Key_Delete)

    assert order(screen) == ["M-2026-102"]
    assert len(cases_of(ui_desk, meeting_id)) == 1


def test_what_was_deferred_last_time_is_offered(prepare: Prepare, ui_desk: Desk, press: Press) -> None:
    first, listed = a_marac(ui_desk, 1)
    ui_desk.execute(ChangeListKind(listed[0].id, ListKind.DEFERRED, "Referrer cannot come"))
    series = found(ui_desk, Meeting)[0].series_id
    screen = prepare(plan(ui_desk, "marac", DAY + timedelta(days=14), series_id=series))
    screen.go_to("cases")
    is_offered = screen.parts.cases.deferred_button.isVisible()

    press(Qt.Key.Key_D, with_=ALT)

    assert is_offered
    assert order(screen) == ["M-2026-101"]
    assert screen.parts.cases.deferred_button.isHidden()
    assert first != screen.meeting_id


# From last time


def test_what_the_last_meeting_left_open_stands_there_and_opens(
    prepare: Prepare, ui_desk: Desk, press: Press
) -> None:
    family = a_family(ui_desk)
    first = plan(ui_desk, "core_group", family_id=family.family.id)
    action = Action(
        reference="",
        meeting_id=first,
        family_id=family.family.id,
        text="Invented",
        due_on=DAY - timedelta(days=9),
    )
    ui_desk.execute(AgreeAction(action))
    screen = prepare(plan(ui_desk, "core_group", DAY + timedelta(days=30), family_id=family.family.id))
    wanted: list[Destination] = []
    screen.destination_wanted.connect(wanted.append)

    press(Qt.Key.Key_3, with_=ALT)
    press(Qt.Key.Key_Return)

    assert "✕ 1 overdue" in screen.parts.last_time.said
    assert wanted == [Destination("actions", row_id=action.id)]


def test_an_empty_part_says_what_to_do(prepare: Prepare, ui_desk: Desk) -> None:
    meeting_id, _ = a_marac(ui_desk)
    screen = prepare(meeting_id)

    assert screen.parts.last_time._nothing.text() == "This is the first meeting of its thread"
    assert "Alt+R" in screen.parts.cases._nothing_hint.text()


# Where the keyboard is


def bring_in(screen: PreparingScreen, meeting_id: UUID, path: Path, settle: Settle) -> None:
    path.write_text("Family reference,Victim name\nM-2026-501,Invented One\nM-2026-502,Invented Two\n")
    screen.referrals.look_at(path, meeting_id)
    settle()


def test_the_keyboard_is_on_the_cases_after_referrals_were_brought_in(
    prepare: Prepare, ui_desk: Desk, press: Press, write: Write, tmp_path: Path, settle: Settle
) -> None:
    screen, meeting_id = cases(prepare, ui_desk)
    bring_in(screen, meeting_id, tmp_path / "referrals.csv", settle)

    write("y")
    was_on = focused()
    press(Qt.Key.Key_Down)

    assert was_on is screen.parts.cases.table
    assert screen.parts.cases.table.line.reference == "M-2026-502"


def test_the_keyboard_is_never_nowhere_when_a_question_closes_or_a_line_goes(
    prepare: Prepare,
    ui_desk: Desk,
    press: Press,
    write: Write,
    tmp_path: Path,
    settle: Settle,
    bridge: Bridge,
) -> None:
    screen, meeting_id = cases(prepare, ui_desk, 1, 1)
    part, invitations = screen.parts.cases, screen.parts.invitations
    key = Qt.Key
    lost: list[str] = []

    def look(after: str) -> None:
        on = QApplication.focusWidget()
        usable = on is not None and on.isVisible() and on.isEnabled() and screen.isAncestorOf(on)
        is_dead = on in (part.question.field, invitations.question.field, part.family_field.field)
        if not usable or is_dead:
            lost.append(f"{after}: {on}")
            screen.take_focus()

    for name, pressed in (("minutes", key.Key_M), ("alert", key.Key_A), ("defer", key.Key_D)):
        for answer in ("12", None):
            press(pressed)
            if answer:
                write(answer)
            press(key.Key_Return if answer else key.Key_Escape)
            look(f"{name}, {answer}")
    press(key.Key_Insert)
    press(key.Key_Escape)
    look("a family that is left")
    press(key.Key_Insert)
    write("M-2026-901")
    press(key.Key_Return)
    press(key.Key_Return)
    look("a new family")
    for _ in range(3):
        press(key.Key_Delete)
        look("a case taken off")
    assert order(screen) == []
    for answer in ("n", "y"):
        bring_in(screen, meeting_id, tmp_path / f"{answer}.csv", settle)
        write(answer)
        look(f"referrals, {answer}")
    bridge.undo()
    settle()
    look("referrals taken back")
    faulty = tmp_path / "faulty.csv"
    faulty.write_text("Family reference,Victim name,Victim date of birth\nM-2026-501,Invented One,never\n")
    screen.referrals.look_at(faulty, meeting_id)
    settle()
    look("referrals with faults")
    screen.message._close.setFocus()
    screen.message._close.click()
    look("a message set aside")
    press(key.Key_3, with_=ALT)
    look("a part in which nothing can be done")
    press(key.Key_1, with_=ALT)
    press(key.Key_I, with_=ALT)
    look("everybody invited")
    for pressed in (key.Key_N, key.Key_W, key.Key_Insert):
        for leaving in (key.Key_Escape, key.Key_Return):
            press(pressed)
            if leaving == key.Key_Return:
                write("Invented Words")
            press(leaving)
            look(f"{pressed.name}, {leaving.name}")
    while invitations.model.rowCount() and invitations.table.line is not None:
        before = invitations.model.rowCount()
        press(key.Key_Delete)
        look("an invitation taken back")
        if invitations.model.rowCount() == before:
            break
    press(key.Key_F8)
    look("what is missing, hidden")
    press(key.Key_F8)
    look("what is missing, shown")
    press(key.Key_I, with_=ALT)
    look("what is missing has changed")
    press(key.Key_W, with_=ALT)
    press(key.Key_Escape)
    look("the form left")
    press(key.Key_W, with_=ALT)
    press(key.Key_Return, with_=CTRL)
    look("when and where kept")

    assert lost == []


def test_taking_the_deferred_cases_by_their_button_leads_to_the_cases(
    prepare: Prepare, ui_desk: Desk, press: Press
) -> None:
    _, listed = a_marac(ui_desk, 1)
    ui_desk.execute(ChangeListKind(listed[0].id, ListKind.DEFERRED, "Referrer cannot come"))
    series = found(ui_desk, Meeting)[0].series_id
    screen = prepare(plan(ui_desk, "marac", DAY + timedelta(days=14), series_id=series))
    screen.go_to("cases")
    screen.parts.cases.deferred_button.setFocus()

    press(Qt.Key.Key_Space)

    assert order(screen) == ["M-2026-101"]
    assert focused() is screen.parts.cases.table


# For everybody


@pytest.mark.parametrize("size", [100, 200])
def test_everything_has_a_name_in_every_part(
    prepare: Prepare, ui_desk: Desk, theme: Theme, size: int
) -> None:
    meeting_id, _ = a_marac(ui_desk, 1)
    screen = prepare(meeting_id)
    theme.show(Look.HIGH_CONTRAST, size)

    for part in ("invitations", "cases", "last_time"):
        screen.go_to(part)
        assert nameless(screen) == []
        assert markup_labels(screen) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown_as_they_are(
    prepare: Prepare, ui_desk: Desk, text: str, settle: Settle
) -> None:
    meeting_id = strategy(ui_desk)
    words = text[:300].strip()
    ui_desk.execute(AddRows((Attendance(meeting_id=meeting_id, name=words, asked_because=words),)))
    ui_desk.execute(ChangeRow(Meeting, meeting_id, (("title", words), ("place", words), ("purpose", words))))

    screen = prepare(meeting_id)

    shown = [one.title for _, one in screen.parts.invitations.model.lines()]
    assert words in shown
    assert words in screen.head._title.text()
    assert markup_labels(screen) == []
    assert not screen.grab().isNull()
