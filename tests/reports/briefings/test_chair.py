from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from meetingdesk.app.documents.copying import copy_for, reader_named
from meetingdesk.domain.actions import Action, ActionStatus
from meetingdesk.domain.attendance import Attendance, Exclusion, ExclusionGround
from meetingdesk.domain.challenge import Challenge, ChallengeStage
from meetingdesk.domain.copies.before import NOTHING
from meetingdesk.domain.gaps.earlier import Earlier
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import Voice
from tests.reports.briefings.made import (
    SIBLINGS,
    TODAY,
    facts_of,
    having,
    headings,
    is_clean,
    report_of,
    said_in,
)

BRIEFING = DocumentKind.CHAIR_BRIEFING


def _before(facts: MeetingFacts) -> Meeting:
    day = (facts.meeting.held_on or TODAY) - timedelta(days=30)
    return replace(facts.meeting, id=new_id(), reference="The one before", held_on=day, sequence=0)


def _with_earlier(*texts: tuple[str, ActionStatus]) -> MeetingFacts:
    facts = facts_of(SIBLINGS)
    before = _before(facts)
    agreed = tuple(
        Action(
            reference=f"A{number}",
            meeting_id=before.id,
            family_id=facts.meeting.family_id,
            text=text,
            due_on=date(2026, 1, 5),
            status=status,
        )
        for number, (text, status) in enumerate(texts)
    )
    return replace(facts, earlier=(Earlier(before, {Action: agreed}),))


def test_it_says_who_was_asked_and_what_is_missing_and_due() -> None:
    report = report_of(facts_of(SIBLINGS), BRIEFING)

    assert {"Who is asked", "What is missing", "Each child so far"} <= set(headings(report))


def test_what_earlier_meetings_left_open_is_there_and_what_was_done_is_not() -> None:
    facts = _with_earlier(("Fit the lock", ActionStatus.OPEN), ("Buy a cot", ActionStatus.COMPLETED))

    said = said_in(report_of(facts, BRIEFING))

    assert "Fit the lock" in said
    assert "One action is open, past its day" in said
    assert "Buy a cot" not in said


def test_what_nobody_left_open_has_no_heading() -> None:
    assert "Left open by earlier meetings" not in headings(report_of(facts_of(SIBLINGS), BRIEFING))


def test_somebody_who_is_kept_out_is_told_with_the_part_and_who_decided() -> None:
    facts = facts_of(SIBLINGS)
    person = next(iter(facts.people))
    row = Exclusion(
        meeting_id=facts.meeting.id,
        person_id=person,
        ground=ExclusionGround.OTHERS_SILENCED,
        sections=("restricted",),
        evidence="What the grandmother told of him in the corridor",
    )

    said = said_in(report_of(having(facts, row), BRIEFING))

    assert "is kept out of “Closed part”, because others could not speak; nobody has decided it yet" in said
    assert "in the corridor" not in said


def test_an_interest_that_was_declared_is_the_chairs_to_know() -> None:
    facts = facts_of(SIBLINGS)
    row = replace(facts.all(Attendance)[0], conflict_of_interest="Lives next door")
    facts = having(facts, row)

    assert "Interest declared: Lives next door" in said_in(report_of(facts, BRIEFING))
    assert "Lives next door" not in said_in(report_of(facts, BRIEFING, "school"))


def test_a_difference_of_an_earlier_meeting_stays_until_it_is_settled() -> None:
    facts = facts_of(SIBLINGS)
    before = _before(facts)
    open_one = Challenge(meeting_id=before.id, text="The visits are too few")
    settled = Challenge(meeting_id=before.id, text="The room was too small", resolved_on=TODAY)
    stage = ChallengeStage(challenge_id=open_one.id, stage="manager", due_on=date(2026, 12, 1))
    rows = {Challenge: (open_one, settled), ChallengeStage: (stage,)}

    said = said_in(report_of(replace(facts, earlier=(Earlier(before, rows),)), BRIEFING))

    assert "The visits are too few. Stage: manager, to be settled by Tue 1 Dec 2026" in said
    assert "The room was too small" not in said


def test_a_child_of_whom_this_meeting_knows_nothing_is_told_as_last_time() -> None:
    facts = facts_of(SIBLINGS)
    before = _before(facts)
    child = reader_named(facts, "Child 1").person_id
    assert child is not None
    last = Voice(meeting_id=before.id, child_id=child, seen_on=date(2026, 10, 1), wants="To stay at Nan's")
    bare = replace(facts, rows={**facts.rows, Voice: ()}, earlier=(Earlier(before, {Voice: (last,)}),))

    said = said_in(report_of(bare, BRIEFING))

    assert "Last seen Thu 1 Oct 2026" in said
    assert "Wants: To stay at Nan's" in said


def test_a_working_note_of_an_earlier_meeting_is_nobodys() -> None:
    facts = facts_of(SIBLINGS)
    before = _before(facts)
    note = Challenge(meeting_id=before.id, text="Mine alone", visibility=Visibility.V5)

    said = said_in(report_of(replace(facts, earlier=(Earlier(before, {Challenge: (note,)}),)), BRIEFING))

    assert "Mine alone" not in said


def test_nobody_but_the_chair_is_told_what_is_missing() -> None:
    facts = facts_of(SIBLINGS)

    assert copy_for(facts, reader_named(facts, "chair"), TODAY).before.missing
    assert copy_for(facts, reader_named(facts, "school"), TODAY).before is NOTHING


@pytest.mark.parametrize("name", ["15_three_siblings", "09_long_list_without_idva", "24_core_groups"])
def test_it_holds_nothing_that_the_chair_may_not_have(name: str) -> None:
    assert is_clean(facts_of(name), BRIEFING, "chair")
