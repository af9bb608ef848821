"""How long actions have been late: a column for each age, with its number, that filters the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from meetingdesk.app.following.asked import MOST_COUNTED
from meetingdesk.domain.action_life import AGES
from ui.labels import tooltip
from ui.theme import Theme

HEIGHT, COLUMNS, GAP, LABEL, NUMBER = 132, 225, 3, 28, 20
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
CHOOSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class AgesPicture(QAbstractButton):
    """Draws how many actions are late by each age; a click or Enter shows only those.

    Signals:
        chosen: An age was chosen; carries its place among the ages.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: tuple[int, ...] = (0,) * len(AGES)
        self._shown: int | None = None
        self.place = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(tooltip(self.tr("Click a column to see only those (O, then ← → and Enter)")))
        theme.changed.connect(self.updateGeometry)
        self._say()

    def show_counts(self, counts: tuple[int, ...], shown: int | None) -> None:
        """Draw other numbers; `shown` is the age that the list is filtered by."""
        self._counts, self._shown = counts or (0,) * len(AGES), shown
        self._say()
        self.update()

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(COLUMNS), self._theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(180), self._theme.px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            self.place = min(max(self.place + STEPS[key], 0), len(AGES) - 1)
            self._say()
            self.update()
        elif key in CHOOSES and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.chosen.emit(self.place)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place in range(len(AGES)):
            if self._column(place).contains(event.position().toPoint()):
                self.place = place
                self.chosen.emit(place)
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn or event.type() is QEvent.Type.FocusOut:
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max(*self._counts, 1)
        base = self.height() - px(LABEL)
        room = base - px(NUMBER)
        for place, count in enumerate(self._counts):
            column = self._column(place)
            high = max(round(room * count / most), px(2) if count else 0)
            bar = QRectF(column.left(), base - high, column.width(), high)
            is_shown = place == self._shown
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.wrong if is_shown else tokens.accent))
            painter.drawRoundedRect(bar, px(2), px(2))
            if not count:
                painter.fillRect(QRectF(column.left(), base - tokens.rule, column.width(), tokens.rule),
                                 QColor(tokens.line))  # fmt: skip
            painter.setPen(QColor(tokens.ink))
            painter.setFont(self._font(14, is_strong=True))
            top = QRect(column.left(), round(bar.top()) - px(NUMBER), column.width(), px(NUMBER))
            painter.drawText(top, int(Qt.AlignmentFlag.AlignCenter), _number(count))
            painter.setPen(QColor(tokens.ink if is_shown else tokens.muted))
            painter.setFont(self._font(12.5, is_strong=is_shown))
            below = QRect(column.left(), base, column.width(), px(LABEL))
            painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), _words(place))
            if self.hasFocus() and place == self.place:
                painter.setPen(QPen(QColor(tokens.accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(column).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    # Helpers

    def _column(self, place: int) -> QRect:
        each = min(self.width(), self._theme.px(COLUMNS)) // len(AGES)
        gap = self._theme.px(GAP)
        return QRect(place * each, 0, each - gap, self.height())

    def _say(self) -> None:
        said = [f"{_words(place)}: {_number(count)}" for place, count in enumerate(self._counts)]
        self.setAccessibleName(self.tr("Overdue by age, in working days"))
        here = f"{_words(self.place)} working days, {_number(self._counts[self.place])} overdue"
        self.setAccessibleDescription(f"{', '.join(said)}. {here}")

    def _font(self, pixels: float, *, is_strong: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.px(pixels))
        font.setBold(is_strong)
        return font


def _words(place: int) -> str:
    age = AGES[place]
    return f"{age.first}–{age.last}" if age.last is not None else f"> {age.first - 1}"


def _number(count: int) -> str:
    return f"{MOST_COUNTED:,}+" if count >= MOST_COUNTED else str(count)
