"""A copy before it is a document: the rows of one reader, and what stands on its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meetingdesk.domain.copies.before import NOTHING, Before
from meetingdesk.domain.copies.reader import Reader
from meetingdesk.domain.gaps.facts import CaseFacts, MeetingFacts


@dataclass(frozen=True, slots=True)
class Correct:
    """A correction that was accepted: of which line, and what was asked."""

    place: str
    text: str


@dataclass(frozen=True)
class Copied:
    """What a document may be made of for one reader; nothing else of the meeting is in it."""

    reader: Reader
    facts: MeetingFacts
    cases: tuple[CaseFacts, ...]
    made_on: date
    version: int = 1
    is_draft: bool = True
    approved: str = ""
    """Who approved it and when; nothing in a draft."""
    number: int = 0
    of_copies: int = 0
    marking: str = "OFFICIAL-SENSITIVE"
    minutes_follow: str = ""
    """By when the minutes follow, on what leaves before them."""
    amends: Copied | None = None
    """The same reader's copy of the version that this one takes the place of."""
    corrected: tuple[Correct, ...] = ()
    """The corrections that were accepted since."""
    before: Before = NOTHING
    """What the chair is told before the meeting; empty for everybody else."""

    @property
    def whole(self) -> CaseFacts:
        """What is not about one case."""
        return CaseFacts(self.facts, None)
