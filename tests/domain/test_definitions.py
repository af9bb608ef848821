from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal

import pytest

from meetingdesk.domain.definitions import (
    DefinitionFile,
    as_data,
    definition_files,
    from_data,
    load_file,
    load_folder,
)
from meetingdesk.errors import DefinitionError


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Part:
    key: str
    colour: Colour = Colour.RED
    size: Literal["small", "large"] = "small"


@dataclass(frozen=True, slots=True)
class Shape:
    id: str
    count: int
    parts: tuple[Part, ...] = ()
    day: date | None = None
    share: float = 0.0
    pair: tuple[str, int] = ("", 0)
    named: dict[str, Part] | None = None


def written(folder: Path, text: str, name: str = "shape.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(folder: Path, text: str) -> list[str]:
    with pytest.raises(DefinitionError) as raised:
        DefinitionFile(written(folder, text)).build(Shape)
    return [str(raised.value), *raised.value.hint.splitlines()]


def test_a_sound_file_becomes_a_frozen_value(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'id = "shape"\ncount = 2\nday = 2026-11-20\nshare = 1\npair = ["a", 1]\n'
        '[[parts]]\nkey = "a"\ncolour = "green"\n[named.b]\nkey = "b"\nsize = "large"\n',
    )

    shape = DefinitionFile(path).build(Shape)

    assert shape.parts == (Part("a", Colour.GREEN),)
    assert (shape.day, shape.share, shape.pair) == (date(2026, 11, 20), 1.0, ("a", 1))
    assert shape.named is not None
    assert shape.named["b"] == Part("b", size="large")


def test_a_wrong_word_is_told_with_file_line_and_key(tmp_path: Path) -> None:
    text = 'id = "shape"\ncount = 1\n\n[[parts]]\nkey = "a"\n\n[[parts]]\nkey = "b"\ncolour = "gren"\n'

    assert faults_of(tmp_path, text) == [
        "shape.toml, line 9, parts[1].colour: 'gren' is not one of green, red; did you mean 'green'?"
    ]


def test_every_fault_is_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = 'id = 7\nnumber = 1\n\n[[parts]]\nsize = "huge"\ncolour = "red"\n'

    known = "count, day, id, named, pair, parts, share"

    assert faults_of(tmp_path, text) == [
        "shape.toml, line 1, id: a text is expected, a whole number was found.",
        "Also: shape.toml, line 1: the key 'count' is missing.",
        f"Also: shape.toml, line 2, number: this key is not known here: 'number' is not one of {known}.",
        "Also: shape.toml, line 4, parts[0]: the key 'key' is missing.",
        "Also: shape.toml, line 5, parts[0].size: 'huge' is not one of large, small.",
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("count = true", "count: a whole number is expected, true or false was found"),
        ("count = 1.5", "count: a whole number is expected, a number was found"),
        ('count = 1\nday = "2026-11-20"', "day: a date such as 2026-11-20 is expected, a text was found"),
        ("count = 1\nday = 2026-11-20T10:00:00Z", "day: a date such as 2026-11-20 is expected, a date with"),
        ('count = 1\nparts = "a"', "parts: a list is expected, a text was found"),
        ("count = 1\nparts = [1]", "parts[0]: a table is expected, a whole number was found"),
        ('count = 1\npair = ["a"]', "pair: 2 values are expected, 1 were found"),
        ("count = 1\nnamed = 3", "named: a table is expected, a whole number was found"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(tmp_path: Path, line: str, fault: str) -> None:
    assert fault in faults_of(tmp_path, f'id = "shape"\n{line}\n')[0]


def test_a_syntax_error_is_told_with_its_line(tmp_path: Path) -> None:
    assert faults_of(tmp_path, 'id = "shape"\ncount = \n')[0].startswith("shape.toml, line 2: ")


def test_a_text_that_stops_too_early_is_told(tmp_path: Path) -> None:
    assert faults_of(tmp_path, 'id = "shape')[0].startswith("shape.toml, ")


def test_a_file_that_is_no_text_or_is_missing_is_told(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").write_bytes(b'id = "\xff"')

    with pytest.raises(DefinitionError, match=r"odd\.toml is not a UTF-8"):
        DefinitionFile(tmp_path / "odd.toml")
    with pytest.raises(DefinitionError, match=r"gone\.toml cannot be read"):
        DefinitionFile(tmp_path / "gone.toml")


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    path = tmp_path / "shape.toml"
    path.write_bytes(b'\xef\xbb\xbfid = "shape"\r\ncount = 1\r\n')

    assert DefinitionFile(path).build(Shape).count == 1


def test_a_local_file_wins_over_the_shipped_one_and_may_add_others(tmp_path: Path) -> None:
    shipped, local = tmp_path / "shipped", tmp_path / "local"
    shipped.mkdir()
    local.mkdir()
    written(shipped, 'id = "a"\ncount = 1\n', "a.toml")
    written(shipped, 'id = "b"\ncount = 1\n', "b.toml")
    written(local, 'id = "b"\ncount = 2\n', "b.toml")
    written(local, 'id = "c"\ncount = 3\n', "c.toml")

    loaded = load_folder(Shape, shipped, local)

    assert {key: shape.count for key, shape in loaded.items()} == {"a": 1, "b": 2, "c": 3}
    assert [path.parent.name for path in definition_files(shipped, local)] == ["shipped", "local", "local"]
    assert load_file(Shape, shipped / "b.toml", local / "b.toml").count == 2
    assert load_file(Shape, shipped / "a.toml", local / "a.toml").count == 1


def test_a_file_that_calls_itself_something_else_is_refused(tmp_path: Path) -> None:
    written(tmp_path, 'count = 1\nid = "b"\n', "a.toml")

    with pytest.raises(DefinitionError, match=r"a\.toml, line 2, id: 'b' must be the name of the file, 'a'"):
        load_folder(Shape, tmp_path)


def test_a_definition_can_be_kept_as_plain_data_and_read_back(tmp_path: Path) -> None:
    text = 'id = "shape"\ncount = 2\nday = 2026-11-20\n[named.b]\nkey = "b"\n'
    shape = DefinitionFile(written(tmp_path, text)).build(Shape)

    kept = as_data(shape)

    assert kept["day"] == "2026-11-20"
    assert from_data(Shape, kept, "the copy kept with the meeting") == shape


def test_kept_data_that_no_longer_fits_is_told_with_its_key() -> None:
    with pytest.raises(DefinitionError, match=r"the copy, day: a date .* expected, a text was found"):
        from_data(Shape, {"id": "a", "count": 1, "day": "soon"}, "the copy")
