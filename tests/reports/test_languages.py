from __future__ import annotations

from dataclasses import replace

import pytest

from meetingdesk.domain.actions import Action, ActionFor
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.meetings import FormAnswer
from meetingdesk.domain.other_languages import ORIGIN
from meetingdesk.domain.people import Interpreter, Person, YesNo
from meetingdesk.domain.visibility import Visibility
from tests.reports.briefings.made import TODAY, facts_of, having, report_of, said_in

DEAF = "16_deaf_mother_signer_here"
OFFICE = Agency(key="reviewing", name="Reviewing service")


def _needing(interpreter: Interpreter = Interpreter.NEEDED, language: str = "Polish") -> MeetingFacts:
    facts = facts_of(DEAF)
    return having(facts, replace(_parent(facts), interpreter=interpreter, interpreter_language=language))


def _parent(facts: MeetingFacts) -> Person:
    from meetingdesk.app.documents.copying import reader_named

    key = reader_named(facts, "Adult A").person_id
    return next(row for row in facts.all(Person) if row.id == key)


def _asked_for(facts: MeetingFacts) -> MeetingFacts:
    task = Action(
        reference="A99",
        meeting_id=facts.meeting.id,
        family_id=facts.meeting.family_id,
        text="Have it translated",
        owner_agency_id=OFFICE.id,
        visibility=Visibility.V0,
        origin=ORIGIN,
    )
    return having(facts, OFFICE, task, ActionFor(action_id=task.id, person_id=_parent(facts).id))


@pytest.mark.parametrize("kind", [DocumentKind.FAMILY_COPY, DocumentKind.DECISION_LETTER])
def test_whoever_needs_another_language_reads_that_a_copy_in_it_was_asked_for(kind: DocumentKind) -> None:
    said = said_in(report_of(_asked_for(_needing()), kind, "Adult A"))

    assert "A copy of this in Polish was asked for. Reviewing service" in said


def test_nobody_is_told_that_it_was_asked_for_when_it_was_not() -> None:
    said = said_in(report_of(_needing(), DocumentKind.FAMILY_COPY, "Adult A"))

    assert "was asked for" not in said
    assert "for a copy of this in Polish, or for somebody who reads it to you" in said


def test_whoever_signs_is_told_how_to_have_it_explained() -> None:
    facts = _needing(Interpreter.SIGNER_NEEDED, "British Sign Language")

    said = said_in(report_of(facts, DocumentKind.FAMILY_COPY, "Adult A"))

    assert "to have this explained to you in British Sign Language" in said


def test_somebody_who_needs_no_other_language_reads_nothing_of_it() -> None:
    said = said_in(report_of(_needing(Interpreter.NOT_NEEDED), DocumentKind.FAMILY_COPY, "Adult A"))

    assert "Polish" not in said


def test_the_minutes_say_who_needs_it_and_who_sees_to_it() -> None:
    open_still = said_in(report_of(_needing(), DocumentKind.FULL_MINUTES))
    seen_to = said_in(report_of(_asked_for(_needing()), DocumentKind.FULL_MINUTES, "csc"))

    assert "Adult A: Needs Polish: nobody has been asked for it yet." in open_still
    assert "Adult A: Needs Polish: A99, Reviewing service." in seen_to


def test_the_minutes_say_that_the_record_of_last_time_was_confirmed() -> None:
    facts = facts_of(DEAF)
    row = FormAnswer(
        meeting_id=facts.meeting.id,
        section="record_of_last_time",
        question="of a version",
        text="Version 2 of the minutes of the last meeting is a correct record.",
        on_date=TODAY,
        answer=YesNo.YES,
    )

    said = said_in(report_of(having(facts, row), DocumentKind.FULL_MINUTES))

    assert (
        "Version 2 of the minutes of the last meeting is a correct record. Confirmed on Sun 22 Nov 2026."
        in said
    )
    assert "The record of last time" not in said_in(report_of(facts, DocumentKind.FULL_MINUTES))
