"""The frame: the rail, the header, and the place one is at."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from meetingdesk.app.desk import UndoState
from meetingdesk.app.lists import MeetingLine
from ui.bridge import Bridge
from ui.finding import Finder
from ui.help import about, keys_of
from ui.menus import add_look_menu, build_menus
from ui.palette import Look
from ui.problems import Problems
from ui.screens.families import families_list
from ui.screens.list_screen import ListScreen
from ui.screens.meetings import meetings_list
from ui.screens.settings import SettingsScreen
from ui.screens.to_come import SAYS, ToCome
from ui.settings import TEXT_SIZES, Settings
from ui.store_deeds import StoreDeeds
from ui.theme import Theme
from ui.widgets.header import Header
from ui.widgets.message_bar import MessageBar
from ui.widgets.rail import PLACES, Rail

NAME = "main"
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
        self.setWindowTitle("MeetingDesk")
        self.setAcceptDrops(True)

        self.rail = Rail(theme)
        is_team = bridge.desk.store.folder is None
        self.header = Header(theme, is_team=is_team, is_demo=is_demo)
        self.message = MessageBar()
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
        self._view_menu = self.menuBar().actions()[2].menu()
        assert self._view_menu is not None, "the third menu is View"
        self._view_menu.addSeparator()
        add_look_menu(self._view_menu, theme.look, theme.text_size, self._choose_look, self._choose_size)
        problems.use(self, self.message)

        self._connect(bridge, problems)
        self._restore_size()
        self.go(FIRST_PLACE)

    def go(self, key: str) -> None:
        """Go to a place."""
        place = self.places[key]
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

    @Slot(object, object)
    def _open_found(self, place: str, key: object) -> None:
        self.go(place)
        screen = self.places[place]
        if isinstance(screen, ListScreen):
            screen.open_key(key)  # type: ignore[arg-type]

    @Slot(str)
    def _say_busy(self, what: str) -> None:
        self.message.show_message(what, kind="attention")

    @Slot(str, str)
    def _say_done(self, what: str, more: str) -> None:
        self.message.show_message(what, more)

    @Slot(object, object)
    def _refused(self, error: BaseException, _asker: object) -> None:
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

    # Helpers

    def _what_they_do(self, bridge: Bridge) -> dict[str, object]:
        does: dict[str, object] = {
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
            "larger": self._larger,
            "smaller": self._smaller,
            "help": self._help,
            "about": self._about,
        }
        return does | {f"go_{key}": _going(self, key) for key, _ in PLACES}
