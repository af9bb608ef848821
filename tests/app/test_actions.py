from __future__ import annotations

from datetime import date

import pytest

from meetingdesk.app.actions import AgreeAction
from meetingdesk.app.desk import Desk
from meetingdesk.app.following.moving import CarryAction, MoveAction
from meetingdesk.app.rows import AddRows, RemoveRow, change
from meetingdesk.app.widening import Widen
from meetingdesk.domain.actions import Action, ActionFor, ActionStatus, ActionStep, NotCompleted
from meetingdesk.domain.families import Family
from meetingdesk.domain.information import Entry, EntryAbout
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Person
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError, NotAllowed
from meetingdesk.storage.store import Store
from meetingdesk.storage.tables import deed
from tests.people import person_with

DUE = date(2026, 11, 27)


@pytest.fixture
def family(desk: Desk) -> Family:
    family = Family(reference="M-2026-114")
    desk.execute(AddRows((family,)))
    return family


@pytest.fixture
def meeting(desk: Desk, family: Family) -> Meeting:
    meeting = Meeting(reference="M-2026-114 CG 2026-11-20", type_id="core_group", family_id=family.id)
    desk.execute(AddRows((meeting,)))
    return meeting


def _agree(desk: Desk, meeting: Meeting, text: str = "Visit Child A at home") -> Action:
    action = Action(reference="", meeting_id=meeting.id, family_id=meeting.family_id, text=text, due_on=DUE)
    desk.execute(AgreeAction(action))
    with desk.reading() as reading:
        return reading.get(Action, action.id)


def test_actions_get_the_next_number_of_their_family_and_a_first_step(desk: Desk, meeting: Meeting) -> None:
    child = Person(label="Child A")
    desk.execute(AddRows((child,)))
    first = _agree(desk, meeting)
    second = Action(reference="", meeting_id=meeting.id, family_id=meeting.family_id, text="Book it")
    desk.execute(AgreeAction(second, protects=(child.id,)))

    with desk.reading() as reading:
        assert first.reference == "M-2026-114-A01"
        assert reading.get(Action, second.id).reference == "M-2026-114-A02"
        assert [step.to_status for step in reading.find(ActionStep, action_id=first.id)] == ["open"]
        assert reading.count(ActionFor, action_id=second.id, person_id=child.id) == 1


def test_a_completed_action_needs_evidence(desk: Desk, meeting: Meeting) -> None:
    action = _agree(desk, meeting)

    with pytest.raises(MeetingDeskError, match="evidence"):
        desk.execute(MoveAction(action.id, ActionStatus.COMPLETED))
    desk.execute(MoveAction(action.id, ActionStatus.COMPLETED, evidence="Visit record of 24 Nov"))

    with desk.reading() as reading:
        done = reading.get(Action, action.id)
        assert done.is_closed()
        assert len(reading.find(ActionStep, action_id=action.id)) == 2


def test_an_agency_that_did_not_act_leaves_the_action_open(desk: Desk, meeting: Meeting) -> None:
    action = _agree(desk, meeting)

    with pytest.raises(MeetingDeskError, match="reason"):
        desk.execute(MoveAction(action.id, ActionStatus.NOT_COMPLETED))
    desk.execute(MoveAction(action.id, ActionStatus.NOT_COMPLETED, reason=NotCompleted.AGENCY_DID_NOT_ACT))

    with desk.reading() as reading:
        assert reading.get(Action, action.id).is_overdue(date(2026, 12, 1))


def test_carrying_counts_and_says_why_and_undo_takes_all_of_it_back(desk: Desk, meeting: Meeting) -> None:
    action = _agree(desk, meeting)

    with pytest.raises(MeetingDeskError, match="reason"):
        desk.execute(CarryAction(action.id, date(2026, 12, 4), " "))
    desk.execute(CarryAction(action.id, date(2026, 12, 4), "The clinic was closed"))
    with desk.reading() as reading:
        carried = reading.get(Action, action.id)
    desk.undo()

    with desk.reading() as reading:
        back = reading.get(Action, action.id)
        assert (carried.carried, carried.due_on) == (1, date(2026, 12, 4))
        assert (back.carried, back.due_on) == (0, DUE)
        assert len(reading.find(ActionStep, action_id=action.id)) == 1


def test_removing_a_row_takes_its_parts_and_undo_brings_them_back(desk: Desk, meeting: Meeting) -> None:
    person = Person(label="Child A")
    entry = Entry(meeting_id=meeting.id, text="Seen at home")
    about = EntryAbout(entry_id=entry.id, person_id=person.id)
    desk.execute(AddRows((person, entry, about)))

    desk.execute(RemoveRow(Entry, entry.id))
    with desk.reading() as reading:
        assert reading.count(Entry) == reading.count(EntryAbout) == 0
        assert reading.search("seen ") == ()
    desk.undo()

    with desk.reading() as reading:
        assert reading.get(Entry, entry.id) == entry
        assert reading.get(EntryAbout, about.id) == about
        assert len(reading.search("seen ")) == 1


def test_what_others_point_to_is_not_removed_from_under_them(desk: Desk, meeting: Meeting) -> None:
    person = Person(label="Child A")
    entry = Entry(meeting_id=meeting.id, text="Seen at home")
    desk.execute(AddRows((person, entry, EntryAbout(entry_id=entry.id, person_id=person.id))))

    with pytest.raises(MeetingDeskError, match="points to this"):
        desk.execute(RemoveRow(Person, person.id))

    with desk.reading() as reading:
        assert reading.get(Person, person.id) == person


def test_widening_is_a_deed_with_a_person_and_a_reason(store: Store) -> None:
    taker, chair = Desk(store, person_with("minute_taker")), Desk(store, person_with("chair"))
    meeting = Meeting(reference="M-1", type_id="icpc")
    entry = Entry(meeting_id=meeting.id, text="Where she stays", visibility=Visibility.V2)
    taker.execute(AddRows((meeting, entry)))

    with pytest.raises(NotAllowed):
        taker.execute(change(entry, visibility=Visibility.V0))
    with pytest.raises(NotAllowed):
        taker.execute(Widen(Entry, entry.id, Visibility.V1, "needed"))
    with pytest.raises(MeetingDeskError, match="reason"):
        chair.execute(Widen(Entry, entry.id, Visibility.V1, ""))
    chair.execute(Widen(Entry, entry.id, Visibility.V1, "Housing must know the ward"))

    with chair.reading() as reading:
        wide = reading.get(Entry, entry.id)
        last = reading.rows(deed.select().order_by(deed.c.id.desc()).limit(1))[0]
    assert wide.visibility is Visibility.V1
    assert wide.visibility_reason == last.reason == "Housing must know the ward"
    assert last.staff_id == chair.person.staff_id


def test_what_was_narrowed_by_mistake_is_undone(desk: Desk, meeting: Meeting) -> None:
    entry = Entry(meeting_id=meeting.id, text="Seen at home", visibility=Visibility.V1)
    desk.execute(AddRows((entry,)))
    desk.execute(change(entry, visibility=Visibility.V2))

    desk.undo()

    with desk.reading() as reading:
        assert reading.get(Entry, entry.id).visibility is Visibility.V1
