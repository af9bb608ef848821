from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.snippets import (
    keep_own_snippets,
    own_snippets,
    own_snippets_as_text,
    own_snippets_from,
    snippets_in_force,
)
from meetingdesk.app.spelling import (
    Speller,
    SpellingState,
    keep_own_words,
    own_words,
    own_words_as_text,
    own_words_from,
)
from meetingdesk.errors import BadText
from tests.ui.hostile import HOSTILE


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    (tmp_path / "en_GB.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (tmp_path / "en_GB.dic").write_text("2\nreferral\nsafe\n", encoding="utf-8")
    (tmp_path / "sector.txt").write_text("MARAC  # a conference\n\n# a remark\n", encoding="utf-8")
    return tmp_path


def test_until_it_has_loaded_every_word_is_right(small_folder: Path) -> None:
    speller = Speller(small_folder)

    assert speller.is_right("referal")
    assert speller.suggest("referal") == ()

    assert speller.load() is SpellingState.READY
    assert not speller.is_right("referal")
    assert speller.is_right("MARAC")
    assert speller.suggest("referal") == ("referral",)


@pytest.mark.parametrize("name", ["en_GB.aff", "en_GB.dic", "sector.txt"])
def test_a_dictionary_that_is_missing_is_said_and_not_raised(small_folder: Path, name: str) -> None:
    (small_folder / name).unlink()
    speller = Speller(small_folder)

    assert speller.load() is SpellingState.MISSING
    assert str(speller.fault) == "Spelling is not available."
    assert speller.fault is not None
    assert str(small_folder) not in speller.fault.hint
    assert speller.is_right("referal")
    assert speller.suggest("referal") == ()


@pytest.mark.parametrize("damage", [b"\xff\xfe\x00", b"", b"SFX A Y 1\nSFX A 0 s [\n"])
def test_a_damaged_dictionary_is_said_and_not_raised(small_folder: Path, damage: bytes) -> None:
    (small_folder / "en_GB.dic").write_bytes(damage if not damage.startswith(b"SFX") else b"")
    (small_folder / "en_GB.aff").write_bytes(damage)

    assert Speller(small_folder).load() is SpellingState.MISSING


def test_an_added_word_is_right_from_then_on_and_offered(small_folder: Path) -> None:
    speller = Speller(small_folder)
    speller.load()
    assert not speller.is_right("zqanna")

    speller.add("zqanna")

    assert speller.is_right("zqanna")
    assert speller.is_right("Zqanna's")
    assert speller.suggest("zqana") == ("zqanna",)
    assert speller.own_words == ("zqanna",)


def test_a_possessive_is_added_without_its_ending(small_folder: Path) -> None:
    speller = Speller(small_folder)
    speller.load()

    speller.add("Zqanna’s")

    assert speller.own_words == ("Zqanna",)


@pytest.mark.parametrize("word", [*HOSTILE, "", " ", "two words", "\0", "a" * 61])
def test_what_is_no_single_word_is_never_added(word: str, small_folder: Path) -> None:
    speller = Speller(small_folder)

    speller.add(word)

    assert all(own.isalpha() for own in speller.own_words)
    assert "two words" not in speller.own_words


def test_names_of_one_meeting_are_not_right_in_the_next(small_folder: Path) -> None:
    speller = Speller(small_folder)
    speller.load()
    speller.set_names(["Zqanna Qzimble"])
    assert speller.is_right("Qzimble")

    speller.set_names(["Other"])

    assert not speller.is_right("Qzimble")


def test_words_and_names_given_while_it_loads_stay() -> None:
    speller = Speller()
    loading = threading.Thread(target=speller.load)

    loading.start()
    speller.add("zqanna")
    speller.set_names(["Qzimble"])
    loading.join()

    assert speller.is_right("zqanna")
    assert speller.is_right("Qzimble")
    assert not speller.is_right("referal")


def test_own_words_are_kept_for_the_person(desk: Desk) -> None:
    keep_own_words(("zqanna", "Élodie"), desk)

    with desk.reading() as reading:
        assert own_words(reading) == ("zqanna", "Élodie")


@pytest.mark.parametrize("text", [None, "", "no json", "{}", "3", '{"a": 1}', "[1, null]", '["<b>x</b>"]'])
def test_kept_words_that_cannot_be_read_count_as_none(text: str | None) -> None:
    assert own_words_from(text) == ()


def test_kept_words_are_a_list_of_texts() -> None:
    assert json.loads(own_words_as_text(("é", "b"))) == ["é", "b"]


def test_own_snippets_are_kept_and_win(desk: Desk) -> None:
    keep_own_snippets({"nfa": "nothing else", "zq": "ours {}"}, desk)

    with desk.reading() as reading:
        snippets = snippets_in_force(own_snippets(reading))

    assert snippets["nfa"] == "nothing else"
    assert snippets["zq"] == "ours {}"
    assert snippets["s47"] == "section 47 enquiry"


def test_a_snippet_that_cannot_be_used_is_not_kept() -> None:
    with pytest.raises(BadText, match="small letters"):
        own_snippets_as_text({"A B": "text"})


@pytest.mark.parametrize("text", [None, "", "no json", "[]", '{"A B": "x"}', '{"ok": 3}', '{"ok": ""}'])
def test_kept_snippets_that_cannot_be_read_count_as_none(text: str | None) -> None:
    assert dict(own_snippets_from(text)) == {}
