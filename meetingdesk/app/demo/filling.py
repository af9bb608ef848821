"""Bringing the demonstration into a store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from meetingdesk.app.demo.papers import FILE_CONTENT
from meetingdesk.app.demo.story import demo_rows
from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.domain.roles import Deed
from meetingdesk.storage.blobs import keep_content
from meetingdesk.storage.store import Store

TOGETHER = 1_000
"""How many rows are added between two words of progress."""

LABEL = "Bring in the demonstration"


def fill_with_demo(
    store: Store, person: AtDesk, today: date, progress: Callable[[int, int], None] | None = None
) -> int:
    """Bring the whole demonstration into a store at once, or nothing of it; return how many rows it has."""
    rows = tuple(demo_rows(today))
    with store.work(person, Deed.IMPORT) as work:
        keep_content(work, FILE_CONTENT)
        for start in range(0, len(rows), TOGETHER):
            work.add_all(rows[start : start + TOGETHER])
            if progress is not None:
                progress(min(start + TOGETHER, len(rows)), len(rows))
        work.commit(LABEL)
    return len(rows)
