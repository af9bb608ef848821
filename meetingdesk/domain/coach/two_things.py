"""Two things given to one owner in one action: for two people, on one day, with one verb or with none."""

from __future__ import annotations

import re

from meetingdesk.domain.coach.deeds import DEEDS, stem_of
from meetingdesk.domain.coach.reading import ActionRead
from meetingdesk.domain.coach.two_tasks import SENTENCE, TELLS
from meetingdesk.domain.coach.who import pieces_of, row_at

_LISTED = 2
_BOTH = re.compile(
    r"(?<=[,;.(-])\s*(?:both|all (?:three|four|five|3|4|5))(?: of (?:them|these)| things| jobs| tasks| done"
    r"| sorted)?"
    r"\s*[,-]?\s*(?:by|before|on|for|due|within|in)?(?: the)?\s*$"
)
_GOTTEN = re.compile(
    r"(?:also |then )?(?:gets?|do|does|completes?|arranges?|books?|orders?|sorts?(?: out)?|organises?"
    r"|requests?|sets? up"
    r"|chases?(?: up)?|provides?|obtains?|secures?|funds?|buys?)\s+(?P<one>(?:the|a|an|his|her|their"
    r"|[a-z-]+'s)\s+[^,;.:&+]{3,40}?)"
    r"(?:,\s+(?:the|a|an|his|her|their|[a-z-]+'s)\s+[^,;.:&+]{3,40}?)?\s*,?(?:\s(?:and|plus|as well as)"
    r"|\s[&+])\s+"
    r"(?P<two>(?:the|a|an|[a-z-]+'s)\s+(?P<thing>[^,;.:&+]{3,50}))"
)
_FINITE = re.compile(
    r"(?<![\w'])(?:is|are|was|were|has|have|can|will|does|says?|shows?|stays?|goes|comes|gets|knows|names"
    r"|agrees?|tells?"
    r"|works?|holds?|signs?|reads?|told|shown|seen|signed|sent|given|[a-z]{3,}ed)(?![\w'])"
)
_FOR_EACH = re.compile(r"(?:[a-z'-]+\s+){1,5}(?:for|with)\s+[a-z' -]+")
_TO = re.compile(r"\s+(?:to|will)\s+(?P<verb>[a-z-]+)")
_ABOUT_TWICE = re.compile(
    r"(?<![\w'])(?P<about>about|for|re|with|to) [^,;.]{3,40},? and (?:the|his|her|their|a|an"
    r"|[a-z]+'s) [a-z' -]{2,25}? (?P=about) (?!be\b|see\b|ask\b)"
)
_GIVEN_TWICE = re.compile(
    r"[A-Z][a-z]+ (?:a|an|some|new) [a-z -]{3,30},? (?:and|&|\+) [A-Z][a-z]+ (?:a|an|some|new) [a-z]"
)
_KIN = re.compile(
    r"(?<!\w)(?:sister|brother|mum|dad|mother|father|gran|nan|siblings?|twin|aunt|uncle|partner|friend"
    r"|baby)(?!')"
)
_TWO_NOUNS = re.compile(
    r"(?P<first>[a-z'-]+)\s[^,;.:]{4,60}?(?:,?\s(?:and|&|\+|plus)\s|(?<!\s),\s(?=(?:mum|dad|gran|nan"
    r"|[a-z]+)'s\s[a-z]+\s[a-z]))(?P<two>(?:[a-z]+'s|a|an|the|new|his"
    r"|her)\s[^,;.:]{3,40}?)\s*(?:[,;.:]|\s{2,}|$)"
)


def second_thing(read: ActionRead) -> tuple[int, int] | None:
    """Return where a second thing stands, whichever way the two are told."""
    ways = (_both_told, _two_things, _two_nouns, _same_deed_twice, _listed_things, _owners_apart)
    return next((span for way in ways if (span := way(read)) is not None), None)


def _both_told(read: ActionRead) -> tuple[int, int] | None:
    """Return where the day is said to be the day of both."""
    for said in read.said.dates:
        match = _BOTH.search(read.said.quiet[: said.start])
        if match is not None and match.start() > read.deed_at + 12:
            return match.span()
    return None


def _two_things(read: ActionRead) -> tuple[int, int] | None:
    """Return where one verb gets two things, each of them a task of its own."""
    match = _GOTTEN.match(read.quiet, read.deed_at)
    if match is None or _FINITE.search(match.group(), match.start("one") - match.start()):
        return None
    return match.span("two")


def _listed_things(read: ActionRead) -> tuple[int, int] | None:
    """Return where several things, each for somebody, are listed with marks between them."""
    if not read.owner.is_in_front:
        return None
    deed = read.quiet[read.owner.end :].split(". ", maxsplit=1)[0]
    found = [one for one in re.split(r";\s", deed) if _FOR_EACH.fullmatch(one.strip(" :,.-"))]
    if len(found) < _LISTED or deed.count(";") < _LISTED:
        return None
    return read.owner.end + deed.index(found[1]), read.owner.end + deed.index(found[1]) + len(found[1])


def _owners_apart(read: ActionRead) -> tuple[int, int] | None:
    """Return where a second owner is given a deed of their own: DS to arrest him, IDVA to book the refuge."""
    quiet, plain = read.quiet, read.said.plain
    owner = read.owner
    if not owner.is_in_front or owner.modal not in ("to", "will"):
        return None
    end = SENTENCE.search(quiet, owner.deed)
    for start, until in pieces_of(quiet):
        if start <= owner.deed or (end is not None and start > end.start()):
            continue
        row = row_at(plain[:until], quiet[:until], start, read.words)
        if row is None or row.is_kin:
            continue
        to = _TO.match(quiet, row.end)
        if to is not None and to["verb"] in DEEDS and to["verb"] not in TELLS:
            return start, to.end()
    return None


def _same_deed_twice(read: ActionRead) -> tuple[int, int] | None:
    """Return where a second thing shares the verb: rings housing about the gas, and school about Finn."""
    end = SENTENCE.search(read.quiet, read.deed_at)
    until = end.start() if end else len(read.quiet)
    match = _ABOUT_TWICE.search(read.quiet, read.deed_at, until) or _GIVEN_TWICE.search(
        read.said.plain, read.deed_at, until
    )
    return match.span() if match is not None else None


def _two_nouns(read: ActionRead) -> tuple[int, int] | None:
    """Return where two things without a verb are given to one owner: eye test, and a cot for Arlo."""
    owner = read.owner
    if not owner.is_in_front or owner.modal:
        return None
    deed = read.quiet[read.deed_at :]
    match = _TWO_NOUNS.match(deed)
    if match is None or _FINITE.search(match.group()) or stem_of(match["first"]) or _KIN.search(match["two"]):
        return None
    return read.deed_at + match.start("two"), read.deed_at + match.end("two")
