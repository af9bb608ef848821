"""The few drawings of the application, in the colour that the theme asks for."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from meetingdesk.resources import resource


def icon(name: str, colour: str, chosen: str = "") -> QIcon:
    """Return a drawing in a colour, and in another where it stands for the place one is at."""
    made = QIcon()
    for size in (16, 20, 24, 32, 48):
        made.addPixmap(picture(name, colour, size), QIcon.Mode.Normal, QIcon.State.Off)
        if chosen:
            made.addPixmap(picture(name, chosen, size), QIcon.Mode.Normal, QIcon.State.On)
    return made


@cache
def picture(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return a drawing as pixels."""
    pixels = round(size * ratio)
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode())).render(
        painter, QRectF(0, 0, pixels, pixels)
    )
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
