"""The agencies of a place and the people who work for them: listed, added, changed and retired."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select

from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.domain.rights import deeds_that_write
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.domain.text import fold, gate
from meetingdesk.errors import AlreadyThere, BadText, StaleRecord
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork

AGENCY, PROFESSIONAL = TABLES[Agency], TABLES[Professional]
MOST_CONTACTS = 300
"""More lines than anybody reads; the filter looks through all of them."""

_CODE = re.compile(r"[a-z]{2,5}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_DEEDS = (Deed.CONFIGURE, Deed.PREPARE, Deed.RECORD)


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency in the list, and how many people work for it."""

    agency: Agency
    contacts: int

    @property
    def id(self) -> UUID:
        """Which agency it is."""
        return self.agency.id


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One person in the list, with the name of the agency they work for."""

    professional: Professional
    agency: str

    @property
    def id(self) -> UUID:
        """Who it is."""
        return self.professional.id


@dataclass(frozen=True, slots=True)
class Contacts:
    """The people who were asked for, the agencies they may work for, and whether there are more people."""

    lines: tuple[ContactLine, ...]
    agencies: tuple[tuple[UUID, str], ...]
    has_more: bool


def list_agencies(reading: Reading) -> tuple[AgencyLine, ...]:
    """Return every agency of this place, by name."""
    query = (
        select(PROFESSIONAL.c.agency_id, func.count())
        .where(PROFESSIONAL.c.left_on.is_(None))
        .group_by(PROFESSIONAL.c.agency_id)
    )
    counts: dict[UUID | None, int] = dict(reading.rows(query))
    found = reading.find(Agency, order=(func.lower(AGENCY.c.name),))
    return tuple(AgencyLine(agency, counts.get(agency.id, 0)) for agency in found)


def list_contacts(reading: Reading, typed: str = "", most: int = MOST_CONTACTS) -> Contacts:
    """Return the people with all the words typed, by name; those who have left come last."""
    agencies = {agency.id: agency for agency in reading.find(Agency)}
    conditions = []
    for word in gate(typed).split():
        named = [
            key for key, agency in agencies.items() if fold(word) in fold(f"{agency.name} {agency.code}")
        ]
        columns = (PROFESSIONAL.c.name, PROFESSIONAL.c.job_title, PROFESSIONAL.c.email)
        told = [column.icontains(word, autoescape=True) for column in (*columns, PROFESSIONAL.c.telephone)]
        conditions.append(or_(*told, PROFESSIONAL.c.agency_id.in_(named)))
    found = reading.find(
        Professional,
        *conditions,
        order=(PROFESSIONAL.c.left_on.is_not(None), func.lower(PROFESSIONAL.c.name)),
        limit=most + 1,
    )
    names = {key: agency.name for key, agency in agencies.items()}
    lines = tuple(ContactLine(one, names.get(one.agency_id, "") if one.agency_id else "") for one in found)
    active = sorted(
        ((agency.id, agency.name) for agency in agencies.values() if agency.is_active),
        key=lambda pair: fold(pair[1]),
    )
    return Contacts(lines[:most], tuple(active), len(found) > most)


def deed_that_keeps(person: AtDesk, kind: type[Row]) -> Deed | None:
    """Return the deed under which the person at the desk may change such rows; None where they may not."""
    allowed = deeds_that_write(kind)
    return next((deed for deed in _DEEDS if deed in allowed and person.may(deed)), None)


@dataclass(frozen=True, slots=True)
class KeepAgency:
    """Keep an agency: a new one, or another state of the one that was seen."""

    agency: Agency
    seen: Agency | None = None
    label: str = "Keep an agency"
    deed: Deed = Deed.CONFIGURE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Keep it, if its name and its code are nobody else's."""
        agency = replace(self.agency, name=_line(self.agency.name), code=_line(self.agency.code).lower())
        _check_agency(agency, work.find(Agency))
        _keep(work, agency, self.seen)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class KeepContact:
    """Keep somebody who works for an agency: a new one, or another state of the one that was seen."""

    professional: Professional
    seen: Professional | None = None
    label: str = "Keep a contact"
    deed: Deed = Deed.CONFIGURE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Keep them, if they have a name and an address that can be written to."""
        contact = replace(
            self.professional, name=_line(self.professional.name), email=_line(self.professional.email)
        )
        if not contact.name:
            raise BadText("A contact needs a name.", hint="Type who it is; the role can stand beside it.")
        if contact.email and not _EMAIL.fullmatch(contact.email):
            raise BadText(
                "This is no e-mail address that could be written to.",
                hint="It needs one @ and no spaces, such as jo@council.example.",
            )
        _keep(work, contact, self.seen)
        return outcome_of(work, self)


def retire_agency(agency: Agency, *, is_active: bool, deed: Deed) -> KeepAgency:
    """Return the command that has an agency no longer offered, or offered again."""
    label = "Offer an agency again" if is_active else "Retire an agency"
    return KeepAgency(replace(agency, is_active=is_active), agency, label, deed)


def retire_contact(contact: Professional, left_on: date | None, deed: Deed) -> KeepContact:
    """Return the command that says when somebody left, or that they are here after all."""
    label = "Bring a contact back" if left_on is None else "Retire a contact"
    return KeepContact(replace(contact, left_on=left_on), contact, label, deed)


def _check_agency(agency: Agency, others: tuple[Agency, ...]) -> None:
    if not agency.name:
        raise BadText("An agency needs a name.", hint="Type what it is called here.")
    if agency.code and not _CODE.fullmatch(agency.code):
        raise BadText(
            "The code is not two to five letters.",
            hint="It is what is typed on the line in a meeting, such as hsg for housing.",
        )
    for other in others:
        if other.id == agency.id:
            continue
        if fold(other.name) == fold(agency.name):
            raise AlreadyThere(
                "There is an agency of this name already.",
                hint="Open that one; if it is retired, it can be offered again.",
            )
        if agency.code and other.code == agency.code and other.is_active and agency.is_active:
            raise AlreadyThere(
                f"The code {agency.code} is that of {other.name} already.",
                hint="Two agencies of one code could not be told apart on the line. Choose another one.",
            )


def _keep(work: UnitOfWork, row: Row, seen: Row | None) -> None:
    if seen is None:
        work.add(row)
        return
    if work.get(type(seen), seen.id).version != seen.version:
        raise StaleRecord(
            "Somebody else changed this in the meantime.",
            hint="Look at their change, then make yours again.",
        )
    if row != seen:
        work.put(row)


def _line(text: str) -> str:
    return " ".join(gate(text).split())
