"""The pages of one document below each other, as they are printed; drawn elsewhere, painted here."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget, QFrame, QWidget

from ui.palette import TOKENS, Look
from ui.screens.documents.preview.kept_pages import KeptPage, KeptPages
from ui.screens.documents.preview.page_places import PagePlaces, places_of
from ui.theme import Theme

if TYPE_CHECKING:
    from reports.pdf.pages import PageSeen, PageSize

Key = Qt.Key
PRINTED = 96 / 72
"""At this scale a page has the size of paper on a screen of the usual fineness."""
STEP, SMALLEST, LARGEST = 1.25, 0.5, 4.0
ROOM, LINE, OVERLAP = 14, 48, 40
ENOUGH = 1.5
"""So many points a picture may differ from its place and still be shown point for point."""
_LARGER = (Key.Key_Plus, Key.Key_Equal)


@cache
def _tell_what_it_is() -> None:
    """Let screen readers know that these are pages: Qt takes them for a nameless part of a window."""
    QAccessible.installFactory(_interface)


def _interface(_kind: str, shown: QObject) -> QAccessibleInterface | None:
    return QAccessibleWidget(shown, QAccessible.Role.Document) if isinstance(shown, PagesView) else None


class PagesView(QAbstractScrollArea):
    """Shows the pages that are seen, on paper that is white in every look; their text is its description.

    Signals:
        moved: Other pages are seen, or at another size; what is not drawn yet is wanted.
        page_changed: Another page is the current one; carries its number.
        zoomed: Pages are larger or smaller now.
        step_wanted: The copy of another reader is wanted; carries -1 for the one before, 1 for the next.
    """

    moved = Signal()
    page_changed = Signal(int)
    zoomed = Signal()
    step_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _tell_what_it_is()
        self._theme = theme
        self._sizes: tuple[PageSize, ...] = ()
        self._places = PagePlaces()
        self._factor = 0.0
        self._is_wide = False
        self._about = ""
        self._number = 0
        self.kept = KeptPages()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(self.tr("Pages of the copy"))
        theme.changed.connect(self._look_again)

    # What it shows

    def show_pages(self, sizes: tuple[PageSize, ...], *, is_same: bool) -> None:
        """Show other pages; where they are the same copy made again, one stays where one was."""
        self.kept.forget()
        self._sizes = sizes
        if not is_same:
            self._number = 0
        self._lay_out(keeps_place=is_same)
        if not is_same:
            self.verticalScrollBar().setValue(0)
        self._note_page()

    def say_about(self, about: str) -> None:
        """Say to a screen reader whose copy it is, and whether it is stopped."""
        self._about = about
        self._tell()

    def forget(self) -> None:
        """Keep nothing of what was shown."""
        self._about = ""
        self.show_pages((), is_same=False)
        self._tell()

    @Slot()
    def let_go(self) -> None:
        """Keep no picture while nobody sees it."""
        self.kept.forget()

    def take(self, seen: PageSeen, scale: float) -> None:
        """Show a page that was drawn."""
        self.kept.keep(seen, scale, self.in_view)
        if seen.number == self._number:
            self._tell()
        self.viewport().update()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def number(self) -> int:
        """Which page is the current one, counted from 1; 0 where there is none."""
        return self._number

    @property
    def in_view(self) -> range:
        """The pages of which anything is seen."""
        top = self.verticalScrollBar().value()
        return self._places.between(top, top + max(self.viewport().height(), 1) - 1)

    @property
    def percent(self) -> int:
        """How large pages are, against paper."""
        return round(self._scale * 100 / PRINTED)

    @property
    def wanted(self) -> tuple[int, float] | None:
        """The page that is to be drawn next and at which scale: those that are seen, then the next one."""
        scale = self._scale * self.devicePixelRatioF()
        seen = self.in_view
        if not seen:
            return None
        first = sorted(seen, key=lambda number: abs(number - self._number))
        for number in (*first, min(seen[-1] + 1, self.count)):
            if not self.kept.has(number, scale):
                return number, scale
        return None

    # What can be done with it

    @Slot()
    def larger(self) -> None:
        """Show pages one step larger."""
        self._zoom(self._scale / PRINTED * STEP)

    @Slot()
    def smaller(self) -> None:
        """Show pages one step smaller."""
        self._zoom(self._scale / PRINTED / STEP)

    @Slot()
    def fit_width(self) -> None:
        """Show pages as wide as there is room for, also when there is more or less of it."""
        self._is_wide, self._factor = True, 0.0
        self._lay_out(keeps_place=True)

    def go_to(self, number: int) -> None:
        """Show the beginning of a page."""
        if self._sizes:
            self.verticalScrollBar().setValue(self._places.begin(min(max(number, 1), self.count)))

    def screen_down(self) -> None:
        """Go a screen on, and never past the beginning of the next page: nothing is passed over."""
        bar = self.verticalScrollBar()
        here, step = bar.value(), self._step()
        begins = (self._places.begin(number) for number in range(1, self.count + 1))
        bar.setValue(min((place for place in begins if here < place < here + step), default=here + step))

    def screen_up(self) -> None:
        """Go a screen back, and never past the beginning of a page."""
        bar = self.verticalScrollBar()
        here, step = bar.value(), self._step()
        begins = (self._places.begin(number) for number in range(1, self.count + 1))
        bar.setValue(max((place for place in begins if here - step < place < here), default=here - step))

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(tokens.ground))
        for number in self.in_view:
            area = self._area(number)
            painter.fillRect(area, QColor(TOKENS[Look.LIGHT].surface))
            page = self.kept.page(number)
            if page is not None:
                self._paint_page(painter, area, page)
            painter.setPen(QPen(QColor(tokens.line), tokens.rule))
            painter.drawRect(area.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._acts(Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier):
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(keeps_place=True)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        self._note_page()
        self.moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # Slots

    @Slot()
    def _look_again(self) -> None:
        self._lay_out(keeps_place=True)
        self.viewport().update()

    # Helpers

    @property
    def _scale(self) -> float:
        """How many points of the screen one point of the printer gets."""
        wide = max((page.width for page in self._sizes), default=0)
        room = max(self.viewport().width() - 2 * self._theme.px(ROOM), 1)
        fitting = room / wide if wide else PRINTED
        if self._is_wide:
            return fitting
        # First as large as paper, or as the letters of the application are, where there is room for it.
        return self._factor * PRINTED or min(PRINTED * self._theme.scale, fitting)

    def _acts(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        line = self._theme.px(LINE)
        if held == Qt.KeyboardModifier.ShiftModifier and key in (Key.Key_Left, Key.Key_Right):
            across.setValue(across.value() + (line if key == Key.Key_Right else -line))
            return True
        if key in _LARGER and held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            self.larger()
            return True
        if held != Qt.KeyboardModifier.NoModifier:
            return False
        match key:
            case Key.Key_Minus:
                self.smaller()
            case Key.Key_PageDown:
                self.screen_down()
            case Key.Key_PageUp:
                self.screen_up()
            case Key.Key_Home:
                down.setValue(0)
            case Key.Key_End:
                down.setValue(down.maximum())
            case Key.Key_Down:
                down.setValue(down.value() + line)
            case Key.Key_Up:
                down.setValue(down.value() - line)
            case Key.Key_Left | Key.Key_Right:
                self.step_wanted.emit(1 if key == Key.Key_Right else -1)
            case _:
                return False
        return True

    def _zoom(self, factor: float) -> None:
        self._is_wide, self._factor = False, min(max(factor, SMALLEST), LARGEST)
        self._lay_out(keeps_place=True)

    def _lay_out(self, *, keeps_place: bool) -> None:
        """Give each page its place; what stood at the top of the view stays there."""
        bar, before = self.verticalScrollBar(), self._places
        number, share = 1, 0.0
        if keeps_place and before.tops:
            number = before.number_at(bar.value())
            share = (bar.value() - before.begin(number)) / before.sizes[number - 1][1]
        after = self._places = places_of(self._sizes, self._scale, self._theme.px(ROOM))
        view = self.viewport().size()
        bar.setRange(0, max(after.height - view.height(), 0))
        bar.setPageStep(view.height())
        bar.setSingleStep(self._theme.px(LINE))
        across = self.horizontalScrollBar()
        wider = max(after.width - view.width(), 0)
        is_new = across.maximum() != wider
        across.setRange(0, wider)
        across.setPageStep(view.width())
        across.setSingleStep(self._theme.px(LINE))
        if is_new:
            across.setValue(wider // 2)
        if keeps_place and after.tops:
            number = min(number, len(after.tops))
            bar.setValue(after.begin(number) + round(share * after.sizes[number - 1][1]))
        self.viewport().update()
        self._note_page()
        self.zoomed.emit()
        self.moved.emit()

    def _note_page(self) -> None:
        number = self._number_here()
        if number != self._number:
            self._number = number
            self._tell()
            self.page_changed.emit(number)

    def _number_here(self) -> int:
        """Return the page that one reads: the first and the last one at the ends, else by its upper part."""
        bar = self.verticalScrollBar()
        if not self._sizes:
            return 0
        if bar.value() == bar.minimum():
            return 1
        if bar.value() == bar.maximum():
            return self.count
        return self._places.number_at(bar.value() + self.viewport().height() // 3)

    def _tell(self) -> None:
        """Say to a screen reader which page it is and what stands on it."""
        of = self.tr("{about}, page {number} of {count}") if self.count else "{about}"
        about = self._about or self.tr("Pages of the copy")
        self.setAccessibleName(of.format(about=about, number=self._number, count=self.count))
        page = self.kept.page(self._number)
        self.setAccessibleDescription(page.text if page is not None else "")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _step(self) -> int:
        return max(self.viewport().height() - self._theme.px(OVERLAP), 1)

    def _area(self, number: int) -> QRect:
        """Return where a page is seen."""
        width, height = self._places.sizes[number - 1]
        view = self.viewport().width()
        left = (
            (view - width) // 2
            if self._places.width <= view
            else self._places.room - self.horizontalScrollBar().value()
        )
        return QRect(left, self._places.tops[number - 1] - self.verticalScrollBar().value(), width, height)

    def _paint_page(self, painter: QPainter, area: QRect, page: KeptPage) -> None:
        size = page.image.size() / self.devicePixelRatioF()
        if abs(size.width() - area.width()) < ENOUGH:
            # Point for point: drawn anew to a place a point larger, letters would blur.
            painter.drawImage(QRectF(area.topLeft(), size), page.image)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, page.image)
