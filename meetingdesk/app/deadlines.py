"""Working out a date for somebody who asks by rule, date and nation."""

from __future__ import annotations

from datetime import date

from meetingdesk.app.definitions import rulebook
from meetingdesk.domain.clocks import Deadline, deadline, parse_start
from meetingdesk.domain.workdays import Nation
from meetingdesk.errors import MeetingDeskError


def work_out(rule: str, start: str, *, birth: str | None = None, nation: str = "ENG") -> Deadline:
    """Return the deadline of a rule, as the policy in force in a nation has it."""
    where = Nation(nation)
    policy, calendar = rulebook().policy(where), rulebook().calendar(where)
    return deadline(
        rule, parse_start(start), policy=policy, calendar=calendar, birth=_birth(birth) if birth else None
    )


def _birth(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise MeetingDeskError("The date of birth could not be read.", hint="Write 2027-01-20.") from None
