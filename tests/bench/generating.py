"""Making a store of 10,000 meetings: how long, how often it tells, and how soon it stops."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from meetingdesk.app.demo.bulk import generate
from meetingdesk.domain.meetings import Meeting
from meetingdesk.storage.verify import verify
from tests.bench.figures import Figure, Size
from tests.bench.seeds import TODAY, meetings_store, somebody
from tests.stores import CHEAP_KEY, make_template, open_copy


def run(size: Size) -> Iterator[Figure]:
    meetings = size.of(10_000, 100)
    _, facts = meetings_store(meetings)
    told = f"told {facts['progress']} times, at most {facts['longest_wait']:.1f} s apart"
    holds = facts["progress"] >= size.of(10, 1) and facts["longest_wait"] <= 10
    yield Figure(
        f"generate {meetings:,} meetings", f"{facts['seconds']:.0f} s", "tells every 10 s", told, holds
    )
    yield from _stopped(meetings)


def _stopped(meetings: int) -> Iterator[Figure]:
    asked_at: list[float] = []

    def should_stop() -> bool:
        if len(asked_at) < 2:
            asked_at.append(perf_counter())
        return len(asked_at) == 2

    person = somebody()
    with tempfile.TemporaryDirectory() as scratch:
        store = open_copy(make_template(Path(scratch)), CHEAP_KEY)
        made = generate(store, person, meetings=meetings * 10, today=TODAY, should_stop=should_stop)
        waited = perf_counter() - asked_at[0]
        with store.reading(person) as reading:
            kept, faults = reading.count(Meeting), verify(reading.connection).faults
        store.close()
    holds = made.stopped and kept == made.meetings and not faults and waited <= 10
    yield Figure(
        "generating, stopped at the second asking",
        f"{waited:.1f} s",
        "10 s",
        f"{kept} meetings kept, all verified",
        holds,
    )
