"""Places in a text: Qt counts a picture sign such as an emoji as two, Python as one."""

from __future__ import annotations


def is_even(text: str) -> bool:
    """Say whether Qt and Python count the same in this text."""
    return text.isascii() or max(text) <= "\uffff"


def units(text: str) -> int:
    """Return how long a text is for Qt."""
    return len(text) if is_even(text) else len(text.encode("utf-16-le", "surrogatepass")) // 2


def first_units(text: str, count: int) -> str:
    """Return the beginning of a text up to a place of Qt's."""
    if is_even(text):
        return text[:count]
    return text.encode("utf-16-le", "surrogatepass")[: 2 * count].decode("utf-16-le", "ignore")
