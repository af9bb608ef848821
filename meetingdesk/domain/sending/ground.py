"""What is known of the people of a meeting that decides whether something may be sent to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.copies.forms import squeezed
from meetingdesk.domain.families import FamilyMember, FamilyRole, HouseholdStay
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.people import (
    Address,
    AddressKind,
    AddressWithheld,
    Contact,
    ContactKind,
    ContactWithheld,
    PersonName,
    YesNo,
)
from meetingdesk.domain.sending.addresses import domain_of, normal

_NOT_A_HOME = frozenset({AddressKind.FORMER, AddressKind.WORK})


@dataclass(frozen=True)
class Ground:
    """The people of a meeting as sending sees them; what is asked for each recipient is worked out once."""

    facts: MeetingFacts
    today: date

    @cached_property
    def may_harm(self) -> frozenset[UUID]:
        """Who is said to harm somebody of a family, in any family of the meeting."""
        members = self.facts.all(FamilyMember)
        return frozenset(row.person_id for row in members if row.role is FamilyRole.ALLEGED_PERPETRATOR)

    @cached_property
    def kept_from(self) -> frozenset[UUID]:
        """From whom an address, a number or a mailbox of somebody is withheld."""
        addresses = (row.from_id for row in self.facts.all(AddressWithheld))
        return frozenset((*addresses, *(row.from_id for row in self.facts.all(ContactWithheld))))

    @cached_property
    def not_to_be_reached(self) -> frozenset[UUID]:
        """Those at whose places nothing may arrive."""
        return self.may_harm | self.kept_from

    @cached_property
    def mailboxes(self) -> frozenset[str]:
        """The mailboxes that they open."""
        return frozenset(
            normal(row.value)
            for row in self.facts.all(Contact)
            if row.person_id in self.not_to_be_reached and "@" in row.value
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """What they are called."""
        rows = self.facts.all(PersonName)
        return frozenset(squeezed(row.full) for row in rows if row.person_id in self.may_harm)

    @cached_property
    def workplaces(self) -> frozenset[UUID]:
        """The agencies they work for."""
        people = self.facts.people
        found = (people[key].works_for_id for key in self.may_harm if key in people)
        return frozenset(key for key in found if key is not None)

    @cached_property
    def conflicts(self) -> frozenset[UUID]:
        """The workers who said that a family of the meeting is close to them."""
        rows = self.facts.all(Attendance)
        return frozenset(
            row.professional_id
            for row in rows
            if row.professional_id is not None and row.conflict_of_interest.strip()
        )

    @cached_property
    def contacts(self) -> dict[UUID, tuple[Contact, ...]]:
        """The mailboxes of the family by person."""
        found: dict[UUID, tuple[Contact, ...]] = {}
        for row in self.facts.all(Contact):
            if row.kind is ContactKind.EMAIL:
                found[row.person_id] = (*found.get(row.person_id, ()), row)
        return found

    @cached_property
    def domains(self) -> dict[UUID, tuple[str, ...]]:
        """Which domains each agency is known to use: its own, and those of the people who work there."""
        found: dict[UUID, list[str]] = {}
        for agency in self.facts.agencies.values():
            own = agency.secure_domain.replace(",", " ").replace(";", " ").split()
            found[agency.id] = [one.casefold().lstrip("@*.") for one in own]
        return {key: tuple(own) for key, own in found.items()}

    def colleagues(self, agency_id: UUID, but: UUID | None) -> frozenset[str]:
        """Return the domains of those others who work for an agency now."""
        return frozenset(
            domain_of(row.email)
            for row in self.facts.workers.values()
            if row.agency_id == agency_id and row.id != but and not self.has_left(row.id) and "@" in row.email
        )

    def has_left(self, professional_id: UUID | None) -> bool:
        """Say whether somebody does not work there any more."""
        worker = self.facts.workers.get(professional_id) if professional_id is not None else None
        return worker is not None and worker.left_on is not None and worker.left_on <= self.today

    def lives_with_them(self, person_id: UUID) -> bool:
        """Say whether somebody lives under one roof with those at whose places nothing may arrive."""
        others = self.not_to_be_reached - {person_id}
        return any(not roofs.isdisjoint(self._roofs.get(person_id, ())) for roofs in map(self._of, others))

    def _of(self, person_id: UUID) -> frozenset[str]:
        return self._roofs.get(person_id, frozenset())

    @cached_property
    def _roofs(self) -> dict[UUID, frozenset[str]]:
        """Return where each lives, as far as three kinds of rows say so: stays, addresses, households."""
        found: dict[UUID, set[str]] = {}
        for stay in self.facts.all(HouseholdStay):
            if self._is_now(stay):
                found.setdefault(stay.person_id, set()).add(
                    f"stay {stay.family_id} {squeezed(stay.household)}"
                )
                if stay.address_id is not None:
                    found[stay.person_id].add(f"at {stay.address_id}")
        for address in self.facts.all(Address):
            if self._is_now(address) and address.kind not in _NOT_A_HOME:
                roofs = found.setdefault(address.person_id, set())
                roofs.add(f"at {address.id}")
                lines, code = squeezed(address.lines), squeezed(address.postcode)
                if lines:
                    # One writes the postcode into the lines, the other beside them.
                    roofs.add(f"in {lines.replace(code, '') if code else lines}")
        for member in self.facts.all(FamilyMember):
            if member.in_household is YesNo.YES and self._is_now(member):
                found.setdefault(member.person_id, set()).add(f"home {member.family_id}")
        return {key: frozenset(roofs) for key, roofs in found.items()}

    def _is_now(self, row: Any) -> bool:
        return row.until is None or row.until > self.today
