from __future__ import annotations

import tomllib
from datetime import date

import pytest

from meetingdesk.app.settings_toml import value_text, with_value, without_value
from meetingdesk.errors import DefinitionError
from meetingdesk.resources import resource

BY_HAND = """\
# Ours.  Do not lose this line.
title   =   "Old"      # why it is so

[times]  # in days
letter = { unit = "wd",   count = 1, note = "a, b # no comment" }   # after the letter
"odd key" = 'as it is'
list = [
    "one",   # the first
    "two",
]

[[stages]]
name = "first"   # one
[[stages]]
name = "second"
text = \"\"\"
Several
lines = "not a key"\"\"\"
"""


@pytest.mark.parametrize(
    ("where", "value", "old", "new"),
    [
        (("title",), "New", '"Old"', '"New"'),
        (("times", "letter", "count"), 5, "count = 1,", "count = 5,"),
        (("times", "odd key"), "other", "'as it is'", '"other"'),
        (("times", "list", 1), "three", '"two"', '"three"'),
        (("stages", 0, "name"), "begin", '"first"   # one', '"begin"   # one'),
        (("stages", 1, "name"), True, '"second"', "true"),
    ],
)
def test_one_value_changes_and_every_other_letter_stays(
    where: tuple[str | int, ...], value: object, old: str, new: str
) -> None:
    changed = with_value(BY_HAND, where, value)

    assert changed == BY_HAND.replace(old, new)


def test_a_list_over_several_lines_becomes_one_line() -> None:
    changed = with_value(BY_HAND, ("times", "list"), ["a", "b"])

    assert 'list = ["a", "b"]\n\n[[stages]]' in changed


def test_a_new_key_stands_at_the_end_of_its_table() -> None:
    changed = with_value(BY_HAND, ("times", "extra"), 3)

    assert changed == BY_HAND.replace(
        ']\n\n[[stages]]\nname = "first"', ']\nextra = 3\n\n[[stages]]\nname = "first"'
    )


def test_a_new_key_stands_behind_a_comment_on_the_last_line() -> None:
    changed = with_value("[a]\nb = 1 # why\n", ("a", "c"), 2)

    assert changed == "[a]\nb = 1 # why\nc = 2\n"


def test_a_new_key_in_braces_stands_behind_the_others_and_goes_again() -> None:
    changed = with_value(BY_HAND, ("times", "letter", "confirmed"), False)

    assert 'note = "a, b # no comment", confirmed = false }   # after' in changed
    assert without_value(changed, ("times", "letter", "confirmed")) == BY_HAND


def test_the_first_and_the_only_key_in_braces_go_with_their_comma() -> None:
    assert without_value("a = { b = 1, c = 2 }\n", ("a", "b")) == "a = { c = 2 }\n"
    assert tomllib.loads(without_value("a = { b = 1 }\n", ("a", "b"))) == {"a": {}}
    assert tomllib.loads(with_value("a = {}\n", ("a", "b"), 1)) == {"a": {"b": 1}}


def test_a_new_table_stands_at_the_end() -> None:
    changed = with_value(BY_HAND, ("quorum", "core group", "chair"), True)

    assert changed.startswith(BY_HAND.rstrip())
    assert changed.endswith('\n\n[quorum."core group"]\nchair = true\n')


def test_a_line_goes_with_its_comment() -> None:
    changed = without_value(BY_HAND, ("title",))

    assert changed == BY_HAND.replace('title   =   "Old"      # why it is so\n', "")


def test_what_is_not_there_needs_no_removing() -> None:
    assert without_value(BY_HAND, ("nowhere",)) == BY_HAND


def test_line_ends_and_the_mark_of_windows_editors_stay() -> None:
    text = "\ufeff" + BY_HAND.replace("\n", "\r\n")

    changed = with_value(with_value(text, ("title",), "New"), ("times", "extra"), 3)

    assert changed.startswith("\ufeff# Ours.")
    assert "\n" not in changed.replace("\r\n", "")
    assert without_value(changed, ("times", "extra")) == text.replace('"Old"', '"New"')


def test_a_table_of_dotted_keys_is_left_to_a_hand() -> None:
    with pytest.raises(DefinitionError, match=r"a.c is written in a way that cannot be changed from here"):
        with_value("a.b = 1\n", ("a", "c"), 2)


@pytest.mark.parametrize(
    "hostile",
    ['"', "\\", '"""', "a\nb", "\t\x00\x7f\x1b", "# no", "]]", "= {", "é ﷽ 🙂 \u202e", "\\u0041", "'", "\r"],
)
def test_any_text_comes_back_as_it_was_typed(hostile: str) -> None:
    changed = with_value(BY_HAND, ("title",), hostile)

    assert tomllib.loads(changed)["title"] == hostile
    assert changed.splitlines()[0] == BY_HAND.splitlines()[0]


def test_values_are_written_on_one_line() -> None:
    assert value_text({"a b": date(2026, 11, 20), "c": [1, 2], "d": {}}) == (
        '{ "a b" = 2026-11-20, c = [1, 2], d = {} }'
    )


@pytest.mark.parametrize("name", ["england-wt2026", "northern-ireland", "scotland", "wales"])
def test_every_value_of_every_shipped_profile_can_be_changed_and_put_back(name: str) -> None:
    text = resource("policies", f"{name}.toml").read_text(encoding="utf-8")

    for where, value in _leaves(tomllib.loads(text)):
        changed = with_value(text, where, "other")

        assert changed != text
        back = with_value(changed, where, value)
        assert len(back.splitlines()) == len(text.splitlines())
        assert tomllib.loads(back) == tomllib.loads(text)


def _leaves(data: object, where: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], object]]:
    if isinstance(data, dict) and data:
        return [leaf for key, part in data.items() for leaf in _leaves(part, (*where, key))]
    if isinstance(data, list) and data:
        return [leaf for key, part in enumerate(data) for leaf in _leaves(part, (*where, key))]
    return [(where, data)]
