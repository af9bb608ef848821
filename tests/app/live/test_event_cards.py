from __future__ import annotations

from datetime import timedelta

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepEvent
from meetingdesk.app.live.cards.card import Block, Card
from meetingdesk.domain.chronology import Event
from tests.live_cards import cards_of, fill, says
from tests.live_meetings import LiveMeeting, a_conference, a_live_marac


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    live.start()
    return live


def card(live: LiveMeeting, section: str = "events", family: int | None = None) -> Card:
    (found,) = (one for one in cards_of(live, section, family) if one.title == "What has happened")
    return found


def recorded(live: LiveMeeting) -> list[Block]:
    return [block for block in card(live).blocks if block.row is not None]


def happened(live: LiveMeeting, text: str, days_ago: int, section: str = "events") -> None:
    on = live.meeting.held_on
    assert on is not None
    family = 0 if section != "events" else None
    live.desk.execute(KeepEvent(live.point(section, family).id, text, on - timedelta(days=days_ago)))


def test_what_was_typed_stands_on_the_card_the_newest_first(live: LiveMeeting) -> None:
    happened(live, "A neighbour called the police", 12)
    happened(live, "The door was kicked in", 3)

    assert [block.value("text") for block in recorded(live)] == [
        "The door was kicked in",
        "A neighbour called the police",
    ]


def test_an_incident_is_graded_and_told_on_the_card(live: LiveMeeting) -> None:
    happened(live, "The door was kicked in", 3)
    fill(live, recorded(live)[0], "kind", "incident")
    before = says(card(live))

    fill(live, recorded(live)[0], "grade", "high")
    fill(live, recorded(live)[0], "told", "Social care, the same evening")

    assert before == ["1 not graded", "1 told to nobody"]
    assert says(card(live)) == []
    assert live.only(Event).grade == "high"


def test_an_event_begins_on_the_card_as_well(live: LiveMeeting) -> None:
    empty = card(live).blocks[0]

    fill(live, empty, "text", "Seen at the window at noon")

    assert live.only(Event).meeting_id == live.meeting_id
    assert card(live).blocks[0].identity != empty.identity


def test_a_kind_from_elsewhere_stays_as_it_is(live: LiveMeeting) -> None:
    happened(live, "Bail broken", 1)
    fill(live, recorded(live)[0], "kind", "breach_of_bail")

    (kind,) = (field for field in recorded(live)[0].fields if field.name == "kind")
    assert ("breach_of_bail", "breach of bail") in kind.choices


def test_a_meeting_without_a_part_for_it_shows_it_beside_the_people(desk: Desk) -> None:
    live = a_live_marac(desk)
    live.start()
    before = [one.title for one in cards_of(live, "people", 0)]

    happened(live, "The door was kicked in", 3, section="information")

    assert "What has happened" not in before
    assert [one.title for one in cards_of(live, "people", 0)][-1] == "What has happened"
    assert "What has happened" not in [one.title for one in cards_of(live, "people", 1)]
