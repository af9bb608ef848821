from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.imports import (
    Effect,
    ImportContacts,
    ImportInvitees,
    ImportReferrals,
    Table,
    preview_contacts,
    preview_invitees,
    preview_referrals,
    read_table,
)
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole, Relationship, RelationshipKind
from meetingdesk.domain.meetings import ListKind, Meeting, MeetingCase
from meetingdesk.domain.people import (
    Address,
    AddressWithheld,
    Contact,
    Interpreter,
    Involvement,
    Person,
    PersonName,
    Pregnancy,
    YesNo,
)
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import BadImport, NotAllowed
from meetingdesk.storage.store import Store
from tests.people import person_with

Named = TypeVar("Named", Agency, Professional)

PERSON = person_with("minute_taker")
MARAC = Meeting(reference="M/2026-11-20", type_id="marac", held_on=date(2026, 11, 20))


def table(*rows: str) -> Table:
    return read_table("\n".join(rows).encode(), "list.csv")


def keep(store: Store, *rows: Row) -> None:
    with store.work(PERSON, Deed.IMPORT) as work:
        work.add_all(rows)
        work.commit("Keep")


def by_name(rows: Iterable[Named]) -> list[Named]:
    return sorted(rows, key=lambda row: row.name)


def counts(desk: Desk, *kinds: type[Row]) -> list[int]:
    with desk.reading() as reading:
        return [reading.count(kind) for kind in kinds]


def effects(desk: Desk, rows: Table) -> list[Effect]:
    with desk.reading() as reading:
        return [row.effect for row in preview_referrals(rows, MARAC.id, reading).rows]


def referral_faults(desk: Desk, rows: Table) -> tuple[str, ...]:
    with desk.reading() as reading:
        found = preview_referrals(rows, MARAC.id, reading).faults
    with pytest.raises(BadImport) as caught:
        desk.execute(ImportReferrals(rows, MARAC.id))
    assert caught.value.faults == found
    return found


CONTACTS = table(
    "Name;Organisation;Job title;Email;Phone;Representative;Deputy;Shoe size",
    "Ada Ferncliffe;Police;Sergeant;ada@police.example;01632 960301;yes;;7",
    "Bo Quill;po;Constable;bo@police.example;;no;Ada Ferncliffe;8",
    "Cy Dorn;Larch Hill School;Head;;01632 960302;;;9",
)


def test_contacts_become_professionals_of_agencies_of_the_catalogue_or_new_ones(desk: Desk) -> None:
    desk.execute(ImportContacts(CONTACTS))
    with desk.reading() as reading:
        school, police = by_name(reading.find(Agency))
        ada, bo, cy = by_name(reading.find(Professional))
    assert (police.key, police.name, police.grouping) == ("police", "Police", "police")
    assert (school.key, school.name) == ("", "Larch Hill School")
    assert (ada.agency_id, ada.is_representative, ada.email) == (police.id, True, "ada@police.example")
    assert (bo.agency_id, bo.deputy_id, bo.is_representative) == (police.id, ada.id, False)
    assert (cy.agency_id, cy.telephone) == (school.id, "01632 960302")


def test_a_preview_says_what_each_row_would_do_and_writes_nothing(local_desk: Desk) -> None:
    keep(local_desk.store, Professional(name="Ada Ferncliffe", email="ADA@police.example"))
    with local_desk.reading() as reading:
        preview = preview_contacts(CONTACTS, reading)
    assert [(row.number, row.effect) for row in preview.rows] == [
        (2, Effect.UPDATE),
        (3, Effect.NEW),
        (4, Effect.NEW),
    ]
    assert preview.rows[0].adds == (("agency", 1),)
    assert preview.rows[2].adds == (("agency", 1), ("professional", 1))
    assert preview.columns[1] == ("Organisation", "Agency")
    assert preview.unknown_columns == ("Shoe size",)
    assert "Cells are parted by semicolons." in preview.notes
    assert preview.faults == ()
    assert preview.count(Effect.NEW) == 2
    assert counts(local_desk, Agency, Professional) == [0, 1]


def test_contacts_brought_in_again_are_not_doubled(desk: Desk) -> None:
    desk.execute(ImportContacts(CONTACTS))
    assert not desk.execute(ImportContacts(CONTACTS)).touched
    corrected = table(
        "Full name,Agency,E-mail,Tel",
        "Ada Ferncliffe-Roe,POLICE,Ada@Police.example,",
        "Cy Dorn,larch hill school,cy@school.example,01632 960399",
    )
    desk.execute(ImportContacts(corrected))
    with desk.reading() as reading:
        ada, _, cy = by_name(reading.find(Professional))
        assert reading.count(Agency) == 2
    assert (ada.name, ada.telephone) == ("Ada Ferncliffe-Roe", "01632 960301")
    assert (cy.email, cy.telephone, cy.job_title) == ("cy@school.example", "01632 960399", "Head")


def test_several_people_may_share_a_mailbox(local_desk: Desk) -> None:
    shared = table("Name,Agency,Email", "Ada,Police,team@police.example", "Bo,Police,team@police.example")
    for _ in range(2):
        local_desk.execute(ImportContacts(shared))
    with local_desk.reading() as reading:
        assert [professional.name for professional in by_name(reading.find(Professional))] == ["Ada", "Bo"]


def test_an_import_of_contacts_is_one_step_to_undo(desk: Desk) -> None:
    desk.execute(ImportContacts(CONTACTS))
    assert desk.undo_state.undo_label == "Bring in contacts"
    desk.undo()
    assert counts(desk, Agency, Professional) == [0, 0]
    desk.redo()
    assert counts(desk, Agency, Professional) == [2, 3]


def test_faults_are_named_by_row_and_column_and_nothing_is_written(local_desk: Desk) -> None:
    rows = table(
        "Name,Agency,Representative,Left on,Deputy",
        "Ada,Police,perhaps,20/13/2026,",
        ",Police,,,",
        "Bo,Police,,,Nobody",
        "Cy,Police,,,",
    )
    with pytest.raises(BadImport) as caught:
        local_desk.execute(ImportContacts(rows))
    assert caught.value.faults == (
        "row 2, column Representative: must be yes, no or unknown",
        "row 2, column Left on: must have the day first, then the month, such as 20/11/2026",
        "row 3, column Name: the name is missing",
        "row 4, column Deputy: is nobody in this agency; list the deputy first",
    )
    assert counts(local_desk, Agency, Professional) == [0, 0]


def test_two_rows_that_contradict_each_other_are_a_fault(local_desk: Desk) -> None:
    rows = table("Name,Agency,Tel", "Ada,Police,01632 960301", "Ada,Police,01632 960302", "ada,police,")
    with local_desk.reading() as reading:
        preview = preview_contacts(rows, reading)
    assert preview.faults == ("row 3: says something else than row 2 (telephone)",)


def test_two_people_of_one_name_need_an_address_to_tell_them_apart(local_desk: Desk) -> None:
    keep(local_desk.store, Professional(name="Ada"), Professional(name="Ada"))
    with local_desk.reading() as reading:
        preview = preview_contacts(table("Name,Tel", "Ada,1"), reading)
    assert "is the name of several people" in preview.faults[0]


INVITEES = table(
    "Name,Agency,E-mail,Role,Required,Invited,Reply",
    "Ada Ferncliffe,Police,ada@police.example,Representative,yes,2 Nov 2026,Coming",
    "Cy Dorn,Larch Hill School,,Minute taker,no,02/11/2026,Apologies with report",
    ",Housing,,,yes,,",
)


def test_invitees_are_asked_to_one_meeting(desk: Desk) -> None:
    keep(desk.store, MARAC)
    desk.execute(ImportInvitees(INVITEES, MARAC.id))
    with desk.reading() as reading:
        ada, cy, housing = sorted(reading.find(Attendance), key=lambda row: row.position)
        assert reading.get(Professional, ada.professional_id).name == "Ada Ferncliffe"
        assert reading.get(Agency, housing.agency_id).key == "housing"
    assert (ada.is_required, ada.invited_on, ada.role, ada.position) == (
        True,
        date(2026, 11, 2),
        "representative",
        0,
    )
    assert (cy.role, cy.status, cy.position) == ("minute_taker", AttendanceStatus.APOLOGIES_WITH_REPORT, 1)
    assert housing.professional_id is None
    assert not desk.execute(ImportInvitees(INVITEES, MARAC.id)).touched


def test_a_name_is_put_to_an_agency_that_was_asked_without_one(local_desk: Desk) -> None:
    keep(local_desk.store, MARAC)
    local_desk.execute(ImportInvitees(INVITEES, MARAC.id))
    named = table("Name,Agency", "Di Marsh,Housing")
    with local_desk.reading() as reading:
        assert preview_invitees(named, MARAC.id, reading).rows[0].effect is Effect.UPDATE
    local_desk.execute(ImportInvitees(named, MARAC.id))
    assert counts(local_desk, Attendance) == [3]


def test_an_invitee_without_name_and_agency_is_a_fault(local_desk: Desk) -> None:
    keep(local_desk.store, MARAC)
    with local_desk.reading() as reading:
        preview = preview_invitees(table("Name,Agency,Role", ",,Chair"), MARAC.id, reading)
    assert preview.faults == ("row 2: neither a name nor an agency is given",)


REFERRALS = table(
    "Case no,Reference,Referral date,Referred by,Referrer,Criteria,Score,Repeat,Victim,Victim DOB,"
    "Language,Interpreter,Address,Postcode,Address withheld,Phone,Safe to call,Perpetrator,Perpetrator DOB,"
    "Relationship,Child 1 name,Child 1 DOB,Child 1 school,Child 2 name,Child 2 EDD,Reason",
    "1,F-1,06/11/2026,Police,Bo Quill,High risk; Professional judgement,17,no,Agnieszka Wiśniewska,"
    '17/04/1991,Polish,yes,"9 Candlemaker Row, Westmoor",ZZ1 4QT,yes,01632 960201,no,Dariusz Lis,'
    "02/09/1987,Ex-partner,Zofia Lis,11/02/2018,Larch Hill,Unborn baby,08/02/2027,She left that night.",
    "2,,09/11/2026,GP practice,,,,unknown,Nguyễn Thị Hạnh,01/12/1993,Vietnamese,,,,,,,Unknown,,,,,,,,",
)


def test_referrals_become_families_people_and_cases(desk: Desk) -> None:
    keep(desk.store, MARAC)
    desk.execute(ImportReferrals(REFERRALS, MARAC.id))
    with desk.reading() as reading:
        first, second = sorted(reading.find(MeetingCase), key=lambda row: row.position)
        family = reading.get(Family, first.family_id)
        roles = {
            member.role: reading.get(Person, member.person_id)
            for member in reading.find(FamilyMember, family_id=family.id)
        }
        (relationship,) = reading.find(Relationship)
        (address,) = reading.find(Address)
        (withheld,) = reading.find(AddressWithheld)
        (contact,) = reading.find(Contact)
        (school,) = reading.find(Involvement)
        assert reading.get(Agency, first.referring_agency_id).key == "police"
        assert reading.get(Professional, first.referrer_id).name == "Bo Quill"
        assert reading.get(Agency, second.referring_agency_id).key == "gp"
        others = {
            member.role: reading.get(Person, member.person_id)
            for member in reading.find(FamilyMember, family_id=second.family_id)
        }
        assert reading.get(Family, second.family_id).reference == "M/2026-11-20/02"
    victim, harmer = roles[FamilyRole.VICTIM], roles[FamilyRole.ALLEGED_PERPETRATOR]
    assert family.reference == "F-1"
    assert (first.position, first.checklist_score, first.is_repeat) == (1, 17, YesNo.NO)
    assert first.criteria == ("visible_high_risk", "professional_judgement")
    assert first.list_kind is ListKind.FULL
    assert second.is_repeat is YesNo.UNKNOWN
    assert (victim.birth_date, victim.interpreter, victim.safe_to_call) == (
        date(1991, 4, 17),
        Interpreter.NEEDED,
        YesNo.NO,
    )
    assert roles[FamilyRole.CHILD].birth_date == date(2018, 2, 11)
    assert roles[FamilyRole.UNBORN].expected_date == date(2027, 2, 8)
    assert roles[FamilyRole.UNBORN].pregnancy is Pregnancy.EXPECTED
    assert (relationship.person_id, relationship.other_id) == (harmer.id, victim.id)
    assert relationship.kind is RelationshipKind.FORMER_PARTNER_OF
    assert (address.person_id, address.postcode, address.visibility) == (victim.id, "ZZ1 4QT", Visibility.V2)
    assert (withheld.address_id, withheld.from_id) == (address.id, harmer.id)
    assert (contact.value, contact.is_safe) == ("01632 960201", YesNo.NO)
    assert (school.person_id, school.name) == (roles[FamilyRole.CHILD].id, "Larch Hill")
    assert not others[FamilyRole.ALLEGED_PERPETRATOR].is_identified


ALL_KINDS = (
    Family,
    FamilyMember,
    Person,
    PersonName,
    MeetingCase,
    Address,
    AddressWithheld,
    Contact,
    Relationship,
    Involvement,
    Agency,
    Professional,
)


def test_referrals_brought_in_again_are_not_doubled(desk: Desk) -> None:
    keep(desk.store, MARAC)
    desk.execute(ImportReferrals(REFERRALS, MARAC.id))
    before = counts(desk, *ALL_KINDS)
    assert effects(desk, REFERRALS) == [Effect.UNCHANGED, Effect.UNCHANGED]
    assert not desk.execute(ImportReferrals(REFERRALS, MARAC.id)).touched
    desk.undo()
    assert counts(desk, Family, Person, MeetingCase) == [0, 0, 0]
    desk.redo()
    assert counts(desk, *ALL_KINDS) == before


def test_a_corrected_list_updates_and_a_blank_cell_changes_nothing(local_desk: Desk) -> None:
    keep(local_desk.store, MARAC)
    local_desk.execute(ImportReferrals(REFERRALS, MARAC.id))
    before = counts(local_desk, *ALL_KINDS)
    corrected = table(
        "Reference,Victim,Victim DOB,Score,Child 2 EDD,Child 1 name,Safe to call",
        "F-1,Agnieszka Wisniewska-Lis,17/04/1991,18,10/02/2027,Lis Zofia,",
    )
    assert effects(local_desk, corrected) == [Effect.UPDATE]
    local_desk.execute(ImportReferrals(corrected, MARAC.id))
    assert counts(local_desk, *ALL_KINDS) == before
    with local_desk.reading() as reading:
        assert reading.find(PersonName, full="Agnieszka Wisniewska-Lis")
        assert reading.find(MeetingCase, checklist_score=18)[0].reason == "She left that night."
        assert reading.find(Person, expected_date=date(2027, 2, 10))
        assert reading.find(Person, safe_to_call=YesNo.NO)


def test_without_a_reference_the_victims_name_and_birth_date_find_the_family(local_desk: Desk) -> None:
    keep(local_desk.store, MARAC)
    rows = table("Victim,Date of birth,Score", "Ada Test,20/11/1990,10")
    local_desk.execute(ImportReferrals(rows, MARAC.id))
    again = table("Victim,Date of birth,Score", "TEST Ada,20 Nov 1990,12", "Ada Test,21/11/1990,3")
    assert effects(local_desk, again) == [Effect.UPDATE, Effect.NEW]
    later = Meeting(reference="M/2026-12-04", type_id="marac")
    keep(local_desk.store, later)
    local_desk.execute(ImportReferrals(rows, later.id))
    assert counts(local_desk, Family, Person, MeetingCase) == [1, 1, 2]


def test_somebody_known_from_another_family_is_the_same_person(local_desk: Desk) -> None:
    keep(local_desk.store, MARAC)
    local_desk.execute(ImportReferrals(table("Ref,Victim,DOB", "F-1,Ada Test,20/11/1990"), MARAC.id))
    local_desk.execute(
        ImportReferrals(
            table("Ref,Victim,DOB,Perpetrator,Perpetrator DOB", "F-2,Bo,1/1/1991,Ada Test,20/11/1990"),
            MARAC.id,
        )
    )
    assert counts(local_desk, Family, Person) == [2, 2]


def test_a_reference_or_number_of_another_victims_family_is_a_fault(local_desk: Desk) -> None:
    keep(local_desk.store, MARAC)
    local_desk.execute(ImportReferrals(REFERRALS, MARAC.id))
    wrong = table(
        "Case no,Reference,Victim,Victim DOB", "5,F-1,Somebody Else,01/01/1980", "2,,Another One,02/02/1982"
    )
    assert referral_faults(local_desk, wrong) == (
        "row 2, column Reference: belongs to a family with another victim, of another name and birth date",
        "row 3, column Case no: belongs to a family with another victim, of another name and birth date",
    )


def test_referral_faults_are_named_by_row_and_column(local_desk: Desk) -> None:
    keep(local_desk.store, MARAC)
    rows = table(
        "Reference,Victim,Victim DOB,Score,Relationship,Child 1 DOB,Children",
        "F-1,Ada,20/13/1990,many,enemy,,",
        "F-2,Bo,,,,1/1/2020,",
        ",,,5,,,",
        "F-3,Cy,,,,,",
        "F-3,Cy,,,,,",
        f"F-4,Di,,,,,{'x' * 201}",
    )
    faults = referral_faults(local_desk, rows)
    assert [fault.partition(":")[0] for fault in faults] == [
        "row 2, column Victim DOB",
        "row 2, column Score",
        "row 2, column Relationship",
        "row 3, column child 1 name",
        "row 4",
        "row 6",
        "row 7, column Children",
    ]
    assert counts(local_desk, Family, Person, MeetingCase) == [0, 0, 0]


def test_children_of_one_cell_are_members_of_the_family(local_desk: Desk) -> None:
    keep(local_desk.store, MARAC)
    rows = table("Ref,Victim,Children", "F-1,Ada,Mia (01/02/2020); Noa (4); Unborn (due 8/2/2027)")
    for _ in range(2):
        local_desk.execute(ImportReferrals(rows, MARAC.id))
    with local_desk.reading() as reading:
        roles = [member.role for member in sorted(reading.find(FamilyMember), key=lambda row: row.position)]
        (noa,) = reading.find(Person, approximate_age=4)
    assert roles == [FamilyRole.VICTIM, FamilyRole.CHILD, FamilyRole.CHILD, FamilyRole.UNBORN]
    assert noa.approximate_age_on == MARAC.held_on


def test_twins_are_two_children(local_desk: Desk) -> None:
    keep(local_desk.store, MARAC)
    rows = table("Ref,Victim,Children", "F-1,Ada,Mia (01/02/2020); Noa (01/02/2020)")
    for _ in range(2):
        local_desk.execute(ImportReferrals(rows, MARAC.id))
    assert counts(local_desk, Person) == [3]


def test_referrals_do_not_go_into_a_meeting_about_one_family(local_desk: Desk) -> None:
    family = Family(reference="F-1")
    meeting = Meeting(reference="F-1/1", type_id="core_group", family_id=family.id)
    keep(local_desk.store, family, meeting)
    with pytest.raises(BadImport) as caught:
        local_desk.execute(ImportReferrals(REFERRALS, meeting.id))
    assert "about one family" in caught.value.faults[0]


def test_who_may_not_import_brings_in_no_list(local_store: Store) -> None:
    with pytest.raises(NotAllowed):
        Desk(local_store, person_with("reader")).execute(ImportContacts(CONTACTS))
