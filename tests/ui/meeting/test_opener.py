"""What earlier meetings left open, gone through by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from meetingdesk.app.desk import Desk
from meetingdesk.app.following.moving import MoveAction
from meetingdesk.app.rows import RemoveRow, change
from meetingdesk.domain.actions import Action, ActionStatus, ActionStep, NotCompleted
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.roles import Deed
from tests.samples import add
from tests.ui.meeting.conftest import Begin, Place, go_to_part
from tests.ui.meeting.seeds import SeededMeeting, plan_core_group, plan_marac
from ui.main_window import MainWindow
from ui.screens.meeting.opener.opener_deeds import OpenerDeeds
from ui.screens.meeting.opener.opener_list import OpenerList
from ui.screens.meeting.opener.opener_view import OpenerView

THEN = datetime(2027, 2, 8, 14, tzinfo=UTC)
MOST_SECONDS, SECONDS_A_PRESS, SECONDS_TO_HEAR = 300, 0.25, 5

At = Callable[..., Place]


@pytest.fixture
def at(ui_desk: Desk, begin: Begin) -> At:
    """A core group at the actions of last time: two that were left open, and as many more as are wanted."""

    def there(*more: Action, plan: Callable[[Desk], SeededMeeting] = plan_core_group) -> Place:
        seeded = plan(ui_desk)
        for action in more:
            agreed = _of_earlier(ui_desk, action)
            told = ActionStep(action_id=agreed.id, at=THEN, kind="agreed", to_status=agreed.status)
            add(ui_desk.store, agreed, told)
        place = begin(seeded)
        go_to_part(place, SectionKind.PREVIOUS_ACTIONS)
        return place

    return there


def _of_earlier(desk: Desk, action: Action) -> Action:
    with desk.reading() as reading:
        (earlier,) = (one for one in reading.find(Meeting) if one.reference.endswith("EARLIER"))
        agencies = {one.key: one for one in reading.find(Agency)}
    owner = agencies["health_visiting"].id
    return replace(action, meeting_id=earlier.id, family_id=earlier.family_id, owner_agency_id=owner)


def left_open(text: str, **values: Any) -> Action:
    where = UUID(int=0)
    return Action(reference=f"Z-{text[-12:]}", meeting_id=where, text=text, due_on=date(2027, 3, 1), **values)


def view(window: MainWindow) -> OpenerView:
    found = window.meeting.live.panes.shown
    assert isinstance(found, OpenerView), "the actions of last time are not shown"
    return found


def marked(place: Place) -> str:
    row = view(place.window).list.marked
    return row.action.text if row is not None else ""


def heard(place: Place) -> list[str]:
    model = view(place.window).list.model_
    return [str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def action(desk: Desk, text: str) -> Action:
    with desk.reading() as reading:
        (found,) = reading.find(Action, text=text)
    return found


def asked(place: Place) -> str:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused.accessibleName()


def told(place: Place) -> str:
    return place.window.meeting.live.capture._said.text()


def answer(place: Place, words: str) -> None:
    place.typist.type(words)
    place.typist.press("Return")


FIRST, LAST = "test weekly and tell the social worker", "bring a cot for Edie"


def test_what_was_left_open_stands_there_and_the_line_keeps_the_keyboard(at: At) -> None:
    place = at()

    assert place.line.hasFocus()
    assert view(place.window).count_text == "2 open: 2 not reviewed yet"
    assert [line.split(".")[0] for line in heard(place)] == [
        "Drug and alcohol service · 1 open",
        FIRST,
        "Health visiting · 1 open",
        LAST,
    ]
    assert "1 working day late" in heard(place)[1]
    place.typist.press("F5")
    assert isinstance(QApplication.focusWidget(), OpenerList)
    assert marked(place) == FIRST


def test_done_asks_for_the_evidence_and_what_it_changed(at: At, ui_desk: Desk) -> None:
    place = at()
    place.typist.press("F5", "D")
    assert asked(place) == "Done: how is it known?"
    place.typist.press("Return")
    assert asked(place) == "Done: how is it known?"

    answer(place, "seen at home on 1 March")
    assert asked(place) == "What changed for the child?"
    answer(place, "Edie sleeps in her own cot; look again 19 apr")
    place.typist.wait()

    done = action(ui_desk, FIRST)
    assert (done.status, done.evidence) == (ActionStatus.COMPLETED, "seen at home on 1 March")
    assert (done.changed_for_child, done.outcome_seen) == ("Edie sleeps in her own cot", YesNo.YES)
    assert (done.completed_on, done.check_again_on) == (date(2027, 3, 22), date(2027, 4, 19))
    assert marked(place) == LAST
    assert view(place.window).count_text == "2 open: 1 done; 1 not reviewed yet"
    with ui_desk.reading() as reading:
        step = max(reading.find(ActionStep, action_id=done.id), key=lambda one: one.id.int)
    assert step.meeting_id == place.window.meeting.live.standing.meeting_id
    assert step.at == place.clock.now()


def test_nothing_said_of_what_changed_is_too_early_to_say(at: At, ui_desk: Desk) -> None:
    place = at()
    place.typist.press("F5", "D")
    answer(place, "receipt")
    place.typist.press("Return")
    place.typist.wait()

    assert action(ui_desk, FIRST).outcome_seen is YesNo.UNKNOWN


def test_escape_at_either_question_leaves_everything_as_it_was(at: At, ui_desk: Desk) -> None:
    place = at()
    place.typist.press("F5", "D", "Esc")
    assert isinstance(QApplication.focusWidget(), OpenerList)
    place.typist.press("D")
    answer(place, "receipt")
    place.typist.press("Esc")
    place.typist.wait()

    assert action(ui_desk, FIRST).status is ActionStatus.OPEN
    assert marked(place) == FIRST
    place.typist.press("Esc")
    assert place.line.hasFocus()


def test_what_was_not_done_takes_one_key_and_the_two_reasons_stay_apart(at: At, ui_desk: Desk) -> None:
    place = at()
    place.typist.press("F5", "N", "C")
    assert asked(place).startswith("What happens instead")
    place.typist.press("Return")
    answer(place, "he goes to another service")
    place.typist.wait()

    first, second = action(ui_desk, FIRST), action(ui_desk, LAST)
    assert (first.not_completed, first.is_closed()) == (NotCompleted.AGENCY_DID_NOT_ACT, False)
    assert second.not_completed is NotCompleted.CIRCUMSTANCES_CHANGED
    assert (second.next_step, second.is_closed()) == ("he goes to another service", True)
    assert view(place.window).count_text == "2 open: 1 circumstances changed, 1 not done by the agency"
    assert told(place).startswith("That was the last one")


def test_nobody_is_led_back_to_what_is_kept_and_was_not_read_again_yet(
    at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = at()
    place.typist.press("F5")
    monkeypatch.setattr(OpenerDeeds, "_read", lambda _deeds: None)

    place.typist.press("N")
    place.typist.wait()
    assert marked(place) == LAST
    place.typist.press("N")

    assert told(place).startswith("That was the last one")


def test_a_note_is_added_where_somebody_wants_one(at: At, ui_desk: Desk) -> None:
    place = at()
    place.typist.press("F5", "Shift+N")
    answer(place, "no worker since January")
    place.typist.wait()

    assert action(ui_desk, FIRST).not_completed is NotCompleted.AGENCY_DID_NOT_ACT
    assert "not done by the agency: no worker since January" in heard(place)[1]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("16 apr, contractor ill", date(2027, 4, 16)),
        ("fri 16 april, contractor ill", date(2027, 4, 16)),
        ("in 2 weeks, contractor ill", date(2027, 4, 5)),
        ("16/4 contractor ill", date(2027, 4, 16)),
    ],
)
def test_a_day_and_why_are_one_line(at: At, ui_desk: Desk, typed: str, day: date) -> None:
    place = at()
    place.typist.press("F5", "X")
    answer(place, typed)
    place.typist.wait()

    carried = action(ui_desk, FIRST)
    assert (carried.due_on, carried.carried) == (day, 1)
    assert "contractor ill" in heard(place)[1]


@pytest.mark.parametrize("typed", ["contractor ill", "16 apr", "1 mar 2027, too late", ""])
def test_a_carry_without_day_or_reason_or_into_the_past_is_asked_again(
    at: At, ui_desk: Desk, typed: str
) -> None:
    place = at()
    place.typist.press("F5", "X")
    answer(place, typed)

    assert asked(place) == "Carried to when, and why?"
    place.typist.press("Esc")
    place.typist.wait()
    assert action(ui_desk, FIRST).carried == 0


def test_an_action_gives_way_to_one_of_today_or_to_another_open_one(at: At, ui_desk: Desk) -> None:
    place = at()
    place.typist.type("! csc to buy a cot by fri so that Edie sleeps")
    place.typist.press("Return")
    place.typist.wait()
    place.typist.press("F5", "S")
    answer(place, "nothing like it")
    assert asked(place) == "By which action?"
    place.typist.press("Ctrl+A")
    answer(place, "1")
    place.typist.wait()

    replaced = action(ui_desk, FIRST)
    with ui_desk.reading() as reading:
        by = reading.get(Action, replaced.superseded_by_id) if replaced.superseded_by_id else None
    assert replaced.status is ActionStatus.SUPERSEDED
    assert by is not None
    assert by.text.startswith("buy a cot") or "buy a cot" in by.text


def test_an_action_is_chosen_among_those_offered(at: At, ui_desk: Desk) -> None:
    place = at()
    place.typist.press("F5", "S")
    place.typist.type("cot")
    place.typist.press("Down", "Return", "Return")
    place.typist.wait()

    assert action(ui_desk, FIRST).superseded_by_id == action(ui_desk, LAST).id


def test_it_goes_on_is_given_to_somebody_else_or_withdrawn(at: At, ui_desk: Desk) -> None:
    place = at(left_open("a third one"))
    place.typist.press("F5", "O")
    answer(place, "ordered")
    place.typist.press("R")
    answer(place, "nobody we know")
    assert asked(place) == "Who does it now, and why?"
    place.typist.press("Ctrl+A")
    answer(place, "csc")
    assert asked(place) == "Who does it now, and why?"
    place.typist.press("Ctrl+A")
    answer(place, "csc, the worker left")
    place.typist.press("W")
    answer(place, "no need")
    place.typist.wait()

    assert action(ui_desk, FIRST).status is ActionStatus.IN_PROGRESS
    given = action(ui_desk, LAST)
    with ui_desk.reading() as reading:
        assert given.owner_agency_id is not None
        assert reading.get(Agency, given.owner_agency_id).key == "csc"
    assert given.status is ActionStatus.UNCONFIRMED
    assert action(ui_desk, "a third one").status is ActionStatus.WITHDRAWN
    # Under its old heading, so that nobody's row jumps.
    assert [line.split(".")[0] for line in heard(place)][3:] == [LAST, "a third one"]


def test_backspace_takes_the_latest_back_and_goes_to_it(at: At, ui_desk: Desk) -> None:
    place = at()
    place.typist.press("F5", "N", "N")
    place.typist.wait()
    place.typist.press("Backspace")
    place.typist.wait()
    assert marked(place) == LAST
    place.typist.press("Ctrl+Z")
    place.typist.wait()

    assert marked(place) == FIRST
    assert {action(ui_desk, text).status for text in (FIRST, LAST)} == {ActionStatus.OPEN}
    place.typist.press("Backspace")
    place.typist.wait()
    assert view(place.window).count_text == "2 open: 2 not reviewed yet"


def test_backspace_takes_back_nothing_that_was_done_elsewhere(at: At) -> None:
    place = at()
    place.typist.type("hv fact: seen at home")
    place.typist.press("Return")
    place.typist.wait()
    place.typist.press("F5", "Backspace")
    place.typist.wait()

    assert place.window.meeting.live.standing.stream[0].text == "seen at home"


def test_what_was_said_earlier_is_taken_back_by_delete(at: At, ui_desk: Desk) -> None:
    place = at()
    place.typist.press("F5", "N", "N", "Home")
    place.typist.wait()
    place.typist.press("N")
    assert told(place).startswith("This is said already")
    place.typist.press("Delete")
    place.typist.wait()
    assert marked(place) == FIRST
    place.typist.press("D")
    answer(place, "seen")
    place.typist.press("Return")
    place.typist.wait()

    assert action(ui_desk, FIRST).status is ActionStatus.COMPLETED
    assert view(place.window).count_text == "2 open: 1 done, 1 not done by the agency"


def test_what_was_done_before_is_asked_whether_it_lasted(at: At, ui_desk: Desk) -> None:
    done = MoveAction
    place = at(left_open("lasting"), left_open("not lasting"))
    for text in ("lasting", "not lasting"):
        ui_desk.execute(
            done(
                action(ui_desk, text).id,
                ActionStatus.COMPLETED,
                evidence="seen",
                check_again_on=date(2027, 3, 1),
                at=THEN,
            )
        )
    place.typist.press("Alt+Down", "Alt+Up")
    place.typist.wait()
    assert view(place.window).count_text == "2 open and 2 to check again: 4 not reviewed yet"

    place.typist.press("F5", "Down", "Down", "D", "L")
    answer(place, "sleeps through")
    place.typist.press("N")
    answer(place, "awake again")
    place.typist.wait()

    assert action(ui_desk, "lasting").status is ActionStatus.COMPLETED
    assert action(ui_desk, "not lasting").status is ActionStatus.OPEN
    assert place.refused == []


def test_what_was_carried_too_often_is_offered_to_the_next_stage(at: At, ui_desk: Desk) -> None:
    place = at(left_open("carried on and on"))
    ui_desk.execute(change(action(ui_desk, "carried on and on"), carried=2))
    place.typist.press("Alt+Down", "Alt+Up")
    place.typist.wait()
    assert any("carried twice: E takes it to the next stage" in line for line in heard(place))

    place.typist.press("F5", "Down", "Down", "E", "Return")
    place.typist.wait()

    with ui_desk.reading() as reading:
        (challenge,) = reading.find(Challenge)
    assert challenge.action_id == action(ui_desk, "carried on and on").id
    assert place.refused == []
    assert marked(place) == "carried on and on"


def test_who_owns_something_and_is_not_here_is_named_above(at: At, ui_desk: Desk) -> None:
    place = at()
    place.typist.press("F4", "Shift+P")
    place.typist.wait()
    with ui_desk.reading() as reading:
        (agency,) = reading.find(Agency, key="health_visiting")
        (asked_for,) = reading.find(Attendance, agency_id=agency.id)
    ui_desk.execute(change(asked_for, status=AttendanceStatus.ABSENT))
    place.typist.press("Esc", "Alt+Down", "Alt+Up")
    place.typist.wait()

    assert (
        view(place.window).absent_text == "△ Not in the room, with open actions: Health visiting 1 (absent)"
    )
    assert "Health visiting · 1 open · absent" in heard(place)


def test_a_marac_goes_case_by_case(at: At) -> None:
    place = at(plan=plan_marac)

    assert heard(place)[0].startswith("M-2026-201")
    assert "for the whole" not in heard(place)[1]


def test_where_nothing_was_left_open_the_stream_stands(at: At, ui_desk: Desk) -> None:
    place = at()
    with ui_desk.reading() as reading:
        found = reading.find(Action)
    for one in found:
        ui_desk.execute(RemoveRow(Action, one.id, "Remove", Deed.DISPOSE))
    place.typist.press("Alt+Down", "Alt+Up")
    place.typist.wait()

    live = place.window.meeting.live
    assert live.pages.review() is None
    assert live.panes.shown is live.panes.nothing
    place.typist.press("F5")
    assert told(place) == "This part has no cards to fill in."


def test_nothing_of_it_is_made_before_it_is_first_needed(ui_desk: Desk, begin: Begin) -> None:
    place = begin(plan_core_group(ui_desk))

    assert place.window.meeting.live.pages._opener is None


def test_what_is_said_there_is_kept_and_found_with_f3(at: At) -> None:
    place = at()
    place.typist.type("hv fact: the cot came on Monday")
    place.typist.press("Return")
    place.typist.wait()
    assert told(place) == "Kept among what was said here (F3)."
    assert isinstance(place.window.meeting.live.panes.shown, OpenerView)

    place.typist.press("F3")

    assert place.window.meeting.live.panes.shown is place.window.meeting.live.stream
    place.typist.press("F5")
    assert view(place.window).list.hasFocus()


def test_thirty_actions_take_five_minutes_by_keys_alone(at: At, ui_desk: Desk) -> None:
    place = at(*(left_open(f"left open {number}") for number in range(28)))
    place.typist.press("F5")
    before = place.typist.presses

    for number in range(30):
        match number % 10:
            case 0 | 1 | 2 | 3 | 4:
                place.typist.press("D")
                answer(place, "receipt seen")
                place.typist.press("Return")
            case 5 | 6:
                place.typist.press("X")
                answer(place, "2 weeks, ill")
            case 7 | 8:
                place.typist.press("N")
            case _:
                place.typist.press("C")
                answer(place, "moved away")
    place.typist.wait()

    presses = place.typist.presses - before
    assert "not reviewed" not in view(place.window).count_text
    assert view(place.window).count_text.startswith("30 open: 15 done, 3 circumstances changed, 6 not done")
    assert presses * SECONDS_A_PRESS + 30 * SECONDS_TO_HEAR <= MOST_SECONDS
    assert place.refused == []
