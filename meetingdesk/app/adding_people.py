"""Adding somebody to a family, as they were named on one line; nobody is put down twice unseen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.families import FamilyMember
from meetingdesk.domain.people import BirthDateIs, Person, PersonName
from meetingdesk.domain.read_person import ReadPerson
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.text import fold, gate
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Add somebody to a family outside a meeting."""

    family_id: UUID
    named: ReadPerson
    on: date
    label: str = "Add a person"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add them behind the others."""
        add_person(work, self.family_id, self.named, self.on)
        return outcome_of(work, self)


def add_person(work: UnitOfWork, family_id: UUID, named: ReadPerson, on: date | None) -> UUID:
    """Add a person to a family; `on` is the day on which an age was said."""
    if named.is_identified and not named.birth_date and _is_there(work, family_id, named.name):
        raise MeetingDeskError(
            "Somebody of this name is recorded in this family already.",
            hint="If this is another person, add the date of birth: born 14 March 2019.",
        )
    person = work.add(
        Person(
            birth_date=named.birth_date,
            birth_date_is=BirthDateIs.EXACT if named.birth_date else BirthDateIs.UNKNOWN,
            approximate_age=named.age,
            approximate_age_on=on if named.age is not None else None,
            expected_date=named.expected_date,
            is_identified=named.is_identified,
            # Somebody whom nobody knows has no name yet, only what to call them.
            label="" if named.is_identified else named.name,
        )
    )
    if named.is_identified:
        work.add(PersonName(person_id=person.id, full=named.name))
    work.add(
        FamilyMember(
            family_id=family_id,
            person_id=person.id,
            role=named.role,
            position=_behind(work, family_id),
            note=named.note,
        )
    )
    return person.id


def _is_there(reading: Reading, family_id: UUID, name: str) -> bool:
    wanted = _plain(name)
    members = {row.person_id for row in reading.find(FamilyMember, family_id=family_id)}
    names = reading.find(PersonName, person_id=members) if members else ()
    return any(_plain(row.full) == wanted for row in names)


def _plain(name: str) -> str:
    return " ".join(fold(gate(name)).split())


def _behind(work: UnitOfWork, family_id: UUID) -> int:
    table = TABLES[FamilyMember]
    last = work.rows(select(func.max(table.c.position)).where(table.c.family_id == family_id))[0][0]
    return int(last or 0) + 1
