"""The frame: the rail, the header, and the place one is at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QMimeData, QSize, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from meetingdesk.app.desk import UndoState
from meetingdesk.app.lists import MeetingLine
from meetingdesk.domain.help_pages import HelpPage
from meetingdesk.errors import NotAllowed, StorageProblem
from ui import offers
from ui.appearance import Appearance
from ui.blank import Blank
from ui.bridge import Bridge
from ui.commands import Commands
from ui.destination import Destination
from ui.finding import Finder
from ui.held_mail import HeldMail
from ui.help import HelpSheet, about, explained, keys_of
from ui.idle import Idle
from ui.menus import MENUS, LookMenu, MeetingMenu, build_menus
from ui.problems import Problems
from ui.screens.actions.place import ActionsPlace
from ui.screens.families import FamiliesScreen, families_list
from ui.screens.list_screen import ListScreen
from ui.screens.meeting_place import MeetingPlace
from ui.screens.meetings import meetings_list
from ui.screens.settings import SettingsScreen
from ui.screens.to_come import SAYS, ToCome
from ui.screens.today import TodayScreen
from ui.settings import Settings
from ui.store_deeds import StoreDeeds
from ui.theme import Theme
from ui.tidying import Tidying
from ui.wall_clock import WallClock
from ui.widgets.header import Header
from ui.widgets.message_bar import MessageBar
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.rail import PLACES, Rail

NAME = "main"
TITLE = "MeetingDesk"
FRAME = 48
"""What a title bar and a panel of the system take of the height."""
FIRST_PLACE = "today"
DOCUMENTS = "documents"
"""The documents of one meeting: no place of the rail, but one that Back leads to."""
NARROW = 800
"""Below this width, at 100 per cent text size, a screen that wants room has the rail folded."""
LONGEST_REFERENCE = 40
LONGEST_WAY = 20
"""How many steps Back remembers."""


SURE = timedelta(seconds=10)
"""So long somebody who asked to leave a running meeting may say it again."""


class MainWindow(QMainWindow):
    """Shows the places of an open store, and the screens that destinations lead to.

    Signals:
        about_to_lock: The store is about to be closed: what is typed and not handed in yet is handed in now.
        lock_wanted: The store is to be closed until the passphrase is typed again.
        another_wanted: Another store is to be opened.
        new_wanted: Another store is to be made.
        quit_wanted: MeetingDesk is to be closed.
    """

    about_to_lock = Signal()
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
        clock: WallClock | None = None,
        blank: Blank | None = None,
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._theme = theme
        self._settings = settings
        self._appearance = Appearance(theme, settings, self)
        self.clock = clock or WallClock(self)
        self.blank = blank or Blank(self)
        self.idle = Idle(self.clock, settings, can_lock=not is_demo, parent=self)
        self.sheet: HelpSheet | None = None
        self._here = Destination(FIRST_PLACE)
        self._way: list[Destination] = []
        self._focus_before: QWidget | None = None
        self._rail_is_folded: bool | None = None
        self._is_leaving = False
        self._was_kept_open = False
        self._asked_to_leave: datetime | None = None
        self.setWindowTitle(TITLE)
        self.setAcceptDrops(True)

        self.rail = Rail(theme)
        is_team = bridge.desk.store.folder is None
        self.header = Header(theme, is_team=is_team, is_demo=is_demo)
        self.message = MessageBar(room=(12, 8, 12, 4))
        self.progress = ProgressStrip()
        self.meetings = ListScreen(meetings_list(titles), bridge, theme)
        self.families = FamiliesScreen(families_list(titles), bridge, theme, self.clock, titles)
        self.settings_screen = SettingsScreen(
            bridge, theme, settings, has_keys=not is_team, clock=self.clock, is_demo=is_demo
        )
        self.stack = QStackedWidget()
        self.places: dict[str, QWidget] = {}
        """The screen of each place of the rail."""
        self.screens: dict[str, QWidget] = {}
        """The screens of what a destination names: "meeting", "family"; else its line in a list is shown."""
        for key in SAYS:
            self.register(key, ToCome(key))
        self.register("actions", ActionsPlace(bridge, theme, self.clock, titles))
        self.register("meetings", self.meetings)
        self.register("families", self.families)
        self.register("settings", self.settings_screen)
        self.today = TodayScreen(bridge, theme, self.clock, titles)
        self.register("today", self.today)
        self.meeting = MeetingPlace(bridge, theme, self.clock, settings)
        self.register("meeting", self.meeting)
        self._tidying = Tidying(bridge, self)
        self._lay_out()

        self.deeds = StoreDeeds(bridge, self)
        self.actions_by_name = build_menus(self, self._what_they_do(bridge))
        self._looks = LookMenu(self, self._appearance.choose_look, self._appearance.choose_size)
        self.meeting_menu = MeetingMenu(self, self._commands_here)
        self.commands = self._all_commands()
        # First, so that a command finds the keyboard where it was before the palette took it.
        self.header.search.chosen.connect(self._return_focus)
        self._finder = Finder(bridge, self.header.search, self.commands, titles, self.clock, self)
        problems.use(self, self.message)

        self._connect(bridge, problems)
        self._restore_size()
        self.go(FIRST_PLACE)
        self._held_mail = HeldMail(bridge, self.message, self)
        self.meeting.go_on_where_it_was()

    # The places

    def register(self, key: str, screen: QWidget) -> None:
        """Have a screen shown for a place of the rail, or for what a destination names.

        `key` is one of the places, or "meeting" or "family". What else a screen may have is in offers.py;
        its signals `destination_wanted(Destination)`, `reference_changed(str)` and `commands_changed()`
        are heard where it has them.
        """
        table = self.places if key in dict(PLACES) else self.screens
        before = table.get(key)
        table[key] = screen
        self.stack.addWidget(screen)
        for name, slot in (
            ("destination_wanted", self.open),
            ("reference_changed", self.show_reference),
            ("commands_changed", self._show_commands),
        ):
            signal = getattr(screen, name, None)
            if isinstance(signal, SignalInstance):
                signal.connect(slot)
        if before is not None:
            if self.stack.currentWidget() is before:
                self.stack.setCurrentWidget(screen)
            self.stack.removeWidget(before)
            before.deleteLater()

    @Slot(str)
    def go(self, key: str) -> None:
        """Go to a place."""
        self.open(Destination(key))

    @Slot(object)
    def open(self, destination: Destination) -> None:
        """Go where a result, a row or a command leads."""
        if destination != self._here:
            self._way = [*self._way, self._here][-LONGEST_WAY:]
        self._show(destination)

    @Slot()
    def go_back(self) -> None:
        """Go where one was before."""
        if self._way:
            self._show(self._way.pop())

    @property
    def place(self) -> str:
        """The key of the place one is at."""
        return self._here.place

    @property
    def screen_now(self) -> QWidget | None:
        """The screen that is open."""
        return self.stack.currentWidget()

    # What the frame shows

    @Slot(str)
    def show_reference(self, reference: str) -> None:
        """Show in the title bar the reference of what is open; never a name."""
        # The brackets would be a place for a star, as Qt reads titles.
        plain = " ".join(reference.split())[:LONGEST_REFERENCE].replace("[*]", "[*][*]")
        self.setWindowTitle(f"{plain} · {TITLE}" if plain else TITLE)

    @Slot(object)
    def show_saved(self, at: datetime) -> None:
        """Say when the store last committed; for what is kept without a command too, such as a draft."""
        self.header.show_saved(at)

    @Slot()
    def lock(self) -> None:
        """Blank the windows, hand in what is typed, then have the store closed."""
        self._leave(self.lock_wanted, firmly=True)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_rail()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.deeds.stop()
        self.about_to_lock.emit()
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

    @Slot(object)
    def _open_meeting(self, key: UUID) -> None:
        self.open(Destination("meetings", key))

    @Slot()
    def _begin_family(self) -> None:
        self.go("families")
        self.families.ask_new()

    @Slot(bool)
    def _hold_idle(self, is_running: bool) -> None:
        # A room that looks up from the table must not find a veil over what was just said.
        if is_running:
            self.idle.hold("meeting")
        else:
            self.idle.release("meeting")

    @Slot()
    def _undo(self) -> None:
        self._bridge.undo()
        # Known before the answer comes, so that Redo pressed right behind it is not lost.
        self.actions_by_name["redo"].setEnabled(True)

    @Slot(str)
    def _list_by(self, name: str) -> None:
        self.go("meetings")
        self.meetings.filter.setText(name)

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
        if self._is_leaving and not self._was_kept_open:
            # What was handed in last would be gone with the window; the page stays, a key lifts it.
            self._is_leaving, self._was_kept_open = False, True
            self.blank.lift()
            self.blank.blank()

    @Slot()
    def _save_file(self) -> None:
        line = self.meetings.model.line(self.meetings.table.currentIndex().row())
        if isinstance(line, MeetingLine):
            self.deeds.ask_where_to_save(line.reference)
        else:
            self._say_no_meeting()

    def _say_no_meeting(self) -> None:
        self.message.show_message(
            self.tr("No meeting is chosen."), self.tr("Go to Meetings (Ctrl+2) and choose one."), "attention"
        )

    @Slot()
    def _open_documents(self) -> None:
        """Show the documents of the meeting that is open, or chosen in the list."""
        meeting_id = self._here.meeting_id
        line = self.meetings.model.line(self.meetings.table.currentIndex().row())
        if meeting_id is None and self.place == "meetings" and isinstance(line, MeetingLine):
            meeting_id = line.id
        if meeting_id is None:
            self._say_no_meeting()
            return
        from ui.screens.documents.place import documents_page

        try:
            page = documents_page(self._bridge, self._theme, self.clock, self._settings, self.screens)
        except NotAllowed as error:
            self.message.show_error(error)
            return
        if page not in self.screens.values():
            self.register(DOCUMENTS, page)
            page.left.connect(self.go_back)
            self.about_to_lock.connect(page.forget)
        self.meeting.hand_in()
        self.open(Destination(DOCUMENTS, meeting_id))

    @Slot(QWidget, QWidget)
    def _note_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is self.header.search and before is not None:
            self._focus_before = before

    @Slot()
    def _return_focus(self) -> None:
        before = self._focus_before
        if before is not None and isValid(before) and before.isVisible() and before.window() is self:
            before.setFocus()
        else:
            self._take_focus()

    @Slot()
    def _take_focus(self) -> None:
        screen = self.screen_now
        if screen is not None and not offers.take_focus(screen):
            screen.setFocus()

    @Slot()
    def _show_commands(self) -> None:
        self.meeting_menu.fill()

    @Slot()
    def _turn_rail(self) -> None:
        self._rail_is_folded = not self.rail.isHidden()
        self._fold_rail()

    @Slot()
    def _help(self) -> None:
        title, groups = keys_of(self.place, self.screen_now)
        self._show_sheet(title, groups, explained(self.place, self.screen_now))

    @Slot()
    def _about(self) -> None:
        title, groups = about()
        self._show_sheet(title, groups)

    @Slot(int)
    def _choose_veil(self, minutes: int) -> None:
        self._settings.veil_minutes = minutes

    @Slot(int)
    def _choose_lock(self, minutes: int) -> None:
        self._settings.lock_minutes = minutes

    @Slot()
    def _mark_look(self) -> None:
        self._looks.show(self._theme.look, self._theme.text_size)
        self._fold_rail()

    # Helpers

    def _show(self, destination: Destination) -> None:
        is_meeting = destination.meeting_id is not None or destination.is_new
        # An action that names its meeting is dealt with among the actions; Enter leads to the meeting there.
        is_meeting = is_meeting and destination.place not in ("actions", DOCUMENTS)
        key = "meeting" if is_meeting else "family" if destination.family_id else ""
        if destination.place == DOCUMENTS:
            key = DOCUMENTS
        screen = self.screens.get(key) or self.places[destination.place]
        self._here = destination
        self.message.put_away()
        self.stack.setCurrentWidget(screen)
        self.rail.show_place("meetings" if destination.place == DOCUMENTS else destination.place)
        self.show_reference(offers.reference_of(screen))
        self.meeting_menu.fill()
        self._fold_rail()
        self._take_focus()
        line = destination.meeting_id or destination.family_id
        if not offers.open_destination(screen, destination) and isinstance(screen, ListScreen) and line:
            screen.open_key(line)
        # Once more: what was opened may want the room that the list did not.
        self._fold_rail()
        if self.sheet is not None and isValid(self.sheet) and self.sheet.isVisible():
            self.sheet.fill(*keys_of(destination.place, screen), explained(destination.place, screen))

    def _show_sheet(
        self, title: str, groups: tuple[tuple[str, offers.Lines], ...], pages: tuple[HelpPage, ...] = ()
    ) -> None:
        if self.sheet is None or not isValid(self.sheet):
            self.sheet = HelpSheet(title, groups, self, pages)
        else:
            self.sheet.fill(title, groups, pages)
        self.sheet.show_beside()

    def _fold_rail(self) -> None:
        is_narrow = self.width() < self._theme.px(NARROW)
        by_itself = is_narrow and offers.wants_room(self.screen_now)
        is_folded = by_itself if self._rail_is_folded is None else self._rail_is_folded
        self.rail.setVisible(not is_folded)
        self.header.show_rail_folded(is_folded=is_folded)

    def _leave_store(self, going: SignalInstance) -> None:
        """Leave for another store; out of a running meeting only when it is asked for twice."""
        is_sure = self._asked_to_leave is not None and self.clock.now() - self._asked_to_leave < SURE
        if self.meeting.is_running and not is_sure:
            self._asked_to_leave = self.clock.now()
            self.message.show_message(
                self.tr("A meeting is running."),
                self.tr("Press the same keys again to leave it for another store."),
                "attention",
            )
            return
        self._asked_to_leave = None
        self._leave(going)

    def _leave(self, going: SignalInstance, *, firmly: bool = False) -> None:
        if self._is_leaving:
            return
        self._is_leaving = True
        if firmly:
            self.blank.blank(firmly=True)
        self.deeds.stop()
        self.about_to_lock.emit()
        # Once round the writing lane: what was handed in has been answered by then.
        self._bridge.write(lambda _desk: None, self, lambda _nothing: self._go_out(going))

    def _go_out(self, going: SignalInstance) -> None:
        if self._is_leaving:
            self._is_leaving = False
            going.emit()

    def _commands_here(self) -> tuple[QAction, ...]:
        return offers.commands_of(self.screen_now)

    def _all_commands(self) -> Commands:
        commands = Commands(self._settings, self._commands_here)
        for title, entries in MENUS:
            # The palette itself is no way out of the palette.
            named = [
                self.actions_by_name[entry.name] for entry in entries if entry.name not in ("", "search")
            ]
            commands.add(title.replace("&", ""), named)
        commands.add("View", self._looks.looks, self.tr("Theme"))
        commands.add("View", self._looks.sizes, self.tr("Text size"))
        commands.add(self.tr("Settings"), self._subjects())
        return commands

    def _subjects(self) -> list[QAction]:
        """Return a way to each page of the settings."""
        found = []
        for key, words in self.settings_screen.subjects:
            action = QAction(words, self)
            action.triggered.connect(partial(self._go_to_subject, key))
            found.append(action)
        return found

    def _go_to_subject(self, key: str) -> None:
        self.go("settings")
        self.settings_screen.show_subject(key)

    def _what_they_do(self, bridge: Bridge) -> dict[str, Callable[[], object]]:
        does: dict[str, Callable[[], object]] = {
            "new_meeting": partial(self.open, Destination("meetings", is_new=True)),
            "new_family": self._begin_family,
            "new_store": partial(self._leave_store, self.new_wanted),
            "open_store": partial(self._leave_store, self.another_wanted),
            "bring_in": self.deeds.ask_for_file,
            "save_file": self._save_file,
            "documents": self._open_documents,
            "back_up": self.deeds.back_up,
            "verify": self.deeds.verify,
            "blank": self.blank.toggle,
            "veil": self.blank.blank,
            "lock": self.lock,
            "quit": self.close,
            "undo": self._undo,
            "redo": bridge.redo,
            "search": self.header.search.open,
            "back": self.go_back,
            "rail": self._turn_rail,
            "larger": self._appearance.larger,
            "smaller": self._appearance.smaller,
            "help": self._help,
            "about": self._about,
        }
        return does | {f"go_{key}": partial(self.go, key) for key, _ in PLACES}

    def _connect(self, bridge: Bridge, problems: Problems) -> None:
        self.rail.chosen.connect(self.go)
        self.rail.lock_wanted.connect(self.lock)
        self.header.blank_wanted.connect(self.blank.blank)
        self.header.rail_wanted.connect(self._turn_rail)
        self.header.search.left.connect(self._return_focus)
        self._finder.found.connect(self.open)
        self._finder.named.connect(self._list_by)
        self._connect_deeds(problems)
        self._connect_meeting()
        self._connect_settings()
        self._connect_idle()
        bridge.saved.connect(self.show_saved)
        bridge.refused.connect(problems.show)
        bridge.refused.connect(self._refused)
        bridge.undo_state_changed.connect(self.show_undo_state)
        bridge.stepped.connect(self.header.show_step)
        bridge.write(lambda desk: desk.undo_state, self, self.show_undo_state)
        application = QApplication.instance()
        assert isinstance(application, QApplication), "windows need an application"
        application.focusChanged.connect(self._note_focus)
        self._theme.changed.connect(self._mark_look)
        self._mark_look()

    def _connect_deeds(self, problems: Problems) -> None:
        self.deeds.busy.connect(self._say_busy)
        self.deeds.told.connect(self._say_done)
        self.deeds.failed.connect(problems.show)
        self.deeds.progressed.connect(self.progress.show_progress)
        self.deeds.finished.connect(self.progress.finish)
        self.progress.stop_wanted.connect(self.deeds.stop)

    def _connect_meeting(self) -> None:
        self.meetings.open_wanted.connect(self._open_meeting)
        self.meeting.running_changed.connect(self._hold_idle)
        self.about_to_lock.connect(self.meeting.hand_in)
        self.about_to_lock.connect(self.families.hand_in)

    def _connect_settings(self) -> None:
        self.settings_screen.look_chosen.connect(self._appearance.choose_look)
        self.settings_screen.size_chosen.connect(self._appearance.choose_size)
        self.settings_screen.veil_chosen.connect(self._choose_veil)
        self.settings_screen.lock_chosen.connect(self._choose_lock)
        self.settings_screen.told.connect(self._say_done)
        self.settings_screen.words_changed.connect(self.meeting.read_words_again)
        self.settings_screen.definitions_changed.connect(self.meeting.read_rules_again)

    def _connect_idle(self) -> None:
        self.blank.input_seen.connect(self.idle.note_input)
        self.idle.veil_wanted.connect(self.blank.blank)
        self.idle.lock_wanted.connect(self.lock)

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
        right.addWidget(self.progress)
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
