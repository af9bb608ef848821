"""Who is to be known beside each person, so that a child nobody has on the radar is seen."""

from __future__ import annotations

from dataclasses import dataclass

from meetingdesk.domain.known_facts import SCHOOL_ENDS, SCHOOL_STARTS
from meetingdesk.domain.people import Involvement, InvolvementKind, Registered
from meetingdesk.domain.roster import Being

_Kind = InvolvementKind


@dataclass(frozen=True, slots=True)
class Radar:
    """Who is asked for beside one person: what must be known of a child, and what is only good to know."""

    needed: tuple[InvolvementKind, ...]
    others: tuple[InvolvementKind, ...] = ()

    @property
    def kinds(self) -> tuple[InvolvementKind, ...]:
        """All kinds that have a line on the card, known or not."""
        return (*self.needed, *self.others)


def radar_of(being: Being, age: int | None) -> Radar:
    """Return who is to be known beside somebody: by age for a child, a practice for an adult.

    A child whose age nobody knows is asked for a school and a health visitor, and flagged for the age.
    """
    if being is Being.UNBORN:
        return Radar((_Kind.MIDWIFE,), (_Kind.HEALTH_VISITOR, _Kind.SOCIAL_WORKER))
    if being is Being.ADULT:
        return Radar((_Kind.GP,))
    if age is None:
        return Radar((_Kind.GP,), (_Kind.SCHOOL, _Kind.HEALTH_VISITOR, _Kind.SOCIAL_WORKER))
    if age < SCHOOL_STARTS:
        return Radar((_Kind.GP, _Kind.HEALTH_VISITOR), (_Kind.EARLY_YEARS, _Kind.SOCIAL_WORKER))
    if age <= SCHOOL_ENDS:
        return Radar((_Kind.GP, _Kind.SCHOOL), (_Kind.SOCIAL_WORKER,))
    return Radar((_Kind.GP,), (_Kind.SOCIAL_WORKER,))


def is_known(row: Involvement) -> bool:
    """Say whether it is known who is involved, or at least that somebody is."""
    has_name = bool(row.name or row.agency_id or row.professional_id)
    return row.state is Registered.REGISTERED or (has_name and row.state is Registered.UNKNOWN)
