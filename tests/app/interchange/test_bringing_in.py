from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.interchange import ImportMeetingFile, check, compare, read_meeting_file
from meetingdesk.domain.actions import Action, ActionStatus, ActionStep
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.documents import Document, DocumentVersion, VersionState
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.information import Entry, EntryReader
from meetingdesk.domain.meetings import DefinitionCopy, Meeting, Series
from meetingdesk.domain.people import Address, AddressWithheld, Person
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row, new_id
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import BadImport, NotAllowed
from meetingdesk.storage.store import Store
from tests.people import person_with

MEETING = Meeting(reference="F-1/2026-11-20", type_id="core_group", title="First")


def file_text(**lists: Any) -> str:
    return json.dumps(
        {"format": "meetingdesk-meeting-file", "version": 1, "name": "test", **lists}, default=str
    )


def meeting(**more: Any) -> dict[str, Any]:
    return {
        "id": MEETING.id,
        "reference": MEETING.reference,
        "type_id": "core_group",
        "title": "First",
        **more,
    }


def keep(store: Store, *rows: Row) -> None:
    with store.work(person_with("minute_taker", "chair"), Deed.IMPORT) as work:
        work.add_all(rows)
        work.commit("Keep")


def bring_in(desk: Desk, **lists: Any) -> None:
    desk.execute(ImportMeetingFile(read_meeting_file(file_text(**lists))))


def faults(desk: Desk, **lists: Any) -> tuple[str, ...]:
    file = read_meeting_file(file_text(**lists))
    with desk.reading() as reading:
        found = check(file, reading)
    if found:
        with pytest.raises(BadImport) as caught:
            desk.execute(ImportMeetingFile(file))
        assert caught.value.faults == found
    return found


def test_new_rows_are_added_and_rows_that_differ_are_replaced(desk: Desk) -> None:
    keep(desk.store, MEETING)
    bring_in(desk, meetings=[meeting(title="Second", entries=[{"text": "New"}])])
    with desk.reading() as reading:
        assert reading.get(Meeting, MEETING.id).title == "Second"
        assert [entry.text for entry in reading.find(Entry)] == ["New"]


def test_an_import_is_one_step_that_can_be_taken_back_and_repeated(desk: Desk) -> None:
    keep(desk.store, MEETING)
    bring_in(desk, meetings=[meeting(title="Second", entries=[{"text": "New"}, {"text": "More"}])])
    assert desk.undo_state.undo_label == "Bring in a meeting file"
    desk.undo()
    with desk.reading() as reading:
        assert reading.get(Meeting, MEETING.id).title == "First"
        assert reading.count(Entry) == 0
    desk.redo()
    with desk.reading() as reading:
        assert reading.count(Entry) == 2


def test_a_value_that_is_not_in_the_file_is_empty_afterwards(desk: Desk) -> None:
    keep(desk.store, replace(MEETING, place="Room 4"))
    bring_in(desk, meetings=[meeting()])
    with desk.reading() as reading:
        assert reading.get(Meeting, MEETING.id).place == ""


def test_a_link_that_the_file_leaves_out_stays_as_it_is_in_the_store(local_desk: Desk) -> None:
    agency = Agency(name="Police")
    entry = Entry(meeting_id=MEETING.id, text="Old", agency_id=agency.id, author_id=None)
    keep(local_desk.store, agency, MEETING, entry)
    bring_in(
        local_desk, meetings=[meeting(entries=[{"id": entry.id, "text": "New", "left_out": ["agency_id"]}])]
    )
    with local_desk.reading() as reading:
        assert reading.get(Entry, entry.id).agency_id == agency.id
        assert reading.get(Entry, entry.id).text == "New"


def test_nothing_is_changed_when_there_is_any_fault(local_desk: Desk) -> None:
    keep(local_desk.store, MEETING, Series(title="MARAC", type_id="marac"))
    found = faults(
        local_desk,
        meetings=[meeting(title="Second")],
        series=[{"id": new_id(), "title": "MARAC", "type_id": "marac"}],
    )
    assert len(found) == 1
    with local_desk.reading() as reading:
        assert reading.get(Meeting, MEETING.id).title == "First"


@pytest.mark.parametrize(
    ("row", "many", "field"),
    [
        (Agency(name="Police"), "agencies", "name"),
        (Family(reference="F-1"), "families", "reference"),
        (Series(title="MARAC", type_id="marac"), "series", "title"),
        (MEETING, "meetings", "reference"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_another_identifier_with_the_same_key_is_a_fault_that_names_both(
    desk: Desk, row: Row, many: str, field: str
) -> None:
    keep(desk.store, row)
    other = {"id": str(new_id()), field: getattr(row, field)}
    if hasattr(row, "type_id"):
        other["type_id"] = row.type_id
    (fault,) = faults(desk, **{many: [other]})
    assert fault.startswith(f"{many}[0].{field}: the store has another")
    assert str(row.id) in fault
    assert other["id"] in fault


def test_a_name_of_the_files_own_is_the_row_that_the_store_has_with_that_key(desk: Desk) -> None:
    agency, family, person = Agency(name="Police"), Family(reference="F-1"), Person(label="A child")
    member = FamilyMember(family_id=family.id, person_id=person.id, role=FamilyRole.CHILD)
    keep(desk.store, agency, family, person, member)
    for _ in range(2):
        bring_in(
            desk,
            agencies=[{"id": "police", "name": "Police", "code": "po"}],
            people=[{"id": person.id, "label": "A child"}],
            families=[
                {
                    "id": "family",
                    "reference": "F-1",
                    "members": [{"id": "child", "person_id": person.id, "role": "child", "note": "Eldest"}],
                }
            ],
            meetings=[
                {
                    "id": "first",
                    "reference": "F-1/2026-11-20",
                    "type_id": "core_group",
                    "family_id": "family",
                    "entries": [{"text": "Said", "agency_id": "police"}],
                }
            ],
        )
    with desk.reading() as reading:
        assert reading.get(Agency, agency.id).code == "po"
        assert reading.find(Meeting)[0].family_id == family.id
        assert reading.find(Entry)[0].agency_id == agency.id
        assert reading.get(FamilyMember, member.id).note == "Eldest"
        assert [reading.count(kind) for kind in (Agency, Family, FamilyMember, Meeting, Entry)] == [1] * 5


def test_two_names_cannot_be_one_row(local_desk: Desk) -> None:
    keep(local_desk.store, Agency(name="Police"))
    (police,) = local_desk.reading().__enter__().find(Agency)
    found = faults(
        local_desk,
        agencies=[{"id": str(police.id), "name": "Constabulary"}, {"id": "other", "name": "Police"}],
    )
    assert any("agencies[1].id: is the same row of the store as agencies[0]" in fault for fault in found)


def test_equal_definition_copies_are_kept_once(local_desk: Desk) -> None:
    here = DefinitionCopy(kind="meeting_type", key="marac", digest="abc", text="x")
    keep(local_desk.store, here)
    copy = {"id": new_id(), "kind": "meeting_type", "key": "marac", "digest": "abc", "text": "x"}
    bring_in(local_desk, definition_copies=[copy], meetings=[meeting(type_copy_id=copy["id"])])
    with local_desk.reading() as reading:
        assert reading.get(Meeting, MEETING.id).type_copy_id == here.id


def test_an_import_never_lets_more_people_read(local_desk: Desk) -> None:
    person, other, third = Person(label="A"), Person(label="B"), Person(label="C")
    home = Address(person_id=person.id, lines="1 Street", visibility=Visibility.V2)
    withheld = AddressWithheld(address_id=home.id, from_id=other.id)
    entry = Entry(meeting_id=MEETING.id, text="Secret", visibility=Visibility.V2)
    agency = Agency(name="Police")
    keep(local_desk.store, person, other, third, home, withheld, MEETING, entry, agency)
    found = faults(
        local_desk,
        people=[
            {
                "id": person.id,
                "label": "A",
                "addresses": [
                    {
                        "id": home.id,
                        "lines": "1 Street",
                        "visibility": "V1",
                        "withheld_from": [{"id": withheld.id, "from_id": third.id}],
                    }
                ],
            }
        ],
        meetings=[
            meeting(
                entries=[
                    {
                        "id": entry.id,
                        "text": "Secret",
                        "visibility": "V0",
                        "readers": [{"agency_id": agency.id}],
                    }
                ]
            )
        ],
    )
    withheld_from = "people[0].addresses[0].withheld_from[0].from_id"
    reader = "meetings[0].entries[0].readers[0]"
    assert found == (
        "people[0].addresses[0].visibility: more people could read this than now (it is V2 in the store)",
        f"{withheld_from}: it would no longer be withheld from the person the store names",
        "meetings[0].entries[0].visibility: more people could read this than now (it is V2 in the store)",
        f"{reader}: somebody else could read an entry that is restricted in the store",
    )


def test_a_new_restricted_entry_brings_its_readers(local_desk: Desk) -> None:
    agency = Agency(name="Police")
    keep(local_desk.store, MEETING, agency)
    entry = {"text": "Secret", "visibility": "V2", "readers": [{"agency_id": agency.id}]}
    bring_in(local_desk, meetings=[meeting(entries=[entry])])
    with local_desk.reading() as reading:
        assert reading.count(EntryReader, agency_id=agency.id) == 1


def test_narrowing_is_allowed(local_desk: Desk) -> None:
    entry = Entry(meeting_id=MEETING.id, text="x", visibility=Visibility.V0)
    keep(local_desk.store, MEETING, entry)
    bring_in(local_desk, meetings=[meeting(entries=[{"id": entry.id, "text": "x", "visibility": "V2"}])])
    with local_desk.reading() as reading:
        assert reading.get(Entry, entry.id).visibility is Visibility.V2


def test_sealed_versions_and_steps_of_a_trail_are_never_rewritten(local_desk: Desk) -> None:
    document = Document(meeting_id=MEETING.id, kind="plan")
    version = DocumentVersion(
        document_id=document.id, number=1, state=VersionState.SEALED, content="As sealed"
    )
    action = Action(meeting_id=MEETING.id, reference="A1", text="Do")
    step = ActionStep(action_id=action.id, at=datetime(2026, 11, 20, tzinfo=UTC), to_status=ActionStatus.OPEN)
    keep(local_desk.store, MEETING, document, version, action, step)
    trail = [{"id": step.id, "at": step.at.isoformat(), "to_status": "completed"}]
    versions = [{"id": version.id, "number": 1, "state": "sealed", "content": "Otherwise"}]
    sealed, rewritten = faults(
        local_desk,
        meetings=[
            meeting(
                documents=[{"id": document.id, "kind": "plan", "versions": versions}],
                actions=[{"id": action.id, "reference": "A1", "text": "Do", "trail": trail}],
            )
        ],
    )[::-1]
    assert "documents[0].versions[0].state: this version is sealed" in sealed
    assert "actions[0].trail[0].id: steps in the trail" in rewritten


def test_a_part_stays_where_it_is(local_desk: Desk) -> None:
    other = replace(MEETING, id=new_id(), reference="F-2/2026-11-20")
    entry = Entry(meeting_id=other.id, text="x")
    keep(local_desk.store, MEETING, other, entry)
    (fault,) = faults(local_desk, meetings=[meeting(entries=[{"id": entry.id, "text": "x"}])])
    assert fault == "meetings[0].entries[0].id: the store has this as a part of something else"


def test_a_link_may_lead_to_a_row_that_only_the_store_has(local_desk: Desk) -> None:
    chair = Professional(name="Chair")
    keep(local_desk.store, chair)
    bring_in(local_desk, meetings=[meeting(chair_id=chair.id)])
    (fault,) = faults(local_desk, meetings=[meeting(chair_id=new_id())])
    assert (
        fault == "meetings[0].chair_id: points nowhere: neither the file nor the store has this professional"
    )


def test_nobody_brings_in_what_their_role_may_not_see(store: Store) -> None:
    hidden = Entry(meeting_id=MEETING.id, text="Advice", visibility=Visibility.V3)
    keep(store, MEETING, hidden)
    desk = Desk(store, person_with("minute_taker"))
    (not_seen,) = faults(desk, meetings=[meeting(entries=[{"text": "Advice", "visibility": "V3"}])])
    assert "meetings[0].entries[0].visibility: your role may not see V3 (legal advice)" in not_seen
    (there,) = faults(desk, meetings=[meeting(entries=[{"id": hidden.id, "text": "Mine now"}])])
    assert there == "meetings[0].entries[0].id: the store has this, and your role may not see or change it"


def test_who_may_not_import_does_not(local_store: Store) -> None:
    with pytest.raises(NotAllowed):
        bring_in(Desk(local_store, person_with("reader")), meetings=[meeting()])


def test_a_comparison_says_what_would_happen(local_desk: Desk) -> None:
    entry = Entry(meeting_id=MEETING.id, text="Same")
    keep(local_desk.store, MEETING, entry)
    entries = [{"id": entry.id, "text": "Same"}, {"text": "New"}]
    file = read_meeting_file(file_text(meetings=[meeting(title="Other", entries=entries)]))
    with local_desk.reading() as reading:
        found = compare(file, reading)
    assert (len(found.new), len(found.changed), found.unchanged, found.faults) == (1, 1, 1, ())
