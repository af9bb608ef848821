from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from meetingdesk.app.desk import Desk
from meetingdesk.app.drawer import keep, kept
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.families import Family
from meetingdesk.errors import MeetingDeskError, StoreTooNew
from meetingdesk.storage.engine import open_postgres, open_sqlcipher
from meetingdesk.storage.migrations import configuration
from meetingdesk.storage.schema import NEWEST, bring_up_to_date, run_migrations, schema_of
from meetingdesk.storage.store import Store
from meetingdesk.storage.tables import TABLES, metadata
from tests.conftest import leave_out_postgres
from tests.people import person_with
from tests.samples import add, one_of_each
from tests.stores import CHEAP_KEY, PostgresServer


def test_the_migrations_end_in_the_tables_of_the_model(store: Store) -> None:
    def is_ours(_thing: object, name: str | None, kind: str, *_rest: object) -> bool:
        return not (kind == "table" and (name or "").startswith("search_text"))

    with store.engines.write.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": is_ours, "target_metadata": metadata}
        )
        assert compare_metadata(context, metadata) == []


def test_every_table_of_the_model_has_its_history(store: Store) -> None:
    with store.engines.write.connect() as connection:
        if store.engines.is_shared:
            triggers = "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'history_%'"
            each = 1
        else:
            triggers = (
                "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'history_%'"
            )
            each = 3
        found = [row[0] for row in connection.execute(text(triggers))]

    assert {name: found.count(name) for name in set(found)} == {table.name: each for table in TABLES.values()}


def test_the_program_needs_the_newest_migration_there_is() -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == NEWEST


def test_a_store_that_is_up_to_date_is_left_alone(store: Store) -> None:
    def never() -> None:
        raise AssertionError("no backup is made when nothing changes")

    assert schema_of(store.engines.write) == NEWEST
    assert bring_up_to_date(store.engines.write, never) is False


def set_schema(engine: Engine, number: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :number"), {"number": number})


def test_a_newer_schema_is_refused_with_both_versions_named(store: Store) -> None:
    set_schema(store.engines.write, "9999")

    with pytest.raises(StoreTooNew, match=f"schema 9999; this one knows {NEWEST}") as caught:
        bring_up_to_date(store.engines.write)

    assert "newer MeetingDesk" in caught.value.hint
    assert schema_of(store.engines.write) == "9999"


def test_a_new_store_is_made_without_a_backup(tmp_path: Path) -> None:
    engines = open_sqlcipher(tmp_path, CHEAP_KEY)
    made: list[str] = []
    try:
        assert schema_of(engines.write) is None
        assert bring_up_to_date(engines.write, lambda: made.append("backup")) is True
        assert schema_of(engines.write) == NEWEST
    finally:
        engines.close()
    assert made == []


def test_a_backup_comes_before_a_migration(store: Store) -> None:
    set_schema(store.engines.write, "0000")
    made: list[str | None] = []

    # The migrations of this program know no 0000, so the run stops, after the backup was made.
    with pytest.raises(Exception, match="0000"):
        bring_up_to_date(store.engines.write, lambda: made.append(schema_of(store.engines.write)))

    assert made == ["0000"]
    assert schema_of(store.engines.write) == "0000"


def test_no_migration_is_run_if_the_backup_fails(store: Store) -> None:
    set_schema(store.engines.write, "0000")

    def full() -> None:
        raise MeetingDeskError("The disk is full.")

    with pytest.raises(MeetingDeskError, match="full"):
        bring_up_to_date(store.engines.write, full)
    assert schema_of(store.engines.write) == "0000"


def test_a_store_of_the_first_schema_comes_to_the_newest_with_its_rows(tmp_path: Path) -> None:
    engines = open_sqlcipher(tmp_path, CHEAP_KEY)
    try:
        _check_comes_up_with_its_rows(Store(engines, tmp_path, CHEAP_KEY))
    finally:
        engines.close()


@pytest.mark.postgres
def test_a_team_database_of_the_first_schema_comes_to_the_newest_with_its_rows(
    postgres_server: PostgresServer | None,
) -> None:
    if postgres_server is None:
        leave_out_postgres()
    with postgres_server.empty_database() as address:
        engines = open_postgres(address)
        try:
            _check_comes_up_with_its_rows(Store(engines))
        finally:
            engines.close()


def _check_comes_up_with_its_rows(store: Store) -> None:
    write = store.engines.write
    with write.begin() as connection:
        run_migrations(connection, "0001")
    rows = one_of_each()
    add(store, *rows.values())
    everybody = person_with("minute_taker", "chair", "coordinator")
    with write.connect() as connection:
        history = connection.execute(text("SELECT count(*) FROM history")).scalar()
    made: list[str | None] = []

    assert bring_up_to_date(write, lambda: made.append(schema_of(write))) is True

    assert (made, schema_of(write)) == (["0001"], NEWEST)
    with store.reading(everybody) as reading:
        assert {kind: reading.find(kind) for kind in rows} == {kind: (row,) for kind, row in rows.items()}
    with write.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM history")).scalar() == history
    # Whatever came with the newer schema works, and what is recorded afterwards has its history.
    desk = Desk(store, everybody)
    keep(desk, "line", "po called")
    desk.execute(AddRows((Family(reference="M-2026-999"),)))
    with desk.reading() as reading:
        assert kept(reading, "line") == "po called"
    with write.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM history")).scalar() == (history or 0) + 1


@pytest.mark.parametrize("stop_at", [1, 5, 40, 120, 300])
def test_a_migration_that_is_interrupted_leaves_nothing_half_done(tmp_path: Path, stop_at: int) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    engines = open_sqlcipher(folder, CHEAP_KEY)
    left = [stop_at]

    from sqlalchemy import event

    @event.listens_for(engines.write, "before_cursor_execute")
    def stop(*_about: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_up_to_date(engines.write)
    engines.close()

    again = open_sqlcipher(folder, CHEAP_KEY)
    try:
        assert inspect(again.write).get_table_names() == []
        assert bring_up_to_date(again.write) is True
    finally:
        again.close()
        shutil.rmtree(folder)


@pytest.mark.postgres
def test_an_interrupted_migration_of_a_team_database_leaves_nothing_either(
    postgres_server: PostgresServer | None,
) -> None:
    if postgres_server is None:
        leave_out_postgres()
    with postgres_server.empty_database() as address:
        engines = open_postgres(address)
        left = [60]

        from sqlalchemy import event

        @event.listens_for(engines.write, "before_cursor_execute")
        def stop(*_about: object) -> None:
            left[0] -= 1
            if left[0] == 0:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            bring_up_to_date(engines.write)
        assert inspect(engines.write).get_table_names() == []
        engines.close()
