from __future__ import annotations

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepEntry
from meetingdesk.app.live.opened import Opened, opened
from meetingdesk.domain.meetings import MeetingStatus
from meetingdesk.domain.rows import new_id
from tests.live_meetings import AT, LiveMeeting, a_conference


@pytest.fixture
def conference(local_desk: Desk) -> LiveMeeting:
    return a_conference(local_desk)


def test_a_meeting_that_is_being_prepared_has_nothing_to_show_live(conference: LiveMeeting) -> None:
    with conference.desk.reading() as reading:
        assert opened(reading, conference.meeting_id) == Opened(MeetingStatus.PLANNED)


def test_a_meeting_that_is_gone_is_not_opened(conference: LiveMeeting) -> None:
    with conference.desk.reading() as reading:
        assert opened(reading, new_id()) is None


def test_a_meeting_that_sits_opens_where_the_line_is_or_where_a_row_is_seen(conference: LiveMeeting) -> None:
    conference.start()
    first, second = conference.point("information"), conference.point("opening")
    for point, text in ((first, "Called twice."), (second, "All are welcome.")):
        conference.desk.execute(KeepEntry(point.id, AT, text))
    (item,) = conference.look(first).stream or ()

    with conference.desk.reading() as reading:
        here = opened(reading, conference.meeting_id)
        there = opened(reading, conference.meeting_id, row_id=item.id)

    assert here is not None
    assert there is not None
    assert here.view is not None
    assert there.view is not None
    assert here.view.point == second
    assert there.view.point == first
    assert there.view.stream == (item,)
