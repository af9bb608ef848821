"""One strip below the stream while everybody looks through a child's eyes: whose, how long, which keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.labels import label
from ui.screens.meeting.countdown import TimeLeft
from ui.theme import Theme
from ui.widgets.key_hint import KeyHint
from ui.widgets.wrapping import Wrapping
from ui.words import many

TURN_KEY, STOP_KEY = "Ctrl+E", "Ctrl+Shift+X"


class ExerciseStrip(QFrame):
    """Shows how the exercise stands; nothing in it takes the keyboard from the line.

    Signals:
        turn_wanted: It is to pause, or to go on.
        stop_wanted: It is to end now.
    """

    turn_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: object = None
        self.setProperty("role", "ask")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._who = label(role="strong")
        self._left = label(role="title")
        self._left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._lines = label(role="muted")
        self._hint = label(role="small")
        self.pause = KeyHint(TURN_KEY, self.tr("pause"), self.tr("Have the time stand still"), theme)
        self.go_on = KeyHint(TURN_KEY, self.tr("go on"), self.tr("Let the time go on"), theme)
        self.stop = KeyHint(STOP_KEY, self.tr("stop"), self.tr("End it now; every line is kept"), theme)
        inside = QWidget()
        self._row = Wrapping(inside, gap=14)
        self._column = QVBoxLayout(self)
        self._column.addWidget(inside)
        for part in (
            self._who, self._left, self._lines, self.pause, self.go_on, self.stop, self._hint,
        ):  # fmt: skip
            self._row.addWidget(part)
        self.pause.clicked.connect(self.turn_wanted)
        self.go_on.clicked.connect(self.turn_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        theme.changed.connect(self._scale)
        self.hide()
        self._scale()

    @property
    def said(self) -> tuple[str, ...]:
        """What can be read on it now."""
        parts = (self._who, self._left, self._lines, self._hint)
        return tuple(part.text() for part in parts if not part.isHidden() and part.text())

    def show_exercise(self, who: str, time: TimeLeft | None, lines: int, hint: str) -> None:
        """Show whose eyes, what is left of the time if it is not over, and what was said so far."""
        shown = (
            who,
            time.words if time is not None else "",
            time is not None and time.is_paused,
            lines,
            hint,
        )
        if shown == self._shown and not self.isHidden():
            return  # asked several times a second
        self._shown = shown
        self._who.setText(who)
        self._left.setText(time.words if time is not None else "")
        self._lines.setText(many(lines, self.tr("line"), self.tr("lines")) if lines else "")
        self._hint.setText(hint)
        is_paused = time is not None and time.is_paused
        for part, is_there in (
            (self._left, time is not None),
            (self._lines, bool(lines)),
            (self.pause, time is not None and not is_paused),
            (self.go_on, is_paused),
            (self.stop, time is not None),
        ):
            part.setVisible(is_there)
        self.setAccessibleName(" ".join(self.said))
        self._row.invalidate()
        self.show()

    @Slot()
    def _scale(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(16), px(6), px(16), px(6))
        # The digits come and go every second; what stands beside them stays where it is.
        self._left.ensurePolished()
        self._left.setMinimumWidth(self._left.fontMetrics().horizontalAdvance("0:00"))
