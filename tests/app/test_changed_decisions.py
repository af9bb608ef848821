from __future__ import annotations

from typing import Any

import pytest

from meetingdesk.app.changed_decisions import (
    AllAreTold,
    BeginChange,
    ChangeDecision,
    ToTell,
    is_complete,
    missing_of,
    not_told,
    to_be_told,
)
from meetingdesk.app.definitions import rulebook
from meetingdesk.app.desk import Desk
from meetingdesk.app.live.naming import rosters_of
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.decisions import CoreGroupMember, Decision, DecisionChange
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.meetings import MeetingStatus
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.voice import Voice
from meetingdesk.errors import MeetingDeskError, StaleRecord
from tests.live_meetings import AT, LiveMeeting, a_conference

COMPLETE: tuple[tuple[str, Any], ...] = (
    ("new_text", "The plan ends."),
    ("reason", "The father moved out."),
    ("consulted", "Police, Monday."),
    ("is_reconvened", YesNo.NO),
    ("not_reconvened_because", "Every agency answered within a day."),
)


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    """A conference whose record is approved, with one decision."""
    live = a_conference(desk)
    live.start()
    live.invite("police", AttendanceStatus.PRESENT)
    live.invite("school", AttendanceStatus.APOLOGIES)
    family = live.families[0].family
    live.desk.execute(
        AddRows((Decision(meeting_id=live.meeting_id, family_id=family.id, text="A plan is made."),))
    )
    live.desk.execute(change(live.meeting, status=MeetingStatus.APPROVED))
    return live


def decision(live: LiveMeeting) -> Decision:
    found: Decision = live.only(Decision)
    return found


def told(live: LiveMeeting, kind: str = "icpc") -> list[str]:
    family_id = live.families[0].family.id
    with live.desk.reading() as reading:
        roster = rosters_of(reading, live.meeting, [family_id], rulebook().agencies)[family_id]
        who = to_be_told(reading, live.meeting, rulebook().meeting_types[kind], family_id, roster)
        return [one.says for one in who]


def test_a_change_is_written_beside_the_decision_and_not_into_it(live: LiveMeeting) -> None:
    before = decision(live)

    live.desk.execute(ChangeDecision(before.id, values=COMPLETE, at=AT))

    assert decision(live) == before
    row = live.only(DecisionChange)
    assert (row.new_text, row.changed_on) == ("The plan ends.", AT.date())
    assert is_complete(row)
    live.desk.undo()
    assert live.find(DecisionChange) == ()


def test_a_change_without_what_belongs_to_it_names_what_is_missing(live: LiveMeeting) -> None:
    command = ChangeDecision(decision(live).id, values=(("new_text", "  "), ("is_reconvened", YesNo.NO)))

    with pytest.raises(MeetingDeskError) as caught:
        live.desk.execute(command)

    assert str(caught.value).startswith(
        "The change is not complete: what is decided now, why, who was consulted, why not held again, "
        "on which day."
    )
    assert live.find(DecisionChange) == ()


def test_a_meeting_that_was_held_again_needs_no_reason_why_not(live: LiveMeeting) -> None:
    values = (*COMPLETE[:3], ("is_reconvened", YesNo.YES))

    live.desk.execute(ChangeDecision(decision(live).id, values=values, at=AT))

    assert tuple(missing_of(live.only(DecisionChange))) == ()


def test_a_change_is_begun_empty_and_completed_later(live: LiveMeeting) -> None:
    live.desk.execute(BeginChange(decision(live).id))
    begun = live.only(DecisionChange)
    with pytest.raises(StaleRecord, match="already"):
        live.desk.execute(BeginChange(decision(live).id))
    live.desk.execute(change(begun, **dict(COMPLETE)))

    live.desk.execute(ChangeDecision(decision(live).id, begun.id, at=AT))

    assert is_complete(live.only(DecisionChange))
    live.desk.undo()
    assert live.only(DecisionChange).changed_on is None
    live.desk.redo()
    live.desk.execute(BeginChange(decision(live).id))
    assert len(live.find(DecisionChange)) == 2


@pytest.mark.parametrize("status", [MeetingStatus.LIVE, MeetingStatus.DRAFT])
def test_a_decision_of_a_draft_is_changed_itself(live: LiveMeeting, status: MeetingStatus) -> None:
    live.desk.execute(change(live.meeting, status=status))

    for command in (BeginChange(decision(live).id), ChangeDecision(decision(live).id, values=COMPLETE)):
        with pytest.raises(MeetingDeskError, match="not finalised"):
            live.desk.execute(command)


def test_everybody_who_took_the_decision_or_lives_with_it_is_to_be_told(live: LiveMeeting) -> None:
    family_id = live.families[0].family.id
    harms = FamilyMember(
        family_id=family_id, person_id=live.person(4), role=FamilyRole.ALLEGED_PERPETRATOR, position=9
    )
    live.desk.execute(change(live.meeting, status=MeetingStatus.DRAFT))
    worker = live.invite("health_visiting", AttendanceStatus.PRESENT, "Nora Invented").professional_id
    live.desk.execute(
        AddRows(
            (
                harms,
                CoreGroupMember(meeting_id=live.meeting_id, family_id=family_id, professional_id=worker),
                Voice(
                    meeting_id=live.meeting_id,
                    family_id=family_id,
                    child_id=live.person(0),
                    feedback_by="Nora Invented",
                ),
            )
        )
    )
    live.desk.execute(change(live.meeting, status=MeetingStatus.APPROVED))

    assert told(live) == [
        "Invented police",
        "Invented school",
        "Invented health visiting",
        "Child 1, by Nora Invented",
        "Child 2, by somebody to be named",
        "Adult A",
        "Adult B, where it is safe",
    ]
    assert told(live, "marac")[-1] == "Adult A"


def test_who_was_told_is_found_in_what_was_noted() -> None:
    who = (ToTell("Police"), ToTell("Child 1", "by Nora"), ToTell("Child 12", "by Nora"), ToTell("Adult A"))

    assert not_told("police on Monday\nchild 12 at school", who) == (who[1], who[3])
    assert not_told("", who) == who
    assert not_told("Policeman", who[:1]) == who[:1]


def test_all_who_are_not_noted_yet_are_noted_in_one_step(live: LiveMeeting) -> None:
    live.desk.execute(BeginChange(decision(live).id))
    row = live.only(DecisionChange)
    live.desk.execute(change(row, told="Invented police, by phone"))

    live.desk.execute(AllAreTold(row.id, (ToTell("Invented police"), ToTell("Invented school"))))

    assert live.only(DecisionChange).told == "Invented police, by phone\nInvented school"
    live.desk.undo()
    assert live.only(DecisionChange).told == "Invented police, by phone"
