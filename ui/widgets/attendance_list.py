"""The lines of a roll call: one for each person or agency that was invited."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from meetingdesk.domain.roll_call import Shape, Tone
from meetingdesk.domain.room import Place
from ui.theme import Theme
from ui.widgets.mark_shapes import paint_shape, tone_colours

Index = QModelIndex | QPersistentModelIndex
LINE_HEIGHT, NARROW_HEIGHT = 42, 60
MARGIN = 12
NUMBER, CHIP, NARROW_CHIP, ACCEPTED = 28, 128, 102, 30
SHAPE = 10
NARROW = 430
LONGEST = 400
LEAST_LINES = 3


def below(place: Place) -> str:
    """Return what stands under the name of somebody."""
    agency = place.agency if place.agency != place.called else ""
    stands_for = f"for {place.deputy_for}" if place.deputy_for else ""
    sent = f"deputy {place.deputy}" if place.deputy else ""
    refuses = f"does not accept: {place.exception}" if place.exception else ""
    parts = (place.times, refuses, agency, place.what, stands_for, sent, place.expected)
    return " · ".join(part.replace("\n", " ")[:LONGEST] for part in parts if part)


class AttendanceModel(QAbstractListModel):
    """Holds the places of a room as lines of a list."""

    PLACE_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.places: tuple[Place, ...] = ()

    def set_places(self, places: tuple[Place, ...]) -> None:
        """Show other places; where they are the same people, only what is said of them changes."""
        if [place.id for place in places] == [place.id for place in self.places]:
            self.places = places
            if places:
                self.dataChanged.emit(self.index(0), self.index(len(places) - 1))
            return
        self.beginResetModel()
        self.places = places
        self.endResetModel()

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.places):
            return None
        place = self.places[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return place.called[:LONGEST]
            case Qt.ItemDataRole.AccessibleTextRole:
                accepted = self.tr("accepts the statement") if place.has_accepted else ""
                said = (place.called[:LONGEST], place.sign.word, below(place), accepted)
                return f"{index.row() + 1}. " + ", ".join(part for part in said if part)
            case self.PLACE_ROLE:
                return place
        return None


class AttendanceList(QListView):
    """Shows the places; arrow keys and numbers move, every other letter is handed on.

    Signals:
        key_given: A letter was pressed on the current line; a capital one with Shift.
        left: Escape was pressed.
    """

    key_given = Signal(str)
    left = Signal()

    PAUSE_MS = 1_200

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._digits = ""
        self._pause = QTimer(self, singleShot=True, interval=self.PAUSE_MS)
        self.lines = AttendanceModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_PlaceDelegate(theme, self))
        self.setProperty("role", "results")
        self.setAccessibleName(self.tr("Roll call"))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pause.timeout.connect(self._forget_digits)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def current(self) -> Place | None:
        """The place that a key marks."""
        index = self.currentIndex()
        return self.lines.places[index.row()] if index.isValid() else None

    def show_places(self, places: tuple[Place, ...]) -> None:
        """Show places, standing on the same person as before."""
        before = self.current
        self.lines.set_places(places)
        if places and (before is None or self.current is None or self.current.id != before.id):
            self.stand_on(before.id if before is not None else places[0].id)

    def stand_on(self, key: UUID) -> None:
        """Go to the line of an attendance, or to the first."""
        rows = [row for row, place in enumerate(self.lines.places) if place.id == key]
        self._go(rows[0] if rows else 0)

    def step(self) -> None:
        """Go to the next line, as far as there is one."""
        self._go(self.currentIndex().row() + 1)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        commanding = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        typed = event.text()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.modifiers() & commanding or not typed.isprintable() or not typed.strip():
            self._forget_digits()
            super().keyPressEvent(event)
        elif typed in "0123456789":
            self._count(typed)
        else:
            self._forget_digits()
            # Capitals are given with Shift, and never by a Caps Lock that somebody forgot.
            is_capital = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.key_given.emit(typed.upper() if is_capital else typed.lower())

    # Slots

    @Slot()
    def _forget_digits(self) -> None:
        self._digits = ""

    @Slot()
    def _fit(self) -> None:
        self.setMinimumHeight(self._theme.px(LINE_HEIGHT * LEAST_LINES))
        self.scheduleDelayedItemsLayout()

    # Helpers

    def _count(self, digit: str) -> None:
        """Go to the line of a number; a second digit soon after belongs to the same number."""
        number = int(self._digits + digit)
        if number > len(self.lines.places):
            self._digits, number = "", int(digit)
        self._digits += digit
        self._pause.start()
        if 1 <= number <= len(self.lines.places):
            self._go(number - 1)

    def _go(self, row: int) -> None:
        last = len(self.lines.places) - 1
        if last >= 0:
            index = self.lines.index(min(max(row, 0), last))
            self.setCurrentIndex(index)
            self.scrollTo(index)


class _PlaceDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    # Qt

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        is_narrow = width < self._theme.px(NARROW)
        return QSize(100, self._theme.px(NARROW_HEIGHT if is_narrow else LINE_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: Place = index.data(AttendanceModel.PLACE_ROLE)
        tokens, px = self._theme.tokens, self._theme.px
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(area, QColor(tokens.selection if is_current else tokens.surface))
        rule = QRect(area.left(), area.bottom() + 1 - tokens.rule, area.width(), tokens.rule)
        painter.fillRect(rule, QColor(tokens.line))
        if is_current:
            self._mark(painter, area, has_focus=bool(state & QStyle.StateFlag.State_HasFocus))
        inside = area.adjusted(px(MARGIN), 0, -px(MARGIN), -tokens.rule)
        is_narrow = area.width() < px(NARROW)
        left = self._paint_number(painter, inside, index.row() + 1)
        chip = QRect(left, inside.top(), px(NARROW_CHIP if is_narrow else CHIP), inside.height())
        left = self._paint_sign(painter, chip, place)
        right = inside.right()
        if not is_narrow:
            right -= px(ACCEPTED)
            self._paint_accepted(painter, QRect(right, inside.top(), px(ACCEPTED), inside.height()), place)
        words = QRect(left, inside.top(), max(right - left - px(6), 0), inside.height())
        self._paint_words(painter, words, place)
        painter.restore()

    # Helpers

    def _mark(self, painter: QPainter, area: QRect, *, has_focus: bool) -> None:
        tokens = self._theme.tokens
        width = self._theme.px((4 if has_focus else 2) * tokens.rule)
        painter.fillRect(QRect(area.left(), area.top(), width, area.height()), QColor(tokens.accent))
        if tokens.rule > 1:
            thick = tokens.rule + 1
            for top in (area.top(), area.bottom() + 1 - tokens.rule - thick):
                painter.fillRect(QRect(area.left(), top, area.width(), thick), QColor(tokens.ink))

    def _paint_number(self, painter: QPainter, inside: QRect, number: int) -> int:
        width = self._theme.px(NUMBER)
        area = QRect(inside.left(), inside.top(), width, inside.height())
        self._text(painter, area, str(number), 12.5, self._theme.tokens.muted)
        return area.right() + 1

    def _paint_sign(self, painter: QPainter, area: QRect, place: Place) -> int:
        tokens, px = self._theme.tokens, self._theme.px
        ink, ground, edge = tone_colours(tokens, place.sign.tone)
        is_open = place.sign.shape is Shape.RING
        font = self._font(12.5, is_strong=place.sign.tone is Tone.WRONG)
        metrics = QFontMetrics(font)
        height = metrics.height() + px(4)
        room = area.width() - px(10)
        width = min(px(9 + SHAPE + 5 + 10) + metrics.horizontalAdvance(place.sign.word), room)
        pill = QRectF(area.left(), area.top() + (area.height() - height) / 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not is_open:
            painter.setPen(QPen(QColor(edge), tokens.rule))
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(pill, height / 2, height / 2)
        side = px(SHAPE)
        shape = QRectF(pill.left() + px(9), pill.center().y() - side / 2, side, side)
        paint_shape(painter, shape, place.sign.shape, tokens.muted if is_open else ink)
        words = pill.toRect().adjusted(px(9 + SHAPE + 5), 0, -px(6), 0)
        self._text(painter, words, place.sign.word, 12.5, tokens.muted if is_open else ink, font)
        return area.right() + 1

    def _paint_accepted(self, painter: QPainter, area: QRect, place: Place) -> None:
        tokens = self._theme.tokens
        side = self._theme.px(12)
        square = QRectF(area.right() - side, area.center().y() - side / 2, side, side)
        if place.has_accepted:
            painter.setPen(QPen(QColor(tokens.settled), self._theme.px(2)))
            painter.drawPolyline(
                [
                    square.topLeft() + (square.bottomLeft() - square.topLeft()) * 0.55,
                    square.bottomLeft() + (square.bottomRight() - square.bottomLeft()) * 0.38,
                    square.topRight(),
                ]
            )
        elif place.exception:
            paint_shape(painter, square, Shape.CROSS, tokens.wrong)

    def _paint_words(self, painter: QPainter, area: QRect, place: Place) -> None:
        tokens = self._theme.tokens
        under = below(place)
        small = QFontMetrics(self._font(12.5))
        high, low = QFontMetrics(self._font(14)).height(), small.height()
        lines = min((area.height() - high) // low, -(-small.horizontalAdvance(under) // max(area.width(), 1)))
        top = area.top() + (area.height() - high - low * lines) // 2
        called = place.called.replace("\n", " ")[:LONGEST]
        name = QRect(area.left(), top, area.width(), high)
        self._text(painter, name, called, 14, tokens.ink, self._font(14, is_strong=True))
        if lines > 1:
            shown = small.elidedText(under, Qt.TextElideMode.ElideRight, round(area.width() * lines * 0.9))
            painter.setFont(self._font(12.5))
            painter.setPen(QColor(tokens.muted))
            both = QRect(area.left(), top + high, area.width(), low * lines)
            painter.drawText(both, int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap), shown)
        elif under:
            line = QRect(area.left(), top + high, area.width(), low)
            self._text(painter, line, under, 12.5, tokens.muted)

    def _text(
        self, painter: QPainter, area: QRect, text: str, pixels: float, colour: str, font: QFont | None = None
    ) -> None:
        font = font or self._font(pixels)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), shown)

    def _font(self, pixels: float, *, is_strong: bool = False) -> QFont:
        parent = self.parent()
        font = QFont(parent.font() if isinstance(parent, QWidget) else QFont())
        font.setPixelSize(self._theme.px(pixels))
        font.setBold(is_strong)
        return font
