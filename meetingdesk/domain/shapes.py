"""What the fields of a row are, read once from its declaration."""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from meetingdesk.domain.model import ROW_OF_TABLE
from meetingdesk.domain.once import once
from meetingdesk.domain.rows import Limit, Row, To

PLAIN = (str, int, bool, date, time, datetime, UUID)


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One field: its plain type, whether it may be empty or hold several, its limit and its link."""

    name: str
    kind: type[Any]
    optional: bool
    several: bool
    limit: Limit | None
    link: str | None
    default: Any

    @property
    def required(self) -> bool:
        """Say whether a row cannot be made without this field."""
        return self.default is dataclasses.MISSING


@once
def shape_of(kind: type[Row]) -> tuple[FieldShape, ...]:
    """Return the fields of a row in the order of their declaration."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return tuple(_field_shape(field, hints[field.name]) for field in dataclasses.fields(kind))


@once
def field_names(kind: type[Row]) -> tuple[str, ...]:
    """Return the names of the fields of a row."""
    return tuple(field.name for field in dataclasses.fields(kind))


@once
def owner_of(kind: type[Row]) -> type[Row] | None:
    """Return the row that this kind of row is a part of, if it is a part."""
    if kind.inside is None:
        return None
    link = next(shape.link for shape in shape_of(kind) if shape.name == kind.inside)
    assert link is not None, f"{kind.table}.{kind.inside} must be a link"
    return ROW_OF_TABLE[link]


@once
def parts_of(kind: type[Row]) -> tuple[type[Row], ...]:
    """Return the kinds of row that are parts of this one."""
    return tuple(part for part in ROW_OF_TABLE.values() if owner_of(part) is kind)


@once
def has_visibility(kind: type[Row]) -> bool:
    """Say whether rows of this kind say themselves who may see them."""
    return "visibility" in field_names(kind)


def _field_shape(field: dataclasses.Field[Any], hint: Any) -> FieldShape:
    optional = False
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        (hint,) = (option for option in typing.get_args(hint) if option is not types.NoneType)
        optional = True
    limit: Limit | None = None
    link: str | None = None
    if typing.get_origin(hint) is typing.Annotated:
        hint, *notes = typing.get_args(hint)
        limit = next((note for note in notes if isinstance(note, Limit)), None)
        link = next((note.table for note in notes if isinstance(note, To)), None)
    several = typing.get_origin(hint) is tuple
    if several:
        hint = typing.get_args(hint)[0]
    if hint not in PLAIN and not issubclass(hint, StrEnum):
        raise TypeError(f"{field.name} has a type that no table can hold: {hint!r}")
    default = field.default if field.default_factory is dataclasses.MISSING else field.default_factory
    return FieldShape(field.name, hint, optional, several, limit, link, default)
