"""What may become of an action, what must be said with it, and when it comes back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from meetingdesk.domain.actions import Action, ActionStatus, NotCompleted
from meetingdesk.domain.workdays import Calendar, add_months
from meetingdesk.errors import MeetingDeskError


class StepKind(StrEnum):
    """What one step of a trail tells."""

    AGREED = "agreed"
    CORRECTED = "corrected"
    MOVED = "moved"
    DONE_THIS_TIME = "done_this_time"
    CARRIED = "carried"
    REDATED = "redated"
    REASSIGNED = "reassigned"
    CONFIRMED = "confirmed"
    CHASED = "chased"
    ESCALATED = "escalated"
    SPLIT = "split"
    LASTED = "lasted"
    NOTED = "noted"
    SET_ASIDE = "set_aside"
    """Something that the coach said of it was set aside, with the reason."""


@dataclass(frozen=True, slots=True)
class Age:
    """How long actions have been overdue, in working days; the last has no end."""

    first: int
    last: int | None

    def holds(self, days: int) -> bool:
        """Say whether a number of working days falls in it."""
        return self.first <= days and (self.last is None or days <= self.last)


AGES = (Age(1, 5), Age(6, 10), Age(11, 20), Age(21, None))
"""The ages by which what is overdue is counted and drawn."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is known about a step: why, by what it is known, what it changed, what comes instead."""

    reason: NotCompleted | None = None
    evidence: str = ""
    next_step: str = ""


def check_said(status: ActionStatus, said: Said) -> None:
    """Raise if something is missing without which a step would be worth nothing later."""
    if status is ActionStatus.COMPLETED and not said.evidence.strip():
        raise MeetingDeskError(
            "A completed action needs its evidence.",
            hint="Say how it is known: a record, a receipt, a visit and its date.",
        )
    if status is not ActionStatus.NOT_COMPLETED:
        return
    if said.reason is None:
        raise MeetingDeskError(
            "An action that was not done needs its reason.",
            hint="Circumstances changed and the agency did not act are different things; choose one.",
        )
    if said.reason is not NotCompleted.AGENCY_DID_NOT_ACT and not said.next_step.strip():
        raise MeetingDeskError(
            "What failed needs a next step.",
            hint="Say what happens instead, or why nothing is needed any more.",
        )


_EVERY = re.compile(
    r"(?:every|each)?\s*(?P<other>other|second|third|\d{1,2})?\s*"
    r"(?P<unit>days?|weeks?|fortnights?|months?|quarters?|terms?|years?)",
    re.IGNORECASE,
)
_LY = {
    "daily": (1, "day"), "weekly": (1, "week"), "fortnightly": (2, "week"), "monthly": (1, "month"),
    "quarterly": (3, "month"), "termly": (4, "month"), "yearly": (12, "month"), "annually": (12, "month"),
}  # fmt: skip
_COUNTED = {"other": 2, "second": 2, "third": 3}
_UNITS = {"fortnight": (2, "week"), "quarter": (3, "month"), "term": (4, "month"), "year": (12, "month")}


def cycle_of(recurs: str) -> tuple[int, str] | None:
    """Return how often something comes back, as a number of days, weeks or months, where it is said."""
    words = recurs.strip().casefold()
    if words in _LY:
        return _LY[words]
    found = _EVERY.fullmatch(words)
    if found is None:
        return None
    other = found["other"] or "1"
    count = _COUNTED.get(other) or int(other)
    unit = found["unit"].rstrip("s")
    times, unit = _UNITS.get(unit, (1, unit))
    return (count * times, unit) if count else None


def comes_back_on(recurs: str, done: date, calendar: Calendar) -> date | None:
    """Return by when a standing commitment is due again after it was done; on a working day."""
    cycle = cycle_of(recurs)
    if cycle is None:
        return None
    count, unit = cycle
    match unit:
        case "month":
            day = add_months(done, count)
        case "week":
            day = done + timedelta(weeks=count)
        case _:
            day = done + timedelta(days=count)
    return calendar.working_day_by(day) if calendar.working_day_by(day) > done else day


def days_overdue(action: Action, today: date, calendar: Calendar) -> int:
    """Return for how many working days an action has been overdue; 0 where it is not."""
    if action.due_on is None or not action.is_overdue(today):
        return 0
    return max(1, calendar.working_days_between(action.due_on, today))


def is_to_be_checked(action: Action, today: date) -> bool:
    """Say whether somebody wanted to see, about now, whether what was done has lasted."""
    return (
        action.status is ActionStatus.COMPLETED
        and action.check_again_on is not None
        and action.check_again_on <= today
    )


def wants_escalation(action: Action, after_carries: int) -> bool:
    """Say whether an action was carried so often that somebody above should ask why."""
    return not action.is_closed() and action.carried >= after_carries
