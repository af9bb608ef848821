"""Looks for words that deserve a question once typing pauses, shows them, and does what is asked of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal, Slot

from meetingdesk.app.live.phrases_at import (
    NONE,
    TOUCHED_BY,
    Asked,
    ChallengeWording,
    DismissPhrase,
    Phrases,
    Questioned,
    asked_of,
    phrases_at,
)
from meetingdesk.app.live.stream import StreamItem
from meetingdesk.errors import DefinitionError
from ui.bridge import Bridge
from ui.screens.meeting.capturing import Capturing
from ui.screens.meeting.standing import Standing
from ui.screens.meeting.stream_view import StreamView
from ui.wall_clock import WallClock


class PhraseDeeds(QObject):
    """Has the lines of the stream and the line being typed looked over, never while somebody types.

    Signals:
        said: Something is to be told in a few words.
    """

    said = Signal(str)

    PAUSE_MS = 250

    def __init__(
        self,
        view: StreamView,
        capturing: Capturing,
        standing: Standing,
        bridge: Bridge,
        clock: WallClock,
        parent: QObject | None = None,
        *,
        is_through_eyes: Callable[[], bool] = bool,
    ) -> None:
        """Be quiet about the line while it is said through the eyes of a child."""
        super().__init__(parent)
        self._is_through_eyes = is_through_eyes
        self._view = view
        self._capturing = capturing
        self._standing = standing
        self._bridge = bridge
        self._clock = clock
        self._found: Phrases = NONE
        self._question = 0
        self._looked_at = ""
        self._is_in_use = False
        """Whether anybody has typed: the phrases take memory, and a meeting that is only read needs none."""
        self._is_off = False
        """Whether the lists of the place cannot be read: then nothing is asked until somebody mends them."""
        self._stream_timer = QTimer(self, singleShot=True, interval=self.PAUSE_MS)
        self._stream_timer.timeout.connect(self.look)
        self._line_timer = QTimer(self, singleShot=True, interval=self.PAUSE_MS)
        self._line_timer.timeout.connect(self.look_at_line)

        lines = view.model_
        lines.rowsInserted.connect(self._lines_changed)
        lines.rowsRemoved.connect(self._lines_changed)
        lines.dataChanged.connect(self._line_changed)
        view.challenge_wanted.connect(self.challenge)
        view.set_aside_wanted.connect(self.set_aside)
        capturing.draft_changed.connect(self._typed)
        bridge.changed.connect(self._hear)
        bridge.refused.connect(self._refused)

    # Looking

    @Slot()
    def look(self) -> None:
        """Look over the lines that are shown, if anything can still be done about them."""
        self._stream_timer.stop()
        self._question += 1
        meeting_id, lines = self._standing.meeting_id, self._view.model_
        can_be = self._is_in_use and not self._is_off and self._standing.can_be_written
        if meeting_id is None or not can_be:
            lines.set_asked({})
            return
        rows = tuple(item.row for item in lines.items if item.row is not None)
        then = partial(self._take, self._question)
        self._bridge.read(phrases_at, self, then, meeting_id, rows, self._found, otherwise=self._could_not)

    @Slot()
    def look_at_line(self) -> None:
        """Look over the line that is being typed."""
        text = "" if self._is_through_eyes() else self._capturing.questionable()
        if text == self._looked_at:
            return
        self._looked_at = text
        if not text or self._is_off:
            self._capturing.show_asked(())
            return
        self._bridge.read(asked_of, self, partial(self._take_line, text), text, otherwise=self._could_not)

    def _take(self, question: int, found: Phrases) -> None:
        if question == self._question:
            self._found = found
            self._view.model_.set_asked(found.by_row)

    def _take_line(self, text: str, asked: tuple[Asked, ...]) -> None:
        if text == self._capturing.questionable():
            self._capturing.show_asked(asked)

    def _could_not(self, error: BaseException) -> None:
        if not isinstance(error, DefinitionError):
            raise error
        if not self._is_off:
            self._is_off = True
            self.said.emit(self.tr("No wording is questioned: {why}").format(why=error))

    # Doing

    @Slot(object)
    def challenge(self, item: StreamItem) -> None:
        """Minute a challenge from the first question of a line."""
        row, meeting_id, asked = self._first(item)
        if asked is not None and row is not None and meeting_id is not None:
            command = ChallengeWording(meeting_id, type(row), row.id, asked, self._clock.now())
            self._bridge.execute(command, self)
            self.said.emit(
                self.tr("Minuted as a difference of view; the line stays as it is. Ctrl+Z takes it back.")
            )

    @Slot(object)
    def set_aside(self, item: StreamItem) -> None:
        """Leave the words of the first question of a line as they are."""
        row, meeting_id, asked = self._first(item)
        if asked is not None and row is not None and meeting_id is not None:
            self._bridge.execute(DismissPhrase(meeting_id, type(row), row.id, asked.flags), self)
            self.said.emit(self.tr("This wording stays and is not questioned again. Ctrl+Z takes it back."))

    def _first(self, item: StreamItem) -> tuple[Questioned | None, UUID | None, Asked | None]:
        """Return the first question of a line, and take it off the screen: a key pressed twice asks once."""
        lines = self._view.model_
        asked = lines.asked(item.id)
        if not asked or not isinstance(item.row, Questioned):
            self.said.emit(self.tr("No wording of this line is questioned."))
            return None, None, None
        self._question += 1
        left = {one.id: lines.asked(one.id) for one in lines.items if one.id != item.id}
        lines.set_asked({**left, item.id: asked[1:]})
        return item.row, self._standing.meeting_id, asked[0]

    # Slots: what others say

    @Slot(QModelIndex, int, int)
    def _lines_changed(self, _parent: QModelIndex, _first: int, _last: int) -> None:
        self._stream_timer.start()

    @Slot(QModelIndex, QModelIndex, list)
    def _line_changed(self, _first: QModelIndex, _last: QModelIndex, roles: list[int]) -> None:
        if self._view.model_.ASKED_ROLE not in roles:
            self._stream_timer.start()

    @Slot()
    def _typed(self) -> None:
        self._line_timer.start()
        if not self._is_in_use and self._capturing.questionable():
            self._is_in_use = True
            self._stream_timer.start()

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], asker: object) -> None:
        if asker is self:
            self.look()
        elif touched & TOUCHED_BY:
            self._stream_timer.start()

    @Slot(object, object)
    def _refused(self, _error: BaseException, asker: object) -> None:
        if asker is self:
            self.look()
