"""The keyslots of a store on disk: two equal files, each of which knows whether it is whole."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from meetingdesk.errors import DamagedStore, MeetingDeskError, StorageProblem, StoreTooNew
from meetingdesk.storage.cost import Cost
from meetingdesk.storage.files import read_bytes, write_atomically
from meetingdesk.storage.keys import SlotInfo, SlotKind

logger = logging.getLogger(__name__)

FORMAT = 1
MAIN = "keys.json"
COPY = "keys.copy.json"

_NOT_A_DOCUMENT = (AttributeError, KeyError, TypeError, ValueError, RecursionError, MeetingDeskError)
_KEEP_FOLDER = "Leave this folder as it is, and bring keys.json and keys.copy.json back from a backup of it."


@dataclass(frozen=True, slots=True)
class Slot:
    """The data key wrapped once; `salt` is the sender's public key in an escrow slot."""

    info: SlotInfo
    salt: bytes
    sealed: bytes
    cost: Cost | None = None
    escrow_key: bytes = b""


@dataclass(frozen=True, slots=True)
class Keyslots:
    """All keyslots of one store; the higher generation of two files is the one that counts."""

    store_id: UUID
    generation: int
    key_check: str
    slots: tuple[Slot, ...]

    def of_kind(self, kind: SlotKind, person_id: UUID | None = None) -> tuple[Slot, ...]:
        """Return the slots of one kind, of one person if a person is given."""
        return tuple(
            slot for slot in self.slots if slot.info.kind is kind and person_id in (None, slot.info.person_id)
        )

    def to_bytes(self) -> bytes:
        """Write the document the one way in which it is written, checksum included."""
        content = {
            "format": FORMAT,
            "store": str(self.store_id),
            "generation": self.generation,
            "key_check": self.key_check,
            "slots": [_slot_to_json(slot) for slot in self.slots],
        }
        return _canonical({**content, "checksum": _checksum(content)})


class _Damaged(Exception):
    """The bytes of one key file are not what was written."""


def has_keyslots(folder: Path) -> bool:
    """Say whether there is at least one key file, whole or not, in a folder."""
    return (folder / MAIN).exists() or (folder / COPY).exists()


def load(folder: Path) -> Keyslots:
    """Read the keyslots; a file that is damaged or behind is put right from the other."""
    found: dict[str, Keyslots] = {}
    problem: StorageProblem | None = None
    for name in (MAIN, COPY):
        try:
            data = read_bytes(folder / name)
            if data is not None:
                found[name] = read_document(data)
        except _Damaged:
            continue
        except StorageProblem as error:
            problem = error
    if not found:
        raise problem or _nothing_whole(folder)
    if len({document.store_id for document in found.values()}) > 1:
        raise DamagedStore(
            f"{MAIN} and {COPY} belong to two different stores; the passphrase is not in question.",
            hint=_KEEP_FOLDER,
        )
    best = max(found.values(), key=lambda document: document.generation)
    for name in (MAIN, COPY):
        if name not in found or found[name].generation < best.generation:
            _put_right(folder / name, best)
    return best


def save(folder: Path, document: Keyslots) -> None:
    """Write both files, the copy first; if the disk refuses, put both back as they were."""
    # Killed between the two, the copy has the higher generation and is used: the change was made.
    paths = (folder / COPY, folder / MAIN)
    before = {path: read_bytes(path) for path in paths}
    try:
        for path in paths:
            write_atomically(path, document.to_bytes())
    except StorageProblem:
        for path in reversed(paths):
            _put_back(path, before[path])
        raise


def read_document(data: bytes) -> Keyslots:
    """Make keyslots from the bytes of a file, every one of which must be as it was written."""
    try:
        content = json.loads(data)
        checksum = content.pop("checksum")
        # Compared as bytes too: the same document with other spacing was not written by MeetingDesk.
        whole = checksum == _checksum(content) and data == _canonical({**content, "checksum": checksum})
        written_as = int(content["format"])
    except _NOT_A_DOCUMENT:
        raise _Damaged from None
    if not whole:
        raise _Damaged
    if written_as > FORMAT:
        raise StoreTooNew(
            f"The key files of this store have format {written_as}; "
            f"this MeetingDesk knows formats up to {FORMAT}.",
            hint="Open the store with the newer MeetingDesk that wrote it.",
        )
    try:
        return Keyslots(
            store_id=UUID(content["store"]),
            generation=int(content["generation"]),
            key_check=str(content["key_check"]),
            slots=tuple(_slot_from_json(entry) for entry in content["slots"]),
        )
    except _NOT_A_DOCUMENT:
        raise _Damaged from None


def _nothing_whole(folder: Path) -> DamagedStore:
    if has_keyslots(folder):
        return DamagedStore(
            f"Both key files of this store, {MAIN} and {COPY}, are damaged; "
            "the passphrase is not in question.",
            hint=f"{_KEEP_FOLDER} What was recorded is in another file, which they open.",
        )
    return DamagedStore(
        f"The key files of this store, {MAIN} and {COPY}, are missing; the passphrase is not in question.",
        hint=_KEEP_FOLDER,
    )


def _put_right(path: Path, document: Keyslots) -> None:
    try:
        write_atomically(path, document.to_bytes())
    except StorageProblem:
        # One whole file is enough to work with; the next opening tries again.
        logger.info("keyslots: %s of store %s could not be put right", path.name, document.store_id)
    else:
        logger.info(
            "keyslots: %s of store %s was put right from the other file", path.name, document.store_id
        )


def _put_back(path: Path, before: bytes | None) -> None:
    try:
        if read_bytes(path) == before:
            return
        if before is None:
            path.unlink()
        else:
            write_atomically(path, before)
    except (StorageProblem, OSError) as error:
        raise StorageProblem(
            f"The key files could not be saved as a pair: the change may have been kept in {path.name}.",
            hint="Make room on the disk, then open the store again with the new passphrase or the old one.",
        ) from error


def _canonical(content: dict[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, indent=1, ensure_ascii=True).encode("ascii") + b"\n"


def _checksum(content: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical(content)).hexdigest()


def _slot_to_json(slot: Slot) -> dict[str, Any]:
    info = slot.info
    entry: dict[str, Any] = {
        "slot": str(info.slot_id),
        "kind": str(info.kind),
        "person": str(info.person_id) if info.person_id else None,
        "sign_in_name": info.sign_in_name,
        "created_at": info.created_at.isoformat(),
        "salt": slot.salt.hex(),
        "sealed": slot.sealed.hex(),
        "escrow_key": slot.escrow_key.hex(),
    }
    if slot.cost:
        entry["argon2id"] = {
            "memory_kib": slot.cost.memory_kib,
            "passes": slot.cost.passes,
            "lanes": slot.cost.lanes,
            "for_tests": slot.cost.for_tests,
        }
    return entry


def _slot_from_json(entry: dict[str, Any]) -> Slot:
    info = SlotInfo(
        slot_id=UUID(entry["slot"]),
        kind=SlotKind(entry["kind"]),
        person_id=UUID(entry["person"]) if entry["person"] else None,
        sign_in_name=str(entry["sign_in_name"]),
        created_at=datetime.fromisoformat(entry["created_at"]),
    )
    return Slot(
        info=info,
        salt=bytes.fromhex(entry["salt"]),
        sealed=bytes.fromhex(entry["sealed"]),
        cost=Cost(**entry["argon2id"]) if "argon2id" in entry else None,
        escrow_key=bytes.fromhex(entry["escrow_key"]),
    )
