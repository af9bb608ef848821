from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meetingdesk.domain.capture_line import (
    HAS_KIND,
    HAS_READERS,
    HAS_SOURCE,
    LineKind,
    ReadLine,
    next_prefix,
    read_line,
    with_prefix,
)
from meetingdesk.domain.information import EntryKind
from meetingdesk.domain.roster import Being, Roster, RosterAgency, RosterPerson
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.visibility import Visibility
from tests.hostile_times import AT_ONCE, shortest_time
from tests.strategies import ANY_TEXT, HARD_TEXTS

POLICE = RosterAgency(new_id(), "police", "po", "Police")
HEALTH_VISITOR = RosterAgency(new_id(), "health_visiting", "hv", "Health visiting")
SECOND_SCHOOL = RosterAgency(new_id(), "school", "", "Second School")
HOUSING = RosterAgency(new_id(), "housing", "hsg", "Housing", is_invited=False)
CHILD = RosterPerson(new_id(), "Child 1", "Mina Croft", Being.CHILD)
MOTHER = RosterPerson(new_id(), "Adult A", "Ruth Croft")
ROSTER = Roster((POLICE, HEALTH_VISITOR, SECOND_SCHOOL, HOUSING), (), (CHILD, MOTHER))

PREFIXES = st.sampled_from(["", "po ", "PO ", "hv\t", "! ", '" ', "“", "d ", "? ", "@ ", "#", "  po  ", "!!"])
ENDINGS = st.sampled_from(
    ["", " /fact", " /restricted /al", " [letter of 3 May]", " [a] /v2", " /fact [visit]", " /x", " [ ]"]
)
LINES = st.builds("".join, st.tuples(PREFIXES, st.one_of(ANY_TEXT, HARD_TEXTS), ENDINGS))


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("po called to the flat", LineKind.INFORMATION, "called to the flat"),
        ("called to the flat", LineKind.INFORMATION, "called to the flat"),
        ("! HV to visit by fri", LineKind.ACTION, "HV to visit by fri"),
        ('" I like the dog', LineKind.WORDS, "I like the dog"),
        ("“ I like the dog", LineKind.WORDS, "I like the dog"),
        ("d stays on the plan", LineKind.DECISION, "stays on the plan"),
        ("? we see it differently", LineKind.CHALLENGE, "we see it differently"),
        ("@ Sam Oakley, neighbour", LineKind.PERSON, "Sam Oakley, neighbour"),
        ("# 3 May moved house", LineKind.EVENT, "3 May moved house"),
        ("!HV to visit", LineKind.ACTION, "HV to visit"),
        ("dog bit the neighbour", LineKind.INFORMATION, "dog bit the neighbour"),
    ],
)
def test_a_prefix_says_what_a_line_is(typed: str, kind: LineKind, text: str) -> None:
    read = read_line(typed, ROSTER)

    assert (read.kind, read.text) == (kind, text)


def test_an_agency_is_understood_in_any_case_and_from_any_blank() -> None:
    assert {read_line(typed, ROSTER).agency_id for typed in ("po x", "PO\tx", "  Po x")} == {POLICE.id}


def test_a_code_without_a_word_behind_it_is_text_still() -> None:
    read = read_line("po", ROSTER)

    assert (read.agency_id, read.text) == (None, "po")


@pytest.mark.parametrize("typed", ["", "   ", "!", "! ", '"', "po ", "d "])
def test_a_line_without_words_is_empty(typed: str) -> None:
    assert read_line(typed, ROSTER).is_empty


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("po fact: called twice", EntryKind.FACT, "called twice"),
        ("po Alleged: a threat", EntryKind.ALLEGATION, "a threat"),
        ("po f: called twice", EntryKind.FACT, "called twice"),
        ("po called twice /fact", EntryKind.FACT, "called twice"),
        ("hv he is growing well /op", EntryKind.OPINION, "he is growing well"),
        ("po Al: he was not there", None, "Al: he was not there"),
        ("fact: called twice", None, "fact: called twice"),
        ("po he said: go away", None, "he said: go away"),
        ("po /fact", None, "/fact"),
    ],
)
def test_a_kind_is_said_first_or_last(typed: str, kind: EntryKind | None, text: str) -> None:
    read = read_line(typed, ROSTER)

    assert (read.entry_kind, read.text) == (kind, text)


@pytest.mark.parametrize(
    "typed", ["po seen [log 12] /fact /restricted", "po seen /restricted /fact [log 12]"]
)
def test_marks_and_source_stand_in_any_order(typed: str) -> None:
    read = read_line(typed, ROSTER)

    assert (read.text, read.source) == ("seen", "log 12")
    assert (read.entry_kind, read.visibility) == (EntryKind.FACT, Visibility.V2)


@pytest.mark.parametrize(
    "typed", ["[letter]", "po [letter]", "po seen [ ]", "po seen [a] twice", "po seen []"]
)
def test_what_is_no_source_stays_in_the_text(typed: str) -> None:
    read = read_line(typed, ROSTER)

    assert read.source == ""
    assert read.text == typed.removeprefix("po ")


def test_a_mark_that_a_line_cannot_keep_stays_among_its_words() -> None:
    decision = read_line("d stays on the plan [see the letter] /fact /restricted", ROSTER)
    person = read_line("@ Sam Oakley /restricted", ROSTER)
    action = read_line("! HV to visit /restricted", ROSTER)

    assert decision.text == "stays on the plan [see the letter] /fact"
    assert decision.visibility is Visibility.V2
    assert (person.text, person.visibility) == ("Sam Oakley /restricted", None)
    assert (action.text, action.visibility) == ("HV to visit /restricted", None)


def test_the_people_named_are_each_named_once() -> None:
    read = read_line("hv Mina was quiet; Child 1 is small for her age, says Ruth", ROSTER)

    assert read.about == (CHILD.id, MOTHER.id)


def test_tab_goes_round_the_table_both_ways() -> None:
    first = next_prefix("called twice", ROSTER)
    second = next_prefix(first, ROSTER)

    assert (first, second) == ("po called twice", "hv called twice")
    assert next_prefix(second, ROSTER) == "po called twice"
    assert next_prefix("called twice", ROSTER, back=True) == "hv called twice"
    assert next_prefix(first, ROSTER, back=True) == "hv called twice"


def test_tab_takes_a_code_alone_as_the_agency_it_means() -> None:
    assert next_prefix("po", ROSTER) == "hv "
    assert next_prefix("", ROSTER) == "po "


def test_tab_comes_back_to_the_table_from_an_agency_that_was_not_asked() -> None:
    assert next_prefix("hsg rent is owed", ROSTER) == "po rent is owed"


@pytest.mark.parametrize("typed", ["! HV to visit", '" I like it', "d no plan"])
def test_tab_leaves_lines_that_no_agency_says_alone(typed: str) -> None:
    assert next_prefix(typed, ROSTER) == typed


def test_tab_does_nothing_at_an_empty_table() -> None:
    assert next_prefix("called", Roster()) == "called"


@pytest.mark.parametrize("typed", ["po called twice", "! HV to visit", "called twice"])
def test_a_line_taken_up_again_is_the_line_that_was_typed(typed: str) -> None:
    assert with_prefix(read_line(typed, ROSTER), ROSTER) == typed


@given(LINES)
@example("po \ud800 half")
@example("“\x00")
@example("y [letter of 3 May]")
def test_no_line_loses_a_letter_besides_what_was_understood(typed: str) -> None:
    read = read_line(typed, ROSTER)

    assert read.text in typed
    assert any(_is_all_there(read, before, behind) for before, behind in _around(typed, read.text))


@given(LINES)
def test_only_what_a_line_can_keep_is_taken_out_of_its_words(typed: str) -> None:
    read = read_line(typed, ROSTER)

    assert read.entry_kind is None or read.kind in HAS_KIND
    assert not read.source or read.kind in HAS_SOURCE
    assert read.visibility is None or read.kind in HAS_READERS
    assert set(read.about) <= {CHILD.id, MOTHER.id}
    assert read.agency_id is None or read.kind is LineKind.INFORMATION


@given(LINES)
def test_going_round_the_table_keeps_the_words(typed: str) -> None:
    onward = next_prefix(typed, ROSTER)

    assert read_line(onward, ROSTER).text == read_line(typed, ROSTER).text or onward == "hv "
    assert next_prefix(next_prefix(onward, ROSTER), ROSTER) == onward


@pytest.mark.parametrize(
    "typed",
    [
        "a" + " " * 20_000 + "b",
        "[" * 20_000,
        "[a" * 10_000,
        " /fact" * 4_000,
        "po " + "[" + "x" * 20_000 + "]",
        "Mina " * 4_000,
    ],
    ids=["blanks", "brackets", "openings", "marks", "one bracket", "names"],
)
def test_a_long_line_is_read_at_the_speed_of_typing(typed: str) -> None:
    assert shortest_time(lambda: read_line(typed, ROSTER)) < AT_ONCE


def _is_prefix(before: str, prefix: str, with_kind: bool) -> bool:
    kind = r"([A-Za-z]{1,10}\s*:\s+)?" if with_kind else ""
    return re.fullmatch(rf"\s*{re.escape(prefix)}\s*{kind}", before, re.IGNORECASE) is not None


def _around(typed: str, text: str) -> list[tuple[str, str]]:
    if not text:
        return [(typed, "")]
    places = [place for place in range(len(typed)) if typed.startswith(text, place)]
    return [(typed[:place], typed[place + len(text) :]) for place in places]


def _is_all_there(read: ReadLine, before: str, behind: str) -> bool:
    if not _is_prefix(before, read.prefix, read.entry_kind is not None):
        return False
    left = behind
    if read.source:
        if f"[{read.source}]" not in re.sub(r"\[\s+|\s+\]", lambda blank: blank.group().strip(), left):
            return False
        left = re.sub(r"\[[^\[\]]*\]", "", left)
    marks = re.findall(r"/\w+", left)
    if len(marks) > (read.entry_kind is not None) + (read.visibility is not None):
        return False
    return not re.sub(r"/\w+", "", left).strip()
