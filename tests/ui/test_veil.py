from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.families import Family
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import StorageProblem
from tests.titles import titles as shipped_titles
from tests.ui.clocks import SteppingClock
from ui.bridge import Bridge
from ui.idle import Idle
from ui.main_window import MainWindow
from ui.problems import Problems
from ui.settings import Settings
from ui.theme import Theme

Settle = Callable[[], None]


class Told(QObject):
    """Writes down what the watch asks for."""

    def __init__(self, idle: Idle) -> None:
        super().__init__()
        self.veils = self.locks = 0
        idle.veil_wanted.connect(self._veil)
        idle.lock_wanted.connect(self._lock)

    def _veil(self) -> None:
        self.veils += 1

    def _lock(self) -> None:
        self.locks += 1


@pytest.fixture
def clock(theme: Theme) -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def idle(clock: SteppingClock, settings: Settings) -> Idle:
    return Idle(clock, settings)


@pytest.fixture
def told(idle: Idle) -> Told:
    return Told(idle)


@pytest.fixture
def window(
    bridge: Bridge,
    theme: Theme,
    settings: Settings,
    problems: Problems,
    clock: SteppingClock,
    settle: Settle,
    qtbot: QtBot,
) -> Iterator[MainWindow]:
    window = MainWindow(bridge, theme, settings, problems, shipped_titles(), clock=clock)
    qtbot.addWidget(window)
    window.show()
    settle()
    yield window
    window.blank.lift()


def test_the_veil_comes_after_two_minutes_and_the_lock_after_five(clock: SteppingClock, told: Told) -> None:
    clock.go_on(minutes=1.9)
    assert told.veils == 0
    clock.go_on(minutes=0.1)
    assert told.veils > 0
    clock.go_on(minutes=2.8)
    assert told.locks == 0

    clock.go_on(minutes=0.2)

    assert told.locks == 1


def test_input_begins_the_count_anew(clock: SteppingClock, idle: Idle, told: Told) -> None:
    for _ in range(5):
        clock.go_on(minutes=1.5)
        idle.note_input()

    assert (told.veils, told.locks) == (0, 0)


def test_nothing_comes_by_itself_while_a_meeting_runs(clock: SteppingClock, idle: Idle, told: Told) -> None:
    idle.hold("meeting")
    idle.hold("read back")
    idle.release("read back")

    clock.go_on(minutes=90)

    assert idle.is_held
    assert (told.veils, told.locks) == (0, 0)
    idle.release("meeting")
    clock.go_on(minutes=1.5)
    assert told.veils == 0
    clock.go_on(minutes=0.5)
    assert told.veils > 0


def test_after_a_sleep_the_veil_is_there_even_in_a_meeting(
    clock: SteppingClock, idle: Idle, told: Told
) -> None:
    idle.hold("meeting")

    clock.jump(timedelta(minutes=40))

    assert (told.veils, told.locks) == (1, 0)


def test_after_a_long_sleep_the_store_is_locked_where_no_meeting_runs(
    clock: SteppingClock, told: Told
) -> None:
    clock.jump(timedelta(minutes=40))

    assert (told.veils, told.locks) == (1, 1)


def test_a_clock_set_back_does_not_stop_the_count(clock: SteppingClock, told: Told) -> None:
    clock.jump(timedelta(hours=-3))

    clock.go_on(minutes=2)

    assert told.veils > 0


def test_a_demonstration_is_veiled_and_never_locked(clock: SteppingClock, settings: Settings) -> None:
    told = Told(idle := Idle(clock, settings, can_lock=False))

    clock.go_on(minutes=120)

    assert told.veils > 0
    assert told.locks == 0
    assert not idle.is_held


def test_the_times_can_be_chosen_and_are_remembered(
    window: MainWindow, settings: Settings, clock: SteppingClock
) -> None:
    window.settings_screen.veil_chosen.emit(0)
    window.settings_screen.lock_chosen.emit(60)

    clock.go_on(minutes=59)

    assert (settings.veil_minutes, settings.lock_minutes) == (0, 60)
    assert not window.blank.is_blank


@pytest.mark.parametrize("kept", ["0", "600", "-5", "soon"])
def test_the_lock_cannot_be_turned_off_in_the_file(settings: Settings, kept: str) -> None:
    settings._store.setValue("lock_minutes", kept)
    settings._store.setValue("veil_minutes", "90000")

    assert settings.lock_minutes == 5
    assert settings.veil_minutes == 2


def test_the_settings_show_the_times(window: MainWindow) -> None:
    screen = window.settings_screen.this_desk

    assert (screen.veil_times.currentText(), screen.lock_times.currentText()) == ("2 minutes", "5 minutes")
    assert screen.veil_times.itemText(screen.veil_times.count() - 1) == "never"


def test_the_windows_are_veiled_when_nobody_is_there_and_a_key_brings_them_back(
    window: MainWindow, clock: SteppingClock
) -> None:
    clock.go_on(minutes=2)
    assert window.blank.is_blank

    QTest.keyClick(window, Qt.Key.Key_Space)

    assert not window.blank.is_blank
    clock.go_on(minutes=1.9)
    assert not window.blank.is_blank


def test_the_veil_comes_by_key(window: MainWindow) -> None:
    window.actions_by_name["veil"].trigger()

    assert window.blank.is_blank


def test_what_is_typed_is_handed_in_before_the_store_is_locked(
    window: MainWindow, bridge: Bridge, ui_desk: Desk, qtbot: QtBot
) -> None:
    late = [AddRows((Family(reference="M-2026-999"),), "Add a family", Deed.PREPARE)]
    window.about_to_lock.connect(lambda: bridge.execute(late.pop(), None) if late else None)

    with qtbot.waitSignal(window.lock_wanted):
        window.lock()
        assert window.blank.is_blank

    with ui_desk.reading() as reading:
        assert reading.count(Family, reference="M-2026-999") == 1


def test_the_lock_comes_by_itself_with_all_that_is_typed(
    window: MainWindow, clock: SteppingClock, qtbot: QtBot
) -> None:
    handed_in: list[bool] = []
    window.about_to_lock.connect(lambda: handed_in.append(True))

    with qtbot.waitSignal(window.lock_wanted):
        clock.go_on(minutes=5)

    assert handed_in == [True]


def test_what_could_not_be_saved_is_not_locked_away_unsaid(
    window: MainWindow, bridge: Bridge, settle: Settle, qtbot: QtBot
) -> None:
    full = StorageProblem("The disk is full.", hint="Make room.")
    locked: list[bool] = []
    window.lock_wanted.connect(lambda: locked.append(True))
    window.about_to_lock.connect(lambda: bridge.refused.emit(full, None))

    window.lock()
    settle()

    assert locked == []
    assert window.blank.is_blank
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert "The disk is full." in window.message.text
    with qtbot.waitSignal(window.lock_wanted):
        window.lock()


def test_closing_hands_in_what_is_typed(window: MainWindow) -> None:
    handed_in: list[bool] = []
    window.about_to_lock.connect(lambda: handed_in.append(True))

    window.close()

    assert handed_in == [True]
