"""What the lane does before there is a desk: looking at a store, opening one, making one.

The imports stand inside the functions: they run on the lane while the first window is already shown.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from meetingdesk.app.desk import Desk
    from meetingdesk.app.first_run import KnownPeople, Occupancy
    from meetingdesk.app.key_changes import Unlocked
    from ui.screens.first_run.person import NewPerson
    from ui.screens.first_run.window import NewStore


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """A store that was opened, and what its first screen needs."""

    desk: Desk
    titles: Mapping[str, str]
    recovery_key: str = ""
    scratch: Path | None = None
    """The folder of a demonstration, which goes when it is closed."""


Opening = Callable[[], Opened]


def occupy(folder: Path, on_raise: Callable[[], None]) -> Occupancy | None:
    """Hold a store; None if another MeetingDesk holds it and shows its window now."""
    from meetingdesk.app import first_run

    return first_run.occupy(folder, on_raise)


def people_of(folder: Path) -> KnownPeople:
    """Return who can open a store."""
    from meetingdesk.app import first_run

    return first_run.people_of(folder)


def seconds_to_wait(failures: int) -> int:
    """Return how long to wait after so many wrong passphrases in a row."""
    from meetingdesk.app.first_run import Attempts

    return Attempts(failures).seconds_to_wait


def warm_up() -> None:
    """Import what the frame needs, while somebody types the passphrase."""
    import ui.main_window  # noqa: F401
    from meetingdesk.app import opening  # noqa: F401


def unlock(folder: Path, sign_in_name: str, passphrase: str) -> Opened:
    """Open a store by a passphrase."""
    from meetingdesk.app.opening import unlock_store

    return _opened(unlock_store(folder, passphrase, sign_in_name or None))


def unlock_quickly(folder: Path) -> Opened:
    """Open a store by this computer's key store, or raise with the reason."""
    from meetingdesk.app.key_changes import open_by_keyring

    return _opened(open_by_keyring(folder))


def open_team(url: str, password: str) -> Opened:
    """Open a team's database."""
    from meetingdesk.app import opening
    from meetingdesk.app.first_run import with_password

    return _opened(opening.open_team(with_password(url, password)))


def found_team(url: str, person: NewPerson) -> Opened:
    """Prepare an empty database for a team, and open it."""
    from meetingdesk.app import opening

    first = opening.FirstPerson(person.sign_in_name, person.name, person.roles)
    return _opened(opening.found_team(url, first, nation=person.nation))


def make_store(wanted: NewStore) -> Opened:
    """Make a store and open it."""
    from meetingdesk.app.opening import FirstPerson, create_store

    person = wanted.person
    desk, recovery_key = create_store(
        wanted.folder,
        FirstPerson(person.sign_in_name, person.name, person.roles),
        wanted.passphrase,
        nation=person.nation,
    )
    return _opened(desk, recovery_key)


def make_demonstration(progress: Callable[[int, int], None]) -> Opened:
    """Make a demonstration in a folder that goes when it is closed."""
    import secrets
    import tempfile

    from meetingdesk.app.demo_desk import open_demonstration

    scratch = Path(tempfile.mkdtemp(prefix="meetingdesk-demo-"))
    try:
        desk = open_demonstration(scratch / "store", secrets.token_urlsafe(24), progress)
    except BaseException:
        _remove(scratch)
        raise
    return Opened(desk, _titles(), scratch=scratch)


def try_recovery_key(folder: Path, typed: str) -> Unlocked:
    """Try a recovery key."""
    from meetingdesk.app import key_changes

    return key_changes.try_recovery_key(folder, typed)


def open_after_recovery(folder: Path, unlocked: Unlocked, passphrase: str) -> Opened:
    """Set the new passphrase and open the store."""
    from meetingdesk.app import key_changes

    return _opened(key_changes.open_after_recovery(folder, unlocked, passphrase))


def close(opened: Opened) -> None:
    """Let go of a store, backed up if anything changed; a demonstration goes altogether."""
    from meetingdesk.app.keeping import back_up_if_changed
    from meetingdesk.app.opening import close_quietly
    from meetingdesk.errors import MeetingDeskError

    if opened.scratch is None:
        try:
            back_up_if_changed(opened.desk, "on-leaving")
        except MeetingDeskError as error:
            # The record itself is committed; somebody on the way out cannot make room on a disk.
            log.info("No backup was made on leaving: %s", error)
    close_quietly(opened.desk)
    if opened.scratch is not None:
        _remove(opened.scratch)


def _remove(scratch: Path) -> None:
    import shutil

    shutil.rmtree(scratch, ignore_errors=True)


def _opened(desk: Desk, recovery_key: str = "") -> Opened:
    return Opened(desk, _titles(), recovery_key)


def _titles() -> Mapping[str, str]:
    from meetingdesk.app.definitions import own_definitions
    from meetingdesk.app.lists import type_titles

    return type_titles(own_definitions() / "meeting_types")
