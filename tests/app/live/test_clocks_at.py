from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.clocks_at import TOUCHED_BY, ClockLine, clocks_at
from meetingdesk.app.live.late_meetings import SayWhyLate
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.model import ROWS
from meetingdesk.domain.rows import Row
from meetingdesk.errors import MeetingDeskError
from tests.family_records import InventedFamily

DISCUSSION, CONFERENCE = date(2026, 11, 3), date(2026, 11, 20)


def met(family: InventedFamily, kind: str, on: date, **values: object) -> Meeting:
    meeting = Meeting(
        reference=f"{kind} {on}",
        type_id=kind,
        family_id=family.family.id,
        held_on=on,
        status=MeetingStatus.DRAFT,
    )
    return replace(meeting, **values)  # type: ignore[arg-type]  # fields of a meeting


def line_of(desk: Desk, meeting: Meeting, today: date = CONFERENCE) -> ClockLine | None:
    with desk.reading() as reading:
        return clocks_at(reading, meeting.id, meeting.family_id, today)


def conference_of(desk: Desk, on: date, *more: Row, status: MeetingStatus = MeetingStatus.LIVE) -> Meeting:
    family = InventedFamily("F-2026-001")
    family.child()
    strategy = met(family, "strategy", DISCUSSION, enquiry_started_on=DISCUSSION)
    meeting = met(family, "icpc", on, status=status)
    desk.execute(AddRows((*family.rows(), strategy, meeting, *more)))
    return meeting


def test_a_conference_says_by_when_it_was_due_and_what_follows_if_a_plan_is_made(desk: Desk) -> None:
    line = line_of(desk, conference_of(desk, CONFERENCE))

    assert line is not None
    assert line.text == (
        "Initial child protection conference due Tue 24 Nov (15 working days after Tue 3 Nov) · "
        "first core group by Fri 4 Dec if a plan is made"
    )
    assert not line.asks_why
    assert "at which the section 47 enquiry began" in line.told[0]
    assert "as the national statistic counts it" in line.told[1]
    assert line.told[-1].startswith("First review child protection conference: by Sat 20 Feb 2027")


def test_what_was_decided_is_told_without_an_if(desk: Desk) -> None:
    meeting = conference_of(desk, CONFERENCE)
    desk.execute(AddRows((Decision(meeting_id=meeting.id, outcome="plan_made"),)))

    line = line_of(desk, meeting)

    assert line is not None
    assert "first core group by Fri 4 Dec" in line.text
    assert "if a plan" not in line.text


def test_where_no_plan_is_made_nothing_follows(desk: Desk) -> None:
    meeting = conference_of(desk, CONFERENCE)
    desk.execute(AddRows((Decision(meeting_id=meeting.id, outcome="early_help"),)))

    line = line_of(desk, meeting)

    assert line is not None
    assert "core group" not in line.text


def test_a_late_conference_asks_why_until_reason_and_name_are_there(desk: Desk) -> None:
    late = date(2026, 12, 1)
    meeting = conference_of(desk, late)
    before = line_of(desk, meeting, late)

    desk.execute(SayWhyLate(meeting.id, "The interpreter fell ill.", "Rhian Invented, team manager"))
    after = line_of(desk, meeting, late)
    desk.undo()

    assert before is not None
    assert after is not None
    assert before.asks_why
    assert before.text.startswith("△ Initial child protection conference due Tue 24 Nov")
    assert (after.is_late, after.asks_why) == (True, False)
    assert (after.late_reason, after.authorised_by) == ("The interpreter fell ill.", "Rhian Invented")
    assert line_of(desk, meeting, late) == before


def test_one_that_is_planned_too_late_asks_why_before_it_is_held(desk: Desk) -> None:
    meeting = conference_of(desk, date(2026, 12, 1), status=MeetingStatus.PLANNED)

    line = line_of(desk, meeting)

    assert line is not None
    assert line.asks_why


def test_who_agreed_is_found_by_name_and_told_apart_by_job(desk: Desk) -> None:
    known = [Professional(name="Rhian Invented", job_title=job) for job in ("team manager", "midwife")]
    meeting = conference_of(desk, date(2026, 12, 1), *known)

    with pytest.raises(MeetingDeskError, match="Several people"):
        desk.execute(SayWhyLate(meeting.id, "No room", "Rhian Invented"))
    desk.execute(SayWhyLate(meeting.id, "No room", "rhian invented, Midwife"))

    with desk.reading() as reading:
        assert reading.get(Meeting, meeting.id).late_authorised_by_id == known[1].id
        assert reading.count(Professional) == len(known)


@pytest.mark.parametrize(("reason", "who"), [(" ", "Rhian"), ("No room", " ")])
def test_a_reason_needs_words_and_a_name(desk: Desk, reason: str, who: str) -> None:
    meeting = conference_of(desk, date(2026, 12, 1))

    with pytest.raises(MeetingDeskError):
        desk.execute(SayWhyLate(meeting.id, reason, who))


def test_a_meeting_of_many_families_has_no_line_of_its_own(desk: Desk) -> None:
    marac = Meeting(reference="MARAC", type_id="marac", held_on=CONFERENCE)
    desk.execute(AddRows((marac,)))

    assert line_of(desk, marac) is None


def test_what_touches_the_line_are_tables_that_there_are() -> None:
    assert {row.table for row in ROWS} >= TOUCHED_BY
