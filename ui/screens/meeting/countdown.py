"""A calm countdown: the minutes and seconds that are left, in a ring that grows shorter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from ui.theme import Theme
from ui.words import say_span

LARGEST, SMALLEST = 360, 150
DIGITS, WORD = 0.28, 0.085
"""How high the letters are, as parts of the ring."""
THICK, TRACK = 7, 1
WHOLE = 360 * 16


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """How much of a length of time is left, and whether it stands still."""

    left: timedelta
    of: timedelta
    is_paused: bool = False

    @property
    def words(self) -> str:
        """The time as it is read: 1:42; nothing is left only when nothing is."""
        return say_span(timedelta(seconds=ceil(max(self.left.total_seconds(), 0))))

    @property
    def part(self) -> float:
        """What is left of the whole, in whole seconds: it moves with the digits and no faster."""
        whole = max(self.of.total_seconds(), 1)
        return min(ceil(max(self.left.total_seconds(), 0)) / whole, 1.0)


class Countdown(QWidget):
    """Paints the time that is left; it neither flashes nor sounds, and takes no focus.

    The ring is left out where the system is set to show no animations: digits alone tell as much.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._time: TimeLeft | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._draw)

    @property
    def said(self) -> str:
        """What can be read on it."""
        if self._time is None:
            return ""
        return f"{self._time.words} {self._paused}".strip()

    def show_time(self, time: TimeLeft | None) -> None:
        """Show how much is left."""
        if time == self._time:
            return
        before, self._time = self.said, time
        if self.said != before:
            self.setAccessibleName(self.tr("{time} left").format(time=self.said) if time else "")
            self.update()

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(LARGEST), self._theme.px(LARGEST))

    def minimumSizeHint(self) -> QSize:
        # The same at every size of letters: where a window is small, the child is not pushed out of it.
        return QSize(SMALLEST, SMALLEST)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._time is None:
            return
        tokens, px = self._theme.tokens, self._theme.px
        side = min(self.width(), self.height(), px(LARGEST)) - px(THICK) - 2
        ring = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line), px(TRACK) * tokens.rule))
        painter.drawEllipse(ring)
        if not self._is_still():
            pen = QPen(QColor(tokens.accent), px(THICK))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            # From the top, and shorter the way a clock goes round.
            painter.drawArc(ring, WHOLE // 4, round(WHOLE * self._time.part))
        self._write(painter, ring, side)
        painter.end()

    # Helpers

    @property
    def _paused(self) -> str:
        return self.tr("paused") if self._time is not None and self._time.is_paused else ""

    def _write(self, painter: QPainter, ring: QRectF, side: float) -> None:
        assert self._time is not None, "only what is shown is painted"
        font = QFont(self.font())
        font.setPixelSize(max(round(side * DIGITS), 1))
        painter.setFont(font)
        painter.setPen(QColor(self._theme.tokens.ink))
        painter.drawText(ring, int(Qt.AlignmentFlag.AlignCenter), self._time.words)
        font.setPixelSize(max(round(side * WORD), 1))
        painter.setFont(font)
        painter.setPen(QColor(self._theme.tokens.muted))
        below = ring.adjusted(0, side * 0.66, 0, 0)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), self._paused)

    def _is_still(self) -> bool:
        hints = QStyle.StyleHint
        style = self.style()
        return not (
            style.styleHint(hints.SH_Widget_Animate, None, self)
            and style.styleHint(hints.SH_Widget_Animation_Duration, None, self)
        )

    def _draw(self) -> None:
        self.updateGeometry()
        self.update()
