"""Start the desktop application."""

from __future__ import annotations

import signal
from pathlib import Path

from PySide6.QtCore import QLoggingCategory, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ui.appearance import Appearance
from ui.enter_presses import EnterPresses
from ui.entrance import Entrance
from ui.fonts import load_first_fonts, load_other_fonts
from ui.garbage import GarbageCollector
from ui.icons import icon
from ui.palette import LIGHT
from ui.problems import Problems
from ui.settings import Settings, settings_folder
from ui.theme import Theme

WAKE_MS = 500


def run(argv: list[str], store: Path | None = None, url: str | None = None, demo: bool = False) -> int:
    """Show the windows until somebody closes them; return the exit code.

    With `demo` a demonstration is made in a temporary folder and deleted again on closing.
    """
    # Forty lines about fonts of the system that lack this or that would drown what matters.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    application = QApplication(argv)
    application.setApplicationName("MeetingDesk")
    application.setApplicationDisplayName("MeetingDesk")
    # Windows take turns here; the entrance says when the last one was closed.
    application.setQuitOnLastWindowClosed(False)
    load_first_fonts()
    enter = EnterPresses(application)
    application.installEventFilter(enter)

    settings = Settings(settings_folder())
    theme = Theme(application)
    Appearance(theme, settings, application).show_remembered()
    application.setWindowIcon(_window_icon())
    problems = Problems(application)
    problems.watch()

    entrance = Entrance(theme, settings, problems)
    entrance.quit_wanted.connect(application.quit)
    entrance.start(store, url, demo=demo)
    QTimer.singleShot(0, load_other_fonts)
    wake = _quit_on_signals(application)
    garbage = GarbageCollector(application)
    garbage.start()
    try:
        return application.exec()
    finally:
        garbage.stop()
        wake.stop()
        entrance.holding.close()
        settings.sync()


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
