"""What the person who is harmed wants and fears, who told it, and how they can be reached safely."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from meetingdesk.app.live.cards.card import Block, Card, CardField, Choices, FieldKind, Flag
from meetingdesk.app.live.head import Head
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.meetings import AgendaPoint, MeetingCase
from meetingdesk.domain.people import Person, YesNo
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Roster
from meetingdesk.storage.reading import Reading

TOUCHED_BY = frozenset({"meeting_case", "person", "person_name", "family_member"})

_K = FieldKind
_SAFE: Choices = ((YesNo.UNKNOWN, "nobody has said"), (YesNo.YES, "yes"), (YesNo.NO, "no"))
_VIEWS = (
    CardField("victim_views", "Wants, fears, what works", hint="In their own words where they are known"),
    CardField("victim_views_from", "Told by", _K.LINE, hint="Who spoke with them, and when"),
    CardField("not_known_because", "Not known because", _K.LINE),
)
_CALLS = (
    CardField("safe_to_call", "Safe to call", _K.CHOICE, _SAFE),
    CardField("safe_times", "When it is safe", _K.LINE, hint="Weekdays before 15:00, at work"),
)


def contact_cards(
    reading: Reading, head: Head, point: AgendaPoint, roster: Roster, _day: date
) -> tuple[Card, ...]:
    """Return the card of one case: the views of the person harmed, and how each of them is reached."""
    case = head.case(point.family_id)
    if case is None:
        return ()
    row = case.case
    harmed = reading.find(FamilyMember, family_id=row.family_id, role=FamilyRole.VICTIM)
    keys = {member.person_id for member in harmed}
    people = reading.find(Person, id=keys) if keys else ()
    blocks = (
        Block(MeetingCase, (("id", row.id),), _VIEWS, row),
        *(_reached(roster, person) for person in sorted(people, key=lambda one: one.id)),
    )
    return (Card(row.id, "The person harmed", "", blocks, tuple(_flags(row, people))),)


def _reached(roster: Roster, person: Person) -> Block:
    one = roster.person(person.id)
    called = one.designation if one is not None else "The person harmed"
    return Block(Person, (("id", person.id),), _CALLS, person, heading=f"Reaching {called}")


def _flags(row: MeetingCase, people: tuple[Person, ...]) -> Iterator[Flag]:
    if row.victim_views:
        yield Flag("views known", Tone.SETTLED)
    elif row.not_known_because:
        yield Flag("views not known, and why", Tone.ATTENTION)
    else:
        yield Flag("views: nobody has said", Tone.WRONG)
    if not people:
        yield Flag("nobody is recorded as harmed", Tone.ATTENTION)
    if any(person.safe_to_call is YesNo.UNKNOWN for person in people):
        yield Flag("safe to call: nobody has said", Tone.WRONG)
    if any(person.safe_to_call is YesNo.NO for person in people):
        yield Flag("not safe to call", Tone.WRONG)
