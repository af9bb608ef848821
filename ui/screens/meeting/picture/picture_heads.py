"""The headings of the whole picture: agencies across the top, people down the side."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QTableView, QWidget

from meetingdesk.domain.picture import PictureRow
from ui.screens.meeting.picture.picture_model import ACROSS, PictureModel
from ui.screens.meeting.picture.picture_words import say_known
from ui.theme import Theme

MAIN, SMALL, MARGIN = 13.5, 12.5, 8
LEVEL, LOW_LEVEL, STANDING = 34, 28, 112
SIDE, LEAST_SIDE, ONE_LINE = 176, 132, 36
NARROWEST, WIDEST_CODE = 34, 56
LONGEST = 60


class _Head(QHeaderView):
    """A heading that paints itself and marks the section of the current cell."""

    def __init__(self, orientation: Qt.Orientation, theme: Theme, table: QTableView) -> None:
        super().__init__(orientation, table)
        self._theme = theme
        self._table = table
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _ground(self, painter: QPainter, area: QRect, *, is_current: bool) -> None:
        tokens = self._theme.tokens
        painter.fillRect(area, QColor(tokens.selection if is_current else tokens.quiet))
        rule = tokens.rule
        painter.fillRect(
            QRect(area.left(), area.bottom() + 1 - rule, area.width(), rule), QColor(tokens.line)
        )
        painter.fillRect(QRect(area.right() + 1 - rule, area.top(), rule, area.height()), QColor(tokens.line))
        if is_current:
            thick = self._theme.px(3)
            if self.orientation() == ACROSS:
                bar = QRect(area.left(), area.bottom() + 1 - thick, area.width(), thick)
            else:
                bar = QRect(area.left(), area.top(), thick, area.height())
            painter.fillRect(bar, QColor(tokens.accent))

    def _font(self, pixels: float, *, is_strong: bool = False) -> QFont:
        font = QFont(self._table.font())
        font.setPixelSize(self._theme.px(pixels))
        font.setBold(is_strong)
        return font

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
        least = self._theme.px(NARROWEST)
        if not is_low:
            return least
        metrics = QFontMetrics(self._font(MAIN, is_strong=True))
        codes = [column.code or column.short for column in self._held().picture.columns]
        widest = max((metrics.horizontalAdvance(code) for code in codes), default=0)
        return max(least, min(widest + self._theme.px(8), self._theme.px(WIDEST_CODE)))

    def fit(self, width: int, *, is_low: bool) -> None:
        """Choose how the names stand in columns of a width; where there is little height they lie."""
        metrics = QFontMetrics(self._font(MAIN, is_strong=True))
        names = [column.short for column in self._held().picture.columns]
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        self.stands = widest + self._theme.px(6) > width and not is_low
        high = min(widest + self._theme.px(16), self._theme.px(STANDING))
        level = self._theme.px(LOW_LEVEL if is_low else LEVEL)
        self.setFixedHeight(high if self.stands else level)

    # Qt

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        model = self._held()
        if not 0 <= place < model.columnCount():
            return
        tokens, px = self._theme.tokens, self._theme.px
        is_current = place == self._table.currentIndex().column()
        painter.save()
        self._ground(painter, rect, is_current=is_current)
        painter.setFont(self._font(MAIN, is_strong=True))
        painter.setPen(QColor(tokens.accent if is_current else tokens.ink))
        metrics, name = painter.fontMetrics(), model.agency(place).short.replace("\n", " ")
        if self.stands:
            length = rect.height() - px(12)
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, length)
            painter.translate(rect.left(), rect.bottom() - px(7))
            painter.rotate(-90)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRect(0, 0, length, rect.width()), int(flags), shown)
        else:
            room = rect.width() - px(4)
            said = name if metrics.horizontalAdvance(name) <= room else model.agency(place).code or name
            shown = metrics.elidedText(said, Qt.TextElideMode.ElideRight, room)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), shown)
        painter.restore()


class PeopleHead(_Head):
    """The people: designation and name, and below who knows them."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, theme, table)

    def fit(self, room: int, columns: int) -> None:
        """Be as wide as columns of a width leave it, and as it may be in a table of a width."""
        px = self._theme.px
        wanted = min(max(room - columns, px(LEAST_SIDE)), px(SIDE))
        self.setFixedWidth(max(min(wanted, room * 2 // 5), 1))

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(self.maximumWidth(), self._theme.px(LEVEL))  # Qt would measure every name for it

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        model = self._held()
        if not 0 <= place < model.rowCount():
            return
        tokens, px, row = self._theme.tokens, self._theme.px, model.person(place)
        is_current = place == self._table.currentIndex().row()
        painter.save()
        self._ground(painter, rect, is_current=is_current)
        inside = rect.adjusted(px(MARGIN), px(3), -px(4), -px(3))
        is_one_line = rect.height() < px(ONE_LINE)
        high = inside.height() if is_one_line else inside.height() // 2
        strong = self._font(MAIN, is_strong=True)
        first = QRect(inside.left(), inside.top(), inside.width(), high)
        used = _write(painter, first, row.designation, strong, tokens.accent if is_current else tokens.ink)
        if row.name:
            rest = first.adjusted(used + px(6), 0, 0, 0)
            _write(painter, rest, row.name, self._font(SMALL), tokens.muted)
        if not is_one_line:
            self._write_known(painter, inside.adjusted(0, high, 0, 0), row)
        painter.restore()

    def _write_known(self, painter: QPainter, area: QRect, row: PictureRow) -> None:
        tokens, is_only = self._theme.tokens, len(row.known_to) == 1
        said = f"△ {say_known(row)}" if is_only else say_known(row)
        _write(painter, area, said, self._font(SMALL), tokens.attention if is_only else tokens.muted)


class Corner(QObject):
    """Paints the corner between the headings, which Qt would draw as a button."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme = theme
        self._button = table.findChild(QAbstractButton)
        if self._button is not None:
            self._button.installEventFilter(self)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Paint or not isinstance(watched, QWidget):
            return False
        tokens, rule = self._theme.tokens, self._theme.tokens.rule
        painter, area = QPainter(watched), watched.rect()
        painter.fillRect(area, QColor(tokens.quiet))
        line = QColor(tokens.line)
        painter.fillRect(QRect(0, area.bottom() + 1 - rule, area.width(), rule), line)
        painter.fillRect(QRect(area.right() + 1 - rule, 0, rule, area.height()), line)
        painter.end()
        return True


def _write(painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> int:
    """Write a text into one line, with an ellipsis where it does not fit; return how wide it is."""
    if area.width() <= 0:
        return 0
    painter.setFont(font)
    painter.setPen(QColor(colour))
    metrics = QFontMetrics(font)
    plain = " ".join(text[:LONGEST].split())
    shown = metrics.elidedText(plain, Qt.TextElideMode.ElideRight, area.width())
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(area, int(flags), shown)
    return metrics.horizontalAdvance(shown)
