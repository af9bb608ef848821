"""Who reads a copy, and which class of words that reader may have."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from meetingdesk.domain.visibility import Visibility


class ReaderKind(StrEnum):
    """What a reader is to the meeting."""

    CHAIR = "chair"
    """The chair and the minute taker: the whole record, but working notes."""
    AGENCY = "agency"
    PERSON = "person"
    """Somebody of the family."""


POLICE = frozenset({"police", "police_child_protection"})
LAWYERS = frozenset({"legal", "csc"})
_FAMILY = frozenset({Visibility.V0})
_PROFESSIONALS = frozenset({Visibility.V0, Visibility.V1})
_NAMED = frozenset({Visibility.V2, Visibility.V4})
"""Classes that somebody may have whom an entry names."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody for whom a copy is made."""

    kind: ReaderKind
    name: str
    """What stands on each page of the copy: an agency, a designation; never a name of the family."""
    agency_id: UUID | None = None
    agency_key: str = ""
    professionals: frozenset[UUID] = frozenset()
    """Who of the agency may be named on a restricted entry."""
    person_id: UUID | None = None

    @property
    def is_professional(self) -> bool:
        """Whether the reader has the copy because of their work."""
        return self.kind is not ReaderKind.PERSON

    def may_have(self, visibility: Visibility, *, is_named: bool = False) -> bool:
        """Say whether words of a class may be in the copy; `is_named` where the entry lists this reader."""
        if visibility is Visibility.V5:
            return False
        match self.kind:
            case ReaderKind.CHAIR:
                return True
            case ReaderKind.PERSON:
                return visibility in _FAMILY or (is_named and visibility is Visibility.V2)
            case ReaderKind.AGENCY:
                if visibility in _PROFESSIONALS:
                    return True
                if visibility is Visibility.V3:
                    return self.agency_key in LAWYERS
                if visibility is Visibility.V4 and self.agency_key in POLICE:
                    return True
                return is_named and visibility in _NAMED


CHAIR = Reader(ReaderKind.CHAIR, "Chair and minute taker")
