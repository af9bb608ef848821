"""Puts the search index in order while nobody saves anything, a little at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from meetingdesk.app.desk import Desk
from ui.bridge import Bridge


class Tidying(QObject):
    """Begins some seconds after the last commit, and makes way for the next."""

    AFTER_MS = 2_000
    BETWEEN_MS = 250

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._tidy)
        bridge.saved.connect(self._wait)

    @Slot(object)
    def _wait(self, _at: object) -> None:
        self._timer.start(self.AFTER_MS)

    @Slot()
    def _tidy(self) -> None:
        if self._bridge.is_open:
            self._bridge.write(Desk.tidy, self, self._go_on, self._leave_it)

    def _go_on(self, more: bool) -> None:
        if more and not self._timer.isActive():
            self._timer.start(self.BETWEEN_MS)

    def _leave_it(self, _error: BaseException) -> None:
        """Try again after the next commit: a search that is a little slower hurts nobody."""
