from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.opening import FirstPerson, create_store, unlock_store
from meetingdesk.errors import WrongPassphrase
from tests.ui.conftest import CHEAP
from ui.bridge import Bridge
from ui.lane import Lanes
from ui.screens.keys import ChangePassphrase, NewRecoveryKey, QuickUnlock
from ui.theme import Theme

WORDS = "harbour violin pencil orchard"
OTHER_WORDS = "lantern meadow copper biscuit"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def own_desk(folder: Path, cheap_keys: None) -> Iterator[Desk]:
    desk, _ = create_store(folder, FirstPerson("ada", "Ada Test"), WORDS, cost=CHEAP)
    yield desk
    desk.close()


@pytest.fixture
def own_bridge(own_desk: Desk, lanes: Lanes, theme: Theme) -> Iterator[Bridge]:
    yield Bridge(own_desk, lanes)
    lanes.close()


def test_the_passphrase_is_changed_in_place(own_bridge: Bridge, folder: Path, qtbot: QtBot) -> None:
    part = ChangePassphrase(own_bridge)
    qtbot.addWidget(part)
    part.show()
    part.open_button.click()
    part.old.set_text("not this one")
    part.new.first.set_text(OTHER_WORDS)
    part.new.second.set_text(OTHER_WORDS)
    part.change.click()
    qtbot.waitUntil(lambda: "This is not the passphrase." in part.message.text)

    part.old.set_text(WORDS)
    with qtbot.waitSignal(part.told):
        part.change.click()

    assert part.new.text == ""
    unlock_store(folder, OTHER_WORDS, "ada").close()
    with pytest.raises(WrongPassphrase):
        unlock_store(folder, WORDS, "ada")


def test_a_new_recovery_key_is_shown_to_be_kept(own_bridge: Bridge, theme: Theme, qtbot: QtBot) -> None:
    part = NewRecoveryKey(own_bridge, theme)
    qtbot.addWidget(part)
    part.show()

    with qtbot.waitSignal(part.told):
        part.open_button.click()

    groups = [text.text() for text in part.sheet.findChildren(QLabel) if len(text.text()) == 5]
    assert len(groups) == 7
    assert part.sheet.print_button.isVisible()


def test_quick_unlock_says_what_came_of_it(
    own_bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[tuple[str, str], str] = {}

    class Ring:
        def get_password(self, service: str, name: str) -> str | None:
            return kept.get((service, name))

        def set_password(self, service: str, name: str, password: str) -> None:
            kept[service, name] = password

        def delete_password(self, service: str, name: str) -> None:
            del kept[service, name]

    monkeypatch.setattr("meetingdesk.storage.keyring_slot._system_ring", Ring)
    part = QuickUnlock(own_bridge)
    qtbot.addWidget(part)
    part.show()

    part.open_button.click()
    qtbot.waitUntil(lambda: "opens the store for you" in part.message.text)
    assert len(kept) == 1
    part.off.click()

    qtbot.waitUntil(lambda: "off" in part.message.text)
    assert kept == {}
