"""An action is agreed, and gets the reference by which every document and reply will know it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select

from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.actions import Action, ActionFor, ActionStep
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import AlreadyThere, MeetingDeskError
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork

MOST_HIDDEN = 200
"""How many actions of one family a person may not see before the search for a free number gives up."""


@dataclass(frozen=True, slots=True)
class AgreeAction:
    """Record an action as it was agreed; it gets the next number of its family or meeting."""

    action: Action
    protects: tuple[UUID, ...] = ()
    at: datetime | None = None
    """When it was agreed, where that is not this moment."""
    label: str = "Agree action"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add it with the first step of its trail."""
        action = _add_with_reference(work, self.action)
        work.add_all([ActionFor(action_id=action.id, person_id=person) for person in self.protects])
        work.add(
            ActionStep(
                action_id=action.id,
                at=self.at or datetime.now(UTC),
                by=work.desk.name,
                kind="agreed",
                to_status=action.status,
                new_due_on=action.due_on,
                meeting_id=action.meeting_id,
            )
        )
        return outcome_of(work, self)


def _add_with_reference(work: UnitOfWork, action: Action) -> Action:
    """Add an action under the reference by which every document and reply will know it.

    Numbers that this person may not see, or that another desk gives at this moment, are passed over.
    """
    if action.reference:
        return work.add(action)
    start = f"{_thread_of(work, action)}-A"
    known = work.rows(
        select(TABLES[Action].c.reference).where(
            TABLES[Action].c.reference.startswith(start, autoescape=True)
        )
    )
    used = [int(row[0][len(start) :]) for row in known if row[0][len(start) :].isdigit()]
    number = max(used, default=0) + 1
    for candidate in range(number, number + MOST_HIDDEN):
        with suppress(AlreadyThere), work.attempt():
            return work.add(replace(action, reference=f"{start}{candidate:02d}"))
    raise MeetingDeskError(
        "No number could be found for this action.",
        hint="Ask somebody whose role sees all actions to agree it.",
    )


def _thread_of(work: UnitOfWork, action: Action) -> str:
    if action.family_id is not None:
        return work.get(Family, action.family_id).reference
    return work.get(Meeting, action.meeting_id).reference
