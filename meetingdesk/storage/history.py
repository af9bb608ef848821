"""History by triggers, and the chain of deeds that makes a silent change show.

Each row of `history` says what a row looked like after a change. At commit the unit of work seals
the new rows: a message authentication code for each, under a salt of its own, and one link of the
chain for the deed, over the codes and the link before. Disposal takes content and salt away; the code
stays, so the chain still verifies and nobody can guess the words back.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, insert, literal_column, select, text, update

from meetingdesk.storage.tables import deed, history

CHAIN_LOCK = 0x4D44_4348
"""The PostgreSQL advisory lock under which links are added one after another."""

_as_json = json.JSONEncoder(ensure_ascii=False).encode

SALT = 16
FIRST_LINK = b"\0" * 32

written = json.JSONEncoder(ensure_ascii=False).encode
"""The one way in which codes and links are spelt; made once, because a million rows are verified."""


@dataclass(frozen=True, slots=True)
class DeedDone:
    """Who did what, when, at which device: the part of a link that people read."""

    at: datetime
    zone: str
    staff_id: UUID
    device: str
    kind: str
    label: str
    subject_id: UUID | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain and the history end."""

    number: int
    link: bytes
    seq: int


READ_HEAD = select(
    func.coalesce(select(func.max(history.c.seq)).scalar_subquery(), 0),
    select(deed.c.id).order_by(deed.c.id.desc()).limit(1).scalar_subquery(),
    select(deed.c.hash).order_by(deed.c.id.desc()).limit(1).scalar_subquery(),
)
_NEW_COLUMNS = (history.c.seq, history.c.table_name, history.c.row_id, history.c.op, history.c.content)
NEW_ON_SQLITE = select(*_NEW_COLUMNS).where(history.c.seq > bindparam("floor")).order_by(history.c.seq)
NEW_ON_POSTGRES = (
    select(*_NEW_COLUMNS)
    .where(
        history.c.deed_id.is_(None), history.c.transaction_id == literal_column("pg_current_xact_id()::text")
    )
    .order_by(history.c.seq)
)
ADD_DEED = insert(deed)
SEAL = (
    update(history)
    .where(history.c.seq == bindparam("which"))
    .values(deed_id=bindparam("link"), salt=bindparam("new_salt"), mac=bindparam("new_mac"))
)


def read_head(connection: Connection) -> Head:
    """Return where the chain ends."""
    seq, number, link = connection.execute(READ_HEAD).one()
    return Head(number or 0, link or FIRST_LINK, seq)


def add_link(connection: Connection, head: Head, done: DeedDone) -> int:
    """Seal the history rows of this transaction under one new link; return how many there were.

    On SQLite `head` was read when the transaction began, so a row that somebody slipped in before is
    not adopted. On PostgreSQL the head is read again under the lock.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({CHAIN_LOCK})"))
        rows = connection.execute(NEW_ON_POSTGRES).all()
        head = read_head(connection)
    else:
        rows = connection.execute(NEW_ON_SQLITE, {"floor": head.seq}).all()
    number = head.number + 1
    salts = os.urandom(SALT * len(rows))
    sealed = []
    for index, (seq, table_name, row_id, op, content) in enumerate(rows):
        salt = salts[index * SALT : (index + 1) * SALT]
        mac = row_mac(salt, table_name, row_id, op, content)
        sealed.append({"which": seq, "link": number, "new_salt": salt, "new_mac": mac})
    if sealed:
        connection.execute(SEAL, sealed)
    link = link_hash(head.link, number, done, [(row["which"], row["new_mac"]) for row in sealed])
    connection.execute(
        ADD_DEED,
        {
            "id": number,
            "at": done.at,
            "zone": done.zone,
            "staff_id": done.staff_id,
            "device": done.device,
            "kind": done.kind,
            "label": done.label,
            "subject_id": done.subject_id,
            "reason": done.reason,
            "hash": link,
        },
    )
    return len(rows)


def row_mac(salt: bytes, table_name: str, row_id: UUID | str, op: str, content: str | None) -> bytes:
    """Return the code of one history row; its identifier may come as its 32 digits."""
    told = _as_json([table_name, row_id if isinstance(row_id, str) else row_id.hex, op, content])
    return hmac.digest(salt, told.encode("utf-8", "surrogatepass"), "sha256")


def link_hash(before: bytes, number: int, done: DeedDone, rows: Sequence[tuple[int, bytes]]) -> bytes:
    """Return the hash of one link: over the link before, the deed, and the codes of its rows."""
    told = _as_json(
        [
            number,
            done.at.isoformat(timespec="microseconds"),
            done.zone,
            done.staff_id.hex,
            done.device,
            done.kind,
            done.label,
            done.subject_id.hex if done.subject_id else None,
            done.reason,
            [[seq, mac.hex()] for seq, mac in rows],
        ]
    )
    return hashlib.sha256(before + told.encode("utf-8")).digest()
