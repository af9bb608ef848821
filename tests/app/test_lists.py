from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.details import family_facts, meeting_facts
from meetingdesk.app.finding import find
from meetingdesk.app.lists import (
    FamilySort,
    MeetingLine,
    MeetingSort,
    counts,
    list_families,
    list_meetings,
    type_titles,
)
from meetingdesk.app.paging import Asked
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting, MeetingCase, MeetingStatus
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.visibility import Visibility
from tests.people import person_with

TITLES = {"marac": "MARAC", "core_group": "Core group"}
CHAIR = Professional(name="Ngozi Adeyemi")
FAMILIES = tuple(
    Family(reference=f"M-2026-{number}", area=area, opened_on=date(2026, 1, number))
    for number, area in ((1, "Harbour"), (2, ""), (3, "Abbey"))
)
CHILD = Person()
MEETINGS = (
    Meeting(reference="A", type_id="marac", held_on=date(2026, 3, 1), chair_id=CHAIR.id),
    Meeting(reference="B", type_id="core_group", held_on=date(2026, 5, 1), family_id=FAMILIES[0].id),
    Meeting(reference="C", type_id="core_group", status=MeetingStatus.DRAFT, family_id=FAMILIES[1].id),
    Meeting(reference="D", type_id="marac", held_on=date(2026, 4, 1), title="100% <North> district"),
)
ROWS = (
    CHAIR,
    *FAMILIES,
    CHILD,
    PersonName(person_id=CHILD.id, full="Łukasz Zieliński"),
    FamilyMember(family_id=FAMILIES[0].id, person_id=CHILD.id, role=FamilyRole.CHILD),
    *MEETINGS,
    *(MeetingCase(meeting_id=MEETINGS[0].id, family_id=family.id) for family in FAMILIES[:2]),
    Entry(meeting_id=MEETINGS[1].id, text="Seen at school.", visibility=Visibility.V1),
    Entry(meeting_id=MEETINGS[1].id, text="From a source.", visibility=Visibility.V4),
)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    for deed, kinds in ((Deed.PREPARE, None), (Deed.RECORD, (Entry,))):
        rows = tuple(row for row in ROWS if isinstance(row, Entry) == (kinds is not None))
        desk.execute(AddRows(rows, "Add what is listed", deed))
    return desk


def references(desk: Desk, **asked: object) -> list[str]:
    with desk.reading() as reading:
        return [line.reference for line in list_meetings(reading, TITLES, Asked(**asked)).lines]  # type: ignore[arg-type]


def family_references(desk: Desk, **asked: object) -> list[str]:
    with desk.reading() as reading:
        return [line.reference for line in list_families(reading, Asked(**asked)).lines]  # type: ignore[arg-type]


def test_the_newest_meeting_stands_first_and_the_undated_last(filled: Desk) -> None:
    assert references(filled) == ["B", "D", "A", "C"]
    assert references(filled, descending=False) == ["A", "D", "B", "C"]


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("sort", [*MeetingSort, ""])
def test_pages_put_together_are_the_whole_list(filled: Desk, sort: str, descending: bool) -> None:
    asked = Asked(sort=sort, descending=descending, most=1)
    lines: list[MeetingLine] = []
    with filled.reading() as reading:
        while True:
            page = list_meetings(reading, TITLES, asked)
            lines += page.lines
            if page.next is None:
                break
            asked = replace(asked, after=page.next)
        whole = list_meetings(reading, TITLES, Asked(sort=sort, descending=descending)).lines

    assert tuple(lines) == whole
    assert len(whole) == 4


@pytest.mark.parametrize("sort", [*FamilySort, ""])
def test_pages_of_families_put_together_are_the_whole_list(filled: Desk, sort: str) -> None:
    asked = Asked(sort=sort, most=2)
    found = []
    with filled.reading() as reading:
        while True:
            page = list_families(reading, asked)
            found += [line.reference for line in page.lines]
            if page.next is None:
                break
            asked = replace(asked, after=page.next)

    assert sorted(found) == ["M-2026-1", "M-2026-2", "M-2026-3"]


def test_lists_sort_by_what_people_read(filled: Desk) -> None:
    assert set(references(filled, sort=MeetingSort.KIND, descending=False)[:2]) == {"B", "C"}
    assert references(filled, sort=MeetingSort.CHAIR)[0] == "A"
    assert references(filled, sort=MeetingSort.STATUS, descending=True)[0] == "C"
    assert family_references(filled, sort=FamilySort.AREA, descending=False) == [
        "M-2026-3",
        "M-2026-1",
        "M-2026-2",
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("core", ["B", "C"]),
        ("adeyemi", ["A"]),
        ("ADEYEMI marac", ["A"]),
        ("adeyemi core", []),
        ("100%", ["D"]),
        ("%", ["D"]),
        ("_", []),
        ("<north>", ["D"]),
        ("' OR 1=1 --", []),
    ],
)
def test_the_filter_finds_every_word_and_nothing_else(filled: Desk, typed: str, found: list[str]) -> None:
    assert references(filled, typed=typed) == found


def test_a_meeting_says_its_kind_chair_and_cases(filled: Desk) -> None:
    with filled.reading() as reading:
        lines = {line.reference: line for line in list_meetings(reading, TITLES).lines}

    assert (lines["A"].kind, lines["A"].chair, lines["A"].cases) == ("MARAC", "Ngozi Adeyemi", 2)
    assert (lines["C"].status, lines["C"].held_on, lines["C"].cases) == (MeetingStatus.DRAFT, None, 0)


def test_a_family_says_its_children_and_its_last_meeting(filled: Desk) -> None:
    with filled.reading() as reading:
        lines = {line.reference: line for line in list_families(reading).lines}

    assert (lines["M-2026-1"].children, lines["M-2026-1"].meetings) == (1, 2)
    assert lines["M-2026-1"].last_meeting == date(2026, 5, 1)
    assert lines["M-2026-2"].last_meeting == date(2026, 3, 1)
    assert lines["M-2026-3"].last_meeting is None


def test_the_panels_count_only_what_the_person_may_see(filled: Desk) -> None:
    reader = Desk(filled.store, person_with("reader"))

    with filled.reading() as reading:
        seen = meeting_facts(reading, TITLES, MEETINGS[1].id)
        family = family_facts(reading, TITLES, FAMILIES[0].id)
    with reader.reading() as reading:
        seen_by_reader = meeting_facts(reading, TITLES, MEETINGS[1].id)

    assert (seen.entries, seen_by_reader.entries) == (2, 1)
    assert [person.name for person in family.people] == ["Łukasz Zieliński"]
    assert [meeting.reference for meeting in family.meetings] == ["B", "A"]


def test_counts_are_those_of_the_lists(filled: Desk) -> None:
    with filled.reading() as reading:
        found = counts(reading)

    assert (found.meetings, found.drafts, found.families) == (4, 1, 3)


def test_a_result_says_where_it_belongs(filled: Desk) -> None:
    with filled.reading() as reading:
        (name,) = find(reading, "lukasz")
        (entry,) = find(reading, "school")
        nothing = find(reading, "nowhere")

    assert (name.kind, name.reference, name.family_id) == ("Name", "M-2026-1", FAMILIES[0].id)
    assert (entry.kind, entry.reference) == ("Entry", "B")
    assert nothing == ()


def test_what_one_may_not_see_is_not_found(filled: Desk) -> None:
    reader = Desk(filled.store, person_with("reader"))

    with filled.reading() as reading, reader.reading() as narrow:
        assert find(reading, "source")
        assert find(narrow, "source") == ()


def test_every_shipped_type_has_a_title() -> None:
    titles = type_titles()

    assert titles["core_group"] == "Core group"
    assert all(titles.values())
