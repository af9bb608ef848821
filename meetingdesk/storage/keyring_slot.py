"""Quick unlock by the key store of the operating system: it may fail, and is never the only way in."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar
from uuid import UUID

from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.keys import DataKey, SlotKind, Unlocked
from meetingdesk.storage.keyslot_file import Slot, load
from meetingdesk.storage.keyslots import load_for, new_info, save_with, unlocked
from meetingdesk.storage.seals import SALT_BYTES, from_secret, open_seal, seal

logger = logging.getLogger(__name__)

T = TypeVar("T")

_SERVICE = "MeetingDesk"
_NOT_WORKING = "The key store of this computer cannot be used at the moment; the passphrase works as always."
_NO_ENTRY = "This computer's key store holds nothing for this store; please type the passphrase."


class Ring(Protocol):
    """The part of the keyring library that is used."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is kept under a name."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep something under a name."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Forget what is kept under a name."""
        ...


@dataclass(frozen=True, slots=True)
class KeyringAnswer:
    """Whether the key store did as asked, a sentence to show, and the opened store if that was asked."""

    worked: bool
    sentence: str
    unlocked: Unlocked | None = None


class _Unusable(Exception):
    """The system's key store failed, or is not one to be trusted."""


def remember_in_keyring(
    folder: Path, key: DataKey, person_id: UUID, ring: Ring | None = None
) -> KeyringAnswer:
    """Let this computer's key store open the store for a person who can open it by passphrase as well."""
    document = load_for(folder, key)
    people = document.of_kind(SlotKind.PASSPHRASE, person_id)
    if not people:
        raise MeetingDeskError("This person has no passphrase in this store.", hint="Add the person first.")
    info = new_info(SlotKind.KEYRING, person_id, people[0].info.sign_in_name)
    secret = secrets.token_bytes(32)
    salt = secrets.token_bytes(SALT_BYTES)
    slot = Slot(info, salt, seal(from_secret(secret, salt, "keyring"), key, document.store_id, info))
    old = document.of_kind(SlotKind.KEYRING, person_id)
    name = str(info.slot_id)
    try:
        usable = ring or _system_ring()
        _asked(lambda: usable.set_password(_SERVICE, name, secret.hex()))
        if _asked(lambda: usable.get_password(_SERVICE, name)) != secret.hex():
            return KeyringAnswer(worked=False, sentence=_NOT_WORKING)
    except _Unusable:
        return KeyringAnswer(worked=False, sentence=_NOT_WORKING)
    save_with(folder, document, (*(each for each in document.slots if each not in old), slot))
    for each in old:
        _drop(usable, each)
    return KeyringAnswer(worked=True, sentence="From now on this computer opens the store for you.")


def forget_in_keyring(folder: Path, key: DataKey, person_id: UUID, ring: Ring | None = None) -> KeyringAnswer:
    """Stop this computer's key store from opening the store; the slot goes even if the key store fails."""
    document = load_for(folder, key)
    old = document.of_kind(SlotKind.KEYRING, person_id)
    if old:
        save_with(folder, document, tuple(each for each in document.slots if each not in old))
    try:
        usable = ring or _system_ring()
    except _Unusable:
        return KeyringAnswer(
            worked=True, sentence="Quick unlock is off; the key store could not be tidied up."
        )
    for each in old:
        _drop(usable, each)
    return KeyringAnswer(worked=True, sentence="Quick unlock is off.")


def unlock_with_keyring(
    folder: Path, person_id: UUID | None = None, ring: Ring | None = None
) -> KeyringAnswer:
    """Open a store by this computer's key store, for one person or for whoever it knows."""
    document = load(folder)
    slots = document.of_kind(SlotKind.KEYRING, person_id)
    if not slots:
        return KeyringAnswer(worked=False, sentence="Quick unlock is off for this store.")
    try:
        usable = ring or _system_ring()
        for slot in slots:
            name = str(slot.info.slot_id)
            kept = _asked(partial(usable.get_password, _SERVICE, name))
            wrapping = from_secret(bytes.fromhex(kept), slot.salt, "keyring") if kept else None
            key = open_seal(wrapping, slot, document.store_id) if wrapping else None
            if key:
                return KeyringAnswer(worked=True, sentence="Opened.", unlocked=unlocked(key, slot))
    except (_Unusable, ValueError):
        return KeyringAnswer(worked=False, sentence=_NOT_WORKING)
    return KeyringAnswer(worked=False, sentence=_NO_ENTRY)


def _system_ring() -> Ring:
    """Return the system's key store, if it is one that keeps secrets rather than a plain file or nothing."""

    # Imported here because it looks for every key store of the system, which takes time and can fail.
    def find() -> Any:
        import keyring

        return keyring.get_keyring()

    ring = _asked(find)
    first = next(iter(getattr(ring, "backends", ())), ring)
    if _asked(lambda: float(first.priority)) < 1:
        raise _Unusable
    return ring  # type: ignore[no-any-return]  # the library is handled through the protocol above


def _drop(ring: Ring, slot: Slot) -> None:
    try:
        _asked(lambda: ring.delete_password(_SERVICE, str(slot.info.slot_id)))
    except _Unusable:
        # Its slot is gone, so what is left in the key store opens nothing.
        return


def _asked(question: Callable[[], T]) -> T:
    try:
        return question()
    # Key stores raise what they like: D-Bus errors, operating system errors, import errors.
    except Exception as error:
        logger.info("keyring: the key store failed with %s", type(error).__name__)
        raise _Unusable from error
