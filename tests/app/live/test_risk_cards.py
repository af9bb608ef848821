from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.cards.card import Block, Card
from meetingdesk.app.live.cards.filling import fill_in
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.risk import RiskKind, RiskPoint, ScaleRating
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import StaleRecord
from tests.live_cards import cards_of, fill, says
from tests.live_meetings import LiveMeeting, a_conference, a_live_marac


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    live.invite("police", AttendanceStatus.PRESENT)
    live.invite("csc", AttendanceStatus.PRESENT)
    live.start()
    return live


def card(live: LiveMeeting, place: int = 0) -> Card:
    return cards_of(live, "risk")[place]


def lines(card: Card, kind: RiskKind) -> list[Block]:
    return [
        block for block in card.blocks if block.kind is RiskPoint and dict(block.begins_with)["kind"] is kind
    ]


def write(live: LiveMeeting, kind: RiskKind, *texts: str, place: int = 0) -> None:
    for text in texts:
        fill(live, lines(card(live, place), kind)[-1], "text", text)


def numbers(card: Card) -> dict[str, Block]:
    return {block.fields[0].label: block for block in card.blocks if block.kind is ScaleRating}


def point(
    live: LiveMeeting, kind: RiskKind, text: str, person: UUID | None = None, **values: Any
) -> RiskPoint:
    row = RiskPoint(
        meeting_id=live.meeting_id,
        family_id=live.families[0].family.id,
        person_id=person,
        kind=kind,
        text=text,
        **values,
    )
    live.desk.execute(AddRows((row,)))
    return row


def test_each_child_has_a_card_and_the_family_has_the_last(live: LiveMeeting) -> None:
    assert [card.title for card in cards_of(live, "risk")] == ["Child 1", "Child 2", "Unborn", "The family"]


def test_a_case_of_a_marac_has_one_card_that_says_about_whom_each_point_is(desk: Desk) -> None:
    live = a_live_marac(desk)
    live.start()
    (only,) = cards_of(live, "risk", 0)
    fill(live, lines(only, RiskKind.HARM)[0], "text", "held by the throat")

    (only,) = cards_of(live, "risk", 0)
    written = lines(only, RiskKind.HARM)[0]
    about = next(field for field in written.fields if field.name == "person_id")
    signs = next(field for field in written.fields if field.name == "indicator")
    fill(live, written, "person_id", live.person(3))
    (only,) = cards_of(live, "risk", 0)
    fill(live, lines(only, RiskKind.HARM)[0], "indicator", "strangulation")

    row = live.only(RiskPoint)
    assert only.title == "This case"
    assert [words for _, words in about.choices] == [
        "all of them",
        *("Child 1", "Child 2", "Unborn", "Adult A", "Adult B"),
    ]
    assert "Strangulation or choking" in [words for _, words in signs.choices]
    assert (row.person_id, row.indicator) == (live.person(3), "strangulation")
    assert row.family_id == live.families[0].family.id
    assert lines(cards_of(live, "risk", 1)[0], RiskKind.HARM)[0].row is None


def test_a_line_begins_with_its_first_word_and_another_one_stands_ready(live: LiveMeeting) -> None:
    write(live, RiskKind.WORRY, "nobody wakes them", "the door has no lock")

    found = lines(card(live), RiskKind.WORRY)
    assert [block.value("text") for block in found] == ["nobody wakes them", "the door has no lock", ""]
    assert [block.row is None for block in found] == [False, False, True]
    rows = live.find(RiskPoint)
    assert {row.person_id for row in rows} == {live.person(0)}
    assert sorted(row.position for row in rows) == [1, 2]
    assert lines(card(live, 1), RiskKind.WORRY)[0].row is None


def test_a_line_without_words_goes_and_the_others_stay(live: LiveMeeting) -> None:
    write(live, RiskKind.STRENGTH, "an aunt rings every day", "a teacher who listens")

    fill(live, lines(card(live), RiskKind.STRENGTH)[0], "text", "")

    left = lines(card(live), RiskKind.STRENGTH)
    assert [block.value("text") for block in left] == ["a teacher who listens", ""]
    assert [block.fields[0].is_named for block in left] == [True, False]
    live.desk.undo()
    assert [block.value("text") for block in lines(card(live), RiskKind.STRENGTH)] == [
        *("an aunt rings every day", "a teacher who listens", ""),
    ]


def test_a_line_that_is_typed_is_one_step_to_undo(live: LiveMeeting) -> None:
    for text in ("the", "the nights", "the nights are loud"):
        fill(live, lines(card(live), RiskKind.HARM)[0], "text", text)

    live.desk.undo()

    assert live.find(RiskPoint) == ()
    live.desk.redo()
    assert live.only(RiskPoint).text == "the nights are loud"


def test_a_line_begun_before_the_last_one_was_read_follows_it(live: LiveMeeting) -> None:
    first = lines(card(live), RiskKind.HARM)[0]
    second = first.then
    assert second is not None

    fill(live, first, "text", "one")
    fill(live, second, "text", "two")

    found = lines(card(live), RiskKind.HARM)
    assert [block.identity for block in found[:2]] == [first.identity, second.identity]
    assert [block.value("text") for block in found] == ["one", "two", ""]


def test_nobodys_line_is_written_over(live: LiveMeeting) -> None:
    old = lines(card(live), RiskKind.GAP)[0]
    write(live, RiskKind.GAP, "who sleeps there")

    with pytest.raises(StaleRecord):
        live.desk.execute(fill_in(old, "text", "mine", "Fill in", ""))

    assert live.only(RiskPoint).text == "who sleeps there"


def test_a_danger_statement_asks_for_no_second_one_before_more_is_wanted(live: LiveMeeting) -> None:
    write(live, RiskKind.DANGER_STATEMENT, "We are worried that nobody hears them.")

    written, spare = lines(card(live), RiskKind.DANGER_STATEMENT)
    assert written.fields[0].is_main
    assert not spare.fields[0].is_main
    assert spare.then is None


def test_what_stands_on_a_card_comes_in_the_order_of_the_conversation(live: LiveMeeting) -> None:
    headings = list(dict.fromkeys(block.heading for block in card(live).blocks))

    assert headings == [
        "What we are worried about",
        "What is working well",
        "What needs to happen",
        "What we do not know",
        "Danger and safety, in a sentence",
        "How safe, 0 to 10: before, and now",
    ]


def test_risk_to_staff_is_asked_for_on_the_card_of_the_family_only(live: LiveMeeting) -> None:
    assert lines(card(live), RiskKind.RISK_TO_STAFF) == []
    assert len(lines(card(live, 3), RiskKind.RISK_TO_STAFF)) == 1


def test_a_point_about_an_adult_stands_on_the_card_of_the_family(live: LiveMeeting) -> None:
    point(live, RiskKind.GAP, "nobody asked him", live.person(4))

    written = lines(card(live, 3), RiskKind.GAP)[0]
    assert written.value("text") == "nobody asked him"
    about = next(field for field in written.fields if field.name == "person_id")
    assert [words for _, words in about.choices] == ["all of them", "Adult A", "Adult B"]


def test_a_new_line_is_read_by_whoever_reads_the_section(live: LiveMeeting) -> None:
    write(live, RiskKind.HARM, "for everybody")

    assert live.only(RiskPoint).visibility is Visibility.V0
    assert lines(card(live), RiskKind.HARM)[0].narrow == ""


def test_a_new_line_of_a_marac_is_for_professionals(desk: Desk) -> None:
    live = a_live_marac(desk, 1)
    live.start()

    fill(live, lines(cards_of(live, "risk", 0)[0], RiskKind.HARM)[0], "text", "for the table")

    assert live.only(RiskPoint).visibility is Visibility.V1


def test_a_line_that_fewer_may_read_says_so_and_stays_narrow(live: LiveMeeting) -> None:
    point(live, RiskKind.HARM, "told in confidence", live.person(0), visibility=Visibility.V1)
    narrow = lines(card(live), RiskKind.HARM)[0]

    fill(live, narrow, "text", "told in confidence, on Monday")

    assert narrow.narrow == "Professionals"
    assert live.only(RiskPoint).visibility is Visibility.V1


def test_each_agency_that_was_asked_has_a_number_before_and_now(live: LiveMeeting) -> None:
    names = list(numbers(card(live)))

    fill(live, numbers(card(live))["Invented police"], "now", 3)
    fill(live, numbers(card(live))["Invented police"], "before", 5)

    assert names == ["Invented police", "Invented csc"]
    row = live.only(ScaleRating)
    assert (row.before, row.now) == (5, 3)
    assert (row.child_id, row.agency_id) == (live.person(0), live.agencies["police"].id)
    assert row.visibility is Visibility.V0
    assert numbers(card(live, 1))["Invented police"].row is None
    assert "1 number" in says(card(live))


def test_a_number_taken_back_takes_its_row_away(live: LiveMeeting) -> None:
    fill(live, numbers(card(live))["Invented csc"], "now", 0)
    assert live.only(ScaleRating).now == 0

    fill(live, numbers(card(live))["Invented csc"], "now", None)

    assert live.find(ScaleRating) == ()


def test_an_adult_of_the_family_who_was_asked_to_come_has_a_number(live: LiveMeeting) -> None:
    mother = live.person(3)
    live.desk.execute(AddRows((Attendance(meeting_id=live.meeting_id, person_id=mother, position=9),)))

    fill(live, numbers(card(live))["Adult A"], "now", 7)

    assert list(numbers(card(live))) == ["Invented police", "Invented csc", "Adult A"]
    assert live.only(ScaleRating).person_id == mother


def test_a_second_number_of_one_agency_keeps_its_own_row(live: LiveMeeting) -> None:
    rating = ScaleRating(
        meeting_id=live.meeting_id,
        family_id=live.families[0].family.id,
        child_id=live.person(0),
        agency_id=live.agencies["police"].id,
        now=2,
    )
    live.desk.execute(AddRows((rating, replace(rating, id=UUID(int=rating.id.int + 1), now=6))))

    found = [block for block in card(live).blocks if block.kind is ScaleRating and block.row is not None]

    assert sorted(block.value("now") for block in found) == [2, 6]
    last = found[-1]
    fill(live, last, "words", "from the neighbourhood team")
    assert {row.words for row in live.find(ScaleRating)} == {"", "from the neighbourhood team"}


def test_numbers_of_a_marac_wait_until_they_are_asked_for(desk: Desk) -> None:
    live = a_live_marac(desk, 1)
    live.invite("police", AttendanceStatus.PRESENT)
    live.start()

    (rating,) = numbers(cards_of(live, "risk", 0)[0]).values()

    assert not any(field.is_main for field in rating.fields)


def test_what_is_missing_is_said_at_a_glance(live: LiveMeeting) -> None:
    assert says(card(live)) == ["no worry written"]
    assert says(card(live, 3)) == []

    write(live, RiskKind.WORRY, "the nights")
    assert says(card(live)) == ["1 worry", "no strength written"]
    write(live, RiskKind.SAFETY, "she rang twice")
    write(live, RiskKind.DANGER_STATEMENT, "We are worried that …")
    write(live, RiskKind.GAP, "who is the father")
    assert says(card(live)) == ["1 worry", "1 strength", "danger without a goal", "1 not known"]
    write(live, RiskKind.SAFETY_GOAL, "Two adults take turns")
    assert "danger without a goal" not in says(card(live))


def test_every_line_says_for_itself_whose_it_is(live: LiveMeeting) -> None:
    heard = [field.name_heard for block in card(live).blocks for field in block.fields]

    assert "Harm so far: Child 1" in heard
    assert "Invented police, Child 1: before" in heard
    assert all(block.is_let_go for block in card(live).blocks)
