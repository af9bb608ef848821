"""Owners inside whole sentences: of whom something is awaited, through whom it goes, with whom leading."""

from __future__ import annotations

import re
from itertools import pairwise

from meetingdesk.domain.action_words import NOUNS_TOO, VERBS, WORD, is_participle, is_past
from meetingdesk.domain.date_parts import Lead
from meetingdesk.domain.frequencies import frequency_spans
from meetingdesk.domain.owner_groups import Line, Owner, group_at, owner_of_group
from meetingdesk.domain.owners_behind import ends_owner

_FLAGS = re.IGNORECASE | re.VERBOSE | re.ASCII


def in_sentence(line: Line) -> Owner | None:
    """Return who stands inside a sentence as the one who does it, where nobody stands in front or behind."""
    return _from_whom(line) or _through_whom(line) or _with_whom_doing(line)


_VIA = re.compile(
    r"(?:^|(?<=[\s,;:(-]))(?:via|c/o|per|with\s+thanks\s+to|courtesy\s+of)\s+(?=\S)", re.IGNORECASE | re.ASCII
)


_TO_GO = re.compile(r"(?<!\w)to\s+(?:go|come)(?:\s+\w+){0,3}\s+$", re.IGNORECASE | re.ASCII)
"""What only says which way something goes: "letters to go via the school"."""


def _through_whom(line: Line) -> Owner | None:
    """Return through whom something goes where nobody else owns it: "attendance figures via school"."""
    for match in _VIA.finditer(line.shadow):
        group = group_at(line, match.end())
        first = group.elements[0].mention if group is not None else None
        if group is None or group.is_possessive or first is None or first.person_id is not None:
            continue
        word = WORD.search(line.shadow)
        is_deed = word is not None and word.group().casefold() in VERBS - NOUNS_TOO
        is_deed = is_deed or _TO_GO.search(line.shadow, 0, match.start()) is not None
        if is_deed or line.clause_at(match.start()) or not ends_owner(line, group.end):
            continue
        return owner_of_group(line, group, group.end, False, match.start())
    return None


_FROM = re.compile(r"(?<!\w)from\s+(?=\S)", re.IGNORECASE | re.ASCII)
_WANTED = re.compile(
    r"(?<!\w)(?:reports?|updates?|letters?|results?|info|information|records|chronolog(?:y|ies)|feedback"
    r"|confirmation"
    r"|statements?|advice|views?|dates|details|copy|copies|notes|summary|minutes|assessments?|referrals?"
    r"|response|answer"
    r"|data|list|evidence|call|email|history|figures|plan|attendance|footage|photos?|logs?|bloods|register"
    r"|map|checks"
    r"|paperwork|timeline|disclosure|images|contact\s+sheets?|forms?|opinion|decision|word|input|sheets?"
    r"|certificate"
    r"|reply|replies|numbers?|outcome|letter|key|support|care\s+plan|risk\s+assessment|documents?|consent)"
    r"(?:\s+(?:on|for|of|about|to|re|with)\s+\w[\w']*(?:\s+\w[\w']*)?)?\s+$",
    re.IGNORECASE | re.ASCII,
)
_GOES = re.compile(
    r"(?<!\w)(?:goes|go|comes|come|follow|follows|to\s+be\s+(?:(?:\w+ly|first|then)\s+)?(?:sent|shared|got"
    r"|obtained|collected|had|sought"
    r"|requested|received|provided|chased|awaited)"
    r"|needed|required|wanted|due|requested|awaited|expected|outstanding|sought|still\s+to\s+come)\s+$",
    re.IGNORECASE | re.ASCII,
)
_FROM_ENDS = re.compile(
    r"\s*(?:$|[,;.)]|-|(?:by|before|on|in|within|re|about|for|at|so|please|who|as|then|today|tomorrow)\b)",
    re.IGNORECASE | re.ASCII,
)


def _from_whom(line: Line) -> Owner | None:
    """Return of whom something is wanted where nothing else is said: "report from GP by Friday"."""
    for match in _FROM.finditer(line.shadow):
        if line.clause_at(match.start()) is None and (found := _from_at(line, match)) is not None:
            return found
    return None


_ASKED = frozenset({"request", "need", "want", "chase", "seek", "collect"})
"""Words that are things as well, but with which a line asks for something: "request log from police"."""
_NOTHING = frozenset({"no", "nil", "nothing", "none", "thanks", "thank"})


def _has_deadline(line: Line, place: int, word: str) -> bool:
    """Say whether a thing is wanted of somebody by a day: "club place from family support by Friday"."""
    group = group_at(line, place)
    said = line.date_at(group.end + 1) if group is not None else None
    is_led = said is not None and said.due_on is not None and said.lead in (Lead.BY, Lead.BEFORE, Lead.WITHIN)
    return is_led and word not in VERBS - NOUNS_TOO and not is_participle(word) and not is_past(word)


def _without_days(line: Line, place: int) -> str:
    """Return what stands before a place without its days: "figures each Friday from the school"."""
    text = line.shadow[:place]
    for start, end in (
        *frequency_spans(text),
        *((one.start, one.end) for one in line.dates if one.end <= place),
    ):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


_OF_THEIRS = re.compile(
    r"\s+(?:requested|asked|wanted|needed|chased|received|got|had"
    r"|(?:(?:is|are|been|has|have|still|now|yet)\s+){0,3}(?:waiting|awaiting|awaits|waits))(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""What somebody did who is named before: "csc requested the list from the GP"."""


_SENT = re.compile(r"(?<!\w)(?:letter|call|e-?mail|text|message|note|report)\s+$", re.IGNORECASE | re.ASCII)
_DATED = re.compile(r"\s+(?:dated|sent|received|on)(?!\w)", re.IGNORECASE | re.ASCII)


def _was_sent(line: Line, match: re.Match[str]) -> bool:
    """Say whether something from somebody has its day already: "letter from the GP dated 3 May"."""
    if any(one.lead is Lead.OF and one.end <= match.start() for one in line.dates):
        return True
    group = group_at(line, match.end())
    return (
        group is not None
        and _SENT.search(line.shadow, 0, match.start()) is not None
        and _DATED.match(line.shadow, group.end) is not None
    )


def _from_at(line: Line, match: re.Match[str]) -> Owner | None:
    before = _without_days(line, match.start())
    words = [found.group().casefold() for found in WORD.finditer(before)]
    goes = bool(_GOES.search(before))
    if not words or words[0] in (VERBS - NOUNS_TOO) | _ASKED or _NOTHING.intersection(words[:2]):
        return None
    if _was_sent(line, match):
        return None
    if words[1:2] and _OF_THEIRS.match(f" {words[1]}"):
        return None
    if any(_OF_THEIRS.match(before, one.end) for one in line.mentions if one.end < len(before)):
        return None
    if not (goes or _WANTED.search(before) or _has_deadline(line, match.end(), words[-1])):
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


_BESIDE = re.compile(r"(?:(?:^|(?<=[\s,;]))with\s+|[,;]\s*|\s-\s+|^)(?=\S)", re.IGNORECASE | re.ASCII)
_DOING = re.compile(r"\s+(?:also\s+|now\s+|still\s+)?(?P<verb>[a-z]+ing)(?![\w'-])", re.IGNORECASE | re.ASCII)
_ONLY_THERE = frozenset(
    """
    being having saying living staying attending helping supporting assisting observing shadowing joining
    needing wanting hoping feeling thinking believing reporting refusing denying missing waiting sitting
    watching working during regarding following including concerning remaining seeing telling knowing
    listening agreeing objecting
    sleeping starting leaving returning coming
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""What somebody is or says besides, and does not do for it: with the school attending."""


def _with_whom_doing(line: Line) -> Owner | None:
    """Return who does it beside what is to be done: "joint visit, with HV leading", "TAF, Summer hosting"."""
    for match in _BESIDE.finditer(line.shadow):
        place = match.end()
        group = group_at(line, place)
        first = group.elements[0].mention if group is not None else None
        if group is None or group.is_possessive or first is None or first.person_id is not None:
            continue
        doing = _DOING.match(line.shadow, group.end)
        if doing is None or doing["verb"].casefold() in _ONLY_THERE or line.clause_at(place) is not None:
            continue
        if not match[0].strip() and not any(said.lead in (Lead.BY, Lead.WITHIN) for said in line.dates):
            continue
        return owner_of_group(line, group, group.end, False, match.start())
    return None
