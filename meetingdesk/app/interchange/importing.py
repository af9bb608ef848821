"""Bringing in a meeting file: all of it in one step that can be taken back, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from meetingdesk.app.interchange.comparing import compare
from meetingdesk.app.interchange.faults import refusal
from meetingdesk.app.interchange.meeting_file import MeetingFile
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.roles import Deed
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ImportMeetingFile:
    """Add the rows of a file that the store has not, and replace those that differ; remove none."""

    file: MeetingFile
    label: str = "Bring in a meeting file"
    deed: Deed = Deed.IMPORT

    def apply(self, work: UnitOfWork) -> Outcome:
        """Compare, refuse with every fault, or write."""
        found = compare(self.file, work)
        if found.faults:
            raise refusal(found.faults)
        work.add_all(found.new)
        for row in found.changed:
            work.put(row)
        return outcome_of(work, self)
