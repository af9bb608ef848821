"""Between the meeting's screen and the chair's window: what is shown there, and when."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from meetingdesk.app.live.chair_view import TOUCHED_BY, ChairView, chair_view, lacking, times_at
from ui.bridge import Bridge
from ui.screens.meeting.gaps.gap_deeds import GapDeeds
from ui.screens.meeting.standing import Standing
from ui.settings import Settings
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.words import say_clock

if TYPE_CHECKING:
    from ui.screens.meeting.chair_window import ChairWindow

NAME = "chair"


class Chairing(QObject):
    """Opens the chair's window, keeps it where the meeting is, and remembers where it stood."""

    def __init__(
        self,
        screen: QWidget,
        theme: Theme,
        standing: Standing,
        bridge: Bridge,
        clock: WallClock,
        gaps: GapDeeds,
        settings: Settings | None = None,
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._theme = theme
        self._standing = standing
        self._bridge = bridge
        self._clock = clock
        self._gaps = gaps
        self._settings = settings
        self._view: ChairView | None = None
        self._question = 0
        self.window: ChairWindow | None = None
        bridge.changed.connect(self._hear)
        clock.ticked.connect(self._tick)
        gaps.shown.connect(self._show_gaps)

    @Slot()
    def turn(self) -> None:
        """Open the window, or close it."""
        if self._is_open():
            self.close()
        elif self._standing.meeting_id is not None:
            self._open()

    @Slot()
    def close(self) -> None:
        """Take the window away, and remember where it stood."""
        window, self.window = self.window, None
        self._view = None
        self._question += 1
        if window is not None and isValid(window):
            if self._settings is not None:
                self._settings.keep_geometry(NAME, window.saveGeometry())
            window.hide()
            window.deleteLater()

    def point_changed(self) -> None:
        """Show where the meeting is now."""
        self._ask()

    # Slots

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], _asker: object) -> None:
        if touched & TOUCHED_BY:
            self._ask()

    @Slot()
    def _tick(self) -> None:
        view = self._view
        if view is not None and self.window is not None and self._is_open():
            now = self._clock.now()
            self.window.show_time(say_clock(now), *times_at(view.head, view.point, now))

    @Slot(object)
    def _show_gaps(self, _gaps: object) -> None:
        view = self._view
        if view is not None and self.window is not None and self._is_open():
            self.window.show_not_yet(lacking(view.head, view.point, self._gaps.gaps))

    # Helpers

    def _is_open(self) -> bool:
        return self.window is not None and isValid(self.window)

    def _open(self) -> None:
        # A child of the main window: it goes when the store is locked, and F12 lies over it as well.
        from ui.screens.meeting.chair_window import ChairWindow

        self.window = ChairWindow(self._theme, self._screen.window())
        self.window.closed.connect(self.close)
        kept = self._settings.geometry(NAME) if self._settings is not None else None
        if kept is not None:
            self.window.restoreGeometry(kept)
        self._ask()
        self.window.show()
        # Some systems give a new window the keyboard whether it wants it or not.
        self._screen.window().activateWindow()

    def _ask(self) -> None:
        standing = self._standing
        if not self._is_open() or standing.meeting_id is None:
            return
        self._question += 1
        self._bridge.read(
            chair_view,
            self,
            partial(self._show, self._question),
            standing.meeting_id,
            standing.point_id,
        )

    def _show(self, question: int, view: ChairView) -> None:
        if question != self._question or self.window is None or not isValid(self.window):
            return
        self._view = view
        self.window.show_chair(view)
        self._show_gaps(None)
        self._tick()
