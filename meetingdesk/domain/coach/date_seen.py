"""By when an action is to be done: a day, a vague word, a day that cannot be, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from meetingdesk.domain.coach.said_action import SaidAction, small
from meetingdesk.domain.coach.words import Words
from meetingdesk.domain.date_parts import Lead
from meetingdesk.domain.said_dates import SaidDate

_CANNOT_BE = "there is no"
_YEAR = re.compile(r"(?:19|20)\d\d|[/.-]\d\d$|'\d\d")
_FAR_AHEAD = 200
_LATELY = 150
_MORE = re.compile(
    r"(?<![\w'])(?:(?:by|before|within|until|till|til|to|from|on|at|for|over"
    r"|in|during|after|this|next|every|each|end of|the|w/c|wc|w/e)\s+)+"
    r"(?:(?:the\s+|this\s+|next\s+|end\s+of\s+|close\s+of\s+|start\s+of\s+|this\s+coming\s+|coming\s+)*)"
    r"(?:tonight|today|tomorrow|noon|midday|tea ?time|lunch(?:time)?|bedtime"
    r"|midnight|half[- ]?term|(?:end\s+of\s+)?term|christmas|xmas|easter|new year"
    r"|weekend|week|month|(?:next|following)\s+(?:core group|review|conference"
    r"|meeting|panel|marac|rcpc|icpc|taf|tac|cin)"
    r"|(?:core group|review|conference|meeting|panel|marac|rcpc|icpc|tac|taf"
    r"|hearing|birth|due date|discharge|transfer|school holidays?|holidays"
    r"|clinic|appointment)"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|\d{1,2}(?:st"
    r"|nd|rd|th)?(?:\s+(?:of\s+)?[a-z]{3,9})?"
    r"|(?:\d+|one|two|three|four|five|six|seven|ten|fourteen|a|an)\s+(?:working\s+"
    r"|school\s+|clear\s+|calendar\s+)?(?:hours?|hrs?|days?|weeks?|wks?|months?"
    r"|mths?|fortnight)"
    r"|\d+\s*(?:/7|/52|/12|wd|hrs?)|close|cop|cob)(?![\w'])|(?<![\w'])(?:tonight"
    r"|today|tomorrow|this (?:week|afternoon|evening|morning|weekend|month"
    r"|term)|\d{1,2}\s*(?:am|pm))(?![\w])"
)
_STRONG = re.compile(
    r"(?<![\w'])(?:tonight|today|tomorrow|(?:(?:by|before|until|till|to|at) )?(?:the )?end of (?:the )"
    r"?(?:month|week|term|year|half[- ]?term|school year|summer term|autumn term"
    r"|spring term)|(?:by|before|until|till|at|over) (?:the )?(?:autumn|spring"
    r"|summer|winter|october|february|may|christmas|easter)?\s*(?:half[- ]?term"
    r"|term|holidays?|break|spring|summer|autumn|winter|trial|hearing|birth"
    r"|new term)(?: break| holidays?)?|next week|next month|next term|within the (?:week"
    r"|hour|day|month|fortnight)|this (?:afternoon|evening|morning|weekend"
    r"|week|month|term)|before the weekend|before (?:christmas|xmas|easter"
    r"|half[- ]?term)"
    r"|by (?:the )?(?:end of )?(?:the )?(?:christmas|xmas|easter|half[- ]?term|term|weekend|week|month|year)"
    r"|(?:by|before|at|until|till|for|in time for|ready for|to next|to the next) (?:the )?(?:next "
    r"|first |following |forthcoming |coming )?(?:core group|review(?: conference"
    r"| conf)?|conference|conf|meeting|panel|marac|rcpc|icpc|taf|tac|cin review"
    r"|child in need review)(?! (?:agenda|members|minutes|chair|report))"
    r"|(?:to|at|for|before|by|tell|tells) the (?:january|february|march|april"
    r"|may|june|july|august|september|october|november|december|jan|feb|mar"
    r"|apr|jun|jul|aug|sept?|oct|nov|dec) (?:meeting|marac|panel|review|conference"
    r"|core group|taf|tac)|(?:until|till|to) (?:christmas|xmas|easter|half[- ]?term"
    r"|the (?:next )?(?:review|meeting|birth|hearing))|before (?:he|she|they"
    r"|baby|mum) (?:is|are|goes|comes|leaves?) (?:home|born|discharged|released"
    r"|back)"
    r"|within (?:the )?(?:next )?(?:\d+|an?|one|two|three|four|five|six|seven"
    r"|ten|fourteen|twenty-?four|forty-?eight) ?(?:working |school |clear "
    r"|calendar )?(?:hours?|hrs?|days?|weeks?|wks?|months?|wd)"
    r"|in (?:the next )?(?:\d+|an?|one|two|three|four|five|six|seven|ten) (?:working "
    r"|school )?(?:hours|days|weeks|fortnight|week's|weeks')"
    r"|(?:\d+|one|two|three|four|five|six|seven|ten) (?:working |school |clear )?(?:days"
    r"|weeks|hours)(?: time)?(?= *(?:[,.;:)]|-\s|$))|overnight|by (?:noon"
    r"|midday|lunch(?:time)?|tea ?time|bedtime|midnight|close|cop|cob))(?![\w'])"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_PLAIN_DAY = re.compile(
    rf"(?<![\w'])(?:by|before|until|till) (?:\d{{1,2}}(?:[.:]\d\d)?\s?(?:am|pm)|noon|midday|midnight)\b"
    rf"|(?<![\w/.])\d{{1,2}}(?:st|nd|rd|th)?\s*(?:-|&|/|to|and|or|,)\s*\d{{1,2}}(?:st|nd|rd"
    rf"|th)?\s+{_MONTH}\b"
    r"|(?<![\w/.])(?!24/7)(?:1[3-9]|2\d|3[01])[/.](?:0?[1-9]|1[0-2])(?![\w/])"
    rf"|(?:by|until|till|before|to|of|through|over|at|up to|through to|rest of|end of)\s+(?:the\s+)?(?:mid-?"
    rf"|early |late |end of |start of )?(?:{_MONTH}|new year|half[- ]?term|term)\b"
    r"|,\s*(?:over |at |the )?(?:half[- ]?term|christmas|xmas|new year|end of term|rest of (?:the )?term)\s*$"
    r"|over the (?:weekend|holidays?|half[- ]?term|christmas|break)|,\s*(?:\d+|two|three|four|six|eight"
    r"|twelve) (?:months?|weeks?|days?)\s*$"
)
"""Days that are said in ways nobody counts on: 23-27 Nov, over the weekend, six weeks."""
IMPOSSIBLE = re.compile(
    r"(?<![\w/.])(?:(?:3[2-9]|[4-9]\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan"
    r"|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|(?:30|31)(?:st|th)?\s+(?:of\s+)?feb(?:ruary)?|31(?:st)?\s+(?:of\s+)?(?:apr(?:il)?"
    r"|june?|sept?(?:ember)?|nov(?:ember)?)"
    r"|(?:3[2-9]|[4-9]\d)[/.](?:0?[1-9]|1[0-2])(?:[/.]\d{2,4})?|31[/.](?:0?[2469]"
    r"|11)(?:[/.]\d{2,4})?|30[/.]0?2(?:[/.]\d{2,4})?|0{1,2}[/.]\d{1,2}[/.]\d{2,4}|(?:0?[1-9]|[12]\d"
    r"|3[01])[/.](?:1[3-9]"
    r"|[2-9]\d)[/.]\d{2,4}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+(?:3[2-9]"
    r"|[4-9]\d)(?:st|nd|rd|th)?|feb(?:ruary)?\s+(?:30|31)|(?:by|before)\s+(?:the\s+)?(?:3[2-9]"
    r"|[4-9]\d)(?:st|nd|rd|th))(?![\w/])"
)
_PAST = re.compile(
    r"(?<![\w'])(?:by|before|on|due|for|no later than)\s+(?:last\s+(?:mon"
    r"|tue|wed|thu|fri|sat|sun|week|month|night|term)[a-z]*|the\s+(?:previous"
    r"|last)\s+(?:meeting|core group|review|conference|marac))|(?:by|before) (?:the )?(?:end|start"
    r"|middle) of [a-z]+ last\b|(?<![\w'])yesterday(?=\s*[,;.]"
    r"|\s*$)"
)
_DUE_LEADS = frozenset(
    {
        Lead.BY,
        Lead.BEFORE,
        Lead.UNTIL,
        Lead.WITHIN,
        Lead.COMMENCING,
        Lead.ON,
        Lead.NONE,
        Lead.AT,
        Lead.FOR,
        Lead.TO,
        Lead.START,
        Lead.FROM,
    }
)
_NO_DUE = frozenset({Lead.SINCE, Lead.OF})


@dataclass(frozen=True, slots=True)
class DateSeen:
    """What is said of the day."""

    has_day: bool = False
    bad: tuple[int, int] | None = None
    why: str = ""
    vague: tuple[int, int] | None = None
    not_working: tuple[int, int] | None = None
    after_review: tuple[int, int] | None = None


def date_seen(said: SaidAction, words: Words) -> DateSeen:
    """Return by when an action is to be done, as far as its text and its column say so."""
    if said.due:
        return _in_column(said, words)
    quiet = said.quiet
    days = [one for one in said.dates if one.due_on is not None and one.lead not in _NO_DUE]
    good = [one for one in days if one.due_on is not None and not _is_before(one, said.day)]
    # A day between the past ones that says only when something was.
    if impossible := IMPOSSIBLE.search(quiet):
        return DateSeen(bad=impossible.span(), why="it is no day of the calendar")
    for one in said.dates:
        if one.due_on is None and _CANNOT_BE in one.note:
            return DateSeen(bad=(one.start, one.end), why="it is no day of the calendar")
    led = [one for one in days if one.lead in (Lead.BY, Lead.BEFORE, Lead.UNTIL, Lead.WITHIN)]
    bad = next((one for one in led if _is_before(one, said.day)), None)
    if bad is None and not good:
        bad = next(
            (
                one
                for one in days
                if _is_before(one, said.day)
                and one.lead
                in (Lead.ON, Lead.NONE, Lead.FOR, Lead.AT, Lead.START, Lead.COMMENCING, Lead.FROM)
                and not one.is_of_something
            ),
            None,
        )
    if bad is not None and not any(one.lead in (Lead.BY, Lead.BEFORE) for one in good):
        return DateSeen(bad=(bad.start, bad.end), why="it is before the meeting")
    if past := _PAST.search(quiet):
        return DateSeen(bad=past.span(), why="it is before the meeting")
    if good:
        last = max(good, key=lambda one: one.due_on or said.day)
        off = next(
            (one for one in good if not one.is_working_day and one.lead in (Lead.BY, Lead.BEFORE)), None
        )
        after = last if said.next_meeting and last.due_on and last.due_on > said.next_meeting else None
        return DateSeen(
            has_day=True,
            not_working=(off.start, off.end) if off else None,
            after_review=(after.start, after.end) if after else None,
        )
    if _STRONG.search(quiet) or _PLAIN_DAY.search(quiet):
        return DateSeen(has_day=True)
    if vague := words.find("vague_time", quiet):
        return DateSeen(vague=vague.span())
    return DateSeen()


def _in_column(said: SaidAction, words: Words) -> DateSeen:
    column = small(said.due)
    due = said.due_date
    if IMPOSSIBLE.search(column) or (due is not None and due.due_on is None and _CANNOT_BE in due.note):
        return DateSeen(bad=(0, 0), why="it is no day of the calendar")
    if due is not None and due.due_on is not None:
        if _is_before(due, said.day):
            return DateSeen(bad=(0, 0), why="it is before the meeting")
        after = said.next_meeting is not None and due.due_on > said.next_meeting
        return DateSeen(
            True, not_working=None if due.is_working_day else (0, 0), after_review=(0, 0) if after else None
        )
    if words.has("vague_time", column):
        return DateSeen(vague=(0, 0))
    return DateSeen(has_day=bool(_MORE.search(column) or _STRONG.search(column)), vague=None)


def _is_before(said: SaidDate, day: date) -> bool:
    """Say whether a day is before the meeting; one without a year may be read as the one a year on."""
    due = said.due_on
    if due is None:
        return False
    if due < day:
        return True
    if (due - day).days <= _FAR_AHEAD or _YEAR.search(said.words.strip()) or not re.search(r"\d", said.words):
        return False
    return said.shape.value == "day" and 365 - (due - day).days <= _LATELY
