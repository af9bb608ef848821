"""What the window for the room shows: made from what everybody there may read, and from nothing else.

It is a list of what is let in. An entry, a child's words, a reflection, an address or a name of the family
has no way in; a decision or an action comes in only when it is asked for and everybody here may read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from meetingdesk.app.live.head import Head, head_of
from meetingdesk.app.live.naming import people_of
from meetingdesk.app.live.running_order import running_order
from meetingdesk.app.live.through_the_eyes import CHILDREN, is_through_eyes
from meetingdesk.domain.actions import Action
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import IN_THE_ROOM, Attendance, Presence
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.families import FamilyMember
from meetingdesk.domain.in_the_room import end_of, is_here
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import AgendaPoint, Meeting
from meetingdesk.domain.people import Address, Contact
from meetingdesk.domain.rights import WIDTH
from meetingdesk.domain.risk import Reflection
from meetingdesk.domain.roster import Being
from meetingdesk.domain.text import fold
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import Voice, VoiceWords
from meetingdesk.storage.reading import Reading

CLOSED = "Closed part"
SOME_CHILD = "This child"
"""What a child is called in the room whom not everybody here may know of."""
SHORTEST_ADDRESS, SHORTEST_WORDS = 6, 12
"""Below this many letters a text that is kept back may stand in another one by chance."""


class Heading(StrEnum):
    """Where a heading of the agenda stands."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class ProjectedLine:
    """One heading of the agenda, or one case by its number and reference."""

    title: str
    stands: Heading


@dataclass(frozen=True, slots=True)
class ReadBack:
    """A decision or an action as the room is asked to agree it."""

    key: UUID
    what: str
    text: str
    details: tuple[str, ...] = ()
    agreed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProjectedEyes:
    """Through whose eyes the room looks for two minutes: a designation, never a name."""

    child_id: UUID
    who: str


@dataclass(frozen=True, slots=True)
class Projected:
    """Everything that the window for the room shows."""

    title: str
    lines: tuple[ProjectedLine, ...]
    used_minutes: int = 0
    planned_minutes: int = 0
    read_back: ReadBack | None = None
    refused: str = ""
    """Why what was asked for is not shown; said to whoever asked, never to the room."""
    eyes: ProjectedEyes | None = None


def projected(
    reading: Reading,
    meeting_id: UUID,
    point_id: UUID | None,
    now: datetime,
    wanted: tuple[type[Decision | Action], UUID] | None = None,
    through: UUID | None = None,
) -> Projected:
    """Return what the room sees while a point of the agenda is open; `through` a child's eyes, if so."""
    head = head_of(reading, meeting_id)
    title, day = head.kind.title if head.kind is not None else "", head.meeting.held_on
    point = head.point(point_id)
    lines = running_order(head, now)
    here = next(
        (line for line in lines if point is not None and _is_at(line.point_id, line.family_id, point)), None
    )
    shown = tuple(
        ProjectedLine(
            _title(head, line.point_id, line.title, line.number),
            Heading.NOW if line is here else Heading.DONE if line.spent.is_done else Heading.NEXT,
        )
        for line in lines
    )
    spent = here.spent if here is not None else None
    found: ReadBack | ProjectedEyes | str | None = None
    if wanted is not None:
        found = _read_back(reading, head, point, wanted)
    elif through is not None:
        found = _eyes(reading, head, point, through)
    return Projected(
        " · ".join(part for part in (title, say_day(day) if day is not None else "") if part),
        _joined(shown),
        int(spent.used.total_seconds()) // 60 if spent is not None else 0,
        int(spent.planned.total_seconds()) // 60 if spent is not None and spent.planned else 0,
        found if isinstance(found, ReadBack) else None,
        found if isinstance(found, str) else "",
        found if isinstance(found, ProjectedEyes) else None,
    )


def _joined(lines: tuple[ProjectedLine, ...]) -> tuple[ProjectedLine, ...]:
    """Return the headings with closed parts that follow each other as one: how many there are tells too."""
    joined: list[ProjectedLine] = []
    for line in lines:
        if joined and line.title == joined[-1].title == CLOSED:
            both = {line.stands, joined[-1].stands}
            stands = Heading.NOW if Heading.NOW in both else Heading.NEXT if len(both) > 1 else line.stands
            joined[-1] = ProjectedLine(CLOSED, stands)
        else:
            joined.append(line)
    return tuple(joined)


def _is_at(point_id: UUID, family_id: UUID | None, point: AgendaPoint) -> bool:
    return point_id == point.id or (family_id is not None and family_id == point.family_id)


def _title(head: Head, point_id: UUID, title: str, number: int) -> str:
    if number:
        return f"{number}   {title}"
    point = head.point(point_id)
    section = head.kind.section(point.section) if head.kind is not None and point is not None else None
    # A heading alone can tell the family that police or lawyers have something that they keep back.
    return CLOSED if section is not None and WIDTH[section.visibility] < WIDTH[Visibility.V1] else title


def _read_back(
    reading: Reading, head: Head, point: AgendaPoint | None, wanted: tuple[type[Decision | Action], UUID]
) -> ReadBack | str:
    row: Any = reading.look_up(*wanted)
    if row is None or row.meeting_id != head.meeting.id:
        return "It is not there any more."
    family_id = head.family_at(point) if point is not None else None
    if head.cases and row.family_id != family_id:
        return "It belongs to another family than the one that is spoken of."
    refused = _who_may_not(reading, head.meeting, point, row.visibility)
    if refused:
        return refused
    made = _action(reading, row) if isinstance(row, Action) else _decision(head, row)
    kept_back = _kept_back(reading, head.meeting, row.family_id)
    said = fold(" ".join((made.text, *made.details)))
    if any(words in said for words in kept_back):
        return "It has words in it that not everybody here may read. Say it in other words first."
    return made


def _eyes(reading: Reading, head: Head, point: AgendaPoint | None, child_id: UUID) -> ProjectedEyes | str:
    family_id = head.family_at(point) if point is not None else None
    people = people_of(reading, (family_id,))[family_id] if family_id is not None else ()
    child = next((one for one in people if one.id == child_id and one.being in CHILDREN), None)
    if child is None:
        return "This child is not of the family that is spoken of."
    if child.being is Being.UNBORN and _who_may_not(reading, head.meeting, point, Visibility.V1):
        # Not everybody of a family knows of a pregnancy.
        return ProjectedEyes(child.id, SOME_CHILD)
    return ProjectedEyes(child.id, child.designation)


def _who_may_not(
    reading: Reading, meeting: Meeting, point: AgendaPoint | None, visibility: Visibility
) -> str:
    """Say why not everybody who is recorded as present may read something; nothing where all may."""
    if visibility is Visibility.V0:
        return ""
    if WIDTH[visibility] < WIDTH[Visibility.V1]:
        return f"Only some of those here may read it: {visibility.label.lower()}."
    case = point.family_id if point is not None else None
    rows = [row for row in reading.find(Attendance, meeting_id=meeting.id) if row.status in IN_THE_ROOM]
    came: dict[UUID, list[Presence]] = {}
    for presence in reading.find(Presence, attendance_id=[row.id for row in rows]) if rows else ():
        came.setdefault(presence.attendance_id, []).append(presence)
    ended = end_of(meeting)
    for row in rows:
        is_professional = row.agency_id is not None or row.professional_id is not None
        if not is_professional and is_here(row, came.get(row.id, ()), case, ended):
            return "It is for professionals, and somebody else is in the room."
    return ""


def _kept_back(reading: Reading, meeting: Meeting, family_id: UUID | None) -> frozenset[str]:
    """Return the texts that must not be seen in the room, whatever they were written into."""
    members = [row.person_id for row in reading.find(FamilyMember, family_id=family_id)] if family_id else []
    places: list[str] = []
    if members:
        for address in reading.find(Address, person_id=members):
            places += [*address.lines.replace(",", "\n").split("\n"), address.postcode]
        places += [contact.value for contact in reading.find(Contact, person_id=members)]
    voices = [voice.id for voice in reading.find(Voice, meeting_id=meeting.id)]
    words = [row.text for row in reading.find(VoiceWords, voice_id=voices)] if voices else []
    words += [row.answer for row in reading.find(Reflection, meeting_id=meeting.id)]
    words += [
        entry.text
        for entry in reading.find(Entry, meeting_id=meeting.id)
        if WIDTH[entry.visibility] < WIDTH[Visibility.V1] or is_through_eyes(entry)
    ]
    return frozenset((*_folded(places, SHORTEST_ADDRESS), *_folded(words, SHORTEST_WORDS)))


def _folded(texts: Iterable[str], shortest: int) -> Iterable[str]:
    return (folded for text in texts if len(folded := fold(text.strip())) >= shortest)


def _action(reading: Reading, action: Action) -> ReadBack:
    agency = reading.look_up(Agency, action.owner_agency_id) if action.owner_agency_id else None
    worker = reading.look_up(Professional, action.owner_id) if action.owner_id else None
    owner = ", ".join(each.name for each in (worker, agency) if each is not None)
    details = (
        owner,
        f"by {say_day(action.due_on)}" if action.due_on else action.due_said,
        f"so that {action.why}" if action.why else "",
        f"shown by {action.measure}" if action.measure else "",
    )
    return ReadBack(
        action.id, "Action", action.text, tuple(part for part in details if part), action.read_back_at
    )


def _decision(head: Head, decision: Decision) -> ReadBack:
    outcome = head.kind.decision(decision.outcome) if head.kind is not None else None
    details = (outcome.label if outcome is not None else "", decision.rationale)
    text = decision.text or (outcome.label if outcome is not None else "")
    return ReadBack(
        decision.id,
        "Decision",
        text,
        tuple(part for part in details if part and part != text),
        decision.read_back_at,
    )
