"""Large invented stores for the benchmarks, made from a seed and kept for the next run."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

from meetingdesk.app.demo.bulk import generate
from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import AgendaPoint, Meeting, MeetingCase
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.visibility import Visibility
from meetingdesk.storage.store import Store
from meetingdesk.storage.tables import metadata
from tests.people import person_with
from tests.sitting import let_it_sit
from tests.stores import CHEAP_KEY, make_template, open_copy

KEPT_IN = Path(tempfile.gettempdir()) / "meetingdesk-bench"
SHAPE = 7
"""Raised whenever what is in a store changes, so that an older one is made anew."""

TODAY = date(2026, 3, 4)
BEGAN = datetime(2020, 1, 6, 10, 0, tzinfo=UTC)
Facts = dict[str, Any]


def somebody() -> AtDesk:
    return person_with("minute_taker", "chair", "coordinator")


def meetings_store(meetings: int) -> tuple[Path, Facts]:
    """Return a store of that many meetings, one of them with 30 cases, ten actions a meeting."""

    def fill(store: Store) -> Facts:
        came = [perf_counter()]

        def progress(done: int, of: int) -> None:
            came.append(perf_counter())
            tell(f"{done:,} of {of:,} meetings")

        made = generate(store, somebody(), meetings=meetings, today=TODAY, progress=progress)
        waits = [later - earlier for earlier, later in pairwise(came)]
        return {
            "with_cases": str(made.with_cases[0]),
            "actions": made.actions,
            "seconds": came[-1] - came[0],
            "progress": len(waits),
            "longest_wait": max(waits),
        }

    return _kept_store(f"meetings-{meetings}", fill)


def live_store(meetings: int, entries: int) -> tuple[Path, Facts]:
    """Return a copy of such a store in which the meeting of 30 cases sits, where much was said."""
    kept, facts = meetings_store(meetings)
    folder = copied(kept, "live")
    store, person, meeting_id = open_copy(folder, CHEAP_KEY), somebody(), with_cases(facts)
    try:
        with store.reading(person) as reading:
            case = reading.find(MeetingCase, meeting_id=meeting_id, position=3)[0]
            point = reading.find(
                AgendaPoint, meeting_id=meeting_id, family_id=case.family_id, section="information"
            )[0]
            said = reading.find(Entry, meeting_id=meeting_id, family_id=case.family_id, section="information")
            other = reading.find(Meeting, type_id="core_group", limit=1)[0]
        agencies = [entry.agency_id for entry in said]
        rows = [
            replace(
                said[0],
                id=new_id(),
                position=1_000 + 16 * number,
                at=BEGAN + timedelta(seconds=20 * number),
                agency_id=agencies[number % len(agencies)],
                text=line.capitalize(),
                version=1,
            )
            for number, line in enumerate(entry_words().lines(entries - len(said), 18))
        ]
        with store.work(person, Deed.RECORD) as work:
            work.add_all(rows)
            work.commit("Fill")
        let_it_sit(store, meeting_id, point.id)
    finally:
        store.close()
    return folder, {**facts, "entry": str(rows[-1].id), "other": str(other.id), "entries": entries}


def entries_store(entries: int) -> tuple[Path, Facts]:
    """Return a store of entries: a word in one of 20,000, another in every third, and ordinary words."""
    return _kept_store(f"entries-{entries}", lambda store: _fill_entries(store, entries))


def with_cases(facts: Facts) -> UUID:
    return UUID(facts["with_cases"])


def copied(folder: Path, name: str) -> Path:
    """Return a copy of a kept store that a benchmark may change."""
    target = KEPT_IN / f"copy-{name}-{os.getpid()}"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)
    return target


def tell(text: str) -> None:
    sys.stderr.write(f"  {text}\n")
    sys.stderr.flush()


def _kept_store(name: str, fill: Callable[[Store], Facts]) -> tuple[Path, Facts]:
    folder = KEPT_IN / f"{name}-{SHAPE}-{_schema_mark()}"
    whole = folder / "whole.json"
    if whole.exists():
        return folder, json.loads(whole.read_text())
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    began = perf_counter()
    tell(f"making the store {name}, once ...")
    make_template(folder)
    store = open_copy(folder, CHEAP_KEY)
    try:
        facts = fill(store)
    finally:
        store.close()
    whole.write_text(json.dumps(facts))
    tell(f"made {name} in {perf_counter() - began:.0f} s ({(folder / 'store.db').stat().st_size >> 20} MiB)")
    return folder, facts


def _schema_mark() -> str:
    shape = sorted((table.name, *sorted(table.columns.keys())) for table in metadata.tables.values())
    return f"{zlib.crc32(repr(shape).encode()):08x}"


class Words:
    """Invented words, the frequent ones far more frequent than the rare ones, as in any language."""

    def __init__(self, seed: int, how_many: int = 6_000) -> None:
        self.random = random.Random(seed)
        starts = [
            "br",
            "cl",
            "d",
            "dr",
            "f",
            "g",
            "gr",
            "h",
            "k",
            "l",
            "m",
            "n",
            "p",
            "pl",
            "r",
            "s",
            "st",
            "t",
            "tr",
            "v",
        ]
        middles, ends = (
            ["a", "e", "i", "o", "u", "ai", "ea", "ou"],
            ["n", "r", "l", "nd", "st", "m", "t", "ck", "ng", "s"],
        )
        syllables = [a + b + c for a in starts for b in middles for c in ends]
        known: dict[str, None] = {}
        while len(known) < how_many:
            known["".join(self.random.choice(syllables) for _ in range(self.random.choice((1, 2, 2, 3))))] = (
                None
            )
        self.known = list(known)
        self._weights = [1 / (rank + 8) for rank in range(how_many)]

    def lines(self, how_many: int, length: int) -> Iterator[str]:
        """Yield lines of some words each, quickly."""
        drawn = self.random.choices(self.known, self._weights, k=how_many * length)
        for start in range(0, len(drawn), length):
            yield " ".join(drawn[start : start + length])


RARE, THIRD = "quizzaciously", "safeguard"
TOGETHER = 20_000
RARELY = 20_000


def entry_words() -> Words:
    return Words(2)


def _fill_entries(store: Store, entries: int) -> Facts:
    words, person = entry_words(), somebody()
    meetings = [Meeting(reference=f"M-{number:04d}", type_id="core_group") for number in range(500)]
    with store.work(person, Deed.RECORD) as work:
        work.add_all(meetings)
        work.commit("Fill")
    for first in range(0, entries, TOGETHER):
        rows = []
        for number, line in enumerate(words.lines(min(TOGETHER, entries - first), 14), first):
            planted = (f" {THIRD}" if number % 3 == 0 else "") + (f" {RARE}" if number % RARELY == 7 else "")
            rows.append(
                Entry(
                    meeting_id=meetings[number * 500 // entries].id,
                    text=line + planted,
                    at=BEGAN + timedelta(seconds=150 * number),
                    visibility=Visibility.V2 if number % 10 == 0 else Visibility.V1,
                )
            )
        with store.work(person, Deed.RECORD) as work:
            work.add_all(rows)
            work.commit("Fill")
        if first % 200_000 == 0:
            tell(f"{first:,} of {entries:,} entries")
    return {"entries": entries}
