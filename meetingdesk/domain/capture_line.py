"""The capture line: what a prefix says a line is, and what stands in it besides its words.

Nothing after the prefix is ever lost: what is not understood stays in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from meetingdesk.domain.information import EntryKind
from meetingdesk.domain.naming import people_named
from meetingdesk.domain.roster import Roster
from meetingdesk.domain.visibility import Visibility


class LineKind(StrEnum):
    """What a line becomes when it is kept."""

    INFORMATION = "information"
    ACTION = "action"
    WORDS = "words"
    DECISION = "decision"
    CHALLENGE = "challenge"
    PERSON = "person"
    EVENT = "event"


PREFIXES: dict[str, LineKind] = {
    "!": LineKind.ACTION,
    '"': LineKind.WORDS,
    "d": LineKind.DECISION,
    "?": LineKind.CHALLENGE,
    "@": LineKind.PERSON,
    "#": LineKind.EVENT,
}
"""What is typed before the first space. `“` is what some keyboards make of a quotation mark."""
ALSO_PREFIXES = {"“": LineKind.WORDS, "”": LineKind.WORDS, "„": LineKind.WORDS}

KIND_MARKS: dict[str, EntryKind] = {
    "fact": EntryKind.FACT,
    "f": EntryKind.FACT,
    "reported": EntryKind.REPORTED,
    "r": EntryKind.REPORTED,
    "observed": EntryKind.OBSERVED,
    "seen": EntryKind.OBSERVED,
    "o": EntryKind.OBSERVED,
    "opinion": EntryKind.OPINION,
    "op": EntryKind.OPINION,
    "analysis": EntryKind.ANALYSIS,
    "an": EntryKind.ANALYSIS,
    "allegation": EntryKind.ALLEGATION,
    "alleged": EntryKind.ALLEGATION,
    "al": EntryKind.ALLEGATION,
    "said": EntryKind.SAID,
    "note": EntryKind.NOTE,
}
VISIBILITY_MARKS: dict[str, Visibility] = {
    "shared": Visibility.V0,
    "v0": Visibility.V0,
    "professionals": Visibility.V1,
    "v1": Visibility.V1,
    "restricted": Visibility.V2,
    "v2": Visibility.V2,
    "legal": Visibility.V3,
    "v3": Visibility.V3,
    "police": Visibility.V4,
    "v4": Visibility.V4,
    "mine": Visibility.V5,
    "v5": Visibility.V5,
}

LONGEST_SHORT = 2
"""The longest short form of a kind; longer words of a kind are understood in any case."""

_PREFIX = re.compile(r"\s*(\S+)(\s+|$)")
_MARKED = re.compile(r"\s(/[a-z0-9]{1,14})$", re.IGNORECASE)
_KIND_FIRST = re.compile(r"([a-z]{1,10})\s*:\s+(?=\S)", re.IGNORECASE)
_SOURCE_LAST = re.compile(r"\[([^\[\]]{1,200})\]$")

HAS_KIND = frozenset({LineKind.INFORMATION})
HAS_SOURCE = frozenset({LineKind.INFORMATION, LineKind.WORDS, LineKind.EVENT})
HAS_READERS = frozenset(LineKind) - {LineKind.ACTION, LineKind.PERSON}
"""What a line can say besides its words; a mark that it cannot keep stays among the words."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line as it was understood, before it is kept."""

    kind: LineKind
    text: str
    agency_id: UUID | None = None
    entry_kind: EntryKind | None = None
    visibility: Visibility | None = None
    source: str = ""
    about: tuple[UUID, ...] = ()
    prefix: str = ""
    """What was typed before the words, so that a line can be shown as it was typed."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep yet."""
        return not self.text.strip()


def read_line(typed: str, roster: Roster) -> ReadLine:
    """Return what a typed line says; the same words always give the same answer."""
    kind, agency_id, prefix, rest = _without_prefix(typed, roster)
    entry_kind: EntryKind | None = None
    source = ""
    text = rest.strip()
    if kind is LineKind.INFORMATION:
        entry_kind, text = _kind_first(text) if agency_id is not None else (None, text)
    text, entry_kind, visibility = _marks_last(text, kind, entry_kind, None)
    if kind in HAS_SOURCE:
        text, source = _source_last(text)
    if source:
        # The source may stand before the marks or behind them.
        text, entry_kind, visibility = _marks_last(text, kind, entry_kind, visibility)
    about = tuple(dict.fromkeys(named.person_id for named in people_named(text, roster)))
    return ReadLine(kind, text, agency_id, entry_kind, visibility, source, about, prefix)


def next_prefix(typed: str, roster: Roster, *, back: bool = False) -> str:
    """Return the line with the next agency's code before its words, in round-table order."""
    codes = [agency.code for agency in roster.agencies if agency.code and agency.is_invited]
    if not codes:
        return typed
    # A code alone is a prefix too, though no word follows it yet.
    is_code = roster.agency_of_code(typed.strip()) is not None
    kind, agency_id, _, rest = _without_prefix(f"{typed} " if is_code else typed, roster)
    if kind is not LineKind.INFORMATION:
        return typed
    present = roster.agency(agency_id)
    if present is None or present.code not in codes:
        place = len(codes) - 1 if back else 0
    else:
        place = (codes.index(present.code) + (-1 if back else 1)) % len(codes)
    return f"{codes[place]} {rest.lstrip()}"


def with_prefix(read: ReadLine, roster: Roster) -> str:
    """Return a kept line as it could have been typed, for somebody who takes it up again."""
    agency = roster.agency(read.agency_id)
    before = read.prefix or (agency.code if agency else "")
    return f"{before} {read.text}".lstrip()


def _without_prefix(typed: str, roster: Roster) -> tuple[LineKind, UUID | None, str, str]:
    match = _PREFIX.match(typed)
    if match is None:
        return LineKind.INFORMATION, None, "", typed
    first, gap = match.groups()
    kind = PREFIXES.get(first) or ALSO_PREFIXES.get(first)
    if kind is None and first[0] in '!"?@#“”„' and len(first) > 1:
        # Somebody in a hurry leaves the space out; a mark alone before a word is still a mark.
        kind = PREFIXES.get(first[0]) or ALSO_PREFIXES.get(first[0])
        return kind or LineKind.INFORMATION, None, first[0], typed[match.start(1) + 1 :]
    if kind is not None:
        return kind, None, first, typed[match.end() :]
    agency = roster.agency_of_code(first) if gap else None
    if agency is not None and not agency.is_invited and first != agency.code:
        agency = None  # "Reg said" names somebody; only "reg" as it is typed for a code names an agency
    if agency is not None:
        return LineKind.INFORMATION, agency.id, agency.code, typed[match.end() :]
    return LineKind.INFORMATION, None, "", typed


def _kind_first(text: str) -> tuple[EntryKind | None, str]:
    match = _KIND_FIRST.match(text)
    if match is None:
        return None, text
    word = match.group(1)
    # A short form with a capital is more likely a name: “Al: …” is no allegation.
    kind = KIND_MARKS.get(word if len(word) <= LONGEST_SHORT else word.casefold())
    return (kind, text[match.end() :]) if kind else (None, text)


def _marks_last(
    text: str, line: LineKind, kind: EntryKind | None, visibility: Visibility | None
) -> tuple[str, EntryKind | None, Visibility | None]:
    while match := _MARKED.search(text):
        word = match.group(1)[1:].casefold()
        if line in HAS_READERS and visibility is None and word in VISIBILITY_MARKS:
            visibility = VISIBILITY_MARKS[word]
        elif line in HAS_KIND and kind is None and word in KIND_MARKS:
            kind = KIND_MARKS[word]
        else:
            break
        text = text[: match.start()].rstrip()
    return text, kind, visibility


def _source_last(text: str) -> tuple[str, str]:
    match = _SOURCE_LAST.search(text)
    before, source = (text[: match.start()].rstrip(), match.group(1).strip()) if match else ("", "")
    return (before, source) if before and source else (text, "")
