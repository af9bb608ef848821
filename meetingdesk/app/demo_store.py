"""Making a demonstration store: invented families to look around in, or many meetings to measure with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from meetingdesk.app.demo import fill_with_demo, generate
from meetingdesk.app.desk import Desk
from meetingdesk.app.opening import FirstPerson, create_store
from meetingdesk.storage.cost import Cost

SOMEBODY = FirstPerson("demo", "Demonstration", ("minute_taker", "chair", "coordinator"))

Progress = Callable[[int, int], None]


def make_demo_store(
    folder: Path,
    passphrase: str,
    *,
    today: date | None = None,
    meetings: int = 0,
    seed: int = 1,
    progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
    cost: Cost | None = None,
) -> str:
    """Make a store of invented families, or of as many meetings as asked; return its recovery key."""
    desk, recovery_key = create_store(folder, SOMEBODY, passphrase, cost=cost)
    try:
        fill(desk, today=today, meetings=meetings, seed=seed, progress=progress, should_stop=should_stop)
    finally:
        desk.close()
    return recovery_key


def fill(
    desk: Desk,
    *,
    today: date | None = None,
    meetings: int = 0,
    seed: int = 1,
    progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> None:
    """Fill an open, empty store with the demonstration."""
    if meetings:
        generate(
            desk.store, desk.person, meetings=meetings, seed=seed, progress=progress, should_stop=should_stop
        )
    else:
        fill_with_demo(desk.store, desk.person, today or datetime.now(UTC).date(), progress)
