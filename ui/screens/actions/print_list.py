"""The list of actions on paper: what was shown, on A4 pages, without names of families."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QMarginsF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter

from meetingdesk.app.following.asked import ActionLine
from ui.fonts import FAMILY
from ui.screens.actions.columns import action_columns, say_late, say_state
from ui.widgets.wrapped_text import height_of, paint_text
from ui.words import say_date

POINTS_PER_INCH = 72
SHARES = (0.46, 0.12, 0.16, 0.14, 0.12)
MAIN, SMALL, GAP, FOOT = 10, 8, 6, 26
MARKING = "OFFICIAL-SENSITIVE"


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What is printed: a title, what was left out, and the lines under their headings."""

    title: str
    below: str
    groups: tuple[tuple[str, tuple[ActionLine, ...]], ...]
    day: date


def prepared(printer: QPrinter) -> QPrinter:
    """Return a printer set to A4, wider than high."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setPageMargins(QMarginsF(14, 12, 14, 12), QPageLayout.Unit.Millimeter)
    return printer


def print_actions(printer: QPrinter, shown: OnPaper) -> bool:
    """Paint the list page by page; return whether the printer took it."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    scale = printer.resolution() / POINTS_PER_INCH
    painter.scale(scale, scale)
    page = printer.pageRect(QPrinter.Unit.Point)
    _Pages(painter, printer, round(page.width()), round(page.height()), shown).paint()
    painter.end()
    return True


class _Pages:
    """Goes down one page after the other."""

    def __init__(self, painter: QPainter, printer: QPrinter, width: int, height: int, shown: OnPaper) -> None:
        self._painter, self._printer = painter, printer
        self._width, self._height = width, height - FOOT
        self._shown = shown
        self._top = 0
        self._page = 1

    def paint(self) -> None:
        """Paint all of it."""
        self._write(self._shown.title, 15, is_strong=True)
        self._write(self._shown.below, SMALL + 1)
        self._top += GAP
        self._head()
        for heading, lines in self._shown.groups:
            if heading:
                self._room_for(44)
                self._top += 4
                self._write(heading, MAIN, is_strong=True)
                self._rule()
            for line in lines:
                self._line(line)
        if not self._shown.groups:
            self._write("No action is shown.", MAIN)
        self._foot()

    def _line(self, line: ActionLine) -> None:
        columns = action_columns(self._shown.day)[1:]
        cells = [(column.says(line), column.below(line)) for column in columns]
        cells[3] = (cells[3][0], f"{say_late(line)} late" if line.days_overdue else "")
        cells[4] = (say_state(line), cells[4][1])
        widths = [round(self._width * share) for share in SHARES]
        high = max(
            height_of(main or " ", _font(MAIN), width - GAP)
            + (height_of(below, _font(SMALL), width - GAP) if below else 0)
            for (main, below), width in zip(cells, widths, strict=True)
        )
        self._room_for(high + 8)
        left = 0
        for (main, below), width in zip(cells, widths, strict=True):
            self._cell(
                main,
                below,
                left,
                width - GAP,
                is_strong=left > 0 and bool(line.days_overdue) and below.endswith("late"),
            )
            left += width
        self._top += high + 4
        self._rule()

    def _cell(self, main: str, below: str, left: int, width: int, *, is_strong: bool) -> None:
        first = _font(MAIN, is_strong=is_strong)
        high = height_of(main or " ", first, width)
        self._painter.setFont(first)
        paint_text(self._painter, QRect(left, self._top + 3, width, high), main)
        if below:
            self._painter.setFont(_font(SMALL))
            low = height_of(below, _font(SMALL), width)
            paint_text(self._painter, QRect(left, self._top + 3 + high, width, low), below)

    def _head(self) -> None:
        left = 0
        self._painter.setFont(_font(SMALL, is_strong=True))
        for column, share in zip(action_columns(self._shown.day)[1:], SHARES, strict=True):
            paint_text(self._painter, QRect(left, self._top, 200, 12), column.title)
            left += round(self._width * share)
        self._top += 14
        self._rule()

    def _room_for(self, high: int) -> None:
        if self._top + high <= self._height:
            return
        self._foot()
        self._printer.newPage()
        self._page += 1
        self._top = 0
        self._head()

    def _foot(self) -> None:
        self._painter.setFont(_font(SMALL))
        area = QRectF(0, self._height + 8, self._width, 14)
        self._painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft), MARKING)
        said = f"{say_date(self._shown.day)} · page {self._page}"
        self._painter.drawText(area, int(Qt.AlignmentFlag.AlignRight), said)

    def _write(self, text: str, points: int, *, is_strong: bool = False) -> None:
        font = _font(points, is_strong=is_strong)
        high = height_of(text, font, self._width)
        self._painter.setFont(font)
        paint_text(self._painter, QRect(0, self._top, self._width, high), text)
        self._top += high + 2

    def _rule(self) -> None:
        self._painter.setPen(QPen(Qt.GlobalColor.black, 0.4))
        self._painter.drawLine(0, self._top, self._width, self._top)
        self._top += 1


def _font(points: int, *, is_strong: bool = False) -> QFont:
    # Pixels here, since the painter is scaled to points already.
    font = QFont(FAMILY)
    font.setPixelSize(points)
    font.setBold(is_strong)
    return font
