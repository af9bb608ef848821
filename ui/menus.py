"""The menus as data: every command with its key, in the menu, the tooltip and the search field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ui.labels import tooltip
from ui.palette import Look
from ui.settings import TEXT_SIZES

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: its name in the program, its words, its key, and what it does in a sentence."""

    name: str
    text: str
    key: str = ""
    does: str = ""


BREAK = Entry("", "")

MENUS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "&File",
        (
            Entry("new_meeting", "New &meeting…", "Ctrl+N", "Plan a meeting for a family or a series"),
            Entry("new_family", "New &family…", "Ctrl+Shift+F", "Begin a family before its first meeting"),
            BREAK,
            Entry("new_store", "&New store…", "Ctrl+Shift+N", "Make another store, with its own passphrase"),
            Entry("open_store", "&Open another store…", "Ctrl+Shift+O", "Leave this store and open another"),
            BREAK,
            Entry("bring_in", "&Bring in a meeting file…", "Ctrl+I", "Read meetings from a file"),
            Entry(
                "save_file", "&Save a meeting file as…", "Ctrl+Shift+E", "Write the chosen meeting to a file"
            ),
            Entry("documents", "&Documents of the meeting…", "Ctrl+D", "Make copies for each reader"),
            BREAK,
            Entry("back_up", "Back &up now", "Ctrl+B", "Write a backup and prove that it opens"),
            Entry(
                "verify", "&Verify the store", "Ctrl+Shift+V", "Go through the whole record and its history"
            ),
            BREAK,
            Entry(
                "blank", "Blan&k all windows", "F12", "Show a neutral page at once, until a key is pressed"
            ),
            Entry("veil", "&Veil", "Ctrl+Shift+L", "Leave the desk for a moment, until a key is pressed"),
            Entry("lock", "&Lock", "Ctrl+L", "Close the store until the passphrase is typed again"),
            Entry("quit", "&Quit", "Ctrl+Q", "Close MeetingDesk"),
        ),
    ),
    (
        "&Edit",
        (
            Entry("undo", "&Undo", "Ctrl+Z", "Take the latest step back"),
            Entry("redo", "&Redo", "Ctrl+Shift+Z", "Repeat the step that was taken back"),
            BREAK,
            Entry("search", "&Search, or do anything", "Ctrl+K", "Find a word in the record, or a command"),
        ),
    ),
    (
        "&View",
        (
            Entry("go_today", "T&oday", "Ctrl+1", "Go to what needs you"),
            Entry("go_meetings", "&Meetings", "Ctrl+2", "Go to the list of meetings"),
            Entry("go_families", "&Families", "Ctrl+3", "Go to the list of families"),
            Entry("go_actions", "&Actions", "Ctrl+4", "Go to the actions of all meetings"),
            Entry("go_reports", "&Reports", "Ctrl+5", "Go to the figures"),
            Entry("go_settings", "S&ettings", "Ctrl+6", "Go to what you may choose for yourself"),
            Entry("back", "&Back", "Alt+Left", "Go back to where you were before"),
            BREAK,
            Entry("rail", "Show or hide the ra&il", "Ctrl+0", "Give its room to the screen, or take it back"),
            Entry("larger", "&Larger text", "Ctrl++", "Show everything one step larger"),
            Entry("smaller", "&Smaller text", "Ctrl+-", "Show everything one step smaller"),
        ),
    ),
    (
        "&Help",
        (
            Entry("help", "&This screen and its keys", "F1", "What can be done here, and by which keys"),
            Entry("about", "&About MeetingDesk", "", "Versions of MeetingDesk and of what it is made of"),
        ),
    ),
)

LOOKS = (
    (Look.SYSTEM, "As the &system"),
    (Look.LIGHT, "&Light"),
    (Look.DARK, "&Dark"),
    (Look.HIGH_CONTRAST, "&High contrast"),
)


def build_menus(window: QMainWindow, does: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Fill the menu bar of a window; return its commands by name."""
    made: dict[str, QAction] = {}
    for title, entries in MENUS:
        menu = window.menuBar().addMenu(title)
        menu.setObjectName(title.replace("&", "").lower())
        menu.setToolTipsVisible(True)
        for entry in entries:
            if entry is BREAK:
                menu.addSeparator()
                continue
            action = QAction(entry.text, window)
            action.setObjectName(entry.name)
            action.setShortcut(QKeySequence(entry.key))
            if entry.does:
                action.setToolTip(tooltip(entry.does))
            action.triggered.connect(partial(_call, does[entry.name]))
            menu.addAction(action)
            made[entry.name] = action
    return made


class MeetingMenu:
    """The menu whose entries come from the screen that is open."""

    TITLE = "Mee&ting"

    def __init__(self, window: QMainWindow, here: Callable[[], tuple[QAction, ...]]) -> None:
        self._here = here
        self._menu = QMenu(self.TITLE, window)
        self._menu.setObjectName("meeting")
        self._menu.setToolTipsVisible(True)
        help_menu = window.menuBar().findChild(QMenu, "help")
        assert help_menu is not None, "the menus are built first"
        actions = window.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self._keys = {action: action.shortcut() for action in actions if not action.shortcut().isEmpty()}
        window.menuBar().insertMenu(help_menu.menuAction(), self._menu)
        self._nothing = QAction("Open a meeting to see what can be done in it", self._menu)
        self._nothing.setEnabled(False)
        self._menu.aboutToShow.connect(self.fill)
        self.fill()

    @property
    def actions(self) -> list[QAction]:
        """What stands in the menu now."""
        return self._menu.actions()

    def fill(self) -> None:
        """Show what the open screen offers."""
        # Taken out one by one: clear() would delete what belongs to the menu alone.
        for action in self._menu.actions():
            self._menu.removeAction(action)
        here = list(self._here())
        self._menu.addActions(here or [self._nothing])
        self._lend_keys(here)

    def _lend_keys(self, here: list[QAction]) -> None:
        """Let the open screen have the keys that it has too: Qt runs neither of two commands with one key."""
        taken = {key.toString() for action in here for key in action.shortcuts()}
        for action, key in self._keys.items():
            action.setShortcut(QKeySequence() if key.toString() in taken else key)


class LookMenu:
    """The themes and text sizes in the View menu, the present ones marked."""

    THEME = "&Theme"
    SIZE = "Text si&ze"

    def __init__(
        self, window: QMainWindow, on_look: Callable[[Look], None], on_size: Callable[[int], None]
    ) -> None:
        view = window.menuBar().findChild(QMenu, "view")
        assert view is not None, "the menus are built first"
        view.addSeparator()
        themes, sizes = view.addMenu(self.THEME), view.addMenu(self.SIZE)
        for menu in (themes, sizes):
            menu.setToolTipsVisible(True)
        self._looks = _choices(themes, LOOKS, on_look)
        self._sizes = _choices(sizes, tuple((size, f"{size} %") for size in TEXT_SIZES), on_size)
        for look, action in self._looks.items():
            action.setObjectName(f"look_{look.value}")
            action.setToolTip(tooltip(f"Draw every window {_plain(action.text()).lower()}"))
        for size, action in self._sizes.items():
            action.setObjectName(f"size_{size}")
            action.setToolTip(tooltip(f"Show everything at {size} % of its size"))

    @property
    def looks(self) -> tuple[QAction, ...]:
        """The themes, as commands."""
        return tuple(self._looks.values())

    @property
    def sizes(self) -> tuple[QAction, ...]:
        """The text sizes, as commands."""
        return tuple(self._sizes.values())

    def show(self, look: Look, text_size: int) -> None:
        """Mark what is in force."""
        for each, action in self._looks.items():
            action.setChecked(each is look)
        for size, action in self._sizes.items():
            action.setChecked(size == text_size)


def _choices(
    menu: QMenu, choices: tuple[tuple[T, str], ...], on_choice: Callable[[T], None]
) -> dict[T, QAction]:
    made: dict[T, QAction] = {}
    group = QActionGroup(menu)
    for choice, text in choices:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.triggered.connect(partial(_call, partial(on_choice, choice)))
        group.addAction(action)
        made[choice] = action
    return made


def _plain(text: str) -> str:
    return text.replace("&", "")


def _call(does: Callable[[], object], _checked: bool = False) -> None:
    does()
