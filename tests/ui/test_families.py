from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.families import Family
from tests.app.meetings_to_prepare import found
from tests.ui.lint import nameless
from ui.bridge import Bridge
from ui.main_window import MainWindow

Open = Callable[..., MainWindow]
Settle = Callable[[], None]
ENTER = Qt.Key.Key_Return


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def window(open_window: Open, settle: Settle) -> MainWindow:
    window = open_window(meetings=0, families=0)
    window.activateWindow()
    window.go("families")
    settle()
    return window


def begin(window: MainWindow, reference: str, qtbot: QtBot, settle: Settle) -> None:
    window.actions_by_name["new_family"].trigger()
    qtbot.keyClicks(focused(), reference)
    qtbot.keyClick(focused(), ENTER)
    settle()


def test_a_family_is_begun_in_the_list_of_families_and_undone(
    window: MainWindow, ui_desk: Desk, qtbot: QtBot, settle: Settle, bridge: Bridge
) -> None:
    begin(window, "C-2026-0777", qtbot, settle)
    listed = [window.families.model.data(window.families.model.index(0, 0))]
    made = [one.reference for one in found(ui_desk, Family)]
    is_open, is_asking = window.families.panel.isVisible(), window.families.question.isVisible()
    on = focused()
    bridge.undo()
    settle()

    assert made == ["C-2026-0777"]
    assert listed == ["C-2026-0777"]
    assert (is_open, is_asking) == (True, False)
    assert on is window.families.table
    assert found(ui_desk, Family) == ()
    assert focused() is window.families.new_button


def test_a_new_family_is_found_in_the_palette_and_begun_from_anywhere(
    window: MainWindow, settle: Settle
) -> None:
    window.go("today")
    found_there = [command.action for command in window.commands.matching("new family")]

    found_there[0].trigger()
    settle()

    assert window.screen_now is window.families
    assert focused() is window.families.question.field


def test_an_empty_list_says_how_a_family_is_begun_and_has_the_keyboard(window: MainWindow) -> None:
    said = " ".join(text.text() for text in window.families.findChildren(QLabel) if text.isVisible())

    assert "There is no family yet" in said
    assert "New family (Ctrl+Shift+F)" in said
    assert focused() is window.families.new_button


def test_a_reference_that_is_there_keeps_the_question_open(
    window: MainWindow, ui_desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    ui_desk.execute(AddRows((Family(reference="C-2026-0777"),)))

    begin(window, "c-2026-0777", qtbot, settle)

    assert "already" in window.message.text
    assert len(found(ui_desk, Family)) == 1
    assert focused() is window.families.question.field
    assert focused().text() == "c-2026-0777"


def test_escape_makes_no_family_and_goes_back_to_the_list(
    open_window: Open, ui_desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    window = open_window(meetings=2, families=2)
    window.activateWindow()
    before = len(found(ui_desk, Family))
    window.actions_by_name["new_family"].trigger()
    settle()

    qtbot.keyClicks(focused(), "C-2026-0777")
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)

    assert focused() is window.families.table
    assert len(found(ui_desk, Family)) == before
    assert nameless(window) == []
