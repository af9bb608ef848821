"""What follows a name on a line: whether it is something that they are to do."""

from __future__ import annotations

import re

from meetingdesk.domain.action_words import ADVERBS, NO_VERB, NOUNS_TOO, VERBS, WORD, is_participle, is_past
from meetingdesk.domain.date_parts import Lead, Shape
from meetingdesk.domain.frequencies import frequency_spans
from meetingdesk.domain.owner_groups import Group, Line, group_at
from meetingdesk.domain.roster import Being

_SKIPPED = re.compile(
    rf"\s*,?\s*(?:{ADVERBS}(?!\w)|\([^()]*\)|\[[^\[\]]*\]|who\s[^,]*(?=,)|or\s+(?:an?\s+|the\s+)?(?:designate"
    r"|deputy|cover|delegate|rep|another|colleague|whoever\s+is\s+on)(?!\w)"
    r"|or\s+(?:someone|somebody|one|another)\s+(?:else\s+)?(?:from|in|on|of)\s+(?:\w+\s+){1,2}?(?:team|service|office)(?!\w)"
    r"|in\s+(?:liaison|consultation|partnership|conjunction|discussion|collaboration)\s+with\s+(?:[\w']+\s+){0,3}?"
    r"[\w']+(?=\s+(?:to|will)\s)"
    r"|between\s+(?:them|us|themselves)|(?:only|alone|himself|herself|themselves|itself|no\s+longer)(?=\s+(?:to|will|who|that|is|has|must|should)\s)"
    r"|(?:by|in)\s+(?:e-?mail|phone|letter|text|post|person|writing)(?!\w)"
    r"|as\s+(?:lead|a\s+group"
    r"|agreed)(?!\w)|(?<!\w)as\s+(?!well\b)(?:[\w']+\s+){0,6}?[\w']+,?(?=\s+(?:to|will)\s+(?!be\b)[a-z])"
    r"|\s+(?:for|of)\s+(?:the\s+|both\s+)?(?:child|children|family|case|baby|boys|girls|siblings)(?=\s+(?:to"
    r"|will)\s))",
    re.IGNORECASE | re.ASCII,
)
_BESIDE = re.compile(
    r"\s*,?\s*(?:with|w/|alongside|supported\s+by|along\s+with|through|via|(?:and\s+|but\s+)?not|instead\s+of|rather\s+than"
    r"|on\s+behalf\s+of|but|except|bar|apart\s+from|excluding|other\s+than"
    r"|in\s+(?:liaison|consultation|partnership|conjunction|discussion|agreement|collaboration)\s+with)(?!\w)"
    r"(?:\s+(?:support|help)\s+(?:from|of))?\s*",
    re.IGNORECASE | re.ASCII,
)
_THEIR_HELP = re.compile(r"(?:'s?)?\s+(?:help|support|input|agreement|team)(?!\w)", re.IGNORECASE | re.ASCII)
_PUT_IN = re.compile(
    r"(?:\s*,\s*(?:in|or|now\s+that|since|while|whilst|because|after|before|having|with|along|together|as|following|during|at|by|on|subject|where|once"
    r"|when|given|working"
    r"|acting|through|via|for|jointly|under|from|if|within|over|without|though|although|[a-z]{3,}ed|told|seen"
    r"|given)\s[^,;.:]{2,90}){1,2},(?=\s*(?:to|will|would|shall|should|must|can|is|are|has|have|needs?|agreed)\s+\w)",
    re.IGNORECASE | re.ASCII,
)
"""What a sentence puts in before its verb: "the police, in consultation with csc, are to"."""
_NOT_THEM = re.compile(
    r"\s*,\s*(?:and\s+|but\s+)?(?:not|rather\s+than|instead\s+of)\s+(?!to\s)[^,;.:]{2,50},(?=\s*[a-z])",
    re.IGNORECASE | re.ASCII,
)
"""Who is not to do it, put in before what is to be done: "the consultant, not the junior, rings"."""
_AND_SOMEBODY = re.compile(
    r"\s*(?:\s(?:and|plus)\s|[&+/])\s*(?:the\s+|his\s+|her\s+"
    r"|their\s+)?[a-z][\w'-]*(?:\s+[a-z][\w'-]*)?(?=\s+(?:to|will)\s)",
    re.IGNORECASE | re.ASCII,
)
"""Somebody beside an owner whom the meeting does not know: "HV and the dietician to"."""
_PUT_IN_LATER = re.compile(
    r"\s*,\s*(?:in|after|before|with|along|together|as|following|during|at|by|on|subject|where|once|when"
    r"|given|through|via"
    r"|for|under|from|if|within|over|without)\s[^,;.:]{2,90},\s*(?=[a-z])",
    re.IGNORECASE | re.ASCII,
)
_LEADING_ADVERBS = re.compile(rf"(?:\s*,?\s*{ADVERBS}(?!\w)\s*,?\s*)", re.IGNORECASE | re.ASCII)


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
        beside = _BESIDE.match(line.shadow, place)
        other = group_at(line, beside.end()) if beside is not None else None
        if other is not None and not other.is_possessive:
            place = other.end
            continue
        helped = _THEIR_HELP.match(line.shadow, other.end) if other is not None else None
        if helped is not None:
            place = helped.end()
            continue
        match = _NOT_THEM.match(line.shadow, place) or _PUT_IN.match(line.shadow, place)
        match = match or _SKIPPED.match(line.shadow, place)
        match = match or _AND_SOMEBODY.match(line.shadow, place)
        if match is None:
            return place
        place = match.end()
    return place


def next_word(line: Line, place: int) -> tuple[str, int]:
    """Return the word of the deed at a place, behind adverbs and a date put in."""
    if put_in := _PUT_IN_LATER.match(line.shadow, place - (line.shadow[place - 1 : place] in {" ", ","})):
        place = put_in.end()
    for _ in range(4):
        at = past_what_stands_between(line, place)
        match = _LEADING_ADVERBS.match(line.shadow, at)
        if match is None and at == place:
            break
        place = match.end() if match else at
    gap = re.compile(r"[\s,:]*").match(line.shadow, place)
    place = gap.end() if gap else place
    match = WORD.match(line.shadow, place)
    return (match.group(), place) if match else ("", place)


def is_deed(line: Line, place: int, group: Group) -> bool:
    """Say whether something that somebody is to do begins at a place, behind their "to"."""
    word, at = next_word(line, place)
    small = word.casefold()
    if not word or (small in NO_VERB and not _is_verb_here(line, at)) or _only_gets(line, group, small):
        return False
    if small == "be":
        return not is_passive(line, place)
    named = line.elements.get(at)
    if named is not None:
        mention = named.mention
        return (mention is not None and mention.is_word) or (
            small in VERBS and small not in NOUNS_TOO and mention is None
        )
    return not re.match(r"['-]", line.shadow[at + len(word) : at + len(word) + 1]) or small in VERBS


_VERB_HERE = re.compile(
    r"(?:work\s+(?:with|on|through|together|jointly|closely|alongside|towards?|out)|care\s+for)(?!\w)",
    re.IGNORECASE | re.ASCII,
)


def _is_verb_here(line: Line, place: int) -> bool:
    """Say whether what is mostly a place or a thing is done here: "Jo to work with Tanya"."""
    return _VERB_HERE.match(line.shadow, place) is not None


def _only_gets(line: Line, group: Group, verb: str) -> bool:
    """Say whether a child is only given something: "Theo to have a bed"; an unborn child does nothing."""
    first = group.elements[0].mention
    person = line.roster.person(first.person_id) if first is not None else None
    if person is None or person.being is Being.ADULT:
        return False
    return person.being is Being.UNBORN or verb in {"have", "get", "receive", "return"}


def is_passive(line: Line, place: int) -> bool:
    """Say whether "be seen" or "have been told" stands at a place."""
    word, at = next_word(line, place)
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


_WISHES = frozenset({"like", "love", "prefer", "want", "rather"})


_IS_AWAY = re.compile(
    r"be\s+(?:away|off|out|late|absent|unavailable|sick|ill|(?:at|in)\s+court|on\s+(?:leave|holiday|a\s+course|training))(?!\w)",
    re.IGNORECASE | re.ASCII,
)
_IS_NOT = re.compile(
    r"be\s+(?:there|here|in|able|available|around|present|the|a|an|his|her|their)(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""What tells where somebody will be, and is not what they are to do: "HV will be away on Friday"."""


def _only_wishes(line: Line, mark: str, word: str, place: int) -> bool:
    """Say whether somebody would like something, and not to do it: "Yasmin would like a new phone"."""
    following = line.shadow[place + len(word) :].lstrip().casefold()
    return mark.strip(" ,") == "would" and word in _WISHES and not following.startswith("to ")


def _is_let(line: Line, mark: str, group: Group) -> bool:
    """Say whether a child only may do something, and is not to: "Ellie can go to the drop-in"."""
    first = group.elements[0].mention
    person = line.roster.person(first.person_id) if first is not None else None
    return mark.strip(" ,") == "can" and person is not None and person.being is not Being.ADULT


def is_promise(line: Line, place: int, mark: str, group: Group) -> bool:
    """Say whether something that somebody is to do begins at a place, behind their "will"."""
    small = mark.casefold()
    if re.search(r"please|pls|action|responsible|tasked\s+with|lead|own", small):
        return True
    first = group.elements[0].mention
    is_family = first is None or first.person_id is not None
    if is_family and re.search(r"want|hop|like|wish", small):
        return False
    word, at = next_word(line, place)
    low = word.casefold()
    if (is_family and low == "need") or _only_wishes(line, small, low, at) or _is_let(line, small, group):
        return False
    if not word or (
        low == "have"
        and not re.search(r"will|shall|'?ll", small)
        and re.match(r"\s+\w+(?:ed|en)\b", line.shadow[at + 4 :])
    ):
        return False
    if small.strip(" ,").endswith("'d") and (is_participle(low) or is_past(low)):
        return False
    is_not = line.shadow[:at].casefold().endswith("not ")
    if is_not and small.strip(" ,") == "would":
        return False
    if low == "be" and (_IS_AWAY.match(line.shadow, at) or (is_not and _IS_NOT.match(line.shadow, at))):
        return False
    if low == "be":
        is_told = is_family and re.search(r"will|ll|can|would|should", small) is not None
        return not is_passive(line, place) and not is_told
    if low in {"not"}:
        return True
    if (
        is_family
        and low not in VERBS
        and ((word.isupper() and len(word) > 1) or _TEST_NAMED.match(line.shadow, at + len(word)))
    ):
        return False
    return not (low in NO_VERB and at not in line.elements and not _is_verb_here(line, at))


_TEST_NAMED = re.compile(
    r"\s+(?:tests?|testing|visits?|checks?|assessments?|referrals?|work|support|treatment|programme|course"
    r"|plan|screen"
    r"|sessions?|counselling|therapy)(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""What somebody of the family agrees to and does not do: "Joseph agreed to drug test"."""


def is_not_asked(line: Line, group: Group, mark: re.Match[str]) -> bool:
    """Say whether a "not" takes back what follows it: "school not invited to"."""
    is_asked = re.match(
        r"\s*,?\s*(?:invited|asked|able|required|expected|willing|available|happy|due|booked)", mark[0]
    )
    return is_asked is not None and re.search(r"\bnot\s*$", line.shadow[group.end : mark.start()]) is not None


def is_modal(line: Line, group: Group, mark: str) -> bool:
    """Say whether a name is no name: "May need to move her", "Will have to be told"."""
    first = group.elements[0]
    word = line.shadow[first.start : first.end].casefold()
    return word in {"may", "will"} and re.match(r"\s*(?:need|have)\s+to\b", mark, re.IGNORECASE) is not None


def _tells_its_day(line: Line, place: int) -> bool:
    """Say whether its own day is right behind a verb that tells a state: "school starts back 7 September"."""
    first = next((said for said in line.dates if said.start >= place), None)
    if first is None or first.lead not in (Lead.NONE, Lead.ON, Lead.AT) or first.due_on is None:
        return False
    return re.fullmatch(r"(?:\s+[\w'-]+){0,3}\s+", line.shadow[place : first.start]) is not None


_PART_ENDS = re.compile(r"[,;(]|\s-\s", re.ASCII)


def _end_of_plan(line: Line, place: int) -> int:
    """Return where it ends that is to be done on a day to come; behind it something else is told."""
    for said in line.dates:
        is_near = said.lead in (Lead.BY, Lead.WITHIN) or said.shape in (Shape.WEEKDAY, Shape.RELATIVE)
        if said.start >= place and said.due_on is not None and not said.is_past and is_near:
            part = _PART_ENDS.search(line.shadow, said.end)
            return part.start() if part is not None else len(line.shadow)
    return len(line.shadow)


_GETS_TOLD = frozenset(
    {"told", "informed", "notified", "updated", "copied", "warned", "alerted", "invited", "consulted"}
)
_ADDED = re.compile(r"(?:[,;(]|\s-)\s*(?:(?:and|with|the|both|also)\s+)*$", re.IGNORECASE | re.ASCII)
_TOLD_ADVERB = re.compile(
    r"\s(?:also|then|only|not|all|both|first|just|to\s+be)\s*$", re.IGNORECASE | re.ASCII
)
_TELLS_ONE = re.compile(r"\s+(?:me|us|you|him|her|them|it)(?!\w)", re.IGNORECASE | re.ASCII)


def is_told_besides(line: Line, word: re.Match[str]) -> bool:
    """Say whether a word says who is told of it besides: "HV visits on Friday, school told beforehand"."""
    if word.group().casefold() not in _GETS_TOLD or _TELLS_ONE.match(line.shadow, word.end()):
        return False
    if word.end() + 1 in line.elements:
        return False
    before = line.shadow[: word.start()].rstrip()
    end = len(_TOLD_ADVERB.sub("", before))
    return any(
        one.end == end and _ADDED.search(line.shadow, 0, one.start) is not None
        for one in line.elements.values()
    )


def is_planned(line: Line, doing: re.Match[str], group: Group) -> bool:
    """Say whether "HV is visiting on Friday" is what will be done: it needs a day to come."""
    mention = group.elements[0].mention
    verb = doing["verb"].casefold()
    stem = verb[:-3] if verb.endswith("ing") else verb[:-1]
    if mention is None or mention.person_id is not None or (is_past(verb) and verb != "does"):
        return False
    stems = {stem, f"{stem}e", stem[:-1]}
    if not stems & VERBS or TO_BE_SOON.match(line.shadow, doing.end()):
        return False
    case = _IN_A_CASE.search(line.shadow, doing.end())
    stop = case.start() if case is not None else len(line.shadow)
    stop = min(stop, _end_of_plan(line, doing.end()))
    after = WORD.finditer(line.shadow, doing.end(), stop)
    if any(is_past(word.group()) and not is_told_besides(line, word) for word in after):
        return False
    if stems & STATES and _tells_its_day(line, doing.end()):
        return False
    is_thing_too = mention.professional_id is None and stem in NOUNS_TOO
    if is_thing_too and _is_for_other(line, doing.end()):
        return False
    if not verb.endswith("ing") and (is_thing_too or {stem, verb[:-2]} & STATES):
        leads = frozenset({Lead.BY, Lead.WITHIN})
    else:
        leads = _TO_COME
    if not stems & STATES and (case is not None or _goes_on(line, doing, group)):
        return True
    return any(
        not said.is_past and said.lead in leads and (said.due_on is not None or said.lead is Lead.WITHIN)
        for said in line.dates
    )


def _goes_on(line: Line, doing: re.Match[str], group: Group) -> bool:
    """Say whether somebody of the room does something again and again: "Mark's doing swabs weekly"."""
    mention = group.elements[0].mention
    if mention is None or mention.professional_id is None or not doing["verb"].casefold().endswith("ing"):
        return False
    return any(start >= doing.end() for start, _ in frequency_spans(line.shadow))


_OTHER_DOES = re.compile(r"\s+(?:to|will|should|must|is\s+to)\s+\w", re.IGNORECASE | re.ASCII)


def _is_for_other(line: Line, place: int) -> bool:
    """Say whether somebody else is to do what has only its heading before: "GP records, Noor to ask"."""
    return any(
        one.mention is not None
        and start > place
        and line.shadow[:start].rstrip().endswith((",", "-", ":", ";"))
        and _OTHER_DOES.match(line.shadow, one.end)
        for start, one in line.elements.items()
    )


_IN_A_CASE = re.compile(
    r"(?<!\w)(?:straight\s+away|same\s+day|if|whenever|as\s+soon\s+as|each\s+time|every\s+time)(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""What shows that something is still to be done in a case: "EWO visits if he is off"."""

TO_BE_SOON = re.compile(r"(?:\s+[\w'-]+){0,5}\s+to\s+be\b", re.IGNORECASE | re.ASCII)
STATES = frozenset(
    """
    return start leave work come go finish stay end close move open begin live remain retire expire run
    """.split()  # noqa: SIM905
)
"""Verbs that tell what somebody does anyway: Grace returns on Monday."""
_TO_COME = frozenset({Lead.ON, Lead.NONE, Lead.BY, Lead.WITHIN, Lead.COMMENCING, Lead.BEFORE, Lead.UNTIL})


def is_shorthand(line: Line, place: int, group: Group) -> bool:
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
