"""Several steps of a coordinator as one: saved together, and taken back together."""

from __future__ import annotations

from dataclasses import dataclass

from meetingdesk.app.outcome import Command, Outcome, outcome_of
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class EachOfThem:
    """Carry out one step for each action that was chosen; one that is refused refuses them all."""

    steps: tuple[Command, ...]
    label: str
    deed: Deed = Deed.CHASE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Take the steps one after the other."""
        if not self.steps:
            raise MeetingDeskError("No action is chosen.", hint="Choose one, or check several with Space.")
        for step in self.steps:
            step.apply(work)
        return outcome_of(work, self)
