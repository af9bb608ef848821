"""Passphrases and recovery keys after the first day: changing them, and coming in without one."""

from __future__ import annotations

from pathlib import Path

from meetingdesk.app.desk import Desk
from meetingdesk.app.opening import check_is_store, open_with_key
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage import keyslots
from meetingdesk.storage.cost import Cost, calibrate
from meetingdesk.storage.keyring_slot import (
    KeyringAnswer,
    forget_in_keyring,
    remember_in_keyring,
    unlock_with_keyring,
)
from meetingdesk.storage.keys import DataKey, Unlocked

__all__ = [
    "KeyringAnswer",
    "Unlocked",
    "change_passphrase",
    "forget",
    "new_recovery_key",
    "open_after_recovery",
    "open_by_keyring",
    "remember",
    "try_recovery_key",
]


def try_recovery_key(folder: Path, typed: str) -> Unlocked:
    """Return what a recovery key opens, or say what is wrong with what was typed."""
    check_is_store(folder)
    return keyslots.unlock_with_recovery(folder, typed)


def open_after_recovery(folder: Path, unlocked: Unlocked, passphrase: str, cost: Cost | None = None) -> Desk:
    """Give the person whose recovery key it was a new passphrase, and open the store for them."""
    keyslots.reset_passphrase(folder, unlocked, passphrase, cost or calibrate())
    desk = open_with_key(folder, unlocked.key, unlocked.person_id)
    desk.store.note(desk.person, Deed.READ, "Set a new passphrase by the recovery key")
    return desk


def change_passphrase(desk: Desk, old: str, new: str, cost: Cost | None = None) -> None:
    """Give the person at the desk a new passphrase; this cannot be undone."""
    folder, _ = _place_of(desk)
    keyslots.change_passphrase(folder, desk.person.staff_id, old, new, cost or calibrate())
    desk.store.note(desk.person, Deed.READ, "Change the passphrase")


def new_recovery_key(desk: Desk) -> str:
    """Make the printed recovery key of the person at the desk worthless, and return a new one to print."""
    folder, key = _place_of(desk)
    made = keyslots.replace_recovery_key(folder, key, desk.person.staff_id)
    desk.store.note(desk.person, Deed.READ, "Make a new recovery key")
    return made


def open_by_keyring(folder: Path) -> Desk:
    """Open a store by this computer's own key store, or raise with the reason why that did not work."""
    check_is_store(folder)
    answer = unlock_with_keyring(folder)
    if answer.unlocked is None:
        raise MeetingDeskError(answer.sentence, hint="Type the passphrase instead.")
    return open_with_key(folder, answer.unlocked.key, answer.unlocked.person_id)


def remember(desk: Desk) -> KeyringAnswer:
    """Let this computer's own key store open the store for the person at the desk."""
    folder, key = _place_of(desk)
    return remember_in_keyring(folder, key, desk.person.staff_id)


def forget(desk: Desk) -> KeyringAnswer:
    """Take the store's key out of this computer's key store again."""
    folder, key = _place_of(desk)
    return forget_in_keyring(folder, key, desk.person.staff_id)


def _place_of(desk: Desk) -> tuple[Path, DataKey]:
    if desk.store.folder is None or desk.store.key is None:
        raise MeetingDeskError(
            "A team database has no passphrase of its own here.",
            hint="Whoever runs the server changes how you sign in.",
        )
    return desk.store.folder, desk.store.key
