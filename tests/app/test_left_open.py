from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.left_open import LONGEST_CHAIN, earlier_of, open_of_thread
from meetingdesk.domain.actions import Action, ActionStatus
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting, Series
from meetingdesk.domain.rows import new_id
from tests.samples import add

FIRST, SECOND, THIRD = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)


def met(on: date | None, **where: Any) -> Meeting:
    return Meeting(reference=f"T-{new_id().hex[-12:]}", type_id="core_group", held_on=on, **where)


def agreed(meeting: Meeting, text: str, **values: Any) -> Action:
    return Action(reference=f"A-{new_id().hex[-12:]}", meeting_id=meeting.id, text=text, **values)


@pytest.fixture
def family(desk: Desk) -> Family:
    family = Family(reference="F-1")
    add(desk.store, family)
    return family


def earlier(desk: Desk, meeting: Meeting) -> frozenset[object]:
    with desk.reading() as reading:
        return frozenset(earlier_of(reading, meeting))


def texts(desk: Desk, meeting: Meeting) -> list[str]:
    with desk.reading() as reading:
        return [action.text for action in open_of_thread(reading, meeting)]


def test_the_oldest_due_stand_first_and_what_is_closed_does_not_stand_there(
    desk: Desk, family: Family
) -> None:
    first, second = met(FIRST, family_id=family.id), met(SECOND, family_id=family.id)
    add(
        desk.store,
        first,
        second,
        agreed(first, "no day"),
        agreed(first, "later", due_on=THIRD),
        agreed(first, "sooner", due_on=SECOND),
        agreed(first, "done", status=ActionStatus.COMPLETED),
        agreed(first, "failed", status=ActionStatus.NOT_COMPLETED, due_on=date(2027, 1, 1)),
        agreed(second, "agreed there"),
    )

    assert texts(desk, second) == ["sooner", "later", "failed", "no day"]


def test_a_series_that_was_begun_anew_twice_knows_what_its_first_left_open(desk: Desk) -> None:
    series = [Series(title=f"North {number}", type_id="marac") for number in range(3)]
    add(desk.store, *series)
    meetings: list[Meeting] = []
    for number, one in enumerate((0, 0, 1, 1, 2, 2)):
        previous = meetings[-1].id if meetings else None
        on = date(2026, 1 + number, 5)
        meetings.append(met(on, series_id=series[one].id, previous_id=previous))
        add(desk.store, meetings[-1], agreed(meetings[-1], f"of {number}", due_on=on))

    assert texts(desk, meetings[-1]) == ["of 0", "of 1", "of 2", "of 3", "of 4"]
    assert texts(desk, meetings[2]) == ["of 0", "of 1"]


def test_a_family_that_moved_takes_all_its_earlier_meetings_with_it(desk: Desk, family: Family) -> None:
    moved = Family(reference="F-2")
    first, second = met(FIRST, family_id=family.id), met(SECOND, family_id=family.id)
    third = met(THIRD, family_id=moved.id, previous_id=second.id)
    add(desk.store, moved, first, second, third)

    assert earlier(desk, third) == {first.id, second.id}


def test_a_meeting_of_a_family_is_not_told_what_a_marac_agreed(desk: Desk, family: Family) -> None:
    series = Series(title="North", type_id="marac")
    marac = met(FIRST, series_id=series.id)
    after = met(SECOND, family_id=family.id, previous_id=marac.id)
    add(desk.store, series, marac, after, agreed(marac, "for another family"))

    assert texts(desk, after) == []


@pytest.mark.parametrize(
    ("at", "other_at", "stands"),
    [(time(10), time(14), False), (time(14), time(10), True), (None, time(10), True), (time(10), None, True)],
)
def test_of_two_meetings_on_one_day_the_later_follows_the_earlier(
    desk: Desk, family: Family, at: time | None, other_at: time | None, stands: bool
) -> None:
    meeting = met(FIRST, family_id=family.id, starts_at=at)
    other = met(FIRST, family_id=family.id, starts_at=other_at)
    add(desk.store, meeting, other)

    assert (other.id in earlier(desk, meeting)) is stands


def test_a_meeting_without_a_day_follows_all_of_its_thread(desk: Desk, family: Family) -> None:
    first, without = met(FIRST, family_id=family.id), met(None, family_id=family.id)
    add(desk.store, first, without)

    assert earlier(desk, without) == {first.id}


def test_a_chain_without_end_and_one_that_bites_its_tail_are_read_once(desk: Desk) -> None:
    chain = [met(FIRST)]
    for _ in range(LONGEST_CHAIN + 5):
        chain.append(met(FIRST, previous_id=chain[-1].id))
    first, second = met(FIRST), met(SECOND)
    add(desk.store, *chain, first, replace(second, previous_id=first.id))
    with desk.reading() as reading:
        bites = replace(reading.get(Meeting, first.id), previous_id=second.id)

    assert len(earlier(desk, chain[-1])) == LONGEST_CHAIN
    assert earlier(desk, bites) == {second.id}
