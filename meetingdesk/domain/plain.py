"""Rows as plain JSON values and back; what cannot be read is named with its place, all of it at once."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from meetingdesk.domain.once import once
from meetingdesk.domain.rows import ONE_OF_SEVERAL, Row
from meetingdesk.domain.shapes import FieldShape, shape_of
from meetingdesk.domain.text import gate
from meetingdesk.errors import BadText

R = TypeVar("R", bound=Row)


class Unreadable(ValueError):
    """A plain value does not fit its field; the text says why, without repeating the value."""


@once
def shapes_by_name(kind: type[Row]) -> dict[str, FieldShape]:
    """Return the fields of a row by their names."""
    return {shape.name: shape for shape in shape_of(kind)}


def value_to_plain(value: Any) -> Any:
    """Return one value of a row as JSON can hold it."""
    match value:
        case StrEnum():
            return value.value
        case UUID():
            return str(value)
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date() | time():
            return value.isoformat()
        case tuple():
            return [value_to_plain(part) for part in value]
        case _:
            return value


def to_plain(row: Row, *, skip: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return a row as JSON can hold it, leaving out what is as it is by default."""
    plain: dict[str, Any] = {}
    for shape in shape_of(type(row)):
        value = getattr(row, shape.name)
        if shape.name in skip or (shape.name not in {"id", "version"} and value == shape.default):
            continue
        plain[shape.name] = value_to_plain(value)
    return plain


def from_plain(kind: type[R], plain: dict[str, Any]) -> R:
    """Make a row of what `to_plain` returned; trusted values only, as an undo step keeps them."""
    shapes = shapes_by_name(kind)
    return kind(**{name: value_from_plain(shapes[name], value) for name, value in plain.items()})


def values_to_plain(before: Row, after: Row) -> dict[str, tuple[Any, Any]]:
    """Return the plain values of the fields in which two states of a row differ."""
    changed = {}
    for field in dataclasses.fields(before):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new and field.name != "version":
            changed[field.name] = (value_to_plain(old), value_to_plain(new))
    return changed


def value_from_plain(shape: FieldShape, value: Any) -> Any:
    """Return a field's value, or raise Unreadable with the reason."""
    if value is None:
        if shape.optional:
            return None
        raise Unreadable("must not be empty")
    if shape.several:
        if not isinstance(value, list):
            raise Unreadable("must be a list")
        return tuple(_one(shape, part) for part in value)
    return _one(shape, value)


def _one(shape: FieldShape, value: Any) -> Any:
    if shape.kind is bool or shape.kind is int:
        # A bool is an int to Python, and never to a reader of the file.
        if type(value) is not shape.kind:
            raise Unreadable("must be true or false" if shape.kind is bool else "must be a whole number")
        if shape.kind is int and not -(2**31) <= value < 2**31:
            raise Unreadable("must lie between -2147483648 and 2147483647")
        return value
    if not isinstance(value, str):
        raise Unreadable("must be text")
    if shape.kind is str:
        try:
            return gate(value, ONE_OF_SEVERAL if shape.several else shape.limit, "the text")
        except BadText as error:
            raise Unreadable(str(error)) from None
    if issubclass(shape.kind, StrEnum):
        try:
            return shape.kind(value)
        except ValueError:
            known = ", ".join(member.value for member in shape.kind)
            raise Unreadable(f"must be one of {known}") from None
    try:
        return _READERS[shape.kind](value)
    except ValueError:
        raise Unreadable(_WANTED[shape.kind]) from None


def _instant(value: str) -> datetime:
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError("no zone")
    try:
        return found.astimezone(UTC)
    except OverflowError:
        raise ValueError("outside the calendar") from None


def _time(value: str) -> time:
    found = time.fromisoformat(value)
    if found.tzinfo is not None:
        raise ValueError("a time of day has no zone; its meeting has one")
    return found


_READERS: dict[type[Any], Any] = {
    UUID: UUID,
    date: date.fromisoformat,
    time: _time,
    datetime: _instant,
}
_WANTED: dict[type[Any], str] = {
    UUID: "must be an identifier",
    date: "must be a date such as 2026-11-20",
    time: "must be a time such as 14:05, without a zone",
    datetime: "must be an instant with its zone, such as 2026-11-20T14:05:00Z",
}
