"""What the list of actions can be narrowed to, and who can be named as an owner."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from meetingdesk.app.following.narrowing import AGENCY, PROFESSIONAL
from meetingdesk.app.new_meeting import nation_of
from meetingdesk.domain.understood_action import NamedOwner
from meetingdesk.domain.workdays import Nation
from meetingdesk.storage.reading import Reading

MOST_NAMES = 4_000


@dataclass(frozen=True, slots=True)
class Choices:
    """Agencies and people by what they are called, in the order of the alphabet."""

    agencies: tuple[tuple[UUID, str], ...] = ()
    owners: tuple[tuple[UUID, str], ...] = ()
    who: tuple[tuple[str, NamedOwner], ...] = ()
    """Everybody who can be an owner: an agency, or somebody who works for one and has not left."""
    nation: Nation = Nation.ENG


def choices_of(reading: Reading) -> Choices:
    """Return what can be chosen."""
    agencies = reading.rows(
        select(AGENCY.c.id, AGENCY.c.name).where(AGENCY.c.is_active).order_by(AGENCY.c.name).limit(MOST_NAMES)
    )
    owners = reading.rows(
        select(
            PROFESSIONAL.c.id,
            PROFESSIONAL.c.name,
            PROFESSIONAL.c.job_title,
            PROFESSIONAL.c.agency_id,
            PROFESSIONAL.c.left_on,
            AGENCY.c.name.label("agency"),
        )
        .select_from(PROFESSIONAL.outerjoin(AGENCY, AGENCY.c.id == PROFESSIONAL.c.agency_id))
        .order_by(PROFESSIONAL.c.name)
        .limit(MOST_NAMES)
    )
    called = {
        row.id: ", ".join(part for part in (row.name, row.job_title, row.agency) if part) for row in owners
    }
    who = [(row.name, NamedOwner(row.id)) for row in agencies]
    who += [(called[row.id], NamedOwner(row.agency_id, row.id)) for row in owners if row.left_on is None]
    return Choices(
        tuple((row.id, row.name) for row in agencies),
        tuple((row.id, called[row.id]) for row in owners),
        tuple(who),
        nation_of(reading),
    )
