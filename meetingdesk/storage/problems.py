"""Errors of the drivers, sorted once: what a person can act on, and what is our own mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from meetingdesk.errors import (
    AlreadyThere,
    DamagedStore,
    MeetingDeskError,
    NotAllowed,
    StorageProblem,
    StoreBusy,
)

INSUFFICIENT_PRIVILEGE = "42501"
COLLIDED = frozenset({"40001", "40P01"})
NO_ENTRY = ("authentication failed", "does not exist", "no pg_hba.conf entry", "not permitted to log in")


@contextmanager
def explained() -> Iterator[None]:
    """Turn what a driver reports into an error that says what to do, or that names our own mistake."""
    try:
        yield
    except StatementError as error:
        # The driver's own text may hold a person's words, so it does not travel along.
        known = explain(error) if isinstance(error, DBAPIError) else None
        raise known or UnexpectedStorageError(error) from None


class UnexpectedStorageError(Exception):
    """A statement failed for a reason that is our own mistake; tells which, and repeats no value."""

    def __init__(self, error: StatementError) -> None:
        state = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None)
        super().__init__(f"{type(error.orig).__name__} {state or ''} in: {error.statement}")


def explain(error: DBAPIError) -> MeetingDeskError | None:
    """Return what to tell the person at the desk, or None where the mistake is ours."""
    said = str(error.orig).lower()
    state = getattr(error.orig, "sqlstate", None)
    if isinstance(error, IntegrityError):
        diagnosis = getattr(error.orig, "diag", None)
        return _explain_integrity(said, getattr(diagnosis, "constraint_name", None) or "")
    if state in COLLIDED:
        return StoreBusy(
            "Somebody else changed the same thing at the same moment.",
            hint="Try again; nothing of yours was written.",
        )
    if any(sign in said for sign in NO_ENTRY):
        return NotAllowed(
            "The team database does not let you in, or there is none of this name.",
            hint="Check the address and your login with whoever runs the database.",
        )
    if state == INSUFFICIENT_PRIVILEGE:
        return NotAllowed(
            "Your role in the team database does not include this.",
            hint="Ask the coordinator to change your role.",
        )
    if known := explain_words(said):
        return known
    if error.connection_invalidated or "connection" in said or "could not connect" in said:
        return StorageProblem(
            "The team database cannot be reached.",
            hint="Check the network; what you typed is still on the screen and will be saved again.",
        )
    return None


def explain_words(said: str) -> MeetingDeskError | None:
    """Return what to tell for a driver's words in small letters, or None if the disk is not at fault."""
    return next((known() for sign, known in _SIGNS if sign in said), None)


def _explain_integrity(said: str, constraint: str) -> MeetingDeskError | None:
    unique = re.search(r"unique constraint failed: (.+)", said) or re.search(r"key \((.+?)\)=", said)
    if "unique" in said:
        # Under row policies the server keeps the columns to itself, and only the name of the rule is told.
        columns = unique[1].split(",") if unique else [constraint.removeprefix("uq_").partition("_")[2]]
        names = sorted({name.strip().rpartition(".")[2].replace("_", " ") for name in columns})
        return AlreadyThere(
            f"There is already one with the same {' and '.join(names)}.",
            hint="Open that one, or choose another.",
        )
    if "foreign key" in said:
        return MeetingDeskError(
            "Something in the record still points to this, or this points to something that is not there.",
            hint="Remove what belongs to it first.",
        )
    return None


def _full() -> MeetingDeskError:
    return StorageProblem(
        "The disk is full; nothing that was saved before is lost.",
        hint="Make room on the disk. What you typed stays on the screen and is saved again by itself.",
    )


def _locked() -> MeetingDeskError:
    return StoreBusy(
        "Another program holds the store.",
        hint="Wait a moment, or close the other program (a virus scanner or a backup may be reading it).",
    )


def _unwritable() -> MeetingDeskError:
    return StorageProblem(
        "The store cannot be written to.",
        hint="Check that its folder is there, is not read-only, and that the drive is plugged in.",
    )


def _damaged() -> MeetingDeskError:
    return DamagedStore(
        "The store file is damaged.",
        hint="Close MeetingDesk and restore the newest backup; the damaged file is kept beside it.",
    )


_SIGNS = (
    ("disk is full", _full),
    ("no space left", _full),
    ("database is locked", _locked),
    ("table is locked", _locked),
    ("readonly database", _unwritable),
    ("disk i/o error", _unwritable),
    ("unable to open database file", _unwritable),
    ("malformed", _damaged),
    ("vtable constructor failed", _damaged),
    ("not a database", _damaged),
)
