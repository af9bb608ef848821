"""What each adult of the family thinks, in their own words, or why nobody knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from meetingdesk.app.live.cards.card import Block, Card, CardField, FieldKind, Flag, Offer
from meetingdesk.app.live.head import Head
from meetingdesk.app.rows import change
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.meetings import AgendaPoint
from meetingdesk.domain.risk import FamilyView
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Being, Roster, RosterPerson
from meetingdesk.domain.visibility import Visibility
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

TOUCHED_BY = frozenset({"family_view", "family_member", "person", "person_name"})

SAID = ("words", "would_help", "disagrees_with", "fears", "what_works", "willingness_stated")
"""The fields of a view that hold something of what somebody thinks."""

_ROLES = {
    FamilyRole.PARENT: "parent",
    FamilyRole.PARTNER: "partner",
    FamilyRole.VICTIM: "harmed",
    FamilyRole.ALLEGED_PERPETRATOR: "may cause harm",
    FamilyRole.OTHER_HOUSEHOLD: "in the household",
    FamilyRole.SIGNIFICANT_OTHER: "matters to the family",
}
_K = FieldKind
_GIVEN_BY = CardField("given_by", "Told by", _K.LINE, hint="Themselves, or who for them")
_NOT_KNOWN = CardField("not_known_because", "Not known because", _K.LINE, hint="Not asked, not safe to ask")
_OBSERVED = CardField("action_observed", "What was seen", _K.BRIEF, hint="Done, and who saw it")
_FIELDS = (
    CardField("words", "In {whose} words"),
    CardField("would_help", "What would help", _K.BRIEF),
    CardField("disagrees_with", "Disagrees with", _K.BRIEF, hint="A fact, a worry, the plan"),
    CardField("fears", "Is afraid of", _K.BRIEF, is_main=False),
    CardField("what_works", "What works already", _K.BRIEF, is_main=False),
    CardField("willingness_stated", "Says they will", _K.BRIEF),
    _OBSERVED,
    _GIVEN_BY,
    _NOT_KNOWN,
)
_FIELDS_OF_WHO_MAY_HARM = (
    CardField("words", "In {whose} words, about what {who} did and will do"),
    CardField("would_help", "What would help {who} to be safe for others"),
    CardField("willingness_stated", "Says they will", _K.BRIEF, hint="Their own part in making it stop"),
    _OBSERVED,
    CardField("disagrees_with", "Sees differently", _K.BRIEF, hint="Their own part only", is_main=False),
    CardField("fears", "Is afraid of", _K.BRIEF, is_main=False),
    CardField("what_works", "What keeps others safe", _K.BRIEF, is_main=False),
    _GIVEN_BY,
    _NOT_KNOWN,
)
"""Asked about their own acts and nothing else: no question invites blame of whoever is harmed."""


def family_view_cards(
    reading: Reading, head: Head, point: AgendaPoint, roster: Roster, _day: date
) -> tuple[Card, ...]:
    """Return a card for each adult of the family; whoever may cause the harm comes last."""
    adults = [one for one in roster.people if one.being is Being.ADULT]
    if not adults:
        return ()
    family_id = head.family_at(point)
    views: dict[UUID, FamilyView] = {}
    for row in reading.find(FamilyView, meeting_id=head.meeting.id, family_id=family_id):
        views.setdefault(row.person_id, row)
    roles = _roles(reading, family_id)
    usual = _usual(head, point)
    return tuple(
        _card(head, family_id, usual, one, views.get(one.id), roles.get(one.id, ()))
        for one in sorted(adults, key=lambda one: one.may_harm)
    )


def _card(
    head: Head,
    family_id: UUID | None,
    usual: Visibility | None,
    one: RosterPerson,
    view: FamilyView | None,
    roles: tuple[str, ...],
) -> Card:
    identity = (("meeting_id", head.meeting.id), ("family_id", family_id), ("person_id", one.id))
    begins = (("visibility", usual),) if usual is not None else ()
    block = Block(FamilyView, identity, tuple(_fields(one, view)), view, begins)
    return Card(
        one.id,
        one.designation,
        ", ".join(roles),
        (block,),
        tuple(_flags(one, view)),
        tuple(_offers(one, view)),
    )


def _fields(one: RosterPerson, view: FamilyView | None) -> Iterator[CardField]:
    who = one.designation
    for field in _FIELDS_OF_WHO_MAY_HARM if one.may_harm else _FIELDS:
        label = field.label.format(who=who, whose=f"{who}’s")
        # Once somebody's view is known there is nothing to give a reason for.
        is_main = field.is_main and not (field is _NOT_KNOWN and _is_known(view))
        yield replace(field, label=label, is_main=is_main)


def _flags(one: RosterPerson, view: FamilyView | None) -> Iterator[Flag]:
    if view is not None and view.words:
        yield Flag("in their words", Tone.SETTLED)
    elif _is_known(view):
        yield Flag("known, not in their words", Tone.ATTENTION)
    elif view is not None and view.not_known_because:
        yield Flag("not known, and said why", Tone.ATTENTION)
    else:
        yield Flag("nothing known, and not why", Tone.WRONG)
    if view is not None and view.disagrees_with:
        yield Flag("disagrees", Tone.PLAIN)
    if view is not None and view.willingness_stated and not view.action_observed:
        yield Flag("said, not seen", Tone.ATTENTION)
    if one.may_harm:
        is_kept = view is not None and view.visibility is not Visibility.V0
        yield Flag("not to be shared back", Tone.PLAIN if is_kept else Tone.ATTENTION)
    if view is not None and view.visibility is not Visibility.V0:
        yield Flag(f"▣ {view.visibility.label}", Tone.PLAIN)


def _offers(one: RosterPerson, view: FamilyView | None) -> Iterable[Offer]:
    if one.may_harm and view is not None and view.visibility is Visibility.V0:
        says = "For professionals only"
        yield Offer(says, change(view, says, visibility=Visibility.V1))


def _is_known(view: FamilyView | None) -> bool:
    return view is not None and any(getattr(view, name) for name in SAID)


def _roles(reading: Reading, family_id: UUID | None) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, tuple[str, ...]] = {}
    if family_id is not None:
        order = (TABLES[FamilyMember].c.position,)
        for member in reading.find(FamilyMember, order=order, family_id=family_id):
            if member.role in _ROLES:
                found[member.person_id] = (*found.get(member.person_id, ()), _ROLES[member.role])
    return found


def _usual(head: Head, point: AgendaPoint) -> Visibility | None:
    section = head.kind.section(point.section) if head.kind is not None else None
    return section.visibility if section is not None else None
