"""Owners right before what they do, with no mark between: "HV visit Theo by Friday"."""

from __future__ import annotations

import re

from meetingdesk.domain.action_words import NOUNS_TOO, VERBS, WORD, is_participle, is_past
from meetingdesk.domain.clauses import told_in
from meetingdesk.domain.date_parts import Lead
from meetingdesk.domain.owner_deeds import is_told_besides, past_what_stands_between
from meetingdesk.domain.owner_groups import Line, Owner, group_at, owner_of_group, without_dates
from meetingdesk.domain.owners_in_front import ACTION_FIRST

WAS = re.compile(r"(?<![\w'])(?:is|are|was|were|has|had|have|been|did)(?!\w)", re.IGNORECASE | re.ASCII)
"""Words of what is or was, where a participle alone may tell what has to be done."""


def has_deadline(line: Line) -> bool:
    """Say whether a line has a day by which, before which or until which something is to be done."""
    leads = (Lead.BY, Lead.BEFORE, Lead.WITHIN, Lead.UNTIL)
    return any(one.due_on is not None and one.lead in leads for one in line.dates)


_CASE_FIRST = re.compile(
    r"\s*(?:if|when|whenever|once|unless|should|in\s+case|as\s+soon\s+as|(?:each|every|any)\s+time)\s[^,;]{3,90},"
    r"\s*(?:then\s+)?",
    re.IGNORECASE | re.ASCII,
)
"""A case that is told first: "if he is off again, EWO visit"."""


_PLEASE = re.compile(r"\s*(?:please|pls|plz|kindly)\s+", re.IGNORECASE | re.ASCII)


def with_bare_verb(line: Line) -> Owner | None:
    """Return who stands first with a verb right behind: "HV visit Theo by Friday"."""
    blank = without_dates(line, line.shadow, 0)
    start = len(blank) - len(blank.lstrip(" ,:;.-"))
    if start and (led := re.compile(r"for\s+", re.IGNORECASE).match(blank, start)):
        start = led.end()
    prefix = _PLEASE.match(line.shadow) or ACTION_FIRST.match(line.shadow)
    case = _CASE_FIRST.match(line.shadow)
    for place in dict.fromkeys(one.end() if one else start for one in (None, prefix, case)):
        group = group_at(line, place)
        if group is None or group.is_possessive:
            continue
        first = group.elements[0].mention
        if first is None or first.is_word:
            continue
        at = past_what_stands_between(line, group.end)
        gap = re.compile(r"\s+").match(line.shadow, at)
        following = WORD.match(line.shadow, gap.end()) if gap else None
        verb = following.group().casefold().removeprefix("re-") if following else ""
        if gap is not None and first.person_id is None and _DEED_NAMED.match(line.shadow, gap.end()):
            return owner_of_group(line, group, gap.end(), False, place)
        if gap is not None and first.person_id is None and _sees_to_it(line, gap.end()):
            return owner_of_group(line, group, gap.end(), True, place)
        if gap is None or gap.end() in line.elements or verb not in VERBS - _NEVER_BARE:
            continue
        if first.person_id is not None and verb in NOUNS_TOO:
            continue
        if following is None or is_told_after(line, following.end(), is_part=verb not in NOUNS_TOO):
            continue
        if _only_tells_when(line, verb, following.end()):
            continue
        if verb in _KEEPS and re.compile(r"\s+(?:no|nothing|nil)\b", re.IGNORECASE).match(
            line.shadow, following.end()
        ):
            continue
        if verb in NOUNS_TOO and _only_says_which(line.shadow[following.end() :]):
            continue
        return owner_of_group(line, group, gap.end(), True, place)
    return None


_SHUTS = frozenset({"close", "open", "reopen", "shut", "start", "finish", "return", "break"})
"""What an agency does by itself on a day: "nursery close 31 August"."""


def _only_tells_when(line: Line, verb: str, place: int) -> bool:
    """Say whether a day right behind its verb only tells of it: "Shannon clean since 1 August"."""
    said = line.date_at(place + 1)
    return said is not None and (
        said.lead is Lead.SINCE or (verb in _SHUTS and said.lead in (Lead.NONE, Lead.ON, Lead.AT))
    )


_GETS_DONE = re.compile(
    r"(?:get|have)\s+(?:the\s+|a\s+|an\s+|his\s+|her\s+|their\s+)?(?!(?:\w+ed|been|done|made|seen|told|taken|given|got)\s+(?!by\b)\w)"
    r"(?:[\w'-]+\s+){1,5}?(?:used|\w{3,}ed|done|made|sent|seen|taken|written|ready|cut|shut|set|put|given|drawn)(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""What somebody sees to: "police get the phone downloaded by Friday"."""


def _sees_to_it(line: Line, place: int) -> bool:
    """Say whether somebody gets something done by a day."""
    return has_deadline(line) and _GETS_DONE.match(line.shadow, place) is not None


_DEED_NAMED = re.compile(
    r"(?:(?:joint|jt|abe|home|welfare|safe\s+and\s+well|follow[- ]?up|urgent|phone|safety|risk|strategy"
    r"|unannounced"
    r"|announced|antenatal|new\s+birth|weekly|fortnightly|monthly"
    r"|face[- ]to[- ]face|virtual|statutory|initial|core|direct|1:1|one[- ]to[- ]one|school|nursery"
    r"|professionals)\s+){1,2}"
    r"(?:visits?|checks?|calls?|meetings?|plan|planning|assessments?|reviews?|work|contact|discussion"
    r"|sessions?|referral|support|enquir(?:y|ies)|appointments?|appt|interview"
    r"|child\s+\d)\b(?!\s+(?:to\s+be|was|is|done"
    r"|made|has|took|went|said|not|of|from)\b)",
    re.IGNORECASE | re.ASCII,
)
"""A deed that is named and not told, right behind its owner: "HV home visit Monday"."""
_NEVER_BARE = frozenset({"have", "place", "bath", "bar", "mean", "feed", "view"})
"""Verbs that tell something, or stand for a thing, where no "to" is before them: police have."""


_KEEPS = frozenset({"hold", "record", "report", "note", "see", "find"})
"""Verbs with which an agency tells that it has nothing: police hold no information."""
_HOW_LONG = re.compile(r"(?<!\w)(?:until|till|before|after)(?!\w)", re.IGNORECASE | re.ASCII)


_PARTS = re.compile(r"[,;(]|\s-\s", re.ASCII)


def is_told_after(line: Line, place: int, *, is_part: bool = False) -> bool:
    """Say whether a line tells something after all: "police visit on Monday found nobody".

    Where it is only read to the end of its part, what is told besides does not count.
    """
    asked = told_in(line.shadow)
    stop = _HOW_LONG.search(line.shadow, place)
    part = _PARTS.search(line.shadow, place) if is_part else None
    following = WORD.match(line.shadow, part.end() + 1) if part is not None else None
    if following is not None and is_past(following.group()) and line.clause_at(following.start()) is None:
        return True
    stop = part if part is not None and (stop is None or part.start() < stop.start()) else stop
    return any(
        is_past(word.group())
        and not is_told_besides(line, word)
        and line.clause_at(word.start()) is None
        and not any(one.start <= word.start() < one.end for one in asked)
        for word in WORD.finditer(line.shadow, place, stop.start() if stop else len(line.shadow))
    )


WAS_THING = re.compile(
    r"\s+(?:to\s+be|needed|is|was|has|says?|said|not|of|from|required|outstanding|who|that|numbers?|book"
    r"|sheet)\b"
    r"|(?:\s+[\w'-]+){1,5}\s+(?:to|needs\s+to|is\s+to)\s+be\s+\w+(?:ed|en|ne|nt|de|ught)\b",
    re.IGNORECASE,
)


def _only_says_which(rest: str) -> bool:
    """Say whether what follows shows that a word was a thing: "GP letter to be chased"."""
    following = WORD.search(rest)
    if WAS_THING.match(rest):
        return True
    return following is not None and rest[: following.start()].isspace() and is_participle(following.group())
