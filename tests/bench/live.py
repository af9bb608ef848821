"""The real window with a running meeting: a key, opening it, and what it takes of the memory."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure, Size, at_share, median, ms
from tests.bench.seeds import live_store

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = 300
PROGRAM = "import ui; from tests.bench.live_once import main; main()"
"""As the application does, before anything else of Qt: that is part of what it takes of the memory."""


def run_keys(size: Size) -> Iterator[Figure]:
    meetings, keys = size.of(10_000, 100), size.of(2_000, 300)
    told = _once("keys", meetings, keys)
    for where, name in (("line", "a key on the capture line"), ("entry", "a key in an entry of the stream")):
        times, bare = told[where], told["bare"]
        late = at_share(times, 0.99)
        yield Figure(
            f"{name}, p99", ms(late), "16 ms",
            f"bare QPlainTextEdit {ms(at_share(bare, 0.99))}; medians {ms(median(times))}, bare "
            f"{ms(median(bare))}; worst {ms(max(times))}, bare {ms(max(bare))}; {len(times):,} keys, "
            f"{told['entries']} entries, {told['kept']} times kept, {told['filed']} lines filed",
            late <= 0.016,
        )  # fmt: skip


def run_open(size: Size) -> Iterator[Figure]:
    meetings, rounds = size.of(10_000, 100), size.of(60, 8)
    told = _once("open", meetings, rounds)
    late = at_share(told["times"], 0.95)
    yield Figure(
        "open a meeting of 30 cases on the screen, p95", ms(late), "100 ms",
        f"median {ms(median(told['times']))}; the first after the start {ms(told['first'])}; "
        f"{told['cases']} cases, {meetings:,} meetings",
        late <= 0.100,
    )  # fmt: skip


def run_memory(size: Size) -> Iterator[Figure]:
    if not Path("/proc/self/status").exists():
        yield Figure(
            "memory of a running meeting", "not taken: this system does not tell", "170 MiB", "", None
        )
        return
    meetings, keys = size.of(10_000, 100), size.of(45_000, 1_500)
    told = _once("hour", meetings, keys)
    frame, opened, after = (told[name] / 1024 for name in ("frame", "opened", "after"))
    yield Figure(
        "memory with a meeting of 30 cases open", f"{opened:.0f} MiB", "170 MiB",
        f"the frame with its lists {frame:.0f} MiB; {meetings:,} meetings", opened <= 170,
    )  # fmt: skip
    yield Figure(
        "memory after an hour of typing", f"{after - opened:+.0f} MiB", "50 MiB more",
        f"{told['keys']:,} keys, {told['lines']} lines, {told['moves']} changes of section, "
        f"{told['undone']} steps undone, typed in {told['seconds']:.0f} s", after - opened <= 50,
    )  # fmt: skip


def _once(what: str, meetings: int, count: int) -> dict[str, Any]:
    folder, facts = live_store(meetings, ENTRIES)
    try:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, what, str(folder), json.dumps(facts), str(count)],
            cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, timeout=1_800,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told
