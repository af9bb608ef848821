"""What is known of the meeting an action is said in: who is there, who the children are, what is open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from meetingdesk.domain.actions import Action
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.gaps.facts import CaseFacts, MeetingFacts
from meetingdesk.domain.invitations import Case
from meetingdesk.domain.people import Contact, Involvement, InvolvementKind, Registered, YesNo
from meetingdesk.domain.roster import Being, Roster, RosterPerson

HOME_EDUCATED = "home educated"
_OF_THEIRS = (
    r"(?<=s) (?:half-?|step|big |little |older |younger )*(?:sister|brother|mum|mother|dad|father|nan|gran"
    r"|grandmother|uncle"
    r"|aunt|cousin|friend|mate|girlfriend|boyfriend|carer|partner)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """A child as actions may reach them; what is not known is None or empty, and never questioned."""

    id: UUID
    designation: str
    name: str = ""
    age: int | None = None
    is_unborn: bool = False
    school: str | None = None
    """Where the child goes: "" goes nowhere, "home educated", "school", "nursery"; None is not known."""
    gp: str = ""
    """registered, none, or nothing where it is not known."""

    @property
    def first_name(self) -> str:
        """What the child is called in speech."""
        return self.name.split()[0] if self.name.split() else ""


@dataclass(frozen=True, slots=True)
class OpenDeed:
    """An action of the thread that is still open."""

    text: str
    owner: str = ""
    reference: str = ""
    due_on: date | None = None
    id: UUID | None = None


@dataclass(frozen=True)
class CoachFacts:
    """One case at one meeting, as far as actions are judged by it."""

    roster: Roster
    present: frozenset[UUID] = frozenset()
    """The professionals who are in the room."""
    agencies_present: frozenset[UUID] = frozenset()
    children: tuple[ChildFacts, ...] = ()
    victims: tuple[RosterPerson, ...] = ()
    safe_to_contact: frozenset[UUID] = frozenset()
    """The victims of whom a safe way is recorded."""
    open_actions: tuple[OpenDeed, ...] = ()
    knows_presence: bool = True
    """Whether the roll was called: before that nobody is missed."""

    @cached_property
    def victim_names(self) -> frozenset[str]:
        """What the victims are called, in small letters."""
        found: set[str] = set()
        for one in self.victims:
            parts = one.name.casefold().split()
            found.update(parts[:1])
            found.add(one.designation.casefold())
            if len(parts) > 1:
                found.update(f"{title} {parts[-1]}" for title in ("ms", "mrs", "miss"))
                found.add(f"{parts[0][0]}.{parts[-1][0]}")
        return frozenset(found)

    @cached_property
    def family_names(self) -> frozenset[str]:
        """What the people of the family are called, in small letters."""
        found: set[str] = set()
        for one in self.roster.people:
            found.update(part.casefold() for part in one.name.split()[:1])
            found.add(one.designation.casefold())
        return frozenset(found)

    def children_in(self, quiet: str) -> tuple[ChildFacts, ...]:
        """Return the children whom a text names, in its order."""
        places: list[tuple[int, ChildFacts]] = []
        for child in self.children:
            called = [child.designation.casefold(), child.first_name.casefold()]
            if child.is_unborn:
                called.append("unborn")
            elif child.age is not None:
                called += [
                    f"{child.age}-year-old",
                    f"{child.age} year old",
                    f"{child.age} yr old",
                    f"{child.age}yo",
                ]
            for word in filter(None, called):
                match = re.search(rf"(?<![\w'-]){re.escape(word)}(?:'?s)?(?!\w)(?!{_OF_THEIRS})", quiet)
                if match is not None:
                    places.append((match.start(), child))
                    break
        return tuple(child for _, child in sorted(places, key=lambda one: one[0]))


def coach_facts(
    facts: MeetingFacts, case: Case | None, roster: Roster, cases: tuple[Case, ...] = ()
) -> CoachFacts:
    """Return what the coach judges by, from the facts that the gaps are found by.

    Where no case is named, everybody of `cases` may be spoken of.
    """
    own = CaseFacts(facts, case)
    people = [
        (whole, one)
        for whole in ([own] if case else [CaseFacts(facts, one) for one in cases])
        for one in whole.people
    ]
    children = [
        (whole, one.id)
        for whole in ([own] if case else [CaseFacts(facts, one) for one in cases])
        for one in whole.children
    ]
    present = frozenset(
        row.professional_id
        for row in facts.all(Attendance)
        if row.id in own.here and row.professional_id is not None
    )
    victims = tuple(
        one
        for _, somebody in people
        if FamilyRole.VICTIM in somebody.roles and (one := roster.person(somebody.id)) is not None
    )
    return CoachFacts(
        roster,
        present,
        own.agencies_that_came | own.agencies_here,
        tuple(_child(whole, key) for whole, key in children),
        victims,
        frozenset(one.id for one in victims if _is_safe(own, one.id)),
        tuple(_open(own)),
        facts.is_roll_called,
    )


def _child(own: CaseFacts, person_id: UUID) -> ChildFacts:
    somebody = next(one for one in own.people if one.id == person_id)
    held = own.whole.involved.get(person_id, ())
    gp = [row for row in held if row.kind is InvolvementKind.GP]
    school = [row for row in held if row.kind is InvolvementKind.SCHOOL]
    return ChildFacts(
        person_id,
        somebody.designation,
        somebody.name,
        somebody.age,
        somebody.being is Being.UNBORN,
        _at(own, school),
        _practice(gp),
    )


def _practice(held: list[Involvement]) -> str:
    if any(row.state is Registered.REGISTERED for row in held):
        return "registered"
    return "none" if any(row.state is Registered.NOT_REGISTERED for row in held) else ""


def _at(own: CaseFacts, held: list[Involvement]) -> str | None:
    """Return where a child goes: nothing known is None, known nowhere is empty."""
    known = [row for row in held if row.state is not Registered.UNKNOWN]
    if not known:
        return None
    if any(
        "home educat" in f"{row.name} {row.note} {own.agency_called(row.agency_id)}".casefold()
        for row in known
    ):
        return HOME_EDUCATED
    return "school" if any(row.state is Registered.REGISTERED for row in known) else ""


def _is_safe(own: CaseFacts, person_id: UUID) -> bool:
    person = own.whole.people.get(person_id)
    if person is not None and (person.safe_to_call is YesNo.YES or person.safe_method or person.safe_times):
        return True
    return any(row.person_id == person_id and row.is_safe is YesNo.YES for row in own.all(Contact))


def _open(own: CaseFacts) -> list[OpenDeed]:
    found = [action for _, action in own.actions_before] + list(own.actions)
    return [
        OpenDeed(one.text, _owner(own, one), one.reference, one.due_on, one.id)
        for one in {one.id: one for one in found}.values()
        if not one.is_closed()
    ]


def _owner(own: CaseFacts, action: Action) -> str:
    worker = own.whole.workers.get(action.owner_id) if action.owner_id is not None else None
    agency = own.agency(action.owner_agency_id)
    return worker.name if worker is not None else agency.name if agency is not None else ""
