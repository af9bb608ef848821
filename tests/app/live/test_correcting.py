from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepAction
from meetingdesk.app.live.correcting import CorrectAction
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.actions import Action, ActionFor, ActionStatus, ActionStep, Consented
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.rows import new_id
from meetingdesk.errors import MeetingDeskError, StaleRecord
from tests.live_meetings import AT, LiveMeeting, a_conference, minutes


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    """A conference that sits, with police in the room, housing away, and an action of the police."""
    live = a_conference(desk)
    live.start()
    police = live.invite("police", AttendanceStatus.PRESENT)
    live.invite("housing", AttendanceStatus.APOLOGIES)
    action = Action(
        reference="",
        meeting_id=live.meeting_id,
        text="change the locks",
        owner_agency_id=police.agency_id,
        due_on=date(2026, 3, 6),
        due_said="fri",
    )
    live.desk.execute(KeepAction(live.point("information").id, AT, action, (live.person(0),)))
    return live


def agreed(live: LiveMeeting) -> Action:
    found: Action = live.only(Action, meeting_id=live.meeting_id)
    return found


def correct(live: LiveMeeting, protects: tuple[UUID, ...] | None = None, **values: Any) -> None:
    action, point = agreed(live), live.point("information")
    seen = tuple((name, getattr(action, name)) for name in values)
    live.desk.execute(CorrectAction(action.id, point.id, minutes(3), tuple(values.items()), protects, seen))


def protected(live: LiveMeeting) -> set[UUID]:
    return {one.person_id for one in live.find(ActionFor, action_id=agreed(live).id)}


def test_each_piece_is_written_down_anew(live: LiveMeeting) -> None:
    correct(live, why="nobody can come in", measure="receipt", frequency="once")
    correct(live, protects=(live.person(1), live.person(1)))

    action = agreed(live)
    assert (action.why, action.measure, action.frequency) == ("nobody can come in", "receipt", "once")
    assert (action.text, action.status) == ("change the locks", ActionStatus.OPEN)
    assert protected(live) == {live.person(1)}


def test_a_new_date_is_a_step_of_the_trail(live: LiveMeeting) -> None:
    correct(live, due_on=date(2026, 3, 10), due_said="10/3")

    steps = sorted(live.find(ActionStep, action_id=agreed(live).id), key=lambda step: step.at)
    assert [step.kind for step in steps] == ["agreed", "corrected"]
    assert (steps[1].old_due_on, steps[1].new_due_on) == (date(2026, 3, 6), date(2026, 3, 10))


def test_an_owner_who_is_away_has_to_confirm_it_and_one_who_is_here_has_not(live: LiveMeeting) -> None:
    correct(live, owner_agency_id=live.asked["housing"].agency_id)
    away = agreed(live)
    correct(live, owner_agency_id=live.asked["police"].agency_id)

    here = agreed(live)
    assert (away.status, away.consented) == (ActionStatus.UNCONFIRMED, Consented.ASSIGNED_IN_ABSENCE)
    assert (here.status, here.consented) == (ActionStatus.OPEN, Consented.AGREED_IN_MEETING)


def test_one_step_takes_it_all_back(live: LiveMeeting) -> None:
    before = agreed(live)
    correct(live, protects=(), owner_agency_id=live.asked["housing"].agency_id)
    assert protected(live) == set()

    live.desk.undo()

    back = agreed(live)
    assert (back.owner_agency_id, back.status) == (before.owner_agency_id, before.status)
    assert protected(live) == {live.person(0)}
    assert [step.kind for step in live.find(ActionStep, action_id=back.id)] == ["agreed"]


def test_what_somebody_else_changed_meanwhile_is_not_written_over(live: LiveMeeting) -> None:
    action = agreed(live)
    seen = (("measure", "an older one"),)

    with pytest.raises(StaleRecord):
        live.desk.execute(
            CorrectAction(action.id, live.point("information").id, AT, (("measure", "receipt"),), None, seen)
        )

    assert agreed(live).measure == ""


def test_what_an_earlier_meeting_agreed_stays_as_it_was(live: LiveMeeting) -> None:
    earlier = Meeting(id=new_id(), type_id="icpc", reference="M-2025-001")
    old = Action(reference="M-2025-001-A01", meeting_id=earlier.id, text="call the school")
    live.desk.execute(AddRows((earlier, old)))

    with pytest.raises(MeetingDeskError, match="earlier meeting"):
        live.desk.execute(CorrectAction(old.id, live.point("information").id, AT, (("measure", "receipt"),)))
