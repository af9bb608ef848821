from __future__ import annotations

from dataclasses import replace

import pytest

from meetingdesk.domain.agencies import Agency, Staff
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.information import Entry, EntryAbout
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.model import ROWS
from meetingdesk.domain.people import Person
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import BadText, MeetingDeskError, NotAllowed, StaleRecord
from meetingdesk.storage.problems import UnexpectedStorageError
from meetingdesk.storage.store import Store
from meetingdesk.storage.tables import TABLES
from tests.people import person_with
from tests.samples import add, changed, ids, one_of_each

SCRIBE = person_with("minute_taker")
CHAIR = person_with("chair")
READER = person_with("reader")
COORDINATOR = person_with("coordinator")


@pytest.fixture
def meeting(store: Store) -> Meeting:
    meeting = Meeting(reference="M-1", type_id="marac")
    add(store, meeting)
    return meeting


def test_a_row_of_every_kind_comes_back_as_it_was_stored(store: Store) -> None:
    rows = one_of_each()

    add(store, *rows.values())

    with store.reading(CHAIR) as reading:
        for kind in ROWS:
            assert reading.find(kind) == (rows[kind],)
            assert reading.count(kind) == 1


def test_a_row_of_every_kind_can_be_changed_and_counts_its_versions(store: Store) -> None:
    rows = one_of_each()
    add(store, *rows.values())
    changes = {kind: row for kind in ROWS if (row := changed(rows[kind]))}

    for deed, kinds in (
        (Deed.RECORD, ROWS), (Deed.SEND, ROWS), (Deed.PEOPLE_AT_DESK, ROWS), (Deed.DISPOSE, ROWS),
    ):  # fmt: skip
        person = person_with("chair", "coordinator", "minute_taker")
        with store.work(person, deed) as work:
            for kind in kinds:
                if kind in changes:
                    try:
                        stored = work.put(changes[kind])
                    except NotAllowed:
                        continue
                    assert stored == replace(changes.pop(kind), version=2)
            work.commit("Change")
    assert not changes


def test_leaving_without_commit_saves_nothing(store: Store) -> None:
    with store.work(SCRIBE, Deed.RECORD) as work:
        work.add(Meeting(reference="M-1", type_id="marac"))
        assert work.count(Meeting) == 1

    with store.reading(SCRIBE) as reading:
        assert reading.count(Meeting) == 0
        assert reading.search("M-1") == ()


def test_an_error_inside_saves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.work(SCRIBE, Deed.RECORD) as work:
            work.add(Meeting(reference="M-1", type_id="marac"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    with store.reading(SCRIBE) as reading:
        assert reading.count(Meeting) == 0


def test_a_reading_sees_one_moment(store: Store, meeting: Meeting) -> None:
    with store.reading(SCRIBE) as reading:
        assert reading.count(Meeting) == 1
        add(store, Meeting(reference="M-2", type_id="marac"))
        assert reading.count(Meeting) == 1


def test_who_is_slower_is_told_and_changes_nothing(store: Store, meeting: Meeting) -> None:
    with store.reading(SCRIBE) as reading:
        mine = reading.get(Meeting, meeting.id)
    with store.work(CHAIR, Deed.RECORD) as work:
        work.put(replace(work.get(Meeting, meeting.id), title="Theirs"))
        work.commit("Change")

    with (
        pytest.raises(StaleRecord, match="Somebody else changed this"),
        store.work(SCRIBE, Deed.RECORD) as work,
    ):
        work.put(replace(mine, title="Mine"))

    with store.reading(SCRIBE) as reading:
        assert reading.get(Meeting, meeting.id).title == "Theirs"


def test_a_row_that_is_gone_is_neither_changed_nor_removed(store: Store, meeting: Meeting) -> None:
    with store.work(SCRIBE, Deed.RECORD) as work:
        work.remove(work.get(Meeting, meeting.id))
        work.commit("Remove")

    with store.work(SCRIBE, Deed.RECORD) as work:
        with pytest.raises(StaleRecord):
            work.put(replace(meeting, title="Too late"))
        with pytest.raises(StaleRecord):
            work.remove(meeting)


def test_putting_what_is_already_there_writes_nothing(store: Store, meeting: Meeting) -> None:
    with store.work(SCRIBE, Deed.RECORD) as work:
        assert work.put(work.get(Meeting, meeting.id)).version == 1
        assert work.changes == ()


def test_text_passes_the_gate_on_its_way_in(store: Store) -> None:
    with store.work(SCRIBE, Deed.RECORD) as work:
        stored = work.add(
            Meeting(reference="M\x00-1", type_id="marac", purpose="Cafe\u0301\r\nand\u2028tea\x07")
        )
        work.commit("Add")

    assert stored.reference == "M-1"
    with store.reading(SCRIBE) as reading:
        assert reading.get(Meeting, stored.id).purpose == "Café\nand\ntea"


def test_a_text_that_is_too_long_is_refused_with_its_name_and_length(store: Store) -> None:
    with (
        store.work(SCRIBE, Deed.RECORD) as work,
        pytest.raises(BadText, match=r"The reference has 301 .* 300"),
    ):
        work.add(Meeting(reference="x" * 301, type_id="marac"))


def test_rows_hidden_from_a_role_are_not_there_whatever_is_asked(store: Store, meeting: Meeting) -> None:
    entries = {
        visibility: Entry(meeting_id=meeting.id, text="whisper", visibility=visibility)
        for visibility in Visibility
        if visibility is not Visibility.V5
    }
    add(store, *entries.values())

    for person in (SCRIBE, CHAIR, READER, COORDINATOR, person_with("quality_checker")):
        seen = {entry.id for visibility, entry in entries.items() if visibility in person.sees}
        assert seen
        with store.reading(person) as reading:
            assert ids(reading.find(Entry)) == seen
            assert reading.count(Entry) == len(seen)
            assert {hit.row_id for hit in reading.search("whisper")} == seen
            for entry in entries.values():
                assert (reading.look_up(Entry, entry.id) is not None) == (entry.id in seen)
                if entry.id not in seen:
                    with pytest.raises(StaleRecord):
                        reading.get(Entry, entry.id)


def test_a_working_note_is_there_for_its_author_alone(store: Store, meeting: Meeting) -> None:
    note = Entry(meeting_id=meeting.id, text="scribbled", visibility=Visibility.V5, author_id=SCRIBE.staff_id)
    add(store, Staff(id=SCRIBE.staff_id, sign_in_name="ada", name="Ada Test"))
    with store.work(SCRIBE, Deed.RECORD) as work:
        work.add(note)
        work.commit("Add")

    with store.reading(SCRIBE) as reading:
        assert ids(reading.find(Entry)) == {note.id}
        assert [hit.row_id for hit in reading.search("scribbled")] == [note.id]
    with store.reading(CHAIR) as reading:
        assert reading.find(Entry) == ()
        assert reading.count(Entry) == 0
        assert reading.search("scribbled") == ()


def test_parts_of_a_hidden_row_are_hidden_with_it(store: Store, meeting: Meeting) -> None:
    person = Person()
    entry = Entry(meeting_id=meeting.id, text="x", visibility=Visibility.V2)
    about = EntryAbout(entry_id=entry.id, person_id=person.id)
    add(store, person, entry, about)

    with store.reading(READER) as reading:
        assert reading.find(EntryAbout) == ()
        assert reading.count(EntryAbout, entry_id=entry.id) == 0
        assert reading.look_up(EntryAbout, about.id) is None
    with store.reading(CHAIR) as reading:
        assert reading.find(EntryAbout) == (about,)


def test_who_cannot_see_a_row_can_neither_change_nor_remove_it(store: Store, meeting: Meeting) -> None:
    entry = Entry(meeting_id=meeting.id, text="x", visibility=Visibility.V3)
    add(store, entry)

    with store.work(SCRIBE, Deed.RECORD) as work:
        with pytest.raises(StaleRecord):
            work.put(replace(entry, text="y"))
        with pytest.raises(StaleRecord):
            work.remove(entry)


def test_nobody_marks_a_row_so_that_they_could_not_find_it_again(store: Store, meeting: Meeting) -> None:
    entry = Entry(meeting_id=meeting.id, text="x")
    with store.work(SCRIBE, Deed.RECORD) as work:
        with pytest.raises(NotAllowed):
            work.add(replace(entry, visibility=Visibility.V3))
        work.add(entry)
        with pytest.raises(NotAllowed):
            work.put(replace(entry, visibility=Visibility.V3))


@pytest.mark.parametrize(
    ("before", "after"), [("V1", "V0"), ("V2", "V1"), ("V4", "V0"), ("V2", "V4"), ("V4", "V2")]
)
def test_letting_more_people_read_needs_its_own_deed(
    store: Store, meeting: Meeting, before: str, after: str
) -> None:
    entry = Entry(meeting_id=meeting.id, text="x", visibility=Visibility(before))
    add(store, entry)
    wider = replace(entry, visibility=Visibility(after))

    with store.work(SCRIBE, Deed.RECORD) as work, pytest.raises(NotAllowed, match="More people could read"):
        work.put(wider)
    with store.work(CHAIR, Deed.WIDEN) as work:
        assert work.put(wider).visibility is Visibility(after)


def test_narrowing_needs_no_deed_of_its_own(store: Store, meeting: Meeting) -> None:
    entry = Entry(meeting_id=meeting.id, text="x", visibility=Visibility.V0)
    add(store, entry)

    with store.work(SCRIBE, Deed.RECORD) as work:
        assert work.put(replace(entry, visibility=Visibility.V2)).visibility is Visibility.V2


def test_who_only_reads_opens_no_unit_of_work(store: Store) -> None:
    with pytest.raises(NotAllowed, match="may not record in a meeting"):
        store.work(READER, Deed.RECORD)


def test_a_deed_writes_only_its_own_tables(store: Store, meeting: Meeting) -> None:
    with store.work(COORDINATOR, Deed.PEOPLE_AT_DESK) as work:
        with pytest.raises(NotAllowed, match="may not change this"):
            work.add(Entry(meeting_id=meeting.id, text="x"))
        with pytest.raises(NotAllowed):
            work.put(replace(meeting, title="x"))
        with pytest.raises(NotAllowed):
            work.remove(meeting)
    with store.work(SCRIBE, Deed.RECORD) as work, pytest.raises(NotAllowed):
        work.add(Staff(sign_in_name="x", name="x"))


def test_a_second_one_with_the_same_name_is_explained(store: Store) -> None:
    add(store, Agency(name="Invented School"))

    with store.work(SCRIBE, Deed.RECORD) as work, pytest.raises(MeetingDeskError) as caught:
        work.add(Agency(name="Invented School"))

    assert str(caught.value) == "There is already one with the same name."


def test_what_is_still_pointed_to_is_not_removed(store: Store) -> None:
    family, person = Family(reference="F-1"), Person()
    add(store, family, person, FamilyMember(family_id=family.id, person_id=person.id, role=FamilyRole.CHILD))

    with store.work(SCRIBE, Deed.RECORD) as work:
        work.remove(family)
        with pytest.raises(MeetingDeskError, match="still points to this"):
            work.commit("Remove")

    with store.reading(SCRIBE) as reading:
        assert reading.count(Family) == 1


def test_a_link_to_nothing_is_refused_at_commit(store: Store) -> None:
    with store.work(SCRIBE, Deed.RECORD) as work:
        work.add(Entry(meeting_id=new_id(), text="x"))
        with pytest.raises(MeetingDeskError, match="points to something that is not there"):
            work.commit("Add")

    with store.reading(SCRIBE) as reading:
        assert reading.count(Entry) == 0


def test_rows_that_point_to_each_other_come_and_go_in_any_order(store: Store) -> None:
    mother = Person()
    family, child = Family(reference="F-1"), Person(mother_id=mother.id)
    member = FamilyMember(family_id=family.id, person_id=child.id, role=FamilyRole.UNBORN)

    with store.work(SCRIBE, Deed.RECORD) as work:
        for row in (member, child, mother, family):
            work.add(row)
        work.commit("Add")
    with store.work(SCRIBE, Deed.RECORD) as work:
        for row in (family, mother, child, member):
            work.remove(row)
        work.commit("Remove")

    with store.reading(SCRIBE) as reading:
        assert reading.count(Person) == reading.count(Family) == reading.count(FamilyMember) == 0


def test_rows_are_found_by_their_values_in_the_order_asked(store: Store, meeting: Meeting) -> None:
    entries = [
        Entry(meeting_id=meeting.id, text="x", section=section, position=position)
        for position, section in enumerate(("risk", "risk", "", "voice"))
    ]
    add(store, *entries)
    column = TABLES[Entry].c

    with store.reading(SCRIBE) as reading:
        found = reading.find(Entry, section=["risk", "voice"], order=[column.position])
        assert found == (entries[0], entries[1], entries[3])
        assert reading.find(Entry, column.position > 1, section="") == (entries[2],)
        assert reading.find(Entry, family_id=None, order=[column.position.desc()], limit=1) == (entries[3],)


def test_our_own_mistake_is_told_without_the_words_of_the_record(store: Store) -> None:
    meeting = Meeting(reference="Siobhan Invented", type_id="marac", title=None)  # type: ignore[arg-type]

    with pytest.raises(UnexpectedStorageError) as caught, store.work(SCRIBE, Deed.RECORD) as work:
        work.add(meeting)

    assert "Siobhan" not in str(caught.value)
    assert "INSERT INTO meeting" in str(caught.value)


def test_a_note_of_a_deed_that_changes_nothing_stands_in_the_chain(store: Store) -> None:
    store.note(SCRIBE, Deed.READ, "Open the store", reason="A look")

    with store.reading(SCRIBE) as reading:
        from meetingdesk.storage.verify import verify

        assert verify(reading.connection).deeds == 1
