from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.invited import LineKey
from meetingdesk.app.inviting import (
    AddInvitation,
    InviteAll,
    MarkInvitation,
    RemoveInvitation,
    SayWho,
)
from meetingdesk.app.meetings import ListCase
from meetingdesk.app.preparing import WrittenInvitation
from meetingdesk.app.rows import AddRows, ChangeRow
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.information import InformationRequest, RequestPrompt, RequestState
from meetingdesk.domain.invitation_lines import LineState
from meetingdesk.domain.meetings import MeetingCase
from meetingdesk.domain.people import Involvement, InvolvementKind
from meetingdesk.errors import MeetingDeskError
from tests.app.meetings_to_prepare import a_family, a_marac, found, plan, preparation
from tests.family_records import DAY, InventedFamily


def line(desk: Desk, meeting_id: UUID, says: str) -> WrittenInvitation:
    lines = preparation(desk, meeting_id).invitations
    return next(one for one in lines if says in (one.line.proposal.agency, one.title, one.line.proposal.says))


def key(desk: Desk, meeting_id: UUID, says: str) -> LineKey:
    return line(desk, meeting_id, says).line.key


def state(desk: Desk, meeting_id: UUID, says: str) -> LineState:
    return line(desk, meeting_id, says).line.state


def conference(desk: Desk) -> tuple[UUID, InventedFamily]:
    family = InventedFamily()
    child, parent = family.child(6), family.adult(name="Invented Parent")
    family.involve(child, InvolvementKind.SCHOOL, "school", "Invented Primary")
    family.involve(parent, InvolvementKind.GP, "gp", "Invented Practice")
    desk.execute(AddRows(family.rows()))
    return plan(desk, "icpc", family_id=family.family.id), family


def test_everybody_proposed_is_invited_in_round_table_order_and_asked(desk: Desk) -> None:
    meeting_id, family = conference(desk)

    desk.execute(InviteAll(meeting_id, DAY))

    seats = sorted(found(desk, Attendance, meeting_id=meeting_id), key=lambda seat: seat.position)
    agencies = {agency.id: agency.name for agency in found(desk, Agency)}
    named = [agencies.get(seat.agency_id, "family") for seat in seats]
    requests = found(desk, InformationRequest, meeting_id=meeting_id)
    school = next(one for one in requests if agencies[one.agency_id] == "Invented Primary")
    assert named[:2] == ["Children's social care", "Police"]
    assert named.index("Invented Practice") < named.index("Invented Primary")
    assert named[-1] == "family"
    assert [seat.is_required for seat in seats[:3]] == [True, True, False]
    assert school.family_id == family.family.id
    assert school.asked_on == DAY
    assert school.due_on == date(2026, 11, 24)
    assert [prompt.text[:10] for prompt in found(desk, RequestPrompt, request_id=school.id)] == ["The school"]


def test_a_second_time_adds_only_what_is_new(desk: Desk) -> None:
    meeting_id, family = conference(desk)
    desk.execute(InviteAll(meeting_id, DAY))
    before = len(found(desk, Attendance)), len(found(desk, InformationRequest))

    again = desk.execute(InviteAll(meeting_id, DAY))
    service = Agency(key="voluntary", name="Invented play project")
    child = family.members[0].person_id
    worker = Involvement(person_id=child, kind=InvolvementKind.OTHER, agency_id=service.id)
    desk.execute(AddRows((service, worker)))
    desk.execute(InviteAll(meeting_id, DAY))

    assert not again.touched
    assert (len(found(desk, Attendance)), len(found(desk, InformationRequest))) == tuple(
        count + 1 for count in before
    )


def test_inviting_everybody_is_one_step_to_undo(desk: Desk) -> None:
    meeting_id, _ = conference(desk)
    before = len(found(desk, Agency))

    desk.execute(InviteAll(meeting_id, DAY))
    desk.undo()

    assert found(desk, Attendance) == found(desk, InformationRequest) == found(desk, RequestPrompt) == ()
    assert len(found(desk, Agency)) == before
    desk.redo()
    assert found(desk, Attendance)


def test_nobody_is_asked_in_place_of_a_practice_that_is_not_known(desk: Desk) -> None:
    meeting_id, _ = conference(desk)

    desk.execute(InviteAll(meeting_id, DAY))

    assert state(desk, meeting_id, "GP of Child 1") is LineState.NOT_KNOWN


def test_a_practice_can_be_named_and_is_asked_and_kept_with_the_person(desk: Desk) -> None:
    meeting_id, family = conference(desk)
    child = family.members[0].person_id

    desk.execute(SayWho(meeting_id, key(desk, meeting_id, "GP of Child 1"), "invented  PRACTICE", DAY))

    practices = [agency for agency in found(desk, Agency) if agency.key == "gp"]
    assert state(desk, meeting_id, "GP of Child 1") is LineState.ASKED
    assert [agency.name for agency in practices] == ["Invented Practice"]
    assert found(desk, Involvement, person_id=child, kind=InvolvementKind.GP)
    desk.undo()
    assert state(desk, meeting_id, "GP of Child 1") is LineState.NOT_KNOWN


MARKS = [
    (RequestState.ASKED, "", LineState.ASKED),
    (RequestState.NOT_ASKED, "Closed to them in May", LineState.NOT_ASKED),
    (RequestState.NOTHING_KNOWN, "", LineState.NOT_INVOLVED),
    (RequestState.NOTHING_KNOWN, "says their duty worker", LineState.NOT_INVOLVED),
]


@pytest.mark.parametrize(("marked", "reason", "expected"), MARKS)
def test_each_of_the_three_services_is_marked_of_its_own(
    desk: Desk, marked: RequestState, reason: str, expected: LineState
) -> None:
    meeting_id, _ = conference(desk)

    desk.execute(MarkInvitation(meeting_id, key(desk, meeting_id, "camhs"), marked, DAY, reason))

    assert state(desk, meeting_id, "camhs") is expected
    assert reason in line(desk, meeting_id, "camhs").line.reason
    assert state(desk, meeting_id, "adult_mental_health") is LineState.TO_ASK
    desk.undo()
    assert state(desk, meeting_id, "camhs") is LineState.TO_ASK


def test_not_asking_needs_a_reason(desk: Desk) -> None:
    meeting_id, _ = conference(desk)

    with pytest.raises(MeetingDeskError, match="needs a reason"):
        desk.execute(
            MarkInvitation(meeting_id, key(desk, meeting_id, "camhs"), RequestState.NOT_ASKED, DAY, " ")
        )


def test_an_agency_that_is_not_involved_leaves_its_seat_and_gets_it_back(desk: Desk) -> None:
    meeting_id, _ = conference(desk)
    desk.execute(InviteAll(meeting_id, DAY))
    camhs = key(desk, meeting_id, "camhs")

    desk.execute(MarkInvitation(meeting_id, camhs, RequestState.NOTHING_KNOWN, DAY))
    gone = line(desk, meeting_id, "camhs").line.seats
    desk.execute(MarkInvitation(meeting_id, camhs, RequestState.ASKED, DAY))

    assert gone == ()
    assert len(line(desk, meeting_id, "camhs").line.seats) == 1
    assert state(desk, meeting_id, "camhs") is LineState.ASKED


def test_asking_again_does_not_write_over_an_answer(desk: Desk) -> None:
    meeting_id, _ = conference(desk)
    desk.execute(InviteAll(meeting_id, DAY))
    request = line(desk, meeting_id, "camhs").line.requests[0]
    desk.execute(ChangeRow(InformationRequest, request.id, (("state", RequestState.ANSWERED),)))

    desk.execute(MarkInvitation(meeting_id, key(desk, meeting_id, "camhs"), RequestState.ASKED, DAY))

    assert state(desk, meeting_id, "camhs") is LineState.ANSWERED


def test_an_invitation_is_taken_back_until_somebody_answers(desk: Desk) -> None:
    meeting_id, _ = conference(desk)
    desk.execute(InviteAll(meeting_id, DAY))

    desk.execute(RemoveInvitation(meeting_id, key(desk, meeting_id, "ambulance"), DAY))
    police = line(desk, meeting_id, "police").line
    desk.execute(ChangeRow(Attendance, police.seats[0].id, (("status", AttendanceStatus.PRESENT),)))

    assert state(desk, meeting_id, "ambulance") is LineState.TO_ASK
    with pytest.raises(MeetingDeskError, match="stays on record"):
        desk.execute(RemoveInvitation(meeting_id, police.key, DAY))


def test_anybody_can_be_invited_besides(desk: Desk) -> None:
    meeting_id, family = conference(desk)
    worker = Professional(name="Invented Adviser")
    parent = family.members[1].person_id
    desk.execute(AddRows((worker,)))

    for who in (
        {"name": "Somebody’s aunt", "why": "Trusted by Child 1"},
        {"professional_id": worker.id},
        {"person_id": parent},
        {"agency_key": "fire"},
    ):
        desk.execute(AddInvitation(meeting_id, DAY, **who))  # type: ignore[arg-type]
        desk.execute(AddInvitation(meeting_id, DAY, **who))  # type: ignore[arg-type]

    seats = sorted(found(desk, Attendance), key=lambda seat: seat.position)
    asked = found(desk, InformationRequest)
    assert [seat.position for seat in seats] == [1, 2, 3, 4]
    assert (seats[0].name, seats[0].asked_because) == ("Somebody’s aunt", "Trusted by Child 1")
    assert (seats[1].professional_id, seats[2].person_id) == (worker.id, parent)
    assert [request.family_id for request in asked] == [family.family.id]
    with pytest.raises(MeetingDeskError, match="Nobody is named"):
        desk.execute(AddInvitation(meeting_id, DAY))


def test_a_name_that_is_known_stands_for_the_agency_or_the_professional(desk: Desk) -> None:
    meeting_id, _ = conference(desk)
    project = Agency(key="voluntary", name="Invented play project")
    worker = Professional(name="Invented Adviser", agency_id=project.id)
    desk.execute(AddRows((project, worker)))

    desk.execute(AddInvitation(meeting_id, DAY, name="invented PLAY project"))
    desk.execute(AddInvitation(meeting_id, DAY, name="invented adviser"))

    seats = sorted(found(desk, Attendance), key=lambda seat: seat.position)
    assert [(seat.agency_id, seat.professional_id, seat.name) for seat in seats] == [
        (project.id, None, ""),
        (project.id, worker.id, ""),
    ]


@pytest.mark.parametrize(
    "typed",
    ["hv Kim Test", "Kim Test, hv", "health visitor Kim Test", "Kim Test, Health visiting", "hv, Kim Test"],
)
def test_somebody_is_invited_for_the_agency_that_stands_in_front_or_behind(desk: Desk, typed: str) -> None:
    meeting_id = plan(desk, "marac")

    desk.execute(AddInvitation(meeting_id, DAY, name=typed))

    seat = found(desk, Attendance)[0]
    agency = found(desk, Agency, id=seat.agency_id)[0]
    assert (agency.key, seat.name) == ("health_visiting", "Kim Test")
    assert any(one.who == "Kim Test" for one in preparation(desk, meeting_id).invitations)


def test_who_comes_for_an_agency_of_this_place_is_known_by_their_name(desk: Desk) -> None:
    meeting_id = plan(desk, "marac")
    project = Agency(name="Invented play project")
    worker = Professional(name="Kim Test", agency_id=project.id)
    desk.execute(AddRows((project, worker)))

    desk.execute(AddInvitation(meeting_id, DAY, name="Kim Test, Invented play project"))

    seat = found(desk, Attendance)[0]
    assert (seat.agency_id, seat.professional_id, seat.name) == (project.id, worker.id, "")


def test_who_comes_for_an_agency_takes_the_seat_it_was_invited_to(desk: Desk) -> None:
    meeting_id = plan(desk, "marac")
    desk.execute(AddInvitation(meeting_id, DAY, agency_key="health_visiting"))

    desk.execute(AddInvitation(meeting_id, DAY, name="hv Kim Test"))

    assert [seat.name for seat in found(desk, Attendance)] == ["Kim Test"]
    desk.undo()
    assert [seat.name for seat in found(desk, Attendance)] == [""]


def test_who_works_nowhere_that_is_known_stays_as_typed(desk: Desk) -> None:
    meeting_id = plan(desk, "marac")

    desk.execute(AddInvitation(meeting_id, DAY, name="Kim Test, senior wanderer"))

    assert [seat.name for seat in found(desk, Attendance)] == ["Kim Test, senior wanderer"]


def test_a_case_that_comes_later_is_asked_about_by_inviting_again(desk: Desk) -> None:
    meeting_id, _ = a_marac(desk, 1)
    desk.execute(InviteAll(meeting_id, DAY))
    late = a_family(desk, "M-2026-199")
    desk.execute(ListCase(MeetingCase(meeting_id=meeting_id, family_id=late.family.id)))
    between = state(desk, meeting_id, "police")

    desk.execute(InviteAll(meeting_id, DAY))

    seats = line(desk, meeting_id, "police").line.seats
    assert between is LineState.PARTLY
    assert state(desk, meeting_id, "police") is LineState.ASKED
    assert len(seats) == 1


def test_who_came_last_time_is_proposed_for_the_next(desk: Desk) -> None:
    first, family = conference(desk)
    desk.execute(AddInvitation(first, DAY, agency_key="fire"))
    desk.execute(AddInvitation(first, DAY, name="Somebody’s aunt"))
    desk.execute(
        ChangeRow(Attendance, found(desk, Attendance)[0].id, (("status", AttendanceStatus.PRESENT),))
    )
    again = plan(desk, "icpc", date(2026, 12, 11), family_id=family.family.id)

    assert line(desk, again, "fire").line.proposal.says == "Came last time"
    assert line(desk, again, "Somebody’s aunt").line.proposal.says == "Was asked last time"
    desk.execute(InviteAll(again, DAY))
    assert state(desk, again, "fire") is LineState.INVITED


def test_the_worker_who_represents_an_agency_comes_for_it(desk: Desk) -> None:
    meeting_id, _ = conference(desk)
    police = Agency(key="police", name="Police")
    workers = [
        Professional(name=f"Invented {n}", agency_id=police.id, is_representative=n == 1) for n in (0, 1)
    ]
    desk.execute(AddRows((police, *workers)))

    desk.execute(InviteAll(meeting_id, DAY))

    seat = line(desk, meeting_id, "police").line.seats[0]
    assert seat.professional_id == workers[1].id
    assert replace(seat, position=0).status is AttendanceStatus.INVITED
