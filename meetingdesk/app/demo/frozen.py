"""The versions of the documents of the demonstration, each with the record of its meeting frozen in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from meetingdesk.app.documents.snapshots import (
    APART,
    OPEN,
    Frozen,
    as_text,
    by_class,
    digest_of,
    frozen,
    packed,
)
from meetingdesk.app.interchange.meeting_file import MeetingFile
from meetingdesk.app.interchange.names import identifier_of_part
from meetingdesk.app.interchange.rows_of_meeting import rows_of_meeting
from meetingdesk.domain.document_life import kind_apart
from meetingdesk.domain.documents import Document, DocumentVersion
from meetingdesk.domain.meetings import DefinitionCopy, Meeting
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility

Parts = Mapping[Visibility, Frozen]


def freeze_versions(rows: dict[UUID, Row]) -> None:
    """Give every version that was told of the record that it stands for."""
    file = MeetingFile(_by_kind(rows.values()))
    known: dict[UUID, Parts] = {}
    for version in file.of(DocumentVersion):
        document = rows[version.document_id]
        assert isinstance(document, Document), "a version is one of a document"
        meeting = rows[document.meeting_id]
        assert isinstance(meeting, Meeting), "a document is one of a meeting"
        if meeting.id not in known:
            known[meeting.id] = _parts(file, meeting)
        for visibility, part in known[meeting.id].items():
            for row in _frozen_in(document, version, visibility, part):
                rows[row.id] = row


def _parts(file: MeetingFile, meeting: Meeting) -> Parts:
    wanted = {meeting.type_copy_id, meeting.policy_copy_id}
    copies = tuple(row for row in file.of(DefinitionCopy) if row.id in wanted)
    return by_class(frozen({**rows_of_meeting(file, meeting).rows, DefinitionCopy: copies}))


def _frozen_in(
    document: Document, version: DocumentVersion, visibility: Visibility, part: Frozen
) -> tuple[Row, ...]:
    text = as_text(part)
    # What a family may read is made of the whole record, so its version is for professionals as well.
    seen = OPEN if version.visibility is Visibility.V0 else version.visibility
    kept = replace(version, content=packed(text), content_hash=digest_of(text), visibility=seen)
    if visibility is OPEN:
        return (kept,)
    assert visibility in APART, "what is not open is apart"
    kind = kind_apart(document.kind, visibility)
    holder = Document(
        id=identifier_of_part(document.id, "apart", [kind]),
        meeting_id=document.meeting_id,
        family_id=document.family_id,
        kind=kind,
    )
    key = identifier_of_part(version.id, "apart", [kind])
    held = replace(kept, id=key, document_id=holder.id, visibility=visibility, amendments="")
    return holder, held


def _by_kind(rows: Iterable[Row]) -> dict[type[Row], tuple[Row, ...]]:
    found: dict[type[Row], list[Row]] = {}
    for row in rows:
        found.setdefault(type(row), []).append(row)
    return {kind: tuple(of_kind) for kind, of_kind in found.items()}
