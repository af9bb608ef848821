"""The map of a family: everybody who belongs to it, read at once and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from meetingdesk.app.live.naming import people_of
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.families import FamilyMember, HouseholdStay, ParentalResponsibility, Relationship
from meetingdesk.domain.family_map import FamilyMap, MapRows, draw
from meetingdesk.domain.parents import Parents
from meetingdesk.domain.people import Involvement, Person
from meetingdesk.domain.roster import Being
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

TOUCHED_BY = frozenset(
    {
        *("person", "person_name", "family_member", "relationship", "household_stay"),
        *("parental_responsibility", "involvement", "attendance"),
    }
)
_MARKED_AS = ("mother", "father")
"""As what parents are marked in a roll call, where it says whose parent they are."""


def family_map(reading: Reading, family_id: UUID, day: date) -> FamilyMap:
    """Return a family as it is drawn on a day."""
    return draw(map_rows(reading, family_id), day)


def map_rows(reading: Reading, family_id: UUID) -> MapRows:
    """Return the rows from which the map of a family is drawn."""
    roster = people_of(reading, (family_id,))[family_id]
    keys = [one.id for one in roster]
    if not keys:
        return MapRows()
    people = {person.id: person for person in reading.find(Person, id=keys)}
    members = reading.find(FamilyMember, order=(TABLES[FamilyMember].c.position,), family_id=family_id)
    relationships = reading.find(Relationship, family_id=family_id)
    parents = Parents(people, members, relationships, _marked_as(reading, keys))
    children = [one.id for one in roster if one.being is not Being.ADULT and one.id in people]
    return MapRows(
        roster,
        people,
        members,
        relationships,
        reading.find(HouseholdStay, family_id=family_id),
        reading.find(ParentalResponsibility, family_id=family_id),
        reading.find(Involvement, person_id=keys),
        {key: parents.fathers_of(people[key]) for key in children},
    )


def _marked_as(reading: Reading, keys: Sequence[UUID]) -> dict[UUID, str]:
    asked = reading.find(Attendance, person_id=list(keys), role=list(_MARKED_AS))
    return {row.person_id: row.role for row in asked if row.person_id is not None}
