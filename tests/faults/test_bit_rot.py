from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting
from meetingdesk.errors import DamagedStore
from meetingdesk.storage.engine import STORE_FILE, connect_raw
from meetingdesk.storage.verify import verify
from tests.people import person_with
from tests.samples import add
from tests.stores import CHEAP_KEY, open_copy

SCRIBE = person_with("minute_taker")


@pytest.fixture
def file(template_folder: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    shutil.copytree(template_folder, folder)
    store = open_copy(folder, CHEAP_KEY)
    meeting = Meeting(reference="M-1", type_id="marac")
    add(
        store, meeting, *(Entry(meeting_id=meeting.id, text=f"Entry {number} " * 30) for number in range(300))
    )
    store.close()
    return folder / STORE_FILE


def flip(file: Path, place: int, bit: int) -> None:
    with file.open("r+b") as stream:
        stream.seek(place)
        (byte,) = stream.read(1)
        stream.seek(place)
        stream.write(bytes([byte ^ 1 << bit]))


def is_noticed(file: Path) -> bool:
    try:
        connection = connect_raw(file, CHEAP_KEY, write=False)
    except DamagedStore:
        return True
    try:
        return bool(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    finally:
        connection.close()


def test_each_of_two_hundred_flipped_bits_is_noticed(file: Path) -> None:
    choose, size = random.Random(200), file.stat().st_size
    assert not is_noticed(file)
    missed = []

    for _ in range(200):
        place, bit = choose.randrange(size), choose.randrange(8)
        flip(file, place, bit)
        if not is_noticed(file):
            missed.append((place, bit))
        flip(file, place, bit)

    assert missed == []
    assert not is_noticed(file)


def test_verify_names_the_damage_and_never_ends_in_an_error_of_its_own(file: Path) -> None:
    choose, size = random.Random(20), file.stat().st_size

    for _ in range(20):
        place = choose.randrange(4096, size)
        flip(file, place, 3)
        with pytest.raises(DamagedStore):
            open_and_verify(file)
        flip(file, place, 3)
    open_and_verify(file)


def test_a_file_that_lost_its_end_is_noticed(file: Path) -> None:
    whole = file.read_bytes()

    for left in (len(whole) // 2, 4096 * 3, 5_000, 4096, 100):
        file.write_bytes(whole[:left])
        with pytest.raises(DamagedStore):
            open_and_verify(file)


def open_and_verify(file: Path) -> None:
    connect_raw(file, CHEAP_KEY, write=False).close()
    store = open_copy(file.parent, CHEAP_KEY)
    try:
        with store.reading(SCRIBE) as reading:
            if verify(reading.connection).faults:
                raise DamagedStore("noticed")
    finally:
        store.close()
