"""The tables: one for each row of the model, and the few that keep the record safe."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from meetingdesk.domain.model import ROWS
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import FieldShape, shape_of
from meetingdesk.storage.columns import UtcDateTime, column_type

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

USUALLY_ASKED_BY = frozenset({"meeting_id", "family_id", "person_id", "child_id"})


SELDOM_REMOVED = frozenset({"agency", "professional", "staff", "definition_copy", "series"})
"""Where a row of these goes, its links are looked for in whole tables; all other links are indexed."""


def _is_asked_by(kind: type[Row], shape: FieldShape) -> bool:
    return shape.name in USUALLY_ASKED_BY or shape.name == kind.inside or shape.name in kind.indexed


def _column(kind: type[Row], shape: FieldShape) -> Column[object]:
    if shape.name == "id":
        return Column("id", column_type(shape), primary_key=True)
    # Deferred: a meeting file and an undo put rows back in any order, and the commit decides.
    links = [ForeignKey(f"{shape.link}.id", deferrable=True, initially="DEFERRED")] if shape.link else []
    indexed = _is_asked_by(kind, shape) or None
    return Column(shape.name, column_type(shape), *links, nullable=shape.optional, index=indexed)


def _index_of_link(kind: type[Row], shape: FieldShape) -> Index | None:
    # Removing a row asks every table that may point to it; most of these links are empty and cost nothing.
    if shape.link is None or shape.link in SELDOM_REMOVED or _is_asked_by(kind, shape):
        return None
    there = text(f"{shape.name} IS NOT NULL")
    return Index(f"ix_{kind.table}_{shape.name}", shape.name, sqlite_where=there, postgresql_where=there)


def _table(kind: type[Row]) -> Table:
    columns = [_column(kind, shape) for shape in shape_of(kind)]
    indexes = [index for shape in shape_of(kind) if (index := _index_of_link(kind, shape)) is not None]
    unique = [UniqueConstraint(*names) for names in kind.unique]
    return Table(kind.table, metadata, *columns, *unique, *indexes)


TABLES: dict[type[Row], Table] = {kind: _table(kind) for kind in ROWS}

# A plain INTEGER key is what makes SQLite number rows by itself.
_Number = BigInteger().with_variant(Integer(), "sqlite")

deed = Table(
    "deed",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime(), nullable=False),
    Column("zone", Text, nullable=False),
    Column("staff_id", Uuid, nullable=False),
    Column("device", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("subject_id", Uuid),
    Column("reason", Text, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)
"""Who did what, when: one link of the chain for each deed, a mere look included."""

history = Table(
    "history",
    metadata,
    Column("seq", _Number, primary_key=True, autoincrement=True),
    Column("table_name", Text, nullable=False),
    Column("row_id", Uuid, nullable=False, index=True),
    Column("op", Text, nullable=False),
    Column("content", Text),
    Column("transaction_id", Text),
    Column("deed_id", _Number, index=True),
    Column("salt", LargeBinary),
    Column("mac", LargeBinary),
    sqlite_autoincrement=True,
)
"""What every row looked like after each change, written by triggers."""

undo_step = Table(
    "undo_step",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=True),
    Column("staff_id", Uuid, nullable=False),
    Column("device", Text, nullable=False),
    Column("stack", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("deed", Text, nullable=False),
    Column("merge_key", Text, nullable=False),
    Column("at", UtcDateTime(), nullable=False),
    Column("changes", Text, nullable=False),
    Index("ix_undo_step_whose", "staff_id", "device", "stack", "id"),
    sqlite_autoincrement=True,
)
"""How to take back, or repeat, what each person did last."""

search_doc = Table(
    "search_doc",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=False),
    Column("table_name", Text, nullable=False),
    Column("row_id", Uuid, nullable=False, unique=True),
    Column("meeting_id", Uuid),
    Column("family_id", Uuid),
    Column("visibility", Text, nullable=False),
    Column("author_id", Uuid),
)
"""What the search may show of a row; its number grows with the time of the row, newest last."""

blob = Table(
    "blob",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""Contents of files, by their hash, so that the history keeps hashes and not megabytes."""

setting = Table(
    "setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What is true of the whole store, such as its number and its nation."""

drawer = Table(
    "drawer",
    metadata,
    Column("staff_id", Uuid, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What one person keeps at their desk and is no part of the record: the line being typed, own words."""

UNHASHED = text("deed_id IS NULL")
Index("ix_history_unhashed", history.c.seq, sqlite_where=UNHASHED, postgresql_where=UNHASHED)

OPEN_ACTION = (
    "{0}status NOT IN ('completed', 'superseded', 'withdrawn') AND NOT ({0}status = 'not_completed' "
    "AND coalesce({0}not_completed, '') = 'circumstances_changed' AND {0}next_step <> '')"
)
"""What is still to be done, as Action.is_closed says it: lists of actions walk only through these."""

PRESSING_ACTION = "({0}priority <> 'normal' OR {0}status = 'unconfirmed' OR {0}carried > 1)"
"""What does not wait its turn among those that are late."""


def _index_of_actions(name: str, *columns: str, also: str = "", only: str = OPEN_ACTION) -> None:
    there = text((f"{only} AND {also}" if also else only).format(""))
    table = metadata.tables["action"]
    Index(
        f"ix_action_{name}",
        *(table.c[column] for column in columns),
        sqlite_where=there,
        postgresql_where=there,
    )


# Where a list is counted, what may be seen of it is counted from the index alone.
_index_of_actions("open_due", "due_on", "id", "visibility")
_index_of_actions("open_agency", "owner_agency_id", "due_on", "id", "visibility")
_index_of_actions("open_owner", "owner_id", "due_on", "id", "visibility")
_index_of_actions("open_alone", "owner_agency_id", "due_on", "id", "visibility", also="owner_id IS NULL")
_index_of_actions("open_status", "status", "due_on", "id", "visibility")
_index_of_actions("open_reference", "reference", "id")
_index_of_actions("open_carried", "carried", "due_on", "id", "visibility", also="carried > 0")
_URGENT = ("priority", "due_on", "id", "status", "visibility")
_index_of_actions("pressing", *_URGENT, "owner_agency_id", "owner_id", also=PRESSING_ACTION)
_index_of_actions("pressing_agency", "owner_agency_id", *_URGENT, also=PRESSING_ACTION)
_index_of_actions("pressing_owner", "owner_id", *_URGENT, also=PRESSING_ACTION)
_index_of_actions("checked", "check_again_on", "id", "visibility", only="check_again_on IS NOT NULL")

_ESCALATED = text("kind = 'escalated'")
Index(
    "ix_action_step_escalated",
    metadata.tables["action_step"].c.action_id,
    sqlite_where=_ESCALATED,
    postgresql_where=_ESCALATED,
)
