"""The window for the room, driven by keys from the meeting's screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.actions import Action
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.visibility import Visibility
from tests.ui.meeting.conftest import Begin, Place, go_to_part
from tests.ui.meeting.seeds import plan_icpc
from ui.destination import Destination

At = Callable[[SectionKind], Place]


@pytest.fixture
def at(ui_desk: Desk, begin: Begin) -> At:
    def there(kind: SectionKind) -> Place:
        place = begin(plan_icpc(ui_desk))
        go_to_part(place, kind)
        return place

    return there


def in_the_room(place: Place) -> str:
    window = place.window.meeting.live.projector.window
    assert window is not None
    return "\n".join(window.texts)


def agree_an_action(place: Place) -> None:
    place.typist.type("! po to change the locks by fri so that nobody gets in")
    place.typist.press("Return")
    place.typist.wait()


def test_the_room_sees_the_agenda_and_the_keyboard_stays(at: At) -> None:
    place = at(SectionKind.ACTIONS)
    typist = place.typist

    typist.press("Ctrl+Shift+R")
    typist.wait()

    window = place.window.meeting.live.projector.window
    assert window is not None
    assert window.isVisible()
    assert place.line.hasFocus()
    assert place.window.isActiveWindow()
    assert "▶  Actions" in in_the_room(place)
    assert window.windowTitle().endswith("MeetingDesk")
    assert "Castell" not in window.windowTitle()
    typist.press("Ctrl+Shift+R")
    assert place.window.meeting.live.projector.window is None


def test_an_action_is_read_back_and_agreed_with_one_key_each(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.ACTIONS)
    agree_an_action(place)

    place.typist.press("Ctrl+G")
    place.typist.wait()
    shown = in_the_room(place)
    place.typist.press("Ctrl+G")
    place.typist.wait()

    assert "change the locks" in shown
    assert "so that nobody gets in" in shown
    assert "Do we agree?" in shown
    assert "✓ Agreed at" in in_the_room(place)
    with ui_desk.reading() as reading:
        (action,) = reading.find(Action)
    assert action.read_back_at == place.clock.now()
    place.typist.press("Ctrl+Shift+G")
    place.typist.wait()
    assert "change the locks" not in in_the_room(place)
    place.typist.press("Ctrl+Z")
    place.typist.wait()
    with ui_desk.reading() as reading:
        assert reading.find(Action)[0].read_back_at is None


def test_a_decision_is_read_back_from_its_card(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.DECISION)
    typist = place.typist
    typist.press("F5")
    board = place.window.meeting.live.board
    field = next(edit for _, edit in board.views[0].all_edits() if edit.field.name == "text")
    field.focus_widget.setFocus()
    typist.type("A plan is made.")
    place.window.meeting.live.filling.keep_now()
    typist.wait()

    typist.press("Ctrl+G")
    typist.wait()

    assert "A plan is made." in in_the_room(place)
    with ui_desk.reading() as reading:
        assert reading.find(Decision)[0].read_back_at is None


def test_where_decisions_are_taken_the_last_decision_is_read_back(at: At) -> None:
    place = at(SectionKind.DECISION)
    place.typist.type("d Child 1: the plan goes on")
    place.typist.press("Return")
    agree_an_action(place)

    place.typist.press("Ctrl+G")
    place.typist.wait()

    assert "The plan goes on" in in_the_room(place)
    assert "change the locks" not in in_the_room(place)


def test_what_not_everybody_here_may_read_is_refused_to_whoever_asked(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.ACTIONS)
    agree_an_action(place)
    with ui_desk.reading() as reading:
        (action,) = reading.find(Action)
        family = [row for row in reading.find(Attendance) if row.person_id is not None]
    ui_desk.execute(change(action, visibility=Visibility.V1))
    assert family, "a parent was asked to come"
    ui_desk.execute(change(family[0], status=AttendanceStatus.PRESENT))

    place.typist.press("Ctrl+G")
    place.typist.wait()

    assert "change the locks" not in in_the_room(place)
    assert "professionals" in place.window.meeting.live.capture._said.text()


def test_nothing_to_read_back_says_what_to_do(at: At) -> None:
    place = at(SectionKind.ACTIONS)

    place.typist.press("Ctrl+G")

    assert place.window.meeting.live.projector.window is None
    assert "choose an action" in place.window.meeting.live.capture._said.text()


def test_going_on_takes_away_what_was_read_back(at: At) -> None:
    place = at(SectionKind.ACTIONS)
    agree_an_action(place)
    place.typist.press("Ctrl+G")
    place.typist.wait()

    place.typist.press("Alt+Up")
    place.typist.wait()

    assert "change the locks" not in in_the_room(place)
    assert "Do we agree?" not in in_the_room(place)


def test_the_room_of_another_meeting_sees_nothing_of_this_one(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.ACTIONS)
    agree_an_action(place)
    place.typist.press("Ctrl+G")
    place.typist.wait()
    other = Meeting(type_id="strategy", reference="S-2026-9", status=MeetingStatus.LIVE)
    ui_desk.execute(AddRows((other,)))
    assert "change the locks" in in_the_room(place)

    place.window.open(Destination("meetings", other.id))
    place.typist.wait()
    place.typist.wait()

    assert place.window.meeting.live.standing.meeting_id == other.id
    assert place.window.meeting.live.projector.window is None
