from __future__ import annotations

import json
from dataclasses import replace

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.interchange import (
    Families,
    ImportMeetingFile,
    MeetingFile,
    Meetings,
    Scope,
    ThreadOf,
    WholeStore,
    export_meeting_file,
    read_meeting_file,
    to_json,
)
from meetingdesk.domain.actions import Action
from meetingdesk.domain.agencies import Agency, Professional, Staff
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.chronology import Event
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.information import Entry, EntryAbout
from meetingdesk.domain.meetings import CaseLink, Meeting, MeetingCase, Series
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import NotAllowed
from meetingdesk.storage.store import Store
from tests.people import person_with

PERSON = person_with("minute_taker", "chair")

POLICE, SCHOOL = Agency(name="Police"), Agency(name="School")
CHAIR = Professional(name="Chair", agency_id=POLICE.id)
ADA, BEN, CYD = Person(label="Ada"), Person(label="Ben"), Person(label="Cyd")
ONE, TWO = Family(reference="F-1", lead_professional_id=CHAIR.id), Family(reference="F-2")
SERIES = Series(title="MARAC", type_id="marac")
FIRST = Meeting(reference="F-1/1", type_id="core_group", family_id=ONE.id)
SECOND = replace(FIRST, id=Meeting(reference="", type_id="").id, reference="F-1/2", previous_id=FIRST.id)
EARLIER = Meeting(reference="M/1", type_id="marac", series_id=SERIES.id)
MARAC = Meeting(
    reference="M/2", type_id="marac", series_id=SERIES.id, previous_id=EARLIER.id, chair_id=CHAIR.id
)
ABOUT_ADA = Entry(meeting_id=MARAC.id, family_id=ONE.id, text="About the first family")
ABOUT_BEN = Entry(meeting_id=MARAC.id, family_id=TWO.id, text="About the second family")
SPOKEN = Event(family_id=ONE.id, text="Seen", meeting_id=MARAC.id, entry_id=ABOUT_ADA.id)
ALL: tuple[Row, ...] = (
    POLICE,
    SCHOOL,
    CHAIR,
    ADA,
    PersonName(person_id=ADA.id, full="Ada Test"),
    BEN,
    CYD,
    ONE,
    TWO,
    FamilyMember(family_id=ONE.id, person_id=ADA.id, role=FamilyRole.CHILD),
    FamilyMember(family_id=TWO.id, person_id=BEN.id, role=FamilyRole.CHILD),
    SERIES,
    FIRST,
    SECOND,
    EARLIER,
    MARAC,
    MeetingCase(meeting_id=MARAC.id, family_id=ONE.id),
    MeetingCase(meeting_id=MARAC.id, family_id=TWO.id, position=1),
    CaseLink(meeting_id=SECOND.id, family_id=ONE.id, kind="same_person", other_family_id=TWO.id),
    Attendance(meeting_id=MARAC.id, agency_id=POLICE.id),
    ABOUT_ADA,
    EntryAbout(entry_id=ABOUT_ADA.id, person_id=ADA.id),
    ABOUT_BEN,
    EntryAbout(entry_id=ABOUT_BEN.id, person_id=BEN.id),
    SPOKEN,
)


@pytest.fixture
def filled(local_store: Store) -> Store:
    with local_store.work(PERSON, Deed.IMPORT) as work:
        work.add_all(ALL)
        work.commit("Fill")
    return local_store


def exported(store: Store, scope: Scope) -> MeetingFile:
    with store.reading(PERSON) as reading:
        return export_meeting_file(reading, scope)


def ids(file: MeetingFile, kind: type[Row]) -> set[object]:
    return {row.id for row in file.of(kind)}


def test_the_whole_store_is_all_that_may_be_seen(filled: Store) -> None:
    assert len(exported(filled, WholeStore())) == len(ALL)


def test_a_meeting_brings_its_thread_and_all_it_links_to_and_no_more(filled: Store) -> None:
    file = exported(filled, Meetings((SECOND.id,)))
    assert ids(file, Meeting) == {FIRST.id, SECOND.id}
    assert ids(file, Family) == {ONE.id}
    assert ids(file, Person) == {ADA.id}
    assert ids(file, Agency) == {POLICE.id}
    assert len(file.of(PersonName)) == 1
    (link,) = file.of(CaseLink)
    assert link.other_family_id is None
    assert file.left_out[link.id] == {"other_family_id"}


def test_the_chronology_of_a_family_does_not_lead_on_to_other_meetings(filled: Store) -> None:
    file = exported(filled, Meetings((FIRST.id,)))
    (event,) = file.of(Event)
    assert (event.meeting_id, event.entry_id) == (None, None)
    assert file.left_out[event.id] == {"meeting_id", "entry_id"}
    assert ids(file, Meeting) == {FIRST.id}


def test_a_marac_brings_its_families_and_not_the_maracs_before(filled: Store) -> None:
    file = exported(filled, Meetings((MARAC.id,)))
    assert ids(file, Meeting) == {MARAC.id}
    assert ids(file, Family) == {ONE.id, TWO.id}
    assert file.left_out[MARAC.id] == {"previous_id"}


def test_a_thread_or_a_series_is_all_its_meetings(filled: Store) -> None:
    assert ids(exported(filled, ThreadOf(family_id=ONE.id)), Meeting) == {FIRST.id, SECOND.id}
    assert ids(exported(filled, ThreadOf(series_id=SERIES.id)), Meeting) == {EARLIER.id, MARAC.id}


def test_a_family_comes_without_the_other_families_of_a_shared_meeting(filled: Store) -> None:
    file = exported(filled, Families((ONE.id,)))
    assert ids(file, Meeting) == {FIRST.id, SECOND.id, MARAC.id}
    assert ids(file, Family) == {ONE.id}
    assert ids(file, Person) == {ADA.id}
    assert ids(file, Entry) == {ABOUT_ADA.id}
    assert len(file.of(MeetingCase)) == len(file.of(EntryAbout)) == len(file.of(Attendance)) == 1
    assert "second family" not in to_json(file)


def test_every_export_can_be_brought_in_again_and_changes_nothing(filled: Store) -> None:
    scopes = (WholeStore(), Families((ONE.id,)), Meetings((MARAC.id, SECOND.id)), ThreadOf(ONE.id, SERIES.id))
    desk = Desk(filled, PERSON)
    for scope in scopes:
        file = read_meeting_file(to_json(exported(filled, scope)))
        assert not desk.execute(ImportMeetingFile(file)).touched


def test_what_a_person_may_not_see_is_not_in_their_file(filled: Store) -> None:
    secret = Decision(meeting_id=MARAC.id, text="Advice", visibility=Visibility.V3)
    action = Action(meeting_id=MARAC.id, reference="A1", text="Do", decision_id=secret.id)
    staff = Staff(sign_in_name="ada", name="Ada")
    with filled.work(PERSON, Deed.IMPORT) as work:
        work.add_all((secret, action))
        work.commit("More")
    with filled.work(person_with("coordinator"), Deed.PEOPLE_AT_DESK) as work:
        work.add(staff)
        work.commit("Staff")
    author = replace(PERSON, staff_id=staff.id)
    note = Entry(meeting_id=MARAC.id, text="Own note", visibility=Visibility.V5, author_id=staff.id)
    typed = Entry(meeting_id=MARAC.id, text="Typed", author_id=staff.id)
    with filled.work(author, Deed.RECORD) as work:
        work.add_all((note, typed))
        work.commit("Notes")
    minute_taker = replace(person_with("minute_taker"), staff_id=staff.id)
    with filled.reading(minute_taker) as reading:
        text = to_json(export_meeting_file(reading, WholeStore()))
    file = read_meeting_file(text)
    assert "Advice" not in text
    assert "Own note" not in text
    assert str(staff.id) not in text
    assert file.of(Action)[0].decision_id is None
    assert file.left_out[action.id] == {"decision_id"}
    assert not Desk(filled, minute_taker).execute(ImportMeetingFile(file)).touched


def test_who_may_not_save_files_outside_the_store_gets_none(filled: Store) -> None:
    with filled.reading(person_with("reader")) as reading, pytest.raises(NotAllowed):
        export_meeting_file(reading, WholeStore())


def test_a_file_is_written_for_people_to_read(filled: Store) -> None:
    text = to_json(exported(filled, Meetings((FIRST.id,))))
    assert text.startswith('{\n "format": "meetingdesk-meeting-file",\n "version": 1,\n "exported_at": "')
    assert text.endswith("}\n")
    (first,) = json.loads(text)["meetings"]
    assert list(first) == ["id", "reference", "type_id", "family_id"]
