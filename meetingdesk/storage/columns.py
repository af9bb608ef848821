"""How the plain types of a row are kept in a column, the same on both engines."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, DateTime, Dialect, Integer, Text, Time, Uuid
from sqlalchemy.types import TypeDecorator, TypeEngine

from meetingdesk.domain.shapes import FieldShape


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, kept and returned in UTC; SQLite would otherwise hand it back without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an instant into UTC, refusing one without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Identifier(Uuid[UUID]):
    """An identifier; SQLite keeps its digits, and most of what a screen reads is the same few again."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Return what makes an identifier of what the driver hands over."""
        if dialect.supports_native_uuid:
            return super().result_processor(dialect, coltype)  # type: ignore[no-untyped-call]
        return _identifier


@lru_cache(maxsize=16_384)
def _identifier(digits: str | None) -> UUID | None:
    return None if digits is None else UUID(digits)


class Choice(TypeDecorator[StrEnum]):
    """One of the words of an enumeration, kept as that word."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind
        self._members = {member.value: member for member in kind}

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Keep the word."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Find the member of a word."""
        return None if value is None else self._members[value]


class Several(TypeDecorator[tuple[str, ...]]):
    """Several words in their order."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[Any]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        """Keep them as a JSON list."""
        return json.dumps([str(self.kind(part)) for part in value or ()], ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Any, ...]:
        """Read the list back."""
        if value is None or value == "[]":
            return ()
        return tuple(self.kind(part) for part in json.loads(value))


PLAIN: dict[type[Any], TypeEngine[Any]] = {
    str: Text(),
    int: Integer(),
    bool: Boolean(),
    date: Date(),
    time: Time(),
    datetime: UtcDateTime(),
    UUID: Identifier(),
}


def column_type(shape: FieldShape) -> TypeEngine[Any]:
    """Return the column type that holds a field."""
    if shape.several:
        return Several(shape.kind)
    if issubclass(shape.kind, StrEnum):
        return Choice(shape.kind)
    return PLAIN[shape.kind]
