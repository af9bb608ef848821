"""Engines for both kinds of store, and the gate that every connection passes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from meetingdesk.errors import DamagedStore, MeetingDeskError, StorageProblem
from meetingdesk.storage.problems import explain_words

OLDEST_SQLITE = (3, 51, 3)
"""Versions before this one can corrupt a WAL that two connections write and checkpoint together."""

OLDEST_POSTGRES = 150000
PLAIN_HEADER = b"SQLite format 3\0"
STORE_FILE = "store.db"
BUSY_MS = 5_000

# Never grown by memory-mapping, never trusting functions named in the schema, never leaving words behind.
SETTINGS = (
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    f"busy_timeout={BUSY_MS}",
    "cache_size=-32000",
)
WRITING_CACHE = -8000
"""Kibibytes: who writes comes back to the same few pages, and what it once read would stay in memory."""


class RawKey(Protocol):
    """The key of a store; only this module asks for its digits."""

    def hex(self) -> str:
        """The key as hexadecimal digits."""
        ...


@dataclass(frozen=True, slots=True)
class Engines:
    """One engine that writes and one that can only read, so that typing never waits behind a report."""

    write: Engine
    read: Engine

    @property
    def is_shared(self) -> bool:
        """Say whether this is a team's PostgreSQL database."""
        return self.write.dialect.name == "postgresql"

    def close(self) -> None:
        """Let go of every connection."""
        self.read.dispose()
        self.write.dispose()


def open_sqlcipher(folder: Path, key: RawKey) -> Engines:
    """Open the encrypted file of a store; a damaged one is named as such."""
    file = folder / STORE_FILE
    return Engines(_sqlcipher_engine(file, key, write=True), _sqlcipher_engine(file, key, write=False))


def open_postgres(url: str) -> Engines:
    """Open a team's database by its URL."""
    address = postgres_url(url)
    write = create_engine(address, hide_parameters=True, pool_pre_ping=True, pool_size=2)
    read = create_engine(
        address,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=2,
        isolation_level="REPEATABLE READ",
        execution_options={"postgresql_readonly": True},
    )
    event.listen(write, "connect", _check_postgres)
    return Engines(write, read)


def postgres_url(url: str) -> URL:
    """Return the URL of a team database for the driver that is shipped, or say what is wrong with it."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        # Without the error before it, which may repeat a password.
        raise MeetingDeskError("This is not the address of a database.", hint=URL_HINT) from None
    if address.get_backend_name() != "postgresql":
        raise MeetingDeskError("Only PostgreSQL databases can be shared.", hint=URL_HINT)
    address = address.set(drivername="postgresql+psycopg")
    if _is_elsewhere(address) and "sslmode" not in address.query:
        # Without this the driver would go on in plain if the server offered no better.
        address = address.update_query_dict({"sslmode": "verify-full"})
    return address


def _is_elsewhere(address: URL) -> bool:
    host = address.host or address.query.get("host") or ""
    name = host if isinstance(host, str) else host[0]
    return not (name == "" or name.startswith(("/", "127.")) or name in {"localhost", "::1"})


URL_HINT = "It looks like postgresql://name@server.example/meetingdesk; ask whoever runs the database."


def connect_raw(file: Path, key: RawKey, *, write: bool = True) -> Any:
    """Open one SQLCipher connection through the start gate; transactions are begun by the caller."""
    # Imported here so that the first window does not wait for it.
    from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

    try:
        connection = dbapi2.connect(str(file), isolation_level=None, check_same_thread=False)
    except dbapi2.DatabaseError as error:
        raise _why_it_will_not_open(error) from None
    try:
        _pass_gate(connection, dbapi2, file, key, write=write)
    except dbapi2.DatabaseError as error:
        connection.close()
        raise _why_it_will_not_open(error) from None
    except BaseException:
        connection.close()
        raise
    return connection


def _sqlcipher_engine(file: Path, key: RawKey, *, write: bool) -> Engine:
    from sqlcipher3 import dbapi2

    engine = create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=lambda: connect_raw(file, key, write=write),
        poolclass=QueuePool,
        pool_size=1 if write else 2,
        hide_parameters=True,
    )
    begin = "BEGIN IMMEDIATE" if write else "BEGIN"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _pass_gate(connection: Any, dbapi2: Any, file: Path, key: RawKey, *, write: bool) -> None:
    version = tuple(int(part) for part in dbapi2.sqlite_version.split("."))
    if version < OLDEST_SQLITE:
        raise StorageProblem(
            f"This build carries SQLite {dbapi2.sqlite_version}, which can damage a store.",
            hint="Install MeetingDesk again from its own package.",
        )
    _refuse_plain(file)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    if not _value(connection, "PRAGMA cipher_version"):
        raise StorageProblem(
            "This build cannot encrypt, so it opens no store.",
            hint="Install MeetingDesk again from its own package.",
        )
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    if write:
        mode = _value(connection, "PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        if mode != "wal" or _value(connection, "PRAGMA synchronous") != 2:
            raise StorageProblem(
                "This place cannot keep a store safely: it does not allow write-ahead logging.",
                hint="Choose a folder on this laptop's own disk.",
            )
        connection.execute("PRAGMA journal_size_limit=67108864")
        connection.execute(f"PRAGMA cache_size={WRITING_CACHE}")
    else:
        connection.execute("PRAGMA query_only=ON")
    _refuse_plain(file)  # once more: a file that was not there before has its first page only now


def _refuse_plain(file: Path) -> None:
    if not file.exists():
        return
    with file.open("rb") as stream:
        if stream.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
            raise StorageProblem(
                "This store is not encrypted, so it is not opened.",
                hint="Ask whoever installed MeetingDesk; do not type anything into it.",
            )


def _why_it_will_not_open(error: Exception) -> MeetingDeskError:
    said = str(error).lower()
    if "locked" in said:
        return StorageProblem("Another program holds the store.", hint="Close it, then try again.")
    if "unable to open" in said or "readonly" in said:
        return StorageProblem(
            "The store file cannot be opened.", hint="Check that the folder is there and may be written to."
        )
    known = explain_words(said)
    if not isinstance(known, DamagedStore):
        # Such as a full disk, which is no reason to restore anything.
        return known or StorageProblem(
            "The store file cannot be read.", hint="Check that its disk is still connected, then try again."
        )
    # The keyslots have proved the key, so it is not the passphrase that is wrong.
    return DamagedStore(
        "The store file is damaged; your passphrase is right.",
        hint="Restore the newest backup; the damaged file is kept beside it.",
    )


def _check_postgres(connection: Any, _record: Any) -> None:
    if connection.info.server_version < OLDEST_POSTGRES:
        raise StorageProblem(
            "This PostgreSQL server is older than version 15.",
            hint="Ask whoever runs the server to bring it up to date.",
        )


def _value(connection: Any, statement: str) -> Any:
    row = connection.execute(statement).fetchone()
    return None if row is None else row[0]
