from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from meetingdesk.app.desk import Desk
from meetingdesk.app.outcome import Command
from meetingdesk.app.rows import AddRows, ChangeRow, RemoveRow, change
from meetingdesk.domain.agencies import Staff
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.model import ROWS
from meetingdesk.domain.people import Person
from meetingdesk.domain.rights import deeds_that_write
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import field_names, owner_of
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError, StaleRecord, StorageProblem
from meetingdesk.storage import undo_steps
from meetingdesk.storage.store import Store
from meetingdesk.storage.tables import undo_step
from meetingdesk.storage.undo_steps import Stack
from meetingdesk.storage.verify import verify
from tests.people import person_with
from tests.samples import add, changed, one_of_each
from tests.stores import CHEAP_KEY, open_copy
from tests.strategies import rows_of, with_needed

EVERYBODY = person_with("minute_taker", "chair", "coordinator")


def record(desk: Desk) -> dict[str, frozenset[tuple[Any, ...]]]:
    """Return the whole record, without the versions, which only ever grow."""
    with desk.reading() as reading:
        ask = reading.connection.exec_driver_sql
        return {
            kind.table: frozenset((row[0], *row[2:]) for row in ask(f'SELECT * FROM "{kind.table}"'))
            for kind in ROWS
        }


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    meeting = Meeting(reference="M-1", type_id="marac")
    add(desk.store, meeting)
    return meeting


def add_entry(desk: Desk, meeting: Meeting, text: str = "Seen at home") -> Entry:
    entry = Entry(meeting_id=meeting.id, text=text)
    desk.execute(AddRows((entry,), label="Add entry"))
    return entry


def text_of(desk: Desk, entry: Entry) -> str | None:
    with desk.reading() as reading:
        found = reading.look_up(Entry, entry.id)
    return None if found is None else found.text


def type_into(desk: Desk, entry: Entry, text: str) -> None:
    desk.execute(ChangeRow(Entry, entry.id, (("text", text),), "Type", merges=True))


def test_undo_and_redo_of_nothing_do_nothing(desk: Desk) -> None:
    assert desk.undo() is None
    assert desk.redo() is None


@pytest.mark.parametrize("kind", [kind for kind in ROWS if kind is not Staff], ids=lambda kind: kind.table)
def test_adding_changing_and_removing_a_row_of_each_kind_is_taken_back_and_repeated(
    local_store: Store, kind: type[Row]
) -> None:
    desk = Desk(local_store, EVERYBODY)
    rows = one_of_each()
    row, done = rows[kind], _deed_for(kind)
    add(local_store, *_needed(rows, kind))
    states = [record(desk)]
    for command in _life_of(row, done):
        desk.execute(command)
        states.append(record(desk))

    for expected in reversed(states[:-1]):
        assert desk.undo()
        assert record(desk) == expected
    for expected in states[1:]:
        assert desk.redo()
        assert record(desk) == expected
    with desk.reading() as reading:
        assert verify(reading.connection).faults == ()


def _deed_for(kind: type[Row]) -> Deed:
    return min(deeds_that_write(kind) & EVERYBODY.does)


def _needed(rows: dict[type[Row], Row], kind: type[Row]) -> list[Row]:
    return [rows[needed] for needed in with_needed([kind]) if needed is not kind]


def _life_of(row: Row, done: Deed) -> list[Command]:
    other = changed(row)
    life: list[Command] = [AddRows((row,), "Add", done)]
    if other is not None:
        values = tuple(
            (name, getattr(other, name))
            for name in field_names(type(row))
            if getattr(other, name) != getattr(row, name)
        )
        life.append(ChangeRow(type(row), row.id, values, "Change", done))
    return [*life, RemoveRow(type(row), row.id, "Remove", done)]


UNDONE = [kind for kind in ROWS if Deed.RECORD in deeds_that_write(kind)]
SOME = st.lists(st.sampled_from(UNDONE), min_size=1, max_size=4, unique=True)


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_was_recorded_goes_and_comes_back_whole(store: Store, data: st.DataObject) -> None:
    desk = Desk(store, EVERYBODY)
    rows = [row for row in data.draw(rows_of(data.draw(SOME), most_each=2)) if type(row) in UNDONE]
    before = record(desk)
    try:
        desk.execute(AddRows(tuple(rows)))
    except MeetingDeskError:
        assert record(desk) == before  # such as an entry that this person could not see afterwards
        return
    added = record(desk)
    leaves = [row for row in rows if not any(owner_of(type(other)) is type(row) for other in rows)]
    removed = 0
    for row in leaves:
        try:
            desk.execute(RemoveRow(type(row), row.id))
            removed += 1
        except MeetingDeskError:
            continue  # something else still points to it
    gone = record(desk)

    for _ in range(removed):
        assert desk.undo()
    assert record(desk) == added
    assert desk.undo()
    assert record(desk) == before
    for _ in range(removed + 1):
        assert desk.redo()
    assert record(desk) == gone
    for _ in range(removed + 1):
        desk.undo()
    assert record(desk) == before


def test_fifty_steps_are_taken_back_after_closing_and_opening_again(local_store: Store) -> None:
    assert local_store.folder
    desk = Desk(local_store, EVERYBODY)
    meeting = Meeting(reference="M-1", type_id="marac")
    states = [record(desk)]
    entry = Entry(meeting_id=meeting.id, text="Seen")
    desk.execute(AddRows((meeting, entry)))
    for number in range(49):
        states.append(record(desk))
        if number % 5 == 4:
            desk.execute(AddRows((Entry(meeting_id=meeting.id, text=f"Another {number}"),)))
        else:
            desk.execute(change(_now(desk, entry), text=f"Seen {number} times"))
    desk.close()

    for half in range(2):
        again = Desk(open_copy(local_store.folder, CHEAP_KEY), EVERYBODY)
        for _ in range(25):
            assert again.undo()
            assert record(again) == states.pop()
        assert again.undo_state.redo_label is not None
        assert (again.undo_state.undo_label is None) == (half == 1)
        again.close()
    assert states == []


def test_redo_survives_closing_too(local_store: Store) -> None:
    assert local_store.folder
    desk = Desk(local_store, EVERYBODY)
    desk.execute(AddRows((Meeting(reference="M-1", type_id="marac"),)))
    done = record(desk)
    desk.undo()
    desk.close()

    again = Desk(open_copy(local_store.folder, CHEAP_KEY), EVERYBODY)
    assert again.redo()
    assert record(again) == done
    again.close()


def test_typing_in_one_go_is_one_step(desk: Desk, meeting: Meeting) -> None:
    add(desk.store, entry := Entry(meeting_id=meeting.id, text=""))
    for text in ("S", "See", "Seen", "Seen at", "Seen at home"):
        type_into(desk, entry, text)

    desk.undo()

    assert text_of(desk, entry) == ""
    assert desk.undo_state.undo_label is None
    desk.redo()
    assert text_of(desk, entry) == "Seen at home"


def test_typing_after_a_pause_is_a_step_of_its_own(
    desk: Desk, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(desk.store, entry := Entry(meeting_id=meeting.id, text=""))
    type_into(desk, entry, "Seen")
    monkeypatch.setattr(undo_steps, "TOGETHER", timedelta(0))
    type_into(desk, entry, "Seen at home")

    desk.undo()

    assert text_of(desk, entry) == "Seen"


def test_typing_in_two_places_is_two_steps(desk: Desk, meeting: Meeting) -> None:
    entries = [Entry(meeting_id=meeting.id, text="") for _ in range(2)]
    add(desk.store, *entries)
    type_into(desk, entries[0], "Seen")
    type_into(desk, entries[1], "Heard")
    type_into(desk, entries[0], "Seen at home")

    desk.undo()
    assert [text_of(desk, entry) for entry in entries] == ["Seen", "Heard"]
    desk.undo()
    assert [text_of(desk, entry) for entry in entries] == ["Seen", ""]
    desk.undo()
    assert [text_of(desk, entry) for entry in entries] == ["", ""]


def test_typing_goes_on_as_one_step_after_a_restart(local_store: Store) -> None:
    assert local_store.folder
    desk = Desk(local_store, EVERYBODY)
    meeting = Meeting(reference="M-1", type_id="marac")
    add(local_store, meeting, entry := Entry(meeting_id=meeting.id, text=""))
    type_into(desk, entry, "Seen")
    desk.close()

    again = Desk(open_copy(local_store.folder, CHEAP_KEY), EVERYBODY)
    type_into(again, entry, "Seen at home")
    again.undo()
    assert text_of(again, entry) == ""
    again.close()


def test_a_step_that_others_changed_is_dropped_with_a_message_and_older_ones_stay(
    desk: Desk, meeting: Meeting
) -> None:
    older, newer = add_entry(desk, meeting), add_entry(desk, meeting, "Heard")
    desk.execute(change(newer, text="Heard it", label="Change entry"))
    other = Desk(desk.store, person_with("chair"))
    other.execute(change(_now(other, newer), text="Heard by the school"))

    with pytest.raises(StaleRecord, match="changed since") as caught:
        desk.undo()
    assert "steps before this one" in caught.value.hint
    assert text_of(desk, newer) == "Heard by the school"
    with pytest.raises(StaleRecord):  # the adding of it, which is not as it was added any more
        desk.undo()
    assert desk.undo()
    assert text_of(desk, older) is None
    assert text_of(desk, newer) == "Heard by the school"


def test_other_fields_that_somebody_changed_do_not_stand_in_the_way(desk: Desk, meeting: Meeting) -> None:
    entry = add_entry(desk, meeting)
    desk.execute(change(entry, text="Seen at school"))
    Desk(desk.store, person_with("chair")).execute(change(entry, source="A letter"))

    desk.undo()

    with desk.reading() as reading:
        found = reading.get(Entry, entry.id)
    assert (found.text, found.source) == ("Seen at home", "A letter")


def test_a_removed_row_that_is_needed_elsewhere_is_explained(desk: Desk, meeting: Meeting) -> None:
    new = Meeting(reference="M-2", type_id="marac")
    desk.execute(AddRows((new,)))
    add(desk.store, Entry(meeting_id=new.id, text="By somebody else"))

    with pytest.raises(MeetingDeskError, match="still points to this"):
        desk.undo()

    with desk.reading() as reading:
        assert reading.count(Entry) == 1
    assert desk.undo_state.undo_label is None


def test_a_full_disk_does_not_cost_a_step(
    desk: Desk, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = add_entry(desk, meeting)

    def full(*_about: object) -> None:
        raise StorageProblem("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr("meetingdesk.storage.unit_of_work.add_link", full)
        with pytest.raises(StorageProblem):
            desk.undo()

    assert text_of(desk, entry) == "Seen at home"
    assert desk.undo()
    assert text_of(desk, entry) is None


def test_labels_and_steps_hold_no_words_of_the_record_where_a_menu_shows_them(
    desk: Desk, meeting: Meeting
) -> None:
    entry = add_entry(desk, meeting, "canary")
    desk.execute(change(entry, text="canary again", label="Change entry"))
    desk.undo()

    assert "canary" not in f"{desk.undo_state}"
    with desk.reading() as reading:
        labels = [row[0] for row in reading.rows(select(undo_step.c.label).order_by(undo_step.c.id))]
    assert labels == ["Add entry", "Change entry"]


def test_a_new_command_clears_what_could_be_repeated(desk: Desk, meeting: Meeting) -> None:
    add_entry(desk, meeting)
    desk.undo()
    assert desk.undo_state.redo_label == "Add entry"

    desk.execute(AddRows((Person(),), label="Add person"))

    assert desk.undo_state.redo_label is None
    assert desk.redo() is None
    with desk.reading() as reading:
        assert undo_steps.count(reading.connection, desk.person, Stack.REDO) == 0


def test_each_person_and_each_device_takes_back_their_own_steps(desk: Desk, meeting: Meeting) -> None:
    mine = add_entry(desk, meeting, "Mine")
    other = Desk(desk.store, person_with("minute_taker"))
    theirs = add_entry(other, meeting, "Theirs")
    elsewhere = Desk(desk.store, replace(desk.person, device="another-laptop"))

    assert elsewhere.undo() is None
    other.undo()
    assert text_of(desk, theirs) is None
    assert text_of(desk, mine) == "Mine"
    desk.undo()
    assert text_of(desk, mine) is None


def test_narrowing_by_mistake_is_taken_back_without_a_deed_to_widen(store: Store) -> None:
    desk = Desk(store, person_with("minute_taker"))
    meeting = Meeting(reference="M-1", type_id="marac")
    desk.execute(AddRows((meeting,)))
    entry = add_entry(desk, meeting)
    desk.execute(change(entry, visibility=Visibility.V2))

    desk.undo()

    with desk.reading() as reading:
        assert reading.get(Entry, entry.id).visibility is Visibility.V1


def test_only_so_many_steps_are_kept(desk: Desk, meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meetingdesk.app.desk.TRIM_EVERY", 5)
    entry = add_entry(desk, meeting)
    with desk.store.engines.write.begin() as connection:
        for number in range(undo_steps.KEPT):
            undo_steps.push(connection, desk.person, Stack.UNDO, f"Old {number}", Deed.RECORD, ())

    for number in range(5):
        desk.execute(change(_now(desk, entry), text=f"Seen {number}"))

    with desk.reading() as reading:
        assert undo_steps.count(reading.connection, desk.person, Stack.UNDO) <= undo_steps.KEPT + 5
    desk.undo()
    assert text_of(desk, entry) == "Seen 3"


def test_typing_into_a_row_that_was_just_added_belongs_to_adding_it(desk: Desk, meeting: Meeting) -> None:
    entry = Entry(meeting_id=meeting.id, text="S")

    class AddTyped(AddRows):
        def apply(self, work: Any) -> Any:
            return replace(super().apply(work), merge_key=f"{entry.id.hex} text")

    desk.execute(AddTyped((entry,), "Add entry"))
    type_into(desk, entry, "Seen")
    type_into(desk, entry, "Seen at home")

    desk.undo()

    assert text_of(desk, entry) is None
    assert desk.undo_state.undo_label is None
    desk.redo()
    assert text_of(desk, entry) == "Seen at home"


def _now(desk: Desk, entry: Entry) -> Entry:
    with desk.reading() as reading:
        return reading.get(Entry, entry.id)


def test_the_second_of_two_who_saw_the_same_words_does_not_write_over_the_first(store: Store) -> None:
    first, second = Desk(store, person_with("minute_taker")), Desk(store, person_with("chair"))
    meeting = Meeting(reference="M-1", type_id="icpc")
    entry = Entry(meeting_id=meeting.id, text="Seen")
    first.execute(AddRows((meeting, entry)))
    first.execute(change(entry, text="Seen by the nurse"))

    with pytest.raises(StaleRecord):
        second.execute(change(entry, text="Seen by the school"))
    second.execute(change(entry, source="A letter"))

    assert _now(first, entry).text == "Seen by the nurse"


def test_undo_opens_to_nobody_what_others_wrote_because_it_was_narrow(store: Store) -> None:
    taker, chair = Desk(store, person_with("minute_taker")), Desk(store, person_with("chair"))
    meeting = Meeting(reference="M-1", type_id="icpc")
    entry = Entry(meeting_id=meeting.id, text="Where she stays")
    taker.execute(AddRows((meeting, entry)))
    taker.execute(change(entry, visibility=Visibility.V4))
    chair.execute(change(_now(chair, entry), text="The address itself"))

    with pytest.raises(StaleRecord):
        taker.undo()

    assert _now(chair, entry).visibility is Visibility.V4
