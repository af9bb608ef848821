"""Backups of a store: encrypted with its own key, and counted as a backup only once proved whole.

A backup is itself the folder of a store (its file and its keyslots), so it opens on another laptop
with the same passphrase or recovery key.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from meetingdesk.errors import DamagedStore, MeetingDeskError, StorageProblem
from meetingdesk.storage.engine import STORE_FILE, connect_raw
from meetingdesk.storage.files import sync_folder, write_atomically
from meetingdesk.storage.keys import DataKey
from meetingdesk.storage.keyslot_file import COPY, MAIN
from meetingdesk.storage.ladder import kept
from meetingdesk.storage.problems import explain_words

FOLDER = "backups"
KEY_FILES = (MAIN, COPY)
UNFINISHED_STORE = "unfinished"
"""Marks a store that is being made; until it is gone, nobody has put a word into it."""

PROOF = "proof.json"
UNFINISHED = ".part"
NAME = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was opened, checked and counted after it was written."""

    folder: Path
    made_at: datetime
    reason: str
    schema: str
    rows: dict[str, int]
    deeds: int
    last_change: str
    """The number and code of the newest change in it: what tells two equally long histories apart."""


LAST_CHANGE = "SELECT seq || ':' || lower(hex(mac)) FROM history ORDER BY seq DESC LIMIT 1"

Progress = Callable[[int, int], None]
"""Told how many pages are done, of how many."""


def back_up(
    folder: Path, key: DataKey, reason: str, *, now: datetime | None = None, progress: Progress | None = None
) -> Backup:
    """Write a backup beside the store, prove it, then thin out the older ones."""
    made_at = now or datetime.now(UTC)
    target = folder / FOLDER / f"{made_at.strftime(NAME)}-{reason}"
    unfinished = target.with_name(target.name + UNFINISHED)
    try:
        _clear_unfinished(folder)
        unfinished.mkdir(parents=True)
        counted = _copy(folder / STORE_FILE, unfinished / STORE_FILE, key, progress)
        for name in KEY_FILES:
            if (folder / name).exists():
                write_atomically(unfinished / name, (folder / name).read_bytes())
        backup = _prove(unfinished, key, made_at, reason)
        if backup.rows != counted:
            raise DamagedStore("The backup does not hold what the store holds.", hint="Make another one.")
        unfinished.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        raise StorageProblem(
            "The backup could not be written; the store itself is not affected.",
            hint="Make room on the disk, then make a backup again.",
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    thin_out(folder, made_at)
    return _read_proof(target)


def _clear_unfinished(folder: Path) -> None:
    """Remove what interrupted backups left; they were never proved, so nothing relies on them."""
    for left in (folder / FOLDER).glob(f"*{UNFINISHED}"):
        shutil.rmtree(left, ignore_errors=True)


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """Return the proved backups of a store, newest first."""
    found = []
    for place in (folder / FOLDER).glob("*Z-*"):
        if place.suffix != UNFINISHED:
            with suppress(OSError, ValueError, KeyError):
                found.append(_read_proof(place))
    return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))


def thin_out(folder: Path, now: datetime) -> None:
    """Remove the backups that no longer stand on the ladder; called only after a new one was proved."""
    backups = list_backups(folder)
    standing = kept((backup.made_at for backup in backups), now)
    for backup in backups:
        if backup.made_at not in standing:
            shutil.rmtree(backup.folder, ignore_errors=True)


def check_backup(place: Path, key: DataKey) -> Backup:
    """Prove a backup again, from its pages to its counts, before anything relies on it."""
    known = _read_known(place)
    proved = _prove(place, key, known.made_at, known.reason)
    if (proved.rows, proved.deeds) != (known.rows, known.deeds):
        raise DamagedStore("This backup is not what it was when it was made.", hint="Choose another backup.")
    return proved


def restore(
    folder: Path, place: Path, key: DataKey, *, replace_keys: bool = False, now: datetime | None = None
) -> Path:
    """Put a proved backup in the place of the store; return where the store that was there lies now.

    Nothing is deleted: what was there is moved aside whole, its write-ahead log included. Whatever
    moment this is interrupted at, the store is the old one, the new one, or named as missing with the
    old one aside. Nobody may have the store open.
    """
    check_backup(place, key)
    made_at = now or datetime.now(UTC)
    aside = folder / FOLDER / f"replaced-{made_at.strftime(NAME)}"
    incoming = folder / (STORE_FILE + UNFINISHED)
    try:
        aside.mkdir(parents=True)
        _copy(place / STORE_FILE, incoming, key, None)
        _move_aside(folder, aside)
        incoming.replace(folder / STORE_FILE)
        for name in KEY_FILES:
            if (replace_keys or not (folder / name).exists()) and (place / name).exists():
                if (folder / name).exists():
                    (folder / name).rename(aside / name)
                write_atomically(folder / name, (place / name).read_bytes())
        (folder / UNFINISHED_STORE).unlink(missing_ok=True)
        sync_folder(folder)
    except OSError as error:
        _move_back(aside, folder)
        raise StorageProblem(
            "The backup could not be put in place.",
            hint="Close every MeetingDesk, make room on the disk, and restore again; nothing was deleted.",
        ) from error
    finally:
        incoming.unlink(missing_ok=True)
    return aside


def _move_aside(folder: Path, aside: Path) -> None:
    # The file before its log: a log without its file is noticed at once, while a file without its log
    # would pass for a store that never held the latest words.
    for suffix in ("", "-wal", "-shm"):
        present = folder / (STORE_FILE + suffix)
        if present.exists():
            present.rename(aside / present.name)
    sync_folder(aside)
    sync_folder(folder)


def _move_back(aside: Path, folder: Path) -> None:
    # Only where nothing has taken the place of the store: its file last, so that its log is there first.
    if (folder / STORE_FILE).exists():
        return
    with suppress(OSError):
        for suffix in ("-shm", "-wal", ""):
            moved = aside / (STORE_FILE + suffix)
            if moved.exists():
                moved.rename(folder / moved.name)


def find_backup(folder: Path, named: str) -> Path:
    """Return the backup that a person named: `newest`, a name in the list, or a folder anywhere."""
    backups = list_backups(folder)
    if named == "newest":
        if not backups:
            raise MeetingDeskError("This store has no backup.", hint="Name the folder of one.")
        return backups[0].folder
    for backup in backups:
        if backup.folder.name == named:
            return backup.folder
    place = Path(named)
    if (place / STORE_FILE).is_file():
        return place
    raise MeetingDeskError("There is no such backup.", hint="List them with: meetingdesk backup --list")


@contextmanager
def _damage_named(message: str, hint: str) -> Iterator[None]:
    # Imported here so that the first window does not wait for it.
    from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

    try:
        yield
    except dbapi2.DatabaseError as error:
        known = explain_words(str(error).lower())
        if known is None or isinstance(known, DamagedStore):
            known = DamagedStore(message, hint=hint)
        raise known from None


def _copy(source: Path, target: Path, key: DataKey, progress: Progress | None) -> dict[str, int]:
    read = connect_raw(source, key, write=False)
    try:
        write = connect_raw(target, key)
    except BaseException:
        read.close()
        raise
    damaged = _damage_named(
        "The store file is damaged, so no backup was made of it.",
        "Restore the newest backup; it was not touched.",
    )
    try:
        with damaged:
            # One read transaction over counting and copying, so that both see the same moment.
            read.execute("BEGIN")
            counted = _count(read)

            def tell(_status: int, left: int, of: int) -> None:
                if progress is not None:
                    progress(of - left, of)

            read.backup(write, pages=2_000, progress=tell)
            read.execute("COMMIT")
    finally:
        write.close()
        read.close()
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())
    return counted


def _prove(place: Path, key: DataKey, made_at: datetime, reason: str) -> Backup:
    connection = connect_raw(place / STORE_FILE, key, write=False)
    try:
        with _damage_named("This backup is damaged.", "Choose another backup."):
            faults = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            faults += [row for row in connection.execute("PRAGMA quick_check").fetchall() if row[0] != "ok"]
            if faults:
                raise DamagedStore("This backup is damaged.", hint="Choose another backup.")
            rows = _count(connection)
            schema = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
            deeds = connection.execute("SELECT coalesce(max(id), 0) FROM deed").fetchone()[0]
            last = connection.execute(LAST_CHANGE).fetchone()
    finally:
        connection.close()
    backup = Backup(place, made_at, reason, schema, rows, deeds, last[0] if last else "")
    told = {
        "made_at": made_at.isoformat(),
        "reason": reason,
        "schema": schema,
        "deeds": deeds,
        "last_change": backup.last_change,
        "rows": rows,
    }
    if not (place / PROOF).exists():
        write_atomically(place / PROOF, json.dumps(told, indent=1).encode())
    return backup


def _count(connection: Any) -> dict[str, int]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE 'search_text%' ORDER BY name"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - our own tables
        for (name,) in names
    }


def _read_known(place: Path) -> Backup:
    try:
        return _read_proof(place)
    except (OSError, ValueError, KeyError) as error:
        raise MeetingDeskError(
            "This folder is not a finished backup.", hint="List the backups with: meetingdesk backup --list"
        ) from error


def _read_proof(place: Path) -> Backup:
    told = json.loads((place / PROOF).read_bytes())
    return Backup(
        place,
        datetime.fromisoformat(told["made_at"]),
        told["reason"],
        told["schema"],
        told["rows"],
        told["deeds"],
        told["last_change"],
    )
