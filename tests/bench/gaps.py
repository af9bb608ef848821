"""What a MARAC of thirty cases lacks, from rows that were read already, and again after an edit."""

from __future__ import annotations

from collections.abc import Iterator
from shutil import rmtree

from meetingdesk.app.live.earlier_of_thread import earlier_of_thread
from meetingdesk.app.live.gaps_at import gaps_at, gaps_in
from meetingdesk.app.live.head import head_of
from meetingdesk.app.meeting_rows import open_case, open_meeting
from tests.bench.figures import Figure, Size, at_share, median, ms, seconds
from tests.bench.seeds import live_store, somebody, with_cases
from tests.stores import CHEAP_KEY, open_copy

ENTRIES = 300
WHOLE, ONE_CASE = 0.030, 0.005


def run(size: Size) -> Iterator[Figure]:
    folder, facts = live_store(size.of(10_000, 100), ENTRIES)
    store, rounds = open_copy(folder, CHEAP_KEY), size.of(200, 20)
    try:
        with store.reading(somebody()) as reading:
            head = head_of(reading, with_cases(facts))
            kind, policy = head.kind, head.policy
            assert kind is not None, "the store keeps the type of each meeting"
            family_id = head.cases[3].case.family_id
            whole = open_meeting(reading, head.meeting.id)
            case = open_case(reading, head.meeting.id, family_id)
            earlier = earlier_of_thread(reading, head.meeting)
            of_case = earlier_of_thread(reading, head.meeting, family_id)
            found = gaps_in(whole, kind, policy, earlier=earlier)
            times = [seconds(lambda: gaps_in(whole, kind, policy, earlier=earlier)) for _ in range(rounds)]
            again = [seconds(lambda: gaps_in(case, kind, policy, earlier=of_case)) for _ in range(rounds)]
            read = [seconds(lambda: gaps_at(reading, head, family_id)) for _ in range(rounds)]
    finally:
        store.close()
        rmtree(folder, ignore_errors=True)
    rows = sum(map(len, whole.rows.values()))
    yield Figure(
        "what a MARAC of 30 cases lacks, p95", ms(at_share(times, 0.95)), "30 ms",
        f"median {ms(median(times))}; {len(head.cases)} cases, {rows:,} rows, {len(found)} gaps",
        at_share(times, 0.95) <= WHOLE,
    )  # fmt: skip
    yield Figure(
        "the same of one case after an edit, p95", ms(at_share(again, 0.95)), "5 ms",
        f"median {ms(median(again))}; with reading its rows from the store {ms(median(read))}",
        at_share(again, 0.95) <= ONE_CASE,
    )  # fmt: skip
