from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from meetingdesk.domain.actions import Action, ActionFor, ActionStatus
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.attendance import Attendance, ReportState
from meetingdesk.domain.challenge import Challenge, ChallengeStage
from meetingdesk.domain.documents import (
    Acknowledgement,
    Distribution,
    Document,
    DocumentCopy,
    DocumentVersion,
)
from meetingdesk.domain.families import CaseFlag
from meetingdesk.domain.meetings import CaseTransfer, Direction, Meeting, MeetingCase, MeetingStatus
from meetingdesk.domain.people import Pregnancy, YesNo
from meetingdesk.domain.rows import Row, new_id
from meetingdesk.domain.running_clocks.clock import ClockState
from tests.threads import FAMILY, child, decided, met, named, only, planned, unborn

EXPECTED = date(2027, 3, 14)
BEFORE_BIRTH = met("strategy", date(2026, 11, 3), enquiry_started_on=date(2026, 11, 3))


# Before a birth


def test_the_weeks_of_a_pregnancy_limit_the_conference() -> None:
    person, member = unborn(EXPECTED)

    best = only("prebirth_best", person, member, BEFORE_BIRTH)
    latest = only("prebirth_latest", person, member, BEFORE_BIRTH)

    assert (best.due, latest.due) == (date(2026, 12, 20), date(2027, 1, 31))
    assert (best.whom, best.person_id) == ("Unborn", person.id)
    assert latest.explanation.startswith("34 weeks of pregnancy, with the birth expected on Sun 14 Mar 2027")


def test_what_is_only_best_needs_no_reason_where_it_was_missed() -> None:
    person, member = unborn(date(2026, 12, 30))
    held = met("prebirth", date(2026, 11, 19))

    best = only("prebirth_best", person, member, held)
    latest = only("prebirth_latest", person, member, held)

    assert (best.state, best.needs_reason) == (ClockState.MET_LATE, False)
    assert (latest.state, latest.needs_reason) == (ClockState.MET_LATE, True)


def test_each_unborn_child_has_its_own_and_a_conference_meets_both() -> None:
    (one, first), (two, second) = unborn(EXPECTED), unborn(EXPECTED)
    held = met("prebirth", date(2026, 12, 15))

    found = named("prebirth_latest", one, first, two, second, held, today=date(2026, 12, 16))

    assert [(clock.whom, clock.state) for clock in found] == [
        ("Unborn", ClockState.MET),
        ("Unborn 2", ClockState.MET),
    ]


def test_a_pregnancy_alone_starts_no_clock() -> None:
    assert named("prebirth_latest", *unborn(EXPECTED)) == []


def test_a_birth_stops_it() -> None:
    person, member = unborn(EXPECTED, pregnancy=Pregnancy.BORN, pregnancy_ended_on=date(2026, 11, 18))

    assert only("prebirth_latest", person, member, BEFORE_BIRTH).state is ClockState.STOPPED


# Transfers


def move(meeting: Meeting, **values: object) -> CaseTransfer:
    row = CaseTransfer(
        meeting_id=meeting.id, family_id=FAMILY.id, direction=Direction.IN, other_area="Inventedshire"
    )
    return replace(row, **values)  # type: ignore[arg-type]  # fields of a transfer


def test_a_transfer_is_counted_from_the_written_notice() -> None:
    meeting = planned("transfer_in", date(2026, 12, 2))

    clock = only("transfer_in", meeting, move(meeting, notified_on=date(2026, 11, 9)))

    assert (clock.due, clock.booked_on, clock.is_late) == (date(2026, 11, 30), meeting.held_on, True)
    assert "after the written notice of Mon 9 Nov 2026" in clock.explanation


def test_a_conference_for_a_transfer_without_a_notice_has_not_started_its_clock() -> None:
    meeting = planned("transfer_in", date(2026, 12, 2))

    clock = only("transfer_in", meeting, move(meeting))

    assert (clock.state, clock.due, clock.meeting_id) == (ClockState.NOT_STARTED, None, meeting.id)


def test_a_short_stay_is_only_told() -> None:
    meeting = met("strategy", date(2026, 11, 9))
    stay = move(meeting, notified_on=date(2026, 11, 9), is_temporary=YesNo.YES)

    assert named("transfer_in", meeting, stay) == []


# Other meetings


def test_other_meetings_are_due_after_the_last_of_their_kind() -> None:
    first, second = met("cin", date(2026, 10, 1)), met("cin", date(2026, 11, 19))

    late, coming = named("next_meeting", first, second)

    assert (late.state, late.due) == (ClockState.MET_LATE, date(2026, 11, 12))
    assert (coming.due, coming.what) == (date(2026, 12, 31), "Next child in need meeting")


@pytest.mark.parametrize("outcome", ["close", "step_up"])
def test_the_last_of_a_kind_starts_none(outcome: str) -> None:
    last = met("cin", date(2026, 11, 19))

    assert named("next_meeting", last, decided(last, outcome)) == []


def test_a_meeting_about_an_allegation_is_due_after_its_referral() -> None:
    meeting = planned("lado", date(2026, 11, 27), trigger_date=date(2026, 11, 18))

    clock = only("meeting_held", meeting)

    assert (clock.due, clock.is_late) == (date(2026, 11, 25), True)


def test_an_assessment_is_told_until_its_day_and_not_after() -> None:
    strategy = met("strategy", date(2025, 12, 2), trigger_date=date(2025, 12, 1))

    (_, running) = named("referral", strategy, today=date(2026, 1, 10))
    over = named("referral", strategy, today=date(2026, 3, 1))

    assert (running.due, running.what) == (date(2026, 2, 5), "Assessment complete")
    assert {clock.state for clock in over} == {ClockState.STOPPED}


# Papers


def papers(kind: str, meeting: Meeting, sent: datetime | None = None, **values: object) -> tuple[Row, ...]:
    document = replace(Document(meeting_id=meeting.id, kind=kind), **values)  # type: ignore[arg-type]  # fields
    version = DocumentVersion(document_id=document.id, number=1)
    copy = DocumentCopy(version_id=version.id, number=1)
    return document, version, copy, Distribution(copy_id=copy.id, sent_at=sent)


def test_a_letter_leaves_the_next_working_day() -> None:
    conference = met("icpc", date(2026, 4, 2))

    clock = only("letter", conference, today=date(2026, 4, 2))

    assert (clock.due, clock.meeting_id) == (date(2026, 4, 7), conference.id)


def test_minutes_and_plan_leave_in_their_days() -> None:
    conference = met("icpc", date(2026, 3, 30))
    other = met("icpc", date(2026, 5, 21))

    assert only("minutes", conference, today=date(2026, 4, 1)).due == date(2026, 4, 29)
    assert only("plan_sent", other, today=date(2026, 5, 22)).due == date(2026, 5, 29)


def test_what_was_sent_has_met_its_clock() -> None:
    conference = met("icpc", date(2026, 11, 2))
    rows = papers("decision_letter", conference, datetime(2026, 11, 6, 9, tzinfo=UTC))

    clock = only("letter", conference, *rows)

    assert (clock.state, clock.met_on) == (ClockState.MET_LATE, date(2026, 11, 6))


def test_a_paper_keeps_the_day_that_was_written_on_it() -> None:
    conference = met("icpc", date(2026, 11, 2))

    clock = only("minutes", conference, *papers("full_minutes", conference, due_on=date(2026, 11, 12)))

    assert (clock.due, clock.state) == (date(2026, 11, 12), ClockState.OVERDUE)


def test_a_meeting_whose_minutes_went_out_owes_nothing() -> None:
    conference = met("icpc", date(2026, 3, 2), status=MeetingStatus.DISTRIBUTED)

    assert only("minutes", conference).state is ClockState.MET


@pytest.mark.parametrize(
    ("kind", "on", "due"),
    [
        ("icpc", date(2026, 4, 7), date(2026, 3, 31)),
        ("rcpc", date(2026, 5, 26), date(2026, 5, 18)),
    ],
)
def test_reports_are_due_before_a_conference(kind: str, on: date, due: date) -> None:
    assert only("reports", planned(kind, on), today=date(2026, 3, 1)).due == due


def test_reports_are_there_once_the_last_has_come() -> None:
    conference = planned("icpc", date(2026, 12, 1))
    came, waiting = (
        Attendance(meeting_id=conference.id, report=state, report_on=on)
        for state, on in ((ReportState.ON_TIME, date(2026, 11, 17)), (ReportState.ASKED, None))
    )

    assert only("reports", conference, came).state is ClockState.MET
    assert only("reports", conference, came, waiting).is_open


def test_the_list_of_a_long_meeting_leaves_before_it_and_its_actions_after() -> None:
    marac = Meeting(reference="MARAC", type_id="marac", held_on=date(2026, 5, 7), ends_at=time(12))
    held = replace(marac, status=MeetingStatus.DRAFT)

    before = only("case_list", marac, family=None, today=date(2026, 4, 1))
    after = only("action_list", held, family=None, today=date(2026, 5, 8))

    assert before.due == date(2026, 4, 24)
    assert after.due_at == datetime(2026, 5, 9, 11, tzinfo=UTC)
    assert "48 hours after the end of the" in after.explanation


def test_corrections_can_be_asked_for_ten_working_days_after_the_copy_came() -> None:
    conference = met("icpc", date(2026, 11, 2))
    rows = papers("full_minutes", conference, datetime(2026, 11, 10, 9, tzinfo=UTC))
    answer = Acknowledgement(distribution_id=rows[-1].id, at=datetime(2026, 11, 12, 9, tzinfo=UTC))

    clock = only("corrections", conference, *rows, answer)
    over = only("corrections", conference, *rows, answer, today=date(2026, 11, 27))

    assert (clock.due, clock.state) == (date(2026, 11, 26), ClockState.DUE_SOON)
    assert over.state is ClockState.STOPPED


def test_dissent_is_lodged_within_seventy_two_hours() -> None:
    conference = met("icpc", date(2026, 11, 20), ended_at=datetime(2026, 11, 20, 12, 30, tzinfo=UTC))

    assert only("dissent", conference).due_at == datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


# What has its own day


def test_an_action_says_whom_it_protects() -> None:
    person, member = child()
    meeting = met("core_group", date(2026, 11, 2))
    action = Action(reference="F-A01", meeting_id=meeting.id, text="Fit the lock", due_on=date(2026, 11, 9))
    done = replace(action, status=ActionStatus.COMPLETED, completed_on=date(2026, 11, 8))
    protects = ActionFor(action_id=action.id, person_id=person.id)

    late = only("action", person, member, meeting, action, protects)

    assert (late.what, late.whom, late.state) == ("Action F-A01", "Child 1", ClockState.OVERDUE)
    assert only("action", person, member, meeting, done, protects).state is ClockState.MET


def test_a_stage_of_an_escalation_is_settled_in_its_time() -> None:
    meeting = met("icpc", date(2026, 11, 2))
    challenge = Challenge(meeting_id=meeting.id, text="The threshold")
    stage = ChallengeStage(challenge_id=challenge.id, stage="manager", opened_on=date(2026, 11, 16))

    clock = only("escalation", meeting, challenge, stage)

    assert (clock.due, clock.state) == (date(2026, 11, 23), ClockState.DUE_SOON)
    assert clock.what == "Escalation: line manager to line manager"
    closed = replace(stage, closed_on=date(2026, 11, 18))
    assert only("escalation", meeting, challenge, closed).state is ClockState.MET


def test_a_marker_comes_off_after_twelve_months() -> None:
    agency = Agency(key="housing", name="Housing")
    person, member = child()
    flag = CaseFlag(
        family_id=FAMILY.id, agency_id=agency.id, person_id=person.id, placed_on=date(2025, 11, 10)
    )

    clock = only("marker", person, member, agency, flag)
    longer = only("marker", agency, replace(flag, expires_on=date(2027, 1, 10), extended_because="Repeat"))

    assert (clock.due, clock.state) == (date(2026, 11, 10), ClockState.OVERDUE)
    assert clock.what == "Warning marker of Housing to be taken off"
    assert (longer.due, longer.is_late) == (date(2027, 1, 10), False)
    off = replace(flag, removed_on=date(2026, 11, 1))
    assert only("marker", agency, off).state is ClockState.MET


def test_a_further_incident_within_a_year_is_a_repeat() -> None:
    marac = replace(met("marac", date(2024, 3, 20)), family_id=None)
    case = MeetingCase(meeting_id=marac.id, family_id=FAMILY.id, referred_on=date(2024, 2, 29))

    assert only("repeat", marac, case, today=date(2024, 6, 1)).due == date(2025, 2, 28)


def test_rows_of_other_families_start_nothing() -> None:
    meeting = replace(met("core_group", date(2026, 11, 2)), family_id=new_id())
    flag = CaseFlag(family_id=new_id(), agency_id=new_id(), placed_on=date(2025, 11, 10))

    assert named("marker", meeting, flag) == []
    assert named("minutes", meeting, flag) == []
