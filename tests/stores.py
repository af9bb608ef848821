"""Real stores for tests: a SQLCipher file copied from a template, a PostgreSQL database from another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Dialect, create_engine, text
from sqlalchemy.engine import make_url

from meetingdesk.storage.cost import Cost
from meetingdesk.storage.engine import Engines, open_postgres, open_sqlcipher
from meetingdesk.storage.keys import DataKey
from meetingdesk.storage.schema import bring_up_to_date
from meetingdesk.storage.store import Store

CHEAP_KEY = DataKey(bytes(range(32)))
"""A fixed key: the tests of the storage do not derive keys, the tests of the keyslots do."""


CHEAP = Cost(memory_kib=64, passes=1, lanes=1, for_tests=True)
"""A passphrase that is quick to check, for tests that go through one."""


def make_template(folder: Path) -> Path:
    engines = open_sqlcipher(folder, CHEAP_KEY)
    bring_up_to_date(engines.write)
    engines.close()
    return folder


def open_copy(folder: Path, key: DataKey) -> Store:
    return Store(knowing_statements(open_sqlcipher(folder, key), "encrypted"), folder, key)


_KNOWN: dict[str, tuple[Dialect, dict[Any, Any]]] = {}


def knowing_statements(engines: Engines, place: str) -> Engines:
    """Let all stores of a run share their statements: a third of a small test goes into making them."""
    for part, engine in (("write", engines.write), ("read", engines.read)):
        key = f"{place} {part}"
        if key not in _KNOWN:
            with engine.connect():
                _KNOWN[key] = engine.dialect, {}
        engine.dialect, known = _KNOWN[key]
        engine.update_execution_options(compiled_cache=known)
    return engines


# Owners, rights, policies, columns, triggers and functions: whatever is not a row.
SHAPE = """
    SELECT md5(string_agg(told, chr(10) ORDER BY told)) FROM (
        SELECT concat_ws(' ', relname, relowner, relrowsecurity, relforcerowsecurity, relnatts, relacl)
        FROM pg_class WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT concat_ws(' ', tgrelid::regclass, tgname, tgenabled) FROM pg_trigger
        WHERE NOT tgisinternal
        UNION ALL SELECT concat_ws(' ', proname, md5(prosrc), proowner, proacl) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT concat_ws(' ', polrelid::regclass, polname) FROM pg_policy
        UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname) FROM pg_constraint
    ) AS shape (told)"""

EMPTY = """
    SET LOCAL session_replication_role = replica;
    DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'
        LOOP EXECUTE 'DELETE FROM ' || quote_ident(name); END LOOP;
        FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'
        LOOP EXECUTE 'ALTER SEQUENCE ' || quote_ident(name) || ' RESTART'; END LOOP;
    END $$"""


class PostgresServer:
    """The private server of a test run, with a template database for this process."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql+psycopg")
        self._admin = create_engine(self._url, isolation_level="AUTOCOMMIT")
        self._numbers = count(1)
        self._process = f"md{os.getpid()}"
        self._template = f"{self._process}_template"
        self._run(f"CREATE DATABASE {self._template}")
        engines = open_postgres(self.address(self._template))
        bring_up_to_date(engines.write)
        with engines.write.connect() as connection:
            self._shape = connection.execute(text(SHAPE)).scalar()
        engines.close()
        self._spare: list[str] = []

    def address(self, database: str, user: str | None = None) -> str:
        url = self._url.set(database=database)
        return (url.set(username=user) if user else url).render_as_string(hide_password=False)

    @contextmanager
    def database(self) -> Iterator[Store]:
        # Emptying a database takes a twentieth of the time of making one.
        name = self._spare.pop() if self._spare else self._copy_template()
        store = Store(knowing_statements(open_postgres(self.address(name)), "shared"))
        try:
            yield store
        finally:
            store.close()
            if self._empty(name):
                self._spare.append(name)
            else:
                self._run(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def empty_database(self) -> Iterator[str]:
        name = f"{self._process}_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}")
        try:
            yield self.address(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        for name in (*self._spare, self._template):
            self._run(f"DROP DATABASE {name} WITH (FORCE)")
        self._admin.dispose()

    def _copy_template(self) -> str:
        name = f"{self._process}_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {self._template}")
        return name

    def _empty(self, name: str) -> bool:
        """Take all rows out; return False for a database in which a test changed more than rows."""
        engine = create_engine(self._url.set(database=name))
        try:
            with engine.begin() as connection:
                if connection.execute(text(SHAPE)).scalar() != self._shape:
                    return False
                connection.exec_driver_sql(EMPTY)
        finally:
            engine.dispose()
        return True

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))
