from __future__ import annotations

from pathlib import Path

import pytest

from meetingdesk.domain.snippets import Expansion, expand, load_snippets
from meetingdesk.errors import DefinitionError
from tests.ui.hostile import HOSTILE

SNIPPETS = {"nfa": "no further action", "s47": "section 47 enquiry", "hv": "home visit on {} by", "e": "élan"}


def test_the_shipped_snippets_are_many_short_and_plain() -> None:
    snippets = load_snippets()

    assert len(snippets) >= 60
    assert snippets["nfa"] == "no further action"
    assert snippets["s47"] == "section 47 enquiry"
    assert snippets["dv"] == "domestic abuse"
    assert all(len(text) <= 80 and text == text.strip() for text in snippets.values())


@pytest.mark.parametrize("word", ["perpetrator", "victim", "failed", "refused", "non-compliant"])
def test_the_shipped_texts_judge_nobody(word: str) -> None:
    assert not any(word in text for text in load_snippets().values())


def test_an_organisation_adds_to_the_shipped_ones_and_wins(tmp_path: Path) -> None:
    ours = tmp_path / "snippets.toml"
    ours.write_text('[snippets]\nnfa = "nothing more to do"\nnew1 = "ours"\n', encoding="utf-8")

    snippets = load_snippets(local=ours)

    assert snippets["nfa"] == "nothing more to do"
    assert snippets["new1"] == "ours"
    assert snippets["s47"] == "section 47 enquiry"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('"a b" = "text"', r"'a b' is not one to 20 small letters or digits"),
        ('NFA = "text"', r"line 2, snippets\.NFA: 'NFA' is not"),
        ('nfa = " "', "there is no text"),
        ('nfa = "{} and {}"', "more than once"),
        ("nfa = 3", "a text is expected"),
        (f'nfa = "{"x" * 2_001}"', "2,000 are the most"),
    ],
)
def test_a_faulty_file_is_refused(tmp_path: Path, line: str, fault: str) -> None:
    ours = tmp_path / "snippets.toml"
    ours.write_text(f"[snippets]\n{line}\n", encoding="utf-8")

    with pytest.raises(DefinitionError, match=fault):
        load_snippets(local=ours)


@pytest.mark.parametrize(
    ("before", "expansion"),
    [
        (";nfa", Expansion(4, "no further action", 17)),
        ("The police: ;s47", Expansion(4, "section 47 enquiry", 18)),
        ("(;nfa", Expansion(4, "no further action", 17)),
        (";Nfa", Expansion(4, "No further action", 17)),
        (";NFA", Expansion(4, "No further action", 17)),
        ("said ;hv", Expansion(3, "home visit on  by", 14)),
        (";E", Expansion(2, "Élan", 4)),
    ],
)
def test_a_short_form_behind_a_semicolon_expands(before: str, expansion: Expansion) -> None:
    assert expand(before, SNIPPETS) == expansion


@pytest.mark.parametrize(
    "before", ["", "nfa", "s47", "x;nfa", ";nfa ", ";unknown", "; nfa", ";" + "n" * 21, ";;", *HOSTILE]
)
def test_nothing_changes_unasked(before: str) -> None:
    assert expand(before, SNIPPETS) is None
