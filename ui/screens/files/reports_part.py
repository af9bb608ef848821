"""The reports of a live meeting: the files that came in for the point that is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from ui.bridge import Bridge
from ui.screens.files.file_deeds import FileDeeds
from ui.screens.files.files_view import FilesView
from ui.screens.meeting.standing import Standing
from ui.theme import Theme
from ui.wall_clock import WallClock


class ReportsPart(QObject):
    """Holds the page of files in the middle of a meeting, and follows the running order."""

    def __init__(
        self,
        theme: Theme,
        standing: Standing,
        bridge: Bridge,
        clock: WallClock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._standing = standing
        self.view = FilesView(theme)
        self.deeds = FileDeeds(self.view, bridge, clock, self)

    @Slot()
    def open(self) -> None:
        """Read the files of the point that is open; the page can be shown at once."""
        self.deeds.show_meeting(self._standing.meeting_id, self._standing.family_id)

    @Slot()
    def point_changed(self) -> None:
        """Follow the running order, where the page is seen."""
        if self.view.isVisible():
            self.open()

    def take_focus(self) -> None:
        """Let the keyboard work on the page."""
        self.view.take_focus()
