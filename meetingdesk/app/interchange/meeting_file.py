"""A meeting file as a value: rows by kind, usable without a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar, cast
from uuid import UUID

from meetingdesk.app.interchange.faults import Place
from meetingdesk.domain.rows import Row

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Outside:
    """A link to a row that is not in the file; only a store can say whether it is there."""

    where: Place
    kind: type[Row]
    key: UUID


@dataclass(frozen=True, slots=True)
class MeetingFile:
    """What one meeting file holds.

    `left_out` names the links of a row whose targets are not in the file: they are empty here and
    stay as they are in a store. `named` holds the identifiers that the file gives as names of its
    own, and `places` where each row stands, for faults.
    """

    rows: Mapping[type[Row], tuple[Row, ...]]
    name: str = ""
    exported_at: datetime | None = None
    left_out: Mapping[UUID, frozenset[str]] = field(default_factory=dict)
    places: Mapping[UUID, Place] = field(default_factory=dict)
    named: frozenset[UUID] = frozenset()
    outside: tuple[Outside, ...] = ()

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Return the rows of a kind, in the order of the file."""
        return cast("tuple[R, ...]", self.rows.get(kind, ()))

    def __len__(self) -> int:
        return sum(map(len, self.rows.values()))
