"""The page of one family: map, children, meetings, plan, what is open, who works there, what comes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from meetingdesk.app.adding_people import AddPerson
from meetingdesk.app.definitions import rulebook
from meetingdesk.app.family_page import TOUCHED_BY, FamilyPage, PageRow, family_page
from meetingdesk.app.files_received import count_files
from meetingdesk.app.new_meeting import nation_of
from meetingdesk.domain.workdays import Nation
from ui.bridge import Bridge
from ui.destination import Destination
from ui.offers import Lines
from ui.screens.family.files import FamilyFiles
from ui.screens.family.head import FamilyHead
from ui.screens.family.keys import FILES_PLACE, PARTS, help_lines, make_actions
from ui.screens.family.lists import EDIT, PageLists
from ui.screens.family.person_panel import PersonPanel
from ui.screens.family.tabs import PartTabs
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.widgets.family_map import FamilyMapView
from ui.widgets.inline_question import InlineQuestion

if TYPE_CHECKING:
    from ui.screens.family.person_question import PersonQuestion

LISTS_WIDTH, PANEL_WIDTH = 420, 390
STACKED_HEIGHT = 400
"""The height below which the map and the lists are shown one at a time."""
MAP_SHARE, LISTS_HEIGHT = 0.6, 180
"""How much of the room the map takes at most; above the lists, as much as leaves them a few lines."""
SPARE = 22
"""For the bar that scrolls the map."""


class FamilyPageView(QWidget):
    """Shows one family; the map and the lists stand side by side, or below each other, as there is room.

    Signals:
        destination_wanted: Somebody wants to go elsewhere; carries where.
        left: The list of families is wanted again.
        named: The page of a family is open; carries its reference, empty while none is.
    """

    destination_wanted = Signal(object)
    left = Signal()
    named = Signal(str)

    PAUSE_MS = 250

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
        self._question = 0
        self._is_stale = False
        self._panel: PersonPanel | None = None
        self._files: FamilyFiles | None = None
        self._focus_after: QWidget | None = None
        self._day = clock.today()
        self._wanted: UUID | None = None
        self.family_id: UUID | None = None
        self.page: FamilyPage | None = None
        self._pause = QTimer(self, singleShot=True, interval=self.PAUSE_MS)

        self.head = FamilyHead(theme)
        self.tabs = PartTabs()
        self.map = FamilyMapView(theme)
        self.lists = PageLists(theme)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.map)
        self._split.addWidget(self.lists)
        self._actions = make_actions(self, self.go_to, self.step, self._begin_meeting, self.ask_person)
        self.question = InlineQuestion()
        self._adds = False
        self._named: PersonQuestion | None = None
        self._lay_out()

        self.question.answered.connect(self._add_person)
        self.question.left.connect(self._leave_question)
        bridge.refused.connect(self._refused)
        self.head.back_wanted.connect(self.left)
        self.head.meeting_wanted.connect(self._begin_meeting)
        self.tabs.chosen.connect(self._look_at)
        self.map.person_chosen.connect(self.open_person)
        self.map.edit_wanted.connect(self.open_person)
        self.map.left.connect(self.close_part)
        self.lists.opened.connect(self._open_row)
        self.lists.key_chosen.connect(self._key)
        self.lists.selectionModel().currentRowChanged.connect(self._follow)
        self._pause.timeout.connect(self.read_again)
        bridge.changed.connect(self._hear)
        clock.ticked.connect(self._look_at_the_day)
        theme.changed.connect(self._arrange)

    # What it shows

    def open_family(self, family_id: UUID, person_id: UUID | None = None) -> None:
        """Show a family at its map, standing on one of its people where somebody was looked for."""
        self._wanted = person_id
        if family_id != self.family_id:
            # Who was being named belongs to the family before.
            self.question.hide()
            self._close_panel()
            self.family_id = family_id
            self.page = None
            self.head.show_nothing()
            self.lists.show_nothing()
            self._split.hide()
            self.tabs.stand_at(0)
            if self._files is not None:
                self._files.deeds.show_family(None)
        self.read_again()

    @Slot()
    def read_again(self) -> None:
        """Look again at what is known of the family."""
        if self.family_id is None:
            return
        self._is_stale = False
        self._question += 1
        show = partial(self._show, self._question)
        self._bridge.read(family_page, self, show, self._titles, self.family_id, self._clock.today())
        self._count_files()

    @property
    def panel(self) -> PersonPanel | None:
        """The form of one person, while it is open."""
        return self._panel if self._panel is not None and not self._panel.isHidden() else None

    @property
    def files(self) -> FamilyFiles:
        """The files that came in; their list is made when it is first looked at."""
        if self._files is None:
            self._files = FamilyFiles(self._theme, self._bridge, self._clock, self)
            self._files.view.hide()
            self._files.view.left.connect(self.left)
            self._row.insertWidget(1, self._files.view, 1)
        return self._files

    @property
    def is_at_files(self) -> bool:
        """Whether the files are looked at."""
        return self._files is not None and self.tabs.currentIndex() == FILES_PLACE

    @property
    def reference(self) -> str:
        """The reference of the family that is shown."""
        return self.page.family.reference if self.page is not None else ""

    def commands(self) -> tuple[QAction, ...]:
        """Return what can be done here."""
        return self._actions

    def help_lines(self) -> Lines:
        """Return the keys of the page."""
        return help_lines()

    def take_focus(self) -> None:
        """Let the keyboard work where one is: on the form, on the map or on the lists."""
        if self.panel is not None:
            self.panel.board.take_focus()
        elif self.is_at_files:
            self.files.view.take_focus()
        else:
            self._part_widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, place: int) -> None:
        """Go to a part of the page; a form that hides it is closed."""
        if self.panel is not None and self._split.isHidden():
            self._close_panel()
        self._look_at(place)
        if place == FILES_PLACE:
            self.files.view.take_focus()
        else:
            self._part_widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, by: int) -> None:
        """Go to the next part, or the one before."""
        self.go_to(min(max(self.tabs.currentIndex() + by, 0), len(PARTS) - 1))

    @Slot(object)
    def open_person(self, person_id: UUID) -> None:
        """Show what is known of somebody, to be filled in."""
        if self.family_id is None:
            return
        if self._panel is None:
            self._panel = PersonPanel(self._bridge, self._theme, self._clock, self)
            self._panel.hide()
            self._panel.closed.connect(self.close_part)
            self._row.addWidget(self._panel)
        focused = QApplication.focusWidget()
        if focused is not None and not self._panel.isAncestorOf(focused):
            self._focus_after = focused
        self._panel.show()
        self._arrange()
        self._panel.open_person(self.family_id, person_id)

    @Slot()
    def ask_person(self) -> None:
        """Ask who belongs to the family as well."""
        if self.family_id is not None:
            self._bridge.read(nation_of, self, self._ask_person)

    @Slot()
    def close_part(self) -> None:
        """Leave the question, or close the form where it is open; else leave the page."""
        if self.question.isVisible():
            self._leave_question()
            return
        if self.panel is None:
            if self.is_at_files:
                self.files.view.close_file()  # a file that is open first; else it leaves as well
            else:
                self.left.emit()
            return
        if not self.panel.may_close():
            return
        self._close_panel()
        after = self._focus_after
        if isinstance(after, FamilyMapView | PageLists) and after.isVisible():
            after.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take_focus()

    @Slot()
    def hand_in(self) -> None:
        """Keep at once what is being typed."""
        if self._panel is not None:
            self._panel.filling.keep_now()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.read_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # Slots

    @Slot(int)
    def _look_at(self, place: int) -> None:
        self.tabs.stand_at(place)
        if place == FILES_PLACE:
            self._close_panel()
            self.files.deeds.show_family(self.family_id)
            self._arrange()
            return
        self._arrange()
        if place > 0:
            self.lists.go_to(place - 1)
            self.tabs.stand_at(place)

    @Slot()
    def _follow(self) -> None:
        if self.lists.hasFocus():
            self.tabs.stand_at(self.lists.part + 1)

    @Slot(int)
    def _open_row(self, row: int) -> None:
        line = self.lines_at(row)
        if line is None:
            return
        if line.meeting_id is not None:
            self.destination_wanted.emit(
                Destination("meetings", line.meeting_id, self.family_id, line.row_id)
            )
        elif line.person_id is not None:
            self.open_person(line.person_id)

    @Slot(str)
    def _key(self, key: str) -> None:
        line = self.lists.line
        if key == EDIT and isinstance(line, PageRow) and line.person_id is not None:
            self.open_person(line.person_id)

    @Slot()
    def _begin_meeting(self) -> None:
        if self.family_id is not None:
            self.destination_wanted.emit(Destination("meetings", family_id=self.family_id, is_new=True))

    @Slot(str)
    def _add_person(self, typed: str) -> None:
        if self.family_id is not None:
            self._adds = True
            assert self._named is not None, "it is answered after it was asked"
            named = self._named.read(typed)
            self._bridge.execute(AddPerson(self.family_id, named, self._clock.today()), self)

    @Slot()
    def _leave_question(self) -> None:
        self.question.hide()
        self.take_focus()

    @Slot(object, object)
    def _refused(self, _error: BaseException, asker: object) -> None:
        if asker is self and self._adds:
            self._adds = False
            self.question.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], asker: object) -> None:
        if asker is self and self._adds:
            # The next one follows: a family is seldom one person.
            self._adds = False
            self.ask_person()
        if "file_received" in touched:
            self._count_files()
        if not touched & TOUCHED_BY or self.family_id is None:
            return
        self._is_stale = True
        if self.isVisible():
            self._pause.start()  # what is typed on the form changes something every second

    @Slot()
    def _look_at_the_day(self) -> None:
        if self.page is not None and self.isVisible() and self._clock.today() != self._day:
            self.read_again()

    # Helpers

    def _ask_person(self, nation: Nation) -> None:
        from ui.screens.family.person_question import PersonQuestion

        self._named = PersonQuestion(self._clock.today(), rulebook().calendar(nation))
        self.question.ask(self._named.question())

    def lines_at(self, row: int) -> PageRow | None:
        """Return the line of a row of the lists."""
        return self.lists.lines.line(row)

    def _show(self, question: int, page: FamilyPage | None) -> None:
        if question != self._question:
            return
        if page is None:
            self.page = None
            self.left.emit()
            return
        is_first = self.page is None
        self.page = page
        self._day = self._clock.today()
        self.head.show_page(page)
        self.tabs.show_page(page)
        self.map.show_map(page.drawn)
        if self._wanted is not None:
            self.map.stand_on(self._wanted)
            self._wanted = None
        self.lists.show_page(page)
        self._arrange()
        if is_first:
            self.named.emit(page.family.reference)
            if self.isVisible() and self._is_here():
                self.take_focus()

    def _count_files(self) -> None:
        if self.family_id is not None:
            self._bridge.read(count_files, self, partial(self._counted, self.family_id), self.family_id)

    def _counted(self, family_id: UUID, count: int) -> None:
        if family_id == self.family_id:
            self.tabs.show_files(count)

    def _is_here(self) -> bool:
        """Say whether the keyboard is on the page, or nowhere."""
        focused = QApplication.focusWidget()
        return focused is None or focused is self.window() or self.isAncestorOf(focused)

    def _part_widget(self) -> QWidget:
        if self._split.isHidden():
            return self.head.back
        return self.map if self.tabs.currentIndex() == 0 else self.lists

    def _close_panel(self) -> None:
        if self._panel is not None:
            self._panel.leave()
            self._panel.hide()
            self._arrange()

    @Slot()
    def _arrange(self) -> None:
        """Put the map, the lists and the form where there is room for them."""
        px = self._theme.px
        width = self.width()
        if self._files is not None:
            self._files.view.setVisible(self.is_at_files and self.page is not None)
        if self.is_at_files:
            self._split.hide()
            return
        if self.panel is not None:
            is_beside = width >= px(PANEL_WIDTH + LISTS_WIDTH)
            self.panel.setFixedWidth(px(PANEL_WIDTH) if is_beside else width)
            self._split.setVisible(is_beside and self.page is not None)
            width -= px(PANEL_WIDTH) if is_beside else 0
        else:
            self._split.setVisible(self.page is not None)
        height = self.height() - self.head.heightForWidth(self.width()) - self.tabs.sizeHint().height()
        is_wide = width >= self.map.least_width + px(SPARE + LISTS_WIDTH)
        is_one = not is_wide and (self.panel is not None or height < px(STACKED_HEIGHT))
        at_map = self.tabs.currentIndex() == 0
        self.map.setVisible(at_map or not is_one)
        self.lists.setVisible(not at_map or not is_one)
        self._share(width, height, is_wide=is_wide)

    def _share(self, width: int, height: int, *, is_wide: bool) -> None:
        wanted = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if self._split.orientation() != wanted:
            self._split.setOrientation(wanted)
        if is_wide:
            most = max(self.map.least_width + self._theme.px(SPARE), round(width * MAP_SHARE))
            first = min(most, width - self._theme.px(LISTS_WIDTH))
            self._split.setSizes([first, width - first])
        else:
            most = max(round(height * MAP_SHARE), height - self._theme.px(LISTS_HEIGHT))
            first = min(self.map.natural_height, most)
            self._split.setSizes([first, max(height - first, 1)])

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self._split, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.tabs)
        column.addLayout(self._row, 1)
        column.addWidget(self.question)
        self._split.hide()
