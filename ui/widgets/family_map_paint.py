"""Paints a family map: frames, lines with their words, and boxes; all text as it is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from meetingdesk.domain.family_map import BoxKind
from meetingdesk.domain.roll_call import Shape, Tone
from ui.theme import Theme
from ui.widgets.family_map_shapes import DASHED, MAIN, MARK, SMALL, Card, Fonts, House, Shapes, TextLine, Way
from ui.widgets.mark_shapes import paint_shape, tone_colours

RADIUS = 8
JOINT = 2.4
SIDE = 9
SHAPES = {Tone.SETTLED: Shape.FULL, Tone.WRONG: Shape.CROSS, Tone.PLAIN: Shape.RING}
"""A shape for each tone; what needs attention has a triangle of its own."""


class MapPainter:
    """Paints shapes with the colours of the theme."""

    def __init__(self, painter: QPainter, theme: Theme, fonts: Fonts) -> None:
        self._painter = painter
        self._theme = theme
        self._fonts = fonts
        self._tokens = theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, shapes: Shapes, current: Card | None, *, has_focus: bool, seen: QRectF) -> None:
        """Paint what is seen of a map; the current box is marked, more so while the keyboard is here."""
        for house in shapes.houses:
            if house.area.intersects(seen):
                self._paint_house(house)
        for way in shapes.ways:
            self._paint_way(way)
        for way in shapes.ways:
            self._paint_words(way)
        for card in shapes.cards:
            if card.area.intersects(seen):
                self._paint_card(card, is_current=card is current, has_focus=has_focus)
        if shapes.key is not None:
            self._paint_line(shapes.key)

    # Frames and lines

    def _paint_house(self, house: House) -> None:
        tokens = self._tokens
        self._painter.setPen(QPen(QColor(tokens.line), max(tokens.rule, 1.4)))
        self._painter.setBrush(QColor(tokens.quiet))
        radius = self._theme.px(10)
        self._painter.drawRoundedRect(house.area, radius, radius)
        shown = self._fonts.elided(house.frame.title, SMALL, house.title.width(), is_strong=True)
        self._text(house.title, shown, SMALL, tokens.muted, is_strong=True)

    def _paint_way(self, way: Way) -> None:
        pen = QPen(QColor(self._tokens.muted), max(self._theme.px(1.4), self._tokens.rule))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if way.link.is_broken:
            pen.setDashPattern([4, 3])
        self._painter.setPen(pen)
        for begin, end in way.strokes:
            self._painter.drawLine(begin, end)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(self._tokens.muted))
        joint = self._theme.px(JOINT)
        for at in way.joints:
            self._painter.drawEllipse(at, joint, joint)

    def _paint_words(self, way: Way) -> None:
        if not way.link.words:
            return
        self._painter.setPen(QPen(QColor(self._tokens.line), self._tokens.rule))
        self._painter.setBrush(QColor(self._tokens.surface))
        radius = way.words.height() / 2
        self._painter.drawRoundedRect(way.words, radius, radius)
        inside = way.words.adjusted(self._theme.px(4), 0, -self._theme.px(4), 0)
        shown = self._fonts.elided(way.link.words, SMALL, inside.width() + 1)
        self._text(inside, shown, SMALL, self._tokens.ink, side=Qt.AlignmentFlag.AlignHCenter)

    # Boxes

    def _paint_card(self, card: Card, *, is_current: bool, has_focus: bool) -> None:
        tokens, px = self._tokens, self._theme.px
        kind = card.box.kind
        edge = QPen(QColor(tokens.muted if kind is not BoxKind.ADULT else tokens.line), max(tokens.rule, 1))
        ground = tokens.surface
        if kind in DASHED:
            edge = QPen(QColor(tokens.muted), max(tokens.rule, px(1.4)))
            edge.setDashPattern([3, 3])
        if is_current:
            ground = tokens.selection
        if is_current and has_focus:
            edge = QPen(QColor(tokens.accent), px(2) + tokens.rule - 1)
        self._painter.setPen(edge)
        self._painter.setBrush(QColor(ground))
        radius = px(RADIUS) if kind is not BoxKind.ADULT else px(3)
        self._painter.drawRoundedRect(card.area, radius, radius)
        if is_current and not has_focus:
            bar = QRectF(card.area.left(), card.area.top() + px(6), px(3), card.area.height() - px(12))
            self._painter.fillRect(bar, QColor(tokens.accent))
        self._painter.save()
        self._painter.setClipRect(card.area.adjusted(1, 1, -1, -1))
        for line in card.texts:
            self._paint_line(line)
        self._painter.restore()

    def _paint_line(self, line: TextLine) -> None:
        tokens = self._tokens
        colour = tokens.muted if line.is_muted else tokens.ink
        if line.tone is not None:
            colour = tone_colours(tokens, line.tone)[0]
        if line.has_shape and line.tone is not None:
            side = self._theme.px(SIDE)
            x = line.area.left() - self._theme.px(MARK)
            square = QRectF(x, line.area.center().y() - side / 2, side, side)
            self._paint_mark(square, line.tone, colour)
        is_strong = line.is_strong or line.tone is Tone.WRONG
        side_of = Qt.AlignmentFlag.AlignRight if line.is_right else Qt.AlignmentFlag.AlignLeft
        pixels = MAIN if line.is_strong else line.pixels
        self._text(
            line.area, line.text, pixels, colour, is_strong=is_strong and line.tone is None, side=side_of
        )

    def _paint_mark(self, square: QRectF, tone: Tone, colour: str) -> None:
        if tone is Tone.ATTENTION:
            self._painter.setPen(QPen(QColor(colour), max(square.width() / 8, 1.2)))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            top = QPointF(square.center().x(), square.top())
            self._painter.drawPolygon([top, square.bottomRight(), square.bottomLeft()])
        else:
            paint_shape(self._painter, square, SHAPES[tone], colour)

    def _text(
        self,
        area: QRectF,
        text: str,
        pixels: float,
        colour: str,
        *,
        is_strong: bool = False,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        self._painter.setFont(self._fonts.font(pixels, is_strong=is_strong))
        self._painter.setPen(QColor(colour))
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(area, int(flags | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip), text)
