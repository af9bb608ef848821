"""Letting more people read something: a deed of its own, with a person and a reason."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import UUID

from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Widen:
    """Let more people read a row; who asked for it and why stand in the record."""

    kind: type[Row]
    key: UUID
    visibility: Visibility
    reason: str
    label: str = "Let more people read"
    deed: Deed = Deed.WIDEN

    def apply(self, work: UnitOfWork) -> Outcome:
        """Widen it, keeping the reason with the row where it has a place for one."""
        if not self.reason.strip():
            raise MeetingDeskError(
                "Letting more people read this needs a reason.", hint="Say who needs it and why."
            )
        row: Any = work.get(self.kind, self.key)
        values: dict[str, Any] = {"visibility": self.visibility}
        if any(field.name == "visibility_reason" for field in fields(row)):
            values["visibility_reason"] = self.reason
        work.put(replace(row, **values))
        work.reason = self.reason
        return outcome_of(work, self)
