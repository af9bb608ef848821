"""The small drawings that tell a state of attendance without any colour."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from meetingdesk.domain.roll_call import Shape, Tone
from ui.palette import Tokens


def tone_colours(tokens: Tokens, tone: Tone) -> tuple[str, str, str]:
    """Return the ink, the ground and the edge of a tone in a theme."""
    match tone:
        case Tone.SETTLED:
            ink, ground = tokens.settled, tokens.settled_ground
        case Tone.ATTENTION:
            ink, ground = tokens.attention, tokens.attention_ground
        case Tone.WRONG:
            ink, ground = tokens.wrong, tokens.wrong_ground
        case Tone.PLAIN:
            return tokens.ink, tokens.surface, tokens.line
    return ink, ground, tokens.line if tokens.rule > 1 else ground


def paint_shape(painter: QPainter, area: QRectF, shape: Shape, colour: str) -> None:
    """Paint a shape into a square of any size."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor(colour)
    thick = max(area.width() / 8, 1.2)
    painter.setPen(QPen(ink, thick, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = area.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
    _PAINTERS[shape](painter, inner, ink)
    painter.restore()


def _full(painter: QPainter, area: QRectF, ink: QColor) -> None:
    painter.setBrush(ink)
    painter.drawEllipse(area)


def _ring(painter: QPainter, area: QRectF, _ink: QColor) -> None:
    painter.drawEllipse(area)


def _half(painter: QPainter, area: QRectF, ink: QColor) -> None:
    painter.drawEllipse(area)
    painter.setBrush(ink)
    painter.drawPie(area, 90 * 16, 180 * 16)


def _target(painter: QPainter, area: QRectF, ink: QColor) -> None:
    painter.drawEllipse(area)
    painter.setBrush(ink)
    painter.drawEllipse(area.center(), area.width() / 6, area.width() / 6)


def _page(painter: QPainter, area: QRectF, _ink: QColor) -> None:
    page = area.adjusted(area.width() / 10, 0, -area.width() / 10, 0)
    painter.drawRect(page)
    for part in (0.3, 0.5, 0.7):
        height = page.top() + page.height() * part
        painter.drawLine(QLineF(page.left() + 2, height, page.right() - 2, height))


def _dash(painter: QPainter, area: QRectF, _ink: QColor) -> None:
    painter.drawLine(QLineF(area.left(), area.center().y(), area.right(), area.center().y()))


def _cross(painter: QPainter, area: QRectF, _ink: QColor) -> None:
    painter.drawLine(QLineF(area.topLeft(), area.bottomRight()))
    painter.drawLine(QLineF(area.topRight(), area.bottomLeft()))


def _arrow(painter: QPainter, area: QRectF, _ink: QColor) -> None:
    middle, head = area.center().y(), area.width() * 0.38
    painter.drawLine(QLineF(area.left(), middle, area.right(), middle))
    tip = QPointF(area.right(), middle)
    painter.drawLine(QLineF(tip, tip + QPointF(-head, -head)))
    painter.drawLine(QLineF(tip, tip + QPointF(-head, head)))


def _barred(painter: QPainter, area: QRectF, _ink: QColor) -> None:
    painter.drawEllipse(area)
    quarter = area.width() * 0.15
    bar = area.adjusted(quarter, quarter, -quarter, -quarter)
    painter.drawLine(QLineF(bar.bottomLeft(), bar.topRight()))


_PAINTERS = {
    Shape.FULL: _full,
    Shape.HALF: _half,
    Shape.RING: _ring,
    Shape.TARGET: _target,
    Shape.PAGE: _page,
    Shape.DASH: _dash,
    Shape.CROSS: _cross,
    Shape.ARROW: _arrow,
    Shape.BARRED: _barred,
}
