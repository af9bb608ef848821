"""The whole picture of 12 people and 15 agencies: opened, and following what is said meanwhile."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure, Size, at_share, median, ms

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "import ui; from tests.bench.picture_once import main; main()"
OPENED, FOLLOWED = 0.050, 0.016


def run(size: Size) -> Iterator[Figure]:
    rounds = size.of(200, 20)
    with tempfile.TemporaryDirectory() as scratch:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, scratch, str(rounds)],
            cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, timeout=300,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
    told = json.loads(done.stdout)
    opened, read, bare = told["opened"], told["read"], told["bare"]
    yield Figure(
        "open the whole picture, read and shown, p95", ms(at_share(opened, 0.95)), ms(OPENED),
        f"median {ms(median(opened))}; the read alone {ms(median(read))}, p95 {ms(at_share(read, 0.95))}; a "
        f"bare table shown {ms(median(bare))}, p95 {ms(at_share(bare, 0.95))}; the first, with its widgets, "
        f"{ms(told['first'])}; {told['rows']} x {told['columns']} cells, {told['entries']} entries",
        at_share(opened, 0.95) <= OPENED,
    )  # fmt: skip
    followed, whole, bare = told["followed"], told["whole"], told["bare_followed"]
    yield Figure(
        "follow a new entry, on the GUI thread, p95", ms(at_share(followed, 0.95)), ms(FOLLOWED),
        f"median {ms(median(followed))}; worst {ms(max(followed))}; a cell of a bare table "
        f"{ms(median(bare))}, p95 {ms(at_share(bare, 0.95))}; from the entry to the painted picture "
        f"{ms(median(whole))}, p95 {ms(at_share(whole, 0.95))}",
        at_share(followed, 0.95) <= FOLLOWED,
    )  # fmt: skip
