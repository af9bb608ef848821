from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from meetingdesk.errors import (
    MeetingDeskError,
    WrongPassphrase,
)
from meetingdesk.storage import keyslots
from meetingdesk.storage.cost import Cost
from meetingdesk.storage.escrow import new_escrow_pair, open_with_escrow, seal_to_escrow
from meetingdesk.storage.keyring_slot import forget_in_keyring, remember_in_keyring, unlock_with_keyring
from meetingdesk.storage.keys import DataKey, SlotKind
from meetingdesk.storage.keyslot_file import MAIN, load

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


def test_the_organisation_opens_the_store_by_its_private_key(tmp_path: Path, key: DataKey) -> None:
    private, public = new_escrow_pair()
    seal_to_escrow(tmp_path, key, public)
    seal_to_escrow(tmp_path, key, public, "Data protection officer")

    found = open_with_escrow(tmp_path, private)

    assert (found.key, found.person_id, found.kind) == (key, None, SlotKind.ESCROW)
    assert found.sign_in_name == "Data protection officer"
    assert len(load(tmp_path).of_kind(SlotKind.ESCROW)) == 1
    with pytest.raises(WrongPassphrase):
        open_with_escrow(tmp_path, new_escrow_pair()[0])


@pytest.mark.parametrize("data", [b"", b"x" * 31, bytes(32), b"-----BEGIN PUBLIC KEY-----\nnonsense"])
def test_what_is_no_public_key_is_refused(tmp_path: Path, key: DataKey, data: bytes) -> None:
    with pytest.raises(MeetingDeskError, match="X25519 public key"):
        seal_to_escrow(tmp_path, key, data)


def test_keys_of_openssl_are_understood(tmp_path: Path, key: DataKey) -> None:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
    )

    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    seal_to_escrow(tmp_path, key, public)

    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    assert open_with_escrow(tmp_path, pem).key == key


class FakeRing:
    """A key store that keeps what it is given."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class BrokenRing(FakeRing):
    """A key store that has gone away."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("org.freedesktop.DBus.Error")

    set_password = get_password  # type: ignore[assignment]
    delete_password = get_password  # type: ignore[assignment]


def test_the_key_store_of_the_system_opens_the_store(tmp_path: Path, key: DataKey) -> None:
    ring = FakeRing()

    assert remember_in_keyring(tmp_path, key, ADA, ring).worked
    assert remember_in_keyring(tmp_path, key, ADA, ring).worked
    answer = unlock_with_keyring(tmp_path, ADA, ring)

    assert answer.unlocked
    assert (answer.unlocked.key, answer.unlocked.person_id) == (key, ADA)
    assert len(ring.kept) == 1
    assert key.hex() not in str(ring.kept)


def test_a_key_store_that_forgot_or_broke_is_a_plain_answer(tmp_path: Path, key: DataKey) -> None:
    ring = FakeRing()
    assert not unlock_with_keyring(tmp_path, ADA, ring).worked
    remember_in_keyring(tmp_path, key, ADA, ring)

    for broken in (FakeRing(), BrokenRing()):
        answer = unlock_with_keyring(tmp_path, ADA, broken)
        assert not answer.worked
        assert answer.unlocked is None
        assert "passphrase" in answer.sentence
    assert keyslots.unlock(tmp_path, OLD).person_id == ADA


def test_a_broken_key_store_is_not_given_a_slot(tmp_path: Path, key: DataKey) -> None:
    assert not remember_in_keyring(tmp_path, key, ADA, BrokenRing()).worked

    assert not load(tmp_path).of_kind(SlotKind.KEYRING)


def test_forgetting_takes_the_slot_even_from_a_broken_key_store(tmp_path: Path, key: DataKey) -> None:
    ring = FakeRing()
    remember_in_keyring(tmp_path, key, ADA, ring)

    assert forget_in_keyring(tmp_path, key, ADA, BrokenRing()).worked

    assert not unlock_with_keyring(tmp_path, ADA, ring).worked


@pytest.mark.parametrize("priority", [0.5, 0, -1])
def test_a_key_store_that_is_a_plain_file_is_not_trusted(
    tmp_path: Path, key: DataKey, monkeypatch: pytest.MonkeyPatch, priority: float
) -> None:
    import keyring

    ring = FakeRing()
    monkeypatch.setattr(ring, "priority", priority, raising=False)
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)

    assert not remember_in_keyring(tmp_path, key, ADA).worked
    assert not ring.kept


def test_losing_any_way_in_leaves_the_others(tmp_path: Path, recovery_key: str, key: DataKey) -> None:
    private, public = new_escrow_pair()
    seal_to_escrow(tmp_path, key, public)
    ring = FakeRing()
    remember_in_keyring(tmp_path, key, ADA, ring)
    (tmp_path / MAIN).unlink()

    answer = unlock_with_keyring(tmp_path, None, ring)

    assert answer.unlocked
    ways = [
        answer.unlocked,
        keyslots.unlock(tmp_path, OLD),
        keyslots.unlock_with_recovery(tmp_path, recovery_key),
        open_with_escrow(tmp_path, private),
    ]
    assert {each.key.hex() for each in ways} == {key.hex()}
