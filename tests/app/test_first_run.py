from __future__ import annotations

from pathlib import Path

import pytest

from meetingdesk.app import first_run, key_changes
from meetingdesk.app.opening import FirstPerson, create_store, unlock_store
from meetingdesk.app.saving import check_outside, save_text
from meetingdesk.errors import LocationRefused, MeetingDeskError, WrongPassphrase
from meetingdesk.storage.cost import Cost

CHEAP = Cost(1024, 1, 1, for_tests=True)
WORDS = "harbour violin pencil orchard"
OTHER_WORDS = "lantern meadow copper biscuit"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def recovery_key(folder: Path) -> str:
    desk, recovery_key = create_store(folder, FirstPerson("ada", "Ada Test"), WORDS, cost=CHEAP)
    desk.close()
    return recovery_key


def test_suggested_words_may_be_used_and_a_name_may_not() -> None:
    assert first_run.may_be_used(first_run.strength(first_run.suggest_passphrase()))
    assert not first_run.may_be_used(first_run.strength("Ada Test", ("Ada", "Test")))
    assert not first_run.may_be_used(first_run.strength(""))


def test_a_new_store_needs_a_folder_without_one(folder: Path, tmp_path: Path, recovery_key: str) -> None:
    first_run.check_place(tmp_path / "elsewhere")
    with pytest.raises(MeetingDeskError, match="already a store"):
        first_run.check_place(folder)
    with pytest.raises(MeetingDeskError, match="whole path"):
        first_run.check_place(Path("store"))


def test_those_who_can_open_a_store_are_known_by_their_sign_in_names(folder: Path, recovery_key: str) -> None:
    people = first_run.people_of_store(folder)

    assert people.sign_in_names == ("ada",)
    assert not people.has_quick_unlock
    with pytest.raises(MeetingDeskError, match="no store"):
        first_run.people_of_store(folder.parent)


def test_the_recovery_key_leads_to_a_new_passphrase(folder: Path, recovery_key: str) -> None:
    unlocked = key_changes.try_recovery_key(folder, recovery_key)

    key_changes.open_after_recovery(folder, unlocked, OTHER_WORDS, CHEAP).close()

    unlock_store(folder, OTHER_WORDS, "ada").close()
    with pytest.raises(WrongPassphrase):
        unlock_store(folder, WORDS, "ada")


def test_a_new_recovery_key_ends_the_old_one(folder: Path, recovery_key: str) -> None:
    desk = unlock_store(folder, WORDS, "ada")
    new = key_changes.new_recovery_key(desk)
    desk.close()

    key_changes.try_recovery_key(folder, new)
    with pytest.raises(WrongPassphrase):
        key_changes.try_recovery_key(folder, recovery_key)


def test_a_passphrase_is_changed_by_whoever_knows_it(folder: Path, recovery_key: str) -> None:
    desk = unlock_store(folder, WORDS, "ada")
    with pytest.raises(WrongPassphrase):
        key_changes.change_passphrase(desk, OTHER_WORDS, OTHER_WORDS, CHEAP)

    key_changes.change_passphrase(desk, WORDS, OTHER_WORDS, CHEAP)
    desk.close()

    unlock_store(folder, OTHER_WORDS, "ada").close()


def test_quick_unlock_that_is_off_says_so(folder: Path, recovery_key: str) -> None:
    with pytest.raises(MeetingDeskError, match="Quick unlock is off"):
        key_changes.open_by_keyring(folder)


@pytest.mark.parametrize(
    ("url", "password", "whole"),
    [
        ("postgresql://ada@server.example/desk", "p@ss/w", "postgresql://ada:p%40ss%2Fw@server.example/desk"),
        ("postgresql://ada:old@server.example/desk", "new", "postgresql://ada:new@server.example/desk"),
        ("postgresql://ada@server.example/desk", "", "postgresql://ada@server.example/desk"),
        ("postgresql:///desk?host=/run", "secret", "postgresql:///desk?host=/run"),
    ],
)
def test_a_password_finds_its_place_in_an_address(url: str, password: str, whole: str) -> None:
    assert first_run.with_password(url, password) == whole


def test_a_recovery_key_is_kept_out_of_the_store(folder: Path, recovery_key: str, tmp_path: Path) -> None:
    with pytest.raises(LocationRefused):
        check_outside(folder / "backups" / "key.txt", folder)
    check_outside(tmp_path / "key.txt", folder)

    save_text(tmp_path / "key.txt", recovery_key)

    assert (tmp_path / "key.txt").read_text(encoding="utf-8") == recovery_key
