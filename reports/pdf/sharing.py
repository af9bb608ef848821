"""What the copies of one pack have in common is worked out once, and not kept when the pack is made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import local
from typing import Any

from reports.pdf.style import Look

MOST_KEPT = 12_000
"""Paragraphs; a list of eighteen cases has some twelve hundred."""


@dataclass
class Shelf:
    """The paragraphs of the copies made so far: as parsed, and as laid out in lines."""

    looks: dict[float, Look] = field(default_factory=dict)
    parsed: dict[Any, Any] = field(default_factory=dict)
    lines: dict[Any, Any] = field(default_factory=dict)


class _Here(local):
    shared: Shelf | None = None


_here = _Here()


@contextmanager
def sharing(shelf: Shelf | None = None) -> Iterator[None]:
    """Make several documents of which many paragraphs are the same; on this thread only."""
    before = _here.shared
    _here.shared = shelf or before or Shelf()
    try:
        yield
    finally:
        _here.shared = before


def keep_sharing() -> None:
    """Share from now on: for a process that makes copies of one pack and then ends."""
    _here.shared = _here.shared or Shelf()


def is_sharing() -> bool:
    """Say whether several documents are being made."""
    return _here.shared is not None


def look_of(points: float) -> Look:
    """Return the look of a document; copies of one pack have the same one."""
    shared = _here.shared
    if shared is None:
        return Look(points)
    found = shared.looks.get(points)
    if found is None:
        found = shared.looks[points] = Look(points)
    return found


def kept_parsed(key: Any) -> Any:
    """Return a paragraph as it was parsed before, or nothing."""
    return _here.shared.parsed.get(key) if _here.shared is not None else None


def keep_parsed(key: Any, parsed: Any) -> None:
    """Keep a paragraph as it is parsed for the copies that follow."""
    if _here.shared is not None and len(_here.shared.parsed) < MOST_KEPT:
        _here.shared.parsed[key] = parsed


def kept_lines(key: Any) -> Any:
    """Return the lines of a paragraph as they were laid out before, or nothing."""
    return _here.shared.lines.get(key) if _here.shared is not None else None


def keep_lines(key: Any, lines: Any) -> None:
    """Keep the lines of a paragraph for the copies that follow."""
    if _here.shared is not None and len(_here.shared.lines) < MOST_KEPT:
        _here.shared.lines[key] = lines
