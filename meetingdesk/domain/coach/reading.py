"""An action as the rules look at it: who, the deed, the pieces behind it, and how anybody will know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from meetingdesk.domain.coach.date_seen import DateSeen, date_seen
from meetingdesk.domain.coach.facts import CoachFacts
from meetingdesk.domain.coach.measure_seen import MeasureSeen, measure_seen
from meetingdesk.domain.coach.owned import Owned, OwnerSeen
from meetingdesk.domain.coach.owner_seen import owner_seen
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


_RESULT = re.compile(r";\s|(?<!\bno)\.\s")
_PUT_IN = re.compile(
    r"(?:\s*\([^()]{0,60}\)|\s+(?:of|from|at|in) (?:the )?[\w'&-]+(?: [\w'&-]+)?(?=\s+[a-z]+s\b)"
    r"|\s*,[^,;.]{2,40},)*\s*(?:[:|,-]+\s*)?"
    r"(?:(?:to|will|must|is to|'s to|needs to|has to|is expected to|still|also|both|all)\s+)*"
)
_TASK = re.compile(r"(?<![\w'])(?:to|will|must|'s to|needs to|has to|is expected to|is asked to)\s+")


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
    def deeds_at(self) -> tuple[int, ...]:
        """Where the deed may begin: behind its owner, behind what is put in, or where the line does."""
        found = [self.deed_at]
        end = _RESULT.search(self.quiet, self.deed_at)
        until = end.start() if end else len(self.quiet)
        if self.owner.end > self.owner.start:
            behind = _PUT_IN.match(self.quiet, self.owner.end)
            if behind is not None and behind.end() < until:
                found.append(behind.end())
        before = self.quiet[self._without_list : self.owner.start]
        if before.rstrip().endswith(",") and not re.search(r"[.:;]", before):
            found.append(self._without_list)
        if not self.owner.is_in_front:
            found += [match.end() for match in _TASK.finditer(self.quiet, 0, until)]
        return tuple(dict.fromkeys(found))

    @cached_property
    def _without_list(self) -> int:
        match = re.match(r"[\s\-*>#\u2022]*(?:\d{1,2}[.):]\s+)?(?:(?:please|pls|to|for)\s+)?", self.quiet)
        return match.end() if match else 0

    @property
    def has_owner(self) -> bool:
        """Whether one or more are named."""
        return self.owner.owned in (Owned.ONE, Owned.SEVERAL, Owned.COLLECTIVE)
