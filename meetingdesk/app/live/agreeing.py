"""What the room heard read back, and agreed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.actions import Action
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.roles import Deed
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AgreeReadBack:
    """Stamp a decision or an action that was read back to the room and agreed."""

    kind: type[Decision | Action]
    key: UUID
    at: datetime
    label: str = "Agree what was read back"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Write down when; what was agreed before keeps the time at which that was."""
        row: Any = work.get(self.kind, self.key)
        work.put(replace(row, read_back_at=self.at, agreed_at=row.agreed_at or self.at))
        return outcome_of(work, self)
