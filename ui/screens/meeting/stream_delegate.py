"""Paints the lines of a stream: time, who, what, and in a smaller line what is known about it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from meetingdesk.app.live.stream import StreamItem
from meetingdesk.domain.capture_line import LineKind
from ui.models.stream_model import StreamModel
from ui.screens.meeting.phrases.questioned_stream import QuestionedStream
from ui.screens.meeting.typed_edit import TypedEdit
from ui.theme import Theme
from ui.widgets.wrapped_text import height_of, paint_text
from ui.words import say_clock

Index = QModelIndex | QPersistentModelIndex
MARGIN, TOP, BETWEEN = 16, 8, 3
TIME_WIDTH, WHO_WIDTH = 56, 104
LEAST_TEXT = 220
TEXT_SIZE, SMALL = 14, 12.5
MOST_MEASURED = 4_000
MARKS = {
    LineKind.ACTION: "!",
    LineKind.DECISION: "◆",
    LineKind.CHALLENGE: "?",
    LineKind.EVENT: "#",
    LineKind.PERSON: "@",
}
"""A shape for what is no plain entry, so that no colour has to carry it alone."""
QUESTION = "△"
MOST_QUESTIONS = 2
ASKED_KEYS = "Q challenge · K fine"
"""What the keys do with a question, beside it while its line is marked."""


class StreamDelegate(QStyledItemDelegate):
    """Paints text as it is, never as markup, and gives each line the height that it needs."""

    def __init__(
        self, theme: Theme, make_editor: Callable[[QWidget], TypedEdit], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._make_editor = make_editor
        self._heights: dict[tuple[object, ...], int] = {}
        self._sizes: dict[int, tuple[StreamItem, int, int, tuple[str, ...], QSize]] = {}
        """How high each item is that was measured, by its number in this program: all are asked at once."""
        self._fonts: dict[tuple[float, bool], tuple[QFont, QFontMetrics]] = {}
        self.edited: tuple[UUID, int] | None = None
        """The entry that is being edited, and how high its editor has to be."""
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Measure everything anew: the letters have another size."""
        self._heights.clear()
        self._sizes.clear()
        self._fonts.clear()

    def text_area(self, area: QRect) -> QRect:
        """Return where the text of a line stands."""
        px = self._theme.px
        left = px(MARGIN) + px(TIME_WIDTH) + (px(WHO_WIDTH) if self._is_wide(area.width()) else 0)
        top = px(TOP) + (0 if self._is_wide(area.width()) else self._metrics(TEXT_SIZE).height())
        return area.adjusted(left, top, -px(MARGIN), -px(TOP))

    # Qt

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item = _item_at(index)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractScrollArea) else option.rect.width()
        editing = self.edited[1] if self.edited is not None and self.edited[0] == item.id else 0
        asked = _asked_at(index, item)
        known = self._sizes.get(id(item))
        if known is None or known[0] is not item or known[1:4] != (width, editing, asked):
            size = QSize(min(width, 200), self._height(item, width, editing, asked))
            if len(self._sizes) > MOST_MEASURED:
                self._sizes.clear()
            known = self._sizes[id(item)] = (item, width, editing, asked, size)
        return known[4]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: StreamItem = index.data(StreamModel.ITEM_ROLE)
        tokens, px = self._theme.tokens, self._theme.px
        area: QRect = option.rect
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.fillRect(area, QColor(tokens.selection if is_chosen else tokens.surface))
        if is_chosen:
            bar = QRect(area.left(), area.top(), px(4) if has_focus else px(2), area.height())
            painter.fillRect(bar, QColor(tokens.accent))
            if tokens.rule > 1:
                for top in (area.top(), area.bottom() + 1 - tokens.rule):
                    painter.fillRect(QRect(area.left(), top, area.width(), tokens.rule), QColor(tokens.ink))
        self._paint_head(painter, area, item)
        text = self.text_area(area)
        asked = _asked_at(index, item)
        if asked:
            text.setBottom(text.bottom() - self._asked_height(asked, text.width()))
            self._paint_asked(painter, text, asked, area.left() if is_chosen and has_focus else None)
        if self.edited is None or self.edited[0] != item.id:
            small = self._metrics(SMALL).height()
            self._text(painter, text.adjusted(0, 0, 0, -small if self._below(item) else 0), item.text)
        mark = str(index.data(StreamModel.MARK_ROLE) or "") if item.kind is LineKind.ACTION else ""
        self._paint_below(painter, text, item, f"{mark} (T)" if mark and is_chosen and has_focus else mark)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        item: StreamItem = index.data(StreamModel.ITEM_ROLE)
        editor = self._make_editor(parent)
        editor.setProperty("entry", item.id.hex)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # Once only: what somebody is typing is newer than what the record says of it.
        if isinstance(editor, TypedEdit) and not editor.property("filled"):
            editor.setProperty("filled", True)
            item: StreamItem = index.data(StreamModel.ITEM_ROLE)
            editor.put(editable_text(item))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Do nothing: the screen saves while somebody types."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        text = self.text_area(option.rect)
        editor.setGeometry(text.left() - 8, text.top() - 4, text.width() + 16, editor.height())

    # Helpers

    def _is_wide(self, width: int) -> bool:
        px = self._theme.px
        return width - px(2 * MARGIN + TIME_WIDTH + WHO_WIDTH) >= px(LEAST_TEXT)

    def _height(self, item: StreamItem, width: int, editing: int, asked: tuple[str, ...]) -> int:
        key = (item.text, item.below, item.needs, item.visibility, item.who, width, editing, asked)
        known = self._heights.get(key)
        if known is None:
            if len(self._heights) > MOST_MEASURED:
                self._heights.clear()
            known = self._heights[key] = self._measured(item, width, editing, asked)
        return known

    def _measured(self, item: StreamItem, width: int, editing: int, asked: tuple[str, ...]) -> int:
        inside = self.text_area(QRect(0, 0, width, 10_000))
        metrics = self._metrics(TEXT_SIZE)
        text = height_of(item.text, self._font(TEXT_SIZE), inside.width())
        text = max(text, metrics.lineSpacing(), editing)
        below = self._metrics(SMALL).height() + self._theme.px(BETWEEN) if self._below(item) else 0
        if not self._is_wide(width):
            text += metrics.height()
        return text + below + self._asked_height(asked, inside.width()) + 2 * self._theme.px(TOP)

    def _asked_height(self, asked: tuple[str, ...], width: int) -> int:
        font, between = self._font(SMALL), self._theme.px(BETWEEN)
        return sum(height_of(one, font, width) + between for one in asked)

    def _text(self, painter: QPainter, area: QRect, text: str) -> None:
        painter.setFont(self._font(TEXT_SIZE))
        painter.setPen(QColor(self._theme.tokens.ink))
        paint_text(painter, area, text)

    def _paint_head(self, painter: QPainter, area: QRect, item: StreamItem) -> None:
        px, tokens = self._theme.px, self._theme.tokens
        height = self._metrics(TEXT_SIZE).lineSpacing()
        top = area.top() + px(TOP)
        painter.setFont(self._font(TEXT_SIZE))
        painter.setPen(QColor(tokens.muted))
        time = QRect(area.left() + px(MARGIN), top, px(TIME_WIDTH), height)
        painter.drawText(
            time, int(Qt.AlignmentFlag.AlignLeft), say_clock(item.at) or MARKS.get(item.kind, "")
        )
        painter.setFont(self._font(TEXT_SIZE, is_strong=True))
        painter.setPen(QColor(tokens.ink))
        room = (
            px(WHO_WIDTH) - px(8)
            if self._is_wide(area.width())
            else area.width() - time.width() - px(2 * MARGIN)
        )
        who = QRect(time.right() + 1, top, room, height)
        said = QFontMetrics(painter.font()).elidedText(item.who, Qt.TextElideMode.ElideRight, room)
        painter.drawText(who, int(Qt.AlignmentFlag.AlignLeft), said)

    def _below(self, item: StreamItem) -> tuple[tuple[str, str, bool], ...]:
        tokens = self._theme.tokens
        mark = MARKS.get(item.kind, "")
        said = [(f"{mark} {item.label}".strip(), tokens.accent, True)] if item.label else []
        rest = item.below[len(item.label) :] if item.label else item.below
        if rest:
            said.append((rest, tokens.muted, False))
        if item.is_narrow:
            said.append((f" · ▣ {item.visibility.label.lower()}", tokens.attention, False))
        if item.needs:
            said.append((f"{' · ' if said else ''}△ {item.needs}", tokens.attention, False))
        return tuple(said)

    def _paint_below(self, painter: QPainter, text: QRect, item: StreamItem, mark: str) -> None:
        said = self._below(item)
        if not said:
            return
        if mark:
            # In front: what an action is for is longer than a line, and would hide it.
            said = ((f"{mark} · ", self._theme.tokens.attention, False), *said)
        metrics = self._metrics(SMALL)
        left, top = text.left(), text.bottom() + 1 - metrics.height()
        for words, colour, is_strong in said:
            font = self._font(SMALL, is_strong=is_strong)
            room = text.right() - left
            if room <= 0:
                return
            shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(QRect(left, top, room, metrics.height()), int(Qt.AlignmentFlag.AlignLeft), shown)
            left += QFontMetrics(font).horizontalAdvance(shown)

    def _paint_asked(
        self, painter: QPainter, above: QRect, asked: tuple[str, ...], keys_at: int | None
    ) -> None:
        """Paint the questions under a line, and which keys answer the first where nothing else stands."""
        px, tokens, font = self._theme.px, self._theme.tokens, self._font(SMALL)
        top = above.bottom() + 1
        painter.setFont(font)
        if keys_at is not None:
            room = above.left() - keys_at - px(MARGIN) - px(8)
            if self._metrics(SMALL).horizontalAdvance(ASKED_KEYS) <= room:
                painter.setPen(QColor(tokens.muted))
                keys = QRect(keys_at + px(MARGIN), top + px(BETWEEN), room, self._metrics(SMALL).height())
                painter.drawText(keys, int(Qt.AlignmentFlag.AlignLeft), ASKED_KEYS)
        painter.setPen(QColor(tokens.attention))
        for one in asked:
            top += px(BETWEEN)
            height = height_of(one, font, above.width())
            paint_text(painter, QRect(above.left(), top, above.width(), height), one)
            top += height

    def _font(self, pixels: float, *, is_strong: bool = False) -> QFont:
        return self._font_with_metrics(pixels, is_strong)[0]

    def _metrics(self, pixels: float) -> QFontMetrics:
        return self._font_with_metrics(pixels, False)[1]

    def _font_with_metrics(self, pixels: float, is_strong: bool) -> tuple[QFont, QFontMetrics]:
        known = self._fonts.get((pixels, is_strong))
        if known is None:
            parent = self.parent()
            font = QFont(parent.font() if isinstance(parent, QWidget) else QFont())
            font.setPixelSize(self._theme.px(pixels))
            font.setBold(is_strong)
            known = self._fonts[(pixels, is_strong)] = (font, QFontMetrics(font))
        return known


def _item_at(index: Index) -> StreamItem:
    # Straight from the model: a layout asks for hundreds, and each way through Qt takes its time.
    model = index.model()
    item = model.item(index.row()) if isinstance(model, StreamModel) else None
    return item if item is not None else index.data(StreamModel.ITEM_ROLE)


def _asked_at(index: Index, item: StreamItem) -> tuple[str, ...]:
    """Return what is asked of a line, as it is painted: the first questions, and how many more there are."""
    model = index.model()
    asked = model.asked(item.id) if isinstance(model, QuestionedStream) else ()
    if not asked:
        return ()
    said = [f"{QUESTION} {one.says}" for one in asked[:MOST_QUESTIONS]]
    more = len(asked) - len(said)
    if more:
        said[-1] += f" (+{more})"
    return tuple(said)


def editable_text(item: StreamItem) -> str:
    """Return the words of an item as they stand in the record, without the marks of quotation."""
    return str(getattr(item.row, "text", item.text))
