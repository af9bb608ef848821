from __future__ import annotations

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepEntry
from meetingdesk.app.live.opened import Opened, opened
from meetingdesk.app.live.stream import StreamItem
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.meetings import MeetingStatus
from meetingdesk.domain.rows import new_id
from tests.live_meetings import AT, LiveMeeting, a_conference, minutes


@pytest.fixture
def conference(local_desk: Desk) -> LiveMeeting:
    return a_conference(local_desk)


def test_a_meeting_that_is_being_prepared_has_nothing_to_show_live(conference: LiveMeeting) -> None:
    with conference.desk.reading() as reading:
        assert opened(reading, conference.meeting_id) == Opened(MeetingStatus.PLANNED)


def test_a_meeting_that_is_gone_is_not_opened(conference: LiveMeeting) -> None:
    with conference.desk.reading() as reading:
        assert opened(reading, new_id()) is None


def test_a_meeting_that_sits_opens_where_it_is_or_where_a_row_is_seen(conference: LiveMeeting) -> None:
    conference.start()
    police = conference.invite("police", AttendanceStatus.PRESENT)
    point = conference.point("information")
    conference.desk.execute(KeepEntry(point.id, AT, "Called twice.", agency_id=police.agency_id))
    conference.go_to(conference.point("opening"), minutes(1))

    with conference.desk.reading() as reading:
        here = opened(reading, conference.meeting_id)
        (item,) = conference.look(point).stream or ()
        there = opened(reading, conference.meeting_id, row_id=item.id)

    assert isinstance(item, StreamItem)
    assert here is not None and here.view is not None
    assert there is not None and there.view is not None
    assert here.view.point == conference.point("opening")
    assert there.view.point == point
    assert there.view.stream == (item,)
