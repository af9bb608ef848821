from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import event

from meetingdesk.app.meeting_rows import open_meeting
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.families import (
    CourtOrder,
    Family,
    FamilyMember,
    FamilyRole,
    OrderCondition,
    OrderKind,
)
from meetingdesk.domain.information import Entry, EntryAbout
from meetingdesk.domain.meetings import Meeting, MeetingCase
from meetingdesk.domain.people import Address, Person, PersonName
from meetingdesk.domain.rows import Row, new_id
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import StaleRecord
from meetingdesk.storage.store import Store
from tests.people import person_with
from tests.samples import add, ids, one_of_each

CHAIR = person_with("chair")
READER = person_with("reader")


def opened(store: Store, meeting: Meeting, person: object = CHAIR) -> object:
    with store.reading(person) as reading:  # type: ignore[arg-type]
        return open_meeting(reading, meeting.id)


def case(number: int, meeting: Meeting) -> list[Row]:
    family, child, agency = Family(reference=f"F-{number}"), Person(), Agency(name=f"Agency {number}")
    order = CourtOrder(family_id=family.id, kind=OrderKind.BAIL, visibility=Visibility.V2)
    entry = Entry(meeting_id=meeting.id, family_id=family.id, text="Seen", position=9 - number)
    return [
        *(agency, family, child, PersonName(person_id=child.id, full=f"Child {number}")),
        *(Professional(name="A worker", agency_id=agency.id), Address(person_id=child.id, lines="1 Street")),
        FamilyMember(family_id=family.id, person_id=child.id, role=FamilyRole.CHILD),
        *(order, OrderCondition(order_id=order.id, text="Not to come near")),
        MeetingCase(
            meeting_id=meeting.id, family_id=family.id, position=number, referring_agency_id=agency.id
        ),
        *(entry, EntryAbout(entry_id=entry.id, person_id=child.id)),
    ]


def test_a_meeting_comes_with_its_parts_its_cases_and_everybody_they_name(store: Store) -> None:
    meeting, other = Meeting(reference="M-1", type_id="marac"), Meeting(reference="M-2", type_id="marac")
    mine, theirs = [*case(1, meeting), *case(2, meeting)], case(3, other)
    add(store, meeting, other, *mine, *theirs)

    found = opened(store, meeting)

    assert found.meeting == meeting
    everything = {row for rows in found.rows.values() for row in rows}
    assert everything == {meeting, *(row for row in mine if not isinstance(row, Professional))}
    assert [entry.position for entry in found.all(Entry)] == [7, 8]
    assert [row.position for row in found.all(MeetingCase)] == [1, 2]


def test_rows_are_found_under_their_owner_and_under_their_identifier(store: Store) -> None:
    meeting = Meeting(reference="M-1", type_id="marac")
    rows = case(1, meeting)
    add(store, meeting, *rows)
    entry = next(row for row in rows if isinstance(row, Entry))
    about = next(row for row in rows if isinstance(row, EntryAbout))

    found = opened(store, meeting)

    assert found.parts(EntryAbout, entry) == found.parts(EntryAbout, entry.id) == (about,)
    assert found.by_owner(EntryAbout) == {entry.id: (about,)}
    assert found.by_id(Entry) == {entry.id: entry}
    assert found.all(Meeting) == (meeting,)
    assert found.parts(EntryAbout, meeting) == ()


def test_one_row_of_every_kind_that_belongs_to_a_meeting_is_there(store: Store) -> None:
    rows = one_of_each()
    family = rows[Family]
    rows[Meeting] = replace(rows[Meeting], family_id=family.id)  # type: ignore[type-var]
    add(store, *rows.values())

    found = opened(store, rows[Meeting])

    missing = {kind.table for kind in rows if kind not in found.rows}
    # Nothing in this meeting names these; everything else belongs to it, its family or their people.
    assert missing == {"staff", "professional", "definition_copy", "series"}


def test_a_worker_brings_their_deputy_and_the_agency_of_both(store: Store) -> None:
    here, there = Agency(name="Agency here"), Agency(name="Agency there")
    deputy = Professional(name="A deputy", agency_id=there.id)
    worker = Professional(name="A worker", agency_id=here.id, deputy_id=deputy.id)
    meeting = Meeting(reference="M-1", type_id="marac", chair_id=worker.id)
    add(store, here, there, deputy, worker, meeting)

    found = opened(store, meeting)

    assert set(found.all(Professional)) == {worker, deputy}
    assert set(found.all(Agency)) == {here, there}


def test_what_the_person_may_not_see_is_not_there_nor_are_its_parts(store: Store) -> None:
    meeting = Meeting(reference="M-1", type_id="marac")
    rows = case(1, meeting)
    hidden = Entry(meeting_id=meeting.id, text="Whisper", visibility=Visibility.V3)
    add(store, meeting, *rows, hidden)

    seen, all_of_it = opened(store, meeting, READER), opened(store, meeting)

    assert ids(seen.all(Entry)) == ids(all_of_it.all(Entry)) - {hidden.id}
    assert seen.all(CourtOrder) == seen.all(OrderCondition) == ()
    assert len(all_of_it.all(OrderCondition)) == 1


def test_the_number_of_queries_does_not_grow_with_the_cases(store: Store) -> None:
    few, many = Meeting(reference="M-1", type_id="marac"), Meeting(reference="M-2", type_id="marac")
    add(store, few, many, *case(0, few), *(row for number in range(1, 9) for row in case(number, many)))
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(store.engines.read, "before_cursor_execute", note)
    opened(store, few)
    for_few = len(asked)
    opened(store, many)

    assert len(asked) == 2 * for_few < 160


def test_a_meeting_that_is_gone_is_told_as_such(store: Store) -> None:
    with store.reading(CHAIR) as reading, pytest.raises(StaleRecord):
        open_meeting(reading, new_id())
