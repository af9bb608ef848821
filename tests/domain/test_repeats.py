from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from meetingdesk.domain.meetings import MeetingCase
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.repeats import is_repeat
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.rulebook import Rulebook, load_rulebook
from meetingdesk.domain.workdays import Nation

LAST = date(2025, 11, 20)


@cache
def book() -> Rulebook:
    return load_rulebook()


def case(**values: Any) -> MeetingCase:
    return MeetingCase(meeting_id=new_id(), family_id=new_id(), **values)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, False),
        ({"last_referred_on": LAST}, False),
        ({"incident_on": LAST}, False),
        ({"last_referred_on": LAST, "incident_on": date(2025, 11, 19)}, False),
        ({"last_referred_on": LAST, "incident_on": LAST}, True),
        ({"last_referred_on": LAST, "incident_on": date(2026, 11, 20)}, True),
        ({"last_referred_on": LAST, "incident_on": date(2026, 11, 21)}, False),
        ({"last_referred_on": date(2024, 2, 29), "incident_on": date(2025, 2, 28)}, True),
        ({"last_referred_on": date(2024, 2, 29), "incident_on": date(2025, 3, 1)}, False),
        ({"last_referred_on": LAST, "incident_on": LAST, "is_repeat": YesNo.NO}, False),
        ({"is_repeat": YesNo.YES}, True),
        ({"criteria": ("repeat",)}, True),
    ],
)
def test_a_case_is_a_repeat_as_somebody_said_or_else_as_its_days_say(
    values: dict[str, Any], expected: bool
) -> None:
    found = is_repeat(case(**values), book().policy(Nation.ENG), book().calendar(Nation.ENG))

    assert found is expected


def test_without_a_policy_only_what_was_said_counts() -> None:
    by_days = case(last_referred_on=LAST, incident_on=LAST)

    assert not is_repeat(by_days, None, None)
    assert is_repeat(case(is_repeat=YesNo.YES), None, None)
