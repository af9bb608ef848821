from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from meetingdesk.app.documents.clocks_of_documents import (
    due_under,
    late_words,
    minutes_follow,
    say_short_day,
)
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.workdays import Calendar, Nation
from tests.ui.meeting.seeds import book

K = DocumentKind
FRIDAY = date(2026, 11, 20)
ENGLAND = Calendar(Nation.ENG)


def held(type_id: str, **values: object) -> Meeting:
    return Meeting(reference="x", type_id=type_id, held_on=FRIDAY, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("type_id", "kind", "wanted"),
    [
        ("icpc", K.DECISION_LETTER, (date(2026, 11, 23), "letter")),
        ("icpc", K.FULL_MINUTES, (date(2026, 12, 18), "minutes")),
        ("core_group", K.FULL_MINUTES, (date(2026, 12, 4), "cg_minutes")),
        ("marac", K.CASE_LIST, (date(2026, 11, 10), "marac_agenda_before")),
        ("icpc", K.AGENDA, None),
    ],
)
def test_each_document_leaves_by_its_own_rule(
    type_id: str, kind: DocumentKind, wanted: tuple[date, str] | None
) -> None:
    found = due_under(held(type_id), book().meeting_types[type_id], book().policy(Nation.ENG), ENGLAND, kind)

    assert (found and (found.by, found.rule)) == wanted


def test_a_clock_from_the_end_of_a_meeting_waits_for_its_end() -> None:
    kind, policy = book().meeting_types["marac"], book().policy(Nation.ENG)
    ended = held("marac", ended_at=datetime(2026, 11, 20, 17, 0, tzinfo=UTC))

    assert due_under(held("marac"), kind, policy, ENGLAND, K.ACTION_LIST) is None
    found = due_under(ended, kind, policy, ENGLAND, K.ACTION_LIST)
    assert found is not None
    assert found.by >= FRIDAY


def test_minutes_are_due_on_a_working_day_by_which_they_can_leave() -> None:
    found = due_under(
        Meeting(reference="x", type_id="icpc", held_on=date(2026, 12, 4)),
        book().meeting_types["icpc"],
        book().policy(Nation.ENG),
        ENGLAND,
        K.FULL_MINUTES,
    )

    assert found is not None
    assert ENGLAND.is_working_day(found.by)


@pytest.mark.parametrize(
    ("left_on", "today", "wanted"),
    [
        (None, date(2026, 12, 16), "due in 2 working days"),
        (None, date(2026, 12, 17), "due in 1 working day"),
        (None, date(2026, 12, 18), "due today"),
        (None, date(2026, 12, 19), "late, though by no working day"),
        (None, date(2026, 12, 23), "late by 3 working days"),
        (date(2026, 12, 18), date(2027, 1, 8), "left in time"),
        (date(2026, 12, 21), date(2027, 1, 8), "left late by 1 working day"),
    ],
)
def test_how_a_document_stands_against_its_day_is_said_in_working_days(
    left_on: date | None, today: date, wanted: str
) -> None:
    assert late_words(date(2026, 12, 18), left_on, today, ENGLAND) == wanted


def test_without_a_day_nothing_is_late_and_nothing_follows() -> None:
    assert late_words(None, None, FRIDAY, ENGLAND) == ""
    assert minutes_follow(None) == ""


def test_a_notice_says_when_the_minutes_follow() -> None:
    assert minutes_follow(date(2026, 12, 18)) == "Minutes follow by Fri 18 Dec."
    assert say_short_day(date(2026, 12, 18)) == "Fri 18 Dec"
