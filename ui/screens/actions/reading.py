"""What the screen asks of the store; asked on the reading lane, where no widget is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from meetingdesk.app.action_lists import count_actions, list_actions, one_action
from meetingdesk.app.following.asked import ActionCounts, ActionLine, ActionMark, ActionPage, AskedActions
from meetingdesk.app.following.choices import Choices, choices_of
from meetingdesk.app.following.passing_on import (
    AgencyToTell,
    CascadeLine,
    agencies_to_tell,
    cascades_to_confirm,
)
from meetingdesk.app.following.views import ActionView, ListKind, OwnViews, own_views

TABLES = frozenset(
    {
        *("action", "action_step", "action_part", "action_for", "challenge", "challenge_stage"),
        *("agency", "professional", "family", "family_member", "meeting", "cascade", "distribution"),
    }
)
"""What makes the list read again."""


@dataclass(frozen=True, slots=True)
class Read:
    """What is shown now: a page of actions, or one of the two other lists."""

    page: ActionPage | None = None
    cascades: tuple[CascadeLine, ...] = ()
    to_tell: tuple[AgencyToTell, ...] = ()
    wanted: ActionLine | None = None
    """The action that somebody came for, wherever the list has it."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the list: counts, what can be chosen, and a person's own views."""

    counts: ActionCounts
    choices: Choices
    own: OwnViews


def read_list(
    reading: Any, titles: Mapping[str, str], view: ActionView, wanted: UUID | None, today: date
) -> Read:
    """Return the first page of a view."""
    match view.kind:
        case ListKind.CASCADES:
            return Read(cascades=cascades_to_confirm(reading))
        case ListKind.TO_TELL:
            return Read(to_tell=agencies_to_tell(reading))
        case ListKind.ACTIONS:
            line = one_action(reading, titles, wanted, today) if wanted is not None else None
            return Read(list_actions(reading, titles, _asked(view, None), today), wanted=line)


def read_more(
    reading: Any, titles: Mapping[str, str], view: ActionView, after: ActionMark, today: date
) -> ActionPage:
    """Return the next page of a view."""
    return list_actions(reading, titles, _asked(view, after), today)


def read_around(reading: Any, today: date) -> Around:
    """Return what stands around the list."""
    return Around(count_actions(reading, today), choices_of(reading), own_views(reading))


def read_counts(reading: Any, today: date) -> ActionCounts:
    """Return how many actions there are of what."""
    return count_actions(reading, today)


def _asked(view: ActionView, after: ActionMark | None) -> AskedActions:
    return AskedActions(view.filter, view.grouping, view.sort, view.descending, after)
