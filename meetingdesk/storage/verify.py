"""Going through the whole store and naming what is wrong with it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Text, inspect, select, text, type_coerce
from sqlalchemy.exc import DatabaseError

from meetingdesk.domain.model import ROWS
from meetingdesk.errors import DamagedStore, NotAllowed
from meetingdesk.storage.history import FIRST_LINK, DeedDone, link_hash, row_mac
from meetingdesk.storage.problems import explain
from meetingdesk.storage.tables import blob, deed, history
from meetingdesk.storage.triggers import UNWATCHED, content_of

Progress = Callable[[str], None]
AT_A_TIME = 5_000


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as the application left it."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was gone through, where the chain ends, and every fault found.

    The number and the head are what an organisation writes down elsewhere: a chain that was cut short
    verifies in itself, and only the figure written down shows that its end is missing.
    """

    deeds: int
    changes: int
    disposed: int
    head: str
    faults: tuple[Fault, ...]


def verify(
    connection: Connection,
    *,
    expected_head: str = "",
    expected_deeds: int = 0,
    progress: Progress | None = None,
) -> Verified:
    """Check pages, history, chain and present rows; read everything, change nothing."""
    _check_sees_all(connection)
    if connection.dialect.name == "postgresql":
        # Instants are spelt in the zone of the session, and the history was written in UTC.
        connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))
    tell = progress or (lambda _step: None)
    faults: list[Fault] = []
    deeds = changes = disposed = 0
    head = b""
    try:
        tell("the file")
        for fault in _check_file(connection):
            faults.append(fault)  # noqa: PERF402 - what was found before a page that cannot be read counts too
        tell("the history")
        sealed, disposed, changes = _check_history(connection, faults)
        tell("the chain")
        deeds, head = _check_chain(connection, sealed, faults, expected_head)
        if deeds < expected_deeds:
            faults.append(
                Fault(
                    "deed", f"the chain ends at {deeds}, and it was {expected_deeds} long; its end is missing"
                )
            )
        tell("the rows")
        faults += _check_rows(connection)
        faults += _check_disposed(connection)
        faults += _check_files(connection)
        faults += _check_search(connection)
    except DatabaseError as error:
        if not isinstance(explain(error), DamagedStore):
            raise
        faults.append(
            Fault("the file", "it is damaged and cannot be read to its end; restore the newest backup")
        )
    return Verified(deeds, changes, disposed, head.hex(), tuple(faults))


def _check_sees_all(connection: Connection) -> None:
    # Through row policies most of the history is hidden, and every link would look broken.
    if connection.dialect.name == "postgresql":
        hidden = connection.execute(text("SELECT row_security_active('history')")).scalar()
        if hidden:
            raise NotAllowed(
                "Your login sees only a part of the team database, so it cannot verify it.",
                hint="Whoever runs the server verifies it, with a login that bypasses row policies.",
            )


def _check_file(connection: Connection) -> Iterator[Fault]:
    if connection.dialect.name != "sqlite":
        return
    for pragma in ("cipher_integrity_check", "quick_check", "foreign_key_check"):
        if pragma == "quick_check":
            # The index keeps its outline in memory; a search makes it look again, or the check would hold
            # an old outline against what others wrote since.
            connection.exec_driver_sql(
                "SELECT rowid FROM search_text WHERE words MATCH '\"a\"' LIMIT 1"
            ).all()
        for row in connection.exec_driver_sql(f"PRAGMA {pragma}").all()[:20]:
            if row[0] != "ok":
                yield Fault(pragma.replace("_", " "), ", ".join(str(part) for part in row))


def _check_history(
    connection: Connection, faults: list[Fault]
) -> tuple[dict[int, list[tuple[int, bytes]]], int, int]:
    sealed: dict[int, list[tuple[int, bytes]]] = defaultdict(list)
    disposed = changes = last = 0
    # Identifiers as the driver hands them over: making a million of them anew takes seconds.
    as_kept = type_coerce(history.c.row_id, Text).label("row_id")
    columns = [as_kept if column is history.c.row_id else column for column in history.c]
    query = select(*columns).order_by(history.c.seq)
    for row in connection.execution_options(stream_results=True).execute(query).yield_per(AT_A_TIME):
        changes += 1
        where = f"history {row.seq} ({row.table_name})"
        if connection.dialect.name == "sqlite" and row.seq != last + 1:
            faults.append(Fault(where, f"rows between {last} and {row.seq} are missing"))
        last = row.seq
        if row.deed_id is None or row.mac is None:
            faults.append(Fault(where, "changed outside MeetingDesk: it has no hash"))
            continue
        sealed[row.deed_id].append((row.seq, bytes(row.mac)))
        if row.salt is None:
            disposed += 1
            if row.content is not None:
                faults.append(Fault(where, "it was disposed of, and still has content"))
        elif row_mac(bytes(row.salt), row.table_name, row.row_id, row.op, row.content) != bytes(row.mac):
            faults.append(Fault(where, "its content is not what was sealed"))
    return sealed, disposed, changes


def _check_chain(
    connection: Connection,
    sealed: dict[int, list[tuple[int, bytes]]],
    faults: list[Fault],
    expected_head: str,
) -> tuple[int, bytes]:
    before, number, heads = FIRST_LINK, 0, set()
    for row in connection.execute(select(deed).order_by(deed.c.id)):
        if row.id != number + 1:
            faults.append(Fault(f"deed {row.id}", f"deeds between {number} and {row.id} are missing"))
        number = row.id
        done = DeedDone(
            row.at, row.zone, row.staff_id, row.device, row.kind, row.label, row.subject_id, row.reason
        )
        if link_hash(before, row.id, done, sealed.pop(row.id, [])) != bytes(row.hash):
            faults.append(Fault(f"deed {row.id}", "this link, or the one before it, is not as it was sealed"))
        before = bytes(row.hash)
        heads.add(before.hex())
    faults += [Fault(f"deed {missing}", "history points to a deed that is not there") for missing in sealed]
    if expected_head and expected_head not in heads:
        faults.append(Fault("deed", "the head written down earlier is not in the chain"))
    return number, before


def _check_rows(connection: Connection) -> Iterator[Fault]:
    tables = {
        name: [column["name"] for column in columns]
        for (_, name), columns in inspect(connection).get_multi_columns().items()
        if name not in UNWATCHED and not name.startswith(("sqlite_", "search_text"))
    }
    for table, columns in tables.items():
        present = content_of(connection.dialect.name, "t", columns)
        query = text(
            f'SELECT t.id, h.op, h.content = {present} FROM "{table}" t LEFT JOIN history h ON h.seq = '
            "(SELECT max(seq) FROM history WHERE row_id = t.id)"
        )
        for key, op, is_equal in connection.execute(query):
            if op is None:
                yield Fault(f"{table} {_id(key)}", "no history tells of it")
            elif op == "D":
                yield Fault(f"{table} {_id(key)}", "the history says that it was removed")
            elif not is_equal:
                yield Fault(f"{table} {_id(key)}", "it is not what the history says")
    yield from _check_gone(connection, tables)


def _check_gone(connection: Connection, tables: Iterable[str]) -> Iterator[Fault]:
    # The latest word of the history on every row, in one pass over it, against the rows there are.
    present = " UNION ALL ".join(f'SELECT id FROM "{table}"' for table in tables)
    query = text(
        "SELECT h.table_name, h.row_id FROM history h JOIN (SELECT max(seq) AS seq FROM history "
        "GROUP BY row_id) latest ON latest.seq = h.seq "
        f"LEFT JOIN ({present}) present ON present.id = h.row_id WHERE h.op <> 'D' AND present.id IS NULL"
    )
    for table, key in connection.execute(query):
        yield Fault(f"{table} {_id(key)}", "it is gone, and the history does not say so")


def _check_disposed(connection: Connection) -> Iterator[Fault]:
    # Content may go, but only by a deed of disposal that comes after it.
    query = text(
        "SELECT h.seq, h.table_name FROM history h WHERE h.deed_id IS NOT NULL AND h.salt IS NULL AND NOT "
        "EXISTS (SELECT 1 FROM deed d WHERE d.kind = 'dispose' AND d.id > h.deed_id) ORDER BY h.seq LIMIT 20"
    )
    for seq, table in connection.execute(query):
        yield Fault(f"history {seq} ({table})", "its content is gone, and nobody disposed of it")


def _check_files(connection: Connection) -> Iterator[Fault]:
    # A row that came with a meeting file has no content here, so only what is here is looked at.
    for digest in connection.execute(select(blob.c.hash)).scalars().all():
        content = connection.execute(select(blob.c.content).where(blob.c.hash == digest)).scalar_one()
        if hashlib.sha256(bytes(content)).hexdigest() != digest:
            yield Fault(f"file {digest[:12]}", "its content is not what was received")


def _check_search(connection: Connection) -> Iterator[Fault]:
    known = connection.execute(text("SELECT table_name, count(*) FROM search_doc GROUP BY table_name"))
    docs = {name: int(count) for name, count in known}
    worded = connection.execute(text("SELECT count(*) FROM search_text")).scalar_one()
    if worded != sum(docs.values()):
        yield Fault("search", f"{sum(docs.values())} rows are known to it and {worded} have their words")
    for kind in ROWS:
        if kind.searched:
            rows = connection.execute(text(f'SELECT count(*) FROM "{kind.table}"')).scalar_one()
            if rows != docs.get(kind.table, 0):
                yield Fault("search", f"of {rows} in {kind.table} it knows {docs.get(kind.table, 0)}")


def _id(key: Any) -> str:
    return str(key if isinstance(key, UUID) else UUID(key))
