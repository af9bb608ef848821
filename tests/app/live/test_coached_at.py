from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepAction
from meetingdesk.app.live.coached_at import (
    NOTHING,
    Coached,
    CoachPlace,
    Load,
    SetFindingAside,
    SplitForOwners,
    SplitTasks,
    TypedAction,
    coached_at,
    coached_line,
    facts_at,
    load_of,
    others_named,
    owner_named,
    tasks_in,
    warmed_up,
)
from meetingdesk.app.live.running import EndMeeting
from meetingdesk.app.rows import change
from meetingdesk.domain.action_line import understand
from meetingdesk.domain.actions import Action, ActionStatus, ActionStep
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.coach.finding import Finding
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.roster import Roster, RosterAgency
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.understood_action import NamedOwner
from meetingdesk.domain.workdays import Calendar, Nation
from meetingdesk.errors import MeetingDeskError, StaleRecord
from tests.live_meetings import LiveMeeting, a_conference, minutes

DUE = date(2026, 12, 11)
SHARP = {
    "text": "visit Mina at home after school every Monday",
    "why": "Mina is safe at night",
    "measure": "a note after each visit of who slept there",
    "due_on": DUE,
}


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    live.invite("csc", AttendanceStatus.PRESENT, "Ines Falk")
    live.invite("police", AttendanceStatus.PRESENT)
    live.start()
    return live


def place_of(live: LiveMeeting) -> CoachPlace:
    view = live.look(live.point("information"))
    family_id = view.head.family_at(view.point) if view.point is not None else None
    roster = (view.rosters or {}).get(family_id) or Roster()
    return CoachPlace(view.head, family_id, roster, view.head.meeting.held_on or DUE, Calendar(Nation.ENG))


def agree(live: LiveMeeting, owner: str = "csc", **values: Any) -> Action:
    told = {**SHARP, **values}
    agency = live.agency(owner).id if owner else None
    action = Action(reference="", meeting_id=live.meeting_id, owner_agency_id=agency, **told)
    live.desk.execute(KeepAction(live.point("information").id, minutes(1), action))
    found: Action = max(live.find(Action), key=lambda row: row.position)
    return found


def look(live: LiveMeeting, before: Coached = NOTHING) -> Coached:
    place = place_of(live)
    actions = sorted(live.find(Action), key=lambda row: row.position)
    with live.desk.reading() as reading:
        return coached_at(reading, place, actions, None, before)


def set_aside_in(live: LiveMeeting) -> list[ActionStep]:
    return [step for step in live.find(ActionStep) if step.kind == "set_aside"]


def faults(live: LiveMeeting, action: Action) -> set[str]:
    return {one.fault for one in look(live).by_row.get(action.id, ())}


def finding(live: LiveMeeting, action: Action, fault: str) -> Finding:
    return next(one for one in look(live).by_row[action.id] if one.fault == fault)


def test_a_sharp_action_of_the_record_lacks_nothing(live: LiveMeeting) -> None:
    action = agree(live)

    assert faults(live, action) == set()


def test_what_stands_in_its_pieces_counts_as_said(live: LiveMeeting) -> None:
    action = agree(live, text="monitor the weight", why="", measure="", due_on=None)

    assert {"monitor", "no_date", "no_measure", "no_purpose"} <= faults(live, action)
    assert faults(live, agree(live, owner="")) == {"no_owner"}


def test_a_name_with_an_and_in_it_is_one_owner(live: LiveMeeting) -> None:
    live.agency("housing", name="Invented Housing and Repairs", code="")

    found = faults(live, agree(live, owner="housing"))

    assert "several_owners" not in found


def test_who_was_named_beside_the_owner_is_told(live: LiveMeeting) -> None:
    action = agree(live, text="visit Mina at home (with Invented police)")

    told = finding(live, action, "several_owners")

    assert "Invented csc and Invented police" in told.message


def test_an_owner_who_is_not_here_is_told_only_once_somebody_came(desk: Desk) -> None:
    live = a_conference(desk)
    live.invite("csc", AttendanceStatus.INVITED)
    attendance = live.invite("police", AttendanceStatus.INVITED)
    live.start()
    live.go_to(live.point("information"), minutes(1))
    action = agree(live)
    assert "owner_absent" not in faults(live, action)

    desk.execute(change(attendance, "Here", status=AttendanceStatus.PRESENT))

    assert "owner_absent" in faults(live, action)


def test_of_two_that_are_nearly_the_same_the_later_is_told(live: LiveMeeting) -> None:
    first, second = agree(live), agree(live)

    assert "near_duplicate" not in faults(live, first)
    assert "near_duplicate" in faults(live, second)


def test_what_was_judged_by_the_same_facts_is_not_judged_again(live: LiveMeeting) -> None:
    first = agree(live, text="monitor the weight", measure="")
    before = look(live)
    second = agree(live)
    place = place_of(live)

    with live.desk.reading() as reading:
        facts = facts_at(reading, place)
        known = coached_at(reading, place, [first, second], facts, before)
        again = coached_at(reading, place, [first, second], facts, known)

    assert all(again.judged[key] is known.judged[key] for key in (first.id, second.id))


def test_the_line_is_judged_by_facts_that_are_known_already(live: LiveMeeting) -> None:
    place = place_of(live)
    understood = understand("csc to monitor it", place.roster, place.day, place.calendar)
    with live.desk.reading() as reading:
        warm = warmed_up(reading, place)
        found = coached_line(reading, place, TypedAction(understood), warm.facts)
        dated = coached_line(reading, place, TypedAction(understood, due="11/12/2026"), warm.facts)

    assert found.facts is warm.facts
    assert "no_date" in {one.fault for one in found.findings}
    assert "no_date" not in {one.fault for one in dated.findings}


def test_a_finding_set_aside_is_kept_counted_and_told_again_of_other_words(live: LiveMeeting) -> None:
    action = agree(live, text="monitor the weight", why="", measure="")
    told = finding(live, action, "monitor")

    live.desk.execute(SetFindingAside(action.id, action.text, told, " She goes each Monday ", minutes(2)))

    (step,) = set_aside_in(live)
    assert (step.reason, step.note) == (f"coach: {told.code}", "She goes each Monday")
    found = look(live)
    assert "monitor" not in {one.fault for one in found.by_row[action.id]}
    assert "no_purpose" in {one.fault for one in found.by_row[action.id]}
    assert found.set_aside == {action.id: 1}
    live.desk.execute(change(live.only(Action), "Edit action", text="monitor the weight at home"))
    assert "monitor" in faults(live, action)
    assert look(live).set_aside == {}


def test_faults_of_one_code_are_set_aside_apart(live: LiveMeeting) -> None:
    action = agree(live, why="", measure="")
    told = finding(live, action, "no_measure")

    live.desk.execute(SetFindingAside(action.id, action.text, told, "Said elsewhere", minutes(2)))

    assert finding(live, action, "no_purpose").code == told.code
    assert "no_measure" not in faults(live, action)
    live.desk.undo()
    assert "no_measure" in faults(live, action)


def test_nothing_is_set_aside_without_a_reason_or_of_words_that_changed(live: LiveMeeting) -> None:
    action = agree(live, text="monitor the weight", measure="")
    told = finding(live, action, "monitor")

    with pytest.raises(MeetingDeskError, match="needs a reason"):
        live.desk.execute(SetFindingAside(action.id, action.text, told, "  ", minutes(2)))
    with pytest.raises(StaleRecord):
        live.desk.execute(SetFindingAside(action.id, "watch the weight", told, "Fine", minutes(2)))

    assert set_aside_in(live) == []


def test_nothing_is_set_aside_once_the_minutes_are_approved(live: LiveMeeting) -> None:
    action = agree(live, text="monitor the weight", measure="")
    told = finding(live, action, "monitor")
    live.desk.execute(EndMeeting(live.meeting_id, minutes(60)))
    live.desk.execute(change(live.only(Meeting), "Approve", status=MeetingStatus.APPROVED))

    with pytest.raises(MeetingDeskError, match="nothing is recorded"):
        live.desk.execute(SetFindingAside(action.id, action.text, told, "Fine", minutes(61)))


def test_everybody_who_was_named_gets_an_action_and_who_is_away_confirms(live: LiveMeeting) -> None:
    live.agency("housing")
    action = agree(live, text="visit Mina at home (with Invented police, Invented housing)")
    place = place_of(live)
    owners = (owner_named(action), *others_named(action.text, place.roster))

    live.desk.execute(SplitForOwners(action.id, action.text, owners, minutes(2)))

    made = live.find(Action)
    assert {row.text for row in made} == {"visit Mina at home"}
    status = {row.owner_agency_id: row.status for row in made}
    assert status[live.agency("police").id] is ActionStatus.OPEN
    assert len(status) == len(owners)
    live.desk.undo()
    assert live.only(Action) == replace(action, version=live.only(Action).version)


def test_two_tasks_keep_their_owner_day_and_measure(live: LiveMeeting) -> None:
    action = agree(live, text="refer Mina to CAMHS and to visit the home")
    tasks = tasks_in("refer Mina to CAMHS | and to visit the home")

    live.desk.execute(SplitTasks(action.id, action.text, tasks, minutes(2)))

    made = live.find(Action)
    assert {row.text for row in made} == {"Refer Mina to CAMHS", "Visit the home"}
    assert {(row.owner_agency_id, row.due_on, row.measure) for row in made} == {
        (action.owner_agency_id, action.due_on, action.measure)
    }


def test_tasks_are_read_as_they_were_set_apart() -> None:
    assert tasks_in("ring her | and then to write | ") == ("Ring her", "Write")
    assert tasks_in("ring her") == ("Ring her",)
    assert tasks_in("| and |") == ()


def test_names_with_commas_are_found_and_strangers_are_not() -> None:
    one, other = (
        RosterAgency(new_id(), "a", "a", "Health, Invented"),
        RosterAgency(new_id(), "b", "b", "Bees"),
    )
    roster = Roster((one, other))

    assert others_named("visit (with Health, Invented, Bees)", roster) == (
        NamedOwner(one.id),
        NamedOwner(other.id),
    )
    assert others_named("visit (with a friend, Bees)", roster) == (NamedOwner(other.id),)
    assert others_named("visit (with her mother)", roster) == ()


@pytest.mark.parametrize(
    ("of_one", "of_other", "told"),
    [
        (5, 5, None),
        (6, 5, Load(11)),
        (7, 0, Load(7, "Bees", 7)),
        (8, 6, Load(14, "Bees", 8)),
    ],
)
def test_the_number_of_actions_is_told_where_they_are_many(
    of_one: int, of_other: int, told: Load | None
) -> None:
    bees, ants = RosterAgency(new_id(), "b", "b", "Bees"), RosterAgency(new_id(), "a", "a", "Ants")
    meeting_id = new_id()
    actions = [
        Action(reference="", meeting_id=meeting_id, text="visit", owner_agency_id=agency.id)
        for agency, number in ((bees, of_one), (ants, of_other))
        for _ in range(number)
    ]

    assert load_of(actions, Roster((bees, ants))) == told
