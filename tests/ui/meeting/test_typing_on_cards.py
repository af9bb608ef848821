"""How fields of cards take what is typed quickly: whole words, half words, names, and Enter pressed twice."""

from __future__ import annotations

from datetime import time

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.domain.decisions import CoreGroupMember, Decision
from meetingdesk.domain.families import FamilyMember
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Person, PersonName, YesNo
from tests.ui.meeting.conftest import Begin, Place, go_to_part
from tests.ui.meeting.keyboard import Watching
from tests.ui.meeting.seeds import plan_icpc, plan_prebirth
from tests.ui.meeting.typist import Stroke


def perform(place: Place, *strokes: Stroke) -> None:
    place.typist.perform(strokes)


def on(card: str) -> Stroke:
    return Stroke(0, card=card)


def field(name: str, words: str = "", *keys: str) -> Stroke:
    return Stroke(0, text=words, keys=keys, stop=name)


def person(desk: Desk, name: str) -> Person:
    with desk.reading() as reading:
        (named,) = reading.find(PersonName, full=name)
        return reading.get(Person, named.person_id)


def test_no_is_no_although_not_said_begins_so_too(ui_desk: Desk, begin: Begin) -> None:
    place = begin(plan_icpc(ui_desk))
    go_to_part(place, SectionKind.PEOPLE)

    perform(place, on("Adult B"), field("In the household", "no"), on("Adult B"))

    neville = person(ui_desk, "Neville Ashe")
    with ui_desk.reading() as reading:
        (member,) = reading.find(FamilyMember, person_id=neville.id)
    assert member.in_household is YesNo.NO


def test_spaces_belong_to_the_words_of_a_choice(ui_desk: Desk, begin: Begin) -> None:
    place = begin(plan_icpc(ui_desk))
    go_to_part(place, SectionKind.DECISION)

    perform(place, on("Child 1"), field("Outcome", "no child protection plan; early"), on("Child 1"))

    with ui_desk.reading() as reading:
        (decision,) = reading.find(Decision)
    assert decision.outcome == "early_help"


@pytest.mark.parametrize(("typed", "kept"), [("2pm", time(14)), ("2 or so", None), ("10.15", time(10, 15))])
def test_half_a_time_is_not_kept_for_the_whole_of_it(
    typed: str, kept: time | None, ui_desk: Desk, begin: Begin
) -> None:
    place = begin(plan_icpc(ui_desk))
    go_to_part(place, SectionKind.NEXT_MEETING)

    perform(place, on("Next meeting"), field("Time", typed), on("Next meeting"))

    with ui_desk.reading() as reading:
        meeting = reading.get(Meeting, place.window.meeting.live.standing.meeting_id)
    assert meeting.next_at == kept


def test_tab_after_a_whole_given_name_goes_on_and_writes_no_surname(ui_desk: Desk, begin: Begin) -> None:
    place = begin(plan_icpc(ui_desk))
    go_to_part(place, SectionKind.PEOPLE)

    perform(place, on("Child 1"), field("Lives with", "his mother and Isla"), field("First language"))

    perform(place, on("Child 1"))
    assert person(ui_desk, "Rowan Castell").whereabouts == "his mother and Isla"


def test_enter_pressed_twice_does_not_do_what_stands_there_next(ui_desk: Desk, begin: Begin) -> None:
    place = begin(plan_icpc(ui_desk))
    place.typist.press("F4")
    place.typist.type("P")
    place.typist.press("Esc")
    go_to_part(place, SectionKind.CORE_GROUP)
    perform(place, on("Core group"), field("+ Imogen Trask (CSC)", "", "Return"))
    perform(place, on("Core group"), field("Lead professional: Imogen Trask", "", "Return"))

    perform(place, Stroke(0, keys=("Return", "Return")))

    with ui_desk.reading() as reading:
        leads = [row.is_lead for row in reading.find(CoreGroupMember)]
    assert leads.count(True) == 1


def test_an_offer_that_is_gone_leaves_the_keyboard_on_its_card(ui_desk: Desk, begin: Begin) -> None:
    place = begin(plan_prebirth(ui_desk))
    go_to_part(place, SectionKind.PEOPLE)

    perform(place, on("Unborn"), field("Father: Adult B", "", "Return"))

    view = place.window.meeting.live.board.views[0]
    assert view.isAncestorOf(place.window.focusWidget())


def test_a_keyboard_that_moved_unasked_is_noticed(ui_desk: Desk, begin: Begin) -> None:
    place = begin(plan_icpc(ui_desk))
    go_to_part(place, SectionKind.PEOPLE)
    place.typist.wait()
    live = place.window.meeting.live
    live.gaps.look()
    place.typist.wait()
    watching = Watching(live, place.typist.wait)
    watching(Stroke(1, text="half a line"))
    place.typist.press("F11")
    assert live.not_yet.list.hasFocus()

    with pytest.raises(AssertionError, match="not yet"):
        watching(Stroke(2, text="half a line"))
