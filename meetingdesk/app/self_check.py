"""Saying whether an installation is sound: what it carries, and that it encrypts."""

from __future__ import annotations

import importlib
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from meetingdesk.app.definitions import rulebook
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.engine import PLAIN_HEADER, STORE_FILE, open_sqlcipher
from meetingdesk.storage.keys import DataKey
from meetingdesk.storage.schema import NEWEST, bring_up_to_date

NEEDED = ("PySide6.QtWidgets", "PySide6.QtPrintSupport", "psycopg", "openpyxl", "keyring", "argon2")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    is_sound: bool
    said: str


def self_check() -> tuple[Check, ...]:
    """Look at everything that has gone wrong in an installation before."""
    return (
        _check("Python", _python),
        _check("libraries", _libraries),
        _check("definitions", _definitions),
        _check("encryption", _encryption),
    )


def _check(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except (MeetingDeskError, ImportError, OSError) as error:
        return Check(name, False, str(error))


def _python() -> str:
    return ".".join(str(part) for part in sys.version_info[:3])


def _libraries() -> str:
    for name in NEEDED:
        importlib.import_module(name)
    return ", ".join(dict.fromkeys(name.partition(".")[0] for name in NEEDED))


def _definitions() -> str:
    book = rulebook()
    return (
        f"{len(book.meeting_types)} meeting types, {len(book.agencies)} agencies, "
        f"{len(book.policies)} policies, {len(book.roles)} roles"
    )


def _encryption() -> str:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        engines = open_sqlcipher(folder, DataKey.new())
        try:
            bring_up_to_date(engines.write)
            with engines.read.connect() as connection:
                cipher = connection.exec_driver_sql("PRAGMA cipher_version").scalar()
                sqlite = connection.exec_driver_sql("SELECT sqlite_version()").scalar()
        finally:
            engines.close()
        head = (folder / STORE_FILE).read_bytes()[: len(PLAIN_HEADER)]
    if head == PLAIN_HEADER:
        raise MeetingDeskError("A new store is not encrypted.")
    return f"SQLCipher {cipher}, SQLite {sqlite}, schema {NEWEST}"
