"""Paints the cells of the whole picture: a shape and how many entries, and a word where there is room."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from meetingdesk.domain.picture import Cell, CellState
from meetingdesk.domain.roll_call import Tone
from ui.screens.meeting.picture.picture_model import PictureModel
from ui.screens.meeting.picture.picture_words import LOOKS, is_quiet
from ui.theme import Theme
from ui.widgets.mark_shapes import paint_shape, tone_colours

Index = QModelIndex | QPersistentModelIndex
HEIGHT, LOW, WORDS_FROM, WIDEST = 44, 28, 66, 132
TEXT, INSET = 12.5, 3
MOST_COUNTED = 99
MOST_KEPT = 400
"""Cells of one look and size are painted once; the picture of a meeting has a dozen of them."""


class PictureCells(QStyledItemDelegate):
    """Paints a cell from its state; cells that look the same are painted once."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table
        self._painted: dict[tuple[object, ...], QPixmap] = {}
        theme.changed.connect(self._forget)

    # Qt

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(HEIGHT), self._theme.px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, PictureModel), "it paints nothing else"
        cell = model.cell(index.row(), index.column())
        if cell is None:
            return
        area: QRect = option.rect
        quiet = is_quiet(model.person(index.row()), cell)
        is_gp = model.agency(index.column()).is_gp
        painter.drawPixmap(area.topLeft(), self._pixmap(cell, area.size(), quiet=quiet, is_gp=is_gp))
        if index == self._table.currentIndex():
            self._frame(painter, area)

    # Slots

    @Slot()
    def _forget(self) -> None:
        self._painted.clear()

    # Helpers

    def _pixmap(self, cell: Cell, size: QSize, *, quiet: bool, is_gp: bool) -> QPixmap:
        is_open = cell.state is CellState.GAP
        ratio = self._table.devicePixelRatioF()
        key = (
            *(cell.state, min(cell.count, MOST_COUNTED + 1), cell.is_only, cell.is_disputed),
            *(cell.is_of_family, cell.is_sent_back, quiet, is_gp and is_open),
            *(size.width(), size.height(), ratio),
        )
        found = self._painted.get(key)
        if found is None:
            if len(self._painted) >= MOST_KEPT:
                self._painted.clear()
            found = self._painted[key] = self._paint(cell, size, ratio, quiet=quiet, is_gp=is_gp)
        return found

    def _paint(self, cell: Cell, size: QSize, ratio: float, *, quiet: bool, is_gp: bool) -> QPixmap:
        tokens, px = self._theme.tokens, self._theme.px
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(QColor(tokens.surface))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRect(0, 0, size.width(), size.height())
        rule = tokens.rule
        painter.fillRect(QRect(0, whole.bottom() + 1 - rule, size.width(), rule), QColor(tokens.line))
        painter.fillRect(QRect(whole.right() + 1 - rule, 0, rule, size.height()), QColor(tokens.line))
        inside = QRectF(whole).adjusted(px(INSET), px(INSET), -px(INSET) - rule, -px(INSET) - rule)
        if not quiet:
            ink = self._ground(painter, inside, cell, is_gp=is_gp)
            self._signs(painter, inside, cell, ink)
        painter.end()
        return made

    def _ground(self, painter: QPainter, area: QRectF, cell: Cell, *, is_gp: bool) -> str:
        tokens, px = self._theme.tokens, self._theme.px
        if cell.state is CellState.GAP:
            ink = tokens.attention if is_gp else tokens.muted
            ground = tokens.attention_ground if is_gp else tokens.surface
            pen = QPen(QColor(ink), max(tokens.rule, 1))
            pen.setDashPattern([3, 3])
            painter.setPen(pen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), px(4), px(4))
            return ink
        tone = Tone.ATTENTION if cell.is_sent_back else LOOKS[cell.state].tone
        ink, ground, edge = tone_colours(tokens, tone)
        # What the whole family was asked stands pale beside what was asked about this person.
        is_pale = cell.is_of_family or tone is Tone.PLAIN
        painter.setPen(
            QPen(QColor(edge), tokens.rule) if tokens.rule > 1 and not is_pale else Qt.PenStyle.NoPen
        )
        painter.setBrush(QColor(tokens.surface if is_pale else ground))
        painter.drawRoundedRect(area, px(4), px(4))
        return tokens.muted if tone is Tone.PLAIN else ink

    def _signs(self, painter: QPainter, area: QRectF, cell: Cell, ink: str) -> None:
        px, tokens = self._theme.px, self._theme.tokens
        look, has_word = LOOKS[cell.state], _has_words(area, px(WORDS_FROM), px(HEIGHT))
        side, gap = (px(12), px(4)) if has_word else (px(11), px(3))
        count = _counted(cell.count)
        painter.setFont(self._font(is_strong=True))
        metrics = QFontMetrics(painter.font())
        word = "sent back" if cell.is_sent_back else look.word
        high = area.height() / 2 if has_word else area.height()
        top = QRectF(area.left(), area.top() + (px(1) if has_word else 0), area.width(), high)
        sign = side if look.shape is not None else metrics.horizontalAdvance("?")
        width = sign + (gap + metrics.horizontalAdvance(count) if count else 0)
        left = area.left() + max((area.width() - width) / 2, 0)
        painter.setPen(QColor(ink))
        if look.shape is not None:
            square = QRectF(left, top.center().y() - side / 2, side, side)
            paint_shape(painter, square, look.shape, ink)
        else:
            painter.drawText(QRectF(left, top.top(), sign, high), int(Qt.AlignmentFlag.AlignCenter), "?")
        if count:
            rest = QRectF(left + sign + gap, top.top(), area.right() - left - sign, high)
            middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(rest, int(middle), count)
        if has_word:
            painter.setFont(self._font())
            below = QRectF(area.left(), area.top() + high - px(1), area.width(), high)
            painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), word)
        if cell.is_only:
            self._corner(painter, area, "1", tokens.attention, right=True)
        if cell.is_disputed:
            self._corner(painter, area, "≠", tokens.wrong, right=False)

    def _corner(self, painter: QPainter, area: QRectF, sign: str, colour: str, *, right: bool) -> None:
        """Put a small sign into a corner: only one agency knows, or somebody says otherwise."""
        tokens, px = self._theme.tokens, self._theme.px
        side = px(14)
        left = area.right() - side + px(2) if right else area.left() - px(2)
        square = QRectF(left, area.top() - px(2), side, side)
        painter.setPen(QPen(QColor(colour), max(tokens.rule, 1)))
        painter.setBrush(QColor(tokens.surface))
        painter.drawEllipse(square.adjusted(1, 1, -1, -1))
        font = QFont(self._font(is_strong=True))
        font.setPixelSize(max(px(10), 1))
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(square, int(Qt.AlignmentFlag.AlignCenter), sign)

    def _frame(self, painter: QPainter, area: QRect) -> None:
        tokens = self._theme.tokens
        thick = 3 if tokens.rule > 1 else 2
        colour = tokens.accent if self._table.hasFocus() else tokens.muted
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(colour), thick)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = thick / 2
        inner = QRectF(area).adjusted(half, half, -half - tokens.rule, -half - tokens.rule)
        painter.drawRoundedRect(inner, self._theme.px(5), self._theme.px(5))
        painter.restore()

    def _font(self, *, is_strong: bool = False) -> QFont:
        font = QFont(self._table.font())
        font.setPixelSize(self._theme.px(TEXT))
        font.setBold(is_strong)
        return font


def _has_words(area: QRectF, wide: int, high: int) -> bool:
    """Say whether a word stands below the shape: where it does not fit, the shape and the key say it."""
    return area.width() >= wide * 0.9 and area.height() >= high * 0.7


def _counted(count: int) -> str:
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count) if count else ""
