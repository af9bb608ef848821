from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.storage.cost import Cost
from meetingdesk.storage.store import Store
from tests.people import person_with
from tests.titles import titles as shipped_titles
from tests.ui.outside import Outside, watched
from tests.ui.something_to_show import fill
from tests.ui.windows import Stage
from ui.bridge import Bridge
from ui.fonts import load_first_fonts, load_other_fonts
from ui.lane import Lanes
from ui.main_window import MainWindow
from ui.palette import Look
from ui.problems import Problems
from ui.settings import Settings
from ui.theme import Theme

CHEAP = Cost(1024, 1, 1, for_tests=True)


@pytest.fixture(autouse=True)
def garbage_on_this_thread() -> Iterator[None]:
    """Collect as the application does: no lane may destroy a widget of the test before."""
    gc.disable()
    yield
    gc.collect(1)


@pytest.fixture(scope="session", autouse=True)
def collect_again_afterwards() -> Iterator[None]:
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(scope="session")
def whole_theme(qapp: QApplication) -> Theme:
    load_first_fonts()
    load_other_fonts()
    return Theme(qapp)


@pytest.fixture
def theme(whole_theme: Theme) -> Iterator[Theme]:
    whole_theme.show(Look.LIGHT, 100)
    yield whole_theme
    whole_theme.show(Look.LIGHT, 100)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings")


@pytest.fixture
def lanes(qapp: QApplication) -> Iterator[Lanes]:
    lanes = Lanes()
    yield lanes
    lanes.close()


@pytest.fixture
def ui_desk(local_store: Store) -> Desk:
    return Desk(local_store, person_with("minute_taker", "chair", "coordinator"))


@pytest.fixture
def bridge(ui_desk: Desk, lanes: Lanes) -> Bridge:
    return Bridge(ui_desk, lanes)


@pytest.fixture
def settle(qtbot: QtBot, lanes: Lanes) -> Callable[[], None]:
    """Wait until both lanes have answered everything they were asked so far."""

    def wait() -> None:
        for _ in range(2):
            for lane in (lanes.writing, lanes.reading):
                done: list[int] = []
                lane.run(lambda: 1, lane, done.append)
                qtbot.waitUntil(lambda done=done: bool(done))

    return wait


@pytest.fixture
def problems(qapp: QApplication) -> Problems:
    return Problems()


@pytest.fixture
def open_window(
    ui_desk: Desk,
    bridge: Bridge,
    theme: Theme,
    settings: Settings,
    problems: Problems,
    settle: Callable[[], None],
    qtbot: QtBot,
) -> Callable[..., MainWindow]:
    """Open the frame on a store with as many meetings and families as asked."""

    def show(meetings: int = 12, families: int = 8) -> MainWindow:
        if meetings or families:
            fill(ui_desk, meetings, families)
        window = MainWindow(bridge, theme, settings, problems, shipped_titles())
        qtbot.addWidget(window)
        window.resize(1280, 720)
        window.show()
        qtbot.waitExposed(window)
        window.go("meetings")
        settle()
        return window

    return show


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys without the second of work that they are worth outside tests."""
    for module in ("opening", "key_changes"):
        monkeypatch.setattr(f"meetingdesk.app.{module}.calibrate", lambda: CHEAP)
    monkeypatch.setattr("meetingdesk.app.demo_desk.Cost", lambda *_: CHEAP)


# What is needed for a stage on which every window can be opened


@pytest.fixture
def given(
    qtbot: QtBot,
    theme: Theme,
    bridge: Bridge,
    ui_desk: Desk,
    settings: Settings,
    problems: Problems,
    lanes: Lanes,
) -> tuple[Any, ...]:
    return (qtbot, theme, bridge, ui_desk, settings, problems, lanes)


@pytest.fixture
def stage(given: tuple[Any, ...]) -> Iterator[Stage]:
    stage = Stage(*given)
    yield stage
    stage.close()


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Outside]:
    with watched(tmp_path) as outside:
        yield outside
