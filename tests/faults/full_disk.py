"""Works in a store on a disk of its own until it is full, makes room, and goes on; tells what happened.

Run in a mount namespace of its own, so that the small disk is gone with the process.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting
from meetingdesk.errors import StorageProblem
from meetingdesk.storage.backup import back_up, list_backups
from meetingdesk.storage.files import write_atomically
from meetingdesk.storage.verify import verify
from tests.people import person_with
from tests.stores import CHEAP_KEY, open_copy

SMALL = "size=14m"
BALLAST = 6 << 20
NO_MOUNT = 77


def main() -> int:
    place, template = Path(sys.argv[1]), Path(sys.argv[2])
    if subprocess.run(["mount", "-t", "tmpfs", "-o", SMALL, "tmpfs", place], check=False).returncode:
        return NO_MOUNT
    folder = place / "store"
    shutil.copytree(template, folder)
    ballast = place / "ballast"
    ballast.write_bytes(bytes(BALLAST))
    desk = Desk(open_copy(folder, CHEAP_KEY), person_with("minute_taker"))
    meeting = Meeting(reference="M-1", type_id="marac")
    desk.execute(AddRows((meeting,)))
    told: dict[str, Any] = {"acknowledged": 0}
    write_atomically(place / "kept", b"old")
    _fill(desk, meeting, told)
    told["backup"] = _refused(lambda: back_up(folder, CHEAP_KEY, "full"))
    told["file"] = _refused(lambda: write_atomically(place / "kept", bytes(BALLAST)))
    told["kept"] = (place / "kept").read_text()
    told["backups"] = len(list_backups(folder)), len(list((folder / "backups").iterdir()))
    ballast.unlink()
    # Without a restart: the same desk goes on.
    desk.execute(AddRows((Entry(meeting_id=meeting.id, text="After room was made"),)))
    told["acknowledged"] += 1
    with desk.reading() as reading:
        told["present"] = reading.count(Entry)
        told["faults"] = [str(fault) for fault in verify(reading.connection).faults]
    desk.close()
    sys.stdout.write(json.dumps(told))
    return 0


def _fill(desk: Desk, meeting: Meeting, told: dict[str, Any]) -> None:
    for number in range(10_000):
        began = perf_counter()
        try:
            desk.execute(AddRows((Entry(meeting_id=meeting.id, text=f"Entry {number} " * 400),)))
        except StorageProblem as error:
            told["refused"], told["hint"] = str(error), error.hint
            told["seconds"] = perf_counter() - began
            return
        told["acknowledged"] += 1


def _refused(deed: Any) -> str:
    try:
        deed()
    except StorageProblem as error:
        return f"{error} {error.hint}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
