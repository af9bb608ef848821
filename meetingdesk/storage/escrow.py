"""The organisation's own way into a store: its key sealed to a public key whose other half is kept safe."""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from meetingdesk.errors import MeetingDeskError, WrongPassphrase
from meetingdesk.storage.keys import DataKey, SlotInfo, SlotKind, Unlocked
from meetingdesk.storage.keyslot_file import Slot, load
from meetingdesk.storage.keyslots import load_for, new_info, save_with, unlocked
from meetingdesk.storage.seals import from_secret, open_seal, seal

_PEM = b"-----BEGIN"


def new_escrow_pair() -> tuple[bytes, bytes]:
    """Make a private and a public key, 32 bytes each; the private one belongs in the organisation's safe."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def seal_to_escrow(folder: Path, key: DataKey, public_key: bytes, label: str = "Organisation") -> SlotInfo:
    """Let the holder of the private key open the store; the public key is 32 bytes or a PEM text."""
    public = _public_key(public_key)
    recipient = public.public_bytes_raw()
    document = load_for(folder, key)
    sender = X25519PrivateKey.generate()
    info = new_info(SlotKind.ESCROW, None, label)
    salt = sender.public_key().public_bytes_raw()
    wrapping = from_secret(_agree(sender, public), salt + recipient, "escrow")
    slot = Slot(info, salt, seal(wrapping, key, document.store_id, info), escrow_key=recipient)
    # Sealing to the same public key again replaces its slot.
    others = tuple(each for each in document.slots if each.escrow_key != recipient)
    save_with(folder, document, (*others, slot))
    return info


def open_with_escrow(folder: Path, private_key: bytes) -> Unlocked:
    """Open a store by the organisation's private key, 32 bytes or a PEM text without a password."""
    private = _private_key(private_key)
    recipient = private.public_key().public_bytes_raw()
    document = load(folder)
    for slot in document.of_kind(SlotKind.ESCROW):
        if slot.escrow_key != recipient:
            continue
        shared = _agree(private, X25519PublicKey.from_public_bytes(slot.salt))
        key = open_seal(from_secret(shared, slot.salt + recipient, "escrow"), slot, document.store_id)
        if key:
            return unlocked(key, slot)
    raise WrongPassphrase(
        "This private key opens no escrow slot of this store.",
        hint="Check that it is the other half of the public key that the store was sealed to.",
    )


def _agree(private: X25519PrivateKey, public: X25519PublicKey) -> bytes:
    try:
        return private.exchange(public)
    except ValueError:
        raise _unusable("public") from None


def _public_key(data: bytes) -> X25519PublicKey:
    try:
        if not data.lstrip().startswith(_PEM):
            return X25519PublicKey.from_public_bytes(data)
        public = load_pem_public_key(data)
    except (ValueError, UnsupportedAlgorithm):
        raise _unusable("public") from None
    if not isinstance(public, X25519PublicKey):
        raise _unusable("public")
    return public


def _private_key(data: bytes) -> X25519PrivateKey:
    try:
        if not data.lstrip().startswith(_PEM):
            return X25519PrivateKey.from_private_bytes(data)
        private = load_pem_private_key(data, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise _unusable("private") from None
    if not isinstance(private, X25519PrivateKey):
        raise _unusable("private")
    return private


def _unusable(half: str) -> MeetingDeskError:
    return MeetingDeskError(
        f"This is not an X25519 {half} key that MeetingDesk can use.",
        hint="Give the 32 bytes of the key, or the PEM text that openssl writes for it.",
    )
