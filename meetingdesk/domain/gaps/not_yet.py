"""The short list of what a case still lacks: at most seven lines, worst first, like ones joined."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from meetingdesk.domain.gaps.gap import Gap, Level, listed
from meetingdesk.domain.meeting_words import SectionKind

MOST_LINES = 7
LONGEST_SHORT = 30
"""The most letters in which a short line says whom it concerns, where that can be said more shortly."""


@dataclass(frozen=True, slots=True)
class NotYet:
    """One line of the list, with every gap that it stands for."""

    short: str
    sentence: str
    gaps: tuple[Gap, ...]

    @property
    def code(self) -> str:
        """What kind of gap it is."""
        return self.gaps[0].code

    @property
    def level(self) -> Level:
        """How much it matters."""
        return self.gaps[0].level

    @property
    def section(self) -> SectionKind:
        """Where it is mended."""
        return self.gaps[0].section

    @property
    def reason(self) -> str:
        """Why it is left as it is; empty unless that was said of all of it."""
        reasons = dict.fromkeys(gap.set_aside for gap in self.gaps)
        return "" if "" in reasons else "; ".join(reasons)


def joined(gaps: Iterable[Gap]) -> tuple[NotYet, ...]:
    """Join gaps of one kind in one family into one line each, in the order in which they came."""
    together: dict[tuple[object, str, bool], list[Gap]] = {}
    for gap in gaps:
        together.setdefault((gap.family_id, gap.code, gap.is_open), []).append(gap)
    return tuple(_line(found) for found in together.values())


def not_yet(
    gaps: Iterable[Gap], reached: Collection[SectionKind], most: int = MOST_LINES
) -> tuple[NotYet, ...]:
    """Return what shows now: what is open and either cannot wait or has had its turn."""
    shown = (gap for gap in gaps if gap.is_open and (gap.words.always or gap.section in reached))
    return joined(shown)[:most]


def _line(gaps: list[Gap]) -> NotYet:
    words = gaps[0].words
    who = list(dict.fromkeys(gap.who for gap in gaps if gap.who))
    in_full = list(dict.fromkeys(gap.in_full or gap.who for gap in gaps if gap.who))
    short = words.short.replace("{who}", _in_short(who))
    sentence = words.sentence.replace("{who}", listed(in_full, len(in_full)))
    return NotYet(short[:1].upper() + short[1:], sentence[:1].upper() + sentence[1:], tuple(gaps))


def _in_short(who: list[str]) -> str:
    """Join whom it concerns in as many words as a side panel has room for."""
    fitting = (listed(who, most) for most in (3, 2))
    return next((words for words in fitting if len(words) <= LONGEST_SHORT), listed(who, 1))
