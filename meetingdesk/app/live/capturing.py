"""Keeping what was typed on the capture line, as what its prefix says it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from meetingdesk.app.actions import AgreeAction
from meetingdesk.app.adding_people import add_person
from meetingdesk.app.kept_definitions import type_of
from meetingdesk.app.live.catalogued import bring_in
from meetingdesk.app.live.drafts import clear_draft
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.actions import Action, ActionStatus, Consented
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.attendance import IN_THE_ROOM, Attendance, AttendanceStatus, Presence
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.chronology import Event, EventAbout
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.in_the_room import end_of, is_here
from meetingdesk.domain.information import DateIs, Entry, EntryAbout, EntryKind
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import AgendaPoint, Meeting, MeetingStatus
from meetingdesk.domain.read_person import ReadPerson
from meetingdesk.domain.rights import WIDTH
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row, new_id
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import Voice, VoiceWords, voice_id, words_visibility
from meetingdesk.errors import MeetingDeskError, NotAllowed
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork

CAN_BE_WRITTEN = frozenset({MeetingStatus.LIVE, MeetingStatus.DRAFT, MeetingStatus.ADJOURNED})
"""While a meeting sits, and until its minutes are approved."""
LOOKING_ON = frozenset({AttendanceStatus.OBSERVER, AttendanceStatus.SUPPORTER})
STEP = 16
"""Between the positions of two lines, so that one can be split or moved without touching the rest."""


@dataclass(frozen=True, slots=True)
class KeepEntry:
    """File something that was said, under the point that is open."""

    point_id: UUID
    at: datetime
    text: str
    agency_id: UUID | None = None
    professional_id: UUID | None = None
    kind: EntryKind | None = None
    about: tuple[UUID, ...] = ()
    source: str = ""
    source_on: date | None = None
    visibility: Visibility | None = None
    entry_id: UUID | None = None
    label: str = "Record what was said"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add it at the end, with the people it is about, and empty the line."""
        meeting, point = place_of(work, self.point_id)
        visibility = self.visibility or visibility_at(work, meeting, point)
        if self.visibility is None:
            _check_is_open_to(work, visibility)
        # A child or an agency that is quoted has spoken; what nobody is named for is a note.
        usual = EntryKind.SAID if self.agency_id is not None else EntryKind.NOTE
        bring_in(work, self.agency_id)
        entry = Entry(
            id=self.entry_id or new_id(),
            meeting_id=meeting.id,
            family_id=family_at(meeting, point),
            section=point.section,
            position=next_position(work, Entry, meeting_id=meeting.id),
            at=self.at,
            agency_id=self.agency_id,
            professional_id=self.professional_id,
            kind=self.kind or usual,
            text=self.text,
            source=self.source,
            source_on=self.source_on,
            visibility=visibility,
            author_id=work.desk.staff_id if visibility is Visibility.V5 else None,
        )
        work.add(entry)
        about = dict.fromkeys(self.about)
        work.add_all([EntryAbout(entry_id=entry.id, person_id=person) for person in about])
        clear_draft(work.connection, work.desk, meeting.id, point.id)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class KeepAction:
    """Agree an action that was typed; one whose owner is not in the room waits to be confirmed."""

    point_id: UUID
    at: datetime
    action: Action
    protects: tuple[UUID, ...] = ()
    label: str = "Agree action"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add it after the others of the case or meeting, and empty the line."""
        meeting, point = place_of(work, self.point_id)
        family_id = family_at(meeting, point)
        is_here = owner_is_here(work, meeting, point.family_id, self.action)
        action = replace(
            self.action,
            meeting_id=meeting.id,
            family_id=family_id,
            position=next_position(work, Action, meeting_id=meeting.id),
            visibility=_readers_of_action(work, meeting, point, self.action.visibility),
            status=ActionStatus.OPEN if is_here else ActionStatus.UNCONFIRMED,
            consented=Consented.AGREED_IN_MEETING if is_here else Consented.ASSIGNED_IN_ABSENCE,
            agreed_at=self.at,
        )
        bring_in(work, action.owner_agency_id)
        AgreeAction(action, tuple(dict.fromkeys(self.protects)), self.at).apply(work)
        clear_draft(work.connection, work.desk, meeting.id, point.id)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class KeepWords:
    """Keep a child's own words on that child's card; they start narrow."""

    point_id: UUID
    child_id: UUID
    text: str
    heard_by: str = ""
    about_parent_id: UUID | None = None
    visibility: Visibility | None = None
    label: str = "Record a child’s words"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add them to the child's card of this meeting, making the card if it is the first."""
        meeting, point = place_of(work, self.point_id)
        cards = work.find(Voice, meeting_id=meeting.id, child_id=self.child_id)
        card = (
            cards[0]
            if cards
            else work.add(
                Voice(
                    id=voice_id(meeting.id, self.child_id),
                    meeting_id=meeting.id,
                    family_id=family_at(meeting, point),
                    child_id=self.child_id,
                )
            )
        )
        start = words_visibility(about_parent=self.about_parent_id is not None)
        readers = readers_of(work, meeting, point, self.visibility, start)
        work.add(
            VoiceWords(
                voice_id=card.id,
                position=next_position(work, VoiceWords, voice_id=card.id),
                text=self.text,
                heard_by=self.heard_by,
                about_parent_id=self.about_parent_id,
                visibility=readers,
            )
        )
        clear_draft(work.connection, work.desk, meeting.id, point.id)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class KeepDecision:
    """Record a decision as it was said, for one child or for the case."""

    point_id: UUID
    at: datetime
    text: str
    child_id: UUID | None = None
    visibility: Visibility | None = None
    label: str = "Record decision"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add it after the others."""
        meeting, point = place_of(work, self.point_id)
        usual = visibility_of_kind(work, meeting, SectionKind.DECISION, Visibility.V1)
        work.add(
            Decision(
                meeting_id=meeting.id,
                family_id=family_at(meeting, point),
                child_id=self.child_id,
                position=next_position(work, Decision, meeting_id=meeting.id),
                text=self.text,
                decided_by_id=meeting.chair_id,
                agreed_at=self.at,
                visibility=readers_of(work, meeting, point, self.visibility, usual),
            )
        )
        clear_draft(work.connection, work.desk, meeting.id, point.id)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class KeepChallenge:
    """Record that somebody sees it differently."""

    point_id: UUID
    at: datetime
    text: str
    agency_id: UUID | None = None
    child_id: UUID | None = None
    visibility: Visibility | None = None
    label: str = "Record a difference of view"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add it to this meeting's differences of view."""
        meeting, point = place_of(work, self.point_id)
        usual = visibility_of_kind(work, meeting, SectionKind.CHALLENGE, Visibility.V1)
        bring_in(work, self.agency_id)
        work.add(
            Challenge(
                meeting_id=meeting.id,
                family_id=family_at(meeting, point),
                child_id=self.child_id,
                raised_by_agency_id=self.agency_id,
                text=self.text,
                raised_at=self.at,
                visibility=readers_of(work, meeting, point, self.visibility, usual),
            )
        )
        clear_draft(work.connection, work.desk, meeting.id, point.id)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class KeepPerson:
    """Put down somebody who has just been named, so that they are not forgotten."""

    point_id: UUID
    named: ReadPerson
    on: date | None = None
    """The day on which an age was said."""
    label: str = "Add a person just named"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add the person to the family that is spoken of."""
        meeting, point = place_of(work, self.point_id)
        family_id = family_at(meeting, point)
        if family_id is None:
            raise MeetingDeskError(
                "No family is spoken of at this point, so nobody can be added to it.",
                hint="Go to the case (Alt+Down), then press Enter again.",
            )
        add_person(work, family_id, self.named, self.on)
        clear_draft(work.connection, work.desk, meeting.id, point.id)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class KeepEvent:
    """Put something that happened on the family's line of time."""

    point_id: UUID
    text: str
    happened_on: date | None = None
    happened_on_is: DateIs = DateIs.EXACT
    agency_id: UUID | None = None
    about: tuple[UUID, ...] = ()
    source: str = ""
    visibility: Visibility | None = None
    label: str = "Record an event"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add the event to the family that is spoken of."""
        meeting, point = place_of(work, self.point_id)
        family_id = family_at(meeting, point)
        if family_id is None:
            raise MeetingDeskError(
                "No family is spoken of at this point, so the event belongs to none.",
                hint="Go to the case (Alt+Down), then press Enter again.",
            )
        usual = visibility_of_kind(work, meeting, SectionKind.EVENTS, Visibility.V1)
        bring_in(work, self.agency_id)
        event = work.add(
            Event(
                family_id=family_id,
                happened_on=self.happened_on,
                happened_on_is=self.happened_on_is,
                text=self.text,
                source=self.source,
                agency_id=self.agency_id,
                meeting_id=meeting.id,
                visibility=readers_of(work, meeting, point, self.visibility, usual),
            )
        )
        about = dict.fromkeys(self.about)
        work.add_all([EventAbout(event_id=event.id, person_id=person) for person in about])
        clear_draft(work.connection, work.desk, meeting.id, point.id)
        return outcome_of(work, self)


def place_of(work: UnitOfWork, point_id: UUID) -> tuple[Meeting, AgendaPoint]:
    """Return the meeting and the point where something is recorded, if that can still be done."""
    point = work.get(AgendaPoint, point_id)
    meeting = work.get(Meeting, point.meeting_id)
    if meeting.status not in CAN_BE_WRITTEN:
        raise MeetingDeskError(
            f"This meeting is {meeting.status}, so nothing is recorded in it.",
            hint="Start it, or open its record again; the line stays where it is.",
        )
    return meeting, point


def family_at(meeting: Meeting, point: AgendaPoint) -> UUID | None:
    """Return the family that is spoken of at a point."""
    return point.family_id or meeting.family_id


def visibility_at(work: UnitOfWork, meeting: Meeting, point: AgendaPoint) -> Visibility:
    """Return who may read what is said at a point, until somebody narrows or widens it."""
    kind = type_of(work, meeting)
    section = kind.section(point.section) if kind is not None else None
    return section.visibility if section is not None else Visibility.V1


def visibility_of_kind(
    work: UnitOfWork, meeting: Meeting, kind: SectionKind, otherwise: Visibility
) -> Visibility:
    """Return who may read what belongs under headings of a kind in this type of meeting."""
    held_under = type_of(work, meeting)
    for section in held_under.sections if held_under is not None else ():
        if section.kind is kind:
            return section.visibility
    return otherwise


def readers_of(
    work: UnitOfWork, meeting: Meeting, point: AgendaPoint, said: Visibility | None, usual: Visibility
) -> Visibility:
    """Return who may read something that belongs under another heading than the one where it was said.

    What is said in a closed part stays as narrow as that part, unless somebody says otherwise.
    """
    if said is Visibility.V5:
        raise MeetingDeskError(
            "Only what was said can be a working note of your own.",
            hint="Take the mark away, or the sign at the beginning of the line.",
        )
    if said is not None:
        return said
    here = visibility_at(work, meeting, point)
    readers = here if WIDTH[here] < WIDTH[Visibility.V1] and WIDTH[here] <= WIDTH[usual] else usual
    _check_is_open_to(work, readers)
    return readers


def _readers_of_action(
    work: UnitOfWork, meeting: Meeting, point: AgendaPoint, given: Visibility
) -> Visibility:
    usual = visibility_of_kind(work, meeting, SectionKind.ACTIONS, given)
    # An action that was narrowed before it came here does not become wider by being agreed.
    is_narrowed = WIDTH[given] < WIDTH[Visibility.V1]
    return readers_of(work, meeting, point, given if is_narrowed else None, usual)


def _check_is_open_to(work: UnitOfWork, readers: Visibility) -> None:
    """Raise if the heading is closed to the person at the desk: they would not find their line again."""
    if readers is not Visibility.V5 and readers not in work.desk.sees:
        raise NotAllowed(
            f"What is said under this heading is {readers.label.lower()}, which your role does not read.",
            hint="Ask the chair to record it, or go to another heading; the line stays where it is.",
        )


def next_position(work: UnitOfWork, kind: type[Row], *, step: int = STEP, **where: Any) -> int:
    """Return the position after the last row of a kind."""
    table = TABLES[kind]
    last = work.rows(
        select(func.max(table.c.position)).where(*(table.c[name] == value for name, value in where.items()))
    )
    return int(last[0][0] or 0) + step


def owner_is_here(work: UnitOfWork, meeting: Meeting, case: UUID | None, action: Action) -> bool:
    """Say whether somebody in the room can agree to an action; one without an owner waits for nobody.

    A deputy speaks for the agency of whom they stand in for; who only watches or supports agrees to nothing.
    """
    owners = {action.owner_agency_id, action.owner_id, action.owner_person_id} - {None}
    asked = {row.id: row for row in work.find(Attendance, meeting_id=meeting.id)} if owners else {}
    if not any(row.status in IN_THE_ROOM for row in asked.values()):
        return True  # nobody owns it, or the roll was not called yet
    here = _here(work, meeting, case, asked.values())
    stood_in_for = [asked[row.deputy_for_id] for row in here if row.deputy_for_id in asked]
    speaking = _agencies(work, [*here, *stood_in_for])
    speaking |= {key for row in here for key in (row.professional_id, row.person_id) if key is not None}
    return not owners.isdisjoint(speaking)


def _here(
    work: UnitOfWork, meeting: Meeting, case: UUID | None, asked: Iterable[Attendance]
) -> list[Attendance]:
    speakers = [row for row in asked if row.status in IN_THE_ROOM and row.status not in LOOKING_ON]
    came: dict[UUID, list[Presence]] = {}
    for presence in work.find(Presence, attendance_id=[row.id for row in speakers]):
        came.setdefault(presence.attendance_id, []).append(presence)
    ended = end_of(meeting)
    return [row for row in speakers if is_here(row, came.get(row.id, ()), case, ended)]


def _agencies(work: UnitOfWork, rows: list[Attendance]) -> set[UUID]:
    """Return the agencies of those rows; somebody may be asked by name alone."""
    by_name = {row.professional_id for row in rows if row.agency_id is None and row.professional_id}
    workers = work.find(Professional, id=by_name) if by_name else ()
    found = {row.agency_id for row in rows} | {worker.agency_id for worker in workers}
    return {key for key in found if key is not None}
