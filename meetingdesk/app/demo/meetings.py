"""Telling of meetings: each under a copy of its type, with the agenda and the rules that come with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from meetingdesk.app.demo.days import at
from meetingdesk.app.demo.families import Household, household_of
from meetingdesk.app.demo.papers import FILE_CONTENT, tell_paper
from meetingdesk.app.demo.reader import Reader, Table, as_table, listed
from meetingdesk.app.demo.requests import Asked, ask
from meetingdesk.app.demo.rules import policy, rules
from meetingdesk.app.demo.trails import with_trail
from meetingdesk.app.kept_definitions import copy_of
from meetingdesk.app.meetings import agenda_of
from meetingdesk.domain.actions import Action
from meetingdesk.domain.attendance import IN_THE_ROOM, Attendance, AttendanceStatus, Presence
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.decisions import Decision, PlanPoint
from meetingdesk.domain.documents import FileReceived
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import (
    AgendaPoint,
    Meeting,
    MeetingCase,
    MeetingStatus,
    Series,
    StatementRead,
)
from meetingdesk.domain.risk import FamilyView, Reflection, RiskPoint, ScaleRating
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import field_names, has_visibility, parts_of
from meetingdesk.domain.visibility import Visibility

NOT_HELD = frozenset({MeetingStatus.PLANNED, MeetingStatus.CANCELLED})
SECTION_OF: dict[type[Row], SectionKind] = {
    Action: SectionKind.ACTIONS,
    Challenge: SectionKind.CHALLENGE,
    Decision: SectionKind.DECISION,
    FamilyView: SectionKind.FAMILY_VIEWS,
    PlanPoint: SectionKind.PLAN,
    Reflection: SectionKind.REFLECTION,
    RiskPoint: SectionKind.RISK,
    ScaleRating: SectionKind.RISK,
}
"""Under which kind of section a row is recorded, and so who may read it at first."""

PARTS = {part.many: part for part in parts_of(Meeting)}
MINUTES_PER_CASE = 12


@dataclass(slots=True)
class Told:
    """What the story has told so far that later parts of it lean on."""

    reader: Reader
    households: dict[UUID, Household] = field(default_factory=dict)
    copies: dict[str, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Room:
    """One meeting while it is told of."""

    meeting: Meeting
    kind: MeetingType
    day: date
    ref: str
    starts: time
    ends: time
    is_held: bool


def tell_meeting(told: Told, table: Table) -> Meeting:
    """Read one meeting and everything that happened in it."""
    table, reader = dict(table), told.reader
    reader.family = table.get("family", "")
    cases, papers = table.pop("cases", ()), table.pop("papers", ())
    parts = {name: table.pop(name) for name in tuple(table) if name in PARTS}
    room = _open(told, table)
    for name, several in parts.items():
        _tell_parts(told, room, PARTS[name], several, room.meeting.family_id)
    for number, case in enumerate(cases, start=1):
        _tell_case(told, room, dict(case), number)
    reader.family = table.get("family", "")
    for paper in papers:
        tell_paper(reader, room.meeting, room.kind, dict(paper))
    return room.meeting


def _open(told: Told, table: Table) -> _Room:
    reader, kind = told.reader, rules().meeting_types[table["type"]]
    day = reader.days.day(table.pop("held_on"), reader.days.today)
    starts, ends = (time.fromisoformat(table[name]) for name in ("starts_at", "ends_at"))
    status = MeetingStatus(table.get("status", MeetingStatus.PLANNED))
    is_held, ref = status not in NOT_HELD, table["ref"]
    moments = {"began_at": at(day, starts), "ended_at": at(day, ends)} if is_held else {}
    meeting = reader.read(
        Meeting,
        table,
        day,
        held_on=day,
        reference=_reference(told, table, kind, day),
        title=_title(told, table, kind),
        type_version=kind.version,
        type_copy_id=_copy(told, table["type"]),
        policy_id=policy().profile,
        policy_copy_id=_copy(told, ""),
        purpose=kind.purpose.strip(),
        **moments,
    )
    room = _Room(meeting, kind, day, ref, starts, ends, is_held)
    _set_out(reader, room)
    return room


def _set_out(reader: Reader, room: _Room) -> None:
    _set_agenda(reader, room, agenda_of(room.kind, room.meeting.id), at(room.day, room.starts))
    for statement in room.kind.statements if room.is_held else ():
        read = StatementRead(
            id=reader.ids.new(),
            meeting_id=room.meeting.id,
            kind=statement.key,
            text=statement.text.strip(),
            read_at=at(room.day, room.starts) + timedelta(minutes=2),
            read_by_id=room.meeting.chair_id,
        )
        reader.add(read)


def _set_agenda(reader: Reader, room: _Room, points: Iterable[AgendaPoint], clock: datetime) -> None:
    for point in points:
        length = timedelta(minutes=point.planned_minutes or 0)
        taken: dict[str, Any] = {
            "opened_at": clock,
            "closed_at": clock + length,
            "used_seconds": int(length.total_seconds()),
        }
        reader.add(replace(point, id=reader.ids.new(), **(taken if room.is_held else {})))
        clock += length


def _tell_case(told: Told, room: _Room, table: Table, number: int) -> None:
    reader = told.reader
    reader.family = table["family"]
    parts = {name: table.pop(name) for name in tuple(table) if name in PARTS}
    replies = table.pop("replies", {})
    case = reader.read_part(
        MeetingCase, table, room.day, room.meeting, number, planned_minutes=MINUTES_PER_CASE
    )
    household = household_of(told.households, case.family_id)
    begins = at(room.day, room.starts) + timedelta(minutes=30 + MINUTES_PER_CASE * (number - 1))
    _set_agenda(reader, room, agenda_of(room.kind, room.meeting.id, case.family_id, number * 100), begins)
    if room.is_held:
        _time_case(reader, case, number, begins)
    said: list[Entry] = []
    for name, several in parts.items():
        rows = _tell_parts(told, room, PARTS[name], several, case.family_id)
        said += [row for row in rows if isinstance(row, Entry)]
    ask(reader, Asked(room.kind, room.meeting, household, replies, said, room.is_held))


def _time_case(reader: Reader, case: MeetingCase, number: int, begins: datetime) -> None:
    used = 540 + 97 * number % 360
    ends = begins + timedelta(seconds=used)
    reader.add(replace(case, used_seconds=used, started_at=begins, ended_at=ends))


def _tell_parts(
    told: Told, room: _Room, kind: type[Row], several: object, family_id: UUID | None
) -> list[Row]:
    return [
        _tell_part(told, room, kind, as_table(kind, said), number, family_id)
        for number, said in enumerate(listed(several), start=1)
    ]


def _tell_part(
    told: Told, room: _Room, kind: type[Row], table: Table, number: int, family_id: UUID | None
) -> Row:
    given: dict[str, Any] = {}
    if "family_id" in field_names(kind):
        given["family_id"] = family_id
    if has_visibility(kind):
        given["visibility"] = _visibility(room.kind, kind, table)
    if kind is Entry:
        table.setdefault("section", "information")
    elif kind is Action:
        table = with_trail(table, room.ref, f"{room.ends:%H:%M}")
        given["reference"] = ""
    elif kind is FileReceived:
        given |= {"size": len(FILE_CONTENT), "content_hash": hashlib.sha256(FILE_CONTENT).hexdigest()}
    elif kind is Reflection:
        given["question"] = rules().prompts[table["prompt"]].text
    row = told.reader.read_part(kind, table, room.day, room.meeting, number, **given)
    return _welcome(told.reader, room, row, table) if isinstance(row, Attendance) else row


def _welcome(reader: Reader, room: _Room, row: Attendance, table: Table) -> Attendance:
    invited = reader.days.day("-10wd", room.day)
    if not room.is_held:
        return reader.add(replace(row, invited_on=invited))
    if row.status is AttendanceStatus.INVITED:
        row = replace(row, status=AttendanceStatus.PRESENT)
    if row.status in IN_THE_ROOM:
        begins, ends = at(room.day, room.starts), at(room.day, room.ends)
        row = replace(row, statement_accepted_at=begins + timedelta(minutes=4))
        if "presences" not in table:
            reader.add(Presence(id=reader.ids.new(), attendance_id=row.id, arrived_at=begins, left_at=ends))
    return reader.add(replace(row, invited_on=invited))


def _visibility(kind: MeetingType, row: type[Row], table: Table) -> Visibility:
    if row is Entry:
        section = kind.section(table.get("section", "information"))
        return section.visibility if section else Visibility.V1
    wanted = SECTION_OF.get(row)
    found = (section.visibility for section in kind.sections if section.kind is wanted)
    return next(found, Visibility.V1)


def _copy(told: Told, type_id: str) -> UUID:
    if type_id not in told.copies:
        copy = copy_of(rules().meeting_types[type_id] if type_id else policy())
        told.copies[type_id] = told.reader.add(replace(copy, id=told.reader.ids.new())).id
    return told.copies[type_id]


def _reference(told: Told, table: Table, kind: MeetingType, day: date) -> str:
    thread = kind.short
    if "family" in table:
        family_id = told.reader.link("family", table["family"])
        thread = f"{household_of(told.households, family_id).row.reference} {kind.short}"
    return f"{thread} {day:%Y-%m-%d}"


def _title(told: Told, table: Table, kind: MeetingType) -> str:
    if "series" not in table:
        return kind.title
    series = told.reader.rows[told.reader.link("series", table["series"])]
    assert isinstance(series, Series), "a series is told of before its meetings"
    return series.title
