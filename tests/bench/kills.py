"""A writer killed at random moments, and somebody who types into the real window, again and again."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure, Size
from tests.bench.seeds import tell
from tests.faults.killable import kill_again_and_again, prepare
from tests.faults.typing_kills import MOST_LOST, kill_while_typing
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


def run_typing(size: Size) -> Iterator[Figure]:
    times = size.of(500, 25)
    if not hasattr(os, "fork"):
        yield Figure("kills while typing", "not done: this system cannot fork", "1 s lost", "", None)
        return
    with tempfile.TemporaryDirectory() as scratch:
        found = kill_while_typing(Path(scratch), times, seed=20261121)
    with tempfile.TemporaryDirectory() as scratch:
        control = kill_while_typing(Path(scratch), 2, seed=20261121, keeps=False)
    for fault in found.faults:
        tell(fault)
    yield Figure(
        "kills while typing",
        f"at most {found.worst:.2f} s of typing lost, {len(found.faults)} faults",
        f"{MOST_LOST:.0f} s and 0",
        f"{found.count} kills, {found.keys:,} keys, {found.on_cards:,} of them in "
        f"{len(found.typed_at)} kinds of card, page and list, "
        f"{found.filed:,} lines filed; nothing kept before Enter: {control.worst:.2f} s lost",
        found.worst <= MOST_LOST and not found.faults and control.worst > MOST_LOST,
    )
