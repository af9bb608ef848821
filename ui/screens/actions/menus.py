"""The menus of the filters: what can be chosen, and which view comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QToolButton

from meetingdesk.app.following.asked import ActionState, Grouping
from meetingdesk.app.following.choices import Choices
from meetingdesk.app.following.views import SHIPPED, ActionView, ListKind
from meetingdesk.domain.action_life import AGES

Chooses = Callable[[ActionView], None]
STATES = {
    ActionState.OPEN: "open",
    ActionState.OVERDUE: "overdue",
    ActionState.DUE_SOON: "due soon",
    ActionState.UNCONFIRMED: "unconfirmed",
    ActionState.IN_PROGRESS: "in progress",
    ActionState.NOT_DONE: "not done",
    ActionState.CARRIED: "carried too often",
    ActionState.ESCALATED: "escalated",
    ActionState.TO_CHECK: "to check again",
    ActionState.CLOSED: "closed",
    ActionState.ALL: "open and closed",
}
GROUPS = {Grouping.AGENCY: "by agency", Grouping.OWNER: "by owner", Grouping.NONE: "not at all"}


def said_of(name: str, view: ActionView, choices: Choices, titles: Mapping[str, str]) -> str:
    """Return what a filter is set to, in words."""
    wanted = view.filter
    match name:
        case "view":
            return view.name.lower() if not view.is_own else view.name
        case "agency":
            return dict(choices.agencies).get(wanted.agency_id, "one") if wanted.agency_id else "all"
        case "owner":
            return dict(choices.owners).get(wanted.owner_id, "one") if wanted.owner_id else "all"
        case "type":
            return titles.get(wanted.type_id, wanted.type_id) if wanted.type_id else "all"
        case "state":
            return STATES[wanted.state]
        case "age":
            return age_words(wanted.age) if wanted.age is not None else "any"
        case "carried":
            return f"{wanted.carried} or more" if wanted.carried else "any"
        case _:
            return GROUPS[view.grouping]


def age_words(place: int) -> str:
    """Return an age in words: 6 to 10 working days."""
    age = AGES[place]
    return f"{age.first} to {age.last} working days" if age.last else f"over {age.first - 1} working days"


def show_menu(
    menu: QMenu, name: str, button: QToolButton, view: ActionView, offered: Iterator[tuple[str, ActionView]],
    choose: Chooses,
) -> None:  # fmt: skip
    """Open the menu of a filter below its button."""
    menu.clear()
    menu.setAccessibleName(name)
    for number, (words, other) in enumerate(offered, 1):
        key = f"&{number}  " if number < 10 else ""
        action = menu.addAction(key + words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(other == view)
        action.triggered.connect(partial(choose, other))
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
    if menu.actions():
        menu.setActiveAction(menu.actions()[0])


def offered_by(
    name: str,
    view: ActionView,
    choices: Choices,
    titles: Mapping[str, str],
    own: tuple[ActionView, ...],
) -> Iterator[tuple[str, ActionView]]:
    """Yield what a menu offers: words, and the view that comes of choosing them."""
    wanted, loose = view.filter, _loosened(view)
    match name:
        case "view":
            for one in (*SHIPPED, *own):
                yield (f"★ {one.name}" if one.is_own else one.name), one
        case "agency":
            yield "All agencies", replace(view, filter=replace(wanted, agency_id=None))
            for key, words in choices.agencies:
                yield words, replace(loose, filter=replace(wanted, agency_id=key))
        case "type":
            yield "All meetings", replace(view, filter=replace(wanted, type_id=""))
            for type_id, words in sorted(titles.items(), key=lambda one: one[1]):
                yield words, replace(loose, filter=replace(wanted, type_id=type_id))
        case "state":
            for state, words in STATES.items():
                yield words.capitalize(), replace(loose, filter=replace(wanted, state=state))
        case "age":
            yield "However long", replace(view, filter=replace(wanted, age=None))
            for place in range(len(AGES)):
                yield age_words(place), replace(loose, filter=replace(wanted, age=place))
        case "carried":
            yield "However often", replace(view, filter=replace(wanted, carried=0))
            for times in (1, 2, 3, 4, 5):
                words = "Carried once or more" if times == 1 else f"Carried {times} times or more"
                yield words, replace(loose, filter=replace(wanted, carried=times))
        case "group":
            for grouping, words in GROUPS.items():
                yield words.capitalize(), replace(loose, grouping=grouping)


def _loosened(view: ActionView) -> ActionView:
    # What has to be passed on is no list of actions: a filter leads back to them.
    return view if view.kind is ListKind.ACTIONS else replace(SHIPPED[0], grouping=view.grouping)
