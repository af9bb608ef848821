"""Actions: those of all meetings, what is late first, and what a coordinator does about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from meetingdesk.app.following.asked import ActionCounts, ActionLine, ActionMark, ActionPage, GroupOfActions
from meetingdesk.app.following.passing_on import AgencyToTell, CascadeLine
from meetingdesk.app.following.told import ActionSheet, sheet_of
from meetingdesk.app.following.views import FIRST, ListKind
from ui.bridge import Bridge
from ui.destination import Destination
from ui.labels import label, tooltip
from ui.models.grouped_model import LinesUnder
from ui.offers import Lines
from ui.screens.actions.columns import action_columns, cascade_columns, heading, telling_columns
from ui.screens.actions.deeds import ActionDeeds
from ui.screens.actions.empty import empty_words
from ui.screens.actions.head import CHIPS, ActionsHead
from ui.screens.actions.keys import BUTTONS, DEED_OF_KEY, DeedKey, help_lines
from ui.screens.actions.model import ActionsModel
from ui.screens.actions.panel import ActionPanel
from ui.screens.actions.printed import PrintedList
from ui.screens.actions.reading import TABLES, Around, Read, read_around, read_counts, read_list, read_more
from ui.screens.actions.table import ActionsTable
from ui.screens.actions.viewing import Viewing
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.widgets.inline_question import InlineQuestion, Question
from ui.widgets.message_bar import MessageBar

PANEL_WIDTH, LIST_WIDTH = 320, 640
LOW = 420
"""Below this height, at 100 per cent text size, the list has the room of the filters."""
PAUSE_MS, SHEET_MS = 400, 70
ACTS = frozenset(deed for deed, *_ in BUTTONS)
"""What is done about actions; every other key changes what is shown."""
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class ActionsScreen(QWidget):
    """Shows actions under headings, the trail of one beside them, and does what a key says about several.

    Signals:
        destination_wanted: The meeting of an action is to be opened; carries the Destination.
    """

    destination_wanted = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        clock: WallClock,
        titles: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._clock = clock
        self._titles = titles
        self._after: ActionMark | None = None
        self._question_number = 0
        self._wanted: UUID | None = None
        self._sheet: ActionSheet | None = None
        self._is_stale, self._is_known = True, False
        self._day: date | None = None
        self._wants_panel, self._was_both = True, True

        self.head = ActionsHead(theme)
        self.model = ActionsModel(action_columns(clock.today()), self)
        self.table = ActionsTable(self.model, theme)
        self.table.setAccessibleName(self.tr("Actions"))
        self.panel = ActionPanel(theme)
        self.question = InlineQuestion()
        self.message = MessageBar(room=(12, 8, 12, 4))
        self.deeds = ActionDeeds(self.question, self.message, bridge, clock, theme, self)
        self.viewing = Viewing(self.head, QMenu(self), bridge, titles, self)
        self.printed = PrintedList(bridge, clock, self.message, self)
        self._empty = label(role="title", wraps=True)
        self._empty_hint = label(role="muted", wraps=True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later = QTimer(self, singleShot=True, interval=SHEET_MS)
        self._lay_out()
        self._actions = self._make_actions()
        self._connect()

    # What the frame asks of a screen

    def commands(self) -> tuple[QAction, ...]:
        """Return what can be done here."""
        return self._actions

    def help_lines(self) -> Lines:
        """Return the keys of the screen."""
        return help_lines()

    def open_destination(self, destination: Destination) -> None:
        """Show the action that a destination names."""
        if destination.row_id is None:
            return
        self._wanted = destination.row_id
        if not self.viewing.is_of_actions:
            self.viewing.view = FIRST
        self.read_again()

    def take_focus(self) -> None:
        """Let the arrow keys move over the actions, or on the filters where there are none."""
        if self._body.currentWidget() is self.table and not self._body.isHidden():
            self.table.setFocus()
        elif self._body.isHidden():
            self.panel.take_focus()
        else:
            self.head.menus["view"].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def read_again(self) -> None:
        """Read the list from its beginning."""
        self._is_stale = False
        self._day = self._clock.today()
        if not self._is_known:
            self._bridge.read(read_around, self, self._learn, self._day)
            return
        self._question_number += 1
        then = partial(self._show, self._question_number)
        self._bridge.read(read_list, self, then, self._titles, self.viewing.view, self._wanted, self._day)
        self._bridge.read(read_counts, self, self._show_counts, self._day)

    def chosen(self) -> tuple[Any, ...]:
        """Return what a key is about: the lines that are checked, else the one that is chosen."""
        checked = tuple(line for _, line in self.model.lines() if line.id in self.model.checked)
        here = self.table.line
        return checked or ((here,) if here is not None else ())

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.read_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Where there is no line the keys that change what is shown still do.
        typed = "delete" if event.key() == Qt.Key.Key_Delete else event.text().casefold()
        if event.modifiers() in PLAIN and typed in DEED_OF_KEY:
            self.do(DEED_OF_KEY[typed])
        else:
            super().keyPressEvent(event)

    # Slots

    @Slot(str)
    def do(self, name: str) -> None:
        """Do what a key stands for."""
        if name.startswith("chip"):
            self.viewing.choose_chip(CHIPS[int(name.removeprefix("chip")) - 1][0])
            return
        deed = DeedKey(name)
        if deed not in ACTS:
            self._shows[deed]()
            return
        lines = self.chosen()
        match self.viewing.view.kind:
            case ListKind.ACTIONS:
                self.deeds.begin(deed, lines, self._sheet if len(lines) == 1 else None)
            case ListKind.TO_TELL:
                self.deeds.about_agencies(deed, lines)
            case ListKind.CASCADES:
                self.deeds.about_cascades(deed, lines)

    @Slot()
    def chase_now(self) -> None:
        """Chase what is checked, or the one that is chosen, without a question."""
        if self.viewing.view.kind is ListKind.TO_TELL:
            self.deeds.about_agencies(DeedKey.CHASE, self.chosen())
        elif self.viewing.is_of_actions:
            self.deeds.chase(self.chosen())

    @Slot()
    def print_now(self) -> None:
        """Print what is shown."""
        if not self.viewing.is_of_actions:
            self.message.show_message(
                self.tr("Lists of actions are printed; this is another one."),
                self.tr("Choose a view of actions (V)."),
                "attention",
            )
            return
        groups = self.model.under_headings()
        said = self.viewing.said()
        if self._after is not None:
            many = sum(len(lines) for _, lines in groups)
            said = self.tr("{}; the first {} of the list, as far as it was read").format(said, many)
        self.printed.ask(self.viewing.view.name, said, groups)

    @Slot()
    def close_part(self) -> None:
        """Leave the question, the words, or what is known of an action."""
        if self.deeds.is_asking:
            self.deeds.leave()
        elif self.head.words.hasFocus() and self.head.words.text():
            self.head.words.clear()
        elif self._body.isHidden():
            self._turn_panel()
        self.take_focus()

    @Slot()
    def _view_changed(self) -> None:
        self._wanted = None
        self.table.clearSelection()
        self.table.setCurrentIndex(QModelIndex())  # another list is read from its beginning
        self.model.checked.clear()
        self.read_again()
        self.take_focus()

    @Slot(str)
    def _open_menu(self, name: str) -> None:
        if name == "owner":
            self.deeds.ask_owner(self.viewing.choose_owner)
        else:
            self.viewing.open_menu(name)

    @Slot(int)
    def _sort_by(self, place: int) -> None:
        self.viewing.sort_by(self.model.columns[place].sort)

    @Slot(int)
    def _open_line(self, row: int) -> None:
        line = self.model.line(row)
        if isinstance(line, ActionLine):
            self.destination_wanted.emit(
                Destination("meetings", line.meeting_id, line.family_id, row_id=line.id)
            )
        elif isinstance(line, CascadeLine):
            self.destination_wanted.emit(Destination("meetings", line.meeting_id))
        elif isinstance(line, AgencyToTell):
            self.viewing.choose_agency_to_tell(line.id)

    @Slot(QModelIndex, QModelIndex)
    def _moved_to(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and self.model.line(current.row()) is not None:
            self._later.start()

    @Slot()
    def _read_sheet(self) -> None:
        line = self.table.line
        if not isinstance(line, ActionLine):
            self._show_no_sheet()
            return
        then = partial(self._show_sheet, line.id)
        self._bridge.read(sheet_of, self, then, self._titles, line.id, self._clock.today())

    @Slot()
    def _read_more(self) -> None:
        if self._after is not None and self._day is not None:
            then = partial(self._add, self._question_number)
            asked = (self._titles, self.viewing.view, self._after, self._day)
            self._bridge.read(read_more, self, then, *asked)

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], _asker: object) -> None:
        if touched & TABLES:
            self._is_stale = True
            if self.isVisible():
                self._pause.start()  # a meeting that is typed elsewhere changes something every second

    @Slot()
    def _look_at_the_day(self) -> None:
        if self._day is not None and self._clock.today() != self._day:
            self._is_stale = True
            if self.isVisible():
                self.read_again()

    @Slot()
    def _say_checked(self) -> None:
        several = len(self.model.checked)
        said = self.tr("Chase {}  Ctrl+Enter").format(several) if several else self.tr("Chase  Ctrl+Enter")
        self.head.chase.setText(said)
        if self._sheet is not None:
            self.panel.show_sheet(self._sheet, several)

    @Slot()
    def _uncheck(self) -> None:
        self.model.check_only(set())

    @Slot()
    def _fold(self) -> None:
        """Where both do not fit beside each other, what is known of an action takes the place of the list."""
        is_low = self.height() < self._theme.px(LOW)
        self.head.show_low(is_low=is_low)
        self.panel.show_ages(is_shown=not is_low)
        width = self._theme.px(PANEL_WIDTH)
        both = self.width() >= width + self._theme.px(LIST_WIDTH)
        if both != self._was_both:
            self._wants_panel = both
        self._was_both = both
        self.panel.setVisible(self._wants_panel)
        self._body.setVisible(both or not self._wants_panel)
        self.panel.setFixedWidth(width if both else max(self.width(), 1))

    @Slot()
    def _turn_panel(self) -> None:
        self._wants_panel = not self._wants_panel
        self._fold()
        self.take_focus()

    # What is shown

    def _learn(self, around: Around) -> None:
        self._is_known = True
        self.deeds.choices = around.choices
        self.viewing.learn(around.choices, around.own)
        self._show_counts(around.counts)
        self.read_again()

    def _show_counts(self, counts: ActionCounts) -> None:
        view = self.viewing.view
        self.head.show_counts(counts, view.filter.state if self.viewing.is_of_actions else None)
        self.panel.ages.show_counts(counts.ages, view.filter.age)

    def _show(self, number: int, read: Read) -> None:
        if number != self._question_number:
            return
        here = self.table.line
        key, row = (here.id if here is not None else None), self.table.currentIndex().row()
        had_focus = self.table.hasFocus()
        today = self._day or self._clock.today()
        self._after = read.page.next if read.page is not None else None
        columns, groups = self._shown(read, today)
        self.model.show_groups(columns, groups, has_more=self._after is not None)
        view = self.viewing.view
        sort = view.sort.value if self.viewing.is_of_actions else ""
        self.model.show_sort(sort, descending=view.descending)
        if not any(group.lines for group in groups):
            self._say_nothing()
            return
        self._body.setCurrentWidget(self.table)
        self.table.fit()
        wanted, self._wanted = self._wanted, None
        place = self.model.row_of(wanted) if wanted is not None else self.model.row_of(key) if key else -1
        self.table.choose(place if place >= 0 else max(row, 0))
        self._read_sheet()
        if had_focus or self.head.menus["view"].hasFocus():
            self.table.setFocus()

    def _shown(self, read: Read, today: date) -> tuple[Any, tuple[LinesUnder[Any], ...]]:
        match self.viewing.view.kind:
            case ListKind.CASCADES:
                return cascade_columns(today), (LinesUnder("", read.cascades),)
            case ListKind.TO_TELL:
                return telling_columns(today), (LinesUnder("", read.to_tell),)
        groups = read.page.groups if read.page is not None else ()
        shown = tuple(self._under(group, today) for group in groups)
        wanted = read.wanted
        if wanted is not None and all(wanted.id != line.id for group in groups for line in group.lines):
            shown = (LinesUnder(self.tr("Opened from elsewhere"), (wanted,)), *shown)
        return action_columns(today), shown

    def _under(self, group: GroupOfActions, today: date) -> LinesUnder[ActionLine]:
        return LinesUnder(heading(group.key, group.facts, today), group.lines)

    def _add(self, number: int, page: ActionPage) -> None:
        if number != self._question_number or self._day is None:
            return
        before = self._after.group if self._after is not None else None
        self._after = page.next
        # What goes on under the heading that stands already has none of its own.
        groups = tuple(
            replace(self._under(group, self._day), heading="")
            if group.key == before
            else self._under(group, self._day)
            for group in page.groups
        )
        self.model.add_groups(groups, has_more=page.next is not None)

    def _show_sheet(self, key: UUID, sheet: ActionSheet | None) -> None:
        line = self.table.line
        if sheet is None:
            self._show_no_sheet()
        elif line is not None and line.id == key:
            self._sheet = sheet
            self.panel.show_sheet(sheet, len(self.model.checked))

    def _show_no_sheet(self) -> None:
        self._sheet = None
        hints = {
            ListKind.TO_TELL: self.tr("H: they were told. Y: they have taken it on. Enter: what it is."),
            ListKind.CASCADES: self.tr("Y: it was passed on. N: it was not. Enter: the meeting."),
        }
        self.panel.show_nothing(hints.get(self.viewing.view.kind, ""))

    def _say_nothing(self) -> None:
        said, what_to_do = empty_words(self.viewing.view)
        self._empty.setText(said)
        self._empty_hint.setText(what_to_do)
        had_focus = self.table.hasFocus()
        self._body.setCurrentWidget(self._nothing)
        self._show_no_sheet()
        if had_focus:
            self.take_focus()

    # What keys do to what is shown

    def _go_to_ages(self) -> None:
        if self.panel.isHidden():
            self._turn_panel()
        self.panel.show_ages(is_shown=True)
        self.panel.ages.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _check_all(self) -> None:
        every = {line.id for _, line in self.model.lines()}
        self.model.check_only(set() if self.model.checked == every else every)

    def _ask_name(self) -> None:
        question = Question(
            self.tr("Keep what is shown under which name?"), self.tr("such as Housing, overdue")
        )
        self.deeds.ask_words(question, self.viewing.keep_as)

    def _forget(self) -> None:
        name = self.viewing.forget()
        if name:
            self.message.show_message(self.tr("The view “{}” is forgotten.").format(name))
        else:
            self.message.show_message(
                self.tr("This view came with MeetingDesk and stays."),
                self.tr("Only views of your own can be forgotten."),
                "attention",
            )

    def _turn_family(self) -> None:
        line = self.table.line
        if isinstance(line, ActionLine) and line.family_id is not None:
            self.viewing.turn_family(line)
        elif self.viewing.view.filter.family_id is not None:
            self.viewing.clear()

    def _turn_child(self) -> None:
        line = self.table.line
        if self.viewing.view.filter.child_id is not None:
            self.viewing.turn_child(None)
        elif isinstance(line, ActionLine) and len(line.protects_ids) == 1:
            self.viewing.turn_child(line.protects_ids[0])
        elif isinstance(line, ActionLine) and line.protects_ids:
            self.deeds.ask_which(
                self.tr("Only for whom?"), line.protects, line.protects_ids, self.viewing.turn_child
            )

    # Making it

    def _connect(self) -> None:
        self._shows: dict[DeedKey, Callable[[], object]] = {
            DeedKey.CHECK_ALL: self._check_all,
            DeedKey.VIEWS: partial(self.viewing.open_menu, "view"),
            DeedKey.KEEP_VIEW: self._ask_name,
            DeedKey.FORGET_VIEW: self._forget,
            DeedKey.GROUP: self.viewing.turn_grouping,
            DeedKey.FILTERS: self.head.go_to_filters,
            DeedKey.FAMILY: self._turn_family,
            DeedKey.CHILD: self._turn_child,
            DeedKey.TRAIL: self._turn_panel,
            DeedKey.AGES: self._go_to_ages,
            DeedKey.CLEAR: self.viewing.clear,
        }
        self.head.menu_wanted.connect(self._open_menu)
        self.head.chase_wanted.connect(self.chase_now)
        self.viewing.changed.connect(self._view_changed)
        self.viewing.narrowed.connect(self.read_again)
        self.panel.ages.chosen.connect(self.viewing.choose_age)
        self.panel.deed_wanted.connect(self.do)
        self.panel.left.connect(self.close_part)
        self.table.key_chosen.connect(self.do)
        self.table.opened.connect(self._open_line)
        self.table.sort_wanted.connect(self._sort_by)
        self.table.selectionModel().currentRowChanged.connect(self._moved_to)
        self.model.more_wanted.connect(self._read_more)
        self.model.checks_changed.connect(self._say_checked)
        self.deeds.finished.connect(self.take_focus)
        self.deeds.settled.connect(self._uncheck)
        self._pause.timeout.connect(self.read_again)
        self._later.timeout.connect(self._read_sheet)
        self._bridge.changed.connect(self._hear)
        self._clock.ticked.connect(self._look_at_the_day)
        self._theme.changed.connect(self._fold)

    def _make_actions(self) -> tuple[QAction, ...]:
        made = []
        for name, words, keys, hint, does in (
            ("chase_actions", self.tr("&Chase the actions chosen"), ("Ctrl+Return", "Ctrl+Enter"),
             self.tr("Note that their owners were asked"), self.chase_now),
            ("print_actions", self.tr("&Print what is shown…"), ("Ctrl+P",),
             self.tr("Without names of families"), self.print_now),
            ("find_actions", self.tr("&Filter by words"), ("Ctrl+F",),
             self.tr("Reference, owner, agency, a name"), self.head.words.setFocus),
            ("leave_part", self.tr("&Back to the list"), ("Esc",),
             self.tr("Leave a question or the words"), self.close_part),
        ):  # fmt: skip
            action = QAction(words, self)
            action.setObjectName(name)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setToolTip(tooltip(f"{hint} ({keys[-1]})"))
            action.triggered.connect(does)
            self.addAction(action)
            made.append(action)
        return tuple(made)

    def _lay_out(self) -> None:
        self._nothing = QWidget()
        self._nothing.setProperty("role", "panel")
        self._nothing.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle = QVBoxLayout(self._nothing)
        middle.setContentsMargins(48, 48, 48, 48)
        middle.setSpacing(6)
        middle.addWidget(self._empty)
        middle.addWidget(self._empty_hint)
        middle.addStretch(1)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self._nothing)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._body, 1)
        row.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.message)
        column.addWidget(self.question)
        column.addLayout(row, 1)
