from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live import cards as cards_of_meetings
from meetingdesk.app.live.capturing import KeepAction, KeepWords
from meetingdesk.app.live.cards import at
from meetingdesk.app.live.cards.card import Block, Card, FieldKind
from meetingdesk.app.live.cards.filling import FillIn, Place, fill_in
from meetingdesk.app.live.view import Part
from meetingdesk.app.rows import AddRows, RemoveRow
from meetingdesk.domain.actions import Action
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.people import Person
from meetingdesk.domain.voice import SeenAlone, Voice, VoiceWords
from meetingdesk.errors import StaleRecord
from tests.live_meetings import AT, LiveMeeting, a_conference

DAY = date(2026, 11, 20)


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    live.start()
    return live


def cards(live: LiveMeeting) -> tuple[Card, ...]:
    found = live.look(live.point("children"), frozenset({Part.CARDS})).cards
    assert found is not None
    return found


def child(live: LiveMeeting, born: date | None = None, expected: date | None = None) -> UUID:
    person = Person(birth_date=born, expected_date=expected, label="Unborn baby" if expected else "")
    role = FamilyRole.UNBORN if expected else FamilyRole.CHILD
    family = live.families[0].family
    live.desk.execute(
        AddRows((person, FamilyMember(family_id=family.id, person_id=person.id, role=role, position=9)))
    )
    return person.id


def own(card: Card) -> Block:
    (block,) = (block for block in card.blocks if block.kind is Voice)
    return block


def fill(live: LiveMeeting, card: Card, name: str, value: Any) -> None:
    block = own(card)
    live.desk.execute(fill_in(block, name, value, "Fill in", block.value(name)))


def card_of(live: LiveMeeting, key: UUID) -> Card:
    (card,) = (card for card in cards(live) if card.key == key)
    return card


def test_a_card_begins_with_its_first_word(live: LiveMeeting) -> None:
    key = child(live, date(2016, 3, 1))
    assert own(card_of(live, key)).row is None

    fill(live, card_of(live, key), "observed", "looks at the door")
    fill(live, card_of(live, key), "alone", SeenAlone.ALONE)

    row = own(card_of(live, key)).row
    assert isinstance(row, Voice)
    assert (row.child_id, row.meeting_id) == (key, live.meeting_id)
    assert row.family_id == live.families[0].family.id
    assert (row.observed, row.alone) == ("looks at the door", SeenAlone.ALONE)


def test_the_first_word_taken_back_takes_the_card_back(live: LiveMeeting) -> None:
    key = child(live, date(2016, 3, 1))
    for text in ("looks", "looks at", "looks at the door"):
        fill(live, card_of(live, key), "observed", text)

    live.desk.undo()

    assert own(card_of(live, key)).row is None
    live.desk.redo()
    assert own(card_of(live, key)).value("observed") == "looks at the door"


def test_nobodys_words_are_written_over(live: LiveMeeting) -> None:
    key = child(live, date(2016, 3, 1))
    old = own(card_of(live, key))
    fill(live, card_of(live, key), "observed", "theirs")

    with pytest.raises(StaleRecord):
        live.desk.execute(fill_in(old, "observed", "mine", "Fill in", ""))

    assert own(card_of(live, key)).value("observed") == "theirs"


def test_nothing_said_begins_no_card(live: LiveMeeting) -> None:
    key = child(live, date(2016, 3, 1))
    identity = (("meeting_id", live.meeting_id), ("child_id", key))

    live.desk.execute(FillIn(Place(Voice, identity), "observed", "", ""))

    assert live.find(Voice, child_id=key) == ()


def test_words_stand_on_the_card_of_the_child_who_said_them(live: LiveMeeting) -> None:
    first, second = child(live, date(2016, 3, 1)), child(live, date(2019, 3, 1))
    here = live.point("children")
    live.desk.execute(KeepWords(here.id, second, "I hide when he shouts", "Learning mentor"))

    with_words, without = card_of(live, second), card_of(live, first)

    (quote,) = (block for block in with_words.blocks if block.is_quote and block.row is not None)
    assert quote.kind is VoiceWords
    assert quote.value("text") == "I hide when he shouts"
    assert quote.narrow
    assert next(flag.says for flag in with_words.flags) == "voice"
    assert next(flag.says for flag in without.flags) == "no words, nothing observed"


@pytest.mark.parametrize(
    ("born", "first"),
    [(date(2025, 1, 1), "observed"), (date(2016, 1, 1), "seen_on"), (None, "seen_on")],
)
def test_a_small_child_is_asked_first_what_they_show(
    live: LiveMeeting, born: date | None, first: str
) -> None:
    assert own(card_of(live, child(live, born))).fields[0].name == first


def test_a_child_not_born_yet_has_a_likely_life(live: LiveMeeting) -> None:
    held = live.look(live.point("children")).head.meeting.held_on
    assert held is not None
    key = child(live, expected=held)

    card = card_of(live, key)

    assert own(card).fields[0].name == "likely_life"
    assert "40 weeks + 0" in card.below
    assert [flag.says for flag in card.flags] == [
        "likely life: nobody has said",
        "no action for this child",
    ]


def test_an_action_that_names_a_child_is_counted_on_their_card(live: LiveMeeting) -> None:
    key = child(live, date(2016, 3, 1))
    action = Action(reference="", meeting_id=live.meeting_id, text="see the child at school")

    live.desk.execute(KeepAction(live.point("children").id, AT, action, (key,)))

    assert [flag.says for flag in card_of(live, key).flags][-1] == "1 action for this child"


def test_no_label_guesses_whether_a_child_is_a_boy_or_a_girl(live: LiveMeeting) -> None:
    key = child(live, date(2016, 3, 1))
    labels = [field.label for field in own(card_of(live, key)).fields]

    assert not any(word in f" {label.lower()} " for label in labels for word in (" he ", " she ", " her "))
    assert all(field.choices for field in own(card_of(live, key)).fields if field.kind is FieldKind.CHOICE)


def test_a_row_that_somebody_took_out_is_not_begun_again(live: LiveMeeting) -> None:
    key = child(live, date(2016, 3, 1))
    fill(live, card_of(live, key), "observed", "looks at the door")
    seen = own(card_of(live, key))
    live.desk.execute(RemoveRow(Voice, seen.row.id))  # type: ignore[union-attr]  # it was begun just now

    with pytest.raises(StaleRecord):
        live.desk.execute(fill_in(seen, "worries", "the shouting", "Fill in", ""))

    assert live.find(Voice, child_id=key) == ()


def test_every_kind_of_cards_is_read_again_when_what_it_is_made_from_changes() -> None:
    folder = Path(cards_of_meetings.__file__).parent
    modules = [import_module(f"{cards_of_meetings.__name__}.{path.stem}") for path in folder.glob("*.py")]

    own = frozenset().union(*(getattr(module, "TOUCHED_BY", ()) for module in modules if module is not at))

    assert own == at.TOUCHED_BY
