"""Who can be named in a meeting, and how each is called on its screens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from meetingdesk.app.live.catalogued import WORDS_TOO, identifier_of
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.agency_catalogue import CatalogueAgency
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Involvement, Person, PersonName
from meetingdesk.domain.roll_call import short_name
from meetingdesk.domain.roster import (
    BEING_OF_ROLE,
    Being,
    Roster,
    RosterAgency,
    RosterPerson,
    RosterProfessional,
    designations,
)
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

LONGEST_SHORT = 12

TOUCHED_BY = frozenset(
    {"attendance", "agency", "professional", "person", "person_name", "family_member", "involvement"}
)


def rosters_of(
    reading: Reading, meeting: Meeting, families: Iterable[UUID], catalogue: Mapping[str, CatalogueAgency]
) -> Mapping[UUID | None, Roster]:
    """Return who can be named while each family is spoken of, and, under None, while none is.

    All at once, so that a line typed just after going to another case already knows its people.
    """
    invited = reading.find(Attendance, order=(TABLES[Attendance].c.position,), meeting_id=meeting.id)
    people = people_of(reading, tuple(families))
    everybody = [person.id for listed in people.values() for person in listed]
    professionals = _professionals(reading, meeting, invited, everybody)
    agencies = _agencies(reading, invited, professionals, catalogue)
    nobody: dict[UUID | None, Roster] = {None: Roster(agencies, professionals)}
    return nobody | {family: Roster(agencies, professionals, listed) for family, listed in people.items()}


def people_of(reading: Reading, families: tuple[UUID, ...]) -> dict[UUID, tuple[RosterPerson, ...]]:
    """Return the people of families by designation and preferred name, in the order they are listed."""
    if not families:
        return {}
    order = (TABLES[FamilyMember].c.position,)
    beings: dict[UUID, dict[UUID, Being]] = {family: {} for family in families}
    harming: set[tuple[UUID, UUID]] = set()
    for member in reading.find(FamilyMember, order=order, family_id=families):
        listed = beings[member.family_id]
        if member.role is FamilyRole.ALLEGED_PERPETRATOR:
            harming.add((member.family_id, member.person_id))
        # Somebody with two roles, such as a parent who is the victim, is one person with one designation.
        if listed.get(member.person_id) in (None, Being.ADULT):
            listed[member.person_id] = BEING_OF_ROLE.get(member.role, Being.ADULT)
    names = _names(reading, {person for listed in beings.values() for person in listed})
    return {
        family: tuple(
            RosterPerson(key, designation, names.get(key, ""), listed[key], (family, key) in harming)
            for key, designation in designations(listed.items())
        )
        for family, listed in beings.items()
    }


def _agencies(
    reading: Reading,
    invited: tuple[Attendance, ...],
    professionals: tuple[RosterProfessional, ...],
    catalogue: Mapping[str, CatalogueAgency],
) -> tuple[RosterAgency, ...]:
    agency_of = {one.id: one.agency_id for one in professionals}
    at_table = (one.agency_id or agency_of.get(one.professional_id or one.id) for one in invited)
    order = list(dict.fromkeys(key for key in at_table if key is not None))
    known = {agency.id: agency for agency in reading.find(Agency)}
    is_invited = set(order)
    others = [key for key, agency in known.items() if agency.is_active and key not in is_invited]
    taken: set[str] = set()
    made = []
    for key in (*order, *others):
        agency = known.get(key)
        if agency is None:
            continue
        listed = catalogue.get(agency.key)
        code = (agency.code or (listed.code if listed else "")).casefold()
        # Two schools share a code; the first at the table is the one that it means.
        is_first = not code or code not in taken
        taken.add(code)
        made.append(
            RosterAgency(
                agency.id,
                agency.key,
                code if is_first else "",
                agency.name,
                tuple(getattr(listed, "said", ())) if listed and is_first else (),
                is_invited=key in is_invited,
                short=short_name(agency, LONGEST_SHORT),
            )
        )
    names = {agency.name for agency in known.values()} | {agency.key for agency in known.values()}
    made += [
        RosterAgency(
            identifier_of(listed.key),
            listed.key,
            listed.code,
            listed.name,
            listed.said,
            is_invited=False,
            short=listed.name if len(listed.name) <= LONGEST_SHORT else listed.code.upper(),
        )
        for listed in catalogue.values()
        if listed.active
        and listed.code not in taken | WORDS_TOO
        and not names.intersection((listed.name, listed.key))
    ]
    return tuple(made)


def _professionals(
    reading: Reading, meeting: Meeting, invited: tuple[Attendance, ...], people: list[UUID]
) -> tuple[RosterProfessional, ...]:
    involved = reading.find(Involvement, person_id=people) if people else ()
    wanted = [one.professional_id for one in invited]
    wanted += [meeting.chair_id, meeting.minute_taker_id]
    wanted += [one.professional_id for one in involved]
    keys = list(dict.fromkeys(key for key in wanted if key is not None))
    found = {row.id: row for row in reading.find(Professional, id=keys)} if keys else {}
    return tuple(
        RosterProfessional(row.id, row.name, row.job_title, row.agency_id)
        for key in keys
        if (row := found.get(key)) is not None
    )


def _names(reading: Reading, people: set[UUID]) -> dict[UUID, str]:
    if not people:
        return {}
    names: dict[UUID, str] = {}
    found = reading.find(PersonName, person_id=people)
    for name in sorted(found, key=lambda name: not name.is_preferred):
        names.setdefault(name.person_id, name.full)
    for person in reading.find(Person, id=people):
        if person.label and not names.get(person.id):
            names[person.id] = person.label
    return names
