"""Between the meeting's screen and the window for the room: what is shown there, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from meetingdesk.app.live.agreeing import AgreeReadBack
from meetingdesk.app.live.projected import Projected, projected
from meetingdesk.domain.actions import Action
from meetingdesk.domain.decisions import Decision
from ui.bridge import Bridge
from ui.screens.meeting.countdown import TimeLeft
from ui.screens.meeting.standing import Standing
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.words import say_clock

if TYPE_CHECKING:
    from ui.screens.meeting.room_window import RoomWindow

Wanted = tuple[type[Decision | Action], UUID]


class Projector(QObject):
    """Opens the window for the room, and reads to it what somebody asks for.

    Signals:
        said: Something is to be told to whoever asked; the room does not see it.
    """

    said = Signal(str)

    def __init__(
        self, screen: QWidget, theme: Theme, standing: Standing, bridge: Bridge, clock: WallClock
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._theme = theme
        self._standing = standing
        self._bridge = bridge
        self._clock = clock
        self._wanted: Wanted | None = None
        self._through: UUID | None = None
        self._left: TimeLeft | None = None
        self._is_thanked = False
        self._shown: Projected | None = None
        self._question = 0
        self._minute = ""
        self.window: RoomWindow | None = None
        bridge.changed.connect(self._hear)
        clock.ticked.connect(self._tick)

    @Slot()
    def turn(self) -> None:
        """Open the window, or close it."""
        if self._is_open():
            self.close()
        else:
            self._open()

    @Slot()
    def close(self) -> None:
        """Take the window away."""
        self._wanted = None
        if self.window is not None and isValid(self.window):
            self.window.hide()
            self.window.deleteLater()
        self.window = None

    def read_back(self, wanted: Wanted | None) -> None:
        """Show something for the room to agree; the same again stamps it as agreed."""
        if wanted is None:
            self.said.emit(self.tr("Nothing to read back yet: choose an action or a decision."))
            return
        shown = self._shown.read_back if self._shown is not None else None
        if self._is_open() and wanted == self._wanted and shown is not None:
            self._bridge.execute(AgreeReadBack(*wanted, self._clock.now()), self)
            self.said.emit(self.tr("Agreed. Ctrl+Z takes it back."))
            return
        self._wanted = wanted
        self._forget_exercise()
        if self._is_open():
            self._ask()
        else:
            self._open()

    @Slot()
    def put_away(self) -> None:
        """Show the agenda again."""
        self._wanted = None
        self._forget_exercise()
        self._ask()

    def point_changed(self) -> None:
        """Show where the meeting is now; what was read back belongs to where it was."""
        self._wanted = None
        self._forget_exercise()
        self._ask()

    # Through the eyes of a child

    def show_exercise(self, child_id: UUID, left: TimeLeft) -> None:
        """Show through whose eyes the room looks now; a window that is opened later shows it too."""
        self._wanted = None
        self._through, self._left, self._is_thanked = child_id, left, False
        self._ask()

    def show_time_left(self, left: TimeLeft) -> None:
        """Show how much of the time is left, unless the room was shown something else meanwhile."""
        if self._through is None:
            return
        self._left = left
        if self.window is not None and isValid(self.window):
            self.window.show_time_left(left)

    def thank(self) -> None:
        """Thank the room, unless it was shown something else meanwhile."""
        if self._through is None:
            return
        self._through, self._left, self._is_thanked = None, None, True
        self._ask()

    def put_exercise_away(self) -> None:
        """Show the agenda again where the exercise was shown."""
        if self._through is not None or self._is_thanked:
            self._forget_exercise()
            self._ask()

    # Slots

    @Slot(frozenset, object)
    def _hear(self, _touched: frozenset[str], _asker: object) -> None:
        self._ask()

    @Slot()
    def _tick(self) -> None:
        minute = say_clock(self._clock.now())
        if minute != self._minute:
            self._minute = minute
            self._ask()

    # Helpers

    def _is_open(self) -> bool:
        return self.window is not None and isValid(self.window)

    def _open(self) -> None:
        # A child of the main window: it goes when the store is locked, and F12 lies over it as well.
        from ui.screens.meeting.room_window import RoomWindow

        self.window = RoomWindow(self._theme, self._screen.window())
        self.window.closed.connect(self.close)
        self._ask()
        self.window.show()
        # Some systems give a new window the keyboard whether it wants it or not.
        self._screen.window().activateWindow()

    def _ask(self) -> None:
        standing = self._standing
        if not self._is_open() or standing.meeting_id is None:
            return
        self._question += 1
        question = self._question
        self._bridge.read(
            projected,
            self,
            lambda shown: self._show(question, shown),
            standing.meeting_id,
            standing.point_id,
            self._clock.now(),
            self._wanted,
            self._through,
        )

    def _forget_exercise(self) -> None:
        self._through, self._left, self._is_thanked = None, None, False

    def _show(self, question: int, shown: Projected) -> None:
        if question != self._question or self.window is None or not isValid(self.window):
            return
        self._shown = shown
        head = self._standing.head
        self.window.show_projected(
            shown, head.reference if head is not None else "", is_thanked=self._is_thanked
        )
        if shown.eyes is not None and self._left is not None:
            self.window.show_time_left(self._left)
        self.window.show_time(say_clock(self._clock.now()))
        if shown.refused:
            self._wanted = None
            self._forget_exercise()
            self.said.emit(self.tr("Not shown. {why}").format(why=shown.refused))
