from __future__ import annotations

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepEntry
from meetingdesk.app.live.head import Head, head_of
from meetingdesk.app.live.running import EndMeeting, StartMeeting
from meetingdesk.app.live.running_order import RunningLine, line_at, running_order
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.meetings import AgendaPoint, ListKind, Meeting, MeetingCase, MeetingStatus
from meetingdesk.domain.people import YesNo
from meetingdesk.errors import MeetingDeskError
from tests.live_meetings import AT, LiveMeeting, a_conference, a_live_marac, minutes


def open_points(live: LiveMeeting) -> list[str]:
    points = live.find(AgendaPoint, meeting_id=live.meeting_id)
    return [point.section for point in points if point.opened_at and not point.closed_at]


def head(live: LiveMeeting) -> Head:
    with live.desk.reading() as reading:
        return head_of(reading, live.meeting_id)


def lines(live: LiveMeeting, at: float = 0) -> tuple[RunningLine, ...]:
    return running_order(head(live), minutes(at))


def test_a_meeting_starts_at_its_first_point(desk: Desk) -> None:
    live = a_conference(desk)

    live.start()

    assert (live.meeting.status, live.meeting.began_at) == (MeetingStatus.LIVE, AT)
    assert open_points(live) == ["opening"]


def test_taking_back_the_start_leaves_a_planned_meeting(desk: Desk) -> None:
    live = a_conference(desk)
    live.start()

    desk.undo()

    assert (live.meeting.status, live.meeting.began_at) == (MeetingStatus.PLANNED, None)
    assert open_points(live) == []


def test_only_one_point_is_open_and_the_others_keep_their_time(desk: Desk) -> None:
    live = a_conference(desk)
    live.start()

    live.go_to(live.point("people"), minutes(4))
    live.go_to(live.point("information"), minutes(10))
    live.go_to(live.point("people"), minutes(30))
    live.go_to(live.point("information"), minutes(31))

    assert open_points(live) == ["information"]
    assert live.point("opening").used_seconds == 4 * 60
    assert live.point("people").used_seconds == 7 * 60


def test_going_somewhere_is_no_step_to_take_back(desk: Desk) -> None:
    live = a_conference(desk)
    live.start()

    live.go_to(live.point("people"), minutes(4))

    assert desk.undo_state.undo_label == "Start meeting"


def test_a_point_that_one_only_went_past_is_still_to_be_taken(desk: Desk) -> None:
    live = a_conference(desk)
    live.start()
    live.go_to(live.point("people"), minutes(4))

    live.go_to(live.point("information"), minutes(4.05))

    passed = live.point("people")
    assert (passed.opened_at, passed.closed_at) == (None, None)
    assert live.point("opening").closed_at == minutes(4)


def test_a_point_at_which_something_was_said_was_taken_however_short(desk: Desk) -> None:
    live = a_conference(desk)
    live.start()
    live.go_to(live.point("people"), minutes(4))
    desk.execute(KeepEntry(live.point("people").id, minutes(4), "All are at home."))

    live.go_to(live.point("information"), minutes(4.05))

    assert live.point("people").closed_at == minutes(4.05)


def test_no_clock_runs_while_the_meeting_does_not_sit(desk: Desk) -> None:
    live = a_conference(desk)

    live.go_to(live.point("people"), AT)

    assert open_points(live) == []


def test_a_case_has_the_time_of_its_points_and_ends_when_it_is_left(desk: Desk) -> None:
    live = a_live_marac(desk)
    live.start()

    live.go_to(live.point("referral", 0), minutes(5))
    live.go_to(live.point("information", 0), minutes(7))
    live.go_to(live.point("referral", 1), minutes(17))

    first, second = live.case(0), live.case(1)
    assert (first.started_at, first.ended_at, first.used_seconds) == (minutes(5), minutes(17), 12 * 60)
    assert (second.started_at, second.ended_at) == (minutes(17), None)


def test_a_case_that_one_only_went_past_was_not_heard(desk: Desk) -> None:
    live = a_live_marac(desk)
    live.start()
    live.go_to(live.point("referral", 0), minutes(5))

    live.go_to(live.point("referral", 1), minutes(5.05))

    assert (live.case(0).started_at, live.case(0).ended_at) == (None, None)


def test_a_case_that_is_taken_up_again_began_when_it_began(desk: Desk) -> None:
    live = a_live_marac(desk)
    live.start()
    live.go_to(live.point("referral", 0), minutes(5))
    live.go_to(live.point("referral", 1), minutes(10))

    live.go_to(live.point("information", 0), minutes(20))

    assert (live.case(0).started_at, live.case(0).ended_at) == (minutes(5), None)


def test_the_end_stops_the_clocks_and_leaves_a_draft(desk: Desk) -> None:
    live = a_live_marac(desk)
    live.start()
    live.go_to(live.point("referral", 0), minutes(5))

    desk.execute(EndMeeting(live.meeting_id, minutes(15)))

    assert (live.meeting.status, live.meeting.ended_at) == (MeetingStatus.DRAFT, minutes(15))
    assert open_points(live) == []
    assert live.case(0).used_seconds == 10 * 60


def test_taking_back_the_end_goes_on_where_the_meeting_was(desk: Desk) -> None:
    live = a_live_marac(desk)
    live.start()
    live.go_to(live.point("referral", 0), minutes(5))
    desk.execute(EndMeeting(live.meeting_id, minutes(15)))

    desk.undo()

    assert (live.meeting.status, live.meeting.ended_at) == (MeetingStatus.LIVE, None)
    assert open_points(live) == ["referral"]


def test_a_meeting_that_goes_on_takes_up_its_case_where_it_was(desk: Desk) -> None:
    live = a_live_marac(desk)
    live.start()
    live.go_to(live.point("information", 0), minutes(5))
    desk.execute(EndMeeting(live.meeting_id, minutes(15)))

    desk.execute(StartMeeting(live.meeting_id, minutes(60)))

    assert live.meeting.began_at == AT
    assert open_points(live) == ["information"]
    assert (live.case(0).ended_at, live.case(0).started_at) == (None, minutes(5))


@pytest.mark.parametrize("command", [StartMeeting, EndMeeting])
def test_an_archived_meeting_neither_begins_nor_ends(
    desk: Desk, command: type[StartMeeting | EndMeeting]
) -> None:
    live = a_conference(desk)
    desk.execute(change(live.meeting, status=MeetingStatus.ARCHIVED))

    with pytest.raises(MeetingDeskError, match="archived"):
        desk.execute(command(live.meeting_id, AT))


def test_cases_come_after_the_list_of_cases(desk: Desk) -> None:
    live = a_live_marac(desk)

    titles = [line.title for line in lines(live)]

    place = titles.index("M-2026-101")
    assert titles[place + 1] == "M-2026-102"
    assert lines(live)[place - 1].point_id == live.point("case_list").id
    assert lines(live)[place + 2].point_id == live.point("twelve_months").id
    assert [line.number for line in lines(live) if line.number] == [1, 2]


def test_a_case_says_what_to_know_before_it_is_heard(desk: Desk) -> None:
    live = a_live_marac(desk)
    desk.execute(change(live.case(0), is_repeat=YesNo.YES, list_kind=ListKind.DEFERRED))

    first, second = (line for line in lines(live) if line.number)

    assert first.note == "deferred · 2 children · unborn · repeat"
    assert not first.is_heard
    assert second.note == "2 children · unborn"


def test_a_case_opens_where_it_was_left(desk: Desk) -> None:
    live = a_live_marac(desk)
    live.start()
    live.go_to(live.point("information", 0), minutes(5))
    live.go_to(live.point("other_business"), minutes(15))

    first = next(line for line in lines(live, 15) if line.number == 1)

    assert first.point_id == live.point("information", 0).id
    assert first.spent.is_done


def test_every_point_of_a_case_belongs_to_its_line(desk: Desk) -> None:
    live = a_live_marac(desk)
    shown = lines(live)

    assert shown[line_at(shown, live.point("told", 1))].number == 2
    assert shown[line_at(shown, live.point("opening"))].title == live.point("opening").title
    assert line_at(shown, None) == -1


def test_a_meeting_about_one_family_goes_by_the_reference_of_the_family(desk: Desk) -> None:
    conference = a_conference(desk)
    marac = a_live_marac(desk)

    assert head(conference).reference == "M-2026-114"
    assert head(marac).reference == marac.meeting.reference
    assert head(conference).planned_start == AT
    assert [line.number for line in lines(conference)] == [0] * len(lines(conference))


def test_a_meeting_without_its_type_has_the_order_it_came_with(desk: Desk) -> None:
    meeting = Meeting(reference="Brought in", type_id="elsewhere", status=MeetingStatus.LIVE)
    point = AgendaPoint(meeting_id=meeting.id, section="talk", title="Talk", kind="of another kind")
    desk.execute(AddRows((meeting, point)))
    live = LiveMeeting(desk, meeting.id, [])
    desk.execute(KeepEntry(point.id, AT, "We talked."))

    view = live.look()

    assert (view.head.kind, view.head.policy, view.head.planned_start) == (None, None, None)
    assert [line.title for line in lines(live)] == ["Talk"]
    assert live.texts(point) == ["We talked."]
    assert view.room is None


def test_a_case_that_is_gone_leaves_no_line(desk: Desk) -> None:
    meeting = Meeting(reference="Brought in", type_id="elsewhere")
    live = a_live_marac(desk)
    case = MeetingCase(meeting_id=meeting.id, family_id=live.families[0].family.id)
    desk.execute(AddRows((meeting, case)))
    bare = LiveMeeting(desk, meeting.id, [])

    assert lines(bare) == ()
    assert bare.look().point is None
