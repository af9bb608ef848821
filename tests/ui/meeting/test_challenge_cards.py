"""Differences of view, dissent and decisions that were changed since, by keys alone, in the real window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QToolButton

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.challenge import Challenge, ChallengeKind, ChallengeStage
from meetingdesk.domain.decisions import AgencyView, Decision, DecisionChange, View
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.people import YesNo
from tests.ui.meeting.conftest import Begin, Place, go_to_part
from tests.ui.meeting.seeds import plan_icpc
from ui.bridge import Bridge
from ui.screens.meeting.cards.card_deeds import CardDeeds
from ui.screens.meeting.cards.card_view import CardView
from ui.screens.meeting.cards.field_edit import FieldEdit, TypedField

At = Callable[[SectionKind], Place]


@pytest.fixture
def place(ui_desk: Desk, begin: Begin) -> Place:
    """A conference about Rowan, 11, and Isla, 3, that has begun."""
    return begin(plan_icpc(ui_desk))


def view(place: Place, card: int = 0) -> CardView:
    return place.window.meeting.live.board.views[card]


def fields(place: Place, card: int = 0) -> dict[str, FieldEdit]:
    found: dict[str, FieldEdit] = {}
    for _, edit in view(place, card).all_edits():
        found.setdefault(edit.field.label, edit)
    return found


def offers(place: Place, card: int = 0) -> dict[str, QToolButton]:
    return {one.text(): one for one in view(place, card).findChildren(QToolButton) if one.isVisible()}


def go_to(place: Place, says: str, card: int = 0) -> None:
    """Go to a field or a key as the keyboard does it: from the line to the cards, and on by Tab."""
    place.typist.press("Esc", "F5", *["PgDown"] * card)
    edits = fields(place, card)
    wanted = edits[says].focus_widget if says in edits else offers(place, card)[says]
    for _ in range(120):
        if QApplication.focusWidget() is wanted:
            return
        place.typist.press("Tab")
    raise AssertionError(f"Tab does not come to {says}")


def choose(place: Place, says: str, card: int = 0) -> None:
    go_to(place, says, card)
    place.typist.press("Return")
    place.typist.wait()


def write(place: Place, label: str, typed: str, card: int = 0) -> None:
    go_to(place, label, card)
    place.typist.type(typed)
    place.window.meeting.live.filling.keep_now()
    place.typist.press("Esc")
    place.typist.wait()


def dissent(desk: Desk, bridge: Bridge, place: Place) -> Decision:
    """Have a decision recorded with which the school does not agree."""
    with desk.reading() as reading:
        (meeting,) = reading.find(Meeting)
        (school,) = reading.find(Agency, key="school")
    decision = Decision(
        meeting_id=meeting.id, family_id=meeting.family_id, text="A plan is made.", rationale="Not safe."
    )
    view = AgencyView(decision_id=decision.id, agency_id=school.id, view=View.DISAGREES, reason="Too much.")
    bridge.execute(AddRows((decision, view)), None)
    place.typist.wait()
    return decision


def test_a_difference_of_view_is_typed_named_and_taken_further_by_keys(place: Place, ui_desk: Desk) -> None:
    go_to_part(place, SectionKind.CHALLENGE)
    assert view(place).card.title == "Somebody sees it differently"

    write(place, "What is seen differently", "Help at home would do.")
    go_to(place, "Raised by")
    place.typist.type("s")
    write(place, "What instead", "A family help plan")
    go_to(place, "Child safe until then")
    place.typist.type("y")
    place.typist.wait()
    write(place, "How", "Her aunt is there.")
    choose(place, "Take it further: Practitioner to practitioner")

    with ui_desk.reading() as reading:
        (one,) = reading.find(Challenge)
        (stage,) = reading.find(ChallengeStage)
    assert (one.text, one.alternative) == ("Help at home would do.", "A family help plan")
    assert (one.child_safe_meanwhile, one.safe_meanwhile_how) == (YesNo.YES, "Her aunt is there.")
    assert one.raised_by_agency_id is not None
    assert (one.stage, stage.stage) == ("practitioner", "practitioner")
    # Wednesday before the bank holiday of August.
    assert view(place).flag_texts == ("△ due Fri 28 Aug 2026",)
    assert place.refused == []
    place.typist.press("Esc")
    assert place.line.hasFocus()


def test_a_challenge_from_the_line_has_a_card_and_is_still_found_in_the_stream(place: Place) -> None:
    go_to_part(place, SectionKind.CHALLENGE)

    place.typist.type("? po Not enough was asked of the school.")
    place.typist.press("Return")
    place.typist.wait()

    live = place.window.meeting.live
    assert view(place).card.title == "Police"
    assert len(live.board.views) == 2
    place.typist.press("F3")
    assert live.stream.isVisible()
    assert [item.text for item in live.standing.stream] == ["Not enough was asked of the school."]


def test_a_dissent_goes_into_the_register_with_one_key_and_back_with_another(
    place: Place, ui_desk: Desk, bridge: Bridge
) -> None:
    dissent(ui_desk, bridge, place)
    go_to_part(place, SectionKind.DECISION)
    number = next(
        n for n, one in enumerate(place.window.meeting.live.board.views) if "Too much." in str(one.card)
    )

    choose(place, "Take the dissent of School further", number)

    with ui_desk.reading() as reading:
        (one,) = reading.find(Challenge)
    assert (one.kind, one.text) == (ChallengeKind.FORMAL_DISSENT, "Too much.")
    assert "△ 1 disagrees: in the register" in view(place, number).flag_texts
    place.typist.press("Esc", "Ctrl+Z")
    place.typist.wait()
    with ui_desk.reading() as reading:
        assert reading.find(Challenge) == ()
    assert "△ 1 disagrees: ? takes it further" in view(place, number).flag_texts


def test_of_a_finalised_record_only_what_changed_since_is_written(
    place: Place, ui_desk: Desk, bridge: Bridge
) -> None:
    decision = dissent(ui_desk, bridge, place)
    with ui_desk.reading() as reading:
        meeting = reading.get(Meeting, decision.meeting_id)
    bridge.execute(change(meeting, status=MeetingStatus.APPROVED), None)
    place.typist.wait()
    go_to_part(place, SectionKind.DECISION)
    number = next(
        n for n, one in enumerate(place.window.meeting.live.board.views) if "Too much." in str(one.card)
    )
    assert "All who are here agree" not in offers(place, number)

    choose(place, "Changed since?", number)

    write(place, "What is decided now", "The plan ends.", number)
    write(place, "Why it was changed", "He moved out.", number)
    write(place, "Who was consulted", "Police, Monday", number)
    choose(place, "Record the change", number)
    assert len(place.refused) == 1
    go_to(place, "Meeting held again", number)
    place.typist.type("y")
    place.typist.wait()
    why = fields(place, number)["Why"]
    assert isinstance(why, TypedField)
    assert why.edit.isReadOnly()
    write(place, "Why", "changed behind everybody's back", number)

    with ui_desk.reading() as reading:
        (changed,) = reading.find(DecisionChange)
        assert reading.get(Decision, decision.id) == decision
    assert (changed.new_text, changed.reason, changed.consulted) == (
        "The plan ends.",
        "He moved out.",
        "Police, Monday",
    )
    assert changed.is_reconvened is YesNo.YES


def test_a_command_that_notes_its_time_is_given_the_time_of_the_clock(
    place: Place, ui_desk: Desk, bridge: Bridge
) -> None:
    live = place.window.meeting.live
    timed = CardDeeds(live.board, bridge, live, clock=place.clock)
    live.board.wanted.disconnect(live.filling._do)
    go_to_part(place, SectionKind.CHALLENGE)
    place.typist.type("? po Not enough was asked.")
    place.typist.press("Return")
    place.typist.wait()
    place.clock.go_on(minutes=60 * 24)

    choose(place, "Settled")

    with ui_desk.reading() as reading:
        (one,) = reading.find(Challenge)
    assert one.resolved_on == place.clock.now().date()
    assert timed.parent() is live


def test_a_long_word_in_a_list_pushes_no_card_out_of_sight(place: Place) -> None:
    go_to_part(place, SectionKind.DECISION)
    board = place.window.meeting.live.board

    boxes = [box for one in board.views for box in one.findChildren(QComboBox) if box.isVisible()]
    box = boxes[0]
    box.addItem("word " * 60)

    assert box.minimumSizeHint().width() < 200
    board.grab()
    box.showPopup()
    assert box.view().minimumWidth() <= place.window.width()
    box.hidePopup()
