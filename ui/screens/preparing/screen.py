"""Preparing a meeting: a new one is made here, then its invitations, its cases, and what is still open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from meetingdesk.app.imports.table import Table
from meetingdesk.app.left_open import OpenAction
from meetingdesk.app.new_meeting import find_threads, known_agencies
from meetingdesk.app.preparing import Preparation, preparation_of
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.agency_catalogue import agency_words
from meetingdesk.domain.rulebook import Rulebook
from meetingdesk.errors import StaleRecord
from ui.bridge import Bridge
from ui.destination import Destination
from ui.offers import Lines
from ui.screens.preparing.deeds import PreparingDeeds
from ui.screens.preparing.head import PreparingHead
from ui.screens.preparing.keys import OF_CASES, help_lines, make_actions
from ui.screens.preparing.making import Making
from ui.screens.preparing.missing_panel import WIDTH, MissingPanel
from ui.screens.preparing.new_meeting_form import NewMeetingForm
from ui.screens.preparing.parts import PreparingParts
from ui.screens.preparing.referrals import Referrals
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.widgets.inline_question import Question
from ui.widgets.message_bar import MessageBar

NEEDED_BESIDE = 640
LOW = 420
"""Below this height, at 100 per cent text size, the head makes room for the lines."""

NO_LIMIT = 16_777_215
TABLES = frozenset(
    {
        "meeting",
        "meeting_case",
        "agenda_point",
        "attendance",
        "information_request",
        "involvement",
        "family",
        "family_member",
        "person",
        "person_name",
        "agency",
        "professional",
        "action",
        "case_transfer",
        "child_plan",
        "court_order",
        "address",
    }
)


class PreparingScreen(QWidget):
    """Shows one meeting that is being prepared, or the form in which a new one is made.

    Signals:
        destination_wanted: Something is dealt with elsewhere; carries the Destination.
        start_wanted: The meeting is to begin; carries its identifier.
        reference_changed: Another meeting is open; carries its reference.
        commands_changed: Other things can be done here now.
        left: The form was left, and there is no meeting to go back to.
    """

    destination_wanted = Signal(object)
    start_wanted = Signal(object)
    reference_changed = Signal(str)
    commands_changed = Signal()
    left = Signal()

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        clock: WallClock,
        rulebook: Rulebook,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._clock = clock
        self._rulebook = rulebook
        self._table: Table | None = None
        self._hides_missing: bool | None = None
        self.preparation: Preparation | None = None
        self.reference = ""

        self.form = NewMeetingForm(theme, clock, rulebook)
        self.head = PreparingHead()
        self.message = MessageBar(room=(12, 8, 12, 4))
        self.parts = PreparingParts(theme)
        self._know_agencies(())
        self.missing = MissingPanel(theme)
        self._page, self._stack = QWidget(), QStackedWidget()
        self._lay_out()
        self.making = Making(bridge, clock, rulebook, self.form, self)
        self.deeds = PreparingDeeds(bridge, clock, rulebook, self)
        self.referrals = Referrals(bridge, self)
        self.actions_by_name = make_actions(self._page, self._what_they_do())
        self._connect()

    @property
    def meeting_id(self) -> UUID | None:
        """The meeting that is open here."""
        return self.deeds.meeting_id

    @property
    def is_making(self) -> bool:
        """Whether the form is shown."""
        return self._stack.currentWidget() is self.form

    def open_meeting(self, meeting_id: UUID) -> None:
        """Prepare a meeting."""
        if meeting_id != self.deeds.meeting_id:
            self.deeds.meeting_id = meeting_id
            self.preparation = None
            self.message.put_away()
        self._show_page(self._page)
        self.read_again()

    def open_destination(self, destination: Destination) -> None:
        """Prepare the meeting that a destination names."""
        if destination.meeting_id is not None:
            self.open_meeting(destination.meeting_id)

    def begin_new(
        self, type_id: str = "", family_id: UUID | None = None, previous_id: UUID | None = None
    ) -> None:
        """Make a new meeting: of a kind, for a family, or as the next one after another."""
        self._show_page(self.form)
        self.making.begin(type_id, family_id, previous_id)

    @Slot()
    def read_again(self) -> None:
        """Read the meeting as it is now."""
        key = self.deeds.meeting_id
        if key is not None:
            then = partial(self._show, key)
            self._bridge.read(_if_there, self, then, key, self._rulebook, self._clock.today())

    # What the frame asks of a screen

    def take_focus(self) -> None:
        """Let the keyboard work where one is: in the form, or on the lines of the open part."""
        if self.is_making:
            self.form.take_focus()
        elif self._middle.isHidden():
            self._focus_missing()
        else:
            self.parts.take_focus()

    def commands(self) -> tuple[QAction, ...]:
        """Return what can be done with the meeting that is prepared."""
        if self.is_making or self.preparation is None:
            return ()
        has_cases = self.preparation.has_cases
        return tuple(
            action for name, action in self.actions_by_name.items() if has_cases or name not in OF_CASES
        )

    def help_lines(self) -> Lines:
        """Return the keys of the screen."""
        return help_lines()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    # Slots

    @Slot()
    def start(self) -> None:
        """Ask for the meeting to begin."""
        if self.preparation is not None and self.preparation.can_start:
            self.start_wanted.emit(self.preparation.meeting.id)

    @Slot()
    def change(self) -> None:
        """Change when and where it is held, and who leads it."""
        if self.preparation is not None and self.head.change.isEnabled():
            self._show_page(self.form)
            self.making.change(self.preparation)

    @Slot()
    def toggle_missing(self) -> None:
        """Show what is missing, or put it away."""
        self._hides_missing = not self.missing.isHidden()
        self._fold()
        if self._hides_missing:
            self.parts.take_focus()
        else:
            self._focus_missing()

    @Slot()
    def add(self) -> None:
        """Invite somebody else, or put a family on the list, by what is shown."""
        if self.parts.part is self.parts.cases:
            self.parts.cases.ask_family()
        else:
            self.parts.go_to("invitations")
            self.parts.invitations.ask_whom()

    @Slot(str)
    def go_to(self, part: str) -> None:
        """Go to the part in which something is mended."""
        if part == "head":
            self.change()
            return
        if self._middle.isHidden():
            self._hides_missing = True
            self._fold()
        self.parts.go_to(part)

    @Slot()
    def _leave_form(self) -> None:
        if self.deeds.meeting_id is None:
            self.left.emit()
        else:
            self._show_page(self._page)
            self.take_focus()

    @Slot(object)
    def _made(self, meeting_id: UUID) -> None:
        self.open_meeting(meeting_id)
        self.take_focus()

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], _asker: object) -> None:
        if touched & TABLES and not self.is_making:
            self.read_again()

    @Slot()
    def _ask_for_referrals(self) -> None:
        if self.deeds.meeting_id is not None:
            self.referrals.ask_for_file(self.deeds.meeting_id)

    @Slot(object, str)
    def _offer_referrals(self, table: Table, effects: str) -> None:
        self._table = table
        self.parts.go_to("cases")
        self.parts.cases.ask_about_list(
            Question(
                self.tr("Bring in this list? {}.").format(effects),
                choices={"y": self.tr("Bring it in"), "n": self.tr("Leave it")},
            )
        )

    @Slot(str)
    def _answer_referrals(self, key: str) -> None:
        table, self._table = self._table, None
        if table is not None and key == "y":
            self.deeds.take_referrals(table)

    @Slot(str, str)
    def _say_refused(self, text: str, hint: str) -> None:
        self.message.show_message(text, hint, "wrong")
        self.parts.go_to("cases")

    @Slot(str)
    def _find_families(self, typed: str) -> None:
        then = partial(self.parts.cases.show_families, typed)
        self._bridge.read(find_threads, self, then, typed, self._rulebook, "")

    @Slot()
    def _find_agencies(self) -> None:
        self._bridge.read(known_agencies, self, self._know_agencies)

    @Slot(object)
    def _open_action(self, action: OpenAction) -> None:
        self.destination_wanted.emit(Destination("actions", row_id=action.id))

    # Helpers

    def _know_agencies(self, agencies: tuple[Agency, ...]) -> None:
        self.parts.invitations.know_agencies(agency_words(agencies, self._rulebook.agencies.values()))

    def _show(self, meeting_id: UUID, preparation: Preparation | None) -> None:
        if meeting_id != self.deeds.meeting_id:
            return
        is_first = self.preparation is None
        self.preparation = preparation
        if preparation is None:
            self.deeds.meeting_id = None
            self._name("")
            self.destination_wanted.emit(Destination("meetings"))
            return
        self.head.show_preparation(preparation)
        self._show_missing(preparation)
        self.parts.show_preparation(preparation)
        self._name(preparation.meeting.reference)
        self._fold()
        if is_first and not self.is_making:
            self.parts.go_to("invitations")
            self.take_focus()

    def _show_missing(self, preparation: Preparation) -> None:
        focused = QApplication.focusWidget()
        was_here = focused is not None and self.missing.isAncestorOf(focused)
        self.missing.show_preparation(preparation)
        if was_here and QApplication.focusWidget() is not focused:
            self._focus_missing()  # the line that was chosen has gone, or stands elsewhere

    def _focus_missing(self) -> None:
        if not self.missing.take_focus():
            self.head.missing.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self, reference: str) -> None:
        if reference != self.reference:
            self.reference = reference
            self.reference_changed.emit(reference)
        self.commands_changed.emit()

    def _show_page(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self.commands_changed.emit()

    def _fold(self) -> None:
        """Where both do not fit beside each other, what is missing shows only when it is asked for."""
        self.head.fold(is_short=self.height() < self._theme.px(LOW))
        width = self._theme.px(WIDTH)
        both = self.width() >= width + self._theme.px(NEEDED_BESIDE)
        hides = self._hides_missing if self._hides_missing is not None else not both
        self.missing.setVisible(not hides)
        self._middle.setVisible(both or hides)
        self.missing.setMinimumWidth(width if both else 0)
        self.missing.setMaximumWidth(width if both else NO_LIMIT)

    def _what_they_do(self) -> dict[str, Callable[[], object]]:
        return {
            "start": self.start,
            "change": self.change,
            "invitations": partial(self.go_to, "invitations"),
            "cases": partial(self.go_to, "cases"),
            "last_time": partial(self.go_to, "last_time"),
            "invite_all": self.deeds.invite_all,
            "add": self.add,
            "children_first": self.deeds.children_first,
            "referrals": self._ask_for_referrals,
            "deferred": self.deeds.take_deferred,
            "missing": self.toggle_missing,
        }

    def _connect(self) -> None:
        self.form.left.connect(self._leave_form)
        self.making.made.connect(self._made)
        self.message.set_aside.connect(self.take_focus)
        self.head.start_wanted.connect(self.start)
        self.head.change_wanted.connect(self.change)
        self.head.missing_wanted.connect(self.toggle_missing)
        self.missing.part_wanted.connect(self.go_to)
        self.deeds.serve(self.parts.invitations, self.parts.cases)
        self.parts.cases.referrals_wanted.connect(self._ask_for_referrals)
        self.parts.cases.list_answered.connect(self._answer_referrals)
        self.parts.cases.families_asked.connect(self._find_families)
        self.parts.invitations.agencies_asked.connect(self._find_agencies)
        self.parts.last_time.action_wanted.connect(self._open_action)
        self.referrals.read.connect(self._offer_referrals)
        self.referrals.refused.connect(self._say_refused)
        self._bridge.changed.connect(self._hear)
        self._theme.changed.connect(self._fold)

    def _lay_out(self) -> None:
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self.parts)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._middle, 1)
        row.addWidget(self.missing)
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.head)
        page.addWidget(self.message)
        page.addLayout(row, 1)
        self._stack.addWidget(self._page)
        self._stack.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)


def _if_there(reading: Any, meeting_id: UUID, rulebook: Rulebook, today: date) -> Preparation | None:
    # What was taken back a moment ago is no error: there is just nothing to prepare any more.
    try:
        return preparation_of(reading, meeting_id, rulebook, today)
    except StaleRecord:
        return None
