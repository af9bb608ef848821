"""Owners of things with no verb at all: "GP referral to CAMHS by Friday", "bedtime routine Faith Fri"."""

from __future__ import annotations

import re

from meetingdesk.domain.action_words import NO_VERB, NOUNS_TOO, VERBS, WORD, is_participle, is_past
from meetingdesk.domain.clauses import told_in
from meetingdesk.domain.date_parts import Lead
from meetingdesk.domain.mentions import as_words
from meetingdesk.domain.owner_deeds import STATES
from meetingdesk.domain.owner_groups import Group, Line, Owner, group_at, owner_of_group, spaces_at
from meetingdesk.domain.owners_in_front import governs
from meetingdesk.domain.owners_with_bare_verb import WAS, WAS_THING, has_deadline, is_told_after

_NAMED_FIRST = re.compile(
    r"\s+(?:(?:s\.?\s?47|section\s+47|\d{1,2}(?:-\d{1,2})?[\s-]?(?:months?|mths?|weeks?|wks?|yrs?|years?)|(?!(?:station|to|will|and|or|of|for|with|has|have|had|is|was|are|were|by|not"
    r"|no|on|in|at|from"
    r"|be|re|about|the|a|an|who|that|if|can|did|does|needs?|must|should"
    r"|would)\s)[a-z][a-z'-]*)\s+){0,2}(?:referrals?(?=\s+to\b)|letter|statement|report|plan|assessment|appt"
    r"|appointment|meeting|visits?|checks?|calls?|review|update|medical|bloods|scan|chronology|summary"
    r"|interview|form|adv|inspections?|audit|supervision|drive-?bys?|patrols?|drop-?ins?"
    r"|support|enquiry|enquiries|feedback|input|response|reply|confirmation|records|log|info|information"
    r"|figures|handover"
    r"|advice|follow[- ]?up|sessions?|history|details|photos|footage|statements|key\s*work|presence"
    r"|search|check-?in"
    r"|decision|timeline|survey|outcome|offer|opinion|views?|conditions|prescription|results?|sign-?off|data|certificate|discharge\s+summary|alert|flag|marker|application)(?=\s*(?:$|[,;.(\d-]"
    r"|(?:to|for|of|by|on|at|with|in|re|about|from|within|before|today|tomorrow"
    r"|tonight|next|this|w/c|until|home|daily|nightly|weekly|fortnightly|monthly|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\b|(?-i:[A-Z])))(?!(?:\s+[\w'-]+){0,5}\s+to\s+be\b)",
    re.IGNORECASE | re.ASCII,
)


_FED_BACK = re.compile(
    r"\s+(?:feedback|update|report|letter|referral|handover|response|reply|summary|chronology|records)\b"
    r"[^,;.]*?\s(?:to|for)\s+(?!be\b)\w",
    re.IGNORECASE | re.ASCII,
)
"""What one gives another, which needs no day: "school feedback to chair"."""


_THEIR_REPORT = re.compile(
    r"'s?\s+(?:[\w-]+\s+){0,3}?(?:reports?|visits?|calls?|checks?|sessions?|review|supervision|updates?|chronology|statements?|feedback|assessment|summary|letter"
    r"|response|reply|records?|footage|logs?|notes|figures|minutes|data|views|comments|details|dates|decision|plan|invites?|paperwork|application"
    r"|referrals?|advice|list|opinion|outcome|timeline)\s+"
    r"(?:out\s+|in\s+|(?:on|of|for|about|re|to(?!\s+be\s)|with)\s+(?:[\w'-]+\s+){1,4}?)?(?:is\s+|are\s+)?(?:now\s+)?(?:due|needed|required|wanted|expected|awaited|outstanding|by|before"
    r"|within|(?:for|to|at)\s+(?:the\s+)?next|to\s+(?!be\b)(?:the\s+)?[a-z]+\s+(?:by|before|within|today"
    r"|tomorrow))(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""What somebody is to give of their own: "the housing officer's report due Friday"."""


_HEADED = re.compile(
    r"\W*(?:(?:[\w'-]+\s+){0,3}[\w'-]+\s*(?::|\s-)|(?:for|re)\s+[\w'-]+(?:\s+[\w'-]+)?\s*,)\s+(?=\S)",
    re.IGNORECASE | re.ASCII,
)
"""A few words that head a line: "evidence of injuries: hospital photos by Wed"."""


_GIVEN = re.compile(
    r"\s+(?:(?!(?:to|from|for|with|by|is|has|and|or)\b)[a-z][\w'-]*\s+){0,2}(?:list|data|info|information|figures|details"
    r"|notes|statements?|attendance|logs?|footage|photos|minutes|records|records|chronology|summary|report"
    r"|letter|update|views|plan|history|disclosure)\b[^,;.]*?\sto\s+(?:the\s+)?",
    re.IGNORECASE | re.ASCII,
)
"""What one gives another, who is named: "GP meds list for Adult A to csc by Wednesday"."""
_CHAIR = re.compile(
    r"(?:chair|meeting|conference|everyone|all|core\s+group|panel)(?!\w)", re.IGNORECASE | re.ASCII
)


def _gives(line: Line, group: Group) -> bool:
    match = _GIVEN.match(line.shadow, group.end)
    return match is not None and (
        group_at(line, match.end()) is not None or _CHAIR.match(line.shadow, match.end()) is not None
    )


_SEES_TO = re.compile(
    r"\s+(?:for\s+(?:the|this|that|a|an)|re|regarding"
    r"|on(?!\s+(?:the\s+)?(?:leave|holiday|call|duty|site|bail|sick|shift|board|ward|phone|way|day|date|list"
    r"|rota)(?!\w))(?:\s+the)?)\s+(?P<what>(?:[\w'-]+\s*){1,5})",
    re.IGNORECASE | re.ASCII,
)
"""For what, or on what, somebody is put down: "Attwood for the drop-in, Ryan to be seen by 21/4"."""


def _sees_to(line: Line, place: int) -> bool:
    """Say whether it stands behind somebody what they see to, up to a comma or a day."""
    match = _SEES_TO.match(line.shadow, place)
    if match is None:
        return False
    day = next((one.start for one in line.dates if match.start("what") < one.start <= match.end()), None)
    return day is not None or line.shadow[match.end() : match.end() + 1] in {",", ";"}


def first_without_verb(line: Line) -> Owner | None:
    """Return the agency with which a line begins that has no verb: "GP referral to CAMHS by Friday"."""
    headed = _HEADED.match(line.shadow)
    group = group_at(line, len(spaces_at(line.shadow, 0)))
    if group is None and headed is not None and has_deadline(line):
        group = group_at(line, headed.end())
        group = group if group is not None and _NAMED_FIRST.match(line.shadow, group.end) else None
    if group is None and line.dates and not line.shadow[: line.dates[0].start].strip():
        at = line.dates[0].end
        group = group_at(line, at + len(spaces_at(line.shadow, at)))
    mention = group.elements[0].mention if group is not None else None
    if group is None or mention is None or mention.person_id or mention.is_word:
        return None
    if group.is_possessive:
        of_them = _THEIR_REPORT.match(line.shadow, group.end) if line.dates else None
        return owner_of_group(line, group, group.end, False) if of_them else None
    is_told = is_told_after(line, group.end) and not _is_done_by(line, group.end)
    if not is_told and line.dates and _gives(line, group):
        return owner_of_group(line, group, group.end, False)
    if is_told or not (line.dates or _FED_BACK.match(line.shadow, group.end)):
        return None
    if _is_code(line, group) and not WAS_THING.match(line.shadow, group.end):
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
    if _sees_to(line, group.end):
        return owner_of_group(line, group, group.end, False)
    parted = re.compile(r"\s*[,;]\s*").match(line.shadow, group.end)
    at = group.end + len(spaces_at(line.shadow, group.end))
    if parted is not None or any(said.start == at for said in line.dates):
        return owner_of_group(line, group, parted.end() if parted else group.end, False)
    return None


_DONE_FIRST = re.compile(r"\s+(?P<word>[a-z]+)", re.IGNORECASE | re.ASCII)


def _is_done_by(line: Line, place: int) -> bool:
    """Say whether a thing is to be done by a day, and nothing of it was: "sn drop-in started by 16 April"."""
    first = _DONE_FIRST.match(line.shadow, place)
    if WAS.search(line.shadow) or first is None or is_past(first["word"]) or is_participle(first["word"]):
        return False
    return any(one.due_on is not None and one.lead in (Lead.BY, Lead.WITHIN) for one in line.dates)


_STATES = frozenset(
    """
    back away off out in on due home not left absent late sick ill unwell busy free leaving starting returning
    covering training working heard
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""What tells how somebody is, and names nothing that they are to do: "Hope back on 5 April"."""


_ONE_TO_ONE = re.compile(r"\s+(?:1:1|1-1|121|2:1)s?(?!\w)", re.IGNORECASE | re.ASCII)


def _is_code(line: Line, group: Group) -> bool:
    """Say whether somebody is named by a code or their own name, as people do who write in short."""
    mention = group.elements[0].mention
    agency = line.roster.agency(mention.agency_id) if mention is not None else None
    said = line.shadow[group.elements[0].start : group.elements[0].end].casefold()
    rest = WORD.match(line.shadow, group.end + len(spaces_at(line.shadow, group.end)))
    is_thing = _ONE_TO_ONE.match(line.shadow, group.end) is not None or (
        rest is not None and rest.group().casefold() not in NO_VERB and rest.group().casefold() not in _JOINS
    )
    if re.search(r"\sto\s", line.shadow[group.end :], re.IGNORECASE):
        return False
    if mention is not None and mention.professional_id is not None:
        small = rest.group().casefold() if rest is not None else ""
        if {small.removesuffix("s"), small.removesuffix("es")} & STATES and small.endswith("s"):
            return False
        is_state = small in _STATES or small.removesuffix("s") in VERBS or small.removesuffix("es") in VERBS
        return is_thing and (has_deadline(line) or (not is_state and any(one.due_on for one in line.dates)))
    if not has_deadline(line):
        return False
    if not is_thing or agency is None or not said:
        return False
    if said == agency.code.casefold():
        return True
    is_name = as_words(agency.name)[: len(as_words(said))] == as_words(said) and said not in _PLACES
    small = rest.group().casefold() if rest is not None else ""
    parts = (word.group() for word in WORD.finditer(line.shadow, group.end))
    return is_name and small not in _OF_PLACES and not any(is_participle(word) for word in parts)


_PLACES = frozenset({"school", "hospital", "nursery", "court", "prison", "college", "refuge"})
_OF_PLACES = frozenset("station car cars custody worker workers group plan waiting staff team".split())  # noqa: SIM905
"""What an agency's name only says the place or kind of: police station, family support worker."""


def _begins_deed(line: Line, first: re.Match[str]) -> bool:
    """Say whether a line begins with a verb; with "care plan" it begins with a thing."""
    second = WORD.match(line.shadow, first.end() + 1)
    small = first.group().casefold()
    is_thing = small in NOUNS_TOO and second is not None and second.group().casefold() in NOUNS_TOO
    return small in VERBS and not is_thing


_TO_DO_NEXT = re.compile(
    r"(?:\s*[,;]\s*(?:(?:and|but|so|will|now|is|are)\s+)*to|\s*,?\s+(?:and|but|so)\s+(?:now\s+|then\s+)?(?:will|must|is\s+to|are\s+to"
    r"|has\s+to))\s+(?:now\s+|also\s+|then\s+)?(?P<verb>[a-z-]+)",
    re.IGNORECASE | re.ASCII,
)
"""What somebody of whom something was told is to do next: "csc rang her, to ring again tonight"."""


def told_first(line: Line) -> Owner | None:
    """Return the agency of which a line tells something before what it is to do next, the last of several."""
    begins = [len(spaces_at(line.shadow, 0)), *(one.end() for one in _STOP.finditer(line.shadow))]
    for place in reversed(begins):
        if (found := _told_at(line, place)) is not None:
            return found
    return None


_STOP = re.compile(r"(?<=\w)[;.]\s+", re.ASCII)


def _told_at(line: Line, place: int) -> Owner | None:
    group = group_at(line, place)
    mention = group.elements[0].mention if group is not None else None
    if group is None or mention is None or mention.person_id is not None:
        return None
    if group.is_possessive or mention.is_word:
        return None
    first = WORD.match(line.shadow, group.end + len(spaces_at(line.shadow, group.end)))
    following = _TO_DO_NEXT.search(line.shadow, group.end)
    if first is None or following is None:
        return None
    if not (is_past(first.group()) or first.group().casefold() in _HAVE):
        return None
    is_other = any(
        group.end < place < following.start("verb") and one.is_collective
        for place, one in line.elements.items()
    )
    if following["verb"].casefold() not in VERBS or is_other or line.clause_at(following.start()) is not None:
        return None
    return owner_of_group(line, group, group.end, False)


_HAVE = frozenset({"have", "hold", "holds", "keeps", "know", "knows", "aware", "now", "already", "involved"})


def beside_date(line: Line) -> Owner | None:
    """Return who stands between a thing and its date: "bedtime routine Faith Fri"."""
    first = WORD.search(line.shadow)
    if first is None or is_past(first.group()) or _begins_deed(line, first):
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
            or said.lead not in (Lead.NONE, Lead.BY, Lead.WITHIN, Lead.BEFORE, Lead.UNTIL, Lead.COMMENCING)
        ):
            continue
        if small in VERBS - NOUNS_TOO or small.endswith("ing") or is_participle(small) or small in _JOINS:
            continue
        return owner_of_group(line, group, group.end, False, place)
    return None


_JOINS = frozenset(
    """
    no not without both our my your other new same per plus into onto off out up after before
    against via over through
    is are be has have had was were will can could would must should shall need needs ought might may who
    see meet
    """.split()  # noqa: SIM905
)
