"""Somebody who sits at a window of the application, with a meeting that runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.domain.meeting_words import SectionKind
from tests.titles import titles as shipped_titles
from tests.ui.clocks import SteppingClock
from tests.ui.meeting.seeds import SeededMeeting
from tests.ui.meeting.typist import Typist
from ui.bridge import Bridge
from ui.lane import Lanes
from ui.main_window import MainWindow
from ui.problems import Problems
from ui.settings import Settings
from ui.theme import Theme

Settle = Callable[[], None]


@dataclass
class Place:
    """A window on the list of meetings, somebody who types into it, and what was refused to them."""

    window: MainWindow
    clock: SteppingClock
    typist: Typist
    refused: list[object] = field(default_factory=list)

    def note(self, error: object, _asker: object) -> None:
        self.refused.append(error)

    @property
    def line(self) -> QPlainTextEdit:
        found = self.window.findChild(QPlainTextEdit, "capture")
        assert isinstance(found, QPlainTextEdit)
        return found


Sit = Callable[[SteppingClock], Place]
LONGEST_WAIT_MS = 20_000


@pytest.fixture
def settle(lanes: Lanes) -> Settle:
    """Wait until both lanes have answered everything; a typed meeting waits a thousand times."""

    def wait() -> None:
        for _ in range(2):
            for lane in (lanes.writing, lanes.reading):
                loop, done = QEventLoop(), list[int]()
                guard = QTimer(singleShot=True)
                guard.timeout.connect(loop.quit)
                guard.start(LONGEST_WAIT_MS)
                lane.run(lambda: 1, lane, lambda one, loop=loop, done=done: (done.append(one), loop.quit()))
                if not done:  # a lane that was quicker has answered already
                    loop.exec()
                assert done, "a lane does not answer"

    return wait


@pytest.fixture
def sit(
    bridge: Bridge, theme: Theme, settings: Settings, problems: Problems, settle: Settle, qtbot: QtBot
) -> Sit:
    """Sit down at a window of the application."""

    def at(clock: SteppingClock) -> Place:
        window = MainWindow(bridge, theme, settings, problems, shipped_titles(), clock=clock)
        qtbot.addWidget(window)
        window.resize(1280, 720)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        settle()

        def wait() -> None:
            settle()
            if window.meeting.has_live:
                # The fields of cards are made a few at a time, for whoever types meanwhile.
                while not window.meeting.live.board.is_whole:
                    QApplication.processEvents()

        def rest() -> None:
            qtbot.waitUntil(lambda: not window.meeting.live.filling.is_behind)
            wait()

        place = Place(window, clock, Typist(window, clock, wait, rest))
        bridge.refused.connect(place.note)
        return place

    return at


def open_meeting(place: Place) -> None:
    """Open the only meeting of the list, by keys."""
    place.typist.press("Ctrl+2")
    place.typist.wait()
    place.typist.press("Return")
    for _ in range(2):
        place.typist.wait()


def go_to_part(place: Place, kind: SectionKind) -> None:
    """Go to the first part of a kind at once, with the keyboard in the capture line."""
    live = place.window.meeting.live
    for _ in range(20):
        if live.standing.head is not None:
            break
        place.typist.wait()  # on a busy machine the meeting is not read yet
    head = live.standing.head
    assert head is not None, "no meeting is open"
    families = (None, *(case.case.family_id for case in head.cases))
    in_order = (point for family_id in families for point in head.points_of(family_id))
    live.go_to_point(next(point.id for point in in_order if point.kind == kind))
    live.capture.take_focus()
    place.typist.wait()


@pytest.fixture
def begin(ui_desk: Desk, sit: Sit) -> Callable[[SeededMeeting], Place]:
    """Have a meeting open and running, with the keyboard in the capture line."""

    def started(seeded: SeededMeeting) -> Place:
        place = sit(SteppingClock(seeded.begins))
        open_meeting(place)
        place.typist.press("Ctrl+Return")
        place.typist.wait()
        return place

    return started


Begin = Callable[[SeededMeeting], Place]
