"""One clock: what started it, when it ends, and how it stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from meetingdesk.domain.running_clocks.rules import ADVISED


class ClockState(StrEnum):
    """How a clock stands."""

    NOT_STARTED = "not_started"
    """What would start it has happened, and nobody wrote down when."""
    RUNNING = "running"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"
    STOPPED = "stopped"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self in _OPEN


_OPEN = frozenset({ClockState.NOT_STARTED, ClockState.RUNNING, ClockState.DUE_SOON, ClockState.OVERDUE})


class Definition(StrEnum):
    """From when a conference is counted; the two are never mixed in one figure."""

    GUIDANCE = "guidance"
    """From the strategy discussion at which the enquiry began."""
    STATISTIC = "statistic"
    """From the day on which the enquiry itself began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What is due, since when and by when, who it is for, and what became of it.

    `book_by` is the working day by which it has to be booked. `trigger` says in words what started it,
    `explanation` how it was counted. `meeting_id` is the meeting that is due, once there is one, or the
    one whose paper is due; the reason for being late, and who agreed to it, come from there.
    """

    rule: str
    what: str
    state: ClockState
    trigger: str
    explanation: str
    started_on: date | None = None
    due: date | None = None
    due_at: datetime | None = None
    book_by: date | None = None
    timescale: str = ""
    brief: str = ""
    """How it was counted, in a few words: 15 working days after Tue 3 Nov 2026."""
    kind: str = ""
    """The type of meeting that is due."""
    whom: str = ""
    person_id: UUID | None = None
    family_id: UUID | None = None
    meeting_id: UUID | None = None
    started_by_id: UUID | None = None
    row_id: UUID | None = None
    booked_on: date | None = None
    met_on: date | None = None
    stopped_on: date | None = None
    late_reason: str = ""
    authorised_by_id: UUID | None = None
    definition: Definition | None = None
    is_historic: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state.is_open

    @property
    def is_late(self) -> bool:
        """Whether it was missed, or is booked for a day after its own."""
        if self.state in (ClockState.OVERDUE, ClockState.MET_LATE):
            return True
        return (
            self.is_open and self.due is not None and self.booked_on is not None and self.booked_on > self.due
        )

    @property
    def needs_reason(self) -> bool:
        """Whether a meeting is late, or will be, and nobody has said why and who agreed to it."""
        is_said = bool(self.late_reason) and self.authorised_by_id is not None
        is_asked = bool(self.kind) and self.rule not in ADVISED
        return is_asked and self.is_late and self.meeting_id is not None and not is_said
