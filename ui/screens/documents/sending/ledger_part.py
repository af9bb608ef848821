"""The ledger of one meeting: every file that left, and its receipts by one key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from meetingdesk.app.sending.commands import CancelHeld, NoteLeft, NoteNotTaken
from meetingdesk.app.sending.ledger import LedgerAsked, LedgerLine, ledger, outstanding
from meetingdesk.app.sending.receipts import NEEDS_WORDS, NoteReceipt, Receipt
from meetingdesk.domain.sending.states import SendState
from ui.bridge import Bridge
from ui.labels import label
from ui.screens.documents.sending.painted_list import PaintedLine, PaintedList
from ui.screens.documents.sending.words import STATE_MARK, say_days, say_ledger
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.words import many

K = Qt.Key
KEYS = frozenset({K.Key_A, K.Key_U, K.Key_P, K.Key_B, K.Key_C, K.Key_L, K.Key_X, K.Key_G})
RECEIPTS = {
    K.Key_A: Receipt.ACKNOWLEDGED,
    K.Key_U: Receipt.UPLOADED,
    K.Key_P: Receipt.PASSED_ON,
    K.Key_B: Receipt.RETURNED,
    K.Key_C: Receipt.RECALLED,
}
_TONES = {
    SendState.NOT_SENT: "",
    SendState.WAITING: "attention",
    SendState.LEAVING: "wrong",
    SendState.SENT: "",
    SendState.RETURNED: "wrong",
    SendState.RECALLED: "wrong",
}


class LedgerPart(QWidget):
    """Shows the files of a meeting, and asks for what a key means.

    Signals:
        wanted: Something is to be written down; carries the command.
        asks: Words are needed first; carries the question and what is done with the answer.
        turn_wanted: The recipients are to be shown again.
        counted: How many files there are now.
    """

    wanted = Signal(object)
    asks = Signal(str, object)
    turn_wanted = Signal()
    counted = Signal(int)

    def __init__(self, bridge: Bridge, theme: Theme, clock: WallClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._clock = clock
        self._meeting_id: UUID | None = None
        self.files: tuple[LedgerLine, ...] = ()
        self.list = PaintedList(theme, KEYS)
        self.filter = QLineEdit()
        self._counts = label(role="muted")
        self._lay_out()
        self.list.pressed_key.connect(self._act)
        self.filter.textChanged.connect(self.read_again)

    @property
    def counts(self) -> str:
        """How many files there are, and how many of them are outstanding."""
        return self._counts.text()

    def open_meeting(self, meeting_id: UUID) -> None:
        """Show the files of a meeting."""
        if meeting_id != self._meeting_id:
            self._meeting_id = meeting_id
            self._show(())
            self.filter.clear()
        self.read_again()

    @Slot()
    def read_again(self) -> None:
        """Read what has left by now."""
        if self._meeting_id is not None:
            asked = LedgerAsked(self._meeting_id, words=self.filter.text())
            self._bridge.read(ledger, self, self._show, asked)

    # Slots

    @Slot(int)
    def _act(self, key: int) -> None:
        row = self.list.row
        if key == K.Key_G:
            self.turn_wanted.emit()
        elif 0 <= row < len(self.files):
            self._act_on(self.files[row], K(key))

    # Helpers

    def _act_on(self, line: LedgerLine, key: Qt.Key) -> None:
        receipt = RECEIPTS.get(key)
        own = (line.distribution_id,)
        if receipt in NEEDS_WORDS:
            returned = receipt is Receipt.RETURNED
            text = self.tr("Why did it come back?") if returned else self.tr("Why is it recalled?")
            then: Callable[[str], None] = partial(self._note, line, receipt)
            self.asks.emit(text, then)
        elif receipt is not None:
            self._note(line, receipt, "")
        elif key == K.Key_L:
            self.wanted.emit(NoteLeft(own, self._clock.now()))
        elif line.state is SendState.LEAVING:
            self.wanted.emit(NoteNotTaken(own, self.tr("said by somebody who looked")))
        else:
            self.wanted.emit(CancelHeld(own, self._clock.now()))

    def _note(self, line: LedgerLine, receipt: Receipt, words: str) -> None:
        self.wanted.emit(NoteReceipt(line.distribution_id, receipt, self._clock.now(), words))

    def _show(self, files: tuple[LedgerLine, ...]) -> None:
        self.files = files
        self.list.show_lines([painted(line) for line in files])
        waits = len(outstanding(files))
        nothing = (
            self.tr("No file is found with these words.")
            if self.filter.text()
            else self.tr("Nothing of this meeting has left yet.")
        )
        said = self.tr("{files}, {waits} outstanding").format(files=many(len(files), "file"), waits=waits)
        self._counts.setText(said if files else nothing)
        self.counted.emit(len(files))

    def _lay_out(self) -> None:
        self.list.setAccessibleName(self.tr("Files of this meeting that left"))
        self.filter.setPlaceholderText(self.tr("Only files with these words"))
        self.filter.setAccessibleName(self.tr("Only files with these words"))
        self.filter.setClearButtonEnabled(True)
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self.filter, 1)
        row.addWidget(self._counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.list, 1)


def painted(line: LedgerLine) -> PaintedLine:
    """Return a file of the ledger as it is painted."""
    shown = PaintedLine(
        line.recipient,
        say_ledger(line),
        say_days(line),
        f"{STATE_MARK[line.state]} {line.state.label}",
        _TONES.get(line.state, "settled"),
    )
    if not line.sha256:
        return shown
    return replace(shown, below=f"{shown.below} · SHA-256 {line.sha256[:16]}…")
