"""What was said under one heading, as the lines of its stream."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from meetingdesk.app.left_open import open_of_thread
from meetingdesk.domain.actions import Action, ActionFor
from meetingdesk.domain.capture_line import LineKind
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.chronology import Event, EventAbout
from meetingdesk.domain.day_words import say_day, say_month
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.information import DateIs, Entry, EntryAbout, EntryKind
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import AgendaPoint, Meeting
from meetingdesk.domain.roster import Roster
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import Voice, VoiceWords
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

TOUCHED_BY = frozenset(
    {
        "entry",
        "entry_about",
        "voice",
        "voice_words",
        "decision",
        "challenge",
        "event",
        "event_about",
        "person",
        "person_name",
        "family_member",
        "action",
        "action_for",
    }
)

KIND_WORDS = {
    EntryKind.FACT: "Fact",
    EntryKind.REPORTED: "Reported",
    EntryKind.OBSERVED: "Observed",
    EntryKind.OPINION: "Opinion",
    EntryKind.ANALYSIS: "Analysis",
    EntryKind.ALLEGATION: "Allegation",
    EntryKind.SAID: "Said",
    EntryKind.NOTE: "Note",
}
_MILLISECOND_BITS = 80
_WITH_TIME = 7
_LAST_MILLISECOND = 253_402_300_799_999


@dataclass(frozen=True, slots=True)
class StreamItem:
    """One line of the stream: when, who, what, and what is known about it."""

    id: UUID
    kind: LineKind
    at: datetime | None
    who: str
    text: str
    label: str
    about: tuple[str, ...] = ()
    source: str = ""
    visibility: Visibility = Visibility.V1
    needs: str = ""
    """What is still asked of this line, in a few words; shown with a mark."""
    row: Row | None = None

    @property
    def below(self) -> str:
        """What is known about the line, as one small line below it."""
        people = ", ".join(self.about)
        if self.kind is LineKind.ACTION:
            parts = (self.label, people and f"for {people}", self.source)
        else:
            parts = (self.label, self.source, people and f"about {people}")
        return " · ".join(part for part in parts if part)

    @property
    def is_narrow(self) -> bool:
        """Whether it may not be read by everybody at the table."""
        return self.visibility not in (Visibility.V0, Visibility.V1)


def stream_of(
    reading: Reading,
    meeting: Meeting,
    point: AgendaPoint,
    roster: Roster,
    also: tuple[SectionKind, ...] = (),
) -> tuple[StreamItem, ...]:
    """Return everything recorded under a point of the agenda, in the order in which it stands.

    `also` names the kinds that have no heading of their own on this agenda and are shown here.
    """
    family_id = point.family_id or meeting.family_id
    said = _entries(reading, meeting, point, roster)
    own = _MORE.get(point.kind)
    others = [item for kind in also for item in _MORE[kind](reading, meeting, family_id, roster)]
    return (*_by_time(said, others), *(own(reading, meeting, family_id, roster) if own else ()))


def _by_time(said: tuple[StreamItem, ...], others: list[StreamItem]) -> tuple[StreamItem, ...]:
    """Return what was said in its own order, with everything else where its time puts it.

    What was kept last stands last, whatever it is; what has no time stands before all.
    """
    placed: list[StreamItem] = [item for item in others if item.at is None]
    waiting = sorted((item for item in others if item.at is not None), key=_time_of)
    for entry in said:
        while waiting and entry.at is not None and _time_of(waiting[0]) < entry.at:
            placed.append(waiting.pop(0))
        placed.append(entry)
    return (*placed, *waiting)


def _time_of(item: StreamItem) -> datetime:
    assert item.at is not None, "only items with a time are laid in order"
    return item.at


def kinds_to_show_at(point: AgendaPoint, points: tuple[AgendaPoint, ...]) -> tuple[SectionKind, ...]:
    """Return the kinds that this point shows besides its own, because no point of its case or meeting does.

    A difference of view is recorded at every meeting, but not every agenda has a heading for it.
    """
    here = [other for other in points if other.family_id == point.family_id]
    shown = {other.kind for other in here}
    home = next(
        (other for other in here if other.kind == SectionKind.INFORMATION), here[0] if here else point
    )
    return tuple(kind for kind in _TYPED_ANYWHERE if kind not in shown) if home.id == point.id else ()


def _entries(
    reading: Reading, meeting: Meeting, point: AgendaPoint, roster: Roster
) -> tuple[StreamItem, ...]:
    table = TABLES[Entry]
    found = reading.find(
        Entry,
        order=(table.c.position,),
        meeting_id=meeting.id,
        family_id=point.family_id or meeting.family_id,
        section=point.section,
    )
    about = _about(reading, [entry.id for entry in found], EntryAbout, "entry_id", roster)
    return tuple(entry_item(entry, about.get(entry.id, ()), roster) for entry in found)


def entry_item(entry: Entry, about: tuple[str, ...], roster: Roster) -> StreamItem:
    """Return an entry as a line of the stream."""
    agency = roster.agency(entry.agency_id)
    speaker = roster.person(entry.speaker_id)
    source = ", ".join(
        part for part in (entry.source, say_day(entry.source_on) if entry.source_on else "") if part
    )
    return StreamItem(
        entry.id,
        LineKind.INFORMATION,
        entry.at,
        agency.short if agency else speaker.designation if speaker else "",
        entry.text,
        KIND_WORDS[entry.kind],
        about,
        source,
        entry.visibility,
        row=entry,
    )


def _words(
    reading: Reading, meeting: Meeting, family_id: UUID | None, roster: Roster
) -> tuple[StreamItem, ...]:
    voices = {voice.id: voice for voice in reading.find(Voice, meeting_id=meeting.id, family_id=family_id)}
    if not voices:
        return ()
    order = (TABLES[VoiceWords].c.position,)
    return tuple(
        StreamItem(
            words.id,
            LineKind.WORDS,
            made_at(words.id),
            child.designation if (child := roster.person(voices[words.voice_id].child_id)) else "",
            f"“{words.text}”",
            "In the child’s words",
            (),
            words.heard_by,
            words.visibility,
            row=words,
        )
        for words in reading.find(VoiceWords, order=order, voice_id=set(voices))
    )


def _decisions(
    reading: Reading, meeting: Meeting, family_id: UUID | None, roster: Roster
) -> tuple[StreamItem, ...]:
    order = (TABLES[Decision].c.position,)
    return tuple(
        StreamItem(
            decision.id,
            LineKind.DECISION,
            decision.agreed_at or made_at(decision.id),
            child.designation if (child := roster.person(decision.child_id)) else "",
            decision.text or decision.rationale,
            "Decision",
            visibility=decision.visibility,
            needs="" if decision.rationale else "why?",
            row=decision,
        )
        for decision in reading.find(Decision, order=order, meeting_id=meeting.id, family_id=family_id)
    )


def _challenges(
    reading: Reading, meeting: Meeting, family_id: UUID | None, roster: Roster
) -> tuple[StreamItem, ...]:
    return tuple(
        StreamItem(
            challenge.id,
            LineKind.CHALLENGE,
            challenge.raised_at,
            agency.short if (agency := roster.agency(challenge.raised_by_agency_id)) else "",
            challenge.text,
            "Challenge",
            visibility=challenge.visibility,
            needs="" if challenge.raised_by_agency_id else "whose?",
            row=challenge,
        )
        for challenge in reading.find(Challenge, meeting_id=meeting.id, family_id=family_id)
    )


def _events(
    reading: Reading, meeting: Meeting, family_id: UUID | None, roster: Roster
) -> tuple[StreamItem, ...]:
    if family_id is None:
        return ()
    found = reading.find(Event, family_id=family_id, meeting_id=meeting.id)
    ordered = sorted(found, key=lambda event: (event.happened_on or date.max, event.id.int))
    about = _about(reading, [event.id for event in ordered], EventAbout, "event_id", roster)
    return tuple(
        StreamItem(
            event.id,
            LineKind.EVENT,
            made_at(event.id),
            agency.short if (agency := roster.agency(event.agency_id)) else "",
            event.text,
            f"Happened {_when(event)}" if event.happened_on else "Event",
            about.get(event.id, ()),
            event.source,
            event.visibility,
            "" if event.happened_on else "when?",
            event,
        )
        for event in ordered
    )


def _people(
    reading: Reading, meeting: Meeting, family_id: UUID | None, roster: Roster
) -> tuple[StreamItem, ...]:
    return tuple(
        StreamItem(
            person.id,
            LineKind.PERSON,
            None,
            person.designation,
            person.name or person.designation,
            person.being.value.capitalize(),
        )
        for person in roster.people
    )


def action_items(
    reading: Reading, meeting: Meeting, family_id: UUID | None, roster: Roster
) -> tuple[StreamItem, ...]:
    """Return the actions agreed for a case, or for the whole meeting where it is about one family."""
    order = (TABLES[Action].c.position,)
    found = reading.find(Action, order=order, meeting_id=meeting.id, family_id=family_id)
    about = _about(reading, [action.id for action in found], ActionFor, "action_id", roster)
    return tuple(action_item(action, about.get(action.id, ()), roster) for action in found)


def _left_open(
    reading: Reading, meeting: Meeting, family_id: UUID | None, roster: Roster
) -> tuple[StreamItem, ...]:
    found = open_of_thread(reading, meeting)
    about = _about(reading, [action.id for action in found], ActionFor, "action_id", roster)
    return tuple(action_item(action, about.get(action.id, ()), roster) for action in found)


def action_item(action: Action, about: tuple[str, ...], roster: Roster) -> StreamItem:
    """Return an action as a line: who owns it, by when, and what it still lacks."""
    rest = (
        f"so that {action.why}" if action.why else "",
        f"shown by {action.measure}" if action.measure else "",
        action.frequency,
    )
    return StreamItem(
        action.id,
        LineKind.ACTION,
        action.agreed_at or made_at(action.id),
        owner_of(action, roster),
        action.text,
        f"by {say_day(action.due_on)}" if action.due_on else action.due_said,
        about,
        " · ".join(part for part in rest if part),
        action.visibility,
        lacks(action),
        action,
    )


def owner_of(action: Action, roster: Roster) -> str:
    """Return who owns an action, as it is said in the room."""
    professional = roster.professional(action.owner_id)
    agency = roster.agency(action.owner_agency_id)
    person = roster.person(action.owner_person_id)
    if agency is not None:
        return f"{agency.short} ({professional.name})" if professional else agency.short
    return professional.name if professional else person.designation if person else ""


def lacks(action: Action) -> str:
    """Say in a few words what an action still lacks; judging its words is another matter."""
    missing = []
    if action.owner_id is None and action.owner_agency_id is None and action.owner_person_id is None:
        missing.append("whose?")
    if action.due_on is None:
        missing.append("by when?")
    if not action.measure:
        missing.append("how will we know?")
    return " · ".join(missing)


def made_at(key: UUID) -> datetime | None:
    """Return when a row was made, where its identifier begins with that moment; one brought in may not."""
    milliseconds = key.int >> _MILLISECOND_BITS
    if key.version != _WITH_TIME or milliseconds > _LAST_MILLISECOND:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _about(
    reading: Reading,
    keys: list[UUID],
    kind: type[EntryAbout | ActionFor | EventAbout],
    column: str,
    roster: Roster,
) -> Mapping[UUID, tuple[str, ...]]:
    if not keys:
        return {}
    named: dict[UUID, list[UUID]] = {}
    where: dict[str, Any] = {column: keys}
    for row in reading.find(kind, **where):
        named.setdefault(getattr(row, column), []).append(row.person_id)
    order = {person.id: place for place, person in enumerate(roster.people)}
    return {
        key: tuple(
            person.designation
            for one in sorted(people, key=lambda each: order.get(each, len(order)))
            if (person := roster.person(one)) is not None
        )
        for key, people in named.items()
    }


def _when(event: Event) -> str:
    assert event.happened_on is not None, "only events with a date are said with it"
    match event.happened_on_is:
        case DateIs.MONTH:
            return say_month(event.happened_on)
        case DateIs.YEAR:
            return str(event.happened_on.year)
        case DateIs.ABOUT:
            return f"about {say_day(event.happened_on)}"
        case _:
            return say_day(event.happened_on)


_TYPED_ANYWHERE = (SectionKind.VOICE, SectionKind.DECISION, SectionKind.CHALLENGE, SectionKind.EVENTS)
_MORE: dict[str, Callable[[Reading, Meeting, UUID | None, Roster], tuple[StreamItem, ...]]] = {
    SectionKind.VOICE: _words,
    SectionKind.DECISION: _decisions,
    SectionKind.CHALLENGE: _challenges,
    SectionKind.EVENTS: _events,
    SectionKind.PEOPLE: _people,
    SectionKind.ACTIONS: action_items,
    SectionKind.PREVIOUS_ACTIONS: _left_open,
}
"""What else stands under a heading of a kind besides what was said."""
