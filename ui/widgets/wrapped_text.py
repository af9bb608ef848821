"""Plain text in lines: measured and painted as it is, broken inside a word only where it must be."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption


def height_of(text: str, font: QFont, width: int) -> int:
    """Return how high a text stands in a column of a width."""
    layout = QTextLayout(_as_one(text), font)
    layout.setTextOption(_OPTION)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        height += line.height()
    layout.endLayout()
    return round(height + 0.49)


def paint_text(painter: QPainter, area: QRect, text: str) -> None:
    """Paint a text in an area with the font and the colour that the painter has now."""
    painter.drawText(QRectF(area), _as_one(text), _OPTION)


def _as_one(text: str) -> str:
    # A layout is one paragraph; its own sign for a new line keeps the lines apart.
    return text.replace("\n", "\u2028")


def _option() -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


_OPTION = _option()
