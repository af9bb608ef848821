from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows, ChangeRow
from meetingdesk.domain.actions import Action
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from tests.titles import titles as shipped_titles
from tests.ui.clocks import SteppingClock
from tests.ui.hostile import HOSTILE
from tests.ui.lint import markup_labels, nameless
from ui.bridge import Bridge
from ui.destination import Destination
from ui.palette import Look
from ui.screens.today import TodayScreen
from ui.theme import Theme

DAY = date(2026, 11, 27)
Settle = Callable[[], None]
OpenToday = Callable[[], TodayScreen]


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(datetime.combine(DAY, time(9, 0), UTC))


@pytest.fixture
def open_today(bridge: Bridge, theme: Theme, clock: SteppingClock, qtbot: QtBot, settle: Settle) -> OpenToday:
    def show() -> TodayScreen:
        screen = TodayScreen(bridge, theme, clock, shipped_titles())
        qtbot.addWidget(screen)
        screen.resize(1180, 620)
        screen.show()
        qtbot.waitExposed(screen)
        settle()
        screen.take_focus()
        return screen

    return show


def two_meetings_and_late_actions(desk: Desk, late: int = 1) -> tuple[Meeting, Meeting, list[Action]]:
    first, second = (
        Meeting(reference=f"M {hour}", type_id="marac", held_on=DAY, starts_at=time(hour)) for hour in (9, 13)
    )
    before = DAY - timedelta(days=20)
    old = Meeting(reference="M old", type_id="marac", held_on=before, status=MeetingStatus.DISTRIBUTED)
    actions = [
        Action(reference=f"M-A{n:02}", meeting_id=old.id, text="Invented", due_on=before) for n in range(late)
    ]
    desk.execute(AddRows((first, second, old, *actions)))
    return first, second, actions


def lines(screen: TodayScreen) -> list[str]:
    return [row.says for _, row in screen.model.lines()]


def test_a_day_on_which_nothing_is_needed_says_so(open_today: OpenToday) -> None:
    screen = open_today()

    assert screen._body.currentWidget() is screen._empty
    assert screen._nothing.text() == "Nothing needs you today"


def test_the_arrow_keys_go_over_all_lines_and_enter_opens_one(
    open_today: OpenToday, ui_desk: Desk, qtbot: QtBot
) -> None:
    first, second, actions = two_meetings_and_late_actions(ui_desk)
    screen = open_today()
    wanted: list[Destination] = []
    screen.destination_wanted.connect(wanted.append)

    for _ in range(3):
        qtbot.keyClick(screen.table, Qt.Key.Key_Return)
        qtbot.keyClick(screen.table, Qt.Key.Key_Down)

    assert wanted == [
        Destination("meetings", first.id),
        Destination("meetings", second.id),
        Destination("actions", actions[0].meeting_id, None, actions[0].id),
    ]


def test_what_is_beyond_the_first_lines_leads_to_the_list(
    open_today: OpenToday, ui_desk: Desk, qtbot: QtBot
) -> None:
    two_meetings_and_late_actions(ui_desk, late=35)
    screen = open_today()
    wanted: list[Destination] = []
    screen.destination_wanted.connect(wanted.append)

    screen.table.choose(screen.model.rowCount() - 1)
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)

    assert lines(screen)[-1] == "and 23 more"
    assert wanted == [Destination("actions")]


def test_it_reads_again_when_something_changed(
    open_today: OpenToday, bridge: Bridge, ui_desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    first, _, _ = two_meetings_and_late_actions(ui_desk, late=0)
    screen = open_today()
    screen._pause.setInterval(0)

    bridge.execute(ChangeRow(Meeting, first.id, (("status", MeetingStatus.LIVE),)), None)
    qtbot.waitUntil(lambda: screen.model.line(1) is not None and screen.model.line(1).word == "Continue")  # type: ignore[union-attr]

    assert len(lines(screen)) == 2


def test_it_reads_again_at_midnight(
    open_today: OpenToday, ui_desk: Desk, clock: SteppingClock, settle: Settle
) -> None:
    two_meetings_and_late_actions(ui_desk, late=0)
    screen = open_today()

    clock.jump(timedelta(days=20))
    settle()

    assert lines(screen) == []


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.HIGH_CONTRAST])
@pytest.mark.parametrize("size", [100, 200])
def test_everything_has_a_name_and_every_line_has_the_room_it_needs(
    open_today: OpenToday, ui_desk: Desk, theme: Theme, look: Look, size: int
) -> None:
    two_meetings_and_late_actions(ui_desk, late=3)
    screen = open_today()

    theme.show(look, size)

    assert nameless(screen) == []
    assert markup_labels(screen) == []
    for row, _ in screen.model.lines():
        index = screen.model.index(row, 1)
        needed = screen.table._painting.height_in(index, screen.table.columnWidth(1))  # type: ignore[union-attr]
        assert screen.table.rowHeight(row) >= needed


def test_hostile_words_are_shown_as_they_are(open_today: OpenToday, ui_desk: Desk, qtbot: QtBot) -> None:
    title = next(text for text in HOSTILE if "<" in text)[:200]
    first, _, _ = two_meetings_and_late_actions(ui_desk)
    ui_desk.execute(ChangeRow(Meeting, first.id, (("title", title),)))

    screen = open_today()

    assert title in lines(screen)
    assert not screen.grab().isNull()
