"""Remembering what a function of a kind of row returned."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


def once(function: F) -> F:
    """Work a function out once for each of its arguments.

    This is functools.cache under a type that takes classes of rows, whose own __hash__ misleads mypy.
    """
    return cast("F", cache(function))
