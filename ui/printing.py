"""The sheet with the recovery key, on paper or as a text file."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter

from ui.fonts import FAMILY
from ui.words import say_date

HEADING = "MeetingDesk recovery key"
WHAT_IT_IS = (
    "Whoever has this sheet and the computer can open the store without the passphrase, and can set a new "
    "passphrase. Keep it locked away, not with the computer. Without it, a forgotten passphrase means that "
    "the record is lost: nobody else can open the store, the makers of MeetingDesk included."
)
HOW_TO_USE = (
    'Start MeetingDesk, choose "Use the recovery key", and type the seven groups. Capitals, spaces and '
    "dashes make no difference."
)
POINTS_PER_INCH = 72


def sheet_text(recovery_key: str, sign_in_name: str, made_on: date) -> str:
    """Return the sheet as plain text."""
    numbered = "\n".join(f"  {place}.  {group}" for place, group in enumerate(recovery_key.split("-"), 1))
    return (
        f"{HEADING}\n\nFor {sign_in_name}, made on {say_date(made_on)}\n\n{recovery_key}\n\n{numbered}\n\n"
        f"{WHAT_IT_IS}\n\n{HOW_TO_USE}\n"
    )


def print_sheet(printer: QPrinter, recovery_key: str, sign_in_name: str, made_on: date) -> bool:
    """Paint the sheet onto a page; return whether the printer took it."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    scale = printer.resolution() / POINTS_PER_INCH
    painter.scale(scale, scale)
    width = printer.pageRect(QPrinter.Unit.Point).width()
    top = _write(painter, HEADING, 0, width, 20, is_bold=True)
    top = _write(painter, f"For {sign_in_name}, made on {say_date(made_on)}", top + 6, width, 12)
    top = _paint_groups(painter, recovery_key.split("-"), top + 24, width)
    top = _write(painter, WHAT_IT_IS, top + 24, width, 12)
    _write(painter, HOW_TO_USE, top + 12, width, 12)
    painter.end()
    return True


def _paint_groups(painter: QPainter, groups: list[str], top: float, width: float) -> float:
    painter.setPen(QPen(Qt.GlobalColor.black, 0.7))
    line = 30.0
    painter.drawRoundedRect(QRectF(0, top, width, line * len(groups) + 16), 6, 6)
    for place, group in enumerate(groups, 1):
        at = top + 8 + (place - 1) * line
        painter.setFont(_font(11, is_bold=False))
        painter.drawText(QRectF(16, at, 24, line), int(Qt.AlignmentFlag.AlignVCenter), str(place))
        font = _font(20, is_bold=True)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 3)
        painter.setFont(font)
        painter.drawText(QRectF(48, at, width - 64, line), int(Qt.AlignmentFlag.AlignVCenter), group)
    return top + line * len(groups) + 16


def _write(
    painter: QPainter, text: str, top: float, width: float, points: int, *, is_bold: bool = False
) -> float:
    painter.setFont(_font(points, is_bold=is_bold))
    flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
    area = painter.boundingRect(QRectF(0, top, width, 1000), flags, text)
    painter.drawText(area, flags, text)
    return area.bottom()


def _font(points: int, *, is_bold: bool) -> QFont:
    # Pixels here, since the painter is scaled to points already.
    font = QFont(FAMILY)
    font.setPixelSize(points)
    font.setBold(is_bold)
    return font
