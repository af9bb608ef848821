"""The first review of a plan: ending it there needs the look of somebody senior, which is recorded."""

from __future__ import annotations

from collections.abc import Iterable

from meetingdesk.domain.due_meetings import CONFERENCES, INITIAL
from meetingdesk.domain.meetings import Meeting, MeetingStatus

ENDS_THE_PLAN = frozenset({"end_family_help", "end_universal"})
"""The outcomes that end a plan because things are better; a child who is eighteen or died ends it as well."""
SENIOR_LOOK = "senior_look"
"""The question under which it is recorded who senior looked at the ending, and what they said."""
_REVIEWS = CONFERENCES - INITIAL
_NOT_MET = frozenset({MeetingStatus.PLANNED, MeetingStatus.CANCELLED})


def is_first_review(meeting: Meeting, before: Iterable[Meeting]) -> bool:
    """Say whether a meeting is the first review after the conference that made the plan.

    Where the thread begins in the middle nobody can tell, and it is taken for a later one.
    """
    if meeting.type_id not in _REVIEWS:
        return False
    met = [other for other in before if other.id != meeting.id and other.status not in _NOT_MET]
    made = [other.held_on for other in met if other.type_id in INITIAL and other.held_on is not None]
    reviewed = [other.held_on for other in met if other.type_id in _REVIEWS and other.held_on is not None]
    return bool(made) and not any(on > max(made) for on in reviewed)
