"""Owners behind what they are to do: outright, by whom, in brackets, behind a dash, alone at the end."""

from __future__ import annotations

import re
from dataclasses import replace

from meetingdesk.domain.action_words import VERBS, WORD, is_past
from meetingdesk.domain.date_parts import Lead
from meetingdesk.domain.frequencies import frequency_spans
from meetingdesk.domain.owner_deeds import STATES
from meetingdesk.domain.owner_groups import (
    Group,
    Line,
    Owner,
    follows_date,
    group_at,
    owner_of_group,
    spaces_at,
)
from meetingdesk.domain.roster import Being

_FLAGS = re.IGNORECASE | re.VERBOSE | re.ASCII


_OUTRIGHT = re.compile(
    r"""(?:(?<=^)|(?<=[\s,;:.(\[/|-]))(?:(?:action\s+)?owner(?:s|\s+is)?|owned\s+by|lead(?:\s+(?:agency
      |professional|is|by))?|led\s+by|responsib(?:le|ility)(?:\s+(?:of|is|agency|person))?|resp
      |assigned\s+to|allocated\s+to
      |actioned\s+by|action\s+(?:for|by|on|to|with)|actions?|tasked?\s*(?:for|to)?|for\s+action\s+by
        |(?:is\s+|are\s+|comes?\s+)?down\s+to|over\s+to|(?:rests?|sits?|lies?|lays?|stays?|remains?|is)\s+with
        |(?:falls?|passes|goes|left|up)\s+to|(?:it|this|that|this\s+one|that\s+one|job|task|which)(?:\s+i
        |')s\s+for
        |belongs?\s+to|to\s+be\s+(?:done|actioned|completed|led|arranged|taken\s+forward)\s+by|who
        |by\s+whom)(?!\w)\s*(?:(?:is|to\s+be)(?!\w)\s*)?[:=-]?\s*""",
    _FLAGS,
)
_OUTRIGHT_ANYWHERE = re.compile(
    r"to\s+be|owner|actioned\s+by|led\s+by|(?:rest|sit|lie|stay|remain)s?\s+with|(?:falls?|left|down|(?:is|are|comes?)\s+down)\s+to"
    r"|(?:it|this|that|this\s+one|that\s+one|job|task|which)(?:\s+i|')s\s+for|belongs?\s+to",
    re.IGNORECASE | re.ASCII,
)
_IT_IS = (
    r"(?:it|this|that|which|these|those)(?:'s|'d|'ll|\s+is|\s+are|\s+would|\s+will|\s+must|\s+should"
    r"|\s+has\s+to)(?:\s+be)?"
    r"(?:\s+(?:really|probably|definitely|clearly|very\s+much|now|best|then|all|also))*"
)
_LEFT_WITH = re.compile(
    rf"""(?<![\w'-])(?:
      {_IT_IS}\s+(?:an?\s+)?(?:action|job|task|matter|question|one|piece\s+of\s+work
        |(?:an?\s+)?decision)\s+for
    | (?<=\s)(?:is|are|remains?|stays?)\s+for(?=\s+(?:the\s+)?[\w'-]+(?:\s+[\w'-]+){{0,2}}
        \s+to\s+(?!be\b)[a-z])
    | (?:it|this|that|which)\s+(?:was|is|has\s+been|will\s+be)\s+(?:given|left|passed|handed|assigned
        |allocated|put)\s+(?:to|with)
    | {_IT_IS}\s+(?:by|with|for|down\s+to|over\s+to|up\s+to|done\s+by|led\s+by|left\s+(?:with|to))
    | (?:i'd|i|i\s+would|we'd)\s+(?:say|think|suggest|guess|assume)\s+(?:that\s+)?(?:that|this|it)(?:'s
        |\s+is|'d\s+be|\s+would\s+be)
    | (?:one|a\s+job|an\s+action)\s+for
    | (?<!\w\s)(?:left|parked|lodged)\s+with
    | (?<!\w\s)(?:an?\s+|the\s+|our\s+)?(?:ask|request|question|query|questions|queries)\s+(?:of|for|to)
    | (?:i'll|we'll|i\s+will|we\s+will|i'd|we'd)\s+leave\s+(?:the\s+)?(?:[\w']+\s+){{1,3}}(?:with|to)
    | (?:leave|leaving|left|give|giving|pass|passing|hand|handing)\s+(?:that|this|it|them
        |those)\s+(?:all\s+)?(?:with|to)
    )\s+""",
    _FLAGS,
)
"""What leaves something with whoever is named right behind: "that's one for Priya", "that is social care"."""
_OUTRIGHT_BEFORE = re.compile(r"(?:^|[,;:.(\[/|]|\s-|^-)\s*$", re.ASCII)
_ENDS_OWNER = re.compile(
    r"\s*(?:$|[,;.)\]|/(]|-|:|->|(?:by|before|so|in|within|on|to\s+make|to\s+ensure|shown|evidenced"
    r"|known|measure|confirmed|due|deadline|because|with|at|for|and|or|weekly|daily|asap|until|alone"
    r"|please|if|once|after|today|tomorrow|tonight|next|this|w/c|when|as|via|then|at|we|who|to|each|every"
    r"|about"
    r"|re|regarding|of|over|whenever|unless|during|from|using|through|against|how|what|where|that|whether|not"
    r"|twice"
    r"|monthly|fortnightly|early|first|instead|helping|supporting|assisting|leading|attending|joining"
    r"|without|under|following|together|jointly|under|w/in)\b)",
    re.IGNORECASE | re.ASCII,
)


_NO = re.compile(r"(?<!\w)(?:no|not|nothing)\s+(?:further\s+|more\s+|new\s+)?$", re.IGNORECASE | re.ASCII)
"""Before it stands that nobody owns it: "no action for police"."""
_IS_FOR = re.compile(r"(?:is|are|remains?|stays?)\s+for\s", re.IGNORECASE | re.ASCII)


def _is_for_child(line: Line, match: re.Match[str], group: Group) -> bool:
    """Say whether something is only meant for a child: "the place is for Theo to play in"."""
    mention = group.elements[0].mention
    person = line.roster.person(mention.person_id) if mention is not None else None
    return (
        person is not None
        and person.being is not Being.ADULT
        and _IS_FOR.match(match[0].lstrip()) is not None
    )


_LEFT = re.compile(r"(?:left|parked|lodged)\s", re.IGNORECASE | re.ASCII)


def _is_family(group: Group) -> bool:
    first = group.elements[0]
    return not first.is_collective and (first.mention is None or first.mention.person_id is not None)


def _first_alone(line: Line, group: Group | None) -> Group | None:
    """Return only the first of several where others belong to what follows: "falls to csc, and Joseph is"."""
    if group is None or len(group.elements) == 1 or ends_owner(line, group.end):
        return group
    first = group.elements[0]
    is_parted = line.shadow[first.end : first.end + 1] in {",", ";"}
    return replace(group, end=first.end, elements=(first,), is_several=False) if is_parted else group


_STAYS_WITH = re.compile(r"(?:stays?|remains?)\s+with\s", re.IGNORECASE | re.ASCII)


def _stays_with(line: Line, match: re.Match[str], group: Group) -> bool:
    """Say whether it is told where somebody stays, and not with whom a piece of work does."""
    if _STAYS_WITH.match(match[0]) is None:
        return False
    before = len(line.shadow[: match.start()].rstrip())
    return _is_family(group) or any(one.end == before for one in line.elements.values())


def said_outright(line: Line) -> Owner | None:
    """Return whom the line calls the owner: "owner police", "action for HV"."""
    for match in (*_OUTRIGHT.finditer(line.shadow), *_LEFT_WITH.finditer(line.shadow)):
        begins = _OUTRIGHT_BEFORE.search(line.shadow, 0, match.start()) or follows_date(line, match.start())
        if not begins and match.re is _OUTRIGHT and not _OUTRIGHT_ANYWHERE.match(match[0]):
            continue
        group = _first_alone(line, group_at(line, match.end()))
        if group is None or group.is_possessive or not ends_owner(line, group.end):
            continue
        if _stays_with(line, match, group):
            continue
        if (
            (_LEFT.match(match[0]) and _is_family(group))
            or _is_for_child(line, match, group)
            or _NO.search(line.shadow, 0, match.start())
        ):
            continue
        opened = re.search(r"[(\[]\s*$", line.shadow[: match.start()])
        start = opened.start() if opened else match.start()
        closed = re.compile(r"\s*[)\]]").match(line.shadow, group.end) if opened else None
        found = owner_of_group(line, group, closed.end() if closed else group.end, False, start)
        return replace(found, is_by=match[0].casefold().rstrip(" :=-").endswith("by"))
    return None


_TO_DO = re.compile(r"(?:'s?)?\s+to\s+(?=[a-z])", re.IGNORECASE | re.ASCII)
"""What belongs to somebody to do: "the referral is Dr Prosper's to make"."""
_IS_THEIRS = re.compile(
    r"(?:(?<![\w'-])(?:it|this|that)(?:\s+one)?(?:'s|\s+is|\s+will\s+be|'ll\s+be)|(?<=\w)\s(?:is|are|remains?))\s+(?=\S)",
    re.IGNORECASE | re.ASCII,
)
_OWNED_JOB = re.compile(
    r"(?:'s?)?(?:\s+(?:job|task|action|one|turn|responsibility))?\s*(?:[:;,-]|\.\s|$)\s*",
    re.IGNORECASE | re.ASCII,
)


def theirs(line: Line) -> Owner | None:
    """Return of whom it is said that something is theirs: "this one is Tola's: letter to Dean"."""
    for match in _IS_THEIRS.finditer(line.shadow):
        group = group_at(line, match.end())
        if (
            group is None
            or not group.is_possessive
            or not (
                _OUTRIGHT_BEFORE.search(line.shadow, 0, match.start()) or _TO_DO.match(line.shadow, group.end)
            )
        ):
            continue
        ends = _OWNED_JOB.match(line.shadow, group.end) or _TO_DO.match(line.shadow, group.end)
        if ends is not None and ends.re is _TO_DO and _is_family(group) and not line.dates:
            continue
        is_told = any(is_past(word.group()) for word in WORD.finditer(line.shadow, group.end))
        if ends is not None and not (is_told and _is_family(group)):
            return owner_of_group(line, group, ends.end(), False, match.start())
    return None


def ends_owner(line: Line, place: int) -> bool:
    """Say whether what follows a name shows that it stands alone."""
    if _ENDS_OWNER.match(line.shadow, place):
        return True
    gap = place + len(spaces_at(line.shadow, place))
    return any(said.start == gap for said in line.dates) or any(
        clause.start == gap for clause in line.clauses
    )


_BY = re.compile(r"(?<![\w])(?:,\s*)?by\s*:?\s+(?=\S)", re.IGNORECASE | re.ASCII)


_DONE_OR_TO_DO = re.compile(r"(?<!\w)(?:be|was|were|been|being|is|are)(?!\w)", re.IGNORECASE | re.ASCII)


_OWED = re.compile(r"(?<!\w)(?:owed|due|outstanding|to\s+follow)\s+$", re.IGNORECASE | re.ASCII)


def _was_done(before: str) -> bool:
    """Say whether what is done by somebody has been done: "was seen by HV"."""
    if _OWED.search(before) is not None:
        return False
    found = [match.group().casefold() for match in _DONE_OR_TO_DO.finditer(before[-60:])]
    return bool(found) and found[-1] != "be"


def _has_deadline_behind(line: Line, group: Group) -> bool:
    """Say whether a deadline follows who does it: "bloods taken by GP by Friday"."""
    said = line.date_at(group.end + len(spaces_at(line.shadow, group.end)))
    return said is not None and said.due_on is not None and said.lead in (Lead.BY, Lead.WITHIN)


_HELPED = re.compile(
    r"(?:^|[,(;]|-\s)\s*(?:supported|assisted|helped|accompanied|witnessed|observed|joined|backed)\s*$",
    re.IGNORECASE | re.ASCII,
)
"""Behind it stands who only helps: "a matter for mum, supported by HV"."""


_NOT_BY_THEM = re.compile(
    r"(?<!\w)not\s+(?:to\s+)?be\s+(?:\w+\s+){1,3}$|(?<!\w)not\s+$", re.IGNORECASE | re.ASCII
)
"""What they are not to do: "Craig not to be rung by the school"."""
_NONE_FIRST = re.compile(r"\W*(?:no|nil|nothing)\s", re.IGNORECASE | re.ASCII)
_TOLD_FIRST = re.compile(
    r"\W*(?:told|seen|heard|reported|informed|disclosed|advised|alleged)\s(?!by\b)", re.IGNORECASE | re.ASCII
)
"""With which a line begins that only tells what has been: "told in good faith by Shannon"."""
_SO_FAR = re.compile(r"\s+(?:since|so\s+far|yet|recently|lately|to\s+date)(?!\w)", re.IGNORECASE | re.ASCII)
"""What shows that nothing has happened: "no contact by Dean since 3 November"."""
_AFTERWARDS = re.compile(
    r"\W*(?:following|after|since|despite|given|because|as|in\s+(?:view|light)\s+of|in\s+response\s+to)\s",
    re.IGNORECASE | re.ASCII,
)
"""What has been, or is the case, before somebody else does something: "after the visit by the GP, HV to"."""


def by_whom(line: Line, front: Owner | None) -> Owner | None:
    """Return who does what is told as something to be done: "weighed by HV"."""
    for match in _BY.finditer(line.shadow):
        clause = line.clause_at(match.start())
        if clause is not None:
            continue
        group = group_at(line, match.end())
        if group is None or group.is_possessive or not ends_owner(line, group.end):
            continue
        if front is not None and front.named_start < match.start() and front.is_before_verb:
            return None
        if _HELPED.search(line.shadow, 0, match.start()):
            continue
        if _NOT_BY_THEM.search(line.shadow, 0, match.start()) or (
            _NONE_FIRST.match(line.shadow) and _SO_FAR.match(line.shadow, group.end)
        ):
            continue
        if _TOLD_FIRST.match(line.shadow) and not line.dates:
            continue
        if front is not None and front.named_start > match.start() and _AFTERWARDS.match(line.shadow):
            continue
        if _was_done(line.shadow[: match.start()]) or (
            re.search(
                r"(?:confirmed|agreed|discussed|noted|requested|known|approved|shown|evidenced|said"
                r"|reported|told|provided|given|sent|made|issued|raised"
                r"|seen|signed|taken|found|recorded|disclosed|written|alleged|caused|used|assaulted|hit"
                r"|followed|accompanied"
                r"|joined)\s+$",
                line.shadow[: match.start()],
                re.IGNORECASE,
            )
            and not _has_deadline_behind(line, group)
            and not re.search(r"\bbe\s+(?:\w+\s+){0,4}$", line.shadow[: match.start()], re.IGNORECASE)
        ):
            continue
        return replace(owner_of_group(line, group, group.end, False, match.start()), is_by=True)
    return None


_OPENS = re.compile(
    r"[(\[]\s*(?:(?:by|for|owner|lead|led\s+by|action|resp)\s*[:=-]?\s*|with\s+(?=(?:[\w'-]+\s+){1,3}lead))?",
    re.IGNORECASE | re.ASCII,
)
_LEADS_OTHERS = re.compile(
    r"\s*(?:(?:to\s+lead|lead(?:ing|s)?|in\s+the\s+lead|to\s+do\s+(?:it|this)|doing\s+(?:it|this))\s*[,;]"
    r"|\s*,?\s*(?:and\s+|but\s+)?(?:not|instead\s+of|rather\s+than)\s)[^()\[\]]*[)\]]",
    re.IGNORECASE | re.ASCII,
)
"""In brackets, behind who does it, who only helps: "(Mei leading, DS Pym in support)"."""
_CLOSES = re.compile(
    r"\s*(?:to\s+(?:lead|action|do|arrange|chase|follow\s+up)|lead(?:ing|s)?|action|please)?\s*[)\]]",
    re.IGNORECASE | re.ASCII,
)
_PARTS = re.compile(
    r"(?:[,;:|>=@#]|(?<=\w)\s(?:please|pls|plz|thanks|thx)\s|(?<![Ww])/|\s-+|-\s|\.\s)\s*(?:for\s+|with\s+(?=(?:[\w'-]+\s+){1,3}lead))?",
    re.IGNORECASE | re.ASCII,
)


def behind(line: Line) -> Owner | None:
    """Return who stands in brackets, behind a dash or comma, or alone at the end."""
    found = [one for one in (_in_brackets(line), _parted(line), _last(line)) if one is not None]
    return min(found, key=lambda one: one.named_start) if found else None


def _in_brackets(line: Line) -> Owner | None:
    for match in _OPENS.finditer(line.shadow):
        group = group_at(line, match.end())
        if group is None or group.is_possessive:
            continue
        family = (
            one.mention is None or one.mention.person_id for one in group.elements if not one.is_collective
        )
        if any(family):
            continue
        end = group.end
        said = line.date_at(end + len(spaces_at(line.shadow, end)) + (line.shadow[end : end + 1] == ","))
        gap = re.compile(r"[\s,-]*").match(line.shadow, end)
        said = line.date_at(gap.end()) if gap and gap.end() < len(line.shadow) else said
        if said is not None and said.start >= end:
            closed = _CLOSES.match(line.shadow, said.end)
            if closed:
                return owner_of_group(line, group, group.end, False, match.end())
        closed = _CLOSES.match(line.shadow, end) or _LEADS_OTHERS.match(line.shadow, end)
        closed = closed or _does_in_brackets(line, group)
        if closed is None or _is_note_on_name(line, match.start(), group):
            continue
        return owner_of_group(line, group, closed.end(), False, match.start())
    return None


_DOES_IT = re.compile(
    r"\s+(?P<verb>[a-z]+?)(?:es|s)(?:\s+(?:it|this|that|them|these|those|off|out|up))*\s*(?:,[^()\[\]]*)?[)\]]",
    re.IGNORECASE | re.ASCII,
)
"""In brackets, what somebody does, and who else is in it: "(Noor signs it, Olu copied in)"."""


def _does_in_brackets(line: Line, group: Group) -> re.Match[str] | None:
    match = _DOES_IT.match(line.shadow, group.end)
    is_deed = match is not None and bool({match["verb"], f"{match['verb']}e"} & (VERBS - STATES))
    return match if is_deed else None


def _is_note_on_name(line: Line, place: int, group: Group) -> bool:
    """Say whether brackets only tell which agency somebody just named is of."""
    agency = group.elements[0].mention.agency_id if group.elements[0].mention else None
    before = len(line.shadow[:place].rstrip())
    return any(
        mention.end == before and mention.agency_id == agency and agency is not None
        for mention in line.mentions
    )


def _parted(line: Line) -> Owner | None:
    for match in _PARTS.finditer(line.shadow):
        place = match.end()
        clause = line.clause_at(place)
        if clause is not None and match[0].strip() in {",", "/"}:
            continue
        group = group_at(line, place)
        if group is None or group.is_possessive:
            continue
        first = group.elements[0].mention
        how = None if _is_family(group) else _HOW.match(line.shadow, group.end)
        if not _is_alone(line, group.end) and not (how and _begins_day(line, how.end())):
            continue
        if first is None and not group.elements[0].is_collective:
            continue
        mark = match[0].strip().partition(" ")[0]
        if first is not None and first.person_id is not None and mark.strip("-"):
            continue
        if mark == ":" and _COPIED.match(line.shadow[: match.start()]):
            return None
        if mark == "," and _is_told_to(line, match.start(), group):
            continue
        goes_to_one = mark == "," and _GOES_TO_ONE.search(line.shadow, 0, match.start()) is not None
        if mark in {",", "/", ";", "|"} and not goes_to_one and _is_listed(line, match.start()):
            continue
        return owner_of_group(line, group, group.end, False, match.start())
    return None


_TELLING = re.compile(
    r"\s*(?:invite|tell|copy|cc|inform|notify|include|ask|update|liaise|speak|talk|meet|contact)\b",
    re.IGNORECASE | re.ASCII,
)


_COPIED = re.compile(
    r"\s*(?:cc|copy|copies|copied|distribution|circulation|invites?|invited|present|attending|attendees|apologies"
    r"|absent|cc'd|known\s+to|open\s+to)\s*$",
    re.IGNORECASE | re.ASCII,
)
"""Behind these stands who only gets something or was there: "copy: GP, school"."""


def _is_told_to(line: Line, place: int, group: Group) -> bool:
    """Say whether the last of a list is only told something: "invite early help, HV"."""
    is_last = not line.shadow[group.end :].strip(" .")
    return is_last and not follows_date(line, place) and _TELLING.match(line.shadow) is not None


def _is_alone(line: Line, place: int) -> bool:
    if re.compile(
        r"\s*(?:$|[,;.)|/]|-|->|on\s+(?:this|it)|will\s+do(?:\s+(?:this|it|that))?"
        r"|(?:(?:has|have)\s+)?(?:(?:volunteered|offered)(?=\s*(?:$|[,.;)]))|agreed(?=\s*,?\s+(?:by|before|within)\s))|(?:will|to)(?=\s*(?:$|[,.;)]))|(?:to\s+)?(?:please|pls|lead|leads|leading|action|actioning|own|owns"
        r"|owning|taking\s+(?:this|it|forward)|doing|has\s+(?:this|it)|owner|responsible)\b"
        r"|to\s+(?:make\s+sure|ensure|do)\b)"
    ).match(line.shadow, place):
        return True
    doing = _DOING_IT.match(line.shadow, place)
    if doing is not None and {doing["verb"], f"{doing['verb']}e", doing["verb"][:-1]} & VERBS:
        return True
    gap = place + len(spaces_at(line.shadow, place))
    return any(said.start == gap for said in line.dates) or any(
        clause.start == gap for clause in line.clauses
    )


def _begins_day(line: Line, place: int) -> bool:
    return any(said.start == place and said.due_on is not None for said in line.dates)


_HOW = re.compile(
    r"\s+(?:unannounced|announced|alone|again|jointly|together|remotely|virtually|urgently|weekly"
    r"|in\s+person|face[\s-]to[\s-]face|(?:by|on\s+the)\s+phone|at\s+home|first\s+thing)\s+",
    re.IGNORECASE | re.ASCII,
)
"""How somebody does it, before the day: "home conditions - Zainab unannounced before 10 Sept"."""
_DOING_IT = re.compile(
    r"\s+(?P<verb>[a-z]+)ing\s+(?:him|her|them|it|this|that|these|those)\s*(?=$|[,;.)|/]|-)",
    re.IGNORECASE | re.ASCII,
)
"""What somebody does for who or what was named: "eye test - Maureen taking him"."""


_GOES_TO_ONE = re.compile(
    r"(?<!\w)(?:(?:re-?)?referr?(?:al|ed)?\s(?:[\w'-]+\s){0,4}?to|chase)\s+(?:the\s+)?[\w'&-]+(?:\s[\w'&-]+){0,2}$",
    re.IGNORECASE | re.ASCII,
)
"""What goes to one agency, so that the next one is who sees to it: "refer Theo to CAMHS, HV by Friday"."""


def _is_listed(line: Line, place: int) -> bool:
    """Say whether a name right before makes this one of a list: share with police, housing."""
    before = len(line.shadow[:place].rstrip())
    return any(
        element.end == before and not (element.mention and element.mention.person_id)
        for element in line.elements.values()
    ) and not any(said.end == before for said in line.dates)


def _last(line: Line) -> Owner | None:
    """Return who stands alone right behind a date or how often: "refer to CAMHS by Friday school"."""
    for start, end in (*((one.start, one.end) for one in line.dates), *frequency_spans(line.shadow)):
        gap = re.compile(r"\s*[(@]?\s*").match(line.shadow, end)
        place = gap.end() if gap else end
        group = group_at(line, place) if place > end else None
        if group is None or group.is_possessive or not line.shadow[:start].strip():
            continue
        first = group.elements[0].mention
        if first is None or first.person_id is not None or not _is_alone(line, group.end):
            continue
        return owner_of_group(line, group, group.end, False, place)
    return None
