"""The chair's window, opened by a key from the meeting's screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.chair_view import ChairView
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.families import Family
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.people import PersonName
from tests.ui.hostile import HOSTILE
from tests.ui.meeting.conftest import Begin, Place, go_to_part
from tests.ui.meeting.seeds import SeededMeeting, plan_icpc, plan_marac
from ui.bridge import Bridge
from ui.destination import Destination
from ui.palette import Look
from ui.screens.meeting.chair_window import ChairWindow
from ui.screens.meeting.chairing import Chairing
from ui.settings import Settings
from ui.theme import Theme
from ui.words import say_clock

KEY = "Ctrl+Shift+Y"


@dataclass
class Chair:
    """A place at a window, beside which the chair's window can be opened."""

    place: Place
    chairing: Chairing

    def press(self, *keys: str) -> None:
        self.place.typist.press(*keys)
        self.place.typist.wait()

    def say(self, text: str) -> None:
        self.place.typist.type(text)
        self.press("Return")

    @property
    def window(self) -> ChairWindow:
        assert self.chairing.window is not None
        return self.chairing.window

    @property
    def shown(self) -> str:
        return "\n".join(self.window.texts)


@pytest.fixture
def sit_at(
    ui_desk: Desk,
    begin: Begin,
    theme: Theme,
    bridge: Bridge,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Chair]:
    def there(kind: SectionKind, plan: Callable[[Desk], SeededMeeting] = plan_icpc) -> Chair:
        place = begin(plan(ui_desk))
        live = place.window.meeting.live
        chairing = getattr(live, "chairing", None) or connect(place, theme, bridge, settings, monkeypatch)
        chair = Chair(place, chairing)
        go_to_part(place, kind)
        return chair

    return there


Sit = Callable[..., Chair]


def connect(
    place: Place, theme: Theme, bridge: Bridge, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Chairing:
    live = place.window.meeting.live
    chairing = Chairing(live, theme, live.standing, bridge, place.clock, live.gaps, settings)
    shortcut = QShortcut(QKeySequence(KEY), live)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(chairing.turn)
    gone_on, closed = live.projector.point_changed, live.projector.close

    def point_changed() -> None:
        gone_on()
        chairing.point_changed()

    def close() -> None:
        closed()
        chairing.close()

    monkeypatch.setattr(live.projector, "point_changed", point_changed)
    monkeypatch.setattr(live.projector, "close", close)
    return chairing


def test_it_opens_and_closes_with_one_key_and_the_keyboard_stays(sit_at: Sit) -> None:
    chair = sit_at(SectionKind.DECISION)

    chair.press(KEY)

    assert chair.window.isVisible()
    assert chair.place.line.hasFocus()
    assert chair.place.window.isActiveWindow()
    assert chair.window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    chair.press(KEY)
    assert chair.chairing.window is None


def test_the_chair_sees_time_who_is_silent_what_is_missing_and_what_to_decide(sit_at: Sit) -> None:
    chair = sit_at(SectionKind.DECISION)
    chair.press("F4")
    chair.place.typist.type("pp")
    chair.press("Esc")

    chair.press(KEY)

    shown = chair.shown
    assert say_clock(chair.place.clock.now()) in shown
    assert "min" in shown
    assert "Finishing about" in shown
    assert "DECISIONS TO TAKE   2" in shown
    assert "Child 1 and Child 2" in shown
    assert "HAS NOT SPOKEN YET   2" in shown
    assert "Not met." in shown
    assert "NOT YET" in shown


def test_no_name_stands_in_the_title_or_in_the_window(sit_at: Sit, ui_desk: Desk) -> None:
    chair = sit_at(SectionKind.DECISION)

    chair.press(KEY)

    assert chair.window.windowTitle() == "C-2026-019 · MeetingDesk"
    with ui_desk.reading() as reading:
        names = [row.full for row in reading.find(PersonName)]
    assert not any(name in chair.window.windowTitle() for name in names)


def test_a_decision_that_is_recorded_goes_from_the_list(sit_at: Sit) -> None:
    chair = sit_at(SectionKind.DECISION)
    chair.press(KEY)

    chair.say("d Child 1: a plan is made")

    assert "DECISIONS TO TAKE   1" in chair.shown
    assert "△ Child 2" in chair.shown
    chair.press("Ctrl+Z")
    assert "DECISIONS TO TAKE   2" in chair.shown


def test_it_follows_the_meeting_and_the_clock(sit_at: Sit) -> None:
    chair = sit_at(SectionKind.INFORMATION)
    chair.press(KEY)
    before = chair.shown

    chair.place.clock.go_on(minutes=3)
    assert say_clock(chair.place.clock.now()) in chair.shown
    assert "◷ 3:00" in chair.shown
    chair.press("Alt+Down")

    assert chair.shown.splitlines()[0] != before.splitlines()[0]
    assert "◷ 0:00" in chair.shown


def test_what_is_missing_is_that_of_the_open_case(sit_at: Sit, qtbot: QtBot) -> None:
    chair = sit_at(SectionKind.INFORMATION, plan_marac)
    live = chair.place.window.meeting.live
    chair.press(KEY)

    qtbot.waitUntil(lambda: bool(live.gaps.gaps) and "△" in chair.shown)

    panel = [shown.line.short for shown in live.not_yet.list.model().lines]
    assert panel
    assert all(line in chair.shown for line in panel)
    assert chair.shown.startswith("M-2026-201 · ")


def test_the_alert_of_a_case_stands_above_everything(sit_at: Sit, ui_desk: Desk, bridge: Bridge) -> None:
    chair = sit_at(SectionKind.INFORMATION)
    chair.press(KEY)
    assert "ALERT" not in chair.shown

    with ui_desk.reading() as reading:
        (family,) = reading.find(Family)
    command = change(family, alert="Do not telephone the home number.")
    chair.place.window.meeting.live.bridge.execute(command, None)
    chair.place.typist.wait()
    chair.place.typist.wait()

    assert "△ Do not telephone the home number." in chair.shown


def test_it_closes_when_another_meeting_opens(sit_at: Sit, ui_desk: Desk) -> None:
    chair = sit_at(SectionKind.INFORMATION)
    chair.press(KEY)
    other = Meeting(type_id="strategy", reference="S-2026-9", status=MeetingStatus.LIVE)
    ui_desk.execute(AddRows((other,)))

    chair.place.window.open(Destination("meetings", other.id))
    chair.place.typist.wait()

    assert chair.chairing.window is None


def test_it_remembers_where_it_stood_and_how_large_it_was(sit_at: Sit, settings: Settings) -> None:
    chair = sit_at(SectionKind.INFORMATION)
    chair.press(KEY)
    chair.window.setGeometry(60, 50, 700, 500)

    chair.press(KEY, KEY)

    assert chair.window.size() == QSize(700, 500)
    assert settings.geometry("chair") is not None


def test_the_button_of_its_frame_closes_it_as_well(sit_at: Sit, settings: Settings) -> None:
    chair = sit_at(SectionKind.INFORMATION)
    chair.press(KEY)

    chair.window.close()

    assert chair.chairing.window is None
    assert settings.geometry("chair") is not None


def test_f12_lies_over_it_too(sit_at: Sit) -> None:
    chair = sit_at(SectionKind.INFORMATION)
    chair.press(KEY)

    chair.place.typist.press("F12")

    blank = chair.place.window.blank
    assert {veil.window() for veil in blank.veils} >= {chair.window, chair.place.window}
    assert chair.window.windowTitle() == "MeetingDesk"
    chair.place.clock.go_on(minutes=2)
    chair.place.typist.wait()
    assert chair.window.windowTitle() == "MeetingDesk"
    chair.place.typist.press("F12")
    assert chair.window.windowTitle() == "C-2026-019 · MeetingDesk"


def test_nothing_in_it_takes_the_keyboard(sit_at: Sit) -> None:
    chair = sit_at(SectionKind.INFORMATION)
    chair.press(KEY)

    for part in (chair.window, *chair.window.findChildren(QWidget)):
        QTest.mouseClick(part, Qt.MouseButton.LeftButton)
        assert part.focusPolicy() == Qt.FocusPolicy.NoFocus

    assert QApplication.focusWidget() is chair.place.line


@pytest.mark.parametrize("size", [100, 200])
def test_it_can_be_read_in_every_look(sit_at: Sit, theme: Theme, qtbot: QtBot, size: int) -> None:
    chair = sit_at(SectionKind.DECISION)
    chair.press(KEY)

    for look in (Look.LIGHT, Look.DARK, Look.HIGH_CONTRAST):
        theme.show(look, size)
        chair.place.clock.go_on(seconds=10)
        line = chair.window._decisions._lines[0][1]
        assert line.font().pixelSize() == theme.px(18)
        assert chair.window._spent.font().pixelSize() == theme.px(21)
        qtbot.waitUntil(lambda shown=line: shown.height() >= shown.heightForWidth(shown.width()))


def test_wide_windows_have_two_columns_and_narrow_ones_one(sit_at: Sit) -> None:
    chair = sit_at(SectionKind.DECISION)
    chair.press(KEY)
    window = chair.window

    for width, columns in ((1100, 2), (500, 1), (1100, 2)):
        window.resize(width, 640)
        QApplication.processEvents()
        parts = (window._not_yet, window._decisions)
        assert len({part.x() for part in parts}) == columns


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_show_as_they_are(theme: Theme, qtbot: QtBot, text: str) -> None:
    window = ChairWindow(theme)
    qtbot.addWidget(window)
    view = ChairView(Mock(), None, "C-2026-019", text, text, (text,), True, f"Quorum: met. {text}", True)
    window.resize(700, 500)
    window.show()

    window.show_chair(replace(view, takes_decisions=True, to_take=(text,)))

    said = "\n".join(window.texts)
    assert said.count(text) == 5
    assert window.windowTitle() == "C-2026-019 · MeetingDesk"
    assert window.width() == 700
