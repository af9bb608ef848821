"""A meeting of 30 cases as rows, in a large store and in a small one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from meetingdesk.app.meeting_rows import MeetingRows, open_meeting
from meetingdesk.domain.meetings import MeetingCase
from tests.bench.figures import Figure, Size, at_share, median, ms, seconds
from tests.bench.seeds import meetings_store, somebody, with_cases
from tests.stores import CHEAP_KEY, open_copy


def run(size: Size) -> Iterator[Figure]:
    many, few, rounds = size.of(10_000, 200), 100, size.of(120, 20)
    with _opener(many) as in_many, _opener(few) as in_few:
        large, small = [], []
        rows = in_many()
        in_few()
        # In turn, so that both meet the same moments of the computer.
        for _ in range(rounds):
            large.append(seconds(in_many))
            small.append(seconds(in_few))
    cases, how_many = len(rows.all(MeetingCase)), sum(map(len, rows.rows.values()))
    late, times = at_share(large, 0.95), median(large) / median(small)
    told = f"{cases} cases, {how_many:,} rows, {many:,} meetings; median {ms(median(large))}"
    yield Figure("open a meeting, p95", ms(late), "60 ms", told, late <= 0.060)
    other = f"{ms(median(small))} at {few} meetings"
    yield Figure("the same against a small store", f"{times:.2f} x", "1.2 x", other, times <= 1.2)


@contextmanager
def _opener(meetings: int) -> Iterator[Callable[[], MeetingRows]]:
    folder, facts = meetings_store(meetings)
    store, person = open_copy(folder, CHEAP_KEY), somebody()

    def open_it() -> MeetingRows:
        with store.reading(person) as reading:
            return open_meeting(reading, with_cases(facts))

    try:
        yield open_it
    finally:
        store.close()
