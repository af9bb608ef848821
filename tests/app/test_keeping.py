from __future__ import annotations

from pathlib import Path

import pytest

from meetingdesk.app.keeping import (
    back_up_if_changed,
    back_up_store,
    backups_of,
    restore_store,
    verify_store,
)
from meetingdesk.app.opening import FirstPerson, create_store, unlock_store
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.families import Family
from meetingdesk.errors import DamagedStore, MeetingDeskError, NotAllowed, StoreBusy
from meetingdesk.storage.occupancy import Occupancy
from tests.stores import CHEAP

WORDS = "kettle meadow lantern orbit"


def _store_with_a_family(folder: Path, *roles: str) -> None:
    desk, _ = create_store(folder, FirstPerson("ada", "Ada Test", roles), WORDS, cost=CHEAP)
    if desk.person.roles != ("coordinator",):
        desk.execute(AddRows((Family(reference="M-2026-001"),)))
    desk.close()


def test_a_restored_backup_holds_what_it_held_and_what_was_there_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    _store_with_a_family(folder, "minute_taker", "coordinator")
    desk = unlock_store(folder, WORDS)
    back_up_store(desk)
    desk.execute(AddRows((Family(reference="M-2026-002"),)))
    desk.close()

    aside = restore_store(folder, "newest", WORDS)

    desk = unlock_store(folder, WORDS)
    with desk.reading() as reading:
        references = {family.reference for family in reading.find(Family)}
    verified = verify_store(desk)
    desk.close()
    assert references == {"M-2026-001"}
    assert verified.faults == ()
    assert (aside / "store.db").is_file()


def test_a_store_in_use_is_not_restored_over(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    _store_with_a_family(folder, "minute_taker", "coordinator")
    desk = unlock_store(folder, WORDS)
    back_up_store(desk)
    desk.close()

    with Occupancy(folder), pytest.raises(StoreBusy):
        restore_store(folder, "newest", WORDS)


def test_only_who_may_restore_restores(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    _store_with_a_family(folder, "minute_taker", "coordinator")
    desk = unlock_store(folder, WORDS)
    place = back_up_store(desk).folder
    from meetingdesk.app.staff import AddStaff, ChangeStaff, list_staff
    from meetingdesk.domain.agencies import Staff

    desk.execute(AddStaff(Staff(sign_in_name="ben", name="Ben", roles=("coordinator",))))
    with desk.reading() as reading:
        ada = next(staff for staff in list_staff(reading) if staff.sign_in_name == "ada")
    desk.execute(ChangeStaff(ada.id, ("minute_taker",)))
    desk.close()
    desk = unlock_store(folder, WORDS)
    later = back_up_store(desk).folder
    desk.close()

    for known in (place, later):
        with pytest.raises(NotAllowed):
            restore_store(folder, known.name, WORDS)


def test_leaving_makes_a_backup_only_if_something_changed(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    _store_with_a_family(folder, "minute_taker")
    desk = unlock_store(folder, WORDS)

    first = back_up_if_changed(desk, "on-leaving")
    second = back_up_if_changed(desk, "on-leaving")
    desk.execute(AddRows((Family(reference="M-2026-003"),)))
    third = back_up_if_changed(desk, "on-leaving")

    made = backups_of(desk)
    desk.close()
    assert first is not None
    assert second is None
    assert third is not None
    assert len(made) == 2


def test_a_backup_that_is_not_there_is_explained(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    _store_with_a_family(folder, "coordinator")

    with pytest.raises(MeetingDeskError, match="no backup"):
        restore_store(folder, "newest", WORDS)
    with pytest.raises(MeetingDeskError, match="no such backup"):
        restore_store(folder, "yesterday", WORDS)


def test_a_store_whose_file_or_keys_are_lost_is_restored(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    _store_with_a_family(folder, "minute_taker", "coordinator")
    desk = unlock_store(folder, WORDS)
    back_up_store(desk)
    desk.close()

    (folder / "store.db").write_bytes(b"")
    with pytest.raises(DamagedStore, match="lost its content"):
        unlock_store(folder, WORDS)
    restore_store(folder, "newest", WORDS)
    for name in ("keys.json", "keys.copy.json"):
        (folder / name).write_bytes(b"{")
    aside = restore_store(folder, "newest", WORDS)

    desk = unlock_store(folder, WORDS)
    with desk.reading() as reading:
        assert reading.count(Family) == 1
    desk.close()
    assert (aside / "keys.json").read_bytes() == b"{"


def test_a_restored_store_is_never_taken_for_an_unfinished_one(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    _store_with_a_family(folder, "minute_taker", "coordinator")
    desk = unlock_store(folder, WORDS)
    back_up_store(desk)
    desk.close()
    (folder / "unfinished").write_bytes(b"")

    with pytest.raises(MeetingDeskError, match="backups of a store"):
        create_store(folder, FirstPerson("ben", "Ben"), WORDS, cost=CHEAP)
    restore_store(folder, "newest", WORDS)

    unlock_store(folder, WORDS).close()


def test_a_backup_of_another_history_of_the_same_length_is_not_taken_for_this_one(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    _store_with_a_family(folder, "minute_taker", "coordinator")
    desk = unlock_store(folder, WORDS)
    back_up_store(desk)
    desk.execute(AddRows((Family(reference="M-2026-002"),)))
    back_up_store(desk)
    desk.close()
    older = sorted(place.name for place in (folder / "backups").glob("*-by-hand"))[0]
    restore_store(folder, older, WORDS)
    desk = unlock_store(folder, WORDS)
    desk.execute(AddRows((Family(reference="M-2026-003"),)))

    made = back_up_if_changed(desk, "on-leaving")

    desk.close()
    assert made is not None
