from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.cards.card import Card, Offer
from meetingdesk.app.live.cards.filling import fill_in
from meetingdesk.app.live.view import Part
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.decisions import CoreGroupMember
from meetingdesk.errors import StaleRecord
from tests.app.meetings_to_prepare import plan
from tests.live_meetings import LiveMeeting, a_conference

PRESENT = AttendanceStatus.PRESENT


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    """A conference with a social worker, a health visitor and the mother here, and the school away."""
    live = a_conference(desk)
    live.invite("csc", PRESENT, "Imogen Trask")
    live.invite("health_visiting", AttendanceStatus.PRESENT_REMOTE, "Bronwen Silk")
    live.invite("school", AttendanceStatus.APOLOGIES, "Gwyn Parrish")
    live.invite("idva", AttendanceStatus.OBSERVER, "Amara Stott")
    mother = Attendance(meeting_id=live.meeting_id, person_id=live.person(3), position=9, status=PRESENT)
    live.desk.execute(AddRows((mother,)))
    live.start()
    return live


def card(live: LiveMeeting) -> Card:
    found = live.look(live.point("core_group"), frozenset({Part.CARDS})).cards
    assert found is not None
    (only,) = found
    return only


def offer(live: LiveMeeting, says: str, place: int | None = None) -> Offer:
    shown = card(live)
    offers = shown.offers if place is None else shown.blocks[place].offers
    (found,) = (offer for offer in offers if offer.says == says)
    return found


def choose(live: LiveMeeting, says: str, place: int | None = None) -> None:
    live.desk.execute(offer(live, says, place).command)


def names(live: LiveMeeting) -> list[str]:
    return [block.heading for block in card(live).blocks]


def flags(live: LiveMeeting) -> list[str]:
    return [flag.says for flag in card(live).flags]


def test_an_empty_core_group_says_what_it_lacks(live: LiveMeeting) -> None:
    assert flags(live) == ["nobody named yet", "no lead professional"]
    assert card(live).blocks == ()


def test_everybody_who_is_here_comes_in_with_one_key_in_the_order_of_the_table(live: LiveMeeting) -> None:
    choose(live, "Everybody who is here (3)")

    assert names(live) == ["Imogen Trask (Invented csc)", "Bronwen Silk (HV)", "Adult A"]
    assert card(live).below == "3 members"
    live.desk.undo()
    assert names(live) == []


def test_somebody_who_is_away_comes_in_by_name(live: LiveMeeting) -> None:
    (says,) = (one.says for one in card(live).offers if "Gwyn Parrish" in one.says)

    choose(live, says)

    row = live.only(CoreGroupMember)
    assert (row.agency_id, row.professional_id) == (
        live.agencies["school"].id,
        live.asked["school"].professional_id,
    )
    assert not any("Gwyn Parrish" in one.says for one in card(live).offers)


def test_who_looks_on_or_interprets_is_not_offered(live: LiveMeeting) -> None:
    live.agency("interpreter", grouping="support")
    live.invite("interpreter", PRESENT, "Halina Reed")

    assert not any(name in one.says for one in card(live).offers for name in ("Amara Stott", "Halina Reed"))


def test_nobody_comes_in_twice(live: LiveMeeting) -> None:
    everybody = offer(live, "Everybody who is here (3)")
    live.desk.execute(everybody.command)

    live.desk.execute(everybody.command)

    assert len(live.find(CoreGroupMember)) == 3


def test_there_is_one_lead_professional_and_choosing_another_clears_the_first(live: LiveMeeting) -> None:
    choose(live, "Everybody who is here (3)")
    choose(live, "Lead professional", 0)
    choose(live, "Lead professional", 1)

    assert [block.value("is_lead") for block in card(live).blocks] == [False, True, False]
    assert flags(live)[0].startswith("led by Bronwen Silk")
    assert names(live)[1].startswith("● Bronwen Silk")
    live.desk.undo()
    assert [block.value("is_lead") for block in card(live).blocks] == [True, False, False]


def test_somebody_of_the_family_is_no_lead_professional(live: LiveMeeting) -> None:
    choose(live, "Everybody who is here (3)")

    assert [one.says for one in card(live).blocks[2].offers] == ["Not in it"]


def test_a_member_can_be_taken_out_again(live: LiveMeeting) -> None:
    choose(live, "Everybody who is here (3)")

    choose(live, "Not in it", 2)

    assert len(live.find(CoreGroupMember)) == 2
    assert "nobody of the family" in flags(live)


def test_how_often_somebody_visits_is_kept_and_not_written_over(live: LiveMeeting) -> None:
    choose(live, "Everybody who is here (3)")
    assert "visits: nobody has said how often" in flags(live)
    block = card(live).blocks[0]

    live.desk.execute(fill_in(block, "visits_every", "Every 10 working days", "Fill in", ""))

    assert "visits: nobody has said how often" not in flags(live)
    with pytest.raises(StaleRecord):
        live.desk.execute(fill_in(block, "visits_every", "Weekly", "Fill in", ""))


def test_the_core_group_of_the_meeting_before_is_taken_over(live: LiveMeeting) -> None:
    choose(live, "Everybody who is here (3)")
    choose(live, "Lead professional", 0)
    first = card(live).blocks[0]
    live.desk.execute(fill_in(first, "visits_every", "Weekly", "Fill in", ""))
    family = live.families[0]
    key = plan(live.desk, "rcpc", date(2027, 2, 12), family_id=family.family.id)
    later = replace(live, meeting_id=key)
    later.start()

    choose(later, "As last time (3)")

    rows = later.find(CoreGroupMember, meeting_id=key)
    assert sorted((row.is_lead, row.visits_every) for row in rows) == [
        *((False, ""), (False, ""), (True, "Weekly")),
    ]
