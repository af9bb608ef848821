"""Changing what was recorded: entries split, joined, moved, and said to be something else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from meetingdesk.app.live.capturing import STEP, family_at, visibility_at
from meetingdesk.app.live.naming import people_of
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.app.rows import remove_whole
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.families import FamilyMember
from meetingdesk.domain.information import Entry, EntryAbout, EntryReader
from meetingdesk.domain.meetings import AgendaPoint, Meeting
from meetingdesk.domain.naming import people_named
from meetingdesk.domain.rights import WIDTH
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.roster import Roster
from meetingdesk.domain.rows import new_id
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork

_PLACE = ("meeting_id", "family_id", "section")
_SPEAKER = ("agency_id", "professional_id", "speaker_id")
_FIRMNESS = ("kind", "status", "disputed_by")


@dataclass(frozen=True, slots=True)
class SplitEntry:
    """Make two entries of one, at a place in its text."""

    entry_id: UUID
    place: int
    text: str | None = None
    """The text as it stands on the screen, where the last letters are not saved yet."""
    label: str = "Split entry"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Leave the first part where it is, and add the second below it."""
        entry = work.get(Entry, self.entry_id)
        text = entry.text if self.text is None else self.text
        first, second = text[: self.place].rstrip(), text[self.place :].lstrip()
        if not first or not second:
            raise MeetingDeskError(
                "There is nothing to split here.", hint="Put the cursor where the second entry begins."
            )
        below = work.add(
            replace(entry, id=new_id(), text=second, position=_place_after(work, entry), version=1)
        )
        work.put(replace(work.get(Entry, entry.id), text=first))
        about = work.find(EntryAbout, entry_id=entry.id)
        work.add_all([EntryAbout(entry_id=below.id, person_id=one.person_id) for one in about])
        readers = work.find(EntryReader, entry_id=entry.id)
        work.add_all([replace(one, id=new_id(), entry_id=below.id, version=1) for one in readers])
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class JoinEntries:
    """Make one entry of two: the second is taken into the first."""

    first_id: UUID
    second_id: UUID
    label: str = "Join entries"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Join texts, sources and people; what differs in who may read it or who said it stays apart."""
        first, second = work.get(Entry, self.first_id), work.get(Entry, self.second_id)
        _check_can_be_joined(work, first, second)
        known = {one.person_id for one in work.find(EntryAbout, entry_id=first.id)}
        new = [one for one in work.find(EntryAbout, entry_id=second.id) if one.person_id not in known]
        source_on = first.source_on or (second.source_on if not first.source else None)
        work.put(
            replace(
                first,
                text=_lines(first.text, second.text),
                source="; ".join(dict.fromkeys(_sources(first, source_on) + _sources(second, source_on))),
                source_on=source_on,
                means_for_child=_lines(first.means_for_child, second.means_for_child),
                bases=tuple(dict.fromkeys((*first.bases, *second.bases))),
            )
        )
        remove_whole(work, second)
        work.add_all([EntryAbout(entry_id=first.id, person_id=one.person_id) for one in new])
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class MoveEntry:
    """Move an entry to another point of the meeting, such as the case that it belongs to."""

    entry_id: UUID
    point_id: UUID
    label: str = "Move entry"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """File it there, for no more readers than that heading has; the other family stays behind."""
        entry = work.get(Entry, self.entry_id)
        point = work.get(AgendaPoint, self.point_id)
        meeting = work.get(Meeting, point.meeting_id)
        if meeting.id != entry.meeting_id:
            raise MeetingDeskError("That is another meeting.", hint="Copy the text there instead.")
        family_id = family_at(meeting, point)
        usual = visibility_at(work, meeting, point)
        moved = replace(entry, family_id=family_id, section=point.section)
        if WIDTH[usual] < WIDTH[entry.visibility]:
            moved = replace(moved, visibility=usual)
        if family_id != entry.family_id:
            known = {member.person_id for member in work.find(FamilyMember, family_id=family_id)}
            _leave_behind(work, entry, known)
            _name_anew(work, entry, family_id)
            speaker = entry.speaker_id if entry.speaker_id in known else None
            moved = replace(moved, speaker_id=speaker, request_id=None)
        work.put(moved)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class ShiftEntry:
    """Move an entry up or down among those beside it."""

    entry_id: UUID
    down: bool
    label: str = "Move entry"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Change places with its neighbour; the first cannot go up, nor the last down."""
        entry = work.get(Entry, self.entry_id)
        beside = _beside(work, entry)
        place = [one.id for one in beside].index(entry.id) + (1 if self.down else -1)
        if 0 <= place < len(beside):
            other = beside[place]
            first, second = (entry, other) if self.down else (other, entry)
            if first.position == second.position:
                _spread(work, beside)
                first, second = work.get(Entry, first.id), work.get(Entry, second.id)
            work.put(replace(first, position=second.position))
            work.put(replace(second, position=first.position))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class NameAbout:
    """Say whom an entry is about."""

    entry_id: UUID
    people: tuple[UUID, ...]
    label: str = "Change whom it is about"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add those who are new, and take those away who are not named any more."""
        present = {one.person_id: one for one in work.find(EntryAbout, entry_id=self.entry_id)}
        for person, one in present.items():
            if person not in self.people:
                work.remove(one)
        work.add_all(
            [
                EntryAbout(entry_id=self.entry_id, person_id=person)
                for person in dict.fromkeys(self.people)
                if person not in present
            ]
        )
        return outcome_of(work, self)


def _check_can_be_joined(work: UnitOfWork, first: Entry, second: Entry) -> None:
    if first.id == second.id or any(getattr(first, name) != getattr(second, name) for name in _PLACE):
        raise MeetingDeskError("Only two entries of one stream are joined.", hint="Move one of them first.")
    if _readers(work, first) != _readers(work, second):
        raise MeetingDeskError(
            "These two may not be read by the same people, so they stay apart.",
            hint="Give both the same readers first.",
        )
    if any(getattr(first, name) != getattr(second, name) for name in _SPEAKER):
        raise MeetingDeskError(
            "These two were not said by the same agency or person, so they stay apart.",
            hint="Join only what one of them said.",
        )
    if any(getattr(first, name) != getattr(second, name) for name in _FIRMNESS):
        raise MeetingDeskError(
            "These two are not of the same kind, or one is disputed, so they stay apart.",
            hint="Say of both what kind they are first; a fact and an opinion are never one.",
        )


def _readers(work: UnitOfWork, entry: Entry) -> tuple[object, ...]:
    named = {
        (one.agency_id, one.professional_id, one.person_id)
        for one in work.find(EntryReader, entry_id=entry.id)
    }
    return entry.visibility, entry.author_id, entry.is_not_shared, named


def _lines(first: str, second: str) -> str:
    return "\n".join(part for part in (first, second) if part)


def _sources(entry: Entry, kept: date | None) -> tuple[str, ...]:
    day = entry.source_on
    return tuple(part for part in (entry.source, say_day(day) if day and day != kept else "") if part)


def _leave_behind(work: UnitOfWork, entry: Entry, known: set[UUID]) -> None:
    """Take everybody off an entry who is not of the family that it goes to."""
    for one in work.find(EntryAbout, entry_id=entry.id):
        if one.person_id not in known:
            work.remove(one)
    for reader in work.find(EntryReader, entry_id=entry.id):
        if reader.person_id is not None and reader.person_id not in known:
            work.remove(reader)


def _name_anew(work: UnitOfWork, entry: Entry, family_id: UUID | None) -> None:
    """Say whom an entry is about in the family that it was moved to, by the names in its words."""
    if family_id is None:
        return
    there = Roster(people=people_of(work, (family_id,))[family_id])
    present = {one.person_id for one in work.find(EntryAbout, entry_id=entry.id)}
    named = dict.fromkeys(one.person_id for one in people_named(entry.text, there))
    work.add_all([EntryAbout(entry_id=entry.id, person_id=key) for key in named if key not in present])


def _beside(work: UnitOfWork, entry: Entry) -> tuple[Entry, ...]:
    return work.find(
        Entry,
        order=(TABLES[Entry].c.position,),
        meeting_id=entry.meeting_id,
        family_id=entry.family_id,
        section=entry.section,
    )


def _place_after(work: UnitOfWork, entry: Entry) -> int:
    """Return a position between an entry and the next one, making room where there is none."""
    beside = _beside(work, entry)
    place = [one.id for one in beside].index(entry.id)
    if place + 1 == len(beside):
        return entry.position + STEP // 2
    room = beside[place + 1].position - entry.position
    if room > 1:
        return entry.position + room // 2
    _spread(work, beside)
    return work.get(Entry, entry.id).position + STEP // 2


def _spread(work: UnitOfWork, entries: tuple[Entry, ...]) -> None:
    for number, one in enumerate(entries, 1):
        work.put(replace(work.get(Entry, one.id), position=number * STEP))
