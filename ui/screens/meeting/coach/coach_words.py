"""The words in which the coach speaks on the meeting's screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from meetingdesk.domain.understood_action import ActionPiece
from ui.words import many

if TYPE_CHECKING:
    from meetingdesk.app.live.coached_at import Load
    from meetingdesk.domain.coach.finding import Finding

MARK = "◇"
"""A shape for what could be sharper, so that no colour has to carry it alone."""
OPENED_BY = "T"
"""The key that tells what an action lacks, on its row."""
_PIECES = {
    ActionPiece.OWNER: (
        "no_owner",
        "several_owners",
        "collective_owner",
        "passive",
        "owner_absent",
        "choose_representative",
    ),
    ActionPiece.DUE: ("no_date", "bad_date", "vague_time", "after_review", "not_working_day"),
    ActionPiece.MEASURE: ("no_measure", "paper_measure", "attendance_only"),
    ActionPiece.PURPOSE: ("no_purpose",),
}
PIECE_OF_FAULT: Mapping[str, ActionPiece] = MappingProxyType(
    {fault: piece for piece, faults in _PIECES.items() for fault in faults}
)
"""Which piece is said anew where a fault is put right; for every other its words are."""


def in_one_line(findings: Sequence[Finding]) -> str:
    """Return the worst of what an action lacks, and how much more there is."""
    if not findings:
        return ""
    more = f" And {len(findings) - 1} more." if len(findings) > 1 else ""
    return f"{MARK} {findings[0].message}{more}"


def mark_of(findings: Sequence[Finding]) -> str:
    """Return how many warnings a row has, as it stands on the row; nothing where there are none."""
    warnings = sum(one.level.is_warning for one in findings)
    return f"{MARK} {warnings} to sharpen" if warnings else ""


def in_many_words(load: Load | None, *, is_case: bool) -> str:
    """Return how many actions there are, where they are so many that few of them are done."""
    if load is None:
        return ""
    where = "in this case" if is_case else "in this meeting"
    owner = f", {load.of_owner} of them with {load.owner}" if load.of_owner else ""
    return f"{many(load.actions, 'action')} {where}{owner}: fewer, sharper ones are done."
