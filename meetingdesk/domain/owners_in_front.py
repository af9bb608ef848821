"""Owners in front of what they are to do: "HV to", "csc will, by Friday,", "police:"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from meetingdesk.domain.action_words import NO_VERB, VERBS, WORD
from meetingdesk.domain.clauses import ClauseKind
from meetingdesk.domain.owner_deeds import (
    STATES,
    TO_BE_SOON,
    is_deed,
    is_modal,
    is_not_asked,
    is_passive,
    is_planned,
    is_promise,
    is_shorthand,
    next_word,
    past_what_stands_between,
)
from meetingdesk.domain.owner_groups import (
    Element,
    Group,
    Line,
    Owner,
    follows_date,
    group_at,
    is_kin,
    owner_of_group,
    places_of,
    without_dates,
)
from meetingdesk.domain.roster import Being

_FLAGS = re.IGNORECASE | re.VERBOSE | re.ASCII


ACTION_FIRST = re.compile(
    r"""\s*(?:(?:new\s+|agreed\s+|further\s+)?(?:actions?|tasks?|ap|a(?=\d))\s*(?:\d{1,2}\s*)?(?:(?:is|are)\s+)?
        (?:for|by|on|to|with|that)?\s*[:.)-]*\s*
      |(?:agreed|outcome|recommendation)\s*(?:is\s+)?(?:that)?\s*[:.)-]*\s*
      |(?:owner|lead|who|responsible|resp)\s*[:=-]\s*|for\s+|\d{1,2}[.)]\s+|[-*>@]+\s*)""",
    _FLAGS,
)
_CLAUSE_BEGINS = re.compile(
    r"(?:^|[,;:.!?(\[|]|\s-|^-|->|[,;:(-]\s*for|^\W*(?:(?:okay|ok|right|so|and|well|now|yes|yeah|but|then"
    r"|alright|lastly|finally|next|also)\W+)+|(?<![\w])(?:and|then|but|(?<=,\s)so|meanwhile|otherwise|plus"
    r"|agreed(?:(?:\s+by\s+\w+)?\s+that)?"
    r"|if\s+(?:not|so|yes|no)|from\s+now\s+on|in\s+future|going\s+forward|in\s+the\s+meantime|for\s+now"
    r"|(?:until|till|by)\s+then|in\s+(?:which|that)\s+case|from\s+here(?:\s+on)?|on\s+the\s+day"
    r"|(?<!no\s)(?:actions?|action\s+(?:is\s+)?for)|(?:where|if|when)(?:ver)?\s+(?:possible|poss|needed|necessary"
    r"|appropriate|required|able)|also|therefore|while|whilst|afterwards))\s*$",
    re.IGNORECASE | re.ASCII,
)
_MARK = re.compile(r"\s*(?::|->|=+>?|>+|\|)\s*|\s+\?(?=\w)", re.ASCII)
_DASH = re.compile(r"\s*,?\s*(?:-+|\.\.+)\s*", re.ASCII)
_TO = re.compile(r"\s*,?\s*(?:to|2|too|ot|tp)(?:\s+|\s*,\s*)(?=\S)", re.IGNORECASE | re.ASCII)
_BY_MEETING = (
    r"(?:\s+by\s+(?:us|(?:the\s+|this\s+)?(?:meeting|chair|conference|panel|group|marac|members"
    r"|core\s+group))|,\s[^,;.:]{2,60},)?"
)
_WILL = re.compile(
    rf"""\s*,?\s*(?:(?:will|wil|wll|iwll|shall|must|should|can|'ll|ll|would)(?:\s+now|\s+also)?
      |need(?:s|ing)?\s+to|wants?\s+to|hop(?:es?|ing)\s+to|would\s+like\s+to|wish(?:es)?\s+to|ha(?:s|ve)\s+to
      |(?:is|are)\s+(?:(?:not|both|each|all|now|then|also|still|therefore)\s+)?to|ought\s+to|had\s+better|yet\s+to
      |(?:(?:has\s+been\s+|have\s+been\s+|has\s+|have\s+)(?:(?:kindly|also|now|already|since)\s+)?|(?:is
        |are)\s+(?:being\s+)?|was\s+|were\s+|will\s+be\s+)?
        (?:agree[sd]?|undertook|undertakes?|undertaking|undertaken|offer(?:s|ed|ing)?|volunteer(?:s|ed
          |ing)?|promise[sd]?|asked|requested|tasked|required|expected|going|happy|content|prepared|ready
          |pleased|glad|able|available|willing|down|supposed|meant
          |best\s+placed|in\s+the\s+best\s+place
          |planning|plans?
          |plan|committed|commits|keen|actioned|due|booked|scheduled|invited|instructed|directed|nominated
          |intends?|aims?
          |reminded){_BY_MEETING}\s+to
      |(?:(?:has|have|is|are|will)\s+)?(?:(?:kindly|also|now|already)\s+)?(?:t(?:ook|aken|aking|akes?)|pick(?:s
        |ed|ing)?)\s+(?:(?:it|this|that)\s+)?(?:up|(?:up)?on)(?:\s+(?:him|her|them|it)sel(?:f|ves))?\s+to
      |(?:(?:is|are|to\s+be|will\s+be|would\s+be)\s+)?the\s+ones?\s+(?:to|who(?:'ll|\s+will|\s+is\s+to|\s+are\s+to))
      |(?:(?:has|have)\s+(?:(?:been\s+given|got|taken)\s+)?|takes\s+|gets\s+)the\s+(?:job|task)\s+(?:of|to)
      |(?:has\s+|have\s+)?(?:(?:kindly|very|also|now|already|since)\s+)*(?:agree[sd]?|said|says
        |promise[sd]?|confirm(?:s|ed)|advise[sd])\s+(?:that\s+)?
        (?:(?:he|she|they|it|we)\s*)?(?:will|'ll|would|can|'d)
      |(?:thinks?|reckons?|hopes?|expects?|believes?)\s+(?:that\s+)?they\s*(?:will|'ll|can|could|should)
      |(?:is\s+|are\s+)?(?:tasked\s+with|responsible\s+for|leads?\s+on|owns|owning|leading\s+on
        |taking\s+forward
        |to\s+lead\s+on)|please|pls|action(?:s|ed)?\s*[:-]?|'s\s+action\s*[:-]?)(?=\s|$|:|-|,)\s*""",
    _FLAGS,
)
_IS_DOING = re.compile(
    r"\s*,?\s*(?:is|are|'s)\s+(?:also\s+|now\s+)?(?P<verb>[a-z]+ing)(?![\w-])", re.IGNORECASE | re.ASCII
)
_DOES = re.compile(
    r"\s+(?!planning\s+m|waiting\s+(?:lists?|times?|rooms?)|parenting|training|counselling|funding|meetings?|hearings?|briefings?|things)(?P<verb>[a-z]{3,}(?:ing|s))(?![\w'-])",
    re.IGNORECASE | re.ASCII,
)


def in_front(line: Line) -> Iterator[Owner]:
    """Find everybody who stands before what they are to do."""
    prefix = ACTION_FIRST.match(line.shadow)
    first = prefix.end() if prefix and prefix.end() else None
    for place in places_of(line):
        clause = line.clause_at(place)
        if clause is not None and clause.kind is not ClauseKind.REASON:
            continue
        is_first = place == first or not line.shadow[:place].strip()
        if not is_first and not _begins_clause(line, place):
            continue
        group = group_at(line, place)
        if group is None or _is_of_verb(line, group):
            continue
        if place == first and prefix and _is_about(group, prefix[0]):
            continue
        at_start = is_first or not without_dates(line, line.shadow[:place], 0).strip(" ,:;.-")
        found = _marked(line, group, at_start, bool(prefix and place == first and _asks_owner(prefix[0])))
        if found is not None:
            yield found if not (place == first and prefix) else _from(found, prefix.start())


def _is_about(group: Group, prefix: str) -> bool:
    """Say whether a line is only headed by whom it is for: "For Child 1 - IDVA to"."""
    mention = group.elements[0].mention
    is_family = not group.elements[0].is_collective and (mention is None or mention.person_id is not None)
    return is_family and prefix.strip().casefold() == "for"


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
        one.end == before
        and (
            not (one.mention and one.mention.person_id)
            or _DONE_TO_THEM.search(line.shadow, 0, one.start) is not None
        )
        for one in line.elements.values()
    )


_DONE_TO_THEM = re.compile(
    r"(?:^|[,;:]|\bto|\bwill)\s*(?:re-?)?(?:refer|tell|ask|invite|remind|encourage|help|support|allow|advise|get|want"
    r"|expect|enable|persuade|prepare|bring|take|send)\s+$",
    re.IGNORECASE | re.ASCII,
)
"""Behind it several stand to whom something is done: "refer Tanya and Craig to"."""


_JOINING = frozenset({"and", "then", "plus", "also"})
_GOVERNS = re.compile(
    r"(?<![\w'])(?:(?<!'s\s)(?:ask|tell|get|remind|invite|(?<!her\s)(?<!his\s)(?<!the\s)request|want|need|help|encourage|support|enable|allow"
    r"|instruct|advise"
    r"|chase|ring|inform|let|expect|require|contact|email)(?:s|ed|d|ing)?|told|got|to|with|from|by|for|of"
    r"|about|and"
    r"|or|via|not|except|bar|in|on|under|between|than|as|at|near|the|a|an|his|her|their|this|if|that"
    r"|whether|when|unless|until"
    r"|because|who|which|what|says|said|thinks|thought|hopes|hoped|believes|believed|claims|claimed|fears|feared"
    r"|reports|reported|heard|knows|knew|worried|&|\+)\s*$",
    re.IGNORECASE | re.ASCII,
)


def governs(before: str) -> bool:
    """Say whether the word before a name shows that something is done to it or with it."""
    return _GOVERNS.search(before) is not None


_UNTIL_FIRST = re.compile(r"\s*(?:before|until|till)\s+(?:the\s+)?(?:[\w']+'s\s+)?", re.IGNORECASE | re.ASCII)
"""What a line begins with that tells what comes later: "before the solicitor can say anything"."""


def loosely_in_front(line: Line) -> Owner | None:
    """Return who is to do something in mid-line where no mark parts it: "if he comes police to arrest"."""
    first = WORD.search(line.shadow)
    if first is None or first.group().casefold() in VERBS:
        return None
    for place in places_of(line):
        if line.clause_at(place) is not None or _GOVERNS.search(line.shadow[:place]):
            continue
        if _UNTIL_FIRST.fullmatch(line.shadow, 0, place):
            continue
        group = group_at(line, place)
        mention = group.elements[0].mention if group is not None else None
        if group is None or group.is_possessive or mention is None or mention.is_word:
            continue
        if mention.person_id and not (
            (_IF_FIRST.match(line.shadow) or _AIM_FIRST.match(line.shadow))
            and _WORD_BEFORE.search(line.shadow[:place])
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
    if not {stem, stem[:-1]} & (VERBS - STATES) or TO_BE_SOON.match(line.shadow, doing.end()):
        return None
    return owner_of_group(line, group, doing.start("verb"), True)


_IF_FIRST = re.compile(
    r"\s*(?:if|when|whenever|should|once|unless|in\s+case|(?:each|every|any)\s+time)\s+\S+\s+\w",
    re.IGNORECASE | re.ASCII,
)
_AIM_FIRST = re.compile(
    r"\s*(?:to\s+(?:keep|make|help|ensure|protect|give|stop|prevent|avoid|let|support|reduce|show|prove|allow)"
    r"|in\s+(?:good|the|return|future|addition)|for|as|with|without|due\s+to|given|because\s+of|after"
    r"|until|during|over)\s+\S",
    re.IGNORECASE | re.ASCII,
)
"""What a line may begin with before who does it: "to keep Theo safe Dean to", "in good faith Dean to"."""
_WORD_BEFORE = re.compile(r"\w\s+$", re.ASCII)


def _asks_owner(prefix: str) -> bool:
    return bool(
        re.search(
            r"(?:for|by|on|to|with|owner|lead|who|resp\w*|task|action)\s*[:.)=-]*\s*$", prefix, re.IGNORECASE
        )
    )


def _from(found: Owner, start: int) -> Owner:
    return replace(found, start=start)


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
    if re.compile(r"\s+will\s+\w|'s\s+[a-z]+ing\s").match(line.shadow, group.end):
        return False
    match = _TO.match(line.shadow, group.end)
    following = WORD.match(line.shadow, match.end()) if match is not None else None
    verb = following.group().casefold() if following else ""
    if small == "hope":
        return verb not in VERBS - _HOPED
    return not verb or verb in NO_VERB


_NOTHING = re.compile(
    r"\s*(?:[:,|]|-+)\s*(?:no\s+(?:concerns?|info\w*|further|actions?|records?|updates?|appts?|appointments?|reply|answer|issues?|change"
    r"|trace|involvement"
    r"|response|news|worries|reports?)|nil|none|nothing|n/a|nfa|not\s+known|unknown|apologies)\b(?!.*\bby\b)",
    re.IGNORECASE | re.ASCII,
)
"""What tells that there is nothing to do: "GP: no concerns"."""
_NOT_TO_BE = re.compile(
    r"\s*(?:[:,|]|-+)\s*(?:nothing|no\s+(?!further|actions?|concerns?|issues?|worries)[a-z]+)\s"
    r"(?:[^,;.]*?\s)?to\s+(?:go|reach|leave|be\s+(?!added|noted|reported|raised|said)[a-z]+)\s",
    re.IGNORECASE | re.ASCII,
)
"""What somebody is to see that it is not done: "GP: nothing to go to the house"."""


_IS_SHORT = re.compile(
    r"'s\s+(?:(?:kindly|very|also|now|already)\s+)?(?:(?:happy|content|prepared|ready|going|keen|willing"
    r"|due|able|planning|agreed"
    r"|offered|volunteered"
    r"|promised|down|supposed|meant|prepared|(?:been\s+)?(?:asked|tasked|requested|invited|told)"
    rf"{_BY_MEETING}|booked|(?:taken|taking)\s+(?:(?:it|this|that)\s+)?on)\s+to"
    r"|(?:agreed|said|promised)\s+(?:that\s+)?(?:he|she|they)(?:'ll|\s+will|'d|\s+would))\s+",
    re.IGNORECASE | re.ASCII,
)
"""What shows that an "'s" is an "is" or a "has": "Noor's happy to"."""


_HEADS_DEED = re.compile(
    r"(?:[:;]\s+|,\s+so\s+|^\W*(?:while|whilst|as|since|with|now)\s[^,;:]{3,60},\s+"
    r"|(?<!\w)(?:away|off|leave|sick|ill|out|busy|court|holiday|rota)(?!\w)[^;:]{0,40},?\s+(?:and|so|but)\s+(?:his\s+|her\s+)?)$",
    re.IGNORECASE | re.ASCII,
)
"""Before what somebody does: a heading, or what is told first: "while April's off, a colleague picks up"."""
_STANDS_IN = re.compile(
    r"(?:takes?\s+(?:it\s+|this\s+|that\s+)?(?:over|on)|covers|picks\s+(?:it\s+|this\s+|that\s+)?up|s(?:tands|teps)\s+in)(?!\w)",
    re.IGNORECASE | re.ASCII,
)
_IS_AWAY = re.compile(
    r"(?<!\w)(?:away|off|leave|sick|ill|out|busy|court|holiday|rota)(?!\w)[^;:]*$", re.IGNORECASE | re.ASCII
)


def _stands_in(line: Line, doing: re.Match[str], group: Group) -> bool:
    """Say whether somebody does it for one who is away: "Bel is off, and her deputy takes over"."""
    mention = group.elements[0].mention
    is_room = mention is not None and mention.person_id is None
    is_cover = _STANDS_IN.match(line.shadow, doing.start("verb")) is not None
    return is_room and is_cover and _IS_AWAY.search(line.shadow, 0, group.start) is not None


_IS_TO = re.compile(r"'s\s+(?:now\s+|also\s+)?to\s+", re.IGNORECASE | re.ASCII)


def _marked(line: Line, group: Group, at_start: bool, asked_for: bool) -> Owner | None:
    """Return the group as owner if a "to", a "will" or a colon makes it one."""
    if group.is_possessive:
        if (short := _IS_SHORT.match(line.shadow, group.end)) and next_word(line, short.end())[0]:
            return owner_of_group(line, group, short.end(), True)
        if (is_to := _IS_TO.match(line.shadow, group.end)) and is_deed(line, is_to.end(), group):
            return owner_of_group(line, group, is_to.end(), True)
        doing = _IS_DOING.match(line.shadow, group.end)
        if doing is not None and is_planned(line, doing, group):
            return owner_of_group(line, group, doing.start("verb"), True)
        match = re.compile(
            r"(?:'s)?\s+(?:actions?|job|task|turn|responsibility)(?!\w)\s*(?:[:-]|(?:is\s+)?to(?!\w))?\s*",
            re.IGNORECASE,
        ).match(line.shadow, group.end)
        return owner_of_group(line, group, match.end(), False) if match else None
    end = past_what_stands_between(line, group.end)
    if _NOTHING.match(line.shadow, end) and not _NOT_TO_BE.match(line.shadow, end):
        return None
    if match := _MARK.match(line.shadow, end):
        if not is_kin(group) and not _is_heading(line, group, match.end()):
            return owner_of_group(line, group, match.end(), False)
        return None
    match = _TO.match(line.shadow, end)
    if match is not None and is_deed(line, match.end(), group):
        return owner_of_group(line, group, match.end(), True)
    if match is not None and is_passive(line, match.end()):
        return None
    is_told_plainly = at_start or _HEADS_DEED.search(line.shadow, 0, group.start) is not None
    doing = _IS_DOING.match(line.shadow, end) or (_DOES.match(line.shadow, end) if is_told_plainly else None)
    if doing is not None and (is_planned(line, doing, group) or _stands_in(line, doing, group)):
        return owner_of_group(line, group, doing.start("verb"), True)
    until = _HAS_UNTIL.match(line.shadow, end)
    given = line.date_at(until.end()) if until is not None else None
    to_do = _TO.match(line.shadow, given.end) if given is not None else None
    if to_do is not None and is_deed(line, to_do.end(), group) and not _is_only_given_time(line, group):
        return owner_of_group(line, group, until.end(), True) if until is not None else None
    match_will = _WILL.match(line.shadow, end)
    if match_will is not None and _WAS_GOING.match(line.shadow, match_will.start()):
        match_will = None
    if (
        match_will is not None
        and not is_modal(line, group, match_will[0])
        and not is_not_asked(line, group, match_will)
    ):
        at = past_what_stands_between(line, match_will.end())
        if is_promise(line, at, match_will[0], group):
            return owner_of_group(line, group, match_will.end(), True)
    if not at_start:
        return None
    if match is not None and is_shorthand(line, match.end(), group):
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
    if _is_called_out(line, group, end):
        return owner_of_group(line, group, end + 1, False)
    comma = re.compile(r"\s*[,;]\s*").match(line.shadow, end)
    if comma and not is_kin(group):
        following = WORD.match(line.shadow, comma.end())
        if following and following.group().casefold() in VERBS and comma.end() not in line.elements:
            return owner_of_group(line, group, comma.end(), True)
    return None


_HAS_UNTIL = re.compile(
    r"\s*,?\s*(?:has|have|gets?)\s+(?:now\s+)?(?:been\s+(?:given|allowed)\s+)?(?=(?:until|till|til|up\s+to)\s)",
    re.IGNORECASE | re.ASCII,
)
"""Before the day by which somebody has to do something: "GP has until the 29th to produce"."""
_OR_ELSE = re.compile(
    r"(?<!\w)(?:then|otherwise|or\s+else|if\s+not|after\s+that)(?!\w)", re.IGNORECASE | re.ASCII
)


def _is_only_given_time(line: Line, group: Group) -> bool:
    """Say whether it is only told until when relatives have: "Dean has until Friday, then police to"."""
    mention = group.elements[0].mention
    is_family = mention is None or mention.person_id is not None
    return is_family and _OR_ELSE.search(line.shadow, group.end) is not None


_WAS_GOING = re.compile(
    r"\s*,?\s*(?:was|were|had\s+been)\s+(?:going|due|meant|supposed|down|to|asked|expected)\s[^;.]*?"
    r"(?:,\s+|\s+|;\s+|\.\s+)but\s",
    re.IGNORECASE | re.ASCII,
)
"""What was to be done and is not any more: "police were going to visit but it was decided that"."""
_WAS = re.compile(
    r"(?<![\w'])(?:is|are|was|were|has|had|have|did|does|not|no|said|says)(?!\w)", re.IGNORECASE | re.ASCII
)


def _is_called_out(line: Line, group: Group, end: int) -> bool:
    """Say whether an agency stands alone before a stop and what it is to do by a day: "GP. Letter by Fri"."""
    first = group.elements[0].mention
    if first is None or first.person_id is not None or not line.shadow.startswith(". ", end):
        return False
    day = next((said for said in line.dates if said.due_on is not None and not said.is_past), None)
    return day is not None and day.start > end and _WAS.search(line.shadow, end, day.start) is None


def _is_child(line: Line, element: Element) -> bool:
    person = line.roster.person(element.mention.person_id) if element.mention is not None else None
    return person is not None and person.being is not Being.ADULT


def _is_heading(line: Line, group: Group, place: int) -> bool:
    """Say whether somebody of the family only heads the line: "Theo: weight check by HV"."""
    first = group.elements[0].mention
    if first is None or first.person_id is None:
        return False
    if len(group.elements) > 1:
        return _is_child(line, group.elements[0])
    person = line.roster.person(first.person_id)
    word, at = next_word(line, place)
    if word.casefold() == "to":
        word, _ = next_word(line, at + len("to "))
    return person is None or person.being is not Being.ADULT or word.casefold() not in VERBS
