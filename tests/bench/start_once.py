"""One start, timed from inside: imports, then key to first list, then the raw file for comparison."""

from __future__ import annotations

from time import perf_counter, process_time

BEGAN = perf_counter()

import json  # noqa: E402 - the imports are what is timed first
import sys  # noqa: E402
from pathlib import Path  # noqa: E402
from uuid import UUID  # noqa: E402

from meetingdesk.app.lists import list_meetings, type_titles  # noqa: E402
from meetingdesk.app.opening import open_with_key  # noqa: E402
from meetingdesk.storage.engine import STORE_FILE, connect_raw  # noqa: E402
from tests.stores import CHEAP_KEY  # noqa: E402


def main() -> None:
    imported = perf_counter()
    folder, staff_id = Path(sys.argv[1]), UUID(sys.argv[2])
    desk = open_with_key(folder, CHEAP_KEY, staff_id)
    with desk.reading() as reading:
        lines = list_meetings(reading, type_titles()).lines
    listed = perf_counter()
    if len(lines) < 10:
        raise SystemExit("the list is too short to be the first list")
    desk.close()
    began = perf_counter()
    raw = connect_raw(folder / STORE_FILE, CHEAP_KEY)
    raw.execute("SELECT * FROM meeting ORDER BY held_on DESC, id DESC LIMIT 50").fetchall()
    raw.close()
    raw_time = perf_counter() - began
    told = {
        "listed": listed - imported,
        "imports": imported - BEGAN,
        "raw": raw_time,
        "processor": process_time(),
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
