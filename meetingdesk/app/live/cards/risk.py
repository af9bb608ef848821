"""What it means for each child: worries, strengths, what needs to happen, and each participant's number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from meetingdesk.app.live.cards.card import Block, Card, CardField, Choices, FieldKind, Flag
from meetingdesk.app.live.head import Head
from meetingdesk.domain.ages import say_age, say_pregnancy
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.meetings import AgendaPoint
from meetingdesk.domain.people import Person
from meetingdesk.domain.risk import RiskKind, RiskPoint, ScaleRating
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Being, Roster, RosterAgency, RosterPerson
from meetingdesk.domain.shapes import field_names
from meetingdesk.domain.visibility import Visibility
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

TOUCHED_BY = frozenset(
    {"risk_point", "scale_rating", "attendance", "person", "person_name", "family_member", "agency"}
)

AHEAD = 3
"""How many lines may be begun, one after the other, before the record has been read again."""

_K = FieldKind
_SCALE: Choices = ((None, "–"), *((number, str(number)) for number in range(11)))
_NUMBERS = "How safe, 0 to 10: before, and now"
_WORRIED = "What we are worried about"
_WELL = "What is working well"
_NEEDED = "What needs to happen"
_UNKNOWN = "What we do not know"
_STAFF = "Risk to staff"
_SENTENCES = "Danger and safety, in a sentence"


@dataclass(frozen=True, slots=True)
class _List:
    """One list of points, as it is headed and asked for."""

    kind: RiskKind
    heading: str
    label: str
    hint: str = ""
    is_main: bool = True
    is_named: bool = True
    is_for_all: bool = True
    """Whether each child has one of their own; the others are about the whole case."""
    is_alone: bool = False
    """Whether there is mostly one, so that room for another comes when it is asked for."""


_LISTS = (
    _List(RiskKind.HARM, _WORRIED, "Harm so far", "What was done, how often, how badly"),
    _List(RiskKind.WORRY, _WORRIED, "What may happen", "If nothing changes"),
    _List(
        RiskKind.COMPLICATING,
        _WORRIED,
        "What makes it harder",
        "Moves, money, health, two records",
        is_main=False,
    ),
    _List(RiskKind.STRENGTH, _WELL, "Strengths", "Who and what is good, and how we know"),
    _List(RiskKind.SAFETY, _WELL, "Safety that was seen", "Who did what, and kept somebody safe"),
    _List(RiskKind.NEEDS_TO_HAPPEN, _NEEDED, _NEEDED, "What has to be different", is_named=False),
    _List(RiskKind.GAP, _UNKNOWN, _UNKNOWN, "Who was not asked or seen", is_named=False),
    _List(
        RiskKind.RISK_TO_STAFF,
        _STAFF,
        _STAFF,
        "What visitors have to know",
        is_main=False,
        is_named=False,
        is_for_all=False,
    ),
    _List(RiskKind.DANGER_STATEMENT, _SENTENCES, "Danger statement", "We are worried that …", is_alone=True),
    _List(RiskKind.SAFETY_GOAL, _SENTENCES, "Safety goal", "We will see …, for how long", is_alone=True),
)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What all cards of a section are made from."""

    head: Head
    family_id: UUID | None
    roster: Roster
    usual: Visibility
    points: tuple[RiskPoint, ...]
    ratings: tuple[ScaleRating, ...]
    rates: tuple[RosterPerson, ...]
    """The people of the family who are asked for a number: those who were asked to come."""
    staff_id: UUID

    @property
    def indicators(self) -> Choices:
        known = self.head.kind.indicators if self.head.kind is not None else ()
        return (("", "none of the list"), *((one.key, one.label) for one in known)) if known else ()


@dataclass(frozen=True, slots=True)
class _Whose:
    """Whose card it is: one child's, or that of the whole case with whoever a point may be about there."""

    child: RosterPerson | None
    title: str
    others: tuple[RosterPerson, ...] = ()
    is_only: bool = False
    """Whether everything of the section stands on it."""

    @property
    def child_id(self) -> UUID | None:
        return self.child.id if self.child is not None else None


def risk_cards(
    reading: Reading, head: Head, point: AgendaPoint, roster: Roster, day: date
) -> tuple[Card, ...]:
    """Return a card for each child and one for the family; one for all where the type asks for no more."""
    looked = _look(reading, head, point, roster)
    section = head.kind.section(point.section) if head.kind is not None else None
    children = [one for one in roster.people if one.being in (Being.CHILD, Being.UNBORN)]
    is_per_child = bool(children) and (section.per_child if section is not None else True)
    whole = "This case" if point.family_id is not None else "The family"
    if not is_per_child:
        return (_card(looked, _Whose(None, whole, roster.people, is_only=True), point.id, ""),)
    ages = _ages(reading, children, day)
    others = tuple(one for one in roster.people if one not in children)
    return (
        *(_card(looked, _Whose(one, one.designation), one.id, ages.get(one.id, "")) for one in children),
        _card(looked, _Whose(None, whole, others), point.id, "About all of them, and about the adults"),
    )


def _look(reading: Reading, head: Head, point: AgendaPoint, roster: Roster) -> _Looked:
    family_id = head.family_at(point)
    order = (TABLES[RiskPoint].c.position,)
    meeting_id = head.meeting.id
    section = head.kind.section(point.section) if head.kind is not None else None
    asked = {row.person_id for row in reading.find(Attendance, meeting_id=meeting_id)}
    ratings = reading.find(ScaleRating, meeting_id=meeting_id, family_id=family_id)
    asked |= {rating.person_id for rating in ratings}
    return _Looked(
        head,
        family_id,
        roster,
        section.visibility if section is not None else Visibility.V1,
        reading.find(RiskPoint, order=order, meeting_id=meeting_id, family_id=family_id),
        ratings,
        tuple(one for one in roster.people if one.being is Being.ADULT and one.id in asked),
        reading.desk.staff_id,
    )


def _card(looked: _Looked, whose: _Whose, key: UUID, below: str) -> Card:
    points = _points_of(looked, whose)
    ratings = _ratings_of(looked, whose)
    blocks: list[Block] = []
    for one in _LISTS:
        if one.is_for_all or whose.child is None:
            blocks += _list(looked, whose, one, [point for point in points if point.kind is one.kind])
    blocks += _scales(looked, whose, ratings)
    return Card(key, whose.title, below, tuple(blocks), tuple(_flags(whose, points, ratings)))


def _points_of(looked: _Looked, whose: _Whose) -> list[RiskPoint]:
    if whose.child is not None:
        return [point for point in looked.points if point.person_id == whose.child.id]
    if whose.is_only:
        return list(looked.points)
    # Not by who is among the others: what is about somebody who left the family is still told.
    children = {one.id for one in looked.roster.people if one.being in (Being.CHILD, Being.UNBORN)}
    return [point for point in looked.points if point.person_id not in children]


def _ratings_of(looked: _Looked, whose: _Whose) -> list[ScaleRating]:
    if whose.is_only:
        return list(looked.ratings)
    return [rating for rating in looked.ratings if rating.child_id == whose.child_id]


# Lists


def _list(looked: _Looked, whose: _Whose, one: _List, rows: Sequence[RiskPoint]) -> Iterator[Block]:
    for number, row in enumerate(rows):
        yield _line(looked, whose, one, row.id, row.position, is_first=number == 0, row=row)
    position = max((row.position for row in rows), default=0) + 1
    yield _empty_line(looked, whose, one, position, is_first=not rows)


def _empty_line(
    looked: _Looked, whose: _Whose, one: _List, position: int, *, is_first: bool, ahead: int = AHEAD
) -> Block:
    # Two people who begin a line at the same time begin two lines.
    owner = f"{looked.family_id} {whose.child_id} {one.kind} {looked.staff_id}"
    key = uuid5(looked.head.meeting.id, f"risk_point {owner} {position}")
    goes_on = ahead > 0 and not one.is_alone
    then = _empty_line(looked, whose, one, position + 1, is_first=False, ahead=ahead - 1) if goes_on else None
    return _line(looked, whose, one, key, position, is_first=is_first, then=then)


def _line(
    looked: _Looked,
    whose: _Whose,
    one: _List,
    key: UUID,
    position: int,
    *,
    is_first: bool,
    row: RiskPoint | None = None,
    then: Block | None = None,
) -> Block:
    about = row.person_id if row is not None else whose.child_id
    begins: tuple[tuple[str, Any], ...] = (
        ("meeting_id", looked.head.meeting.id),
        ("family_id", looked.family_id),
        ("person_id", about),
        ("kind", one.kind),
        ("indicator", row.indicator if row is not None else ""),
        ("text", ""),
        ("position", position),
        ("visibility", row.visibility if row is not None else looked.usual),
    )
    is_other = row is not None and row.visibility is not looked.usual
    return Block(
        RiskPoint,
        (("id", key),),
        tuple(_fields(looked, whose, one, is_first=is_first, has_row=row is not None)),
        row,
        begins,
        heading=one.heading,
        narrow=row.visibility.label if is_other and row is not None else "",
        is_let_go=True,
        then=then,
    )


def _fields(
    looked: _Looked, whose: _Whose, one: _List, *, is_first: bool, has_row: bool
) -> Iterator[CardField]:
    is_asked = one.is_main and (is_first or not one.is_alone)
    yield CardField(
        "text",
        one.label,
        hint=one.hint if is_first else "And …",
        is_main=is_asked or has_row,
        is_named=one.is_named and is_first,
        heard=f"{one.label}: {whose.title}",
    )
    if not has_row:
        return
    if one.kind is RiskKind.HARM and looked.indicators:
        yield CardField(
            "indicator", "Sign of danger", _K.CHOICE, looked.indicators, is_main=False,
            heard=f"Sign of danger: {whose.title}",
        )  # fmt: skip
    if whose.child is None and whose.others:
        everybody: Choices = ((None, "all of them"), *((each.id, each.designation) for each in whose.others))
        yield CardField(
            "person_id", "About", _K.CHOICE, everybody, is_main=False, heard=f"{one.label}, about whom"
        )


# Numbers


def _scales(looked: _Looked, whose: _Whose, ratings: Sequence[ScaleRating]) -> Iterator[Block]:
    """Have a row for each agency and each adult of the family that was asked to come, and for any others."""
    is_case = looked.head.kind is not None and looked.head.kind.many_cases
    # On the card of a family with children each child has numbers of their own; here are only old ones.
    is_asked = whose.child is not None or whose.is_only
    left = list(ratings)
    for agency in looked.roster.agencies if is_asked else ():
        if agency.is_invited:
            row = _take(left, whose.child_id, agency=agency)
            yield _scale(looked, whose, agency.name, ("agency_id", agency.id), row, is_main=not is_case)
    for person in looked.rates if is_asked else ():
        row = _take(left, whose.child_id, person=person)
        yield _scale(looked, whose, person.designation, ("person_id", person.id), row, is_main=not is_case)
    for row in left:
        yield _scale(looked, whose, _who(looked, whose, row), ("id", row.id), row, is_main=True)


def _scale(
    looked: _Looked,
    whose: _Whose,
    name: str,
    who: tuple[str, UUID],
    row: ScaleRating | None,
    *,
    is_main: bool,
) -> Block:
    where = (
        ("meeting_id", looked.head.meeting.id),
        ("family_id", looked.family_id),
        ("child_id", whose.child_id),
    )
    about = f"{name}, {whose.title}"
    is_old = who[0] == "id"
    return Block(
        ScaleRating,
        (who,) if is_old else (*where, who),
        (
            CardField("before", name, _K.CHOICE, _SCALE, is_main=is_main, heard=f"{about}: before"),
            CardField(
                "now", "now", _K.CHOICE, _SCALE, is_main=is_main, is_named=False, heard=f"{about}: now"
            ),
            CardField("words", "In words", _K.BRIEF, is_main=False, heard=f"{about}: in words"),
        ),
        row,
        _begun_as(row) if is_old and row is not None else (("visibility", looked.usual),),
        heading=_NUMBERS,
        is_let_go=True,
        side_by_side=2,
    )


def _begun_as(row: ScaleRating) -> tuple[tuple[str, Any], ...]:
    """Return what a row without its numbers and words is."""
    said = {"before", "now", "words"}
    return tuple((name, getattr(row, name)) for name in field_names(ScaleRating) if name not in said)


def _take(
    left: list[ScaleRating],
    child_id: UUID | None,
    *,
    agency: RosterAgency | None = None,
    person: RosterPerson | None = None,
) -> ScaleRating | None:
    """Take out the number that an agency or a person of the family gave; a second one keeps its own row."""
    for row in left:
        is_it = row.agency_id == agency.id if agency is not None else False
        is_it = is_it or (person is not None and row.person_id == person.id)
        if is_it and row.child_id == child_id:
            left.remove(row)
            return row
    return None


def _who(looked: _Looked, whose: _Whose, row: ScaleRating) -> str:
    professional = looked.roster.professional(row.professional_id)
    agency = looked.roster.agency(row.agency_id or (professional.agency_id if professional else None))
    person = looked.roster.person(row.person_id)
    named = (agency and agency.name, professional and professional.name, person and person.designation)
    name = next((one for one in named if one), "Somebody else")
    child = looked.roster.person(row.child_id) if whose.is_only else None
    return f"{name}, {child.designation}" if child is not None else name


# At a glance


def _flags(whose: _Whose, points: Sequence[RiskPoint], ratings: Sequence[ScaleRating]) -> Iterable[Flag]:
    counted = {kind: sum(1 for point in points if point.kind is kind) for kind in RiskKind}
    worried = counted[RiskKind.HARM] + counted[RiskKind.WORRY] + counted[RiskKind.COMPLICATING]
    well = counted[RiskKind.STRENGTH] + counted[RiskKind.SAFETY]
    is_child = whose.child is not None
    danger = counted[RiskKind.DANGER_STATEMENT]
    is_missed = (is_child or whose.is_only) and not danger
    yield from _flag(worried, "worry", "worries", "no worry written", is_missed=is_missed)
    yield from _flag(well, "strength", "strengths", "no strength written", is_missed=bool(worried or danger))
    if danger and not counted[RiskKind.SAFETY_GOAL]:
        yield Flag("danger without a goal", Tone.ATTENTION)
    if counted[RiskKind.GAP]:
        yield Flag(f"{counted[RiskKind.GAP]} not known", Tone.ATTENTION)
    given = sum(1 for rating in ratings if rating.now is not None)
    if given:
        yield Flag(f"{given} number{'s' * (given != 1)}", Tone.PLAIN)


def _flag(count: int, one: str, several: str, missing: str, *, is_missed: bool) -> Iterator[Flag]:
    if count:
        yield Flag(f"{count} {one if count == 1 else several}", Tone.SETTLED)
    elif is_missed:
        yield Flag(missing, Tone.WRONG)


def _ages(reading: Reading, children: Sequence[RosterPerson], day: date) -> Mapping[UUID, str]:
    people = {person.id: person for person in reading.find(Person, id={one.id for one in children})}
    return {
        one.id: (say_pregnancy if one.being is Being.UNBORN else say_age)(people[one.id], day)
        for one in children
        if one.id in people
    }
