"""The page of the documents with its parts, by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from tests.people import person_with
from tests.titles import titles
from tests.ui.clocks import SteppingClock
from tests.ui.meeting.seeds import plan_icpc
from ui.bridge import Bridge
from ui.destination import Destination
from ui.lane import Lanes
from ui.main_window import MainWindow
from ui.problems import Problems
from ui.screens.documents.page import DocumentsPage
from ui.screens.documents.words import Part
from ui.settings import Settings
from ui.theme import Theme

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class Seen:
    window: MainWindow
    settle: Callable[[], None]

    @property
    def page(self) -> DocumentsPage:
        page = self.window.screen_now
        assert isinstance(page, DocumentsPage), "the documents are not open"
        return page

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, held)
        self.settle()

    @property
    def offered(self) -> set[str]:
        return {action.objectName() for action in self.window.meeting_menu.actions}


Sit = Callable[..., Seen]


@pytest.fixture
def sit(
    ui_desk: Desk,
    lanes: Lanes,
    theme: Theme,
    settings: Settings,
    problems: Problems,
    settle: Callable[[], None],
    qtbot: QtBot,
) -> Sit:
    """Open the documents of a conference as somebody with certain roles."""

    def there(*roles: str) -> Seen:
        seeded = plan_icpc(ui_desk)
        desk = Desk(ui_desk.store, person_with(*roles)) if roles else ui_desk
        bridge = Bridge(desk, lanes)
        window = MainWindow(bridge, theme, settings, problems, titles(), clock=SteppingClock(seeded.begins))
        qtbot.addWidget(window)
        window.resize(1280, 720)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.open(Destination("meetings", seeded.meeting_id))
        settle()
        window.actions_by_name["documents"].trigger()
        settle()
        return Seen(window, settle)

    return there


def test_each_part_is_a_key_away_and_offers_its_own_commands(sit: Sit) -> None:
    seen = sit()
    assert seen.page.part is Part.COPIES
    assert "documents_make" in seen.offered

    seen.press(Key.Key_2, ALT)
    assert seen.page.part is Part.VERSIONS
    assert "documents_make" not in seen.offered
    assert "versions_correction" in seen.offered
    seen.press(Key.Key_3, ALT)
    assert seen.page.part is Part.SENDING
    assert "sending_go_on" in seen.offered
    seen.press(Key.Key_1, ALT)

    assert seen.page.part is Part.COPIES
    assert "Initial child protection conference" in seen.page.head.said


def test_help_explains_the_part_that_is_open(sit: Sit) -> None:
    seen = sit()
    assert [page.title for page in seen.page.help_pages()] == ["Documents of a meeting"]

    seen.press(Key.Key_3, ALT)

    assert [page.title for page in seen.page.help_pages()] == ["Sending"]


@pytest.mark.parametrize("key", [Key.Key_1, Key.Key_2, Key.Key_3])
def test_escape_leads_back_from_every_part(sit: Sit, key: Qt.Key) -> None:
    seen = sit()
    seen.press(key, ALT)

    seen.press(Key.Key_Escape)

    assert not isinstance(seen.window.screen_now, DocumentsPage)


def test_nobody_sees_a_part_they_may_not(sit: Sit) -> None:
    seen = sit("quality_checker")

    assert seen.page.tabs.parts == (Part.VERSIONS,)
    assert seen.page.part is Part.VERSIONS


def test_somebody_who_only_reads_is_told_why_there_are_no_documents(sit: Sit) -> None:
    seen = sit("reader")

    assert not isinstance(seen.window.screen_now, DocumentsPage)
    assert "may not save files" in seen.window.message.text


def test_the_part_that_was_open_is_open_again(sit: Sit) -> None:
    seen = sit()
    seen.press(Key.Key_2, ALT)
    seen.press(Key.Key_Escape)

    seen.window.actions_by_name["documents"].trigger()
    seen.settle()

    assert seen.page.part is Part.VERSIONS
