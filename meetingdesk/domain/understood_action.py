"""An action as it was understood from its line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from meetingdesk.domain.actions import DueBasis


class ActionPiece(StrEnum):
    """A part of an action that a line says, and that a person can correct."""

    OWNER = "owner"
    DUE = "due"
    PROTECTS = "protects"
    PURPOSE = "purpose"
    MEASURE = "measure"
    FREQUENCY = "frequency"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Span:
    """Where a line says a part of the action."""

    piece: ActionPiece
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NamedOwner:
    """Somebody who was named as an owner: an agency, somebody who speaks for it, or one of the family."""

    agency_id: UUID | None = None
    professional_id: UUID | None = None
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class UnderstoodAction:
    """An action line as it was understood; what was not understood stays in its text."""

    line: str
    text: str
    owner_agency_id: UUID | None = None
    owner_id: UUID | None = None
    owner_person_id: UUID | None = None
    owner_said: str = ""
    is_collective: bool = False
    several_owners: bool = False
    other_owners: tuple[NamedOwner, ...] = ()
    """Everybody who was named beside the owner: "police and housing to"."""
    representatives: tuple[UUID, ...] = ()
    """Who speaks for the owning agency, where the line names none of them."""
    protects: tuple[UUID, ...] = ()
    verb: str = ""
    frequency: str = ""
    due_on: date | None = None
    due_said: str = ""
    due_basis: DueBasis = DueBasis.DATE
    due_other: date | None = None
    due_note: str = ""
    due_is_working_day: bool = True
    purpose: str = ""
    measure: str = ""
    spans: tuple[Span, ...] = ()

    def where(self, piece: ActionPiece) -> tuple[tuple[int, int], ...]:
        """Return where the line says a part."""
        return tuple((span.start, span.end) for span in self.spans if span.piece is piece)
