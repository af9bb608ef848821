"""Start the desktop application.

Somebody waits for the first window with others in the room, so no more is imported here than it needs.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory
from PySide6.QtWidgets import QApplication

from ui.first_paint import FirstPaint
from ui.fonts import load_first_fonts
from ui.screens.unlock import UnlockWindow, unlock_window
from ui.settings import Settings, settings_folder
from ui.store_place import to_unlock
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.backstage import Backstage


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
    started = _Started(application, theme, settings)
    place = url or (str(store) if store else next(iter(settings.stores), ""))
    if not demo and to_unlock(place):
        # The look comes after the window: what exists is dressed once, not again with each part added.
        window = unlock_window(theme, settings, place)
        theme.show(settings.look, settings.text_size)
        window.closed.connect(application.quit)
        theme.show_sized(window)
        FirstPaint(window).happened.connect(partial(started.go_on, window, place))
    else:
        theme.show(settings.look, settings.text_size)
        started.begin(store, demo=demo, lost=bool(place and not store))
    try:
        return application.exec()
    finally:
        started.close()


class _Started:
    """What has been made so far."""

    def __init__(self, application: QApplication, theme: Theme, settings: Settings) -> None:
        self._application = application
        self._theme = theme
        self._settings = settings
        self._backstage: Backstage | None = None

    def go_on(self, window: UnlockWindow, place: str) -> None:
        """Make the rest behind the window that is on the screen now."""
        self._made().entrance.go_on(window, place)

    def begin(self, proposed: Path | None, *, demo: bool, lost: bool) -> None:
        """Show the first run, as there is no store to unlock."""
        entrance = self._made().entrance
        if demo:
            entrance.show_first_run().begin_demonstration()
        else:
            entrance.show_first_run(proposed=proposed, lost=lost)

    def close(self) -> None:
        """Let go of everything in good order."""
        if self._backstage is not None:
            self._backstage.close()

    def _made(self) -> Backstage:
        from ui.backstage import Backstage

        self._backstage = Backstage(self._application, self._theme, self._settings)
        return self._backstage
