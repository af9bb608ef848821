"""Data files read into frozen values, or refused with file, line and key."""

from __future__ import annotations

import dataclasses
import difflib
import re
import tomllib
import types
import typing
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from enum import Enum
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from meetingdesk.domain.toml_lines import KeyPath, key_lines
from meetingdesk.errors import DefinitionError

T = TypeVar("T")

_NAMES: dict[type, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date such as 2026-11-20",
    time: "a time such as 14:05:00",
    datetime: "a date with a time",
    dict: "a table",
    list: "a list",
}


class DefinitionFile:
    """One data file: its values, where each of them stands, and what is wrong with it.

    Faults are collected, so that one reading names all of them: `build` and `check` raise.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.stem = path.stem
        self._faults: list[tuple[int, str]] = []
        try:
            self._text = path.read_text(encoding="utf-8-sig")  # Windows editors put a mark in front
            self.data: dict[str, Any] = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            raise _refusal([_syntax_fault(path.name, str(error))]) from error
        except UnicodeDecodeError as error:
            raise DefinitionError(
                f"{path.name} is not a UTF-8 text file.", hint="Save it again as UTF-8."
            ) from error
        except OSError as error:
            raise DefinitionError(f"{path.name} cannot be read: {error.strerror}.") from error

    @cached_property
    def _lines(self) -> dict[KeyPath, int]:
        """Looked for at the first fault only: a sound file never needs them."""
        return key_lines(self._text)

    def build(self, shape: type[T]) -> T:
        """Return the file as a value of the dataclass `shape`, or raise with every fault found."""
        value = _Binder(self.fault).bind(shape, self.data, ())
        self.check()
        return typing.cast(T, value)

    def fault(self, where: KeyPath, problem: str) -> None:
        """Note what is wrong with the value under a key path such as ("sections", 4, "kind")."""
        line = next(self._lines[where[:n]] for n in range(len(where), -1, -1) if where[:n] in self._lines)
        key = f", {_key_text(where)}" if where else ""
        self._faults.append((line, f"{self.name}, line {line}{key}: {problem}"))

    def check(self) -> None:
        """Raise if anything was found wrong so far."""
        if self._faults:
            raise _refusal([text for _, text in sorted(self._faults, key=lambda fault: fault[0])])


def definition_files(shipped: Path, local: Path | None = None) -> tuple[Path, ...]:
    """Return the data files of a folder by name; a local file wins over the shipped one of that name."""
    found = {path.name: path for path in sorted(shipped.glob("*.toml"))}
    if local is not None and local.is_dir():
        found |= {path.name: path for path in sorted(local.glob("*.toml"))}
    return tuple(found[name] for name in sorted(found))


def load_folder(shape: type[T], shipped: Path, local: Path | None = None, *, key: str = "id") -> dict[str, T]:
    """Read every file of a folder as `shape`, by the key that must equal the file's name."""
    loaded: dict[str, T] = {}
    for path in definition_files(shipped, local):
        file = DefinitionFile(path)
        check_name(file, key)
        loaded[path.stem] = file.build(shape)
    return loaded


def load_file(shape: type[T], shipped: Path, local: Path | None = None) -> T:
    """Read one file as `shape`; the local file wins where there is one."""
    return DefinitionFile(local if local is not None and local.is_file() else shipped).build(shape)


def check_name(file: DefinitionFile, key: str = "id") -> None:
    """Note a fault where a file calls itself something else than its file name."""
    found = file.data.get(key)
    if isinstance(found, str) and found != file.stem:
        file.fault((key,), f"'{found}' must be the name of the file, '{file.stem}'")


def check_unique(file: DefinitionFile, where: KeyPath, values: Iterable[str], key: str) -> None:
    """Note a fault for every value of a list of tables that was used before under the same key."""
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            file.fault((*where, index, key), f"'{value}' is used twice")
        seen.add(value)


def not_one_of(value: str, known: Iterable[str]) -> str:
    """Say that a value is none of those known, and which of them may be meant."""
    options = sorted(known)
    close = difflib.get_close_matches(value, options, n=1)
    meant = f"; did you mean '{close[0]}'?" if close else ""
    return f"'{value}' is not one of {', '.join(options)}{meant}"


def as_data(value: object) -> Any:
    """Return a definition as plain values that JSON can hold, to be kept with what it was used for."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_data(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_data(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [as_data(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    return value


def from_data(shape: type[T], data: object, name: str) -> T:
    """Return what `as_data` gave as a value of `shape` again; `name` says in an error where it was kept."""
    faults: list[str] = []

    def fault(where: KeyPath, problem: str) -> None:
        faults.append(f"{name}, {_key_text(where)}: {problem}")

    value = _Binder(fault, plain=True).bind(shape, data, ())
    if faults:
        raise _refusal(faults)
    return typing.cast(T, value)


class _Binder:
    """Turns tables and lists into dataclasses by their type hints; faults are told, not raised."""

    def __init__(self, fault: typing.Callable[[KeyPath, str], None], *, plain: bool = False) -> None:
        self._fault = fault
        self._plain = plain

    def bind(self, hint: Any, value: object, where: KeyPath) -> Any:
        origin, parts = typing.get_origin(hint), typing.get_args(hint)
        if hint is Any or hint is object:
            return value
        if origin in (typing.Union, types.UnionType):
            return self._optional(parts, value, where)
        if origin is typing.Literal:
            return value if value in parts else self._wrong_word(value, map(str, parts), where)
        if origin is tuple:
            return self._tuple(parts, value, where)
        if origin in (dict, Mapping):
            return self._mapping(parts[1], value, where)
        if dataclasses.is_dataclass(hint):
            return self._table(typing.cast(type, hint), value, where)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return self._enum(hint, value, where)
        return self._scalar(hint, value, where)

    def _optional(self, parts: tuple[Any, ...], value: object, where: KeyPath) -> Any:
        if value is None and type(None) in parts:
            return None
        rest = [part for part in parts if part is not type(None)]
        return self.bind(rest[0], value, where)

    def _tuple(self, parts: tuple[Any, ...], value: object, where: KeyPath) -> Any:
        if not isinstance(value, list):
            return self._wrong_type("a list", value, where)
        if parts[-1] is not Ellipsis and len(parts) != len(value):
            return self._fault(where, f"{len(parts)} values are expected, {len(value)} were found")
        hints = parts[:1] * len(value) if parts[-1] is Ellipsis else parts
        return tuple(
            self.bind(hint, part, (*where, index))
            for index, (hint, part) in enumerate(zip(hints, value, strict=True))
        )

    def _mapping(self, hint: Any, value: object, where: KeyPath) -> Any:
        if not isinstance(value, dict):
            return self._wrong_type("a table", value, where)
        return types.MappingProxyType({k: self.bind(hint, part, (*where, k)) for k, part in value.items()})

    def _table(self, shape: type, value: object, where: KeyPath) -> Any:
        if not isinstance(value, dict):
            return self._wrong_type("a table", value, where)
        hints = _hints(shape)
        fields = {field.name: field for field in dataclasses.fields(shape) if field.init}
        sound = True
        for key in value:
            if key not in fields:
                sound = False
                self._fault((*where, key), f"this key is not known here: {not_one_of(key, fields)}")
        given: dict[str, Any] = {}
        for name, field in fields.items():
            if name in value:
                given[name] = self.bind(hints[name], value[name], (*where, name))
            elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
                sound = False
                self._fault(where, f"the key '{name}' is missing")
        return shape(**given) if sound else None

    def _enum(self, hint: type[Enum], value: object, where: KeyPath) -> Any:
        try:
            return hint(value)
        except ValueError:
            return self._wrong_word(value, (str(member.value) for member in hint), where)

    def _scalar(self, hint: Any, value: object, where: KeyPath) -> Any:
        if hint is float and type(value) is int:
            return float(value)
        if self._plain and hint in (date, datetime, time) and isinstance(value, str):
            try:
                return hint.fromisoformat(value)
            except ValueError:
                return self._wrong_type(_NAMES[hint], value, where)
        # An exact match: true is no number here, and a date with a time is no date.
        return value if type(value) is hint else self._wrong_type(_NAMES[hint], value, where)

    def _wrong_word(self, value: object, known: Iterable[str], where: KeyPath) -> None:
        self._fault(where, not_one_of(str(value), known))

    def _wrong_type(self, wanted: str, value: object, where: KeyPath) -> None:
        self._fault(where, f"{wanted} is expected, {_NAMES.get(type(value), 'something else')} was found")


@cache
def _hints(shape: type) -> dict[str, Any]:
    return typing.get_type_hints(shape)


def _key_text(where: KeyPath) -> str:
    text = ""
    for part in where:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _syntax_fault(name: str, message: str) -> str:
    found = re.search(r"\(at line (\d+), column \d+\)$", message)
    if found is None:  # the fault is at the end of the text
        return f"{name}, at its end: {message.removesuffix(' (at end of document)')}"
    return f"{name}, line {found[1]}: {message[: found.start()].strip()}"


def _refusal(faults: list[str]) -> DefinitionError:
    first, *others = [fault if fault.endswith("?") else f"{fault}." for fault in faults]
    return DefinitionError(first, hint="\n".join(f"Also: {fault}" for fault in others))
