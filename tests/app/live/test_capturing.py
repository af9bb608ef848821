from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import (
    KeepAction,
    KeepChallenge,
    KeepDecision,
    KeepEntry,
    KeepEvent,
    KeepPerson,
    KeepWords,
)
from meetingdesk.app.outcome import Command
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.actions import Action, ActionFor, ActionStatus, ActionStep, Consented
from meetingdesk.domain.agencies import Staff
from meetingdesk.domain.attendance import AttendanceStatus, Presence
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.chronology import Event, EventAbout
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.information import Entry, EntryAbout, EntryKind
from meetingdesk.domain.meetings import AgendaPoint, MeetingStatus
from meetingdesk.domain.model import ROWS
from meetingdesk.domain.people import PersonName
from meetingdesk.domain.read_person import just_named
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import Voice, VoiceWords
from meetingdesk.errors import MeetingDeskError, NotAllowed
from meetingdesk.storage.store import Store
from tests.live_meetings import AT, LiveMeeting, a_conference, a_live_marac, minutes
from tests.people import person_with
from tests.samples import add

STATUS = AttendanceStatus
FRIDAY = date(2026, 12, 4)


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    """A conference that sits."""
    live = a_conference(desk)
    live.start()
    return live


@pytest.fixture
def taken_by_one(store: Store) -> LiveMeeting:
    """A conference whose minute taker does not chair it."""
    live = a_conference(Desk(store, person_with("minute_taker")))
    live.start()
    return live


def action(live: LiveMeeting, **values: Any) -> Action:
    return Action(reference="", meeting_id=live.meeting_id, text="Visit at home", **values)


def one_of_each(live: LiveMeeting, point: AgendaPoint) -> list[Command]:
    return [
        KeepEntry(point.id, AT, "Called twice.", about=(live.person(0),)),
        KeepAction(point.id, AT, action(live), (live.person(0),)),
        KeepWords(point.id, live.person(0), "I like the dog."),
        KeepDecision(point.id, AT, "Both stay on a plan."),
        KeepChallenge(point.id, AT, "The risk is higher."),
        KeepPerson(point.id, just_named("Ines Marlow", "aunt")),
        KeepEvent(point.id, "Moved house.", FRIDAY, about=(live.person(0), live.person(3))),
    ]


def everything(live: LiveMeeting) -> dict[str, set[Any]]:
    with live.desk.reading() as reading:
        return {kind.table: set(reading.find(kind)) for kind in ROWS}


# What was said


def test_what_was_said_is_filed_where_the_meeting_is(live: LiveMeeting) -> None:
    police, point = live.agency("police"), live.point("information")

    live.desk.execute(
        KeepEntry(
            point.id,
            minutes(1),
            "Called to the flat.",
            agency_id=police.id,
            kind=EntryKind.FACT,
            about=(live.person(0), live.person(3), live.person(0)),
            source="log 12",
            source_on=FRIDAY,
        )
    )

    entry = live.only(Entry)
    assert (entry.section, entry.family_id) == ("information", live.families[0].family.id)
    assert (entry.at, entry.agency_id, entry.kind) == (minutes(1), police.id, EntryKind.FACT)
    assert (entry.source, entry.source_on, entry.visibility) == ("log 12", FRIDAY, Visibility.V0)
    assert {one.person_id for one in live.find(EntryAbout)} == {live.person(0), live.person(3)}


def test_what_an_agency_says_was_said_and_what_nobody_is_named_for_is_a_note(live: LiveMeeting) -> None:
    point = live.point("information")

    live.desk.execute(KeepEntry(point.id, AT, "Called.", agency_id=live.agency("police").id))
    live.desk.execute(KeepEntry(point.id, AT, "A break of ten minutes."))

    assert [entry.kind for entry in live.find(Entry)] == [EntryKind.SAID, EntryKind.NOTE]


def test_lines_stand_in_the_order_in_which_they_were_said(live: LiveMeeting) -> None:
    information, people = live.point("information"), live.point("people")

    for number, point in enumerate((information, people, information, information)):
        live.desk.execute(KeepEntry(point.id, AT, f"Line {number}"))

    entries = sorted(live.find(Entry), key=lambda entry: entry.position)
    assert [entry.text for entry in entries] == [f"Line {number}" for number in range(4)]
    assert len({entry.position for entry in entries}) == 4


def test_what_is_said_in_a_case_belongs_to_its_family(desk: Desk) -> None:
    live = a_live_marac(desk)
    live.start()

    desk.execute(KeepEntry(live.point("information", 1).id, AT, "Called twice."))
    desk.execute(KeepEntry(live.point("opening").id, AT, "Welcome."))

    called, welcome = live.find(Entry)
    assert (called.family_id, welcome.family_id) == (live.families[1].family.id, None)


# Who may read it


def test_a_closed_heading_narrows_what_is_said_under_it(live: LiveMeeting) -> None:
    live.desk.execute(KeepEntry(live.point("police_sensitive").id, AT, "An address is watched."))
    live.desk.execute(KeepEntry(live.point("information").id, AT, "Wider.", visibility=Visibility.V2))

    assert [entry.visibility for entry in live.find(Entry)] == [Visibility.V4, Visibility.V2]


def test_who_does_not_read_legal_advice_is_told_so_and_nothing_is_filed(taken_by_one: LiveMeeting) -> None:
    point = taken_by_one.point("legal")

    with pytest.raises(NotAllowed, match="under this heading is legal advice") as caught:
        taken_by_one.desk.execute(KeepEntry(point.id, AT, "Advice was given."))

    assert "chair" in caught.value.hint
    assert taken_by_one.find(Entry) == ()
    assert taken_by_one.desk.undo_state.undo_label == "Start meeting"


def test_who_does_not_read_legal_advice_cannot_mark_it_so(taken_by_one: LiveMeeting) -> None:
    point = taken_by_one.point("information")

    with pytest.raises(NotAllowed, match="legal advice"):
        taken_by_one.desk.execute(KeepEntry(point.id, AT, "Advice.", visibility=Visibility.V3))


def test_a_working_note_is_its_authors_alone(live: LiveMeeting) -> None:
    other = Desk(live.desk.store, person_with("minute_taker", "chair"))
    add(live.desk.store, Staff(id=live.desk.person.staff_id, sign_in_name="ada", name="Ada Test"))

    live.desk.execute(
        KeepEntry(live.point("information").id, AT, "Ask about the dog.", visibility=Visibility.V5)
    )

    assert live.only(Entry).author_id == live.desk.person.staff_id
    with other.reading() as reading:
        assert reading.find(Entry) == ()


@pytest.mark.parametrize("kind", [KeepDecision, KeepChallenge])
def test_only_what_was_said_can_be_a_working_note(
    live: LiveMeeting, kind: type[KeepDecision | KeepChallenge]
) -> None:
    point = live.point("information")

    with pytest.raises(MeetingDeskError, match="working note"):
        live.desk.execute(kind(point.id, AT, "A thought.", visibility=Visibility.V5))


def test_what_is_typed_in_a_closed_part_stays_in_it_whatever_it_is(live: LiveMeeting) -> None:
    point = live.point("police_sensitive")

    for command in one_of_each(live, point):
        live.desk.execute(command)

    kept = [live.only(kind) for kind in (Entry, Action, VoiceWords, Decision, Challenge, Event)]
    assert {row.visibility for row in kept} == {Visibility.V4}


def test_what_belongs_under_another_heading_has_the_readers_of_that_heading(live: LiveMeeting) -> None:
    point = live.point("reflection")

    for command in one_of_each(live, point):
        live.desk.execute(command)

    assert live.only(Entry).visibility is Visibility.V1
    assert live.only(Action).visibility is Visibility.V0
    assert live.only(Decision).visibility is Visibility.V0
    assert live.only(Challenge).visibility is Visibility.V1
    assert live.only(Event).visibility is Visibility.V0
    assert live.only(VoiceWords).visibility is Visibility.V1


def test_an_action_that_was_narrowed_stays_narrow(live: LiveMeeting) -> None:
    point = live.point("information")

    live.desk.execute(KeepAction(point.id, AT, action(live, visibility=Visibility.V2)))

    assert live.only(Action).visibility is Visibility.V2


# Actions


def agreed(live: LiveMeeting, **values: Any) -> Action:
    live.desk.execute(KeepAction(live.point("actions").id, AT, action(live, **values)))
    found: tuple[Action, ...] = live.find(Action)
    return found[-1]


def test_an_action_is_numbered_dated_and_protects_somebody(live: LiveMeeting) -> None:
    live.desk.execute(
        KeepAction(live.point("actions").id, AT, action(live, due_on=FRIDAY), (live.person(0),) * 2)
    )

    kept = live.only(Action)
    assert kept.reference == "M-2026-114-A01"
    assert (kept.due_on, kept.agreed_at, kept.family_id) == (FRIDAY, AT, live.families[0].family.id)
    assert live.only(ActionFor).person_id == live.person(0)
    assert live.only(ActionStep).to_status is ActionStatus.OPEN


def test_before_the_roll_is_called_every_owner_is_taken_to_be_here(live: LiveMeeting) -> None:
    live.invite("police", STATUS.INVITED)

    kept = agreed(live, owner_agency_id=live.agency("police").id)

    assert (kept.status, kept.consented) == (ActionStatus.OPEN, Consented.AGREED_IN_MEETING)


def test_an_action_of_an_agency_that_is_absent_waits_to_be_confirmed(live: LiveMeeting) -> None:
    live.invite("police", STATUS.PRESENT)
    live.invite("housing", STATUS.ABSENT)

    kept = agreed(live, owner_agency_id=live.agency("housing").id)

    assert (kept.status, kept.consented) == (ActionStatus.UNCONFIRMED, Consented.ASSIGNED_IN_ABSENCE)
    assert agreed(live, owner_agency_id=live.agency("police").id).status is ActionStatus.OPEN
    assert agreed(live).status is ActionStatus.OPEN


def test_a_deputy_agrees_for_the_agency_they_stand_in_for(live: LiveMeeting) -> None:
    absent = live.invite("police", STATUS.SENT_DEPUTY, name="Ruth Vale")
    live.invite("idva", STATUS.PRESENT, deputy_for_id=absent.id)

    assert agreed(live, owner_agency_id=live.agency("police").id).status is ActionStatus.OPEN


def test_somebody_asked_by_name_alone_speaks_for_their_agency(live: LiveMeeting) -> None:
    row = live.invite("police", STATUS.PRESENT, name="Ruth Vale")
    live.desk.execute(change(row, agency_id=None))

    assert agreed(live, owner_agency_id=live.agency("police").id).status is ActionStatus.OPEN


@pytest.mark.parametrize("status", [STATUS.OBSERVER, STATUS.SUPPORTER])
def test_who_only_looks_on_agrees_to_nothing(live: LiveMeeting, status: AttendanceStatus) -> None:
    live.invite("csc", STATUS.PRESENT)
    live.invite("police", status)

    kept = agreed(live, owner_agency_id=live.agency("police").id)

    assert kept.status is ActionStatus.UNCONFIRMED


def test_who_has_left_agrees_to_nothing_any_more(live: LiveMeeting) -> None:
    live.invite("csc", STATUS.PRESENT)
    gone = live.invite("police", STATUS.PRESENT)
    live.desk.execute(AddRows((Presence(attendance_id=gone.id, arrived_at=AT, left_at=minutes(20)),)))

    kept = agreed(live, owner_agency_id=live.agency("police").id)

    assert kept.status is ActionStatus.UNCONFIRMED


def test_who_is_out_for_one_case_agrees_in_the_next(desk: Desk) -> None:
    live = a_live_marac(desk)
    live.start()
    live.invite("csc", STATUS.PRESENT)
    row = live.invite("police", STATUS.PRESENT)
    out = Presence(attendance_id=row.id, family_id=live.families[0].family.id, left_at=minutes(5))
    desk.execute(AddRows((out,)))
    owned = action(live, owner_agency_id=live.agency("police").id)

    for number in (0, 1):
        desk.execute(KeepAction(live.point("actions", number).id, AT, owned))
        owned = replace(owned, id=Action(reference="", meeting_id=live.meeting_id, text="x").id)

    statuses = {one.family_id: one.status for one in live.find(Action)}
    assert statuses[live.families[0].family.id] is ActionStatus.UNCONFIRMED
    assert statuses[live.families[1].family.id] is ActionStatus.OPEN


def test_a_parent_who_is_not_here_agrees_to_nothing(live: LiveMeeting) -> None:
    live.invite("csc", STATUS.PRESENT)

    assert agreed(live, owner_person_id=live.person(3)).status is ActionStatus.UNCONFIRMED


# The other lines


def test_a_childs_words_lie_on_one_card(live: LiveMeeting) -> None:
    point = live.point("children")

    live.desk.execute(KeepWords(point.id, live.person(0), "I like the dog.", "Ines Marlow"))
    live.desk.execute(KeepWords(point.id, live.person(0), "I do not sleep."))
    live.desk.execute(KeepWords(point.id, live.person(1), "Ball.", about_parent_id=live.person(3)))

    cards = {card.child_id: card for card in live.find(Voice)}
    words = live.find(VoiceWords, voice_id=cards[live.person(0)].id)
    about_parent = live.only(VoiceWords, voice_id=cards[live.person(1)].id)
    assert len(cards) == 2
    assert [one.text for one in words] == ["I like the dog.", "I do not sleep."]
    assert words[0].position < words[1].position
    assert (words[0].heard_by, words[0].visibility) == ("Ines Marlow", Visibility.V1)
    assert about_parent.visibility is Visibility.V2


def test_a_decision_was_taken_by_the_chair(live: LiveMeeting) -> None:
    live.desk.execute(KeepDecision(live.point("decision").id, AT, "Both stay.", child_id=live.person(0)))
    live.desk.execute(KeepDecision(live.point("decision").id, AT, "It is reviewed in May."))

    first, second = live.find(Decision)
    assert (first.text, first.child_id, first.agreed_at) == ("Both stay.", live.person(0), AT)
    assert first.decided_by_id == live.meeting.chair_id
    assert first.position < second.position


def test_a_difference_of_view_says_whose_it_is(live: LiveMeeting) -> None:
    police = live.agency("police")

    live.desk.execute(KeepChallenge(live.point("decision").id, AT, "The risk is higher.", police.id))

    assert (live.only(Challenge).raised_by_agency_id, live.only(Challenge).raised_at) == (police.id, AT)


def test_somebody_just_named_is_of_the_family(live: LiveMeeting) -> None:
    live.desk.execute(KeepPerson(live.point("information").id, just_named("Ines Marlow", "aunt")))

    member = live.only(FamilyMember, role=FamilyRole.SIGNIFICANT_OTHER)
    assert (member.note, member.position) == ("aunt", 6)
    assert live.only(PersonName, person_id=member.person_id).full == "Ines Marlow"


def test_an_event_is_the_familys_and_about_somebody(live: LiveMeeting) -> None:
    live.desk.execute(
        KeepEvent(live.point("events").id, "Moved house.", FRIDAY, about=(live.person(3),) * 2, source="log")
    )

    event = live.only(Event)
    assert (event.happened_on, event.source, event.meeting_id) == (FRIDAY, "log", live.meeting_id)
    assert live.only(EventAbout).person_id == live.person(3)


@pytest.mark.parametrize(
    "command",
    [
        lambda point: KeepPerson(point, just_named("Ines Marlow")),
        lambda point: KeepEvent(point, "Moved house."),
    ],
    ids=["person", "event"],
)
def test_between_the_cases_no_family_is_meant(desk: Desk, command: Callable[[Any], Command]) -> None:
    live = a_live_marac(desk)
    live.start()
    before = everything(live)

    with pytest.raises(MeetingDeskError, match="No family") as caught:
        desk.execute(command(live.point("opening").id))

    assert "case" in caught.value.hint
    assert everything(live) == before


# All of them


@pytest.mark.parametrize("number", range(7))
def test_every_line_is_one_step_to_take_back_and_to_repeat(live: LiveMeeting, number: int) -> None:
    before = everything(live)
    command = one_of_each(live, live.point("information"))[number]

    live.desk.execute(command)
    after = everything(live)
    label = live.desk.undo_state.undo_label
    live.desk.undo()

    assert label == command.label
    assert after != before
    assert everything(live) == before
    live.desk.redo()
    assert everything(live) == after


@pytest.mark.parametrize("status", [MeetingStatus.PLANNED, MeetingStatus.APPROVED, MeetingStatus.ARCHIVED])
def test_nothing_is_recorded_in_a_meeting_that_is_not_open_for_it(desk: Desk, status: MeetingStatus) -> None:
    live = a_conference(desk)
    desk.execute(change(live.meeting, status=status))
    before = everything(live)

    for command in one_of_each(live, live.point("information")):
        with pytest.raises(MeetingDeskError, match=status.value):
            desk.execute(command)

    assert everything(live) == before
