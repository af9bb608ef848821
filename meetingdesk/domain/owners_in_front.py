"""Owners in front of what they are to do: "HV to", "csc will, by Friday,", "police:"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from meetingdesk.domain.action_words import ADVERBS, NO_VERB, NOUNS_TOO, VERBS, WORD, is_participle, is_past
from meetingdesk.domain.clauses import ClauseKind
from meetingdesk.domain.date_parts import Lead
from meetingdesk.domain.owner_groups import (
    BEFORE_NAME,
    Group,
    Line,
    Owner,
    follows_date,
    group_at,
    is_kin,
    owner_of_group,
    without_dates,
)
from meetingdesk.domain.roster import Being

_FLAGS = re.IGNORECASE | re.VERBOSE | re.ASCII


ACTION_FIRST = re.compile(
    r"""\s*(?:(?:new\s+|agreed\s+|further\s+)?(?:actions?|tasks?|ap)\s*(?:\d{1,2}\s*)?(?:(?:is|are)\s+)?
        (?:for|by|on|to|with|that)?\s*[:.)-]*\s*
      |(?:agreed|outcome|recommendation)\s*(?:is\s+)?(?:that)?\s*[:.)-]*\s*
      |(?:owner|lead|who|responsible|resp)\s*[:=-]\s*|for\s+|\d{1,2}[.)]\s+|[-*>@]+\s*)""",
    _FLAGS,
)
_CLAUSE_BEGINS = re.compile(
    r"(?:^|[,;:.!?(\[|]|\s-|^-|->|[,;:(-]\s*for|(?<![\w])(?:and|then|but|meanwhile|otherwise|plus|agreed(?:(?:\s+by\s+\w+)?\s+that)?"
    r"|actions?|action\s+(?:is\s+)?for|(?:where|if|when)(?:ver)?\s+(?:possible|poss|needed|necessary"
    r"|appropriate|required|able)|also|therefore|while|whilst|afterwards))\s*$",
    re.IGNORECASE | re.ASCII,
)
_SKIPPED = re.compile(
    rf"\s*,?\s*(?:{ADVERBS}(?!\w)|\([^()]*\)|\[[^\[\]]*\]|who\s[^,]*(?=,)|or\s+(?:an?\s+|the\s+)?(?:designate"
    r"|deputy|cover|delegate|rep|another|colleague|whoever\s+is\s+on)(?!\w)|as\s+(?:lead|a\s+group|agreed)(?!\w))",
    re.IGNORECASE | re.ASCII,
)
_BESIDE = re.compile(
    r"\s*,?\s*(?:with|w/|alongside|supported\s+by|along\s+with|through|via|not|instead\s+of|rather\s+than"
    r"|on\s+behalf\s+of|but|except|bar|apart\s+from|excluding|other\s+than)(?!\w)"
    r"(?:\s+(?:support|help)\s+(?:from|of))?\s*",
    re.IGNORECASE | re.ASCII,
)
"""Words behind which somebody else stands who is not the owner: csc with HV, all but housing."""
_MARK = re.compile(r"\s*(?::|->|=+>?|>+|\|)\s*", re.ASCII)
_DASH = re.compile(r"\s*,?\s*(?:-+|\.\.+)\s*", re.ASCII)
_TO = re.compile(r"\s*,?\s*(?:to|2|too|ot|tp)(?:\s+|\s*,\s*)(?=\S)", re.IGNORECASE | re.ASCII)
_WILL = re.compile(
    r"""\s*,?\s*(?:(?:will|wil|wll|iwll|shall|must|should|can|'ll|ll|would)(?:\s+now|\s+also)?
      |need(?:s|ing)?\s+to|wants?\s+to|hop(?:es?|ing)\s+to|would\s+like\s+to|wish(?:es)?\s+to|ha(?:s|ve)\s+to
      |(?:is|are)\s+(?:not\s+)?to|ought\s+to
      |(?:has\s+been\s+|have\s+been\s+|has\s+|have\s+|(?:is|are)\s+(?:being\s+)?|was\s+|were\s+|will\s+be\s+)?
        (?:agree[sd]?|undertook|undertakes?|undertaking|undertaken|offer(?:s|ed|ing)?|volunteer(?:s|ed
          |ing)?|promise[sd]?|asked|requested|tasked|required|expected|going|happy|able|available|willing|planning|plans?
          |plan|committed|commits|keen|actioned|due|booked|scheduled|invited|instructed|directed|nominated|intends?|aims?
          |reminded)\s+to
      |(?:has\s+|have\s+)?(?:agree[sd]?|said|says|promise[sd]?|confirm(?:s|ed)|advise[sd])\s+(?:that\s+)?
        (?:(?:he|she|they|it|we)\s*)?(?:will|'ll|would|can)
      |(?:is\s+|are\s+)?(?:tasked\s+with|responsible\s+for|leads?\s+on|owns|owning|leading\s+on|taking\s+forward
        |to\s+lead\s+on)|please|pls|action(?:s|ed)?\s*[:-]?|'s\s+action\s*[:-]?)(?=\s|$|:|-|,)\s*""",
    _FLAGS,
)
_IS_DOING = re.compile(
    r"\s*,?\s*(?:is|are|'s)\s+(?:also\s+|now\s+)?(?P<verb>[a-z]+ing)(?![\w-])", re.IGNORECASE | re.ASCII
)
_DOES = re.compile(r"\s+(?P<verb>[a-z]{3,}(?:ing|s))(?![\w'-])", re.IGNORECASE | re.ASCII)
_LEADING_ADVERBS = re.compile(rf"(?:\s*,?\s*{ADVERBS}(?!\w)\s*,?\s*)", re.IGNORECASE | re.ASCII)


def in_front(line: Line) -> Iterator[Owner]:
    """Find everybody who stands before what they are to do."""
    prefix = ACTION_FIRST.match(line.shadow)
    first = prefix.end() if prefix and prefix.end() else None
    for place in _places(line):
        clause = line.clause_at(place)
        if clause is not None and clause.kind is not ClauseKind.REASON:
            continue
        is_first = place == first or not line.shadow[:place].strip()
        if not is_first and not _begins_clause(line, place):
            continue
        group = group_at(line, place)
        if group is None or _is_of_verb(line, group):
            continue
        at_start = is_first or not without_dates(line, line.shadow[:place], 0).strip(" ,:;.-")
        found = _marked(line, group, at_start, bool(prefix and place == first and _asks_owner(prefix[0])))
        if found is not None:
            yield found if not (place == first and prefix) else _from(found, prefix.start())


def _begins_clause(line: Line, place: int) -> bool:
    match = _CLAUSE_BEGINS.search(line.shadow, 0, place)
    if match is not None and not (
        match[0].strip().casefold() in _JOINING and _follows_name(line, match.start())
    ):
        return True
    if follows_date(line, place) or _AFTER_DATE.fullmatch(without_dates(line, line.shadow[:place], 0)):
        return True
    return any(one.end <= place and not line.shadow[one.end : place].strip() for one in line.clauses)


_AFTER_DATE = re.compile(
    r"\s*(?:(?:is\s+)?(?:the\s+)?(?:deadline|limit|time|date)\s+)?for\s+(?:the\s+)?", re.IGNORECASE | re.ASCII
)
"""Behind a leading date: "48h for police to"."""


def _follows_name(line: Line, place: int) -> bool:
    """Say whether an "and" joins a name to one before it: "meet with csc and police"."""
    before = len(line.shadow[:place].rstrip())
    return any(
        one.end == before and not (one.mention and one.mention.person_id) for one in line.elements.values()
    )


_JOINING = frozenset({"and", "then", "plus", "also"})
_GOVERNS = re.compile(
    r"(?<![\w'])(?:(?:ask|tell|get|remind|invite|request|want|need|help|encourage|support|enable|allow|instruct|advise"
    r"|chase|ring|inform|let|expect|require|contact|email)(?:s|ed|d|ing)?|told|got|to|with|from|by|for|of|about|and"
    r"|or|via|not|except|bar|in|on|under|between|than|as|at|near|the|a|an|his|her|their|this|if|that|whether|when|unless|until"
    r"|because|who|which|what|&|\+)\s*$",
    re.IGNORECASE | re.ASCII,
)


def governs(before: str) -> bool:
    """Say whether the word before a name shows that something is done to it or with it."""
    return _GOVERNS.search(before) is not None


def loosely_in_front(line: Line) -> Owner | None:
    """Return who is to do something in mid-line where no mark parts it: "if he comes police to arrest"."""
    first = WORD.search(line.shadow)
    if first is None or first.group().casefold() in VERBS:
        return None
    for place in _places(line):
        if line.clause_at(place) is not None or _GOVERNS.search(line.shadow[:place]):
            continue
        group = group_at(line, place)
        mention = group.elements[0].mention if group is not None else None
        if group is None or group.is_possessive or mention is None or mention.is_word:
            continue
        if mention.person_id and not (
            _IF_FIRST.match(line.shadow) and _WORD_BEFORE.search(line.shadow[:place])
        ):
            continue
        found = _marked(line, group, False, False) or _does_if(line, group)
        if found is not None and found.is_before_verb:
            return found
    return None


def _does_if(line: Line, group: Group) -> Owner | None:
    """Return who does something in a case that is told first: "if he is off school rings mum"."""
    doing = _DOES.match(line.shadow, group.end)
    mention = group.elements[0].mention
    if doing is None or mention is None or mention.person_id is not None:
        return None
    counted = (
        bool(line.dates) and line.dates[0].due_on is None and not line.shadow[: line.dates[0].start].strip()
    )
    if not counted and not _IF_FIRST.match(line.shadow):
        return None
    stem = doing["verb"].casefold()[:-1]
    if not {stem, stem[:-1]} & (VERBS - _STATES) or _TO_BE_SOON.match(line.shadow, doing.end()):
        return None
    return owner_of_group(line, group, doing.start("verb"), True)


_IF_FIRST = re.compile(
    r"\s*(?:if|when|whenever|should|once|unless|in\s+case|(?:each|every|any)\s+time)\s+\S+\s+\w",
    re.IGNORECASE | re.ASCII,
)
_WORD_BEFORE = re.compile(r"\w\s+$", re.ASCII)


def _asks_owner(prefix: str) -> bool:
    return bool(
        re.search(
            r"(?:for|by|on|to|with|owner|lead|who|resp\w*|task|action)\s*[:.)=-]*\s*$", prefix, re.IGNORECASE
        )
    )


def _from(found: Owner, start: int) -> Owner:
    return replace(found, start=start)


def _places(line: Line) -> list[int]:
    """Return where owners may begin: each name, and the "the" or "Theo's" before it."""
    places = set(line.elements)
    for match in BEFORE_NAME.finditer(line.shadow):
        if match.end() in line.elements:
            places.add(match.start())
    return sorted(places)


_HOPED = frozenset(
    {"hear", "have", "get", "be", "know", "receive", "start", "agree", "move", "return", "finish"}
)


def _is_of_verb(line: Line, group: Group) -> bool:
    """Say whether the group only belongs to a word without its capital, such as "hope"."""
    first = group.elements[0].mention
    if first is None or not first.is_word or len(group.elements) > 1:
        return False
    if _MARK.match(line.shadow, group.end) or re.compile(r"\s+-\s").match(line.shadow, group.end):
        return False
    small = line.shadow[first.start : first.end].casefold()
    if re.compile(r"\s+will\s+\w").match(line.shadow, group.end):
        return False
    match = _TO.match(line.shadow, group.end)
    following = WORD.match(line.shadow, match.end()) if match is not None else None
    verb = following.group().casefold() if following else ""
    if small == "hope":
        return verb not in VERBS - _HOPED
    return not verb or verb in NO_VERB


_NOTHING = re.compile(
    r"\s*(?:[:,|]|-+)\s*(?:no\s+(?:concerns?|info\w*|further|actions?|records?|updates?|issues?|change|trace|involvement"
    r"|response|news|worries|reports?)|nil|none|nothing|n/a|nfa|not\s+known|unknown|apologies)\b(?!.*\bby\b)",
    re.IGNORECASE | re.ASCII,
)
"""What tells that there is nothing to do: "GP: no concerns"."""


def _marked(line: Line, group: Group, at_start: bool, asked_for: bool) -> Owner | None:
    """Return the group as owner if a "to", a "will" or a colon makes it one."""
    if group.is_possessive:
        match = re.compile(
            r"(?:'s)?\s+(?:actions?|job|task|turn|responsibility)(?!\w)\s*(?:[:-]|(?:is\s+)?to(?!\w))?\s*",
            re.IGNORECASE,
        ).match(line.shadow, group.end)
        return owner_of_group(line, group, match.end(), False) if match else None
    end = past_what_stands_between(line, group.end)
    if _NOTHING.match(line.shadow, end):
        return None
    if match := _MARK.match(line.shadow, end):
        if not is_kin(group) and not _is_heading(line, group, match.end()):
            return owner_of_group(line, group, match.end(), False)
        return None
    match = _TO.match(line.shadow, end)
    if match is not None and _is_deed(line, match.end(), group):
        return owner_of_group(line, group, match.end(), True)
    if match is not None and _is_passive(line, match.end()):
        return None
    doing = _IS_DOING.match(line.shadow, end) or (_DOES.match(line.shadow, end) if at_start else None)
    if doing is not None and _is_planned(line, doing, group):
        return owner_of_group(line, group, doing.start("verb"), True)
    match_will = _WILL.match(line.shadow, end)
    if (
        match_will is not None
        and not _is_modal(line, group, match_will[0])
        and not _is_not_asked(line, group, match_will)
    ):
        at = past_what_stands_between(line, match_will.end())
        if _is_promise(line, at, match_will[0], group):
            return owner_of_group(line, group, match_will.end(), True)
    if not at_start:
        return None
    if match is not None and _is_shorthand(line, match.end(), group):
        return owner_of_group(line, group, group.end, False)
    dash = _DASH.match(line.shadow, end)
    if (
        dash is not None
        and dash.end() < len(line.shadow.rstrip())
        and not is_kin(group)
        and not _is_heading(line, group, dash.end())
    ):
        return owner_of_group(line, group, dash.end(), False)
    if asked_for and not is_kin(group):
        return owner_of_group(line, group, end, False)
    comma = re.compile(r"\s*[,;]\s*").match(line.shadow, end)
    if comma and not is_kin(group):
        following = WORD.match(line.shadow, comma.end())
        if following and following.group().casefold() in VERBS and comma.end() not in line.elements:
            return owner_of_group(line, group, comma.end(), True)
    return None


def _is_heading(line: Line, group: Group, place: int) -> bool:
    """Say whether somebody of the family only heads the line: "Theo: weight check by HV"."""
    first = group.elements[0].mention
    if first is None or first.person_id is None or len(group.elements) > 1:
        return False
    person = line.roster.person(first.person_id)
    word, _ = _next_word(line, place)
    return person is None or person.being is not Being.ADULT or word.casefold() not in VERBS


def past_what_stands_between(line: Line, place: int) -> int:
    """Return where a mark can stand: behind a date, a bracket, an adverb, "with housing"."""
    for _ in range(4):
        gap = re.compile(r"[\s,]*").match(line.shadow, place)
        at = gap.end() if gap else place
        said = next((one for one in line.dates if one.start <= at < one.end), None)
        if said is not None and said.start >= place:
            place = said.end
            comma = re.compile(r"\s*,").match(line.shadow, place)
            place = comma.end() if comma else place
            continue
        match = _SKIPPED.match(line.shadow, place)
        beside = _BESIDE.match(line.shadow, place) if match is None else None
        other = group_at(line, beside.end()) if beside is not None else None
        if match is None and other is None:
            return place
        place = other.end if other is not None else match.end() if match is not None else place
    return place


def _next_word(line: Line, place: int) -> tuple[str, int]:
    """Return the word of the deed at a place, behind adverbs and a date put in."""
    for _ in range(4):
        at = past_what_stands_between(line, place)
        match = _LEADING_ADVERBS.match(line.shadow, at)
        if match is None and at == place:
            break
        place = match.end() if match else at
    gap = re.compile(r"[\s,]*").match(line.shadow, place)
    place = gap.end() if gap else place
    match = WORD.match(line.shadow, place)
    return (match.group(), place) if match else ("", place)


def _is_deed(line: Line, place: int, group: Group) -> bool:
    word, at = _next_word(line, place)
    small = word.casefold()
    if not word or small in NO_VERB or _only_gets(line, group, small):
        return False
    if small == "be":
        return not _is_passive(line, place)
    named = line.elements.get(at)
    if named is not None:
        mention = named.mention
        return (mention is not None and mention.is_word) or (
            small in VERBS and small not in NOUNS_TOO and mention is None
        )
    return not re.match(r"['-]", line.shadow[at + len(word) : at + len(word) + 1]) or small in VERBS


def _only_gets(line: Line, group: Group, verb: str) -> bool:
    """Say whether a child is only given something: "Theo to have a bed"; an unborn child does nothing."""
    first = group.elements[0].mention
    person = line.roster.person(first.person_id) if first is not None else None
    if person is None or person.being is Being.ADULT:
        return False
    return person.being is Being.UNBORN or verb in {"have", "get", "receive", "return"}


def _is_passive(line: Line, place: int) -> bool:
    """Say whether "be seen" or "have been told" stands at a place."""
    word, at = _next_word(line, place)
    if word.casefold() not in {"be", "have"}:
        return False
    rest = line.shadow[at + len(word) :]
    if word.casefold() == "have" and not re.match(r"\s+been\b", rest, re.IGNORECASE):
        return False
    rest = re.sub(r"^\s+been\b", "", rest, flags=re.IGNORECASE)
    following = [match.group() for match in WORD.finditer(rest[:60])][:3]
    while following and (
        re.fullmatch(ADVERBS, following[0], re.IGNORECASE) or following[0].casefold().endswith("ly")
    ):
        following.pop(0)
    return bool(following) and is_participle(following[0])


def _is_promise(line: Line, place: int, mark: str, group: Group) -> bool:
    small = mark.casefold()
    if re.search(r"please|pls|action|responsible|tasked\s+with|lead|own", small):
        return True
    first = group.elements[0].mention
    is_family = first is None or first.person_id is not None
    if is_family and re.search(r"want|hop|like|wish", small):
        return False
    word, at = _next_word(line, place)
    low = word.casefold()
    if not word or (
        low == "have"
        and not re.search(r"will|shall|'?ll", small)
        and re.match(r"\s+\w+(?:ed|en)\b", line.shadow[at + 4 :])
    ):
        return False
    if low == "be":
        is_told = is_family and re.search(r"will|ll|can|would|should", small) is not None
        return not _is_passive(line, place) and not is_told
    if low in {"not"}:
        return True
    if is_family and low not in VERBS and _TEST_NAMED.match(line.shadow, at + len(word)):
        return False
    return not (low in NO_VERB and at not in line.elements)


_TEST_NAMED = re.compile(
    r"\s+(?:tests?|testing|visits?|checks?|assessments?|referrals?|work|support|treatment|programme|course|plan|screen"
    r"|sessions?|counselling|therapy)(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""What somebody of the family agrees to and does not do: "Joseph agreed to drug test"."""


def _is_not_asked(line: Line, group: Group, mark: re.Match[str]) -> bool:
    """Say whether a "not" takes back what follows it: "school not invited to"."""
    is_asked = re.match(
        r"\s*,?\s*(?:invited|asked|able|required|expected|willing|available|happy|due|booked)", mark[0]
    )
    return is_asked is not None and re.search(r"\bnot\s*$", line.shadow[group.end : mark.start()]) is not None


def _is_modal(line: Line, group: Group, mark: str) -> bool:
    """Say whether a name is no name: "May need to move her", "Will have to be told"."""
    first = group.elements[0]
    word = line.shadow[first.start : first.end].casefold()
    return word in {"may", "will"} and re.match(r"\s*(?:need|have)\s+to\b", mark, re.IGNORECASE) is not None


def _is_planned(line: Line, doing: re.Match[str], group: Group) -> bool:
    """Say whether "HV is visiting on Friday" is what will be done: it needs a day to come."""
    mention = group.elements[0].mention
    verb = doing["verb"].casefold()
    stem = verb[:-3] if verb.endswith("ing") else verb[:-1]
    if mention is None or mention.person_id is not None or is_past(verb):
        return False
    if not {stem, f"{stem}e", stem[:-1]} & VERBS or _TO_BE_SOON.match(line.shadow, doing.end()):
        return False
    if any(is_past(word.group()) for word in WORD.finditer(line.shadow, doing.end())):
        return False
    is_thing_too = mention.professional_id is None and stem in NOUNS_TOO
    if not verb.endswith("ing") and (is_thing_too or {stem, verb[:-2]} & _STATES):
        leads = frozenset({Lead.BY, Lead.WITHIN})
    else:
        leads = _TO_COME
    return any(
        not said.is_past and said.lead in leads and (said.due_on is not None or said.lead is Lead.WITHIN)
        for said in line.dates
    )


_TO_BE_SOON = re.compile(r"(?:\s+[\w'-]+){0,5}\s+to\s+be\b", re.IGNORECASE | re.ASCII)
_STATES = frozenset(
    """
    return start leave work come go finish stay end close move open begin live remain retire expire run
    """.split()  # noqa: SIM905
)
"""Verbs that tell what somebody does anyway: Grace returns on Monday."""
_TO_COME = frozenset({Lead.ON, Lead.NONE, Lead.BY, Lead.WITHIN, Lead.COMMENCING, Lead.BEFORE, Lead.UNTIL})


def _is_shorthand(line: Line, place: int, group: Group) -> bool:
    """Say whether "police to csc: footage" leaves its verb out."""
    if group.elements[0].mention is None or group.elements[0].mention.person_id is not None:
        return False
    other = group_at(line, place)
    if other is None or other.elements[0].mention is None or other.is_possessive:
        return False
    return bool(
        re.match(
            r"\s*(?:[:,-]|re\b|about\b|with\b|regarding\b|for\b|$)", line.shadow[other.end :], re.IGNORECASE
        )
    ) or (line.date_at(other.end + 1) is not None)
