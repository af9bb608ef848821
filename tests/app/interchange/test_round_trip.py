from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from meetingdesk.app.desk import Desk
from meetingdesk.app.interchange import (
    ImportMeetingFile,
    MeetingFile,
    WholeStore,
    export_meeting_file,
    read_meeting_file,
    to_json,
)
from meetingdesk.domain.model import ROWS
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.storage.store import Store
from tests.conftest import leave_out_postgres
from tests.people import person_with
from tests.stores import CHEAP_KEY, PostgresServer, open_copy
from tests.strategies import KINDS_IN_A_FILE, Record, records, rows_of

PERSON = person_with("minute_taker", "chair")

in_stores = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@contextmanager
def empty_copy(template: Path) -> Iterator[Store]:
    with TemporaryDirectory() as folder:
        store = open_copy(copytree(template, Path(folder) / "store"), CHEAP_KEY)
        try:
            yield store
        finally:
            store.close()


def everything(store: Store) -> dict[str, dict[object, Row]]:
    with store.reading(PERSON) as reading:
        return {kind.table: {row.id: replace(row, version=1) for row in reading.find(kind)} for kind in ROWS}


def assert_comes_back(source: Store, target: Store, rows: Record) -> MeetingFile:
    with source.work(PERSON, Deed.IMPORT) as work:
        work.add_all(rows)
        work.commit("Fill")
    with source.reading(PERSON) as reading:
        file = export_meeting_file(reading, WholeStore())
    Desk(target, PERSON).execute(ImportMeetingFile(read_meeting_file(to_json(file))))
    found = everything(target)
    assert found == everything(source)
    assert sum(map(len, found.values())) == len(rows)
    return file


@in_stores
@given(rows=records())
def test_an_export_brought_into_an_empty_store_makes_an_equal_store(
    rows: Record, template_folder: Path
) -> None:
    with empty_copy(template_folder) as source, empty_copy(template_folder) as target:
        assert_comes_back(source, target, rows)


@settings(in_stores, max_examples=1)
@given(rows=rows_of(KINDS_IN_A_FILE, most_each=1))
def test_every_kind_of_row_comes_back(rows: Record, template_folder: Path) -> None:
    with empty_copy(template_folder) as source, empty_copy(template_folder) as target:
        assert_comes_back(source, target, rows)
    assert {type(row) for row in rows} == set(KINDS_IN_A_FILE)


@pytest.mark.postgres
@settings(in_stores, max_examples=3)
@given(rows=records())
def test_a_team_database_takes_and_gives_the_same_file(
    rows: Record, template_folder: Path, postgres_server: PostgresServer | None
) -> None:
    if postgres_server is None:
        leave_out_postgres()
    with empty_copy(template_folder) as source, postgres_server.database() as target:
        file = assert_comes_back(source, target, rows)
        with target.reading(PERSON) as reading:
            again = export_meeting_file(reading, WholeStore())
    assert {kind: set(rows) for kind, rows in again.rows.items()} == {
        kind: set(rows) for kind, rows in file.rows.items()
    }


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(rows=records())
def test_a_file_that_was_read_is_written_again_letter_for_letter(rows: Record) -> None:
    file = MeetingFile({kind: tuple(row for row in rows if type(row) is kind) for kind in KINDS_IN_A_FILE})
    text = to_json(file)
    assert to_json(read_meeting_file(text)) == text
