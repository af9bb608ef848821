"""From the bytes of a file to plain JSON values, within limits, with line and column where it is broken."""

from __future__ import annotations

import json
from typing import Any

from meetingdesk.app.interchange.faults import Faults, Place, refusal, shown_key
from meetingdesk.errors import BadImport

MOST_BYTES = 64 * 1024 * 1024
MOST_LEVELS = 12
"""Levels below the top; the deepest row there is, an acknowledgement of a document, needs them all."""
MOST_VALUES = 2_000_000
"""Lists and objects in one file: each costs far more memory than the two letters it is written with."""


class Repeated(dict[str, Any]):
    """An object of the file in which a key was given twice."""

    twice: tuple[str, ...] = ()


def parse(content: str | bytes) -> dict[str, Any]:
    """Return the object that a file holds, or raise BadImport."""
    text = _text(content)
    if text.count("{") + text.count("[") > MOST_VALUES:
        raise refusal([f"The file holds more than {MOST_VALUES:,} rows and lists; split it into several."])
    try:
        found = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise refusal([f"line {error.lineno}, column {error.colno}: {_reason(error)}"]) from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError as error:
        raise refusal([f"A number in the file cannot be read: {_number_reason(error)}."]) from None
    if not isinstance(found, dict):
        raise refusal(["The file must hold one object, { … }, with the format and lists of rows."])
    _check_depth(found)
    _check_repeated(found)
    return found


def _text(content: str | bytes) -> str:
    size = len(content) if isinstance(content, bytes) else len(content.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        raise refusal([f"The file is larger than {most} MB; export fewer meetings at a time."])
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    encoding = json.detect_encoding(content)
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise refusal(
            [f"The file is not {encoding.upper()} text: byte {error.start + 1} is wrong."]
        ) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    repeated, seen, twice = Repeated(found), set[str](), dict[str, None]()
    for key, _ in pairs:
        if key in seen:
            twice[key] = None
        seen.add(key)
    repeated.twice = tuple(twice)
    return repeated


class _NoNumber(ValueError):
    """NaN and Infinity are words of some programs, and of no JSON."""


def _no_constant(word: str) -> Any:
    raise _NoNumber(word)


def _number_reason(error: ValueError) -> str:
    return f"{error} is not a number" if isinstance(error, _NoNumber) else "it is too long"


def _reason(error: json.JSONDecodeError) -> str:
    reasons = {
        "Extra data": "something follows after the end of the file's object",
        "Expecting value": "a value is expected here",
        "Expecting property name enclosed in double quotes": "a key in double quotes is expected here",
        "Expecting ',' delimiter": "a comma, or the end of the list or object, is expected here",
        "Expecting ':' delimiter": "a colon is expected here",
        "Unterminated string starting at": "this text has no closing quote",
        "Invalid control character at": "line ends and tabs inside a text are written \\n and \\t",
        "Illegal trailing comma before end of object": "no comma may stand before the end of an object",
        "Illegal trailing comma before end of array": "no comma may stand before the end of a list",
    }
    return reasons.get(error.msg, "this cannot be read as JSON")


def _check_depth(found: dict[str, Any]) -> None:
    level: list[Any] = [found]
    for _ in range(MOST_LEVELS + 1):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise _too_deep()


def _too_deep() -> BadImport:
    return refusal([f"The file nests deeper than {MOST_LEVELS} levels, which no meeting file does."])


def _check_repeated(found: dict[str, Any]) -> None:
    faults = Faults()
    waiting: list[tuple[Place, Any]] = [((), found)]
    while waiting:
        where, value = waiting.pop()
        if isinstance(value, Repeated):
            for key in value.twice:
                faults.add((*where, shown_key(key)), "is given twice in one object")
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        waiting += [((*where, key), part) for key, part in inner if isinstance(part, dict | list)]
    faults.refuse_if_any()
