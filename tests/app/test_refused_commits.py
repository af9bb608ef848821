from __future__ import annotations

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.families import Family
from meetingdesk.domain.information import Entry
from meetingdesk.domain.rows import new_id
from meetingdesk.errors import MeetingDeskError


def test_a_commit_that_was_refused_does_not_stand_in_the_way_of_the_next(desk: Desk) -> None:
    family = Family(reference="M-2026-001")

    for _ in range(3):
        with pytest.raises(MeetingDeskError, match="points to"):
            desk.execute(AddRows((Entry(meeting_id=new_id(), text="Seen at home"),)))
    desk.execute(AddRows((family,)))

    with desk.reading() as reading:
        assert reading.get(Family, family.id) == family
        assert reading.count(Entry) == 0
