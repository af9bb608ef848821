"""What stands beside a list: one meeting or one family, to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meetingdesk.domain.actions import Action, ActionStatus
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting, MeetingCase
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

LONGEST = 60


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in a family, by role and name."""

    role: FamilyRole
    name: str
    birth_date: date | None
    expected_date: date | None


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """One meeting as it stands in the panel beside the list."""

    meeting: Meeting
    kind: str
    chair: str
    minute_taker: str
    families: tuple[str, ...]
    attendances: int
    entries: int
    actions: int
    open_actions: int


@dataclass(frozen=True, slots=True)
class FamilyFacts:
    """One family as it stands in the panel beside the list."""

    family: Family
    lead: str
    people: tuple[PersonLine, ...]
    meetings: tuple[Meeting, ...]
    kinds: tuple[str, ...]
    open_actions: int


def meeting_facts(reading: Reading, titles: Mapping[str, str], key: UUID) -> MeetingFacts:
    """Return what the panel shows of a meeting; what the person may not see is not counted."""
    meeting = reading.get(Meeting, key)
    cases = reading.find(MeetingCase, order=(TABLES[MeetingCase].c.position,), meeting_id=key)
    thread = (meeting.family_id,) if meeting.family_id else tuple(case.family_id for case in cases)
    return MeetingFacts(
        meeting,
        titles.get(meeting.type_id, meeting.type_id),
        _professional(reading, meeting.chair_id),
        _professional(reading, meeting.minute_taker_id),
        _references(reading, thread[:LONGEST]),
        reading.count(Attendance, meeting_id=key),
        reading.count(Entry, meeting_id=key),
        reading.count(Action, meeting_id=key),
        reading.count(Action, meeting_id=key, status=ActionStatus.OPEN),
    )


def family_facts(reading: Reading, titles: Mapping[str, str], key: UUID) -> FamilyFacts:
    """Return what the panel shows of a family."""
    family = reading.get(Family, key)
    members = reading.find(FamilyMember, order=(TABLES[FamilyMember].c.position,), family_id=key)
    meeting = TABLES[Meeting]
    heard = [case.meeting_id for case in reading.find(MeetingCase, family_id=key)]
    meetings = reading.find(
        Meeting,
        (meeting.c.family_id == key) | meeting.c.id.in_(heard),
        order=(meeting.c.held_on.desc().nulls_last(),),
        limit=LONGEST,
    )
    return FamilyFacts(
        family,
        _professional(reading, family.lead_professional_id),
        _people(reading, members),
        meetings,
        tuple(titles.get(each.type_id, each.type_id) for each in meetings),
        reading.count(Action, family_id=key, status=ActionStatus.OPEN),
    )


def _professional(reading: Reading, key: UUID | None) -> str:
    found = None if key is None else reading.look_up(Professional, key)
    if found is None:
        return ""
    return f"{found.name}, {found.job_title}" if found.job_title else found.name


def _references(reading: Reading, keys: tuple[UUID, ...]) -> tuple[str, ...]:
    known = {family.id: family.reference for family in reading.find(Family, id=keys)}
    return tuple(known[key] for key in keys if key in known)


def _people(reading: Reading, members: tuple[FamilyMember, ...]) -> tuple[PersonLine, ...]:
    keys = [member.person_id for member in members]
    people = {person.id: person for person in reading.find(Person, id=keys)}
    names = {
        name.person_id: name.full for name in reading.find(PersonName, person_id=keys, is_preferred=True)
    }
    return tuple(
        PersonLine(
            member.role,
            names.get(member.person_id) or people[member.person_id].label or "Name not known",
            people[member.person_id].birth_date,
            people[member.person_id].expected_date,
        )
        for member in members
        if member.person_id in people
    )
