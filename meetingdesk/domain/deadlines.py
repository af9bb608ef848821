"""Which of the dates on a line is the deadline, and which only belong to what is told."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from meetingdesk.domain import date_reckoning as reckon
from meetingdesk.domain.action_words import NOUNS_TOO, VERBS, WORD, is_participle, is_past
from meetingdesk.domain.clauses import Clause, Told
from meetingdesk.domain.date_parts import Lead, SaidDate, Shape
from meetingdesk.domain.date_patterns import ENDS_WELL, STARTS_WELL
from meetingdesk.domain.date_reckoning import Asked
from meetingdesk.domain.date_words import WEEKDAY

_FLAGS = re.IGNORECASE | re.VERBOSE | re.ASCII
_STRONG = frozenset({Lead.BY, Lead.BEFORE, Lead.UNTIL, Lead.WITHIN, Lead.COMMENCING})
_LONG_AWAY = 240
_NEAR = 90
_IN_PASSING = re.compile(r"\((?!\s*by\s+\w+\s*$)[^()]*\w[^()]*$", re.ASCII)
"""A bracket with more than a date in it: "(on leave until 30 Nov)"."""
_HAPPENED = re.compile(
    r"""\b(?:incidents?|assaults?|attacks?|arrests?|disclosures?|injur(?:y|ies)|bruis(?:e|es|ing)
      |absences?|arguments?|fights?|fall|episodes?|call[- ]?outs?|attendances?
      |allegations?|strangulation|breach|conversations?|disturbance|presentation|events?|altercation
        |overdose|burns?|(?-i:marks?)|what\s+\w+\s+said|footage|logs?|cctv|crime|fracture|a&e\s+visit
        |leave|holiday|away|a/l|abroad|off\s+sick|off\s+work
        |police\s+visit|missed\s+\w+|last\s+\w+|previous\s+\w+
        |no\s+(?:reply|answer|response|show|contact|one\s+in)|not\s+(?:in|at\s+home)|nobody\s+(?:in|home))
      \s+(?:at\s+(?:\w+\s+){1,2}|in\s+(?:\w+\s+){1,2})?$""",
    _FLAGS,
)
_EVENT = r"""(?:visit|appointment|appt|call|contact|incident|meeting|hearing|conference|letter|email|text
        |report|referral|assessment|discharge|admission|session|scan|interview|trip|conversation|review
        |results?
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
    r"|a\s+)?(?!(?:school|nursery|work|lunch|breakfast|bed|noon|class|lessons?|assembly"
    r"|tea)\s+$)(?:[\w'-]+\s+){1,4}$",
    _FLAGS,
)
_ENDED = re.compile(r"\s+(?:went|was|were|had|happened|took|did|has|is|ended|finished)\b", _FLAGS)
_BROUGHT = re.compile(
    r"\b(?:bring|brings|report|reports|update|updates|feed|feedback|present|give|send|share|submit"
    r"|take|return|attend|come|report\s+back|provide|prepare|add|defer|deferred|back|postponed?|review"
    r"|carried|move)\b",
    _FLAGS,
)
_PARTICIPLES_TO_DO = frozenset(
    """
    done completed expected awaited wanted requested
    booked arranged agreed planned needed required due held scheduled listed fixed set
    reviewed fitted sorted finished unannounced unsupervised supervised
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the dates of a line: clauses, what is only told, names, the deed."""

    shadow: str
    asked: Asked
    clauses: tuple[Clause, ...] = ()
    told: tuple[Told, ...] = ()
    names: frozenset[int] = frozenset()
    """Where people and agencies begin."""
    deed_from: int = 0
    """Where what is to be done begins, if that is known."""
    is_repeated: bool = False

    def deed_before(self, said: SaidDate) -> int:
        """Return where the deed begins that a date belongs to; 0 for a date before the owner."""
        return self.deed_from if self.deed_from <= said.start else 0


def deadline_of(dates: tuple[SaidDate, ...], around: Around) -> SaidDate | None:
    """Return the first deadline; a vague one only where no day is said."""
    found = [one for said in dates if (one := _as_deadline(said, around)) is not None]
    if then := _before_then(dates, tuple(found), around):
        return then
    days = [said for said in found if said.due_on is not None]
    if days and (later := _after_event(days, around)):
        return later
    is_led_later = len(days) > 1 and days[0].lead in (Lead.NONE, Lead.ON) and days[1].lead in _STRONG
    if is_led_later and _SETTLED.search(around.shadow, 0, days[0].start):
        days = days[1:]
    if len(days) > 1 and _is_said_nearer(days[0], days[1], around):
        return days[1]
    for said in days:
        if not _IN_PASSING.search(around.shadow[: said.start]):
            return said
    return next(iter((*days, *found)), None)


_THEN = re.compile(
    r"(?<!\w)(?P<lead>before|ahead\s+of|prior\s+to|by)\s+(?:then|that(?:\s+(?:date|day|point))?(?=\s*(?:$|[,;.)])))"
    r"(?![\w'])",
    re.IGNORECASE | re.ASCII,
)
"""What makes the day that was named last the deadline: "bail ends on the 15th, Wes to renew before then"."""


_IF = re.compile(r"(?:if|unless|in\s+case|should)(?!\w)", re.IGNORECASE | re.ASCII)


def _before_then(dates: tuple[SaidDate, ...], found: tuple[SaidDate, ...], around: Around) -> SaidDate | None:
    """Return the deadline that is said as "before then", where no other is said behind the day meant."""
    match = _THEN.search(around.shadow)
    named = [one for one in dates if match is not None and one.end <= match.start()]
    if match is None or not named or named[-1].due_on is None or named[-1].is_past:
        return None
    last = named[-1]
    if any(
        one.is_condition
        and (one.start <= match.start() < one.end or one.start <= last.start < one.end)
        and _IF.match(around.shadow, one.start)
        for one in around.told
    ):
        return None
    if any(one.start > last.start and one.due_on is not None and one.lead in _STRONG for one in found):
        return None
    meant = last if match["lead"].casefold() == "by" else _day_before(last, around.asked)
    return replace(meant, start=match.start(), end=match.end(), words=match[0], date_start=match.start())


_SAYS_WHEN = re.compile(
    r"(?:[,;.-]|(?<!\w)(?:and|but|so))\s*(?:(?:and|but|so)\s+)?(?:that|this|it|which)(?:'ll|\s+(?:will|(?:has|is|needs?|ought)"
    r"\s+to|must|should))(?:\s+(?:now|then|all|still))*(?:\s+(?:be(?:\s+\w+)?|happen|take\s+place))?\s+$",
    re.IGNORECASE | re.ASCII,
)
_MUST = re.compile(r"(?:has|needs?|ought)\s+to|must|should", re.IGNORECASE | re.ASCII)


def says_when(dates: tuple[SaidDate, ...], shadow: str) -> bool:
    """Say whether a line says outright when something has to be: "but it has to happen before 3 June"."""
    return any(
        (match := _SAYS_WHEN.search(shadow[max(0, said.start - _NEAR) : said.start])) is not None
        and _MUST.search(match[0]) is not None
        for said in dates
        if said.due_on is not None
    )


_SETTLED = re.compile(
    r"(?<!\w)(?<!be\s)(?:agreed|reviewed|completed|done|held|finished|discussed)\s+$",
    re.IGNORECASE | re.ASCII,
)
"""Behind it stands when something was, where a deadline follows: "plan agreed 26/8, copies out in 5wd"."""
_EVENT_ON = re.compile(
    rf"(?<![\w'])(?:{_EVENT}s?|panel|slot|back|away|off|out|leave|group|contact|club|work|session|concert"
    rf"|evening"
    rf"|{WEEKDAY}\s*(?:[+&,]|and)"
    r"\s*)\s*,?\s*$",
    _FLAGS,
)


def _is_said_nearer(first: SaidDate, second: SaidDate, around: Around) -> bool:
    """Say whether a day is said outright behind what it is before: "ahead of the trial, by 11 Dec"."""
    if first.lead is not Lead.BEFORE or first.due_on is None or second.due_on is None:
        return False
    is_led = (second.lead is Lead.BY or second.is_latest) and second.due_on < first.due_on
    return is_led and around.shadow[: second.start].rstrip().endswith((",", ";", "(", "-"))


_DUE = re.compile(r"due(?!\w)", re.IGNORECASE | re.ASCII)
"""When a thing is due, where behind it who does something has a day of their own."""
_DAYS = re.compile(rf"{WEEKDAY}\s*(?:\+|&|,|\band\b)\s*{WEEKDAY}", re.IGNORECASE | re.ASCII)


def _after_event(days: list[SaidDate], around: Around) -> SaidDate | None:
    """Return the deadline behind the day of an event: "appointment on the 24th, note by the 27th"."""
    first = days[0]
    if _DUE.match(first.words) and first.end <= around.deed_from:
        return next((said for said in days[1:] if said.lead in _STRONG), None)
    is_named = first.lead is Lead.FOR and first.end <= around.deed_from
    if (first.lead not in (Lead.ON, Lead.NONE, Lead.AT) and not is_named) or first.is_latest:
        return None
    is_event = (
        _EVENT_ON.search(around.shadow, max(0, first.start - _NEAR), first.start)
        or (len(days) > 1 and not around.shadow[first.end : days[1].start].strip(" ,"))
        or _is_headed_by_event(days, around)
    )
    is_event = is_event or (is_named and first.is_of_something)
    if not is_event and not _DAYS.search(first.words):
        return None
    leads = _STRONG if is_event else (Lead.UNTIL,)
    return next((said for said in days[1:] if said.lead in leads and said.lead is not Lead.COMMENCING), None)


_TO_BE = re.compile(r"(?<!\w)to(?!\w)", re.IGNORECASE | re.ASCII)
_IS_THERE = re.compile(
    r"(?<!\w)be\s+(?:at|in|there|with|away|off|out|back|on|present)(?!\w)[^,;]*$", re.IGNORECASE | re.ASCII
)


def _is_headed_by_event(days: list[SaidDate], around: Around) -> bool:
    """Say whether what is on the first day is named only, or that somebody is there, and not what to do.

    "dressing change on the 28th, Noor to report back by the 30th".
    """
    if len(days) < 2 or not re.search(r"[,;]\s|\s-\s|\.\s", around.shadow[days[0].end : days[1].start]):
        return False
    before = around.shadow[: days[0].start]
    if around.deed_from <= days[0].start:
        return _IS_THERE.search(around.shadow, around.deed_from, days[0].start) is not None
    if around.deed_from > days[1].start:
        return False
    word = WORD.search(before)
    is_deed = word is None or word.group().casefold() in VERBS - NOUNS_TOO
    return not is_deed and _TO_BE.search(before) is None


_BEFORE_IT = re.compile(
    r"(?<!\w)before\s+(?:[\w'-]+\s+){1,3}(?:starts|begins|ends|expires|lapses|closes|finishes"
    r"|runs\s+out)\s+(?:on\s+)?(?:the\s+)?$",
    _FLAGS,
)
"""What is to be done before something that has its day: "before term starts on 3 September"."""
_DEADLINE_IS = re.compile(
    r"(?<!\w)(?:deadline|due\s+date|target(?:\s+date)?|timescale|time\s+limit"
    r"|cut[- ]?off|next\s+(?:home\s+|joint\s+|school\s+)?(?:visit|session|check|review|call|drop-?in|group"
    r"|weigh-?in))(?!\w)[^;.?!]{0,60}\s(?:is|are)\s+"
    r"(?:the\s+|now\s+|for\s+)*$",
    re.IGNORECASE | re.ASCII,
)


def _as_deadline(said: SaidDate, around: Around) -> SaidDate | None:
    if said.lead is Lead.OF and _DEADLINE_IS.search(around.shadow, 0, said.date_start):
        return said
    if said.lead is Lead.OF and _BEFORE_IT.search(around.shadow, 0, said.date_start):
        return _day_before(said, around.asked)
    if said.lead in (Lead.SINCE, Lead.OF, Lead.AFTER, Lead.EACH):
        return None
    if any(one.holds(said.start) or one.holds(said.date_start) for one in around.clauses):
        return None
    is_strong = said.lead in _STRONG or said.is_latest
    if (
        said.lead is Lead.UNTIL
        and said.start < around.deed_from
        and around.shadow[: said.start].endswith("(")
    ):
        return None
    if _SAYS_WHEN.search(_before(said, around)) is not None and said.due_on is not None and not said.is_past:
        return said
    if _is_told(said, around, is_strong):
        return None
    if said.lead in (Lead.ON, Lead.AT) and _BEFORE_EVENT.search(_before(said, around)):
        return _day_before(said, around.asked)
    if _is_in_statement(said, around):
        return None
    is_of_something = said.is_of_something and said.lead is not Lead.FOR
    is_of_something = is_of_something and not (_is_at_event(said, around) or _is_before_name(said, around))
    if not is_strong and (said.is_past or is_of_something):
        return None
    if said.lead is Lead.WITHIN and said.shape is Shape.DAY:
        is_strong = False
    return said if is_strong else _weak(said, around)


def _is_at_event(said: SaidDate, around: Around) -> bool:
    """Say whether something is to be done on the day of what is on: "HV to see Theo at the 9 Dec clinic"."""
    is_day = said.shape is Shape.DAY or (said.shape is Shape.WEEKDAY and said.words.endswith("'s"))
    if said.lead is not Lead.AT or not is_day or not around.deed_before(said):
        return False
    return _EVENT_BEHIND.match(around.shadow, said.end) is not None


_EVENT_BEHIND = re.compile(rf"\s+(?:[\w'-]+\s+)?(?:{_EVENT}|drop-?in|group|club|panel|slot)(?!\w)", _FLAGS)


def _is_before_name(said: SaidDate, around: Around) -> bool:
    """Say whether a date opens the line before who does what: "on the 29th HV weigh Theo"."""
    if around.shadow[: said.start].strip():
        return False
    word = WORD.match(around.shadow, said.end + 1)
    return said.end + 1 in around.names or (word is not None and word.group().casefold() in VERBS - NOUNS_TOO)


def _before(said: SaidDate, around: Around) -> str:
    return around.shadow[max(0, said.start - _NEAR) : said.start]


def _is_told(said: SaidDate, around: Around, is_strong: bool) -> bool:
    """Say whether a date is in a stretch that only tells or asks something."""
    stretch = next((one for one in around.told if one.start <= said.start < one.end), None)
    if stretch is None:
        return False
    if _goes_along(said, around, stretch):
        return False
    if stretch.is_condition or said.shape is Shape.VAGUE or not is_strong:
        return True
    if said.lead is Lead.UNTIL and _GOES_ON.search(around.shadow, around.deed_before(said), stretch.start):
        return False
    return said.lead in (Lead.BEFORE, Lead.UNTIL)


_ALONG = re.compile(
    r"\s*(?:(?:also|then|both)\s+)?(?:go|come|attend|join|be\s+(?:there|present|with|at|in|on)|sit\s+(?:in|with)|stand\s+by"
    r"|accompany|help|support|assist|wait|meet)(?!\w)",
    re.IGNORECASE | re.ASCII,
)
_WHEN = re.compile(r"(?:when|while|whilst)(?!\w)", re.IGNORECASE | re.ASCII)


def _goes_along(said: SaidDate, around: Around, stretch: Told) -> bool:
    """Say whether somebody is to be there on the day: "police to go along when they change it on 26 Nov"."""
    if said.lead not in (Lead.ON, Lead.NONE, Lead.AT) or said.due_on is None or said.is_past:
        return False
    if _WHEN.match(around.shadow, stretch.start) is None or not around.deed_from:
        return False
    words = [word.group() for word in WORD.finditer(around.shadow, stretch.start, said.start)]
    return _ALONG.match(around.shadow, around.deed_from) is not None and not any(map(is_past, words))


_GOES_ON = re.compile(
    r"(?<!\w)(?:keep|keeps|keeping|log|logs|diary|record|records|monitor|track|note|watch|chart|continue"
    r"|maintain)(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""What goes on up to a day, whatever it is about: "keep a log of who collects her until Friday"."""
_FINITE = re.compile(
    r"(?<![\w'])(?:is|are|was|were|has|had|ends|expires|runs|starts|goes|leaves|returns|lives|works|stays"
    r"|said|says"
    r"|sleeps|isn't|wasn't|won't|can't)(?![\w'])[^,;()|]*$",
    re.IGNORECASE | re.ASCII,
)
_MADE_SURE = re.compile(r"(?:ensur|(?:make|making|be)\s+(?:sure|certain))\w*\b", re.IGNORECASE | re.ASCII)


def _is_in_statement(said: SaidDate, around: Around) -> bool:
    """Say whether the deed only holds a statement with this date: "tell her he is on bail until May"."""
    deed_from = around.deed_before(said)
    if said.lead in (Lead.BY, Lead.WITHIN) or said.is_latest or not deed_from:
        return False
    deed = around.shadow[deed_from : said.start]
    verb = WORD.search(deed)
    found = _FINITE.search(deed, verb.end() if verb is not None else 0)
    if found is None:
        return False
    place = deed_from + found.start()
    if any(one.start <= place < one.end < said.start for one in around.told):
        return False
    return " - " not in found[0] and not _MADE_SURE.search(deed)


_MOVED = re.compile(
    r"(?<!\w)(?:br(?:ing|ought)\s+(?:\w+\s+){0,3}forward|mov(?:e|ed)|rearrang(?:e|ed)|re-?schedul(?:e|ed)"
    r"|re-?book(?:ed)?|chang(?:e|ed)"
    r"|switch(?:ed)?|postpone[d]?|defer(?:red)?|put\s+(?:\w+\s+){0,3}back|swap(?:ped)?)(?!\w)[^;.]*$",
    re.IGNORECASE | re.ASCII,
)
"""What is given another day: "brought forward to a day before Thursday"."""
_OFTEN_TO = re.compile(
    r"(?<!\w)(?:daily|weekly|wkly|fortnightly|monthly|nightly|(?:day|week|wk|fortnight"
    r"|month)(?:ly)?)\s*,?\s*$",
    re.IGNORECASE | re.ASCII,
)
"""How often something is done up to a day: "weekly to 18 Jan"."""


def _weak(said: SaidDate, around: Around) -> SaidDate | None:
    earlier = around.shadow[: said.start]
    match said.lead:
        case Lead.FOR if said.shape is Shape.OFFSET:
            return said if around.is_repeated else None
        case Lead.FOR:
            return None if _is_long_away(said, around.asked) else said
        case Lead.TO:
            is_end = around.is_repeated and said.shape is Shape.DAY and bool(_OFTEN_TO.search(earlier))
            is_moved = said.shape is Shape.OFFSET and _MOVED.search(earlier)
            is_brought = said.shape is Shape.MEETING and _BROUGHT.search(earlier)
            return said if is_end or is_moved or is_brought else None
        case Lead.FROM | Lead.START:
            return None  # when it begins is not by when it is done
        case _:
            return said if _is_due(said, around) else None


def _is_due(said: SaidDate, around: Around) -> bool:
    """Say whether a date that hardly anything leads in is when to do it, and tells of nothing that was."""
    before = _before(said, around)
    if said.shape is Shape.VAGUE:
        return True
    if _is_long_away(said, around.asked) or (said.lead is Lead.NONE and _follows_noun(said, around)):
        return False
    if said.shape is Shape.MEETING:
        return said.lead in (Lead.AT, Lead.ON, Lead.NONE)
    if said.lead is Lead.NONE and STARTS_WELL.search(around.shadow, 0, said.start):
        return True
    if (
        (_HAPPENED.search(before) and not _STILL_TO_COME.match(said.words))
        or _OF_EVENT.search(before)
        or _ENDED.match(around.shadow, said.end)
    ):
        return False
    if _SURELY_TO_COME.match(said.words):
        return True
    return not _is_told_as_done(before, around.deed_before(said) - max(0, said.start - _NEAR))


_STILL_TO_COME = re.compile(
    r"(?:on\s+)?(?:this|next|coming|tomorrow|tonight|later)\b", re.IGNORECASE | re.ASCII
)


_SURELY_TO_COME = re.compile(r"(?:on\s+)?(?:tomorrow|tonight)\b", re.IGNORECASE | re.ASCII)


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


_OTHERS_FIRST = re.compile(
    r"(?:the|our|his|her|their|all|everyone|each|both|if|what|where|who|whom|when|how|why"
    r"|which|whether)\b",
    re.IGNORECASE | re.ASCII,
)


_CONTACT_OF_DAY = re.compile(
    r"(?:contacts?|visits?|handovers?|calls?)\s+(?:to\s+be|is|are|must|should|needs?|will)\b",
    re.IGNORECASE | re.ASCII,
)
"""Verbs that are what is on that day: "sat contact to be watched by Jo"."""


def _follows_noun(said: SaidDate, around: Around) -> bool:
    """Say whether a bare date only tells which one is meant: "attend Tuesday club"."""
    if ENDS_WELL.match(around.shadow, said.end) or said.shape not in (Shape.WEEKDAY, Shape.RELATIVE):
        return False
    rest = around.shadow[said.end :]
    place = said.end + len(rest) - len(rest.lstrip())
    word = WORD.match(around.shadow, place)
    if _CONTACT_OF_DAY.match(around.shadow, place):
        return True
    if word is None or place in around.names or word.group().casefold() in VERBS:
        return False
    return not _OTHERS_FIRST.match(around.shadow, place) and not word.group()[0].isupper()


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
