"""What the list shows, under which headings and in which order; and a person's own views of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu

from meetingdesk.app.following.asked import ActionFilter, ActionLine, ActionSort, ActionState, Grouping
from meetingdesk.app.following.choices import Choices
from meetingdesk.app.following.views import (
    FIRST,
    SHIPPED,
    ActionView,
    ListKind,
    OwnViews,
    keep_last,
    keep_views,
    named,
)
from ui.bridge import Bridge
from ui.screens.actions.columns import BY_OWNER
from ui.screens.actions.head import MENUS, ActionsHead
from ui.screens.actions.menus import offered_by, said_of, show_menu

NEXT_GROUPING = {
    Grouping.AGENCY: Grouping.OWNER,
    Grouping.OWNER: Grouping.NONE,
    Grouping.NONE: Grouping.AGENCY,
}


class Viewing(QObject):
    """Turns chips, filters, headings and menus into a view, and remembers it.

    Signals:
        changed: Another view is wanted; the list is read again.
        narrowed: The same view with other words in it; the keyboard stays where it is.
    """

    changed = Signal()
    narrowed = Signal()

    def __init__(
        self, head: ActionsHead, menu: QMenu, bridge: Bridge, titles: Mapping[str, str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._head = head
        self._menu = menu
        self._bridge = bridge
        self._titles = titles
        self.view = FIRST
        self.own: tuple[ActionView, ...] = ()
        self.choices = Choices()
        head.chip_chosen.connect(self.choose_chip)
        head.typed.connect(self.find_words)

    @property
    def is_of_actions(self) -> bool:
        """Whether actions are shown, and not what has to be passed on."""
        return self.view.kind is ListKind.ACTIONS

    def learn(self, choices: Choices, own: OwnViews) -> None:
        """Go on where the person left."""
        self.choices, self.own, self.view = choices, own.views, own.last
        self.say()

    def say(self) -> None:
        """Say on the head what the list is narrowed to."""
        for name, _ in MENUS:
            self._head.show_filter(name, said_of(name, self.view, self.choices, self._titles))
        self._head.show_words(self.view.filter.typed)

    def said(self) -> str:
        """Return in words what the list is narrowed to, without typed words: they may hold a name."""
        told = [
            f"{word.lower()}: {said_of(name, self.view, self.choices, self._titles)}"
            for name, word in MENUS
            if name not in ("view", "group")
        ]
        return ", ".join(part for part in told if not part.endswith((": all", ": any")))

    @Slot(object)
    def choose(self, view: ActionView) -> None:
        """Show something else, and remember it."""
        known = (*SHIPPED, *self.own)
        if view not in known and view.name in {one.name for one in known}:
            view = replace(view, name=_changed(view.name), is_own=False)
        self.view = view
        self._bridge.write(partial(keep_last, view), self, _kept)
        self.say()
        self.changed.emit()

    @Slot(object)
    def choose_chip(self, state: ActionState) -> None:
        """Show only actions of a state; those of all states that are open where it is shown already."""
        is_shown = self.is_of_actions and self.view.filter.state is state
        self._narrow(state=ActionState.OPEN if is_shown else state, age=None)

    @Slot(int)
    def choose_age(self, place: int) -> None:
        """Show only what has been late for so long, or everything again."""
        is_shown = self.is_of_actions and self.view.filter.age == place
        self._narrow(age=None if is_shown else place, state=ActionState.OPEN)

    @Slot(str)
    def find_words(self, typed: str) -> None:
        """Show only actions with certain words."""
        words = typed.strip()
        if words != self.view.filter.typed:
            base = self._of_actions()
            self.view = replace(base, filter=replace(base.filter, typed=words))
            self.say()
            self.narrowed.emit()

    def sort_by(self, sort: str) -> None:
        """Sort by a heading: once, the other way round, and as it was."""
        if sort == BY_OWNER:
            self.turn_grouping()
        elif sort and self.is_of_actions:
            is_same = self.view.sort == sort
            if is_same and self.view.descending:
                self.choose(replace(self.view, sort=ActionSort.PRESSING, descending=False))
            else:
                self.choose(replace(self.view, sort=ActionSort(sort), descending=is_same))

    def turn_grouping(self) -> None:
        """Group by agency, by owner, or not at all, in turn."""
        base = self._of_actions()
        self.choose(replace(base, grouping=NEXT_GROUPING[base.grouping]))

    def turn_family(self, line: ActionLine) -> None:
        """Show only the family of an action, or all again."""
        is_shown = self.view.filter.family_id is not None
        self._narrow(family_id=None if is_shown else line.family_id)

    def turn_child(self, child_id: UUID | None) -> None:
        """Show only what is done for one child, or for all again."""
        self._narrow(child_id=None if self.view.filter.child_id is not None else child_id)

    def choose_owner(self, owner_id: UUID | None, agency_id: UUID | None) -> None:
        """Show only the actions of one owner."""
        self._narrow(owner_id=owner_id, agency_id=agency_id)

    def choose_agency_to_tell(self, agency_id: UUID | None) -> None:
        """Show what an agency has not confirmed."""
        self.choose(
            replace(FIRST, name="Unconfirmed", filter=ActionFilter(ActionState.UNCONFIRMED, agency_id))
        )

    def clear(self) -> None:
        """Take all filters away."""
        self.choose(FIRST)

    def keep_as(self, name: str) -> None:
        """Keep what is shown as a view of one's own; one of the same name is replaced."""
        made = named(self.view, name)
        if made.name:
            self._keep_own((*(one for one in self.own if one.name != made.name), made))
            self.choose(made)

    def forget(self) -> str:
        """Forget the view of one's own that is open; returns its name."""
        if not self.view.is_own:
            return ""
        name = self.view.name
        self._keep_own(tuple(one for one in self.own if one.name != name))
        self.choose(FIRST)
        return name

    def open_menu(self, name: str) -> None:
        """Open the menu of a filter."""
        offered = offered_by(name, self.view, self.choices, self._titles, self.own)
        show_menu(self._menu, name, self._head.menus[name], self.view, offered, self.choose)

    # Helpers

    def _of_actions(self) -> ActionView:
        return self.view if self.is_of_actions else FIRST

    def _narrow(self, **values: object) -> None:
        base = self._of_actions()
        self.choose(replace(base, filter=replace(base.filter, **values)))  # type: ignore[arg-type]

    def _keep_own(self, views: tuple[ActionView, ...]) -> None:
        self.own = views
        self._bridge.write(partial(keep_views, views), self, _kept)


def _changed(name: str) -> str:
    return name if name.endswith(", changed") else f"{name}, changed"


def _kept(_nothing: None) -> None:
    """Nothing is told: what a person looks at is no part of the record."""
