"""The map of a family as one painted widget: everybody in a box, households as frames, lines between."""

from __future__ import annotations

from functools import cache
from typing import cast
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget, QFrame, QToolTip, QWidget

from meetingdesk.domain.family_map import FamilyMap, MapBox
from meetingdesk.domain.family_map.shapes import ADULTS, CHILDREN
from ui.labels import tooltip
from ui.theme import Theme
from ui.widgets.family_map_paint import MapPainter
from ui.widgets.family_map_shapes import (
    Card,
    Fonts,
    Shapes,
    in_row,
    least_width,
    nearest,
    shapes_of,
)

Key = Qt.Key
ACROSS = {Key.Key_Left: -1, Key.Key_Right: 1}
DOWN = {Key.Key_Up: ADULTS, Key.Key_Down: CHILDREN}
MARGIN = 16
LEAST, LOWEST = 160, 100
LONGEST_TIP = 1_200


@cache
def _tell_what_it_is() -> None:
    """Let screen readers know that a map is a drawing: Qt takes it for a nameless part of a window."""
    QAccessible.installFactory(_interface)


def _interface(_kind: str, shown: QObject) -> QAccessibleInterface | None:
    return QAccessibleWidget(shown, QAccessible.Role.Canvas) if isinstance(shown, FamilyMapView) else None


class FamilyMapView(QAbstractScrollArea):
    """Shows a family; arrow keys go from person to person, Enter opens one, E fills one in.

    Signals:
        person_chosen: Somebody is to be opened; carries the person's identifier.
        edit_wanted: Something about somebody is to be filled in; carries the person's identifier.
        moved: Another box is the current one.
        left: Escape was pressed.
    """

    person_chosen = Signal(object)
    edit_wanted = Signal(object)
    moved = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _tell_what_it_is()
        self._theme = theme
        self._map = FamilyMap()
        self._shapes = Shapes()
        self._current: UUID | None = None
        self._nothing = self.tr("Nobody of this family is recorded yet.")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Family map"))
        self.viewport().setMouseTracking(True)
        theme.changed.connect(self._measure)
        self._measure()

    # What it shows

    def show_map(self, drawn: FamilyMap) -> None:
        """Show a family; whoever was the current one stays it."""
        if drawn == self._map:
            return
        self._map = drawn
        if drawn.box(self._current) if self._current is not None else None:
            self._measure()
            return
        self._current = drawn.boxes[0].key if drawn.boxes else None
        self._measure()
        self._tell()

    @property
    def drawn(self) -> FamilyMap:
        """The family as it is drawn."""
        return self._map

    @property
    def shapes(self) -> Shapes:
        """Where everything stands."""
        return self._shapes

    @property
    def current(self) -> MapBox | None:
        """The box that the keys work on."""
        return self._map.box(self._current) if self._current is not None else None

    @property
    def natural_height(self) -> int:
        """The height in which nothing has to be scrolled down."""
        return max(round(self._shapes.height), self._theme.px(LEAST))

    @property
    def least_width(self) -> int:
        """The width in which nothing has to be scrolled sideways."""
        return least_width(self._map, self._theme)

    def stand_on(self, key: UUID) -> None:
        """Make somebody the current one."""
        card = self._shapes.card(key)
        if card is not None and key != self._current:
            self._go(card)

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(self.least_width, self.natural_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.tokens.surface))
        fonts = self._fonts()
        if not self._map.boxes:
            painter.setFont(fonts.font(14))
            painter.setPen(QColor(self._theme.tokens.muted))
            around = self._theme.px(MARGIN)
            inside = self.viewport().rect().adjusted(around, around, -around, -around)
            painter.drawText(inside, int(Qt.TextFlag.TextWordWrap), self._nothing)
            painter.end()
            return
        offset = self._offset()
        painter.translate(-offset)
        current = self._shapes.card(self._current)
        seen = QRectF(event.rect()).translated(offset)
        MapPainter(painter, self._theme, fonts).paint(
            self._shapes, current, has_focus=self.hasFocus(), seen=seen
        )
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain != Qt.KeyboardModifier.NoModifier and key is not Key.Key_E:
            event.ignore()
            return
        if key in ACROSS:
            self._step_across(ACROSS[key])
        elif key in DOWN:
            self._step_to_row(DOWN[key])
        elif key in (Key.Key_Home, Key.Key_End):
            self._step_to_end(is_last=key is Key.Key_End)
        elif key in (Key.Key_Return, Key.Key_Enter):
            self._open()
        elif key is Key.Key_E and not plain & ~Qt.KeyboardModifier.ShiftModifier:
            self._edit()
        elif key is Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        card = self._card_at(event.position())
        if card is not None:
            self._go(card)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        card = self._card_at(event.position())
        if card is not None:
            self._go(card)
            self._open()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
        self._speak()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            asked = cast(QHelpEvent, event)
            QToolTip.showText(asked.globalPos(), self.tip_at(QPointF(asked.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_at(self, point: QPointF) -> str:
        """Return what the tooltip says at a point of the viewport: all of a box, the words of a line."""
        card = self._card_at(point)
        if card is not None:
            hint = self.tr("Enter opens, E fills in")
            return tooltip(f"{card.box.spoken[:LONGEST_TIP]}. {hint}")
        at = point + self._offset()
        for way in self._shapes.ways:
            if way.words.contains(at):
                return tooltip(way.link.words)
        for house in self._shapes.houses:
            if house.title.contains(at):
                return tooltip(house.frame.title)
        return ""

    # Slots

    @Slot()
    def _measure(self) -> None:
        self._shapes = shapes_of(self._map, self._fonts(), self._theme, self.viewport().width())
        view = self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, round(self._shapes.width) - view.width()))
        across.setPageStep(view.width())
        across.setSingleStep(self._theme.px(24))
        down.setRange(0, max(0, round(self._shapes.height) - view.height()))
        down.setPageStep(view.height())
        down.setSingleStep(self._theme.px(24))
        self.setMinimumHeight(self._theme.px(LOWEST))
        self.updateGeometry()
        self.viewport().update()

    # Helpers

    def _fonts(self) -> Fonts:
        return Fonts(self.font(), self._theme)

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _card_at(self, point: QPointF) -> Card | None:
        return self._shapes.card_at(point + self._offset())

    def _open(self) -> None:
        if self.current is not None:
            self.person_chosen.emit(self.current.person_id)

    def _edit(self) -> None:
        if self.current is not None:
            self.edit_wanted.emit(self.current.person_id)

    def _step_across(self, by: int) -> None:
        card = self._shapes.card(self._current)
        if card is None:
            return
        row = list(in_row(self._shapes, card.box.row))
        place = row.index(card) + by
        if 0 <= place < len(row):
            self._go(row[place])

    def _step_to_row(self, row: int) -> None:
        card = self._shapes.card(self._current)
        if card is None or card.box.row == row:
            return
        other = nearest(in_row(self._shapes, row), card)
        if other is not None:
            self._go(other)

    def _step_to_end(self, *, is_last: bool) -> None:
        if self._shapes.cards:
            self._go(self._shapes.cards[-1 if is_last else 0])

    def _go(self, card: Card) -> None:
        self._current = card.box.key
        self._follow(card)
        self.viewport().update()
        self._tell()
        self.moved.emit()

    def _follow(self, card: Card) -> None:
        """Bring a box into sight, with a little of what is around it."""
        around = self._theme.px(MARGIN)
        area = card.area.adjusted(-around, -around, around, around)
        for bar, first, last, room in (
            (self.horizontalScrollBar(), area.left(), area.right(), self.viewport().width()),
            (self.verticalScrollBar(), area.top(), area.bottom(), self.viewport().height()),
        ):
            if first < bar.value() or last - first > room:
                bar.setValue(round(first))
            elif last > bar.value() + room:
                bar.setValue(round(last - room))

    def _tell(self) -> None:
        """Let a screen reader know who is the current one, and how they are linked."""
        box = self.current
        if box is None:
            self.setAccessibleDescription(self._nothing)
            return
        self.setAccessibleDescription(f"{box.spoken}. {self._linked(box)}"[:LONGEST_TIP])
        self._speak()

    def _linked(self, box: MapBox) -> str:
        said = []
        for link in self._map.links_of(box.key):
            others = [self._map.box(end.key) for end in link.ends if end.key != box.key]
            across = [other for other in others if other is not None and other.row != box.row]
            named = ", ".join(other.title for other in across or others if other is not None)
            said.append(f"{link.told}: {named}")
        homes = (frame.title for frame in self._map.frames if box.key in frame.people)
        said.extend(self.tr("lives in {}").format(home) for home in homes)
        return ". ".join(said)

    def _speak(self) -> None:
        if self.hasFocus() and QAccessible.isActive():
            spoken = self.accessibleDescription()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))
