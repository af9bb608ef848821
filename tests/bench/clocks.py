"""Today over a store of ten times as many meetings, with as many families whose clocks run in both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from shutil import rmtree

from meetingdesk.app.lists import type_titles
from meetingdesk.app.today import Today, today_of
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.people import Person
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.storage.store import Store
from tests.bench.figures import Figure, Size, median, ms, seconds
from tests.bench.seeds import TODAY, copied, meetings_store, somebody
from tests.stores import CHEAP_KEY, open_copy

FEW, MANY, MOST = 1_000, 10_000, 1.5
RUNNING = 60
"""Families with an enquiry or a plan, as many as one team works with at a time."""

NOW = datetime.combine(TODAY, time(9), UTC)


def run(size: Size) -> Iterator[Figure]:
    counts = size.of(FEW, 100), size.of(MANY, 300)
    stores = [_store(meetings) for meetings in counts]
    try:
        titles = type_titles()
        found = [_look(store, titles) for _, store in stores]
        rounds = [
            [seconds(lambda s=store: _look(s, titles)) for _, store in stores] for _ in range(size.of(40, 3))
        ]
    finally:
        for folder, store in stores:
            store.close()
            rmtree(folder, ignore_errors=True)
    few, many = (median([one[place] for one in rounds]) for place in range(2))
    due = [next((group.total for group in today.groups if group.key == "dates"), 0) for today in found]
    for meetings, taken, told in zip(counts, (few, many), due, strict=True):
        yield Figure(f"Today with {meetings:,} meetings", ms(taken), "", f"{told} dates due", None)
    yield Figure(
        f"Today with {counts[1]:,} meetings, of that with {counts[0]:,}", f"{many / few:.2f}", str(MOST),
        f"median of {len(rounds)} rounds; {RUNNING} families whose clocks run in both", many / few <= MOST,
    )  # fmt: skip


def _round(stores: list[tuple[Path, Store]], titles: Mapping[str, str]) -> list[float]:
    """Look at each store once, so that whatever else the computer does falls upon both."""
    return [seconds(partial(_look, store, titles)) for _, store in stores]


def _store(meetings: int) -> tuple[Path, Store]:
    kept, _ = meetings_store(meetings)
    folder = copied(kept, f"clocks-{meetings}")
    store = open_copy(folder, CHEAP_KEY)
    with store.work(somebody(), Deed.IMPORT) as work:
        work.add_all([row for number in range(RUNNING) for row in _family(number)])
        work.commit("Fill")
    return folder, store


def _family(number: int) -> Iterator[Row]:
    """Yield a family in which an enquiry runs, or a plan that is one core group old."""
    family, child = Family(reference=f"C-{number:04}"), Person()
    yield from (family, child)
    yield FamilyMember(family_id=family.id, person_id=child.id, role=FamilyRole.CHILD)
    if number % 3 == 0:
        day = TODAY - timedelta(days=8 + number % 20)
        yield _held(family, "strategy", day, enquiry_started_on=day)
        return
    conference = _held(family, "icpc", TODAY - timedelta(days=40 + number))
    yield conference
    yield Decision(meeting_id=conference.id, child_id=child.id, outcome="plan_made")
    yield _held(family, "core_group", TODAY - timedelta(days=25 + number % 20))


def _held(family: Family, kind: str, day: date, enquiry_started_on: date | None = None) -> Meeting:
    return Meeting(
        reference=f"{family.reference} {kind}",
        type_id=kind,
        family_id=family.id,
        held_on=day,
        enquiry_started_on=enquiry_started_on,
        status=MeetingStatus.DISTRIBUTED,
    )


def _look(store: Store, titles: Mapping[str, str]) -> Today:
    with store.reading(somebody()) as reading:
        return today_of(reading, titles, TODAY, NOW)
