"""What is answered on one line when actions are reviewed: a day, an owner, what it changed, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from meetingdesk.app.live.reviewing import ReviewRow
from meetingdesk.domain.people import YesNo

Reads = Callable[[str], date | None]
"""Reads a day as people say it; nothing where it is none."""

_NOTHING = re.compile(r"(?:no|none|nothing|not yet|no change)\b[\s.!]*$", re.IGNORECASE)
_LOOK_AGAIN = re.compile(r"[;,.]?\s*\b(?:look|check|see)\s+again\b[\s:,]*(?P<day>.+)$", re.IGNORECASE)
_LONGEST_DAY = 5
"""How many words a day has at most, where no comma ends it."""


@dataclass(frozen=True, slots=True)
class DayAndWhy:
    """A day, and what was said behind it."""

    day: date | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a done action changed for the child, whether that was seen, and when somebody looks again."""

    words: str
    seen: YesNo
    again_on: date | None = None


def day_and_why(typed: str, reads: Reads) -> DayAndWhy:
    """Read "11 dec, contractor ill": the longest beginning that is a day, and the rest as the reason."""
    parts = typed.split(",")
    for end in range(len(parts), 0, -1):
        day = reads(",".join(parts[:end]))
        if day is not None:
            return DayAndWhy(day, ",".join(parts[end:]).strip())
    words = typed.split()
    for end in range(min(len(words), _LONGEST_DAY), 0, -1):
        day = reads(" ".join(words[:end]))
        if day is not None:
            return DayAndWhy(day, " ".join(words[end:]).strip(" ,;:-"))
    return DayAndWhy(None, typed.strip())


def name_and_why(typed: str) -> tuple[str, str]:
    """Read "hv, left the team": who, and why behind the first comma."""
    name, _, why = typed.partition(",")
    return name.strip(), why.strip()


def what_changed(typed: str, reads: Reads) -> Changed:
    """Read what an action changed; nothing said is too early to say, and "nothing" is no change."""
    words, again_on = typed.strip(), None
    found = _LOOK_AGAIN.search(words)
    if found is not None and (again_on := reads(found["day"])) is not None:
        words = words[: found.start()].strip()
    if not words:
        return Changed("", YesNo.UNKNOWN, again_on)
    return Changed(words, YesNo.NO if _NOTHING.match(words) else YesNo.YES, again_on)


def named_action(typed: str, agreed: Sequence[ReviewRow], others: Sequence[ReviewRow]) -> ReviewRow | None:
    """Return the action that somebody means: by its number today, its reference, or words only it has."""
    wanted = " ".join(typed.split()).casefold()
    if not wanted:
        return None
    if wanted.isdigit() and 0 < int(wanted) <= len(agreed):
        return agreed[int(wanted) - 1]
    every = (*agreed, *others)
    by_reference = [one for one in every if _is_of_reference(wanted, one)]
    holding = [one for one in every if wanted in " ".join(one.action.text.split()).casefold()]
    for found in (by_reference, holding):
        if len(found) == 1:
            return found[0]
    return None


def _is_of_reference(wanted: str, row: ReviewRow) -> bool:
    reference = row.action.reference.casefold()
    return reference == wanted or (wanted.startswith("a") and reference.endswith(f"-{wanted}"))
