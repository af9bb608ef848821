"""Gaps of the analysis: what is counted as safety and is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.gaps.gap import Found
from meetingdesk.domain.risk import RiskKind, RiskPoint

_COUNTS_AS_SAFETY = frozenset({RiskKind.STRENGTH, RiskKind.SAFETY})
_SEPARATION = "separation"
_SAYS_APART = re.compile(
    r"\b(?:separated|split up|broken up|no longer (?:together|a couple|in a relationship))\b"
    r"|\b(?:left (?:him|her)|moved out)\b",
    re.IGNORECASE,
)


def separation_as_safety(facts: CaseFacts) -> Iterator[Found]:
    """Say that a separation counts as safety, and that nobody has weighed it as a danger as well."""
    points = facts.own(RiskPoint)
    counted = any(
        point.kind in _COUNTS_AS_SAFETY and (point.indicator == _SEPARATION or _SAYS_APART.search(point.text))
        for point in points
    )
    weighed = any(
        point.kind not in _COUNTS_AS_SAFETY
        and (point.indicator == _SEPARATION or _SAYS_APART.search(point.text))
        for point in points
    )
    if counted and not weighed:
        yield Found()
