"""Wrapping a data key so that only the right secret opens it, in the slot that it was made for."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import unicodedata
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.cost import Cost, stretch
from meetingdesk.storage.keys import KEY_BYTES, DataKey, SlotInfo
from meetingdesk.storage.keyslot_file import Slot

SALT_BYTES = 16
_NONCE_BYTES = 12
_LONGEST_PASSPHRASE = 1024


def seal(wrapping: bytes, key: DataKey, store_id: UUID, info: SlotInfo) -> bytes:
    """Wrap a data key for one slot of one store."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(wrapping).encrypt(nonce, key.raw(), binding(store_id, info))


def open_seal(wrapping: bytes, slot: Slot, store_id: UUID) -> DataKey | None:
    """Unwrap the data key of a slot, or return None if this is not what it was wrapped with."""
    nonce, sealed = slot.sealed[:_NONCE_BYTES], slot.sealed[_NONCE_BYTES:]
    try:
        return DataKey(AESGCM(wrapping).decrypt(nonce, sealed, binding(store_id, slot.info)))
    except (InvalidTag, ValueError):
        return None


def binding(store_id: UUID, info: SlotInfo) -> bytes:
    """Return what a seal is bound to: moved to another slot, person or store, it no longer opens."""
    person = str(info.person_id) if info.person_id else None
    return json.dumps(
        ["meetingdesk keyslot 1", str(store_id), str(info.slot_id), str(info.kind), person, info.sign_in_name]
    ).encode("ascii")


def from_passphrase(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Make a wrapping key from a passphrase; however its accents were typed, it is the same."""
    return stretch(passphrase_bytes(passphrase), salt, cost)


def passphrase_bytes(passphrase: str) -> bytes:
    """Return a passphrase as it is stretched, or say why it cannot be one."""
    try:
        data = unicodedata.normalize("NFC", passphrase).encode("utf-8")
    except UnicodeEncodeError:
        raise MeetingDeskError("The passphrase holds a character that is not text.") from None
    if not data:
        raise MeetingDeskError("The passphrase is empty.", hint="Type the passphrase of your sign-in name.")
    if len(data) > _LONGEST_PASSPHRASE:
        raise MeetingDeskError("The passphrase is too long.", hint="Use at most 250 characters.")
    return data


def from_secret(secret: bytes, salt: bytes, purpose: str) -> bytes:
    """Make a wrapping key from a secret that is random already, so that no stretching is needed."""
    info = f"meetingdesk {purpose} 1".encode("ascii")
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(secret)


def key_check(key: DataKey, store_id: UUID) -> str:
    """Return what tells the right data key from a wrong one without telling anything else of it."""
    return hmac.new(key.raw(), b"meetingdesk key check 1" + store_id.bytes, hashlib.sha256).hexdigest()[:32]
