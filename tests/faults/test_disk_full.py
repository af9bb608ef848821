from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting
from meetingdesk.errors import StorageProblem
from meetingdesk.storage.verify import verify
from tests.faults.full_disk import NO_MOUNT

ROOT = Path(__file__).resolve().parents[2]


def test_a_store_that_cannot_grow_says_the_disk_is_full_and_goes_on_once_it_can(local_desk: Desk) -> None:
    meeting = Meeting(reference="M-1", type_id="marac")
    local_desk.execute(AddRows((meeting,)))
    limit_pages(local_desk, more=40)
    acknowledged: list[int] = []

    def fill() -> None:
        for number in range(1_000):
            local_desk.execute(AddRows((Entry(meeting_id=meeting.id, text=f"Entry {number} " * 100),)))
            acknowledged.append(number)

    with pytest.raises(StorageProblem, match="disk is full; nothing that was saved before is lost") as caught:
        fill()
    assert "Make room" in caught.value.hint
    assert local_desk.undo_state.undo_label == "Add"
    limit_pages(local_desk, more=4_000)
    local_desk.execute(AddRows((Entry(meeting_id=meeting.id, text="After room was made"),)))

    with local_desk.reading() as reading:
        assert reading.count(Entry) == len(acknowledged) + 1 > 1
        assert verify(reading.connection).faults == ()


def limit_pages(desk: Desk, more: int) -> None:
    with desk.store.engines.write.connect() as connection:
        now = connection.execute(text("PRAGMA page_count")).scalar() or 0
        connection.execute(text(f"PRAGMA max_page_count = {now + more}"))


def test_on_a_full_disk_nothing_acknowledged_is_lost_and_work_goes_on_without_a_restart(
    template_folder: Path, tmp_path: Path
) -> None:
    if shutil.which("unshare") is None:
        pytest.skip("a small disk of its own needs unshare(1), which this system does not have")
    place = tmp_path / "disk"
    place.mkdir()

    apart = ["/usr/bin/env", "unshare", "--mount", "--map-root-user"]
    program = [sys.executable, "-m", "tests.faults.full_disk", place, template_folder]
    done = subprocess.run(
        [*apart, *program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )

    if done.returncode == NO_MOUNT or "unshare:" in done.stderr:
        pytest.skip("this system does not let a test mount a small disk in a namespace of its own")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["refused"] == "The disk is full; nothing that was saved before is lost."
    assert told["seconds"] < 2
    assert told["acknowledged"] > 100
    assert told["present"] == told["acknowledged"]
    assert told["faults"] == []
    assert "Make room" in told["backup"]
    assert "disk is full" in told["file"]
    assert told["kept"] == "old"
    assert told["backups"] == [0, 0]
