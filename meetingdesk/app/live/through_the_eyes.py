"""Through the eyes of one child: what those at the table say when they are that child for two minutes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from meetingdesk.app.live.capturing import KeepEntry, family_at, place_of, readers_of
from meetingdesk.app.live.drafts import clear_draft
from meetingdesk.app.live.naming import people_of
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.information import Entry, EntryAbout, EntryKind
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import AgendaPoint, Meeting
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.roster import Being, RosterPerson
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.unit_of_work import UnitOfWork

LENGTH = timedelta(minutes=2)
SOURCE = "Through the eyes of"
"""How the source of such a line begins; whose eyes follows. By it the line is found again."""
CHILDREN = frozenset({Being.CHILD, Being.UNBORN})


@dataclass(frozen=True, slots=True)
class Done:
    """An exercise that was done for a child: when its first line was said, and how many there are."""

    at: datetime | None
    lines: int


@dataclass(frozen=True, slots=True)
class KeepThroughEyes:
    """File what was said through a child's eyes, where that child's voice stands in the record.

    It is what adults think that the child would say, and no words of the child: a judgement, for
    professionals only, about that child.
    """

    said: KeepEntry
    """The line as it would be kept at the point where it was typed."""
    child_id: UUID
    label: str = "Record what was said through a child’s eyes"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add it to what was said of the children, and empty the line."""
        said = self.said
        meeting, point = place_of(work, said.point_id)
        child = _child(work, family_at(meeting, point), self.child_id)
        source = f"{SOURCE} {child.designation}"
        replace(
            said,
            point_id=_where(work, meeting, point).id,
            kind=said.kind or EntryKind.ANALYSIS,
            about=(child.id, *said.about),
            source=f"{source}; {said.source}" if said.source else source,
            visibility=readers_of(work, meeting, point, said.visibility, Visibility.V1),
        ).apply(work)
        # The line was typed at the point that is open, which may be another one.
        clear_draft(work.connection, work.desk, meeting.id, point.id)
        return outcome_of(work, self)


def done_through_eyes(
    reading: Reading, meeting_id: UUID, family_id: UUID | None, children: Iterable[RosterPerson]
) -> Mapping[UUID, Done]:
    """Return for which children the exercise was done in a meeting; a child without a line is left out."""
    entries = [
        entry
        for entry in reading.find(Entry, meeting_id=meeting_id, family_id=family_id)
        if is_through_eyes(entry)
    ]
    if not entries:
        return {}
    called = {child.id: child.designation for child in children}
    about: dict[UUID, list[UUID]] = {}
    for one in reading.find(EntryAbout, entry_id=[entry.id for entry in entries], person_id=set(called)):
        about.setdefault(one.entry_id, []).append(one.person_id)
    times: dict[UUID, list[datetime | None]] = {}
    for entry in entries:
        child = _whose_eyes(entry, about.get(entry.id, []), called)
        if child is not None:
            times.setdefault(child, []).append(entry.at)
    return {
        child: Done(min((at for at in found if at is not None), default=None), len(found))
        for child, found in times.items()
    }


def is_through_eyes(entry: Entry) -> bool:
    """Say whether an entry is what was said through a child's eyes."""
    return entry.source.startswith(SOURCE)


def _whose_eyes(entry: Entry, about: list[UUID], called: Mapping[UUID, str]) -> UUID | None:
    """Return whose eyes it was; the words may name brothers and sisters as well."""
    named = (child for child in about if entry.source.partition(";")[0] == f"{SOURCE} {called[child]}")
    # A designation can change when somebody is added to the family; who it is about does not.
    return next(named, about[0] if len(about) == 1 else None)


def _child(work: UnitOfWork, family_id: UUID | None, child_id: UUID) -> RosterPerson:
    people = people_of(work, (family_id,))[family_id] if family_id is not None else ()
    for one in people:
        if one.id == child_id and one.being in CHILDREN:
            return one
    raise MeetingDeskError(
        "This child is not of the family that is spoken of.",
        hint="Stop the exercise, or go back to the case; the line stays where it is.",
    )


def _where(work: UnitOfWork, meeting: Meeting, point: AgendaPoint) -> AgendaPoint:
    """Return the point for the children's voice, or the one that is open where the agenda has none."""
    found = work.find(
        AgendaPoint, meeting_id=meeting.id, family_id=point.family_id, kind=str(SectionKind.VOICE)
    )
    return found[0] if found else point
