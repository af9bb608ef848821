from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.kept_definitions import policy_of_meeting, type_of
from meetingdesk.app.meetings import ListCase, MoveMeeting, PlanMeeting, thread_of
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import (
    AgendaPoint,
    DefinitionCopy,
    Meeting,
    MeetingCase,
    MeetingStatus,
    Series,
)
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.rulebook import Rulebook, load_rulebook
from meetingdesk.domain.workdays import Nation
from meetingdesk.errors import MeetingDeskError

DAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_rulebook()


def _plan(desk: Desk, book: Rulebook, kind: str, day: date = DAY, **where: UUID) -> Meeting:
    key = new_id()
    policy = book.policy(Nation.ENG)
    desk.execute(PlanMeeting(key, book.meeting_types[kind], day, policy=policy, **where))
    with desk.reading() as reading:
        return reading.get(Meeting, key)


def test_a_meeting_keeps_the_type_and_policy_it_was_planned_under(desk: Desk, book: Rulebook) -> None:
    family = Family(reference="M-2026-114")
    desk.execute(AddRows((family,)))

    first = _plan(desk, book, "core_group", family_id=family.id)
    second = _plan(desk, book, "core_group", date(2026, 12, 18), family_id=family.id)

    with desk.reading() as reading:
        kept = type_of(reading, second)
        policy = policy_of_meeting(reading, second)
        copies = reading.count(DefinitionCopy)
        agenda = reading.find(AgendaPoint, meeting_id=first.id)
        thread = thread_of(reading, second)
    assert kept == book.meeting_types["core_group"]
    assert policy == book.policy(Nation.ENG)
    assert copies == 2
    assert {point.section for point in agenda} == {s.key for s in book.meeting_types["core_group"].sections}
    assert (first.sequence, second.sequence) == (1, 2)
    assert second.previous_id == first.id
    assert [meeting.id for meeting in thread] == [first.id, second.id]
    assert first.reference == "M-2026-114 CG 2026-11-20"


def test_two_meetings_on_one_day_have_two_references(desk: Desk, book: Rulebook) -> None:
    family = Family(reference="M-2026-114")
    desk.execute(AddRows((family,)))

    references = {_plan(desk, book, "strategy", family_id=family.id).reference for _ in range(3)}

    assert len(references) == 3


def test_a_listed_case_brings_the_points_that_are_taken_case_by_case(desk: Desk, book: Rulebook) -> None:
    series, families = (
        Series(title="North district MARAC", type_id="marac"),
        [Family(reference=f"M-2026-{number}") for number in (101, 102)],
    )
    desk.execute(AddRows((series, *families)))
    marac = _plan(desk, book, "marac", series_id=series.id)

    for family in families:
        desk.execute(ListCase(MeetingCase(meeting_id=marac.id, family_id=family.id)))

    kind = book.meeting_types["marac"]
    per_case = {section.key for section in kind.sections if section.per_case}
    with desk.reading() as reading:
        cases = reading.find(MeetingCase, meeting_id=marac.id)
        points = reading.find(AgendaPoint, meeting_id=marac.id, family_id=families[1].id)
        others = reading.find(AgendaPoint, meeting_id=marac.id, family_id=None)
    assert marac.title == "North district MARAC"
    assert [case.position for case in cases] == [1, 2]
    assert cases[0].planned_minutes == kind.minutes_per_case
    assert {point.section for point in points} == per_case
    assert per_case.isdisjoint(point.section for point in others)


def test_a_meeting_about_one_family_has_no_list_of_cases(desk: Desk, book: Rulebook) -> None:
    family = Family(reference="M-2026-114")
    desk.execute(AddRows((family,)))
    meeting = _plan(desk, book, "icpc", family_id=family.id)

    with pytest.raises(MeetingDeskError, match="one family"):
        desk.execute(ListCase(MeetingCase(meeting_id=meeting.id, family_id=family.id)))


def test_a_meeting_goes_through_its_life_and_no_other_way(desk: Desk, book: Rulebook) -> None:
    family = Family(reference="M-2026-114")
    desk.execute(AddRows((family,)))
    meeting = _plan(desk, book, "icpc", family_id=family.id)

    with pytest.raises(MeetingDeskError, match="cannot become approved"):
        desk.execute(MoveMeeting(meeting.id, MeetingStatus.APPROVED))
    desk.execute(MoveMeeting(meeting.id, MeetingStatus.LIVE))
    desk.undo()

    with desk.reading() as reading:
        assert reading.get(Meeting, meeting.id).status is MeetingStatus.PLANNED


def test_undoing_a_plan_leaves_nothing_of_it(desk: Desk, book: Rulebook) -> None:
    meeting = _plan(desk, book, "plo")

    desk.undo()

    with desk.reading() as reading:
        assert reading.look_up(Meeting, meeting.id) is None
        assert reading.count(AgendaPoint) == reading.count(DefinitionCopy) == 0
    desk.redo()
    with desk.reading() as reading:
        assert reading.get(Meeting, meeting.id).reference == meeting.reference
