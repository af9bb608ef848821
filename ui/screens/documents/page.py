"""The documents of one meeting: copies for each reader, their approval and corrections, and sending."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from meetingdesk.app.definitions import help_pages
from meetingdesk.app.documents.about_meeting import AboutMeeting, about_meeting
from meetingdesk.app.documents.on_screen import may_make_documents
from meetingdesk.domain.help_pages import HelpPage
from meetingdesk.domain.roles import Deed
from ui.bridge import Bridge
from ui.destination import Destination
from ui.labels import tooltip
from ui.offers import Lines
from ui.screens.documents.copies_page import CopiesPage
from ui.screens.documents.head import DocumentsHead
from ui.screens.documents.sending.view import SendingView
from ui.screens.documents.tabs import DocumentsTabs
from ui.screens.documents.versions.view import VersionsView
from ui.screens.documents.words import PARTS, PARTS_KEYS, Part
from ui.settings import Settings
from ui.theme import Theme
from ui.wall_clock import WallClock

MADE_OF = frozenset({"meeting"})
HELP = {Part.COPIES: "documents", Part.VERSIONS: "approval", Part.SENDING: "sending"}
"""The page of help of each part."""


class DocumentsPage(QWidget):
    """Shows one part at a time, made when somebody first wants it; nobody sees a part that they may not.

    Signals:
        left: Somebody wants to go back to where they were.
        reference_changed: Another meeting is shown; carries its reference.
        commands_changed: Another part is open, with other commands.
    """

    left = Signal()
    reference_changed = Signal(str)
    commands_changed = Signal()

    wants_room = True

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        clock: WallClock,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._clock = clock
        self._settings = settings
        self._question = 0
        self._meeting_id: UUID | None = None
        self.reference = ""
        self.part = Part.VERSIONS
        self.views: dict[Part, CopiesPage | VersionsView | SendingView] = {}
        self.head = DocumentsHead(theme)
        self.tabs = DocumentsTabs()
        self._body = QStackedWidget()
        self._lay_out()
        self._to_parts = {part: self._command_to(part) for part in Part}
        self._back = QAction(self.tr("&Back from the documents"), self)
        self._back.setObjectName("versions_back")
        self._back.setShortcut(QKeySequence("Esc"))
        # Not where the palette is open: there Escape closes the palette.
        self._back.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._back.setToolTip(tooltip(self.tr("Go back to where you were (Esc)")))

        self._back.triggered.connect(self._go)
        self.head.back_wanted.connect(self.leave)
        self.tabs.chosen.connect(self.show_part)
        bridge.changed.connect(self._hear)

    # What the frame asks of a screen

    def commands(self) -> tuple[QAction, ...]:
        """Return what can be done in the part that is open, and the ways to the others."""
        own = self.views[self.part].commands() if self.part in self.views else ()
        ways = tuple(self._to_parts[part] for part in self.tabs.parts)
        return (*own, *((self._back,) if self.part is Part.VERSIONS else ()), *ways)

    def help_lines(self) -> Lines:
        """Return the keys of the part that is open, and those of the page."""
        own = self.views[self.part].help_lines() if self.part in self.views else ()
        return (*own, *PARTS_KEYS)

    def help_pages(self) -> tuple[HelpPage, ...]:
        """Return what the part that is open is for."""
        page = help_pages().get(HELP[self.part])
        return (page,) if page is not None else ()

    def open_destination(self, destination: Destination) -> None:
        """Show the documents of a meeting."""
        if destination.meeting_id is None:
            return
        self._meeting_id = destination.meeting_id
        self._read_head()
        parts = self._parts()
        for place, one in enumerate(parts, 1):
            self._to_parts[one].setShortcut(QKeySequence(f"Alt+{place}"))
        self.part = self.part if self.views and self.part in parts else parts[0]
        self.tabs.show_parts(parts, self.part)
        self.show_part(self.part)

    @Slot()
    def take_focus(self) -> None:
        """Let the keyboard work in the part that is open."""
        if self.part in self.views:
            self.views[self.part].take_focus()

    # What is done here

    @Slot(object)
    def show_part(self, part: Part) -> None:
        """Open a part of the page."""
        if self._meeting_id is None or part not in self.tabs.parts:
            return
        self.part = part
        view = self.views.get(part) or self._new(part)
        self._body.setCurrentWidget(view)
        self.tabs.show_parts(self.tabs.parts, part)
        self.head.show_counts(0, 0)
        view.open_meeting(self._meeting_id)
        if not self.tabs.hasFocus():
            view.take_focus()
        self.commands_changed.emit()

    @Slot()
    def leave(self) -> None:
        """Stop what is being made, else go back."""
        view = self.views.get(self.part)
        if isinstance(view, (CopiesPage, SendingView)):
            view.leave()
        else:
            self._go()

    @Slot()
    def forget(self) -> None:
        """Make nothing more, and keep nothing of the pass phrases."""
        for view in self.views.values():
            if isinstance(view, (CopiesPage, SendingView)):
                view.forget()

    # Slots

    @Slot()
    def _go(self) -> None:
        self.forget()
        self.left.emit()

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], _asker: object) -> None:
        if touched & MADE_OF and self.isVisible():
            self._read_head()

    # Helpers

    def _parts(self) -> tuple[Part, ...]:
        person = self._bridge.desk.person
        allowed = {
            Part.COPIES: may_make_documents(person),
            Part.VERSIONS: True,
            Part.SENDING: person.may(Deed.SEND),
        }
        return tuple(part for part in Part if allowed[part])

    def _new(self, part: Part) -> CopiesPage | VersionsView | SendingView:
        view: CopiesPage | VersionsView | SendingView
        if part is Part.COPIES:
            view = CopiesPage(self._bridge, self._theme, self._clock, self.head, self._settings)
            view.left.connect(self._go)
        elif part is Part.VERSIONS:
            view = VersionsView(self._bridge, self._theme, self._clock)
            view.addAction(self._back)
        else:
            view = SendingView(self._bridge, self._theme, self._clock, self._settings)
            view.left.connect(self._go)
        self.views[part] = view
        self._body.addWidget(view)
        return view

    def _read_head(self) -> None:
        if self._meeting_id is None:
            return
        self._question += 1
        self._bridge.read(about_meeting, self, partial(self._show_head, self._question), self._meeting_id)

    def _show_head(self, question: int, about: AboutMeeting) -> None:
        if question == self._question:
            self.reference = about.reference
            self.head.show_meeting(about)
            self.reference_changed.emit(about.reference)

    def _command_to(self, part: Part) -> QAction:
        words, hint = PARTS[part]
        command = QAction(words, self)
        command.setObjectName(f"documents_{part.value}")
        command.setToolTip(tooltip(hint))
        command.triggered.connect(partial(self.show_part, part))
        return command

    def _lay_out(self) -> None:
        strip = QFrame()
        strip.setProperty("role", "panel")
        row = QHBoxLayout(strip)
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(strip)
        whole.addWidget(self._body, 1)
