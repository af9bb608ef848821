from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from meetingdesk.domain.phrases.book import PhraseBook, load_phrase_book
from meetingdesk.domain.phrases.flag import PhraseKind
from meetingdesk.domain.phrases.flags import flags_in
from meetingdesk.errors import DefinitionError
from tests.hostile_times import AT_ONCE, shortest_time
from tests.phrases.labelled import LEARNING_PARTS, measured, sentences_of, shipped

_BLAMING = "mum failed to protect the children and keeps going back to him"


def _kinds(text: str, book: PhraseBook | None = None) -> set[str]:
    return {flag.kind.value for flag in flags_in(text, book=book or shipped())}


def _local(folder: Path, name: str, text: str) -> PhraseBook:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_phrase_book(folder)


@pytest.mark.parametrize("part", LEARNING_PARTS, ids=lambda part: part.stem)
def test_what_the_phrases_were_made_with_is_found(part: Path) -> None:
    sharp = replace(shipped(), weights=replace(shipped().weights, ask_above=0.0))
    found, asked = measured(sentences_of(part), sharp), measured(sentences_of(part))

    assert found.recall >= 0.9
    assert found.of_false <= 0.05
    assert asked.recall >= 0.6
    assert asked.of_false <= 0.01


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("she chose to put herself at risk", "child_blaming"),
        ("victim keeps taking him back despite advice", "victim_blaming"),
        ("children seen, safe and well", "unsupported_reassurance"),
        ("mum failed to engage with the service", "engagement_blame"),
        ("it was just a slap", "minimising"),
        ("volatile relationship between the parents", "euphemism"),
    ],
)
def test_each_kind_asks_its_question(text: str, kind: str) -> None:
    flags = flags_in(text, book=shipped())

    assert kind in {flag.kind for flag in flags}
    assert all("?" in flag.question for flag in flags)


def test_a_slip_of_one_letter_is_read_as_what_is_meant() -> None:
    assert "engagement_blame" in _kinds("mum failed to enagge with the service")


def test_the_words_of_a_flag_are_those_that_stand_there() -> None:
    text = f"SW\u2019s view \u2013 {_BLAMING.upper()}."

    flags = flags_in(text, book=shipped())

    assert flags
    assert all(flag.words == text[flag.start : flag.end] for flag in flags)
    assert any("FAILED TO PROTECT" in flag.words for flag in flags)


def test_flags_of_a_kind_stand_one_behind_the_other() -> None:
    flags = [flag for flag in flags_in(_BLAMING, book=shipped()) if flag.kind is PhraseKind.VICTIM_BLAMING]

    assert all(first.end <= second.start for first, second in pairwise(flags))


@pytest.mark.parametrize("part", LEARNING_PARTS, ids=lambda part: part.stem)
def test_what_is_recorded_as_a_childs_words_is_never_flagged(part: Path) -> None:
    flags = [flags_in(one.text, is_childs_words=True, book=shipped()) for one in sentences_of(part)]

    assert not any(flags)


@pytest.mark.parametrize(
    "text",
    [
        f'neighbour: "{_BLAMING}"',
        f"neighbour: \u201c{_BLAMING}\u201d",
        f'still being typed "{_BLAMING}',
        "Ash said in his own words it was just a slap and everything is fine",
    ],
)
def test_quoted_words_and_a_childs_are_not_flagged(text: str) -> None:
    assert _kinds(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Not a tiff. He broke her arm.",
        "not an isolated incident, this is the 11th call out",
        'chair asked that "failed to engage" be replaced with what was offered',
        "fa failed to protect the baby from the dog",
        "Police failed to protect her when the breach was not acted on",
        "Mum missed the appt as she was in hospital",
        "volatile chemicals found under the sink",
        "one off payment of 120 for beds",
    ],
)
def test_words_that_are_turned_down_or_mean_something_else_are_fine(text: str) -> None:
    assert _kinds(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "no " * 6_600,
        "a" * 20_000,
        '"' * 20_000,
        "she put herself at risk and " * 720,
        "not really just only a minor bit of a " * 520,
        "put " * 5_000,
    ],
    ids=["empty", "blank", "no", "one word", "quotes", "blame", "small words", "put"],
)
def test_hostile_text_takes_no_longer_than_its_length_asks(text: str) -> None:
    book = shipped()

    assert shortest_time(lambda: flags_in(text, book=book)) < AT_ONCE


def test_a_local_file_adds_phrases_with_a_question_of_their_own(tmp_path: Path) -> None:
    book = _local(
        tmp_path,
        "euphemism",
        'id = "euphemism"\nlabel = "Hides"\nquestion = "Who?"\n'
        '[[groups]]\nquestion = "What was thrown?"\nphrases = ["a wee stramash"]\n',
    )

    flags = flags_in("there was a wee stramash on the stairs", book=book)

    assert [(flag.words, flag.question) for flag in flags] == [("a wee stramash", "What was thrown?")]
    assert "euphemism" in _kinds("volatile relationship between the parents", book)


def test_a_local_file_drops_shipped_phrases(tmp_path: Path) -> None:
    shipped_phrases = {
        phrase
        for kind in shipped().kinds
        if kind.id is PhraseKind.EUPHEMISM
        for group in kind.groups
        for phrase in group.phrases
    }
    dropped = ", ".join(f"'{phrase}'" for phrase in sorted(shipped_phrases) if "'" not in phrase)

    book = _local(
        tmp_path,
        "euphemism",
        f'id = "euphemism"\nlabel = "Hides"\nquestion = "Who?"\nwithout = [{dropped}]\n',
    )

    assert "euphemism" not in _kinds("marital difficulties", book)


def test_a_local_file_stands_instead_of_the_shipped_one(tmp_path: Path) -> None:
    book = _local(
        tmp_path,
        "euphemism",
        'id = "euphemism"\nlabel = "Hides"\nquestion = "Who?"\nreplaces = true\n'
        '[[groups]]\nphrases = ["a wee stramash"]\n',
    )

    assert _kinds("a wee stramash", book) == {"euphemism"}
    assert "euphemism" not in _kinds("volatile relationship between the parents", book)


def test_a_local_file_switches_a_kind_off(tmp_path: Path) -> None:
    book = _local(
        tmp_path, "victim_blaming", 'id = "victim_blaming"\nlabel = "B"\nquestion = "Who?"\noff = true\n'
    )

    assert "victim_blaming" in _kinds(_BLAMING)
    assert "victim_blaming" not in _kinds(_BLAMING, book)


def test_a_local_file_adds_words_to_a_family(tmp_path: Path) -> None:
    text = "bairny chose to put hersel at risk"

    book = _local(tmp_path, "families", '[families]\nself = "hersel"\n')

    assert "child_blaming" in _kinds(text, book)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "minimising",
            'id = "minimising"\nlabel = "M"\nquestion = "Q?"\n[[groups]]\nphrases = [\n  "<nobody> slap"]\n',
            "minimising.toml, line 6",
        ),
        ("minimising", 'id = "other"\nlabel = "M"\nquestion = "Q?"\n', "minimising.toml, line 1"),
        ("families", '[families]\nfirst = "<second>"\n', "families.toml, line 2"),
        ("exceptions", '[exceptions]\nsaid = ["? .."]\n', "exceptions.toml, line 2"),
    ],
)
def test_a_fault_names_its_file_and_its_line(tmp_path: Path, name: str, text: str, told: str) -> None:
    with pytest.raises(DefinitionError) as raised:
        _local(tmp_path, name, text)

    assert told in str(raised.value)
