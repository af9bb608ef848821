"""Writing everything of a store to a meeting file, and reading it into a fresh one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

from sqlalchemy import func, select

from meetingdesk.app.desk import Desk
from meetingdesk.app.interchange import (
    ImportMeetingFile,
    MeetingFile,
    WholeStore,
    export_meeting_file,
    read_meeting_file,
    to_json,
)
from meetingdesk.domain.model import ROWS
from meetingdesk.storage.store import Store
from meetingdesk.storage.tables import TABLES
from tests.people import person_with
from tests.stores import CHEAP_KEY, open_copy

HOW_MANY = select(*(select(func.count()).select_from(TABLES[kind]).scalar_subquery() for kind in ROWS))
"""How many rows a store has of each kind."""


@contextmanager
def fresh_store(template: Path, folder: Path) -> Iterator[Store]:
    store = open_copy(copytree(template, folder), CHEAP_KEY)
    try:
        yield store
    finally:
        store.close()


def assert_reads_back_equal(desk: Desk, fresh: Store) -> None:
    """Bring what a desk has into a fresh store, find every row there as it was, and take it out again."""
    with desk.reading() as reading:
        file = export_meeting_file(reading, WholeStore())
        counts = reading.rows(HOW_MANY)[0]
    there = Desk(fresh, person_with("minute_taker", "chair"))

    there.execute(ImportMeetingFile(read_meeting_file(to_json(file))))

    with there.reading() as reading:
        found = export_meeting_file(reading, WholeStore())
        found_counts = reading.rows(HOW_MANY)[0]
    there.undo()
    assert tuple(found_counts) == tuple(counts) == tuple(len(file.of(kind)) for kind in ROWS)
    assert _rows(found) == _rows(file)


def _rows(file: MeetingFile) -> dict[Any, Any]:
    return {row.id: replace(row, version=1) for rows in file.rows.values() for row in rows}
