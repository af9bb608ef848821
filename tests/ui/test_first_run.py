from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from meetingdesk.errors import LocationRefused
from meetingdesk.storage.recovery_key import new_recovery_key
from ui.screens.first_run.welcome import Route
from ui.screens.first_run.window import FirstRunWindow, NewStore
from ui.theme import Theme

WORDS = "harbour violin pencil orchard"


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> FirstRunWindow:
    window = FirstRunWindow(theme)
    window.place.folder.setText(str(tmp_path / "store"))
    qtbot.addWidget(window)
    window.resize(880, 660)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    return window


def to_passphrase(window: FirstRunWindow) -> None:
    window.next.click()
    window.next.click()
    window.person.name.setText("Ada Test")
    window.next.click()
    assert window.page is window.passphrase


def test_a_store_is_asked_for_with_the_keyboard_alone(
    window: FirstRunWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    wanted: list[NewStore] = []
    window.store_wanted.connect(wanted.append)

    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page is window.place and window.place.is_ready)
    press(Qt.Key.Key_Return)
    type_in("Ada Test")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    type_in(WORDS)
    press(Qt.Key.Key_Return)
    type_in(WORDS)
    press(Qt.Key.Key_Return)

    assert window.page is window.working
    (store,) = wanted
    assert store.folder == tmp_path / "store"
    assert (store.person.name, store.person.sign_in_name) == ("Ada Test", "ada")
    assert store.person.roles == ("minute_taker", "coordinator")
    assert store.passphrase == WORDS


def test_going_back_loses_nothing(window: FirstRunWindow, qtbot: QtBot) -> None:
    to_passphrase(window)
    window.passphrase.new.first.set_text(WORDS)

    qtbot.keyClick(window, Qt.Key.Key_Escape)
    window.person.roles["chair"].setChecked(True)
    window.back.click()
    window.back.click()
    assert window.page is window.welcome
    for _ in range(3):
        window.next.click()

    assert window.page is window.passphrase
    assert window.passphrase.new.first.text == WORDS
    assert window.person.person.roles == ("minute_taker", "chair", "coordinator")


def test_a_place_that_will_not_do_is_refused_with_what_to_choose(
    window: FirstRunWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise LocationRefused("This folder is copied elsewhere by OneDrive.", hint="Choose another.")

    monkeypatch.setattr("meetingdesk.app.first_run.check_location", refuse)

    window.next.click()

    assert "OneDrive" in window.place.message.text
    assert "Choose another." in window.place.message.text
    assert not window.next.isEnabled()


def test_a_folder_with_a_store_is_not_written_over(window: FirstRunWindow, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / "store.db").write_bytes(b"something")

    window.next.click()

    assert "already a store" in window.place.message.text
    assert not window.next.isEnabled()


def test_a_weak_passphrase_goes_no_further(window: FirstRunWindow) -> None:
    to_passphrase(window)
    new = window.passphrase.new

    new.first.set_text("ada")
    new.second.set_text("ada")
    assert not window.next.isEnabled()
    new.first.set_text(WORDS)
    assert not window.next.isEnabled()
    new.second.set_text(WORDS)

    assert window.next.isEnabled()


def test_suggested_words_can_be_taken_and_are_shown(window: FirstRunWindow) -> None:
    to_passphrase(window)
    new = window.passphrase.new
    offered = new.suggested
    assert len(offered.split()) >= 4

    new._take.click()

    assert new.first.text == offered
    assert new.first.is_shown
    assert not new.is_ready
    new._other.click()
    assert new.suggested != offered


def test_the_recovery_key_is_confirmed_by_two_of_its_groups(window: FirstRunWindow, qtbot: QtBot) -> None:
    key = new_recovery_key()
    window.show_recovery_key(key)
    assert window.page is window.recovery
    assert not window.back.isVisible()
    window.next.click()
    groups = key.split("-")
    first, second = window.confirm.asked
    assert first != second

    window.confirm.fields[0].setText(groups[first - 1].lower())
    window.confirm.fields[1].setText("AAAAA")
    assert not window.next.isEnabled()
    assert "Not as on the sheet" in window.confirm.said.text()
    window.confirm.fields[1].setText(f" {groups[second - 1]} ")

    with qtbot.waitSignal(window.finished):
        window.next.click()


def test_from_the_confirmation_one_can_look_at_the_key_again(window: FirstRunWindow) -> None:
    window.show_recovery_key(new_recovery_key())
    window.next.click()

    window.back.click()

    assert window.page is window.recovery


def test_the_recovery_key_is_saved_outside_the_store_only(window: FirstRunWindow, tmp_path: Path) -> None:
    key = new_recovery_key()
    window.show_recovery_key(key)
    inside, outside = tmp_path / "store" / "key.txt", tmp_path / "key.txt"
    inside.parent.mkdir()

    assert not window.recovery.sheet.save_to(inside)
    assert "must not lie in the folder of the store" in window.recovery.sheet.message.text
    assert window.recovery.sheet.save_to(outside)

    assert not inside.exists()
    assert key in outside.read_text(encoding="utf-8")


def test_the_recovery_key_is_printed(window: FirstRunWindow, tmp_path: Path) -> None:
    window.show_recovery_key(new_recovery_key())
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "sheet.pdf"))

    assert window.recovery.sheet.print_on(printer)

    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "sent to the printer" in window.recovery.sheet.message.text


def test_closing_asks_only_while_the_key_is_not_confirmed(window: FirstRunWindow, qtbot: QtBot) -> None:
    window.show_recovery_key(new_recovery_key())

    with qtbot.assertNotEmitted(window.closed):
        window.close()
    assert "has not been confirmed" in window.recovery.message.text

    with qtbot.waitSignal(window.closed):
        window.close()


def test_the_address_of_a_team_must_look_like_one(window: FirstRunWindow, qtbot: QtBot) -> None:
    window.welcome.choices[Route.TEAM].setChecked(True)
    window.next.click()
    assert not window.next.isEnabled()

    window.team.url.setText("postgresql://ada@server.example/meetingdesk")

    with qtbot.waitSignal(window.team_wanted) as wanted:
        window.next.click()
    assert wanted.args == ["postgresql://ada@server.example/meetingdesk", None]


def test_a_team_database_is_prepared_for_a_person(window: FirstRunWindow, qtbot: QtBot) -> None:
    window.welcome.choices[Route.TEAM].setChecked(True)
    window.next.click()
    window.team.url.setText("postgresql://owner@server.example/meetingdesk")
    window.team.prepare.setChecked(True)
    window.next.click()
    window.person.name.setText("Ada Test")

    with qtbot.waitSignal(window.team_wanted) as wanted:
        window.next.click()

    assert wanted.args is not None
    assert wanted.args[1].name == "Ada Test"


def press(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key)


def type_in(text: str) -> None:
    QTest.keyClicks(focused(), text)


def focused():  # type: ignore[no-untyped-def]
    from PySide6.QtWidgets import QApplication

    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
