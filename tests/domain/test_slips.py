from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from meetingdesk.domain.affixes import load_affix_dictionary
from meetingdesk.domain.agency_catalogue import load_agencies
from meetingdesk.domain.date_words import DATE_WORDS
from meetingdesk.domain.mentions import as_words
from meetingdesk.domain.slips import Slips, plain_marks
from tests.strategies import ANY_TEXT, HARD_TEXTS

SLIPS = Slips.of({"police", "health", "visitor", "school", "friday"}, {"Gareth", "Mark"})


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("polcie", "police"),
        ("Polcie", "Police"),
        ("poice", "police"),
        ("policce", "police"),
        ("helath vistor", "health visitor"),
        ("shcool", "school"),
        ("firday", "friday"),
        ("Gareht", "Gareth"),
        ("gareht", "gareht"),
        ("policy", "policy"),
        ("healthy", "healthy"),
        ("schools", "schools"),
        ("fridge", "fridge"),
        ("Mrak", "Mark"),
        ("mrak", "mrak"),
        ("tommorow", "tomorrow"),
    ],
)
def test_one_slip_is_mended_where_only_one_word_can_be_meant(typed: str, mended: str) -> None:
    assert SLIPS.mend(typed).text == mended


def test_the_way_back_leads_to_the_place_in_what_was_typed() -> None:
    typed = "the policce and the shcool to visit by firday"
    mended = SLIPS.mend(typed)

    assert mended.text == "the police and the school to visit by friday"
    for word, was in (("police", "policce"), ("school", "shcool"), ("friday", "firday"), ("visit", "visit")):
        start = mended.text.index(word)
        assert typed[mended.back(start) : mended.back(start + len(word))] == was


def test_no_english_word_is_taken_for_a_slip_of_an_agency_or_a_day() -> None:
    dictionaries = Path(__file__).resolve().parents[2] / "resources" / "dictionaries"
    dictionary = load_affix_dictionary(dictionaries / "en_GB.aff", dictionaries / "en_GB.dic")
    said = {
        word
        for agency in load_agencies().values()
        for way in (agency.name, *agency.said)
        for word in as_words(way)
    }
    slips = Slips.of(said | set(DATE_WORDS))

    taken = [
        word
        for stem in dictionary.stems
        if stem.isascii() and stem.isalpha() and stem.islower()
        for word in dictionary.forms(stem)
        if slips.mend(word).text != word
    ]

    assert taken == []


@settings(max_examples=200, deadline=None, derandomize=True)
@given(text=ANY_TEXT | HARD_TEXTS)
def test_any_text_keeps_its_length_or_finds_its_way_back(text: str) -> None:
    plain = plain_marks(text)
    mended = SLIPS.mend(plain)

    assert len(plain) == len(text)
    assert mended.back(0) == 0
    assert mended.back(len(mended.text)) == len(text)
