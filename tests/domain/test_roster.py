from __future__ import annotations

from itertools import islice

import pytest

from meetingdesk.domain.roster import (
    Being,
    Roster,
    RosterAgency,
    RosterPerson,
    RosterProfessional,
    designations,
)
from meetingdesk.domain.rows import new_id

POLICE = RosterAgency(new_id(), "police", "po", "Police")
SCHOOL = RosterAgency(new_id(), "school", "", "Hazel Lane School")
OFFICER = RosterProfessional(new_id(), "Ruth Vale", agency_id=POLICE.id)
CHILD = RosterPerson(new_id(), "Child 1", "Invented Child", Being.CHILD)
ROSTER = Roster((POLICE, SCHOOL), (OFFICER,), (CHILD,))


def test_people_are_counted_by_what_they_are_in_their_order() -> None:
    beings = (Being.CHILD, Being.ADULT, Being.CHILD, Being.UNBORN, Being.ADULT)

    named = [designation for _, designation in designations((new_id(), being) for being in beings)]

    assert named == ["Child 1", "Adult A", "Child 2", "Unborn", "Adult B"]


def test_unborn_twins_are_told_apart() -> None:
    named = [designation for _, designation in designations([(new_id(), Being.UNBORN)] * 2)]

    assert named == ["Unborn", "Unborn 2"]


def test_the_letters_of_many_adults_go_on_after_z() -> None:
    adults = designations((new_id(), Being.ADULT) for _ in range(60))

    named = [designation.removeprefix("Adult ") for _, designation in islice(adults, 24, 54)]

    assert named[:4] == ["Y", "Z", "AA", "AB"]
    assert named[-2:] == ["BA", "BB"]


@pytest.mark.parametrize("code", ["po", "PO", "Po"])
def test_a_code_means_its_agency_in_any_case(code: str) -> None:
    assert ROSTER.agency_of_code(code) is POLICE


def test_nothing_is_the_code_of_no_agency() -> None:
    assert ROSTER.agency_of_code("") is None
    assert ROSTER.agency_of_code("hv") is None


def test_somebody_is_found_by_their_identifier_and_nobody_by_none() -> None:
    assert (ROSTER.agency(POLICE.id), ROSTER.agency(None)) == (POLICE, None)
    assert (ROSTER.person(CHILD.id), ROSTER.person(new_id())) == (CHILD, None)
    assert (ROSTER.professional(OFFICER.id), ROSTER.professional(None)) == (OFFICER, None)
    assert ROSTER.representatives(POLICE.id) == (OFFICER,)
    assert ROSTER.representatives(SCHOOL.id) == ()
