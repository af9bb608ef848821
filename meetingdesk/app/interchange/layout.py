"""How rows lie in a meeting file: what stands at the top, what nests in what, what is never written."""

from __future__ import annotations

from dataclasses import replace

from meetingdesk.domain.agencies import Staff
from meetingdesk.domain.model import ROWS
from meetingdesk.domain.once import once
from meetingdesk.domain.rows import ONE_OF_SEVERAL, Row
from meetingdesk.domain.shapes import FieldShape, owner_of, parts_of, shape_of

FORMAT = "meetingdesk-meeting-file"
VERSION = 1

LEFT_OUT = "left_out"
"""The key under which a row names its links to rows that are not in the file."""

TOP_KEYS = ("$schema", "format", "version", "name", "exported_at")
"""The keys at the top of a file besides the lists of rows."""

IN_FILE: tuple[type[Row], ...] = tuple(kind for kind in ROWS if kind is not Staff)
"""Who sits at the desk is a matter of each store, so staff never travel."""

TOP: tuple[type[Row], ...] = tuple(kind for kind in IN_FILE if owner_of(kind) is None)


@once
def fields_in_file(kind: type[Row]) -> dict[str, FieldShape]:
    """Return the fields of a row that a file holds: all but its version, its owner and who typed it."""
    shapes = [_bounded(shape) for shape in shape_of(kind)]
    return {
        shape.name: shape
        for shape in shapes
        if shape.name not in {"version", kind.inside} and shape.link != Staff.table
    }


@once
def fields_not_in_file(kind: type[Row]) -> frozenset[str]:
    """Return the fields of a row that are never written to a file."""
    return frozenset(shape.name for shape in shape_of(kind)) - frozenset(fields_in_file(kind))


@once
def only_here(kind: type[Row]) -> frozenset[str]:
    """Return the fields that belong to a store and not to a file: they stay as they are there."""
    return frozenset(shape.name for shape in shape_of(kind) if shape.link == Staff.table)


@once
def lists_in(kind: type[Row]) -> dict[str, type[Row]]:
    """Return the lists of parts that nest in a row, by their names in the file."""
    return {part.many: part for part in parts_of(kind)}


@once
def links_of(kind: type[Row]) -> tuple[FieldShape, ...]:
    """Return the fields of a row that point to other rows of the file, its owner not among them."""
    return tuple(shape for shape in fields_in_file(kind).values() if shape.link is not None)


def _bounded(shape: FieldShape) -> FieldShape:
    # The store holds each word of a list to this limit, so a file that goes beyond it is refused early.
    return replace(shape, limit=ONE_OF_SEVERAL) if shape.several and shape.kind is str else shape
