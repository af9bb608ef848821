"""What must be unique among the rows of a file, and what tells parts without identifiers apart."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from meetingdesk.app.interchange.faults import Faults, Place, place_text
from meetingdesk.domain.rows import Row


def told_apart_by(kind: type[Row], values: dict[str, Any], where: Place) -> list[str]:
    """Return what makes a part the same part when the file is brought in again.

    That is what is unique about it among its neighbours, or else its place in the list.
    """
    for names in kind.unique:
        if names[0] == kind.inside and all(values.get(name) is not None for name in names[1:]):
            return [str(values[name]) for name in names[1:]]
    return [str(where[-1])]


def check_unique(rows: dict[type[Row], list[Row]], places: dict[UUID, Place], faults: Faults) -> None:
    """Note a fault for every row of a file that has the same unique key as another."""
    for kind, found in rows.items():
        for names in kind.unique:
            first: dict[tuple[Any, ...], Row] = {}
            for row in found:
                key = tuple(getattr(row, name) for name in names)
                other = first.setdefault(key, row)
                if other is not row:
                    shown = [name for name in names if name != kind.inside] or list(names)
                    faults.add(
                        (*places[row.id], shown[-1]),
                        f"has the same {' and '.join(shown)} as {place_text(places[other.id])}",
                    )
