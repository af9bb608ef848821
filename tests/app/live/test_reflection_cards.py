from __future__ import annotations

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.cards.card import Block, Card
from meetingdesk.app.live.cards.filling import fill_in
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.risk import Reflection
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import StaleRecord
from tests.app.meetings_to_prepare import book
from tests.live_cards import cards_of, fill, says
from tests.live_meetings import LiveMeeting, a_conference, a_live_marac


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    live.start()
    return live


def card(live: LiveMeeting) -> Card:
    (only,) = cards_of(live, "reflection")
    return only


def question(live: LiveMeeting, prompt: str) -> Block:
    (block,) = (block for block in card(live).blocks if dict(block.identity)["prompt"] == prompt)
    return block


def test_the_questions_are_those_that_the_type_picks(live: LiveMeeting) -> None:
    picked = book().meeting_types["icpc"].prompts

    asked = [block.fields[0].label for block in card(live).blocks]

    assert asked == [book().prompts[key].text for key in picked]
    assert len(asked) == 3
    assert says(card(live)) == ["3 not asked yet"]


def test_an_answer_is_kept_with_its_question_for_professionals(live: LiveMeeting) -> None:
    fill(live, question(live, "seen_or_told"), "answer", "Only the aunt has seen it.")

    row = live.only(Reflection)
    assert row.answer == "Only the aunt has seen it."
    assert row.question == book().prompts["seen_or_told"].text
    assert row.family_id == live.families[0].family.id
    assert row.visibility is Visibility.V1
    assert card(live).below == "▣ Professionals"
    assert says(card(live)) == ["1 answered", "2 not asked yet"]


def test_a_question_can_be_passed_and_taken_up_again(live: LiveMeeting) -> None:
    fill(live, question(live, "day_in_life"), "is_passed", value=True)
    assert says(card(live)) == ["1 passed", "2 not asked yet"]

    fill(live, question(live, "day_in_life"), "is_passed", value=False)

    assert live.find(Reflection) == ()


def test_what_is_answered_is_not_asked_whether_it_was_passed(live: LiveMeeting) -> None:
    def asks_whether_passed() -> bool:
        return question(live, "seen_or_told").fields[1].is_main

    before = asks_whether_passed()
    fill(live, question(live, "seen_or_told"), "answer", "Nobody.")

    assert before
    assert not asks_whether_passed()


def test_an_answer_that_is_typed_is_one_step_to_undo(live: LiveMeeting) -> None:
    for text in ("Only", "Only the", "Only the aunt"):
        fill(live, question(live, "seen_or_told"), "answer", text)

    live.desk.undo()

    assert live.find(Reflection) == ()
    live.desk.redo()
    assert live.only(Reflection).answer == "Only the aunt"


def test_nobodys_answer_is_written_over(live: LiveMeeting) -> None:
    old = question(live, "seen_or_told")
    fill(live, old, "answer", "theirs")

    with pytest.raises(StaleRecord):
        live.desk.execute(fill_in(old, "answer", "mine", "Fill in", ""))

    assert live.only(Reflection).answer == "theirs"


def test_a_question_stays_as_it_was_asked(live: LiveMeeting) -> None:
    rows = (
        Reflection(
            meeting_id=live.meeting_id,
            family_id=live.families[0].family.id,
            prompt="a_question_of_last_year",
            question="What did we use to ask?",
            answer="This.",
        ),
    )
    live.desk.execute(AddRows(rows))

    assert card(live).blocks[-1].fields[0].label == "What did we use to ask?"


def test_each_case_of_a_marac_has_answers_of_its_own(desk: Desk) -> None:
    live = a_live_marac(desk)
    live.start()
    (first,) = cards_of(live, "reflection", 0)
    fill(live, first.blocks[0], "answer", "The money.")

    (other,) = cards_of(live, "reflection", 1)

    assert says(other) == ["3 not asked yet"]
    assert live.only(Reflection).family_id == live.families[0].family.id
