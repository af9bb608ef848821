"""Which of the dates on a line is the deadline, and which only belong to what is told."""

from __future__ import annotations

import re
from dataclasses import replace

from meetingdesk.domain import date_reckoning as reckon
from meetingdesk.domain.action_words import VERBS, WORD, is_participle, is_past
from meetingdesk.domain.clauses import Clause, ClauseKind, Told
from meetingdesk.domain.date_parts import Lead, SaidDate, Shape
from meetingdesk.domain.date_patterns import ENDS_WELL, STARTS_WELL
from meetingdesk.domain.date_reckoning import Asked

_FLAGS = re.IGNORECASE | re.VERBOSE | re.ASCII
_STRONG = frozenset({Lead.BY, Lead.BEFORE, Lead.UNTIL, Lead.WITHIN, Lead.COMMENCING})
_LONG_AWAY = 240
_IN_PASSING = re.compile(r"\((?!\s*by\s+\w+\s*$)[^()]*\w[^()]*$", re.ASCII)
"""A bracket with more than a date in it: "(on leave until 30 Nov)"."""
_HAPPENED = re.compile(
    r"""\b(?:incidents?|assaults?|attacks?|arrests?|disclosures?|injur(?:y|ies)|bruis(?:e|es|ing)
      |absences?|arguments?|fights?|fall|episodes?|call[- ]?outs?|attendances?
      |allegations?|strangulation|breach|conversations?|disturbance|presentation|events?|altercation
        |overdose|burns?|marks?|what\s+\w+\s+said|footage|logs?|cctv|crime|fracture|a&e\s+visit
        |police\s+visit|missed\s+\w+|last\s+\w+|previous\s+\w+)
      \s+(?:at\s+(?:\w+\s+){1,2}|in\s+(?:\w+\s+){1,2})?$""",
    _FLAGS,
)
_EVENT = r"""(?:visit|appointment|appt|call|contact|incident|meeting|hearing|conference|letter|email|text
        |report|referral|assessment|discharge|admission|session|scan|interview|trip|conversation|review|results?
        |party|handover|fight|assault|message|statement|core\s+group|medical|inspection|weekend|check|argument
        |court(?:\s+(?:case|hearing|date))?|trial|dentist|clinic|tribunal|exam|test)"""
_OF_EVENT = re.compile(
    rf"""\b(?:
      (?:about|re|regarding|of|from|following|after|for|since|concerning|whether|discuss|review|check|read
        |view)\s+(?:the|his|her|their|a|an|this|that|mum's|dad's|\w+'s)\s+(?:[\w-]+\s+){{0,2}}
      | (?:about|re|regarding|following|after|concerning)\s+(?:[\w-]+\s+)?
    ){_EVENT}\s*$""",
    _FLAGS,
)
_BEFORE_EVENT = re.compile(
    r"\b(?:before|prior\s+to|ahead\s+of|in\s+advance\s+of)\s+(?:the\s+|his\s+|her\s+|their\s+"
    r"|a\s+)?(?!(?:school|nursery|work|lunch|breakfast|bed|noon|class|lessons?|assembly|tea)\s+$)(?:[\w'-]+\s+){1,4}$",
    _FLAGS,
)
_ENDED = re.compile(r"\s+(?:went|was|were|had|happened|took|did|has|is|ended|finished)\b", _FLAGS)
_BROUGHT = re.compile(
    r"\b(?:bring|brings|report|reports|update|updates|feed|feedback|present|give|send|share|submit"
    r"|take|return|attend|come|report\s+back|provide|prepare|add|defer|deferred|back|postponed?|review"
    r"|carried|move)\b",
    _FLAGS,
)
_TAKEN_FROM = re.compile(
    r"\b(?:letters?|footage|cctv|reports?|minutes|notes?|emails?|results?|calls?|messages?|texts?"
    r"|logs?|statements?|photos?|updates?|records?|incidents?|injur\w+|bruis\w+|data|information|info"
    r"|actions?|outstanding|evidence|images?|documents?|paperwork|referrals?|visits?|disclosures?"
    r"|recordings?|chronology|attendance|absences?)(?:\s+\w+)?\s*$",
    _FLAGS,
)
_PARTICIPLES_TO_DO = frozenset(
    """
    done completed booked arranged agreed planned needed required due held scheduled listed fixed set
    reviewed fitted sorted finished unannounced unsupervised supervised
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


def deadline_of(
    shadow: str,
    dates: tuple[SaidDate, ...],
    clauses: tuple[Clause, ...],
    told: tuple[Told, ...],
    asked: Asked,
    names: frozenset[int],
    deed_from: int,
    is_repeated: bool,
) -> SaidDate | None:
    """Return the first deadline; a vague one only where no day is said.

    `names` is where people and agencies begin, `deed_from` where what is to be done begins.
    """
    found = [
        one
        for said in dates
        if (one := _as_deadline(shadow, said, clauses, told, asked, names, deed_from, is_repeated))
    ]
    days = [said for said in found if said.due_on is not None]
    for said in days:
        if not _IN_PASSING.search(shadow[: said.start]):
            return said
    return next(iter((*days, *found)), None)


def _as_deadline(
    shadow: str,
    said: SaidDate,
    clauses: tuple[Clause, ...],
    told: tuple[Told, ...],
    asked: Asked,
    names: frozenset[int],
    deed_from: int,
    is_repeated: bool,
) -> SaidDate | None:
    if said.lead in (Lead.SINCE, Lead.OF, Lead.AFTER, Lead.EACH):
        return None
    deed_from = deed_from if deed_from <= said.start else 0
    clause = next((one for one in clauses if one.holds(said.start) or one.holds(said.date_start)), None)
    if clause is not None:
        return None
    stretch = next((one for one in told if one.start <= said.start < one.end), None)
    is_strong = said.lead in _STRONG or said.is_latest
    if stretch is not None and (
        stretch.is_condition or said.lead in (Lead.BEFORE, Lead.UNTIL) or not is_strong
    ):
        return None
    if (
        said.lead not in (Lead.BY, Lead.WITHIN)
        and not said.is_latest
        and _is_in_statement(shadow, said, deed_from)
    ):
        return None
    if said.is_vague and said.shape is Shape.VAGUE and stretch is not None:
        return None
    if said.is_past and not is_strong:
        return None
    if said.is_of_something and not is_strong and said.lead is not Lead.FOR:
        return None
    if said.lead is Lead.WITHIN and said.shape is Shape.DAY:
        is_strong = False
    if is_strong:
        return said
    return _weak(shadow, said, asked, names, deed_from, is_repeated)


_FINITE = re.compile(
    r"(?<![\w'])(?:is|are|was|were|has|had|ends|expires|runs|starts|goes|leaves|returns|lives|works|stays|said|says"
    r"|sleeps|isn't|wasn't|won't|can't)(?![\w'])[^,;()|]*$",
    re.IGNORECASE | re.ASCII,
)
_MADE_SURE = re.compile(r"(?:ensur|(?:make|making|be)\s+(?:sure|certain))\w*\b", re.IGNORECASE | re.ASCII)


def _is_in_statement(shadow: str, said: SaidDate, deed_from: int) -> bool:
    """Say whether the deed only holds a statement with this date: "tell her he is on bail until May"."""
    deed = shadow[deed_from : said.start]
    found = _FINITE.search(deed) if deed_from else None
    return found is not None and " - " not in found[0] and not _MADE_SURE.search(deed)


def _weak(
    shadow: str, said: SaidDate, asked: Asked, names: frozenset[int], deed_from: int, is_repeated: bool
) -> SaidDate | None:
    before = shadow[max(0, said.start - 90) : said.start]
    match said.lead:
        case Lead.FOR:
            if said.shape is Shape.OFFSET:
                return said if is_repeated else None
            if said.shape is Shape.DAY and _is_long_away(said, asked):
                return None
            return said
        case Lead.TO:
            is_brought = said.shape is Shape.MEETING and _BROUGHT.search(shadow[: said.start])
            return said if is_brought else None
        case Lead.FROM | Lead.START:
            if said.lead is Lead.FROM and _TAKEN_FROM.search(shadow[: said.start]):
                return None
            return None if _is_long_away(said, asked) else said
        case _:
            return _told_or_due(shadow, said, before, asked, names, deed_from)


def _told_or_due(
    shadow: str, said: SaidDate, before: str, asked: Asked, names: frozenset[int], deed_from: int
) -> SaidDate | None:
    if said.shape is Shape.VAGUE:
        return said
    if _is_long_away(said, asked):
        return None
    if said.lead in (Lead.ON, Lead.AT) and _BEFORE_EVENT.search(before):
        return _day_before(said, asked)
    if said.lead is Lead.NONE and _follows_noun(said, shadow, names):
        return None
    if said.shape is Shape.MEETING:
        if said.lead in (Lead.AT, Lead.ON, Lead.NONE):
            return said
        return None
    is_parted = bool(STARTS_WELL.search(shadow, 0, said.start)) and said.lead is Lead.NONE
    if is_parted:
        return said
    if _HAPPENED.search(before) or _OF_EVENT.search(before) or _ENDED.match(shadow, said.end):
        return None
    return None if _is_told_as_done(before, deed_from - max(0, said.start - 90)) else said


def _is_long_away(said: SaidDate, asked: Asked) -> bool:
    """Say whether a day without its year is one that has just been: nobody says 14/11 for a year ahead."""
    if (
        said.due_on is None
        or said.shape is not Shape.DAY
        or (re.search(r"20\d\d|[/.-]\d\d$|'\d\d", said.words) and _has_year(said))
    ):
        return False
    return (said.due_on - asked.day).days > _LONG_AWAY


def _has_year(said: SaidDate) -> bool:
    return bool(re.search(r"20\d\d|\d[/.-]\d{1,2}[/.-]\d\d|[a-z]\s+'?\d\d$", said.words, re.IGNORECASE))


def _day_before(said: SaidDate, asked: Asked) -> SaidDate:
    if said.due_on is None:
        return said
    meant = reckon.before(asked, reckon.Meant(said.due_on, basis=said.basis))
    works, note = reckon.about_working(asked, meant.day)
    return replace(
        said,
        due_on=meant.day,
        note="; ".join(part for part in (meant.why, note) if part),
        is_working_day=works,
    )


def _follows_noun(said: SaidDate, shadow: str, names: frozenset[int]) -> bool:
    """Say whether a bare date only tells which one is meant: "attend Tuesday club"."""
    end = said.end
    if ENDS_WELL.match(shadow, end):
        return False
    gap = re.compile(r"\s*").match(shadow, end)
    place = gap.end() if gap else end
    if any(start in names for start in (place,)):
        return False
    word = WORD.match(shadow, place)
    if word is None or word.group().casefold() in VERBS:
        return False
    if said.shape is Shape.WEEKDAY or said.shape is Shape.RELATIVE:
        return (
            not re.match(
                r"(?:the|our|his|her|their|all|everyone|each|both|if)\b", shadow[place:], re.IGNORECASE
            )
            and not shadow[place].isupper()
        )
    return False


_NEVER_TOLD = frozenset(
    {"read", "put", "set", "cut", "run", "rung", "let", "sit", "spread", "is", "are", "has"}
)
"""Participles that are verbs of what is to be done as well, and the helping ones."""
_BEHIND_PARTICIPLE = frozenset(
    """
    to by at in with from for about of off up out away home back over round him her them it us there
    here
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


def _is_told_as_done(before: str, deed_from: int) -> bool:
    """Say whether a participle right before the date tells what has been: the letter sent on Monday."""
    words = list(WORD.finditer(before))
    following = ""
    for back in range(1, min(4, len(words)) + 1):
        word = words[-back]
        small = word.group().casefold()
        if word.start() <= deed_from or small in {"and", "or", "be"}:
            return False
        if small == "to" and (not following or following in VERBS):
            return False
        if back == 1 and small in VERBS and not is_participle(small):
            return False
        # "the letter sent home on Monday" was sent, "the reduced timetable on Monday" is to come.
        is_whole = (
            not following or following in _BEHIND_PARTICIPLE or (is_past(small) and not small.endswith("ed"))
        )
        told = (is_participle(small) or is_past(small)) and small not in _PARTICIPLES_TO_DO | _NEVER_TOLD
        if told and is_whole:
            earlier = " ".join(one.group().casefold() for one in words[:-back][-5:])
            return not re.search(r"\b(?:be|get|gets|have|being)\b", earlier)
        following = small
    return False


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


def is_statement(shadow: str, clauses: tuple[Clause, ...]) -> bool:
    """Say whether a line without an owner only tells something: Dean was seen on Friday."""
    first = WORD.search(shadow)
    if first is None:
        return False
    is_thing = re.match(r"\s+by\b", shadow[first.end() :], re.IGNORECASE) is not None
    if first.group().casefold() in VERBS - {"left", "read", "set", "hit"} and not is_thing:
        return False
    reason = min((one.start for one in clauses if one.kind is ClauseKind.REASON), default=len(shadow))
    told = bool(_WILL_HAPPEN.search(shadow) or _IS_SO.match(shadow))
    for match in WORD.finditer(shadow):
        small = match.group().casefold()
        if small in {"to", "need", "needs", "needed", "required", "please", "pls"} and (
            small != "to" or _starts_deed(shadow, match.end())
        ):
            return False
        if match.start() < reason and is_past(small):
            before = shadow[: match.start()].rstrip().casefold()
            if before.endswith(("be", " not")) and not before.endswith(" not"):
                continue
            told = True
    return told


def _starts_deed(shadow: str, place: int) -> bool:
    following = WORD.search(shadow, place)
    small = following.group().casefold() if following else ""
    return small in VERBS or small == "be"
