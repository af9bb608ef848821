from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.family_page import Part
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.actions import Action
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.people import InvolvementKind, Person, PersonName
from tests.app.meetings_to_prepare import found
from tests.family_maps import DrawnFamily, sample_family
from tests.ui import lint
from tests.ui.hostile import HOSTILE
from ui.bridge import Bridge
from ui.destination import Destination
from ui.main_window import MainWindow
from ui.palette import Look
from ui.screens.family.keys import FILES_PLACE
from ui.screens.family.page import FamilyPageView
from ui.screens.meeting.cards.field_edit import FieldEdit
from ui.theme import Theme

Open = Callable[..., MainWindow]
Settle = Callable[[], None]
Key = Qt.Key
CHECKS = (
    *(lint.nameless, lint.roleless, lint.markup_labels, lint.markup_tooltips),
    *(lint.out_of_order, lint.faint, lint.clipped),
)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: str) -> None:
    for key in keys:
        combination = QKeySequence(key)[0]
        QTest.keyClick(focused(), combination.key(), combination.keyboardModifiers())


def whole_family(desk: Desk) -> DrawnFamily:
    """Record the sample family with a meeting, a late action and a practice."""
    family = sample_family()
    child = next(iter(person for person in family.people.values() if person.birth_date is not None))
    family.involve(child, InvolvementKind.GP, "gp", "Rowan Lane Practice")
    today = datetime.now(UTC).date()
    meeting = Meeting(
        reference="CG-2026-0007",
        type_id="core_group",
        family_id=family.family.id,
        held_on=today - timedelta(days=20),
        status=MeetingStatus.DISTRIBUTED,
    )
    action = Action(
        reference="CG-2026-0007-A01",
        meeting_id=meeting.id,
        family_id=family.family.id,
        text="Change both locks",
        due_on=today - timedelta(days=3),
    )
    desk.execute(AddRows((*family.all_rows(), meeting, action)))
    return family


@pytest.fixture
def family(ui_desk: Desk) -> DrawnFamily:
    return whole_family(ui_desk)


@pytest.fixture
def window(open_window: Open, family: DrawnFamily, settle: Settle) -> MainWindow:
    window = open_window(meetings=0, families=0)
    window.activateWindow()
    window.go("families")
    settle()
    return window


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> FamilyPageView:
    window.families.table.setFocus()
    press("Return")
    settle()
    return window.families.page


def field(page: FamilyPageView, name: str) -> FieldEdit:
    assert page.panel is not None
    (view,) = page.panel.board.views
    return next(edit for _, edit in view.all_edits() if edit.field.name == name)


def wait_for_form(page: FamilyPageView, qtbot: QtBot, settle: Settle) -> None:
    settle()
    qtbot.waitUntil(lambda: page.panel is not None and bool(page.panel.board.views))
    qtbot.waitUntil(lambda: page.panel is not None and page.panel.board.is_whole)


# From the list to the page and back


def test_enter_opens_the_page_of_a_family_at_its_map(window: MainWindow, page: FamilyPageView) -> None:
    assert window.families.has_page
    assert page.reference == "C-2026-0142"
    assert focused() is page.map
    assert [box.title for box in page.map.drawn.boxes[:3]] == ["Adult A", "Adult B", "Adult C"]
    assert window.windowTitle() == "C-2026-0142 · MeetingDesk"


def test_escape_goes_back_to_the_list_and_its_line(window: MainWindow, page: FamilyPageView) -> None:
    press("Esc")

    assert not window.families.has_page
    assert focused() is window.families.table
    assert window.windowTitle() == "MeetingDesk"


def test_back_goes_to_the_list_and_to_the_page_again_after_a_meeting(
    window: MainWindow, page: FamilyPageView, settle: Settle
) -> None:
    press("Alt+3", "Return")
    settle()
    away = window.screen_now
    window.actions_by_name["back"].trigger()
    settle()
    again = window.families.has_page
    window.actions_by_name["back"].trigger()

    assert away is window.meeting
    assert again
    assert not window.families.has_page


def test_space_still_shows_what_is_known_beside_the_list(window: MainWindow, settle: Settle) -> None:
    window.families.table.setFocus()

    press("Space")
    settle()

    assert window.families.panel.isVisible()
    assert not window.families.has_page


def test_a_result_of_the_search_opens_the_page(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    window.actions_by_name["search"].trigger()
    qtbot.keyClicks(window.header.search, "lowri")
    qtbot.waitUntil(lambda: {result.says for result in window.header.search.shown} == {"Lowri Sampleby"})

    qtbot.keyClick(window.header.search, Key.Key_Return)
    settle()

    assert window.families.has_page
    assert window.families.page.reference == "C-2026-0142"


def test_a_family_that_is_taken_out_leaves_its_page(
    window: MainWindow, ui_desk: Desk, bridge: Bridge, settle: Settle
) -> None:
    ui_desk.execute(AddRows((Family(reference="C-2026-0900"),)))
    (made,) = [family for family in found(ui_desk, Family) if family.reference == "C-2026-0900"]
    window.open(Destination("families", family_id=made.id))
    settle()
    bridge.undo()
    settle()
    window.families.page.read_again()
    settle()

    assert not window.families.has_page


# The parts


@pytest.mark.parametrize("place", range(FILES_PLACE))
def test_each_part_has_a_key(page: FamilyPageView, place: int) -> None:
    press(f"Alt+{place + 1}")

    assert page.tabs.currentIndex() == place
    assert focused() is (page.map if place == 0 else page.lists)
    if place:
        assert page.lists.part == place - 1


def test_one_can_go_through_the_parts(page: FamilyPageView) -> None:
    stood = []
    for key in ("Ctrl+Down", "Ctrl+Down", "Ctrl+Up", "Ctrl+Up", "Ctrl+Up"):
        press(key)
        stood.append(page.tabs.currentIndex())

    assert stood == [1, 2, 1, 0, 0]


def test_the_tab_follows_the_line(page: FamilyPageView) -> None:
    press("Alt+2", *["Down"] * 6)

    assert page.tabs.currentIndex() == 2


def test_enter_on_a_meeting_and_on_an_action_opens_the_meeting(
    window: MainWindow, page: FamilyPageView
) -> None:
    wanted: list[Destination] = []
    page.destination_wanted.connect(wanted.append)

    press("Alt+3", "Return")
    window.go("families")
    window.open(Destination("families", family_id=page.family_id))
    press("Alt+5", "Return")

    meeting = page.page.section(Part.MEETINGS).rows[0] if page.page is not None else None
    assert meeting is not None
    assert [one.meeting_id for one in wanted] == [meeting.meeting_id] * 2
    assert wanted[0].row_id is None
    assert wanted[1].row_id is not None


def test_an_overdue_action_is_said_in_words(page: FamilyPageView) -> None:
    assert page.page is not None
    (action,) = page.page.section(Part.ACTIONS).rows

    assert (action.word, action.says) == ("3 days late", "Change both locks")
    assert page.tabs.tabText(4) == "Actions 1"


def test_an_empty_part_says_what_will_be_there(page: FamilyPageView) -> None:
    press("Alt+4")

    line = page.lists.line
    assert line.below.startswith("No plan is recorded yet.")
    press("Return", "E")
    assert page.panel is None


def test_a_meeting_of_the_family_is_planned_from_its_page(page: FamilyPageView) -> None:
    wanted: list[Destination] = []
    page.destination_wanted.connect(wanted.append)

    press("Alt+M")

    assert wanted == [Destination("meetings", family_id=page.family_id, is_new=True)]


def test_what_is_recorded_elsewhere_appears(
    page: FamilyPageView, bridge: Bridge, family: DrawnFamily, qtbot: QtBot
) -> None:
    person = Person(birth_date=date(2020, 1, 1))
    member = FamilyMember(family_id=family.family.id, person_id=person.id, role=FamilyRole.CHILD, position=20)

    bridge.execute(AddRows((person, member, PersonName(person_id=person.id, full="Third Sampleby"))), None)

    qtbot.waitUntil(lambda: any(box.name == "Third Sampleby" for box in page.map.drawn.boxes))
    assert page.tabs.tabText(1) == "Children 4"


# One person


def test_a_person_is_filled_in_from_the_map_and_the_map_shows_it(
    page: FamilyPageView, ui_desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    press("Down", "E")
    wait_for_form(page, qtbot, settle)
    edit = field(page, "full")
    was_focused = focused() is edit.focus_widget
    press("Ctrl+A")
    qtbot.keyClicks(focused(), "Lowri Trialmoor")
    assert page.panel is not None
    page.panel.filling.keep_now()
    settle()
    qtbot.waitUntil(lambda: any(box.name == "Lowri Trialmoor" for box in page.map.drawn.boxes))
    press("Esc")

    assert was_focused
    assert page.panel is None
    assert focused() is page.map
    assert "Lowri Trialmoor" in [name.full for name in found(ui_desk, PersonName)]


def test_a_day_that_is_none_goes_only_when_somebody_has_seen_it(
    page: FamilyPageView, qtbot: QtBot, settle: Settle
) -> None:
    press("Down", "E")
    wait_for_form(page, qtbot, settle)
    edit = field(page, "birth_date")
    edit.focus_widget.setFocus()
    press("Ctrl+A")
    qtbot.keyClicks(focused(), "some time in spring")

    press("Esc")
    assert page.panel is not None
    assert "some time in spring" in page.panel._given_back.text()
    assert page.panel._given_back.isVisible()
    press("Esc")

    assert page.panel is None


def test_the_form_has_the_role_the_birth_the_household_and_the_practice(
    page: FamilyPageView, qtbot: QtBot, settle: Settle
) -> None:
    press("Home", "Return")
    wait_for_form(page, qtbot, settle)

    assert page.panel is not None
    (view,) = page.panel.board.views
    assert view.card.title == "Adult A · Carys Sampleby"
    asked = {edit.field.name for _, edit in view.all_edits()}
    assert {"full", "role", "birth_date", "in_household", "name"} <= asked


def test_leaving_the_page_keeps_what_was_being_typed(
    window: MainWindow, page: FamilyPageView, ui_desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    press("Down", "E")
    wait_for_form(page, qtbot, settle)
    press("End")
    qtbot.keyClicks(focused(), " the third")

    window.go("today")
    window.go("families")
    settle()

    assert "Lowri Sampleby the third" in [name.full for name in found(ui_desk, PersonName)]


def test_a_person_of_a_line_is_filled_in_as_well(page: FamilyPageView, qtbot: QtBot, settle: Settle) -> None:
    press("Alt+2", "E")
    wait_for_form(page, qtbot, settle)

    assert page.panel is not None
    assert page.panel.board.views[0].card.title.startswith("Child 1")


# How it looks and is heard


@pytest.mark.parametrize(
    ("look", "size"), [(Look.LIGHT, 100), (Look.DARK, 100), (Look.HIGH_CONTRAST, 200), (Look.LIGHT, 200)]
)
def test_the_page_can_be_read_and_reached_in_every_look(
    page: FamilyPageView,
    window: MainWindow,
    theme: Theme,
    qtbot: QtBot,
    settle: Settle,
    look: Look,
    size: int,
) -> None:
    theme.show(look, size)
    settle()
    faults = [fault for check in CHECKS for fault in check(window)]
    faults += lint.ambiguous_keys(window)
    press("Alt+1", "E")
    wait_for_form(page, qtbot, settle)

    faults += [fault for check in CHECKS for fault in check(window)]

    assert faults == []


def test_the_help_names_the_keys_of_the_page_and_the_palette_its_commands(
    window: MainWindow, page: FamilyPageView
) -> None:
    keys = [key for key, _ in window.families.help_lines()]

    assert {"Enter", "E", "Esc", "Alt+1", "Alt+8", "Alt+M"} <= set(keys)
    assert [action.shortcut().toString() for action in window.families.commands()][:2] == ["Alt+1", "Alt+2"]
    press("Esc")
    assert [action.objectName() for action in window.families.commands()] == ["people_alike"]


def test_at_the_largest_text_the_map_and_the_lists_take_turns(
    page: FamilyPageView, theme: Theme, settle: Settle
) -> None:
    theme.show(Look.LIGHT, 200)
    settle()
    press("Alt+1")
    first = page.map.isVisible(), page.lists.isVisible()
    press("Alt+5")

    assert first == (True, False)
    assert (page.map.isVisible(), page.lists.isVisible()) == (False, True)
    assert focused() is page.lists


@pytest.mark.parametrize("text", HOSTILE[:6])
def test_names_and_alerts_show_as_they_are(
    open_window: Open, ui_desk: Desk, settle: Settle, text: str
) -> None:
    family = whole_family(ui_desk)
    kept = next(name for name in found(ui_desk, PersonName) if name.full == "Carys Sampleby")
    with ui_desk.reading() as reading:
        row = reading.get(Family, family.family.id)
    ui_desk.execute(change(row, alert=text))
    ui_desk.execute(change(kept, full=text))
    window = open_window(meetings=0, families=0)
    window.open(Destination("families", family_id=family.family.id))
    settle()
    page = window.families.page

    page.grab()
    shown = [label.text() for label in page.head.findChildren(QLabel)]

    assert f"△ {text}" in shown
    assert page.map.drawn.boxes[0].name == text
    assert lint.markup_labels(window) == []
    assert text not in window.windowTitle()


def test_a_map_too_wide_for_half_the_window_stands_above_the_lists(
    open_window: Open, ui_desk: Desk, settle: Settle
) -> None:
    family = DrawnFamily("C-2026-0333")
    children = [family.child(age, name=f"Child {age}") for age in range(8)]
    parents = [family.adult(name="Marged Sampleby"), family.adult(name="Iestyn Sampleby")]
    family.at_home(*parents, *children)
    family.parents(children, *parents)
    ui_desk.execute(AddRows(family.all_rows()))
    window = open_window(meetings=0, families=0)

    window.open(Destination("families", family_id=family.family.id))
    settle()
    page = window.families.page

    assert page.map.isVisible()
    assert page.lists.isVisible()
    assert page.lists.geometry().top() >= page.map.geometry().bottom()
    assert page.map.horizontalScrollBar().maximum() == 0


def test_another_family_begins_at_its_map_and_at_the_top_of_its_lists(
    window: MainWindow, page: FamilyPageView, ui_desk: Desk, settle: Settle
) -> None:
    other = DrawnFamily("C-2026-0500")
    other.child(4, name="Other Child")
    ui_desk.execute(AddRows(other.all_rows()))
    press("Alt+6")

    window.open(Destination("families", family_id=other.family.id))
    settle()

    assert page.reference == "C-2026-0500"
    assert focused() is page.map
    assert not page.lists.currentIndex().isValid()
    assert page.lists.verticalScrollBar().value() == 0


def test_who_was_looked_for_is_stood_on(window: MainWindow, family: DrawnFamily, settle: Settle) -> None:
    child = next(key for key, name in family.names.items() if name == "Lowri Sampleby")

    window.open(Destination("families", family_id=family.family.id, row_id=child))
    settle()

    current = window.families.page.map.current
    assert current is not None
    assert current.name == "Lowri Sampleby"


def test_somebody_is_added_on_the_page_and_the_next_one_is_asked_for(
    page: FamilyPageView, ui_desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    press("Ins")
    settle()
    qtbot.keyClicks(focused(), "Nerys Trialmoor, grandmother, lives there")
    said = page.question.said
    press("Return")
    settle()

    assert "Nerys Trialmoor · " in said
    assert "Nerys Trialmoor" in [name.full for name in found(ui_desk, PersonName)]
    assert focused() is page.question.field
    assert page.question.field.text() == ""
    press("Esc")
    assert not page.question.isVisible()
    assert focused() is page.map


def test_nobody_of_the_same_name_is_added_unseen(
    page: FamilyPageView, ui_desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    press("Ins")
    settle()
    before = len(found(ui_desk, PersonName))
    qtbot.keyClicks(focused(), "carys  sampleby, mother")
    press("Return")
    settle()

    assert len(found(ui_desk, PersonName)) == before
    assert focused() is page.question.field
    assert page.question.field.text() == "carys  sampleby, mother"


def test_who_is_being_named_is_never_added_to_another_family(
    window: MainWindow, page: FamilyPageView, ui_desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    other = DrawnFamily("C-2026-0300")
    other.child(name="Mali Otherby")
    ui_desk.execute(AddRows(tuple(other.all_rows())))
    press("Ins")
    settle()
    qtbot.keyClicks(focused(), "Nerys Trialmoor")

    window.open(Destination("families", family_id=other.family.id))
    settle()

    assert page.family_id == other.family.id
    assert not page.question.isVisible()
