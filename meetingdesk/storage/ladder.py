"""Which backups are kept: all of two days, then 12 daily, 10 weekly and 9 monthly ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

FULL = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9

Bucket = Callable[[datetime], tuple[int, ...]]


def kept(made: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Return which of these backups stand on the ladder; the newest always does."""
    newest_first = sorted(made, reverse=True)
    recent = [at for at in newest_first if now - at < FULL]
    older = [at for at in newest_first if now - at >= FULL]
    standing = set(recent) | set(newest_first[:1])
    for most, bucket in ((DAILY, _day), (WEEKLY, _week), (MONTHLY, _month)):
        standing |= _newest_of_each(older, bucket, most)
    return frozenset(standing)


def _newest_of_each(newest_first: list[datetime], bucket: Bucket, most: int) -> set[datetime]:
    newest: dict[tuple[int, ...], datetime] = {}
    for at in newest_first:
        newest.setdefault(bucket(at), at)
    return set(list(newest.values())[:most])


def _day(at: datetime) -> tuple[int, ...]:
    return at.year, at.month, at.day


def _week(at: datetime) -> tuple[int, ...]:
    year, week, _ = at.isocalendar()
    return year, week


def _month(at: datetime) -> tuple[int, ...]:
    return at.year, at.month
