from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.information import InformationRequest, RequestState
from meetingdesk.domain.invitation_lines import NOT_INVOLVED, LineState, last_times, lines_of
from meetingdesk.domain.invitations import (
    ASKED_SEPARATELY,
    Group,
    Proposal,
    Want,
    case_on,
    proposed_invitations,
)
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meetings import CaseTransfer, Direction
from meetingdesk.domain.people import InvolvementKind, Registered
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.rulebook import Rulebook, load_rulebook
from tests.family_records import DAY, InventedFamily


@cache
def book() -> Rulebook:
    return load_rulebook()


def kind(key: str) -> MeetingType:
    return book().meeting_types[key]


def proposed(key: str, *families: InventedFamily) -> tuple[Proposal, ...]:
    return proposed_invitations(kind(key), [case_on(family.record(), DAY) for family in families])


def said(found: tuple[Proposal, ...], agency: str) -> list[str]:
    return [f"{one.says}: {one.gap}" if one.gap else one.says for one in found if one.agency == agency]


def test_agencies_that_are_always_asked_come_first_in_the_order_of_the_type() -> None:
    family = InventedFamily()
    family.child()

    found = proposed("strategy", family)

    assert [one.agency for one in found[:3]] == ["csc", "police", "safeguarding_health"]
    assert all(one.is_required and one.group is Group.REQUIRED for one in found[:3])
    assert not any(one.is_required for one in found[3:])


@pytest.mark.parametrize("key", ["strategy", "icpc", "rcpc", "core_group", "cin"])
def test_three_services_are_each_asked_of_their_own(key: str) -> None:
    family = InventedFamily()
    family.child()

    found = proposed(key, family)

    assert {one.agency for one in found if one.group is Group.SEPARATE} == set(ASKED_SEPARATELY)


def test_every_adults_own_practice_is_asked_also_one_elsewhere() -> None:
    family = InventedFamily()
    child, mother, father = family.child(), family.adult(), family.adult()
    family.involve(child, InvolvementKind.GP, "gp", "Invented Lane Practice")
    family.involve(mother, InvolvementKind.GP, "gp", "Invented Lane Practice")
    family.involve(father, InvolvementKind.GP, "gp", "Far Quay Practice")

    found = proposed("strategy", family)

    assert said(found, "gp") == ["GP of Child 1", "GP of Adult A", "GP of Adult B, registered elsewhere"]
    assert all(one.agency_id is not None for one in found if one.agency == "gp")


@pytest.mark.parametrize("key", ["marac", "strategy", "icpc", "core_group"])
def test_the_line_of_a_gp_is_never_missing(key: str) -> None:
    family = InventedFamily()
    family.child()
    adult, other = family.adult(), family.adult()
    family.involve(adult, InvolvementKind.GP, state=Registered.NOT_REGISTERED)
    family.involve(other, InvolvementKind.GP)

    found = proposed(key, family)

    assert said(found, "gp") == [
        "GP of Child 1: not known",
        "GP of Adult A: not registered",
        "GP of Adult B: not known",
    ]


def test_the_school_of_every_child_is_asked_siblings_included() -> None:
    family = InventedFamily()
    one, sibling = family.child(7), family.person(FamilyRole.SIBLING_NOT_SUBJECT, age=12)
    family.child(9)
    family.child(2)
    family.involve(one, InvolvementKind.SCHOOL, "school", "Invented Primary")
    family.involve(sibling, InvolvementKind.SCHOOL, "school", "Invented Academy")

    found = proposed("icpc", family)

    assert said(found, "school") == ["School of Child 1", "School of Child 2", "School of Child 3: not known"]
    assert said(found, "health_visiting") == ["Health visitor of Child 4"]


def test_an_unborn_child_brings_the_midwife_and_has_no_gp() -> None:
    family = InventedFamily()
    mother = family.adult()
    family.unborn()
    family.involve(mother, InvolvementKind.MIDWIFE, "midwifery", "Midwifery")

    found = proposed("core_group", family)

    assert said(found, "midwifery") == ["Because of an unborn child"]
    assert said(found, "gp") == ["GP of Adult A: not known"]


def test_probation_is_asked_for_somebody_known_to_have_offended() -> None:
    family = InventedFamily()
    family.child()
    family.adult()
    family.adult(supervision="On licence until May")

    found = proposed("core_group", family)

    assert said(found, "probation") == ["For Adult B"]


def test_adult_services_are_asked_where_a_need_is_recorded() -> None:
    family = InventedFamily()
    family.child()
    adult = family.adult()
    family.involve(adult, InvolvementKind.ADULT_SERVICE, "adult_mental_health", "Adult mental health")

    found = proposed("core_group", family)

    assert said(found, "adult_social_care") == ["For Adult A"]


def test_every_other_area_is_asked() -> None:
    family = InventedFamily()
    family.child()
    transfer = CaseTransfer(
        meeting_id=new_id(), family_id=family.family.id, direction=Direction.IN, other_area="Farbridge"
    )
    case = case_on(family.record(transfers=(transfer,)), DAY)

    found = proposed_invitations(kind("strategy"), [case])

    elsewhere = [one for one in found if one.group is Group.ELSEWHERE]
    assert [one.agency for one in elsewhere] == ["other_council", "other_police", "other_health"]
    assert {one.place for one in elsewhere} == {"Farbridge"}
    assert all(one.want is Want.ANSWER for one in elsewhere)


def test_whoever_works_with_the_family_is_invited_whatever_they_are() -> None:
    family = InventedFamily()
    child = family.child()
    family.involve(child, InvolvementKind.OTHER, "", "")
    family.involve(child, InvolvementKind.OTHER, "specialist_community", "Invented women's service")

    found = proposed("core_group", family)

    works = [one for one in found if one.agency == "specialist_community"]
    assert [(one.says, one.is_seated) for one in works] == [("Works with Child 1", True)]


def test_a_meeting_of_many_cases_seats_agencies_and_asks_each_persons_own() -> None:
    first, second = InventedFamily("M-2026-101"), InventedFamily("M-2026-102")
    for family in (first, second):
        child = family.child()
        family.involve(child, InvolvementKind.GP, "gp", f"Practice of {family.reference}")

    found = proposed("marac", first, second)

    police = next(one for one in found if one.agency == "police")
    practices = [one for one in found if one.agency == "gp"]
    assert len(police.about) == 2
    assert police.is_seated
    assert [one.reference for one in practices] == ["M-2026-101", "M-2026-102"]
    assert not any(one.is_seated for one in practices)
    assert not any(one.group is Group.FAMILY for one in found)


def test_a_family_that_attends_is_invited_with_children_who_are_old_enough() -> None:
    family = InventedFamily()
    family.child(13)
    family.child(8)
    family.adult()
    family.adult(FamilyRole.SIGNIFICANT_OTHER)

    invited = [one.says for one in proposed("icpc", family) if one.group is Group.FAMILY]

    assert invited == ["Child 1, old enough to be asked", "Adult A, parent or carer"]


def test_a_meeting_without_cases_still_asks_whom_it_always_asks() -> None:
    found = proposed("marac")

    assert [one.agency for one in found] == [one.agency for one in kind("marac").required]


# What has become of each


def state_of(
    proposal: Proposal,
    *requests: InformationRequest,
    seats: tuple[Attendance, ...] = (),
    agencies: tuple[Agency, ...] = (),
) -> LineState:
    lines = lines_of([proposal], seats, requests, {agency.id: agency for agency in agencies})
    return lines[0].state


def camhs_of(family: InventedFamily) -> Proposal:
    return next(one for one in proposed("strategy", family) if one.agency == "camhs")


ANSWERS = [
    (RequestState.ASKED, "", LineState.ASKED),
    (RequestState.ANSWERED, "", LineState.ANSWERED),
    (RequestState.NOTHING_KNOWN, "", LineState.NOTHING_KNOWN),
    (RequestState.NOTHING_KNOWN, NOT_INVOLVED, LineState.NOT_INVOLVED),
    (RequestState.DECLINED, "No basis", LineState.DECLINED),
    (RequestState.NOT_ASKED, "Closed last year", LineState.NOT_ASKED),
]


@pytest.mark.parametrize(("state", "reason", "expected"), ANSWERS)
def test_each_answer_is_a_state_of_its_own(state: RequestState, reason: str, expected: LineState) -> None:
    family = InventedFamily()
    family.child()
    agency = Agency(key="camhs", name="CAMHS")
    request = InformationRequest(
        meeting_id=new_id(),
        family_id=family.family.id,
        agency_id=agency.id,
        state=state,
        reason=reason,
    )

    assert state_of(camhs_of(family), request, agencies=(agency,)) is expected


def test_nothing_on_record_is_still_to_ask() -> None:
    family = InventedFamily()
    family.child()

    assert state_of(camhs_of(family)) is LineState.TO_ASK


def test_not_asking_is_settled_by_its_reason_only() -> None:
    family = InventedFamily()
    family.child()
    agency = Agency(key="camhs", name="CAMHS")
    request = InformationRequest(
        meeting_id=new_id(),
        family_id=family.family.id,
        agency_id=agency.id,
        state=RequestState.NOT_ASKED,
    )
    agencies = {agency.id: agency}

    bare = lines_of([camhs_of(family)], (), (request,), agencies)[0]
    reasoned = lines_of([camhs_of(family)], (), (replace(request, reason="Closed"),), agencies)[0]

    assert not bare.is_settled
    assert reasoned.is_settled


def test_an_agency_asked_about_some_of_the_cases_is_asked_partly() -> None:
    first, second = InventedFamily("M-2026-101"), InventedFamily("M-2026-102")
    police = Agency(key="police", name="Police")
    proposal = proposed("marac", first, second)[0]
    request = InformationRequest(meeting_id=new_id(), family_id=first.family.id, agency_id=police.id)

    line = lines_of([proposal], (), (request,), {police.id: police})[0]

    assert line.state is LineState.PARTLY
    assert [about.family_id for about in line.missing] == [second.family.id]


def test_a_practice_that_is_not_known_is_not_taken_for_one_that_sits_at_the_table() -> None:
    family = InventedFamily()
    adult = family.adult()
    other = Agency(key="gp", name="Somebody else's practice")
    seat = Attendance(meeting_id=new_id(), agency_id=other.id)
    line_of_gp = next(one for one in proposed("strategy", family) if one.agency == "gp")
    asked = InformationRequest(
        meeting_id=new_id(),
        family_id=family.family.id,
        person_id=adult.id,
        agency_id=other.id,
    )

    assert state_of(line_of_gp, seats=(seat,), agencies=(other,)) is LineState.NOT_KNOWN
    assert state_of(line_of_gp, asked, agencies=(other,)) is LineState.ASKED


def test_what_was_never_proposed_stays_on_the_list() -> None:
    agency = Agency(key="fire", name="Fire and rescue")
    seats = (
        Attendance(meeting_id=new_id(), agency_id=agency.id),
        Attendance(meeting_id=new_id(), name="Somebody's aunt", asked_because="Trusted by Child 1"),
    )

    lines = lines_of([], seats, (), {agency.id: agency})

    assert [(line.proposal.group, line.state) for line in lines] == [(Group.OTHER, LineState.INVITED)] * 2
    assert lines[1].proposal.says == "Trusted by Child 1"


def test_who_came_last_time_is_proposed_once() -> None:
    police, fire = Agency(key="police", name="Police"), Agency(key="fire", name="Fire and rescue")
    seats = (
        Attendance(meeting_id=new_id(), agency_id=police.id, status=AttendanceStatus.PRESENT),
        Attendance(meeting_id=new_id(), agency_id=fire.id, status=AttendanceStatus.PRESENT),
        Attendance(meeting_id=new_id(), name="Somebody", status=AttendanceStatus.APOLOGIES),
        Attendance(meeting_id=new_id(), agency_id=fire.id, deputy_for_id=new_id()),
    )
    known = proposed("marac")

    found = list(last_times(seats, {police.id: police, fire.id: fire}, known))

    assert [(one.agency or one.name, one.says) for one in found] == [
        ("fire", "Came last time"),
        ("Somebody", "Was asked last time"),
    ]
