"""Cards of a meeting that sits, as they are read and filled in by the tests of each section."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from meetingdesk.app.live.cards.card import Block, Card
from meetingdesk.app.live.cards.filling import fill_in
from meetingdesk.app.live.view import Part
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.people import Person
from tests.live_meetings import LiveMeeting


def cards_of(live: LiveMeeting, section: str, family: int | None = None) -> tuple[Card, ...]:
    """Return the cards of a section as they stand now."""
    found = live.look(live.point(section, family), frozenset({Part.CARDS})).cards
    assert found is not None
    return found


def card_of(live: LiveMeeting, section: str, key: UUID) -> Card:
    """Return the card of one child or adult."""
    (card,) = (card for card in cards_of(live, section) if card.key == key)
    return card


def says(card: Card) -> list[str]:
    """Return what is known of a card at a glance."""
    return [flag.says for flag in card.flags]


def fill(live: LiveMeeting, block: Block, name: str, value: Any) -> None:
    """Fill in a field of a block as the screen does."""
    live.desk.execute(fill_in(block, name, value, "Fill in", block.value(name)))


def somebody(live: LiveMeeting, role: FamilyRole, family: int = 0) -> UUID:
    """Add somebody to a family of the meeting, behind all others."""
    person = Person()
    key = live.families[family].family.id
    member = FamilyMember(family_id=key, person_id=person.id, role=role, position=9)
    live.desk.execute(AddRows((person, member)))
    return person.id
