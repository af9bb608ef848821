"""The files of a family: those of all its meetings, on a part of its page."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.bridge import Bridge
from ui.screens.files.file_deeds import FileDeeds
from ui.screens.files.files_view import FilesView
from ui.theme import Theme
from ui.wall_clock import WallClock


class FamilyFiles:
    """Holds the list of the files with what can be done in it."""

    def __init__(self, theme: Theme, bridge: Bridge, clock: WallClock, parent: QObject) -> None:
        self.view = FilesView(theme)
        self.deeds = FileDeeds(self.view, bridge, clock, parent)
