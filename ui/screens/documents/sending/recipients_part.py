"""The recipients of one meeting: who is ticked, what stops somebody, and all that is known of one."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from meetingdesk.app.sending.commands import DecideNotToSend
from meetingdesk.app.sending.listing import SendLine, SendList
from meetingdesk.domain.meeting_words import DocumentKind
from ui.labels import label
from ui.screens.documents.sending.painted_list import PaintedList
from ui.screens.documents.sending.preparing import MadePack
from ui.screens.documents.sending.recipients import Recipients
from ui.theme import Theme
from ui.wall_clock import WallClock

K = Qt.Key
KEYS = frozenset({K.Key_Space, K.Key_R, K.Key_I, K.Key_N, K.Key_G})
AROUND = (12, 8, 12, 8)


class RecipientsPart(QWidget):
    """Shows who gets what; ticks, reasons and decisions are made by single keys.

    Signals:
        wanted: Something is to be written down; carries the command.
        asks: Words are needed first; carries the question, what is done with the answer, and a hint.
        told: Something cannot be done; carries why, and what to do.
        changed: Something else would be made or sent now.
        turn_wanted: The ledger is to be shown.
    """

    wanted = Signal(object)
    asks = Signal(str, object, str)
    told = Signal(str, str)
    changed = Signal()
    turn_wanted = Signal()

    def __init__(self, theme: Theme, clock: WallClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.state = Recipients()
        self.list = PaintedList(theme, KEYS)
        self.about = QFrame()
        self._about = label(wraps=True, selectable=True)
        self._lay_out()
        self.list.pressed_key.connect(self._act)
        self.list.current_changed.connect(self._say_here)
        self.list.doubleClicked.connect(self._double_clicked)

    @property
    def line(self) -> SendLine | None:
        """The recipient that is marked."""
        row = self.list.row
        return self.state.lines[row] if 0 <= row < len(self.state.lines) else None

    @property
    def said(self) -> str:
        """What is said of the recipient that is marked."""
        return self._about.text()

    def show_list(self, shown: SendList, kinds: tuple[DocumentKind, ...]) -> None:
        """Show the recipients of a meeting and what leaves now."""
        self.state.show(shown, kinds)
        self.paint()

    def show_kinds(self, kinds: tuple[DocumentKind, ...]) -> None:
        """Other documents leave now; what was made is made anew."""
        if self.state.shown is not None:
            self.state.forget_made()
            self.show_list(self.state.shown, kinds)

    def take(self, pack: MadePack) -> None:
        """Show what was made, and who was stopped."""
        self.state.take(pack)
        self.paint()

    def forget(self) -> None:
        """Forget ticks, reasons and what was made: another meeting is shown."""
        self.state = Recipients()
        self.paint()

    def forget_made(self) -> None:
        """What was made is not what would be sent now, or it is sent already."""
        self.state.forget_made()
        self.paint()

    def ask_missing_reason(self) -> bool:
        """Ask for the first reason that is still to be given; say whether there is one."""
        missing = self.state.without_reason
        if missing is None:
            return False
        self.list.setCurrentIndex(self.list.painted.index(self.state.lines.index(missing), 0))
        self._ask_reason(missing)
        return True

    def paint(self) -> None:
        """Show everything as it stands now."""
        self.list.show_lines(self.state.painted())
        self._say_here()
        self.changed.emit()

    def take_about_back(self) -> None:
        """Let what is said of a recipient stand below the list."""
        self._around.setContentsMargins(*AROUND)
        self._around.addWidget(self.about)

    def give_about_away(self) -> QWidget:
        """Return what is said of a recipient: a low window shows it elsewhere."""
        self._around.setContentsMargins(0, 0, 0, 0)
        return self.about

    # Slots

    @Slot(int)
    def _act(self, key: int) -> None:
        line = self.line
        if key == K.Key_G:
            self.turn_wanted.emit()
        elif line is not None and key == K.Key_Space:
            self._turn(line)
        elif line is not None and key == K.Key_R and line.needs_reason:
            self._ask_reason(line)
        elif line is not None and key == K.Key_I:
            self.state.turn_information(line)
            self.paint()
        elif line is not None and key == K.Key_N:
            self._ask_why_not(line)

    @Slot(QModelIndex)
    def _double_clicked(self, _index: QModelIndex) -> None:
        self._act(int(K.Key_Space))

    @Slot()
    def _say_here(self) -> None:
        line = self.line
        self._about.setText(self.state.say(line) if line is not None else "")
        self.about.setVisible(line is not None)

    # Helpers

    def _turn(self, line: SendLine) -> None:
        why_not = self.state.turn(line)
        if why_not:
            self.told.emit(why_not, line.stops[0].mend if line.stops else "")
        elif self.state.is_ticked(line) and line.needs_reason and not self.state.reasons.get(line.key):
            self._ask_reason(line)
        self.paint()

    def _ask_reason(self, line: SendLine) -> None:
        text = self.tr("{who}: {stop} Why is it sent all the same?")
        # One reason answers them all, so all of them are named.
        stops = " ".join(stop.says for stop in line.stops)
        mends = " ".join(dict.fromkeys(stop.mend for stop in line.stops if stop.mend))
        text = text.format(who=line.proposed.to.name, stop=stops)
        self.asks.emit(text, partial(self._keep_reason, line), mends)

    def _keep_reason(self, line: SendLine, words: str) -> None:
        self.state.give_reason(line, words)
        self.paint()

    def _ask_why_not(self, line: SendLine) -> None:
        shown, kinds = self.state.shown, self.state.kinds_of(line)
        if shown is None or not kinds:
            self.told.emit(self.tr("Nothing that leaves now is for them: there is nothing to decide."), "")
            return
        versions = tuple(one.version_id for kind in kinds if (one := shown.version(kind)) is not None)
        text = self.tr("{}: why do they not get it?").format(line.proposed.to.name)
        then: Any = partial(self._decide_not, line, shown.meeting_id, versions)
        self.asks.emit(text, then, "")

    def _decide_not(self, line: SendLine, meeting_id: UUID, versions: tuple[UUID, ...], words: str) -> None:
        self.state.ticked.discard(line.key)
        self.wanted.emit(DecideNotToSend(meeting_id, line.proposed.to, versions, words, self._clock.now()))

    def _lay_out(self) -> None:
        self.list.setAccessibleName(self.tr("Who gets what"))
        self.about.setProperty("role", "card")
        inside = QVBoxLayout(self.about)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self._about)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        self._around = QVBoxLayout()
        self._around.setContentsMargins(*AROUND)
        self._around.addWidget(self.about)
        column.addLayout(self._around)
