"""What every command is asked with, and how it answers: the store, the passphrase, JSON or words."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from meetingdesk.errors import MeetingDeskError

if TYPE_CHECKING:
    from meetingdesk.app.desk import Desk

PASSPHRASE_VARIABLE = "MEETINGDESK_PASSPHRASE"  # noqa: S105 - the name of a variable

Arguments = argparse.Namespace


def add_store(parser: argparse.ArgumentParser) -> None:
    """Let a command be told which store, who, and where the passphrase is."""
    # Suppressed, so that `--store X verify` and `verify --store X` mean the same.
    unset = argparse.SUPPRESS
    parser.add_argument("--store", default=unset, metavar="PLACE", help="a folder, or postgresql://…")
    parser.add_argument(
        "--person", default=unset, metavar="NAME", help="your sign-in name, where several share"
    )
    parser.add_argument(
        "--passphrase-file", default=unset, type=Path, metavar="FILE", help="its first line is used"
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """Let a program read what a command answers."""
    parser.add_argument("--json", action="store_true", help="answer as JSON")


@contextmanager
def opened(arguments: Arguments) -> Iterator[Desk]:
    """Open the store that was named, for the person whose passphrase it is."""
    from meetingdesk.app.opening import open_team, unlock_store

    url = team_url(arguments)
    desk = (
        open_team(url) if url else unlock_store(folder(arguments), passphrase(arguments), person(arguments))
    )
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def alone(arguments: Arguments) -> Iterator[None]:
    """Keep an open window from showing what is about to change under it."""
    from meetingdesk.storage.occupancy import Occupancy

    if team_url(arguments):
        yield
        return
    place = folder(arguments)
    if not place.is_dir():
        raise MeetingDeskError("There is no store in this folder.", hint="Check what stands after --store.")
    with Occupancy(place, patience=2.0):
        yield


def team_url(arguments: Arguments) -> str | None:
    """Return the address of the team database, if one was named."""
    place: str | None = getattr(arguments, "store", None)
    return place if place is not None and "://" in place else None


def folder(arguments: Arguments) -> Path:
    """Return the folder of the store, or refuse a team database for what is not done to one from here."""
    if team_url(arguments):
        raise MeetingDeskError(
            "This works on a store on this computer only.",
            hint="The team database is backed up and restored by whoever runs the server.",
        )
    place: str | None = getattr(arguments, "store", None)
    if place is not None:
        return Path(place)
    from meetingdesk.storage.location import default_folder

    return default_folder()


def person(arguments: Arguments) -> str | None:
    """Return the sign-in name that was given."""
    name: str | None = getattr(arguments, "person", None)
    return name


def passphrase(arguments: Arguments, asked: str = "Passphrase: ") -> str:
    """Return the passphrase from the file, the variable, or whoever sits at the prompt."""
    file: Path | None = getattr(arguments, "passphrase_file", None)
    if file is not None:
        return first_line(file)
    given = os.environ.get(PASSPHRASE_VARIABLE)
    return given if given is not None else prompted(asked)


def new_passphrase(file: Path | None, asked: str) -> str:
    """Return a passphrase that is to be set: from a file, or typed twice."""
    if file is not None:
        return first_line(file)
    typed = prompted(asked)
    if prompted("Once more: ") != typed:
        raise MeetingDeskError("The two were not the same.", hint="Try again; nothing was changed.")
    return typed


def prompted(asked: str) -> str:
    """Ask at the prompt, without showing what is typed."""
    if not sys.stdin.isatty():
        raise MeetingDeskError(
            "No passphrase was given.", hint=f"Use --passphrase-file or set {PASSPHRASE_VARIABLE}."
        )
    return getpass.getpass(asked)


def first_line(file: Path) -> str:
    """Return the first line of a file, without what ends it."""
    try:
        return read(file).decode("utf-8-sig").split("\n", 1)[0].rstrip("\r")
    except UnicodeDecodeError:
        raise MeetingDeskError(f"The file {file.name} is not text in UTF-8.") from None


def read(file: Path) -> bytes:
    """Return what a file holds."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise MeetingDeskError(
            f"The file {file.name} cannot be read.", hint=f"{error.strerror or 'Check the place'}."
        ) from None


def answer(arguments: Arguments, found: Any, said: str) -> None:
    """Answer in words, or as JSON where that was asked."""
    if getattr(arguments, "json", False):
        said = json.dumps(found, ensure_ascii=False, indent=1)
    sys.stdout.write(said + "\n")
