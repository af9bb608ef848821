"""Who owns an action: in front of it, behind it or in brackets, and who only stands in it."""

from __future__ import annotations

import re
from dataclasses import replace

from meetingdesk.domain.action_words import NO_VERB, NOUNS_TOO, VERBS, WORD, is_participle, is_past
from meetingdesk.domain.clauses import told_in
from meetingdesk.domain.date_parts import Lead
from meetingdesk.domain.owner_deeds import past_what_stands_between
from meetingdesk.domain.owner_groups import (
    Group,
    Line,
    Owner,
    group_at,
    owner_of_group,
    spaces_at,
    without_dates,
)
from meetingdesk.domain.owners_behind import behind, by_whom, said_outright
from meetingdesk.domain.owners_in_front import (
    ACTION_FIRST,
    governs,
    in_front,
    loosely_in_front,
)
from meetingdesk.domain.owners_in_sentences import in_sentence
from meetingdesk.domain.owners_in_speech import called_on
from meetingdesk.domain.statements import is_statement


def find_owner(line: Line) -> Owner | None:
    """Return who owns the action of a line, or nothing where nobody is named."""
    first = _first_in_front(line)
    is_at_start = first is not None and not line.shadow[: first.start].strip()
    if first is not None and is_at_start and first.is_before_verb:
        return first
    called = called_on(line)
    if called is not None and (first is None or called.named_start <= first.named_start):
        return called
    if is_at_start:
        return first
    outright = said_outright(line)
    if outright is not None:
        return outright
    by = None if _is_told_done(line) else by_whom(line, first)
    others = [found for found in (called, first, by, behind(line)) if found]
    if others:
        return min(others, key=lambda found: found.named_start)
    return (
        asked_politely(line)
        or _without_mark(line)
        or loosely_in_front(line)
        or in_sentence(line)
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
    r"\W*(?:(?:and|so|but|okay|ok|right|also|then|well|now|um|er|erm|yes|next|lastly"
    r"|finally)\W+)*(?:(?:please|pls|plz)\s+)?(?:can|could|would|will(?=.*\b(?:please"
    r"|pls)\b))\s+(?:(?:please|pls)\s+)?(?=\S)",
    re.IGNORECASE | re.ASCII,
)
_POLITE_BETWEEN = re.compile(
    r"\s+(?:(?:kindly|possibly|perhaps|maybe|be\s+(?:able|asked|willing)\s+to|look\s+to"
    r"|be\s+so\s+kind\s+as\s+to)(?!\w))",
    re.IGNORECASE | re.ASCII,
)


_WE_HAVE = re.compile(r"\W*\w+\s+we\s+(?:please\s+)?(?:have|get)\b", re.IGNORECASE | re.ASCII)
"""What is asked for and of nobody: "can we have an update from legal"."""
_NAMED_FIRST = re.compile(
    r"\s+(?:(?:s\.?\s?47|section\s+47|(?!(?:to|will|and|or|of|for|with|has|have|had|is|was|are|were|by|not"
    r"|no|on|in|at|from"
    r"|be|re|about|the|a|an|who|that|if|can|did|does|needs?|must|should"
    r"|would)\s)[a-z][a-z'-]*)\s+){0,2}(?:referrals?(?=\s+to\b)|letter|statement|report|plan|assessment|appt"
    r"|appointment|meeting|visits?|checks?|calls?|review|update|medical|bloods|scan|chronology|summary"
    r"|interview|form"
    r"|support|enquiry|enquiries|feedback|input|response|reply|confirmation|records|log|info|information"
    r"|figures|handover"
    r"|advice|follow[- ]?up|sessions?|history|details|photos|footage|statements|key\s*work|presence"
    r"|search|check-?in"
    r"|sign-?off|data|certificate|discharge\s+summary|alert|flag|marker|application)(?=\s*(?:$|[,;.(\d-]"
    r"|(?:to|for|by|on|at|with|in|re|about|from|within|before|today|tomorrow"
    r"|tonight|next|this|w/c|until)\b))(?!(?:\s+[\w'-]+){0,5}\s+to\s+be\b)",
    re.IGNORECASE | re.ASCII,
)


_FED_BACK = re.compile(
    r"\s+(?:feedback|update|report|letter|referral|handover|response|reply|summary|chronology|records)\b"
    r"[^,;.]*?\s(?:to|for)\s+(?!be\b)\w",
    re.IGNORECASE | re.ASCII,
)
"""What one gives another, which needs no day: "school feedback to chair"."""


_THEIR_REPORT = re.compile(
    r"'s?\s+(?:[\w-]+\s+){0,3}?(?:reports?|updates?|chronology|statements?|feedback|assessment|summary|letter"
    r"|response|reply|records?|footage|logs?|notes|figures|minutes|data|views|comments|details|dates)\s+"
    r"(?:is\s+|are\s+)?(?:now\s+)?(?:due|needed|required|wanted|expected|awaited|outstanding|by|before"
    r"|within|for\s+(?:the\s+)?next|to\s+(?!be\b)(?:the\s+)?[a-z]+\s+(?:by|before|within|today"
    r"|tomorrow))(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""What somebody is to give of their own: "the housing officer's report due Friday"."""


_HEADED = re.compile(r"\W*(?:[\w'-]+\s+){0,3}[\w'-]+\s*(?::|\s-)\s+(?=\S)", re.ASCII)
"""A few words that head a line: "evidence of injuries: hospital photos by Wed"."""


def _first_of_all(line: Line) -> Owner | None:
    """Return the agency with which a line begins that has no verb: "GP referral to CAMHS by Friday"."""
    headed = _HEADED.match(line.shadow)
    group = group_at(line, len(spaces_at(line.shadow, 0)))
    if group is None and headed is not None and _has_deadline(line):
        group = group_at(line, headed.end())
        group = group if group is not None and _NAMED_FIRST.match(line.shadow, group.end) else None
    mention = group.elements[0].mention if group is not None else None
    if group is None or mention is None or mention.person_id or mention.is_word:
        return None
    if group.is_possessive:
        of_them = _THEIR_REPORT.match(line.shadow, group.end) if line.dates else None
        return owner_of_group(line, group, group.end, False) if of_them else None
    if _is_told(line, group.end) or not (line.dates or _FED_BACK.match(line.shadow, group.end)):
        return None
    if _is_code(line, group) and not _WAS_THING.match(line.shadow, group.end):
        return owner_of_group(line, group, group.end, False)
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


def _has_deadline(line: Line) -> bool:
    leads = (Lead.BY, Lead.BEFORE, Lead.WITHIN, Lead.UNTIL)
    return any(one.due_on is not None and one.lead in leads for one in line.dates)


def _is_code(line: Line, group: Group) -> bool:
    """Say whether an agency is named by its code, as people do who write in short: "sn drop-in by Wed"."""
    mention = group.elements[0].mention
    agency = line.roster.agency(mention.agency_id) if mention is not None else None
    said = line.shadow[group.elements[0].start : group.elements[0].end].casefold()
    rest = WORD.match(line.shadow, group.end + len(spaces_at(line.shadow, group.end)))
    is_thing = (
        rest is not None and rest.group().casefold() not in NO_VERB and rest.group().casefold() not in _JOINS
    )
    if not _has_deadline(line) or re.search(r"\sto\s", line.shadow[group.end :], re.IGNORECASE):
        return False
    return is_thing and agency is not None and bool(said) and said == agency.code.casefold()


def asked_politely(line: Line) -> Owner | None:
    """Return who is asked: "can GP please review", "could police share the log by Mon?"."""
    match = _POLITE.match(line.shadow)
    group = group_at(line, match.end()) if match else None
    if (
        group is None
        or group.is_possessive
        or (group.elements[0].is_collective and _WE_HAVE.match(line.shadow))
    ):
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
        verb = following.group().casefold().removeprefix("re-") if following else ""
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
    r"\s+(?:to\s+be|needed|is|was|has|says?|said|not|of|from|required|outstanding|who|that|numbers?|book"
    r"|sheet)\b"
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
