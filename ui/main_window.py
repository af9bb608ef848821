"""The frame: the rail, the header, and the place one is at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QMimeData, QSize, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from meetingdesk.app.desk import UndoState
from meetingdesk.app.lists import MeetingLine
from meetingdesk.errors import StorageProblem
from ui.appearance import Appearance
from ui.bridge import Bridge
from ui.finding import Finder
from ui.help import HelpSheet, about, keys_of
from ui.menus import LookMenu, build_menus
from ui.problems import Problems
from ui.screens.families import families_list
from ui.screens.list_screen import ListScreen
from ui.screens.meetings import meetings_list
from ui.screens.settings import SettingsScreen
from ui.screens.to_come import SAYS, ToCome
from ui.settings import Settings
from ui.store_deeds import StoreDeeds
from ui.theme import Theme
from ui.widgets.header import Header
from ui.widgets.message_bar import MessageBar
from ui.widgets.rail import PLACES, Rail

NAME = "main"
FRAME = 48
"""What a title bar and a panel of the system take of the height."""
FIRST_PLACE = "meetings"


class MainWindow(QMainWindow):
    """Shows the places of an open store.

    Signals:
        lock_wanted: The store is to be closed until the passphrase is typed again.
        another_wanted: Another store is to be opened.
        new_wanted: Another store is to be made.
        quit_wanted: MeetingDesk is to be closed.
    """

    lock_wanted = Signal()
    another_wanted = Signal()
    new_wanted = Signal()
    quit_wanted = Signal()

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        settings: Settings,
        problems: Problems,
        titles: Mapping[str, str],
        *,
        is_demo: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._appearance = Appearance(theme, settings, self)
        self.sheet: HelpSheet | None = None
        self.setWindowTitle("MeetingDesk")
        self.setAcceptDrops(True)

        self.rail = Rail(theme)
        is_team = bridge.desk.store.folder is None
        self.header = Header(theme, is_team=is_team, is_demo=is_demo)
        self.message = MessageBar(room=(12, 8, 12, 4))
        self.meetings = ListScreen(meetings_list(titles), bridge, theme)
        self.families = ListScreen(families_list(titles), bridge, theme)
        self.settings_screen = SettingsScreen(bridge, theme, has_keys=not is_team)
        self.places: dict[str, QWidget] = {
            "meetings": self.meetings,
            "families": self.families,
            "settings": self.settings_screen,
        }
        self.places |= {key: ToCome(key) for key in SAYS}
        self.stack = QStackedWidget()
        for place in self.places.values():
            self.stack.addWidget(place)
        self._lay_out()

        self.deeds = StoreDeeds(bridge, self)
        self.actions_by_name = build_menus(self, self._what_they_do(bridge))
        self._finder = Finder(bridge, self.header.search, self.actions_by_name, self)
        self.header.search.left.connect(self._take_focus)
        self._looks = LookMenu(self, self._appearance.choose_look, self._appearance.choose_size)
        problems.use(self, self.message)

        self._connect(bridge, problems)
        self._restore_size()
        self.go(FIRST_PLACE)

    def go(self, key: str) -> None:
        """Go to a place."""
        place = self.places[key]
        self.message.put_away()
        self.stack.setCurrentWidget(place)
        self.rail.show_place(key)
        if isinstance(place, ListScreen):
            place.take_focus()

    @property
    def place(self) -> str:
        """The key of the place one is at."""
        return next(key for key, place in self.places.items() if place is self.stack.currentWidget())

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.keep_geometry(NAME, self.saveGeometry())
        event.accept()
        self.quit_wanted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if meeting_files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in meeting_files_in(event.mimeData()):
            self.deeds.bring_in(path)
        event.acceptProposedAction()

    # Slots

    @Slot(object)
    def show_undo_state(self, state: UndoState) -> None:
        """Say in the Edit menu what would be taken back."""
        for name, word, what in (("undo", "&Undo", state.undo_label), ("redo", "&Redo", state.redo_label)):
            action = self.actions_by_name[name]
            action.setText(f"{word}: {what.lower().replace('&', '&&')}" if what else word)
            action.setEnabled(what is not None)

    @Slot(str, object)
    def _open_found(self, place: str, key: UUID) -> None:
        self.go(place)
        screen = self.places[place]
        if isinstance(screen, ListScreen):
            screen.open_key(key)

    @Slot(str)
    def _say_busy(self, what: str) -> None:
        self.message.show_message(what, kind="attention")

    @Slot(str, str)
    def _say_done(self, what: str, more: str) -> None:
        self.message.show_message(what, more)

    @Slot(object, object)
    def _refused(self, error: BaseException, _asker: object) -> None:
        if isinstance(error, StorageProblem):
            self.header.show_unsaved()

    @Slot()
    def _save_file(self) -> None:
        line = self.meetings.model.line(self.meetings.table.currentIndex().row())
        if isinstance(line, MeetingLine):
            self.deeds.ask_where_to_save(line.reference)
        else:
            self.message.show_message(
                self.tr("No meeting is chosen."),
                self.tr("Go to Meetings (Ctrl+2) and choose one."),
                "attention",
            )

    @Slot()
    def _take_focus(self) -> None:
        place = self.stack.currentWidget()
        if isinstance(place, ListScreen):
            place.take_focus()

    @Slot()
    def _search(self) -> None:
        self.header.search.setFocus()
        self.header.search.selectAll()

    @Slot()
    def _help(self) -> None:
        self.sheet = keys_of(self.place, self)
        self.sheet.open()

    @Slot()
    def _about(self) -> None:
        self.sheet = about(self)
        self.sheet.open()

    # Helpers

    def _what_they_do(self, bridge: Bridge) -> dict[str, Callable[[], object]]:
        does: dict[str, Callable[[], object]] = {
            "new_store": self.new_wanted.emit,
            "open_store": self.another_wanted.emit,
            "bring_in": self.deeds.ask_for_file,
            "save_file": self._save_file,
            "back_up": self.deeds.back_up,
            "verify": self.deeds.verify,
            "lock": self.lock_wanted.emit,
            "quit": self.close,
            "undo": bridge.undo,
            "redo": bridge.redo,
            "search": self._search,
            "larger": self._appearance.larger,
            "smaller": self._appearance.smaller,
            "help": self._help,
            "about": self._about,
        }
        return does | {f"go_{key}": partial(self.go, key) for key, _ in PLACES}

    def _connect(self, bridge: Bridge, problems: Problems) -> None:
        self.rail.chosen.connect(self.go)
        self.rail.lock_wanted.connect(self.lock_wanted)
        self._finder.found.connect(self._open_found)
        self.deeds.busy.connect(self._say_busy)
        self.deeds.told.connect(self._say_done)
        self.deeds.failed.connect(problems.show)
        self.settings_screen.look_chosen.connect(self._appearance.choose_look)
        self.settings_screen.size_chosen.connect(self._appearance.choose_size)
        self.settings_screen.told.connect(self._say_done)
        bridge.saved.connect(self.header.show_saved)
        bridge.refused.connect(problems.show)
        bridge.refused.connect(self._refused)
        bridge.undo_state_changed.connect(self.show_undo_state)
        bridge.write(lambda desk: desk.undo_state, self, self.show_undo_state)
        self._theme.changed.connect(self._mark_look)
        self._mark_look()

    @Slot()
    def _mark_look(self) -> None:
        self._looks.show(self._theme.look, self._theme.text_size)

    def _restore_size(self) -> None:
        kept = self._settings.geometry(NAME)
        if kept is None or not self.restoreGeometry(kept):
            room = self.screen().availableSize()
            self.resize(QSize(1280, 760).boundedTo(QSize(room.width(), room.height() - FRAME)))

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("window")
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(self.message)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(inside)
        self.setMinimumSize(760, 480)


def meeting_files_in(dragged: QMimeData) -> list[Path]:
    """Return the meeting files among what is being dragged: local files that end in .json."""
    paths = [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() == ".json"]
