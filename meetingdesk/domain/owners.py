"""Who owns an action: in front of it, behind it or in brackets, and who only stands in it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from meetingdesk.domain.action_words import NOUNS_TOO, VERBS, WORD, is_participle, is_past
from meetingdesk.domain.clauses import told_in
from meetingdesk.domain.date_parts import Lead
from meetingdesk.domain.owner_groups import Line, Owner, group_at, owner_of_group, spaces_at, without_dates
from meetingdesk.domain.owners_behind import behind, by_whom, ends_owner, said_outright
from meetingdesk.domain.owners_in_front import (
    ACTION_FIRST,
    governs,
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
        asked_politely(line)
        or _without_mark(line)
        or loosely_in_front(line)
        or _from_whom(line)
        or _through_whom(line)
        or _first_of_all(line)
        or _beside_date(line)
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


_POLITE = re.compile(
    r"\s*(?:(?:please|pls|plz)\s+)?(?:can|could|would|will(?=.*\b(?:please|pls)\b))\s+(?:(?:please|pls)\s+)?(?=\S)",
    re.IGNORECASE | re.ASCII,
)
_POLITE_BETWEEN = re.compile(
    r"\s+(?:(?:kindly|possibly|perhaps|maybe|be\s+(?:able|asked|willing)\s+to|look\s+to|be\s+so\s+kind\s+as\s+to)(?!\w))",
    re.IGNORECASE | re.ASCII,
)


_NAMED_FIRST = re.compile(
    r"\s+(?:(?:s\.?\s?47|section\s+47|(?!(?:to|will|and|or|of|for|with|has|have|had|is|was|are|were|by|not|no|on|in|at|from"
    r"|be|re|about|the|a|an|who|that|if|can|did|does|needs?|must|should|would)\s)[a-z][a-z'-]*)\s+){0,2}(?:referrals?(?=\s+to\b)|letter|statement|report|plan|assessment|appt"
    r"|appointment|meeting|visits?|checks?|calls?|review|update|medical|bloods|scan|chronology|summary|interview|form"
    r"|support|enquiry|enquiries|feedback|input|response|reply|confirmation|records|log|info|information|figures|handover"
    r"|advice|follow[- ]?up|sessions?|history|details|photos|footage|statements|key\s*work|presence"
    r"|search|check-?in"
    r"|sign-?off|data|certificate|discharge\s+summary|alert|flag|marker|application)(?=\s*(?:$|[,;.(-]|(?:to|for|by|on|at|with|in|re|about|from|within|before|today|tomorrow"
    r"|tonight|next|this|w/c|until)\b))(?!(?:\s+[\w'-]+){0,5}\s+to\s+be\b)",
    re.IGNORECASE | re.ASCII,
)


_FED_BACK = re.compile(
    r"\s+(?:feedback|update|report|letter|referral|handover|response|reply|summary|chronology|records)\b"
    r"[^,;.]*?\s(?:to|for)\s+(?!be\b)\w",
    re.IGNORECASE | re.ASCII,
)
"""What one gives another, which needs no day: "school feedback to chair"."""


def _first_of_all(line: Line) -> Owner | None:
    """Return the agency with which a line begins that has no verb: "GP referral to CAMHS by Friday"."""
    group = group_at(line, len(spaces_at(line.shadow, 0)))
    mention = group.elements[0].mention if group is not None else None
    if group is None or group.is_possessive or mention is None or mention.person_id or mention.is_word:
        return None
    if _is_told(line, group.end) or not (line.dates or _FED_BACK.match(line.shadow, group.end)):
        return None
    match = _NAMED_FIRST.match(line.shadow, group.end)
    if match is not None:
        following = line.shadow[match.end() :]
        is_deed = re.match(r"\s+to\s+\w", following, re.IGNORECASE) and not group_at(line, match.end() + 4)
        word = WORD.match(following[4:]) if is_deed else None
        verb = word.group().casefold() if word else ""
        if word is not None and verb in VERBS:
            ends = line.date_at(match.end() + 4 + word.end() + 1) or not following[4 + word.end() :].strip()
            if verb not in NOUNS_TOO or not ends:
                return None
        return owner_of_group(line, group, group.end, False)
    parted = re.compile(r"\s*[,;]\s*").match(line.shadow, group.end)
    at = group.end + len(spaces_at(line.shadow, group.end))
    if parted is not None or any(said.start == at for said in line.dates):
        return owner_of_group(line, group, parted.end() if parted else group.end, False)
    return None


def asked_politely(line: Line) -> Owner | None:
    """Return who is asked: "can GP please review", "could police share the log by Mon?"."""
    match = _POLITE.match(line.shadow)
    group = group_at(line, match.end()) if match else None
    if group is None or group.is_possessive:
        return None
    between = _POLITE_BETWEEN.match(line.shadow, past_what_stands_between(line, group.end))
    at = past_what_stands_between(line, between.end() if between else group.end)
    following = WORD.match(line.shadow, at + len(spaces_at(line.shadow, at)))
    if following is None or following.group().casefold() not in VERBS:
        return None
    is_asked = "?" in line.shadow and not re.search(
        r"\b(?:please|pls|plz|kindly)\b", line.shadow, re.IGNORECASE
    )
    if is_asked and not any(said.due_on is not None and not said.is_past for said in line.dates):
        return None  # "can school keep her coat?" only wants to know
    return owner_of_group(line, group, at, True, 0)


_FROM = re.compile(r"(?<!\w)from\s+(?=\S)", re.IGNORECASE | re.ASCII)


def _without_mark(line: Line) -> Owner | None:
    """Return who stands first with a verb right behind: "HV visit Theo by Friday"."""
    blank = without_dates(line, line.shadow, 0)
    start = len(blank) - len(blank.lstrip(" ,:;.-"))
    if start and (led := re.compile(r"for\s+", re.IGNORECASE).match(blank, start)):
        start = led.end()
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
        if verb in _KEEPS and re.compile(r"\s+(?:no|nothing|nil)\b", re.IGNORECASE).match(
            line.shadow, following.end()
        ):
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


_KEEPS = frozenset({"hold", "record", "report", "note", "see", "find"})
"""Verbs with which an agency tells that it has nothing: police hold no information."""
_HOW_LONG = re.compile(r"(?<!\w)(?:until|till|before|after)(?!\w)", re.IGNORECASE | re.ASCII)


def _is_told(line: Line, place: int) -> bool:
    """Say whether a line tells something after all: "police visit on Monday found nobody"."""
    asked = told_in(line.shadow)
    stop = _HOW_LONG.search(line.shadow, place)
    return any(
        is_past(word.group())
        and line.clause_at(word.start()) is None
        and not any(one.start <= word.start() < one.end for one in asked)
        for word in WORD.finditer(line.shadow, place, stop.start() if stop else len(line.shadow))
    )


_WAS_THING = re.compile(
    r"\s+(?:to\s+be|needed|is|was|has|says?|said|not|of|from|required|outstanding|who|that|numbers?|book|sheet)\b"
    r"|(?:\s+[\w'-]+){1,5}\s+(?:to|needs\s+to|is\s+to)\s+be\s+\w+(?:ed|en|ne|nt|de|ught)\b",
    re.IGNORECASE,
)


def _only_says_which(rest: str) -> bool:
    """Say whether what follows shows that a word was a thing: "GP letter to be chased"."""
    following = WORD.search(rest)
    if _WAS_THING.match(rest):
        return True
    return following is not None and rest[: following.start()].isspace() and is_participle(following.group())


def _beside_date(line: Line) -> Owner | None:
    """Return who stands between a thing and its date: "bedtime routine Faith Fri"."""
    first = WORD.search(line.shadow)
    if first is None or first.group().casefold() in VERBS or is_past(first.group()):
        return None
    for place in sorted(line.elements):
        mention = line.elements[place].mention
        before = line.shadow[:place]
        word = re.search(r"(?P<word>[a-z]+)\s+$", before)
        if mention is None or mention.person_id or mention.is_word or word is None or governs(before):
            continue
        group = group_at(line, place)
        if group is None or group.is_possessive or line.clause_at(place) is not None:
            continue
        if any(is_past(one.group()) for one in WORD.finditer(line.shadow)) or told_in(line.shadow):
            return None
        at = group.end + len(spaces_at(line.shadow, group.end))
        said = line.date_at(at)
        small = word["word"]
        if (
            said is None
            or said.due_on is None
            or said.lead not in (Lead.NONE, Lead.BY, Lead.WITHIN, Lead.BEFORE)
        ):
            continue
        if small in VERBS - NOUNS_TOO or is_participle(small) or small in _JOINS:
            continue
        return owner_of_group(line, group, group.end, False, place)
    return None


_JOINS = frozenset(
    """
    no not without both our my your other new same per plus into onto off out up after before
    against via over through
    is are be has have had was were will can could would who see meet
    """.split()  # noqa: SIM905
)


_VIA = re.compile(
    r"(?:^|(?<=[\s,;:(-]))(?:via|c/o|per|with\s+thanks\s+to|courtesy\s+of)\s+(?=\S)", re.IGNORECASE | re.ASCII
)


def _through_whom(line: Line) -> Owner | None:
    """Return through whom something goes where nobody else owns it: "attendance figures via school"."""
    for match in _VIA.finditer(line.shadow):
        group = group_at(line, match.end())
        first = group.elements[0].mention if group is not None else None
        if group is None or group.is_possessive or first is None or first.person_id is not None:
            continue
        word = WORD.search(line.shadow)
        is_deed = word is not None and word.group().casefold() in VERBS - NOUNS_TOO
        if is_deed or line.clause_at(match.start()) or not ends_owner(line, group.end):
            continue
        return owner_of_group(line, group, group.end, False, match.start())
    return None


_WANTED = re.compile(
    r"(?<!\w)(?:reports?|updates?|letters?|results?|info|information|records|chronolog(?:y|ies)|feedback|confirmation"
    r"|statements?|advice|views|dates|details|copy|notes|summary|minutes|assessments?|referrals?|response|answer"
    r"|data|list|evidence|call|email|history|figures|plan|attendance|footage|photos?|logs?|bloods|register|map|checks"
    r"|paperwork|timeline|disclosure|images|contact\s+sheets?)(?:\s+(?:on|for|of|about|to|re)\s+\w[\w']*)?\s+$",
    re.IGNORECASE | re.ASCII,
)
_GOES = re.compile(
    r"(?<!\w)(?:goes|go|comes|come|to\s+be\s+(?:sent|shared|got|obtained|collected)|needed|required|wanted|due|requested)"
    r"\s+$",
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
    goes = bool(_GOES.search(before))
    if not words or words[0] in VERBS - NOUNS_TOO or not (goes or _WANTED.search(before)):
        return None
    if not goes and (
        is_past(words[-1]) or any(first == "to" and second in VERBS for first, second in pairwise(words))
    ):
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
