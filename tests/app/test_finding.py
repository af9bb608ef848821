from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.finding import Found, Kind, Wanted, find_page
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.actions import Action, ActionStatus
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import Voice, VoiceWords
from tests.people import person_with

TITLES = {"core_group": "Core group"}
JULY = Meeting(reference="F-1 CG 2026-07-01", type_id="core_group", held_on=date(2026, 7, 1))
MAY = Meeting(reference="MARAC May", title="North MARAC", type_id="marac", held_on=date(2026, 5, 1))
FAMILY = Family(reference="F-1", area="North")
CHILD = Person()
NAME = PersonName(person_id=CHILD.id, full="Łukasz Zieliński")
MEMBER = FamilyMember(family_id=FAMILY.id, person_id=CHILD.id, role=FamilyRole.CHILD)
CHAIR = Professional(name="Lukasz Brown", job_title="Chair")
ENTRY = Entry(
    meeting_id=JULY.id,
    family_id=FAMILY.id,
    text="He was well. " * 30 + "The kettle was cold. " + "All was quiet. " * 30,
)
SECRET = Entry(meeting_id=JULY.id, text="The kettle is a secret.", visibility=Visibility.V4)
OPEN = Action(reference="A-1", meeting_id=MAY.id, text="Mend the kettle")
CLOSED = Action(reference="A-2", meeting_id=JULY.id, text="Buy a kettle", status=ActionStatus.COMPLETED)
DECISION = Decision(meeting_id=JULY.id, family_id=FAMILY.id, text="The kettle stays.")
VOICE = Voice(meeting_id=JULY.id, family_id=FAMILY.id, child_id=CHILD.id)
WORDS = VoiceWords(voice_id=VOICE.id, text="I like the kettle", visibility=Visibility.V1)
ROWS = (
    *(FAMILY, CHILD, NAME, MEMBER, CHAIR, JULY, MAY, ENTRY, SECRET, OPEN, CLOSED, DECISION),
    *(VOICE, WORDS),
)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    desk.execute(AddRows(ROWS, "Add what is looked for", Deed.PREPARE))
    return desk


def look(desk: Desk, wanted: Wanted) -> tuple[Found, ...]:
    with desk.reading() as reading:
        return find_page(reading, wanted, TITLES).found


def keys(desk: Desk, typed: str, *kinds: Kind) -> set[object]:
    return {found.row_id for found in look(desk, Wanted(typed, frozenset(kinds)))}


def test_an_entry_is_told_by_its_words_its_meeting_and_the_day_of_it(filled: Desk) -> None:
    found = {one.row_id: one for one in look(filled, Wanted("kettle"))}

    entry = found[ENTRY.id]
    assert "The kettle was cold." in entry.snippet
    assert len(entry.snippet) < 160
    assert (entry.kind, entry.reference, entry.title) == ("Entry", JULY.reference, "Core group")
    assert entry.on == date(2026, 7, 1)
    assert (entry.meeting_id, entry.family_id) == (JULY.id, FAMILY.id)


def test_a_name_is_told_with_its_family(filled: Desk) -> None:
    (found,) = (one for one in look(filled, Wanted("lukasz")) if one.kind == "Name")

    assert (found.snippet, found.reference, found.on) == ("Łukasz Zieliński", "F-1", None)
    assert found.family_id == FAMILY.id


def test_a_meeting_is_told_by_its_title_and_a_family_by_its_reference(filled: Desk) -> None:
    (meeting,) = look(filled, Wanted("marac", frozenset({Kind.MEETINGS})))
    (family,) = look(filled, Wanted("f", frozenset({Kind.FAMILIES})))

    assert (meeting.title, meeting.snippet, meeting.meeting_id) == ("North MARAC", "", MAY.id)
    assert (family.reference, family.title, family.family_id) == ("F-1", "North", FAMILY.id)


def test_a_childs_words_belong_to_the_meeting_they_were_brought_to(filled: Desk) -> None:
    (found,) = (one for one in look(filled, Wanted("like")) if one.row_id == WORDS.id)

    assert (found.kind, found.meeting_id, found.family_id) == ("Child’s voice", JULY.id, FAMILY.id)


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        (Kind.ENTRIES, {ENTRY.id, WORDS.id}),
        (Kind.ACTIONS, {OPEN.id, CLOSED.id}),
        (Kind.DECISIONS, {DECISION.id}),
        (Kind.MEETINGS, set()),
    ],
)
def test_the_search_is_narrowed_to_a_kind(filled: Desk, kind: Kind, rows: set[object]) -> None:
    assert keys(filled, "kettle", kind) - {SECRET.id} == rows


def test_several_kinds_are_looked_for_together(filled: Desk) -> None:
    assert keys(filled, "kettle", Kind.ACTIONS, Kind.DECISIONS) == {OPEN.id, CLOSED.id, DECISION.id}
    assert keys(filled, "lukasz", Kind.PEOPLE) == {NAME.id, CHAIR.id}


def test_open_and_closed_actions_are_told_apart(filled: Desk) -> None:
    (is_open,) = look(filled, Wanted("kettle", is_closed=False))
    (is_closed,) = look(filled, Wanted("kettle", is_closed=True))

    assert (is_open.row_id, is_open.state) == (OPEN.id, "open")
    assert (is_closed.row_id, is_closed.state) == (CLOSED.id, "closed")


def test_the_period_is_that_of_the_meetings(filled: Desk) -> None:
    may = look(filled, Wanted("kettle", since=date(2026, 5, 1), until=date(2026, 5, 31)))
    names = look(filled, Wanted("lukasz", since=date(2026, 1, 1), until=date(2026, 12, 31)))

    assert [one.row_id for one in may] == [OPEN.id]
    assert names == ()


def test_nothing_is_told_that_this_person_may_not_see(filled: Desk) -> None:
    reader = Desk(filled.store, person_with("reader"))

    shown = look(reader, Wanted("kettle"))

    assert all("secret" not in one.snippet for one in shown)
    assert SECRET.id not in {one.row_id for one in shown}


def test_pages_follow_one_another_without_a_gap(desk: Desk) -> None:
    begun = datetime(2026, 7, 1, 10, tzinfo=UTC)
    said = [
        Entry(meeting_id=JULY.id, at=begun + timedelta(minutes=number), text=f"word {number}")
        for number in range(25)
    ]
    desk.execute(AddRows((JULY, *said), "Add entries", Deed.PREPARE))
    wanted = Wanted("word", most=10)

    pages = []
    with desk.reading() as reading:
        while True:
            page = find_page(reading, wanted)
            pages.append([found.row_id for found in page.found])
            if page.more is None:
                break
            wanted = replace(wanted, before=page.more)

    assert [len(page) for page in pages] == [10, 10, 5]
    assert [key for page in pages for key in page] == [entry.id for entry in reversed(said)]


def test_a_filter_looks_further_than_one_look(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meetingdesk.app.finding.AT_ONCE", 4)
    monkeypatch.setattr("meetingdesk.app.finding.MOST_LOOKS", 2)
    begun = datetime(2026, 7, 1, 10, tzinfo=UTC)
    said = [
        Entry(meeting_id=JULY.id, at=begun + timedelta(minutes=number), text="kettle") for number in range(9)
    ]
    old = Entry(meeting_id=MAY.id, at=begun - timedelta(days=60), text="kettle")
    desk.execute(AddRows((JULY, MAY, *said, old), "Add entries", Deed.PREPARE))
    wanted = Wanted("kettle", since=date(2026, 5, 1), until=date(2026, 5, 31))

    with desk.reading() as reading:
        first = find_page(reading, wanted)
        second = find_page(reading, replace(wanted, before=first.more))

    assert first.found == ()
    assert first.more is not None
    assert [found.row_id for found in second.found] == [old.id]
    assert second.more is None
