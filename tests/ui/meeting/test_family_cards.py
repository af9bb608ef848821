"""The people, the plan and the core group filled in by keys alone, in the real window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QToolButton

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.cards.plan import VISITS
from meetingdesk.domain.decisions import CoreGroupMember, PlanPoint
from meetingdesk.domain.families import Approached, FamilyMember
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import FormAnswer
from meetingdesk.domain.people import Involvement, InvolvementKind, Person, PersonName, Registered
from tests.ui.meeting.conftest import Begin, Place, go_to_part
from tests.ui.meeting.seeds import plan_icpc, plan_strategy
from ui.screens.meeting.cards.card_view import CardView
from ui.screens.meeting.cards.field_edit import FieldEdit

At = Callable[[SectionKind], Place]


@pytest.fixture
def at(ui_desk: Desk, begin: Begin) -> At:
    """A conference about Rowan, 11, and Isla, 3, at a part of its agenda."""

    def there(kind: SectionKind) -> Place:
        place = begin(plan_icpc(ui_desk))
        go_to_part(place, kind)
        return place

    return there


def view(place: Place, card: int = 0) -> CardView:
    return place.window.meeting.live.board.views[card]


def field(place: Place, label: str, card: int = 0) -> FieldEdit:
    return next(edit for _, edit in view(place, card).all_edits() if edit.field.label == label)


def offer(place: Place, says: str, about: str = "", card: int = 0) -> QToolButton:
    return next(
        button
        for button in view(place, card).findChildren(QToolButton)
        if button.text() == says and button.isVisible() and about in button.accessibleName()
    )


def go_to(place: Place, says: str, about: str = "", card: int = 0) -> None:
    """Go to a field or a key as the keyboard does it: from the line to the cards, and on by Tab."""
    place.typist.press("Esc", "F5", *["PgDown"] * card)
    labels = [edit.field.label for _, edit in view(place, card).all_edits()]
    wanted = field(place, says, card).focus_widget if says in labels else offer(place, says, about, card)
    for _ in range(120):
        if QApplication.focusWidget() is wanted:
            return
        place.typist.press("Tab")
    raise AssertionError(f"Tab does not come to {says}")


def choose(place: Place, says: str, about: str = "", card: int = 0) -> None:
    go_to(place, says, about, card)
    place.typist.press("Return")
    place.typist.wait()


def write(place: Place, label: str, typed: str, card: int = 0) -> None:
    go_to(place, label, card=card)
    place.typist.type(typed)
    keep(place)


def keep(place: Place) -> None:
    """Have what was typed kept now, as it is after a pause."""
    place.window.meeting.live.filling.keep_now()
    place.typist.press("Esc")
    place.typist.wait()


def person(desk: Desk, name: str) -> Person:
    with desk.reading() as reading:
        (named,) = reading.find(PersonName, full=name)
        return reading.get(Person, named.person_id)


def test_who_is_in_the_family_and_who_is_involved_is_typed_at_the_table(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.PEOPLE)
    assert view(place).card.title == "Child 1 · Rowan Castell"
    assert "✕ no GP known" in view(place).flag_texts

    write(place, "GP", "Elm Street Surgery")
    write(place, "Lives with", "his mother")
    choose(place, "Not in school")
    choose(place, "Has no GP", card=1)
    write(place, "Contact with them", "n", card=3)
    write(place, "Why", "nobody knows where he is", card=3)

    rowan = person(ui_desk, "Rowan Castell")
    neville = person(ui_desk, "Neville Ashe")
    with ui_desk.reading() as reading:
        involved = {row.kind: row for row in reading.find(Involvement, person_id=rowan.id)}
        (member,) = reading.find(FamilyMember, person_id=neville.id)
        isla = reading.find(Involvement, person_id=person(ui_desk, "Isla Castell").id)
    assert rowan.whereabouts == "his mother"
    assert involved[InvolvementKind.GP].name == "Elm Street Surgery"
    assert involved[InvolvementKind.GP].state is Registered.REGISTERED
    assert involved[InvolvementKind.SCHOOL].state is Registered.NOT_REGISTERED
    assert [row.state for row in isla] == [Registered.NOT_REGISTERED]
    assert (member.approached, member.approached_note) == (
        Approached.NOT_APPROACHED,
        "nobody knows where he is",
    )
    assert "✕ not in school" in view(place).flag_texts
    assert place.refused == []


def test_a_person_named_on_the_line_gets_a_card(at: At) -> None:
    place = at(SectionKind.PEOPLE)

    place.typist.type("@ Wilf Castell, brother, 9")
    place.typist.press("Return")
    place.typist.wait()

    titles = [card.card.title for card in place.window.meeting.live.board.views]
    assert "Child 3 · Wilf Castell" in titles
    place.typist.press("F3")
    assert not place.window.meeting.live.board.isVisible()


def test_a_need_is_typed_from_field_to_field_as_fast_as_the_keys_go_down(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.PLAN)
    typist = place.typist
    assert "✕ no need recorded" in view(place, 1).flag_texts

    go_to(place, "Need", card=1)
    for typed in ("To sleep through the night", "Isla sleeps in a room of her own", "Wakes rested"):
        typist.type(typed)
        typist.press("Return")
    typist.type("A bed is there")
    typist.press("Return")
    typist.type("5wd")
    typist.press("Return")
    typist.type("Temporary housing")
    keep(place)

    with ui_desk.reading() as reading:
        (need,) = reading.find(PlanPoint)
    assert need.child_id == person(ui_desk, "Isla Castell").id
    assert (need.need, need.outcome) == ("To sleep through the night", "Isla sleeps in a room of her own")
    assert (need.success, need.milestone) == ("Wakes rested", "A bed is there")
    assert (need.contingency, need.milestone_on) == ("Temporary housing", date(2026, 9, 3))
    assert view(place, 1).flag_texts == ("● 1 need",)
    assert "✕ no need recorded" in view(place, 0).flag_texts
    assert place.refused == []


def test_who_keeps_a_child_safe_until_the_conference_is_typed_at_the_table(
    begin: Begin, ui_desk: Desk
) -> None:
    place = begin(plan_strategy(ui_desk))
    go_to_part(place, SectionKind.PLAN)

    go_to(place, "Danger")
    for typed in ("Hit at home", "Stays with an aunt"):
        place.typist.type(typed)
        place.typist.press("Return")
    place.typist.type("Emergency duty team")
    keep(place)
    write(place, "Who visits weekly", "Ruairi, Mondays")
    write(place, "Until", "15wd")

    with ui_desk.reading() as reading:
        (need,) = reading.find(PlanPoint)
        (visits,) = reading.find(FormAnswer, question=VISITS)
    assert need.is_interim
    assert (need.need, need.outcome, need.contingency) == (
        "Hit at home",
        "Stays with an aunt",
        "Emergency duty team",
    )
    assert (visits.text, visits.person_id) == ("Ruairi, Mondays", need.child_id)
    # Three working days of bank holidays and a weekend lie in between.
    assert visits.on_date == date(2027, 1, 15)
    assert view(place).flag_texts == ("● 1 need", "interim")
    assert place.refused == []


def test_the_core_group_is_named_and_led_by_keys(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.CORE_GROUP)
    assert view(place).flag_texts == ("✕ nobody named yet", "✕ no lead professional")

    for name in ("Imogen Trask", "Bronwen Silk"):
        says = next(one.says for one in view(place).card.offers if name in one.says)
        choose(place, says)
    choose(place, "Lead professional", "Bronwen Silk")
    choose(place, "Lead professional", "Imogen Trask")
    write(place, "Visits", "Every 10 working days")

    with ui_desk.reading() as reading:
        rows = reading.find(CoreGroupMember)
    assert [(row.is_lead, row.visits_every) for row in rows] == [(True, "Every 10 working days"), (False, "")]
    assert view(place).flag_texts[0].startswith("● led by Imogen Trask")
    assert place.refused == []
    place.typist.press("Esc")
    assert place.line.hasFocus()
