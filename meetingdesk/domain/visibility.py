"""Who may read an entry: six classes, from everybody at the table to its author alone."""

from __future__ import annotations

from enum import StrEnum

_LABELS = {
    "V0": "Shared",
    "V1": "Professionals",
    "V2": "Restricted",
    "V3": "Legal advice",
    "V4": "Police-sensitive",
    "V5": "Working note",
}
_READERS = {
    "V0": "everybody on the distribution list, the family included",
    "V1": "representatives of agencies only",
    "V2": "the people named on the entry",
    "V3": "the local authority and its lawyers",
    "V4": "police, the chair and the people named on the entry",
    "V5": "its author; it never leaves the store",
}


class Visibility(StrEnum):
    """The class of an entry, a section or a document.

    V0 to V4 are granted by roles (resources/roles.toml) and, on a copy, by the reader's name.
    V5 belongs to its author and is granted to nobody.
    """

    V0 = "V0"
    V1 = "V1"
    V2 = "V2"
    V3 = "V3"
    V4 = "V4"
    V5 = "V5"

    @property
    def label(self) -> str:
        """The word shown for the class."""
        return _LABELS[self.value]

    @property
    def readers(self) -> str:
        """Who may read an entry of the class, as the end of a sentence."""
        return _READERS[self.value]
