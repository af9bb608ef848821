"""Errors that MeetingDesk can explain to the person using it."""

from __future__ import annotations


class MeetingDeskError(Exception):
    """Something the person at the desk can understand and act on.

    Any other exception that reaches the top of the program is a bug in MeetingDesk.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class StaleRecord(MeetingDeskError):
    """Somebody else changed or removed the record after it was read."""


class AlreadyThere(MeetingDeskError):
    """Something that must be the only one of its name is there already."""


class NotAllowed(MeetingDeskError):
    """The role of the person at the desk does not include this deed."""


class BadText(MeetingDeskError):
    """A text cannot be stored as it was entered."""


class DefinitionError(MeetingDeskError):
    """A data file (meeting type, policy, agencies, roles) cannot be used; names file, line and key."""


class WrongPassphrase(MeetingDeskError):
    """The passphrase or recovery key opens none of the keyslots asked."""


class DamagedStore(MeetingDeskError):
    """A file of the store is damaged; the passphrase is not in question."""


class LocationRefused(MeetingDeskError):
    """A store may not lie in the place chosen."""


class StoreBusy(MeetingDeskError):
    """Another MeetingDesk, or another program, holds the store."""


class StoreTooNew(MeetingDeskError):
    """The store was written by a newer MeetingDesk."""


class StorageProblem(MeetingDeskError):
    """The disk or the server refused; what was not saved is still with the caller."""


class BadImport(MeetingDeskError):
    """A file that was brought in has faults; `faults` names each with its place, and nothing was changed."""

    def __init__(self, message: str, *, faults: tuple[str, ...] = (), hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.faults = faults
