from __future__ import annotations

from datetime import date, time

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.meetings import MoveMeeting, PlanMeeting
from meetingdesk.app.new_meeting import (
    BeginFamily,
    ChangeMeeting,
    MakeMeeting,
    NotClear,
    ThreadKind,
    begins_with,
    family_called,
    find_threads,
    last_of_thread,
    names_of_professionals,
)
from meetingdesk.app.rows import AddRows, ChangeRow
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting, MeetingStatus, Series
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.workdays import Nation
from meetingdesk.errors import MeetingDeskError
from tests.app.meetings_to_prepare import a_family, a_marac, book, found, meeting, plan
from tests.family_records import DAY


def make(**values: object) -> MakeMeeting:
    kind = book().meeting_types["strategy"]
    planned = PlanMeeting(new_id(), kind, DAY, policy=book().policy(Nation.ENG), **_where(values))
    return MakeMeeting(planned, **values)  # type: ignore[arg-type]


def _where(values: dict[str, object]) -> dict[str, object]:
    family = values.get("new_family")
    return {"family_id": family.id} if isinstance(family, Family) else {}


def test_a_meeting_is_made_with_a_new_family_and_those_who_lead_it(desk: Desk) -> None:
    known = Professional(name="Invented Chair", job_title="Team manager")
    desk.execute(AddRows((known,)))
    command = make(
        new_family=Family(reference="C-2026-0200"),
        chair="invented chair",
        minute_taker="Somebody New, Administrator",
    )

    desk.execute(command)

    made = meeting(desk, command.plan.meeting_id)
    newcomer = found(desk, Professional, name="Somebody New")
    assert made.reference == "C-2026-0200 S 2026-11-27"
    assert made.chair_id == known.id
    assert [one.job_title for one in newcomer] == ["Administrator"]
    assert made.minute_taker_id == newcomer[0].id
    desk.undo()
    assert found(desk, Meeting) == found(desk, Family) == ()


def test_two_people_of_one_name_are_told_apart_by_what_they_do(desk: Desk) -> None:
    people = [Professional(name="Invented Twin", job_title=title) for title in ("Nurse", "Teacher")]
    desk.execute(AddRows(tuple(people)))
    command = make(chair="Invented Twin, Teacher")

    with pytest.raises(MeetingDeskError, match="Several people"):
        desk.execute(make(chair="Invented Twin"))
    desk.execute(command)

    assert meeting(desk, command.plan.meeting_id).chair_id == people[1].id


def test_families_and_series_are_found_by_what_is_typed(desk: Desk) -> None:
    closed = Family(reference="C-2024-0007", closed_on=DAY)
    series = Series(title="North district MARAC", type_id="marac", area="North")
    other = Series(title="North practice", type_id="gp_vulnerable_families")
    desk.execute(AddRows((Family(reference="C-2026-0007"), closed, series, other)))

    with desk.reading() as reading:
        families = find_threads(reading, "0007", book(), "core_group")
        maracs = find_threads(reading, "north", book(), "marac")
        nothing = find_threads(reading, "100%", book(), "core_group")

    assert [(one.called, one.kind) for one in families] == [
        ("C-2026-0007", ThreadKind.FAMILY),
        ("C-2024-0007", ThreadKind.FAMILY),
    ]
    assert [(one.called, one.kind, one.below) for one in maracs] == [
        ("North district MARAC", ThreadKind.SERIES, "North")
    ]
    assert nothing == ()


def test_the_next_meeting_begins_with_what_the_last_one_said(desk: Desk) -> None:
    meeting_id, _ = a_marac(desk, 1)
    chair = Professional(name="Invented Chair", job_title="Inspector")
    desk.execute(AddRows((chair,)))
    values = (("next_on", date(2026, 12, 11)), ("place", "Town Hall"), ("chair_id", chair.id))
    desk.execute(ChangeRow(Meeting, meeting_id, values))

    with desk.reading() as reading:
        begun = begins_with(reading, book(), previous_id=meeting_id)

    assert begun.type_id == "marac"
    assert begun.thread is not None
    assert begun.thread.called == "North district MARAC"
    assert (begun.held_on, begun.starts_at, begun.place) == (date(2026, 12, 11), time(13, 0), "Town Hall")
    assert begun.chair == "Invented Chair, Inspector"


def test_a_clock_that_runs_is_told(desk: Desk) -> None:
    family = a_family(desk)
    strategy = plan(desk, "strategy", date(2026, 11, 3), family_id=family.family.id)
    desk.execute(ChangeRow(Meeting, strategy, (("enquiry_started_on", date(2026, 11, 3)),)))
    for status in (MeetingStatus.LIVE, MeetingStatus.DRAFT):
        desk.execute(MoveMeeting(strategy, status))

    with desk.reading() as reading:
        begun = begins_with(reading, book(), "icpc", family.family.id)
        assert begun.thread is not None
        last = last_of_thread(reading, "strategy", begun.thread)

    assert begun.due is not None
    assert begun.due.due == date(2026, 11, 24)
    assert last == strategy


def test_a_planned_meeting_moves_and_one_that_began_does_not(desk: Desk) -> None:
    family = a_family(desk)
    meeting_id = plan(desk, "strategy", family_id=family.family.id)
    change = ChangeMeeting(meeting_id, date(2026, 11, 30), time(10, 0), "Town Hall", "Invented Chair", "")

    desk.execute(change)

    moved = meeting(desk, meeting_id)
    assert (moved.held_on, moved.starts_at, moved.place) == (date(2026, 11, 30), time(10, 0), "Town Hall")
    desk.execute(MoveMeeting(meeting_id, MeetingStatus.LIVE))
    with pytest.raises(MeetingDeskError, match="has begun"):
        desk.execute(change)


def test_who_left_is_not_offered_to_lead(desk: Desk) -> None:
    desk.execute(
        AddRows(
            (
                Professional(name="Left Longago", left_on=DAY),
                Professional(name="Still Here", job_title="Nurse"),
                Professional(name="also here"),
            )
        )
    )

    with desk.reading() as reading:
        assert names_of_professionals(reading) == ("also here", "Still Here, Nurse")


# New families


def test_a_family_is_begun_before_there_is_a_meeting_about_it(desk: Desk) -> None:
    desk.execute(BeginFamily(family_called("  C-2026-0777\n", DAY)))

    made = found(desk, Family)
    assert [(one.reference, one.opened_on) for one in made] == [("C-2026-0777", DAY)]
    desk.undo()
    assert found(desk, Family) == ()


@pytest.mark.parametrize("reference", ["c-2026-0200", "", "   "])
def test_a_family_that_is_there_or_has_no_reference_is_refused(desk: Desk, reference: str) -> None:
    desk.execute(BeginFamily(family_called("C-2026-0200", DAY)))

    with pytest.raises(NotClear) as refused:
        desk.execute(BeginFamily(family_called(reference, DAY)))

    assert refused.value.about == "thread"
    assert len(found(desk, Family)) == 1


def test_the_family_that_was_typed_whole_comes_first(desk: Desk) -> None:
    desk.execute(AddRows(tuple(Family(reference=f"C-2{number}") for number in range(9))))
    desk.execute(AddRows((Family(reference="C-2"),)))

    with desk.reading() as reading:
        threads = find_threads(reading, "c-2", book(), "strategy")

    assert threads[0].called == "C-2"


def test_a_refusal_says_which_field_it_is_about(desk: Desk) -> None:
    twins = tuple(Professional(name="Invented Twin", job_title=title) for title in ("Nurse", "Teacher"))
    desk.execute(AddRows(twins))

    with pytest.raises(NotClear) as refused:
        desk.execute(make(new_family=Family(reference="C-2026-0200"), minute_taker="Invented Twin"))

    assert refused.value.about == "minute_taker"


def test_what_usually_comes_next_for_a_family_is_proposed(desk: Desk) -> None:
    family = Family(reference="C-2026-0200")
    desk.execute(BeginFamily(family))
    with desk.reading() as reading:
        first = begins_with(reading, book(), family_id=family.id)
    held = make(new_family=Family(reference="C-2026-0201"))
    desk.execute(held)
    row = meeting(desk, held.plan.meeting_id)
    desk.execute(ChangeRow(Meeting, row.id, (("next_type_id", "icpc"),)))
    with desk.reading() as reading:
        later = begins_with(reading, book(), family_id=row.family_id)
        chosen = begins_with(reading, book(), "cin", family_id=row.family_id)

    assert (first.type_id, first.proposed) == ("", "strategy")
    assert later.proposed == "icpc"
    assert (chosen.type_id, chosen.proposed) == ("cin", "")
