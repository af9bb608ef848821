"""What files of documents are called: the day, the kind and whose copy, never the name of anybody."""

from __future__ import annotations

import re
import secrets

from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.copies.reader import ReaderKind
from meetingdesk.domain.meeting_words import DocumentKind

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _OF = 5, 4


def file_name(copy: Copied, kind: DocumentKind, ending: str) -> str:
    """Return the name of a file: 20261120_MARAC_M-2026-114_full-minutes_v1_housing.pdf.

    A numbered copy has its number in front: two readers of one kind of agency never share a name.
    """
    facts, reader = copy.facts, copy.reader
    family = copy.cases[0].case if len(copy.cases) == 1 else None
    reference = family.record.family.reference if family is not None else ""
    view = reader.agency_key if reader.kind is ReaderKind.AGENCY else reader.name
    parts = (
        f"{copy.number:02}" if copy.number else "",
        f"{facts.day:%Y%m%d}",
        _plain(facts.kind.short),
        _plain(reference),
        _plain(kind.value.replace("_", "-")),
        f"v{copy.version}",
        _plain(view).lower(),
    )
    return "_".join(part for part in parts if part) + f".{ending}"


def passphrase_for_a_copy() -> str:
    """Return a pass phrase that can be read out on the telephone: no letter that is taken for another."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_OF)) for _ in range(_GROUPS))
    return "-".join(groups)


def _plain(text: str) -> str:
    return _NOT_IN_NAMES.sub("-", text).strip("-")
