"""The order in which a meeting of many cases takes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from meetingdesk.domain.meetings import ListKind

_LAST = (ListKind.FULL, ListKind.DEFERRED, ListKind.ALERT_ONLY, ListKind.TWELVE_MONTHS)


@dataclass(frozen=True, slots=True)
class ListedCase:
    """What decides where a case stands: children, born or not, a repeat, and how it is on the list."""

    id: UUID
    children: int = 0
    unborn: int = 0
    is_repeat: bool = False
    kind: ListKind = ListKind.FULL


def children_first(cases: Iterable[ListedCase]) -> tuple[UUID, ...]:
    """Return cases with children first, so that those who work with children can leave, then repeats.

    Unborn children count. What is not discussed stands at the end: deferred cases, then those that are
    only an alert. Among equals the order stays as it was.
    """
    return tuple(case.id for case in sorted(cases, key=_place))


def is_children_first(cases: Iterable[ListedCase]) -> bool:
    """Say whether no case without children comes before one with children."""
    with_children = [bool(case.children + case.unborn) for case in cases if case.kind is ListKind.FULL]
    return with_children == sorted(with_children, reverse=True)


def _place(case: ListedCase) -> tuple[int, bool, bool]:
    return _LAST.index(case.kind), not case.children + case.unborn, not case.is_repeat
