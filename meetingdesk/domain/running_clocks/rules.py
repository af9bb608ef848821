"""The names of the clocks, and what falls due by each: the words a profile may change or switch off."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CLOCK_RULES: Mapping[str, str] = MappingProxyType(
    {
        "enquiries": "Enquiries begun",
        "conference": "Conference",
        "conference_statistic": "Conference, as the national statistic counts it",
        "reconvene": "Adjourned meeting held again",
        "prebirth_best": "Pre-birth conference, at best",
        "prebirth_latest": "Pre-birth conference, at the latest",
        "transfer_in": "Transfer-in conference",
        "core_group_first": "First core group",
        "core_group_next": "Next core group",
        "review_first": "First review conference",
        "review_after_birth": "First review conference, after the birth",
        "review_next": "Next review conference",
        "plan_long": "Plan long: why it still runs",
        "next_meeting": "Next meeting",
        "meeting_held": "Meeting held",
        "referral": "What a referral asks for",
        "reports": "Reports to the chair and the family",
        "case_list": "Case list to the agencies",
        "letter": "Decision letter sent",
        "plan_sent": "Plan sent",
        "minutes": "Minutes sent",
        "action_list": "Action list sent",
        "other_paper": "Paper sent",
        "corrections": "Corrections asked for",
        "dissent": "Formal dissent lodged",
        "escalation": "Stage of an escalation settled",
        "action": "Action done",
        "marker": "Warning marker to be taken off",
        "repeat": "A further incident until then is a repeat",
    }
)
"""Each clock by its name in the policy profiles; a profile can call it otherwise."""

ADVISED = frozenset({"prebirth_best"})
"""Clocks that say what is best: one that is missed is told, and nobody has to say why."""
