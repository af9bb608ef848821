"""One value of a TOML text changed, with every other letter of it left as a person wrote it."""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from meetingdesk.domain.toml_lines import KeyPath
from meetingdesk.errors import DefinitionError

_MARK = "\ufeff"
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY_PART = re.compile(r"""[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*""")
_STRING = re.compile(
    r"""
      "{3} (?:[^\\]|\\.)*? "{3,5} (?!")
    | '{3} .*? '{3,5} (?!')
    | " (?:[^"\\\n]|\\.)* "
    | ' [^'\n]* '
    """,
    re.DOTALL | re.VERBOSE,
)
_BARE_VALUE = re.compile(r"[^,\]}#\n]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
}


def with_value(text: str, where: KeyPath, value: object) -> str:
    """Return the text with a value under a key path, in its place or at the end of its table."""
    mark, body = _without_mark(text)
    places = _Scanner(body).scan()
    written = value_text(value)
    if where in places.values:
        start, end = places.values[where]
        changed = body[:start] + written + body[end:]
    else:
        changed = _with_new(body, places, where, written)
    return mark + _proven(body, changed, where, value)


def without_value(text: str, where: KeyPath) -> str:
    """Return the text without a key; the line on which it stands goes with its own comment."""
    mark, body = _without_mark(text)
    places = _Scanner(body).scan()
    if where not in places.pairs:
        return text
    start, end = places.pairs[where]
    if where[:-1] in places.inline:
        start, end = _with_comma(body, start, end)
    else:
        line_end = body.find("\n", end)
        start = body.rfind("\n", 0, start) + 1
        end = len(body) if line_end < 0 else line_end + 1
    return mark + _proven(body, body[:start] + body[end:], where, None)


def value_text(value: object) -> str:
    """Return a value as TOML writes it on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case date():
            return value.isoformat()
        case str():
            return _quoted(value)
        case list() | tuple():
            return f"[{', '.join(value_text(part) for part in value)}]"
        case Mapping():
            if not value:
                return "{}"
            pairs = ", ".join(f"{key_text(str(key))} = {value_text(part)}" for key, part in value.items())
            return f"{{ {pairs} }}"
        case _:
            raise TypeError(f"TOML has no {type(value).__name__}")


def key_text(key: str) -> str:
    """Return a key as TOML writes it: bare where that can be."""
    return key if _BARE_KEY.fullmatch(key) else _quoted(key)


@dataclass(slots=True)
class _Places:
    """Where everything stands: values and whole pairs, the ends of tables, the braces of those in a line."""

    values: dict[KeyPath, tuple[int, int]]
    pairs: dict[KeyPath, tuple[int, int]]
    tables: dict[KeyPath, int]
    inline: dict[KeyPath, int]


class _Scanner:
    """Walks once over a text that `tomllib` accepts, and notes where each value begins and ends."""

    def __init__(self, text: str) -> None:
        tomllib.loads(text.replace("\r\n", "\n"))
        self._text = text
        self._at = 0
        self._sizes: dict[KeyPath, int] = {}
        self._places = _Places({}, {}, {(): 0}, {})

    def scan(self) -> _Places:
        table: KeyPath = ()
        while self._skip_space():
            if self._text.startswith("[[", self._at):
                table = self._header(2)
            elif self._text.startswith("[", self._at):
                table = self._header(1)
            else:
                self._pair(table)
            self._places.tables[table] = self._at
        return self._places

    def _header(self, brackets: int) -> KeyPath:
        self._at += brackets
        keys = self._keys()
        self._at += brackets
        table: KeyPath = ()
        for key in keys[:-1]:
            table = self._latest((*table, key))
        table = (*table, keys[-1])
        if brackets == 2:
            self._sizes[table] = self._sizes.get(table, 0) + 1
            table = self._latest(table)
        return table

    def _latest(self, table: KeyPath) -> KeyPath:
        size = self._sizes.get(table)
        return table if size is None else (*table, size - 1)

    def _pair(self, table: KeyPath) -> None:
        start = self._at
        path = (*table, *self._keys())
        self._at += 1  # the equals sign
        self._value(path)
        self._places.pairs[path] = (start, self._at)

    def _value(self, path: KeyPath) -> None:
        self._skip_space()
        start = self._at
        if self._text[self._at] == "[":
            self._list(path)
        elif self._text[self._at] == "{":
            self._inline_table(path)
        elif found := _STRING.match(self._text, self._at):
            self._at = found.end()
        elif found := _BARE_VALUE.match(self._text, self._at):
            self._at = start + len(found[0].rstrip())
        self._places.values[path] = (start, self._at)

    def _list(self, path: KeyPath) -> None:
        self._at += 1
        index = 0
        while self._skip_space() and self._text[self._at] != "]":
            if self._text[self._at] == ",":
                self._at += 1
                continue
            self._value((*path, index))
            index += 1
        self._at += 1

    def _inline_table(self, path: KeyPath) -> None:
        self._at += 1
        while self._skip_space() and self._text[self._at] != "}":
            if self._text[self._at] == ",":
                self._at += 1
                continue
            self._pair(path)
        self._places.inline[path] = self._at
        self._at += 1

    def _keys(self) -> list[str]:
        keys: list[str] = []
        while found := _KEY_PART.match(self._text, self._at):
            keys.append(_plain_key(found[1]))
            self._at = found.end()
            if not self._text.startswith(".", self._at):
                break
            self._at += 1
        return keys

    def _skip_space(self) -> bool:
        if found := _SPACE.match(self._text, self._at):
            self._at = found.end()
        return self._at < len(self._text)


def _with_new(body: str, places: _Places, where: KeyPath, written: str) -> str:
    table, key = where[:-1], where[-1]
    if isinstance(key, int):
        raise _by_hand(where)
    pair = f"{key_text(key)} = {written}"
    if table in places.inline:
        return _in_braces(body, places, table, pair)
    line_end = "\r\n" if "\r\n" in body else "\n"
    if table in places.tables:
        at = places.tables[table]
        if at == 0 and not table:
            return f"{pair}{line_end}{body}"
        at = _end_of_line(body, at)
        return f"{body[:at]}{line_end}{pair}{body[at:]}"
    if any(isinstance(part, int) for part in table) or table in places.values:
        raise _by_hand(where)
    header = f"[{'.'.join(key_text(str(part)) for part in table)}]"
    ends = body.rstrip()
    gap = line_end * 2 if ends else ""
    return f"{ends}{gap}{header}{line_end}{pair}{line_end}"


def _in_braces(body: str, places: _Places, table: KeyPath, pair: str) -> str:
    brace = places.inline[table]
    last = max((end for path, (_, end) in places.pairs.items() if path[:-1] == table), default=None)
    if last is None:
        return f"{body[:brace].rstrip()} {pair} {body[brace:]}"
    return f"{body[:last]}, {pair}{body[last:]}"


def _end_of_line(body: str, at: int) -> int:
    end = body.find("\n", at)
    if end < 0:
        return len(body)
    return end - 1 if end and body[end - 1] == "\r" else end


def _with_comma(body: str, start: int, end: int) -> tuple[int, int]:
    """Widen the place of a pair in braces by the comma that it no longer needs."""
    behind = re.compile(r"[ \t]*,[ \t]*").match(body, end)
    if behind is not None:
        return start, behind.end()
    before = re.compile(r"[ \t]*,[ \t]*$").search(body, 0, start)
    return (before.start(), end) if before is not None else (start, end)


def _proven(before: str, after: str, where: KeyPath, value: object) -> str:
    """Return the new text if it says what the old one said but for the one value, and refuse otherwise."""
    expected: Any = copy.deepcopy(tomllib.loads(before.replace("\r\n", "\n")))
    inside = expected
    try:
        for part in where[:-1]:
            inside = inside.setdefault(part, {}) if isinstance(inside, dict) else inside[part]
        if value is None:
            del inside[where[-1]]
        else:
            inside[where[-1]] = _plain(value)
        found = tomllib.loads(after.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, KeyError, IndexError, TypeError) as error:
        raise _by_hand(where) from error
    if found != expected:
        raise _by_hand(where)
    return after


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def _by_hand(where: KeyPath) -> DefinitionError:
    return DefinitionError(
        f"{'.'.join(str(part) for part in where)} is written in a way that cannot be changed from here.",
        hint="Nothing was changed. Change it in the file itself.",
    )


def _plain_key(written: str) -> str:
    return written if written[0] not in "\"'" else str(tomllib.loads(f"key = {written}")["key"])


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(letter) or _shown(letter) for letter in text) + '"'


def _shown(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x20 or letter == "\x7f" else letter


def _without_mark(text: str) -> tuple[str, str]:
    # Windows editors put a mark in front, and get it back.
    return (_MARK, text[1:]) if text.startswith(_MARK) else ("", text)
