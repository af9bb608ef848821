from __future__ import annotations

from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.cards.card import Block, Card
from meetingdesk.app.live.cards.filling import fill_in
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.risk import FamilyView
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import StaleRecord
from tests.live_cards import card_of, cards_of, fill, says, somebody
from tests.live_meetings import LiveMeeting, a_conference


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    live.start()
    return live


@pytest.fixture
def mother(live: LiveMeeting) -> UUID:
    return live.person(3)


@pytest.fixture
def harming(live: LiveMeeting) -> UUID:
    return somebody(live, FamilyRole.ALLEGED_PERPETRATOR)


def card(live: LiveMeeting, key: UUID) -> Card:
    return card_of(live, "family_views", key)


def view(live: LiveMeeting, key: UUID) -> Block:
    (block,) = card(live, key).blocks
    return block


def test_each_adult_has_a_card_and_nobody_who_is_a_child(live: LiveMeeting) -> None:
    live.desk.execute(
        AddRows(
            (
                FamilyMember(
                    family_id=live.families[0].family.id, person_id=live.person(3), role=FamilyRole.VICTIM
                ),
            )
        )
    )
    somebody(live, FamilyRole.SIGNIFICANT_OTHER)

    found = cards_of(live, "family_views")

    assert [card.title for card in found] == ["Adult A", "Adult B", "Adult C"]
    assert set(found[0].below.split(", ")) == {"parent", "harmed"}
    assert found[2].below == "matters to the family"


def test_whoever_may_harm_comes_last_and_what_they_say_goes_back_to_nobody(
    live: LiveMeeting, harming: UUID
) -> None:
    somebody(live, FamilyRole.SIGNIFICANT_OTHER)

    found = cards_of(live, "family_views")

    assert found[-1].key == harming
    assert "not to be shared back" in says(found[-1])
    assert not any("not to be shared back" in says(card) for card in found[:-1])


def test_whoever_may_harm_is_asked_about_their_own_part_only(live: LiveMeeting, harming: UUID) -> None:
    fields = {field.name: field for field in view(live, harming).fields}

    assert "what Adult C did and will do" in fields["words"].label
    assert fields["disagrees_with"].hint == "Their own part only"
    assert not fields["disagrees_with"].is_main
    assert {*fields} == {field.name for field in view(live, live.person(3)).fields}


def test_an_account_can_be_kept_among_professionals_in_one_go(live: LiveMeeting, harming: UUID) -> None:
    assert card(live, harming).offers == ()
    fill(live, view(live, harming), "words", "I have rung the service.")
    assert live.only(FamilyView).visibility is Visibility.V0

    (offer,) = card(live, harming).offers
    live.desk.execute(offer.command)

    assert live.only(FamilyView).visibility is Visibility.V1
    assert card(live, harming).offers == ()
    assert "▣ Professionals" in says(card(live, harming))


def test_a_view_begins_with_its_first_word_and_is_for_whoever_reads_the_section(
    live: LiveMeeting, mother: UUID
) -> None:
    fill(live, view(live, mother), "words", "I want them to sleep.")
    fill(live, view(live, mother), "would_help", "somebody to ring at night")

    row = live.only(FamilyView)
    assert (row.meeting_id, row.person_id) == (live.meeting_id, mother)
    assert row.family_id == live.families[0].family.id
    assert (row.words, row.would_help) == ("I want them to sleep.", "somebody to ring at night")
    assert row.visibility is Visibility.V0


def test_typing_a_view_is_one_step_to_undo(live: LiveMeeting, mother: UUID) -> None:
    for text in ("I", "I want", "I want them to sleep."):
        fill(live, view(live, mother), "words", text)

    live.desk.undo()

    assert live.find(FamilyView) == ()
    live.desk.redo()
    assert live.only(FamilyView).words == "I want them to sleep."


def test_nobodys_words_about_a_view_are_written_over(live: LiveMeeting, mother: UUID) -> None:
    old = view(live, mother)
    fill(live, old, "words", "theirs")

    with pytest.raises(StaleRecord):
        live.desk.execute(fill_in(old, "words", "mine", "Fill in", ""))

    assert live.only(FamilyView).words == "theirs"


def test_what_is_not_known_needs_a_reason(live: LiveMeeting, mother: UUID) -> None:
    assert says(card(live, mother)) == ["nothing known, and not why"]

    fill(live, view(live, mother), "not_known_because", "It was not safe to ask.")

    assert says(card(live, mother)) == ["not known, and said why"]
    assert live.only(FamilyView).not_known_because == "It was not safe to ask."


def test_once_a_view_is_known_no_reason_is_asked_for(live: LiveMeeting, mother: UUID) -> None:
    def asks_why() -> bool:
        return next(field for field in view(live, mother).fields if field.name == "not_known_because").is_main

    before = asks_why()
    fill(live, view(live, mother), "fears", "that he comes back")

    assert before
    assert not asks_why()
    assert says(card(live, mother)) == ["known, not in their words"]


def test_what_was_said_and_not_seen_is_told(live: LiveMeeting, mother: UUID) -> None:
    fill(live, view(live, mother), "words", "I will go.")
    fill(live, view(live, mother), "willingness_stated", "go to the group")
    assert says(card(live, mother)) == ["in their words", "said, not seen"]

    fill(live, view(live, mother), "action_observed", "went twice, the worker says")
    fill(live, view(live, mother), "disagrees_with", "the plan")

    assert says(card(live, mother)) == ["in their words", "disagrees"]


def test_a_view_that_fewer_may_read_stays_narrow(live: LiveMeeting, mother: UUID) -> None:
    fill(live, view(live, mother), "words", "Only for you.")
    live.desk.execute(change(live.only(FamilyView), visibility=Visibility.V2))

    fill(live, view(live, mother), "fears", "that this is read at home")

    assert live.only(FamilyView).visibility is Visibility.V2
    assert "▣ Restricted" in says(card(live, mother))


def test_no_label_guesses_whether_somebody_is_a_man_or_a_woman(live: LiveMeeting, harming: UUID) -> None:
    labels = [field.label for card in cards_of(live, "family_views") for field in card.blocks[0].fields]

    assert not any(
        word in f" {label.lower()} " for label in labels for word in (" he ", " she ", " his ", " her ")
    )
