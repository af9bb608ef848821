"""What a phrase flag is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PhraseKind(StrEnum):
    """The kinds of words that deserve a question."""

    CHILD_BLAMING = "child_blaming"
    VICTIM_BLAMING = "victim_blaming"
    UNSUPPORTED_REASSURANCE = "unsupported_reassurance"
    ENGAGEMENT_BLAME = "engagement_blame"
    MINIMISING = "minimising"
    EUPHEMISM = "euphemism"


@dataclass(frozen=True, slots=True)
class PhraseFlag:
    """A few words of an entry and the question that they deserve."""

    kind: PhraseKind
    start: int
    end: int
    """Behind the last letter."""
    words: str
    question: str
