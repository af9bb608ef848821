"""What an export takes: the whole store, some families, some meetings, or all of a thread or series."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class WholeStore:
    """Everything that the person at the desk may see."""


@dataclass(frozen=True, slots=True)
class Families:
    """Families with their meetings; of a meeting of many cases, only the parts about these families."""

    ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Meetings:
    """Meetings with all they link to, and the earlier meetings of their thread."""

    ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ThreadOf:
    """All meetings of a thread (by its family) or of a series, with all they link to."""

    family_id: UUID | None = None
    series_id: UUID | None = None


Scope = WholeStore | Families | Meetings | ThreadOf
