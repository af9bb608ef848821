"""Owners as they are called on in talk: "can I ask housing to", "Gareth, if you could", "Hope is"."""

from __future__ import annotations

import re

from meetingdesk.domain.action_words import NOUNS_TOO, VERBS, WORD, is_past
from meetingdesk.domain.owner_deeds import is_deed, next_word, past_what_stands_between
from meetingdesk.domain.owner_groups import Group, Line, Owner, group_at, is_kin, owner_of_group, places_of
from meetingdesk.domain.owners_behind import ends_owner

_FLAGS = re.IGNORECASE | re.VERBOSE | re.ASCII
_GOOD = (
    r"(?:happy|content|fine|okay|ok|good|great|grand|lovely|keen|grateful|glad|pleased|helpful|useful"
    r"|important"
    r"|essential|vital|best|better|happier|sensible|reasonable|right|easier|easiest|brilliant|ideal|nice"
    r"|appropriate)"
)
_RATHER = r"(?:(?:just|please|also|really|all|perhaps|maybe|then|now|probably|still|very|so|most)\s+)*"

_HANDS = re.compile(
    rf"""(?<![\w'])(?:
      (?:can|could|may|might|shall|should)\s+(?:i|we)\s+{_RATHER}(?:ask(?:\s+(?:that|for|if))?|get|have
        |task|trouble|say|request(?:\s+that)?|invite|suggest(?:\s+that)?|agree(?:\s+that)?|expect
        |rely\s+on|look\s+to|nominate)
    | (?:i'd|we'd|i\s+would|we\s+would|i|we|i\s+do|we\s+do|we\s+all)\s+{_RATHER}(?:like|love|want|need
        |expect|prefer|ask|request|insist|suggest|propose|recommend|agreed?|think|feel|say|thought|said
        |decided)(?:\s+(?:last\s+time|earlier|before|today|previously|at\s+the\s+last\s+\w+))?(?:\s+(?:for
        |that))?
    | (?:i'd|we'd|i\s+would|we\s+would|it'd|it\s+would|that'd|that\s+would)\s+{_RATHER}(?:be
        |appreciate\s+it|help(?:\s+us)?)\s*{_RATHER}{_GOOD}?\s*(?:if|for|to\s+have|that)
    | i\s+(?:was\s+)?(?:wonder(?:ed|ing)?)\s+(?:if|whether)|(?:i'm|i\s+am|we\s+were|i\s+was
        |just)\s+wondering\s+(?:if|whether)
    | (?:do\s+you\s+think|is\s+it\s+possible\s+(?:for|that)|would\s+it\s+be\s+(?:possible|helpful|ok
        |okay)\s+(?:for|if))
    | what\s+(?:i|we|they|it)(?:'d|'re|'m|\s+would|\s+are|\s+am)?\s+{_RATHER}(?:need|needs|want|wants|like
        |propose|suggest|agreed|said|expect|asking|after|wanting|saying|proposing|suggesting
        |hoping)(?:\s+for)?\s+(?:is|was|now\s+is)(?:\s+(?:for|that))?
    | (?:all|the\s+(?:first|next|other|main|last)\s+thing)\s+(?:i|we)\s+(?:need|want|ask)\s+is(?:\s+for)?
    | (?:let's|lets|let\s+us)\s+{_RATHER}(?:get|have|ask|say|see|task)(?:\s+(?:that|if))?
    | (?:(?:i'm|i\s+am|we're|we\s+are|everyone's|all)\s+)?{_RATHER}{_GOOD}\s+(?:for|if)
    | (?:i'm|i\s+am|we're|we\s+are)\s+{_RATHER}(?:relying\s+on|looking\s+(?:to|at|for)|asking(?:\s+for)?
        |expecting|hoping(?:\s+(?:that|for))?|leaving\s+(?:it|this|that)\s+(?:that|for|to|with)
        |saying(?:\s+that)?|agreed(?:\s+that)?|agreeing(?:\s+that)?|suggesting(?:\s+that)?
        |proposing(?:\s+that)?|clear(?:\s+that)?|counting\s+on|grateful\s+(?:to|for))
    | (?:it|this|that)(?:'s|\s+is|\s+was|\s+has\s+been)?\s+{_RATHER}(?:(?:agreed|decided|recommended
        |proposed|suggested|requested|felt|planned|understood|resolved|remains|remained|falls|fell|down|up
        |over|left|now)(?:,\s[^,]{{3,60}},)?\s+)*{_RATHER}(?:for|that|to)
    | (?:conference|group|meeting|chair|members|panel|marac|we|network|discussion
        |professionals)\s+{_RATHER}(?:agree[sd]?|ask(?:s|ed)?|request(?:s|ed)?|recommend(?:s|ed)?|want(?:s
        |ed)?|would\s+like|expect(?:s|ed)?|decide[sd]?|resolve[sd]?|propose[sd]?|felt)(?:\s+(?:that|for))?
    | (?<!no\s)(?<!not\s)(?:agreed|agreement|decision|recommendation|plan|idea|expectation|ask|request
        |proposal|suggestion|arrangement|hope|action|offer|need|needs|needed|required|recommended|decided|proposed)\s+(?:(?:is
        |was)\s+)?(?:here\s+)?(?:for|that)
    | (?<!not\s)(?:accept(?:s|ed)|agreed|asked|decided|settled|left)(?:\s+(?:in\s+the\s+end|finally|eventually
        |instead|afterwards))?,?\s+that
    | (?:and|so|then|but)\s+(?:that|for)
    | (?:^|[,;:.]\s)\W*(?:we\s+)?(?:agreed|arranged|settled)\s+with
    | ^\W*(?:suggest|propose|recommend)(?:s|ed|d|ing)?(?:\s+that)?
    )\s+$""",
    _FLAGS,
)
"""What hands what is to be done to whoever is named right behind it."""
_LAST = re.compile(
    r"(?:for|if|that|whether|to|with|on|at|get|have|task|trouble|say|see|nominate|ask(?:s|ed)?|invite|like"
    r"|love|want(?:s|ed)?"
    r"|need|expect(?:s|ed)?|prefer|request(?:s|ed)?|insist|suggest|propose[sd]?|recommend(?:s|ed)?"
    r"|agree[sd]?|think|feel|felt"
    r"|thought|said|decide[sd]?|resolve[sd]?|is|was|asking|expecting|hoping|saying|agreeing|suggesting"
    r"|proposing|clear|time"
    r"|earlier|before|today|previously|meeting|conference)\s+$",
    re.IGNORECASE | re.ASCII,
)
"""The words with which all of that ends, to look for nothing where none of them stands."""
_LONGEST = 120
_PRESENT = re.compile(r"\s+(?P<verb>[a-z]{2,}?)e?s(?![\w'-])", re.ASCII)
_BARE = re.compile(
    r"(?:have|if|get|see|let's|lets|that|say|ask|recommend\w*|suggest\w*|propose\w*|agreed?|request\w*)\s+$",
    re.IGNORECASE | re.ASCII,
)
"""Behind these a verb needs no "to": let's have the hospital tell us."""
_SOFTLY = re.compile(
    r"\s*,?\s*(?:(?:could|can|would|might|may|will|shall|should|must|'ll|'d)(?:\s+(?:please|kindly"
    r"|possibly|perhaps|maybe|then|also|just))*|(?:were|was|are|is)\s+(?:able\s+)?to|needs?\s+to)(?!\w)",
    re.IGNORECASE | re.ASCII,
)
_THEY = re.compile(
    r"\s*,?\s+(?:that\s+)?(?:they|she|he)(?:'ll|\s+(?:will|would|can|could|should|are\s+to))?(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""What was agreed with somebody that they do: "agreed with police that they look at it"."""
_IF = re.compile(
    r"\W*(?:(?:and|so|but|okay|ok|right|also|then|well)\s*,?\s+)*if\s+$", re.IGNORECASE | re.ASCII
)
_IF_ONLY = re.compile(
    r"\s*(?:could|would|might)(?:\s+(?:please|kindly|possibly|just|also))*(?!\w)", re.IGNORECASE
)
_MAYBE = re.compile(
    r"\W*(?:(?:and|so|but|okay|ok|right|also|then|well)\s*,?\s+)*(?:perhaps|maybe|ideally|hopefully"
    r"|presumably)\s*,?\s+",
    re.IGNORECASE | re.ASCII,
)
_THAT_IS = re.compile(
    r"(?<![\w'])(?:that|this|it)(?:'s|'ll\s+be|\s+is|\s+will\s+be|\s+would\s+be)(?:\s+(?:only|really|actually|just))?\s+$",
    re.IGNORECASE | re.ASCII,
)
_DOING = re.compile(r"\s+(?:also\s+|then\s+)?[a-z]+ing(?!\w)", re.ASCII)
"""What somebody is said to do: "so that'll be Jo doing the shopping"."""
_WHO_DOES = re.compile(
    r"\s*,?\s+(?:who|that)(?:(?P<will>'ll|'s\s+to|\s+(?:will|would|should|must|is\s+to|needs?\s+to|ha(?:s|ve)\s+to"
    r"|are\s+to|can))|\s+(?:then|also))?\s+(?P<verb>[a-z-]+)",
    re.IGNORECASE | re.ASCII,
)
"""What somebody is said to do who is singled out: "it'll be Jo who takes her"."""
_ELLIPTIC = re.compile(
    r"\s+(?:will|would|does|should)(?:\s+do\s+(?:it|so|that|this))?(?=\s*(?:[,.;]|$)|\s+(?:by|before|within)\s)",
    re.IGNORECASE | re.ASCII,
)
"""What leaves its deed out, which was told before: "agreed in the end that Tola will, by Friday"."""
_IF_PAST = re.compile(rf"{_GOOD}\s+if\s+$", re.IGNORECASE | re.ASCII)
"""Behind it a past tense is a wish: "I'd be happier if school rang"."""
_TO = re.compile(r"\s*,?\s*to\s+(?=\S)", re.IGNORECASE | re.ASCII)


_CALLED_BEHIND = re.compile(
    r"(?:[.,;:?!|]\s+(?:(?:and|so|then|but|please|okay|ok|right)\s+)*|(?<!\w)you\s*,?\s+|(?:'s|is|be)\s+"
    r"|(?:perhaps|maybe|ideally|hopefully|presumably)\s*,?\s+)$",
    re.IGNORECASE | re.ASCII,
)
"""What else may stand before somebody who is called on: a stop, "you", "that'll be", "perhaps"."""


def called_on(line: Line) -> Owner | None:
    """Return who is called on in talk, wherever on the line that is."""
    groups = _groups(line)
    each = (_handed(line, groups), _spoken_to(line, groups), _answered(line, groups))
    found = [one for one in each if one is not None]
    return min(found, key=lambda one: one.named_start) if found else None


def _groups(line: Line) -> list[Group]:
    """Return who stands where somebody can be called on, so that nobody else is looked at."""
    opening = _OPENING.match(line.shadow)
    first = opening.end() if opening else 0
    found = []
    for place in places_of(line):
        before = line.shadow[max(0, place - 24) : place]
        if place <= first or _LAST.search(before[-16:]) or _CALLED_BEHIND.search(before):
            found.append(group_at(line, place))
    return [group for group in found if group is not None]


def _handed(line: Line, groups: list[Group]) -> Owner | None:
    """Return to whom something is handed: "can I ask housing to", "I'd be grateful if the police would"."""
    for group in groups:
        if group.is_possessive or line.clause_at(group.start) is not None:
            continue
        before = line.shadow[max(0, group.start - _LONGEST) : group.start]
        handing = _HANDS.search(before) if _LAST.search(before[-16:]) else None
        if handing is None:
            if end := _opened(line, group):
                return owner_of_group(line, group, end, True)
            continue
        start = group.start - len(before) + handing.start()
        if is_kin(group):
            return None
        if group.elements[0].is_collective:
            return owner_of_group(line, group, group.end, True)
        if end := _deed_handed(line, group, handing[0]):
            return owner_of_group(line, group, end, True, start)
    return None


_SINGLE = re.compile(
    r"(?<![\w'])it(?:'s|'ll\s+be|\s+is|\s+will\s+be)(?:\s+(?:only|really|actually|just))?\s+$",
    re.IGNORECASE | re.ASCII,
)


def singled_out(line: Line) -> Owner | None:
    """Return who is singled out as the one who does it: "so it is Mei who takes it to her"."""
    if "who" not in line.shadow and "that" not in line.shadow:
        return None
    for place in places_of(line):
        before = line.shadow[max(0, place - 16) : place]
        group = group_at(line, place) if _SINGLE.search(before) is not None else None
        if group is None or group.is_possessive or is_kin(group) or line.clause_at(place) is not None:
            continue
        if end := _opened(line, group):
            return owner_of_group(line, group, end, True)
    return None


def _opened(line: Line, group: Group) -> int:
    """Return where the deed begins of somebody behind the first words: "perhaps CAMHS might", or 0."""
    before = line.shadow[: group.start]
    if _IF.fullmatch(before):
        return _verb_behind(line, group, _IF_ONLY)
    if _MAYBE.fullmatch(before):
        return _verb_behind(line, group, _SOFTLY)
    that_is = _THAT_IS.search(before[-24:])
    if that_is is None:
        return 0
    between = past_what_stands_between(line, group.end)
    does = _WHO_DOES.match(line.shadow, group.end) or _WHO_DOES.match(line.shadow, between)
    if does is None:
        return group.end if _DOING.match(line.shadow, group.end) else 0
    is_to_come = does["will"] is not None or re.search(r"be\s+$|'ll", that_is[0]) is not None
    is_to_come = is_to_come or any(said.due_on is not None and not said.is_past for said in line.dates)
    verb = does["verb"].casefold()
    is_verb = bool({verb, verb[:-1], verb[:-2]} & VERBS) and not is_past(verb)
    return does.start("verb") if is_to_come and is_verb else 0


def _deed_handed(line: Line, group: Group, handing: str) -> int:
    """Return where the deed begins that is handed to somebody: "to ring", "would ring", or 0."""
    end = past_what_stands_between(line, group.end)
    to = _TO.match(line.shadow, end)
    if to is not None and is_deed(line, to.end(), group):
        return to.end()
    if softly := _verb_behind(line, group, _THEY if handing.rstrip().endswith("with") else _SOFTLY):
        return softly
    word = next_word(line, end)[0].casefold()
    if elliptic := _ELLIPTIC.match(line.shadow, end):
        return elliptic.end()
    if _IF_PAST.search(handing) and is_past(word):
        return end
    if not _BARE.search(handing):
        return 0
    does = _PRESENT.match(line.shadow, end)
    is_done = does is not None and bool({does["verb"], f"{does['verb']}e"} & (VERBS - NOUNS_TOO))
    return end if is_done or word in VERBS else 0


def _verb_behind(line: Line, group: Group, mark: re.Pattern[str]) -> int:
    """Return where the deed begins behind a mark: "the police would", or 0 where none does."""
    match = mark.match(line.shadow, past_what_stands_between(line, group.end))
    if match is None:
        return 0
    word, _ = next_word(line, match.end())
    return match.end() if word.casefold() in VERBS else 0


_OPENING = re.compile(
    r"\W*(?:(?:and|so|but|okay|ok|right|also|then|well|now|yes|yeah|thanks|thank\s+you|sorry|please|er|um"
    r"|hi|alright|good"
    r"|lastly|finally|next|great|lovely|perfect|brilliant|fine)\W+){0,4}(?:over\s+to\s+)?",
    re.IGNORECASE | re.ASCII,
)
_AFTER_STOP = re.compile(
    r"[.,;:?!|]\s+(?:(?:and|so|then|but|please|okay|ok|right)\s+)*$", re.IGNORECASE | re.ASCII
)
_YOU = re.compile(
    r"""(?:\s*,?\s*(?:love|please|thanks|thank\s+you|then|maybe|perhaps|dear|again|as\s+well|too
      |for\s+you)(?!\w))?\s*[,:-]?\s*(?:(?:and\s+|so\s+)?(?:if\s+)?you\s+(?:could|can|would|might|may|will|shall
        |should|must|need\s+to|have\s+to|are\s+(?:going|due|asked|down|able|happy|okay|ok|to)
        |were\s+(?:going|to|asked|down|meant|supposed)|agreed|offered|said|promised|wanted\s+to
        |volunteered|kindly|mentioned|have\s+(?:kindly\s+)?(?:agreed|offered|said|promised|volunteered)
        |to\s+[a-z])
    | (?:and\s+|so\s+)?(?:if\s+)?you(?:'ll|'d|'re)(?!\w)
    | you've\s+(?:kindly\s+|also\s+|already\s+)?(?:agreed|offered|said|promised|volunteered|got\s+(?:that
        |this|it))
    | (?:can|could|will|would|may|might)\s+(?:you|i\s+(?:ask|leave|get|trouble|task)|we\s+(?:ask|leave
        |get))(?!\s+(?:say|tell\s+us\s+(?:why|if|whether)|remember)\b)(?!\w)
    | (?:are|would|do)\s+you\s+(?:able|happy|okay|ok|willing|going|be\s+able|mind|be\s+(?:happy
        |willing))(?!\w)
    | (?:i'd|we'd|i\s+would|we\s+would)\s+(?:really\s+|just\s+|also\s+)?(?:like|love|want|need
        |ask)\s+you(?!\w)
    | (?:i|we|i'll|we'll)\s+(?:do\s+|just\s+|really\s+)?(?:need|want|ask|leave|expect)\s+(?:(?:it|that
        |this)\s+(?:with|to)\s+)?you(?!\w)
    | (?:i'm|we're|i\s+am|we\s+are)\s+(?:looking\s+(?:at|to)|asking|relying\s+on|expecting
        |counting\s+on)\s+you(?!\w)
    | (?:(?:that|this|it)(?:'s|\s+is|'ll\s+be|\s+will\s+be|\s+would\s+be)\s+)?(?:(?:one|a\s+job
        |an\s+action|over|down)\s+(?:for|to)|with)\s+you(?!\w)
    | (?:that|this|it)(?:'s|\s+is|'ll\s+be)\s+(?:yours|you)(?!\w)
    | (?:please|pls)\s+(?=[a-z])
    )""",
    _FLAGS,
)
"""What speaks to somebody who has just been named: "Gareth, if you could"."""


_WITH_YOU = re.compile(
    r"(?<!\w)(?:with|to|for|from|on|ask|need|want|that's)\s+you\s*,?\s+$", re.IGNORECASE | re.ASCII
)
"""What speaks to somebody who is named right behind: "can I leave that with you, Bel"."""


def _spoken_to(line: Line, groups: list[Group]) -> Owner | None:
    """Return who is spoken to: "Gareth, if you could", "school nursing, could you"."""
    opening = _OPENING.match(line.shadow)
    first = opening.end() if opening else 0
    for group in groups:
        if group.is_possessive or is_kin(group) or group.elements[0].is_collective:
            continue
        before = line.shadow[max(0, group.start - 30) : group.start]
        is_with = _WITH_YOU.search(before) is not None
        if is_with and ends_owner(line, group.end):
            return owner_of_group(line, group, group.end, False, group.start)
        if group.start > first and not _AFTER_STOP.search(before):
            continue
        match = _YOU.match(line.shadow, group.end)
        if match is None or _is_asked_about(line, match):
            continue
        mention = group.elements[0].mention
        if mention is not None and mention.is_word and group.start:
            continue
        return owner_of_group(line, group, match.end(), True, group.start)
    return None


def _is_asked_about(line: Line, match: re.Match[str]) -> bool:
    """Say whether it is only said what somebody told before: "Tola, you said he was home"."""
    told = re.search(r"(?:said|mentioned)\s*$", match[0], re.IGNORECASE)
    if told is None:
        return False
    following = re.compile(
        r"\s+(?:that\s+)?(?:you(?:'d|'ll|\s+would|\s+will|\s+could|\s+can)|to\s+us\s+you'd)\b", re.IGNORECASE
    )
    return following.match(line.shadow, match.end()) is None


_ANSWER = re.compile(
    r"(?:\s+(?:is|will|can|does|to|has\s+(?:this|that|it)))?(?=\s*(?:$|[,.;]|(?:by|before|within|on|today|tonight|tomorrow"
    r"|this|next|first\s+thing|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\b))",
    re.IGNORECASE,
)
_PRONOUN_ASKED = re.compile(
    r"(?<!\w)(?:can|could|will|would)\s+(?:she|he|they)\s+(?:please\s+|kindly\s+|also\s+)?(?P<verb>[a-z-]+)",
    re.IGNORECASE | re.ASCII,
)


def _answered(line: Line, groups: list[Group]) -> Owner | None:
    """Return who answers "who is telling Ellie? Hope is", or whom "can she do it" means."""
    for group in groups:
        if not line.shadow[: group.start].rstrip().endswith("?"):
            continue
        if answer := _ANSWER.match(line.shadow, group.end):
            return owner_of_group(line, group, answer.end(), False)
    return _meant_by_pronoun(line)


def _meant_by_pronoun(line: Line) -> Owner | None:
    """Return who was named last before they are asked: "June is away, so can she do it"."""
    asked = _PRONOUN_ASKED.search(line.shadow)
    if asked is None or asked["verb"].casefold() not in VERBS or not line.shadow[: asked.start()].strip():
        return None
    groups = [group_at(line, place) for place in places_of(line)]
    named = [one for one in groups if one and one.end <= asked.start() and not one.is_possessive]
    mention = named[-1].elements[0].mention if named else None
    if mention is None or mention.person_id is not None or not WORD.search(line.shadow):
        return None
    # The name stays where it is told of; only "can she" goes.
    return owner_of_group(line, named[-1], asked.start("verb"), True, asked.start())
