from __future__ import annotations

import pytest

from meetingdesk.domain.passages import LONGEST, passage
from meetingdesk.domain.text import words


def around(text: str, typed: str) -> str:
    return passage((text,), words(typed))


def test_a_short_text_is_shown_whole() -> None:
    assert around("Called to the flat.", "flat") == "Called to the flat."


def test_a_long_text_is_shown_around_the_word_with_marks_where_it_is_cut() -> None:
    text = "before " * 60 + "Łukasz was seen " + "after " * 60

    shown = around(text, "lukasz")

    assert "Łukasz was seen" in shown
    assert shown.startswith("… before")
    assert shown.endswith("after …")
    assert len(shown) <= LONGEST + 4


def test_the_last_word_may_be_unfinished_and_the_others_not() -> None:
    text = "scho " * 50 + "schoolbag " + "end " * 50

    assert "schoolbag" in around(text, "schoolb")
    assert around(text, "schoolb end").startswith("scho scho") is False


def test_the_text_that_holds_the_word_is_preferred() -> None:
    assert passage(("First text.", "Second with visit."), ["visit"]) == "Second with visit."
    assert passage(("", "Neither."), ["visit"]) == "Neither."
    assert passage((), ["visit"]) == ""


@pytest.mark.parametrize("text", ["a\nb\n\nc", "a  b\tc"])
def test_it_is_one_line(text: str) -> None:
    assert around(text, "b") == "a b c"


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert len(around("x" * 5_000, "xxx")) <= LONGEST + 4
