from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from meetingdesk.app.documents.copying import copy_for, reader_named
from meetingdesk.domain.actions import Action
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.copies.reader import CHAIR
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.information import Entry, EntryKind
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.people import PersonName
from meetingdesk.domain.risk import Reflection, RiskKind, RiskPoint
from meetingdesk.domain.visibility import Visibility
from reports.briefings.anonymous import Anonymous
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

SUMMARY = DocumentKind.LEARNING_SUMMARY
SCHOOL = Agency(key="school", name="Sample Hill Primary School")
TEACHER = Professional(name="Wilma Sampleford", agency_id=SCHOOL.id)


def _known() -> MeetingFacts:
    facts = facts_of(SIBLINGS)
    child = next(row for row in facts.all(PersonName))
    return having(
        facts, SCHOOL, TEACHER, replace(child, full="Rosalind Exampler", given="Rosalind", family="")
    )


def _say() -> Anonymous:
    return Anonymous(copy_for(_known(), CHAIR, TODAY))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Seen on Tuesday 3 November 2026 at 14:05", "Seen in November 2026"),
        ("Seen on 3rd of Nov", "Seen in November"),
        ("Seen on 03/11/2026 and 3.11.26", "Seen in November 2026 and November 2026"),
        ("Since 2026-11-03", "Since November 2026"),
        ("November 3, 2026 was the day", "November 2026 was the day"),
        ("Rang 01632 960001", "Rang a number"),
        ("Moved to 14 Invented Road, ZZ9 9ZZ", "Moved to a place, a place"),
        ("Sample Hill Primary School wrote", "School wrote"),
        ("May rose early and will be in the park", "May rose early and will be in the park"),
        ("Three of ten visits after 18:00", "Three of ten visits after 18:00"),
    ],
)
def test_days_become_months_and_places_and_numbers_go(typed: str, said: str) -> None:
    assert _say()(typed) == said


def test_names_become_designations_and_workers_what_they_are() -> None:
    said = _say()("Rosalind's teacher Wilma Sampleford told Ms Sampleford's deputy of Rosalind Exampler.")

    assert not {"Rosalind", "Wilma", "Sampleford", "Exampler"} & {word.strip("’'s.") for word in said.split()}
    assert "somebody of School" in said


def test_it_says_what_was_found_what_went_well_what_is_learned_and_what_changes() -> None:
    facts = _known()
    meeting, family = facts.meeting.id, facts.meeting.family_id
    facts = having(
        facts,
        Entry(meeting_id=meeting, family_id=family, kind=EntryKind.ANALYSIS, text="Rosalind was not heard"),
        RiskPoint(
            meeting_id=meeting, family_id=family, kind=RiskKind.STRENGTH, text="The school rang at once"
        ),
        RiskPoint(
            meeting_id=meeting, family_id=family, kind=RiskKind.COMPLICATING, text="Two files, no talk"
        ),
        Reflection(
            meeting_id=meeting, family_id=family, prompt="p", question="What was missed?", answer="The nights"
        ),
        Action(
            reference="A1",
            meeting_id=meeting,
            family_id=family,
            text="Read both files on 3 November 2026",
            owner_agency_id=SCHOOL.id,
            due_on=date(2026, 12, 4),
        ),
    )

    report = report_of(facts, SUMMARY)
    said = said_in(report)

    assert {"What was found", "What went well", "What stood in the way", "What is to be learned"} <= set(
        headings(report)
    )
    assert "Read both files in November 2026" in said
    assert "Dec 2026" in said
    assert "4 Dec" not in said
    assert "Rosalind" not in said


def test_its_pages_name_no_meeting_and_no_case() -> None:
    facts = facts_of(SIBLINGS)
    report = report_of(facts, SUMMARY)

    assert facts.meeting.reference not in said_in(report)
    assert report.subject == ""


def test_nothing_restricted_is_in_it() -> None:
    facts = facts_of(SIBLINGS)
    hidden = Entry(
        meeting_id=facts.meeting.id,
        family_id=facts.meeting.family_id,
        kind=EntryKind.ANALYSIS,
        text="Told in confidence",
        visibility=Visibility.V2,
    )

    assert "Told in confidence" not in said_in(report_of(having(facts, hidden), SUMMARY))


def test_it_holds_nothing_that_its_readers_may_not_have() -> None:
    facts = facts_of(SIBLINGS)
    assert reader_named(facts, "school")
    assert is_clean(facts, SUMMARY, "chair")
    assert is_clean(facts, SUMMARY, "school")
