"""Export: the rows of a scope with all they link to, as far as the person at the desk may see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from meetingdesk.app.interchange.closure import RowsByKind, gather
from meetingdesk.app.interchange.layout import IN_FILE, links_of, only_here
from meetingdesk.app.interchange.meeting_file import MeetingFile
from meetingdesk.app.interchange.scope import Scope
from meetingdesk.domain.model import ROW_OF_TABLE
from meetingdesk.domain.once import once
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import owner_of
from meetingdesk.domain.visibility import Visibility
from meetingdesk.storage.reading import Reading


def export_meeting_file(reading: Reading, scope: Scope) -> MeetingFile:
    """Return what a scope holds as a meeting file; rows this person may not see are not in it.

    Whoever saves the file notes the export in the chain (`Store.note`).
    """
    reading.desk.require(Deed.EXPORT)
    kept = _without_loose_ends(gather(reading, scope))
    left_out: dict[UUID, frozenset[str]] = {}
    rows: dict[type[Row], tuple[Row, ...]] = {}
    for kind, found in kept.items():
        if found:
            rows[kind] = tuple(_closed(row, kept, left_out) for row in found.values())
    return MeetingFile(rows, exported_at=datetime.now(UTC).replace(microsecond=0), left_out=left_out)


def _without_loose_ends(found: RowsByKind) -> RowsByKind:
    """Leave out working notes, parts whose whole is not there, and rows that need one that is not there."""
    kept: RowsByKind = {kind: {} for kind in IN_FILE}
    for kind in IN_FILE:  # each kind comes after those it needs, so that one walk is enough
        needed = _needed_links(kind)
        for row in found.get(kind, {}).values():
            if getattr(row, "visibility", None) is Visibility.V5:
                continue
            if all(getattr(row, name) in kept[target] for name, target in needed):
                kept[kind][row.id] = row
    return kept


@once
def _needed_links(kind: type[Row]) -> tuple[tuple[str, type[Row]], ...]:
    needed = [(s.name, ROW_OF_TABLE[s.link]) for s in links_of(kind) if s.link and not s.optional]
    owner = owner_of(kind)
    if owner is not None and kind.inside is not None:
        needed.append((kind.inside, owner))
    return tuple(needed)


def _closed(row: Row, kept: RowsByKind, left_out: dict[UUID, frozenset[str]]) -> Row:
    """Return a row without what stays in its store and without links out of the file."""
    kind = type(row)
    empty: dict[str, Any] = {name: None for name in only_here(kind) if getattr(row, name) is not None}
    gone = [
        shape.name
        for shape in links_of(kind)
        if shape.link is not None
        and getattr(row, shape.name) is not None
        and getattr(row, shape.name) not in kept[ROW_OF_TABLE[shape.link]]
    ]
    if gone:
        left_out[row.id] = frozenset(gone)
        empty |= dict.fromkeys(gone)
    return replace(row, version=1, **empty) if empty or row.version != 1 else row
