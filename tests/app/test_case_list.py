from __future__ import annotations

from datetime import date

import pytest

from meetingdesk.app.case_list import (
    ChangeListKind,
    ListNewFamily,
    OrderCases,
    PlanMinutes,
    SortCasesWithChildrenFirst,
    TakeDeferred,
    TakeOffList,
    TakeReferrals,
)
from meetingdesk.app.desk import Desk
from meetingdesk.app.imports.table_file import read_table
from meetingdesk.app.inviting import InviteAll
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.families import Family
from meetingdesk.domain.information import Entry, InformationRequest
from meetingdesk.domain.meetings import AgendaPoint, ListKind, MeetingCase
from meetingdesk.errors import BadImport, MeetingDeskError, StaleRecord
from tests.app.meetings_to_prepare import a_marac, cases_of, found, meeting, plan, preparation
from tests.family_records import DAY

REFERRALS = """Family reference,Victim name,Victim date of birth,Child 1 name,Child 1 date of birth
M-2026-201,Invented One,1990-02-01,,
M-2026-202,Invented Two,1988-03-02,Invented Small,2020-05-06
"""


def order(desk: Desk, meeting_id: object) -> list[str]:
    return [case.reference for case in preparation(desk, meeting_id).cases]  # type: ignore[arg-type]


def test_cases_are_taken_in_the_order_that_was_given(desk: Desk) -> None:
    meeting_id, cases = a_marac(desk, 0, 1, 2)
    turned = tuple(case.id for case in reversed(cases))

    desk.execute(OrderCases(meeting_id, turned))

    assert order(desk, meeting_id) == ["M-2026-103", "M-2026-102", "M-2026-101"]
    desk.undo()
    assert order(desk, meeting_id) == ["M-2026-101", "M-2026-102", "M-2026-103"]


def test_an_order_that_forgets_a_case_is_refused(desk: Desk) -> None:
    meeting_id, cases = a_marac(desk, 0, 1)

    with pytest.raises(StaleRecord):
        desk.execute(OrderCases(meeting_id, (cases[0].id,)))


def test_children_first_in_one_step(desk: Desk) -> None:
    meeting_id, cases = a_marac(desk, 0, 1, 0, 2)
    desk.execute(ChangeListKind(cases[3].id, ListKind.DEFERRED, "Referrer cannot come"))

    desk.execute(SortCasesWithChildrenFirst(meeting_id))

    assert order(desk, meeting_id) == ["M-2026-102", "M-2026-101", "M-2026-103", "M-2026-104"]
    assert preparation(desk, meeting_id).is_children_first
    desk.undo()
    assert [case.id for case in cases_of(desk, meeting_id)] == [case.id for case in cases]


@pytest.mark.parametrize("kind", [ListKind.ALERT_ONLY, ListKind.DEFERRED])
def test_what_is_not_discussed_says_why_and_takes_no_time(desk: Desk, kind: ListKind) -> None:
    meeting_id, cases = a_marac(desk, 1, 1)
    before = preparation(desk, meeting_id).planned_minutes

    with pytest.raises(MeetingDeskError, match="reason"):
        desk.execute(ChangeListKind(cases[0].id, kind))
    desk.execute(ChangeListKind(cases[0].id, kind, "No new information"))

    after = preparation(desk, meeting_id)
    assert after.cases[0].reason == "No new information"
    assert after.cases[0].starts_at is None
    assert after.planned_minutes == before - 10
    desk.execute(ChangeListKind(cases[0].id, ListKind.FULL))
    assert preparation(desk, meeting_id).planned_minutes == before


def test_the_planned_minutes_move_the_end(desk: Desk) -> None:
    meeting_id, cases = a_marac(desk, 1, 1)
    before = preparation(desk, meeting_id)

    desk.execute(PlanMinutes(cases[0].id, 25))

    after = preparation(desk, meeting_id)
    assert (before.planned_minutes, after.planned_minutes) == (60, 75)
    assert f"{after.finishing_at:%H:%M}" == "14:15"
    assert f"{after.cases[1].starts_at:%H:%M}" == "14:05"
    for wrong in (0, 241):
        with pytest.raises(MeetingDeskError, match="minutes"):
            desk.execute(PlanMinutes(cases[0].id, wrong))


def test_referrals_come_with_their_agenda_and_minutes_children_first(desk: Desk) -> None:
    meeting_id, _ = a_marac(desk)
    table = read_table(REFERRALS.encode(), "referrals.csv")

    desk.execute(TakeReferrals(table, meeting_id))

    cases = cases_of(desk, meeting_id)
    points = found(desk, AgendaPoint, meeting_id=meeting_id, family_id=cases[0].family_id)
    assert order(desk, meeting_id) == ["M-2026-202", "M-2026-201"]
    assert [case.planned_minutes for case in cases] == [10, 10]
    assert points
    desk.undo()
    assert cases_of(desk, meeting_id) == []
    assert found(desk, Family) == ()


def test_a_list_with_faults_changes_nothing(desk: Desk) -> None:
    meeting_id, _ = a_marac(desk)
    table = read_table(b"Family reference,Victim name,Victim date of birth\nM-1,Invented,never\n", "list.csv")

    with pytest.raises(BadImport):
        desk.execute(TakeReferrals(table, meeting_id))

    assert cases_of(desk, meeting_id) == []


def test_referrals_that_come_later_leave_the_order_alone(desk: Desk) -> None:
    meeting_id, _ = a_marac(desk, 0)

    desk.execute(TakeReferrals(read_table(REFERRALS.encode(), "referrals.csv"), meeting_id))

    assert order(desk, meeting_id) == ["M-2026-101", "M-2026-201", "M-2026-202"]


def test_what_the_last_meeting_deferred_can_be_taken(desk: Desk) -> None:
    first, cases = a_marac(desk, 1, 1)
    desk.execute(ChangeListKind(cases[1].id, ListKind.DEFERRED, "Referrer cannot come"))
    after = plan(desk, "marac", date(2026, 12, 11), series_id=meeting(desk, first).series_id)
    offered = preparation(desk, after).deferred

    desk.execute(TakeDeferred(after))

    taken = cases_of(desk, after)
    assert offered == 1
    assert [case.family_id for case in taken] == [cases[1].family_id]
    assert taken[0].list_kind is ListKind.FULL
    assert preparation(desk, after).deferred == 0


def test_a_case_is_taken_off_while_nothing_is_recorded_for_it(desk: Desk) -> None:
    meeting_id, cases = a_marac(desk, 1, 1, 1)
    desk.execute(InviteAll(meeting_id, DAY))
    entry = Entry(meeting_id=meeting_id, family_id=cases[1].family_id, text="Invented")
    desk.execute(AddRows((entry,)))

    desk.execute(TakeOffList(cases[0].id))

    left = cases_of(desk, meeting_id)
    assert [(case.id, case.position) for case in left] == [(cases[1].id, 1), (cases[2].id, 2)]
    assert not found(desk, InformationRequest, family_id=cases[0].family_id)
    with pytest.raises(MeetingDeskError, match="recorded"):
        desk.execute(TakeOffList(cases[1].id))
    desk.undo()
    assert len(found(desk, MeetingCase)) == 3


def test_a_new_family_is_begun_and_listed_in_one_step(desk: Desk) -> None:
    meeting_id, _ = a_marac(desk, 1)

    desk.execute(ListNewFamily(meeting_id, Family(reference="M-2026-777")))

    made = found(desk, Family, reference="M-2026-777")[0]
    assert order(desk, meeting_id) == ["M-2026-101", "M-2026-777"]
    assert found(desk, AgendaPoint, meeting_id=meeting_id, family_id=made.id)
    desk.undo()
    assert order(desk, meeting_id) == ["M-2026-101"]
    assert found(desk, Family, reference="M-2026-777") == ()


def test_a_family_that_is_known_is_not_listed_as_a_new_one(desk: Desk) -> None:
    meeting_id, _ = a_marac(desk, 1)

    with pytest.raises(MeetingDeskError, match="already"):
        desk.execute(ListNewFamily(meeting_id, Family(reference="m-2026-101")))

    assert order(desk, meeting_id) == ["M-2026-101"]
