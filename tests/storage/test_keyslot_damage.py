from __future__ import annotations

import errno
import random
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from meetingdesk.errors import (
    DamagedStore,
    MeetingDeskError,
    StorageProblem,
    StoreTooNew,
    WrongPassphrase,
)
from meetingdesk.storage import keyslots, seals
from meetingdesk.storage.cost import Cost
from meetingdesk.storage.keys import DataKey, SlotKind
from meetingdesk.storage.keyslot_file import COPY, MAIN, load

CHEAP = Cost(memory_kib=8, passes=1, lanes=1, for_tests=True)
OLD = "turtle window copper yoghurt"
NEW = "marble lantern seaside quill"
ADA = UUID(int=1)
BEN = UUID(int=2)


@pytest.fixture
def recovery_key(tmp_path: Path) -> str:
    """Key files for Ada in tmp_path, and her recovery key."""
    return keyslots.create_keyslots(tmp_path, ADA, "ada", OLD, CHEAP)[1]


@pytest.fixture
def key(tmp_path: Path, recovery_key: str) -> DataKey:
    return keyslots.unlock_with_recovery(tmp_path, recovery_key).key


def repeatable(seed: int) -> random.Random:
    return random.Random(seed)  # a failing test must fail again


def test_wrong_passphrases_and_damaged_files_are_told_apart(tmp_path: Path, recovery_key: str) -> None:
    chance = repeatable(7)
    whole = (tmp_path / MAIN).read_bytes()
    told: list[MeetingDeskError] = []

    for number in range(100):
        with pytest.raises(WrongPassphrase) as wrong:
            keyslots.unlock(tmp_path, f"not this one {number}")
        told.append(wrong.value)
    for _ in range(100):
        for name in (MAIN, COPY):
            (tmp_path / name).write_bytes(damaged(whole, chance))
        with pytest.raises(DamagedStore) as broken:
            keyslots.unlock(tmp_path, OLD)
        told.append(broken.value)

    for error in told:
        words = f"{error} {error.hint}".casefold()
        assert not any(word in words for word in ("erase", "delete", "start again", "new store", "reset"))


def damaged(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data))
    match chance.randrange(4):
        case 0:
            return data[:place]
        case 1:
            return data[:place] + chance.randbytes(16) + data[place + 16 :]
        case 2:
            return data[:place] + data[place + 1 :]
        case _:
            return data + b" "


def test_every_flipped_bit_is_found(tmp_path: Path, recovery_key: str) -> None:
    chance = repeatable(11)
    whole = (tmp_path / MAIN).read_bytes()

    for _ in range(200):
        place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        flipped = whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
        (tmp_path / MAIN).write_bytes(flipped)
        (tmp_path / COPY).write_bytes(flipped)
        with pytest.raises(DamagedStore):
            load(tmp_path)


@pytest.mark.parametrize("lost", [MAIN, COPY])
@pytest.mark.parametrize("how", ["missing", "damaged", "empty"])
def test_one_lost_copy_is_put_right_from_the_other(
    tmp_path: Path, recovery_key: str, lost: str, how: str
) -> None:
    whole = (tmp_path / MAIN).read_bytes()
    match how:
        case "missing":
            (tmp_path / lost).unlink()
        case "damaged":
            (tmp_path / lost).write_bytes(whole[:100])
        case _:
            (tmp_path / lost).write_bytes(b"")

    assert keyslots.unlock(tmp_path, OLD).person_id == ADA

    assert (tmp_path / MAIN).read_bytes() == (tmp_path / COPY).read_bytes() == whole


def test_both_lost_is_damage_and_not_a_wrong_passphrase(tmp_path: Path, recovery_key: str) -> None:
    (tmp_path / MAIN).unlink()
    (tmp_path / COPY).unlink()

    with pytest.raises(DamagedStore, match="missing") as error:
        keyslots.unlock(tmp_path, OLD)

    assert "backup" in error.value.hint


def test_an_older_copy_gives_way_to_the_newer(tmp_path: Path, recovery_key: str) -> None:
    old = (tmp_path / MAIN).read_bytes()
    keyslots.change_passphrase(tmp_path, ADA, OLD, NEW, CHEAP)
    (tmp_path / MAIN).write_bytes(old)

    assert keyslots.unlock(tmp_path, NEW).person_id == ADA
    assert (tmp_path / MAIN).read_bytes() == (tmp_path / COPY).read_bytes() != old


def test_key_files_of_two_stores_are_left_alone(tmp_path: Path, recovery_key: str) -> None:
    other = tmp_path / "other"
    other.mkdir()
    keyslots.create_keyslots(other, BEN, "ben", NEW, CHEAP)
    strange = (other / COPY).read_bytes()
    (tmp_path / COPY).write_bytes(strange)

    with pytest.raises(DamagedStore, match="two different stores"):
        keyslots.unlock(tmp_path, OLD)

    assert (tmp_path / COPY).read_bytes() == strange


def test_key_files_of_a_newer_program_are_named_as_such(
    tmp_path: Path, recovery_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = load(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("meetingdesk.storage.keyslot_file.FORMAT", 2)
        newer = document.to_bytes()
    (tmp_path / MAIN).write_bytes(newer)

    with pytest.raises(StoreTooNew, match=r"format 2.*up to 1"):
        keyslots.unlock(tmp_path, OLD)


def test_a_file_that_cannot_be_read_is_neither_damaged_nor_wrong(
    tmp_path: Path, recovery_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise PermissionError(errno.EACCES, "held")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        with pytest.raises(StorageProblem, match=r"keys\..*json could not be read"):
            keyslots.unlock(tmp_path, OLD)


def test_a_slot_moved_to_another_person_or_store_no_longer_opens(tmp_path: Path, recovery_key: str) -> None:
    document = load(tmp_path)
    (slot,) = document.of_kind(SlotKind.PASSPHRASE)
    wrapping = seals.from_passphrase(OLD, slot.salt, CHEAP)

    assert seals.open_seal(wrapping, slot, document.store_id)
    for info in (
        replace(slot.info, person_id=BEN),
        replace(slot.info, slot_id=uuid4()),
        replace(slot.info, kind=SlotKind.RECOVERY),
        replace(slot.info, sign_in_name="ben"),
    ):
        moved = replace(slot, info=info)
        assert seals.open_seal(wrapping, moved, document.store_id) is None
    assert seals.open_seal(wrapping, slot, uuid4()) is None
