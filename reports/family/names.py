"""By which name somebody is called in what a family reads."""

from __future__ import annotations

from uuid import UUID

from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.people import PersonName


def name_of(copy: Copied, case: CaseFacts, person_id: UUID | None) -> str:
    """Return the name of somebody whom this reader may know by name, else the designation."""
    if person_id is None:
        return ""
    names = [row for row in copy.facts.all(PersonName) if row.person_id == person_id]
    preferred = next((row for row in names if row.is_preferred), names[0] if names else None)
    if preferred is None:
        return case.called(person_id)
    return preferred.given or preferred.full.split(" ", 1)[0]


def full_name_of(copy: Copied, person_id: UUID | None) -> str:
    """Return the whole name of the reader."""
    names = [row for row in copy.facts.all(PersonName) if row.person_id == person_id]
    preferred = next((row for row in names if row.is_preferred), names[0] if names else None)
    return preferred.full if preferred is not None else ""
