"""The settings: a list of subjects, and one page beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.offers import Lines
from ui.screens.settings.subject_list import SubjectList
from ui.screens.settings.this_desk import ThisDeskPage
from ui.settings import Settings
from ui.theme import Theme
from ui.wall_clock import WallClock

HELP: Lines = (
    ("", "Settings"),
    ("↑ ↓", "Go to another subject, or another line"),
    ("Enter", "Go to the page, or open the line"),
    ("Ctrl+F", "Filter the list"),
    ("Ins", "Add a line"),
    ("Enter, Ctrl+Enter", "Keep what stands in the form"),
    ("Esc", "Leave the form, then the page"),
    ("F5", "Read the files again, after a change by hand"),
    ("Del", "Back to what was shipped, or take out"),
    ("U", "Take back the last change of a file"),
)


class SettingsScreen(QWidget):
    """Shows one page of the settings at a time; each is made when it is first gone to.

    Signals:
        look_chosen: Another theme was chosen.
        size_chosen: Another text size was chosen, in per cent.
        veil_chosen: After how many minutes to veil; 0 is never.
        lock_chosen: After how many minutes to lock.
        told: Something was done; carries a sentence and a second one.
        words_changed: Somebody's own short forms or words are others now.
        definitions_changed: A file of definitions was written: whoever keeps rules reads them again.
    """

    look_chosen = Signal(object)
    size_chosen = Signal(int)
    veil_chosen = Signal(int)
    lock_chosen = Signal(int)
    told = Signal(str, str)
    words_changed = Signal()
    definitions_changed = Signal()

    wants_room = True

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        settings: Settings,
        *,
        has_keys: bool,
        clock: WallClock | None = None,
        is_demo: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._clock = clock or WallClock(self)
        self._is_demo = is_demo
        self._settings = settings
        self._has_keys = has_keys
        self.subjects = self._all_subjects()
        """The subjects by key, with their words."""
        self._pages: dict[str, QWidget] = {}
        self.list = SubjectList(tuple(words for _, words in self.subjects), theme)
        self.stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        side = QFrame()
        side.setProperty("role", "rail")
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.list)
        row.addWidget(side)
        row.addWidget(self.stack, 1)

        self.list.selectionModel().currentRowChanged.connect(self._turn_to)
        self.list.activated.connect(self._enter)

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        if self.stack.count() == 0:
            self.list.choose(0)
        shown = self.stack.currentWidget()
        assert shown is not None, "there is always a page"
        return shown

    @cached_property
    def this_desk(self) -> ThisDeskPage:
        """The page of what holds for this desk alone."""
        page = ThisDeskPage(self._bridge, self._theme, self._settings, has_keys=self._has_keys)
        for name in ("look_chosen", "size_chosen", "veil_chosen", "lock_chosen"):
            getattr(page, name).connect(getattr(self, name))
        return page

    def show_subject(self, key: str) -> None:
        """Go to the page of a subject and let the keyboard work there."""
        self.list.choose([known for known, _ in self.subjects].index(key))
        self._enter()

    def take_focus(self) -> None:
        """Let the arrow keys move over the subjects."""
        self.list.setFocus()

    def help_lines(self) -> Lines:
        """Return the keys and what they do."""
        return HELP

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        # Not at the start of the day: most days nobody looks in here.
        if self.stack.count() == 0:
            self.list.choose(0)
        super().showEvent(event)

    # Slots

    @Slot(QModelIndex, QModelIndex)
    def _turn_to(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            key, _ = self.subjects[current.row()]
            if key not in self._pages:
                made = self._pages[key] = self._made(key)
                self._connect(made)
                self.stack.addWidget(made)
            self.stack.setCurrentWidget(self._pages[key])

    @Slot()
    def _enter(self) -> None:
        page = self.page
        if page is self.this_desk:
            self.this_desk.looks.setFocus()
        else:
            page.take_focus()  # type: ignore[attr-defined]  # every other page has it

    # Helpers

    def _connect(self, page: QWidget) -> None:
        heard = {name: getattr(self, name) for name in ("told", "words_changed", "definitions_changed")}
        for name, hears in {**heard, "left": self.take_focus}.items():
            signal = getattr(page, name, None)
            if signal is not None:
                signal.connect(hears)

    def _made(self, key: str) -> QWidget:
        if key == "this_desk":
            return self.this_desk
        page = _kind_of_page(key)(self._bridge, self._theme, self._clock)
        if hasattr(page, "is_demo"):
            # The files belong to the whole computer, and are no part of a store that is thrown away.
            page.is_demo = self._is_demo
        return page

    def _all_subjects(self) -> tuple[tuple[str, str], ...]:
        return (
            ("this_desk", self.tr("This desk")),
            ("policy", self.tr("Policy values")),
            ("agencies", self.tr("Agencies")),
            ("contacts", self.tr("Contacts")),
            ("people", self.tr("People at the desk")),
            ("prompts", self.tr("Questions")),
            ("short_forms", self.tr("Short forms")),
            ("words", self.tr("Own words")),
        )


def _kind_of_page(key: str) -> Callable[..., QWidget]:
    """Return what makes the page of a subject; it is imported when somebody goes there, not at the start."""
    match key:
        case "policy":
            from ui.screens.settings.policy_page import PolicyPage

            return PolicyPage
        case "agencies":
            from ui.screens.settings.agencies_page import AgenciesPage

            return AgenciesPage
        case "contacts":
            from ui.screens.settings.contacts_page import ContactsPage

            return ContactsPage
        case "people":
            from ui.screens.settings.people_page import PeoplePage

            return PeoplePage
        case "prompts":
            from ui.screens.settings.prompts_page import PromptsSettings

            return PromptsSettings
        case "short_forms":
            from ui.screens.settings.words_page import ShortFormsPage

            return ShortFormsPage
        case _:
            from ui.screens.settings.words_page import OwnWordsPage

            return OwnWordsPage
