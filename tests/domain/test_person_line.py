from __future__ import annotations

from datetime import date

import pytest

from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.name_and_agency import split_agency
from meetingdesk.domain.person_line import read_person
from meetingdesk.domain.read_person import ReadPerson
from meetingdesk.domain.workdays import Calendar, Nation

DAY = date(2026, 11, 20)


def read(text: str) -> ReadPerson:
    return read_person(text, DAY, Calendar(Nation.ENG))


@pytest.mark.parametrize(
    "text",
    ["Callum, child, 6", "Edie, baby of Marnie", "Ivo, son", "Jem, aged 4", "Kai, 8 months", "Bo, 17 years"],
)
def test_a_child_is_a_child_as_soon_as_the_line_says_so(text: str) -> None:
    assert read(text).role is FamilyRole.CHILD


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Sandra Pell, maternal grandmother", FamilyRole.SIGNIFICANT_OTHER),
        ("Ike Peel, brother of Jonah, sleeps on the sofa", FamilyRole.SIGNIFICANT_OTHER),
        ("Gwen Brandt, mother of Leila, has a key", FamilyRole.SIGNIFICANT_OTHER),
        ("Lee, adult son, 24", FamilyRole.SIGNIFICANT_OTHER),
        ("Pat", FamilyRole.SIGNIFICANT_OTHER),
        ("Dana, mum", FamilyRole.PARENT),
        ("Rob, mum's new partner", FamilyRole.PARTNER),
        ("Baby, unborn, due in May", FamilyRole.UNBORN),
    ],
)
def test_nobody_is_made_a_child_or_parent_by_a_word_about_somebody_else(text: str, role: FamilyRole) -> None:
    assert read(text).role is role


def test_ages_and_birthdays_are_kept() -> None:
    assert (read("Jem, aged 4").age, read("Kai, 8 months").age) == (4, 0)
    assert read("Edie, baby, born 3 March 2026").birth_date == date(2026, 3, 3)


def test_nothing_that_was_typed_is_lost() -> None:
    found = read("Callum, child, 6, at Hollow Lane")

    assert (found.name, found.note) == ("Callum", "child, 6, at Hollow Lane")


KNOWN = frozenset({"hv", "po", "ed", "health visitor", "health visiting", "housing", "ward", "pc", "doctor"})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hv Kim Test", ("Kim Test", "hv")),
        ("HV  Kim Test", ("Kim Test", "HV")),
        ("Kim Test hv", ("Kim Test", "hv")),
        ("health visitor Kim Test", ("Kim Test", "health visitor")),
        ("Health visiting Kim Test", ("Kim Test", "Health visiting")),
        ("Kim Test health visitor", ("Kim Test", "health visitor")),
        ("Housing Kim Test", ("Kim Test", "Housing")),
        ("PC Kim Test", ("PC Kim Test", "PC")),
        ("hv", ("", "hv")),
        ("Kim Test", ("Kim Test", "")),
        ("", ("", "")),
    ],
)
def test_where_somebody_works_is_read_in_front_and_behind(typed: str, expected: tuple[str, str]) -> None:
    assert split_agency(typed, KNOWN) == expected


@pytest.mark.parametrize(
    "typed", ["Po Chen", "Ed Vale", "Ward Test", "Pat Ward", "Kim Housing", "Doctor Test"]
)
def test_a_name_that_is_also_a_code_stays_a_name(typed: str) -> None:
    assert split_agency(typed, KNOWN) == (typed, "")


@pytest.mark.parametrize(
    "text",
    [
        "Unborn, due 20 Feb 2027",
        "Unborn baby, unborn child, due 20 feb 2027",
        "Baby Pell, unborn, edd 20/2/2027",
    ],
)
def test_a_child_not_born_yet_has_its_expected_day_and_no_age(text: str) -> None:
    said = read(text)

    assert said.role is FamilyRole.UNBORN
    assert said.expected_date == date(2027, 2, 20)
    assert said.age is None
    assert said.birth_date is None


@pytest.mark.parametrize(
    "text",
    [
        "unknown, father",
        "Father unknown",
        "not known, dad of the children",
        "father not known",
        "unknown father",
    ],
)
def test_a_father_whom_nobody_knows_is_a_place_to_fill_and_no_name(text: str) -> None:
    said = read(text)

    assert said.name == "Father not known"
    assert said.role is FamilyRole.PARENT
    assert not said.is_identified


def test_somebody_unknown_who_is_no_parent_stays_as_typed() -> None:
    said = read("unknown man, seen at the door")

    assert said.name == "unknown man"
    assert said.is_identified
