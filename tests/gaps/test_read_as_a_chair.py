"""What a chair does not want to read: what is untrue of the record, or what nobody at the table can do."""

from __future__ import annotations

from typing import Any

import pytest

from meetingdesk.app.gaps_in_file import gaps_in_file
from meetingdesk.app.interchange import read_meeting_file
from tests.gaps.make_pairs import (
    AT,
    CHILDREN,
    CIN,
    CORE_GROUP,
    ICPC,
    LADO,
    MARAC,
    STRATEGY,
    WITH_MOTHER,
    Pair,
    a_decision,
    an_action,
    here,
    request,
    voice,
)

SIBLINGS = (("mina", "child"), ("joel", "sibling_not_subject"))
UNBORN = (("bump", "unborn"), ("ruth", "parent"))
Told = set[tuple[str, str]]


def told(kind: str, facts: dict[str, Any] | None = None, **more: Any) -> Told:
    text, _ = Pair(kind, {}, facts or {}, **more).files()
    return {(gap.code, gap.who) for gap in gaps_in_file(read_meeting_file(text)).gaps}


def codes(kind: str, facts: dict[str, Any] | None = None, **more: Any) -> set[str]:
    return {code for code, _ in told(kind, facts, **more)}


# Children


def test_nobody_looks_for_a_brother_who_lives_with_others() -> None:
    at_home = told(ICPC, members=SIBLINGS)
    away = told(ICPC, {"f.members.1.in_household": "no"}, members=SIBLINGS)

    assert ("voice_empty", "Child 2") in at_home
    assert not {who for _, who in away if "Child 2" in who}
    assert ("voice_empty", "Child 1") in away


def test_a_risk_to_staff_weighs_nothing_for_a_child() -> None:
    point = {"family_id": "croft", "kind": "risk_to_staff", "text": "Home visits in pairs."}

    assert "risk_empty" in codes(MARAC, {"m.risk_points+": point})


def test_who_was_rated_in_a_core_group_was_weighed() -> None:
    rated = {"m.scale_ratings+": {"child_id": "mina", "before": 3, "now": 6}}

    assert "risk_empty" in codes(CORE_GROUP)
    assert "risk_empty" not in codes(CORE_GROUP, rated)
    assert "risk_empty" in codes(ICPC, rated)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Tell Child 1 what was decided", True),
        ("Explain it to her in the car", True),
        ("Tell the school that she moves", False),
        ("See her and tell the GP", False),
    ],
)
def test_only_an_action_to_tell_the_child_tells_the_child(text: str, is_told: bool) -> None:
    facts = {
        "m.decisions+": a_decision(),
        "m.actions+": an_action(text=text, protects=[{"person_id": "mina"}]),
    }

    assert ("who_tells" not in codes(ICPC, facts)) is is_told


def test_the_smallest_are_not_told_and_a_marac_tells_no_child() -> None:
    decided = {"m.decisions+": a_decision()}
    small = {**decided, "people.mina.birth_date": "2024-01-05"}

    assert "who_tells" in codes(ICPC, decided)
    assert "who_tells" not in codes(ICPC, small)
    assert "who_tells" not in codes(ICPC, {**decided, "m.voices+": voice(not_sought="too_young")})
    assert "who_tells" not in codes(MARAC, {"m.decisions+": a_decision(family_id="croft")})


def test_what_it_changed_is_asked_of_those_it_was_decided_for() -> None:
    heard = {"m.voices+": {"id": "card", "child_id": "joel", "observed": "Quiet."}}

    assert "what_it_changed" not in codes(ICPC, {**heard, "m.decisions+": a_decision()}, members=CHILDREN)
    assert "what_it_changed" in codes(
        ICPC, {**heard, "m.decisions+": a_decision(child_id=None)}, members=CHILDREN
    )


def test_a_day_that_the_room_has_told_is_not_asked_again() -> None:
    heard = {"m.voices+": voice(observed="Quiet.")}
    answered = {"m.reflections+": {"prompt": "day_in_life", "answer": "Nobody knows her evenings."}}

    assert "day_empty" in codes(ICPC, heard)
    assert "day_empty" not in codes(ICPC, {**heard, **answered})


# People


def test_the_midwife_of_the_mother_is_that_of_the_unborn_child() -> None:
    midwife = {"people.ruth.involvements+": {"kind": "midwife", "name": "Ola Birk"}}

    assert "no_midwife" in codes(STRATEGY, members=UNBORN)
    assert "no_midwife" not in codes(STRATEGY, midwife, members=UNBORN)


def test_a_parent_who_left_the_home_is_a_parent_still() -> None:
    left = {"f.members.1.until": "2026-10-01"}

    assert ("identity_not_asked", "Adult A") in told(ICPC, left, members=WITH_MOTHER)


def test_a_practice_is_asked_for_its_own_people_alone() -> None:
    two = {
        "people.mina.involvements+": {"kind": "gp", "agency_id": "gp"},
        "people.ruth.involvements+": {"kind": "gp", "agency_id": "second"},
        "agencies+": {"id": "second", "key": "gp", "name": "Far Lane Surgery"},
    }
    asked = {**two, "m.requests+": request("gp")}

    found = told(STRATEGY, asked, members=WITH_MOTHER)

    assert ("gp_not_asked", "Adult A") in found
    assert ("gp_not_asked", "Child 1") not in found


def test_a_child_without_a_practice_is_told_of_once() -> None:
    found = codes(CIN)

    assert "no_practice" in found
    assert "gp_not_asked" not in found


def test_who_spoke_among_the_views_or_on_the_decision_has_been_heard() -> None:
    said = {"m.entries+": {"section": "family_views", "speaker_id": "ruth", "text": "I want help."}}
    agreed = {"m.decisions+": a_decision(views=[{"person_id": "ruth", "view": "agrees"}])}
    not_asked = {"m.decisions+": a_decision(views=[{"person_id": "ruth", "view": "not_asked"}])}

    assert "views_missing" in codes(ICPC, members=WITH_MOTHER)
    assert "views_missing" not in codes(ICPC, said, members=WITH_MOTHER)
    assert "views_missing" not in codes(ICPC, agreed, members=WITH_MOTHER)
    assert "views_missing" in codes(ICPC, not_asked, members=WITH_MOTHER)


# The room


def test_nobody_is_late_before_the_roll_is_called() -> None:
    opening = {"section": "opening", "title": "Welcome", "kind": "opening", "opened_at": AT}
    business = {"section": "reason", "title": "Why we meet", "kind": "referral", "opened_at": AT}
    row = {"m.attendance+": {"agency_id": "police", "status": "invited", "is_required": True}}

    early = codes(STRATEGY, {**row, "m.agenda": [opening]})
    later = codes(STRATEGY, {**row, "m.agenda": [opening, business]})

    assert not early & {"agency_absent", "quorum_open"}
    assert {"agency_absent", "quorum_open"} <= later


def test_who_is_away_all_day_is_told_of_once_for_all_cases() -> None:
    row = {"agency_id": "police", "status": "absent", "is_required": True}
    text, _ = Pair(MARAC, {}, {"m.attendance+": row}).files()

    found = [gap for gap in gaps_in_file(read_meeting_file(text)).gaps if gap.code == "agency_absent"]

    assert [gap.family_id for gap in found] == [None]


def test_only_who_takes_a_side_is_asked_where_they_stand() -> None:
    decided = {"m.decisions+": a_decision(), "m.attendance": [here("school"), here("interpreter")]}

    found = told(ICPC, decided)
    challenged = told(ICPC, {**decided, "m.challenges+": {"raised_by_agency_id": "school", "text": "No."}})

    assert {who for code, who in found if code == "views_not_asked"} == {"Beck Primary"}
    assert not {who for code, who in challenged if code == "views_not_asked"}


# Agencies


def test_a_core_group_asks_those_who_work_with_the_family_and_three_more() -> None:
    asked = {who for code, who in told(CORE_GROUP, members=WITH_MOTHER) if code == "agency_not_asked"}

    assert "Adult mental health" in asked
    assert not any("Housing" in who or "School nursing" in who for who in asked)


def test_who_is_told_of_what_an_interpreter_is_for_only_where_the_family_comes() -> None:
    asked = {who for code, who in told(STRATEGY, members=WITH_MOTHER) if code == "agency_not_asked"}

    assert not any("nterpreter" in who for who in asked)


def test_the_employer_who_sits_there_is_not_asked_for() -> None:
    adult = (("ruth", "alleged_perpetrator"), ("eda", "child"))
    works = {"people.ruth.works_for_id": "school"}
    seat = {**works, "m.attendance+": here("school")}

    before = {who for code, who in told(LADO, works, members=adult) if code == "agency_not_asked"}
    after = {who for code, who in told(LADO, seat, members=adult) if code == "agency_not_asked"}

    assert any("mployer" in who for who in before)
    assert not any("mployer" in who for who in after)


# Decisions, plans, actions


def test_what_came_of_a_listed_case_is_its_decision() -> None:
    assert "decision_missing" in codes(MARAC)
    assert "decision_missing" not in codes(MARAC, {"m.cases.0.outcome": "plan_agreed"})
    assert "who_tells_victim" in codes(MARAC, {"m.cases.0.outcome": "plan_agreed"})


def test_a_core_group_that_was_named_once_need_not_be_named_at_each_review() -> None:
    plan = {"m.decisions+": a_decision("continue", categories=["NEG"])}
    named = {"type_id": "icpc", "core_group": [{"agency_id": "school"}]}

    assert "core_group_empty" in codes("rcpc", plan, earlier={"type_id": "icpc"})
    assert "core_group_empty" not in codes("rcpc", plan, earlier=named)
    again = {"m.decisions+": a_decision("plan_made", categories=["NEG"])}
    assert "core_group_empty" in codes(ICPC, again, earlier=named)


def test_an_order_for_the_child_keeps_it_safe_until_then_and_another_does_not() -> None:
    waits = {"m.decisions+": a_decision("enquiries_joint")}
    order = {"id": "held", "kind": "written_agreement", "protects_id": "mina"}

    assert "no_interim_plan" in codes(STRATEGY, waits)
    assert "no_interim_plan" not in codes(STRATEGY, {**waits, "f.orders+": order})
    assert "no_interim_plan" in codes(STRATEGY, {**waits, "f.orders+": {**order, "protects_id": None}})
    assert "no_interim_plan" in codes(STRATEGY, {**waits, "f.orders+": {**order, "ended_on": "2026-11-01"}})


def test_who_sat_there_for_a_while_or_has_finished_agreed_to_their_action() -> None:
    absent = {"m.actions+": an_action(owner_agency_id="housing", consented="agreed_in_meeting")}
    came = {
        **absent,
        "m.attendance+": {
            "agency_id": "housing",
            "status": "present",
            "presences": [{"arrived_at": AT, "left_at": f"{AT[:11]}10:30:00Z"}],
        },
    }

    assert "owner_not_here" in codes(ICPC, absent)
    assert "owner_not_here" not in codes(ICPC, came)
    assert "owner_not_here" not in codes(
        ICPC,
        {
            "m.actions+": an_action(
                owner_agency_id="housing", consented="agreed_in_meeting", status="completed"
            )
        },
    )
    assert "owner_not_here" in codes(
        ICPC,
        {
            "m.actions+": an_action(
                owner_agency_id="housing", status="unconfirmed", consented="assigned_in_absence"
            )
        },
    )
