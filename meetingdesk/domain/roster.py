"""Who can be named in a meeting: its agencies, their representatives, and the people of the family."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from meetingdesk.domain.families import FamilyRole

_ADULTS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Being(StrEnum):
    """What somebody of the family is, as far as words and measures go."""

    CHILD = "child"
    UNBORN = "unborn"
    ADULT = "adult"


BEING_OF_ROLE: Mapping[FamilyRole, Being] = {
    FamilyRole.CHILD: Being.CHILD,
    FamilyRole.SIBLING_NOT_SUBJECT: Being.CHILD,
    FamilyRole.UNBORN: Being.UNBORN,
}
"""Every other role is an adult's; a victim or parent under eighteen is a child by age, not by role."""


@dataclass(frozen=True, slots=True)
class RosterAgency:
    """An agency that can be named: its short code, its name, and what else people call it.

    One that was not invited can still be named; the round of the table goes without it.
    """

    id: UUID
    key: str
    code: str
    name: str
    said: tuple[str, ...] = ()
    is_invited: bool = True
    short: str = ""
    """What it is called where there is little room."""


@dataclass(frozen=True, slots=True)
class RosterProfessional:
    """Somebody who speaks for an agency."""

    id: UUID
    name: str
    job_title: str = ""
    agency_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """Somebody of the family: a designation that tells nobody's name, and the name."""

    id: UUID
    designation: str
    name: str = ""
    being: Being = Being.ADULT
    may_harm: bool = False
    """Whether this is the person who may cause the harm; an action that names them protects others."""


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody who can be named on a line of this meeting, agencies in round-table order."""

    agencies: tuple[RosterAgency, ...] = ()
    professionals: tuple[RosterProfessional, ...] = ()
    people: tuple[RosterPerson, ...] = ()
    _agency: Mapping[UUID, RosterAgency] = field(init=False, repr=False, compare=False)
    _person: Mapping[UUID, RosterPerson] = field(init=False, repr=False, compare=False)
    _professional: Mapping[UUID, RosterProfessional] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_agency", {agency.id: agency for agency in self.agencies})
        object.__setattr__(self, "_person", {person.id: person for person in self.people})
        object.__setattr__(self, "_professional", {one.id: one for one in self.professionals})

    def agency(self, key: UUID | None) -> RosterAgency | None:
        """Return the agency of an identifier, if it is one of this meeting."""
        return self._agency.get(key) if key is not None else None

    def professional(self, key: UUID | None) -> RosterProfessional | None:
        """Return the professional of an identifier, if they are of this meeting."""
        return self._professional.get(key) if key is not None else None

    def person(self, key: UUID | None) -> RosterPerson | None:
        """Return the person of an identifier, if they are of this family."""
        return self._person.get(key) if key is not None else None

    def agency_of_code(self, code: str) -> RosterAgency | None:
        """Return the agency of a short code, whatever its case."""
        wanted = code.casefold()
        return next((agency for agency in self.agencies if wanted and agency.code.casefold() == wanted), None)

    def representatives(self, agency_id: UUID) -> tuple[RosterProfessional, ...]:
        """Return who speaks for an agency here."""
        return tuple(one for one in self.professionals if one.agency_id == agency_id)


def designations(roles: Iterable[tuple[UUID, Being]]) -> Iterator[tuple[UUID, str]]:
    """Name people in their order without their names: Child 1, Child 2, Adult A, Unborn, Unborn 2."""
    counted = dict.fromkeys(Being, 0)
    for key, being in roles:
        counted[being] += 1
        yield key, _designation(being, counted[being])


def _designation(being: Being, number: int) -> str:
    match being:
        case Being.CHILD:
            return f"Child {number}"
        case Being.UNBORN:
            return "Unborn" if number == 1 else f"Unborn {number}"
        case Being.ADULT:
            return f"Adult {_letters(number)}"


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, place = divmod(number - 1, len(_ADULTS))
        letters = _ADULTS[place] + letters
    return letters
