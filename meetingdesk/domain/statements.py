"""Lines and stretches of lines that only tell something: no action, and no deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from meetingdesk.domain.action_words import VERBS, WORD, is_participle, is_past
from meetingdesk.domain.clauses import Clause, ClauseKind, Told, told_in
from meetingdesk.domain.date_parts import Lead
from meetingdesk.domain.owner_groups import Line, Owner, group_at, spaces_at

_FLAGS = re.IGNORECASE | re.VERBOSE | re.ASCII

_WILL_HAPPEN = re.compile(
    r"\b(?:will|may|might|could|is\s+(?:due|likely|going)\s+to|should)\s+be\s+(?:released|discharged"
    r"|sentenced|out|back|home|away|born|recalled|evicted|deported|in\s+court|at\s+court)\b",
    _FLAGS,
)


_IS_SO = re.compile(
    r"\W*(?:[\w'-]+\s+){1,4}(?:off\s+(?:sick|work|school)|away|on\s+(?:leave|bail|remand|licence|holiday)"
    r"|in\s+(?:custody|prison)|staying|living|bailed|remanded|closed|absent|out\s+of\s+area)\b",
    re.IGNORECASE | re.ASCII,
)
"""A state, told without a verb: "Yasmin staying with sister until Monday"."""


_MAY_BE = re.compile(
    r"\W*it\s+(?:may|might|could)\s+(?:well\s+)?be\s+that|it\s+(?:seems|looks|appears"
    r"|sounds)\b",
    re.IGNORECASE | re.ASCII,
)
_MAY_COME = re.compile(
    r"(?<!\w)so\s+(?!that\s)(?:[\w'-]+\s+){1,4}(?:may|might|could)\s+(?:well\s+)?[a-z]+",
    re.IGNORECASE | re.ASCII,
)
"""What may come of something, and nobody is to do: "clocks change Sunday so visits may need a rethink"."""
_IN_COURT = re.compile(
    r"\W*(?:the\s+|his\s+|her\s+|their\s+)?(?:[\w-]+\s+){0,3}?(?:trial|hearing|sentencing|sentence|court\s+case"
    r"|plea|tribunal|fact\s+finding|inquest)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:listed|relisted|set|fixed|adjourned|moved|down|put\s+back)(?!\w)(?!.*\sto\s+[a-z]+\s)",
    re.IGNORECASE | re.ASCII,
)
"""When a court sits, which nobody of the meeting sees to: "trial listed for 14 Jan"."""
_NO_ACTION = re.compile(
    r"(?:[,;.-]|\sso)\s*no\s+(?:further\s+)?actions?(?:\s+needed)?[\s.]*$", re.IGNORECASE | re.ASCII
)
_NOTHING = frozenset({"nothing", "none", "nil"})
_TELLS = frozenset(
    {"says", "said", "is", "was", "has", "had", "did", "does", "told", "feels", "thinks", "reports"}
)


_TO_BE_DONE = re.compile(
    r"(?P<who>[\w'-]+)(?P<stop>,)?\s+(?:will|shall|must|should|would|is\s+to|are\s+to|to|needs?\s+to"
    r"|can)\s+(?:now\s+|therefore\s+"
    r"|also\s+|then\s+|first\s+)?be\s+(?:\w+ly\s+|first\s+)?(?P<done>[a-z-]+)",
    re.IGNORECASE | re.ASCII,
)
_TELLS_OF = frozenset("he she they it mum dad i we you who there".split())  # noqa: SIM905


_WANTS = re.compile(
    r"\W*(?:(?:and|so|but|okay|right)\s+)*what\s+(?:i|we)(?:'d)?\s+(?:would\s+|really\s+|all\s+)?(?:need"
    r"|want|like)\s+is(?!\w)",
    re.IGNORECASE | re.ASCII,
)


def says_to_be_done(shadow: str) -> bool:
    """Say whether a line says what is to be done, however much it tells besides: "it will be inspected"."""
    return any(
        (is_participle(match["done"]) or match["done"].casefold() == "had")
        and (match["stop"] or match["who"].casefold() not in _TELLS_OF)
        and not _WILL_HAPPEN.search(match[0].partition(" ")[2])
        for match in _TO_BE_DONE.finditer(shadow)
    )


_HELPED = re.compile(
    r"[,;(-]\s*(?:supported|assisted|helped|accompanied|witnessed|observed|joined|backed)$",
    re.IGNORECASE | re.ASCII,
)
"""Who only helps is told of in passing: "budget sheet by Tanya, supported by Jo"."""


def is_statement(shadow: str, clauses: tuple[Clause, ...]) -> bool:
    """Say whether a line without an owner only tells something: Dean was seen on Friday."""
    first = WORD.search(shadow)
    if first is None or says_to_be_done(shadow) or _WANTS.match(shadow):
        return False
    if _NO_ACTION.search(shadow) or _IN_COURT.match(shadow):
        return True
    second = WORD.match(shadow, first.end() + 1)
    is_thing = second is not None and (
        second.group().casefold() == "by" or second.group().casefold() in _TELLS
    )
    if first.group().casefold() in VERBS - {"left", "read", "set", "hit"} and not is_thing:
        return False
    reason = min((one.start for one in clauses if one.kind is ClauseKind.REASON), default=len(shadow))
    purposes = [one for one in clauses if one.kind is ClauseKind.PURPOSE]
    if _MAY_BE.match(shadow) or _MAY_COME.search(shadow):
        return True
    told = bool(_WILL_HAPPEN.search(shadow) or _IS_SO.match(shadow)) or first.group().casefold() in _NOTHING
    for match in WORD.finditer(shadow):
        small = match.group().casefold()
        if small in {"to", "need", "needs", "needed", "required", "please", "pls"} and (
            small != "to" or _starts_deed(shadow, match.end())
        ):
            return False
        if (
            match.start() < reason
            and is_past(small)
            and not any(one.holds(match.start()) for one in purposes)
        ):
            if _HELPED.search(shadow, 0, match.end()):
                continue
            before = shadow[: match.start()].rstrip().casefold()
            if before.endswith(("be", " not")) and not before.endswith(" not"):
                continue
            told = True
    return told


def _starts_deed(shadow: str, place: int) -> bool:
    following = WORD.search(shadow, place)
    small = following.group().casefold() if following else ""
    return small in VERBS or small == "be"


_HAVE = r"ha(?:ve|s|d)(?!\s+(?:to|until|til|till)\b)(?!.*\sto\s)"
_STATE_OF_FAMILY = re.compile(
    rf"\s+(?:{_HAVE}|not(?!\s+to)|can|due|out|back|home|away|off|in|at|on|with|now|still|last|currently|again|under|known"
    r"|sent|seen|done|given|told|taken|spoken|written|made|held|found|heard|met|chosen|driven|brought"
    r"|(?!needs)[a-z]+s)(?![\w'])",
    re.IGNORECASE | re.ASCII,
)
_STATE = re.compile(
    rf"\s+(?:{_HAVE}|not(?!\s+to)|off|away|back|out|on\s+leave|closed|aware|worried|concerned|involved|unable|unhappy"
    r"|sent|seen|done|given|told|taken|spoken|written|made|held|found|heard|met|chosen|driven|brought"
    r"|(?:start|return|leave|work|come|go|finish)e?s|(?:close|open|reopen|shut|break)s?)(?![\w'])",
    re.IGNORECASE | re.ASCII,
)


def tells_state(line: Line) -> bool:
    """Say whether a line only tells how somebody is or what they do: "Dean out on Friday"."""
    match = _state_first(line)
    if match is None:
        return False
    has_deadline = any(said.lead in (Lead.BY, Lead.WITHIN) and said.due_on is not None for said in line.dates)
    return match[0].strip().casefold() == "due" or not has_deadline


_SO = re.compile(r"(?<=\w)\s*,?\s+so\s+(?=\S)", re.IGNORECASE | re.ASCII)


def told_before_so(line: Line) -> Told | None:
    """Return what is told before a thing that is wanted by a day: "school starts on 7th so shoes by 4th"."""
    so = _SO.search(line.shadow)
    state = _state_first(line)
    if so is None or state is None or state.end() > so.start():
        return None
    said = next((one for one in line.dates if one.start >= so.end()), None)
    if said is None or said.lead not in (Lead.BY, Lead.BEFORE, Lead.WITHIN) or said.due_on is None:
        return None
    if _HAS_HAPPENED.search(line.shadow, so.end(), said.start):
        return None
    return Told(0, so.start(), True)


def _state_first(line: Line) -> re.Match[str] | None:
    """Return the words that tell how the one is with whom a line begins."""
    group = group_at(line, len(spaces_at(line.shadow, 0)))
    if group is None or group.is_possessive:
        return None
    mention = group.elements[0].mention
    is_family = not group.elements[0].is_collective and (mention is None or mention.person_id is not None)
    return (_STATE_OF_FAMILY if is_family else _STATE).match(line.shadow, group.end)


_HAS_HAPPENED = re.compile(
    r"(?<![\w'])(?:is|are|was|were|has|had|have|did|does|says?|said|went|came|got|rang|saw|thinks?|thought"
    r"|told(?!\s+(?:by|within|no\s+later|latest)\s)"
    r"|i|we|he|she|they|it|who|isn't|wasn't|weren't|hasn't|hadn't|didn't|doesn't)(?!\w)",
    re.IGNORECASE | re.ASCII,
)


def is_due_done(line: Line) -> bool:
    """Say whether a line says by when something is to be done: "alarm fitted by 2 December"."""
    for said in line.dates:
        if said.lead not in (Lead.BY, Lead.WITHIN) or said.due_on is None or said.is_past:
            continue
        if _HAS_HAPPENED.search(line.shadow, 0, said.start) or line.clause_at(said.start) is not None:
            continue
        if not line.shadow[: said.start].strip():
            part = re.split(r"[,;:.()]\s", line.shadow[said.end :].lstrip(" ,"))[0]
            if _HAS_HAPPENED.search(part):
                continue
        else:
            part = re.split(r"[,;:.()]\s", line.shadow[: said.start])[-1]
        if any(is_participle(word.group()) for word in list(WORD.finditer(part))[1:][-4:]):
            return True
    return False


def _told_besides(shadow: str, owner: Owner | None) -> Iterator[Told]:
    """Find what is only told: before the owner it ends there, and "agreed that he will" tells nothing."""
    for one in told_in(shadow):
        if owner is None or one.start >= owner.end or one.end <= owner.start:
            yield one
        elif one.start < owner.start:
            yield replace(one, end=owner.start)
        elif not shadow.startswith(("that", "That"), one.start):
            yield replace(one, end=owner.end)


_SUITS = re.compile(
    r"(?<!\w)(?:can|could)\s+(?:do|make|manage|offer)\s+(?:the\s+)?[\w/]+(?:\s+\w+)?$",
    re.IGNORECASE | re.ASCII,
)
"""The day that suits somebody, before what is to be done: "June can do Thurs, Olu to ask"."""
_IS_AWAITED = re.compile(
    r"(?<!\w)(?:results?|baby|unborn|mum|she|outcome|decision|verdict|sentence|delivery|birth|release)\s+(?:is\s+|are\s+)?"
    r"(?:now\s+)?(?:expected|due|likely|back|anticipated)\s",
    re.IGNORECASE | re.ASCII,
)
"""What comes by itself, and is not what is to be done: "result expected in three weeks"."""
_DATE_FIRST = re.compile(r"\s*(?:by|before|within)\s[^,]{2,25},", re.IGNORECASE | re.ASCII)
_IS_SO_UNTIL = re.compile(
    r"\W*(?:[\w'-]+\s+){1,5}(?:full|shut|closed|away|off|empty|out|abroad|ill|sick|unwell|leave|holiday|custody"
    r"|prison|hospital|unavailable|suspended|excluded|bail|tag|curfew)\s+(?:until|till|til|from|to|on|for)(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""A state and how long it lasts: "refuge full until 1 Dec so housing to find a room by tonight"."""
_HAPPENED = re.compile(
    r"(?<![\w'])(?:is|are|was|were|has|had|have|did|does|says?|said|went|came|left|rang|saw|isn't|wasn't"
    r"|told(?!\s+(?:by|within|no\s+later|latest)\s)"
    r"|weren't|hasn't|hadn't|didn't|doesn't)(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""What shows that a participle tells what was, and not what has to be done: "locks changed by Tuesday"."""


_IS_HOW = re.compile(
    r"\W*(?!(?:by|before|within|on|if|when|once|what|that)\s)(?:[\w'-]+\s+){0,4}?[\w-]+"
    r"(?:\s+(?:is|are|was|were|ha(?:s|ve|d)|sa(?:ys?|id)|thinks?|wants?|feels?)\s+(?!to\s)"
    r"|'s\s+(?:at|in|on|with|off|out|away|back|home|not|due|still|now|fine|ok|okay|ill)\s)",
    re.IGNORECASE | re.ASCII,
)
"""How something is, told before what is to be done about it: "Dean is in court on 3 Dec, idva to ring"."""


def _told_before(line: Line, owner: Owner | None, clauses: tuple[Clause, ...]) -> Iterator[Told]:
    """Find what is only told before the action begins: "Theo was not in on Monday, school to ring today"."""
    shadow = line.shadow
    before = shadow[: owner.start] if owner is not None else ""
    stop = max((before.rfind(mark) for mark in (",", ";", ". ", " - ")), default=-1)
    before = before[:stop] if stop >= 0 else before
    state = _state_first(line)
    is_state = state is not None and state.end() <= len(before)
    is_awaited = (_SUITS.search(before) or _IS_AWAITED.search(before)) is not None or (
        owner is not None
        and owner.is_before_verb
        and (is_state or _IS_SO_UNTIL.match(before) is not None or _IS_HOW.match(before) is not None)
    )
    if before.strip() and (is_awaited or is_statement(before, clauses)):
        leading = _DATE_FIRST.match(before)
        yield Told(
            leading.end() if leading else 0, len(before), is_awaited or _HAPPENED.search(before) is not None
        )


_SO_ON = re.compile(r"(?<=[\s,])so\s+(?:(?:by|on|for|it's|make\s+it|it\s+is)\s+)*", re.IGNORECASE | re.ASCII)
_IS_NO_DAY = re.compile(
    r"(?:'s|(?<!\w)(?:is|are|isn't|aren't|no|not|shut|closed|off|full|bank|out))(?![\w'])",
    re.IGNORECASE | re.ASCII,
)
_PART_BEGINS = re.compile(r"(?:^|[,;:(]|\s-|\.\s)\s*", re.ASCII)


def told_before_day(line: Line) -> Told | None:
    """Return why another day is taken than was thought of: "Monday's a bank hol so Tues"."""
    days = [said for said in line.dates if said.due_on is not None]
    found = _SO_ON.finditer(line.shadow) if len(days) > 1 else ()
    so = next((one for one in found if any(said.start <= one.end() < said.end for said in days)), None)
    if so is None:
        return None
    end = len(line.shadow[: so.start()].rstrip(" ,"))
    *_, start = (0, *(match.end() for match in _PART_BEGINS.finditer(line.shadow, 0, end)))
    is_told = any(start <= said.start < end for said in days)
    return Told(start, end, True) if is_told and _IS_NO_DAY.search(line.shadow, start, end) else None


def told_around(line: Line, owner: Owner | None, clauses: tuple[Clause, ...]) -> tuple[Told, ...]:
    """Return the stretches of a line that only tell something, given who owns its action."""
    before = (told_before_so(line), told_before_day(line))
    return (
        *_told_besides(line.shadow, owner),
        *_told_before(line, owner, clauses),
        *(one for one in before if one is not None),
    )
