"""Identifiers in a file: an identifier of a store, or any short name that means one row of this file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID, uuid5

NAMESPACE = UUID("6a0f3f3e-3f0a-5f6e-9d4e-5d1f0b7c2a91")
"""Fixed for ever: another value would turn every hand-written file into new rows."""

NAME_PATTERN = "^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$"

_NAME = re.compile(NAME_PATTERN)
_IDENTIFIER = re.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def is_name(written: str) -> bool:
    """Say whether an identifier is a name of the file's own."""
    return _IDENTIFIER.fullmatch(written) is None


def is_usable(written: str) -> bool:
    """Say whether a text can be an identifier or a name at all."""
    return _NAME.match(written) is not None and "\n" not in written


def identifier_of(file_name: str, table: str, written: str) -> UUID:
    """Return the identifier that a written one means: the same file always means the same rows."""
    if is_name(written):
        return uuid5(NAMESPACE, "\n".join((file_name, table, written)))
    return UUID(written)


def identifier_of_part(owner: UUID, list_name: str, told_apart_by: Iterable[str]) -> UUID:
    """Return the identifier of a part that was written without one."""
    return uuid5(owner, "\n".join((list_name, *told_apart_by)))
