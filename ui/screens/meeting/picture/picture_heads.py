"""The headings of the whole picture: agencies across the top, people down the side."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QTableView

from meetingdesk.domain.picture import PictureRow
from ui.screens.meeting.picture.picture_model import PictureModel
from ui.screens.meeting.picture.picture_words import say_known
from ui.theme import Theme
from ui.widgets.crossing_head import ACROSS, DOWN, MAIN, SMALL, CrossingHead, write_line

MARGIN = 8
LEVEL, LOW_LEVEL, STANDING = 34, 28, 112
SIDE, LEAST_SIDE, ONE_LINE = 176, 132, 36
NARROWEST, WIDEST_CODE = 34, 56


class _Head(CrossingHead):
    def _held(self) -> PictureModel:
        model = self.model()
        assert isinstance(model, PictureModel), "it heads nothing else"
        return model


class AgencyHead(_Head):
    """The agencies; their names stand upright where a column is too narrow for them."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(ACROSS, theme, table)
        self.stands = False

    def narrowest(self, *, is_low: bool) -> int:
        """Return how narrow a column may be: names that lie need more than names that stand."""
        least = self.theme_.px(NARROWEST)
        if not is_low:
            return least
        metrics = QFontMetrics(self.font_of(MAIN, is_strong=True))
        codes = [column.code or column.short for column in self._held().picture.columns]
        widest = max((metrics.horizontalAdvance(code) for code in codes), default=0)
        return max(least, min(widest + self.theme_.px(8), self.theme_.px(WIDEST_CODE)))

    def fit(self, width: int, *, is_low: bool) -> None:
        """Choose how the names stand in columns of a width; where there is little height they lie."""
        metrics = QFontMetrics(self.font_of(MAIN, is_strong=True))
        names = [column.short for column in self._held().picture.columns]
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        self.stands = widest + self.theme_.px(6) > width and not is_low
        high = min(widest + self.theme_.px(16), self.theme_.px(STANDING))
        level = self.theme_.px(LOW_LEVEL if is_low else LEVEL)
        self.setFixedHeight(high if self.stands else level)

    # Qt

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        model = self._held()
        if not 0 <= place < model.columnCount():
            return
        tokens, px = self.theme_.tokens, self.theme_.px
        is_current = self.is_current(place)
        painter.save()
        self.paint_ground(painter, rect, is_current=is_current, is_ruled=True)
        painter.setFont(self.font_of(MAIN, is_strong=True))
        painter.setPen(QColor(tokens.accent if is_current else tokens.ink))
        metrics, name = painter.fontMetrics(), model.agency(place).short.replace("\n", " ")
        if self.stands:
            self.paint_upright(painter, rect, name)
        else:
            room = rect.width() - px(4)
            said = name if metrics.horizontalAdvance(name) <= room else model.agency(place).code or name
            shown = metrics.elidedText(said, Qt.TextElideMode.ElideRight, room)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), shown)
        painter.restore()


class PeopleHead(_Head):
    """The people: designation and name, and below who knows them."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(DOWN, theme, table)

    def fit(self, room: int, columns: int) -> None:
        """Be as wide as columns of a width leave it, and as it may be in a table of a width."""
        px = self.theme_.px
        wanted = min(max(room - columns, px(LEAST_SIDE)), px(SIDE))
        self.setFixedWidth(max(min(wanted, room * 2 // 5), 1))

    # Qt

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        model = self._held()
        if not 0 <= place < model.rowCount():
            return
        tokens, px, row = self.theme_.tokens, self.theme_.px, model.person(place)
        is_current = self.is_current(place)
        painter.save()
        self.paint_ground(painter, rect, is_current=is_current, is_ruled=True)
        inside = rect.adjusted(px(MARGIN), px(3), -px(4), -px(3))
        is_one_line = rect.height() < px(ONE_LINE)
        high = inside.height() if is_one_line else inside.height() // 2
        strong = self.font_of(MAIN, is_strong=True)
        first = QRect(inside.left(), inside.top(), inside.width(), high)
        used = write_line(
            painter, first, row.designation, strong, tokens.accent if is_current else tokens.ink
        )
        if row.name:
            rest = first.adjusted(used + px(6), 0, 0, 0)
            write_line(painter, rest, row.name, self.font_of(SMALL), tokens.muted)
        if not is_one_line:
            self._write_known(painter, inside.adjusted(0, high, 0, 0), row)
        painter.restore()

    def _write_known(self, painter: QPainter, area: QRect, row: PictureRow) -> None:
        tokens, is_only = self.theme_.tokens, len(row.known_to) == 1
        said = f"△ {say_known(row)}" if is_only else say_known(row)
        write_line(painter, area, said, self.font_of(SMALL), tokens.attention if is_only else tokens.muted)
