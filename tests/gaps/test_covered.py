from __future__ import annotations

from tests.gaps.covered import PAIRS, ROOT, Requirement, faults_in, gaps_of, pairs_of, requirements_of

MUST = Requirement("X1", "Something is asked.")


def test_every_requirement_that_must_be_met_is_shown_by_a_pair() -> None:
    requirements = requirements_of(ROOT / "resources" / "requirements.toml")

    assert list(faults_in(requirements, gaps_of(ROOT / "resources" / "gaps.toml"), pairs_of(PAIRS))) == []


def test_a_requirement_without_a_pair_is_named() -> None:
    (fault,) = faults_in([MUST], {}, [])

    assert fault == "X1: no pair of meeting files shows a gap for it (Something is asked.)"


def test_what_is_only_good_to_have_or_met_elsewhere_needs_no_pair() -> None:
    wish, other = Requirement("X1", "A wish.", must=False), Requirement("X2", "Typed.", met_by="phrases")

    assert list(faults_in([wish, other], {}, [])) == []


def test_a_gap_without_a_pair_or_from_nowhere_is_named() -> None:
    faults = list(
        faults_in([MUST], {"one": ["X1"], "two": ["X9"], "three": []}, ["one", "two", "three", "four"])
    )

    assert faults == [
        "two: nobody knows the requirement X9",
        "three: it comes from no requirement",
        "four: there are two meeting files, and no such gap",
    ]
    assert "one: there are not two meeting files for this gap" in list(faults_in([], {"one": ["X1"]}, []))


def test_a_word_that_nobody_knows_and_a_second_entry_are_named() -> None:
    odd = Requirement("X2", "Odd.", met_by="magic")

    faults = list(faults_in([odd, odd], {}, []))

    assert faults == [
        "X2: nothing is known that is called magic",
        "X2: nothing is known that is called magic",
        "X2: it is listed twice",
    ]
