from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepDecision, KeepEntry
from meetingdesk.app.live.cards.card import Block, Card, Offer
from meetingdesk.app.live.cards.filling import fill_in
from meetingdesk.app.live.view import Part
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.decisions import AgencyView, Decision, DecisionOption, View
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.people import Person
from meetingdesk.domain.visibility import Visibility
from tests.live_meetings import AT, LiveMeeting, a_conference, a_live_marac

STATUS = AttendanceStatus


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    """A conference about one child, with police and a school here and housing away."""
    live = a_conference(desk)
    live.start()
    live.invite("police", STATUS.PRESENT)
    live.invite("school", STATUS.PRESENT_REMOTE, "Joel Test")
    live.invite("housing", STATUS.APOLOGIES)
    return live


def cards(live: LiveMeeting, section: str = "decision", family: int | None = None) -> tuple[Card, ...]:
    found = live.look(live.point(section, family), frozenset({Part.CARDS})).cards
    assert found is not None
    return found


def first(live: LiveMeeting) -> Card:
    return cards(live)[0]


def own(card: Card) -> Block:
    return card.blocks[0]


def blocks(card: Card, kind: type) -> list[Block]:
    return [block for block in card.blocks if block.kind is kind]


def fill(live: LiveMeeting, block: Block, name: str, value: Any) -> None:
    live.desk.execute(fill_in(block, name, value, "Fill in", block.value(name)))


def says(card: Card) -> list[str]:
    return [flag.says for flag in card.flags]


def offer(card: Card, beginning: str) -> Offer:
    (found,) = (one for one in card.offers if one.says.startswith(beginning))
    return found


def add_child(live: LiveMeeting, position: int = 9) -> UUID:
    person = Person(birth_date=date(2019, 1, 1))
    family = live.families[0].family
    member = FamilyMember(family_id=family.id, person_id=person.id, role=FamilyRole.CHILD, position=position)
    live.desk.execute(AddRows((person, member)))
    return person.id


def test_each_child_has_a_decision_of_their_own(live: LiveMeeting) -> None:
    before = [card.title for card in cards(live)]

    add_child(live)

    assert before[0] == "Child 1"
    assert len(cards(live)) == len(before) + 1
    assert len({card.key for card in cards(live)}) == len(before) + 1
    assert all(says(card)[0] == "no decision yet" for card in cards(live))


def test_a_decision_begins_with_its_first_word_and_with_who_takes_it(live: LiveMeeting) -> None:
    before = first(live)

    fill(live, own(before), "text", "A plan is made.")
    after = first(live)

    row = own(after).row
    assert isinstance(row, Decision)
    assert after.key == before.key == row.id
    assert row.meeting_id == live.meeting_id
    assert row.visibility is Visibility.V0
    assert says(after)[:2] == ["outcome not chosen", "no reason given"]


def test_a_decision_typed_on_the_line_is_the_childs_card(live: LiveMeeting) -> None:
    child = own(first(live)).begins_with
    child_id = dict(child)["child_id"]

    live.desk.execute(KeepDecision(live.point("decision").id, AT, "No plan.", child_id))

    card = first(live)
    assert own(card).value("text") == "No plan."
    fill(live, own(card), "rationale", "The school and the visitor see a change.")
    (row,) = live.find(Decision, meeting_id=live.meeting_id)
    assert row.rationale.startswith("The school")


def test_an_option_begins_and_goes_with_its_words(live: LiveMeeting) -> None:
    (empty,) = blocks(first(live), DecisionOption)

    fill(live, empty, "text", "A family help plan")
    begun, following = blocks(first(live), DecisionOption)
    assert begun.value("text") == "A family help plan"
    assert following.row is None
    # The decision it belongs to was begun with it.
    assert len(live.find(Decision, meeting_id=live.meeting_id)) == 1
    fill(live, begun, "rejected_because", "Nothing has changed yet.")
    again = blocks(first(live), DecisionOption)[0]
    fill(live, again, "rejected_because", "")
    fill(live, blocks(first(live), DecisionOption)[0], "text", "")

    assert live.find(DecisionOption) == ()


def test_one_key_records_that_all_who_are_here_agree_and_who_is_not(live: LiveMeeting) -> None:
    card = first(live)
    views = {block.fields[0].label: block for block in blocks(card, AgencyView)}
    assert len(views) == 3
    school = next(block for name, block in views.items() if "school" in name.lower())
    fill(live, school, "view", View.DISAGREES)

    live.desk.execute(offer(first(live), "All who are here").command)

    card = first(live)
    stand = sorted(block.value("view") for block in blocks(card, AgencyView))
    assert stand == sorted([View.AGREES, View.DISAGREES, View.ABSENT])
    assert "1 of 3 agencies agree" in says(card)
    assert "1 disagrees: ? takes it further" in says(card)
    assert [one.says for one in card.offers] == [
        "Note who was missing",
        "Take the dissent of Invented school further",
    ]
    live.desk.undo()
    stand = [block.value("view") for block in blocks(first(live), AgencyView)]
    assert stand.count(View.NOT_ASKED) == 2


def test_whoever_disagrees_is_asked_for_the_reason(live: LiveMeeting) -> None:
    block = blocks(first(live), AgencyView)[0]
    assert not block.fields[1].is_main

    fill(live, block, "view", View.DISAGREES)

    assert blocks(first(live), AgencyView)[0].fields[1].is_main


def test_who_was_missing_is_noted_at_the_moment_of_the_decision(live: LiveMeeting) -> None:
    police = live.asked["police"].agency_id
    live.desk.execute(KeepEntry(live.point("information").id, AT, "Called.", agency_id=police))

    live.desk.execute(offer(first(live), "Note who").command)

    missing = own(first(live)).value("missing_information")
    assert "Not here: Invented housing." in missing
    assert "Invented school" in missing
    assert "police" not in missing
    assert not [one for one in first(live).offers if one.says.startswith("Note who")]


def test_the_familys_own_view_is_recorded_and_not_counted(live: LiveMeeting) -> None:
    fill(live, own(first(live)), "text", "A plan is made.")
    (decision,) = live.find(Decision, meeting_id=live.meeting_id)
    person = live.person(0)
    live.desk.execute(
        AddRows((AgencyView(decision_id=decision.id, person_id=person, view=View.DISAGREES, reason="No."),))
    )

    card = first(live)

    assert blocks(card, AgencyView)[-1].heading == "The family: recorded, not counted"
    assert not [word for word in says(card) if "disagree" in word]


def test_a_case_without_a_heading_for_each_child_is_decided_as_one(desk: Desk) -> None:
    marac = a_live_marac(desk)
    marac.start()

    (card,) = cards(marac, "outcome", 0)

    assert card.title == "This case"
    fill(marac, own(card), "text", "Kept on the list.")
    (decision,) = marac.find(Decision, meeting_id=marac.meeting_id)
    assert (decision.child_id, decision.family_id) == (None, marac.families[0].family.id)
    assert len(cards(marac, "outcome", 1)) == 1
