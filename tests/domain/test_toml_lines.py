from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from meetingdesk.domain.toml_lines import KeyPath, key_lines
from meetingdesk.resources import resource

SHIPPED = sorted(resource().rglob("*.toml"))

TEXT = '''# a comment with [brackets] and key = "value"
id = "marac"
"quoted.key" = 'a'
nested.key.path = 1
text = """
[not a table]
a = 1 \\"""
"""
raw = \'\'\'# no comment
b = 2\'\'\'
list = [ # a comment ]
    "one", "t]wo",
    { key = "x", deep = { er = [1, 2] } },
]

[table]
when = 2026-11-20 14:05:00

[[sections]]
key = "a"

[[sections]]
key = "b"
[sections.inner]
x = 1
[[sections.parts]]
y = 1
[[sections.parts]]
y = 2
'''


def test_every_key_of_a_text_has_its_line() -> None:
    lines = key_lines(TEXT)

    assert lines["id",] == 2
    assert lines["quoted.key",] == 3
    assert lines["nested", "key", "path"] == 4
    assert lines["text",] == 5
    assert lines["raw",] == 9
    assert lines["list",] == 11
    assert lines["list", 0] == lines["list", 1] == 12
    assert lines["list", 2, "deep", "er", 1] == 13
    assert lines["table", "when"] == 17
    assert lines["sections", 0] == 19
    assert lines["sections", 1, "key"] == 23
    assert lines["sections", 1, "inner", "x"] == 25
    assert lines["sections", 1, "parts", 1, "y"] == 29


def test_what_stands_inside_a_text_is_no_key() -> None:
    assert ("a",) not in key_lines(TEXT)
    assert ("b",) not in key_lines(TEXT)


def paths_of(value: object, where: KeyPath = ()) -> list[KeyPath]:
    found: list[KeyPath] = [where]
    if isinstance(value, dict):
        found += [path for key, part in value.items() for path in paths_of(part, (*where, key))]
    if isinstance(value, list):
        found += [path for index, part in enumerate(value) for path in paths_of(part, (*where, index))]
    return found


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_nothing_in_a_shipped_file_is_without_a_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert set(paths_of(tomllib.loads(text))) == set(key_lines(text))
