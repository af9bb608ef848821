"""Where each key of a TOML text stands, because the parser of the standard library does not say."""

from __future__ import annotations

import re
import tomllib

KeyPath = tuple[str | int, ...]

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


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line of every table, key and array element of a text that `tomllib` accepts."""
    return _Scanner(text).scan()


class _Scanner:
    """Walks once over a text; it may be short because the text is known to be valid TOML."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._counted_to, self._line = 0, 1
        self._sizes: dict[KeyPath, int] = {}
        self._lines: dict[KeyPath, int] = {(): 1}

    def scan(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while self._skip_space():
            if self._text.startswith("[[", self._at):
                table = self._header(2)
            elif self._text.startswith("[", self._at):
                table = self._header(1)
            else:
                self._pair(table)
        return self._lines

    def _header(self, brackets: int) -> KeyPath:
        line = self._current_line()
        self._at += brackets
        keys = self._keys()
        self._at += brackets
        table: KeyPath = ()
        for key in keys[:-1]:
            self._lines.setdefault((*table, key), line)
            table = self._latest((*table, key))
        table = (*table, keys[-1])
        if brackets == 2:
            self._sizes[table] = self._sizes.get(table, 0) + 1
            self._lines.setdefault(table, line)
            table = self._latest(table)
        self._lines[table] = line
        return table

    def _latest(self, table: KeyPath) -> KeyPath:
        """Return the newest element where the path names an array of tables."""
        size = self._sizes.get(table)
        return table if size is None else (*table, size - 1)

    def _pair(self, table: KeyPath) -> None:
        line = self._current_line()
        path = table
        for key in self._keys():
            path = (*path, key)
            self._lines.setdefault(path, line)
        self._at += 1  # the equals sign
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        self._skip_space()
        if self._text[self._at] == "[":
            self._list(path)
        elif self._text[self._at] == "{":
            self._inline_table(path)
        else:
            found = _STRING.match(self._text, self._at) or _BARE_VALUE.match(self._text, self._at)
            self._at = found.end() if found else self._at + 1

    def _list(self, path: KeyPath) -> None:
        self._at += 1
        index = 0
        while self._skip_space() and self._text[self._at] != "]":
            if self._text[self._at] == ",":
                self._at += 1
                continue
            self._lines[(*path, index)] = self._current_line()
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
        """Move to the next thing that counts; say whether there is one."""
        if found := _SPACE.match(self._text, self._at):
            self._at = found.end()
        return self._at < len(self._text)

    def _current_line(self) -> int:
        self._line += self._text.count("\n", self._counted_to, self._at)
        self._counted_to = self._at
        return self._line


def _plain_key(written: str) -> str:
    """Take the quotes off a key."""
    if written[0] not in "\"'":
        return written
    return str(tomllib.loads(f"key = {written}")["key"])
