"""Opening a store, and who may: the data key wrapped once for each person's passphrase and recovery key."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from meetingdesk.errors import MeetingDeskError, NotAllowed, WrongPassphrase
from meetingdesk.storage.cost import Cost
from meetingdesk.storage.keys import DataKey, SlotInfo, SlotKind, Unlocked
from meetingdesk.storage.keyslot_file import Keyslots, Slot, has_keyslots, load, save
from meetingdesk.storage.recovery_key import new_recovery_key, read_recovery_key
from meetingdesk.storage.seals import (
    SALT_BYTES,
    from_passphrase,
    from_secret,
    key_check,
    open_seal,
    passphrase_bytes,
    seal,
)

LONGEST_SIGN_IN_NAME = 64


# Opening


def list_slots(folder: Path) -> tuple[SlotInfo, ...]:
    """Return what may be known of the keyslots without opening one."""
    return tuple(slot.info for slot in load(folder).slots)


def store_id(folder: Path) -> UUID:
    """Return the identity that the store was given when it was made."""
    return load(folder).store_id


def unlock(folder: Path, passphrase: str, sign_in_name: str | None = None) -> Unlocked:
    """Open a store by a person's passphrase; without a sign-in name every person's slot is tried."""
    document = load(folder)
    slots = document.of_kind(SlotKind.PASSPHRASE)
    if sign_in_name is not None:
        wanted = _folded(sign_in_name)
        slots = tuple(slot for slot in slots if _folded(slot.info.sign_in_name) == wanted)
        if not slots:
            raise WrongPassphrase(
                "Nobody signs in to this store by that name.", hint="Check the spelling of the sign-in name."
            )
    for slot in slots:
        key = _open_by_passphrase(document, slot, passphrase)
        if key:
            return unlocked(key, slot)
    raise _wrong_passphrase()


def unlock_with_recovery(folder: Path, text: str) -> Unlocked:
    """Open a store by a printed recovery key; it tells which person's it is."""
    secret = read_recovery_key(text)
    document = load(folder)
    for slot in document.of_kind(SlotKind.RECOVERY):
        key = open_seal(from_secret(secret, slot.salt, "recovery"), slot, document.store_id)
        if key:
            return unlocked(key, slot)
    raise WrongPassphrase(
        "This recovery key is typed correctly, but it is of another store, or it has been replaced.",
        hint="Look for a newer printed sheet, or for one that names this store.",
    )


# Changing who may


def create_keyslots(
    folder: Path, person_id: UUID, sign_in_name: str, passphrase: str, cost: Cost
) -> tuple[DataKey, str]:
    """Make the key files of a new store for its first person; return the key and the recovery key."""
    if has_keyslots(folder) or (folder / "store.db").exists():
        raise MeetingDeskError(
            "There is already a store in this folder.",
            hint="Open it, or choose an empty folder for a new one.",
        )
    key = DataKey.new()
    store = uuid4()
    document = Keyslots(store, 0, key_check(key, store), ())
    recovery_key = _add(folder, document, key, person_id, sign_in_name, passphrase, cost)
    return key, recovery_key


def add_person(
    folder: Path, key: DataKey, person_id: UUID, sign_in_name: str, passphrase: str, cost: Cost
) -> str:
    """Let one more person open the store; return their recovery key to print."""
    document = load_for(folder, key)
    if any(slot.info.person_id == person_id for slot in document.slots):
        raise MeetingDeskError("This person can open the store already.")
    taken = {_folded(slot.info.sign_in_name) for slot in document.of_kind(SlotKind.PASSPHRASE)}
    if _folded(sign_in_name) in taken:
        raise MeetingDeskError(
            "Somebody else signs in by that name already.", hint="Choose another sign-in name."
        )
    return _add(folder, document, key, person_id, sign_in_name, passphrase, cost)


def change_passphrase(folder: Path, person_id: UUID, old: str, new: str, cost: Cost) -> None:
    """Give a person a new passphrase; only their keyslot is written anew, nothing else of the store."""
    passphrase_bytes(new)
    document = load(folder)
    slot = _passphrase_slot(document, person_id)
    key = _open_by_passphrase(document, slot, old)
    if not key:
        raise _wrong_passphrase()
    _rewrap(folder, document, slot, key, new, cost)


def reset_passphrase(folder: Path, unlocked_by_recovery: Unlocked, new: str, cost: Cost) -> None:
    """Give a new passphrase to the person whose recovery key has just opened the store."""
    person_id = unlocked_by_recovery.person_id
    if unlocked_by_recovery.kind is not SlotKind.RECOVERY or person_id is None:
        raise NotAllowed(
            "A passphrase can be set without the old one only after opening the store by the recovery key.",
            hint="Enter the printed recovery key first.",
        )
    document = load_for(folder, unlocked_by_recovery.key)
    _rewrap(folder, document, _passphrase_slot(document, person_id), unlocked_by_recovery.key, new, cost)


def replace_recovery_key(folder: Path, key: DataKey, person_id: UUID) -> str:
    """Make a person's printed recovery key worthless, and return a new one to print."""
    document = load_for(folder, key)
    person = _passphrase_slot(document, person_id).info
    others = tuple(
        slot for slot in document.slots if slot not in document.of_kind(SlotKind.RECOVERY, person_id)
    )
    slot, recovery_key = _recovery_slot(document, key, person_id, person.sign_in_name)
    save(folder, _next(document, (*others, slot)))
    return recovery_key


def remove_person(folder: Path, key: DataKey, person_id: UUID) -> None:
    """Take a person's ways into the store away; the last person's can never be taken."""
    document = load_for(folder, key)
    _passphrase_slot(document, person_id)
    rest = tuple(slot for slot in document.slots if slot.info.person_id != person_id)
    if not any(slot.info.kind is SlotKind.PASSPHRASE for slot in rest):
        raise NotAllowed(
            "The last person who can open the store cannot be removed.", hint="Add another person first."
        )
    save(folder, _next(document, rest))


# Shared with the keyring and with escrow


def load_for(folder: Path, key: DataKey) -> Keyslots:
    """Read the keyslots for a change, which only the store's own data key may make."""
    document = load(folder)
    if not secrets.compare_digest(document.key_check, key_check(key, document.store_id)):
        raise MeetingDeskError(
            "The key files in this folder belong to another store than the one that is open.",
            hint="Close the store and open it again.",
        )
    return document


def save_with(folder: Path, document: Keyslots, slots: tuple[Slot, ...]) -> None:
    """Save the keyslots with these slots in place of the old ones."""
    save(folder, _next(document, slots))


def new_info(kind: SlotKind, person_id: UUID | None, sign_in_name: str) -> SlotInfo:
    """Describe a slot that is made now."""
    return SlotInfo(uuid4(), kind, person_id, sign_in_name, datetime.now(UTC))


def unlocked(key: DataKey, slot: Slot) -> Unlocked:
    """Say by which slot, and so for whom, the store was opened."""
    info = slot.info
    return Unlocked(key, info.person_id, info.slot_id, info.kind, info.sign_in_name)


# Helpers


def _add(
    folder: Path,
    document: Keyslots,
    key: DataKey,
    person_id: UUID,
    sign_in_name: str,
    passphrase: str,
    cost: Cost,
) -> str:
    name = _checked_name(sign_in_name)
    info = new_info(SlotKind.PASSPHRASE, person_id, name)
    passphrase_slot = _passphrase_sealed(document, info, key, passphrase, cost)
    recovery_slot, recovery_key = _recovery_slot(document, key, person_id, name)
    save(folder, _next(document, (*document.slots, passphrase_slot, recovery_slot)))
    return recovery_key


def _rewrap(folder: Path, document: Keyslots, slot: Slot, key: DataKey, new: str, cost: Cost) -> None:
    info = replace(slot.info, created_at=datetime.now(UTC))
    renewed = _passphrase_sealed(document, info, key, new, cost)
    save(folder, _next(document, tuple(renewed if each is slot else each for each in document.slots)))


def _passphrase_sealed(document: Keyslots, info: SlotInfo, key: DataKey, passphrase: str, cost: Cost) -> Slot:
    salt = secrets.token_bytes(SALT_BYTES)
    wrapping = from_passphrase(passphrase, salt, cost)
    return Slot(info, salt, seal(wrapping, key, document.store_id, info), cost)


def _recovery_slot(document: Keyslots, key: DataKey, person_id: UUID, sign_in_name: str) -> tuple[Slot, str]:
    recovery_key = new_recovery_key()
    info = new_info(SlotKind.RECOVERY, person_id, sign_in_name)
    salt = secrets.token_bytes(SALT_BYTES)
    wrapping = from_secret(read_recovery_key(recovery_key), salt, "recovery")
    return Slot(info, salt, seal(wrapping, key, document.store_id, info)), recovery_key


def _open_by_passphrase(document: Keyslots, slot: Slot, passphrase: str) -> DataKey | None:
    if slot.cost is None:
        return None
    return open_seal(from_passphrase(passphrase, slot.salt, slot.cost), slot, document.store_id)


def _passphrase_slot(document: Keyslots, person_id: UUID) -> Slot:
    for slot in document.of_kind(SlotKind.PASSPHRASE, person_id):
        return slot
    raise MeetingDeskError("This person has no passphrase in this store.", hint="Add the person first.")


def _next(document: Keyslots, slots: tuple[Slot, ...]) -> Keyslots:
    return replace(document, generation=document.generation + 1, slots=slots)


def _wrong_passphrase() -> WrongPassphrase:
    return WrongPassphrase(
        "This is not the passphrase.",
        hint="Check Caps Lock and the keyboard's language, or use the printed recovery key. "
        "The store is unharmed.",
    )


def _checked_name(sign_in_name: str) -> str:
    name = unicodedata.normalize("NFC", sign_in_name).strip()
    if not name or len(name) > LONGEST_SIGN_IN_NAME or not name.isprintable():
        raise MeetingDeskError(
            f"A sign-in name has 1 to {LONGEST_SIGN_IN_NAME} letters, digits or signs.",
            hint="Type a short name that you will know again, such as your first name.",
        )
    return name


def _folded(sign_in_name: str) -> str:
    return unicodedata.normalize("NFC", sign_in_name).strip().casefold()
