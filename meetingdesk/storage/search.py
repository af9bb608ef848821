"""Full-text search over what a person may see, newest first, the same words on both engines."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.domain.model import ROWS
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import field_names, has_visibility, owner_of
from meetingdesk.domain.text import words
from meetingdesk.domain.visibility import Visibility
from meetingdesk.storage.tables import search_doc

WITHIN_A_MILLISECOND = 22
"""Bits of a document's number below its milliseconds, drawn at random so that two laptops never meet."""

LOOKED_UP_TOGETHER = 500
PAGES_AT_ONCE = 64
"""So much of the index is put together in one go: some milliseconds, which somebody's words can wait."""

_TAKEN = select(search_doc.c.id).where(search_doc.c.id.in_(bindparam("numbers", expanding=True))).limit(1)


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that holds the words looked for."""

    number: int
    table: str
    row_id: UUID
    meeting_id: UUID | None
    family_id: UUID | None


def is_searched(kind: type[Row]) -> bool:
    """Say whether the search knows rows of this kind."""
    return bool(kind.searched)


def searched_words(row: Row) -> str:
    """Return the folded words of a row, in order."""
    found: list[str] = []
    for name in row.searched:
        found += words(getattr(row, name))
    return " ".join(found)


def index_row(connection: Connection, before: Row | None, after: Row | None) -> None:
    """Bring the search in line with one change of one row."""
    row = after or before
    assert row is not None, "a change has a row before it or after it"
    if not is_searched(type(row)):
        return
    if before is None and after is not None:
        index_new(connection, (after,))
    elif after is None:
        _remove(connection, row.id)
    elif before is not None:
        _change(connection, before, after)


def index_new(connection: Connection, rows: Sequence[Row]) -> None:
    """Let the search know new rows of one kind, many at a time."""
    if not rows or not is_searched(type(rows[0])):
        return
    # In the order of their numbers: FTS5 writes its index out whenever a number is lower than the last.
    numbered = sorted(zip(_numbers(connection, rows), rows, strict=True), key=lambda pair: pair[0])
    connection.execute(
        insert(search_doc), [{"id": number, "row_id": row.id, **_shown(row)} for number, row in numbered]
    )
    connection.execute(
        _SQL[connection.dialect.name].add,
        [{"number": number, "words": searched_words(row)} for number, row in numbered],
    )


def tidy_index(connection: Connection, pages: int = PAGES_AT_ONCE) -> bool:
    """Put a little of the index together; say whether there is more to do.

    Every commit leaves a piece of its own. Left to itself the engine puts thousands of pages together
    in the middle of one commit, and whoever types waits for it.
    """
    if connection.dialect.name != "sqlite":
        return False
    before = connection.execute(_CHANGES).scalar_one()
    connection.execute(_TIDY, {"pages": pages})
    # The command itself counts as one change.
    return bool(connection.execute(_CHANGES).scalar_one() - before > 1)


def _change(connection: Connection, before: Row, after: Row) -> None:
    shown = _shown(after)
    if shown != _shown(before):
        connection.execute(update(search_doc).where(search_doc.c.row_id == after.id), shown)
    if all(getattr(after, name) == getattr(before, name) for name in after.searched):
        return
    found = searched_words(after)
    if found != searched_words(before):
        connection.execute(_SQL[connection.dialect.name].change, {"row_id": after.id.hex, "words": found})


def _remove(connection: Connection, row_id: UUID) -> None:
    connection.execute(_SQL[connection.dialect.name].remove, {"row_id": row_id.hex})
    connection.execute(delete(search_doc).where(search_doc.c.row_id == row_id))


def _shown(row: Row) -> dict[str, Any]:
    names = field_names(type(row))
    return {
        "table_name": row.table,
        "meeting_id": row.id if row.table == "meeting" else getattr(row, "meeting_id", None),
        "family_id": row.id if row.table == "family" else getattr(row, "family_id", None),
        "visibility": row.visibility.value if has_visibility(type(row)) else Visibility.V0.value,  # type: ignore[attr-defined]
        "author_id": row.author_id if "author_id" in names else None,  # type: ignore[attr-defined]
    }


def _numbers(connection: Connection, rows: Sequence[Row]) -> list[int]:
    now = time.time_ns() // 1_000_000
    drawn: dict[int, None] = {}
    for row in rows:
        at: datetime | None = getattr(row, "at", None)
        milliseconds = max(int(at.timestamp() * 1000), 0) if at is not None else now
        number = _draw(milliseconds)
        while number in drawn:
            number = _draw(milliseconds)
        drawn[number] = None
    numbers = list(drawn)
    for start in range(0, len(numbers), LOOKED_UP_TOGETHER):
        asked = numbers[start : start + LOOKED_UP_TOGETHER]
        if connection.execute(_TAKEN, {"numbers": asked}).first() is not None:
            return _numbers(connection, rows)
    return numbers


def _draw(milliseconds: int) -> int:
    return milliseconds << WITHIN_A_MILLISECOND | secrets.randbits(WITHIN_A_MILLISECOND)


@dataclass(frozen=True, slots=True)
class _Statements:
    add: Any
    change: Any
    remove: Any
    newest: Any
    best: Any


_FOUND = (
    "SELECT d.id, d.table_name, d.row_id, d.meeting_id, d.family_id FROM search_text t "
    "JOIN search_doc d ON d.id = t.rowid WHERE {match} AND {visible} AND {place}"
)
_PLACE = (
    "(:meeting_id IS NULL OR d.meeting_id = :meeting_id) AND (:family_id IS NULL OR d.family_id = :family_id)"
)
_PLACE_POSTGRES = (
    "(CAST(:meeting_id AS uuid) IS NULL OR d.meeting_id = CAST(:meeting_id AS uuid)) AND "
    "(CAST(:family_id AS uuid) IS NULL OR d.family_id = CAST(:family_id AS uuid))"
)
_SEEN = "visibility IN (:v0, :v1, :v2, :v3, :v4)"
# A part with words of its own inside a row that this person may not see.
_INSIDE_UNSEEN = "".join(
    f" AND (d.table_name <> '{kind.table}' OR EXISTS (SELECT 1 FROM {kind.table} part "
    f"JOIN {owner.table} whole ON whole.id = part.{kind.inside} WHERE part.id = d.row_id AND whole.{_SEEN}))"
    for kind in ROWS
    if kind.searched and (owner := owner_of(kind)) is not None and has_visibility(owner)
)
_VISIBLE = f"(d.{_SEEN} OR (d.visibility = 'V5' AND d.author_id = :me)){_INSIDE_UNSEEN}"
_VISIBLE_POSTGRES = _VISIBLE.replace(":me", "CAST(:me AS uuid)")
_SQLITE_FOUND = _FOUND.format(match="t.words MATCH :match", visible=_VISIBLE, place=_PLACE)
_POSTGRES_FOUND = _FOUND.format(
    match="t.words @@ CAST(:match AS tsquery)", visible=_VISIBLE_POSTGRES, place=_PLACE_POSTGRES
)
_AS_TSVECTOR = "array_to_tsvector(array_remove(string_to_array(:words, ' '), ''))"

_SQL = {
    "sqlite": _Statements(
        add=text("INSERT INTO search_text (rowid, words) VALUES (:number, :words)"),
        change=text(
            "UPDATE search_text SET words = :words WHERE rowid = "
            "(SELECT id FROM search_doc WHERE row_id = :row_id)"
        ),
        remove=text(
            "DELETE FROM search_text WHERE rowid = (SELECT id FROM search_doc WHERE row_id = :row_id)"
        ),
        newest=text(f"{_SQLITE_FOUND} AND t.rowid < :before ORDER BY t.rowid DESC LIMIT :most"),
        best=text(f"{_SQLITE_FOUND} AND t.rowid < :before ORDER BY t.rank LIMIT :most"),
    ),
    "postgresql": _Statements(
        add=text(f"INSERT INTO search_text (rowid, words) VALUES (:number, {_AS_TSVECTOR})"),
        change=text(
            f"UPDATE search_text SET words = {_AS_TSVECTOR} WHERE rowid = "
            "(SELECT id FROM search_doc WHERE row_id = CAST(:row_id AS uuid))"
        ),
        remove=text(
            "DELETE FROM search_text WHERE rowid = "
            "(SELECT id FROM search_doc WHERE row_id = CAST(:row_id AS uuid))"
        ),
        newest=text(f"{_POSTGRES_FOUND} AND t.rowid < :before ORDER BY t.rowid DESC LIMIT :most"),
        best=text(
            f"{_POSTGRES_FOUND} AND t.rowid < :before "
            # Divided by the length of the text, as on the other engine.
            "ORDER BY ts_rank(t.words, CAST(:match AS tsquery), 2) DESC, t.rowid DESC LIMIT :most"
        ),
    ),
}

_CHANGES = text("SELECT total_changes()")
_TIDY = text("INSERT INTO search_text (search_text, rank) VALUES ('merge', :pages)")
LAST = (1 << 63) - 1


def search(
    connection: Connection,
    desk: AtDesk,
    typed: str,
    *,
    most: int = 50,
    before: int = LAST,
    ranked: bool = False,
    meeting_id: UUID | None = None,
    family_id: UUID | None = None,
) -> tuple[Hit, ...]:
    """Return the rows that hold every word typed, newest first; the last word may be unfinished."""
    looked_for = words(typed)
    if not looked_for:
        return ()
    dialect = connection.dialect.name
    statement = _SQL[dialect].best if ranked else _SQL[dialect].newest
    classes = [visibility.value for visibility in Visibility if visibility in desk.sees]
    padded = (classes + [""] * 5)[:5]
    found = connection.execute(
        statement,
        {
            "match": _match(dialect, looked_for, is_finished=typed[-1:].isspace()),
            "before": before,
            "most": most,
            "me": desk.staff_id.hex,
            "meeting_id": meeting_id.hex if meeting_id else None,
            "family_id": family_id.hex if family_id else None,
            **{f"v{place}": value for place, value in enumerate(padded)},
        },
    )
    return tuple(Hit(row[0], row[1], _uuid(row[2]), _some(row[3]), _some(row[4])) for row in found)


def _match(dialect: str, looked_for: Sequence[str], *, is_finished: bool) -> str:
    # Every word is quoted: what people type is never an operator of the search language.
    *whole, last = looked_for
    if dialect == "sqlite":
        parts = [f'"{word}"' for word in whole] + [f'"{last}"' if is_finished else f'"{last}"*']
        return " AND ".join(parts)
    parts = [f"'{word}'" for word in whole] + [f"'{last}'" if is_finished else f"'{last}':*"]
    return " & ".join(parts)


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def _some(value: UUID | str | None) -> UUID | None:
    return None if value is None else _uuid(value)
