"""A desk on the demonstration, for looking around."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from meetingdesk.app.demo_store import SOMEBODY, fill
from meetingdesk.app.desk import Desk
from meetingdesk.app.opening import create_store
from meetingdesk.storage.cost import FLOOR_LANES, FLOOR_MEMORY_KIB, FLOOR_PASSES, Cost


def open_demonstration(
    folder: Path,
    passphrase: str,
    progress: Callable[[int, int], None] | None = None,
    today: date | None = None,
    cost: Cost | None = None,
) -> Desk:
    """Make a demonstration store and sit down at it.

    Everybody in it is invented and the passphrase is random, so the least work for a guess is enough.
    """
    cheap = Cost(FLOOR_MEMORY_KIB, FLOOR_PASSES, FLOOR_LANES)
    desk, _ = create_store(folder, SOMEBODY, passphrase, cost=cost or cheap)
    try:
        fill(desk, today=today, progress=progress)
    except BaseException:
        desk.close()
        raise
    return desk
