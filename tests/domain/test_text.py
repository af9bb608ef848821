from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings

from meetingdesk.domain.rows import Limit
from meetingdesk.domain.text import LONGEST_WORD, fold, gate, words
from meetingdesk.errors import BadText
from tests.strategies import ANY_TEXT

LINE = Limit(300, one_line=True)
on_any_text = settings(max_examples=300, deadline=None, derandomize=True)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("lukasz", "Łukasz"),
        ("LUKASZ", "łukasz"),
        ("strasse", "Straße"),
        ("STRASSE", "Stra\u1e9ee"),
        ("soren", "Søren"),
        ("nguyen thi hanh", "Nguyễn Thị Hạnh"),
        ("dang", "Đặng"),
        ("sian", "Siân"),
        ("llyr", "Llŷr"),
        ("thorunn", "Þórunn"),
        ("gudrun", "Guðrún"),
        ("aegir", "Ægir"),
        ("zoe", "Zoë"),
        ("istanbul", "İstanbul"),
        ("kirikkale", "K\u0131r\u0131kkale"),
        ("file", "\ufb01le"),
        ("abc", "\U0001d400\U0001d401\U0001d402"),
        ("محمد", "مُحَمَّد"),
        ("wisniewska", "Wis\u0301niewska"),
    ],
)
def test_what_is_typed_plainly_finds_what_is_written_with_accents(typed: str, written: str) -> None:
    assert words(typed) == words(written)


def test_greek_finds_its_own_capitals_and_final_letters() -> None:
    assert fold("ΟΔΥΣΣΕΥΣ") == fold("Οδυσσεύς") == fold("οδυσσευσ")


@pytest.mark.parametrize(
    "name", ["শিরিন", "আক্তার", "শ্রাবণী", "चौधरी", "ਕੌਰ", "தமிழ்", "صدیقی", "عائشہ", "ဦးသန့်", "ไทย"]
)
def test_a_name_in_another_script_is_one_whole_word(name: str) -> None:
    assert len(words(name)) == 1
    assert words(f"before {name}, after") == ["before", *words(name), "after"]


@pytest.mark.parametrize("hidden", ["\u00ad", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_what_nobody_sees_in_a_word_does_not_part_it(hidden: str) -> None:
    assert words(f"Kav{hidden}ya saw Ros{hidden}s") == ["kavya", "saw", "ross"]


def test_vowel_signs_tell_bengali_names_apart() -> None:
    assert words("শিরিন") != words("শরন")


def test_marks_part_words_and_are_no_words() -> None:
    assert words("O’Néill-Đặng: 14a, “next”… 🙂 = <script>") == [
        "o",
        "neill",
        "dang",
        "14a",
        "next",
        "script",
    ]
    assert words("— … 🙂 \n") == []


def test_endless_words_are_cut_where_the_databases_need_it() -> None:
    assert [len(word) for word in words("x" * 5000)] == [LONGEST_WORD]


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        ("e\u0301", "\u00e9"),
        ("a\r\nb\rc\vd\fe\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("tab\tstays", "tab\tstays"),
        ("nul\x00 bell\x07 del\x7f", "nul bell del"),
        ("half \ud800 pair \udc00", "half \ufffd pair \ufffd"),
        ("none \ufffe \uffff \ufdd0 \U0001fffe", "none \ufffd \ufffd \ufffd \ufffd"),
        ("👩🏽\u200d👧 \u202eabc\u202c", "👩🏽\u200d👧 \u202eabc\u202c"),
        ("\ufb01", "\ufb01"),
        ("=1+1", "=1+1"),
    ],
)
def test_the_gate_keeps_what_was_entered_as_far_as_documents_can_hold_it(entered: str, kept: str) -> None:
    assert gate(entered) == kept


def test_one_line_stays_one_line() -> None:
    assert gate("one\r\ntwo\n\nthree", LINE) == "one two  three"


def test_what_is_too_long_is_refused_with_both_numbers_and_never_cut() -> None:
    assert gate("x" * 300, LINE) == "x" * 300
    with pytest.raises(BadText, match="The place has 301 characters; 300 are the most that fit"):
        gate("x" * 301, LINE, "The place")


def test_length_is_counted_after_composing() -> None:
    assert gate("e\u0301" * 300, LINE) == "\u00e9" * 300


@on_any_text
@given(ANY_TEXT)
def test_the_gate_is_the_same_the_second_time(text: str) -> None:
    once = gate(text, LINE)
    assert gate(once, LINE) == once


@on_any_text
@given(ANY_TEXT)
def test_what_left_the_gate_is_composed_and_can_be_written_anywhere(text: str) -> None:
    kept = gate(text)
    assert unicodedata.is_normalized("NFC", kept)
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert not any(unicodedata.category(letter) == "Cc" and letter not in "\n\t" for letter in kept)


@on_any_text
@given(ANY_TEXT)
def test_folding_is_the_same_the_second_time_and_whatever_the_composition(text: str) -> None:
    kept = gate(text)
    assert words(" ".join(words(kept))) == [w for word in words(kept) for w in words(word)]
    assert words(unicodedata.normalize("NFD", kept)) == words(kept)
    assert all(len(word) <= LONGEST_WORD for word in words(kept))
