from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.finding import Kind
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.information import Entry
from meetingdesk.domain.roles import Deed
from tests.ui.lint import markup_labels, nameless
from tests.ui.screens_to_register import OfferingScreen
from tests.ui.something_to_show import meetings
from ui.destination import Destination
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme import Theme
from ui.widgets.filter_row import Filters, Period, typed_filters
from ui.widgets.search_box import Query, SearchBox

Open = Callable[..., MainWindow]
Settle = Callable[[], None]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def look_for(qtbot: QtBot, settle: Settle) -> Callable[..., SearchBox]:
    """Open the palette, type, and wait for the answer."""

    def look(window: MainWindow, typed: str = "") -> SearchBox:
        field = window.header.search
        window.actions_by_name["search"].trigger()
        answers: list[Query] = []
        field.asked.connect(answers.append)
        QTest.keyClicks(field, typed)
        if typed:
            qtbot.waitUntil(lambda: bool(answers) and answers[-1].typed == field.text() != "")
        settle()
        field.asked.disconnect(answers.append)
        return field

    return look


Look = Callable[..., SearchBox]


def leaves(window: MainWindow) -> list[QAction]:
    found: list[QAction] = []
    waiting = [action.menu() for action in window.menuBar().actions()]
    while waiting:
        menu = waiting.pop()
        assert isinstance(menu, QMenu)
        for action in menu.actions():
            if isinstance(action.menu(), QMenu):
                waiting.append(action.menu())
            elif not action.isSeparator():
                found.append(action)
    return found


def says(field: SearchBox) -> list[str]:
    return [result.says for result in field.shown]


def test_every_command_of_the_menus_is_in_the_palette(open_window: Open) -> None:
    window = open_window(0, 0)
    window.register("meeting", OfferingScreen())

    for action in leaves(window):
        if action.objectName() in ("search", "") or not action.isEnabled():
            continue
        words = action.text().replace("&", "")
        assert action in [command.action for command in window.commands.matching(words)], words


def test_everything_in_the_menus_says_what_it_does(open_window: Open) -> None:
    window = open_window(0, 0)

    bare = [
        action.text()
        for action in leaves(window)
        if action.objectName() and action.toolTip() == action.text().replace("&", "").rstrip("…")
    ]

    assert bare == []


@pytest.mark.parametrize("typed", ["text size 150", "150 text", "siz 150", "150"])
def test_words_and_beginnings_match_in_any_order(open_window: Open, look_for: Look, typed: str) -> None:
    field = look_for(open_window(0, 0), typed)

    assert "Text size: 150 %" in says(field)


def test_a_theme_is_chosen_in_the_palette(open_window: Open, look_for: Look, settings: Settings) -> None:
    field = look_for(open_window(0, 0), "dark the")

    QTest.keyClick(field, Qt.Key.Key_Return)

    assert settings.look.value == "dark"


def test_a_command_shows_its_key(open_window: Open, look_for: Look) -> None:
    field = look_for(open_window(0, 0), "verify")

    assert (field.shown[0].says, field.shown[0].key) == ("Verify the store", "Ctrl+Shift+V")
    field.window().grab()


def test_a_command_that_is_not_possible_says_so(open_window: Open, look_for: Look) -> None:
    field = look_for(open_window(0, 0), "redo")

    assert "not possible now" in field.shown[0].below
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_with_nothing_typed_the_palette_shows_what_was_used_last(
    open_window: Open, look_for: Look, settings: Settings
) -> None:
    window = open_window(0, 0)
    window.actions_by_name["larger"].trigger()
    window.actions_by_name["go_families"].trigger()

    field = look_for(window)

    assert says(field)[:2] == ["Families", "Larger text"]
    assert settings.recent_commands == ("go_families", "larger")
    assert "Used lately" in field.popup.said


def test_the_open_screen_offers_its_commands(
    open_window: Open, look_for: Look, settings: Settings, qtbot: QtBot
) -> None:
    window, screen = open_window(), OfferingScreen()
    window.register("meeting", screen)
    line = window.meetings.model.line(0)
    assert line is not None
    window.open(Destination("meetings", line.id))

    assert [action.text() for action in window.meeting_menu.actions] == ["&Roll call", "Mark Ada present"]
    field = look_for(window)
    assert {"Roll call", "Mark Ada present"} <= set(says(field))
    QTest.keyClicks(field, "rol")
    QTest.keyClick(field, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: screen.done == ["roll call"])
    window.go("meetings")
    assert [action.isEnabled() for action in window.meeting_menu.actions] == [False]
    assert "roll_call" in settings.recent_commands


def test_what_has_no_name_of_ours_is_not_remembered(open_window: Open, settings: Settings) -> None:
    window, screen = open_window(0, 0), OfferingScreen()
    window.register("today", screen)
    window.go("today")
    (command,) = (each for each in window.commands.matching("mark ada") if each.action is screen.nameless)

    window.commands.run(command)

    assert all("ada" not in name.lower() for name in settings.recent_commands)


def test_a_name_is_recognised_and_leads_to_its_family(open_window: Open, look_for: Look) -> None:
    window, screen = open_window(), OfferingScreen()
    window.register("family", screen)

    field = look_for(window, "lukasz")
    assert set(says(field)) == {"Łukasz Zieliński"}
    assert all(result.below.startswith("Name · M-2026-1") for result in field.shown)
    QTest.keyClick(field, Qt.Key.Key_Return)

    (opened,) = screen.opened
    assert opened.place == "families"
    assert opened.family_id is not None
    assert window.place == "families"


def test_a_result_opens_where_it_belongs(open_window: Open, look_for: Look, ui_desk: Desk) -> None:
    window, screen = open_window(3, 2), OfferingScreen()
    window.register("meeting", screen)
    line = window.meetings.model.line(0)
    assert line is not None
    entry = Entry(meeting_id=line.id, text="The kettle was cold.")
    ui_desk.execute(AddRows((entry,), "Add an entry"))

    field = look_for(window, "kettle")
    (result,) = field.shown
    assert (result.says, result.below.split(" · ")[0]) == ("The kettle was cold.", "Entry")
    assert line.reference in result.below
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert screen.opened == [Destination("meetings", line.id, None, entry.id)]


def test_somebody_who_belongs_to_no_meeting_leads_to_the_meetings_they_chair(
    open_window: Open, look_for: Look, qtbot: QtBot
) -> None:
    window = open_window()
    window.go("families")

    field = look_for(window, "adeyemi")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert window.place == "meetings"
    assert window.meetings.filter.text() == "Ngozi Adeyemi"
    qtbot.waitUntil(lambda: not window.meetings._pause.isActive())


@pytest.mark.parametrize(
    ("typed", "filters", "rest"),
    [
        ("action: visit", Filters(kinds=frozenset({Kind.ACTIONS})), "visit"),
        ("Person:ada", Filters(kinds=frozenset({Kind.PEOPLE})), "ada"),
        ("meeting : ", Filters(kinds=frozenset({Kind.MEETINGS})), ""),
        ("open: year: visit", Filters(period=Period.YEAR, is_closed=False), "visit"),
        ("visit action: x", Filters(), "visit action: x"),
        ("at 10:30", Filters(), "at 10:30"),
    ],
)
def test_filters_can_be_typed(typed: str, filters: Filters, rest: str) -> None:
    assert typed_filters(typed) == (filters, rest)


def test_a_typed_filter_becomes_a_chip_and_goes_with_backspace(open_window: Open, look_for: Look) -> None:
    window = open_window()

    field = look_for(window, "family: m-2026")
    chips = field.popup.filters.chips
    assert (field.text(), chips[5].text(), chips[5].isChecked()) == ("m-2026", "6 ✓ Families", True)
    assert {result.below.split(" · ")[0] for result in field.shown} == {"Family"}
    assert "(families)" in field.popup.said
    field.setText("")
    QTest.keyClick(field, Qt.Key.Key_Backspace)

    assert field.query.filters == Filters()


def test_filters_are_switched_by_keys_and_said_in_words(
    open_window: Open, look_for: Look, settle: Settle
) -> None:
    window = open_window()
    field = look_for(window, "lukasz")

    QTest.keyClick(field, Qt.Key.Key_3, ALT)
    settle()
    assert field.shown == ()
    assert "Nothing has these words (actions)" in field.popup.said
    QTest.keyClick(field, Qt.Key.Key_3, ALT)
    QTest.keyClick(field, Qt.Key.Key_1, ALT)
    settle()
    assert set(says(field)) == {"Łukasz Zieliński"}
    QTest.keyClick(field, Qt.Key.Key_7, ALT)
    QTest.keyClick(field, Qt.Key.Key_8, ALT)
    settle()

    assert field.text() == "lukasz"
    assert "open actions, meetings of this month" in field.popup.said
    assert [chip.text() for chip in field.popup.filters.chips][6:] == ["7 ✓ This month", "8 ✓ Open actions"]


def test_a_chip_is_switched_by_the_mouse_and_the_words_stay(open_window: Open, look_for: Look) -> None:
    field = look_for(open_window(), "lukasz")

    QTest.mouseClick(field.popup.filters.chips[0], Qt.MouseButton.LeftButton)

    assert field.query.filters.kinds == {Kind.PEOPLE}
    assert field.text() == "lukasz"


def test_more_results_come_at_the_end(
    open_window: Open, look_for: Look, ui_desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    window = open_window(0, 0)
    (held,) = meetings(1)
    begun = datetime(2026, 6, 5, 10, tzinfo=UTC)
    said = [
        Entry(meeting_id=held.id, at=begun + timedelta(minutes=number), text=f"kettle {number}")
        for number in range(70)
    ]
    ui_desk.execute(AddRows((held, *said), "Add entries", Deed.PREPARE))
    field = look_for(window, "kettle")
    assert len(field.shown) == 30
    assert "so far" in field.popup.said

    for _ in range(80):
        QTest.keyClick(field, Qt.Key.Key_Down)
        settle()

    assert says(field) == [f"kettle {number}" for number in reversed(range(70))]
    assert field.popup.chosen is not None
    assert field.popup.chosen.says == "kettle 0"
    assert field.popup.said.startswith("70 results.")


def test_enter_before_the_answer_takes_what_comes_first(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(0, 0)
    window.actions_by_name["search"].trigger()

    QTest.keyClicks(window.header.search, "settin")
    QTest.keyClick(window.header.search, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: window.place == "settings")


def test_escape_brings_the_keyboard_back_to_where_it_was(
    open_window: Open, look_for: Look, qtbot: QtBot
) -> None:
    window = open_window()
    window.activateWindow()
    line = window.meetings.filter
    line.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is line)

    field = look_for(window, "lukasz")
    QTest.keyClick(field, Qt.Key.Key_Escape)

    assert (field.text(), field.shown) == ("", ())
    assert QApplication.focusWidget() is line


def test_a_name_does_not_stay_over_the_screen_when_the_keyboard_leaves(
    open_window: Open, look_for: Look, qtbot: QtBot
) -> None:
    window = open_window()
    window.activateWindow()
    field = look_for(window, "lukasz")
    qtbot.waitUntil(field.hasFocus)

    window.meetings.filter.setFocus()

    assert (field.text(), field.shown) == ("", ())


def test_everything_in_the_palette_has_a_name(open_window: Open, look_for: Look) -> None:
    window = open_window()
    window.progress.show_progress("Going through the rows", 1, 4)

    field = look_for(window, "lukasz")

    assert nameless(window) == []
    assert markup_labels(window) == []
    assert "Łukasz" in field.accessibleDescription()


@pytest.mark.parametrize("size", [100, 200])
def test_the_palette_lies_inside_a_small_window(
    open_window: Open, look_for: Look, theme: Theme, size: int
) -> None:
    theme.show(theme.look, size)
    window = open_window()

    field = look_for(window, "m")

    popup = field.popup
    assert window.rect().contains(popup.geometry())
    for part in (*popup.filters.chips, popup.list):
        assert popup.rect().contains(part.rect().translated(part.mapTo(popup, part.rect().topLeft())))
        assert part.width() >= part.minimumSizeHint().width()
