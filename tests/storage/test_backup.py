from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Person
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import DamagedStore, MeetingDeskError, StorageProblem
from meetingdesk.storage import backup as backup_module
from meetingdesk.storage.backup import PROOF, back_up, check_backup, find_backup, list_backups, restore
from meetingdesk.storage.engine import STORE_FILE
from meetingdesk.storage.store import Store
from meetingdesk.storage.verify import Verified, verify
from tests.people import person_with
from tests.samples import add
from tests.stores import CHEAP_KEY, open_copy

SCRIBE = person_with("minute_taker")
NOW = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
CANARY = "Zzyzwick"


@pytest.fixture
def filled(local_store: Store) -> Store:
    meeting = Meeting(reference="M-1", type_id="marac")
    add(local_store, meeting, *(Entry(meeting_id=meeting.id, text=f"{CANARY} {n}") for n in range(40)))
    return local_store


def folder_of(store: Store) -> Path:
    assert store.folder
    return store.folder


def verified(store: Store) -> Verified:
    with store.reading(SCRIBE) as reading:
        return verify(reading.connection)


def flip(file: Path, place: int) -> None:
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)


def test_a_backup_is_encrypted_counted_and_proved(filled: Store) -> None:
    made = back_up(folder_of(filled), CHEAP_KEY, "by-hand", now=NOW)

    assert (made.rows["entry"], made.rows["meeting"], made.deeds, made.reason) == (40, 1, 1, "by-hand")
    assert made.made_at == NOW
    assert list_backups(folder_of(filled)) == (made,)
    assert check_backup(made.folder, CHEAP_KEY) == made
    for file in made.folder.iterdir():
        content = file.read_bytes()
        assert CANARY.encode() not in content
        assert b"SQLite format" not in content
    assert {file.name for file in made.folder.iterdir()} == {STORE_FILE, PROOF}


def test_a_backup_while_somebody_types_holds_one_whole_moment(filled: Store) -> None:
    with filled.work(SCRIBE, Deed.RECORD) as work:
        work.add(Person())
        made = back_up(folder_of(filled), CHEAP_KEY, "meeting", now=NOW)
        work.commit("Add")

    assert made.rows["person"] == 0
    assert verified(filled).faults == ()


def test_the_keys_of_the_store_travel_with_its_backup(filled: Store) -> None:
    for name in backup_module.KEY_FILES:
        (folder_of(filled) / name).write_text("{}")

    made = back_up(folder_of(filled), CHEAP_KEY, "by-hand")

    assert {file.name for file in made.folder.iterdir()} == {STORE_FILE, PROOF, *backup_module.KEY_FILES}


def test_progress_is_told_up_to_the_end(filled: Store) -> None:
    told: list[tuple[int, int]] = []

    back_up(folder_of(filled), CHEAP_KEY, "by-hand", progress=lambda done, of: told.append((done, of)))

    assert told
    assert told[-1][0] == told[-1][1] > 0


def test_older_backups_thin_out_on_the_ladder_once_a_new_one_is_proved(filled: Store) -> None:
    for hours in range(0, 24 * 5, 8):
        back_up(folder_of(filled), CHEAP_KEY, "every-day", now=NOW + timedelta(hours=hours))

    made = [found.made_at for found in list_backups(folder_of(filled))]
    newest = NOW + timedelta(hours=24 * 5 - 8)
    recent = [at for at in made if newest - at < timedelta(days=2)]
    older = [at for at in made if newest - at >= timedelta(days=2)]
    assert len(recent) == 6
    assert len(older) == len({at.date() for at in older})
    assert made == sorted(made, reverse=True)


def test_a_store_restored_into_a_clean_folder_is_equal_to_the_one_backed_up(
    filled: Store, tmp_path: Path
) -> None:
    whole = verified(filled)
    made = back_up(folder_of(filled), CHEAP_KEY, "by-hand")
    carried = shutil.copytree(made.folder, tmp_path / "stick" / "backup")
    clean = tmp_path / "clean"
    clean.mkdir()

    restore(clean, carried, CHEAP_KEY)

    store = open_copy(clean, CHEAP_KEY)
    try:
        assert verified(store) == whole
        with store.reading(SCRIBE) as there, filled.reading(SCRIBE) as here:
            assert there.find(Entry) == here.find(Entry)
            assert len(there.search(CANARY)) == 40
    finally:
        store.close()
    assert not [file.name for file in clean.iterdir() if "part" in file.name]


def test_restoring_takes_back_what_was_done_since_and_keeps_what_it_replaced(filled: Store) -> None:
    folder = folder_of(filled)
    whole = verified(filled)
    made = back_up(folder, CHEAP_KEY, "by-hand")
    add(filled, Person(label="Later"))
    later = verified(filled)
    filled.close()

    aside = restore(folder, made.folder, CHEAP_KEY)

    for place, expected in ((folder, whole), (aside, later)):
        store = open_copy(place, CHEAP_KEY)
        assert verified(store) == expected
        store.close()


def test_a_backup_that_was_damaged_is_refused_and_the_store_stays(filled: Store) -> None:
    folder = folder_of(filled)
    made = back_up(folder, CHEAP_KEY, "by-hand")
    filled.close()
    before = (folder / STORE_FILE).read_bytes()
    size = (made.folder / STORE_FILE).stat().st_size
    choose = random.Random(5)

    for _ in range(20):
        place = choose.randrange(size)
        flip(made.folder / STORE_FILE, place)
        with pytest.raises(DamagedStore):
            restore(folder, made.folder, CHEAP_KEY)
        flip(made.folder / STORE_FILE, place)

    assert (folder / STORE_FILE).read_bytes() == before
    assert check_backup(made.folder, CHEAP_KEY) == made


def test_a_damaged_store_makes_no_backup_and_pushes_no_good_one_out(filled: Store) -> None:
    folder = folder_of(filled)
    good = back_up(folder, CHEAP_KEY, "good", now=NOW - timedelta(days=900))
    filled.close()
    choose = random.Random(6)

    for number in range(10):
        place = choose.randrange((folder / STORE_FILE).stat().st_size)
        flip(folder / STORE_FILE, place)
        with pytest.raises(MeetingDeskError):
            back_up(folder, CHEAP_KEY, "bad", now=NOW + timedelta(minutes=number))
        flip(folder / STORE_FILE, place)

    assert list_backups(folder) == (good,)
    assert [place.name for place in (folder / "backups").iterdir()] == [good.folder.name]


def test_a_backup_of_another_moment_is_not_what_its_proof_says(filled: Store) -> None:
    made = back_up(folder_of(filled), CHEAP_KEY, "by-hand")
    told = json.loads((made.folder / PROOF).read_bytes())
    told["rows"]["entry"] += 1
    (made.folder / PROOF).write_text(json.dumps(told))

    with pytest.raises(DamagedStore, match="not what it was"):
        check_backup(made.folder, CHEAP_KEY)


def test_a_folder_that_is_no_finished_backup_is_refused(filled: Store, tmp_path: Path) -> None:
    made = back_up(folder_of(filled), CHEAP_KEY, "by-hand")
    (made.folder / PROOF).unlink()

    with pytest.raises(MeetingDeskError, match="not a finished backup"):
        restore(folder_of(filled), made.folder, CHEAP_KEY)
    assert list_backups(folder_of(filled)) == ()


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup_module, "write_atomically", full)

    with pytest.raises(StorageProblem, match="could not be written"):
        back_up(folder_of(filled), CHEAP_KEY, "by-hand")

    assert list((folder_of(filled) / "backups").iterdir()) == []
    assert verified(filled).faults == ()


@pytest.mark.parametrize("fails_at", range(1, 5))
def test_a_restore_that_the_disk_refuses_leaves_the_store_whole(
    filled: Store, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    folder = folder_of(filled)
    made = back_up(folder, CHEAP_KEY, "by-hand")
    add(filled, Person(label="Later"))
    later = verified(filled)
    crashed = copied_while_open(folder)
    filled.close()
    moves = count(1)

    def refuse_once(move: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def moving(self: Path, target: Path) -> Path:
            if next(moves) == fails_at:
                raise OSError(5, "I/O error")
            return move(self, target)

        return moving

    with monkeypatch.context() as broken:
        broken.setattr(Path, "rename", refuse_once(Path.rename))
        broken.setattr(Path, "replace", refuse_once(Path.replace))
        with pytest.raises(StorageProblem, match="could not be put in place"):
            restore(crashed, made.folder, CHEAP_KEY)

    store = open_copy(crashed, CHEAP_KEY)
    assert verified(store) == later
    store.close()


def copied_while_open(folder: Path) -> Path:
    """Return a store as a power cut leaves it: its file, and the latest words in the log beside it."""
    return Path(shutil.copytree(folder, folder.with_name("crashed")))


def test_a_backup_is_found_by_newest_by_name_and_by_folder(filled: Store, tmp_path: Path) -> None:
    folder = folder_of(filled)
    with pytest.raises(MeetingDeskError, match="no backup"):
        find_backup(folder, "newest")
    first = back_up(folder, CHEAP_KEY, "first", now=NOW)
    second = back_up(folder, CHEAP_KEY, "second", now=NOW + timedelta(hours=1))
    carried = shutil.copytree(first.folder, tmp_path / "carried")

    assert find_backup(folder, "newest") == second.folder
    assert find_backup(folder, first.folder.name) == first.folder
    assert find_backup(folder, str(carried)) == carried
    with pytest.raises(MeetingDeskError, match="no such backup"):
        find_backup(folder, "yesterday")


def test_two_backups_in_one_moment_do_not_write_over_each_other(filled: Store) -> None:
    first = back_up(folder_of(filled), CHEAP_KEY, "same", now=NOW)

    with pytest.raises(MeetingDeskError):
        back_up(folder_of(filled), CHEAP_KEY, "same", now=NOW)

    assert check_backup(first.folder, CHEAP_KEY) == first
