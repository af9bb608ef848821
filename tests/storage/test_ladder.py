from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from meetingdesk.storage.ladder import DAILY, FULL, MONTHLY, WEEKLY, kept

NOW = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
AGES = st.timedeltas(timedelta(0), timedelta(days=800))


def hourly(days: int) -> list[datetime]:
    return [NOW - timedelta(hours=hour) for hour in range(days * 24)]


def test_all_of_two_days_stand() -> None:
    made = [NOW - timedelta(minutes=15 * number) for number in range(2 * 24 * 4)]

    assert kept(made, NOW) == set(made)


def test_after_two_days_the_newest_of_each_day_week_and_month_stands() -> None:
    standing = kept(hourly(700), NOW)

    older = sorted((at for at in standing if NOW - at >= FULL), reverse=True)
    assert len(older) <= DAILY + WEEKLY + MONTHLY
    # The two full days reach into the eighteenth, so the newest of each day before that is its last hour.
    assert [at.day for at in older[:DAILY]] == [18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7]
    assert all(at.hour == 23 for at in older[1:DAILY])
    assert len({at.isocalendar()[:2] for at in older}) >= WEEKLY
    assert len({(at.year, at.month) for at in older}) == MONTHLY
    assert NOW - older[-1] < timedelta(days=31 * MONTHLY)


def test_a_single_old_backup_stands_for_ever() -> None:
    lonely = NOW - timedelta(days=5_000)

    assert kept([lonely], NOW) == {lonely}


def test_no_backup_leaves_none() -> None:
    assert kept([], NOW) == frozenset()


@settings(deadline=None, derandomize=True)
@given(ages=st.lists(AGES, max_size=80, unique=True))
def test_the_newest_always_stands_and_thinning_twice_changes_nothing(ages: list[timedelta]) -> None:
    made = [NOW - age for age in ages]

    standing = kept(made, NOW)

    assert standing <= set(made)
    assert not made or max(made) in standing
    assert {at for at in made if NOW - at < FULL} <= standing
    assert kept(standing, NOW) == standing
    assert len([at for at in standing if NOW - at >= FULL]) <= DAILY + WEEKLY + MONTHLY + 1


@settings(deadline=None, derandomize=True, max_examples=40)
@given(start=st.integers(0, 400), gap=st.integers(1, 40))
def test_backups_made_day_by_day_always_leave_a_whole_ladder(start: int, gap: int) -> None:
    standing: frozenset[datetime] = frozenset()
    now = NOW + timedelta(days=start)
    for _ in range(60):
        now += timedelta(hours=gap)
        standing = kept({*standing, now}, now)

        # Whatever moment somebody wants back, within a month there is one about a week older.
        steps = sorted(standing)
        month = [at for at in steps if now - at <= timedelta(days=28)]
        assert all(b - a <= timedelta(days=7, hours=gap) for a, b in pairwise(month))
