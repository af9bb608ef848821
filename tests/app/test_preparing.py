from __future__ import annotations

from datetime import date, time

from meetingdesk.app.actions import AgreeAction
from meetingdesk.app.desk import Desk
from meetingdesk.app.following.moving import CarryAction, MoveAction
from meetingdesk.app.inviting import InviteAll, MarkInvitation
from meetingdesk.app.meetings import MoveMeeting
from meetingdesk.app.rows import AddRows, ChangeRow
from meetingdesk.domain.actions import Action, ActionStatus
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.information import RequestState
from meetingdesk.domain.meetings import Meeting, MeetingCase, MeetingStatus
from meetingdesk.domain.people import YesNo
from tests.app.meetings_to_prepare import a_family, a_marac, meeting, plan, preparation
from tests.family_records import DAY, InventedFamily

LATER = date(2026, 12, 18)


def says(desk: Desk, meeting_id: object, today: date = DAY) -> list[str]:
    return [lack.says for lack in preparation(desk, meeting_id, today).lacks]  # type: ignore[arg-type]


def test_the_time_a_meeting_takes_is_added_up(desk: Desk) -> None:
    meeting_id, _ = a_marac(desk, 1, 0)

    found = preparation(desk, meeting_id)

    assert found.has_cases
    assert found.planned_minutes == 60
    assert found.finishing_at == time(14, 0)
    assert [case.starts_at for case in found.cases] == [time(13, 40), time(13, 50)]
    assert found.thread == "North district MARAC"


def test_a_case_shows_its_children_the_unborn_and_a_repeat(desk: Desk) -> None:
    meeting_id, _ = a_marac(desk)
    family = InventedFamily()
    family.child(6)
    family.unborn()
    family.adult()
    case = MeetingCase(
        meeting_id=meeting_id, family_id=family.family.id, is_repeat=YesNo.YES, planned_minutes=12
    )
    desk.execute(AddRows((*family.rows(), case)))

    line = preparation(desk, meeting_id).cases[0]

    assert (line.children, line.unborn, line.is_repeat, line.minutes) == (1, 1, True, 12)


def test_the_open_actions_of_the_last_meeting_are_there(desk: Desk) -> None:
    family = a_family(desk)
    first = plan(desk, "core_group", family_id=family.family.id)
    housing = Agency(key="housing", name="Housing")
    worker = Professional(name="Invented Worker", agency_id=housing.id)
    desk.execute(AddRows((housing, worker)))
    actions = [
        Action(
            reference="",
            meeting_id=first,
            family_id=family.family.id,
            text=text,
            owner_agency_id=housing.id,
            owner_id=worker.id,
            due_on=due,
        )
        for text, due in (("Late", date(2026, 12, 1)), ("Later", date(2026, 12, 20)), ("Done", None))
    ]
    for action in actions:
        desk.execute(AgreeAction(action))
    desk.execute(CarryAction(actions[0].id, date(2026, 12, 4), "Contractor ill"))
    desk.execute(MoveAction(actions[2].id, ActionStatus.COMPLETED, evidence="Seen"))
    second = plan(desk, "core_group", LATER, family_id=family.family.id)

    found = preparation(desk, second, LATER)

    assert [(line.text, line.is_overdue, line.carried) for line in found.left_open] == [
        ("Late", True, 1),
        ("Later", False, 0),
    ]
    assert found.left_open[0].owner == "Housing, Invented Worker"
    assert found.last_meeting == meeting(desk, first).reference
    assert preparation(desk, first).left_open == ()


def test_the_actions_of_a_series_stand_case_by_case(desk: Desk) -> None:
    first, cases = a_marac(desk, 1, 1)
    for number, case in enumerate(reversed(cases)):
        action = Action(reference="", meeting_id=first, family_id=case.family_id, text=f"Invented {number}")
        desk.execute(AgreeAction(action))
    second = plan(desk, "marac", LATER, series_id=meeting(desk, first).series_id)

    found = preparation(desk, second)

    assert [line.family for line in found.left_open] == ["M-2026-101", "M-2026-102"]


def test_what_is_missing_is_said_in_sentences_and_goes_as_it_is_done(desk: Desk) -> None:
    meeting_id, _ = a_marac(desk)
    desk.execute(ChangeRow(Meeting, meeting_id, (("starts_at", None),)))
    before = says(desk, meeting_id)

    chair = Professional(name="Invented Chair")
    desk.execute(AddRows((chair,)))
    desk.execute(
        ChangeRow(
            Meeting,
            meeting_id,
            (("starts_at", time(9, 30)), ("chair_id", chair.id), ("minute_taker_id", chair.id)),
        )
    )
    desk.execute(InviteAll(meeting_id, DAY))

    assert before[:4] == [
        "The hour is not set.",
        "Nobody is named to chair.",
        "Nobody is named to take the minutes.",
        "No case is on the list yet.",
    ]
    assert before[4].startswith("Always asked and not invited yet: Police, ")
    assert says(desk, meeting_id) == ["No case is on the list yet."]
    assert preparation(desk, meeting_id).chair == "Invented Chair"


def test_the_three_services_and_unknown_practices_are_named(desk: Desk) -> None:
    family = a_family(desk)
    meeting_id = plan(desk, "strategy", family_id=family.family.id)
    before = says(desk, meeting_id)[1:]
    line = next(
        one.line for one in preparation(desk, meeting_id).invitations if one.line.proposal.agency == "camhs"
    )

    desk.execute(MarkInvitation(meeting_id, line.key, RequestState.NOT_ASKED, DAY, "Never known"))
    after = says(desk, meeting_id)[1:]

    assert "Nobody knows yet which: GP of Child 1, GP of Adult A, school of Child 1." in after
    assert before[2] == (
        "Neither asked nor set aside: Adult mental health, Child and adolescent mental health,"
        " Drug and alcohol service."
    )
    assert after[2] == "Neither asked nor set aside: Adult mental health, Drug and alcohol service."


def test_a_meeting_can_start_from_where_it_is_in_its_life(desk: Desk) -> None:
    meeting_id, _ = a_marac(desk, 1)
    planned = preparation(desk, meeting_id).can_start

    desk.execute(MoveMeeting(meeting_id, MeetingStatus.CANCELLED, "No cases"))

    assert planned
    assert not preparation(desk, meeting_id).can_start
