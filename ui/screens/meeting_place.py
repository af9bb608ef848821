"""Where a meeting opens: to be prepared while it is planned, on its own screen from then on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from meetingdesk.app.definitions import help_pages
from meetingdesk.app.live.here import keep_here, left_running, status_of
from meetingdesk.app.live.opened import PREPARED, Opened, opened
from meetingdesk.domain.help_pages import HelpPage
from meetingdesk.domain.meetings import MeetingStatus
from ui.bridge import Bridge
from ui.destination import Destination
from ui.offers import Lines, commands_of, help_of, pages_of, take_focus
from ui.settings import Settings
from ui.theme import Theme
from ui.wall_clock import WallClock

if TYPE_CHECKING:
    from ui.screens.meeting.screen import MeetingScreen
    from ui.screens.preparing.screen import PreparingScreen


class MeetingPlace(QStackedWidget):
    """Shows one meeting at a time, on the screen that belongs to where it is in its life.

    Its screens are made when they are first needed: most people begin their day with a list.

    Signals:
        destination_wanted: Somebody wants to go elsewhere; carries where.
        reference_changed: Another meeting is open; carries its reference.
        commands_changed: Other things can be done here now.
        running_changed: A meeting sits on this screen now, or does not any more.
    """

    destination_wanted = Signal(object)
    reference_changed = Signal(str)
    commands_changed = Signal()
    running_changed = Signal(bool)

    wants_room = True

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        clock: WallClock,
        settings: Settings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._settings = settings
        self._theme = theme
        self._clock = clock
        self._question = 0
        self._running: UUID | None = None
        self._live: MeetingScreen | None = None
        self._preparing: PreparingScreen | None = None
        self._empty = QWidget()
        self.addWidget(self._empty)
        self.reference = ""
        bridge.changed.connect(self._hear)

    @property
    def is_running(self) -> bool:
        """Whether a meeting sits on the screen that is open."""
        return self._live is not None and self._live.standing.is_running

    @property
    def has_live(self) -> bool:
        """Whether a meeting was on its own screen since the store was opened."""
        return self._live is not None

    @property
    def live(self) -> MeetingScreen:
        """The screen of a meeting that sits or sat."""
        if self._live is None:
            from ui.screens.meeting.screen import MeetingScreen

            self._live = MeetingScreen(self._bridge, self._theme, self._clock, self._settings)
            self._live.reference_changed.connect(self._named)
            self._live.running_changed.connect(self._runs)
            self.addWidget(self._live)
        return self._live

    @property
    def preparing(self) -> PreparingScreen:
        """The screen on which a meeting is planned and prepared."""
        if self._preparing is None:
            from meetingdesk.app.definitions import rulebook
            from ui.screens.preparing.screen import PreparingScreen

            self._preparing = PreparingScreen(self._bridge, self._theme, self._clock, rulebook())
            self._preparing.reference_changed.connect(self._named)
            self._preparing.destination_wanted.connect(self.destination_wanted)
            self._preparing.commands_changed.connect(self.commands_changed)
            self._preparing.start_wanted.connect(self._start)
            self._preparing.left.connect(self._leave)
            self.addWidget(self._preparing)
        return self._preparing

    def open_destination(self, destination: Destination) -> None:
        """Show the meeting that a destination names, and in it the row that was looked for."""
        self._question += 1
        if destination.is_new:
            self._show(self.preparing)
            self.preparing.begin_new(family_id=destination.family_id, previous_id=destination.meeting_id)
            return
        if destination.meeting_id is None:
            return
        self.hand_in()
        if self._live is None or self._live.standing.meeting_id != destination.meeting_id:
            # Not the meeting that was open last, not for a moment.
            self.setCurrentWidget(self._empty)
        self._bridge.read(
            opened,
            self,
            partial(self._open, self._question, destination),
            destination.meeting_id,
            destination.family_id,
            destination.row_id,
        )

    def go_on_where_it_was(self) -> None:
        """Open the meeting that was running on this screen when the application went."""
        self._bridge.read(left_running, self, self._go_on)

    @Slot()
    def hand_in(self) -> None:
        """Keep at once what is being typed."""
        if self._live is not None:
            self._live.hand_in()

    @Slot()
    def read_words_again(self) -> None:
        """Read somebody's own words and short forms anew: they were changed in the settings."""
        if self._live is not None:
            self._live.aids.begin()

    @Slot()
    def read_rules_again(self) -> None:
        """Prepare by the rules as they are now; what is being prepared goes on by those it began with."""
        if self._preparing is not None and self.currentWidget() is not self._preparing:
            self.removeWidget(self._preparing)
            self._preparing.deleteLater()
            self._preparing = None

    # What the frame asks of a screen

    def commands(self) -> tuple[QAction, ...]:
        """Return what can be done with the meeting that is open."""
        return commands_of(self.currentWidget())

    def help_lines(self) -> Lines:
        """Return the keys of the screen that is open."""
        return help_of(self.currentWidget())

    def help_pages(self) -> tuple[HelpPage, ...]:
        """Return what explains the screen that is open."""
        if self._preparing is not None and self.currentWidget() is self._preparing:
            page = help_pages().get("preparing")
            return (page,) if page is not None else ()
        return pages_of(self.currentWidget())

    def take_focus(self) -> None:
        """Let the keyboard work on the screen that is open."""
        take_focus(self.currentWidget())

    # Slots

    @Slot(str)
    def _named(self, reference: str) -> None:
        self.reference = reference
        self.reference_changed.emit(reference)

    @Slot(bool)
    def _runs(self, is_running: bool) -> None:
        now = self.live.standing.meeting_id if is_running else None
        if now != self._running:
            self._running = now
            self._bridge.write(partial(keep_here, now), self, _nothing)
        self.running_changed.emit(is_running)

    @Slot(object)
    def _start(self, meeting_id: UUID) -> None:
        self._show(self.live)
        self.live.start_meeting(meeting_id)

    @Slot()
    def _leave(self) -> None:
        self.destination_wanted.emit(Destination("meetings"))

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], _asker: QObject | None) -> None:
        # A meeting whose beginning was taken back belongs on the other screen, and one that is gone on none.
        key = self._live.standing.meeting_id if self._live is not None else None
        if "meeting" in touched and key is not None:
            self._bridge.read(status_of, self, partial(self._moved, key), key)

    # Helpers

    def _go_on(self, meeting_id: UUID | None) -> None:
        if meeting_id is not None:
            self.destination_wanted.emit(Destination("meetings", meeting_id))

    def _open(self, question: int, destination: Destination, found: Opened | None) -> None:
        if question != self._question or destination.meeting_id is None:
            return
        if found is None:
            self.destination_wanted.emit(Destination("meetings"))
        elif found.view is None:
            self._show(self.preparing)
            self.preparing.open_meeting(destination.meeting_id)
        else:
            self.live.show_opened(found.view, destination.row_id)
            self._show(self.live)

    def _moved(self, key: UUID, status: MeetingStatus | None) -> None:
        if key != self.live.standing.meeting_id or not (status is None or status in PREPARED):
            return
        self.live.close_meeting()
        self._runs(is_running=False)
        if self.currentWidget() is self.live:
            self.destination_wanted.emit(Destination("meetings", key if status is not None else None))

    def _show(self, screen: QWidget) -> None:
        self.setCurrentWidget(screen)
        self.commands_changed.emit()
        take_focus(screen)


def _nothing(_done: object) -> None:
    """Nobody waits for this."""
