"""The gaps that are looked for, read from a data file, so that a place can re-word them or switch one off."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from meetingdesk.domain.definitions import DefinitionFile, check_unique, not_one_of
from meetingdesk.domain.gaps.gap import GapWords
from meetingdesk.resources import resource


@dataclass(frozen=True, slots=True)
class _GapTable:
    gaps: tuple[GapWords, ...]


def load_gap_words(local: Path | None = None, rules: Collection[str] = ()) -> tuple[GapWords, ...]:
    """Return the gaps in the order in which they matter; a local file of the same name wins."""
    is_local = local is not None and local.is_file()
    file = DefinitionFile(local if local is not None and is_local else resource("gaps.toml"))
    gaps = file.build(_GapTable).gaps
    check_unique(file, ("gaps",), [gap.code for gap in gaps], "code")
    for index, gap in enumerate(gaps):
        if rules and gap.code not in rules:
            file.fault(("gaps", index, "code"), not_one_of(gap.code, rules))
        if "{" in gap.sentence.replace("{who}", "") or "{" in gap.short.replace("{who}", ""):
            file.fault(("gaps", index), "only {who} can stand in the words of a gap")
    file.check()
    return gaps
