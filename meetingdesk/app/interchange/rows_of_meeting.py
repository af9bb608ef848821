"""One meeting of a meeting file as its rows, and those before it, without a store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from uuid import UUID

from meetingdesk.app.interchange.layout import links_of
from meetingdesk.app.interchange.meeting_file import MeetingFile
from meetingdesk.app.meeting_rows import MeetingRows
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting, MeetingStatus, Series
from meetingdesk.domain.model import ROW_OF_TABLE
from meetingdesk.domain.people import Person
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import parts_of

_Found = dict[type[Row], tuple[Row, ...]]


def rows_of_meeting(file: MeetingFile, meeting: Meeting) -> MeetingRows:
    """Return everything of one meeting: its parts, the families and their parts, everybody they name."""
    found: _Found = {Meeting: (meeting,)}
    _add_parts(file, found, Meeting)
    found[Family] = _named(file, found, Family)
    _add_parts(file, found, Family)
    found[Person] = _named(file, found, Person)
    _add_parts(file, found, Person)
    for kind in (Series, Professional, Agency):
        found[kind] = _named(file, found, kind)
    deputies = set(_named(file, found, Professional)) - set(found[Professional])
    found[Professional] += tuple(sorted(deputies, key=_place))
    return MeetingRows(meeting, MappingProxyType({kind: rows for kind, rows in found.items() if rows}))


def thread_before(file: MeetingFile, meeting: Meeting) -> tuple[Meeting, ...]:
    """Return the meetings of a file that came before one in its thread, the newest first."""
    earlier = [
        other
        for other in file.of(Meeting)
        if other.id != meeting.id
        and other.status is not MeetingStatus.CANCELLED
        and _is_same_thread(other, meeting)
        and _when(other) <= _when(meeting)
        and other.previous_id != meeting.id
    ]
    return tuple(sorted(earlier, key=lambda other: (_when(other), other.id), reverse=True))


def _is_same_thread(other: Meeting, meeting: Meeting) -> bool:
    if other.id == meeting.previous_id:
        return True
    if meeting.family_id is not None:
        return other.family_id == meeting.family_id
    return meeting.series_id is not None and other.series_id == meeting.series_id


def _when(meeting: Meeting) -> tuple[date, int]:
    return meeting.held_on or date.max, meeting.sequence


def _add_parts(file: MeetingFile, found: _Found, owner: type[Row]) -> None:
    owners = {row.id for row in found[owner]}
    for part in parts_of(owner) if owners else ():
        rows = [row for row in file.of(part) if getattr(row, part.inside or "id") in owners]
        found[part] = tuple(sorted(rows, key=_place))
        _add_parts(file, found, part)


def _named(file: MeetingFile, found: Mapping[type[Row], tuple[Row, ...]], kind: type[Row]) -> tuple[Row, ...]:
    """Return the rows of a kind that the rows found so far point to."""
    named: set[UUID] = set()
    for holder, rows in found.items():
        names = [shape.name for shape in links_of(holder) if shape.link and ROW_OF_TABLE[shape.link] is kind]
        named.update(key for row in rows for name in names if (key := getattr(row, name)) is not None)
    return tuple(sorted((row for row in file.of(kind) if row.id in named), key=_place))


def _place(row: Row) -> tuple[int, int]:
    return getattr(row, "position", 0), row.id.int
