"""The clocks of everybody in a meeting file: the same as in a store, without one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.definitions_in_file import policy_in_file
from meetingdesk.app.interchange.meeting_file import MeetingFile
from meetingdesk.domain.clocks import LONDON
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.running_clocks.clock import Clock, ClockState
from meetingdesk.domain.running_clocks.engine import clocks_of
from meetingdesk.domain.running_clocks.thread import LOOKED_AT, Thread


@dataclass(frozen=True, slots=True)
class FileClocks:
    """The clocks of a file on a day, those that are over too, and the references of what they belong to."""

    as_of: date
    clocks: tuple[Clock, ...]
    families: Mapping[UUID, str]
    meetings: Mapping[UUID, str]

    def as_plain(self) -> list[dict[str, Any]]:
        """Return the clocks as JSON can hold them."""
        return [self._plain(clock) for clock in self.clocks]

    def whose(self, clock: Clock) -> str:
        """Return the reference of the family, else of the meeting."""
        family = self.families.get(clock.family_id, "") if clock.family_id is not None else ""
        return family or self._meeting(clock.meeting_id)

    def _meeting(self, key: UUID | None) -> str:
        return self.meetings.get(key, "") if key is not None else ""

    def _plain(self, clock: Clock) -> dict[str, Any]:
        return {
            "rule": clock.rule,
            "what": clock.what,
            "family": self.families.get(clock.family_id, "") if clock.family_id is not None else "",
            "meeting": self._meeting(clock.meeting_id),
            "started_by": self._meeting(clock.started_by_id),
            "whom": clock.whom,
            "trigger": clock.trigger,
            "started_on": _day(clock.started_on),
            "due": _day(clock.due),
            "due_at": clock.due_at.isoformat() if clock.due_at is not None else None,
            "book_by": _day(clock.book_by),
            "state": clock.state.value,
            "booked_on": _day(clock.booked_on),
            "met_on": _day(clock.met_on),
            "stopped_on": _day(clock.stopped_on) if clock.stopped_on != date.min else None,
            "late_reason": clock.late_reason,
            "authorised_by": str(clock.authorised_by_id) if clock.authorised_by_id is not None else None,
            "definition": clock.definition.value if clock.definition is not None else None,
            "is_historic": clock.is_historic,
            "explanation": clock.explanation,
        }


def clocks_in_file(file: MeetingFile, as_of: date | None = None) -> FileClocks:
    """Return the clocks of every family of a file and of its meetings of many cases, the nearest first."""
    day = as_of or datetime.now(LONDON).date()
    rows = {kind: file.of(kind) for kind in LOOKED_AT}
    meetings, families = file.of(Meeting), file.of(Family)
    found = [clock for family in families for clock in _of(file, meetings, rows, day, family)]
    for meeting in meetings:
        if meeting.family_id is None:
            found += _of(file, (meeting,), rows, day, None)
    found.sort(key=lambda clock: clock.due or date.max)
    return FileClocks(
        day,
        tuple(found),
        {family.id: family.reference for family in families},
        {meeting.id: meeting.reference for meeting in meetings},
    )


def lines_of(found: FileClocks) -> Iterator[str]:
    """Return the clocks that run for people to read, the nearest first."""
    for clock in found.clocks:
        if clock.is_open:
            due = say_day(clock.due) if clock.due is not None else "no date"
            whom = f", {clock.whom}" if clock.whom else ""
            booked = f"; booked for {say_day(clock.booked_on)}" if clock.booked_on is not None else ""
            yield (
                f"{_STATES[clock.state]:<11}  {due:<15}  {found.whose(clock)}: {clock.what}{whom} "
                f"({clock.explanation}){booked}"
            )


def _of(
    file: MeetingFile,
    meetings: tuple[Meeting, ...],
    rows: Mapping[Any, tuple[Any, ...]],
    day: date,
    family: Family | None,
) -> tuple[Clock, ...]:
    own = [one for one in meetings if one.family_id == (family.id if family is not None else None)]
    policy = policy_in_file(file, max(own, key=lambda one: (one.held_on or date.min, one.id), default=None))
    calendar = rulebook().calendar(policy.nation)
    return clocks_of(Thread(meetings, rulebook().meeting_types, policy, calendar, day, rows, family))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


_STATES = {
    ClockState.NOT_STARTED: "not started",
    ClockState.RUNNING: "running",
    ClockState.DUE_SOON: "due soon",
    ClockState.OVERDUE: "overdue",
}
