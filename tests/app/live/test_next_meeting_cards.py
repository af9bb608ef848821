from __future__ import annotations

from datetime import time, timedelta

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.cards.card import Card
from meetingdesk.app.plan_next import PlanNext
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.errors import MeetingDeskError
from tests.live_cards import cards_of, fill, says
from tests.live_meetings import LiveMeeting, a_conference


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    live.start()
    return live


def card(live: LiveMeeting) -> Card:
    (found,) = cards_of(live, "next")
    return found


def agree(live: LiveMeeting, days: int = 9, kind: str = "core_group") -> None:
    assert live.meeting.held_on is not None
    (block,) = card(live).blocks
    fill(live, block, "next_on", live.meeting.held_on + timedelta(days=days))
    fill(live, card(live).blocks[0], "next_type_id", kind)


def test_a_meeting_that_was_agreed_is_planned_from_its_card(live: LiveMeeting) -> None:
    agree(live)
    fill(live, card(live).blocks[0], "next_at", time(10, 30))
    before = says(card(live))
    (offer,) = card(live).offers

    live.desk.execute(offer.command)

    (planned,) = live.find(Meeting, type_id="core_group")
    assert before == ["agreed, not planned yet"]
    assert (planned.held_on, planned.starts_at) == (live.meeting.next_on, time(10, 30))
    assert (planned.status, planned.previous_id) == (MeetingStatus.PLANNED, live.meeting_id)
    assert planned.family_id == live.meeting.family_id
    assert says(card(live)) == [f"planned: {planned.reference}"]
    assert card(live).offers == ()


def test_a_day_that_is_not_after_this_meeting_is_not_planned(live: LiveMeeting) -> None:
    agree(live, days=0)

    assert card(live).offers == ()


def test_it_is_planned_once_and_undo_takes_it_out(live: LiveMeeting) -> None:
    agree(live)
    live.desk.execute(PlanNext(live.meeting_id))

    with pytest.raises(MeetingDeskError, match="planned already"):
        live.desk.execute(PlanNext(live.meeting_id))
    live.desk.undo()

    assert live.find(Meeting, type_id="core_group") == ()
    assert len(card(live).offers) == 1


def test_without_a_day_nothing_is_planned(live: LiveMeeting) -> None:
    with pytest.raises(MeetingDeskError, match="no day yet"):
        live.desk.execute(PlanNext(live.meeting_id))


def test_the_same_kind_is_led_by_the_same_people(live: LiveMeeting) -> None:
    agree(live, 90, "icpc")

    live.desk.execute(PlanNext(live.meeting_id))

    planned = [one for one in live.find(Meeting, type_id="icpc") if one.id != live.meeting_id]
    assert [one.chair_id for one in planned] == [live.meeting.chair_id]
