"""The trail of an action: a line of points from when it was agreed until now."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from meetingdesk.app.following.told import PointMark, TrailPoint
from ui.theme import Theme
from ui.widgets.wrapped_text import height_of, paint_text

LEFT, RING, GAP, MAIN, SMALL = 24, 4, 12, 14, 12.5


class TrailPicture(QWidget):
    """Draws each step as a point on a line, what it was beside it, and below that why."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._points: tuple[TrailPoint, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("What became of it"))
        theme.changed.connect(self.updateGeometry)

    def show_points(self, points: tuple[TrailPoint, ...]) -> None:
        """Draw another trail."""
        self._points = points
        said = ". ".join(", ".join(part for part in (one.says, one.below) if part) for one in points)
        self.setAccessibleDescription(said)
        self.updateGeometry()
        self.update()

    # Qt

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(sum(self._heights(one, width)) for one in self._points) + self._gap * len(self._points)

    def sizeHint(self) -> QSize:
        width = max(self.width(), self._theme.px(240))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        colours = {
            PointMark.USUAL: tokens.accent,
            PointMark.SETTLED: tokens.settled,
            PointMark.ATTENTION: tokens.attention,
            PointMark.WRONG: tokens.wrong,
        }
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, middle, ring = 0, px(RING) + tokens.rule + 1, px(RING)
        before: QPointF | None = None
        for one in self._points:
            high, low = self._heights(one, self.width())
            point = QPointF(middle, top + px(10))
            if before is not None:
                painter.setPen(QPen(QColor(tokens.line), max(tokens.rule, 1)))
                painter.drawLine(before + QPointF(0, ring + 3), point - QPointF(0, ring + 3))
            painter.setPen(QPen(QColor(colours[one.mark]), 2))
            painter.setBrush(QColor(colours[one.mark] if one.mark is PointMark.SETTLED else tokens.quiet))
            if one.mark is PointMark.WRONG:
                painter.drawLine(point + QPointF(-ring, -ring), point + QPointF(ring, ring))
                painter.drawLine(point + QPointF(-ring, ring), point + QPointF(ring, -ring))
            else:
                painter.drawEllipse(point, ring, ring)
            self._write(painter, one, QRect(px(LEFT), top, self.width() - px(LEFT), high + low), high)
            before = point
            top += high + low + self._gap
        painter.end()

    # Helpers

    @property
    def _gap(self) -> int:
        return self._theme.px(GAP)

    def _write(self, painter: QPainter, one: TrailPoint, area: QRect, high: int) -> None:
        tokens = self._theme.tokens
        painter.setFont(self._font(MAIN))
        painter.setPen(QColor(tokens.ink))
        paint_text(painter, QRect(area.left(), area.top(), area.width(), high), one.says)
        painter.setFont(self._font(SMALL))
        strong = one.mark in (PointMark.ATTENTION, PointMark.WRONG)
        inks = {PointMark.ATTENTION: tokens.attention, PointMark.WRONG: tokens.wrong}
        painter.setPen(QColor(inks[one.mark] if strong else tokens.muted))
        paint_text(
            painter, QRect(area.left(), area.top() + high, area.width(), area.height() - high), one.below
        )

    def _heights(self, one: TrailPoint, width: int) -> tuple[int, int]:
        inside = width - self._theme.px(LEFT)
        low = height_of(one.below, self._font(SMALL), inside) if one.below else 0
        return height_of(one.says, self._font(MAIN), inside), low

    def _font(self, pixels: float) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.px(pixels))
        return font
