from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from meetingdesk.domain.action_life import (
    AGES,
    Said,
    check_said,
    comes_back_on,
    cycle_of,
    days_overdue,
    is_to_be_checked,
    wants_escalation,
)
from meetingdesk.domain.actions import Action, ActionStatus, NotCompleted
from meetingdesk.domain.workdays import Calendar, Nation, load_closures
from meetingdesk.errors import MeetingDeskError

ENGLAND = Calendar(Nation.ENG, load_closures())


def _action(due: date | None = None, **more: object) -> Action:
    return Action(meeting_id=uuid4(), reference="M-1-A01", text="Visit", due_on=due, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "cycle"),
    [
        ("weekly", (1, "week")),
        ("every week", (1, "week")),
        ("every other week", (2, "week")),
        ("every 3 months", (3, "month")),
        ("Fortnightly", (2, "week")),
        ("each term", (4, "month")),
        ("daily", (1, "day")),
        ("yearly", (12, "month")),
        ("now and then", None),
        ("every 0 days", None),
        ("", None),
    ],
)
def test_how_often_something_comes_back_is_read_as_people_say_it(
    said: str, cycle: tuple[int, str] | None
) -> None:
    assert cycle_of(said) == cycle


def test_a_standing_commitment_comes_back_on_a_working_day() -> None:
    assert comes_back_on("monthly", date(2026, 11, 20), ENGLAND) == date(2026, 12, 18)
    assert comes_back_on("weekly", date(2026, 12, 18), ENGLAND) == date(2026, 12, 24)
    assert comes_back_on("when there is time", date(2026, 12, 18), ENGLAND) is None


def test_a_commitment_of_every_day_goes_on_over_the_weekend() -> None:
    assert comes_back_on("daily", date(2026, 11, 20), ENGLAND) == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("today", "days"),
    [(date(2026, 11, 20), 0), (date(2026, 11, 21), 1), (date(2026, 11, 23), 1), (date(2026, 12, 18), 20)],
)
def test_what_is_overdue_is_counted_in_working_days_and_never_as_none(today: date, days: int) -> None:
    assert days_overdue(_action(date(2026, 11, 20)), today, ENGLAND) == days


def test_what_is_closed_or_has_no_day_is_not_overdue() -> None:
    done = _action(date(2026, 11, 20), status=ActionStatus.COMPLETED)

    assert days_overdue(done, date(2026, 12, 20), ENGLAND) == 0
    assert days_overdue(_action(), date(2026, 12, 20), ENGLAND) == 0


def test_every_number_of_days_is_of_one_age() -> None:
    assert all(sum(age.holds(days) for age in AGES) == 1 for days in range(1, 500))


def test_what_failed_needs_a_next_step_but_an_agency_that_did_not_act_needs_none() -> None:
    check_said(ActionStatus.NOT_COMPLETED, Said(NotCompleted.AGENCY_DID_NOT_ACT))
    check_said(ActionStatus.NOT_COMPLETED, Said(NotCompleted.CIRCUMSTANCES_CHANGED, next_step="Moved away"))

    for reason in (NotCompleted.CIRCUMSTANCES_CHANGED, NotCompleted.SERVICE_UNAVAILABLE, NotCompleted.UNSAFE):
        with pytest.raises(MeetingDeskError, match="next step"):
            check_said(ActionStatus.NOT_COMPLETED, Said(reason))


def test_what_was_done_is_looked_at_again_from_its_day_on() -> None:
    done = _action(status=ActionStatus.COMPLETED, check_again_on=date(2026, 12, 1))

    assert not is_to_be_checked(done, date(2026, 11, 30))
    assert is_to_be_checked(done, date(2026, 12, 1))
    assert not is_to_be_checked(_action(check_again_on=date(2026, 12, 1)), date(2026, 12, 1))


def test_escalation_is_offered_after_as_many_carries_as_the_place_says() -> None:
    assert wants_escalation(_action(carried=2), 2)
    assert not wants_escalation(_action(carried=1), 2)
    assert not wants_escalation(_action(carried=5, status=ActionStatus.COMPLETED), 2)
