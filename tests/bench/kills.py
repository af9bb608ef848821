"""A writer killed at random moments, again and again."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure, Size
from tests.faults.killable import kill_again_and_again, prepare
from tests.stores import make_template


def run(size: Size) -> Iterator[Figure]:
    times = size.of(500, 25)
    if not hasattr(os, "fork"):
        yield Figure("kills", "not done: this system cannot fork", "0 lost", "", None)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = make_template(Path(scratch))
        prepare(folder)
        found = kill_again_and_again(folder, times, seed=20261120)
    yield Figure(
        "kills",
        f"{len(found.lost)} of {found.acknowledged:,} acknowledged commits lost, {len(found.faults)} faults",
        "0 and 0",
        f"{found.count} kills",
        found.lost == () and found.faults == (),
    )
