from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from meetingdesk.app.gaps_in_file import gaps_in_file
from meetingdesk.app.interchange import read_meeting_file
from tests.gaps.make_pairs import (
    ABUSE,
    CHILDREN,
    CIN,
    CORE_GROUP,
    ICPC,
    MARAC,
    STRATEGY,
    WITH_MOTHER,
    Pair,
    a_decision,
    a_point,
    an_action,
    an_incident,
    here,
    request,
)


def codes(kind: str, facts: dict[str, Any] | None = None, **more: Any) -> set[str]:
    text, _ = Pair(kind, {}, facts or {}, **more).files()
    return {gap.code for gap in gaps_in_file(read_meeting_file(text)).gaps}


def test_an_agency_that_sent_its_report_has_not_stayed_away_for_nothing() -> None:
    row = {"agency_id": "housing", "status": "apologies_with_report", "report": "on_time"}

    assert "absence_cost" not in codes(ICPC, {"m.attendance+": row})
    assert "absence_cost" not in codes(
        ICPC, {"m.attendance+": {**row, "report": "asked"}, "m.requests+": request("housing")}
    )


def test_a_required_agency_is_told_once_not_twice() -> None:
    row = {"agency_id": "police", "status": "absent", "is_required": True}
    before = {"attendance": [{"agency_id": "police", "status": "present"}]}

    found = codes(STRATEGY, {"m.attendance+": row}, earlier=before)

    assert "agency_absent" in found
    assert not found & {"absence_cost", "agency_not_back"}


def test_whoever_came_for_one_case_last_time_is_not_missed_in_all_others() -> None:
    series = {"series_id": "north"}
    both = {"series": [{"id": "north", "title": "North MARAC", "type_id": "marac"}], "m.series_id": "north"}

    came = {**series, "attendance": [{"agency_id": "school", "status": "present"}]}
    core = {**series, "attendance": [{"agency_id": "police", "status": "present"}]}

    assert "agency_not_back" not in codes(MARAC, both, earlier=came)
    assert "agency_not_back" in codes(MARAC, both, earlier=core)


def test_another_chair_is_nothing_special_where_the_meeting_is_another_kind() -> None:
    both = {"professionals+": {"id": "reed", "name": "Otto Reed"}, "m.chair_id": "reed"}

    strategy = codes(ICPC, both, earlier={"type_id": "strategy", "chair_id": "vale"})
    review = codes("rcpc", both, earlier={"type_id": "icpc", "chair_id": "vale"})

    assert "chair_changed" not in strategy
    assert "chair_changed" in review


def test_whoever_speaks_the_language_interprets() -> None:
    worker = {"id": "moss", "agency_id": "housing", "name": "Ada Moss", "job_title": "Advice worker, Polish"}
    both = {
        "people.ruth.interpreter": "needed",
        "people.ruth.interpreter_language": "Polish",
        "professionals+": worker,
        "m.attendance": [{"person_id": "ruth", "status": "present"}, here("housing", professional_id="moss")],
    }

    assert "interpreter_missing" not in codes(CORE_GROUP, both, members=WITH_MOTHER)


def test_a_child_who_died_was_recorded() -> None:
    both = {"people.mina.died_on": "2026-11-10"}

    found = codes("rapid_review", both)

    assert "no_children_recorded" not in found


@pytest.mark.parametrize("text", ["Serve the non-molestation order", "Arrest at the next call", "Sam's bail"])
def test_an_action_about_the_harm_counts_whoever_is_named(text: str) -> None:
    action = an_action(family_id="croft", text=text)

    assert "nothing_on_harm" not in codes(MARAC, {"m.actions+": action}, members=ABUSE)


def test_an_action_of_whoever_works_with_the_person_who_harms_counts() -> None:
    both = {
        "people.sam.involvements+": {"kind": "other", "agency_id": "housing"},
        "m.actions+": an_action(family_id="croft", owner_agency_id="housing"),
    }

    assert "nothing_on_harm" not in codes(MARAC, both, members=ABUSE)


def test_two_actions_for_one_of_two_children_are_one_line() -> None:
    actions = [an_action(), an_action(id="ring", reference="M-2", text="Ring the school")]

    found = codes(STRATEGY, {"m.actions": actions}, members=CHILDREN)

    assert "one_sibling_only" in found
    assert "child_not_reached" not in found


def test_nothing_is_decided_of_a_sibling_who_is_no_subject() -> None:
    members = (("mina", "child"), ("joel", "sibling_not_subject"))

    assert "decision_missing" not in codes(ICPC, {"m.decisions+": a_decision()}, members=members)


@pytest.mark.parametrize("words", ["ongoing", "ASAP", "to be confirmed", "as required", "n/a"])
def test_a_manner_of_speaking_is_no_day(words: str) -> None:
    action = an_action(due_on=None, frequency=words)

    assert "action_without_day" in codes(STRATEGY, {"m.actions+": action})
    assert "action_without_day" not in codes(
        STRATEGY, {"m.actions+": an_action(due_on=None, frequency="every Friday")}
    )


def test_a_plan_for_need_is_asked_for_as_one_to_protect_is() -> None:
    assert "plan_empty" in codes(CIN)
    assert "plan_empty" not in codes(CIN, {"m.decisions+": a_decision("close")})
    assert "plan_empty" not in codes(CIN, earlier={"plan_points": [a_point()]})


def test_what_two_meetings_did_not_move_has_stalled() -> None:
    late = an_action(due_on="2026-10-30")
    old = {"id": "oldest", "reference": "M-2026-114 2026-09-04", "type_id": CORE_GROUP, "family_id": "croft"}

    once = codes(CORE_GROUP, earlier={"actions": [late]})
    twice = codes(
        CORE_GROUP,
        {"meetings+": {**old, "held_on": "2026-09-04", "status": "approved", "actions": [late]}},
        earlier={},
    )

    assert "plan_stalled" not in once
    assert "plan_stalled" in twice


def test_what_happened_before_the_last_meeting_was_asked_then() -> None:
    old = an_incident(grade="", told="") | {"happened_on": "2026-10-01"}

    assert not codes(CORE_GROUP, {"f.events+": old}, earlier={}) & {
        "incident_not_graded",
        "incident_told_nobody",
    }
    assert "incident_not_graded" in codes(CORE_GROUP, {"f.events+": old})


def test_a_week_that_is_still_to_come_was_not_missed() -> None:
    text, _ = Pair(ICPC, {}, {"m.due_on": "2026-11-04"}).files()
    file = read_meeting_file(text)

    early = gaps_in_file(file, "M-2026-114 2026-11-20", date(2026, 11, 8))

    assert "weekly_visit_missed" not in {gap.code for gap in early.gaps}
    assert "weekly_visit_missed" in {gap.code for gap in gaps_in_file(file).gaps}


def test_a_part_that_is_filled_in_otherwise_is_not_empty() -> None:
    point = {"section": "reports", "title": "Reports", "kind": "reports"}
    report = {"agency_id": "school", "report": "on_time"}
    answer = {"section": "enquiry", "question": "who_sees", "text": "Ines Vale, tomorrow."}
    enquiry = {"section": "enquiry", "title": "Enquiries", "kind": "enquiry"}

    assert "section_empty" in codes(ICPC, {"m.agenda+": point})
    assert "section_empty" not in codes(ICPC, {"m.agenda+": point, "m.attendance+": report})
    assert "section_empty" not in codes(STRATEGY, {"m.agenda+": enquiry, "m.answers+": answer})
