"""An action as the rules look at it: who, the deed, the pieces behind it, and how anybody will know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from meetingdesk.domain.coach.date_seen import DateSeen, date_seen
from meetingdesk.domain.coach.facts import CoachFacts
from meetingdesk.domain.coach.measure_seen import MeasureSeen, measure_seen
from meetingdesk.domain.coach.owner_seen import Owned, OwnerSeen, owner_seen
from meetingdesk.domain.coach.said_action import SaidAction
from meetingdesk.domain.coach.statement_seen import is_statement
from meetingdesk.domain.coach.words import Words

_ADVERBS = re.compile(
    r"\s*(?:(?:be\s+)?(?:also|then|now|jointly|together|please|still|again"
    r"|formally|first|to|just|further|asked|reminded|urgently|immediately"
    r"|and|actively|regularly|closely|simply|weekly|only|personally|generally"
    r"|merely|fully|will|is|are|all|both|pls|kindly"
    r"|promptly|proactively|collectively|collaboratively|always|as|both)\s+)+"
)


@dataclass(frozen=True)
class ActionRead:
    """One action with everything that more than one rule asks of it, each worked out once."""

    said: SaidAction
    words: Words
    facts: CoachFacts | None = None

    @property
    def quiet(self) -> str:
        """The text in small letters, without quotations and dates."""
        return self.said.undated

    @cached_property
    def owner(self) -> OwnerSeen:
        """Who is to do it."""
        return owner_seen(self.said, self.words)

    @cached_property
    def date(self) -> DateSeen:
        """By when."""
        return date_seen(self.said, self.words)

    @cached_property
    def measure(self) -> MeasureSeen:
        """How anybody will know."""
        return measure_seen(self.said, self.owner, self.words)

    @cached_property
    def is_statement(self) -> bool:
        """Whether it is no action at all."""
        return is_statement(self.said, self.owner, self.words)

    @property
    def is_by_family(self) -> bool:
        """Whether somebody of the family is to do it."""
        return self.owner.is_kin

    @cached_property
    def deed_at(self) -> int:
        """Where the deed begins, behind its owner and what only says how."""
        place = self.owner.deed if self.owner.is_in_front or self.owner.is_passive else self._without_list
        match = _ADVERBS.match(self.quiet, place)
        return match.end() if match else place + (len(self.quiet[place:]) - len(self.quiet[place:].lstrip()))

    @cached_property
    def _without_list(self) -> int:
        match = re.match(r"[\s\-*>#\u2022]*(?:\d{1,2}[.):]\s+)?(?:(?:please|pls|to|for)\s+)?", self.quiet)
        return match.end() if match else 0

    @property
    def has_owner(self) -> bool:
        """Whether one or more are named."""
        return self.owner.owned in (Owned.ONE, Owned.SEVERAL, Owned.COLLECTIVE)
