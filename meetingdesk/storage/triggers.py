"""The triggers that write the history and guard it, made from the columns that the tables have now."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, inspect

UNWATCHED = frozenset(
    {"deed", "history", "undo_step", "search_doc", "blob", "setting", "drawer", "alembic_version"}
)
"""Tables without a history: the history itself, and what can be made anew from the rest."""

SEALED_ONLY_LOSES_CONTENT = "new.content IS NULL AND new.salt IS NULL AND " + " AND ".join(
    # A comparison with NULL would be neither true nor false, and let the change pass.
    f"new.{name} IS NOT DISTINCT FROM old.{name}"
    for name in ("seq", "table_name", "row_id", "op", "deed_id", "mac")
)


def install_triggers(connection: Connection) -> None:
    """Put the triggers on every watched table; run after each migration, so none is left without."""
    tables = {
        name: [column["name"] for column in inspect(connection).get_columns(name)]
        for name in inspect(connection).get_table_names()
        if name not in UNWATCHED and not name.startswith(("sqlite_", "search_text"))
    }
    if connection.dialect.name == "sqlite":
        for statement in _sqlite_statements(tables):
            connection.exec_driver_sql(statement)
    else:
        for statement in _postgres_statements(tables):
            connection.exec_driver_sql(statement)


def content_of(dialect: str, row: str, columns: Iterable[str]) -> str:
    """Return the SQL that writes a row as JSON, without what is empty."""
    if dialect == "sqlite":
        pairs = ", ".join(f"'{name}', nullif(nullif({row}.\"{name}\", ''), '[]')" for name in columns)
        return f"json_patch('{{}}', json_object({pairs}))"
    return f"jsonb_strip_nulls(to_jsonb({row}))::text"


def _sqlite_statements(tables: dict[str, list[str]]) -> Iterable[str]:
    for table, columns in tables.items():
        after = content_of("sqlite", "new", columns)
        for op, when, row, content in (
            ("I", "INSERT", "new", after),
            ("U", "UPDATE", "new", after),
            ("D", "DELETE", "old", "NULL"),
        ):
            yield f"DROP TRIGGER IF EXISTS history_{table}_{op.lower()}"
            yield (
                f'CREATE TRIGGER history_{table}_{op.lower()} AFTER {when} ON "{table}" BEGIN '
                f"INSERT INTO history (table_name, row_id, op, content) "
                f"VALUES ('{table}', {row}.id, '{op}', {content}); END"
            )
    for table, number in (("history", "seq"), ("deed", "id")):
        yield f"DROP TRIGGER IF EXISTS guard_{table}_update"
        yield f"DROP TRIGGER IF EXISTS guard_{table}_delete"
        yield f"DROP TRIGGER IF EXISTS guard_{table}_insert"
        # INSERT OR REPLACE removes the old row without firing the trigger on DELETE.
        yield (
            f"CREATE TRIGGER guard_{table}_insert BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {number} = new.{number}) "
            f"BEGIN SELECT RAISE(ABORT, 'the history is not rewritten'); END"
        )
        yield (
            f"CREATE TRIGGER guard_{table}_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'the history is not deleted'); END"
        )
    yield (
        "CREATE TRIGGER guard_deed_update BEFORE UPDATE ON deed "
        "BEGIN SELECT RAISE(ABORT, 'the history is not rewritten'); END"
    )
    yield (
        "CREATE TRIGGER guard_history_update BEFORE UPDATE ON history "
        f"WHEN old.deed_id IS NOT NULL AND NOT ({SEALED_ONLY_LOSES_CONTENT}) "
        "BEGIN SELECT RAISE(ABORT, 'the history is not rewritten'); END"
    )


def _postgres_statements(tables: dict[str, list[str]]) -> Iterable[str]:
    # The function runs with its owner's rights: people may write rows, but nobody writes history by hand.
    yield """
        CREATE OR REPLACE FUNCTION write_history() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        SET search_path FROM CURRENT SET timezone TO 'UTC' AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN
                INSERT INTO history (table_name, row_id, op, content, transaction_id)
                VALUES (TG_TABLE_NAME, OLD.id, 'D', NULL, pg_current_xact_id()::text);
                RETURN OLD;
            END IF;
            INSERT INTO history (table_name, row_id, op, content, transaction_id)
            VALUES (TG_TABLE_NAME, NEW.id, left(TG_OP, 1), jsonb_strip_nulls(to_jsonb(NEW))::text,
                    pg_current_xact_id()::text);
            RETURN NEW;
        END $$"""
    yield f"""
        CREATE OR REPLACE FUNCTION guard_history() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'history' THEN
                IF old.deed_id IS NULL OR ({SEALED_ONLY_LOSES_CONTENT}) THEN RETURN new; END IF;
            END IF;
            RAISE EXCEPTION 'the history is neither rewritten nor deleted';
        END $$"""
    yield """
        CREATE OR REPLACE FUNCTION guard_all() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'rows are removed one by one, so that the history tells of each';
        END $$"""
    for table in (*tables, "history", "deed"):
        yield f'DROP TRIGGER IF EXISTS guard_{table}_all ON "{table}"'
        yield (
            f'CREATE TRIGGER guard_{table}_all BEFORE TRUNCATE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION guard_all()"
        )
    for table in tables:
        yield f'DROP TRIGGER IF EXISTS history_{table} ON "{table}"'
        yield (
            f'CREATE TRIGGER history_{table} AFTER INSERT OR UPDATE OR DELETE ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION write_history()"
        )
    for table in ("history", "deed"):
        yield f"DROP TRIGGER IF EXISTS guard_{table} ON {table}"
        yield (
            f"CREATE TRIGGER guard_{table} BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION guard_history()"
        )
