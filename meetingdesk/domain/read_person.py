"""Somebody as a line names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meetingdesk.domain.families import FamilyRole


@dataclass(frozen=True, slots=True)
class ReadPerson:
    """A person as a line names them; nothing that was typed is lost, for it stays in the note."""

    name: str
    note: str
    role: FamilyRole
    birth_date: date | None = None
    age: int | None = None
    expected_date: date | None = None
    is_identified: bool = True


def just_named(name: str, note: str = "", role: FamilyRole = FamilyRole.SIGNIFICANT_OTHER) -> ReadPerson:
    """Return somebody of whom only the name is known, and perhaps what they are."""
    return ReadPerson(name, note, role)
