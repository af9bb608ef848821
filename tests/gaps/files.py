"""Small meeting files with invented people, and in how many places two of them differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

MINI: dict[str, Any] = {"format": "meetingdesk-meeting-file", "version": 1, "name": "gaps"}


def meeting_file(**lists: Any) -> str:
    """Return the text of a meeting file that holds these lists."""
    return json.dumps({**MINI, **lists}, ensure_ascii=False, indent=1) + "\n"


def differences(first: Any, second: Any, where: str = "") -> Iterator[str]:
    """Return the places in which two files differ: a value, or a row that only one of them has."""
    if isinstance(first, dict) and isinstance(second, dict):
        for key in dict.fromkeys((*first, *second)):
            place = f"{where}.{key}".lstrip(".")
            if key in first and key in second:
                yield from differences(first[key], second[key], place)
            else:
                yield from _only_one_has(first.get(key, second.get(key)), place)
    elif isinstance(first, list) and isinstance(second, list):
        yield from _of_lists(first, second, where)
    elif first != second:
        yield where


def _of_lists(first: list[Any], second: list[Any], where: str) -> Iterator[str]:
    longer, shorter = (first, second) if len(first) > len(second) else (second, first)
    if len(longer) == len(shorter):
        for number, (one, other) in enumerate(zip(first, second, strict=True)):
            yield from differences(one, other, f"{where}[{number}]")
        return
    left = list(shorter)
    for number, row in enumerate(longer):
        if row in left:
            left.remove(row)
        else:
            yield f"{where}[{number}]"
    yield from (f"{where}: a row that is another one" for _ in left)


def _only_one_has(value: Any, where: str) -> Iterator[str]:
    is_rows = isinstance(value, list) and value and isinstance(value[0], dict)
    yield from (f"{where}[{number}]" for number in range(len(value))) if is_rows else (where,)
