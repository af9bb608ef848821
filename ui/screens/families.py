"""The list of families, beginning a new one there, what the panel says of one, and the page of each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QPushButton, QStackedLayout, QWidget

from meetingdesk.app.details import FamilyFacts, PersonLine, family_facts
from meetingdesk.app.lists import FamilyLine, list_families
from meetingdesk.app.new_meeting import BeginFamily, family_called
from meetingdesk.app.paging import Asked, Page
from ui.bridge import Bridge
from ui.destination import Destination
from ui.labels import tooltip
from ui.models.meeting_columns import family_columns
from ui.offers import Lines
from ui.screens.families_new import ask_for_new_family
from ui.screens.list_screen import ListOf, ListScreen
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.widgets.detail_panel import Fact, Group, Sheet
from ui.widgets.inline_question import InlineQuestion
from ui.words import FAMILY_ROLE, many, say_date

if TYPE_CHECKING:
    from ui.screens.family.duplicate_deeds import DuplicateDeeds
    from ui.screens.family.page import FamilyPageView


def families_list(titles: Mapping[str, str]) -> ListOf:
    """Return the list of families."""
    return ListOf(
        title="Families",
        filter_hint="Filter by reference or area",
        nothing="There is no family yet",
        what_to_do="Begin one with New family (Ctrl+Shift+F), or make it together with a meeting (Ctrl+N). "
        "Families also come with a meeting file: bring one in with Ctrl+I, or drag it onto this window.",
        columns=family_columns(),
        page=_page,
        sheet=partial(_sheet, titles),
        tables=frozenset({"family", "family_member", "meeting", "meeting_case", "person", "person_name"}),
        sort="last_meeting",
        opens=True,
    )


class FamiliesScreen(ListScreen):
    """Shows the list of families; a new one is begun below it, and Enter opens the page of one.

    Signals:
        destination_wanted: Somebody wants to go elsewhere; carries where.
        reference_changed: The page of another family is open, or none; carries its reference.
        commands_changed: Other things can be done here now.
    """

    destination_wanted = Signal(object)
    reference_changed = Signal(str)
    commands_changed = Signal()

    def __init__(
        self,
        shown: ListOf,
        bridge: Bridge,
        theme: Theme,
        clock: WallClock,
        titles: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(shown, bridge, theme, parent)
        self._clock = clock
        self._titles = titles
        self._made: UUID | None = None
        self.question = InlineQuestion()
        self._column.addWidget(self.question)
        self._page: FamilyPageView | None = None
        self._duplicates: DuplicateDeeds | None = None
        self._stack_up()
        self._same = self._make_same_action()
        self.open_wanted.connect(self._want_page)
        self.new_button.clicked.connect(self.ask_new)
        self.question.answered.connect(self._begin_family)
        self.question.left.connect(self._leave_question)
        bridge.refused.connect(self._refused)

    @property
    def has_page(self) -> bool:
        """Whether the page of a family is open, and not the list."""
        return self._page is not None and self._places.currentWidget() is self._page

    @property
    def page(self) -> FamilyPageView:
        """The page of a family; it is made when the first one is opened."""
        if self._page is None:
            # Most people begin their day elsewhere: what draws a family is read when the first is opened.
            from ui.screens.family.page import FamilyPageView

            self._page = FamilyPageView(self._bridge, self._theme, self._clock, self._titles)
            self._places.addWidget(self._page)
            self._page.destination_wanted.connect(self.destination_wanted)
            self._page.named.connect(self._name)
            self._page.left.connect(self._want_list)
        return self._page

    @property
    def is_comparing(self) -> bool:
        """Whether people who may be the same are looked at."""
        return self._duplicates is not None and self._places.currentWidget() is self._duplicates.view

    @property
    def duplicates(self) -> DuplicateDeeds:
        """The place where people who may be the same are compared; it is made when it is first wanted."""
        if self._duplicates is None:
            from ui.screens.family.duplicate_deeds import DuplicateDeeds
            from ui.screens.family.duplicates import DuplicatesView

            view = DuplicatesView(self._theme)
            self._places.addWidget(view)
            self._duplicates = DuplicateDeeds(view, self._bridge, self._clock, self)
            view.left.connect(self._want_list)
        return self._duplicates

    @Slot()
    def compare_people(self) -> None:
        """Show people who may be the same."""
        self.hand_in()
        self._places.setCurrentWidget(self.duplicates.view)
        self.duplicates.open()
        self.take_focus()
        self.reference_changed.emit("")
        self.commands_changed.emit()

    # What the frame asks of a screen

    @property
    def reference(self) -> str:
        """The reference of the family whose page is open."""
        return self.page.reference if self.has_page else ""

    @property
    def wants_room(self) -> bool:
        """Whether the rail folds beside it in a small window."""
        return self.has_page or self.is_comparing

    def open_destination(self, destination: Destination) -> None:
        """Show the page of the family that a destination names, or the list."""
        if destination.family_id is None:
            self.show_list()
            return
        self._places.setCurrentWidget(self.page)
        self.page.open_family(destination.family_id, destination.row_id)
        self.page.take_focus()
        self.reference_changed.emit(self.reference)
        self.commands_changed.emit()

    def show_list(self) -> None:
        """Show the list of families."""
        was_page = self.has_page or self.is_comparing
        if was_page:
            self.hand_in()
        self._places.setCurrentIndex(0)
        self.take_focus()
        if was_page:
            self.reference_changed.emit("")
            self.commands_changed.emit()

    def commands(self) -> tuple[QAction, ...]:
        """Return what can be done with the family whose page is open, else with all of them."""
        return self.page.commands() if self.has_page else (self._same,)

    def help_lines(self) -> Lines:
        """Return the keys of what is open here; those of the list are told with all others."""
        if self.is_comparing:
            return self.duplicates.view.help_lines()
        same = ("Ctrl+Shift+D", self.tr("People who may be the same"))
        if self.has_page:
            return (*self.page.help_lines(), same)
        return (("", self.tr("Families")), same)

    @Slot()
    def hand_in(self) -> None:
        """Keep at once what is being typed."""
        if self._page is not None:
            self._page.hand_in()

    def take_focus(self) -> None:
        """Let the keyboard work on the page, move in the list, or begin a first family."""
        if self.has_page:
            self.page.take_focus()
        elif self.is_comparing:
            self.duplicates.view.take_focus()
        elif self._body.currentWidget() is self.table:
            super().take_focus()
        else:
            self.new_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Slots

    @Slot()
    def close_panel(self) -> None:
        """Leave the page or what is open on it; else the question; else give the list its room back."""
        if self.has_page:
            self.page.close_part()
        elif self.is_comparing:
            self.duplicates.view.close_part()
        elif self.question.field.hasFocus():
            self._leave_question()
        else:
            super().close_panel()

    @Slot()
    def ask_new(self) -> None:
        """Ask what a new family needs."""
        if self.has_page or self.is_comparing:
            self.show_list()
        ask_for_new_family(self.question, self.tr("It is put on the list of families."))

    @Slot(object)
    def _want_page(self, key: UUID) -> None:
        self.destination_wanted.emit(Destination("families", family_id=key))

    @Slot()
    def _want_list(self) -> None:
        self.destination_wanted.emit(Destination("families"))

    @Slot(str)
    def _name(self, reference: str) -> None:
        if self.has_page:
            self.reference_changed.emit(reference)

    @Slot(str)
    def _begin_family(self, reference: str) -> None:
        family = family_called(reference, self._clock.today())
        self._made = family.id
        self._bridge.execute(BeginFamily(family), self)

    @Slot()
    def _leave_question(self) -> None:
        self.question.hide()
        self.take_focus()

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], asker: object) -> None:
        if asker is self and self._made is not None:
            made, self._made = self._made, None
            self.question.hide()
            self.open_key(made)
            self.take_focus()
        super()._hear(touched, asker)

    @Slot(object, object)
    def _refused(self, _error: BaseException, asker: object) -> None:
        if asker is self:
            self._made = None
            self.question.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # Helpers

    def _stack_up(self) -> None:
        """Let the list and the page of a family share the place."""
        inside = QWidget()
        inside.setLayout(self._column)  # the list moves whole into a widget of its own
        self._places = QStackedLayout(self)
        self._places.setContentsMargins(0, 0, 0, 0)
        self._places.addWidget(inside)

    def _make_same_action(self) -> QAction:
        action = QAction(self.tr("People who may be the &same"), self)
        action.setObjectName("people_alike")
        action.setShortcut(QKeySequence("Ctrl+Shift+D"))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(tooltip(self.tr("Find people who are recorded twice (Ctrl+Shift+D)")))
        action.triggered.connect(self.compare_people)
        self.addAction(action)
        return action

    def _buttons(self) -> tuple[QPushButton, ...]:
        self.new_button = QPushButton(self.tr("New family…  Ctrl+Shift+F"))
        self.new_button.setAccessibleName(self.tr("New family"))
        self.new_button.setToolTip(tooltip(self.tr("Begin a family before its first meeting (Ctrl+Shift+F)")))
        return (self.new_button,)

    def _show_page(self, question: int, page: Page[Any]) -> None:
        was_here = QApplication.focusWidget() in (self.table, self.new_button)
        before = self._body.currentWidget()
        super()._show_page(question, page)
        if was_here and self._body.currentWidget() is not before:
            self.take_focus()


def _page(reading: Any, asked: Asked) -> Page[FamilyLine]:
    return list_families(reading, asked)


def _sheet(titles: Mapping[str, str], reading: Any, key: UUID) -> Sheet:
    return family_sheet(family_facts(reading, titles, key))


def family_sheet(facts: FamilyFacts) -> Sheet:
    """Return what the panel says of a family."""
    family = facts.family
    opened = f"Opened {say_date(family.opened_on)}" if family.opened_on else ""
    closed = f"closed {say_date(family.closed_on)}" if family.closed_on else ""
    people = tuple(Fact(_about(person), person.name) for person in facts.people)
    meetings = tuple(
        Fact(meeting.reference, f"{say_date(meeting.held_on)} · {meeting.title or kind}")
        for meeting, kind in zip(facts.meetings, facts.kinds, strict=True)
    )
    groups = [
        Group(many(len(people), "person", "people"), people or (Fact("", "Nobody is recorded yet."),)),
        Group("Open now", (Fact("", many(facts.open_actions, "action")),)),
        Group(many(len(meetings), "meeting"), meetings or (Fact("", "None yet."),)),
    ]
    if facts.lead:
        groups.insert(1, Group("Lead professional", (Fact("", facts.lead),)))
    below = ", ".join(part for part in (family.area, opened, closed) if part)
    return Sheet(family.reference, below, tuple(groups), warning=family.alert)


def _about(person: PersonLine) -> str:
    role = FAMILY_ROLE[person.role]
    if person.birth_date:
        return f"{role}, born {say_date(person.birth_date)}"
    if person.expected_date:
        return f"{role}, expected {say_date(person.expected_date)}"
    return role
