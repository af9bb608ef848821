"""Views of the list of actions: those that are shipped, and those that a person has named for themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from meetingdesk.app.desk import Desk
from meetingdesk.app.drawer import keep, kept
from meetingdesk.app.following.asked import ActionFilter, ActionSort, ActionState, Grouping
from meetingdesk.domain.text import gate
from meetingdesk.storage.reading import Reading

OWN_VIEWS, LAST_VIEW = "actions.views", "actions.last"
MOST_VIEWS = 40
LONGEST_NAME = 60


class ListKind(StrEnum):
    """What a view is a list of."""

    ACTIONS = "actions"
    CASCADES = "cascades"
    TO_TELL = "to_tell"


@dataclass(frozen=True, slots=True)
class ActionView:
    """What is shown, under which headings and in which order."""

    name: str
    filter: ActionFilter = field(default_factory=ActionFilter)
    grouping: Grouping = Grouping.AGENCY
    sort: ActionSort = ActionSort.PRESSING
    descending: bool = False
    kind: ListKind = ListKind.ACTIONS
    is_own: bool = False


def _view(name: str, state: ActionState = ActionState.OPEN, **values: Any) -> ActionView:
    return ActionView(name, ActionFilter(state), **values)


SHIPPED = (
    _view("Overdue first"),
    _view("Unconfirmed", ActionState.UNCONFIRMED),
    _view("Carried twice or more", ActionState.CARRIED),
    _view("Due in the next 5 working days", ActionState.DUE_SOON),
    _view("To be checked again", ActionState.TO_CHECK, grouping=Grouping.NONE),
    _view("Escalated", ActionState.ESCALATED),
    _view("Everything open in one list", grouping=Grouping.NONE),
    _view("Closed", ActionState.CLOSED, grouping=Grouping.NONE),
    _view("Agencies to be told", kind=ListKind.TO_TELL),
    _view("Cascades to be confirmed", kind=ListKind.CASCADES),
)
FIRST = SHIPPED[0]


@dataclass(frozen=True, slots=True)
class OwnViews:
    """What a person keeps of this list at their desk."""

    views: tuple[ActionView, ...] = ()
    last: ActionView = FIRST


def own_views(reading: Reading) -> OwnViews:
    """Return the views that the person at the desk has named, and the one they last had open."""
    views = tuple(view for told in _list_in(kept(reading, OWN_VIEWS)) if (view := _from(told)) is not None)
    last = _from(_first_in(kept(reading, LAST_VIEW)))
    return OwnViews(tuple(replace(view, is_own=True) for view in views), last or FIRST)


def keep_views(views: Iterable[ActionView], desk: Desk) -> None:
    """Keep the views that somebody has named."""
    keep(desk, OWN_VIEWS, json.dumps([_told(view) for view in views][:MOST_VIEWS]))


def keep_last(view: ActionView, desk: Desk) -> None:
    """Remember which view was open; what was typed into the filter is not kept."""
    plain = replace(view, filter=replace(view.filter, typed=""))
    keep(desk, LAST_VIEW, json.dumps([_told(plain)]))


def named(view: ActionView, name: str) -> ActionView:
    """Return a view under a name of one's own."""
    return replace(view, name=" ".join(gate(name).split())[:LONGEST_NAME], is_own=True)


def _told(view: ActionView) -> dict[str, Any]:
    wanted = view.filter
    return {
        "name": view.name,
        "kind": view.kind.value,
        "grouping": view.grouping.value,
        "sort": view.sort.value,
        "descending": view.descending,
        "is_own": view.is_own,
        "state": wanted.state.value,
        "agency_id": _text(wanted.agency_id),
        "owner_id": _text(wanted.owner_id),
        "family_id": _text(wanted.family_id),
        "child_id": _text(wanted.child_id),
        "type_id": wanted.type_id,
        "age": wanted.age,
        "carried": wanted.carried,
        "typed": wanted.typed,
    }


def _from(told: Any) -> ActionView | None:
    # An older program wrote it, or a newer one; what cannot be read is left out.
    try:
        wanted = ActionFilter(
            ActionState(told["state"]),
            _key(told["agency_id"]),
            _key(told["owner_id"]),
            _key(told["family_id"]),
            _key(told["child_id"]),
            str(told["type_id"]),
            None if told["age"] is None else int(told["age"]),
            int(told["carried"]),
            str(told["typed"]),
        )
        return ActionView(
            str(told["name"])[:LONGEST_NAME],
            wanted,
            Grouping(told["grouping"]),
            ActionSort(told["sort"]),
            bool(told["descending"]),
            ListKind(told["kind"]),
            bool(told["is_own"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _list_in(text: str | None) -> list[Any]:
    try:
        found = json.loads(text or "[]")
    except ValueError:
        return []
    return found if isinstance(found, list) else []


def _first_in(text: str | None) -> Any:
    found = _list_in(text)
    return found[0] if found else None


def _text(key: UUID | None) -> str | None:
    return str(key) if key is not None else None


def _key(text: str | None) -> UUID | None:
    return UUID(text) if text is not None else None
