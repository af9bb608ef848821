"""Keeps what is filled in on cards, as it is typed."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from meetingdesk.app.live.cards.card import Block, FieldKind, Timed
from meetingdesk.app.live.cards.filling import fill_in
from meetingdesk.domain.text import gate
from meetingdesk.errors import DamagedStore, StorageProblem, StoreBusy
from ui.bridge import Bridge
from ui.screens.meeting.cards.card_board import CardBoard
from ui.screens.meeting.cards.field_edit import FieldEdit
from ui.wall_clock import WallClock

if TYPE_CHECKING:
    from meetingdesk.app.outcome import Command

LABEL = "Fill in a card"
PASSING = (StorageProblem, StoreBusy, DamagedStore)
"""What is tried again by itself; anything else would be refused again for ever."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """A field that is on its way to the record, and what the record held before."""

    edit: FieldEdit
    block: Block
    value: Any
    seen: Any


class CardDeeds(QObject):
    """Turns what is typed on cards into commands: soon after a pause, never later than a second.

    Signals:
        given_back: What was typed could not be kept where it was typed; carries the words.
    """

    given_back = Signal(str)

    PAUSE_MS = 200
    LATEST_MS = 500
    AGAIN_MS = 3_000

    def __init__(
        self,
        board: CardBoard,
        bridge: Bridge,
        parent: QObject | None = None,
        *,
        clock: WallClock | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._board = board
        self._bridge = bridge
        self._typed: dict[FieldEdit, tuple[Block, Any]] = {}
        self._sent: deque[_Sent] = deque()
        self._doing = QObject(self)
        """Who asks for what is done in one go, apart from what is typed."""
        self._since = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.keep_now)

        board.filled.connect(self._filled)
        board.wanted.connect(self._do)
        bridge.changed.connect(self._changed)
        bridge.unchanged.connect(self._answered)
        bridge.refused.connect(self._refused)
        bridge.stepped.connect(self._stepped)

    @property
    def is_behind(self) -> bool:
        """Whether something was typed that is not on its way to the record yet."""
        return bool(self._typed)

    @Slot()
    def keep_now(self) -> None:
        """Keep at once what was typed."""
        self._timer.stop()
        self._since.invalidate()
        typed, self._typed = self._typed, {}
        for edit, (block, value) in typed.items():
            written = gate(value) if isinstance(value, str) else value
            self._sent.append(_Sent(edit, block, value, edit.recorded))
            self._bridge.execute(fill_in(block, edit.field.name, written, LABEL, edit.recorded), self)
            edit.recorded = written

    def give_up(self) -> None:
        """Keep what was typed, for the cards go; what is no day or time goes back to the one who typed it."""
        self.keep_now()
        for words in self._board.take_unkept():
            self.given_back.emit(words)

    # Slots

    @Slot(object)
    def _do(self, command: Command) -> None:
        # What was typed comes first: it may be what is being agreed to.
        self.keep_now()
        if self._clock is not None and isinstance(command, Timed):
            command = command.done_at(self._clock.now())
        self._bridge.execute(command, self._doing)

    @Slot(object, object, object)
    def _filled(self, block: Block, edit: FieldEdit, value: Any) -> None:
        if edit not in self._typed:
            edit.hold()
        self._typed[edit] = (block, value)
        if edit.field.kind in (FieldKind.CHOICE, FieldKind.CHOICES):
            self.keep_now()
            return
        if not self._since.isValid():
            self._since.start()
        self._timer.start(min(self.PAUSE_MS, max(self.LATEST_MS - self._since.elapsed(), 0)))

    @Slot(frozenset, object)
    def _changed(self, _touched: frozenset[str], asker: object) -> None:
        self._answered(asker)

    @Slot(object)
    def _answered(self, asker: object) -> None:
        if asker is self and self._sent:
            self._sent.popleft().edit.release()

    @Slot(object, object)
    def _refused(self, error: BaseException, asker: object) -> None:
        if asker is not self or not self._sent:
            return
        sent = self._sent.popleft()
        if not isinstance(error, PASSING):
            # Somebody else was quicker, or it cannot stand there: these words are not lost either.
            sent.edit.release()
            sent.edit.forget_mine()
            self._board.show_again()
            if isinstance(sent.value, str) and sent.value:
                self.given_back.emit(sent.value)
            return
        # The disk or the server will be back: until then what was typed stays where it is.
        sent.edit.recorded = sent.seen
        if sent.edit in self._typed:
            sent.edit.release()
        else:
            self._typed[sent.edit] = (sent.block, sent.value)
        self._timer.start(self.AGAIN_MS)

    @Slot(str, bool)
    def _stepped(self, _what: str, _back: bool) -> None:
        self._board.forget_mine()
