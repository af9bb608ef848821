from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingdesk.domain.naming import people_named
from meetingdesk.domain.roster import Being, Roster, RosterPerson, RosterProfessional
from tests.lines.worlds import worlds
from tests.strategies import ANY_TEXT, HARD_TEXTS

on_any_text = settings(max_examples=300, deadline=None, derandomize=True)


def named(text: str, world: str = "strategy") -> list[str]:
    roster = worlds()[world].roster
    found = [roster.person(one.person_id) for one in people_named(text, roster)]
    return [person.designation for person in found if person]


@pytest.mark.parametrize(
    ("text", "world", "people"),
    [
        ("see Mason and Lily-Rose", "strategy", ["Child 1", "Child 2"]),
        ("see mason", "strategy", []),
        ("lily rose and Lily", "strategy", ["Child 2", "Child 2"]),
        ("Kerry-Ann Doyle-Singh, kerry ann", "strategy", ["Adult A", "Adult A"]),
        ("Child 1, child A, child1", "strategy", ["Child 1", "Child 1", "Child 1"]),
        ("see the child a week later", "strategy", []),
        ("Children 1 and 3", "strategy", ["Child 1", "Child 3"]),
        ("Child 1, 2 and 3", "strategy", ["Child 1", "Child 2", "Child 3"]),
        ("Adults A & B", "strategy", ["Adult A", "Adult B"]),
        ("Child 2 and a friend", "strategy", ["Child 2"]),
        ("Will Stanmore rang Will", "strategy", ["Child 3"]),
        ("Mr Stanmore will see Will Doyle", "strategy", ["Child 3"]),
        ("he will go", "strategy", []),
        ("Mr Wolny and the Doyle children", "strategy", ["Adult B"]),
        ("Ms Farrow and the unborn baby", "marac", ["Adult A", "Unborn"]),
        ("Farrow", "marac", []),
        ("see April on 1 April, in April, before April 3", "core_group", ["Child 3"]),
        ("April’s coat", "core_group", ["Child 3"]),
        ("Okafor-Vickers and Mr Okafor", "icpc", ["Child 2", "Adult B"]),
        ("Yasmin's IDVA", "marac", ["Adult A"]),
        ("Theology", "marac", []),
    ],
)
def test_people_of_the_family_are_found_by_designation_and_name(
    text: str, world: str, people: list[str]
) -> None:
    assert named(text, world) == people


def test_a_given_name_that_two_share_names_neither() -> None:
    one, other = uuid4(), uuid4()
    roster = Roster(
        people=(
            RosterPerson(one, "Child 1", "Sam Holt", Being.CHILD),
            RosterPerson(other, "Adult A", "Sam Reed"),
        )
    )

    found = people_named("Sam, Sam Reed, Holt", roster)

    assert [person.person_id for person in found] == [other, one]


def test_two_unborn_children_need_their_number() -> None:
    first, second = uuid4(), uuid4()
    roster = Roster(
        people=(
            RosterPerson(first, "Unborn", "", Being.UNBORN),
            RosterPerson(second, "Unborn 2", "", Being.UNBORN),
        )
    )

    assert [one.person_id for one in people_named("unborn 2, unborn 1, the unborn", roster)] == [
        second,
        first,
    ]


def test_a_name_is_taken_letter_by_letter() -> None:
    key: UUID = uuid4()
    roster = Roster(
        professionals=(RosterProfessional(uuid4(), "A+B (c) ["),),
        people=(RosterPerson(key, "Adult A", "O'Neil [x] (y)"),),
    )

    assert [one.person_id for one in people_named("see O’Neil [x] (y) today", roster)] == [key]


@on_any_text
@given(text=st.one_of(ANY_TEXT, HARD_TEXTS), name=st.one_of(ANY_TEXT, HARD_TEXTS), designation=ANY_TEXT)
def test_any_text_and_any_name_are_taken_without_fail(text: str, name: str, designation: str) -> None:
    roster = Roster(
        professionals=(RosterProfessional(uuid4(), name, text),),
        people=(RosterPerson(uuid4(), designation, name), RosterPerson(uuid4(), "Child 1", text)),
    )

    found = people_named(f"{text} {name}", roster)

    assert all(0 <= one.start <= one.end <= len(f"{text} {name}") for one in found)
