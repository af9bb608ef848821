"""Where a store is: a folder of this computer, or the address of a team's database."""

from __future__ import annotations

from pathlib import Path

KEPT_IN_FOLDER = ("store.db", "keys.json", "keys.copy.json")


def is_address(place: str) -> bool:
    """Say whether a place is the address of a database."""
    return "://" in place


def shown(place: str) -> str:
    """Return a place as it may be shown and remembered: an address without its password."""
    scheme, sign, rest = place.partition("://")
    if not sign or "@" not in rest:
        return place
    user, _, host = rest.rpartition("@")
    return f"{scheme}://{user.partition(':')[0]}@{host}"


def holds_store(folder: Path) -> bool:
    """Say whether a folder holds a store, or what is left of one."""
    return any((folder / name).is_file() for name in KEPT_IN_FOLDER)


def to_unlock(place: str) -> bool:
    """Say whether a passphrase can be asked for at a place: a store lies there, or a server may answer."""
    return is_address(place) or (bool(place) and holds_store(Path(place)))
