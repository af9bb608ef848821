"""What a box of the family map says of somebody: role, responsibility, where they are, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meetingdesk.domain.ages import say_age, say_pregnancy
from meetingdesk.domain.day_words import MONTHS
from meetingdesk.domain.families import (
    SUBJECT_ROLES,
    Approached,
    FamilyMember,
    FamilyRole,
    ParentalResponsibility,
    Relationship,
    RelationshipKind,
)
from meetingdesk.domain.family_map.shapes import MapMark
from meetingdesk.domain.people import Involvement, InvolvementKind, Person, Registered, YesNo
from meetingdesk.domain.radar import is_known
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Being, RosterPerson

ROLE_WORDS = {
    FamilyRole.CHILD: "",
    FamilyRole.UNBORN: "",
    FamilyRole.SIBLING_NOT_SUBJECT: "sibling, not a subject",
    FamilyRole.PARENT: "parent",
    FamilyRole.PARTNER: "partner",
    FamilyRole.VICTIM: "harmed",
    FamilyRole.ALLEGED_PERPETRATOR: "may cause harm",
    FamilyRole.OTHER_HOUSEHOLD: "in the household",
    FamilyRole.SIGNIFICANT_OTHER: "matters to the family",
}
"""How a role is said in a box; that a child is a child is said by the title."""

ASKED = frozenset({FamilyRole.PARENT, FamilyRole.PARTNER, FamilyRole.ALLEGED_PERPETRATOR})
"""Fathers and partners: whether anybody has spoken with them is asked of each."""

_WITH_PRACTICE = ASKED | {FamilyRole.VICTIM}
_NAMED_PARENTS = frozenset({"father", "mother"})


@dataclass(frozen=True, slots=True)
class Said:
    """Everything from which the words of all boxes are made."""

    day: date
    roster: Mapping[UUID, RosterPerson]
    people: Mapping[UUID, Person]
    members: Mapping[UUID, tuple[FamilyMember, ...]]
    relationships: tuple[Relationship, ...]
    responsibilities: tuple[ParentalResponsibility, ...]
    involvements: Mapping[UUID, tuple[Involvement, ...]]
    housed: frozenset[UUID]

    def roles(self, key: UUID) -> frozenset[FamilyRole]:
        """Return what somebody is in this family."""
        return frozenset(member.role for member in self.members.get(key, ()))

    def called(self, key: UUID) -> str:
        """Return a designation."""
        return self.roster[key].designation


def aside(said: Said, one: RosterPerson) -> str:
    """Return the age, or how far a pregnancy is."""
    person = said.people[one.id]
    if one.being is Being.UNBORN:
        return say_pregnancy(person, said.day).partition(" · ")[2]
    return say_age(person, said.day)


def lines(said: Said, one: RosterPerson) -> Iterator[str]:
    """Yield the lines below the name."""
    person = said.people[one.id]
    if one.being is Being.UNBORN:
        expected = person.expected_date
        yield f"due {_short(expected)}" if expected is not None else "no expected date yet"
    yield from _roles(said, one)
    yield from _responsibility(said, one.id)
    yield from _where(said, person)


def marks(said: Said, one: RosterPerson, *, has_several_practices: bool) -> Iterator[MapMark]:
    """Yield what is missing, and how it stands with those who are easily left out."""
    person, roles = said.people[one.id], said.roles(one.id)
    has_died = person.died_on is not None and person.died_on <= said.day
    if not person.is_identified:
        yield MapMark("not identified", Tone.WRONG)
    if one.being is Being.CHILD and not aside(said, one):
        yield MapMark("age: nobody has said", Tone.WRONG)
    if has_died:
        return
    if one.being is Being.ADULT and roles & ASKED and FamilyRole.VICTIM not in roles:
        yield _contact(said.members[one.id])
    if one.being is not Being.ADULT or roles & _WITH_PRACTICE:
        yield from _practice(said, one)
    if one.being is Being.CHILD and has_several_practices:
        yield MapMark("the children have different GPs", Tone.ATTENTION)
    if one.being is Being.CHILD and roles & SUBJECT_ROLES and not _has_holder(said, one.id):
        yield MapMark("PR: nobody has said", Tone.ATTENTION)
    is_asked = one.being is not Being.ADULT or bool(roles & _WITH_PRACTICE)
    if is_asked and one.id not in said.housed and not person.whereabouts and _lives(said, one.id) is None:
        yield MapMark("lives where: nobody has said", Tone.ATTENTION)


def more(said: Said, one: RosterPerson) -> Iterator[str]:
    """Yield what only those hear and read who ask for it."""
    for row in said.responsibilities:
        if row.holder_id == one.id and row.child_id in said.roster:
            ground = f": {row.ground}" if row.ground else ""
            yield f"{_held_in_full(row, said.day)} for {said.called(row.child_id)}{ground}"
    for member in said.members.get(one.id, ()):
        if member.approached_note and member.approached is not Approached.NOT_APPROACHED:
            yield member.approached_note
        if member.note:
            yield member.note


def differing_practices(said: Said) -> bool:
    """Say whether the children are with more than one practice: nobody then sees them all."""
    found = {
        str(row.agency_id or row.name.casefold().partition(",")[0].strip())
        for one in said.roster.values()
        if one.being is Being.CHILD
        for row in said.involvements.get(one.id, ())
        if row.kind is InvolvementKind.GP and _is_now(row, said.day) and is_known(row)
    }
    return len(found - {""}) > 1


def _roles(said: Said, one: RosterPerson) -> Iterator[str]:
    named = {
        row.note.casefold().strip()
        for row in said.relationships
        if row.person_id == one.id and row.kind is RelationshipKind.PARENT_OF
    } & _NAMED_PARENTS
    held = said.roles(one.id)
    words = [ROLE_WORDS[role] for role in FamilyRole if role in held and ROLE_WORDS[role]]
    if len(named) == 1:
        (parent,) = named
        words = [parent, *(word for word in words if word != ROLE_WORDS[FamilyRole.PARENT])]
    if words:
        yield ", ".join(words)


def _responsibility(said: Said, key: UUID) -> Iterator[str]:
    """Yield for which children somebody holds parental responsibility, and for which nobody knows."""
    found: dict[str, list[UUID]] = {}
    for row in said.responsibilities:
        if row.holder_id == key and row.child_id in said.roster:
            found.setdefault(_held(row, said.day), []).append(row.child_id)
    born = [one.id for one in said.roster.values() if one.being is Being.CHILD]
    for words, children in found.items():
        is_for_all = len(born) > 1 and set(born) <= set(children)
        yield f"{words}: all children" if is_for_all else f"{words}: {_listed(said, children)}"


def _held(row: ParentalResponsibility, day: date) -> str:
    if row.until is not None and row.until <= day:
        return "PR ended"
    return {YesNo.YES: "PR", YesNo.NO: "no PR", YesNo.UNKNOWN: "PR not known"}[row.held]


def _held_in_full(row: ParentalResponsibility, day: date) -> str:
    return _held(row, day).replace("PR", "parental responsibility")


def _listed(said: Said, children: Sequence[UUID]) -> str:
    return ", ".join(said.called(key) for key in children)


def _has_holder(said: Said, child: UUID) -> bool:
    return any(row.child_id == child and _held(row, said.day) == "PR" for row in said.responsibilities)


def _where(said: Said, person: Person) -> Iterator[str]:
    until = {member.until for member in said.members.get(person.id, ())}
    left = max((day for day in until if day is not None), default=None) if None not in until else None
    if person.died_on is not None and person.died_on <= said.day:
        yield f"died {_short(person.died_on)}"
    elif left is not None and left <= said.day:
        yield f"left {_short(left)}"
    if person.id in said.housed:
        return
    if person.whereabouts:
        yield f"lives: {person.whereabouts}"
    elif _lives(said, person.id) is YesNo.NO and left is None:
        yield "lives elsewhere"


def _short(day: date) -> str:
    """Return a day without its weekday: a box has little room."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _lives(said: Said, key: UUID) -> YesNo | None:
    """Return whether somebody lives with the family; None where nobody has said."""
    answers = {member.in_household for member in said.members.get(key, ())} - {YesNo.UNKNOWN}
    return next(iter(sorted(answers)), None)


def _contact(members: Sequence[FamilyMember]) -> MapMark:
    member = next(member for member in members if member.role in ASKED)
    match member.approached:
        case Approached.IN_CONTACT:
            return MapMark("in contact", Tone.SETTLED)
        case Approached.TO_BE_CONTACTED:
            return MapMark("to be contacted", Tone.ATTENTION)
        case Approached.NOT_APPROACHED if member.approached_note:
            return MapMark(f"not approached: {member.approached_note}", Tone.ATTENTION)
        case Approached.NOT_APPROACHED:
            return MapMark("not approached, and nobody has said why", Tone.WRONG)
        case Approached.NOT_KNOWN:
            return MapMark("contact: nobody has said", Tone.WRONG)


def _practice(said: Said, one: RosterPerson) -> Iterator[MapMark]:
    is_unborn = one.being is Being.UNBORN
    kind = InvolvementKind.MIDWIFE if is_unborn else InvolvementKind.GP
    rows = [row for row in said.involvements.get(one.id, ()) if row.kind is kind and _is_now(row, said.day)]
    if any(is_known(row) for row in rows):
        return
    if any(row.state is Registered.NOT_REGISTERED for row in rows):
        yield MapMark("no midwife: not booked" if is_unborn else "not registered with a GP", Tone.WRONG)
    else:
        yield MapMark("no midwife known" if is_unborn else "no GP known", Tone.WRONG)


def _is_now(row: Involvement, day: date) -> bool:
    return row.until is None or row.until > day
