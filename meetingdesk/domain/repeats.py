"""Whether a case comes again: a further incident within a year, or what a profile has instead."""

from __future__ import annotations

from meetingdesk.domain.clocks import deadline
from meetingdesk.domain.meetings import MeetingCase
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.workdays import Calendar

REPEAT = "repeat"
"""The criterion under which a case is referred again."""
RULE = "marac_repeat"


def is_repeat(case: MeetingCase, policy: Policy | None, calendar: Calendar | None) -> bool:
    """Say whether a case is a repeat: as somebody said, else as its two days say.

    An incident on the last day still counts; one on the day after begins anew.
    """
    if case.is_repeat is not YesNo.UNKNOWN or REPEAT in case.criteria:
        return case.is_repeat is YesNo.YES or REPEAT in case.criteria
    last, incident = case.last_referred_on, case.incident_on
    if last is None or incident is None or policy is None or calendar is None:
        return False
    if RULE not in policy.timescales:
        return False
    return last <= incident <= deadline(RULE, last, policy=policy, calendar=calendar).due
