"""A meeting that is begun on another day than it was planned for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.domain.meetings import Meeting
from tests.ui.clocks import SteppingClock
from tests.ui.meeting.conftest import Place, Sit, open_meeting
from tests.ui.meeting.seeds import plan_icpc


@pytest.fixture
def begun_early(ui_desk: Desk, sit: Sit) -> Place:
    seeded = plan_icpc(ui_desk)
    place = sit(SteppingClock(seeded.begins - timedelta(days=1)))
    open_meeting(place)
    place.typist.press("Ctrl+Return")
    place.typist.wait()
    return place


def held_on(desk: Desk) -> object:
    with desk.reading() as reading:
        (meeting,) = reading.find(Meeting)
    return meeting.held_on


def test_the_head_says_so_and_one_command_makes_it_today(begun_early: Place, ui_desk: Desk) -> None:
    live = begun_early.window.meeting.live
    planned = held_on(ui_desk)
    before = live.head.said

    live.actions_by_name["held_today"].trigger()
    begun_early.typist.wait()

    assert any("begun today" in said for said in before)
    assert held_on(ui_desk) == begun_early.clock.today()
    assert held_on(ui_desk) != planned
    assert not any("begun today" in said for said in live.head.said)
    assert not live.actions_by_name["held_today"].isEnabled()
    begun_early.typist.press("Ctrl+Z")
    begun_early.typist.wait()
    assert held_on(ui_desk) == planned
