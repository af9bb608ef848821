"""The line of dates below the head of a meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.view import Part, view_of
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.meetings import AgendaPoint, Meeting, MeetingStatus
from tests.family_records import InventedFamily
from tests.ui.clocks import SteppingClock
from ui.bridge import Bridge
from ui.screens.meeting.clock_line import ClockDeeds, ClockStrip
from ui.screens.meeting.standing import Standing
from ui.theme import Theme

DISCUSSION = date(2026, 11, 3)
Show = Callable[[date], tuple[ClockStrip, ClockDeeds]]


@pytest.fixture
def show(ui_desk: Desk, bridge: Bridge, theme: Theme, settle: Callable[[], None], qtbot: QtBot) -> Show:
    def on(day: date) -> tuple[ClockStrip, ClockDeeds]:
        meeting = conference(ui_desk, day)
        standing, strip = Standing(), ClockStrip(theme)
        qtbot.addWidget(strip)
        clock = SteppingClock(datetime(day.year, day.month, day.day, 10, tzinfo=UTC))
        deeds = ClockDeeds(strip, standing, bridge, clock)
        with ui_desk.reading() as reading:
            standing.begin(view_of(reading, meeting.id, None, frozenset(Part)))
        strip.resize(1000, 160)
        deeds.look()
        settle()
        return strip, deeds

    return on


def conference(desk: Desk, day: date) -> Meeting:
    family = InventedFamily("F-2026-001")
    family.child()
    worker = Professional(name="Rhian Invented", job_title="team manager")
    values = {"family_id": family.family.id, "type_id": "icpc", "held_on": day}
    strategy = Meeting(
        reference="S",
        type_id="strategy",
        family_id=family.family.id,
        held_on=DISCUSSION,
        enquiry_started_on=DISCUSSION,
        status=MeetingStatus.DRAFT,
    )
    meeting = Meeting(reference="C", status=MeetingStatus.LIVE, **values)  # type: ignore[arg-type]  # fields
    seat = Attendance(meeting_id=meeting.id, professional_id=worker.id)
    point = AgendaPoint(meeting_id=meeting.id, section="opening", title="Opening", kind="opening", position=1)
    desk.execute(AddRows((*family.rows(), worker, strategy, meeting, seat, point)))
    return meeting


def typed(strip: ClockStrip) -> QLineEdit:
    assert strip.question is not None
    return strip.question.field


def test_it_says_by_when_and_the_tooltip_how_it_was_counted(show: Show) -> None:
    strip, _ = show(date(2026, 11, 20))

    first, second = strip.said.split(" · ")
    text = next(one for one in strip.findChildren(QLabel) if one.text() == strip.said)
    assert first == "Initial child protection conference due Tue 24 Nov (15 working days after Tue 3 Nov)"
    assert second == "first core group by Fri 4 Dec if a plan is made"
    assert "at which the section 47 enquiry began" in text.toolTip()
    assert text.accessibleName() == f"Dates: {strip.said}"
    assert not strip.why.isVisible()


def test_a_late_meeting_asks_why_and_keeps_reason_and_name(show: Show, ui_desk: Desk, qtbot: QtBot) -> None:
    strip, _ = show(date(2026, 12, 1))
    assert strip.said.startswith("△ Initial")

    qtbot.mouseClick(strip.why, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(typed(strip), "The interpreter fell ill")
    qtbot.keyClick(typed(strip), Qt.Key.Key_Return)
    qtbot.keyClicks(typed(strip), "rhi")
    understood = strip.question.said if strip.question is not None else ""
    qtbot.keyClick(typed(strip), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "late:" in strip.said)

    assert understood == "Rhian Invented, team manager"
    assert strip.said.endswith("late: The interpreter fell ill, agreed by Rhian Invented")
    assert not strip.why.isVisible()
    with ui_desk.reading() as reading:
        assert reading.count(Professional) == 1


def test_a_name_that_two_people_have_is_asked_for_again_and_the_reason_stands(
    show: Show, ui_desk: Desk, qtbot: QtBot
) -> None:
    strip, _ = show(date(2026, 12, 1))
    twins = (Professional(name="Mair Sample", job_title=job) for job in ("team manager", "clerk"))
    ui_desk.execute(AddRows(tuple(twins)))

    qtbot.mouseClick(strip.why, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(typed(strip), "The interpreter fell ill")
    qtbot.keyClick(typed(strip), Qt.Key.Key_Return)
    qtbot.keyClicks(typed(strip), "Mair Sample")
    qtbot.keyClick(typed(strip), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: strip.question is not None)
    assert typed(strip).text() == "Mair Sample"
    qtbot.keyClicks(typed(strip), ", clerk")
    qtbot.keyClick(typed(strip), Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: "late:" in strip.said)
    assert strip.said.endswith("late: The interpreter fell ill, agreed by Mair Sample")


def test_escape_leaves_and_keeps_nothing(show: Show, settle: Callable[[], None], qtbot: QtBot) -> None:
    strip, _ = show(date(2026, 12, 1))
    qtbot.mouseClick(strip.why, Qt.MouseButton.LeftButton)

    with qtbot.waitSignal(strip.left):
        qtbot.keyClick(typed(strip), Qt.Key.Key_Escape)
    settle()

    assert strip.question is None
    assert strip.why.isVisible()


def test_it_is_told_again_when_something_was_decided(show: Show, bridge: Bridge, qtbot: QtBot) -> None:
    strip, _ = show(date(2026, 11, 20))
    before = strip.said

    bridge.undo()
    qtbot.waitUntil(lambda: not strip.said)

    assert before


def test_nothing_is_there_where_no_clock_runs(theme: Theme, qtbot: QtBot) -> None:
    strip = ClockStrip(theme)
    qtbot.addWidget(strip)

    strip.show_line(None)

    assert not strip.isVisible()


def test_where_there_is_little_room_it_goes(show: Show) -> None:
    strip, _ = show(date(2026, 11, 20))

    strip.give_room(has_room=False)
    low = strip.said
    strip.give_room(has_room=True)

    assert low == ""
    assert strip.said.startswith("Initial")


def test_why_a_meeting_is_late_is_asked_for_even_with_little_room(show: Show) -> None:
    strip, _ = show(date(2026, 12, 1))

    strip.give_room(has_room=False)

    assert strip.said.startswith("△ Initial")
