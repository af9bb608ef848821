from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepEntry
from meetingdesk.app.live.catalogued import identifier_of
from meetingdesk.app.live.picture_marks import SayAsked, TakeMarkAway
from meetingdesk.app.live.whole_picture import whole_picture
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.information import (
    Entry,
    EntryAbout,
    EntryStatus,
    InformationRequest,
    RequestPrompt,
    RequestState,
)
from meetingdesk.domain.people import Involvement, InvolvementKind, PersonName
from meetingdesk.domain.picture import Cell, CellState, WholePicture, counts, tells
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError
from tests.live_meetings import AT, LiveMeeting, a_conference, a_live_marac
from tests.ui.hostile import HOSTILE

DAY = date(2026, 11, 27)
FAMILY, MINA, JOEL, UNBORN, RUTH, SAM = range(6)
"""The rows of the picture: the family as a whole, then its people."""


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    for key in ("police", "health_visiting", "csc"):
        live.invite(key, AttendanceStatus.PRESENT)
    live.start()
    return live


def picture(live: LiveMeeting, family: int = 0, desk: Desk | None = None) -> WholePicture:
    with (desk or live.desk).reading() as reading:
        return whole_picture(reading, live.meeting_id, live.families[family].family.id)


def cell(live: LiveMeeting, key: str, row: int, family: int = 0) -> Cell:
    found = picture(live, family)
    column = next(place for place, one in enumerate(found.columns) if one.key == key)
    return found.cells[row][column]


def person(row: int) -> int:
    return row - 1


def mark(live: LiveMeeting, key: str, row: int, state: RequestState, reason: str = "", **more: Any) -> None:
    person_id = live.person(person(row)) if row else None
    agency_id = cell(live, key, row).agency_id
    family_id = live.families[0].family.id
    live.desk.execute(SayAsked(live.meeting_id, family_id, agency_id, person_id, state, DAY, reason, **more))


def take_away(live: LiveMeeting, key: str, row: int) -> None:
    found = cell(live, key, row)
    family_id = live.families[0].family.id
    live.desk.execute(TakeMarkAway(live.meeting_id, family_id, found.agency_id, found.person_id))


def say(live: LiveMeeting, key: str, text: str, *rows: int, **values: Any) -> None:
    about = tuple(live.person(person(row)) for row in rows)
    here = live.point("information", None)
    agency = live.agencies[key].id
    live.desk.execute(KeepEntry(here.id, AT, text, agency_id=agency, about=about, **values))


def add_entry(live: LiveMeeting, key: str, text: str, *rows: int, **values: Any) -> Entry:
    entry = Entry(
        meeting_id=live.meeting_id,
        family_id=live.families[0].family.id,
        agency_id=live.agencies[key].id,
        text=text,
        **values,
    )
    about = [EntryAbout(entry_id=entry.id, person_id=live.person(person(row))) for row in rows]
    live.desk.execute(AddRows((entry, *about)))
    return entry


def words(found: WholePicture) -> list[str]:
    return [row.designation for row in found.rows]


def test_the_family_comes_first_and_then_each_of_its_people(live: LiveMeeting) -> None:
    found = picture(live)

    assert words(found) == ["Whole family", "Child 1", "Child 2", "Unborn", "Adult A", "Adult B"]
    assert found.rows[RUTH].name == "Ruth Croft"
    assert found.tally.cells == 5 * len(found.columns)


def test_the_agencies_stand_in_the_order_of_the_table_and_the_gp_is_never_missing(live: LiveMeeting) -> None:
    found = picture(live)

    assert [column.key for column in found.columns] == ["csc", "police", "health_visiting", "gp"]
    assert found.columns[-1].agencies == (identifier_of("gp"),)
    assert {row[-1].state for row in found.cells} == {CellState.GAP}
    assert found.tally.gp_gaps == 5


def test_who_holds_the_meeting_or_interprets_is_asked_about_nobody(live: LiveMeeting) -> None:
    before = len(picture(live).columns)

    live.invite("chairing", AttendanceStatus.PRESENT, role="chair")
    live.agency("interpreter", grouping="support")
    live.invite("interpreter", AttendanceStatus.PRESENT)

    assert len(picture(live).columns) == before


def test_somebody_at_the_table_by_name_alone_brings_their_agency(live: LiveMeeting) -> None:
    probation = Agency(key="probation", name="Invented probation", code="pb")
    worker = Professional(name="Colm Ferrars", agency_id=probation.id)
    seat = Attendance(meeting_id=live.meeting_id, professional_id=worker.id, position=9)

    live.desk.execute(AddRows((probation, worker, seat)))

    assert "probation" in [column.key for column in picture(live).columns]


@pytest.mark.parametrize("state", [RequestState.ASKED, RequestState.ANSWERED, RequestState.NOTHING_KNOWN])
def test_a_mark_says_what_came_of_the_question(live: LiveMeeting, state: RequestState) -> None:
    mark(live, "police", RUTH, state)

    assert cell(live, "police", RUTH).state == CellState(state.value)
    (row,) = live.find(InformationRequest)
    assert row.asked_on == DAY
    assert row.answered_on == (None if state is RequestState.ASKED else DAY)
    assert row.family_id == live.families[0].family.id


@pytest.mark.parametrize("state", [RequestState.DECLINED, RequestState.NOT_ASKED])
def test_declined_and_not_asked_are_refused_without_a_reason(live: LiveMeeting, state: RequestState) -> None:
    with pytest.raises(MeetingDeskError) as refused:
        mark(live, "police", RUTH, state, "  ")

    assert refused.value.hint
    assert live.find(InformationRequest) == ()
    mark(live, "police", RUTH, state, "  no consent \n yet ")
    assert cell(live, "police", RUTH).reason == "no consent yet"


def test_another_mark_changes_the_same_request(live: LiveMeeting) -> None:
    mark(live, "police", RUTH, RequestState.NOT_ASKED, "known to be safe")

    mark(live, "police", RUTH, RequestState.ASKED)

    (row,) = live.find(InformationRequest)
    assert (row.state, row.reason, row.asked_on) == (RequestState.ASKED, "", DAY)


def test_marks_are_taken_back_and_repeated(live: LiveMeeting) -> None:
    mark(live, "police", RUTH, RequestState.ASKED)
    mark(live, "police", RUTH, RequestState.DECLINED, "consent was refused")

    live.desk.undo()
    assert cell(live, "police", RUTH).state is CellState.ASKED
    live.desk.undo()
    assert cell(live, "police", RUTH).state is CellState.GAP
    live.desk.redo()
    live.desk.redo()

    assert cell(live, "police", RUTH).reason == "consent was refused"


def test_a_practice_nobody_knows_comes_in_with_its_first_mark_and_goes_with_undo(live: LiveMeeting) -> None:
    mark(live, "gp", RUTH, RequestState.ASKED)

    assert cell(live, "gp", RUTH).state is CellState.ASKED
    assert [column.key for column in picture(live).columns].count("gp") == 1
    assert picture(live).tally.gp_waiting == 1
    live.desk.undo()
    assert live.find(Agency, key="gp") == ()


def test_what_was_said_about_somebody_is_an_answer_without_any_request(live: LiveMeeting) -> None:
    say(live, "police", "Called to the flat three times", RUTH)

    found = cell(live, "police", RUTH)

    assert (found.state, found.count) == (CellState.ANSWERED, 1)
    (behind,) = picture(live).behind(found)
    assert behind.text == "Called to the flat three times"
    assert cell(live, "police", SAM).state is CellState.GAP


def test_what_was_said_about_nobody_is_said_about_the_family(live: LiveMeeting) -> None:
    say(live, "police", "The street is known for burglaries")

    assert cell(live, "police", FAMILY).state is CellState.ANSWERED
    assert cell(live, "police", RUTH).state is CellState.GAP
    say(live, "csc", "Nothing known")
    assert cell(live, "csc", RUTH).state is CellState.NOTHING_KNOWN
    assert cell(live, "csc", RUTH).is_of_family


def test_who_answered_about_the_family_is_waited_for_about_each_person(live: LiveMeeting) -> None:
    mark(live, "police", FAMILY, RequestState.ANSWERED)
    say(live, "police", "She called on Monday", RUTH)

    assert cell(live, "police", SAM).state is CellState.ASKED
    assert cell(live, "police", SAM).is_of_family
    assert cell(live, "police", RUTH).state is CellState.ANSWERED


@pytest.mark.parametrize(
    "text",
    [
        "Nothing known",
        "nothing is recorded about Child 1.",
        "Not known to this service",
        "No trace",
        "We have no information",
        "No involvement",
    ],
)
def test_an_answer_that_only_says_nothing_known_is_nothing_known(live: LiveMeeting, text: str) -> None:
    say(live, "police", text, MINA)

    assert cell(live, "police", MINA).state is CellState.NOTHING_KNOWN
    assert not cell(live, "police", MINA).is_only
    mark(live, "police", MINA, RequestState.ANSWERED)
    assert cell(live, "police", MINA).state is CellState.NOTHING_KNOWN


@pytest.mark.parametrize(
    "text",
    [
        "Nothing known before May, then two calls",
        "No contact for six weeks",
        "No concerns",
        "Unknown man at the door",
    ],
)
def test_an_answer_that_tells_something_counts(live: LiveMeeting, text: str) -> None:
    say(live, "police", text, MINA)

    assert cell(live, "police", MINA).state is CellState.ANSWERED


@pytest.mark.parametrize("text", ["Name, address and DOB confirmed", "Date of birth is correct."])
def test_confirming_who_somebody_is_answers_nothing(live: LiveMeeting, text: str) -> None:
    say(live, "police", text, MINA)

    found = cell(live, "police", MINA)

    assert found.state is CellState.ASKED
    assert found.count == 1
    assert picture(live).tally.only_one == 0


def test_a_mark_for_the_family_goes_for_each_of_them(live: LiveMeeting) -> None:
    mark(live, "police", FAMILY, RequestState.DECLINED, "needs a court order")
    mark(live, "police", SAM, RequestState.ASKED)

    found = cell(live, "police", RUTH)

    assert (found.state, found.reason, found.is_of_family) == (
        CellState.DECLINED,
        "needs a court order",
        True,
    )
    assert cell(live, "police", SAM).state is CellState.ASKED
    assert not cell(live, "police", SAM).is_of_family


def test_what_only_one_agency_knows_is_told(live: LiveMeeting) -> None:
    say(live, "police", "He was bailed on Monday", SAM)
    say(live, "csc", "Nothing known", SAM)
    say(live, "police", "She called twice", RUTH)
    say(live, "csc", "She came to the office", RUTH)

    found = picture(live)

    assert cell(live, "police", SAM).is_only
    assert not cell(live, "police", RUTH).is_only
    assert found.rows[SAM].known_to == ("PO",)
    assert found.tally.only_one == 1


def test_a_dispute_is_told(live: LiveMeeting) -> None:
    add_entry(live, "police", "They live in Hill Road", RUTH, status=EntryStatus.DISPUTED, disputed_by="HV")

    assert cell(live, "police", RUTH).is_disputed
    assert picture(live).tally.disputed == 1
    assert picture(live).behind(cell(live, "police", RUTH))[0].disputed_by == "HV"


def test_what_is_held_and_not_shared_is_declined_with_its_reason(live: LiveMeeting) -> None:
    add_entry(live, "police", "Held", SAM, is_not_shared=True, not_shared_because="a live investigation")

    found = cell(live, "police", SAM)

    assert (found.state, found.reason) == (CellState.DECLINED, "a live investigation")


def test_a_working_note_is_no_answer_and_restricted_information_is_one(live: LiveMeeting) -> None:
    note = Entry(meeting_id=live.meeting_id, text="ask again", visibility=Visibility.V5)
    assert not counts(note)
    assert not tells(note)

    say(live, "police", "He is watched", SAM, visibility=Visibility.V2)

    assert cell(live, "police", SAM).count == 1


def test_an_answer_that_was_sent_back_is_waited_for_again(live: LiveMeeting) -> None:
    say(live, "police", "Some calls", RUTH)
    with pytest.raises(MeetingDeskError):
        mark(live, "police", RUTH, RequestState.ASKED, sends_back=True)

    mark(live, "police", RUTH, RequestState.ASKED, "no dates", sends_back=True)

    found = cell(live, "police", RUTH)
    assert (found.state, found.reason, found.is_sent_back) == (CellState.ASKED, "no dates", True)
    mark(live, "police", RUTH, RequestState.ANSWERED)
    assert cell(live, "police", RUTH).state is CellState.ANSWERED


def test_who_has_said_something_was_asked(live: LiveMeeting) -> None:
    say(live, "police", "Some calls", RUTH)

    for state in (RequestState.NOT_ASKED, RequestState.NOTHING_KNOWN, RequestState.ASKED):
        with pytest.raises(MeetingDeskError):
            mark(live, "police", RUTH, state, "because")

    assert live.find(InformationRequest) == ()


def test_a_mark_is_taken_away_and_what_was_said_stays(live: LiveMeeting) -> None:
    mark(live, "police", RUTH, RequestState.ASKED)
    request = live.only(InformationRequest)
    entry = add_entry(live, "police", "Nothing known", RUTH, request_id=request.id)

    take_away(live, "police", RUTH)

    assert live.find(InformationRequest) == ()
    assert live.only(Entry).request_id is None
    live.desk.undo()
    assert live.only(Entry).request_id == request.id
    assert live.only(Entry).id == entry.id


def test_a_mark_with_written_answers_is_not_taken_away(live: LiveMeeting) -> None:
    mark(live, "police", RUTH, RequestState.ANSWERED)
    request = live.only(InformationRequest)
    live.desk.execute(AddRows((RequestPrompt(request_id=request.id, text="Calls?", answer="Three"),)))

    with pytest.raises(MeetingDeskError):
        take_away(live, "police", RUTH)

    assert live.only(InformationRequest).state is RequestState.ANSWERED


def test_nothing_to_take_away_is_nothing_done(live: LiveMeeting) -> None:
    before = live.desk.undo_state

    take_away(live, "police", RUTH)

    assert live.desk.undo_state == before


def test_each_person_is_asked_about_at_their_own_practice(live: LiveMeeting) -> None:
    hill, vale = (Agency(key="gp", name=name, code="gp") for name in ("Hill Surgery", "Vale Surgery"))
    registered = [
        Involvement(person_id=live.person(person(row)), kind=InvolvementKind.GP, agency_id=practice.id)
        for row, practice in ((MINA, hill), (SAM, vale))
    ]
    live.desk.execute(AddRows((hill, vale, *registered)))

    found = picture(live)

    assert [column.key for column in found.columns].count("gp") == 1
    assert cell(live, "gp", MINA).agency_id == hill.id
    assert cell(live, "gp", SAM).agency_id == vale.id
    assert cell(live, "gp", RUTH).agency_id == identifier_of("gp")
    mark(live, "gp", SAM, RequestState.ASKED)
    assert live.only(InformationRequest).agency_id == vale.id
    assert cell(live, "gp", MINA).state is CellState.GAP


def test_the_practice_of_another_family_is_nobodys_here(live: LiveMeeting) -> None:
    live.desk.execute(AddRows((Agency(key="gp", name="Far Away Surgery", code="gp"),)))

    assert cell(live, "gp", RUTH).agency_id == identifier_of("gp")


def test_each_case_has_its_own_picture(desk: Desk) -> None:
    live = a_live_marac(desk)
    live.invite("police", AttendanceStatus.PRESENT)
    live.start()
    mark(live, "police", MINA, RequestState.ASKED)

    assert cell(live, "police", MINA, 0).state is CellState.ASKED
    assert cell(live, "police", MINA, 1).state is CellState.GAP


def test_nothing_is_marked_before_the_meeting_sits(desk: Desk) -> None:
    live = a_conference(desk)
    live.invite("police", AttendanceStatus.PRESENT)

    with pytest.raises(MeetingDeskError):
        mark(live, "police", MINA, RequestState.ASKED)


def test_nobody_of_another_family_is_marked(live: LiveMeeting) -> None:
    agency_id = live.agencies["police"].id
    stranger = UUID(int=7)

    with pytest.raises(MeetingDeskError):
        live.desk.execute(
            SayAsked(
                live.meeting_id,
                live.families[0].family.id,
                agency_id,
                stranger,
                RequestState.ASKED,
                DAY,
            )
        )


def test_without_a_family_there_is_no_picture(live: LiveMeeting) -> None:
    with live.desk.reading() as reading:
        found = whole_picture(reading, live.meeting_id, None)

    assert not found.has_people
    assert found.cells == ()


@pytest.mark.parametrize("text", HOSTILE)
def test_names_and_reasons_stay_as_they_were_typed(live: LiveMeeting, text: str) -> None:
    name = live.only(PersonName, person_id=live.person(person(RUTH)))
    live.desk.execute(change(name, full=text[:300]))

    mark(live, "police", RUTH, RequestState.DECLINED, text)

    stored = live.only(PersonName, id=name.id).full
    assert picture(live).rows[RUTH].name == stored
    assert cell(live, "police", RUTH).reason == " ".join(live.only(InformationRequest).reason.split())
