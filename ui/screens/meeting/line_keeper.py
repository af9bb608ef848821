"""Keeps what is being typed: soon after a pause, and never later than a second after the key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.drafts import LineDraft, keep_draft
from ui.bridge import Bridge


class LineKeeper(QObject):
    """Puts the line into the drawer of the desk as it is typed."""

    PAUSE_MS = 200
    LATEST_MS = 500
    """A commit may wait for others and for a busy computer; together less than a second."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._meeting_id: UUID | None = None
        self._read: Callable[[], LineDraft] = LineDraft
        self._kept: LineDraft | None = None
        self._since = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.keep_now)

    def follow(self, meeting_id: UUID | None, read: Callable[[], LineDraft], kept: LineDraft) -> None:
        """Keep the line of a meeting from now on; `kept` is what lies in the drawer already."""
        self._timer.stop()
        self._since.invalidate()
        self._meeting_id, self._read, self._kept = meeting_id, read, kept

    @Slot()
    def touched(self) -> None:
        """Note that something was typed, or that the cursor moved."""
        if self._meeting_id is None:
            return
        if not self._since.isValid():
            self._since.start()
        left = max(self.LATEST_MS - self._since.elapsed(), 0)
        self._timer.start(min(self.PAUSE_MS, left))

    @Slot()
    def keep_now(self) -> None:
        """Keep the line at once."""
        self._timer.stop()
        self._since.invalidate()
        if self._meeting_id is None:
            return
        draft = self._read()
        if draft != self._kept:
            self._kept = draft
            self._bridge.write(
                partial(_keep, meeting_id=self._meeting_id, draft=draft), self, self._done, self._failed
            )

    def filed(self, draft: LineDraft) -> None:
        """Note that the line was filed: the same step empties the drawer, and nothing is left to keep."""
        self._timer.stop()
        self._since.invalidate()
        self._kept = draft

    @Slot(object)
    def _done(self, _nothing: object) -> None:
        self._bridge.note_saved()

    def _failed(self, error: BaseException) -> None:
        # The next key tries again; meanwhile the header says that something is not saved.
        self._kept = None
        self._bridge.refused.emit(error, self)


def _keep(desk: Desk, *, meeting_id: UUID, draft: LineDraft) -> None:
    keep_draft(desk, meeting_id, draft)
