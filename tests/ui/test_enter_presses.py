from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from ui.enter_presses import EnterPresses
from ui.theme import Theme
from ui.widgets.recovery_sheet import RecoverySheet


def test_enter_presses_the_button_that_has_the_focus_and_no_disabled_one(
    qtbot: QtBot, qapp: QApplication
) -> None:
    watcher = EnterPresses(qapp)
    button = QPushButton("Next")
    qtbot.addWidget(button)
    button.setAutoDefault(False)
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    button.show()
    button.activateWindow()
    qtbot.waitUntil(button.isActiveWindow)
    button.setFocus()

    QTest.keyClick(button.windowHandle(), Qt.Key.Key_Return)
    QTest.keyClick(button.windowHandle(), Qt.Key.Key_Enter)
    button.setEnabled(False)
    QTest.keyClick(button.windowHandle(), Qt.Key.Key_Return)

    assert len(pressed) == 2
    watcher.deleteLater()


def test_a_recovery_key_saved_through_the_dialog_is_in_its_file(
    qtbot: QtBot, tmp_path: Path, theme: Theme
) -> None:
    target = tmp_path / "key.txt"
    sheet = RecoverySheet(theme)
    qtbot.addWidget(sheet)
    sheet.show_key("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG", "ada", None)

    sheet._ask_place()
    dialog = sheet._dialog
    assert isinstance(dialog, QFileDialog)
    dialog.selectFile(str(target))
    dialog.accept()

    assert target.is_file()
