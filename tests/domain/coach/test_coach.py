from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingdesk.domain.coach.book import CoachBook, load_coach_book
from meetingdesk.domain.coach.facts import CoachFacts
from meetingdesk.domain.coach.finding import Finding, Level
from meetingdesk.domain.coach.look import RULES, look_over
from meetingdesk.domain.coach.said_action import SaidAction
from meetingdesk.domain.coach.words import WrongPhrase, plain_pattern
from meetingdesk.domain.roster import Roster
from meetingdesk.errors import DefinitionError
from tests.coach.labelled import LEARNING, actions_of, england, findings, learned, score, worlds
from tests.hostile_times import AT_ONCE, shortest_time

DAY, NEXT = date(2026, 11, 20), date(2026, 12, 18)
SHARP = "Beth Cole (CSC) to see Theo alone at school by 27 Nov; he says in his own words who is at home"
PAIRS = [
    (
        "vague_verb",
        "Beth Cole (CSC) to champion his independence by 27 Nov; he cooks for himself twice a week",
    ),
    ("monitor", "Health visitor keeps tabs on the baby until 27 Nov; he is back on his centile line"),
    (
        "continue",
        "Business as usual for the Monday play, Beth Cole (CSC), to 27 Nov; he reads a page unaided",
    ),
    ("liaise", "Beth Cole (CSC) to catch up with school by 27 Nov so they are on the same page"),
    ("conditional", "Beth Cole (CSC) to see Theo by 27 Nov, mood allowing; he says who is at home"),
    ("compound", "Beth Cole (CSC) weighs Finn on 25 Nov, 4kg or the ward; gets mum a cot as well"),
    ("victim_responsible", "Emma must finish with Rob by 27 Nov; his clothes are gone from the wardrobe"),
    (
        "insecure_contact",
        "DC Bright lets Emma know on her mobile by 26 Nov how court went; she repeats it",
    ),
    ("engagement", "Mum to stop being difficult with workers by 27 Nov; the next visits go politely"),
    ("collective_owner", "Health folk to use one chart by 27 Nov; mum can point to the dot"),
    ("several_owners", "Mum and dad to clear the kitchen by 27 Nov; the worker sees an empty drawer"),
    ("no_owner", "Visit the flat by 27 Nov; who is there is told to the chair"),
    ("no_owner", "Someone to visit the flat by 27 Nov; who is there is told to the chair"),
    ("several_owners", "Police and housing to change the locks by 27 Nov; the new key turns"),
    ("collective_owner", "All professionals to read the report by 27 Nov; each names one change"),
    ("no_date", "Beth Cole (CSC) to see Theo alone; he says who is at home"),
    ("bad_date", "Beth Cole (CSC) to see Theo alone by 31 November; he says who is at home"),
    ("bad_date", "Beth Cole (CSC) to see Theo alone by 3 October 2026; he says who is at home"),
    ("vague_time", "Beth Cole (CSC) to see Theo alone asap; he says who is at home"),
    ("vague_verb", "Beth Cole (CSC) to consider respite by 27 Nov"),
    ("monitor", "Health visitor to monitor the baby until 27 Nov"),
    ("continue", "Beth Cole (CSC) to continue visits until 27 Nov"),
    ("liaise", "Beth Cole (CSC) to liaise with school by 27 Nov"),
    ("no_measure", "Beth Cole (CSC) to visit the flat by 27 Nov"),
    ("paper_measure", "Beth Cole (CSC) to visit the flat by 27 Nov, visit logged on the system"),
    ("conditional", "Beth Cole (CSC) to see Theo by 27 Nov if possible; he says who is at home"),
    ("passive", "Referral to be made by 27 Nov; the date of the first visit is told to the chair"),
    ("not_an_action", "Mum is doing well"),
    ("engagement", "Mum to engage with professionals by 27 Nov"),
    ("victim_responsible", "Mum must not let him into the flat, by 27 Nov"),
    ("insecure_contact", "Police to text the victim the court date by 27 Nov; she says she will come"),
    ("compound", "Beth Cole (CSC) to book the scan by 27 Nov; order a cot, Mum shows both"),
]


@cache
def shipped() -> CoachBook:
    return load_coach_book()


def _said(text: str, owner: str = "", due: str = "") -> SaidAction:
    return SaidAction.of(text, worlds()[""].roster, DAY, england(), NEXT, owner, due)


def _look(text: str, owner: str = "", due: str = "", book: CoachBook | None = None) -> tuple[Finding, ...]:
    return look_over(_said(text, owner, due), None, book or shipped())


def _faults(text: str, owner: str = "", due: str = "") -> set[str]:
    return {one.fault for one in _look(text, owner, due)}


def _in_marac(text: str) -> set[str]:
    world = worlds()["marac"]
    said = SaidAction.of(text, world.roster, world.day, england(), world.next_meeting)
    return {one.fault for one in look_over(said, world.facts, shipped())}


@pytest.mark.parametrize(("fault", "text"), PAIRS)
def test_a_fault_is_named(fault: str, text: str) -> None:
    assert fault in _faults(text)


@pytest.mark.parametrize("fault", sorted({fault for fault, _ in PAIRS}))
def test_a_sharp_action_has_no_fault(fault: str) -> None:
    assert fault not in _faults(SHARP)


@pytest.mark.parametrize(
    "text",
    [
        "Beth Cole (CSC) to ask Theo by 27 Nov what 'asap' meant; his answer is told to the chair",
        "Will Harker to ring the lab by 24 Nov; the result is told to the chair",
        "DC Hale to apply for the order by 24 Nov; the court's answer is told to the chair",
        "head of year colin marsh sits with faisal each friday until 18 dec to see who has messaged him",
        "Beth Cole (CSC) to carry on the visits but at school, not at home, from 23 Nov; he says who is in",
        "Ola Renn (CGL) to explore with Baz by 27 Nov what sets off the drinking; Baz leaves with a plan",
        "May Ellison, school nurse, to weigh Fern weekly until 14 Dec; under 41kg and she goes to the ward",
    ],
)
def test_tempting_words_of_a_sharp_action_are_left_alone(text: str) -> None:
    assert not [one for one in _look(text) if one.level.is_warning]


def test_an_owner_and_a_date_of_their_own_columns_count_as_said() -> None:
    text = "See Theo alone at school; he says who is at home"

    assert {"no_owner", "no_date"} <= _faults(text)
    assert not {"no_owner", "no_date"} & _faults(text, "Beth Cole (CSC)", "27 Nov")


def test_a_statement_has_no_other_fault() -> None:
    assert _faults("Mum is doing well") == {"not_an_action"}


def test_who_is_not_there_is_named_only_with_a_meeting() -> None:
    text = "Sunil Oakhurst to change the alarm by 27 Nov; it rings when tried"

    assert "owner_absent" in _in_marac(text)
    assert "owner_absent" not in _faults(text)


def test_a_way_that_does_not_reach_a_child_is_named() -> None:
    assert "cannot_reach" in _in_marac("Joss Arkwright to weigh Ellie by 4 Dec; the centile is read out")
    assert "cannot_reach" not in _in_marac("Joss Arkwright to weigh Theo by 4 Dec; the centile is read out")


def test_nearly_the_same_as_an_open_action_is_named() -> None:
    assert "near_duplicate" in _in_marac(
        "Mei to review the safety plan with Yasmin at the children's centre by 2 Dec"
    )
    assert "near_duplicate" not in _in_marac("Mei to ask Yasmin about the shed by 2 Dec")


def test_every_rule_has_its_words_and_every_fault_its_rule() -> None:
    assert {one.fault for one in shipped().faults} == set(RULES)
    assert "".join(one.letter for one in shipped().letters) == "SMART"


def test_a_local_file_changes_levels_and_words_and_switches_off(tmp_path: Path) -> None:
    (tmp_path / "faults.toml").write_text(
        '[[faults]]\nfault = "no_measure"\nlevel = "info"\nmessage = "How will we know?"\n\n'
        '[[faults]]\nfault = "no_date"\noff = true\n\n'
        '[[letters]]\nletter = "A"\nstands_for = "Achievable"\n',
        encoding="utf-8",
    )
    (tmp_path / "words.toml").write_text('[lists]\nmonitor = ["hover over"]\n', encoding="utf-8")

    book = load_coach_book(tmp_path)
    told = {one.fault: one for one in _look("Beth Cole (CSC) to hover over the twins", book=book)}

    assert (told["no_measure"].level, told["no_measure"].message) == (Level.INFO, "How will we know?")
    assert "no_date" not in told
    assert "monitor" in told
    assert [one.stands_for for one in book.letters] == ["Achievable"]


def test_the_letters_stand_for_what_a_policy_says() -> None:
    told = shipped().letters_by(("Specific", "Measurable", "Achievable", "Relevant", "Timed"))

    assert [one.stands_for for one in told] == ["Specific", "Measurable", "Achievable", "Relevant", "Timed"]
    assert [one.asks for one in told] == [one.asks for one in shipped().letters]
    assert shipped().letters_by(()) == shipped().letters


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("faults.toml", '[[faults]]\nfault = "nonsense"\noff = true\n'),
        ("faults.toml", '[[faults]]\nfault = "no_date"\nmessage = "{what}"\n'),
        ("words.toml", '[lists]\nmonitor = ["(watch"]\n'),
    ],
)
def test_a_faulty_local_file_is_refused_with_its_place(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")

    with pytest.raises(DefinitionError, match="line"):
        load_coach_book(tmp_path)


def test_a_phrase_with_marks_of_patterns_is_refused() -> None:
    with pytest.raises(WrongPhrase):
        plain_pattern("a{3}")


def test_the_same_words_always_get_the_same() -> None:
    for text in (SHARP, "Everyone to monitor", "Mum to engage asap"):
        assert _look(text) == _look(text)


def test_places_lie_within_the_text() -> None:
    for action in learned():
        assert all(0 <= one.start <= one.end <= len(action.text) for one in findings(action))


@pytest.mark.parametrize(
    "part",
    ["a ", "keep an ", "to be ", "(((", "'", "<b>", "\0", "mum and ", "1) 2) ", "if she ", "İ", "not "],
)
def test_hostile_texts_are_judged_in_no_time(part: str) -> None:
    said = SaidAction.of((part * 20_000)[:20_000], Roster(), DAY, england(), NEXT)
    assert shortest_time(lambda: look_over(said, None, shipped())) < AT_ONCE


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.text(max_size=20), st.text(max_size=20))
def test_any_text_is_judged(text: str, owner: str, due: str) -> None:
    told = _look(text, owner, due)

    assert all(0 <= one.start <= one.end <= len(text) for one in told)


@pytest.mark.parametrize("path", LEARNING, ids=lambda path: path.stem)
def test_a_learning_part_is_judged_as_labelled(path: Path) -> None:
    found = score(actions_of(path))

    assert found.found / found.faulty >= 0.95
    assert found.unwarned / found.sharp >= 0.95


def test_nobody_is_missed_before_the_roll_is_called() -> None:
    world = worlds()["marac"]
    said = SaidAction.of("Sunil Oakhurst to change the alarm by 27 Nov", world.roster, DAY, england(), NEXT)

    told = look_over(said, CoachFacts(world.roster, knows_presence=False), shipped())

    assert "owner_absent" not in {one.fault for one in told}
