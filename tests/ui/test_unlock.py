from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from meetingdesk.errors import DamagedStore, WrongPassphrase
from ui.screens.unlock import UnlockWindow
from ui.theme import Theme
from ui.widgets.passphrase_edit import PassphraseEdit


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> UnlockWindow:
    window = UnlockWindow(theme, "/stores/one", "ada")
    qtbot.addWidget(window)
    window.show()
    return window


def test_enter_sends_name_and_passphrase(window: UnlockWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.passphrase.line, "four plain words here")

    with qtbot.waitSignal(window.unlock_wanted) as wanted:
        qtbot.keyClick(window.passphrase.line, Qt.Key.Key_Return)

    assert wanted.args == ["ada", "four plain words here"]
    assert not window.unlock.isEnabled()


def test_the_remembered_name_stays_among_those_who_are_known(window: UnlockWindow) -> None:
    window.show_names(("ada", "bo"), has_quick_unlock=True)

    assert window.names.currentText() == "ada"
    assert [window.names.itemText(place) for place in range(window.names.count())] == ["ada", "bo"]
    assert window.quick.isVisible()


def test_a_wrong_passphrase_waits_and_counts_down(
    window: UnlockWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.passphrase.set_text("wrong")

    window.show_error(WrongPassphrase("This is not the passphrase.", hint="Check Caps Lock."), seconds=2)

    assert "2 seconds" in window.waiting.text()
    assert not window.unlock.isEnabled()
    with qtbot.assertNotEmitted(window.unlock_wanted):
        qtbot.keyClick(window.passphrase.line, Qt.Key.Key_Return)
    window._count_down()
    assert "1 second " in window.waiting.text()
    window._count_down()
    assert window.unlock.isEnabled()
    assert not window.waiting.isVisible()


def test_a_damaged_store_and_a_wrong_passphrase_are_told_apart(window: UnlockWindow) -> None:
    window.show_error(WrongPassphrase("This is not the passphrase.", hint="Check Caps Lock."))
    wrong = window.message.text
    window.show_error(DamagedStore("The store file is damaged.", hint="Restore the newest backup."))
    damaged = window.message.text

    assert "not the trouble" in damaged
    assert "not the trouble" not in wrong
    for said in (wrong, damaged):
        assert not any(word in said.lower() for word in ("erase", "delete", "start again", "reset"))


def test_nothing_in_the_window_offers_to_erase(window: UnlockWindow) -> None:
    words = " ".join(button.text() for button in window.findChildren(type(window.unlock))).lower()

    assert "erase" not in words
    assert "delete" not in words


def test_an_empty_passphrase_is_not_tried(window: UnlockWindow, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(window.unlock_wanted):
        window.unlock.click()

    assert "Type the passphrase first." in window.message.text


def test_the_passphrase_is_shown_and_hidden_by_a_key(window: UnlockWindow, qtbot: QtBot) -> None:
    edit = window.passphrase
    window.activateWindow()
    edit.line.setFocus()
    qtbot.waitUntil(edit.line.hasFocus)
    assert not edit.is_shown

    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(edit.line, Qt.Key.Key_S, modifiers)

    assert edit.is_shown
    qtbot.keyClick(edit.line, Qt.Key.Key_S, modifiers)
    assert not edit.is_shown


def test_a_capital_without_shift_points_to_caps_lock(qtbot: QtBot, theme: Theme) -> None:
    edit = PassphraseEdit("Passphrase")
    qtbot.addWidget(edit)
    edit.show()

    qtbot.keyClick(edit.line, "a")
    assert not edit.caps_lock_is_noticed
    qtbot.keyClick(edit.line, "A", Qt.KeyboardModifier.NoModifier)
    assert edit.caps_lock_is_noticed
    qtbot.keyClick(edit.line, "A", Qt.KeyboardModifier.ShiftModifier)
    assert not edit.caps_lock_is_noticed


def test_a_team_database_asks_for_its_password_only(qtbot: QtBot, theme: Theme) -> None:
    window = UnlockWindow(theme, "postgresql://ada@server.example/desk", "", is_team=True)
    qtbot.addWidget(window)
    window.show()

    assert not window.names.isVisible()
    assert not window.recovery.isVisible()
    with qtbot.waitSignal(window.unlock_wanted) as wanted:
        window.unlock.click()
    assert wanted.args == ["", ""]
