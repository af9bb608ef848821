"""What the first windows need to know before a store is open, without the libraries of the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from meetingdesk.domain.roles import load_roles
from meetingdesk.errors import MeetingDeskError, StoreBusy
from meetingdesk.storage.attempts import Attempts
from meetingdesk.storage.keys import SlotKind
from meetingdesk.storage.keyslots import list_slots
from meetingdesk.storage.location import check_location, default_folder
from meetingdesk.storage.occupancy import Occupancy, ask_to_raise
from meetingdesk.storage.passphrases import Level, Strength, strength, suggest_words

__all__ = [
    "Attempts",
    "KnownPeople",
    "Level",
    "Occupancy",
    "Strength",
    "check_location",
    "check_place",
    "default_folder",
    "may_be_used",
    "occupy",
    "people_of",
    "people_of_store",
    "role_choices",
    "strength",
    "suggest_passphrase",
    "with_password",
]


STORE_FILE = (
    "store.db"  # as in meetingdesk.storage.engine, whose libraries the first window does not wait for
)


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """Who can open a store, by the names they sign in with, and whether quick unlock is on."""

    sign_in_names: tuple[str, ...]
    has_quick_unlock: bool


def people_of(folder: Path) -> KnownPeople:
    """Return who can open a store."""
    slots = list_slots(folder)
    names = sorted(
        {slot.sign_in_name for slot in slots if slot.kind is SlotKind.PASSPHRASE}, key=str.casefold
    )
    return KnownPeople(tuple(names), any(slot.kind is SlotKind.KEYRING for slot in slots))


def people_of_store(folder: Path) -> KnownPeople:
    """Return who can open a store, or raise where there is none to open."""
    if not (folder / STORE_FILE).is_file():
        raise MeetingDeskError(
            "There is no store in this folder.", hint="Choose the folder that holds the file store.db."
        )
    return people_of(folder)


def check_place(folder: Path) -> None:
    """Raise if a new store may not be made in a folder, with what to choose instead."""
    if not folder.is_absolute():
        raise MeetingDeskError(
            "This is not the whole path of a folder.", hint="Choose a folder from the list."
        )
    check_location(folder)
    if (folder / STORE_FILE).exists() or any(folder.glob("keys*.json")):
        raise MeetingDeskError(
            "There is already a store in this folder.",
            hint="Go back and open it, or choose another folder for the new one.",
        )


def occupy(folder: Path, on_raise: Callable[[], None]) -> Occupancy | None:
    """Hold a store for this program; None if another MeetingDesk holds it and now shows its window."""
    held = Occupancy(folder)
    try:
        held.take()
    except StoreBusy:
        if ask_to_raise(folder):
            return None
        raise
    held.listen(on_raise)
    return held


def suggest_passphrase() -> str:
    """Return words drawn at random that make a good passphrase together."""
    return " ".join(suggest_words())


def may_be_used(judged: Strength) -> bool:
    """Say whether a passphrase may protect a store; one that can be guessed may not."""
    return judged.level is not Level.WEAK


def role_choices() -> tuple[tuple[str, str], ...]:
    """Return the roles somebody can have at the desk: key and label."""
    return tuple((role.key, role.label) for role in load_roles().values())


def with_password(url: str, password: str) -> str:
    """Return the address of a database with the password to sign in with."""
    parts = urlsplit(url)
    if not password or "@" not in parts.netloc:
        return url
    user, _, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}:{quote(password, safe='')}@{host}"))
