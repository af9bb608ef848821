"""The whole picture of a family, read from the meeting: its people, its agencies, what was asked and said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, or_

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.kept_definitions import type_of
from meetingdesk.app.live.catalogued import identifier_of
from meetingdesk.app.live.naming import LONGEST_SHORT, people_of
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.information import Entry, EntryAbout, InformationRequest
from meetingdesk.domain.invitations import OF_ONE_PERSON
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Involvement, Registered
from meetingdesk.domain.picture import GP, Asked, PictureColumn, WholePicture, picture_of
from meetingdesk.domain.roll_call import SUPPORT_GROUPING, round_table, short_name
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

TOUCHED_BY = frozenset(
    {
        "information_request",
        "entry",
        "entry_about",
        "attendance",
        "agency",
        "professional",
        "person",
        "person_name",
        "family_member",
        "involvement",
        "meeting",
    }
)
HOLDING_THE_MEETING = frozenset({"chair", "minute_taker", "coordinator"})
"""Who sits here for the meeting itself, and is asked about nobody."""
E = TypeVar("E", Entry, InformationRequest)


def whole_picture(reading: Reading, meeting_id: UUID, family_id: UUID | None) -> WholePicture:
    """Return the whole picture of a family as the meeting has it now; empty where no family is spoken of."""
    if family_id is None:
        return WholePicture()
    meeting = reading.get(Meeting, meeting_id)
    people = people_of(reading, (family_id,))[family_id]
    seats = reading.find(Attendance, order=(TABLES[Attendance].c.position,), meeting_id=meeting_id)
    requests = about_family(reading, InformationRequest, meeting, family_id)
    entries = about_family(reading, Entry, meeting, family_id)
    own = _own(reading, [person.id for person in people])
    speakers = _agencies_of(reading, seats, entries)
    named = {key for rows in (seats, requests, entries) for key in _agency_ids(rows)} | set(speakers.values())
    known = _agencies(reading, named, own)
    asked = Asked(
        requests,
        sorted(entries, key=lambda entry: entry.position),
        _about(reading, entries),
        speakers,
        {(person, known[key].key): key for (person, key) in own if key in known},
    )
    at_table = _at_table(reading, meeting, seats, known, speakers)
    also = [row.agency_id for row in requests]
    also += [key for entry in asked.entries if (key := asked.speaker(entry)) is not None]
    # The practice of each person is known, or there is one that nobody has asked for yet.
    practices = [key for _, key in own if key in known and known[key].key == GP]
    return picture_of(people, _columns([*at_table, *also, *practices], known, _gp(reading)), asked)


def about_family(
    reading: Reading, kind: type[E], meeting: Meeting, family_id: UUID, **equal: Any
) -> tuple[E, ...]:
    """Return what was asked or said about a family; in a meeting about one family, all that was."""
    column = TABLES[kind].c.family_id
    of_family: ColumnElement[bool] = column == family_id
    if meeting.family_id == family_id or kind is InformationRequest:
        of_family = or_(of_family, column.is_(None))
    return reading.find(kind, of_family, meeting_id=meeting.id, **equal)


def _agency_ids(rows: Iterable[Attendance | InformationRequest | Entry]) -> set[UUID]:
    return {row.agency_id for row in rows if row.agency_id is not None}


def _about(reading: Reading, entries: Iterable[Entry]) -> Mapping[UUID, frozenset[UUID]]:
    keys = [entry.id for entry in entries]
    found: dict[UUID, set[UUID]] = {}
    for one in reading.find(EntryAbout, entry_id=keys) if keys else ():
        found.setdefault(one.entry_id, set()).add(one.person_id)
    return {key: frozenset(people) for key, people in found.items()}


def _own(reading: Reading, people: list[UUID]) -> dict[tuple[UUID, UUID], Involvement]:
    """Return the practice, the school and the nursery of each person, as far as they are recorded."""
    kinds = set(OF_ONE_PERSON.values())
    found = reading.find(Involvement, person_id=people, kind=kinds) if people else ()
    return {
        (one.person_id, one.agency_id): one
        for one in found
        if one.agency_id is not None and one.until is None and one.state is Registered.REGISTERED
    }


def _agencies_of(reading: Reading, seats: Iterable[Attendance], entries: Iterable[Entry]) -> dict[UUID, UUID]:
    """Return the agencies of professionals who sit here, or spoke, under their own name alone."""
    alone = {row.professional_id for row in seats if row.agency_id is None}
    alone |= {row.professional_id for row in entries if row.agency_id is None}
    keys = {key for key in alone if key is not None}
    found = reading.find(Professional, id=keys) if keys else ()
    return {one.id: one.agency_id for one in found if one.agency_id is not None}


def _agencies(
    reading: Reading, named: set[UUID], own: Mapping[tuple[UUID, UUID], Involvement]
) -> dict[UUID, Agency]:
    keys = named | {agency for _, agency in own}
    return {agency.id: agency for agency in reading.find(Agency, id=keys)} if keys else {}


def _at_table(
    reading: Reading,
    meeting: Meeting,
    seats: tuple[Attendance, ...],
    known: Mapping[UUID, Agency],
    speakers: Mapping[UUID, UUID],
) -> list[UUID]:
    """Return the agencies that were invited, in the order of the table."""
    agency_of: dict[UUID, Agency] = {}
    for seat in seats:
        key = seat.agency_id or (speakers.get(seat.professional_id) if seat.professional_id else None)
        if key in known and key is not None:
            agency_of[seat.id] = known[key]
    kind = type_of(reading, meeting)
    ordered = round_table(seats, agency_of, kind) if kind is not None else seats
    return [
        agency_of[seat.id].id
        for seat in ordered
        if seat.id in agency_of
        and seat.role not in HOLDING_THE_MEETING
        and agency_of[seat.id].grouping != SUPPORT_GROUPING
    ]


def _columns(agencies: Iterable[UUID], known: Mapping[UUID, Agency], gp: Agency) -> tuple[PictureColumn, ...]:
    """Return the columns: those of which each person has their own share one, and the GP is never missing."""
    shared: dict[object, dict[UUID, Agency]] = {}
    for key in agencies:
        agency = known.get(key)
        if agency is not None:
            column = agency.key if agency.key in OF_ONE_PERSON else agency.id
            shared.setdefault(column, {})[agency.id] = agency
    practices = shared.setdefault(GP, {gp.id: gp})
    if len(practices) > 1:
        # Whose practice nobody knows is not asked at that of somebody else.
        practices[gp.id] = gp
    return tuple(_column(tuple(several.values()), gp) for several in shared.values())


def _column(agencies: tuple[Agency, ...], gp: Agency) -> PictureColumn:
    first, last = agencies[0], agencies[-1]
    listed = rulebook().agencies.get(first.key)
    code = first.code or (listed.code if listed is not None else "")
    is_several = first.key in OF_ONE_PERSON
    short = code.upper() if is_several and code else short_name(first, LONGEST_SHORT)
    return PictureColumn(
        first.key,
        tuple(agency.id for agency in agencies),
        code.upper(),
        short[:LONGEST_SHORT],
        ", ".join(agency.name for agency in agencies),
        last.id if last.id == gp.id else first.id,
    )


def _gp(reading: Reading) -> Agency:
    """Return the practice that stands for one nobody knows: never that of another family."""
    listed = rulebook().agencies[GP]
    known = reading.find(Agency, name=listed.name, limit=1)
    if known:
        return known[0]
    return Agency(id=identifier_of(GP), key=GP, name=listed.name, code=listed.code)
