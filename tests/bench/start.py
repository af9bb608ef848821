"""From the key of a store to the first list, in a process of its own each time."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from meetingdesk.domain.agencies import Staff
from meetingdesk.domain.roles import Deed
from tests.bench.figures import Figure, Size, at_share, median, ms
from tests.bench.seeds import copied, meetings_store, somebody
from tests.stores import CHEAP_KEY, open_copy

ROOT = Path(__file__).resolve().parents[2]


def run(size: Size) -> Iterator[Figure]:
    meetings, times = size.of(10_000, 100), size.of(15, 3)
    folder = copied(meetings_store(meetings)[0], "start")
    try:
        staff = Staff(sign_in_name="ada", name="Ada Test", roles=("minute_taker", "coordinator"))
        store = open_copy(folder, CHEAP_KEY)
        with store.work(somebody(), Deed.PEOPLE_AT_DESK) as work:
            work.add(staff)
            work.commit("Add")
        store.close()
        found = [_once(folder, str(staff.id)) for _ in range(times)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    late = at_share([one["listed"] for one in found], 0.95)
    told = ", ".join(f"{name} {ms(median([one[name] for one in found]))}" for name in found[0])
    yield Figure(
        "from the key to the first list, p95", ms(late), "250 ms", f"medians: {told}; {meetings:,} meetings",
        late <= 0.250,
    )  # fmt: skip


def _once(folder: Path, staff_id: str) -> dict[str, float]:
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.start_once", str(folder), staff_id],
        cwd=ROOT, check=True, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    times: dict[str, float] = json.loads(told.stdout)
    return times
