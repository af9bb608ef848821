"""The list of families, beginning a new one there, and what the panel says of one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from meetingdesk.app.details import FamilyFacts, PersonLine, family_facts
from meetingdesk.app.lists import FamilyLine, list_families
from meetingdesk.app.new_meeting import BeginFamily, family_called
from meetingdesk.app.paging import Asked, Page
from ui.bridge import Bridge
from ui.labels import tooltip
from ui.models.meeting_columns import family_columns
from ui.screens.families_new import ask_for_new_family
from ui.screens.list_screen import ListOf, ListScreen
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.widgets.detail_panel import Fact, Group, Sheet
from ui.widgets.inline_question import InlineQuestion
from ui.words import FAMILY_ROLE, many, say_date


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
    )


class FamiliesScreen(ListScreen):
    """Shows the list of families; a new one is begun below it."""

    def __init__(
        self, shown: ListOf, bridge: Bridge, theme: Theme, clock: WallClock, parent: QWidget | None = None
    ) -> None:
        super().__init__(shown, bridge, theme, parent)
        self._clock = clock
        self._made: UUID | None = None
        self.question = InlineQuestion()
        self._column.addWidget(self.question)
        self.new_button.clicked.connect(self.ask_new)
        self.question.answered.connect(self._begin_family)
        self.question.left.connect(self._leave_question)
        bridge.refused.connect(self._refused)

    def take_focus(self) -> None:
        """Let the arrow keys move in the list, or a first family be begun."""
        if self._body.currentWidget() is self.table:
            super().take_focus()
        else:
            self.new_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Slots

    @Slot()
    def close_panel(self) -> None:
        """Leave the question that is being answered, or else give the list its room back."""
        if self.question.field.hasFocus():
            self._leave_question()
        else:
            super().close_panel()

    @Slot()
    def ask_new(self) -> None:
        """Ask what a new family needs."""
        ask_for_new_family(self.question, self.tr("It is put on the list of families."))

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
