from __future__ import annotations

from datetime import date

import pytest

from meetingdesk.app.live.review_answers import (
    Changed,
    DayAndWhy,
    day_and_why,
    name_and_why,
    named_action,
    what_changed,
)
from meetingdesk.app.live.reviewing import ReviewRow
from meetingdesk.domain.actions import Action
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.said_dates import read_date
from meetingdesk.domain.workdays import Nation
from tests.threads import book

TODAY = date(2026, 11, 20)


def reads(typed: str) -> date | None:
    said = read_date(typed, TODAY, book().calendar(Nation.ENG))
    return said.due_on if said is not None else None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("11 dec, contractor ill", DayAndWhy(date(2026, 12, 11), "contractor ill")),
        ("fri, 11 dec, contractor ill", DayAndWhy(date(2026, 12, 11), "contractor ill")),
        ("11 dec contractor ill", DayAndWhy(date(2026, 12, 11), "contractor ill")),
        ("in 2 weeks, ill, and away after", DayAndWhy(date(2026, 12, 4), "ill, and away after")),
        ("5wd, waiting", DayAndWhy(date(2026, 11, 27), "waiting")),
        ("11/12", DayAndWhy(date(2026, 12, 11))),
        ("contractor ill", DayAndWhy(None, "contractor ill")),
        ("contractor ill, 11 dec", DayAndWhy(None, "contractor ill, 11 dec")),
        ("", DayAndWhy(None)),
    ],
)
def test_a_day_stands_before_why(typed: str, expected: DayAndWhy) -> None:
    assert day_and_why(typed, reads) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", Changed("", YesNo.UNKNOWN)),
        ("sleeps through", Changed("sleeps through", YesNo.YES)),
        ("nothing", Changed("nothing", YesNo.NO)),
        ("Not yet.", Changed("Not yet.", YesNo.NO)),
        ("nothing is thrown any more", Changed("nothing is thrown any more", YesNo.YES)),
        ("no longer afraid", Changed("no longer afraid", YesNo.YES)),
        ("sleeps; look again 11 dec", Changed("sleeps", YesNo.YES, date(2026, 12, 11))),
        ("look again in 2 weeks", Changed("", YesNo.UNKNOWN, date(2026, 12, 4))),
        ("they look again at each other", Changed("they look again at each other", YesNo.YES)),
    ],
)
def test_what_changed_says_whether_it_was_seen_and_when_to_look_again(typed: str, expected: Changed) -> None:
    assert what_changed(typed, reads) == expected


def test_a_name_stands_before_why() -> None:
    assert name_and_why("hv, left the team, in June") == ("hv", "left the team, in June")
    assert name_and_why("hv") == ("hv", "")


def test_an_action_is_known_by_number_reference_or_words_of_its_own() -> None:
    row = _row
    agreed = (row("M-1-A07", "buy a cot"), row("M-1-A08", "see the school"))
    others = (row("M-1-A01", "see the GP"), row("M-1-A02", "visit at home"))

    assert named_action("2", agreed, others) is agreed[1]
    assert named_action("m-1-a02", agreed, others) is others[1]
    assert named_action("a01", agreed, others) is others[0]
    assert named_action("at  HOME", agreed, others) is others[1]
    for unclear in ("see the", "3", "nothing like it", ""):
        assert named_action(unclear, agreed, others) is None


def _row(reference: str, text: str) -> ReviewRow:
    return ReviewRow(Action(reference=reference, meeting_id=new_id(), text=text))
