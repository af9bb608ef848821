from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.cards.card import Card
from meetingdesk.app.live.cards.filling import fill_in
from meetingdesk.app.live.view import Part
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.decisions import Decision, PlanPoint
from meetingdesk.domain.meetings import FormAnswer
from meetingdesk.domain.people import Person
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import StaleRecord
from tests.app.meetings_to_prepare import plan
from tests.live_meetings import LiveMeeting, a_conference
from tests.people import person_with


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    live.start()
    return live


def cards(live: LiveMeeting, section: str = "plan") -> tuple[Card, ...]:
    found = live.look(live.point(section), frozenset({Part.CARDS})).cards
    assert found is not None
    return found


def card(live: LiveMeeting, title: str) -> Card:
    (found,) = (card for card in cards(live) if card.title == title)
    return found


def fill(live: LiveMeeting, title: str, place: int = -1, **values: Any) -> None:
    for name, value in values.items():
        block = card(live, title).blocks[place]
        live.desk.execute(fill_in(block, name, value, "Fill in", block.value(name)))


def flags(live: LiveMeeting, title: str) -> list[str]:
    return [flag.says for flag in card(live, title).flags]


def follow_up(live: LiveMeeting) -> LiveMeeting:
    family = live.families[0]
    key = plan(live.desk, "core_group", date(2026, 12, 4), family_id=family.family.id)
    later = LiveMeeting(live.desk, key, [family])
    later.start()
    return later


def point(live: LiveMeeting, child: UUID | None, need: str, **values: Any) -> PlanPoint:
    family = live.families[0].family.id
    row = PlanPoint(meeting_id=live.meeting_id, family_id=family, child_id=child, need=need, **values)
    live.desk.execute(AddRows((row,)))
    return row


def test_each_child_has_a_card_and_the_family_has_the_last(live: LiveMeeting) -> None:
    titles = [card.title for card in cards(live)]

    assert titles == ["Child 1", "Child 2", "Unborn", "The family"]
    assert flags(live, "Child 1") == ["no need recorded"]
    assert flags(live, "The family") == []


def test_a_need_begins_with_its_first_word_and_asks_for_the_rest(live: LiveMeeting) -> None:
    (empty,) = card(live, "Child 2").blocks
    assert [field.name for field in empty.fields if field.is_main] == ["need"]

    fill(live, "Child 2", need="To sleep through the night")

    begun, following = card(live, "Child 2").blocks
    assert begun.identity == empty.identity
    assert (begun.heading, following.heading) == ("Need 1", "Need 2")
    assert "milestone_on" in [field.name for field in begun.fields if field.is_main]
    (row,) = live.find(PlanPoint)
    assert (row.child_id, row.meeting_id) == (live.person(1), live.meeting_id)
    assert row.visibility is Visibility.V0
    live.desk.undo()
    assert live.find(PlanPoint) == ()


def test_needs_stand_in_the_order_in_which_they_were_begun(live: LiveMeeting) -> None:
    for need in ("Sleep", "School", "To be heard"):
        fill(live, "Child 1", need=need)

    assert [block.value("need") for block in card(live, "Child 1").blocks] == [
        *("Sleep", "School", "To be heard", ""),
    ]


def test_a_need_goes_with_its_last_word(live: LiveMeeting) -> None:
    fill(live, "Child 1", need="Sleep")
    fill(live, "Child 1", 0, outcome="Sleeps")

    fill(live, "Child 1", 0, need="")
    without_need = flags(live, "Child 1")
    fill(live, "Child 1", 0, outcome="")

    assert without_need == ["no need recorded"]
    assert live.find(PlanPoint) == ()


def test_nobodys_need_is_written_over(live: LiveMeeting) -> None:
    block = card(live, "Child 1").blocks[0]
    fill(live, "Child 1", need="theirs")

    with pytest.raises(StaleRecord):
        live.desk.execute(fill_in(block, "need", "mine", "Fill in", ""))

    assert live.only(PlanPoint).need == "theirs"


def test_what_a_need_lacks_is_told_until_it_is_there(live: LiveMeeting) -> None:
    fill(live, "Child 1", need="Sleep")
    assert flags(live, "Child 1") == [
        *("1 need", "what is to change?", "how will we know?", "by when?", "what otherwise?"),
    ]

    fill(
        live, "Child 1", 0, outcome="Sleeps", success="Wakes rested", milestone_on=date(2026, 12, 18),
        contingency="A room of his own",
    )  # fmt: skip

    assert flags(live, "Child 1") == ["1 need"]
    fill(live, "Child 1", need="School")
    assert "by when? · 1 of 2" in flags(live, "Child 1")


def test_the_family_s_card_stands_for_no_child(live: LiveMeeting) -> None:
    fill(live, "Child 1", need="Sleep")

    fill(live, "The family", need="A home of their own")

    assert flags(live, "Child 2") == ["no need recorded"]
    assert flags(live, "The family")[-1] == "stands for no child: Child 2, Unborn"


def test_a_child_who_died_has_no_plan(live: LiveMeeting) -> None:
    live.desk.execute(change(live.only(Person, id=live.person(1)), died_on=date(2026, 11, 1)))

    assert [card.title for card in cards(live)] == ["Child 1", "Unborn", "The family"]


def test_the_plan_of_the_meeting_before_is_taken_over_child_by_child(live: LiveMeeting) -> None:
    first, second = live.person(0), live.person(1)
    point(live, first, "Sleep", position=1, outcome="Sleeps", is_interim=True)
    point(live, first, "School", position=2)
    point(live, second, "To be heard", position=1, visibility=Visibility.V2)
    later = follow_up(live)
    (offer,) = card(later, "Child 1").offers
    assert offer.says == "Take over the 2 needs of last time"
    assert card(later, "The family").offers == ()

    later.desk.execute(offer.command)
    later.desk.execute(card(later, "Child 2").offers[0].command)

    taken = later.find(PlanPoint, meeting_id=later.meeting_id, child_id=first)
    assert [(row.need, row.outcome, row.position) for row in taken] == [
        ("Sleep", "Sleeps", 1),
        ("School", "", 2),
    ]
    (narrow,) = later.find(PlanPoint, meeting_id=later.meeting_id, child_id=second)
    assert narrow.visibility is Visibility.V2
    assert card(later, "Child 1").offers == ()
    assert len(live.find(PlanPoint, meeting_id=live.meeting_id)) == 3
    later.desk.undo()
    assert later.find(PlanPoint, meeting_id=later.meeting_id, child_id=second) == ()


def test_nothing_is_mixed_into_a_plan_that_somebody_has_begun(live: LiveMeeting) -> None:
    point(live, live.person(0), "Sleep")
    later = follow_up(live)
    (offer,) = card(later, "Child 1").offers
    fill(later, "Child 1", need="School")

    with pytest.raises(StaleRecord):
        later.desk.execute(offer.command)


def test_a_plan_that_the_family_must_not_see_begins_as_narrow_as_its_part(desk: Desk) -> None:
    live = a_conference(desk, "strategy")
    live.start()
    block = cards(live, "safety")[0].blocks[0]

    live.desk.execute(fill_in(block, "need", "Nobody alone with him", "Fill in", ""))

    assert live.only(PlanPoint).visibility is Visibility.V4


def test_whoever_does_not_read_a_part_is_not_asked_to_fill_it_in(desk: Desk) -> None:
    live = a_conference(desk, "strategy")
    live.start()
    other = Desk(desk.store, person_with("coordinator"))

    found = live.look(live.point("safety"), frozenset({Part.CARDS}), desk=other).cards

    assert found is not None
    assert found[0].blocks == ()
    assert [flag.says for flag in found[0].flags] == ["police-sensitive: your role does not read it"]


@pytest.fixture
def strategy(desk: Desk) -> LiveMeeting:
    live = a_conference(desk, "strategy")
    live.start()
    return live


def decide(live: LiveMeeting, outcome: str, child: UUID | None) -> None:
    family = live.families[0].family.id
    live.desk.execute(
        AddRows((Decision(meeting_id=live.meeting_id, family_id=family, child_id=child, outcome=outcome),))
    )


def safety(live: LiveMeeting, title: str) -> Card:
    (found,) = (card for card in cards(live, "safety") if card.title == title)
    return found


def write(live: LiveMeeting, title: str, place: int, **values: Any) -> None:
    for name, value in values.items():
        block = safety(live, title).blocks[place]
        live.desk.execute(fill_in(block, name, value, "Fill in", block.value(name)))


def warns(card: Card) -> list[str]:
    return [flag.says for flag in card.flags]


def test_a_strategy_meeting_that_begins_enquiries_needs_a_plan_until_the_conference(
    strategy: LiveMeeting,
) -> None:
    assert "no plan until the next meeting" not in warns(safety(strategy, "Child 1"))

    decide(strategy, "enquiries_joint", strategy.person(0))

    assert warns(safety(strategy, "Child 1"))[0] == "no plan until the next meeting"
    assert "no plan until the next meeting" not in warns(safety(strategy, "Child 2"))
    write(strategy, "Child 1", 0, need="Hit at home")
    row = strategy.only(PlanPoint)
    assert (row.is_interim, row.visibility) == (True, Visibility.V4)
    assert warns(safety(strategy, "Child 1")) == [
        "1 need",
        "safe through what?",
        "what otherwise?",
        "who visits weekly?",
        "until when?",
        "interim",
    ]


def test_a_plan_for_all_of_the_family_keeps_each_child_safe(strategy: LiveMeeting) -> None:
    decide(strategy, "conference", None)
    assert "no plan until the next meeting" in warns(safety(strategy, "Child 2"))

    point(strategy, None, "Nobody is alone with him", is_interim=True)

    assert "no plan until the next meeting" not in warns(safety(strategy, "Child 2"))


def test_who_visits_weekly_and_until_when_is_kept_for_each_child(strategy: LiveMeeting) -> None:
    write(strategy, "Child 1", 0, need="Hit at home", outcome="Stays with an aunt", contingency="999")

    write(strategy, "Child 1", -1, text="HV, Mondays; <b>{who}</b> %s", on_date=date(2026, 12, 18))

    assert warns(safety(strategy, "Child 1")) == ["1 need", "interim"]
    answer = strategy.only(FormAnswer)
    assert (answer.person_id, answer.visibility) == (strategy.person(0), Visibility.V4)
    assert [block.row for block in safety(strategy, "Child 2").blocks if block.kind is FormAnswer] == [None]
    strategy.desk.undo()
    assert "until when?" in warns(safety(strategy, "Child 1"))
    strategy.desk.undo()
    assert strategy.find(FormAnswer) == ()


def test_a_conference_asks_for_it_only_where_it_is_put_off(live: LiveMeeting) -> None:
    before = card(live, "Child 1")
    assert [block.kind for block in before.blocks] == [PlanPoint]

    decide(live, "adjourned", None)

    after = card(live, "Child 1")
    assert [block.kind for block in after.blocks] == [PlanPoint, FormAnswer]
    assert warns(after)[0] == "no plan until the next meeting"
    fill(live, "Child 1", 0, need="Hit at home")
    assert live.only(PlanPoint).is_interim
    fill(live, "Child 1", 0, is_interim=False)
    labels = {field.name: field.label for field in card(live, "Child 1").blocks[0].fields}
    assert labels["need"] == "Need"
