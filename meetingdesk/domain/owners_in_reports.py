"""Owners told of in a report of what was said or settled: "Gareth said that April would visit"."""

from __future__ import annotations

import re
from dataclasses import replace

from meetingdesk.domain.action_words import NO_VERB, VERBS
from meetingdesk.domain.mentions import Mention
from meetingdesk.domain.owner_deeds import next_word
from meetingdesk.domain.owner_groups import Group, Line, Owner, group_at, owner_of_group, places_of
from meetingdesk.domain.roster import Being

_WILL = (
    r"(?:'ll|\s+(?:will|shall|must|should|would|is\s+to|are\s+to|was\s+to|has\s+to|have\s+to|needs?\s+to"
    r"|(?:has|have)\s+(?:agreed|offered|promised|undertaken|volunteered)\s+to))"
)
_BE_DOING = re.compile(r"be\s+(?P<verb>[a-z]+)ing(?!\w)", re.ASCII)


def in_report(line: Line) -> Owner | None:
    """Return who is to do something by what a line reports, where nobody stands before what they do."""
    groups = _groups(line)
    if not groups:
        return None
    return (
        _singled_out(line, groups)
        or _quoted(line, groups)
        or _who_will(line, groups)
        or _which_they(line, groups)
        or _told_of(line, groups)
        or _promises(line, groups)
        or _meant(line, groups)
    )


_MOST_NAMED = 40
"""How many names of a line are looked at: a line with more reports nothing."""


def _groups(line: Line) -> list[Group]:
    return [group for place in places_of(line)[:_MOST_NAMED] if (group := group_at(line, place)) is not None]


def _mention(group: Group) -> Mention | None:
    return group.elements[0].mention


def _is_child(line: Line, mention: Mention | None) -> bool:
    person = line.roster.person(mention.person_id) if mention is not None else None
    return person is not None and person.being is not Being.ADULT


def _has_day(line: Line, place: int) -> bool:
    """Say whether a day to come stands behind a place, so that what is told is still to be done."""
    return any(said.due_on is not None and not said.is_past and said.start >= place for said in line.dates)


_THING = re.compile(
    r"[a-z]{3,}(?:\s+(?:up|out|off|over|in|down))?\s+(?:the|a|an|his|her|their|our|this|that|it|them|him)\s",
    re.ASCII,
)
"""A verb that nobody listed, and what it is done to: "board up the window"."""
_NO_DEEDS = frozenset(
    {"like", "love", "prefer", "want", "rather", "not", "never", "kill", "hurt", "hit", "need"}
)


def _owner_of_deed(line: Line, group: Group, place: int) -> Owner:
    """Return a group as owner of what begins at a place; every word of the report stays in the text."""
    return owner_of_group(line, group, place, True, place)


def _deed_at(line: Line, place: int) -> bool:
    """Say whether something that somebody does begins at a place: "ring", "be ringing"."""
    word, at = next_word(line, place)
    if word.casefold() in VERBS:
        return True
    if _THING.match(line.shadow, at) and word.casefold() not in NO_VERB | _NO_DEEDS:
        return True
    doing = _BE_DOING.match(line.shadow, at)
    return doing is not None and bool({doing["verb"], f"{doing['verb']}e", doing["verb"][:-1]} & VERBS)


_THE_ONE = re.compile(
    r"(?<![\w'])(?:the\s+)?(?:one|person|agency|service|professional|people|worker|name|lead|owner)"
    r"\s+(?:to|who|that|for|down|against)\s[^,;.]{2,60}?\s(?:is|was|are|will\s+be|would\s+be|should\s+be)\s+(?=\S)",
    re.IGNORECASE | re.ASCII,
)
"""Before who does it: "the person to ask them is Faith"."""


def _singled_out(line: Line, groups: list[Group]) -> Owner | None:
    match = _THE_ONE.search(line.shadow)
    group = next((one for one in groups if match and one.start == match.end()), None)
    if match is None or group is None or group.is_possessive or _mention(group) is None:
        return None
    return owner_of_group(line, group, group.end, False, match.start())


_I_WILL = re.compile(
    r"(?<![\w'])(?:I(?:'ll|\s+will|\s+can|'m\s+going\s+to)\s+[a-z]|(?:to|with)\s+me(?!\w)|mine(?!\w)|my\s+(?:job|task|action)(?!\w))",
    re.ASCII,
)
_SAYS = re.compile(
    r"\s+(?:said|says|told|tells|offered|offers|answered|replied|replies|volunteered|promised|added)(?!\w)",
    re.IGNORECASE | re.ASCII,
)


_NEXT_MARK = re.compile(r"[^\"']*[\"']\s*")
_SAID_BY = re.compile(
    r"[\"'][.,!]?\s+(?:said|says|offered|offers|answered|replied|replies|volunteered|promised|added)\s+(?:the\s+)?$",
    re.IGNORECASE | re.ASCII,
)


def _quoted(line: Line, groups: list[Group]) -> Owner | None:
    """Return who says "I will" or "leave it to me" in words that are quoted."""
    if '"' not in line.shadow and "'" not in line.shadow:
        return None
    if _I_WILL.search(line.shadow) is None:
        return None
    for group in groups:
        mention = _mention(group)
        is_behind = _SAID_BY.search(line.shadow, 0, group.start) is not None
        if group.is_possessive or mention is None:
            continue
        if not is_behind and _SAYS.match(line.shadow, group.end) is None:
            continue
        before = line.shadow[: group.start].rstrip()
        if is_behind or not before or before[-1] in "\"',.;:":
            will = _I_WILL.search(line.shadow, group.end)
            goes_on = _NEXT_MARK.match(line.shadow, group.end)
            end = will.end() - 1 if will and will[0][-2] == " " else goes_on.end() if goes_on else group.end
            return _owner_of_deed(line, group, end)
    return None


_RELATIVE = re.compile(rf"\s*,?\s+who{_WILL}\s+(?=[a-z])", re.IGNORECASE | re.ASCII)


def _who_will(line: Line, groups: list[Group]) -> Owner | None:
    """Return of whom a sentence says in passing that they will: "passed to the nursery, who will review"."""
    for group in groups:
        match = _RELATIVE.match(line.shadow, group.end)
        if match is None or _is_child(line, _mention(group)) or _mention(group) is None:
            continue
        if _deed_at(line, match.end()) and not group.is_possessive:
            return _owner_of_deed(line, group, match.end())
    return None


_WHICH = re.compile(r",\s+(?:all\s+of\s+)?which\s+(?:the\s+)?$", re.IGNORECASE | re.ASCII)


def _which_they(line: Line, groups: list[Group]) -> Owner | None:
    """Return who will do it with what was told of: "needs the chronology, which Olu will send on Friday"."""
    for group in groups:
        match = _WOULD.match(line.shadow, group.end)
        if match is None or group.is_possessive or _is_child(line, _mention(group)):
            continue
        if _WHICH.search(line.shadow, 0, group.start) and _deed_at(line, match.end()):
            return _owner_of_deed(line, group, match.end())
    return None


_TOLD = re.compile(
    r"(?<![\w'])(?:said|says|heard(?:\s+from\s+[\w'-]+(?:\s+[A-Z]\w+)?)?|understands?|understood|thinks|told(?:\s+(?:by|us|me|everyone|the\s+\w+)(?:\s+[A-Z]\w+)?)?"
    r"|confirmed|confirms|reported|reports|explained|mentioned|noted|advised)(?:\s+(?:the\s+)?[\w'-]+)??\s+(?:that\s+)?$",
    re.IGNORECASE | re.ASCII,
)
"""Before somebody of whom is reported what they will do: "Bel said Ines would be ringing"."""
_WOULD = re.compile(
    rf"\s*{_WILL}\s+(?:be\s+the\s+one\s+(?:to|who(?:\s+will|'ll|\s+would)?)\s+)?", re.IGNORECASE | re.ASCII
)


def _told_of(line: Line, groups: list[Group]) -> Owner | None:
    """Return of whom somebody else reports what they will do by a day."""
    for group in groups:
        if group.is_possessive or _mention(group) is None or _is_child(line, _mention(group)):
            continue
        match = _WOULD.match(line.shadow, group.end)
        if match is None or not _deed_at(line, match.end()) or not _has_day(line, match.end()):
            continue
        if _TOLD.search(line.shadow[max(0, group.start - 60) : group.start]) is not None:
            return _owner_of_deed(line, group, match.end())
    return None


_PROMISED = re.compile(
    r"\s+(?:has\s+|have\s+|had\s+)?(?:also\s+|now\s+|already\s+)?(?:agreed|said|says|told|promised|offered|confirmed|accepted"
    r"|explained|volunteered|assured|replied|undertook|thinks?|hopes?|expects?|reckons?)(?!\w)[^;.]{0,70}?(?<![\w'])(?:he|she|they)"
    rf"(?:\s+(?:himself|herself|themselves))?(?:'d|\s+(?:can|could)|{_WILL})\s+",
    re.IGNORECASE | re.ASCII,
)


def _promises(line: Line, groups: list[Group]) -> Owner | None:
    """Return who said of themselves what they will do: "the GP told April they would send it"."""
    for group in groups:
        mention = _mention(group)
        if group.is_possessive or mention is None or _is_child(line, mention):
            continue
        match = _PROMISED.match(line.shadow, group.end)
        if match is None or not _deed_at(line, match.end()) or not _has_day(line, match.end()):
            continue
        return _owner_of_deed(line, group, match.end())
    return None


_PRONOUN = re.compile(
    rf"(?:[;:.]\s+|,\s+(?:and|so|but)\s+|\s-\s|(?<!\w)(?:one|part|bit|thing|job)\s+(?:that\s+)?)(?:(?:so|and|but|then)\s+)?(?P<put_in>[^,;.:?!]{{0,40}}?)(?<!\w)"
    rf"(?:(?P<who>he|she|they)(?:\s+still)?{_WILL}|(?:someone|somebody)\s+(?:there|of\s+theirs|in\s+their\s+\w+)\s+(?:to|will))\s+(?=[a-z])",
    re.IGNORECASE | re.ASCII,
)


def _of_several(named: list[Group], pronoun: str | None) -> list[Group]:
    """Return of those who were named only the agencies for a "they", where there is one."""
    if pronoun is None or pronoun.casefold() != "they":
        return named
    agencies = [one for one in named if (of := _mention(one)) and of.agency_id and not of.professional_id]
    return agencies or named


def _meant(line: Line, groups: list[Group]) -> Owner | None:
    """Return who was named last before a "she will": "Rob reported on Zainab's behalf; she'll bring it"."""
    match = _PRONOUN.search(line.shadow)
    if match is None or not (_deed_at(line, match.end()) or _HAVE_IT.match(line.shadow, match.end())):
        return None
    named = [one for one in groups if one.end <= match.start("put_in") + 1]
    named = _of_several(named, match["who"]) if named else []
    mention = _mention(named[-1]) if named else None
    if mention is None or _is_child(line, mention) or not _has_day_or_case(line, match.end()):
        return None
    return _owner_of_deed(line, named[-1], match.end())


_ONE_PRONOUN = re.compile(r"(?:he|she|they)", re.IGNORECASE | re.ASCII)


def meant_by_pronoun(line: Line, owner: Owner) -> Owner | None:
    """Return who of the room is meant by the "she" who was found to do something, or nothing."""
    if not owner.is_before_verb or not _ONE_PRONOUN.fullmatch(
        line.shadow, owner.named_start, owner.named_end
    ):
        return None
    groups = _groups(line)
    promised = _promises(line, groups)
    if promised is not None and promised.named_end <= owner.start:
        return promised
    named = [one for one in groups if one.end <= owner.start and _mention(one) is not None]
    named = _of_several(named, line.shadow[owner.named_start : owner.named_end])
    mention = _mention(named[-1]) if named else None
    if mention is None or mention.person_id is not None or not _has_day(line, 0):
        return None
    return _owner_of_deed(line, named[-1], owner.end)


_HAVE_IT = re.compile(r"have\s+(?:it|them|this|that|the|a)\s", re.IGNORECASE | re.ASCII)
_IN_A_CASE = re.compile(r"(?<!\w)(?:if|same\s+day|whenever|each|every)(?!\w)", re.IGNORECASE | re.ASCII)


def _has_day_or_case(line: Line, place: int) -> bool:
    return any(said.due_on is not None and not said.is_past for said in line.dates) or (
        _IN_A_CASE.search(line.shadow, place) is not None
    )


_IS_LEAD = re.compile(
    r"\s*,?\s*(?:(?:to|will|is\s+to)\s+(?:(?:take\s+the\s+|be\s+(?:in\s+)?(?:the\s+)?)?lead(?!\s+on\b)|convene|co-?ordinate|host|chair"
    r"|hold\s+the\s+pen|call\s+it|pull\s+it\s+together)|(?:leading|leads|taking\s+the\s+lead|in\s+the\s+lead|as\s+(?:the\s+)?lead"
    r"|convening|co-?ordinating|hosting|chairing))(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""What makes one of several the one who sees to it: "housing to take the lead"."""
_PARTED = re.compile(
    r"(?:[,;(]|\s-|\.)\s*(?:(?:and|but|with)\s+)*$|(?:^|\s)with\s+$", re.IGNORECASE | re.ASCII
)


def leading(line: Line, owner: Owner) -> Owner:
    """Return of several owners the one who is said to lead, or the owner as it was."""
    for match in _IS_LEAD.finditer(line.shadow):
        for place in places_of(line):
            if not place < match.start() or owner.named_start <= place < owner.named_end:
                continue
            group = group_at(line, place)
            if group is None or group.end != match.start() or len(group.elements) > 1:
                continue
            mention = _mention(group)
            is_one = mention is not None and (
                (owner.is_collective and mention.person_id is None)
                or any(
                    (one.agency_id, one.person_id) == (mention.agency_id, mention.person_id)
                    for one in owner.mentions
                )
            )
            if mention is not None and is_one and _PARTED.search(line.shadow, 0, place):
                return replace(
                    owner,
                    agency_id=mention.agency_id,
                    professional_id=mention.professional_id,
                    person_id=mention.person_id,
                    is_collective=False,
                    mentions=owner.mentions or (mention,),
                )
    return owner
