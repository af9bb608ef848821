"""Who owns an action: in front of it, behind it or in brackets, and who only stands in it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from meetingdesk.domain.action_words import NOUNS_TOO, VERBS, WORD, is_participle, is_past
from meetingdesk.domain.clauses import told_in
from meetingdesk.domain.date_parts import Lead
from meetingdesk.domain.owner_groups import Line, Owner, group_at, owner_of_group, spaces_at, without_dates
from meetingdesk.domain.owners_behind import behind, by_whom, said_outright
from meetingdesk.domain.owners_in_front import (
    ACTION_FIRST,
    in_front,
    loosely_in_front,
    past_what_stands_between,
)
from meetingdesk.domain.statements import is_statement


def find_owner(line: Line) -> Owner | None:
    """Return who owns the action of a line, or nothing where nobody is named."""
    first = _first_in_front(line)
    if first is not None and not line.shadow[: first.start].strip():
        return first
    outright = said_outright(line)
    if outright is not None:
        return outright
    by = None if _is_told_done(line) else by_whom(line, first)
    others = [found for found in (first, by, behind(line)) if found]
    if others:
        return min(others, key=lambda found: found.named_start)
    return (
        _asked_politely(line)
        or _without_mark(line)
        or loosely_in_front(line)
        or _from_whom(line)
        or _first_of_all(line)
    )


def _is_told_done(line: Line) -> bool:
    """Say whether a line only tells what has been done, with no deadline: "Theo was seen by HV"."""
    if any(said.lead in (Lead.BY, Lead.WITHIN) and said.due_on is not None for said in line.dates):
        return False
    return is_statement(line.shadow, line.clauses)


def _first_in_front(line: Line) -> Owner | None:
    """Return the first in front; behind "Theo:" or "school -" somebody may stand who does it."""
    found = in_front(line)
    first = next(found, None)
    if first is None or first.is_before_verb:
        return first
    second = next(found, None)
    nearer = (
        second is not None and second.is_before_verb and not line.shadow[first.end : second.start].strip()
    )
    return replace(second, start=first.start) if nearer and second is not None else first


_POLITE = re.compile(r"\s*(?:please\s+)?(?:can|could|would|will)\s+(?=\S)", re.IGNORECASE | re.ASCII)


_NAMED_FIRST = re.compile(
    r"\s+(?:(?:urgent|joint|written|verbal|full|final|new|updated|safety|risk|birth|care|health|safeguarding|court|strategy"
    r"|s\.?\s?47|section\s+47|cp|medical|home|welfare)\s+){0,2}(?:referrals?(?=\s+to\b)|letter|statement|report|plan|assessment|appt"
    r"|appointment|meeting|visits?|checks?|calls?|review|update|medical|bloods|scan|chronology|summary|interview|form"
    r"|support|enquiry|enquiries)(?=\s*(?:$|[,;.(-]|(?:to|for|by|on|at|with|in|re|about|from|within|before|today|tomorrow"
    r"|tonight|next|this|w/c|until)\b))(?!\s+to\s+be\b)",
    re.IGNORECASE | re.ASCII,
)


def _first_of_all(line: Line) -> Owner | None:
    """Return the agency with which a line begins that has no verb: "GP referral to CAMHS by Friday"."""
    group = group_at(line, len(spaces_at(line.shadow, 0)))
    mention = group.elements[0].mention if group is not None else None
    if group is None or group.is_possessive or mention is None or mention.person_id or mention.is_word:
        return None
    if _is_told(line, group.end) or not line.dates:
        return None
    match = _NAMED_FIRST.match(line.shadow, group.end)
    if match is not None:
        following = line.shadow[match.end() :]
        is_deed = re.match(r"\s+to\s+\w", following, re.IGNORECASE) and not group_at(line, match.end() + 4)
        word = WORD.match(following[4:]) if is_deed else None
        if word is not None and word.group().casefold() in VERBS:
            return None
        return owner_of_group(line, group, group.end, False)
    parted = re.compile(r"\s*[,;]\s*").match(line.shadow, group.end)
    at = group.end + len(spaces_at(line.shadow, group.end))
    if parted is not None or any(said.start == at for said in line.dates):
        return owner_of_group(line, group, parted.end() if parted else group.end, False)
    return None


def _asked_politely(line: Line) -> Owner | None:
    """Return who is asked: "can GP please review"."""
    match = _POLITE.match(line.shadow)
    group = group_at(line, match.end()) if match else None
    if group is None or group.is_possessive or "?" in line.shadow:
        return None
    at = past_what_stands_between(line, group.end)
    following = WORD.match(line.shadow, at + len(spaces_at(line.shadow, at)))
    if following is None or following.group().casefold() not in VERBS:
        return None
    return owner_of_group(line, group, at, True, 0)


_FROM = re.compile(r"(?<!\w)from\s+(?=\S)", re.IGNORECASE | re.ASCII)


def _without_mark(line: Line) -> Owner | None:
    """Return who stands first with a verb right behind: "HV visit Theo by Friday"."""
    blank = without_dates(line, line.shadow, 0)
    start = len(blank) - len(blank.lstrip(" ,:;.-"))
    prefix = ACTION_FIRST.match(line.shadow)
    for place in dict.fromkeys((start, prefix.end() if prefix else start)):
        group = group_at(line, place)
        if group is None or group.is_possessive:
            continue
        first = group.elements[0].mention
        if first is None or first.is_word:
            continue
        at = past_what_stands_between(line, group.end)
        gap = re.compile(r"\s+").match(line.shadow, at)
        following = WORD.match(line.shadow, gap.end()) if gap else None
        verb = following.group().casefold() if following else ""
        if gap is not None and first.person_id is None and _DEED_NAMED.match(line.shadow, gap.end()):
            return owner_of_group(line, group, gap.end(), False, place)
        if gap is None or gap.end() in line.elements or verb not in VERBS - _NEVER_BARE:
            continue
        if first.person_id is not None and verb in NOUNS_TOO:
            continue
        if following is None or _is_told(line, following.end()):
            continue
        if verb in NOUNS_TOO and _only_says_which(line.shadow[following.end() :]):
            continue
        return owner_of_group(line, group, gap.end(), True, place)
    return None


_DEED_NAMED = re.compile(
    r"(?:(?:joint|home|welfare|safe\s+and\s+well|follow[- ]?up|urgent|phone|safety|risk|strategy|unannounced"
    r"|announced|antenatal|new\s+birth|weekly|fortnightly|monthly"
    r"|face[- ]to[- ]face|virtual|statutory|initial|core|direct|1:1|one[- ]to[- ]one|school|nursery"
    r"|professionals)\s+){1,2}"
    r"(?:visits?|checks?|calls?|meetings?|plan|planning|assessments?|reviews?|work|contact|discussion"
    r"|sessions?|referral|support|enquir(?:y|ies)|appointments?|appt)\b(?!\s+(?:to\s+be|was|is|done"
    r"|made|has|took|went|said|not|of|from)\b)",
    re.IGNORECASE | re.ASCII,
)
"""A deed that is named and not told, right behind its owner: "HV home visit Monday"."""
_NEVER_BARE = frozenset({"have", "place", "bath", "bar", "mean", "feed", "view"})
"""Verbs that tell something, or stand for a thing, where no "to" is before them: police have."""


def _is_told(line: Line, place: int) -> bool:
    """Say whether a line tells something after all: "police visit on Monday found nobody"."""
    asked = told_in(line.shadow)
    return any(
        is_past(word.group())
        and line.clause_at(word.start()) is None
        and not any(one.start <= word.start() < one.end for one in asked)
        for word in WORD.finditer(line.shadow, place)
    )


def _only_says_which(rest: str) -> bool:
    """Say whether what follows shows that a word was a thing: "GP letter to be chased"."""
    told = r"\s+(?:to\s+be|needed|is|was|has|says?|said|not|of|from|required|outstanding|who|that|numbers?"
    told += r"|book|sheet)\b"
    following = WORD.search(rest)
    if re.match(told, rest, re.IGNORECASE):
        return True
    return following is not None and rest[: following.start()].isspace() and is_participle(following.group())


_WANTED = re.compile(
    r"(?<!\w)(?:reports?|updates?|letters?|results?|info|information|records|chronolog(?:y|ies)|feedback|confirmation"
    r"|statements?|advice|views|dates|details|copy|notes|summary|minutes|assessments?|referrals?|response|answer"
    r"|data|list|evidence|call|email|history|figures|plan)(?:\s+(?:on|for|of|about|to|re)\s+\w[\w']*)?\s+$",
    re.IGNORECASE | re.ASCII,
)
_FROM_ENDS = re.compile(
    r"\s*(?:$|[,;.)]|-|(?:by|before|on|in|within|re|about|for|at|so)\b)", re.IGNORECASE | re.ASCII
)


def _from_whom(line: Line) -> Owner | None:
    """Return of whom something is wanted where nothing else is said: "report from GP by Friday"."""
    match = _FROM.search(line.shadow)
    if match is None or line.clause_at(match.start()) is not None:
        return None
    before = line.shadow[: match.start()]
    words = [found.group().casefold() for found in WORD.finditer(before)]
    if not words or words[0] in VERBS - NOUNS_TOO or not _WANTED.search(before) or is_past(words[-1]):
        return None
    if any(first == "to" and second in VERBS for first, second in pairwise(words)):
        return None
    group = group_at(line, match.end())
    first = group.elements[0].mention if group is not None else None
    if group is None or group.is_possessive or first is None or first.person_id is not None:
        return None
    to = re.compile(r"\s+to\s+").match(line.shadow, group.end)
    ends = _FROM_ENDS.match(line.shadow, group.end) or line.date_at(group.end + 1)
    if not ends and not (to and group_at(line, to.end())):
        return None
    return owner_of_group(line, group, match.start(), False, match.start())
