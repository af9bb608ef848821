"""The search as people see it: what was found, where it belongs, and when the meeting was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from meetingdesk.domain.actions import Action
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.families import Family, FamilyMember
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.model import ROW_OF_TABLE
from meetingdesk.domain.passages import passage
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.domain.rows import Row
from meetingdesk.domain.text import words
from meetingdesk.domain.voice import Voice, VoiceWords
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.search import LAST, Hit

R = TypeVar("R", bound=Row)

_WORDS = {
    "agency": "Agency",
    "court_order": "Order",
    "event": "Event",
    "information_request": "Request for information",
    "meeting_case": "Case",
    "agenda_point": "Agenda",
    "person_name": "Name",
    "professional": "Professional",
    "risk_point": "Risk or strength",
    "voice": "Child’s voice",
    "voice_words": "Child’s voice",
}
"""What a hit is called where the name of its table would not say it."""

AT_ONCE = 400
"""How many hits are looked at together where a filter leaves some of them out."""
MOST_LOOKS = 10


class Kind(StrEnum):
    """What the search can be narrowed to."""

    PEOPLE = "people"
    ENTRIES = "entries"
    ACTIONS = "actions"
    DECISIONS = "decisions"
    MEETINGS = "meetings"
    FAMILIES = "families"


_TABLES = {
    Kind.PEOPLE: frozenset({"person", "person_name", "professional", "agency"}),
    Kind.ACTIONS: frozenset({"action", "plan_point"}),
    Kind.DECISIONS: frozenset({"decision", "challenge"}),
    Kind.MEETINGS: frozenset({"meeting", "meeting_case", "agenda_point", "series"}),
    Kind.FAMILIES: frozenset({"family", "court_order"}),
}
_NOT_ENTRIES = frozenset[str]().union(*_TABLES.values())
"""Whatever else the search knows was said or written down in a meeting."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words, and what the results are narrowed to."""

    typed: str
    kinds: frozenset[Kind] = frozenset()
    since: date | None = None
    until: date | None = None
    is_closed: bool | None = None
    """Only actions that are closed, or only those that are open."""
    before: int | None = None
    """Where an earlier page ended."""
    most: int = 50

    @property
    def is_narrowed(self) -> bool:
        """Say whether not everything with these words is wanted."""
        return bool(self.kinds or self.since or self.until) or self.is_closed is not None


@dataclass(frozen=True, slots=True)
class Found:
    """One result, told so that somebody recognises it."""

    kind: str
    reference: str
    title: str
    on: date | None
    """When the meeting was, or is to be."""
    snippet: str
    """A short piece of the text around a word that was looked for."""
    row_id: UUID
    meeting_id: UUID | None = None
    family_id: UUID | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Some results, newest first, and where to go on; None where there are no more."""

    found: tuple[Found, ...]
    more: int | None


def find(reading: Reading, typed: str, most: int = 50) -> tuple[Found, ...]:
    """Return the first results for some words, newest first."""
    return find_page(reading, Wanted(typed, most=most)).found


def find_page(reading: Reading, wanted: Wanted, titles: Mapping[str, str] | None = None) -> FoundPage:
    """Return a page of what holds every word typed, newest first.

    Where most of what has the words is left out by a filter, a page may be short, or empty, and there
    be more all the same: nobody waits for a filter to go through everything.
    """
    found: list[Found] = []
    before = LAST if wanted.before is None else wanted.before
    size = AT_ONCE if wanted.is_narrowed else wanted.most
    for _ in range(MOST_LOOKS):
        hits = reading.search(wanted.typed, most=size, before=before)
        for hit, one in _Telling(reading, wanted, titles or {}).tell(hits):
            found.append(one)
            if len(found) == wanted.most:
                return FoundPage(tuple(found), hit.number)
        if len(hits) < size:
            return FoundPage(tuple(found), None)
        before = hits[-1].number
    return FoundPage(tuple(found), before)


@dataclass
class _Telling:
    """Reads what is to be said of some hits, each kind of row at once."""

    reading: Reading
    wanted: Wanted
    titles: Mapping[str, str]
    rows: dict[UUID, Row] = field(default_factory=dict)
    meetings: dict[UUID, Meeting] = field(default_factory=dict)
    families: dict[UUID, Family] = field(default_factory=dict)
    meeting_of: dict[UUID, UUID] = field(default_factory=dict)
    family_of: dict[UUID, UUID] = field(default_factory=dict)

    def tell(self, hits: tuple[Hit, ...]) -> Iterator[tuple[Hit, Found]]:
        """Say of each hit that is wanted what it is."""
        kept = [hit for hit in hits if self._is_wanted_kind(hit)]
        self._look_up(kept)
        for hit in kept:
            row = self.rows.get(hit.row_id)
            meeting = self.meetings.get(self.meeting_of.get(hit.row_id) or hit.row_id)
            if row is not None and self._is_wanted(row, meeting):
                yield hit, self._found(hit, row, meeting)

    def _is_wanted_kind(self, hit: Hit) -> bool:
        if self.wanted.is_closed is not None and hit.table != Action.table:
            return False
        if not self.wanted.kinds:
            return True
        return any(
            hit.table in _TABLES[kind] if kind in _TABLES else hit.table not in _NOT_ENTRIES
            for kind in self.wanted.kinds
        )

    def _is_wanted(self, row: Row, meeting: Meeting | None) -> bool:
        wanted = self.wanted
        if isinstance(row, Action) and wanted.is_closed not in (None, row.is_closed()):
            return False
        if wanted.since is None and wanted.until is None:
            return True
        # What belongs to no meeting, such as a name, belongs to no month.
        held_on = meeting.held_on if meeting else None
        return held_on is not None and (wanted.since or held_on) <= held_on <= (wanted.until or held_on)

    def _look_up(self, hits: list[Hit]) -> None:
        by_table: dict[str, list[UUID]] = defaultdict(list)
        for hit in hits:
            by_table[hit.table].append(hit.row_id)
            self._note(hit.row_id, hit.meeting_id, hit.family_id)
        for table, keys in by_table.items():
            self.rows |= {row.id: row for row in self.reading.find(ROW_OF_TABLE[table], id=keys)}
        self._look_up_whose()
        self.meetings = self._by_id(Meeting, self.meeting_of)
        self.families = self._by_id(Family, self.family_of)

    def _note(self, key: UUID, meeting_id: UUID | None, family_id: UUID | None) -> None:
        if meeting_id is not None:
            self.meeting_of[key] = meeting_id
        if family_id is not None:
            self.family_of[key] = family_id

    def _look_up_whose(self) -> None:
        """Say of people in which family they are, and of a child's words in which meeting they were said."""
        people = {row.id: row.person_id for row in self._of(PersonName)}
        people |= {row.id: row.id for row in self._of(Person)}
        roles = self.reading.find(FamilyMember, person_id=set(people.values())) if people else ()
        family = {role.person_id: role.family_id for role in roles}
        for key, person_id in people.items():
            self._note(key, None, family.get(person_id))
        said = self._of(VoiceWords)
        keys = {row.voice_id for row in said}
        voices = {voice.id: voice for voice in self.reading.find(Voice, id=keys)} if keys else {}
        for row in said:
            if row.voice_id in voices:
                voice = voices[row.voice_id]
                self._note(row.id, voice.meeting_id, voice.family_id)

    def _of(self, kind: type[R]) -> list[R]:
        return [row for row in self.rows.values() if isinstance(row, kind)]

    def _by_id(self, kind: type[R], of: dict[UUID, UUID]) -> dict[UUID, R]:
        return {row.id: row for row in self.reading.find(kind, id=set(of.values()))} if of else {}

    def _found(self, hit: Hit, row: Row, meeting: Meeting | None) -> Found:
        family = self.families.get(self.family_of.get(hit.row_id) or hit.row_id)
        references = [whole.reference for whole in (meeting, family) if whole is not None]
        if len(references) > 1 and references[1] in references[0]:
            # A meeting about one family is often called by the family's reference and a date.
            del references[1]
        return Found(
            kind=_WORDS.get(hit.table, hit.table.replace("_", " ").capitalize()),
            reference=" · ".join(references),
            title=self._title(row, meeting),
            on=meeting.held_on if meeting else None,
            snippet=_snippet(row, words(self.wanted.typed)),
            row_id=hit.row_id,
            meeting_id=meeting.id if meeting else None,
            family_id=family.id if family else None,
            state=_state(row),
        )

    def _title(self, row: Row, meeting: Meeting | None) -> str:
        if meeting is not None:
            return meeting.title or self.titles.get(meeting.type_id, "")
        if isinstance(row, Family):
            return row.area
        return row.job_title if isinstance(row, Professional) else ""


def _snippet(row: Row, looked_for: list[str]) -> str:
    if isinstance(row, Meeting | Family):
        return ""
    # A reference stands beside the result already; what it is about says more.
    names = [name for name in row.searched if name != "reference"]
    return passage((getattr(row, name) for name in names), looked_for)


def _state(row: Row) -> str:
    if isinstance(row, Action):
        return "closed" if row.is_closed() else "open"
    return ""
