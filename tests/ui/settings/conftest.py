from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from meetingdesk.app.definitions import VARIABLE, read_again
from meetingdesk.app.desk import Desk
from meetingdesk.storage.store import Store
from tests.people import person_with
from tests.ui.clocks import SteppingClock
from tests.ui.settings.something import fill_settings
from ui.bridge import Bridge
from ui.lane import Lanes
from ui.screens.settings import SettingsScreen
from ui.settings import Settings
from ui.theme import Theme

Open = Callable[..., SettingsScreen]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the organisation's own definitions, empty at first."""
    folder = tmp_path / "definitions"
    monkeypatch.setenv(VARIABLE, str(folder))
    read_again()
    yield folder
    read_again()


@pytest.fixture
def open_settings(
    local_store: Store,
    lanes: Lanes,
    theme: Theme,
    settings: Settings,
    own: Path,
    settle: Callable[[], None],
    qtbot: QtBot,
) -> Open:
    """Open the settings at a subject, for somebody with these roles."""

    kept: list[SettingsScreen] = []

    def show(subject: str, *roles: str, has_something: bool = True) -> SettingsScreen:
        desk = Desk(local_store, person_with("minute_taker", "chair", "coordinator"))
        if has_something:
            fill_settings(desk)
        if roles:
            desk.person = person_with(*roles)
        clock = SteppingClock()
        screen = SettingsScreen(Bridge(desk, lanes), theme, settings, has_keys=True, clock=clock)
        qtbot.addWidget(screen)
        clock.setParent(screen)
        kept.append(screen)  # whoever holds a page alone would lose it
        screen.resize(1200, 680)
        screen.show()
        qtbot.waitExposed(screen)
        screen.activateWindow()
        screen.show_subject(subject)
        settle()
        return screen

    return show
