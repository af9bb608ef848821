"""Somebody who may be harmed is written to, rung or called on, straight from the deed."""

from __future__ import annotations

import re

from meetingdesk.domain.coach.reading import ActionRead

_REACHES = re.compile(
    r"(?:(?:then|to|will|just|quickly|urgently)\s+)*(?P<verb>texts?|messag(?:es?|ing)|whatsapps?|dms?"
    r"|writes?(?: back)? to"
    r"|e-?mails?|rings?|phones?|telephones?|calls?(?: round| in| by| back)?(?: on| at| to)?|knocks?(?: on"
    r"| at| for)?"
    r"|drops? in on|drops? by|pops? (?:in on|round to|in to see|round)|leaves? a (?:message|voicemail|card"
    r"|note) (?:for|with)"
    r"|leafl?ets?|face ?times?|video calls?|video rings?"
    r"|drops?|gives?|sends?|posts?|shoots?)\s+(?=(?P<whom>[\w'-]+))"
)
_ITS_THING = re.compile(
    r"(?:\s+[\w'-]+){1,5}?\s+(?:text|message|e-?mail|letter|card|note|call|ring|bell|buzz|tinkle|line"
    r"|whatsapp|voicemail"
    r"|post|by post|dm)(?!\w)"
)
_RUNG = re.compile(r"(?:\s+[\w'-]+){1,3}?\s+(?:ring|bell|call|buzz|tinkle|text|line|shout)(?!\w)")
_NEEDS_THING = frozenset("drop drops give gives send sends post posts shoot shoots".split())  # noqa: SIM905
_NAME = re.compile(
    r"[A-Z][a-z]+(?:'s)?(?![\w'-]|\s+[A-Z]|\s+\((?!who|mum|victim|ex\b|survivor)|\s*[(,]\s*[A-Z]"
    r"|,\s*[a-z]+ (?:worker|nurse|officer|manager)\b)"
)
_NO_NAME = frozenset(
    """
    mon tue tues wed weds thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
    jan feb mar apr may jun jul aug sep sept oct nov dec november december january february today tomorrow
    mum dad gran nan grandad auntie uncle the cps csc police school camhs gp hospital court probation
    housing nursery
    college asda marac dwp cgl legal cafcass idva isva mash edt ambulance cmht yot yjs dsl hv sw iro lado
    """.split()  # noqa: SIM905
)
_HE = re.compile(
    r"(?<![\w'])(?:he|he'll|he'd) (?:says?|tells?|answers?|picks?|knows?|can|agrees?|signs?|comes?|shows?"
    r"|names?|gives?|chooses|reads|repeats"
    r"|goes|is|has|does|will|rings|turns|puts|asks)|(?<![\w'])his (?:own )?(?:words|answer|view|account"
    r"|name|choice)|(?<![\w'])(?:with|to|for) him(?![\w'])"
)
_SHE = re.compile(r"(?<![\w'])(?:she|her|hers|herself|she's|she'll)(?![\w'])")
_GOES_OUT = re.compile(
    r"(?<![\w'])(?:leaves?|puts?|posts?|drops?|slips?|pops?) (?:a|the|her|another) (?:card|note|letter"
    r"|leaflet|message)\b[^;.,]{0,40}? for\s+(?=[\w'-]+)|"
    r"(?<![\w'])(?:letter|card|text|e-?mail|leaflet|message|note|home visit"
    r"|welfare visit)\b[^;.,]{0,40}?\s(?:to go |goes? |sent |posted |off )?(?:out )?to\s+"
    r"(?=[\w'-]+(?: at home| at the (?:flat|house|address)|,? by post| \(who))"
)
_MUM = re.compile(r"(?<![\w'])(?:mum|mother|victim|survivor)(?!'s|\w)")
_CALLS = re.compile(
    r"(?:calls? (?:round|by|in)|knocks?|drops? (?:in|by|round)|pops? (?:in|by|round)|turns? up|doorsteps?"
    r"|goes? round"
    r"|visits?|home visits?)\b"
)
_AFTER_HARM = re.compile(
    r"(?<![\w'])(?:after|since|following|about|re|of) (?:the|last|her|his|sunday's|saturday's|friday's"
    r"|monday's"
    r"|tuesday's|wednesday's|thursday's)? ?(?:[a-z-]+ )?(?:assaults?|attack|strangl\w+|incident|beating"
    r"|rape|release"
    r"|arrest|call-?out|999|stalking|break-?in|threats?|violence|bruis\w+|black eye|row|fight|retraction"
    r"|statement"
    r"|night of)(?!\w)"
)


def told_directly(read: ActionRead) -> tuple[int, int] | None:
    """Return where a first name alone is contacted, or she is called on after what was done to her."""
    if read.owner.is_kin:
        return None
    if read.facts is None and (reached := _reached(read) or _gone_out(read)):
        return reached
    quiet = read.quiet
    calls = _CALLS.match(quiet, read.deed_at)
    deed = re.split(r"[;.]\s", quiet[read.deed_at :], maxsplit=1)[0]
    if calls is not None and (_SHE.search(deed) or _MUM.search(deed)) and _AFTER_HARM.search(deed):
        return calls.span()
    return None


def _reached(read: ActionRead) -> tuple[int, int] | None:
    quiet, plain = read.quiet, read.said.plain
    match = _REACHES.match(quiet, read.deed_at) if read.owner.is_in_front else None
    name = _NAME.match(plain, match.end()) if match is not None else None
    if match is None or name is None or not _may_be_hers(read, name.group(), quiet[name.end() :]):
        return None
    behind = match.end() - 1
    if match["verb"] in _NEEDS_THING and not _ITS_THING.match(quiet, behind):
        return None
    if match["verb"] in ("give", "gives") and not _RUNG.match(quiet, behind):
        return None
    return match.start(), name.end()


def _gone_out(read: ActionRead) -> tuple[int, int] | None:
    out = _GOES_OUT.search(read.quiet, read.deed_at)
    name = _NAME.match(read.said.plain, out.end()) if out is not None else None
    if out is None or name is None or not _may_be_hers(read, name.group(), read.quiet[out.end() :]):
        return None
    return out.span()


def _may_be_hers(read: ActionRead, name: str, behind: str) -> bool:
    low = name.casefold().removesuffix("'s")
    if low in _NO_NAME or read.words.at("titles", low) is not None:
        return False
    return bool(_SHE.search(behind)) or not _HE.search(behind)
