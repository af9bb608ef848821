"""Commands that add, change and remove rows where no rule of the trade stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import UUID

from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import parts_of
from meetingdesk.errors import StaleRecord
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AddRows:
    """Record something new; the caller has given the rows their identifiers."""

    rows: tuple[Row, ...]
    label: str = "Add"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add them all."""
        work.add_all(self.rows)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Change some fields of a row.

    `seen` holds the values that the person had before their eyes: if somebody else changed one of them
    since, the command is refused and nobody's words are written over. With `merges`, changes of the
    same fields that follow quickly are one step to undo, as typing is.
    """

    kind: type[Row]
    key: UUID
    values: tuple[tuple[str, Any], ...]
    label: str = "Change"
    deed: Deed = Deed.RECORD
    merges: bool = False
    seen: tuple[tuple[str, Any], ...] = ()

    def apply(self, work: UnitOfWork) -> Outcome:
        """Change them, if nobody else changed them in the meantime."""
        row: Any = work.get(self.kind, self.key)
        if any(getattr(row, name) != value for name, value in self.seen):
            raise StaleRecord(
                "Somebody else changed this in the meantime.",
                hint="Look at their change, then make yours again.",
            )
        work.put(replace(row, **dict(self.values)))
        names = " ".join(name for name, _ in self.values)
        return outcome_of(work, self, merge_key=f"{self.key.hex} {names}" if self.merges else "")


@dataclass(frozen=True, slots=True)
class RemoveRow:
    """Take a row out of the record, with everything that is a part of it."""

    kind: type[Row]
    key: UUID
    label: str = "Remove"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Remove the parts first; something else that points here refuses it."""
        remove_whole(work, work.get(self.kind, self.key))
        return outcome_of(work, self)


def remove_whole(work: UnitOfWork, row: Row) -> None:
    """Remove a row and all its parts, the innermost first."""
    for part in parts_of(type(row)):
        assert part.inside is not None, "a part names the field that points to its owner"
        for inner in work.find(part, TABLES[part].c[part.inside] == row.id):
            remove_whole(work, inner)
    work.remove(row)


def change(row: Row, /, label: str = "Change", deed: Deed = Deed.RECORD, **values: Any) -> ChangeRow:
    """Return the command that gives fields of a row, as it was read, new values."""
    known = {field.name for field in fields(row)}
    assert known.issuperset(values), f"{row.table} has no {sorted(set(values) - known)}"
    seen = tuple((name, getattr(row, name)) for name in values)
    return ChangeRow(type(row), row.id, tuple(values.items()), label, deed, seen=seen)
