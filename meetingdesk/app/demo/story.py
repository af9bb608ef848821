"""The demonstration: invented families over six months, always told as if today were today."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from meetingdesk.app.demo.days import Days
from meetingdesk.app.demo.families import tell_family
from meetingdesk.app.demo.frozen import freeze_versions
from meetingdesk.app.demo.ids import SeededIds
from meetingdesk.app.demo.meetings import Told, tell_meeting
from meetingdesk.app.demo.reader import Reader, Table
from meetingdesk.app.demo.rules import calendar, rules
from meetingdesk.app.demo.threads import number_threads
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.meetings import Series
from meetingdesk.domain.model import ROWS
from meetingdesk.domain.rows import Row
from meetingdesk.errors import DefinitionError
from meetingdesk.resources import resource

SEED = "demonstration"


def demo_rows(today: date) -> Iterator[Row]:
    """Return the rows of the demonstration, each kind after the kinds it points to.

    The same day gives the same rows, identifiers included.
    """
    rows = _tell(today)
    order = {kind: place for place, kind in enumerate(ROWS)}
    return iter(sorted(rows.values(), key=lambda row: order[type(row)]))


def _tell(today: date) -> dict[UUID, Row]:
    told = Told(Reader(SeededIds(SEED, today), Days(today, calendar())))
    files = [_read(path) for path in sorted(resource("demo").glob("*.toml"))]
    for file in files:
        for agency in file.get("agencies", ()):
            _tell_agency(told, dict(agency))
        for series in file.get("series", ()):
            told.reader.read(Series, series, today)
    for file in files:
        for family in file.get("families", ()):
            household = tell_family(told.reader, family)
            told.households[household.row.id] = household
    for file in files:
        for meeting in file.get("meetings", ()):
            tell_meeting(told, meeting)
    told.reader.check()
    number_threads(told.reader.rows)
    freeze_versions(told.reader.rows)
    return told.reader.rows


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(f"{path.name} cannot be read: {error}.") from error


def _tell_agency(told: Told, table: Table) -> None:
    people = table.pop("professionals", ())
    known = rules().agencies[str(table.get("key", table["ref"]))]
    today = told.reader.days.today
    agency = told.reader.read(
        Agency,
        table,
        today,
        key=known.key,
        name=known.name,
        code=known.code,
        grouping=known.grouping,
        category=known.category.value,
    )
    for professional in people:
        ref, name, job_title, *more = professional
        values: Table = {"ref": f"{table['ref']}.{ref}", "name": name, "job_title": job_title}
        told.reader.read(Professional, values | dict(*more), today, agency_id=agency.id)
