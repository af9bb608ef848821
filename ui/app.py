"""Start the desktop application."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLoggingCategory, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ui.appearance import Appearance
from ui.entrance import Entrance
from ui.fonts import load_first_fonts, load_other_fonts
from ui.icons import icon
from ui.palette import LIGHT
from ui.problems import Problems
from ui.settings import Settings, settings_folder
from ui.theme import Theme


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
    try:
        return application.exec()
    finally:
        entrance.holding.close()
        settings.sync()


def _window_icon() -> QIcon:
    return icon("shield", LIGHT.accent)
