"""From a place and a passphrase to a desk somebody sits at."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import insert, inspect, select, text

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.desk import Desk
from meetingdesk.domain.agencies import Staff
from meetingdesk.domain.at_desk import AtDesk, at_desk
from meetingdesk.domain.roles import Deed, role_named
from meetingdesk.domain.rows import new_id
from meetingdesk.errors import DamagedStore, MeetingDeskError, NotAllowed
from meetingdesk.storage import keyslots
from meetingdesk.storage.backup import FOLDER as BACKUPS
from meetingdesk.storage.backup import UNFINISHED_STORE as UNFINISHED
from meetingdesk.storage.backup import back_up
from meetingdesk.storage.cost import Cost, calibrate
from meetingdesk.storage.engine import STORE_FILE, Engines, open_postgres, open_sqlcipher
from meetingdesk.storage.files import explained_file, sync_folder, write_atomically
from meetingdesk.storage.keys import DataKey
from meetingdesk.storage.keyslot_file import COPY, MAIN, has_keyslots
from meetingdesk.storage.location import check_location
from meetingdesk.storage.problems import explained
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.schema import bring_up_to_date, schema_of
from meetingdesk.storage.store import Store
from meetingdesk.storage.tables import deed, setting
from meetingdesk.storage.team_rights import install_rights

MUST_BE_HELD = Deed.PEOPLE_AT_DESK
"""Somebody has to be able to let others sit down, so the first person always can."""


SMALLEST_FILE = 4096
"""One page; a store file is never smaller."""


@dataclass(frozen=True, slots=True)
class FirstPerson:
    """Who makes a new store: the name they sign in with, their name in minutes, and their roles."""

    sign_in_name: str
    name: str
    roles: tuple[str, ...] = ("minute_taker", "coordinator")


def is_store(folder: Path) -> bool:
    """Say whether a folder holds a store; one whose making was interrupted is not one yet."""
    return (folder / STORE_FILE).is_file() and not (folder / UNFINISHED).exists()


def create_store(
    folder: Path, first: FirstPerson, passphrase: str, *, nation: str = "ENG", cost: Cost | None = None
) -> tuple[Desk, str]:
    """Make a new store and return the desk and the recovery key to print.

    A folder that already holds a store, or part of one, is never written over; what an interrupted
    making left behind holds nothing yet, and is made anew.
    """
    check_location(folder)
    marker = folder / UNFINISHED
    if not marker.exists() and (is_store(folder) or has_keyslots(folder)):
        raise MeetingDeskError(
            "There is already a store in this folder.", hint="Open it, or choose an empty folder."
        )
    if (folder / BACKUPS).exists():
        # A store was in use here, whatever is left of it, and whatever a marker says.
        raise MeetingDeskError(
            "This folder has backups of a store in it, so no new store is made here.",
            hint="Restore the newest backup, or choose an empty folder.",
        )
    if marker.exists():
        _clear(folder)
    staff = Staff(sign_in_name=first.sign_in_name, name=first.name, roles=_with_keys(first.roles))
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(marker, b"")
    store: Store | None = None
    try:
        key, recovery_key = keyslots.create_keyslots(
            folder, staff.id, first.sign_in_name, passphrase, cost or calibrate()
        )
        store = _open_folder(folder, key, is_new=True)
        _found(store, staff, nation)
    except BaseException:
        if store is not None:
            store.close()
        _clear(folder)
        raise
    marker.unlink()
    sync_folder(folder)
    return _sit_down(store, staff, "Make the store"), recovery_key


def unlock_store(folder: Path, passphrase: str, sign_in_name: str | None = None) -> Desk:
    """Open the store of a folder with a person's passphrase."""
    check_is_store(folder)
    check_location(folder)
    unlocked = keyslots.unlock(folder, passphrase, sign_in_name)
    return open_with_key(folder, unlocked.key, unlocked.person_id)


def unlock_with_recovery(folder: Path, recovery_key: str) -> Desk:
    """Open the store of a folder with a printed recovery key."""
    check_is_store(folder)
    check_location(folder)
    unlocked = keyslots.unlock_with_recovery(folder, recovery_key)
    return open_with_key(folder, unlocked.key, unlocked.person_id)


def open_with_key(folder: Path, key: DataKey, staff_id: UUID | None) -> Desk:
    """Open the store of a folder for the person whose keyslot gave the key."""
    store = _open_folder(folder, key)
    try:
        with store.reading(_nobody()) as reading:
            staff = None if staff_id is None else reading.look_up(Staff, staff_id)
        return _sit_down(store, staff, "Open the store")
    except BaseException:
        store.close()
        raise


def open_team(url: str) -> Desk:
    """Open a team's database as the person whose login it is."""
    engines = open_postgres(url)
    try:
        with explained():
            _check_is_team(engines)
    except BaseException:
        engines.close()
        raise
    store = Store(_team_up_to_date(engines))
    try:
        return _sit_down(store, _staff_of_login(store), "Open the team database")
    except BaseException:
        store.close()
        raise


def found_team(url: str, first: FirstPerson, *, nation: str = "ENG") -> Desk:
    """Prepare an empty PostgreSQL database for a team; run once, by whoever owns the database."""
    store = Store(_up_to_date(open_postgres(url), None))
    try:
        _check_new(store)
        with explained(), store.engines.write.begin() as connection:
            install_rights(connection, rulebook().roles)
        staff = Staff(sign_in_name=first.sign_in_name, name=first.name, roles=_with_keys(first.roles))
        _found(store, staff, nation)
        return _sit_down(store, staff, "Prepare the team database")
    except BaseException:
        store.close()
        raise


def _check_is_team(engines: Engines) -> None:
    with engines.write.connect() as connection:
        is_team = inspect(connection).has_table(deed.name) and inspect(connection).has_table(setting.name)
    if not is_team:
        raise MeetingDeskError(
            "This database does not hold a team's record.",
            hint="Check the address, or have it prepared with: meetingdesk prepare-team",
        )


def check_is_store(folder: Path) -> None:
    """Raise unless a folder holds a store; a store that lost its file is never taken for a new one."""
    if is_store(folder):
        return
    if has_keyslots(folder) and not (folder / UNFINISHED).exists():
        raise MeetingDeskError(
            "The keys of the store are here, but its file is not.",
            hint="Restore the newest backup, or put the file store.db back.",
        )
    raise MeetingDeskError(
        "There is no store in this folder.", hint="Choose another folder, or make a new store."
    )


def read_setting(reading: Reading, key: str) -> str | None:
    """Return something that is true of the whole store."""
    found = reading.rows(select(setting.c.value).where(setting.c.key == key))
    return str(found[0][0]) if found else None


def person_at_desk(staff: Staff) -> AtDesk:
    """Return who a member of staff is at the desk, with the rights of their roles as they are now."""
    table = rulebook().roles
    held = [role_named(table, key) for key in staff.roles]
    return at_desk(staff.id, staff.name, held, device_mark())


def device_mark() -> str:
    """Return a mark that tells this computer from others without naming it."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:12]


def _clear(folder: Path) -> None:
    """Take away what the interrupted making of a store left; its marker goes last."""
    files = (STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm", MAIN, COPY, UNFINISHED)
    with suppress(OSError):
        for name in files:
            (folder / name).unlink(missing_ok=True)


def _open_folder(folder: Path, key: DataKey, *, is_new: bool = False) -> Store:
    if not is_new:
        _check_has_pages(folder / STORE_FILE)
    engines = open_sqlcipher(folder, key)
    if not is_new and schema_of(engines.write) is None:
        engines.close()
        raise _empty_file()

    def back_up_first() -> None:
        back_up(folder, key, "before-migration")

    return Store(_up_to_date(engines, back_up_first), folder, key)


def _check_has_pages(file: Path) -> None:
    # Before anything opens it: SQLite takes an empty file for a new one and drops the log beside it,
    # which may hold every word there is.
    with explained_file(file, "read"):
        if file.stat().st_size < SMALLEST_FILE:
            raise _empty_file()


def _empty_file() -> DamagedStore:
    return DamagedStore(
        "The store file has lost its content; your passphrase is right.",
        hint="Leave the folder as it is, and restore the newest backup.",
    )


def _up_to_date(engines: Engines, back_up_first: Callable[[], None] | None) -> Engines:
    try:
        with explained():
            bring_up_to_date(engines.write, back_up_first)
    except BaseException:
        engines.close()
        raise
    return engines


def _team_up_to_date(engines: Engines) -> Engines:
    """Bring a team's database up to date with the rights on what is new; only its owner may do that."""
    try:
        with explained():
            if bring_up_to_date(engines.write):
                with engines.write.begin() as connection:
                    install_rights(connection, rulebook().roles)
    except NotAllowed:
        engines.close()
        raise MeetingDeskError(
            "This database was made by an older MeetingDesk, and your login may not bring it up to date.",
            hint="Ask whoever runs the database to open it once with this MeetingDesk.",
        ) from None
    except BaseException:
        engines.close()
        raise
    return engines


def _check_new(store: Store) -> None:
    with store.reading(_nobody()) as reading:
        if reading.count(Staff):
            raise MeetingDeskError(
                "This database already belongs to a team.", hint="Open it instead of preparing it."
            )


def _found(store: Store, staff: Staff, nation: str) -> None:
    founder = AtDesk(staff.id, staff.name, (), frozenset(), frozenset({MUST_BE_HELD}), device_mark())
    with store.work(founder, MUST_BE_HELD) as work:
        work.add(staff)
        for key, value in (("store", str(new_id())), ("nation", nation)):
            work.connection.execute(insert(setting).values(key=key, value=value))
        work.commit("First person at the desk")


def _sit_down(store: Store, staff: Staff | None, label: str) -> Desk:
    if staff is None or not staff.is_active:
        raise NotAllowed(
            "You may no longer open this store.",
            hint="Ask the coordinator, who says who may sit at the desk.",
        )
    person = person_at_desk(staff)
    store.note(person, Deed.READ, label)
    return Desk(store, person)


def _staff_of_login(store: Store) -> Staff | None:
    with store.reading(_nobody()) as reading:
        login = reading.rows(select(text("session_user")))[0][0]
        found = reading.find(Staff, sign_in_name=login)
    return found[0] if found else None


def _with_keys(roles: Iterable[str]) -> tuple[str, ...]:
    table = rulebook().roles
    held = tuple(dict.fromkeys(roles))
    if any(role_named(table, key).may(MUST_BE_HELD) for key in held):
        return held
    return (*held, next(key for key, role in table.items() if role.may(MUST_BE_HELD)))


def _nobody() -> AtDesk:
    return AtDesk(UUID(int=0), "", (), frozenset(), frozenset())


def close_quietly(desk: Desk) -> None:
    """Let go of a desk on the way out, whatever the disk says."""
    with suppress(MeetingDeskError, OSError):
        desk.close()
