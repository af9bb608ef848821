"""The real window on a real store, driven by key events alone, in a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import perf_counter
from types import TracebackType
from uuid import UUID

from PySide6.QtCore import QEventLoop, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.desk import Desk
from meetingdesk.app.lists import type_titles
from meetingdesk.app.spelling import Speller
from tests.sitting import someone
from tests.stores import CHEAP_KEY, open_copy
from ui.bridge import Bridge
from ui.destination import Destination
from ui.fonts import load_first_fonts, load_other_fonts
from ui.lane import Lanes
from ui.main_window import MainWindow
from ui.palette import Look
from ui.problems import Problems
from ui.screens.meeting import corrected, screen
from ui.settings import Settings
from ui.theme import Theme
from ui.wall_clock import WallClock

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LONGEST_WAIT = 20


def warm() -> None:
    """Import and read what every window needs, for those who fork."""
    assert screen, corrected
    rulebook()
    type_titles()
    someone()
    read = Speller()._read()
    Speller._read = lambda _: read  # type: ignore[method-assign]  # once for all that are forked


@dataclass
class TypedWindow:
    """The main window with its lanes, as the entrance opens it."""

    application: QApplication
    lanes: Lanes
    bridge: Bridge
    window: MainWindow
    faults: list[str]

    @classmethod
    def opened(cls, folder: Path, settings_folder: Path) -> TypedWindow:
        faults = _watched()
        application = QApplication([sys.argv[0]])
        load_first_fonts()
        load_other_fonts()
        theme = Theme(application)
        theme.show(Look.LIGHT, 100)
        lanes = Lanes()
        lanes.failed.connect(lambda error: faults.append(repr(error)))
        bridge = Bridge(Desk(open_copy(folder, CHEAP_KEY), someone()), lanes)
        bridge.refused.connect(lambda error, _: faults.append(repr(error)))
        clock = WallClock()
        window = MainWindow(bridge, theme, Settings(settings_folder), Problems(), _titles(), clock=clock)
        clock.setParent(window)
        clock.start()
        window.resize(1280, 760)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        return cls(application, lanes, bridge, window, faults)

    @property
    def live(self) -> screen.MeetingScreen:
        return self.window.meeting.live

    def open_meeting(self, meeting_id: UUID, row_id: UUID | None = None) -> None:
        """Go to a meeting, or to a row of it, as every list does, and wait until it is there."""
        self.window.open(Destination("meetings", meeting_id, None, row_id))
        self.wait(lambda: self.is_open(meeting_id))

    def is_open(self, meeting_id: UUID) -> bool:
        if self.window.screen_now is not self.window.meeting or self.window.meeting.currentWidget() is None:
            return False
        head = self.live.standing.head
        return head is not None and head.meeting.id == meeting_id == self.live.standing.meeting_id

    def press(self, key: Qt.Key | str, held: Qt.KeyboardModifier = NONE) -> None:
        """Press a key wherever the keyboard is now."""
        widget = QApplication.focusWidget() or self.window
        QTest.keyClick(widget, key, held)

    def type(self, text: str) -> None:
        for letter in text:
            self.press(letter)

    def wait(self, until: Callable[[], bool], seconds: float = LONGEST_WAIT) -> None:
        latest = perf_counter() + seconds
        while not until():
            if perf_counter() > latest:
                raise TimeoutError(f"The window did not come so far: {self.faults}")
            rest(0.002)

    def rest(self, seconds: float) -> None:
        """Let the window live for a while, as it does between two keys."""
        rest(seconds)

    def settle(self) -> None:
        """Wait until both lanes have answered everything they were asked so far."""
        for _ in range(2):
            for lane in (self.lanes.writing, self.lanes.reading):
                done: list[int] = []
                lane.run(lambda: 1, lane, done.append)
                self.wait(lambda done=done: bool(done))  # type: ignore[misc]  # mypy sees no default here

    def close(self) -> None:
        self.window.about_to_lock.emit()
        self.settle()
        self.lanes.close()
        self.bridge.desk.close()


def rest(seconds: float) -> None:
    """Let events come for a while; a wait of QTest would keep the lanes from running in Python meanwhile."""
    loop = QEventLoop()
    timer = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(loop.quit)
    timer.start(round(seconds * 1000))
    loop.exec()


@cache
def _titles() -> dict[str, str]:
    return dict(type_titles())


def _watched() -> list[str]:
    """Return the list into which everything comes that nobody caught."""
    faults: list[str] = []

    def raised(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        faults.append(f"{kind.__name__}: {error}")
        sys.__excepthook__(kind, error, trace)

    sys.excepthook = raised

    def heard(kind: QtMsgType, _context: object, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and "This plugin does not support" not in text:
            faults.append(text)

    qInstallMessageHandler(heard)
    return faults
