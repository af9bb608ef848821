"""What works behind the windows; it is made once the first one is on the screen."""

from __future__ import annotations

import signal

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ui.enter_presses import EnterPresses
from ui.entrance import Entrance
from ui.fonts import load_other_fonts
from ui.garbage import GarbageCollector
from ui.icons import icon
from ui.palette import LIGHT
from ui.problems import Problems
from ui.settings import Settings
from ui.theme import Theme

WAKE_MS = 500


class Backstage:
    """The entrance with its lanes, the report of crashes, and what else runs for the whole application."""

    def __init__(self, application: QApplication, theme: Theme, settings: Settings) -> None:
        self._settings = settings
        application.setWindowIcon(_window_icon())
        self._enter = EnterPresses(application)
        problems = Problems(application)
        problems.watch()
        self.entrance = Entrance(theme, settings, problems)
        self.entrance.quit_wanted.connect(application.quit)
        self._wake = _quit_on_signals(application)
        self._garbage = GarbageCollector(application)
        self._garbage.start()
        QTimer.singleShot(0, load_other_fonts)

    def close(self) -> None:
        """Let go of everything in good order."""
        self._garbage.stop()
        self._wake.stop()
        self.entrance.holding.close()
        self._settings.sync()


def _quit_on_signals(application: QApplication) -> QTimer:
    """Close in good order when the system or a terminal asks for it, so that nothing is left open."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: application.quit())
    # Python hears of a signal only when it runs, and without this it may not run for hours.
    wake = QTimer(application, interval=WAKE_MS)
    wake.timeout.connect(_nothing)
    wake.start()
    return wake


def _nothing() -> None:
    """Let Python run for a moment."""


def _window_icon() -> QIcon:
    return icon("shield", LIGHT.accent)
