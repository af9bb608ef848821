from __future__ import annotations

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.closing import BackToDraft, Finalise
from meetingdesk.app.live.running import EndMeeting
from meetingdesk.app.rows import AddRows, RemoveRow, change
from meetingdesk.domain.actions import Action, ActionStatus
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.decisions import AgencyView, Decision
from meetingdesk.domain.information import Entry, EntryAbout
from meetingdesk.domain.meetings import MeetingStatus
from meetingdesk.errors import MeetingDeskError
from tests.live_meetings import LiveMeeting, a_conference, minutes
from tests.people import person_with

CLOSED = "record of this meeting is finalised"


@pytest.fixture
def closed(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    live.start()
    live.invite("police", AttendanceStatus.PRESENT)
    family_id = live.families[0].family.id
    entry = Entry(
        meeting_id=live.meeting_id, family_id=family_id, section="information", text="Called twice."
    )
    desk.execute(
        AddRows(
            (
                entry,
                Action(
                    reference="A1", meeting_id=live.meeting_id, family_id=family_id, text="Ring the school"
                ),
                Decision(meeting_id=live.meeting_id, family_id=family_id, text="A plan is made."),
                Challenge(meeting_id=live.meeting_id, family_id=family_id, text="Too soon."),
            )
        )
    )
    desk.execute(EndMeeting(live.meeting_id, minutes(60)))
    desk.execute(Finalise(live.meeting_id, "Adjourned."))
    return live


def test_nobody_is_marked_present_or_absent_any_more(closed: LiveMeeting) -> None:
    row = closed.asked["police"]

    with pytest.raises(MeetingDeskError, match=CLOSED):
        closed.desk.execute(change(closed.only(type(row)), status=AttendanceStatus.ABSENT))

    assert closed.only(type(row)).status is AttendanceStatus.PRESENT


def test_what_was_said_is_not_changed_nor_taken_out_nor_added_to(closed: LiveMeeting) -> None:
    entry = closed.only(Entry)

    for command in (
        change(entry, text="Called once."),
        RemoveRow(Entry, entry.id),
        AddRows((EntryAbout(entry_id=entry.id, person_id=closed.person(0)),)),
        AddRows((AgencyView(decision_id=closed.only(Decision).id),)),
    ):
        with pytest.raises(MeetingDeskError, match=CLOSED):
            closed.desk.execute(command)

    assert closed.only(Entry) == entry
    assert closed.find(AgencyView) == ()


def test_an_action_stays_what_it_was_agreed_to_be_and_is_still_followed(closed: LiveMeeting) -> None:
    action = closed.only(Action)

    for command in (change(action, text="Write to the school"), RemoveRow(Action, action.id)):
        with pytest.raises(MeetingDeskError, match=CLOSED):
            closed.desk.execute(command)
    closed.desk.execute(change(action, status=ActionStatus.IN_PROGRESS))

    assert closed.only(Action).status is ActionStatus.IN_PROGRESS


def test_a_challenge_is_followed_after_the_record_is_closed(closed: LiveMeeting) -> None:
    challenge = closed.only(Challenge)

    closed.desk.execute(change(challenge, outcome="Settled between managers."))

    assert closed.only(Challenge).outcome == "Settled between managers."


def test_a_record_taken_back_to_the_draft_can_be_written_again(closed: LiveMeeting) -> None:
    closed.desk.execute(BackToDraft(closed.meeting_id))

    closed.desk.execute(change(closed.only(Entry), text="Called once."))

    assert closed.only(Entry).text == "Called once."
    assert closed.meeting.status is MeetingStatus.DRAFT


def test_finalising_is_taken_back_whole(closed: LiveMeeting) -> None:
    closed.desk.undo()

    assert closed.meeting.status is MeetingStatus.DRAFT
    closed.desk.redo()
    assert closed.meeting.status is MeetingStatus.APPROVED


def test_an_older_step_is_not_taken_back_out_of_a_record_that_somebody_finalised(
    closed: LiveMeeting, desk: Desk
) -> None:
    desk.execute(BackToDraft(closed.meeting_id))
    desk.execute(change(closed.only(Entry), text="Called once."))
    other = Desk(desk.store, person_with("chair", "minute_taker"))
    other.execute(Finalise(closed.meeting_id, "Nothing more comes."))

    with pytest.raises(MeetingDeskError, match=CLOSED):
        desk.undo()

    assert closed.only(Entry).text == "Called once."
