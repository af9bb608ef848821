"""Writes commits one after another and notes each one, in a file of its own, once it was acknowledged."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting
from tests.people import person_with
from tests.stores import CHEAP_KEY, open_copy

ACKNOWLEDGED = "acknowledged"


def main() -> None:
    folder, synchronous, commits = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    store = open_copy(folder, CHEAP_KEY)
    # The one connection that writes: the setting stays on it. FULL is what the store itself chose.
    with store.engines.write.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql(f"PRAGMA synchronous={synchronous}")
        connection.exec_driver_sql("PRAGMA wal_autocheckpoint=120")
        connection.exec_driver_sql("BEGIN")
    desk = Desk(store, person_with("minute_taker"))
    meeting = Meeting(reference="M-1", type_id="marac")
    desk.execute(AddRows((meeting,)))
    note = os.open(folder / ACKNOWLEDGED, os.O_WRONLY | os.O_CREAT, 0o600)
    for number in range(commits):
        desk.execute(AddRows((Entry(meeting_id=meeting.id, position=number, text=f"entry {number}"),)))
        os.write(note, f"{number}\n".encode())
    # Gone without a farewell: closing would checkpoint, and nobody closes before a power cut.
    os._exit(0)


if __name__ == "__main__":
    main()
