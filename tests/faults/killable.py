"""A writer that may be killed at any moment: it acknowledges each commit after it returned.

Run as a program it waits for a number on its standard input, then forks a writer that starts there;
forking is quicker than starting Python anew for each of many kills.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting
from meetingdesk.storage.verify import verify
from tests.people import person_with
from tests.stores import CHEAP_KEY, open_copy

ROOT = Path(__file__).resolve().parents[2]


def prepare(folder: Path) -> None:
    """Put the meeting into a store that the writers write into."""
    desk = Desk(open_copy(folder, CHEAP_KEY), person_with("minute_taker"))
    desk.execute(AddRows((Meeting(reference="M-1", type_id="marac"),)))
    desk.close()


def write_for_ever(folder: Path, number: int, acknowledge: int) -> None:
    """Add entries and edit them, telling after each commit that it is safe, until somebody pulls the plug."""
    desk = Desk(open_copy(folder, CHEAP_KEY), person_with("minute_taker"))
    with desk.reading() as reading:
        meeting = reading.find(Meeting)[0]
    while True:
        entry = Entry(meeting_id=meeting.id, position=number, text=f"draft {number}")
        desk.execute(AddRows((entry,)))
        desk.execute(change(entry, text=f"entry {number}"))
        os.write(acknowledge, f"{number}\n".encode())
        number += 1


@dataclass(frozen=True, slots=True)
class Kills:
    """What came of killing writers: how often, what they had been told was safe, what was missing."""

    count: int
    acknowledged: int
    lost: tuple[int, ...]
    faults: tuple[str, ...]


def kill_again_and_again(folder: Path, times: int, seed: int) -> Kills:
    """Kill a writer at random moments; look after each kill whether every acknowledged entry is there."""
    rnd = random.Random(seed)
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.killable", str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    acknowledged: set[int] = set()
    lost: set[int] = set()
    faults: list[str] = []
    try:
        for _ in range(times):
            acknowledged |= _one_kill(server, rnd, start=max(acknowledged, default=-1) + 10)
            present, found = _look(folder)
            lost |= acknowledged - present
            faults += found
    finally:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.close()
        server.wait(timeout=30)
        server.stdout.close()
    return Kills(times, len(acknowledged), tuple(sorted(lost)), tuple(faults))


def _one_kill(server: subprocess.Popen[str], rnd: random.Random, start: int) -> set[int]:
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(f"{start}\n")
    writer = int(server.stdout.readline().removeprefix("writer "))
    told: set[int] = set()
    for _ in range(rnd.randrange(12)):
        told.add(int(server.stdout.readline()))
    time.sleep(rnd.random() * 0.006)
    os.kill(writer, signal.SIGKILL)
    while (line := server.stdout.readline().strip()) != "gone":
        told.add(int(line))
    return told


def _look(folder: Path) -> tuple[set[int], list[str]]:
    store = open_copy(folder, CHEAP_KEY)
    try:
        with store.reading(person_with("chair")) as reading:
            entries = reading.find(Entry)
            found = verify(reading.connection)
    finally:
        store.close()
    # The first of two commits may have survived alone; only the second was acknowledged.
    whole = {entry.position for entry in entries if entry.text == f"entry {entry.position}"}
    return whole, [f"{fault.where}: {fault.what}" for fault in found.faults]


def main() -> None:
    """Fork a writer for every number that comes in, and say when it is gone."""
    folder = Path(sys.argv[1])
    for line in sys.stdin:
        # The name of the writer goes out before it can acknowledge anything.
        ready, go = os.pipe()
        writer = os.fork()
        if writer == 0:
            os.read(ready, 1)
            with suppress(BrokenPipeError):
                write_for_ever(folder, int(line), sys.stdout.fileno())
            os._exit(0)
        os.write(sys.stdout.fileno(), f"writer {writer}\n".encode())
        os.write(go, b".")
        os.waitpid(writer, 0)
        os.close(ready)
        os.close(go)
        os.write(sys.stdout.fileno(), b"gone\n")


if __name__ == "__main__":
    main()
