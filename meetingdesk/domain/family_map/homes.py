"""Who lives with whom on a day, from the stays that are recorded and from who is in the household."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meetingdesk.domain.families import SUBJECT_ROLES, FamilyMember, HouseholdStay
from meetingdesk.domain.people import Person, YesNo

UNNAMED = "Household"


@dataclass(frozen=True, slots=True)
class Home:
    """One roof and who is under it."""

    name: str
    people: tuple[UUID, ...]


def homes(
    people: Sequence[Person],
    members: Mapping[UUID, tuple[FamilyMember, ...]],
    stays: Iterable[HouseholdStay],
    day: date,
) -> tuple[Home, ...]:
    """Return the households, that of the children first; whoever is alone under no name has none."""
    roofs = _roofs(people, stays, day)
    names: dict[str, str] = {}
    under: dict[str, list[UUID]] = {}
    for person in people:
        roof = roofs.get(person.id)
        if roof is not None and is_here(person, members.get(person.id, ()), day):
            names.setdefault(_plain(roof), roof)
            under.setdefault(_plain(roof), []).append(person.id)
    main = _main(under, members)
    for person in people:
        held = members.get(person.id, ())
        if person.id not in roofs and is_here(person, held, day) and _is_in_household(held):
            under.setdefault(main, []).append(person.id)
    _take_in_unborn(people, members, roofs, under, day)
    ordered = sorted(under, key=lambda key: key != main)
    order = {person.id: place for place, person in enumerate(people)}
    return tuple(
        Home(names.get(key, UNNAMED), tuple(sorted(under[key], key=order.__getitem__)))
        for key in ordered
        if key in names or len(under[key]) > 1
    )


def is_here(person: Person, members: Iterable[FamilyMember], day: date) -> bool:
    """Say whether somebody lives and has not left the family."""
    has_died = person.died_on is not None and person.died_on <= day
    return not has_died and any(member.until is None or member.until > day for member in members)


def _roofs(people: Sequence[Person], stays: Iterable[HouseholdStay], day: date) -> dict[UUID, str]:
    """Return under which roof each person is now; the latest of several counts."""
    known = {person.id for person in people}
    now = [
        stay
        for stay in stays
        if stay.person_id in known
        and stay.household.strip()
        and (stay.since is None or stay.since <= day)
        and (stay.until is None or stay.until > day)
    ]
    now.sort(key=lambda stay: (stay.since or date.min, stay.id.int))
    return {stay.person_id: stay.household.strip() for stay in now}


def _main(under: Mapping[str, Sequence[UUID]], members: Mapping[UUID, tuple[FamilyMember, ...]]) -> str:
    """Return the roof of the most children, or a roof without a name."""

    def children(key: str) -> int:
        return sum(any(one.role in SUBJECT_ROLES for one in members.get(who, ())) for who in under[key])

    return max(under, key=lambda key: (children(key), len(under[key])), default="")


def _take_in_unborn(
    people: Sequence[Person],
    members: Mapping[UUID, tuple[FamilyMember, ...]],
    roofs: Mapping[UUID, str],
    under: dict[str, list[UUID]],
    day: date,
) -> None:
    """Let an unborn child live where the mother does, as long as nobody says otherwise."""
    housed = {who for listed in under.values() for who in listed}
    for person in people:
        held = members.get(person.id, ())
        is_said = person.id in roofs or any(one.in_household is YesNo.NO for one in held)
        if person.mother_id is None or person.id in housed or is_said or person.pregnancy is None:
            continue
        home = next((key for key, listed in under.items() if person.mother_id in listed), None)
        if home is not None and is_here(person, held, day):
            under[home].append(person.id)


def _is_in_household(members: Iterable[FamilyMember]) -> bool:
    return any(member.in_household is YesNo.YES for member in members)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
