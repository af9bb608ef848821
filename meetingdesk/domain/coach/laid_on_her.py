"""Where somebody who is harmed is made to keep the one who harms away, calm, or in order."""

from __future__ import annotations

import re
from functools import cache

from meetingdesk.domain.coach.owned import Owned
from meetingdesk.domain.coach.reading import ActionRead

_WOMAN = (
    r"(?:she|mum(?:my)?|mam|mom|mother|wife|girlfriend|(?:the )?(?:victim|survivor)"
    r"|(?:the )?(?:non-abusing|protective|resident)"
    r" parent|gran(?:ny)?|nan(?:a|ny)?|grandma|grandmother|aunt(?:ie|y)?)"
)
_FIRST_NAME = r"(?P<name>[A-Z][a-z]+(?:-[A-Z][a-z]+)?)"
_PUT_ON = re.compile(
    r"(?<![\w'])(?:(?i:it(?:'s| is|s)? (?:for|up to|down to|on)|(?:the )?(?:expectation|onus|duty"
    r"|responsibility|job|task|burden)"
    r" (?:is )?(?:on|of|for|with|lies with|falls to|rests with)|(?:expected|required|relying|rely"
    r"|trust(?:ed|ing)?|looking to)"
    r" (?:of|on)?|we (?:expect|need|want|trust|look to)|(?:ask|tell|warn|remind|advise|require"
    r"|instruct)(?:ed|s)?))\s+"
    rf"(?:(?P<woman>{_WOMAN})|{_FIRST_NAME})(?:\s+(?:is|are))?\s+(?:to|that|will|must|not to)\s+",
)
_RESPONSIBLE = re.compile(
    rf"(?<![\w'])(?:(?P<woman>(?i:{_WOMAN}))|{_FIRST_NAME})\s+(?:(?:is|to be|being|will be"
    rf"|remains)\s+)?(?:responsible|accountable|answerable)\s+for\s+"
)
_SHE_PROMISES = re.compile(
    rf"(?<![\w'])(?:get|gets|getting|ask|asks|have|has|help|helps|tell|tells|warn|warns|remind|reminds"
    rf"|makes? (?:it )?(?:clear|plain) to"
    rf"|explains? to|says? to|spells? (?:it )?out to|agree with|agrees with)\s+(?:(?P<woman>(?i:{_WOMAN}))"
    rf"|{_FIRST_NAME})\b[^;.]{{0,60}}?\bthat\s+"
    r"(?:she|her)(?:'ll|\s+will|'d|\s+must|\s+has to|\s+is to|\s+won't|\s+can't|\s+cannot|\s+needs to"
    r"|\s+should)\s+"
)
_HIM = (
    r"(?:him|he|he's|he'll|his|himself|dad|dad's|daddy|father|father's|stepdad|step-?father|partner"
    r"|the partner|her partner|ex"
    r"|her ex|her ex-partner|boyfriend|her boyfriend|husband|her husband|perp|the perpetrator"
    r"|the abuser|abuser|alleged perpetrator"
    r"|adult [a-z]|m(?:r|ister) [a-z]+|NAMES)(?:'s)?"
)
_CONTROL = (
    r"(?<![\w'])(?:(?:finish|finishes|split|splits|break|breaks|end|ends|part|separate|separates|cut"
    r"|cuts|sever|severs|be done)"
    r"(?: \w+){0,3}? (?:with|from|off) HIM|(?:leave|leaves|ditch|dump|dumps|divorce|divorces|evict"
    r"|evicts|chuck|throw|throws|kick"
    r"|turn|turns|send|sends|ask|asks|get|gets|shut|shuts|lock|locks)(?: \w+)? HIM(?: \w+){0,2}? (?:out"
    r"|away|off|to go|to leave)"
    r"|(?:leave|leaves|ditch|dump|dumps|divorce) HIM|tells? HIM (?:that |to |not |it |he |she |they "
    r"|no\b|[a-z]+)"
    r"|keeps? (?:\w+ ){0,4}?(?:HIM|things|everything|everyone) (?:\w+ )?(?:off|away|out|at bay|sober"
    r"|calm|from|in|happy|sweet|quiet)"
    r"|keeps? (?:\w+ ){0,4}?(?:away|off|out|clear|apart|safe) (?:\w+ ){0,2}?(?:of |from )?HIM"
    r"|(?:supervis\w+|chaperon\w+|manag\w+|calm\w*|placat\w+|polic\w+|contain\w*|control\w*|handl\w+"
    r"|sit\w* in with|watch\w*)"
    r" (?:\w+ ){0,3}?HIM|(?:signs?|agrees?|promises?|undertakes?|guarantees?"
    r"|pledges?)(?: \w+){0,4}? HIM (?:won't|will not|can't"
    r"|cannot|stays|is not|isn't|does not|doesn't|never|has no|\w+ not)"
    r"|(?:make|makes) sure (?:that )?(?:\w+ ){0,4}?HIM|ensures? (?:that )?(?:\w+ ){0,4}?HIM"
    r"|sees? (?:to it )?that (?:\w+ ){0,4}?HIM"
    r"|(?:not|never|stops?|no longer|avoids?|refuses?|don't|quits?|declines?) (?:to )?(?:lets?|letting"
    r"|allow\w*|hav\w+|invit\w+"
    r"|see|seeing|meet\w*|answer\w*|repl\w+|respond\w*|speak\w*|provok\w+|wind\w*|upset\w*|antagonis\w+"
    r"|tak\w+|contact\w*|text\w*"
    r"|ring\w*|open\w*|go\w*|be|being|return\w*|messag\w+|engag\w+|argu\w+|hid\w+|cover\w*|lend\w*"
    r"|giv\w+|feed\w*|hous\w+|put\w*)"
    r" (?:\w+ ){0,5}?HIM|so (?:that )?HIM (?:\w+ )?(?:can't|cannot|has|have|won't|doesn't|isn't|is"
    r"|stops|never|stays|no|finds?|gets?)"
    r"|(?:sees?|hears?|witness\w*|exposed to|catch\w*) (?:none|nothing|no\w*|any) (?:\w+ ){0,3}?(?:HIM"
    r"|outbursts?|violence|rows?"
    r"|temper|abuse|fights?)|(?:lookout|look-out|look out|alert|aware|signs?|warning signs?"
    r"|triggers?) (?:for |of |to |that )?"
    r"(?:\w+ ){0,3}?HIM|(?:blocks?|unfriends?|hangs? up on|stays? (?:away|clear|out of"
    r"|off)(?: \w+)? from|stays? clear of"
    r"|steers? clear of|walks? away from|gives? up on|moves? (?:away|out|on)(?: from)?|gets? away from"
    r"|stands? up to|says? no to"
    r"|turns? (?:\w+ )?away|shields?(?: \w+){0,4} from|protects?(?: \w+){0,4} from"
    r"|safeguards?(?: \w+){0,4} from) (?:\w+ ){0,2}?HIM"
    r"|(?:reports?|rings?|calls?|phones?|dials?)(?: \w+){0,4}? (?:police|999|101)(?: \w+){0,4}? (?:when"
    r"|if|each|every|whenever|any)"
    r"(?: \w+){0,4}? HIM|(?:answers?|accountable|responsib\w+) for (?:\w+ ){0,3}?HIM|(?:holds?|stands?"
    r"|sets?|enforces?|upholds?)"
    r" (?:\w+ ){0,4}?(?:line|firm|ground|boundar\w+|rules?|conditions?|order|bail)(?: \w+){0,3}? HIM"
    r"|(?:choos\w+|puts?|plac\w+|prioritis\w+|values?|picks?)(?: \w+){1,6}? (?:over|before|above|ahead of"
    r"|first and choose)(?: \w+){0,3}? HIM"
    r"|(?:safeguards?|protects?|shields?)(?: \w+){0,4} (?:from|against) HIM"
    r"|(?:reports?|logs?|keeps?|records?|screenshots?|writes? down|notes?|saves?|forwards?"
    r"|tells?)(?: \w+){0,3}? (?:every|each|all|any|anything|everything)"
    r"(?: \w+){0,4}? (?:HIM (?:sends?|makes?|does|says?|leaves?|tries|posts?|texts?)|(?:from|by) HIM)"
    r"|(?:whenever|when|if|each time|every time|as soon as|once) HIM (?:has been|has|is|gets|starts?|comes"
    r"|turns|drinks?|shouts?|kicks?|loses|uses)"
    r"|(?:order|orders|bail|conditions?|injunction|non-mol|undertaking|agreement|ban"
    r"|licence)(?: \w+){0,2}? (?:is|are) (?:obeyed|kept|kept to"
    r"|followed|respected|stuck to|not broken|never broken|enforced|upheld|observed|adhered to)"
    r"|(?:checking|ensuring|making sure|seeing|seeing to it)(?: that)? HIM|(?:support|supports|back|backs"
    r"|go through with|see through) (?:the |a |any )?"
    r"(?:prosecution|police case|charges?|court case|case against)|press(?:es)? charges|(?:resumes?"
    r"|restarts?|rekindles?|goes back to) (?:the|her|their|any) relationship"
    r"|lose(?:s)? (?:the |her |their )?(?:children|kids|baby|boys|girls|custody)(?: \w+){0,3}? (?:if"
    r"|unless)(?: \w+){0,6}? HIM"
    r"|(?:goes|go|going|get|gets|getting) back (?:to|with|together with) HIM"
    r"|(?:doesn't|does not|don't|won't|will not|can't|isn't|is not) (?:\w+ ){0,2}?(?:let|have|open"
    r"|answer|give|see|take|meet|allow"
    r"|be|speak|text|ring|go|put|provoke|upset|invite|contact|wind)(?: \w+){0,4}? HIM)(?![\w'])"
)
_BEGINS = re.compile(rf"\W*(?P<who>(?i:{_WOMAN})|[A-Z][a-z]+)\s+(?=[a-z]+s\b|to |will |must |has to )")
_NOT_HER = re.compile(
    r"(?:dad|father|he|boyfriend|partner|step-?dad|step-?father|perp|perpetrator|child|son|brother"
    r"|uncle|grandad|husband)\b"
)


def laid_on(read: ActionRead) -> tuple[int, int] | None:
    """Return where the deed is hers and its object is what he does."""
    plain = read.said.plain
    for match in _PUT_ON.finditer(plain):
        if span := _controls(read, match.end(), match.start(), match["name"] or ""):
            return span
    for match in (*_SHE_PROMISES.finditer(plain), *_RESPONSIBLE.finditer(plain)):
        if span := _controls(read, match.end(), match.start(), match["name"] or ""):
            return span
    owner = read.owner
    if not owner.is_in_front:
        begins = _BEGINS.match(plain) if owner.owned is Owned.NOT_SAID or owner.is_kin else None
        if begins is not None and _is_her(read, begins["who"]):
            return _controls(read, begins.end(), begins.start("who"), begins["who"])
        return None
    if owner.owned is not Owned.ONE:
        return None
    who = plain[owner.start : owner.end].strip(" ,:;-")
    if not _is_her(read, who):
        return None
    return _controls(read, owner.deed, owner.start, who)


def _is_her(read: ActionRead, who: str) -> bool:
    """Say whether words for an owner mean somebody who may be harmed: mum, a victim, a first name alone."""
    low = who.casefold()
    if low in ("partner", "the partner") and re.search(
        r"(?:whenever|when|if|after)\s+[A-Z][a-z]+\s", read.said.plain
    ):
        return True
    if _NOT_HER.match(low):
        return False
    if re.fullmatch(r"adult [a-z]|m(?:r?s|iss) [a-z'-]+", low):
        return not _may_harm(read, low)
    if re.fullmatch(rf"(?:the |birth |her |his )*{_WOMAN}", low):
        return True
    if read.facts is not None:
        return (
            low.split()[0:1] != [] and low.split()[0] in read.facts.family_names and not _may_harm(read, low)
        )
    return bool(re.fullmatch(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)?", who)) and read.words.at("titles", low) is None


def _may_harm(read: ActionRead, low: str) -> bool:
    return any(
        one.may_harm and one.name.casefold().startswith(low.split()[0]) for one in read.said.roster.people
    )


def _controls(read: ActionRead, place: int, start: int, who: str) -> tuple[int, int] | None:
    plain, quiet = read.said.plain, read.quiet
    end = re.compile(r"[;]\s|[a-z]{2}\.\s").search(quiet, place)
    deed = quiet[place : end.start() if end else len(quiet)]
    before = re.search(r"(?:not|never|no longer)(?:\s+to)?\s+$", quiet[:place])
    if before is not None:
        deed = quiet[before.start() : before.end()] + deed
        place = before.start()
    others = _others(plain[place:], who)
    deed = " ".join(
        _WORD.sub(
            lambda word: "q" * len(word.group()) if word.group() in others else word.group(), deed
        ).split()
    )
    match = _controlled().search(deed)
    if match is None or match.start() > 60 or read.words.has("no_victim_fault", deed[match.start() :]):
        return None
    return start, min(place + match.end(), len(quiet))


_WORD = re.compile(r"(?<![\w'.])[a-z]{3,}(?!\w)")


@cache
def _controlled() -> re.Pattern[str]:
    """Return what finds him and what she is to do about him; other people's names stand as a row of q."""
    return re.compile(_CONTROL.replace("HIM", _HIM.replace("NAMES", "q{3,}")))


def _others(text: str, who: str) -> frozenset[str]:
    """Return the first names, in small letters, that a text has besides the owner's."""
    return frozenset(
        name.casefold()
        for name in re.findall(r"(?<![\w'.])[A-Z][a-z]{2,}(?![\w]| [A-Z])", text)
        if name.casefold() not in who.casefold() and name.casefold() not in _NO_MAN
    )


_NO_MAN = frozenset(
    [
        "mon",
        "tue",
        "tues",
        "wed",
        "weds",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "nov",
        "dec",
        "jan",
        "oct",
        "november",
        "december",
        "january",
        "october",
        "september",
        "sept",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "christmas",
        "xmas",
        "idva",
        "dash",
    ]
)
