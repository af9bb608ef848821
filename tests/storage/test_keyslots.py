from __future__ import annotations

import pickle
import traceback
import unicodedata
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from meetingdesk.errors import (
    MeetingDeskError,
    NotAllowed,
    WrongPassphrase,
)
from meetingdesk.storage import keyslots
from meetingdesk.storage.cost import Cost
from meetingdesk.storage.escrow import new_escrow_pair, seal_to_escrow
from meetingdesk.storage.keys import DataKey, SlotKind
from meetingdesk.storage.keyslot_file import COPY, MAIN, load
from meetingdesk.storage.recovery_key import (
    MistypedRecoveryKey,
)

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


def test_a_passphrase_opens_the_store_for_its_person(tmp_path: Path) -> None:
    key, _ = keyslots.create_keyslots(tmp_path, ADA, "ada", OLD, CHEAP)

    found = keyslots.unlock(tmp_path, OLD)

    assert (found.key, found.person_id, found.kind) == (key, ADA, SlotKind.PASSPHRASE)
    assert len(bytes.fromhex(found.key.hex())) == 32


def test_each_person_has_a_slot_of_their_own(tmp_path: Path, key: DataKey) -> None:
    keyslots.add_person(tmp_path, key, BEN, "Ben", NEW, CHEAP)

    assert keyslots.unlock(tmp_path, NEW).person_id == BEN
    assert keyslots.unlock(tmp_path, OLD, " ADA ").person_id == ADA
    assert keyslots.unlock(tmp_path, NEW, "ben").key == key
    with pytest.raises(WrongPassphrase):
        keyslots.unlock(tmp_path, NEW, "ada")
    with pytest.raises(WrongPassphrase, match="Nobody signs in"):
        keyslots.unlock(tmp_path, NEW, "cara")


def test_accents_may_be_typed_either_way(tmp_path: Path) -> None:
    keyslots.create_keyslots(tmp_path, ADA, "Zoë", "Łódź café", CHEAP)

    found = keyslots.unlock(
        tmp_path, unicodedata.normalize("NFD", "Łódź café"), unicodedata.normalize("NFD", "Zoë")
    )

    assert found.person_id == ADA


@pytest.mark.parametrize("passphrase", ["", "\ud800", "x" * 2000])
def test_what_cannot_be_a_passphrase_is_refused_with_a_sentence(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(MeetingDeskError, match="passphrase"):
        keyslots.create_keyslots(tmp_path, ADA, "ada", passphrase, CHEAP)

    assert not list(tmp_path.iterdir())


def test_key_files_are_never_made_over_a_store(tmp_path: Path, recovery_key: str) -> None:
    before = (tmp_path / MAIN).read_bytes()

    with pytest.raises(MeetingDeskError, match="already a store"):
        keyslots.create_keyslots(tmp_path, BEN, "ben", NEW, CHEAP)

    assert (tmp_path / MAIN).read_bytes() == before


@pytest.mark.parametrize("name", [MAIN, COPY, "store.db"])
def test_any_file_of_a_store_is_enough_to_refuse_new_keys(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"something")

    with pytest.raises(MeetingDeskError, match="already a store"):
        keyslots.create_keyslots(tmp_path, ADA, "ada", OLD, CHEAP)


def test_a_new_passphrase_takes_the_place_of_the_old(tmp_path: Path, key: DataKey) -> None:
    keyslots.change_passphrase(tmp_path, ADA, OLD, NEW, CHEAP)

    assert keyslots.unlock(tmp_path, NEW).key == key
    with pytest.raises(WrongPassphrase):
        keyslots.unlock(tmp_path, OLD)


def test_the_old_passphrase_is_needed_for_a_new_one(tmp_path: Path, recovery_key: str) -> None:
    before = (tmp_path / MAIN).read_bytes()

    with pytest.raises(WrongPassphrase):
        keyslots.change_passphrase(tmp_path, ADA, "guessed", NEW, CHEAP)

    assert (tmp_path / MAIN).read_bytes() == before


def test_the_recovery_key_gives_its_person_a_new_passphrase(tmp_path: Path, recovery_key: str) -> None:
    found = keyslots.unlock_with_recovery(tmp_path, recovery_key)

    keyslots.reset_passphrase(tmp_path, found, NEW, CHEAP)

    assert keyslots.unlock(tmp_path, NEW).person_id == found.person_id == ADA
    with pytest.raises(NotAllowed):
        keyslots.reset_passphrase(tmp_path, keyslots.unlock(tmp_path, NEW), OLD, CHEAP)


def test_a_replaced_recovery_key_opens_nothing(tmp_path: Path, key: DataKey, recovery_key: str) -> None:
    renewed = keyslots.replace_recovery_key(tmp_path, key, ADA)

    assert keyslots.unlock_with_recovery(tmp_path, renewed).key == key
    with pytest.raises(WrongPassphrase, match="typed correctly") as wrong:
        keyslots.unlock_with_recovery(tmp_path, recovery_key)
    assert not isinstance(wrong.value, MistypedRecoveryKey)


def test_a_removed_person_can_no_longer_open_the_store(tmp_path: Path, key: DataKey) -> None:
    recovery = keyslots.add_person(tmp_path, key, BEN, "ben", NEW, CHEAP)

    keyslots.remove_person(tmp_path, key, BEN)

    with pytest.raises(WrongPassphrase):
        keyslots.unlock(tmp_path, NEW)
    with pytest.raises(WrongPassphrase):
        keyslots.unlock_with_recovery(tmp_path, recovery)
    assert {slot.person_id for slot in keyslots.list_slots(tmp_path)} == {ADA}


def test_the_last_person_stays(tmp_path: Path, key: DataKey) -> None:
    seal_to_escrow(tmp_path, key, new_escrow_pair()[1])

    with pytest.raises(NotAllowed, match="last person"):
        keyslots.remove_person(tmp_path, key, ADA)

    assert keyslots.unlock(tmp_path, OLD).person_id == ADA


def test_a_person_or_a_name_is_added_once(tmp_path: Path, key: DataKey) -> None:
    with pytest.raises(MeetingDeskError, match="already"):
        keyslots.add_person(tmp_path, key, ADA, "ada again", NEW, CHEAP)
    with pytest.raises(MeetingDeskError, match="Somebody else"):
        keyslots.add_person(tmp_path, key, BEN, "ADA ", NEW, CHEAP)
    with pytest.raises(MeetingDeskError, match="1 to 64"):
        keyslots.add_person(tmp_path, key, BEN, "a\nb", NEW, CHEAP)


def test_the_key_of_another_store_changes_nothing(tmp_path: Path, recovery_key: str) -> None:
    with pytest.raises(MeetingDeskError, match="another store"):
        keyslots.add_person(tmp_path, DataKey.new(), BEN, "ben", NEW, CHEAP)


def test_slots_are_listed_without_opening_one(tmp_path: Path, key: DataKey) -> None:
    keyslots.add_person(tmp_path, key, BEN, "ben", NEW, CHEAP)

    slots = keyslots.list_slots(tmp_path)

    assert [(slot.kind, slot.sign_in_name) for slot in slots] == [
        (SlotKind.PASSPHRASE, "ada"),
        (SlotKind.RECOVERY, "ada"),
        (SlotKind.PASSPHRASE, "ben"),
        (SlotKind.RECOVERY, "ben"),
    ]
    assert all(slot.created_at.tzinfo for slot in slots)
    assert keyslots.store_id(tmp_path) == load(tmp_path).store_id


def test_no_secret_shows_in_files_values_or_errors(tmp_path: Path, recovery_key: str, key: DataKey) -> None:
    shown = [repr(key), str(key), f"{key}", repr(keyslots.unlock(tmp_path, OLD)), repr(load(tmp_path))]
    shown += [(tmp_path / name).read_text() for name in (MAIN, COPY)]
    mistyped = recovery_key[:-1] + ("A" if recovery_key[-1] != "A" else "B")
    for attempt in (
        lambda: keyslots.unlock(tmp_path, OLD + "!"),
        lambda: keyslots.unlock(tmp_path, OLD, "canary name"),
        lambda: keyslots.unlock_with_recovery(tmp_path, mistyped),
        lambda: keyslots.change_passphrase(tmp_path, ADA, "canary old", OLD, CHEAP),
    ):
        with pytest.raises(WrongPassphrase) as error:
            attempt()
        shown += [str(error.value), error.value.hint, "".join(traceback.format_exception_only(error.value))]
        assert error.value.__suppress_context__ or error.value.__context__ is None

    text = "\n".join(shown)

    for secret in (OLD, "canary", recovery_key, *recovery_key.split("-"), key.hex(), repr(key.raw())):
        assert secret not in text


def test_a_data_key_is_never_pickled_and_compares_by_value(key: DataKey) -> None:
    with pytest.raises(TypeError):
        pickle.dumps(key)

    assert key == DataKey(key.raw())
    assert key != DataKey.new()
    assert len({key, DataKey(key.raw())}) == 1


def test_each_passphrase_slot_keeps_its_own_cost(tmp_path: Path, key: DataKey) -> None:
    dearer = replace(CHEAP, passes=2)

    keyslots.add_person(tmp_path, key, BEN, "ben", NEW, dearer)

    assert [slot.cost for slot in load(tmp_path).of_kind(SlotKind.PASSPHRASE)] == [CHEAP, dearer]
    assert keyslots.unlock(tmp_path, NEW).person_id == BEN
