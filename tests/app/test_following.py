from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from meetingdesk.app.actions import AgreeAction
from meetingdesk.app.desk import Desk
from meetingdesk.app.following.coordinating import (
    BeginActions,
    ChaseActions,
    ConfirmActions,
    EscalateActions,
    ReassignActions,
    RedateActions,
    WithdrawActions,
)
from meetingdesk.app.following.moving import CarryAction, MoveAction, SayItLasted, SupersedeAction
from meetingdesk.app.following.splitting import AddPart, MovePart, Share, SplitAction
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.actions import (
    Action,
    ActionFor,
    ActionPart,
    ActionStatus,
    ActionStep,
    Consented,
    NotCompleted,
)
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.challenge import Challenge, ChallengeKind, ChallengeStage
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Person, YesNo
from meetingdesk.domain.understood_action import NamedOwner
from meetingdesk.errors import MeetingDeskError, NotAllowed
from meetingdesk.storage.store import Store
from tests.people import person_with

DUE = date(2026, 11, 27)
AT = datetime(2026, 12, 4, 10, 0, tzinfo=UTC)
HOUSING = Agency(key="housing_local", name="Housing of the invented district")
POLICE = Agency(key="police_local", name="Police of the invented district")
CHILD = Person(label="Child A")


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    family = Family(reference="M-2026-114")
    meeting = Meeting(
        reference="CG 2026-11-20", type_id="core_group", family_id=family.id, held_on=date(2026, 11, 20)
    )
    desk.execute(AddRows((family, meeting, HOUSING, POLICE, CHILD)))
    return meeting


def _agreed(desk: Desk, meeting: Meeting, **more: Any) -> Action:
    action = Action(
        reference="",
        meeting_id=meeting.id,
        family_id=meeting.family_id,
        text="Change both locks",
        **{"due_on": DUE, "owner_agency_id": HOUSING.id, **more},
    )
    desk.execute(AgreeAction(action, (CHILD.id,), AT))
    return _now(desk, action)


def _now(desk: Desk, action: Action) -> Action:
    with desk.reading() as reading:
        return reading.get(Action, action.id)


def _trail(desk: Desk, action: Action) -> list[str]:
    with desk.reading() as reading:
        steps = reading.find(ActionStep, action_id=action.id)
        return [step.kind for step in sorted(steps, key=lambda step: step.id)]


def test_several_actions_are_chased_in_one_step_that_one_undo_takes_back(
    desk: Desk, meeting: Meeting
) -> None:
    actions = [_agreed(desk, meeting) for _ in range(3)]

    desk.execute(ChaseActions(tuple(action.id for action in actions), AT, "by telephone"))
    chased = [_trail(desk, action) for action in actions]
    desk.undo()

    assert chased == [["agreed", "chased"]] * 3
    assert [_trail(desk, action) for action in actions] == [["agreed"]] * 3


def test_a_new_date_between_meetings_says_why_and_is_no_carry(desk: Desk, meeting: Meeting) -> None:
    action = _agreed(desk, meeting)

    with pytest.raises(MeetingDeskError, match="needs a reason"):
        desk.execute(RedateActions((action.id,), date(2026, 12, 11), " ", AT))
    desk.execute(RedateActions((action.id,), date(2026, 12, 11), "Contractor ill", AT))

    now = _now(desk, action)
    assert (now.due_on, now.carried) == (date(2026, 12, 11), 0)
    with desk.reading() as reading:
        step = reading.find(ActionStep, action_id=action.id, kind="redated")[0]
    assert (step.old_due_on, step.new_due_on, step.reason) == (DUE, now.due_on, "Contractor ill")


def test_one_closed_action_among_several_refuses_them_all(desk: Desk, meeting: Meeting) -> None:
    still, done = _agreed(desk, meeting), _agreed(desk, meeting)
    desk.execute(MoveAction(done.id, ActionStatus.COMPLETED, evidence="Seen", at=AT))

    with pytest.raises(MeetingDeskError, match=done.reference):
        desk.execute(RedateActions((still.id, done.id), date(2026, 12, 11), "Late", AT))

    assert _now(desk, still).due_on == DUE


def test_another_owner_has_to_confirm_first(desk: Desk, meeting: Meeting) -> None:
    action = _agreed(desk, meeting)

    desk.execute(ReassignActions((action.id,), NamedOwner(POLICE.id), "Officer has left", AT))
    waiting = _now(desk, action)
    desk.execute(ConfirmActions((action.id,), AT, "by e-mail"))

    assert (waiting.owner_agency_id, waiting.status) == (POLICE.id, ActionStatus.UNCONFIRMED)
    assert (_now(desk, action).status, _now(desk, action).consented) == (
        ActionStatus.OPEN,
        Consented.CONFIRMED_LATER,
    )
    assert _trail(desk, action) == ["agreed", "reassigned", "confirmed"]
    with pytest.raises(MeetingDeskError, match="waits to be confirmed"):
        desk.execute(ConfirmActions((action.id,), AT))


def test_nobody_is_no_owner(desk: Desk, meeting: Meeting) -> None:
    action = _agreed(desk, meeting)

    with pytest.raises(MeetingDeskError, match="Nobody is named"):
        desk.execute(ReassignActions((action.id,), NamedOwner(), "Has left", AT))


def test_an_escalation_opens_the_first_stage_with_its_day_and_is_not_opened_twice(
    desk: Desk, meeting: Meeting
) -> None:
    action = _agreed(desk, meeting, carried=2)

    desk.execute(EscalateActions((action.id,), "Locks still not changed", AT))

    with desk.reading() as reading:
        challenge = reading.find(Challenge, action_id=action.id)[0]
        stage = reading.find(ChallengeStage, challenge_id=challenge.id)[0]
    assert (challenge.kind, challenge.against_agency_id) == (ChallengeKind.NON_COMPLIANCE, HOUSING.id)
    assert (stage.stage, stage.opened_on, stage.due_on) == ("practitioner", AT.date(), date(2026, 12, 8))
    assert _trail(desk, action) == ["agreed", "escalated"]
    with pytest.raises(MeetingDeskError, match="escalated already"):
        desk.execute(EscalateActions((action.id,), "Again", AT))


def test_a_coordinator_may_chase_and_escalate_and_a_reader_may_not(store: Store) -> None:
    taker = Desk(store, person_with("minute_taker"))
    meeting = Meeting(reference="M-1", type_id="core_group", held_on=date(2026, 11, 20))
    taker.execute(AddRows((meeting,)))
    action = Action(reference="", meeting_id=meeting.id, text="Change both locks", due_on=DUE)
    taker.execute(AgreeAction(action, (), AT))

    coordinator = Desk(store, person_with("coordinator"))
    coordinator.execute(ChaseActions((action.id,), AT))
    coordinator.execute(EscalateActions((action.id,), "Nothing heard", AT))

    with pytest.raises(NotAllowed):
        Desk(store, person_with("reader")).execute(ChaseActions((action.id,), AT))


def test_what_is_withdrawn_says_why_and_can_be_opened_again(desk: Desk, meeting: Meeting) -> None:
    action = _agreed(desk, meeting)

    with pytest.raises(MeetingDeskError, match="needs a reason"):
        desk.execute(WithdrawActions((action.id,), "", AT))
    desk.execute(WithdrawActions((action.id,), "The tenancy ended", AT))
    assert _now(desk, action).is_closed()
    desk.execute(MoveAction(action.id, ActionStatus.OPEN, note="The tenancy goes on", at=AT))

    assert not _now(desk, action).is_closed()


def test_progress_is_told_and_told_again(desk: Desk, meeting: Meeting) -> None:
    action = _agreed(desk, meeting)

    desk.execute(BeginActions((action.id,), AT, "Locksmith ordered"))
    desk.execute(BeginActions((action.id,), AT, "One lock done"))

    assert _now(desk, action).status is ActionStatus.IN_PROGRESS
    assert _trail(desk, action) == ["agreed", "moved", "noted"]


def test_a_standing_commitment_comes_back_when_it_was_done(desk: Desk, meeting: Meeting) -> None:
    action = _agreed(desk, meeting, recurs="every other week")

    desk.execute(
        MoveAction(
            action.id, ActionStatus.COMPLETED, evidence="Seen at home", completed_on=date(2026, 11, 27), at=AT
        )
    )

    now = _now(desk, action)
    assert (now.status, now.due_on, now.completed_on) == (ActionStatus.OPEN, date(2026, 12, 11), None)
    assert _trail(desk, action) == ["agreed", "done_this_time"]


def test_a_later_check_says_that_it_lasted_or_opens_the_action_again(desk: Desk, meeting: Meeting) -> None:
    action = _agreed(desk, meeting)
    check = date(2027, 1, 15)
    desk.execute(
        MoveAction(
            action.id,
            ActionStatus.COMPLETED,
            evidence="Receipt",
            changed_for_child="Sleeps through",
            outcome_seen=YesNo.YES,
            check_again_on=check,
            at=AT,
        )
    )
    done = _now(desk, action)

    desk.execute(SayItLasted(action.id, True, "Still sleeps through", AT, date(2027, 3, 1)))
    lasted = _now(desk, action)
    desk.execute(SayItLasted(action.id, False, "He has a key again", AT))

    assert (done.outcome_seen, done.check_again_on) == (YesNo.YES, check)
    assert (lasted.status, lasted.check_again_on) == (ActionStatus.COMPLETED, date(2027, 3, 1))
    assert (_now(desk, action).status, _now(desk, action).check_again_on) == (ActionStatus.OPEN, None)


def test_what_failed_produces_a_next_step(desk: Desk, meeting: Meeting) -> None:
    action = _agreed(desk, meeting)

    with pytest.raises(MeetingDeskError, match="next step"):
        desk.execute(
            MoveAction(action.id, ActionStatus.NOT_COMPLETED, reason=NotCompleted.SERVICE_UNAVAILABLE, at=AT)
        )
    assert _trail(desk, action) == ["agreed"]


def test_an_action_is_replaced_by_another_but_never_in_a_ring(desk: Desk, meeting: Meeting) -> None:
    first, second = _agreed(desk, meeting), _agreed(desk, meeting)

    desk.execute(SupersedeAction(first.id, second.id, AT))

    assert (_now(desk, first).status, _now(desk, first).superseded_by_id) == (
        ActionStatus.SUPERSEDED,
        second.id,
    )
    with pytest.raises(MeetingDeskError, match="replace each other"):
        desk.execute(SupersedeAction(second.id, first.id, AT))
    with pytest.raises(MeetingDeskError, match="replace each other"):
        desk.execute(SupersedeAction(second.id, second.id, AT))


def test_several_owners_become_one_action_each_that_protect_the_same_child(
    desk: Desk, meeting: Meeting
) -> None:
    action = _agreed(desk, meeting)
    shares = (Share(NamedOwner(HOUSING.id), "Change the locks", is_here=True), Share(NamedOwner(POLICE.id)))

    desk.execute(SplitAction(action.id, shares, AT, meeting.id))

    with desk.reading() as reading:
        actions = sorted(reading.find(Action, meeting_id=meeting.id), key=lambda one: one.reference)
        protected = [{row.person_id for row in reading.find(ActionFor, action_id=one.id)} for one in actions]
    assert [(one.text, one.owner_agency_id, one.status) for one in actions] == [
        ("Change the locks", HOUSING.id, ActionStatus.OPEN),
        ("Change both locks", POLICE.id, ActionStatus.UNCONFIRMED),
    ]
    assert protected == [{CHILD.id}] * 2
    assert actions[1].due_on == DUE


def test_parts_have_a_state_of_their_own_and_the_trail_tells_of_it(desk: Desk, meeting: Meeting) -> None:
    action = _agreed(desk, meeting)
    desk.execute(AddPart(action.id, "Front door", DUE))
    desk.execute(AddPart(action.id, "Back door"))
    with desk.reading() as reading:
        parts = sorted(reading.find(ActionPart, action_id=action.id), key=lambda part: part.position)

    desk.execute(MovePart(parts[0].id, ActionStatus.COMPLETED, AT, "Photograph"))

    with desk.reading() as reading:
        now = reading.get(ActionPart, parts[0].id)
    assert (now.status, now.note, _now(desk, action).status) == (
        ActionStatus.COMPLETED,
        "Photograph",
        ActionStatus.OPEN,
    )
    assert _trail(desk, action) == ["agreed", "noted"]


def test_a_carry_keeps_waiting_for_who_has_not_confirmed(desk: Desk, meeting: Meeting) -> None:
    action = _agreed(desk, meeting, status=ActionStatus.UNCONFIRMED)

    desk.execute(CarryAction(action.id, date(2026, 12, 18), "Nobody of housing came", meeting.id, AT))

    assert (_now(desk, action).status, _now(desk, action).carried) == (ActionStatus.UNCONFIRMED, 1)
