"""Keeping a store safe: verifying it, backing it up, restoring it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from meetingdesk.app.desk import Desk
from meetingdesk.app.opening import is_store, open_with_key
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import DamagedStore, MeetingDeskError, StorageProblem
from meetingdesk.storage import keyslots
from meetingdesk.storage.backup import (
    LAST_CHANGE,
    Backup,
    Progress,
    back_up,
    check_backup,
    find_backup,
    list_backups,
    restore,
)
from meetingdesk.storage.engine import STORE_FILE
from meetingdesk.storage.files import read_bytes
from meetingdesk.storage.keys import DataKey, Unlocked
from meetingdesk.storage.keyslot_file import MAIN, has_keyslots
from meetingdesk.storage.location import check_location
from meetingdesk.storage.occupancy import Occupancy
from meetingdesk.storage.problems import explained
from meetingdesk.storage.verify import Progress as VerifyProgress
from meetingdesk.storage.verify import Verified, verify


def verify_store(
    desk: Desk, *, head: str = "", deeds: int = 0, progress: VerifyProgress | None = None
) -> Verified:
    """Go through the whole store, and note in it that this was done."""
    desk.person.require(Deed.VERIFY)
    with explained(), desk.store.engines.read.connect() as connection:
        found = verify(connection, expected_head=head, expected_deeds=deeds, progress=progress)
    desk.store.note(desk.person, Deed.VERIFY, "Verify the store")
    return found


def back_up_store(desk: Desk, reason: str = "by-hand", progress: Progress | None = None) -> Backup:
    """Make a backup of a store on this laptop."""
    desk.person.require(Deed.BACKUP)
    folder, key = _place_of(desk)
    desk.store.note(desk.person, Deed.BACKUP, "Back up the store")
    return back_up(folder, key, reason, progress=progress)


def back_up_if_changed(desk: Desk, reason: str) -> Backup | None:
    """Make a backup if the record has changed since the last one; called on leaving and at a meeting's end.

    It is not a deed of the person, so it asks for no right: nobody should lose words for want of a role.
    """
    if desk.store.folder is None or desk.store.key is None:
        return None
    with desk.reading() as reading:
        last = reading.rows(text(LAST_CHANGE))
    made = list_backups(desk.store.folder)
    if made and last and made[0].last_change == last[0][0] and _has_present_keys(desk.store.folder, made[0]):
        return None
    return back_up(desk.store.folder, desk.store.key, reason)


def _has_present_keys(folder: Path, backup: Backup) -> bool:
    # A passphrase that was changed must open the newest backup too, and the old one must not for long.
    return read_bytes(folder / MAIN) == read_bytes(backup.folder / MAIN)


def backups_of(desk: Desk) -> tuple[Backup, ...]:
    """Return the backups of a store on this laptop, newest first."""
    folder, _ = _place_of(desk)
    return list_backups(folder)


def restore_store(folder: Path, named: str, passphrase: str, sign_in_name: str | None = None) -> Path:
    """Put a backup in the place of the store; return where the store that was there lies now.

    The person is checked against the backup itself, because the store may be too damaged to ask.
    """
    check_location(folder)
    place = find_backup(folder, named)
    with Occupancy(folder):
        unlocked, keys_are_damaged = _unlock_for(folder, place, passphrase, sign_in_name)
        check_backup(place, unlocked.key)
        _check_may_restore(place, unlocked)
        _check_may_replace(folder, unlocked)
        aside = restore(folder, place, unlocked.key, replace_keys=keys_are_damaged)
        desk = open_with_key(folder, unlocked.key, unlocked.person_id)
        try:
            desk.store.note(desk.person, Deed.RESTORE, "Restore a backup", reason=place.name)
        finally:
            desk.close()
    return aside


def _unlock_for(
    folder: Path, place: Path, passphrase: str, sign_in_name: str | None
) -> tuple[Unlocked, bool]:
    if has_keyslots(folder):
        try:
            return keyslots.unlock(folder, passphrase, sign_in_name), False
        except DamagedStore:
            # Both key files are gone, which is one of the days a backup is kept for.
            return keyslots.unlock(place, passphrase, sign_in_name), True
    return keyslots.unlock(place, passphrase, sign_in_name), False


def _check_may_replace(folder: Path, unlocked: Unlocked) -> None:
    """Ask the present store as well, if it still opens: a backup may know a right that has ended since."""
    if not is_store(folder):
        return
    try:
        desk = open_with_key(folder, unlocked.key, unlocked.person_id)
    except (DamagedStore, StorageProblem):
        return
    try:
        desk.person.require(Deed.RESTORE)
    finally:
        desk.close()


def _check_may_restore(place: Path, unlocked: Unlocked) -> None:
    # Opening notes an opening, and a backup must stay as it was proved: look into a copy of it.
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "copy"
        copy.mkdir()
        shutil.copy2(place / STORE_FILE, copy / STORE_FILE)
        desk = open_with_key(copy, unlocked.key, unlocked.person_id)
        try:
            desk.person.require(Deed.RESTORE)
        finally:
            desk.close()


def _place_of(desk: Desk) -> tuple[Path, DataKey]:
    if desk.store.folder is None or desk.store.key is None:
        raise MeetingDeskError(
            "A team database is backed up by whoever runs the server.",
            hint="Ask them when the last backup was restored for a test.",
        )
    return desk.store.folder, desk.store.key
