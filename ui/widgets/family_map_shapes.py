"""Where everything of a family map stands in pixels, at a text size and in a width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from meetingdesk.domain.family_map import BoxKind, Channel, FamilyMap, MapBox, MapFrame, MapLink
from meetingdesk.domain.family_map.shapes import ADULTS, CHILDREN
from meetingdesk.domain.roll_call import Tone
from ui.theme import Theme

NARROWEST, WIDEST = 140, 216
"""How wide a unit is, box and gutter, at 100 per cent text size."""
GUTTER = 16
EDGE = 10
INSIDE = 9
HEADING = 20
LANE, LANE_WITH_WORDS = 11, 19
ROOM = 10
"""Between a row of boxes and the first lane."""
MAIN, SMALL = 14, 12.5
MARK = 15
MOST_LINES = 2
DASHED = frozenset({BoxKind.UNBORN, BoxKind.NOT_KNOWN})
_PR = re.compile(r"\bPR\b")
LONGEST = 300
"""Letters of one line that are measured; a box has no room for more, and the tooltip says it whole."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text in a box."""

    text: str
    area: QRectF
    pixels: float
    is_strong: bool = False
    is_muted: bool = False
    tone: Tone | None = None
    has_shape: bool = False
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A box in pixels."""

    box: MapBox
    area: QRectF
    texts: tuple[TextLine, ...]
    is_cut: bool
    """Whether something of it did not fit and is told by the tooltip only."""


@dataclass(frozen=True, slots=True)
class House:
    """A frame in pixels."""

    frame: MapFrame
    area: QRectF
    title: QRectF


@dataclass(frozen=True, slots=True)
class Way:
    """A line in pixels: its strokes, its joints, and where its words stand."""

    link: MapLink
    strokes: tuple[tuple[QPointF, QPointF], ...]
    joints: tuple[QPointF, ...]
    words: QRectF


@dataclass(frozen=True, slots=True)
class Shapes:
    """A whole map in pixels."""

    cards: tuple[Card, ...] = ()
    houses: tuple[House, ...] = ()
    ways: tuple[Way, ...] = ()
    key: TextLine | None = None
    """What the drawing means, below it."""
    width: float = 0
    height: float = 0

    def card_at(self, point: QPointF) -> Card | None:
        """Return the box under a point."""
        return next((card for card in self.cards if card.area.contains(point)), None)

    def card(self, key: UUID | None) -> Card | None:
        """Return a box by its key."""
        return next((card for card in self.cards if card.box.key == key), None)


class Fonts:
    """The typefaces of a map and their measures."""

    def __init__(self, font: QFont, theme: Theme) -> None:
        self._font = font
        self._theme = theme

    def font(self, pixels: float, *, is_strong: bool = False) -> QFont:
        """Return the typeface at a size of the drawings."""
        font = QFont(self._font)
        font.setPixelSize(self._theme.px(pixels))
        font.setBold(is_strong)
        return font

    def height(self, pixels: float) -> float:
        """Return how high a line is."""
        return QFontMetricsF(self.font(pixels)).height()

    def width(self, text: str, pixels: float, *, is_strong: bool = False) -> float:
        """Return how wide a short text is."""
        return QFontMetricsF(self.font(pixels, is_strong=is_strong)).horizontalAdvance(text[:LONGEST])

    def elided(self, text: str, pixels: float, width: float, *, is_strong: bool = False) -> str:
        """Return a text that fits into a width."""
        metrics = QFontMetricsF(self.font(pixels, is_strong=is_strong))
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(width, 1))

    def broken(self, text: str, pixels: float, width: float, *, is_strong: bool = False) -> list[str]:
        """Return a text in as many lines as a box has for it; the last one ends with an ellipsis."""
        plain = " ".join(text[:LONGEST].split())
        font = self.font(pixels, is_strong=is_strong)
        layout = QTextLayout(plain, font)
        layout.setTextOption(_WRAPPING)
        lines: list[str] = []
        begin = 0
        layout.beginLayout()
        while len(lines) < MOST_LINES and (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            begin, length = line.textStart(), line.textLength()
            lines.append(_units(plain, begin, begin + length).rstrip())
        layout.endLayout()
        rest = _units(plain, begin, len(plain.encode("utf-16-le")) // 2)
        if lines and (rest.rstrip() != lines[-1] or len(text) > LONGEST):
            lines[-1] = QFontMetricsF(font).elidedText(rest + "…", Qt.TextElideMode.ElideRight, max(width, 1))
        return lines


def shapes_of(drawn: FamilyMap, fonts: Fonts, theme: Theme, room: float) -> Shapes:
    """Return a map in pixels: as wide as there is room for, never narrower than can be read."""
    if not drawn.boxes:
        return Shapes()
    return _Drawing(drawn, fonts, theme, room).shapes()


def least_width(drawn: FamilyMap, theme: Theme) -> int:
    """Return the width in which a map need not be scrolled sideways."""
    return round(drawn.columns * theme.px(NARROWEST)) + 2 * theme.px(EDGE)


def _option() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


_WRAPPING = _option()


def _units(text: str, begin: int, end: int) -> str:
    """Cut a text as Qt counts letters."""
    whole = text.encode("utf-16-le", "surrogatepass")
    return whole[2 * begin : 2 * end].decode("utf-16-le", "replace")


class _Drawing:
    """One map on its way from units to pixels."""

    def __init__(self, drawn: FamilyMap, fonts: Fonts, theme: Theme, room: float) -> None:
        self._map = drawn
        self._fonts = fonts
        self._px = theme.px
        wide = (room - 2 * self._px(EDGE)) / max(drawn.columns, 1)
        self._unit = min(max(wide, self._px(NARROWEST)), self._px(WIDEST))
        self._left = float(self._px(EDGE))
        self._has_frames = bool(drawn.frames)

    def shapes(self) -> Shapes:
        texts = {box.key: self._texts(box) for box in self._map.boxes}
        high = {ADULTS: 0.0, CHILDREN: 0.0}
        for box in self._map.boxes:
            high[box.row] = max(high[box.row], texts[box.key][1])
        tops = self._tops(high)
        cards = tuple(
            self._card(box, tops[box.row], high[box.row], texts[box.key]) for box in self._map.boxes
        )
        areas = {card.box.key: card.area for card in cards}
        rows = {card.box.key: card.box.row for card in cards}
        ways = tuple(self._way(link, areas, rows) for link in self._map.links)
        bottom = max(card.area.bottom() for card in cards) + self._channel(Channel.BELOW)
        padding = self._px(ROOM) if self._has_frames else 0
        houses = tuple(self._house(frame, tops, high, bottom) for frame in self._map.frames)
        width = 2 * self._left + self._map.columns * self._unit
        bottom += padding + self._px(EDGE)
        key = self._key(bottom, width)
        bottom = key.area.bottom() + self._px(EDGE) if key is not None else bottom
        return Shapes(cards, houses, ways, key, width, bottom)

    def _key(self, top: float, width: float) -> TextLine | None:
        """Return the line that says what the signs of this map mean; only those that are on it."""
        boxes = self._map.boxes
        says_pr = any(
            _PR.search(line) for box in boxes for line in (*box.lines, *(m.says for m in box.marks))
        )
        parts = (
            "PR: parental responsibility" if says_pr else "",
            "dashed line: ended, not certain or not known"
            if any(w.is_broken for w in self._map.links)
            else "",
            "dashed box: not born yet, or not known" if any(box.kind in DASHED for box in boxes) else "",
        )
        says = " · ".join(part for part in parts if part)
        if not says:
            return None
        room = width - 2 * self._left
        shown = self._fonts.elided(says, SMALL, room)
        area = QRectF(self._left, top, room, self._fonts.height(SMALL))
        return TextLine(shown, area, SMALL, is_muted=True)

    # From above to below

    def _tops(self, high: dict[int, float]) -> dict[int, float]:
        top = float(self._px(EDGE))
        if self._has_frames:
            top += self._px(HEADING) + self._px(4)
        top += self._channel(Channel.ABOVE)
        between = self._channel(Channel.BETWEEN) if high[ADULTS] else 0.0
        if high[ADULTS] and high[CHILDREN]:
            between = max(between, self._px(2 * ROOM))
        return {ADULTS: top, CHILDREN: top + high[ADULTS] + between}

    def _channel(self, channel: Channel) -> float:
        lanes = self._map.lanes.get(channel, ())
        if not lanes or channel is Channel.BESIDE:
            return 0.0
        ends = 2 if channel is Channel.BETWEEN else 1
        return sum(self._lane(has_words) for has_words in lanes) + ends * self._px(ROOM)

    def _lane(self, has_words: bool) -> float:
        return float(self._px(LANE_WITH_WORDS if has_words else LANE))

    def _along(self, link: MapLink, tops: Iterable[QRectF], bottoms: Iterable[QRectF]) -> float:
        """Return the height at which a line runs in its lane."""
        lanes = self._map.lanes[link.channel]
        into = (
            sum(self._lane(has_words) for has_words in lanes[: link.lane]) + self._lane(lanes[link.lane]) / 2
        )
        if link.channel is Channel.ABOVE:
            return min(area.top() for area in tops) - self._px(ROOM) - into
        return max(area.bottom() for area in bottoms) + self._px(ROOM) + into

    # Boxes

    def _texts(self, box: MapBox) -> tuple[list[TextLine], float, bool]:
        """Return the lines of a box in their places, how high they are, and whether any was cut."""
        width = self._unit - self._px(GUTTER) - 2 * self._px(INSIDE)
        found: list[TextLine] = []
        top = float(self._px(INSIDE) - 2)
        is_cut = False

        def put(text: str, pixels: float, indent: float = 0, shape: Tone | None = None, **look: bool) -> None:
            nonlocal top, is_cut
            strong = look.get("is_strong", False)
            broken = self._fonts.broken(text, pixels, width - indent, is_strong=strong)
            is_cut |= bool(broken) and broken[-1].endswith("…") and not text.endswith("…")
            high = self._fonts.height(pixels)
            for number, line in enumerate(broken):
                area = QRectF(self._px(INSIDE) + indent, top, width - indent, high)
                has_shape = shape is not None and number == 0
                found.append(TextLine(line, area, pixels, tone=shape, has_shape=has_shape, **look))
                top += high

        title = self._fonts.width(box.title, MAIN, is_strong=True)
        aside = self._fonts.width(box.aside, SMALL)
        is_one_line = title + aside + self._px(8) <= width
        if box.aside and is_one_line:
            area = QRectF(self._px(INSIDE), top, width, self._fonts.height(MAIN))
            found.append(TextLine(box.aside, area, SMALL, is_muted=True, is_right=True))
        put(box.title, MAIN, is_strong=True)
        if box.name:
            put(box.name, SMALL)
        if box.aside and not is_one_line:
            put(box.aside, SMALL, is_muted=True)
        for line in box.lines:
            put(line, SMALL, is_muted=True)
        if box.marks:
            top += self._px(2)
        for mark in box.marks:
            put(mark.says, SMALL, self._px(MARK), mark.tone)
        return found, top + self._px(INSIDE) - 1, is_cut

    def _card(self, box: MapBox, top: float, high: float, texts: tuple[list[TextLine], float, bool]) -> Card:
        left = self._left + box.column * self._unit + self._px(GUTTER) / 2
        area = QRectF(left, top, self._unit - self._px(GUTTER), high)
        moved = tuple(_moved(line, area) for line in texts[0])
        return Card(box, area, moved, texts[2])

    def _house(self, frame: MapFrame, tops: dict[int, float], high: dict[int, float], bottom: float) -> House:
        left = self._left + frame.first * self._unit
        right = self._left + frame.last * self._unit
        top = float(self._px(EDGE))
        low = bottom if frame.is_tall else tops[ADULTS] + high[ADULTS]
        area = QRectF(left, top, right - left, low + self._px(ROOM) - top)
        title = QRectF(left + self._px(INSIDE), top + self._px(2), area.width() - 2 * self._px(INSIDE), 0)
        title.setHeight(self._px(HEADING))
        return House(frame, area, title)

    # Lines

    def _way(self, link: MapLink, areas: dict[UUID, QRectF], rows: dict[UUID, int]) -> Way:
        if link.channel is Channel.BESIDE:
            first, second = sorted((areas[end.key] for end in link.ends), key=QRectF.left)
            y = first.top() + self._px(INSIDE) + self._fonts.height(MAIN) / 2
            return Way(link, ((QPointF(first.right(), y), QPointF(second.left(), y)),), (), QRectF())
        upper = [areas[end.key] for end in link.ends if rows[end.key] == ADULTS]
        lower = [areas[end.key] for end in link.ends if rows[end.key] == CHILDREN]
        y = self._along(link, upper or lower, upper or lower)
        drops: list[tuple[QPointF, QPointF]] = []
        for end in link.ends:
            area = areas[end.key]
            x = area.left() + end.at * area.width()
            at_top = link.channel is Channel.ABOVE or (
                link.channel is Channel.BETWEEN and rows[end.key] == CHILDREN
            )
            drops.append((QPointF(x, area.top() if at_top else area.bottom()), QPointF(x, y)))
        left, right = min(at.x() for _, at in drops), max(at.x() for _, at in drops)
        strokes = (*drops, (QPointF(left, y), QPointF(right, y)))
        joints = tuple(at for _, at in drops) if link.channel is Channel.BETWEEN else ()
        return Way(link, strokes, joints, self._words(link, left, right, y))

    def _words(self, link: MapLink, left: float, right: float, y: float) -> QRectF:
        if not link.words:
            return QRectF()
        width = min(self._fonts.width(link.words, SMALL) + self._px(8), 1.6 * self._unit)
        high = self._fonts.height(SMALL)
        x = (left + right - width) / 2
        x = min(max(x, self._left), self._left + self._map.columns * self._unit - width)
        return QRectF(x, y - high / 2, width, high)


def _moved(line: TextLine, area: QRectF) -> TextLine:
    return replace(line, area=line.area.translated(area.topLeft()))


def nearest(cards: Iterable[Card], to: Card) -> Card | None:
    """Return the box whose middle is nearest from left to right."""
    return min(cards, key=lambda card: abs(card.area.center().x() - to.area.center().x()), default=None)


def in_row(shapes: Shapes, row: int) -> Iterator[Card]:
    """Return the boxes of a row from left to right."""
    return (card for card in shapes.cards if card.box.row == row)
