from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from meetingdesk.domain.affixes import load_affix_dictionary
from meetingdesk.domain.near_words import distance, near_words
from meetingdesk.domain.spelling import Vocabulary, names_to_words, read_word_list, words_in
from meetingdesk.resources import resource
from tests.hostile_times import AT_ONCE, shortest_time
from tests.ui.hostile import HOSTILE

AFFIXES = """SET UTF-8
NOSUGGEST !
REP 1
REP f ph
PFX U Y 1
PFX U 0 un .
SFX G Y 2
SFX G e ing e
SFX G 0 ing [^e]
SFX S Y 2
SFX S y ies [^aeiou]y
SFX S 0 s [^y]
"""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    folder = resource("dictionaries")
    dictionary = load_affix_dictionary(folder / "en_GB.aff", folder / "en_GB.dic")
    return Vocabulary(dictionary, read_word_list(folder / "sector.txt"))


def small_dictionary(folder: Path, *lines: str) -> Vocabulary:
    (folder / "x.aff").write_text(AFFIXES, encoding="utf-8")
    (folder / "x.dic").write_text("\n".join((str(len(lines)), *lines)), encoding="utf-8")
    return Vocabulary(load_affix_dictionary(folder / "x.aff", folder / "x.dic"))


def texts(text: str) -> list[str]:
    return [word.text for word in words_in(text)]


def wrong(vocabulary: Vocabulary, text: str) -> list[str]:
    return [word for word in texts(text) if not vocabulary.is_right(word)]


def test_rules_make_words_of_stems(tmp_path: Path) -> None:
    vocabulary = small_dictionary(tmp_path, "like/GUS", "agency/S", "note\tNoun: a comment")

    right = ("like", "liking", "unliking", "likes", "agencies", "note")

    assert all(map(vocabulary.is_right, right))
    assert not any(map(vocabulary.is_right, ("likeing", "agencys", "notes", "unagency", "un")))


def test_a_rule_that_cannot_be_read_fits_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.aff").write_text("SFX A Y 1\nSFX A 0 s [\n", encoding="utf-8")
    (tmp_path / "x.dic").write_text("1\nact/A\n", encoding="utf-8")

    dictionary = load_affix_dictionary(tmp_path / "x.aff", tmp_path / "x.dic")

    assert dictionary.knows("act")
    assert not dictionary.knows("acts")


def test_a_stem_that_stands_twice_takes_the_rules_of_both(tmp_path: Path) -> None:
    vocabulary = small_dictionary(tmp_path, "act/S", "act/G")

    assert vocabulary.is_right("acts")
    assert vocabulary.is_right("acting")


def test_a_coarse_word_is_right_but_never_offered(tmp_path: Path) -> None:
    vocabulary = small_dictionary(tmp_path, "coarse/!", "course")

    assert vocabulary.is_right("coarse")
    assert near_words(vocabulary, "coasre") == ("course",)


def test_the_dictionary_is_british_and_as_it_was_published(vocabulary: Vocabulary) -> None:
    assert wrong(vocabulary, "the behaviour of the neighbour, organised at the centre; paediatric") == []
    assert wrong(vocabulary, "the behavior of the neighbor at the center") == [
        "behavior",
        "neighbor",
        "center",
    ]
    assert (resource("dictionaries") / "README_en_GB.txt").is_file()
    assert (resource("dictionaries") / "LGPL-3.txt").is_file()


def test_the_words_of_the_trade_are_right(vocabulary: Vocabulary) -> None:
    said = (
        "MARACs heard the IDVA's DASH; CAMHS and MASH asked the IROs about MAPPA, LADO, ICPC and RCPC. "
        "Cafcass saw safeguarding, perinatal care, co-sleeping, bedwetting, non-molestation, kinship. "
        "Multi-agency work with step-siblings; the perpetrators were gaslighting. CHISVAs came."
    )

    assert wrong(vocabulary, said) == []
    assert len(vocabulary.sector) >= 300
    assert all(texts(word) == [word] or not texts(word) for word in vocabulary.sector)


@pytest.mark.parametrize(
    "text",
    [
        "M-2026-114",
        "s47 and 14th, 3x, 10.30am",
        "office@qzqz.example",
        "https://qzqz.example/zqz www.zqz.example",
        r"\\qzqz\share\zqz",
        "ABCQZX QZXs QZX's",
        ";nfa",
        "x y z",
        "file_name_qz",
        "ਪੰਜਾਬੀ محمد 中文 Ελένη",
        "q" * 61,
        "",
    ],
)
def test_what_is_no_word_is_not_looked_at(text: str, vocabulary: Vocabulary) -> None:
    assert wrong(vocabulary, text) == []


def test_designations_and_short_forms_are_right(vocabulary: Vocabulary) -> None:
    assert wrong(vocabulary, "Child 1's GP saw Adult A; Unborn 2 was not discussed.") == []


def test_a_word_knows_where_it_stands() -> None:
    found = words_in("Mum's ex-partner (M-2026-114) said: “wich”.")

    assert [(word.start, word.text) for word in found] == [
        (0, "Mum's"),
        (6, "ex-partner"),
        (30, "said"),
        (37, "wich"),
    ]


@pytest.mark.parametrize(
    ("right", "not_right"),
    [
        ("The", "THEE's"),
        ("Monday", "monday"),
        ("MARAC", "marac"),
        ("REFERRAL", "REFERAL"),
        ("Don’t", "Dont"),
        ("DIDN'T", "DIDNT"),
        ("Re-Referral", "Re-Referal"),
    ],
)
def test_a_capital_may_begin_any_word_but_a_name_keeps_its_own(
    right: str, not_right: str, vocabulary: Vocabulary
) -> None:
    assert vocabulary.is_right(right)
    assert not vocabulary.is_right(not_right)


def test_names_of_the_meeting_are_right_in_every_part(vocabulary: Vocabulary) -> None:
    assert wrong(vocabulary, "Zqanna Qzimble-Vozk's") == ["Zqanna", "Qzimble-Vozk's"]

    named = replace(vocabulary, names=names_to_words(["Zqanna Qzimble-Vozk", "po"]))

    assert wrong(named, "po met Zqanna, ZQANNA QZIMBLE, Vozk and Qzimble-Vozk’s sister") == []
    assert wrong(named, "zqanna") == ["zqanna"]


def test_accents_count_the_same_however_they_are_typed(vocabulary: Vocabulary) -> None:
    named = replace(vocabulary, names=names_to_words(["Zo\u00e9qi"]))

    assert named.is_right("Zoe\u0301qi")
    assert texts("Zoe\u0301qi") == ["Zoe\u0301qi"]


MISSPELT = [
    *(("recieve", "receive"), ("seperate", "separate"), ("acomodation", "accommodation")),
    *(("wich", "which"), ("occured", "occurred"), ("neigbour", "neighbour"), ("definately", "definitely")),
    *(("mulitagency", "multi-agency"), ("safegarding", "safeguarding"), ("didnt", "didn't")),
    *(("alot", "a lot"), ("teh", "the"), ("voilence", "violence"), ("phsycologist", "psychologist")),
    *(("dissapeared", "disappeared"), ("bruisng", "bruising"), ("referal", "referral")),
    *(("marac", "MARAC"), ("Childrens", "Children's"), ("strangeld", "strangled")),
]


@pytest.mark.parametrize(("typed", "meant"), MISSPELT)
def test_what_was_meant_is_among_the_first_three(typed: str, meant: str, vocabulary: Vocabulary) -> None:
    assert meant in near_words(vocabulary, typed)[:3]


def test_suggestions_keep_the_capitals_that_were_typed(vocabulary: Vocabulary) -> None:
    assert near_words(vocabulary, "Recieve")[0] == "Receive"
    assert near_words(vocabulary, "RECIEVED")[0] == "RECEIVED"


def test_names_are_suggested_before_other_words(vocabulary: Vocabulary) -> None:
    named = replace(vocabulary, names=names_to_words(["Zqanna"]))

    assert near_words(named, "Zqana")[0] == "Zqanna"


@pytest.mark.parametrize("text", [*HOSTILE, "\0", "\ud800", "a" * 61, "''''", "-", "ß", "İ"])
def test_hostile_words_are_only_not_right(text: str, vocabulary: Vocabulary) -> None:
    for word in words_in(text):
        assert text[word.start : word.end] == word.text
        assert vocabulary.is_right(word.text) in (True, False)
    assert isinstance(near_words(vocabulary, text), tuple)


@pytest.mark.parametrize("part", ["a-", "@.", "a", "'", "a'", ";", "\u0300", "a_", "1-"])
def test_long_hostile_texts_are_looked_through_at_once(part: str) -> None:
    assert shortest_time(lambda: words_in(part * 5_000)) < AT_ONCE


def test_looking_for_words_makes_way_often(vocabulary: Vocabulary) -> None:
    pauses: list[float] = []

    near_words(vocabulary, "acomodation", pause=lambda: pauses.append(time.perf_counter()))

    assert len(pauses) > 50


def test_the_distance_counts_a_swap_as_one() -> None:
    assert distance("teh", "the", 2) == 1
    assert distance("recieve", "receive", 2) == 1
    assert distance("kitten", "sitting", 3) == 3
    assert distance("short", "a long one", 2) == 3
