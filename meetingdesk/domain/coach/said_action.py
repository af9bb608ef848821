"""An action as it was said: its text as it was understood, and what stood in columns of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from meetingdesk.domain.action_line import understand
from meetingdesk.domain.roster import Roster
from meetingdesk.domain.said_dates import SaidDate, find_dates, read_date
from meetingdesk.domain.slips import plain_marks
from meetingdesk.domain.understood_action import UnderstoodAction
from meetingdesk.domain.workdays import Calendar

_QUOTED = re.compile(
    r"(?<![\w'])'(?=\S)([^'\n]|'(?=\w)){1,200}?(?<=\S)'(?!\w)|[\"\u201c]([^\"\u201d\n]{1,300})[\"\u201d]"
)

_NO_YEAR = re.compile(
    r"(?<=\d (?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))[.,](?= \d{1,2} ?[A-Za-z%])"
)
LONGEST_JUDGED = 1_000
"""Letters of an action that are judged; what is longer is told to be too long."""


@dataclass(frozen=True)
class SaidAction:
    """One action with the meeting it was said in."""

    understood: UnderstoodAction
    day: date
    roster: Roster
    next_meeting: date | None = None
    owner: str = ""
    """What stood in a column of its own, or was put right by hand."""
    due: str = ""
    dates: tuple[SaidDate, ...] = ()
    due_date: SaidDate | None = None

    @classmethod
    def of(
        cls,
        text: str,
        roster: Roster,
        day: date,
        calendar: Calendar,
        next_meeting: date | None = None,
        owner: str = "",
        due: str = "",
        understood: UnderstoodAction | None = None,
    ) -> SaidAction:
        """Return a text as it is understood; what was understood already is not read again."""
        if understood is None:
            understood = understand(text, roster, day, calendar, next_meeting, owner.strip(), due.strip())
        # "30 Nov, 20 words": what follows the month behind a mark is no year.
        dates = find_dates(_NO_YEAR.sub(";", text), day, calendar, next_meeting)
        said = read_date(due, day, calendar, next_meeting) if due.strip() else None
        if said is None and due.strip():
            said = next(iter(find_dates(due, day, calendar, next_meeting)), None)
        return cls(understood, day, roster, next_meeting, owner.strip(), due.strip(), dates, said)

    @property
    def text(self) -> str:
        """The text as it was typed."""
        return self.understood.line

    @cached_property
    def plain(self) -> str:
        """The text with one kind of apostrophe, dash and space, every place as it was."""
        return self._named(plain_marks(self.text[:LONGEST_JUDGED]))

    def _named(self, plain: str) -> str:
        """Return a text with a capital before each full name that the roster has, however it was typed."""
        low = plain.lower()
        if len(low) != len(plain):
            return plain
        for one in self.roster.professionals:
            name = plain_marks(one.name)
            place = low.find(name.lower()) if " " in name else -1
            if place >= 0:
                plain = plain[:place] + name + plain[place + len(name) :]
        return plain

    @cached_property
    def quiet(self) -> str:
        """The text in small letters without what is quoted, every place as it was."""
        return _QUOTED.sub(_silent, small(self.plain))

    @cached_property
    def undated(self) -> str:
        """The same without its dates."""
        made = self.quiet
        for said in self.dates:
            if said.due_on is None and "there is no" not in said.note:
                continue
            # A full stop that ends the date ends the sentence too.
            end = said.end - 1 if made[said.end - 1 : said.end] in (".", ",", ";") else said.end
            made = made[: said.start] + " " * (end - said.start) + made[end:]
        return made

    def without_columns(self) -> SaidAction:
        """Return the action as its text alone says it."""
        return replace(self, owner="", due="", due_date=None)


def small(text: str) -> str:
    """Return a text in small letters, every place as it was."""
    made = text.lower()
    if len(made) == len(text):
        return made
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _silent(match: re.Match[str]) -> str:
    """Return a quotation as one long word that means nothing."""
    return "x" * len(match.group())
