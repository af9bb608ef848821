from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from meetingdesk.app.challenge_register import ChallengeState, challenge_register
from meetingdesk.app.challenges import (
    DISSENT,
    RECORDED_ONLY,
    OnlyRecord,
    SettleChallenge,
    TakeDissentFurther,
    TakeFurther,
    next_stages,
    stage_called,
)
from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.challenge import Challenge, ChallengeKind, ChallengeStage
from meetingdesk.domain.decisions import AgencyView, Decision, View
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.workdays import Nation
from meetingdesk.errors import MeetingDeskError, StaleRecord
from tests.app.meetings_to_prepare import book
from tests.live_meetings import AT, LiveMeeting, a_conference

HOSTILE = "x'); DROP TABLE challenge;-- <b>\u202e☠</b>\n\n= 1+1 {0} %s"
LATER = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    """A conference on a Friday, with police and a school."""
    live = a_conference(desk)
    live.start()
    live.invite("police", AttendanceStatus.PRESENT)
    live.invite("school", AttendanceStatus.PRESENT)
    return live


def challenge(live: LiveMeeting, text: str = "A plan is too much.", **values: Any) -> Challenge:
    row = Challenge(
        meeting_id=live.meeting_id,
        family_id=live.families[0].family.id,
        raised_by_agency_id=live.agency("school").id,
        text=text,
        **values,
    )
    live.desk.execute(AddRows((row,)))
    return row


def dissent(live: LiveMeeting, reason: str = "It would do to help at home.", **values: Any) -> AgencyView:
    decision = Decision(
        meeting_id=live.meeting_id,
        family_id=live.families[0].family.id,
        child_id=live.person(0),
        text="A plan is made.",
        **values,
    )
    view = AgencyView(
        decision_id=decision.id, agency_id=live.agency("school").id, view=View.DISAGREES, reason=reason
    )
    live.desk.execute(AddRows((decision, view)))
    return view


def stages(live: LiveMeeting, key: UUID) -> list[ChallengeStage]:
    return sorted(live.find(ChallengeStage, challenge_id=key), key=lambda one: one.position)


def now(live: LiveMeeting, key: UUID) -> Challenge:
    found: Challenge = live.only(Challenge, id=key)
    return found


def test_a_challenge_goes_from_stage_to_stage_in_working_days(live: LiveMeeting) -> None:
    one = challenge(live)

    live.desk.execute(TakeFurther(one.id, "practitioner", "", at=AT))
    live.desk.execute(TakeFurther(one.id, "manager", "practitioner", at=LATER))

    first, second = stages(live, one.id)
    assert (first.opened_on, first.due_on, first.closed_on) == (
        date(2026, 11, 27),
        date(2026, 12, 1),
        date(2026, 12, 1),
    )
    assert (second.stage, second.opened_on, second.due_on) == (
        "manager",
        date(2026, 12, 1),
        date(2026, 12, 8),
    )
    assert now(live, one.id).stage == "manager"


def test_the_day_of_the_meeting_counts_where_no_clock_is_asked(live: LiveMeeting) -> None:
    one = challenge(live)

    live.desk.execute(TakeFurther(one.id, "practitioner", ""))

    (stage,) = stages(live, one.id)
    assert stage.opened_on == live.meeting.held_on


def test_where_a_child_is_not_safe_a_stage_is_skipped_and_settled_the_same_day(live: LiveMeeting) -> None:
    one = challenge(live, child_safe_meanwhile=YesNo.NO)

    live.desk.execute(TakeFurther(one.id, "senior", "", is_at_once=True, at=AT))

    (stage,) = stages(live, one.id)
    assert (stage.stage, stage.due_on) == ("senior", AT.date())


def test_two_people_do_not_move_a_challenge_twice(live: LiveMeeting) -> None:
    one = challenge(live)
    command = TakeFurther(one.id, "practitioner", "", at=AT)
    live.desk.execute(command)

    with pytest.raises(StaleRecord, match="in the meantime"):
        live.desk.execute(command)

    assert len(stages(live, one.id)) == 1


def test_a_stage_that_is_over_is_not_opened_again(live: LiveMeeting) -> None:
    one = challenge(live)
    live.desk.execute(TakeFurther(one.id, "manager", "", at=AT))

    with pytest.raises(MeetingDeskError, match="no such stage"):
        live.desk.execute(TakeFurther(one.id, "practitioner", "manager", at=AT))


def test_each_step_of_a_challenge_can_be_taken_back(live: LiveMeeting) -> None:
    one = challenge(live)
    live.desk.execute(TakeFurther(one.id, "practitioner", "", at=AT))
    live.desk.execute(SettleChallenge(one.id, at=LATER))
    assert now(live, one.id).resolved_on == date(2026, 12, 1)
    assert stages(live, one.id)[0].closed_on == date(2026, 12, 1)

    live.desk.undo()
    assert now(live, one.id).resolved_on is None
    assert stages(live, one.id)[0].closed_on is None
    live.desk.undo()
    assert stages(live, one.id) == []
    assert now(live, one.id).stage == ""
    live.desk.redo()

    assert now(live, one.id).stage == "practitioner"


def test_what_is_settled_is_not_taken_further(live: LiveMeeting) -> None:
    one = challenge(live)
    live.desk.execute(SettleChallenge(one.id, at=AT))

    for command in (TakeFurther(one.id, "practitioner", "", at=AT), SettleChallenge(one.id, at=AT)):
        with pytest.raises(StaleRecord, match="settled already"):
            live.desk.execute(command)


def test_a_challenge_that_is_only_recorded_keeps_the_reason_somebody_gave(live: LiveMeeting) -> None:
    bare, explained = challenge(live), challenge(live, not_taken_further_because="They talked outside.")

    live.desk.execute(OnlyRecord(bare.id))
    live.desk.execute(OnlyRecord(explained.id))

    assert now(live, bare.id).not_taken_further_because == RECORDED_ONLY
    assert now(live, explained.id).not_taken_further_because == "They talked outside."
    live.desk.execute(TakeFurther(bare.id, "practitioner", "", at=AT))
    assert now(live, bare.id).not_taken_further_because == ""


def test_a_dissent_becomes_a_challenge_in_one_step_due_in_seventy_two_hours(live: LiveMeeting) -> None:
    view = dissent(live, HOSTILE)

    live.desk.execute(TakeDissentFurther(view.id, at=AT))

    (one,) = live.find(Challenge)
    assert one.kind is ChallengeKind.FORMAL_DISSENT
    assert (one.raised_by_agency_id, one.child_id) == (live.agency("school").id, live.person(0))
    assert (one.decision_id, one.text) == (view.decision_id, live.only(AgencyView, id=view.id).reason)
    assert one.visibility is Visibility.V1
    (stage,) = stages(live, one.id)
    # From Friday 13.00 to Monday 13.00, whatever is worked in between.
    assert (stage.stage, stage.due_on) == (DISSENT, date(2026, 11, 30))
    live.desk.undo()
    assert live.find(Challenge) == ()
    assert live.find(ChallengeStage) == ()


def test_the_hours_of_a_dissent_run_from_the_end_of_the_meeting(live: LiveMeeting) -> None:
    view = dissent(live)
    ended = datetime(2026, 11, 27, 15, 10, tzinfo=UTC)
    live.desk.execute(change(live.meeting, ended_at=ended))

    live.desk.execute(TakeDissentFurther(view.id, at=LATER))

    (stage,) = live.find(ChallengeStage)
    assert (stage.opened_on, stage.due_on) == (date(2026, 12, 1), date(2026, 11, 30))


def test_a_dissent_is_read_by_no_more_people_than_the_decision(live: LiveMeeting) -> None:
    view = dissent(live, visibility=Visibility.V2)

    live.desk.execute(TakeDissentFurther(view.id, at=AT))

    assert live.only(Challenge).visibility is Visibility.V2


def test_a_dissent_goes_into_the_register_once_and_only_while_it_stands(live: LiveMeeting) -> None:
    view = dissent(live)
    live.desk.execute(TakeDissentFurther(view.id, at=AT))

    with pytest.raises(StaleRecord, match="in the register already"):
        live.desk.execute(TakeDissentFurther(view.id, at=AT))
    live.desk.undo()
    live.desk.execute(change(live.only(AgencyView, id=view.id), view=View.AGREES))
    with pytest.raises(StaleRecord, match="taken back"):
        live.desk.execute(TakeDissentFurther(view.id, at=AT))


def test_a_stage_that_the_policy_dropped_is_still_called_something() -> None:
    policy = book().policy(Nation.ENG)

    assert stage_called(policy, "old_panel") == "Old panel"
    assert next_stages(policy, "old_panel") == policy.escalation
    assert next_stages(policy, "partnership") == ()
    assert stage_called(policy, DISSENT) == "Dissent in writing"


def test_a_ladder_counted_in_what_no_stage_is_counted_in_asks_somebody_for_the_day(
    live: LiveMeeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    from meetingdesk.app import challenges
    from meetingdesk.domain.policy import Timescale, Unit

    policy = book().policy(Nation.ENG)
    odd = tuple(replace(one, time=Timescale(Unit.GESTATION, 3)) for one in policy.escalation)
    monkeypatch.setattr(challenges, "policy_for", lambda *_: replace(policy, escalation=odd, timescales={}))
    one, view = challenge(live), dissent(live)

    live.desk.execute(TakeFurther(one.id, "practitioner", "", at=AT))
    live.desk.execute(TakeDissentFurther(view.id, at=AT))

    assert {stage.due_on for stage in live.find(ChallengeStage)} == {None}


def test_the_register_has_what_is_overdue_first_and_names_nobody(live: LiveMeeting) -> None:
    bare = challenge(live, HOSTILE)
    late, soon = challenge(live), challenge(live)
    live.desk.execute(TakeFurther(late.id, "practitioner", "", at=AT))
    live.desk.execute(TakeFurther(soon.id, "partnership", "", at=AT))

    with live.desk.reading() as reading:
        rows = challenge_register(reading, date(2026, 12, 3))

    assert [row.id for row in rows] == [late.id, soon.id, bare.id]
    assert [row.is_overdue for row in rows] == [True, False, False]
    assert rows[0].stage == "Practitioner to practitioner"
    assert (rows[0].family_reference, rows[0].by) == ("M-2026-114", "Invented school")
    assert {row.state for row in rows} == {ChallengeState.OPEN}


def test_the_register_has_what_is_settled_when_it_is_asked_for(live: LiveMeeting) -> None:
    settled, recorded, still = challenge(live), challenge(live), challenge(live)
    live.desk.execute(SettleChallenge(settled.id, at=LATER))
    live.desk.execute(OnlyRecord(recorded.id))

    with live.desk.reading() as reading:
        open_ones = challenge_register(reading, date(2026, 12, 3))
        everything = challenge_register(reading, date(2026, 12, 3), with_settled=True)
        of_others = challenge_register(reading, date(2026, 12, 3), family_id=live.person(0))

    assert [row.id for row in open_ones] == [still.id]
    states = {row.id: row.state for row in everything}
    assert states == {
        still.id: ChallengeState.OPEN,
        recorded.id: ChallengeState.RECORDED,
        settled.id: ChallengeState.SETTLED,
    }
    assert everything[0].id == still.id
    assert {row.days_to_settle for row in everything} == {None, 4}
    assert of_others == ()


def test_the_register_keeps_what_a_reader_may_not_see(live: LiveMeeting) -> None:
    from tests.people import person_with

    challenge(live, visibility=Visibility.V4)
    coordinator = Desk(live.desk.store, person_with("coordinator"))

    with coordinator.reading() as reading:
        assert challenge_register(reading, date(2026, 12, 3)) == ()
