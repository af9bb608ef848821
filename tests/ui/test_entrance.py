from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from meetingdesk.app.first_run import Occupancy
from meetingdesk.app.opening import FirstPerson, create_store
from meetingdesk.errors import StorageProblem
from meetingdesk.storage.occupancy import ask_to_raise
from tests.ui.conftest import CHEAP
from ui.entrance import Entrance
from ui.main_window import MainWindow
from ui.problems import Problems
from ui.screens.first_run.welcome import Route
from ui.screens.first_run.window import FirstRunWindow
from ui.screens.recovery import RecoveryWindow
from ui.screens.unlock import UnlockWindow, unlock_window
from ui.settings import Settings
from ui.store_place import to_unlock
from ui.theme import Theme

WORDS = "harbour violin pencil orchard"
OTHER_WORDS = "lantern meadow copper biscuit"
W = TypeVar("W", bound=QWidget)


@pytest.fixture
def entrance(theme: Theme, settings: Settings, problems: Problems, cheap_keys: None) -> Iterator[Entrance]:
    entrance = Entrance(theme, settings, problems)
    yield entrance
    entrance.holding.close()
    if entrance.window is not None:
        entrance.window.hide()
        entrance.window.deleteLater()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def recovery_key(folder: Path) -> str:
    """Make a store for Ada, and return its recovery key."""
    desk, recovery_key = create_store(folder, FirstPerson("ada", "Ada Test"), WORDS, cost=CHEAP)
    desk.close()
    return recovery_key


@pytest.fixture
def see(entrance: Entrance, qtbot: QtBot) -> Callable[[type[W]], W]:
    """Wait until a window of a kind is the one that is shown."""

    def wait(kind: type[W]) -> W:
        qtbot.waitUntil(lambda: isinstance(entrance.window, kind))
        assert isinstance(entrance.window, kind)
        return entrance.window

    return wait


See = Callable[[type[W]], W]


def unlock(window: UnlockWindow, passphrase: str) -> None:
    window.names.setCurrentText("ada")
    window.passphrase.set_text(passphrase)
    window.unlock.click()


def test_the_first_run_ends_in_an_open_store(
    entrance: Entrance, see: See, folder: Path, settings: Settings, qtbot: QtBot
) -> None:
    entrance.show_first_run()
    window = see(FirstRunWindow)
    window.place.folder.setText(str(folder))

    window.next.click()
    window.next.click()
    window.person.name.setText("Ada Test")
    window.next.click()
    window.passphrase.new.first.set_text(WORDS)
    window.passphrase.new.second.set_text(WORDS)
    window.next.click()
    qtbot.waitUntil(lambda: window.page is window.recovery)
    window.next.click()
    opened = entrance.holding.opened
    assert opened is not None
    for place, field in zip(window.confirm.asked, window.confirm.fields, strict=True):
        field.setText(opened.recovery_key.split("-")[place - 1])
    window.next.click()

    frame = see(MainWindow)
    assert frame.header.pill_text.startswith("● Saved")
    assert settings.stores == (str(folder),)
    assert settings.sign_in_name(str(folder)) == "ada"


def test_the_next_start_asks_for_the_passphrase(
    entrance: Entrance, see: See, folder: Path, recovery_key: str, settings: Settings, qtbot: QtBot
) -> None:
    settings.opened(str(folder), "ada")

    entrance.show_unlock(settings.stores[0])
    window = see(UnlockWindow)
    assert window.names.currentText() == "ada"
    unlock(window, WORDS)

    see(MainWindow)


def test_the_window_that_was_there_before_the_entrance_is_taken_over(
    entrance: Entrance,
    see: See,
    folder: Path,
    recovery_key: str,
    theme: Theme,
    settings: Settings,
    qtbot: QtBot,
) -> None:
    window = unlock_window(theme, settings, str(folder))
    theme.show_sized(window)
    window.names.setCurrentText("ada")
    window.passphrase.set_text(WORDS)
    window.unlock.click()
    assert not window.unlock.isEnabled()

    entrance.go_on(window, str(folder))

    assert window.unlock.isEnabled()
    assert window.passphrase.text == WORDS
    qtbot.waitUntil(lambda: window.names.count() == 1)
    window.unlock.click()
    see(MainWindow)


def test_a_wrong_passphrase_waits_longer_each_time(
    entrance: Entrance, see: See, folder: Path, recovery_key: str, qtbot: QtBot
) -> None:
    entrance.show_unlock(str(folder))
    window = see(UnlockWindow)

    unlock(window, "not this one")
    qtbot.waitUntil(lambda: window.is_waiting)
    assert "1 second " in window.waiting.text()
    window._count_down()
    unlock(window, "nor this one")
    qtbot.waitUntil(lambda: window.is_waiting)

    assert "2 seconds" in window.waiting.text()
    assert "This is not the passphrase." in window.message.text


def test_a_damaged_store_is_named_as_damaged(
    entrance: Entrance, see: See, folder: Path, recovery_key: str, qtbot: QtBot
) -> None:
    store = folder / "store.db"
    damaged = bytearray(store.read_bytes())
    damaged[20:60] = bytes(40)
    store.write_bytes(damaged)
    for part in folder.glob("store.db-*"):
        part.unlink()
    entrance.show_unlock(str(folder))
    window = see(UnlockWindow)

    unlock(window, WORDS)
    qtbot.waitUntil(lambda: bool(window.message.text))

    assert "damaged" in window.message.text
    assert "The passphrase is not the trouble." in window.message.text
    assert not window.is_waiting
    assert store.read_bytes() == damaged


def test_the_recovery_key_opens_once_a_new_passphrase_is_set(
    entrance: Entrance, see: See, folder: Path, recovery_key: str, qtbot: QtBot
) -> None:
    entrance.show_unlock(str(folder))
    see(UnlockWindow).recovery.click()
    window = see(RecoveryWindow)
    window.key.setText(recovery_key[:-1] + ("0" if recovery_key[-1] != "0" else "1"))
    window.go.click()
    qtbot.waitUntil(lambda: "seventh group" in window.message.text)

    window.key.setText(recovery_key.lower().replace("-", " "))
    window.go.click()
    qtbot.waitUntil(lambda: window.new.isVisible())
    assert not window.go.isEnabled()
    window.new.first.set_text(OTHER_WORDS)
    window.new.second.set_text(OTHER_WORDS)
    window.go.click()

    frame = see(MainWindow)
    frame.lock_wanted.emit()
    again = see(UnlockWindow)
    unlock(again, OTHER_WORDS)
    see(MainWindow)


def test_locking_closes_the_store_and_asks_again(
    entrance: Entrance, see: See, folder: Path, recovery_key: str, qtbot: QtBot
) -> None:
    entrance.show_unlock(str(folder))
    unlock(see(UnlockWindow), WORDS)
    frame = see(MainWindow)

    frame.actions_by_name["lock"].trigger()

    window = see(UnlockWindow)
    assert entrance.holding.opened is None
    assert window.names.currentText() == "ada"
    unlock(window, WORDS)
    see(MainWindow)


def test_a_second_start_shows_the_first_window(
    entrance: Entrance, see: See, folder: Path, recovery_key: str, qtbot: QtBot
) -> None:
    entrance.show_unlock(str(folder))
    window = see(UnlockWindow)
    qtbot.waitUntil(lambda: window.names.count() == 1)
    window.showMinimized()

    with qtbot.waitSignal(entrance.holding.rung):
        assert ask_to_raise(folder)

    qtbot.waitUntil(lambda: not window.isMinimized())


def test_a_start_beside_another_one_leaves_it_to_that(
    entrance: Entrance, folder: Path, recovery_key: str, qtbot: QtBot
) -> None:
    rung: list[bool] = []
    with Occupancy(folder) as other:
        other.listen(lambda: rung.append(True))

        with qtbot.waitSignal(entrance.quit_wanted):
            entrance.show_unlock(str(folder))

        assert rung


def test_a_store_held_by_a_job_is_said_to_be_busy(
    entrance: Entrance, see: See, folder: Path, recovery_key: str, qtbot: QtBot
) -> None:
    with Occupancy(folder):
        entrance.show_unlock(str(folder))
        window = see(UnlockWindow)

        qtbot.waitUntil(lambda: "open already" in window.message.text)


def test_a_store_that_has_gone_is_said_to_have_gone(entrance: Entrance, see: See, tmp_path: Path) -> None:
    assert not to_unlock(str(tmp_path / "nowhere"))

    entrance.show_first_run(lost=True)

    assert "not where it was" in see(FirstRunWindow).welcome.message.text


def test_another_store_can_be_opened_and_one_can_change_ones_mind(
    entrance: Entrance, see: See, folder: Path, recovery_key: str
) -> None:
    entrance.show_unlock(str(folder))
    see(UnlockWindow).another.click()
    window = see(FirstRunWindow)
    assert window.welcome.route is Route.EXISTING

    window.back.click()

    see(UnlockWindow)


def test_an_existing_store_is_found_by_its_folder(
    entrance: Entrance, see: See, folder: Path, recovery_key: str, tmp_path: Path
) -> None:
    entrance.show_first_run()
    window = see(FirstRunWindow)
    window.welcome.choices[Route.EXISTING].setChecked(True)
    window.next.click()
    window.existing.folder.setText(str(tmp_path))
    window.existing.look()
    assert "There is no store in this folder." in window.existing.message.text
    window.existing.folder.setText(str(folder))
    window.existing.look()
    assert "for ada" in window.existing.said.text()

    window.next.click()

    unlock(see(UnlockWindow), WORDS)
    see(MainWindow)


def test_what_goes_wrong_while_making_a_store_is_said_where_it_can_be_mended(
    entrance: Entrance, see: See, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageProblem("The disk is full.", hint="Make room.")

    monkeypatch.setattr("meetingdesk.app.opening.create_store", full)
    entrance.show_first_run()
    window = see(FirstRunWindow)
    window.place.folder.setText(str(folder))
    window.next.click()
    window.next.click()
    window.person.name.setText("Ada Test")
    window.next.click()
    window.passphrase.new.first.set_text(WORDS)
    window.passphrase.new.second.set_text(WORDS)

    window.next.click()

    qtbot.waitUntil(lambda: window.page is window.passphrase)
    assert "The disk is full. Make room." in window.passphrase.message.text
    assert window.passphrase.new.text == WORDS


def test_an_address_of_no_database_is_explained(entrance: Entrance, see: See, qtbot: QtBot) -> None:
    entrance.show_first_run()
    window = see(FirstRunWindow)
    window.welcome.choices[Route.TEAM].setChecked(True)
    window.next.click()
    window.team.url.setText("postgresql://ada@localhost:1/meetingdesk")

    window.next.click()

    qtbot.waitUntil(lambda: window.page is window.team)
    assert "cannot be reached" in window.team.message.text


def test_the_demonstration_is_marked_and_leaves_nothing_behind(
    entrance: Entrance, see: See, settings: Settings, qtbot: QtBot
) -> None:
    entrance.show_first_run().begin_demonstration()
    qtbot.waitUntil(lambda: isinstance(entrance.window, MainWindow), timeout=20_000)
    frame = see(MainWindow)
    qtbot.waitUntil(lambda: frame.meetings.model.rowCount() > 5)
    opened = entrance.holding.opened
    assert opened is not None
    scratch = opened.scratch
    assert scratch is not None
    assert scratch.is_dir()
    marks = [text for text in frame.findChildren(QLabel) if text.text() == "Demonstration"]
    assert marks
    assert marks[0].isVisible()

    frame.lock_wanted.emit()

    see(FirstRunWindow)
    qtbot.waitUntil(lambda: not scratch.exists())
    assert settings.stores == ()


def test_closing_lets_go_of_everything(
    entrance: Entrance, see: See, folder: Path, recovery_key: str, qtbot: QtBot
) -> None:
    entrance.show_unlock(str(folder))
    unlock(see(UnlockWindow), WORDS)
    frame = see(MainWindow)

    with qtbot.waitSignal(entrance.quit_wanted):
        frame.close()
    entrance.holding.close()

    with Occupancy(folder):
        pass
