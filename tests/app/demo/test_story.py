from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import cache
from itertools import pairwise
from typing import Any, TypeVar

import pytest

from meetingdesk.app.demo import demo_rows
from meetingdesk.app.demo.rules import policy, rules
from meetingdesk.app.kept_definitions import copy_of
from meetingdesk.domain.actions import NEXT_STATUS, Action, ActionStatus, ActionStep, NotCompleted
from meetingdesk.domain.agencies import Staff
from meetingdesk.domain.attendance import Exclusion
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.decisions import AgencyView, Decision, View
from meetingdesk.domain.document_life import is_apart
from meetingdesk.domain.documents import Acknowledgement, Distribution, Document
from meetingdesk.domain.families import (
    SUBJECT_ROLES,
    Family,
    FamilyMember,
    FamilyRole,
    Relationship,
    RelationshipKind,
)
from meetingdesk.domain.information import Entry, EntryKind, EntryReader, InformationRequest, RequestState
from meetingdesk.domain.meetings import DefinitionCopy, Meeting, MeetingCase, MeetingStatus
from meetingdesk.domain.model import ROW_OF_TABLE, ROWS
from meetingdesk.domain.people import (
    AddressWithheld,
    ContactWithheld,
    Interpreter,
    NameKind,
    Person,
    PersonName,
)
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import shape_of
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import Voice, VoiceWords
from meetingdesk.storage.unit_of_work import gated

FRIDAY = date(2026, 11, 20)
SUNDAY_AFTER_CHRISTMAS = date(2026, 12, 27)

R = TypeVar("R", bound=Row)


@cache
def story(today: date = FRIDAY) -> tuple[Row, ...]:
    return tuple(demo_rows(today))


def rows_of(kind: type[R], today: date = FRIDAY) -> list[R]:
    return [row for row in story(today) if isinstance(row, kind)]


def texts(rows: Iterable[Row]) -> Iterable[str]:
    for row in rows:
        if isinstance(row, DefinitionCopy):
            continue
        for field in fields(row):
            value: Any = getattr(row, field.name)
            if isinstance(value, str):
                yield value


def test_every_kind_of_row_occurs_but_people_at_the_desk() -> None:
    found = {type(row) for row in story()}

    assert found == set(ROWS) - {Staff}


def test_the_same_day_tells_the_same_story() -> None:
    assert tuple(demo_rows(FRIDAY)) == story()


@pytest.mark.parametrize("today", [SUNDAY_AFTER_CHRISTMAS, date(2028, 2, 29), date(2027, 1, 1)])
def test_the_story_can_be_told_on_any_day(today: date) -> None:
    assert len(story(today)) == len(story())
    assert not [row for row in rows_of(Meeting, today) if row.held_on and row.held_on.weekday() > 4]


def test_each_row_stands_after_the_rows_it_points_to_and_nothing_points_nowhere() -> None:
    order = [ROWS.index(type(row)) for row in story()]
    known = {(type(row), row.id) for row in story()}

    assert order == sorted(order)
    for row in story():
        for shape in shape_of(type(row)):
            target = getattr(row, shape.name)
            if shape.link and target is not None:
                assert (ROW_OF_TABLE[shape.link], target) in known, f"{row.table}.{shape.name}"


def test_nothing_is_unique_twice() -> None:
    for kind in ROWS:
        for names in kind.unique:
            found = Counter(tuple(getattr(row, name) for name in names) for row in rows_of(kind))
            assert not [key for key, count in found.items() if count > 1], f"{kind.table} {names}"


def test_the_text_gate_changes_nothing() -> None:
    for row in story():
        assert gated(row) == row


def test_telephones_postcodes_and_addresses_are_of_the_invented_kind() -> None:
    everything = "\n".join(texts(story()))

    assert not re.findall(r"\b0(?!1632 960\d{3})\d{3,4} ?\d{3}", everything)
    assert not re.findall(r"\b(?!ZZ)[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b", everything)
    assert not [found for found in re.findall(r"@([\w.]+)", everything) if not found.endswith(".example")]
    assert not re.findall(r"https?://|www\.", everything)
    assert "01632 960" in everything
    assert "ZZ" in everything


def test_no_day_of_the_story_was_left_unwritten() -> None:
    assert not [text for text in texts(story()) if re.search(r"[{}]", text)]


def test_every_person_has_a_role_and_every_family_a_child_or_a_victim() -> None:
    roles = defaultdict(set)
    for member in rows_of(FamilyMember):
        roles[member.person_id].add(member.role)
    of_family = defaultdict(set)
    for member in rows_of(FamilyMember):
        of_family[member.family_id].add(member.role)

    assert {person.id for person in rows_of(Person)} == set(roles)
    assert {family.id for family in rows_of(Family)} == set(of_family)
    assert all(held & (SUBJECT_ROLES | {FamilyRole.VICTIM}) for held in of_family.values())


def test_whoever_has_no_name_has_a_label() -> None:
    named = {name.person_id for name in rows_of(PersonName)}

    assert all(person.label for person in rows_of(Person) if person.id not in named)
    assert [person for person in rows_of(Person) if not person.is_identified]


def test_twins_an_unborn_child_and_interpreters_are_there() -> None:
    people = rows_of(Person)

    assert any(row.kind is RelationshipKind.TWIN_OF for row in rows_of(Relationship))
    assert all(person.mother_id for person in people if person.expected_date)
    assert {Interpreter.NEEDED, Interpreter.SIGNER_NEEDED} <= {person.interpreter for person in people}


def test_names_of_five_languages_are_there_in_their_own_writing() -> None:
    names = [name.full for name in rows_of(PersonName)]
    other = {name.language for name in rows_of(PersonName) if name.kind is NameKind.OTHER_SCRIPT}

    assert {"ur", "bn"} <= other
    assert any("Ł" in name for name in names)
    assert any("ễ" in name for name in names)
    assert any("Enghraifft" in name for name in names)


def test_withheld_places_name_from_whom() -> None:
    assert len(rows_of(AddressWithheld)) >= 2
    assert len(rows_of(ContactWithheld)) >= 2
    assert rows_of(Exclusion)


def test_todays_marac_has_eighteen_cases_those_with_children_first() -> None:
    today = next(row for row in rows_of(Meeting) if row.type_id == "marac" and row.held_on == FRIDAY)
    cases = sorted(
        (case for case in rows_of(MeetingCase) if case.meeting_id == today.id), key=lambda case: case.position
    )
    children = {member.family_id for member in rows_of(FamilyMember) if member.role in SUBJECT_ROLES}
    with_children = [case.family_id in children for case in cases]

    assert today.status is MeetingStatus.PLANNED
    assert len(cases) == 18
    assert with_children == sorted(with_children, reverse=True)
    assert all(case.reason for case in cases)


def test_requests_have_all_five_states_and_entries_all_kinds_and_classes() -> None:
    assert {request.state for request in rows_of(InformationRequest)} == set(RequestState)
    assert {entry.kind for entry in rows_of(Entry)} == set(EntryKind)
    assert {entry.visibility for entry in rows_of(Entry)} == set(Visibility) - {Visibility.V5}


def test_restricted_entries_say_why_and_for_whom() -> None:
    readers = {reader.entry_id for reader in rows_of(EntryReader)}
    narrow = {Visibility.V2, Visibility.V4}

    for entry in rows_of(Entry):
        if entry.visibility in narrow:
            assert entry.visibility_reason, entry.text
            assert entry.id in readers, entry.text


def test_each_child_of_a_family_that_met_has_a_voice_of_its_own() -> None:
    held = {row.id: row for row in rows_of(Meeting) if row.family_id and row.began_at}
    voices = {(voice.meeting_id, voice.child_id) for voice in rows_of(Voice)}
    children = defaultdict(set)
    for member in rows_of(FamilyMember):
        if member.role in SUBJECT_ROLES:
            children[member.family_id].add(member.person_id)

    for meeting in held.values():
        assert meeting.family_id is not None
        for child in children[meeting.family_id]:
            if meeting.type_id in ("icpc", "prebirth", "rcpc", "core_group", "strategy", "transfer_in"):
                assert (meeting.id, child) in voices, meeting.reference


def test_words_about_a_parent_are_restricted() -> None:
    words = rows_of(VoiceWords)

    assert {Visibility.V1, Visibility.V2} <= {row.visibility for row in words}
    assert all(row.visibility is Visibility.V2 for row in words if row.about_parent_id)


def test_actions_went_the_ways_that_actions_go() -> None:
    trail = defaultdict(list)
    for step in rows_of(ActionStep):
        trail[step.action_id].append(step)

    for action in rows_of(Action):
        steps = trail[action.id]
        assert steps[0].from_status is None
        for before, step in pairwise(steps):
            assert step.from_status is before.to_status
            assert step.at > before.at, action.reference
            if step.to_status is not before.to_status:
                assert step.to_status in NEXT_STATUS[before.to_status], action.reference
        assert steps[-1].to_status is action.status
        assert bool(action.completed_on) is (action.status is ActionStatus.COMPLETED)
        assert bool(action.evidence) or action.status is not ActionStatus.COMPLETED
        assert steps[-1].at.date() <= FRIDAY, action.reference


def test_the_lists_of_the_office_have_something_in_them() -> None:
    actions = rows_of(Action)
    reasons = {action.not_completed for action in actions}
    acknowledged = {row.distribution_id for row in rows_of(Acknowledgement)}

    assert len([action for action in actions if action.is_overdue(FRIDAY)]) >= 8
    assert len([action for action in actions if action.carried >= 2]) >= 2
    assert {NotCompleted.CIRCUMSTANCES_CHANGED, NotCompleted.AGENCY_DID_NOT_ACT} <= reasons
    assert any(action.status is ActionStatus.UNCONFIRMED for action in actions)
    assert len([row for row in rows_of(Distribution) if row.id not in acknowledged]) >= 5
    assert [row for row in rows_of(Meeting) if row.status is MeetingStatus.DRAFT]
    assert len([row for row in rows_of(Meeting) if row.held_on == FRIDAY]) >= 2
    assert [row for row in rows_of(Challenge) if row.resolved_on is None]


def test_meetings_keep_to_their_types() -> None:
    types = rules().meeting_types
    kind_of = {row.id: types[row.type_id] for row in rows_of(Meeting)}

    for row in rows_of(Entry):
        assert kind_of[row.meeting_id].section(row.section), row.text
    for decision in rows_of(Decision):
        assert kind_of[decision.meeting_id].decision(decision.outcome), decision.text
    for document in rows_of(Document):
        assert is_apart(document) or document.kind in kind_of[document.meeting_id].documents
    copies = {row.id: row.digest for row in rows_of(DefinitionCopy)}
    for meeting in rows_of(Meeting):
        assert meeting.type_copy_id is not None
        assert copies[meeting.type_copy_id] == copy_of(types[meeting.type_id]).digest
        assert meeting.policy_id == policy().profile


def test_threads_go_from_strategy_to_review_and_know_what_came_before() -> None:
    meetings = {row.id: row for row in rows_of(Meeting)}
    family = next(row for row in rows_of(Family) if row.reference.endswith("-0142"))
    thread = sorted(
        (row for row in meetings.values() if row.family_id == family.id), key=lambda row: str(row.held_on)
    )

    assert [row.type_id for row in thread] == ["strategy", "icpc", "core_group", "core_group", "rcpc"]
    assert [row.sequence for row in thread] == [1, 1, 1, 2, 1]
    assert thread[3].previous_id == thread[2].id
    assert thread[-1].status is MeetingStatus.PLANNED


@pytest.mark.parametrize("today", [FRIDAY, SUNDAY_AFTER_CHRISTMAS])
def test_nothing_has_happened_that_is_still_to_come(today: date) -> None:
    this_morning = datetime(today.year, today.month, today.day, tzinfo=UTC)

    for row in story(today):
        for field in fields(row):
            value = getattr(row, field.name)
            assert not isinstance(value, datetime) or value < this_morning, f"{row.table}.{field.name}"


def test_agencies_agree_disagree_abstain_and_are_absent() -> None:
    assert {View.AGREES, View.DISAGREES, View.ABSTAINS, View.ABSENT} <= {
        row.view for row in rows_of(AgencyView)
    }
