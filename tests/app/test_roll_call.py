from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.meeting_rows import open_meeting
from meetingdesk.app.outcome import Command
from meetingdesk.app.roll_call import (
    AcceptStatement,
    AddToRoom,
    Arrive,
    ExcludePerson,
    Leave,
    MarkAttendance,
    MarkTheRest,
    ReadStatement,
    RefuseStatement,
    SendDeputy,
    SettleQuorum,
    roll_call_command,
)
from meetingdesk.app.room import earlier_meeting, room_of
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.actions import Action, ActionStatus
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import (
    Attendance,
    AttendanceStatus,
    Exclusion,
    ExclusionGround,
    Presence,
)
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.in_the_room import is_here
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting, QuorumState, Series, StatementRead
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.roll_call import LEFT, OUT_FOR_CASE, SIGNS, Shape, SomebodyTyped
from meetingdesk.domain.roll_call_asked import (
    Accepts,
    AllAccept,
    Asked,
    Came,
    DeputyNamed,
    DoesNotAccept,
    Extent,
    KeptOut,
    Marked,
    QuorumSettled,
    RestPresent,
    SomebodyCame,
    StatementHeard,
    Went,
)
from meetingdesk.domain.rows import Row
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.store import Store
from tests.rooms import BEGAN, MadeRoom, catalogued, family_of, kind_of, made_room, policy, rulebook

STATUS = AttendanceStatus


def minutes(number: int) -> datetime:
    return BEGAN + timedelta(minutes=number)


class Held:
    """A meeting in a store, with short ways to ask what stands there."""

    def __init__(self, desk: Desk, made: MadeRoom) -> None:
        self.desk = desk
        self.made = made
        families = [row for row in made.rows if isinstance(row, Family)]
        rest = [row for row in made.rows if not isinstance(row, Family)]
        desk.execute(AddRows((*families, made.meeting, *rest), "Begin", Deed.PREPARE))

    @property
    def meeting_id(self) -> UUID:
        return self.made.meeting.id

    def do(self, command: Command) -> None:
        self.desk.execute(command)

    def now(self, row: Row) -> Any:
        with self.desk.reading() as reading:
            return reading.get(type(row), row.id)

    def all(self, kind: type[Row], **equal: Any) -> tuple[Any, ...]:
        with self.desk.reading() as reading:
            return reading.find(kind, **equal)

    def stretches(self, row: Attendance) -> list[tuple[datetime | None, datetime | None]]:
        found = self.all(Presence, attendance_id=row.id)
        return [(stretch.arrived_at, stretch.left_at) for stretch in found]

    def everything(self) -> dict[str, object]:
        """Return all that a roll call can touch, apart from the numbers of versions."""
        kinds = (Attendance, Presence, StatementRead, Exclusion, Meeting, Agency, Professional)
        return {f"{kind.table} {row.id}": replace(row, version=0) for kind in kinds for row in self.all(kind)}


@pytest.fixture
def hold(desk: Desk) -> Callable[[MadeRoom], Held]:
    def put(made: MadeRoom) -> Held:
        return Held(desk, made)

    return put


Hold = Callable[[MadeRoom], Held]


# Marking


def test_who_is_marked_as_present_has_come_at_that_moment(hold: Hold) -> None:
    made = made_room()
    police, idva = made.invite("police"), made.invite("idva")
    held = hold(made)

    held.do(MarkAttendance((police.id, idva.id), STATUS.PRESENT_REMOTE, minutes(3)))

    assert held.now(police).status is STATUS.PRESENT_REMOTE
    assert held.stretches(police) == held.stretches(idva) == [(minutes(3), None)]


def test_marking_again_keeps_the_time_somebody_came(hold: Hold) -> None:
    made = made_room()
    police = made.invite("police")
    held = hold(made)

    held.do(MarkAttendance((police.id,), STATUS.PRESENT, minutes(3)))
    held.do(MarkAttendance((police.id,), STATUS.PRESENT_REMOTE, minutes(4)))

    assert held.now(police).status is STATUS.PRESENT_REMOTE
    assert held.stretches(police) == [(minutes(3), None)]


@pytest.mark.parametrize("status", [STATUS.ABSENT, STATUS.APOLOGIES, STATUS.APOLOGIES_WITH_REPORT])
def test_who_is_marked_as_not_here_by_correction_was_never_in_the_room(hold: Hold, status: STATUS) -> None:
    made = made_room()
    police = made.invite("police")
    held = hold(made)
    held.do(MarkAttendance((police.id,), STATUS.PRESENT, minutes(3)))
    held.do(AcceptStatement(held.meeting_id, minutes(4)))

    held.do(MarkAttendance((police.id,), status, minutes(5)))

    assert held.stretches(police) == []
    assert held.now(police).status is status
    assert held.now(police).statement_accepted_at is None


def test_everybody_not_marked_is_marked_and_nobody_else(hold: Hold) -> None:
    made = made_room()
    absent = made.invite("csc", STATUS.ABSENT)
    rest = [made.invite(key) for key in ("police", "idva", "housing")]
    held = hold(made)

    held.do(MarkTheRest(held.meeting_id, minutes(1)))

    assert held.now(absent).status is STATUS.ABSENT
    assert {held.now(row).status for row in rest} == {STATUS.PRESENT}
    assert all(held.stretches(row) == [(minutes(1), None)] for row in rest)


# Coming and going


def test_who_comes_late_and_leaves_early_was_there_for_that_stretch(hold: Hold) -> None:
    made = made_room()
    police = made.invite("police")
    held = hold(made)

    held.do(Arrive((police.id,), minutes(10)))
    held.do(Leave((police.id,), minutes(65)))

    assert held.stretches(police) == [(minutes(10), minutes(65))]
    assert held.now(police).status is STATUS.PART


def test_who_comes_back_has_a_second_stretch(hold: Hold) -> None:
    made = made_room()
    police = made.invite("police")
    held = hold(made)
    held.do(Arrive((police.id,), minutes(0)))
    held.do(Leave((police.id,), minutes(20)))

    held.do(Arrive((police.id,), minutes(40)))

    assert held.stretches(police) == [(minutes(0), minutes(20)), (minutes(40), None)]
    assert held.now(police).status is STATUS.PART


def test_a_time_said_again_is_put_right(hold: Hold) -> None:
    made = made_room()
    police = made.invite("police")
    held = hold(made)
    held.do(MarkAttendance((police.id,), STATUS.PRESENT, minutes(5)))

    held.do(Arrive((police.id,), minutes(2)))
    held.do(Leave((police.id,), minutes(60)))
    held.do(Leave((police.id,), minutes(50)))

    assert held.stretches(police) == [(minutes(2), minutes(50))]


def test_nobody_leaves_before_they_came_or_without_having_been_there(hold: Hold) -> None:
    made = made_room()
    police, csc = made.invite("police"), made.invite("csc")
    held = hold(made)
    held.do(Arrive((police.id,), minutes(10)))

    with pytest.raises(MeetingDeskError, match="before they came"):
        held.do(Leave((police.id,), minutes(5)))
    with pytest.raises(MeetingDeskError, match="was in the room"):
        held.do(Leave((csc.id,), minutes(20)))

    assert held.stretches(police) == [(minutes(10), None)]


def test_nobody_comes_back_before_they_left(hold: Hold) -> None:
    made = made_room()
    police = made.invite("police")
    held = hold(made)
    held.do(Arrive((police.id,), minutes(0)))
    held.do(Leave((police.id,), minutes(30)))

    with pytest.raises(MeetingDeskError, match="before they left"):
        held.do(Arrive((police.id,), minutes(20)))


def test_an_agency_that_steps_out_for_one_case_is_there_for_the_rest(hold: Hold) -> None:
    made = made_room()
    police, case = made.invite("police"), Family(reference="M-2026-114")
    made.add(case)
    held = hold(made)
    held.do(MarkAttendance((police.id,), STATUS.PRESENT, minutes(0)))

    held.do(Leave((police.id,), minutes(20), case.id))

    row, stretches = held.now(police), held.all(Presence)
    assert row.status is STATUS.PRESENT
    assert not is_here(row, stretches, case.id)
    assert is_here(row, stretches)


def test_an_agency_that_comes_for_one_case_is_there_for_that_only(hold: Hold) -> None:
    made = made_room()
    school, case = made.invite("school"), Family(reference="M-2026-114")
    made.add(case)
    held = hold(made)

    held.do(Arrive((school.id,), minutes(20), case.id))

    row, stretches = held.now(school), held.all(Presence)
    assert row.status is STATUS.PART
    assert is_here(row, stretches, case.id)
    assert not is_here(row, stretches)


def test_leaving_for_good_ends_what_was_open_for_a_case(hold: Hold) -> None:
    made = made_room()
    school, case = made.invite("school"), Family(reference="M-2026-114")
    made.add(case)
    held = hold(made)
    held.do(Arrive((school.id,), minutes(20), case.id))

    held.do(Leave((school.id,), minutes(30)))

    assert held.stretches(school) == [(minutes(20), minutes(30))]


# Deputies and people who came uninvited


def test_a_deputy_is_seated_for_whom_they_stand_for(hold: Hold) -> None:
    made = made_room()
    csc = made.invite("csc", name="Ines Marlow")
    held = hold(made)

    held.do(SendDeputy(csc.id, " Jo Marsh ", minutes(1)))

    deputy = held.all(Attendance, deputy_for_id=csc.id)[0]
    assert (deputy.name, deputy.status, deputy.role) == ("Jo Marsh", STATUS.PRESENT, "deputy")
    assert deputy.agency_id == csc.agency_id
    assert held.stretches(deputy) == [(minutes(1), None)]
    assert held.now(csc).status is STATUS.SENT_DEPUTY


def test_a_deputy_whom_the_agency_has_is_that_person(hold: Hold) -> None:
    made = made_room()
    csc = made.invite("csc", name="Ines Marlow")
    jo = Professional(name="Jo Marsh", agency_id=csc.agency_id)
    made.add(jo)
    held = hold(made)

    held.do(SendDeputy(csc.id, "jo  marsh", minutes(1)))

    deputy = held.all(Attendance, deputy_for_id=csc.id)[0]
    assert (deputy.professional_id, deputy.name) == (jo.id, "")


def test_a_deputy_who_was_invited_as_well_is_not_listed_twice(hold: Hold) -> None:
    made = made_room()
    csc, jo = made.invite("csc", name="Ines Marlow"), made.invite("csc", name="Jo Marsh")
    held = hold(made)

    held.do(SendDeputy(csc.id, "Jo Marsh", minutes(1)))

    assert len(held.all(Attendance)) == 2
    assert held.now(jo).deputy_for_id == csc.id
    assert held.now(jo).status is STATUS.PRESENT


def test_the_name_of_a_deputy_is_put_right_by_saying_it_again(hold: Hold) -> None:
    made = made_room()
    csc = made.invite("csc", name="Ines Marlow")
    held = hold(made)

    held.do(SendDeputy(csc.id, "Jo Marsh", minutes(1)))
    held.do(SendDeputy(csc.id, "Jo Marshall", minutes(2)))

    assert [row.name for row in held.all(Attendance, deputy_for_id=csc.id)] == ["Jo Marshall"]


def test_a_deputy_needs_a_name_and_stands_for_no_family(hold: Hold) -> None:
    made = made_room()
    csc, mother = made.invite("csc"), made.invite_person("Lena Hart", "mother")
    held = hold(made)

    with pytest.raises(MeetingDeskError, match="name"):
        held.do(SendDeputy(csc.id, "  ", minutes(1)))
    with pytest.raises(MeetingDeskError, match="family"):
        held.do(SendDeputy(mother.id, "Jo Marsh", minutes(1)))


@pytest.mark.parametrize("typed", ["hv", "HV", "Health visiting"])
def test_somebody_of_an_agency_comes_uninvited(hold: Hold, typed: str) -> None:
    made = made_room()
    made.invite("police")
    agency = catalogued("health_visiting")
    made.add(agency)
    held = hold(made)

    held.do(AddToRoom(held.meeting_id, minutes(7), "Ruth Vale", typed))

    added = held.all(Attendance, name="Ruth Vale")[0]
    assert (added.agency_id, added.status, added.invited_on) == (agency.id, STATUS.CAME_UNINVITED, None)
    assert added.position == 2
    assert held.stretches(added) == [(minutes(7), None)]


@pytest.mark.parametrize("typed", ["health visitor", "Health Visitor"])
def test_who_is_called_by_their_work_comes_for_the_agency_known_here(hold: Hold, typed: str) -> None:
    made = made_room()
    agency = Agency(key="health_visiting", name="North health visiting", code="nhv")
    made.add(agency)
    held = hold(made)

    held.do(AddToRoom(held.meeting_id, minutes(7), "Ruth Vale", typed, catalogue=rulebook().agencies))

    assert [row.agency_id for row in held.all(Attendance, name="Ruth Vale")] == [agency.id]
    assert len(held.all(Agency)) == 1


def test_an_agency_that_the_store_does_not_know_comes_from_the_catalogue(hold: Hold) -> None:
    held = hold(made_room())

    held.do(AddToRoom(held.meeting_id, minutes(7), "Ruth Vale", "hv", catalogue=rulebook().agencies))

    agency = held.all(Agency)[0]
    assert (agency.key, agency.name, agency.grouping) == ("health_visiting", "Health visiting", "health")


def test_an_agency_that_nobody_knows_is_refused_with_what_to_type(hold: Hold) -> None:
    held = hold(made_room())

    with pytest.raises(MeetingDeskError, match="No agency") as refused:
        held.do(AddToRoom(held.meeting_id, minutes(7), "Ruth Vale", "zz"))

    assert "role" in refused.value.hint


def test_of_two_agencies_with_one_code_the_one_in_the_meeting_is_meant(hold: Hold) -> None:
    made = made_room()
    invited = made.invite("school", name="Una Pike")
    made.add(Agency(key="school", name="Hollow School", code="sch", grouping="education"))
    held = hold(made)

    held.do(AddToRoom(held.meeting_id, minutes(7), "Ruth Vale", "sch"))

    assert held.all(Attendance, name="Ruth Vale")[0].agency_id == invited.agency_id


def test_of_two_agencies_with_one_code_elsewhere_the_name_is_asked_for(hold: Hold) -> None:
    made = made_room()
    made.add(*(Agency(name=f"{name} School", code="sch") for name in ("Hollow", "Lark")))
    held = hold(made)

    with pytest.raises(MeetingDeskError, match="Several"):
        held.do(AddToRoom(held.meeting_id, minutes(7), "Ruth Vale", "sch"))


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("supporter", STATUS.SUPPORTER),
        ("advocate", STATUS.SUPPORTER),
        ("interpreter", STATUS.SUPPORTER),
        ("observer", STATUS.OBSERVER),
        ("mother", STATUS.CAME_UNINVITED),
        ("child", STATUS.CAME_UNINVITED),
    ],
)
def test_somebody_comes_in_a_role_of_their_own(hold: Hold, role: str, status: STATUS) -> None:
    held = hold(made_room("icpc"))

    held.do(AddToRoom(held.meeting_id, minutes(2), "Sam Hale", role=role))

    added = held.all(Attendance)[0]
    assert (added.name, added.role, added.status, added.agency_id) == ("Sam Hale", role, status, None)


def test_somebody_of_the_family_is_added_as_that_person(hold: Hold) -> None:
    made = made_room("icpc")
    gran = Person()
    made.add(gran, PersonName(person_id=gran.id, full="Nora Hart"))
    held = hold(made)

    held.do(AddToRoom(held.meeting_id, minutes(2), "Nora Hart", role="relative", person_id=gran.id))

    added = held.all(Attendance)[0]
    assert (added.person_id, added.name) == (gran.id, "")


def test_whoever_is_on_the_list_already_is_marked_and_not_added(hold: Hold) -> None:
    made = made_room()
    vale = made.invite("health_visiting", name="Ruth Vale")
    held = hold(made)

    held.do(AddToRoom(held.meeting_id, minutes(2), "ruth vale", "hv"))

    assert [row.id for row in held.all(Attendance)] == [vale.id]
    assert held.now(vale).status is STATUS.PRESENT


def test_nobody_is_added_without_being_named(hold: Hold) -> None:
    held = hold(made_room())

    with pytest.raises(MeetingDeskError, match="Nobody"):
        held.do(AddToRoom(held.meeting_id, minutes(2), "  "))


# Statements


def test_a_statement_is_kept_in_its_words_with_time_and_chair_and_only_once(hold: Hold) -> None:
    made = made_room()
    chair = Professional(name="Ngozi Adeyemi")
    made.add(chair)
    made.put_meeting(chair_id=chair.id)
    made.rows.remove(chair)
    made.rows.insert(0, chair)
    held = hold(made)

    held.do(ReadStatement(held.meeting_id, "confidentiality", "What is said here …", minutes(1)))
    held.do(ReadStatement(held.meeting_id, "confidentiality", "Other words", minutes(9)))

    read = held.all(StatementRead)
    assert [(row.text, row.read_at, row.read_by_id) for row in read] == [
        ("What is said here …", minutes(1), chair.id)
    ]


def test_all_who_are_here_accept_at_once_but_not_who_is_absent_left_or_refuses(hold: Hold) -> None:
    made = made_room()
    here, absent = made.invite("police", STATUS.PRESENT), made.invite("csc", STATUS.ABSENT)
    gone, refuses = made.invite("idva"), made.invite("housing", STATUS.PRESENT)
    held = hold(made)
    held.do(Arrive((gone.id,), minutes(0)))
    held.do(Leave((gone.id,), minutes(1)))
    held.do(RefuseStatement(refuses.id, "Has to tell the landlord"))

    held.do(AcceptStatement(held.meeting_id, minutes(2)))

    assert held.now(here).statement_accepted_at == minutes(2)
    assert all(held.now(row).statement_accepted_at is None for row in (absent, gone, refuses))
    assert held.now(refuses).statement_exception == "Has to tell the landlord"


def test_who_refused_can_accept_after_all_and_the_other_way_round(hold: Hold) -> None:
    made = made_room()
    police = made.invite("police", STATUS.PRESENT)
    held = hold(made)

    held.do(RefuseStatement(police.id))
    assert held.now(police).statement_exception == "Does not accept"
    held.do(AcceptStatement(held.meeting_id, minutes(2), (police.id,)))

    assert held.now(police).statement_exception == ""
    assert held.now(police).statement_accepted_at == minutes(2)


# Exclusion


def test_somebody_kept_out_of_the_whole_meeting_was_never_in(hold: Hold) -> None:
    made = made_room("icpc")
    father = made.invite_person("Karl Hart", "father")
    held = hold(made)

    held.do(ExcludePerson(father.id, ExclusionGround.VIOLENCE_OR_THREATS, Extent.WHOLE, minutes(0)))

    exclusion = held.all(Exclusion)[0]
    assert (exclusion.person_id, exclusion.is_whole_meeting) == (father.person_id, True)
    assert held.now(father).status is STATUS.EXCLUDED


def test_somebody_kept_out_from_now_on_leaves_and_can_be_let_in_again(hold: Hold) -> None:
    made = made_room("icpc")
    father = made.invite_person("Karl Hart", "father")
    held = hold(made)
    held.do(Arrive((father.id,), minutes(0)))

    held.do(ExcludePerson(father.id, ExclusionGround.OTHERS_SILENCED, Extent.FROM_NOW, minutes(20)))
    assert held.now(father).status is STATUS.PART
    assert held.stretches(father) == [(minutes(0), minutes(20))]
    held.do(Arrive((father.id,), minutes(40)))

    exclusion = held.all(Exclusion)[0]
    assert (exclusion.from_at, exclusion.until_at) == (minutes(20), minutes(40))
    assert held.stretches(father)[1] == (minutes(40), None)


def test_somebody_kept_out_of_one_section_stays_on_the_list_as_present(hold: Hold) -> None:
    made = made_room("icpc")
    father = made.invite_person("Karl Hart", "father", STATUS.PRESENT)
    held = hold(made)

    held.do(
        ExcludePerson(
            father.id, ExclusionGround.CONFIDENTIAL_INFORMATION, Extent.SECTION, minutes(5), ("restricted",)
        )
    )

    assert held.all(Exclusion)[0].sections == ("restricted",)
    assert held.now(father).status is STATUS.PRESENT


def test_only_the_family_is_kept_out_with_a_ground(hold: Hold) -> None:
    made = made_room("icpc")
    police, father = made.invite("police"), made.invite_person("Karl Hart", "father")
    held = hold(made)

    with pytest.raises(MeetingDeskError, match="family"):
        held.do(ExcludePerson(police.id, ExclusionGround.CHILD_ASKS, Extent.WHOLE, minutes(0)))
    with pytest.raises(MeetingDeskError, match="section"):
        held.do(ExcludePerson(father.id, ExclusionGround.CHILD_ASKS, Extent.SECTION, minutes(0)))


# Quorum


def test_a_quorum_that_is_met_is_settled_with_its_sentence(hold: Hold) -> None:
    held = hold(made_room())

    held.do(SettleQuorum(held.meeting_id, QuorumState.QUORATE, "Quorum: met. Counted: Police."))

    meeting = held.now(held.made.meeting)
    assert (meeting.quorum, meeting.quorum_reason) == (QuorumState.QUORATE, "Quorum: met. Counted: Police.")


def test_going_on_without_a_quorum_needs_a_chair_a_reason_and_a_rule_that_allows_it(hold: Hold) -> None:
    made = made_room()
    chair = Professional(name="Ngozi Adeyemi")
    made.add(chair)
    held = hold(made)

    def go_on(reason: str = "", *, allowed: bool = True) -> None:
        held.do(SettleQuorum(held.meeting_id, QuorumState.PROCEEDED_WITHOUT, "Not met.", reason, allowed))

    with pytest.raises(MeetingDeskError, match="chair"):
        go_on("The children cannot wait")
    held.do(change(held.now(made.meeting), chair_id=chair.id))
    with pytest.raises(MeetingDeskError, match="reason"):
        go_on(" ")
    with pytest.raises(MeetingDeskError, match="rule"):
        go_on("The children cannot wait", allowed=False)
    go_on("The children cannot wait.")

    assert held.now(made.meeting).quorum_reason == "The children cannot wait. Not met."


# Undo


def _commands(held: Held) -> list[Command]:
    """Return every command of the roll call once, in an order in which each does something."""
    rows = {row.role or "police": row for row in held.made.rows if isinstance(row, Attendance)}
    police, father = rows["police"].id, rows["father"].id
    meeting = held.meeting_id
    return [
        MarkAttendance((police,), STATUS.PRESENT, minutes(0)),
        MarkTheRest(meeting, minutes(0)),
        Leave((police,), minutes(5)),
        Arrive((police,), minutes(9)),
        ReadStatement(meeting, "confidentiality", "Words", minutes(10)),
        AcceptStatement(meeting, minutes(11)),
        RefuseStatement(father, "Wants to think"),
        ExcludePerson(father, ExclusionGround.CHILD_ASKS, Extent.FROM_NOW, minutes(12)),
        SendDeputy(police, "Jo Marsh", minutes(13)),
        AddToRoom(meeting, minutes(14), "Ruth Vale", "hv", catalogue=rulebook().agencies),
        SettleQuorum(meeting, QuorumState.ADJOURNED, "Not met.", "Too few"),
        MarkAttendance((police,), STATUS.ABSENT, minutes(15)),
    ]


def test_every_step_of_a_roll_call_is_taken_back_and_done_again(hold: Hold) -> None:
    made = made_room("icpc")
    made.invite("police", name="Tariq Wold")
    made.invite_person("Karl Hart", "father")
    held = hold(made)
    states = [held.everything()]
    for command in _commands(held):
        held.do(command)
        states.append(held.everything())
        assert states[-1] != states[-2], command.label

    for state in reversed(states[:-1]):
        held.desk.undo()
        assert held.everything() == state
    for state in states[1:]:
        held.desk.redo()
        assert held.everything() == state


def test_no_label_of_the_undo_menu_tells_a_name(hold: Hold) -> None:
    made = made_room("icpc")
    made.invite("police", name="Tariq Wold")
    made.invite_person("Karl Hart", "father")
    held = hold(made)

    labels = " ".join(command.label for command in _commands(held))

    assert not any(name in labels for name in ("Jo", "Ruth", "Karl", "Wold"))


# What was asked becomes a command


def test_what_was_asked_becomes_the_command_that_does_it() -> None:
    made = made_room("icpc")
    family = family_of(made)
    police = made.invite("police", STATUS.PRESENT)
    father = made.invite_person("Karl Hart", "father")
    gran = Person()
    made.add(gran, PersonName(person_id=gran.id, full="Nora Hart"))
    made.add(FamilyMember(family_id=family.id, person_id=gran.id, role=FamilyRole.SIGNIFICANT_OTHER))
    section = kind_of("icpc").sections[2].key
    room = made.room("icpc", section=section)
    at, key = minutes(4), police.id
    text = room.statements[0].text

    def command(asked: Asked) -> Command:
        return roll_call_command(asked, room, at)

    meeting = made.meeting.id
    sentence, override = room.quorum.sentence, room.quorum.rule.override
    assert command(Marked((key,), STATUS.ABSENT)) == MarkAttendance((key,), STATUS.ABSENT, at)
    assert command(RestPresent()) == MarkTheRest(meeting, at)
    assert command(Came((key,))) == Arrive((key,), at)
    assert command(Went((key,), minutes(1))) == Leave((key,), minutes(1))
    assert command(DeputyNamed(key, "Jo")) == SendDeputy(key, "Jo", at)
    assert command(SomebodyCame(SomebodyTyped("Nora Hart", role="relative"))) == AddToRoom(
        meeting, at, "Nora Hart", role="relative", person_id=gran.id
    )
    assert command(StatementHeard(room.statements[0].key)) == ReadStatement(
        meeting, room.statements[0].key, text, at
    )
    assert command(AllAccept()) == AcceptStatement(meeting, at)
    assert command(Accepts((key,))) == AcceptStatement(meeting, at, (key,))
    assert command(DoesNotAccept(key, "No")) == RefuseStatement(key, "No")
    assert command(KeptOut(father.id, ExclusionGround.CHILD_ASKS, Extent.SECTION)) == ExcludePerson(
        father.id, ExclusionGround.CHILD_ASKS, Extent.SECTION, at, (section,)
    )
    assert command(QuorumSettled(QuorumState.ADJOURNED, "Too few")) == SettleQuorum(
        meeting, QuorumState.ADJOURNED, sentence, "Too few", override
    )


def test_what_was_asked_for_one_case_is_done_for_that_case() -> None:
    made = made_room()
    police, case = made.invite("police", STATUS.PRESENT), Family(reference="M-2026-114")
    made.add(case)
    room = made.room(family_id=case.id)

    went = roll_call_command(Went((police.id,), only_this_case=True), room, BEGAN)
    came = roll_call_command(Came((police.id,)), room, BEGAN)

    assert went == Leave((police.id,), BEGAN, case.id)
    assert came == Arrive((police.id,), BEGAN)


# The room


def test_the_core_agencies_of_a_marac_are_counted_also_those_nobody_asked() -> None:
    made = made_room()
    made.invite("police", STATUS.PRESENT)
    made.invite("csc", STATUS.ABSENT)
    made.invite("gp", STATUS.PRESENT)

    room = made.room()

    assert (room.here, room.of, room.of_what) == (1, 10, "core agencies")


def test_elsewhere_all_agencies_are_counted_but_not_observers_and_supporters() -> None:
    made = made_room("icpc")
    made.invite("csc", STATUS.PRESENT)
    made.invite("school")
    made.invite("housing", STATUS.OBSERVER)
    made.invite("advocacy", STATUS.PRESENT, role="advocate")
    made.invite_role("Sam Hale", "supporter")

    room = made.room("icpc")

    assert (room.here, room.of, room.of_what) == (1, 2, "agencies")


def test_the_chips_stand_in_round_table_order_one_for_each_agency() -> None:
    made = made_room()
    made.invite("csc", STATUS.ABSENT)
    made.invite("police", STATUS.ABSENT, name="Tariq Wold")
    made.invite("police", STATUS.PRESENT_REMOTE, name="Bea Lund")
    made.invite_role("Ana Lis", "interpreter")

    chips = made.room().chips

    assert [chip.word for chip in chips] == ["Police", "CSC", "Interpreter"]
    assert [chip.sign.shape for chip in chips] == [Shape.HALF, Shape.CROSS, Shape.FULL]
    assert chips[1].name == "Children's social care"
    assert chips[2].agency_id is None


def test_a_line_says_who_somebody_is_and_what_is_expected() -> None:
    made = made_room()
    csc = made.invite("csc", STATUS.SENT_DEPUTY, name="Ines Marlow", is_required=True)
    made.add(
        Attendance(
            meeting_id=made.meeting.id,
            agency_id=csc.agency_id,
            name="Jo Marsh",
            role="deputy",
            deputy_for_id=csc.id,
            status=STATUS.PRESENT,
        )
    )

    invited, deputy = made.room().places

    assert (invited.called, invited.agency) == ("Ines Marlow", "Children's social care")
    assert (invited.expected, invited.deputy) == ("must be here", "Jo Marsh")
    assert (deputy.called, deputy.deputy_for, deputy.what) == ("Jo Marsh", "Ines Marlow", "deputy")


def test_late_comers_and_those_who_left_show_their_times() -> None:
    made = made_room()
    prompt, late, gone = (made.invite(key, STATUS.PRESENT) for key in ("police", "idva", "csc"))
    made.add(
        Presence(attendance_id=prompt.id, arrived_at=minutes(2)),
        Presence(attendance_id=late.id, arrived_at=minutes(10)),
        Presence(attendance_id=gone.id, arrived_at=minutes(0), left_at=minutes(65)),
    )

    places = {place.id: place for place in made.room().places}

    assert [places[row.id].times for row in (prompt, late, gone)] == ["", "from 14:10", "left 15:05"]
    assert places[gone.id].sign is LEFT
    assert not places[gone.id].is_here


def test_times_are_those_of_the_wall_in_summer_too() -> None:
    summer = datetime(2026, 7, 3, 13, 0, tzinfo=UTC)
    made = made_room(began_at=summer)
    police = made.invite("police", STATUS.PRESENT)
    made.add(Presence(attendance_id=police.id, arrived_at=summer + timedelta(minutes=10)))

    assert made.room().places[0].times == "from 14:10"


def test_agencies_that_have_not_spoken_in_this_case_are_named() -> None:
    made = made_room()
    case, other = Family(reference="M-2026-114"), Family(reference="M-2026-115")
    police, idva = made.invite("police", STATUS.PRESENT), made.invite("idva", STATUS.PRESENT)
    csc = made.invite("csc", STATUS.PRESENT, name="Ines Marlow")
    made.invite("housing", STATUS.ABSENT)
    made.invite("school", STATUS.OBSERVER)
    spoken = Entry(meeting_id=made.meeting.id, family_id=case.id, agency_id=police.agency_id, text="Called")
    by_name = Entry(
        meeting_id=made.meeting.id, family_id=case.id, professional_id=csc.professional_id, text="Open"
    )
    elsewhere = Entry(meeting_id=made.meeting.id, family_id=other.id, agency_id=idva.agency_id, text="She")
    made.add(case, other, spoken, by_name, elsewhere)

    assert made.room(family_id=case.id).unspoken == ("IDVA",)


def test_the_chair_is_not_waited_for_to_speak() -> None:
    made = made_room()
    chair = made.invite("police", STATUS.PRESENT, name="Ngozi Adeyemi")
    made.put_meeting(chair_id=chair.professional_id)
    assert made.room().unspoken == ()

    made.invite("police", STATUS.PRESENT, name="Tariq Wold")

    assert made.room().unspoken == ("Police",)


def test_statements_show_when_they_were_read_and_who_has_not_accepted() -> None:
    made = made_room()
    made.invite("police", STATUS.PRESENT, statement_accepted_at=minutes(2))
    made.invite("csc", STATUS.PRESENT)
    made.invite("idva", STATUS.PRESENT, statement_exception="Has to tell her manager")
    made.invite("housing", STATUS.ABSENT)
    made.add(StatementRead(meeting_id=made.meeting.id, kind="confidentiality", read_at=minutes(1)))

    room = made.room()

    assert room.statements[0].at == "14:01"
    assert room.next_statement is room.statements[1]
    assert room.accepted == 1
    assert [place.agency for place in room.to_accept] == ["Children's social care"]
    assert [place.exception for place in room.exceptions] == ["Has to tell her manager"]


def test_an_agency_that_left_for_a_case_does_not_count_in_it() -> None:
    made = made_room()
    case = Family(reference="M-2026-114")
    made.add(case)
    rows = [made.invite(key, STATUS.PRESENT) for key in ("police", "idva", "csc", "hospital")]
    made.add(Presence(attendance_id=rows[2].id, family_id=case.id, left_at=minutes(20)))

    whole, of_case = made.room(), made.room(family_id=case.id)

    assert whole.quorum.is_met
    assert not of_case.quorum.is_met
    assert of_case.places[2].sign is OUT_FOR_CASE
    assert of_case.case == "M-2026-114"
    assert of_case.warnings[0].text == "Children's social care is out for this case: the quorum is not met."


def test_social_care_absent_from_a_marac_stands_out_first() -> None:
    made = made_room()
    for key in ("police", "hospital"):
        made.invite(key, STATUS.PRESENT)
    made.invite("idva", STATUS.ABSENT)
    made.invite("csc", STATUS.ABSENT)

    warnings = made.room().warnings

    assert [warning.text.split(" is")[0] for warning in warnings] == ["Children's social care", "IDVA"]
    assert all(warning.stands_out for warning in warnings)


def test_social_care_that_nobody_asked_to_a_marac_stands_out_too() -> None:
    made = made_room()
    made.invite("police", STATUS.PRESENT)

    assert made.room().warnings[0].text == "Children's social care: nobody was asked."


def test_who_is_not_marked_yet_is_missed_only_once_the_business_begins() -> None:
    made = made_room()
    case = Family(reference="M-2026-114")
    made.add(case)
    for key in ("police", "idva", "hospital"):
        made.invite(key, STATUS.PRESENT)
    made.invite("csc")

    assert made.room().warnings == ()
    assert made.room(section="opening").warnings == ()
    assert made.room(family_id=case.id).warnings[0].text.startswith("Children's social care is not here")


def test_a_deputy_makes_up_for_whoever_sent_them() -> None:
    made = made_room()
    for key in ("police", "idva", "hospital"):
        made.invite(key, STATUS.PRESENT)
    csc = made.invite("csc", STATUS.SENT_DEPUTY)
    made.add(
        Attendance(
            meeting_id=made.meeting.id,
            agency_id=csc.agency_id,
            name="Jo Marsh",
            deputy_for_id=csc.id,
            status=STATUS.PRESENT,
        )
    )

    room = made.room()

    assert room.warnings == ()
    assert room.quorum.is_met
    assert room.chips[2].sign is SIGNS[STATUS.PRESENT]


# The meeting before


@pytest.fixture
def thread(store: Store, desk: Desk) -> tuple[Desk, dict[str, Agency], Meeting]:
    series = Series(title="North district MARAC", type_id="marac")
    agencies = {key: catalogued(key) for key in ("police", "csc", "gp", "housing")}
    older, last, now = (
        Meeting(reference=f"ND {month}", type_id="marac", series_id=series.id, held_on=date(2026, month, 20))
        for month in (9, 10, 11)
    )
    worker = Professional(name="Una Pike", agency_id=agencies["gp"].id)
    now = replace(now, previous_id=last.id)
    rows: list[Row] = [series, *agencies.values(), worker, older, last, now]
    rows += [
        Attendance(meeting_id=last.id, agency_id=agencies["csc"].id, status=STATUS.PRESENT),
        Attendance(meeting_id=last.id, professional_id=worker.id, status=STATUS.PRESENT_REMOTE),
        Attendance(meeting_id=last.id, agency_id=agencies["police"].id, status=STATUS.ABSENT),
        Attendance(meeting_id=last.id, agency_id=agencies["housing"].id, status=STATUS.OBSERVER),
        _action(older, "A01", owner_agency_id=agencies["csc"].id),
        _action(last, "A02", owner_agency_id=agencies["csc"].id, status=ActionStatus.IN_PROGRESS),
        _action(last, "A03", owner_agency_id=agencies["csc"].id, status=ActionStatus.COMPLETED),
        _action(last, "A04", owner_id=worker.id),
        _action(last, "A05"),
        _action(now, "A06", owner_agency_id=agencies["police"].id),
    ]
    desk.execute(AddRows(tuple(rows), "Begin", Deed.PREPARE))
    return desk, agencies, now


def _action(meeting: Meeting, reference: str, **values: Any) -> Action:
    return Action(meeting_id=meeting.id, reference=reference, text="Visit", **values)


def test_the_meeting_before_tells_who_was_there_and_what_is_open(
    thread: tuple[Desk, dict[str, Agency], Meeting],
) -> None:
    desk, agencies, now = thread

    with desk.reading() as reading:
        earlier = earlier_meeting(reading, now)

    assert earlier is not None
    assert earlier.held_on == date(2026, 10, 20)
    assert set(earlier.present) == {agencies["csc"].id, agencies["gp"].id}
    assert dict(earlier.open_actions) == {agencies["csc"].id: 2, agencies["gp"].id: 1}


def test_a_first_meeting_has_none_before_it(desk: Desk) -> None:
    meeting = Meeting(reference="ND", type_id="marac")
    desk.execute(AddRows((meeting,), "Begin", Deed.PREPARE))

    with desk.reading() as reading:
        assert earlier_meeting(reading, meeting) is None


def test_an_agency_that_came_last_time_and_owns_actions_is_named_when_it_is_missing(
    thread: tuple[Desk, dict[str, Agency], Meeting],
) -> None:
    desk, agencies, now = thread
    csc = Attendance(meeting_id=now.id, agency_id=agencies["csc"].id, status=STATUS.ABSENT)
    desk.execute(AddRows((csc,)))

    with desk.reading() as reading:
        rows, earlier = open_meeting(reading, now.id), earlier_meeting(reading, now)
        room = room_of(rows, kind_of("marac"), policy(), rulebook().groupings, earlier)

    texts = [warning.text for warning in room.warnings]
    assert texts[0] == (
        "Children's social care is absent: the quorum is not met. "
        "It was here last time (20 Oct) and owns 2 open actions."
    )
    assert (
        "GP practice was not asked: the quorum is not met. "
        "It was here last time (20 Oct) and owns 1 open action."
    ) in texts
