from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.screens.settings.agencies_page import AgenciesPage
from ui.screens.settings.policy_page import PolicyPage

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_undo_takes_back_the_last_change_of_a_file_here_and_of_the_record_elsewhere(
    own: Path, open_window: Callable[..., MainWindow], qtbot: QtBot, settle: Callable[[], None]
) -> None:
    window = open_window(1, 1)
    window.go("settings")
    screen = window.settings_screen
    screen.show_subject("agencies")
    settle()
    agencies = cast(AgenciesPage, screen.page)
    agencies.add_button.click()
    qtbot.keyClicks(agencies.form.inputs["name"], "Harbour Homes")
    qtbot.keyClick(agencies.form.inputs["name"], Key.Key_Return)
    settle()
    screen.show_subject("policy")
    settle()
    page = cast(PolicyPage, screen.page)
    row = next(row for row, line in page.model.lines() if line.subject.key == "timescales.letter")
    page.table.choose(row)
    qtbot.keyClick(page.table, Key.Key_Return)
    qtbot.keyClicks(page.form.inputs["typed"], "5 wd")
    qtbot.keyClick(page.form.inputs["typed"], Key.Key_Return)
    settle()
    assert page.table.line.says == "5 working days"

    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Z, CONTROL)
    settle()

    assert page.table.line.says == "1 working day"
    screen.show_subject("agencies")
    assert agencies.table.line.agency.name == "Harbour Homes"
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Z, CONTROL)
    settle()
    assert agencies.model.rowCount() == 0


def test_what_the_keys_do_is_told_under_help(own: Path, open_window: Callable[..., MainWindow]) -> None:
    window = open_window(0, 0)
    window.go("settings")

    assert ("F5", "Read the files again, after a change by hand") in window.settings_screen.help_lines()
