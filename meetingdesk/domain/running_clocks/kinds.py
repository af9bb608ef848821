"""The types of meetings that start and stop the clocks of a family."""

from __future__ import annotations

from meetingdesk.domain.meetings import MeetingStatus

STRATEGY = frozenset({"strategy"})
INITIAL = frozenset({"icpc", "prebirth", "transfer_in"})
REVIEWS = frozenset({"rcpc"})
CONFERENCES = INITIAL | REVIEWS
CORE_GROUPS = frozenset({"core_group"})
FOLLOWED = tuple(sorted(STRATEGY | CONFERENCES | CORE_GROUPS))
"""A child protection plan, from the first discussion to the last review, is in these."""

NOT_HELD = frozenset({MeetingStatus.PLANNED, MeetingStatus.CANCELLED, MeetingStatus.ADJOURNED})
GIVEN_UP = frozenset({MeetingStatus.CANCELLED, MeetingStatus.ADJOURNED})

BEGINS_ENQUIRY = ("enquiries_joint", "enquiries_single")
"""What a strategy discussion decides that begins an enquiry under its own power."""

ENDS_ENQUIRY = frozenset({"not_substantiated", "no_conference", "no_further"})
"""What a later discussion decides where no conference follows."""

ENDS_PLAN = frozenset(
    {
        *("family_help_plan", "early_help", "no_further"),
        *("end_family_help", "end_universal", "transfer", "looked_after", "ended_other"),
    }
)
"""What a conference decides where no child protection plan is made, or the plan ends."""

MAKES_PLAN = frozenset({"plan_made", "plan_at_birth", "continue", "continue_category_changed"})
"""What a conference decides where a plan is made or goes on."""

CLOSES = frozenset(
    {
        *("close", "no_further", "step_up", "step_down", "early_help"),
        *("proceedings", "end_progress", "threshold_not_met", "not_met"),
        *("substantiated", "unsubstantiated", "unfounded", "malicious", "false"),
    }
)
"""What other meetings of one family decide where they are held no more."""
