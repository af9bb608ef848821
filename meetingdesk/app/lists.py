"""The lists of meetings and of families, as lines that a screen can show as they are."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, func, or_, select

from meetingdesk.app.paging import Asked, Mark, Page, one_page
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.definitions import definition_files
from meetingdesk.domain.families import SUBJECT_ROLES, Family, FamilyMember
from meetingdesk.domain.meetings import Meeting, MeetingCase, MeetingStatus
from meetingdesk.domain.text import fold, gate
from meetingdesk.resources import resource
from meetingdesk.storage.reading import Reading, visible
from meetingdesk.storage.tables import TABLES

MEETING, CASE, CHAIR = TABLES[Meeting], TABLES[MeetingCase], TABLES[Professional]
FAMILY, MEMBER = TABLES[Family], TABLES[FamilyMember]


class MeetingSort(StrEnum):
    """What the list of meetings can be sorted by."""

    DATE = "date"
    KIND = "kind"
    CHAIR = "chair"
    STATUS = "status"


class FamilySort(StrEnum):
    """What the list of families can be sorted by."""

    REFERENCE = "reference"
    AREA = "area"
    OPENED = "opened"
    LAST_MEETING = "last_meeting"


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting in the list."""

    id: UUID
    reference: str
    kind: str
    title: str
    held_on: date | None
    starts_at: time | None
    place: str
    chair: str
    cases: int
    status: MeetingStatus


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """One family in the list, by its reference; names stay for those who open it."""

    id: UUID
    reference: str
    area: str
    children: int
    meetings: int
    last_meeting: date | None
    opened_on: date | None
    is_closed: bool
    has_alert: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of what the lists show."""

    meetings: int
    planned: int
    drafts: int
    families: int
    open_families: int


def type_titles(local: Path | None = None) -> dict[str, str]:
    """Return the title of every meeting type, without checking the types as a meeting needs them."""
    found = {}
    for path in definition_files(resource("meeting_types"), local):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        found[path.stem] = str(told.get("title", path.stem))
    return found


def list_meetings(
    reading: Reading, titles: Mapping[str, str], asked: Asked | None = None
) -> Page[MeetingLine]:
    """Return a page of meetings, newest first unless asked otherwise."""
    asked = asked or Asked()
    by = _meeting_sort(asked.sort, titles)
    query = (
        select(
            MEETING.c.id,
            MEETING.c.reference,
            MEETING.c.type_id,
            MEETING.c.title,
            MEETING.c.held_on,
            MEETING.c.starts_at,
            MEETING.c.place,
            CHAIR.c.name,
            MEETING.c.status,
            by.label("sorted_by"),
        )
        .select_from(MEETING.outerjoin(CHAIR, CHAIR.c.id == MEETING.c.chair_id))
        .where(*_seen(Meeting, reading), *_meeting_words(gate(asked.typed), titles))
    )
    found, mark = _page_of(reading, one_page(query, by, MEETING.c.id, asked), asked)
    cases = _cases_of(reading, [row.id for row in found])
    lines = tuple(
        MeetingLine(
            row.id,
            row.reference,
            titles.get(row.type_id, row.type_id),
            row.title,
            row.held_on,
            row.starts_at,
            row.place,
            row.name or "",
            cases.get(row.id, 0),
            row.status,
        )
        for row in found
    )
    return Page(lines, mark)


def list_families(reading: Reading, asked: Asked | None = None) -> Page[FamilyLine]:
    """Return a page of families, the last opened first unless asked otherwise."""
    asked = asked or Asked()
    last = _last_meeting()
    by = _family_sort(asked.sort, last)
    query = select(
        FAMILY.c.id,
        FAMILY.c.reference,
        FAMILY.c.area,
        FAMILY.c.alert,
        FAMILY.c.opened_on,
        FAMILY.c.closed_on,
        last.label("last_meeting"),
        by.label("sorted_by"),
    ).where(*_seen(Family, reading), *_family_words(gate(asked.typed)))
    found, mark = _page_of(reading, one_page(query, by, FAMILY.c.id, asked), asked)
    keys = [row.id for row in found]
    children, meetings = _children_of(reading, keys), _meetings_of(reading, keys)
    lines = tuple(
        FamilyLine(
            row.id,
            row.reference,
            row.area,
            children.get(row.id, 0),
            meetings.get(row.id, 0),
            row.last_meeting,
            row.opened_on,
            row.closed_on is not None,
            bool(row.alert),
        )
        for row in found
    )
    return Page(lines, mark)


def counts(reading: Reading) -> Counts:
    """Return how many meetings and families there are."""
    return Counts(
        meetings=reading.count(Meeting),
        planned=reading.count(Meeting, status=MeetingStatus.PLANNED),
        drafts=reading.count(Meeting, status=MeetingStatus.DRAFT),
        families=reading.count(Family),
        open_families=reading.count(Family, closed_on=None),
    )


def _page_of(reading: Reading, query: Select[Any], asked: Asked) -> tuple[list[Any], Mark | None]:
    found = reading.rows(query)
    if len(found) <= asked.most:
        return found, None
    found = found[: asked.most]
    return found, Mark(found[-1].sorted_by, found[-1].id)


def _seen(kind: type[Meeting | Family], reading: Reading) -> list[ColumnElement[bool]]:
    condition = visible(kind, reading.desk)
    return [] if condition is None else [condition]


def _meeting_sort(sort: str, titles: Mapping[str, str]) -> ColumnElement[Any]:
    match sort:
        case MeetingSort.KIND:
            # By the title people read, which is in a data file and not in the store.
            in_order = sorted(titles, key=lambda key: fold(titles[key]))
            ranks = {key: place for place, key in enumerate(in_order)}
            return case(ranks, value=MEETING.c.type_id, else_=len(ranks)) if ranks else MEETING.c.type_id
        case MeetingSort.CHAIR:
            return func.lower(CHAIR.c.name)
        case MeetingSort.STATUS:
            life = {status: place for place, status in enumerate(MeetingStatus)}
            return case(life, value=MEETING.c.status, else_=len(life))
        case _:
            # By the hour within a day; both engines spell dates and times so that they sort as text.
            day, hour = cast(MEETING.c.held_on, Text), cast(MEETING.c.starts_at, Text)
            return day + " " + func.coalesce(hour, "")


def _family_sort(sort: str, last: ColumnElement[Any]) -> ColumnElement[Any]:
    match sort:
        case FamilySort.REFERENCE:
            return FAMILY.c.reference
        case FamilySort.AREA:
            return func.nullif(func.lower(FAMILY.c.area), "")
        case FamilySort.LAST_MEETING:
            return last
        case _:
            return FAMILY.c.opened_on


def _meeting_words(typed: str, titles: Mapping[str, str]) -> list[ColumnElement[bool]]:
    conditions = []
    for word in typed.split():
        kinds = [key for key, title in titles.items() if fold(word) in fold(title)]
        conditions.append(
            or_(
                MEETING.c.reference.icontains(word, autoescape=True),
                MEETING.c.title.icontains(word, autoescape=True),
                MEETING.c.place.icontains(word, autoescape=True),
                CHAIR.c.name.icontains(word, autoescape=True),
                MEETING.c.type_id.in_(kinds),
            )
        )
    return conditions


def _family_words(typed: str) -> list[ColumnElement[bool]]:
    return [
        or_(
            FAMILY.c.reference.icontains(word, autoescape=True),
            FAMILY.c.area.icontains(word, autoescape=True),
        )
        for word in typed.split()
    ]


def _last_meeting() -> ColumnElement[Any]:
    own = select(func.max(MEETING.c.held_on)).where(MEETING.c.family_id == FAMILY.c.id).scalar_subquery()
    heard = (
        select(func.max(MEETING.c.held_on))
        .join(CASE, CASE.c.meeting_id == MEETING.c.id)
        .where(CASE.c.family_id == FAMILY.c.id)
        .scalar_subquery()
    )
    return case((own.is_(None), heard), (heard.is_(None), own), (own > heard, own), else_=heard)


def _cases_of(reading: Reading, keys: list[UUID]) -> dict[UUID, int]:
    return _counted(reading, CASE.c.meeting_id, CASE.c.meeting_id.in_(keys))


def _children_of(reading: Reading, keys: list[UUID]) -> dict[UUID, int]:
    subjects = and_(MEMBER.c.family_id.in_(keys), MEMBER.c.role.in_(sorted(SUBJECT_ROLES)))
    return _counted(reading, MEMBER.c.family_id, subjects)


def _meetings_of(reading: Reading, keys: list[UUID]) -> dict[UUID, int]:
    own = _counted(reading, MEETING.c.family_id, MEETING.c.family_id.in_(keys))
    heard = _counted(reading, CASE.c.family_id, CASE.c.family_id.in_(keys))
    return {key: own.get(key, 0) + heard.get(key, 0) for key in keys}


def _counted(reading: Reading, by: ColumnElement[Any], condition: ColumnElement[bool]) -> dict[UUID, int]:
    return dict(reading.rows(select(by, func.count()).where(condition).group_by(by)))
