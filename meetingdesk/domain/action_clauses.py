"""Where the clauses of an action line end: before a deadline or an owner that follows them."""

from __future__ import annotations

import re

from meetingdesk.domain.action_words import NOUNS_TOO, VERBS, WORD, is_past
from meetingdesk.domain.clauses import Clause, ClauseKind, marks_of
from meetingdesk.domain.date_parts import Lead
from meetingdesk.domain.owner_deeds import past_what_stands_between
from meetingdesk.domain.owner_groups import Line, group_at, without_dates
from meetingdesk.domain.statements import told_before_day, told_before_so

_CUTS = re.compile(r"\s*[,;(|]\s*|\s+-+\s*|\s*-\s+", re.ASCII)


def clauses_of(line: Line) -> tuple[Clause, ...]:
    """Return the clauses of a line, each with its end."""
    marks = [mark for mark in marks_of(line.shadow) if _is_mark(line, *mark)]
    made = []
    for place, (kind, start, body) in enumerate(marks):
        end = marks[place + 1][1] if place + 1 < len(marks) else len(line.shadow)
        if kind is ClauseKind.MEASURE and _is_date_or_owner(line, body, start):
            continue
        cut = _end_of_clause(line, kind, start, body, end)
        made.append(Clause(kind, start, body, cut))
    return tuple(made)


def _is_mark(line: Line, kind: ClauseKind, start: int, body: int) -> bool:
    """Say whether a word begins a clause, and is neither somebody's initials nor what is to be done."""
    is_named = any(one.start == start for one in line.mentions)
    return not is_named and not _is_deed_itself(line, kind, start, body)


_WILL = re.compile(
    r"\s*,?\s+(?:(?:will|must|should|is\s+to|are\s+to|has\s+to|have\s+to|needs?\s+to)\s+\w|(?P<verb>[a-z]+)s\s)",
    re.IGNORECASE | re.ASCII,
)
_THING = re.compile(r"(?:the|a|an|his|her|their|it|this|that|them|him)(?!\w)", re.IGNORECASE | re.ASCII)
_WANTS = re.compile(
    r"(?<![\w'])(?:to\s+(?!the\b|her\b|his\b|their\b)[a-z]+|will|'ll|should|must|shall|please|pls|can|could|by)(?![\w'])",
    re.IGNORECASE | re.ASCII,
)
"""What shows that something is to be done before a "so"; where none stands, it is only told."""
_IT_IS = re.compile(r"it(?:'s|'ll\s+be|\s+is|\s+will\s+be)\s+(?=\S)", re.IGNORECASE | re.ASCII)
_FROM_HERE = re.compile(
    r"(?:from\s+(?:here|now|then)(?:\s+on)?|instead|for\s+now|this\s+time|in\s+the\s+meantime|meanwhile),?\s+",
    re.IGNORECASE | re.ASCII,
)
_IS_NOT = re.compile(r"(?<!\w)(?:do|does)\s+not(?!\w)", re.IGNORECASE | re.ASCII)


_IS_GONE = re.compile(
    r"(?<!\w)(?:goes|leaves|starts|finishes|returns|works|moves|has|have)(?!\w)", re.IGNORECASE | re.ASCII
)


def _does(line: Line, place: int) -> bool:
    """Say whether somebody does something behind a "so": "so April is to correct hers"."""
    match = _WILL.match(line.shadow, past_what_stands_between(line, place))
    if match is None or match["verb"] is None:
        return match is not None
    verb = match["verb"].casefold()
    return verb in VERBS - NOUNS_TOO or (verb in VERBS and _THING.match(line.shadow, match.end()) is not None)


def _only_tells(before: str) -> bool:
    """Say whether only something is told: "Hope is off until after Easter, so csc will"."""
    if _WANTS.search(before) is not None:
        return False
    return (
        _IS_NOT.search(before) is not None
        or _IS_GONE.search(before) is not None
        or any(is_past(word.group()) for word in WORD.finditer(before))
    )


def _is_deed_itself(line: Line, kind: ClauseKind, start: int, body: int) -> bool:
    """Say whether "to make sure" is what somebody is to do, and not what something else is for."""
    words = line.shadow[start:body].casefold()
    if words.strip() == "so" and (from_here := _FROM_HERE.match(line.shadow, body)) is not None:
        body = from_here.end()
    if words.strip() == "so" and (it_is := _IT_IS.match(line.shadow, body)) is not None:
        return group_at(line, it_is.end()) is not None
    group = group_at(line, body) if words.strip() == "so" else None
    named = group.elements[0].mention if group is not None else None
    if group is not None and named is not None and named.agency_id and not group.is_possessive:
        if _does(line, group.end) and _only_tells(line.shadow[:start]):
            return True
        return re.compile(r"\s+to\s+\w").match(line.shadow, group.end) is not None
    if kind is ClauseKind.REASON:
        return False
    told = (told_before_so(line), told_before_day(line)) if words.strip() == "so" else ()
    if any(one is not None and start - one.end <= 2 for one in told):
        return True
    if not words.startswith(("to ", "and to ", "in order", "so ")):
        return False
    if not line.shadow[:start].strip() and any(
        begin > body and _DOES.match(line.shadow, one.end) for begin, one in line.elements.items()
    ):
        return False
    blank = list(line.shadow[:start])
    for begin, element in line.elements.items():
        blank[begin : min(element.end, start)] = " " * max(0, min(element.end, start) - begin)
    for said in line.dates:
        if said.end <= start:
            blank[said.start : said.end] = " " * (said.end - said.start)
    rest = re.sub(
        r"\b(?:the|and|action|actions|for|will|also|agreed|need|needs|has|have|team|lead|\w+'s|to)\b|[^\w]",
        "",
        "".join(blank),
        flags=re.IGNORECASE,
    )
    if words.startswith(("to ", "and to ")):
        return not rest
    return bool(words.startswith("so ") and not words.startswith("so that") and not rest)


def _is_date_or_owner(line: Line, body: int, start: int) -> bool:
    if not line.shadow[start:body].casefold().rstrip().endswith(("by", "in", "from")):
        return False
    return any(
        said.date_start == body or said.start == body or said.date_start == body + 4 for said in line.dates
    )


_NEAR_END = 24
_THANKS = re.compile(
    r"[\s.,;!]*(?:(?:please|pls|plz|thanks|thx|ta|thank\s+you)[\s.,;!]*)?$", re.IGNORECASE | re.ASCII
)


def _end_of_clause(line: Line, kind: ClauseKind, start: int, body: int, end: int) -> int:
    """Return where a clause ends: before a deadline or an owner that follows it."""
    shadow = line.shadow
    tail = shadow[max(0, end - _NEAR_END) : end]
    last = end - len(tail) + len(_THANKS.sub("", tail))
    is_first = not without_dates(line, shadow[:start], 0).strip(" ,:-")
    if is_first and "," in shadow[body:last]:
        return shadow.index(",", body)
    ends = [end]
    if is_first:
        ends += [
            begin
            for begin, one in line.elements.items()
            if body < begin < end and _DOES.match(shadow, one.end)
        ]
    for match in _CUTS.finditer(shadow, body, end):
        place = match.end()
        said = next((one for one in line.dates if one.start == place), None)
        if (
            said is not None
            and said.lead is not Lead.OF
            and (kind is not ClauseKind.REASON or said.lead in _LEADS_OUT or said.lead is Lead.NONE)
        ):
            ends.append(match.start())
        if _begins_owner(line, place, last, match[0]):
            ends.append(match.start())
    if kind is not ClauseKind.REASON:
        for said in line.dates:
            if (
                body < said.start < end
                and said.end >= last
                and said.lead in _LEADS_OUT
                and said.due_on is not None
            ):
                ends.append(said.start)
    return min(ends)


_DOES = re.compile(r"\s+(?:to|will)\s+\w", re.IGNORECASE | re.ASCII)
_LEADS_OUT = frozenset({Lead.BY, Lead.BEFORE, Lead.WITHIN, Lead.COMMENCING})
_OWNER_LEADS = re.compile(
    r"(?:(?:and\s+)?(?:that|this|it)(?:'s|\s+is)\s+(?:one\s+)?(?:for|with)(?:\s+the)?|owner|lead|led\s+by"
    r"|action(?:ed)?\s+(?:for|by)|by|responsible)\s*[:=-]?\s*",
    re.IGNORECASE | re.ASCII,
)


def _begins_owner(line: Line, place: int, last: int, mark: str) -> bool:
    match = _OWNER_LEADS.match(line.shadow, place)
    at = match.end() if match else place
    element = line.elements.get(at)
    if element is None or (element.mention is None and not element.is_collective):
        return False
    if element.mention is not None and element.mention.is_possessive:
        return False
    rest = line.shadow[element.end :]
    closes = re.match(r"\s*[).]?\s*$", rest) or (element.end <= last <= element.end + 1)
    if closes or re.match(r"\s*[)]", rest):
        return match is not None or mark.strip() in {"-", "(", ",", "--"}
    if any(said.start <= element.end + 2 and said.start >= element.end for said in line.dates):
        return True
    return (
        bool(re.match(r"\s+(?:to|will)\s+(?!the\b|\w+'s\b)\w+", rest, re.IGNORECASE)) and mark.strip() != ""
    )
