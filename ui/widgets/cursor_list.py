"""A short list beside the text cursor, while the keyboard stays in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QVBoxLayout
from shiboken6 import isValid

from ui.labels import label
from ui.models.paged_model import PagedModel
from ui.theme import Theme
from ui.widgets.line_delegate import LONGEST, MARGIN, LineDelegate

MOST_LINES = 8
LINE_HEIGHT = 32
NARROWEST, WIDEST = 220, 460
EDGE = 8
GAP = 16
SPARE = 3
"""Letters are measured a little narrower than they are painted."""


@dataclass(frozen=True, slots=True)
class CursorLine:
    """One line of the list, and a smaller word behind it."""

    says: str
    below: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.says}, {self.below}" if self.below else self.says


class OneLineDelegate(LineDelegate):
    """Paints both texts of a line beside each other, as they are."""

    @property
    def height(self) -> int:
        return self._theme.px(LINE_HEIGHT)

    def width(self, line: CursorLine) -> int:
        """Return how much room a line would take."""
        main = QFontMetrics(self._font(14)).horizontalAdvance(line.says[:LONGEST])
        small = QFontMetrics(self._font(12.5)).horizontalAdvance(line.below[:LONGEST])
        between = small + self._theme.px(GAP) + SPARE if small else 0
        return main + SPARE + between + 2 * self._theme.px(MARGIN)

    # Helpers

    def _paint_lines(self, painter: QPainter, area: QRect, main: str, below: str, *, is_strong: bool) -> None:
        font, small = self._font(14, is_strong=is_strong), self._font(12.5)
        tokens = self._theme.tokens
        gap = self._theme.px(GAP)
        wanted = QFontMetrics(font).horizontalAdvance(main) + SPARE
        room = min(wanted, area.width())
        if below:
            # The second text yields first, but never wholly: it may be all that tells two names apart.
            other = QFontMetrics(small).horizontalAdvance(below) + SPARE
            room = min(wanted, area.width() - gap - min(other, area.width() // 3))
            box = QRect(area.left() + room + gap, area.top(), area.width() - room - gap, area.height())
            self._paint_one(painter, box, below, small, QColor(tokens.muted))
        box = QRect(area.left(), area.top(), room, area.height())
        self._paint_one(painter, box, main, font, QColor(tokens.ink))

    def _paint_one(self, painter: QPainter, area: QRect, text: str, font: QFont, colour: QColor) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, int(side), shown)


class CursorList(QFrame):
    """Lies over the window below a word of a text, or above it where there is no room below.

    Signals:
        clicked: A line was clicked; carries its number.
    """

    clicked = Signal(int)

    def __init__(self, theme: Theme, edit: QPlainTextEdit | QLineEdit, name: str) -> None:
        super().__init__(edit)
        self._theme = theme
        self._edit = edit
        self._begins = 0
        self._lines: tuple[CursorLine, ...] = ()
        self.setProperty("role", "popup")
        self.setAccessibleName(name)
        self.list = QListWidget()
        self.list.setProperty("role", "results")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(name)
        self._delegate = OneLineDelegate(theme, self.list)
        self.list.setItemDelegate(self._delegate)
        self._note = label(role="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(2)
        column.addWidget(self.list)
        column.addWidget(self._note)
        self.hide()

        self.list.itemClicked.connect(self._tell)
        if isinstance(edit, QPlainTextEdit):
            edit.updateRequest.connect(self._follow)
        edit.destroyed.connect(self.deleteLater)
        theme.changed.connect(self._place)

    @property
    def lines(self) -> tuple[CursorLine, ...]:
        """What the list shows; nothing while it is closed."""
        return self._lines if self.is_open else ()

    @property
    def note(self) -> str:
        """What the line below the list says."""
        return self._note.text() if self.is_open else ""

    @property
    def is_open(self) -> bool:
        """Whether the list is there."""
        return not self.isHidden()

    @property
    def row(self) -> int:
        """The number of the line that is marked, or -1."""
        return self.list.currentRow() if self.is_open else -1

    def open_at(self, begins: int, lines: Sequence[CursorLine], note: str = "", row: int = -1) -> None:
        """Show lines at the word that begins at this place of the text."""
        self._begins = begins
        self._lines = tuple(lines)
        self.list.clear()
        for line in self._lines:
            item = QListWidgetItem(line.says)
            item.setData(PagedModel.BELOW_ROLE, line.below)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, line.spoken)
            self.list.addItem(item)
        self.list.setVisible(bool(self._lines))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.mark(row)
        window = self._edit.window()
        if self.parent() is not window:
            self.setParent(window)
        # Heard only while the list is there: a window has hundreds of fields.
        window.installEventFilter(self)
        self._edit.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()

    def close_list(self) -> None:
        """Take the list away."""
        if self.is_open:
            for heard in (self._edit, self.parentWidget()):
                if heard is not None and isValid(heard):
                    heard.removeEventFilter(self)
        self.hide()

    def mark(self, row: int) -> None:
        """Mark a line; -1 marks none."""
        self.list.setCurrentRow(row)
        if row >= 0 and QAccessible.isActive():
            # The keyboard stays in the text, so a screen reader would not hear of the list.
            spoken = self._lines[row].spoken
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._edit, spoken))

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.is_open and isValid(self._edit):
            self._place()  # a text that grows with what is typed moves
        return False

    # Slots

    @Slot(QListWidgetItem)
    def _tell(self, item: QListWidgetItem) -> None:
        self.clicked.emit(self.list.row(item))

    @Slot(QRect, int)
    def _follow(self, _: QRect, scrolled: int) -> None:
        if scrolled and self.is_open:
            self._place()

    @Slot()
    def _place(self) -> None:
        if not self._lines and not self._note.text():
            return
        side = self._theme.px(MARGIN)
        self._note.setContentsMargins(side, 2, side, 2)
        window = self._edit.window()
        word, corner = self._word()
        width = self._width(window.width() - 2 * EDGE)
        note = self._note.sizeHint().height() + 2 if self._note.text() else 0
        around = 8 + 2 * self.frameWidth() + note
        below = window.height() - (corner.y() + word.height()) - EDGE
        above = corner.y() - EDGE
        wanted = min(len(self._lines), MOST_LINES) * self._delegate.height + around
        goes_below = below >= min(wanted, above)
        room = below if goes_below else above
        shown = min(len(self._lines), MOST_LINES, max((room - around) // self._delegate.height, 1))
        high = shown * self._delegate.height
        self.list.setFixedHeight(high)
        height = high * bool(self._lines) + around
        left = max(min(corner.x() - self._theme.px(MARGIN), window.width() - width - EDGE), EDGE)
        top = corner.y() + word.height() + 3 if goes_below else corner.y() - height - 3
        self.setFixedSize(width, height)
        self.move(left, max(top, 0))

    # Helpers

    def _word(self) -> tuple[QRect, QPoint]:
        """Return the area of the word, or of the whole field, and where it begins in the window."""
        edit = self._edit
        if isinstance(edit, QLineEdit):
            inside = QPoint(self._theme.px(MARGIN), 0)
            return edit.rect(), edit.mapTo(edit.window(), inside)
        cursor = edit.textCursor()
        cursor.setPosition(self._begins)
        word = edit.cursorRect(cursor)
        return word, edit.viewport().mapTo(edit.window(), word.topLeft())

    def _width(self, most: int) -> int:
        scroll = self._theme.px(12) if len(self._lines) > MOST_LINES else 0
        wanted = max((self._delegate.width(line) for line in self._lines), default=0) + scroll + 12
        note = self._note.sizeHint().width() + 12 if self._note.text() else 0
        least, widest = self._theme.px(NARROWEST), self._theme.px(WIDEST)
        return min(max(wanted, note, least), widest, most)
