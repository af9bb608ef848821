"""Which lines of a meeting have words that deserve a question, and what becomes of the question."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import TypeAlias
from uuid import UUID

from meetingdesk.app.definitions import phrase_book
from meetingdesk.app.live.capturing import CAN_BE_WRITTEN, visibility_of_kind
from meetingdesk.app.live.through_the_eyes import is_through_eyes
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.actions import Action
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.chronology import Event
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.information import Entry, EntryAbout, EntryKind
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import FormAnswer, Meeting
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.phrases.flag import PhraseFlag
from meetingdesk.domain.phrases.flags import flags_in
from meetingdesk.domain.rights import WIDTH
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.roster import BEING_OF_ROLE, Being
from meetingdesk.domain.rows import Row
from meetingdesk.domain.text import in_short
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError, StaleRecord
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.unit_of_work import UnitOfWork

SECTION_OF_PHRASES = "phrases"
"""Under which heading it is kept that a wording is fine where it stands."""
TOUCHED_BY = frozenset({"form_answer", "meeting"})
"""What is read here besides the lines themselves: what was set aside, and whether anything can be written."""

Questioned: TypeAlias = Entry | Decision | Action | Event
"""What may be questioned. A challenge speaks about words itself, and a child may say anything."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that a line deserves, and the words that it is about.

    What else could be asked of the same words is not asked beside it, and is settled with it.
    """

    question: str
    flags: tuple[PhraseFlag, ...]

    @property
    def words(self) -> str:
        """The words between quotation marks, as one sentence may hold them."""
        said = dict.fromkeys(in_short(flag.words) for flag in self.flags if flag.question == self.question)
        return " and ".join(f"“{words}”" for words in said)

    @property
    def says(self) -> str:
        """The words and the question."""
        return f"{self.words}: {self.question}"


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is asked of some lines; what was found in a text is known the next time."""

    by_row: Mapping[UUID, tuple[Asked, ...]] = field(default_factory=lambda: MappingProxyType({}))
    by_text: Mapping[str, tuple[PhraseFlag, ...]] = field(default_factory=lambda: MappingProxyType({}))


NONE = Phrases()


@dataclass(frozen=True, slots=True)
class DismissPhrase:
    """Keep that some words are fine where they stand: they are questioned there no more."""

    meeting_id: UUID
    kind: type[Questioned]
    row_id: UUID
    flags: tuple[PhraseFlag, ...]
    label: str = "Leave a wording as it is"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Note it; another wording of the same line is questioned again."""
        row = _still_said(work, self.meeting_id, self.kind, self.row_id, self.flags)
        _note(work, self.meeting_id, row, self.flags)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class ChallengeWording:
    """Minute that a wording was questioned; the line itself stays as it was said."""

    meeting_id: UUID
    kind: type[Questioned]
    row_id: UUID
    asked: Asked
    at: datetime
    label: str = "Minute a challenge to a wording"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add the challenge, for those who may read the line; nobody is named, for nobody said who asked."""
        row = _still_said(work, self.meeting_id, self.kind, self.row_id, self.asked.flags)
        meeting = work.get(Meeting, self.meeting_id)
        if not _note(work, meeting.id, row, self.asked.flags):
            raise StaleRecord(
                "This wording was questioned or set aside already.",
                hint="Look at the differences of view, or undo that step.",
            )
        work.add(
            Challenge(
                meeting_id=meeting.id,
                family_id=row.family_id or meeting.family_id,
                child_id=row.child_id if isinstance(row, Decision) else None,
                decision_id=row.id if isinstance(row, Decision) else None,
                action_id=row.id if isinstance(row, Action) else None,
                text=minuted(self.asked),
                raised_at=self.at,
                visibility=_readers(work, meeting, row),
            )
        )
        return outcome_of(work, self)


def phrases_at(reading: Reading, meeting_id: UUID, rows: Iterable[Row], before: Phrases = NONE) -> Phrases:
    """Return what is asked of lines of a meeting, without what somebody has set aside."""
    said = [row for row in rows if isinstance(row, Questioned) and _may_be_questioned(row, meeting_id)]
    of_children = _said_by_children(reading, said)
    aside = {
        answer.question
        for answer in reading.find(FormAnswer, meeting_id=meeting_id, section=SECTION_OF_PHRASES)
    }
    by_row: dict[UUID, tuple[Asked, ...]] = {}
    by_text: dict[str, tuple[PhraseFlag, ...]] = {}
    for row in said:
        if row.id in of_children:
            continue
        found = before.by_text.get(row.text)
        by_text[row.text] = found = flags_in(row.text, book=phrase_book()) if found is None else found
        left = grouped(flag for flag in found if key_of(row.id, flag) not in aside)
        if left:
            by_row[row.id] = left
    return Phrases(by_row, by_text)


def asked_of(_reading: Reading, text: str) -> tuple[Asked, ...]:
    """Return what is asked of a line that is being typed."""
    return grouped(flags_in(text, book=phrase_book()))


def grouped(flags: Iterable[PhraseFlag]) -> tuple[Asked, ...]:
    """Return each question once, in the order of the words; the same words are asked one question."""
    found: dict[str, list[PhraseFlag]] = {}
    question, end = "", 0
    for flag in sorted(flags, key=lambda flag: (flag.start, -flag.end)):
        if flag.start >= end:
            question = flag.question
        end = max(end, flag.end)
        found.setdefault(question, []).append(flag)
    return tuple(Asked(question, tuple(those)) for question, those in found.items())


def key_of(row_id: UUID, flag: PhraseFlag) -> str:
    """Return under which key it is kept that words are fine in a line: not the words, but their trace."""
    trace = hashlib.sha256(_plain(flag.words).encode()).hexdigest()[:16]
    return f"{flag.kind.value}.{row_id.hex}.{trace}"


def minuted(asked: Asked) -> str:
    """Return a question about words as the minutes tell it."""
    return f"The wording {asked.words} was questioned: {asked.question}"


def is_of_a_child(
    kind: EntryKind | None, agency_id: UUID | None, speaker: Being | None, about: Iterable[Being]
) -> bool:
    """Say whether words are a child's own: a child speaks, or is quoted and nobody else is named for it."""
    if speaker is not None:
        return speaker is Being.CHILD
    beings = set(about)
    return kind is EntryKind.SAID and agency_id is None and bool(beings) and beings <= {Being.CHILD}


def _may_be_questioned(row: Questioned, meeting_id: UUID) -> bool:
    if row.meeting_id != meeting_id or not row.text:
        return False  # what an earlier meeting left open was worded there
    if row.visibility is Visibility.V5:
        return False  # a working note is said to nobody
    return not (isinstance(row, Entry) and is_through_eyes(row))


def _said_by_children(reading: Reading, rows: Iterable[Row]) -> frozenset[UUID]:
    """Return which entries are children's own words."""
    entries = [
        row
        for row in rows
        if isinstance(row, Entry)
        and (row.speaker_id is not None or (row.kind is EntryKind.SAID and row.agency_id is None))
    ]
    if not entries:
        return frozenset()
    about: dict[UUID, list[UUID]] = {}
    for one in reading.find(EntryAbout, entry_id=[entry.id for entry in entries]):
        about.setdefault(one.entry_id, []).append(one.person_id)
    people = {entry.speaker_id for entry in entries} | {key for keys in about.values() for key in keys}
    being = dict(_beings(reading, people - {None}))
    return frozenset(
        entry.id
        for entry in entries
        if is_of_a_child(
            entry.kind,
            entry.agency_id,
            being.get(entry.speaker_id, Being.ADULT) if entry.speaker_id is not None else None,
            [being.get(key, Being.ADULT) for key in about.get(entry.id, ())],
        )
    )


def _beings(reading: Reading, people: Iterable[UUID | None]) -> Iterator[tuple[UUID, Being]]:
    roles: dict[UUID, set[FamilyRole]] = {}
    for member in reading.find(FamilyMember, person_id=list(people)):
        roles.setdefault(member.person_id, set()).add(member.role)
    for person, held in roles.items():
        # A young mother is an adult in her own family and a child in that of her parents: a child still.
        is_child = any(BEING_OF_ROLE.get(role) is Being.CHILD for role in held)
        yield person, Being.CHILD if is_child else Being.ADULT


def _still_said(
    work: UnitOfWork, meeting_id: UUID, kind: type[Questioned], row_id: UUID, flags: Iterable[PhraseFlag]
) -> Questioned:
    meeting = work.get(Meeting, meeting_id)
    if meeting.status not in CAN_BE_WRITTEN:
        raise MeetingDeskError(
            f"This meeting is {meeting.status}, so nothing is recorded in it.",
            hint="Start it, or open its record again.",
        )
    row = work.get(kind, row_id)
    if any(flag.words not in row.text for flag in flags):
        raise StaleRecord(
            "This line was worded anew in the meantime.", hint="Look at what it says now, then ask again."
        )
    return row


def _note(work: UnitOfWork, meeting_id: UUID, row: Questioned, flags: Iterable[PhraseFlag]) -> bool:
    """Keep that these words of a line are settled; False where all of them were before."""
    keys = {key_of(row.id, flag) for flag in flags}
    known = work.find(FormAnswer, meeting_id=meeting_id, section=SECTION_OF_PHRASES, question=list(keys))
    new = keys - {answer.question for answer in known}
    work.add_all(
        [
            FormAnswer(
                meeting_id=meeting_id,
                family_id=row.family_id,
                section=SECTION_OF_PHRASES,
                question=key,
                answer=YesNo.YES,
                visibility=row.visibility,
            )
            for key in sorted(new)
        ]
    )
    return bool(new)


def _readers(work: UnitOfWork, meeting: Meeting, row: Questioned) -> Visibility:
    """Return who may read a challenge to a line: never more people than read the line."""
    usual = visibility_of_kind(work, meeting, SectionKind.CHALLENGE, Visibility.V1)
    return row.visibility if WIDTH[row.visibility] <= WIDTH[usual] else usual


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
