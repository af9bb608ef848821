"""Each person of the family: who they are, who is involved with them, and what nobody knows of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from meetingdesk.app.live.cards.card import Block, Card, Flag, Offer
from meetingdesk.app.live.cards.events import events_beside_people
from meetingdesk.app.live.cards.fathers import SayFather
from meetingdesk.app.live.cards.involved import Involved, differing
from meetingdesk.app.live.cards.orders import orders_card
from meetingdesk.app.live.cards.people_fields import (
    FATHERS_AND_PARTNERS,
    NAME,
    fields_of_member,
    fields_of_person,
)
from meetingdesk.app.live.cards.sharing import sharing_card
from meetingdesk.app.live.cards.transfer import transfer_cards
from meetingdesk.domain.ages import say_age, say_pregnancy
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.families import Approached, FamilyMember, FamilyRole, Relationship
from meetingdesk.domain.family_record import age_on
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.parents import Parents
from meetingdesk.domain.people import Interpreter, Involvement, NameKind, Person, PersonName, Pregnancy, YesNo
from meetingdesk.domain.radar import radar_of
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Being, Roster, RosterPerson
from meetingdesk.domain.young_people import is_young_perpetrator, is_young_victim
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

TOUCHED_BY = frozenset(
    {
        *("person", "person_name", "family_member", "relationship", "involvement", "attendance"),
        *("agency", "professional", "court_order", "order_condition", "order_breach"),
        *("consent", "sharing_decision", "case_transfer", "meeting_case", "event", "meeting"),
    }
)
HINT = "@ name, father: adds him"

_NO_LONGER_UNBORN = frozenset({Pregnancy.BORN, Pregnancy.ENDED})
_ROLES = {
    FamilyRole.SIBLING_NOT_SUBJECT: "sibling, not a subject",
    FamilyRole.PARENT: "parent",
    FamilyRole.PARTNER: "partner",
    FamilyRole.VICTIM: "harmed",
    FamilyRole.ALLEGED_PERPETRATOR: "may cause harm",
    FamilyRole.OTHER_HOUSEHOLD: "in the household",
    FamilyRole.SIGNIFICANT_OTHER: "matters to the family",
}
"""How a role is said on a card; that a child is a child is said by the heading."""
_CALLS = {
    YesNo.UNKNOWN: Flag("safe to call: nobody has said", Tone.WRONG),
    YesNo.YES: Flag("safe to call", Tone.SETTLED),
    YesNo.NO: Flag("not safe to call", Tone.WRONG),
}


def people_cards(
    reading: Reading, meeting: Meeting, family_id: UUID | None, roster: Roster, day: date
) -> tuple[Card, ...]:
    """Return a card for everybody of the family, children first, and some for what holds for all of them."""
    if family_id is None or not roster.people:
        return ()
    family = _look(reading, meeting, family_id, roster, day)
    shown = [one for one in roster.people if family.is_there(one)]
    return (
        *(_card(family, one) for one in sorted(shown, key=lambda one: one.being is Being.ADULT)),
        orders_card(reading, meeting, family_id, roster, day),
        sharing_card(reading, meeting, family_id, roster, day),
        *transfer_cards(reading, meeting, family_id),
        *events_beside_people(reading, meeting, family_id, roster),
    )


@dataclass(frozen=True)
class _Family:
    """What all cards of a family are made from."""

    family_id: UUID
    day: date
    roster: Roster
    people: Mapping[UUID, Person]
    names: Mapping[UUID, PersonName]
    members: Mapping[UUID, tuple[FamilyMember, ...]]
    involvements: Mapping[UUID, tuple[Involvement, ...]]
    parents: Parents
    here: frozenset[UUID]

    def is_there(self, one: RosterPerson) -> bool:
        person = self.people.get(one.id)
        return person is not None and person.pregnancy not in _NO_LONGER_UNBORN

    def roles(self, key: UUID) -> frozenset[FamilyRole]:
        return frozenset(member.role for member in self.members.get(key, ()))

    def involved(self, one: RosterPerson) -> Involved:
        radar = radar_of(one.being, age_on(self.people[one.id], self.day))
        return Involved(one.id, self.involvements.get(one.id, ()), radar, self.roster, self.day)

    @cached_property
    def has_several_practices(self) -> bool:
        children = [one for one in self.roster.people if one.being is Being.CHILD and one.id in self.people]
        return differing([self.involved(one) for one in children])


def _look(reading: Reading, meeting: Meeting, family_id: UUID, roster: Roster, day: date) -> _Family:
    keys = {one.id for one in roster.people}
    people = {person.id: person for person in reading.find(Person, id=keys)}
    members = reading.find(FamilyMember, order=(TABLES[FamilyMember].c.position,), family_id=family_id)
    asked = [row for row in reading.find(Attendance, meeting_id=meeting.id) if row.person_id in keys]
    said = {row.person_id: row.role for row in asked if row.person_id is not None}
    names: dict[UUID, PersonName] = {}
    for name in sorted(reading.find(PersonName, person_id=keys), key=lambda name: not name.is_preferred):
        names.setdefault(name.person_id, name)
    of_person: dict[UUID, tuple[FamilyMember, ...]] = {}
    for member in members:
        of_person[member.person_id] = (*of_person.get(member.person_id, ()), member)
    involved: dict[UUID, tuple[Involvement, ...]] = {}
    for row in reading.find(Involvement, person_id=keys):
        involved[row.person_id] = (*involved.get(row.person_id, ()), row)
    parents = Parents(people, members, reading.find(Relationship, family_id=family_id), said)
    return _Family(family_id, day, roster, people, names, of_person, involved, parents, frozenset(said))


def _card(family: _Family, one: RosterPerson) -> Card:
    person, roles = family.people[one.id], family.roles(one.id)
    involved = family.involved(one)
    is_child = one.being is not Being.ADULT
    # Whoever only matters to the family is not asked for a practice.
    has_radar = is_child or bool(roles & (FATHERS_AND_PARTNERS | {FamilyRole.VICTIM}))
    blocks = (
        *_name(family, one),
        Block(
            Person,
            (("id", one.id),),
            tuple(fields_of_person(one.being, roles, person, family.day)),
            person,
        ),
        *_membership(family, one, roles),
        *(involved.blocks() if has_radar else ()),
    )
    flags = (*_flags(family, one, roles), *(involved.flags() if has_radar else ()))
    if is_child:
        flags = (*flags, *_father(family, one))
    return Card(
        one.id,
        " · ".join(part for part in (one.designation, one.name) if part),
        _below(family, one, roles),
        blocks,
        flags,
        (*(involved.offers() if is_child else ()), *(_fathers_offered(family, one) if is_child else ())),
    )


def _name(family: _Family, one: RosterPerson) -> Iterator[Block]:
    name = family.names.get(one.id)
    by_person = (("person_id", one.id), ("is_preferred", True))
    identity = by_person if name is None or name.is_preferred else (("id", name.id),)
    if name is None and one.being is Being.UNBORN:
        return
    begins = (("person_id", one.id), ("full", ""))
    is_plain = name is None or (name.kind is NameKind.LEGAL and not name.language)
    yield Block(PersonName, identity, NAME, name, begins, is_let_go=is_plain)


def _membership(family: _Family, one: RosterPerson, roles: frozenset[FamilyRole]) -> Iterator[Block]:
    held = family.members.get(one.id, ())
    asked = next((member for member in held if member.role in FATHERS_AND_PARTNERS), None)
    member = asked or next(iter(held), None)
    if member is not None:
        begins = (("family_id", family.family_id), ("person_id", one.id), ("role", member.role))
        fields = tuple(fields_of_member(one.being, roles))
        yield Block(FamilyMember, (("id", member.id),), fields, member, begins)


def _below(family: _Family, one: RosterPerson, roles: frozenset[FamilyRole]) -> str:
    person = family.people[one.id]
    is_unborn = one.being is Being.UNBORN
    age = say_pregnancy(person, family.day) if is_unborn else say_age(person, family.day)
    until = {member.until for member in family.members.get(one.id, ())}
    ended = max((day for day in until if day is not None), default=None) if None not in until else None
    parts = (
        age,
        ", ".join(words for role, words in _ROLES.items() if role in roles),
        f"died {say_day(person.died_on)}" if person.died_on else "",
        f"left {say_day(ended)}" if ended is not None and ended <= family.day else "",
    )
    return " · ".join(part for part in parts if part)


def _flags(family: _Family, one: RosterPerson, roles: frozenset[FamilyRole]) -> Iterator[Flag]:
    person = family.people[one.id]
    if not person.is_identified:
        yield Flag("not identified", Tone.WRONG)
    if one.being is Being.CHILD and age_on(person, family.day) is None:
        yield Flag("age: nobody has said", Tone.WRONG)
    if person.interpreter in (Interpreter.NEEDED, Interpreter.SIGNER_NEEDED):
        needed = "interpreter" if person.interpreter is Interpreter.NEEDED else "signer"
        yield Flag(f"{needed} needed", Tone.ATTENTION)
    yield from _young(person, roles, family.day)
    if FamilyRole.VICTIM in roles:
        yield _CALLS[person.safe_to_call]
    elif roles & FATHERS_AND_PARTNERS:
        yield from _contact(family, one)
    if one.being is Being.CHILD and family.has_several_practices:
        yield Flag("the children have different GPs", Tone.ATTENTION)


def _young(person: Person, roles: frozenset[FamilyRole], day: date) -> Iterator[Flag]:
    """Say of whom it is told apart that they are still children, whatever part they have in the abuse."""
    age = age_on(person, day)
    if FamilyRole.VICTIM in roles and is_young_victim(age):
        yield Flag(f"{age}: a child too, social care is asked", Tone.ATTENTION)
    if FamilyRole.ALLEGED_PERPETRATOR in roles and is_young_perpetrator(age):
        yield Flag(f"{age}: a child too, youth justice and social care are asked", Tone.ATTENTION)


def _contact(family: _Family, one: RosterPerson) -> Iterator[Flag]:
    held = [member for member in family.members[one.id] if member.role in FATHERS_AND_PARTNERS]
    match held[0].approached:
        case Approached.IN_CONTACT:
            yield Flag("in contact", Tone.SETTLED)
        case Approached.TO_BE_CONTACTED:
            yield Flag("to be contacted", Tone.ATTENTION)
        case Approached.NOT_APPROACHED if not held[0].approached_note:
            yield Flag("not approached, and nobody has said why", Tone.WRONG)
        case Approached.NOT_APPROACHED:
            yield Flag("not approached", Tone.ATTENTION)
        case _ if one.id not in family.here:
            yield Flag("contact: nobody has said", Tone.WRONG)
        case _:
            pass  # somebody who is asked to the meeting is spoken with there


def _father(family: _Family, one: RosterPerson) -> Iterator[Flag]:
    fathers = family.parents.fathers_of(family.people[one.id])
    known = [family.people[key] for key in fathers if key in family.people]
    if not known:
        yield Flag("father: nobody has said", Tone.WRONG)
        yield Flag(HINT, Tone.PLAIN)
    elif not any(person.is_identified for person in known):
        yield Flag("father: not identified", Tone.WRONG)


def _fathers_offered(family: _Family, one: RosterPerson) -> Iterator[Offer]:
    child = family.people[one.id]
    if family.parents.fathers_of(child):
        return
    for key in family.parents.may_be_father(child):
        person = family.roster.person(key)
        if person is not None:
            command = SayFather(family.family_id, key, child.id)
            yield Offer(f"Father: {person.designation}", command)
