"""The search as people see it: what was found, where it belongs, and from when it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from meetingdesk.domain.families import Family, FamilyMember
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.search import WITHIN_A_MILLISECOND, Hit

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


@dataclass(frozen=True, slots=True)
class Found:
    """One result: its kind, the meeting or family it belongs to, and its date; never its words."""

    kind: str
    reference: str
    on: date
    meeting_id: UUID | None
    family_id: UUID | None


def find(reading: Reading, typed: str, most: int = 50) -> tuple[Found, ...]:
    """Return what holds every word typed, newest first."""
    hits = tuple(_with_family(reading, reading.search(typed, most=most)))
    meetings = _references(reading, Meeting, {hit.meeting_id for hit in hits if hit.meeting_id})
    families = _references(reading, Family, {hit.family_id for hit in hits if hit.family_id})
    return tuple(_found(hit, meetings, families) for hit in hits)


def _with_family(reading: Reading, hits: tuple[Hit, ...]) -> Iterator[Hit]:
    """Say of a person and a name in which family they are found; they belong to it by their role only."""
    names = [hit.row_id for hit in hits if hit.table == PersonName.table]
    people = {name.id: name.person_id for name in reading.find(PersonName, id=names)} if names else {}
    people |= {hit.row_id: hit.row_id for hit in hits if hit.table == Person.table}
    roles = reading.find(FamilyMember, person_id=set(people.values())) if people else ()
    family = {role.person_id: role.family_id for role in roles}
    for hit in hits:
        person = people.get(hit.row_id)
        yield replace(hit, family_id=family.get(person)) if person is not None else hit


def _references(reading: Reading, kind: type[Meeting | Family], keys: set[UUID]) -> dict[UUID, str]:
    return {row.id: row.reference for row in reading.find(kind, id=keys)} if keys else {}


def _found(hit: Hit, meetings: dict[UUID, str], families: dict[UUID, str]) -> Found:
    places = [
        name
        for name in (meetings.get(hit.meeting_id or hit.row_id), families.get(hit.family_id or hit.row_id))
        if name
    ]
    kind = _WORDS.get(hit.table, hit.table.replace("_", " ").capitalize())
    written = datetime.fromtimestamp((hit.number >> WITHIN_A_MILLISECOND) / 1000, UTC)
    return Found(kind, " · ".join(places), written.date(), hit.meeting_id, hit.family_id)
