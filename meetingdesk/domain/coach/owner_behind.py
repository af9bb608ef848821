"""Who is to do it where they stand behind what is to be done: between marks, after a label, after "by"."""

from __future__ import annotations

import re

from meetingdesk.domain.coach.owned import Owned, OwnerSeen
from meetingdesk.domain.coach.said_action import SaidAction
from meetingdesk.domain.coach.who import Row, pieces_of, row_at
from meetingdesk.domain.coach.words import Words

_LABELLED = re.compile(
    r"(?<!\w)(?:owners?|leads?(?: (?:for|on) \w+)?|who|whom|by whom|resp(?:onsible)?|responsibility"
    r"|assigned(?: to)?|allocated(?: to)?|action(?:ed)?(?: for| by)|person"
    r"|for action by|accountable|named person|task(?:ed)? to|falls to|goes to"
    r"|one for|lead officer|lead professional|lead worker|taken by|with)\s*(?:[:=-]"
    r"|is|are|\s)\s*"
)
_BY = re.compile(
    r"(?<!\w)by\s+(?!(?:\d|the\s+(?:end|next|time|date)|then|when|at|mon|tue|wed|thu|fri|sat|sun))"
)


def by_somebody(said: SaidAction, start: int, words: Words) -> OwnerSeen | None:
    """Return who something is to be done by: "to be weighed by the health visitor"."""
    quiet = said.undated
    end = next(
        (place for place in (match.start() for match in re.finditer(r"[;.]\s|,\s", quiet)) if place > start),
        len(quiet),
    )
    for by in _BY.finditer(quiet, start):
        if by.start() > end and not _DONE.search(quiet, 0, by.start()):
            continue
        row = row_at(said.plain, quiet, by.end(), words)
        if row is None and (called := _CALLED.match(said.plain, by.end())):
            return OwnerSeen(Owned.ONE, by.end(), called.end())
        if (
            row is not None
            and not row.is_kin
            and (by.start() < end or re.search("[A-Z]", said.plain[row.start : row.end]))
        ):
            return OwnerSeen(Owned.SEVERAL if row.is_several else Owned.ONE, row.start, row.end)
    return None


_CALLED = re.compile(r"(?:the )?[a-z]+ [A-Z][a-z]+ [A-Z][a-z]+")
_DONE = re.compile(
    r"(?:^|[,:]\s*|\sand\s+)(?:chaired|asked|done|led|made|taken|written|checked|held|carried out|seen"
    r"|visited|drawn up"
    r"|run|offered|given|booked|arranged|weighed|delivered|fitted|sent|completed|signed|put)\s+$"
)


def labelled_owner(plain: str, quiet: str, words: Words) -> OwnerSeen | None:
    """Return who stands behind a word that says so: "Owner Ines H."."""
    for label in _LABELLED.finditer(quiet):
        if label.group().lstrip().startswith("with"):
            continue
        nobody = words.at("nobody", quiet, label.end())
        if nobody is not None and label.group().strip().startswith(
            ("owner", "lead", "who", "resp", "action")
        ):
            return OwnerSeen(Owned.NOBODY, label.start(), nobody.end())
        group = words.at("collective", quiet, label.end())
        if group is not None:
            return OwnerSeen(Owned.COLLECTIVE, label.end(), group.end())
        row = row_at(plain, quiet, label.end(), words)
        if (
            row is not None
            and not row.is_kin
            and re.match(r"\s*(?:[,.;:()|-]|$|\bby\b|\bto\b)", quiet[row.end :])
        ):
            return OwnerSeen(Owned.SEVERAL if row.is_several else Owned.ONE, label.start(), row.end)
    return None


def owner_behind(plain: str, quiet: str, words: Words, begin: int) -> OwnerSeen | None:
    """Return who stands alone between marks, behind what is to be done: "– Beth Cole, CSC"."""
    found: list[Row] = []
    for start, end in pieces_of(quiet):
        if start <= begin:
            continue
        at = start + len(quiet[start:end]) - len(quiet[start:end].lstrip())
        group = words.at("collective", quiet, at)
        if group is not None and not re.search(r"\w", quiet[group.end() : end]):
            return OwnerSeen(Owned.COLLECTIVE, at, group.end())
        row = row_at(plain[:end], quiet[:end], at, words)
        if row is None or row.is_kin:
            continue
        if not re.search(r"\w", quiet[row.end : end]) or (
            _HEADED.search(quiet, 0, at)
            and _PLACED.match(quiet, row.end)
            and _is_whole(plain[row.start : row.end])
        ):
            found.append(row)
    if not found:
        return _in_last_words(plain, quiet, words)
    named = [
        row for row in found if row.people[0][0].what == "name" and plain[row.end :].lstrip().startswith("(")
    ]
    several = any(row.is_several for row in found) or len(named) > 1
    return OwnerSeen(Owned.SEVERAL if several else Owned.ONE, found[0].start, found[-1].end)


_HEADED = re.compile(r"(?::|\s-)\s*$")
_PLACED = re.compile(r"\s+(?:on|at|in|by|from|before|over|after|next|via|with)\s")


def _is_whole(name: str) -> bool:
    return bool(re.search(r"[A-Z]\S*\s+(?:[A-Z]|\S+\s+[A-Z])", name))


_LAST = re.compile(r"(?<=[a-z] )(?P<who>(?:the\s+)?(?:[a-z&/+']+\s*){1,3})[.\s]*$")


def _in_last_words(plain: str, quiet: str, words: Words) -> OwnerSeen | None:
    """Return an agency in capitals that ends a line without a mark: "referral by Friday CSC"."""
    tail = re.compile(r"\s{2,}(\S.{1,40})$").search(quiet.rstrip(" ."))
    if tail is None:
        return None
    row = row_at(plain, quiet, tail.start(1), words)
    if row is None or row.is_kin or re.search(r"\w", quiet[row.end :]):
        return None
    return OwnerSeen(Owned.SEVERAL if row.is_several else Owned.ONE, row.start, row.end)
