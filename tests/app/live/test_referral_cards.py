from __future__ import annotations

from datetime import timedelta

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.cards.at import has_cards
from meetingdesk.app.live.cards.card import Card
from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.meetings import MeetingCase
from meetingdesk.domain.people import Person, YesNo
from tests.live_cards import cards_of, fill, says, somebody
from tests.live_meetings import LiveMeeting, a_conference, a_live_marac


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_live_marac(desk)
    live.start()
    return live


def card(live: LiveMeeting, section: str) -> Card:
    (found,) = cards_of(live, section, 0)
    return found


def test_the_criterion_of_a_case_is_said_on_its_card(live: LiveMeeting) -> None:
    before = says(card(live, "referral"))

    fill(live, card(live, "referral").blocks[0], "criteria", ("professional_judgement",))
    fill(live, card(live, "referral").blocks[0], "checklist_score", 16)

    assert "criterion: nobody has said" in before
    assert "criterion: nobody has said" not in says(card(live, "referral"))
    assert live.case(0).checklist_score == 16
    assert live.case(1).criteria == ()


def test_a_case_that_was_here_within_a_year_is_told_as_a_repeat(live: LiveMeeting) -> None:
    held_on = live.meeting.held_on
    assert held_on is not None
    fill(live, card(live, "referral").blocks[0], "last_referred_on", held_on - timedelta(days=100))
    fill(live, card(live, "referral").blocks[0], "incident_on", held_on - timedelta(days=9))

    assert any(said.startswith("repeat, last") for said in says(card(live, "referral")))


def test_what_the_person_harmed_wants_and_how_they_are_reached_is_filled_in(live: LiveMeeting) -> None:
    somebody(live, FamilyRole.VICTIM)
    views, *reached = card(live, "contact").blocks

    fill(live, views, "victim_views", "To stay in her home.")
    for block in reached:
        fill(live, block, "safe_to_call", YesNo.NO)

    assert reached
    assert says(card(live, "contact")) == ["views known", "not safe to call"]
    assert live.only(MeetingCase, id=live.case(0).id).victim_views == "To stay in her home."
    assert live.find(Person, safe_to_call=YesNo.NO)


def test_a_meeting_about_one_family_talks_of_why_it_meets(desk: Desk) -> None:
    conference = a_conference(desk)

    assert not has_cards(conference.point("reason"))
