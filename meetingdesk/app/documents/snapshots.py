"""The record of a meeting as a version of a document freezes it: text that can be made rows again.

What only some may read is frozen apart, by its class, so that a version shows nobody more than the record
did. Documents themselves are not in it, nor working notes, nor the meetings before.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from meetingdesk.app.definitions_in_file import policy_in_file, type_in_file
from meetingdesk.app.interchange.layout import only_here
from meetingdesk.app.interchange.meeting_file import MeetingFile
from meetingdesk.app.interchange.rows_of_meeting import rows_of_meeting
from meetingdesk.app.live.gaps_at import facts_of_rows
from meetingdesk.app.meeting_rows import open_meeting
from meetingdesk.domain.documents import (
    Acknowledgement,
    Cascade,
    Correction,
    Distribution,
    Document,
    DocumentCopy,
    DocumentVersion,
    FileReceived,
    LegalHold,
    Retention,
)
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meetings import DefinitionCopy, Meeting, MeetingStatus
from meetingdesk.domain.model import ROW_OF_TABLE, ROWS
from meetingdesk.domain.plain import from_plain, to_plain
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import owner_of, shape_of
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading

Frozen = Mapping[type[Row], tuple[Row, ...]]
"""The rows of a snapshot, by kind."""

FORMAT, FORMAT_VERSION = "meetingdesk-frozen-record", 1
LONGEST = next(
    shape.limit.most for shape in shape_of(DocumentVersion) if shape.name == "content" and shape.limit
)
MOST_BYTES = 64_000_000
"""The longest plain snapshot that is read: what unpacks to more was not packed here."""

OPEN = Visibility.V1
"""The class of what everybody at the desk may read of a version."""
APART = (Visibility.V2, Visibility.V4, Visibility.V3)
"""What is frozen apart, each class for itself; of two that meet, the later is the narrower."""

_NOT_FROZEN = frozenset(
    {
        *(Document, DocumentVersion, DocumentCopy, Distribution, Acknowledgement, Cascade, Correction),
        *(FileReceived, Retention, LegalHold),
    }
)


def record_of(reading: Reading, meeting_id: UUID) -> Frozen:
    """Return the record of a meeting as it stands now, as far as the person at the desk may see it."""
    found = open_meeting(reading, meeting_id)
    copies = {found.meeting.type_copy_id, found.meeting.policy_copy_id} - {None}
    rows = {kind: rows for kind, rows in found.rows.items() if kind not in _NOT_FROZEN}
    rows[DefinitionCopy] = tuple(reading.get(DefinitionCopy, key) for key in copies if key is not None)
    return frozen(rows)


def frozen(rows: Frozen) -> Frozen:
    """Return the rows that a snapshot holds, each as it always stands in one."""
    here: dict[type[Row], tuple[Row, ...]] = {}
    for kind in ROWS:
        if kind in _NOT_FROZEN:
            continue
        bare: dict[str, Any] = {"version": 1, **dict.fromkeys(only_here(kind))}
        kept = [replace(row, **bare) for row in rows.get(kind, ()) if not _is_note(row)]
        if kept:
            here[kind] = tuple(sorted(kept, key=lambda row: row.id))
    return here


def by_class(rows: Frozen) -> dict[Visibility, Frozen]:
    """Return what of a snapshot everybody may read, and what is frozen apart, by class."""
    known = {row.id: row for found in rows.values() for row in found}
    apart: dict[Visibility, dict[type[Row], list[Row]]] = {OPEN: {}}
    for kind, found in rows.items():
        for row in found:
            apart.setdefault(_class_of(row, known), {}).setdefault(kind, []).append(row)
    return {each: {kind: tuple(found) for kind, found in kinds.items()} for each, kinds in apart.items()}


def together(parts: Iterable[Frozen]) -> Frozen:
    """Return parts of one snapshot as one; what lies in something that is not there is left out."""
    found: dict[type[Row], list[Row]] = {}
    for part in parts:
        for kind, rows in part.items():
            found.setdefault(kind, []).extend(rows)
    known = {row.id for rows in found.values() for row in rows}
    kept: dict[type[Row], tuple[Row, ...]] = {}
    for kind in ROWS:  # each kind comes after what it lies in
        held = [row for row in found.get(kind, ()) if _lies_in(row, known)]
        known -= {row.id for row in found.get(kind, ())} - {row.id for row in held}
        if held:
            kept[kind] = tuple(sorted(held, key=lambda row: row.id))
    return kept


def as_text(rows: Frozen) -> str:
    """Return a snapshot as text: the same rows always give the same text."""
    tables = {
        kind.table: [to_plain(row, skip=frozenset({"version"})) for row in found]
        for kind, found in rows.items()
    }
    whole = {"format": FORMAT, "version": FORMAT_VERSION, "rows": tables}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def rows_in(text: str) -> Frozen:
    """Return the rows of a snapshot."""
    try:
        found = json.loads(text)
        if found["format"] != FORMAT or found["version"] != FORMAT_VERSION:
            raise not_readable()
        rows = {
            ROW_OF_TABLE[table]: tuple(from_plain(ROW_OF_TABLE[table], row) for row in plain)
            for table, plain in found["rows"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError):
        raise not_readable() from None
    return rows


def packed(text: str) -> str:
    """Return a snapshot as a version keeps it."""
    content = base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")
    if len(content) > LONGEST:
        raise MeetingDeskError(
            "The record of this meeting is too long for one version of a document.",
            hint="Keep long reports as files of the meeting, and say in an entry what is in them.",
        )
    return content


def unpacked(content: str) -> str:
    """Return the snapshot that a version keeps."""
    try:
        unpacking = zlib.decompressobj()
        plain = unpacking.decompress(base64.b64decode(content, validate=True), MOST_BYTES)
        if not unpacking.eof:
            raise not_readable()
        return plain.decode("utf-8")
    except (binascii.Error, ValueError, zlib.error):
        raise not_readable() from None


def digest_of(text: str) -> str:
    """Return by what a snapshot is known again."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def facts_in(rows: Frozen) -> MeetingFacts:
    """Return what documents look at, of a snapshot."""
    meetings = rows.get(Meeting, ())
    if len(meetings) != 1 or not isinstance(meetings[0], Meeting):
        raise not_readable()
    meeting = meetings[0]
    file = MeetingFile(rows)
    policy = policy_in_file(file, meeting) if meeting.policy_copy_id is not None else None
    return facts_of_rows(rows_of_meeting(file, meeting), type_in_file(file, meeting), policy)


def is_same_record(one: Frozen, other: Frozen) -> bool:
    """Say whether two snapshots hold the same record; how far the meeting has come is no part of it."""
    return _said(one) == _said(other)


def not_readable() -> MeetingDeskError:
    """Return what is said of a version that holds no record."""
    return MeetingDeskError(
        "This version holds no record that can be read here.",
        hint="It was brought in from elsewhere; take a new version of the document.",
    )


def _said(rows: Frozen) -> dict[type[Row], frozenset[Row]]:
    said = {kind: frozenset(found) for kind, found in rows.items() if found}
    said[Meeting] = frozenset(
        replace(row, status=MeetingStatus.DRAFT, status_reason="")
        for row in rows.get(Meeting, ())
        if isinstance(row, Meeting)
    )
    return said


def _is_note(row: Row) -> bool:
    return getattr(row, "visibility", None) is Visibility.V5


def _class_of(row: Row, known: Mapping[UUID, Row]) -> Visibility:
    """Return the narrowest class of a row and all that it lies in."""
    found, inside = OPEN, row
    while True:
        own = getattr(inside, "visibility", OPEN)
        if own in APART and (found is OPEN or APART.index(own) > APART.index(found)):
            found = own
        owner = known.get(getattr(inside, inside.inside)) if inside.inside is not None else None
        if owner is None:
            return found
        inside = owner


def _lies_in(row: Row, known: set[UUID]) -> bool:
    return row.inside is None or owner_of(type(row)) is None or getattr(row, row.inside) in known
