from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.cards.card import Block, Card
from meetingdesk.app.live.cards.filling import fill_in
from meetingdesk.app.live.view import Part
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.documents import Consent
from meetingdesk.domain.families import CourtOrder, OrderBreach, OrderCondition, OrderKind
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import StaleRecord
from tests.live_cards import cards_of, fill, says
from tests.live_meetings import LiveMeeting, a_conference, a_live_marac
from tests.people import person_with

FATHER, MOTHER, CHILD = 4, 3, 0


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    live.start()
    return live


def card(live: LiveMeeting, family: int | None = None) -> Card:
    (found,) = (one for one in cards_of(live, "people", family) if one.title == "Orders and conditions")
    return found


def lines(card: Card, kind: type[Row]) -> list[Block]:
    return [block for block in card.blocks if block.kind is kind]


def begin(live: LiveMeeting, kind: OrderKind = OrderKind.BAIL) -> None:
    fill(live, lines(card(live), CourtOrder)[-1], "kind", kind)


def order(live: LiveMeeting, **values: Any) -> CourtOrder:
    values.setdefault("kind", OrderKind.BAIL)
    row = CourtOrder(family_id=live.families[0].family.id, **values)
    live.desk.execute(AddRows((row,)))
    return row


def on(live: LiveMeeting, days: int) -> date:
    held_on = live.meeting.held_on
    assert held_on is not None
    return held_on + timedelta(days=days)


# Orders


def test_the_card_stands_behind_those_of_the_people(live: LiveMeeting) -> None:
    titles = [one.title for one in cards_of(live, "people")]

    assert titles[-3:] == [
        "Adult B · Sam Oakley",
        "Orders and conditions",
        "Agreement and why to share",
    ]


def test_an_order_begins_with_its_kind_and_room_for_another_stands_ready(live: LiveMeeting) -> None:
    (empty,) = lines(card(live), CourtOrder)

    begin(live, OrderKind.NON_MOLESTATION)
    fill(live, lines(card(live), CourtOrder)[0], "bound_id", live.person(FATHER))

    row = live.only(CourtOrder)
    written, spare = lines(card(live), CourtOrder)
    assert (row.kind, row.bound_id) == (OrderKind.NON_MOLESTATION, live.person(FATHER))
    assert row.family_id == live.families[0].family.id
    assert written.identity == empty.identity
    assert (written.heading, spare.heading) == ("Non-molestation order · Adult B", "Another order")
    assert spare.row is None


def test_every_kind_of_order_has_words(live: LiveMeeting) -> None:
    (empty,) = lines(card(live), CourtOrder)

    offered = [kind for kind, _ in empty.fields[0].choices]

    assert sorted(offered) == sorted(OrderKind)
    assert empty.fields[0].choices[0] == (OrderKind.OTHER, "which kind?")


def test_orders_stand_in_the_order_in_which_they_were_written(live: LiveMeeting) -> None:
    kinds = [OrderKind.RESTRAINING, OrderKind.BAIL, OrderKind.CARE, OrderKind.LICENCE]

    for kind in kinds:
        begin(live, kind)

    assert [block.value("kind") for block in lines(card(live), CourtOrder)] == [*kinds, OrderKind.OTHER]


def test_whoever_is_bound_and_no_longer_of_the_family_is_still_told(live: LiveMeeting, desk: Desk) -> None:
    elsewhere = a_live_marac(desk, 1).person(FATHER)
    order(live, bound_id=elsewhere)

    bound = next(field for field in lines(card(live), CourtOrder)[0].fields if field.name == "bound_id")

    assert bound.choices[-1] == (elsewhere, "somebody not of this family")


def test_an_order_that_was_emptied_goes_and_undo_brings_it_back(live: LiveMeeting) -> None:
    begin(live)

    fill(live, lines(card(live), CourtOrder)[0], "kind", OrderKind.OTHER)

    assert live.find(CourtOrder) == ()
    live.desk.undo()
    assert live.only(CourtOrder).kind is OrderKind.BAIL


def test_an_order_with_conditions_stays_when_its_words_are_taken_out(live: LiveMeeting) -> None:
    begin(live)
    fill(live, lines(card(live), OrderCondition)[0], "text", "not within 100 metres")

    fill(live, lines(card(live), CourtOrder)[0], "kind", OrderKind.OTHER)

    assert live.only(CourtOrder).kind is OrderKind.OTHER
    assert live.only(OrderCondition).text == "not within 100 metres"


# Conditions and breaches


@pytest.mark.parametrize("kind", [OrderCondition, OrderBreach])
def test_lines_stand_in_the_order_in_which_they_were_typed(
    live: LiveMeeting, kind: type[OrderCondition | OrderBreach]
) -> None:
    begin(live)
    texts = [f"line {number}" for number in range(6)]

    for text in texts:
        fill(live, lines(card(live), kind)[-1], "text", text)

    found = lines(card(live), kind)
    assert [block.value("text") for block in found] == [*texts, ""]
    assert {row.order_id for row in live.find(kind)} == {live.only(CourtOrder).id}


def test_a_line_begun_before_the_last_one_was_read_follows_it(live: LiveMeeting) -> None:
    begin(live)
    first = lines(card(live), OrderCondition)[0]
    second = first.then
    assert second is not None
    assert second.then is not None

    fill(live, first, "text", "one")
    fill(live, second, "text", "two")

    found = lines(card(live), OrderCondition)
    assert [block.identity for block in found] == [first.identity, second.identity, second.then.identity]
    assert [block.value("text") for block in found] == ["one", "two", ""]


def test_a_line_without_words_goes_and_the_others_stay(live: LiveMeeting) -> None:
    begin(live)
    for text in ("no contact", "lives at his brother’s"):
        fill(live, lines(card(live), OrderCondition)[-1], "text", text)

    fill(live, lines(card(live), OrderCondition)[0], "text", "")

    assert [row.text for row in live.find(OrderCondition)] == ["lives at his brother’s"]
    live.desk.undo()
    assert len(live.find(OrderCondition)) == 2


def test_nobodys_line_is_written_over(live: LiveMeeting) -> None:
    begin(live)
    old = lines(card(live), OrderBreach)[0]
    fill(live, old, "text", "rang her at night")

    with pytest.raises(StaleRecord):
        live.desk.execute(fill_in(old, "text", "mine", "Fill in", ""))

    assert live.only(OrderBreach).text == "rang her at night"


def test_each_order_has_lines_of_its_own(live: LiveMeeting) -> None:
    begin(live, OrderKind.BAIL)
    begin(live, OrderKind.LICENCE)
    first, second = lines(card(live), OrderCondition)

    fill(live, second, "text", "reports on Mondays")

    licence = next(row for row in live.find(CourtOrder) if row.kind is OrderKind.LICENCE)
    assert first.identity != second.identity
    assert live.only(OrderCondition).order_id == licence.id


def test_a_breach_asks_when_it_was_and_how_it_was_answered(live: LiveMeeting) -> None:
    begin(live)
    empty = lines(card(live), OrderBreach)[0]
    fill(live, empty, "text", "waited at the school gate")

    written = lines(card(live), OrderBreach)[0]
    fill(live, written, "happened_on", on(live, -2))
    fill(live, lines(card(live), OrderBreach)[0], "told", "police, and he was arrested")

    row = live.only(OrderBreach)
    assert (row.happened_on, row.told) == (on(live, -2), "police, and he was arrested")
    assert [field.is_main for field in empty.fields] == [True, False, False]
    assert [field.is_main for field in written.fields] == [True, True, True]


# At a glance


def test_a_breach_without_an_answer_is_told_until_there_is_one(live: LiveMeeting) -> None:
    begin(live)
    fill(live, lines(card(live), OrderBreach)[0], "text", "rang her")
    before = says(card(live))
    fill(live, lines(card(live), OrderBreach)[-1], "text", "came to the house")
    both = says(card(live))

    for place in (0, 1):
        fill(live, lines(card(live), OrderBreach)[place], "told", "police")

    assert before == ["breach without an answer", "1 in force"]
    assert both[0] == "2 breaches without an answer"
    assert says(card(live)) == ["1 in force"]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (29, []),
        (28, ["bail expires in 28 days"]),
        (1, ["bail expires in 1 day"]),
        (0, ["bail expires today"]),
    ],
)
def test_what_runs_out_soon_is_told(live: LiveMeeting, days: int, told: list[str]) -> None:
    order(live, expires_on=on(live, days))

    assert says(card(live)) == [*told, "1 in force"]


def test_an_order_that_ran_out_is_told_until_somebody_says_it_ended(live: LiveMeeting) -> None:
    order(live, expires_on=date(2026, 11, 1))

    told = says(card(live))
    fill(live, lines(card(live), CourtOrder)[0], "ended_on", date(2026, 11, 1))

    assert told == ["bail expired Sun 1 Nov 2026"]
    assert says(card(live)) == []


def test_a_condition_that_runs_out_before_its_order_is_told(live: LiveMeeting) -> None:
    row = order(live)
    condition = OrderCondition(order_id=row.id, text="no contact", expires_on=on(live, 5))

    live.desk.execute(AddRows((condition,)))

    assert says(card(live)) == ["condition of bail expires in 5 days", "1 in force"]


def test_nothing_more_is_asked_of_an_order_that_is_over(live: LiveMeeting) -> None:
    order(live, ended_on=on(live, -3))

    condition, breach = lines(card(live), OrderCondition)[0], lines(card(live), OrderBreach)[0]

    assert not any(field.is_main for field in (*condition.fields, *breach.fields))


def test_that_none_is_recorded_is_told(live: LiveMeeting) -> None:
    assert says(card(live)) == ["none recorded"]


# Who reads it


def test_a_new_order_is_read_by_whoever_reads_the_section(live: LiveMeeting) -> None:
    begin(live)

    assert live.only(CourtOrder).visibility is Visibility.V0
    assert lines(card(live), CourtOrder)[0].narrow == ""


def test_an_order_that_fewer_may_read_says_so_and_stays_narrow(live: LiveMeeting) -> None:
    order(live, visibility=Visibility.V2)

    narrow = lines(card(live), CourtOrder)[0]
    fill(live, narrow, "text", "not to be told to him")

    assert narrow.narrow == Visibility.V2.label
    assert live.only(CourtOrder).visibility is Visibility.V2


def test_whoever_does_not_read_this_part_is_told_so(desk: Desk) -> None:
    live = a_conference(desk, "strategy")
    live.start()
    family_only = replace(person_with("coordinator"), sees=frozenset({Visibility.V0}))
    other = Desk(desk.store, family_only)

    found = live.look(live.point("people"), frozenset({Part.CARDS}), desk=other).cards

    assert found is not None
    orders, sharing = found[-2:]
    assert orders.blocks == ()
    assert says(orders) == ["professionals: your role does not read it"]
    assert {block.kind for block in sharing.blocks} == {Consent}
    assert "professionals: your role does not read the rest" in says(sharing)


def test_each_case_of_a_marac_has_orders_of_its_own(desk: Desk) -> None:
    live = a_live_marac(desk)
    live.start()

    fill(live, lines(card(live, 0), CourtOrder)[0], "kind", OrderKind.RESTRAINING)

    assert live.only(CourtOrder).family_id == live.families[0].family.id
    assert says(card(live, 1)) == ["none recorded"]


def test_every_line_says_for_itself_what_it_is_of(live: LiveMeeting) -> None:
    row = order(live, bound_id=live.person(FATHER))
    live.desk.execute(AddRows((OrderCondition(order_id=row.id, text="no contact"),)))

    heard = [field.name_heard for block in card(live).blocks for field in block.fields]

    assert "Who is bound: Bail · Adult B" in heard
    assert "Condition 1: Bail · Adult B" in heard
    assert "Only until: condition 1, Bail · Adult B" in heard
    assert len(heard) == len(set(heard))
    assert all(isinstance(dict(block.identity)["id"], UUID) for block in card(live).blocks)
