"""What is searched for in a pack, and what its dates are made from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows, ChangeRow
from meetingdesk.app.sending.listing import send_list
from meetingdesk.app.sending.preparing import PackPlan, Wanted, plan_pack
from meetingdesk.domain.actions import Action
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.people import Address, AddressWithheld, PersonName
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.visibility import Visibility
from reports.documents import written
from reports.leak.check import leaks_in
from tests.app.sending.held_meeting import Sending, sending

MINUTES = DocumentKind.FULL_MINUTES
DAY = date(2026, 8, 28)


@pytest.fixture
def seen(local_desk: Desk) -> Sending:
    return sending(local_desk)


def person(seen: Sending, name: str) -> UUID:
    return next(row.person_id for row in seen.meeting.all(PersonName) if row.full == name)


def plan_for(seen: Sending, worker: str) -> PackPlan:
    with seen.desk.reading() as reading:
        lines = send_list(reading, seen.meeting.meeting_id, DAY).lines
        line = next(one for one in lines if one.proposed.to.worker == worker)
        return plan_pack(reading, seen.meeting.meeting_id, [Wanted(line.key, (MINUTES,))], DAY)


def test_an_address_that_the_sender_may_not_see_is_found_where_it_was_typed_and_stops_its_reader(
    seen: Sending, local_desk: Desk
) -> None:
    father = person(seen, "Neville Ashe")
    home = Address(person_id=person(seen, "Bryony Castell"), lines="14 Sorrel Lane", visibility=Visibility.V4)
    local_desk.execute(
        AddRows((home, AddressWithheld(address_id=home.id, from_id=father)), "Withhold", Deed.PREPARE)
    )
    seen.meeting.say("She is now at 14 Sorrel Lane with the children")
    seen.meeting.take()
    seen.meeting.approve()

    (one,) = plan_for(seen, "Gwyn Parrish").recipients
    hits = leaks_in(written(MINUTES, one.copies[0].copied, "pdf").content, "copy.pdf", one.withheld)

    assert Visibility.V4 not in seen.desk.person.sees
    assert [hit.sentence for hit in hits] == ["A withheld address stands in page 1."]
    line = next(one for one in seen.shown().lines if one.proposed.to.person_id == father)
    assert line.is_stopped


def test_nothing_of_what_is_only_searched_for_is_in_a_copy(seen: Sending) -> None:
    seen.meeting.say("The caretaker of the flats said it to the police", Visibility.V4)
    seen.meeting.take()
    seen.meeting.approve()

    (one,) = plan_for(seen, "Gwyn Parrish").recipients

    assert not leaks_in(written(MINUTES, one.copies[0].copied, "pdf").content, "copy.pdf", one.withheld)
    assert any("caretaker" in each.text for each in one.withheld)


def test_the_dates_that_travel_with_a_copy_are_those_that_were_approved(
    seen: Sending, local_desk: Desk
) -> None:
    police = next(row for row in seen.meeting.all(Agency) if row.key == "police")
    visit = Action(
        meeting_id=seen.meeting.meeting_id,
        reference="A-1",
        text="Visit",
        owner_agency_id=police.id,
        due_on=date(2026, 9, 1),
    )
    local_desk.execute(AddRows((visit,)))
    seen.meeting.take()
    seen.meeting.approve()
    local_desk.execute(ChangeRow(Action, visit.id, (("due_on", date(2026, 12, 24)),)))
    local_desk.execute(AddRows((replace(visit, id=new_id(), reference="A-2"),)))

    (one,) = plan_for(seen, "Leon Abbas").recipients

    assert [(each.summary, each.on) for each in one.dates if "A-" in each.summary] == [
        ("Due: A-1", date(2026, 9, 1))
    ]
