from __future__ import annotations

import re
from uuid import UUID

import pytest

from meetingdesk.domain.gaps.book import load_gap_words
from meetingdesk.domain.gaps.engine import RULES
from meetingdesk.domain.gaps.gap import Gap, GapWords, Level, listed
from meetingdesk.domain.gaps.not_yet import MOST_LINES, joined, not_yet
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.errors import MeetingDeskError

VOICE = SectionKind.VOICE
WHO_ACTS = re.compile(
    r"(?:^|\b(?:whether|when|why|what|that|how old) )\{who\} (?:is|was|has|does|thinks|disagrees)\b"
)
"""Where the verb would have to change with how many they are."""
EVERYWHERE = frozenset(SectionKind)


def words(code: str, **values: object) -> GapWords:
    values = {
        "level": Level.SHOULD,
        "section": VOICE,
        "short": "{who}: what?",
        "sentence": "Ask {who}.",
        **values,
    }
    return GapWords(code=code, **values)  # type: ignore[arg-type]  # a test says only what it is about


def gap(code: str = "one", who: str = "Child 1", number: int = 1, **values: object) -> Gap:
    said = {name: values.pop(name) for name in ("level", "always") if name in values}
    values.setdefault("section", VOICE)
    return Gap(words(code, **said), who, UUID(int=number), **values)  # type: ignore[arg-type]


def test_like_ones_are_joined_into_one_line() -> None:
    (line,) = joined([gap(who="Child 1"), gap(who="Child 2", number=2), gap(who="Child 3", number=3)])

    assert line.short == "Child 1, Child 2 and Child 3: what?"
    assert line.sentence == "Ask Child 1, Child 2 and Child 3."
    assert len(line.gaps) == 3


def test_the_same_gap_of_two_families_is_two_lines() -> None:
    families = (UUID(int=11), UUID(int=12))

    lines = joined([gap(family_id=families[0]), gap(family_id=families[1])])

    assert [line.gaps[0].family_id for line in lines] == list(families)


def test_long_words_are_counted_in_the_short_line_and_all_said_in_the_sentence() -> None:
    names = ["Child and adolescent mental health", "Health visiting", "School nursing"]

    (line,) = joined([gap(who=name, number=place) for place, name in enumerate(names)])

    assert line.short == "Child and adolescent mental health and 2 others: what?"
    assert line.sentence == "Ask Child and adolescent mental health, Health visiting and School nursing."


def test_there_are_never_more_than_seven_lines() -> None:
    lines = not_yet([gap(code=f"kind {number}") for number in range(20)], EVERYWHERE)

    assert [line.code for line in lines] == [f"kind {number}" for number in range(MOST_LINES)]


def test_only_what_cannot_wait_shows_before_its_section() -> None:
    gaps = [gap("later"), gap("now", always=True)]

    assert [line.code for line in not_yet(gaps, frozenset())] == ["now"]
    assert [line.code for line in not_yet(gaps, {VOICE})] == ["later", "now"]


def test_what_was_set_aside_is_not_shown_and_keeps_its_reason() -> None:
    aside = gap(set_aside="The child is abroad.")

    assert not_yet([aside], EVERYWHERE) == ()
    (line,) = joined([aside])
    assert line.reason == "The child is abroad."


def test_what_is_set_aside_for_one_is_still_missing_for_another() -> None:
    lines = joined([gap(who="Child 1", set_aside="Abroad."), gap(who="Child 2", number=2)])

    assert [(line.short, line.reason) for line in lines] == [
        ("Child 1: what?", "Abroad."),
        ("Child 2: what?", ""),
    ]


@pytest.mark.parametrize(
    ("said", "most", "as_said"),
    [
        ([], 3, ""),
        (["A"], 3, "A"),
        (["A", "B"], 3, "A and B"),
        (["A", "B", "C"], 3, "A, B and C"),
        (["A", "B", "C", "D"], 3, "A, B and 2 others"),
        (["A", "B"], 1, "A and 1 other"),
    ],
)
def test_words_are_joined_as_they_are_said(said: list[str], most: int, as_said: str) -> None:
    assert listed(said, most) == as_said


def test_every_rule_has_its_words_and_all_words_have_a_rule() -> None:
    book = load_gap_words(rules=RULES)

    assert {one.code for one in book} == set(RULES)
    assert all(one.sentence.endswith((".", "?")) and one.requires for one in book)
    assert [one.code for one in book if "{" in one.short.replace("{who}", "")] == []


def test_words_without_a_rule_name_the_place(tmp_path) -> None:  # type: ignore[no-untyped-def]
    own = tmp_path / "gaps.toml"
    own.write_text(
        '[[gaps]]\ncode = "no_such"\nlevel = "must"\nsection = "voice"\nshort = "x"\nsentence = "x."\n'
    )

    with pytest.raises(MeetingDeskError, match=r"gaps.toml, line 2.*'no_such' is not one of"):
        load_gap_words(own, RULES)


@pytest.mark.parametrize("one", load_gap_words(), ids=lambda one: one.code)
def test_words_say_what_to_do_and_fit_one_and_several(one: GapWords) -> None:
    said = one.sentence.replace("{who}", "A and B")

    assert len(one.short) <= 48
    assert len(said) <= 140
    assert said.count(". ") >= 1 or "; " in said
    assert not WHO_ACTS.search(one.sentence)
