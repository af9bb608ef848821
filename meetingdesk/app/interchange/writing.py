"""From the rows of a file to its text: the same rows always give the same text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from meetingdesk.app.interchange.layout import FORMAT, LEFT_OUT, TOP, VERSION, fields_not_in_file, lists_in
from meetingdesk.app.interchange.meeting_file import MeetingFile
from meetingdesk.domain.plain import to_plain, value_to_plain
from meetingdesk.domain.rows import Row

Parts = dict[type[Row], dict[UUID, list[Row]]]


def to_json(file: MeetingFile) -> str:
    """Write a meeting file for people and programs to read."""
    parts = _parts_by_owner(file)
    document: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    if file.name:
        document["name"] = file.name
    if file.exported_at is not None:
        document["exported_at"] = value_to_plain(file.exported_at)
    for kind in TOP:
        rows = file.of(kind)
        if rows:
            document[kind.many] = [_object(row, parts, file) for row in _in_order(rows)]
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _parts_by_owner(file: MeetingFile) -> Parts:
    parts: Parts = {}
    for kind, rows in file.rows.items():
        if kind.inside is None:
            continue
        owned = parts.setdefault(kind, {})
        for row in rows:
            owned.setdefault(getattr(row, kind.inside), []).append(row)
    return parts


def _object(row: Row, parts: Parts, file: MeetingFile) -> dict[str, Any]:
    kind = type(row)
    found = to_plain(row, skip=fields_not_in_file(kind))
    left_out = file.left_out.get(row.id)
    if left_out:
        found[LEFT_OUT] = sorted(left_out)
    for many, part in lists_in(kind).items():
        owned = parts.get(part, {}).get(row.id)
        if owned:
            found[many] = [_object(inner, parts, file) for inner in _in_order(owned)]
    return found


def _in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (getattr(row, "position", 0), row.id))
