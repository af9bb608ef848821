"""Cards filled in by keys alone, in the real window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import change
from meetingdesk.domain.decisions import AgencyView, Decision, DecisionOption, View
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.people import PersonName
from meetingdesk.domain.voice import NotSought, SeenAlone, Voice, VoiceWords
from meetingdesk.errors import StorageProblem
from tests.ui.meeting.conftest import Begin, Place, go_to_part
from tests.ui.meeting.seeds import plan_icpc
from ui.bridge import Bridge
from ui.screens.meeting.cards.card_board import CardBoard
from ui.screens.meeting.cards.field_edit import FieldEdit
from ui.theme import Theme

At = Callable[[SectionKind], Place]


@pytest.fixture
def at(ui_desk: Desk, begin: Begin) -> At:
    """A conference about Rowan, 11, and Isla, 3, at a part of its agenda."""

    def there(kind: SectionKind) -> Place:
        place = begin(plan_icpc(ui_desk))
        go_to_part(place, kind)
        return place

    return there


def board(place: Place) -> CardBoard:
    return place.window.meeting.live.board


def field(place: Place, name: str, card: int = 0) -> FieldEdit:
    edits = [edit for _, edit in board(place).views[card].all_edits() if edit.field.name == name]
    return edits[0]


def go_into(place: Place, name: str, card: int = 0) -> None:
    """Go to a field as the keyboard does it: from the line to the cards, and on by Tab."""
    typist = place.typist
    typist.press("Esc", "F5", *["PgDown"] * card)
    wanted = field(place, name, card).focus_widget
    for _ in range(80):
        if QApplication.focusWidget() is wanted:
            return
        typist.press("Tab")
    raise AssertionError(f"Tab does not come to {name}")


def voice_of(desk: Desk, name: str) -> Voice | None:
    with desk.reading() as reading:
        (named,) = reading.find(PersonName, full=name)
        found = reading.find(Voice, child_id=named.person_id)
    return found[0] if found else None


def test_each_child_has_a_card_of_their_own(at: At) -> None:
    place = at(SectionKind.VOICE)

    titles = [view.card.title for view in board(place).views]
    flags = [view.flag_texts for view in board(place).views]

    assert titles == ["Child 1", "Child 2"]
    assert flags[0] == (
        "✕ no words, nothing observed",
        "△ seen alone: not said",
        "✕ no action for this child",
    )
    assert board(place).isVisible()
    # Nothing takes the keyboard from the line.
    assert place.line.hasFocus()


def test_what_is_typed_on_a_card_is_in_the_record(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.VOICE)
    typist = place.typist

    for name, typed in (
        ("seen_on", "18/11"),
        ("seen_by", "Health visitor"),
        ("observed", "stays near the door"),
        ("day_night", "wakes at three"),
        ("feedback_on", "5wd"),
    ):
        go_into(place, name)
        typist.type(typed)
        typist.press("Return")
    go_into(place, "alone")
    typist.type("a")
    typist.press("Esc")
    typist.wait()

    voice = voice_of(ui_desk, "Rowan Castell")
    assert voice is not None
    day = place.window.meeting.live.standing.day(date.min)
    assert voice.seen_on is not None
    assert (voice.seen_on.day, voice.seen_on.month) == (18, 11)
    assert voice.seen_on <= day
    assert voice.feedback_on is not None
    assert voice.feedback_on > day
    assert voice.seen_by == "Health visitor"
    assert voice.observed == "stays near the door"
    assert voice.day_night == "wakes at three"
    assert voice.alone is SeenAlone.ALONE
    assert voice_of(ui_desk, "Isla Castell") is None
    assert "● seen alone" in board(place).views[0].flag_texts
    assert place.refused == []
    assert place.line.hasFocus()


def test_typing_a_field_is_one_step_to_undo(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.VOICE)
    typist = place.typist
    go_into(place, "observed")
    for word in ("stays ", "near ", "the door"):
        typist.type(word)
        place.window.meeting.live.filling.keep_now()
        typist.wait()
    typist.press("Esc")
    assert voice_of(ui_desk, "Rowan Castell") is not None

    typist.press("Ctrl+Z")
    typist.wait()

    assert voice_of(ui_desk, "Rowan Castell") is None
    assert field(place, "observed").value == ""
    typist.press("Ctrl+Shift+Z")
    typist.wait()
    assert field(place, "observed").value == "stays near the door"


def test_fields_that_are_not_asked_for_at_once_come_with_more(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.VOICE)
    view = board(place).views[0]
    assert "not_sought" not in [edit.field.name for _, edit in view.all_edits()]

    view.more.setFocus()
    place.typist.press("Space")
    assert field(place, "not_sought").isVisible()
    go_into(place, "not_sought")
    place.typist.type("did")
    place.typist.wait()
    view.turn_more()

    # What was filled in stays to be seen.
    assert field(place, "not_sought").isVisible()
    assert not field(place, "explained_by").isVisible()
    voice = voice_of(ui_desk, "Rowan Castell")
    assert voice is not None
    assert voice.not_sought is NotSought.REFUSED


def test_words_from_the_line_come_onto_the_card_and_leave_the_field_alone(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.VOICE)
    typist = place.typist
    go_into(place, "worries")
    typist.type("the shouting ")
    typist.press("Esc")
    typist.type('" Child 1: I check the door at night')
    typist.press("Return")
    typist.wait()

    quotes = [edit for block, edit in board(place).views[0].all_edits() if block.kind is VoiceWords]
    assert quotes[0].value == "I check the door at night"
    assert field(place, "worries").value.strip() == "the shouting"
    assert "● voice" in board(place).views[0].flag_texts


def test_a_letter_typed_while_the_record_answers_is_not_lost(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.VOICE)
    typist = place.typist
    go_into(place, "observed")

    for letter in "stays near the door, and does not come in":
        typist.type(letter)
        place.window.meeting.live.filling.keep_now()
    typist.wait()
    typist.wait()

    voice = voice_of(ui_desk, "Rowan Castell")
    assert voice is not None
    assert voice.observed == field(place, "observed").value == "stays near the door, and does not come in"
    assert place.refused == []


def test_what_somebody_else_wrote_meanwhile_stays_and_so_do_these_words(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.VOICE)
    typist = place.typist
    go_into(place, "observed")
    typist.type("first words")
    place.window.meeting.live.filling.keep_now()
    typist.wait()
    voice = voice_of(ui_desk, "Rowan Castell")
    assert voice is not None
    ui_desk.execute(change(voice, observed="their words"))

    typist.type(" and mine")
    place.window.meeting.live.filling.keep_now()
    typist.wait()

    kept = voice_of(ui_desk, "Rowan Castell")
    assert kept is not None
    assert kept.observed == "their words"
    assert "first words and mine" in place.line.toPlainText()
    assert len(place.refused) == 1


def test_what_the_disk_refuses_stays_in_its_field_and_is_tried_again(
    at: At, ui_desk: Desk, bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = at(SectionKind.VOICE)
    filling = place.window.meeting.live.filling
    filling.AGAIN_MS = 20
    go_into(place, "observed")

    def full(_command: object) -> None:
        raise StorageProblem("The disk is full.", hint="Make room.")

    with monkeypatch.context() as patched:
        patched.setattr(bridge.desk, "execute", full)
        place.typist.type("stays near the door")
        filling.keep_now()
        qtbot.waitUntil(lambda: bool(place.refused))
    qtbot.waitUntil(lambda: voice_of(ui_desk, "Rowan Castell") is not None)
    place.typist.wait()

    kept = voice_of(ui_desk, "Rowan Castell")
    assert kept is not None
    assert kept.observed == field(place, "observed").value == "stays near the door"


def test_what_can_never_stand_in_a_field_goes_to_the_line_and_is_not_tried_for_ever(
    at: At, ui_desk: Desk
) -> None:
    place = at(SectionKind.VOICE)
    filling = place.window.meeting.live.filling
    filling.AGAIN_MS = 1
    go_into(place, "seen_by")
    place.typist.type("x" * 310)

    filling.keep_now()
    for _ in range(4):
        place.typist.wait()

    assert len(place.refused) == 1
    assert "x" * 310 in place.line.toPlainText()


def test_a_day_that_is_not_understood_is_said_and_kept_out_of_the_record(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.VOICE)
    go_into(place, "seen_on")

    place.typist.type("sometime")
    place.window.meeting.live.filling.keep_now()
    place.typist.wait()

    assert voice_of(ui_desk, "Rowan Castell") is None
    shown = [text for text in _texts(place, "seen_on") if "not understood" in text]
    assert shown


def test_a_narrow_window_opens_on_what_is_spoken_of_and_not_on_the_sides(
    ui_desk: Desk, begin: Begin, theme: Theme
) -> None:
    theme.show(theme.look, 200)

    live = begin(plan_icpc(ui_desk)).window.meeting.live

    assert live.panes.is_narrow
    assert live.panes.middle.isVisible()
    assert not live.panes.sides_are_shown


def test_page_down_goes_to_the_next_child_and_f3_to_the_stream(at: At) -> None:
    place = at(SectionKind.VOICE)
    typist = place.typist
    typist.press("F5")
    first = board(place).views[0]
    focused = QApplication.focusWidget()
    assert focused is not None
    assert first.isAncestorOf(focused)

    typist.press("PgDown")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert board(place).views[1].isAncestorOf(focused)

    typist.press("F3")
    assert not board(place).isVisible()
    typist.press("F5")
    assert board(place).isVisible()


def test_the_stream_keeps_the_keyboard_where_the_roll_is_called(
    at: At, ui_desk: Desk, bridge: Bridge
) -> None:
    place = at(SectionKind.ATTENDANCE)
    live = place.window.meeting.live
    place.typist.type("po a word at the door")
    place.typist.press("Return")
    place.typist.wait()
    place.typist.press("F3")
    assert live.stream.hasFocus()

    bridge.changed.emit(frozenset({"attendance", "entry"}), None)
    place.typist.wait()
    place.typist.wait()

    assert live.stream.hasFocus()
    place.typist.press("F4")
    assert live.roll_call.list.hasFocus()


def test_a_part_without_cards_says_so(at: At) -> None:
    place = at(SectionKind.INFORMATION)

    place.typist.press("F5")

    assert place.line.hasFocus()
    assert "no cards" in place.window.meeting.live.capture._said.text()


def _texts(place: Place, name: str) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [each.text() for each in field(place, name).findChildren(QLabel)]


def test_a_decision_is_filled_in_by_keys(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.DECISION)
    typist = place.typist
    assert [view.card.title for view in board(place).views] == ["Child 1", "Child 2"]

    go_into(place, "text", 1)
    typist.type("A plan is made.")
    typist.press("Return")
    typist.type("She is afraid at night.")
    go_into(place, "outcome", 1)
    typist.type("Child protection plan made"[:18])
    typist.press("Esc")
    typist.wait()

    with ui_desk.reading() as reading:
        (decision,) = reading.find(Decision)
        (isla,) = reading.find(PersonName, full="Isla Castell")
    assert decision.child_id == isla.person_id
    assert (decision.text, decision.rationale) == ("A plan is made.", "She is afraid at night.")
    assert decision.outcome == "plan_made"
    assert board(place).views[1].flag_texts[0] == "● decided"
    assert board(place).views[0].flag_texts[0] == "✕ no decision yet"
    assert place.refused == []


def test_enter_on_an_offer_does_it(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.DECISION)
    typist = place.typist
    view = board(place).views[0]
    offers = [stop for stop in view.stops() if stop.accessibleName().startswith("Note who")]
    typist.press("F5")
    offers[0].setFocus()

    typist.press("Return")
    typist.wait()

    with ui_desk.reading() as reading:
        (decision,) = reading.find(Decision)
    assert decision.missing_information.startswith("Not here:")
    assert field(place, "missing_information").value == decision.missing_information


def test_an_option_is_typed_without_losing_the_keyboard_when_its_line_begins(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.DECISION)
    typist, filling = place.typist, place.window.meeting.live.filling
    typist.press("F5")
    option = next(edit for block, edit in board(place).views[0].all_edits() if block.kind is DecisionOption)
    option.focus_widget.setFocus()

    for word in ("A family ", "help plan"):
        typist.type(word)
        filling.keep_now()
        typist.wait()
    typist.press("Return")
    typist.press("Return")
    typist.type("Nothing has changed.")
    filling.keep_now()
    typist.wait()

    with ui_desk.reading() as reading:
        (row,) = reading.find(DecisionOption)
    assert (row.text, row.rejected_because) == ("A family help plan", "Nothing has changed.")
    assert place.refused == []


def test_whoever_disagrees_is_asked_why_at_once(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.DECISION)
    typist = place.typist
    typist.press("F5")
    view = next(edit for block, edit in board(place).views[0].all_edits() if block.kind is AgencyView)
    view.focus_widget.setFocus()

    typist.type("dis")
    typist.wait()
    assert QApplication.focusWidget() is view.focus_widget
    typist.press("Return")
    typist.type("The plan came too late.")
    place.window.meeting.live.filling.keep_now()
    typist.wait()

    with ui_desk.reading() as reading:
        (row,) = reading.find(AgencyView)
    assert (row.view, row.reason) == (View.DISAGREES, "The plan came too late.")
    assert place.refused == []
