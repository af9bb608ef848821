"""What opens a store: the data key, and by which keyslot it was reached."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NoReturn
from uuid import UUID

KEY_BYTES = 32


class SlotKind(StrEnum):
    """What a keyslot is opened with."""

    PASSPHRASE = "passphrase"  # noqa: S105  # a word, not a secret
    RECOVERY = "recovery"
    KEYRING = "keyring"
    ESCROW = "escrow"


class DataKey:
    """The 256-bit key of one store, which never shows itself in logs, tracebacks or pickles."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise ValueError("A data key has 32 bytes.")
        self._secret = secret

    @classmethod
    def new(cls) -> DataKey:
        """Make a random key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    def hex(self) -> str:
        """Return the key as SQLCipher takes it: 64 hexadecimal digits."""
        return self._secret.hex()

    def raw(self) -> bytes:
        """Return the key itself, to be wrapped in a keyslot."""
        return self._secret

    def __repr__(self) -> str:
        return "DataKey(hidden)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DataKey) and hmac.compare_digest(self._secret, other._secret)

    def __hash__(self) -> int:
        # Equal keys need equal hashes; the hash must not tell anything of the key.
        return hash(DataKey)

    def __reduce__(self) -> NoReturn:
        raise TypeError("A data key is never pickled.")


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """What may be known of a keyslot without opening it."""

    slot_id: UUID
    kind: SlotKind
    person_id: UUID | None
    sign_in_name: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A store's data key, who opened it, and by which keyslot; escrow opens it for nobody in particular."""

    key: DataKey
    person_id: UUID | None
    slot_id: UUID
    kind: SlotKind
    sign_in_name: str
