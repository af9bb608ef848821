from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.gaps_in_file import gaps_in_file
from meetingdesk.app.interchange import MeetingFile
from meetingdesk.app.interchange.rows_of_meeting import rows_of_meeting
from meetingdesk.app.live.gaps_at import gaps_in
from meetingdesk.app.meeting_rows import MeetingRows
from meetingdesk.domain.actions import Action, ActionFor
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.chronology import Event
from meetingdesk.domain.decisions import AgencyView, CoreGroupMember, Decision, PlanPoint
from meetingdesk.domain.families import FamilyMember
from meetingdesk.domain.gaps.gap import Gap
from meetingdesk.domain.information import Entry, InformationRequest, RequestState, SharingDecision
from meetingdesk.domain.meetings import AgendaPoint, Meeting, MeetingCase
from meetingdesk.domain.people import Interpreter, Person, YesNo
from meetingdesk.domain.risk import FamilyView
from meetingdesk.domain.rows import Row
from meetingdesk.domain.voice import SeenAlone, Voice, VoiceWords
from meetingdesk.domain.workdays import Nation
from tests.gaps.random_meetings import meeting_files

WORDS = "Said in a line."
SOON = date(2026, 12, 4)
CHILDREN = ("child", "unborn", "sibling_not_subject")
KEEP_THEIR_ORDER = (FamilyMember, MeetingCase, AgendaPoint)
"""Rows whose order is what is recorded: who is named first, which case is heard first."""

searching = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@dataclass(frozen=True)
class Added:
    """What is said now of a row, and the gaps that ask for exactly that."""

    kind: type[Row]
    values: dict[str, Any]
    codes: tuple[str, ...]


ADDED = [
    Added(Attendance, {"absence_meant": WORDS}, ("agency_absent", "absence_cost", "agency_not_back")),
    Added(Meeting, {"next_on": SOON}, ("next_date",)),
    Added(Meeting, {"quorum_reason": WORDS}, ("quorum_without_reason",)),
    Added(Meeting, {"late_reason": WORDS}, ("late_without_reason",)),
    Added(Voice, {"observed": WORDS}, ("voice_empty",)),
    Added(Voice, {"likely_life": WORDS}, ("likely_life",)),
    Added(Voice, {"seen_on": SOON}, ("last_seen", "weekly_visit_missed")),
    Added(Voice, {"alone": SeenAlone.ALONE}, ("seen_alone",)),
    Added(Voice, {"impact": WORDS}, ("what_it_changed",)),
    Added(Voice, {"feedback_by": WORDS}, ("who_tells",)),
    Added(Voice, {"advocate_offered": YesNo.YES}, ("advocate_not_offered",)),
    Added(Voice, {"day_night": WORDS}, ("day_empty", "voice_empty")),
    Added(VoiceWords, {"answered_how": WORDS}, ("help_not_answered",)),
    Added(InformationRequest, {"reason": WORDS}, ("without_reason",)),
    Added(
        InformationRequest,
        {"state": RequestState.ANSWERED},
        (
            "not_answered",
            "agency_not_asked",
            "gp_not_asked",
            "involvement_unconfirmed",
            "elsewhere_unchecked",
        ),
    ),
    Added(Entry, {"means_for_child": WORDS}, ("means_for_child",)),
    Added(SharingDecision, {"bases": ("6-1-e",)}, ("sharing_without_basis",)),
    Added(Decision, {"rationale": WORDS}, ("decision_without_reason",)),
    Added(Decision, {"missing_information": WORDS}, ("decision_without_missing",)),
    Added(Decision, {"threshold_met": YesNo.YES}, ("threshold_not_answered",)),
    Added(Decision, {"categories": ("NEG",)}, ("decision_without_category",)),
    Added(AgencyView, {"reason": WORDS}, ("dissent_without_reason",)),
    Added(Challenge, {"stage": "manager"}, ("challenge_without_stage",)),
    Added(Challenge, {"child_safe_meanwhile": YesNo.YES}, ("safe_meanwhile",)),
    Added(Action, {"due_on": SOON}, ("action_without_day", "action_in_the_past")),
    Added(PlanPoint, {"contingency": WORDS}, ("no_contingency",)),
    Added(PlanPoint, {"success": WORDS}, ("no_success",)),
    Added(PlanPoint, {"milestone": WORDS}, ("no_milestone",)),
    Added(CoreGroupMember, {"is_lead": True}, ("no_lead", "no_lead_professional")),
    Added(CoreGroupMember, {"visits_every": "week"}, ("no_visits",)),
    Added(FamilyView, {"words": WORDS}, ("views_missing",)),
    Added(FamilyView, {"action_observed": WORDS}, ("willingness_alone", "step_down_on_words")),
    Added(Person, {"safe_to_call": YesNo.YES}, ("safe_contact",)),
    Added(Person, {"interpreter": Interpreter.NOT_NEEDED}, ("interpreter_not_asked", "interpreter_missing")),
    Added(
        Person,
        {"ethnicity": WORDS, "religion": WORDS, "first_language": "English"},
        ("identity_not_asked",),
    ),
    Added(Event, {"grade": "high"}, ("incident_not_graded",)),
    Added(Event, {"told": WORDS}, ("incident_told_nobody",)),
    Added(Event, {"significance": WORDS}, ("incidents_add_up",)),
]


def found(rows: MeetingRows) -> tuple[Gap, ...]:
    kind = rulebook().meeting_types[rows.meeting.type_id]
    return gaps_in(rows, kind, rulebook().policy(Nation.ENG))


def the_meeting(file: MeetingFile) -> MeetingRows:
    return rows_of_meeting(file, next(row for row in file.of(Meeting) if row.reference == "Now"))


def with_rows(rows: MeetingRows, kind: type[Row], changed: tuple[Row, ...]) -> MeetingRows:
    meeting = changed[0] if kind is Meeting else rows.meeting
    assert isinstance(meeting, Meeting)
    return MeetingRows(meeting, {**rows.rows, kind: changed})


@searching
@given(file=meeting_files(), place=st.integers(0, 5))
def test_saying_something_never_adds_a_gap_about_it(file: MeetingFile, place: int) -> None:
    rows = the_meeting(file)
    before = {gap.key for gap in found(rows)}

    for added in ADDED:
        own = rows.all(added.kind)
        if place < len(own):
            said = (*own[:place], replace(own[place], **added.values), *own[place + 1 :])
            after = found(with_rows(rows, added.kind, said))
            assert {gap.key for gap in after if gap.code in added.codes} <= before, added


@searching
@given(file=meeting_files())
def test_naming_who_decided_or_who_does_it_never_adds_a_gap_about_that(file: MeetingFile) -> None:
    rows = the_meeting(file)
    before = {gap.key for gap in found(rows)}
    worker = file.of(Professional)[0].id
    decided = tuple(replace(row, decided_by_id=worker) for row in rows.all(Decision))
    done = tuple(replace(row, owner_id=worker) for row in rows.all(Action))

    named = with_rows(with_rows(rows, Decision, decided), Action, done)

    asks = ("decision_without_decider", "action_without_owner", "victim_responsible")
    assert {gap.key for gap in found(named) if gap.code in asks} <= before


@searching
@given(file=meeting_files())
def test_an_action_for_every_child_leaves_none_out(file: MeetingFile) -> None:
    rows = the_meeting(file)
    children = [row.person_id for row in rows.all(FamilyMember) if row.role in CHILDREN]
    actions = rows.all(Action)
    everybody = tuple(ActionFor(action_id=one.id, person_id=key) for one in actions for key in children)

    codes = {gap.code for gap in found(with_rows(rows, ActionFor, everybody))}

    assert not codes & {"child_not_reached", "one_sibling_only"}


@searching
@given(file=meeting_files(), seed=st.integers(0, 1_000))
def test_the_order_of_the_rows_does_not_matter(file: MeetingFile, seed: int) -> None:
    rows = the_meeting(file)
    mixed: dict[type[Row], tuple[Row, ...]] = {}
    for kind, own in rows.rows.items():
        shuffled = list(own)
        if kind not in KEEP_THEIR_ORDER:
            Random(seed).shuffle(shuffled)
        mixed[kind] = tuple(shuffled)

    assert set(found(MeetingRows(rows.meeting, mixed))) == set(found(rows))


@searching
@given(file=meeting_files())
def test_whoever_asks_twice_gets_the_same_answer(file: MeetingFile) -> None:
    assert gaps_in_file(file, "Now").gaps == gaps_in_file(file, "Now").gaps
