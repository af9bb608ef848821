"""One person of a family on a card, outside a meeting: the same card as in one, and what they are here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from meetingdesk.app.family_page.gathered import Gathered, gather
from meetingdesk.app.live.cards import people
from meetingdesk.app.live.cards.card import Block, Card, CardField, Choices, FieldKind
from meetingdesk.app.live.cards.people import people_cards
from meetingdesk.app.today.meetings import policy_named
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.roster import Being
from meetingdesk.domain.workdays import Nation
from meetingdesk.errors import StaleRecord
from meetingdesk.storage.reading import Reading

TOUCHED_BY = people.TOUCHED_BY
_CHILDREN: Choices = (
    (FamilyRole.CHILD, "child"),
    (FamilyRole.SIBLING_NOT_SUBJECT, "sibling, not a subject"),
)
_ADULTS: Choices = (
    (FamilyRole.PARENT, "parent"),
    (FamilyRole.PARTNER, "partner"),
    (FamilyRole.VICTIM, "harmed"),
    (FamilyRole.ALLEGED_PERPETRATOR, "may cause harm"),
    (FamilyRole.OTHER_HOUSEHOLD, "in the household"),
    (FamilyRole.SIGNIFICANT_OTHER, "matters to the family"),
)
_NOT_HELD = frozenset({MeetingStatus.PLANNED, MeetingStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A card of somebody, and the nation whose working days count for the days typed on it."""

    card: Card
    nation: Nation


def person_form(reading: Reading, family_id: UUID, person_id: UUID, day: date) -> PersonForm | None:
    """Return the card of a person as it stands now; nothing where they are not there any more."""
    try:
        gathered = gather(reading, family_id, day)
    except StaleRecord:
        return None
    meeting = _last_meeting(gathered)
    cards = people_cards(reading, meeting, family_id, gathered.roster, day)
    card = next((card for card in cards if card.key == person_id), None)
    if card is None:
        return None
    return PersonForm(_with_role(gathered, card), policy_named(meeting.policy_id).nation)


def _last_meeting(gathered: Gathered) -> Meeting:
    """Return the last meeting that was held, which knows who was there as whom; else one of nobody."""
    held = (meeting for meeting in gathered.meetings if meeting.status not in _NOT_HELD)
    return next(held, Meeting(reference="", type_id=""))


def _with_role(gathered: Gathered, card: Card) -> Card:
    """Ask for the role as well, where their place in the family is asked for."""
    one = gathered.roster.person(card.key)
    if one is None or one.being is Being.UNBORN:
        return card
    choices = _ADULTS if one.being is Being.ADULT else _CHILDREN
    return replace(card, blocks=tuple(_asking(block, choices) for block in card.blocks))


def _asking(block: Block, choices: Choices) -> Block:
    if not isinstance(block.row, FamilyMember):
        return block
    here = tuple(choice for choice in choices if choice[0] is block.row.role)
    offered = (*here, *(choice for choice in choices if choice not in here))
    role = CardField("role", "Role in the family", FieldKind.CHOICE, offered)
    return replace(block, fields=(role, *block.fields))
