"""Somebody who is to get a copy: an agency, who there, at which address."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets a copy. `name` is an agency, a worker or a designation, never a name of the family."""

    name: str
    agency_id: UUID | None = None
    agency_key: str = ""
    professional_id: UUID | None = None
    worker: str = ""
    """Who at the agency opens it."""
    person_id: UUID | None = None
    """Somebody of the family."""
    email: str = ""
    telephone: str = ""
    """Where the pass phrase is told."""

    @property
    def key(self) -> str:
        """What makes it the same recipient when it is proposed again: an agency is one, whoever opens it."""
        return str(self.agency_id or self.person_id or self.professional_id or self.name)

    @property
    def is_family(self) -> bool:
        """Whether it is somebody of the family."""
        return self.person_id is not None
