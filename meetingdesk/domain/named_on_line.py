"""Who is named on a line once days are told from names: June is somebody, 3 June is not."""

from __future__ import annotations

import re

from meetingdesk.domain.action_words import VERBS
from meetingdesk.domain.date_parts import Lead, SaidDate, Shape
from meetingdesk.domain.date_words import WEEKDAY
from meetingdesk.domain.mentions import Mention, Names
from meetingdesk.domain.naming import Named


def named_in(
    shadow: str,
    names: Names,
    people: tuple[Named, ...],
    dates: tuple[SaidDate, ...],
    *,
    capitals_matter: bool = True,
) -> tuple[Mention, ...]:
    """Return everybody whom a text names; who names a day names nobody."""
    found: list[Mention] = []
    for mention in names.mentions(shadow):
        day = next((one for one in dates if mention.start < one.end and one.date_start < mention.end), None)
        if day is not None and not (
            _is_rather_name(shadow, mention, day) or _has_day_behind(shadow, mention, day, dates)
        ):
            continue
        if (
            mention.is_word
            and capitals_matter
            and not _may_be_name(shadow, mention, found[-1] if found else None, dates)
        ):
            continue
        found.append(mention)
    for named in people:
        inside = [one for one in found if one.start < named.end and named.start < one.end]
        inside = [one for one in inside if one.professional_id is None or not _is_within(one, named)] or []
        found = [one for one in found if one.professional_id is None or not _is_within(one, named)]
        if any(one.professional_id for one in inside) or any(_is_day(named, said) for said in dates):
            continue
        if any(one.person_id for one in inside):
            continue
        found = [one for one in found if one not in inside]
        owned = shadow[named.end : named.end + 2] in {"'s", "'S", "' "}
        found.append(Mention(named.start, named.end, None, None, named.person_id, owned))
    return tuple(sorted(found, key=lambda one: one.start))


def _is_within(mention: Mention, named: Named) -> bool:
    """Say whether a name is only a part of the longer one of somebody else: "Will" of "Will Doyle"."""
    length = mention.end - mention.start
    return named.start <= mention.start and mention.end <= named.end and length < named.end - named.start


def _is_day(named: Named, said: SaidDate) -> bool:
    return said.date_start < named.end and named.start < said.end and said.due_on is not None


_HAS_TO = re.compile(r"\s+to\s+(?!(?:january|february|march|april|may|june|july|august)\b)[a-z]", re.ASCII)


_TWO_DOES = re.compile(
    r" 2 (?:see|ring|tell|write|do|check|ask|visit|send|share|recall|weigh|phone|meet|refer|chase|email|call"
    r"|speak|get|make|give|take|attend|contact|discuss|support|find|update|complete|arrange|book)(?= \w)",
    re.ASCII,
)
"""A "to" in figures behind somebody who is called as a month is: "June 2 ring the lab"."""


def _is_rather_name(shadow: str, mention: Mention, said: SaidDate) -> bool:
    """Say whether "by June" is by somebody: a month alone is no day anyway."""
    if said.shape is Shape.DAY and mention.professional_id is not None:
        return not shadow[: mention.start].strip() and _TWO_DOES.match(shadow, mention.end) is not None
    if said.shape is not Shape.VAGUE or mention.professional_id is None:
        return False
    if shadow[mention.start].isupper() and (
        " " in shadow[mention.start : mention.end] or _HAS_TO.match(shadow, mention.end)
    ):
        return True
    return (
        said.lead is Lead.NONE
        and bool(re.match(r"(?:by|from|for)\b", shadow[said.start :], re.IGNORECASE))
        and (shadow[mention.start].isupper())
    )


_GIVEN_BY = re.compile(r"(?<!\w)(?:by|from)\s+$", re.IGNORECASE | re.ASCII)


def _has_day_behind(shadow: str, mention: Mention, said: SaidDate, dates: tuple[SaidDate, ...]) -> bool:
    """Say whether a month alone is rather somebody, since the day follows: "report from june by Wed"."""
    if said.shape is not Shape.VAGUE or mention.professional_id is None:
        return False
    return _GIVEN_BY.search(shadow, 0, mention.start) is not None and _is_before_day(shadow, mention, dates)


def _is_before_day(shadow: str, mention: Mention, dates: tuple[SaidDate, ...]) -> bool:
    return any(
        one.due_on is not None
        and one.lead in (Lead.BY, Lead.BEFORE, Lead.WITHIN)
        and mention.end <= one.start
        and not shadow[mention.end : one.start].strip(" ,")
        for one in dates
    )


_ALONE_BEFORE = re.compile(r"(?:[(\[|]|(?:^|\s)-|-\s|\b(?:by|owner|lead))\s*$", re.IGNORECASE | re.ASCII)
_ALONE_AFTER = re.compile(r"\s*(?:$|[)\],.;]|-|by\b)", re.IGNORECASE | re.ASCII)
_JOINED = re.compile(r"\s*(?:,|/|&|\+|\band\b|\bor\b)\s*$", re.IGNORECASE | re.ASCII)
_ALSO_DEEDS = VERBS | {"hope", "will", "may"}
_ONLY_FIRST = frozenset({"will", "may"})


def _may_be_name(shadow: str, mention: Mention, earlier: Mention | None, dates: tuple[SaidDate, ...]) -> bool:
    """Say whether a word without its capital stands where only a name can: first, alone, beside a name."""
    before = shadow[: mention.start]
    if not before.strip() or any(
        not shadow[one.end : mention.start].strip(" ,:-") for one in dates if one.end <= mention.start
    ):
        return True
    if _ALONE_BEFORE.search(before) and _ALONE_AFTER.match(shadow, mention.end):
        return True
    if _GIVEN_BY.search(before) and _is_before_day(shadow, mention, dates):
        return True
    is_last = _DAY_BEFORE.search(before) is not None and _STANDS_LAST.match(shadow, mention.end) is not None
    if is_last and shadow[mention.start : mention.end].casefold() not in _ONLY_FIRST:
        return True
    small = shadow[mention.start : mention.end].casefold()
    if earlier is not None and small not in _ALSO_DEEDS and earlier.agency_id == mention.agency_id:
        # Behind their agency only a name can be meant: "HV grace to visit".
        return shadow[earlier.end : mention.start] == " "
    joined = _JOINED.search(before)
    if joined is None or earlier is None or shadow[mention.start : mention.end].casefold() in _ONLY_FIRST:
        return joined is not None and earlier is not None and earlier.is_word
    return earlier.end == joined.start()


def days_among(dates: tuple[SaidDate, ...], mentions: tuple[Mention, ...]) -> tuple[SaidDate, ...]:
    """Return the dates that are not the name of somebody."""
    return tuple(
        said
        for said in dates
        if not any(one.start < said.end and said.date_start < one.end for one in mentions)
    )


_DAY_BEFORE = re.compile(
    rf"(?<!\w)(?<!the\s)(?<!every\s)(?<!each\s)(?<!last\s)(?P<day>{WEEKDAY})\s+(?:the\s+)?$",
    re.IGNORECASE | re.ASCII,
)
_STANDS_LAST = re.compile(r"\s*(?:$|[,;.)]|so\s)", re.IGNORECASE | re.ASCII)


def days_before_last(shadow: str, mentions: tuple[Mention, ...]) -> int:
    """Return where those begin who stand last behind a weekday, which they do not take with them, or 0.

    "See Theo Mon HV" has a day and an owner, where "see Theo Mon morning group" has neither.
    """
    begin = 0
    for place in range(len(mentions) - 1, -1, -1):
        one = mentions[place]
        if one.person_id is not None or one.is_possessive:
            break
        if not begin and not _STANDS_LAST.match(shadow, one.end):
            continue
        begin = one.start
        joined = place > 0 and _JOINED.fullmatch(shadow, mentions[place - 1].end, one.start)
        if not joined:
            break
    day = _DAY_BEFORE.search(shadow, 0, begin) if begin else None
    return day.end("day") if day is not None else 0
