"""What has happened since last time: when, which kind, how grave, who was told, what it adds up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from meetingdesk.app.kept_definitions import type_of
from meetingdesk.app.live.cards.card import Block, Card, CardField, Choices, FieldKind, Flag
from meetingdesk.app.live.cards.of_family import choices_with, id_behind
from meetingdesk.app.live.head import Head
from meetingdesk.domain.chronology import Event
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.gaps.of_events import INCIDENTS
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import AgendaPoint, Meeting
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Roster
from meetingdesk.domain.text import in_short
from meetingdesk.domain.visibility import Visibility
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

TOUCHED_BY = frozenset({"event", "agency", "meeting"})
MOST = 20
"""How many are shown to be filled in; the whole line of time stands on the family's page."""

_K = FieldKind
_KINDS: Choices = (
    ("", "which kind?"),
    ("incident", "incident"),
    ("domestic_abuse", "domestic abuse"),
    ("police_call", "police called"),
    ("assault", "assault"),
    ("concern", "concern"),
    ("visit", "visit"),
    ("contact", "contact"),
    ("missing", "missing"),
    ("health", "health"),
    ("school", "school"),
    ("move", "move"),
    ("notice", "notice"),
)
_GRADES: Choices = (
    ("", "not graded"),
    ("standard", "standard"),
    ("medium", "medium"),
    ("high", "high"),
    ("seen", "visit: seen"),
    ("seen_alone", "visit: seen alone"),
    ("not_seen", "visit: not seen"),
    ("refused", "visit: refused"),
)
_IN_A_ROW = 2
"""Which kind and how grave stand in one row; the day stands above them."""


@dataclass(frozen=True, slots=True)
class _Looked:
    """What the card is made from."""

    meeting: Meeting
    family_id: UUID
    roster: Roster
    readers: Visibility
    staff_id: UUID
    events: tuple[Event, ...]


def event_cards(
    reading: Reading, head: Head, point: AgendaPoint, roster: Roster, _day: date
) -> tuple[Card, ...]:
    """Return the card of what has happened in a family, for the part of the meeting that asks for it."""
    family_id = head.family_at(point)
    if family_id is None:
        return ()
    section = head.kind.section(point.section) if head.kind is not None else None
    readers = section.visibility if section is not None else Visibility.V1
    return (_card(reading, head.meeting, family_id, roster, readers),)


def events_beside_people(
    reading: Reading, meeting: Meeting, family_id: UUID, roster: Roster
) -> tuple[Card, ...]:
    """Return the card for meetings that have no part of their own for it, once something has happened."""
    kind = type_of(reading, meeting)
    if kind is not None and any(one.kind is SectionKind.EVENTS for one in kind.sections):
        return ()
    card = _card(reading, meeting, family_id, roster, Visibility.V1)
    return (card,) if any(block.row is not None for block in card.blocks) else ()


def _card(reading: Reading, meeting: Meeting, family_id: UUID, roster: Roster, readers: Visibility) -> Card:
    table = TABLES[Event]
    newest = (table.c.happened_on.desc().nulls_first(), table.c.id.desc())
    events = reading.find(Event, family_id=family_id, order=newest, limit=MOST)
    looked = _Looked(meeting, family_id, roster, readers, reading.desk.staff_id, events)
    # Whoever does not read what is written here begins nothing that they would not see.
    begins = (_next(looked),) if readers in reading.desk.sees else ()
    blocks = (*begins, *(_block(looked, event) for event in events))
    return Card(
        uuid5(family_id, "what has happened"),
        "What has happened",
        "the newest first; # on the line adds one",
        blocks,
        tuple(_flags(events)),
    )


def _block(looked: _Looked, event: Event) -> Block:
    heading = say_day(event.happened_on) if event.happened_on is not None else "Day not known"
    text, when, *rest = _fields(looked, event)
    short, others = rest[:_IN_A_ROW], rest[_IN_A_ROW:]
    return Block(
        Event,
        (("id", event.id),),
        (*short, text, replace(when, is_main=event.happened_on is None), *others),
        event,
        _begins(looked),
        heading=heading,
        is_let_go=True,
        side_by_side=_IN_A_ROW,
    )


def _next(looked: _Looked) -> Block:
    last = max((event.id for event in looked.events), default=None)
    owner = uuid5(looked.meeting.id, f"events of {looked.family_id}")
    key = id_behind(owner, Event, last, looked.staff_id)
    first, *rest = _fields(looked, None)
    fields = (first, *(replace(field, is_main=False) for field in rest))
    return Block(Event, (("id", key),), fields, None, _begins(looked), is_let_go=True, goes_on=True)


def _begins(looked: _Looked) -> tuple[tuple[str, object], ...]:
    return (
        ("family_id", looked.family_id),
        ("meeting_id", looked.meeting.id),
        ("text", ""),
        ("visibility", looked.readers),
    )


def _fields(looked: _Looked, event: Event | None) -> Iterator[CardField]:
    which = in_short(event.text) if event is not None else "next event"
    is_incident = event is not None and event.kind in INCIDENTS
    agencies = choices_with(
        [(one.id, one.name) for one in looked.roster.agencies],
        event.agency_id if event is not None else None,
        "an agency not of this meeting",
    )
    for field in (
        CardField("text", "What happened", _K.BRIEF, hint="One thing that happened"),
        CardField("happened_on", "When", _K.PAST_DAY),
        CardField("kind", "Kind", _K.CHOICE, _kinds(event)),
        CardField("grade", "How grave", _K.CHOICE, _with(_GRADES, event.grade if event is not None else "")),
        CardField("told", "Who was told", _K.LINE, is_main=is_incident, hint="Whom, and on which day"),
        CardField("agency_id", "Known from", _K.CHOICE, agencies, is_main=False),
        CardField("significance", "What it adds up to", _K.BRIEF, is_main=False),
    ):
        yield replace(field, heard=f"{field.label}: {which}")


def _kinds(event: Event | None) -> Choices:
    return _with(_KINDS, event.kind if event is not None else "")


def _with(known: Choices, now: str) -> Choices:
    """Return the words with one that came from elsewhere, such as an import."""
    return known if now in {key for key, _ in known} else (*known, (now, now.replace("_", " ")))


def _flags(events: Sequence[Event]) -> Iterator[Flag]:
    incidents = [event for event in events if event.kind in INCIDENTS]
    ungraded = sum(not event.grade for event in incidents)
    untold = sum(not event.told.strip() for event in incidents)
    if not events:
        yield Flag("nothing recorded", Tone.PLAIN)
    if ungraded:
        yield Flag(f"{ungraded} not graded", Tone.ATTENTION)
    if untold:
        yield Flag(f"{untold} told to nobody", Tone.ATTENTION)
