"""Says which messages are held, for how long they can be taken back, and which wait for somebody."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.labels import label, tooltip
from ui.screens.documents.sending.leaving import Leaving
from ui.screens.documents.sending.words import say_left
from ui.wall_clock import WallClock
from ui.words import many


class HeldStrip(QWidget):
    """Stands above the list while a message is held; its countdown goes with the clock.

    Signals:
        take_back_wanted: No message that is held is to leave; carries the copies in them.
    """

    take_back_wanted = Signal(tuple)

    def __init__(self, leaving: Leaving, clock: WallClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leaving = leaving
        self._clock = clock
        self._said = label(role="strong", wraps=True)
        self.take_back = QPushButton(self.tr("Take &back"))
        self.let_go = QPushButton(self.tr("Let them &go"))
        self._lay_out()
        self.hide()
        self.take_back.clicked.connect(self._take_back)
        self.let_go.clicked.connect(self._let_go)
        leaving.changed.connect(self.say)
        clock.ticked.connect(self.say)

    @property
    def text(self) -> str:
        """What it says; empty while nothing is held."""
        return self._said.text() if not self.isHidden() else ""

    @Slot()
    def say(self) -> None:
        """Say what is held by now."""
        now, kept = self._clock.now(), self._leaving.kept_back
        parts = []
        if (leaves := self._leaving.next_leaves) is not None:
            held = many(len(self._leaving.counted_down), "message is", "messages are")
            said = self.tr("{held} held. The first leaves in {left}.")
            parts.append(said.format(held=held, left=say_left(leaves - now)))
        if kept:
            waits = many(len(kept), "message waits", "messages wait")
            parts.append(self.tr("{} for you to say whether to send now.").format(waits))
            parts.append(next((one.failed for one in kept if one.failed), ""))
        self._said.setText(" ".join(part for part in parts if part))
        self.let_go.setVisible(bool(kept))
        self.setVisible(bool(parts))

    # Slots

    @Slot()
    def _take_back(self) -> None:
        keys = tuple(key for one in self._leaving.waiting for key in one.distributions)
        if keys:
            self.take_back_wanted.emit(keys)

    @Slot()
    def _let_go(self) -> None:
        self._leaving.let_go(self._leaving.kept_back)

    # Helpers

    def _lay_out(self) -> None:
        self.take_back.setAccessibleName(self.tr("Take back all messages that are held"))
        self.take_back.setToolTip(tooltip(self.tr("None of the messages that are held leaves")))
        self.let_go.setAccessibleName(self.tr("Let the messages that wait leave now"))
        self.let_go.setToolTip(tooltip(self.tr("Give the messages that wait to the mail server now")))
        frame = QFrame()
        frame.setProperty("role", "message-attention")
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self._said, 1)
        row.addWidget(self.let_go)
        row.addWidget(self.take_back)
        around = QVBoxLayout(self)
        around.setContentsMargins(16, 4, 16, 8)
        around.addWidget(frame)
