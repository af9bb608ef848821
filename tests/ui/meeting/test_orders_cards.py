"""Orders with their conditions and breaches, and who agrees that agencies share, filled in by keys alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from meetingdesk.app.desk import Desk
from meetingdesk.domain.documents import Consent, ConsentState
from meetingdesk.domain.families import CourtOrder, OrderBreach, OrderCondition, OrderKind
from meetingdesk.domain.information import SharingDecision
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.people import PersonName, YesNo
from tests.ui.meeting.conftest import Begin, Place, go_to_part
from tests.ui.meeting.seeds import plan_icpc
from ui.screens.meeting.cards.card_view import CardView
from ui.screens.meeting.cards.field_edit import FieldEdit

ORDERS, SHARING = "Orders and conditions", "Agreement and why to share"


@pytest.fixture
def place(ui_desk: Desk, begin: Begin) -> Place:
    """A conference about Rowan, 11, and Isla, 3, where the people of the family are spoken of."""
    place = begin(plan_icpc(ui_desk))
    go_to_part(place, SectionKind.PEOPLE)
    return place


def view(place: Place, title: str) -> CardView:
    return next(one for one in place.window.meeting.live.board.views if one.card.title == title)


def field(place: Place, title: str, heard: str) -> FieldEdit:
    return next(edit for edit in view(place, title).edits() if edit.field.name_heard == heard)


def go_into(place: Place, title: str, heard: str) -> None:
    """Go to a field as the keyboard does it: from the line to the cards, to the card, and on by Tab."""
    titles = [one.card.title for one in place.window.meeting.live.board.views]
    place.typist.press("Esc", "F5", *["PgDown"] * titles.index(title))
    wanted = field(place, title, heard).focus_widget
    for _ in range(80):
        if QApplication.focusWidget() is wanted:
            return
        place.typist.press("Tab")
    raise AssertionError(f"Tab does not come to {heard}")


def here() -> str:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused.accessibleName()


def keep(place: Place) -> None:
    """Have what was typed kept now, as it is after a pause."""
    place.window.meeting.live.filling.keep_now()
    place.typist.wait()


def person(desk: Desk, name: str) -> PersonName:
    with desk.reading() as reading:
        (found,) = reading.find(PersonName, full=name)
    return found


def test_an_order_its_conditions_and_a_breach_are_typed_at_the_table(place: Place, ui_desk: Desk) -> None:
    typist = place.typist
    assert view(place, ORDERS).flag_texts == ("none recorded",)

    go_into(place, ORDERS, "Kind: next order")
    typist.type("non")
    typist.press("Return")
    typist.type("Not to come near the home")
    typist.press("Return")
    typist.type("Adult B")
    keep(place)
    bound = "Non-molestation order · Adult B"
    go_into(place, ORDERS, f"Condition 1: {bound}")
    # Faster than anything is read again.
    for typed in ("No calls", "No letters", "Nobody sent"):
        typist.type(typed)
        typist.press("Return")
    keep(place)
    go_into(place, ORDERS, f"Breach 1: {bound}")
    typist.type("Rang at night")
    typist.press("Return")
    typist.type("14 August 2026")
    keep(place)

    with ui_desk.reading() as reading:
        (order,) = reading.find(CourtOrder)
        conditions = [row.text for row in reading.find(OrderCondition, order_id=order.id)]
        (breach,) = reading.find(OrderBreach)
    assert (order.kind, order.text) == (OrderKind.NON_MOLESTATION, "Not to come near the home")
    assert order.bound_id == person(ui_desk, "Neville Ashe").person_id
    assert conditions == ["No calls", "No letters", "Nobody sent"]
    assert (breach.text, breach.happened_on) == ("Rang at night", date(2026, 8, 14))
    assert view(place, ORDERS).flag_texts == ("✕ breach without an answer", "● 1 in force")

    go_into(place, ORDERS, f"Answer to it: breach 1, {bound}")
    typist.type("Police told the same night")
    keep(place)

    assert view(place, ORDERS).flag_texts == ("● 1 in force",)
    assert place.refused == []
    typist.press("Esc")
    assert place.line.hasFocus()
    typist.press("Ctrl+Z")
    typist.wait()
    assert "✕ breach without an answer" in view(place, ORDERS).flag_texts


def test_a_refusal_is_followed_by_why_an_agency_shares_all_the_same(place: Place, ui_desk: Desk) -> None:
    typist = place.typist
    assert view(place, SHARING).flag_texts == ("△ nobody asked for agreement",)

    go_into(place, SHARING, "Agrees or not: Adult B")
    typist.type("refuses")
    typist.press("Return")
    assert here() == "Because: Adult B"
    typist.type("Trusts nobody")
    keep(place)
    assert view(place, SHARING).flag_texts == ("△ 1 refuses", "✕ refused, and no lawful basis")
    go_into(place, SHARING, "Why necessary: Police")
    typist.type("To keep the children safe")
    keep(place)
    go_into(place, SHARING, "Lawful basis 1: Police")
    typist.type("pub")
    typist.wait()
    typist.press("Return")
    assert here() == "Lawful basis 2: Police"
    typist.type("sub")
    typist.wait()
    go_into(place, SHARING, "Family told: Police")
    typist.type("y")
    typist.wait()

    with ui_desk.reading() as reading:
        (consent,) = reading.find(Consent)
        (decision,) = reading.find(SharingDecision)
    assert (consent.state, consent.reason) == (ConsentState.REFUSED, "Trusts nobody")
    assert consent.person_id == person(ui_desk, "Neville Ashe").person_id
    assert decision.necessary == "To keep the children safe"
    assert (decision.bases, decision.family_told) == (("6-1-e", "9-2-g"), YesNo.YES)
    assert view(place, SHARING).flag_texts == ("△ 1 refuses", "● 1 lawful basis recorded")
    assert place.refused == []
    typist.press("Esc")
    assert place.line.hasFocus()
