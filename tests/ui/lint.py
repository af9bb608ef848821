"""What must hold for every window: each check returns the faults that it found, in words.

Reading order, as these checks mean it: a window is made of panels (the rail, the header, the sides, the
middle, the line at the bottom …), and panels may hold panels. Tab goes through one panel wholly before it
goes to the next one, and never comes back to it. What scrolls is a panel of its own, at the place where
it is seen. What stands beside each other is taken from left to
right; what stands below each other from the top down. Two things stand beside each other if they share
more than half of the height of the smaller one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QColor,
    QFontMetrics,
    QImage,
    QKeySequence,
    QShortcut,
    QTextDocument,
)
from PySide6.QtGui import Qt as QtOfGui
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from ui.widgets.key_hint import KeyHint
from ui.widgets.room_chip import RoomChip

might_be_rich = QtOfGui.mightBeRichText
"""Whether Qt would read a text as markup where nobody says what it is."""

OF_QT = ("qt_scrollarea", "qt_spinbox", "qt_toolbar", "qt_menubar", "QtPrivate")
"""Parts that Qt makes inside its own widgets, and names or hides from the screen reader by itself."""
PANELS = frozenset(
    {
        *("rail", "header", "side", "side-left", "panel", "card", "popup", "ask", "capture-panel"),
        *("message-wrong", "message-attention", "message-settled"),
    }
)
"""The roles, as the style sheet knows them, of what is read as one piece."""
LEAST_CONTRAST = 4.5
DENSE = 2
"""Windows are looked at in so many points for each, so that thin letters have points of their full colour."""
ENOUGH = QSize(260, 60)
"""Of a long text, so much is looked at."""
NO_ROLE = frozenset({QAccessible.Role.NoRole, QAccessible.Role.Client})
SMALLEST = QSize(1280, 720)


# Names and roles


def nameless(window: QWidget) -> list[str]:
    """Return what can be reached by keys and has no name for a screen reader."""
    return [
        f"{_called(widget)} has no name"
        for widget in _focusable(window)
        if not (interface := QAccessible.queryAccessibleInterface(widget))
        or not interface.text(QAccessible.Text.Name).strip()
    ]


def roleless(window: QWidget) -> list[str]:
    """Return what can be reached by keys and does not say what it is."""
    return [
        f"{_called(widget)} has no role"
        for widget in _focusable(window)
        if (interface := QAccessible.queryAccessibleInterface(widget))
        and interface.role() in NO_ROLE
        and not isinstance(widget, QScrollArea)  # Qt has no other role for one
    ]


def _focusable(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() is Qt.FocusPolicy.NoFocus:
            continue
        if widget.objectName().startswith(OF_QT) or widget.focusProxy() is not None:
            continue
        if type(widget).__name__.startswith(("QComboBoxPrivate", "QHeaderView")) or _is_inside_combo(widget):
            continue
        yield widget


def _is_inside_combo(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and parent.inherits("QComboBox")


# Text as it is


def markup_labels(window: QWidget) -> list[str]:
    """Return the texts of labels that would read them as markup."""
    labels = window.findChildren(QLabel)
    return [text.text() for text in labels if text.textFormat() is not Qt.TextFormat.PlainText]


def markup_tooltips(window: QWidget) -> list[str]:
    """Return the tooltips that Qt would read as markup, and that hold more than one paragraph of text."""
    tips = [widget.toolTip() for widget in (window, *window.findChildren(QWidget))]
    tips += [bar.tabToolTip(place) for bar in window.findChildren(QTabBar) for place in range(bar.count())]
    tips += [action.toolTip() for action in window.findChildren(QAction)]
    return [tip for tip in dict.fromkeys(tips) if might_be_rich(tip) and not _PARAGRAPH.fullmatch(tip)]


def shown_by_tooltip(tip: str) -> str:
    """Return what a tooltip shows to the eye."""
    if not might_be_rich(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


_PARAGRAPH = re.compile(r"<p>[^<>]*</p>", re.DOTALL)


# Tab order


def out_of_order(window: QWidget) -> list[str]:
    """Return where Tab goes another way than the eye."""
    stops = [(stop, _panels_of(stop, window)) for stop in tab_stops(window)]
    # Tab goes round in a circle, and a window may give the focus to any place of it first.
    rounds = (_disorder(stops[first:] + stops[:first], window, 0) for first in range(max(len(stops), 1)))
    fewest: list[str] | None = None
    for faults in rounds:
        if not faults:
            return []
        fewest = faults if fewest is None or len(faults) < len(fewest) else fewest
    return fewest or []


def tab_stops(window: QWidget) -> list[QWidget]:
    """Return what Tab goes to, from the beginning of the window."""
    stops = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None:
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return [stop for stop in stops if stop.window() is window and not _is_inside_combo(stop)]


Stop = tuple[QWidget, tuple[QWidget, ...]]


def _disorder(stops: Sequence[Stop], window: QWidget, depth: int) -> list[str]:
    runs: list[tuple[QWidget, list[Stop]]] = []
    for stop, panels in stops:
        piece = panels[depth] if depth < len(panels) else stop
        if runs and runs[-1][0] is piece:
            runs[-1][1].append((stop, panels))
        else:
            runs.append((piece, [(stop, panels)]))
    faults = [
        f"Tab comes back to {_called(piece)}"
        for piece, count in Counter(piece for piece, _ in runs).items()
        if count > 1
    ]
    for place, (piece, inside) in enumerate(runs):
        faults += [
            f"Tab comes to {_called(piece)} before {_called(later)}"
            for later, _ in runs[place + 1 :]
            if later is not piece and _comes_first(_area(later, window), _area(piece, window))
        ]
        if piece is not inside[0][0]:
            faults += _disorder(inside, window, depth + 1)
    return faults


def _comes_first(one: QRect, other: QRect) -> bool:
    shared = min(one.bottom(), other.bottom()) - max(one.top(), other.top()) + 1
    if shared * 2 > min(one.height(), other.height()):
        return one.left() < other.left()
    return one.top() < other.top()


def _panels_of(widget: QWidget, window: QWidget) -> tuple[QWidget, ...]:
    found = []
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if parent.property("role") in PANELS or isinstance(parent, QScrollArea):
            found.append(parent)
        parent = parent.parentWidget()
    return tuple(reversed(found))


def _area(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


# Contrast


def faint(window: QWidget) -> list[str]:
    """Return the texts that do not stand out from their ground, as they are painted."""
    picture = QImage(window.size() * DENSE, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(DENSE)
    picture.fill(window.palette().window().color())
    window.render(picture)
    return [
        f"{said} of {_called(widget)} has {found:.2f}"
        for widget, said, area in _texts(window)
        if (found := _contrast_in(picture, _visible_part(widget, area, window))) is not None
        and found < LEAST_CONTRAST
    ]


def contrast(one: QColor, other: QColor) -> float:
    """Return how well two colours stand out from each other, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _texts(window: QWidget) -> Iterator[tuple[QWidget, str, QRect]]:
    """Go through what is painted as text: the widget, its words, and where they are in it."""
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisible() or widget.window() is not window or _is_covered(widget, window):
            continue
        if isinstance(widget, QLabel) and widget.text().strip():
            yield widget, widget.text()[:40], widget.contentsRect()
        elif isinstance(widget, QAbstractButton) and (area := _button_text(widget)) is not None:
            yield widget, widget.accessibleName() or widget.text(), area
        elif isinstance(widget, QLineEdit) and (widget.text() or widget.placeholderText()):
            yield widget, widget.text() or widget.placeholderText(), widget.rect().adjusted(9, 6, -9, -6)
        elif isinstance(widget, QPlainTextEdit) and (widget.toPlainText() or widget.placeholderText()):
            # Without the cursor that stands before the first letter.
            said = (widget.toPlainText() or widget.placeholderText())[:40]
            yield widget, said, widget.viewport().geometry().adjusted(6, 1, 0, 0)
        elif isinstance(widget, QTabBar):
            for place in range(widget.count()):
                area = widget.tabRect(place).adjusted(4, 4, -4, -6)
                yield widget, widget.tabText(place), area.intersected(widget.rect())
        elif isinstance(widget, QMenuBar):
            for action in widget.actions():
                yield widget, action.text(), widget.actionGeometry(action).adjusted(2, 2, -2, -2)
        elif isinstance(widget, QHeaderView):
            yield widget, "heading", widget.viewport().geometry().adjusted(2, 2, -2, -4)


def _button_text(button: QAbstractButton) -> QRect | None:
    metrics = button.fontMetrics()
    if isinstance(button, RoomChip):
        return button.rect().adjusted(metrics.height(), 3, -metrics.height() // 2, -3)
    if isinstance(button, KeyHint):
        return button.rect().adjusted(button._key_width() + 2, 0, 0, 0)
    if not button.text():
        return None
    if isinstance(button, QCheckBox | QRadioButton):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        part = (
            QStyle.SubElement.SE_CheckBoxContents
            if isinstance(button, QCheckBox)
            else QStyle.SubElement.SE_RadioButtonContents
        )
        return button.style().subElementRect(part, option, button)
    if isinstance(button, QToolButton) and not button.icon().isNull():
        return QRect(4, button.height() - metrics.height() - 4, button.width() - 8, metrics.height())
    width = min(metrics.horizontalAdvance(_spoken(button.text())), button.width() - 12)
    area = QRect(0, 0, width, min(metrics.height(), button.height() - 8))
    area.moveCenter(button.rect().center())
    return area


def _is_covered(widget: QWidget, window: QWidget) -> bool:
    middle = widget.mapTo(window, widget.rect().center())
    there = window.childAt(middle)
    seen = there is None or there is widget or widget.isAncestorOf(there) or there.isAncestorOf(widget)
    return not seen and not there.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _visible_part(widget: QWidget, area: QRect, window: QWidget) -> QRect:
    shown = QRect(widget.mapTo(window, area.topLeft()), area.size())
    parent: QWidget | None = widget
    while parent is not None and parent is not window:
        shown = shown.intersected(QRect(parent.mapTo(window, QPoint(0, 0)), parent.size()))
        parent = parent.parentWidget()
    return shown.intersected(window.rect())


def _contrast_in(picture: QImage, area: QRect) -> float | None:
    """Return how well the ink in an area stands out: its ground is what there is most of."""
    if area.width() < 4 or area.height() < 4:
        return None
    looked_at = area.size().boundedTo(ENOUGH)
    part = picture.copy(QRect(area.topLeft() * DENSE, looked_at * DENSE))
    pixels = bytes(part.constBits())
    mark = blake2b(pixels, digest_size=16).digest()
    if mark not in _CONTRASTS:  # most texts are painted the same on many screens
        _CONTRASTS[mark] = _contrast_of(pixels)
    return _CONTRASTS[mark]


_CONTRASTS: dict[bytes, float | None] = {}


def _contrast_of(pixels: bytes) -> float | None:
    found = Counter(memoryview(pixels).cast("I"))
    ground, most = found.most_common(1)[0]
    if most > 0.999 * len(pixels) // 4:
        return None  # nothing is painted here that could be read
    paper = QColor.fromRgb(ground)
    inks = [colour for colour, count in found.most_common(60) if count >= DENSE * 2 and colour != ground]
    return max((contrast(QColor.fromRgb(ink), paper) for ink in inks), default=None)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


# Room


def clipped(window: QWidget) -> list[str]:
    """Return what does not fit: in its parent, in the window, or its words in it."""
    faults = []
    if window.width() > SMALLEST.width() or window.height() > SMALLEST.height():
        faults.append(f"the window needs {window.width()} × {window.height()}")
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window or widget.size().isEmpty():
            continue
        if isinstance(widget, QScrollBar) or widget.objectName().startswith(OF_QT):
            continue
        if (beyond := _beyond(widget)) is not None:
            faults.append(beyond)
        if (lacking := _lacks_room(widget)) is not None:
            faults.append(lacking)
    return faults


def _beyond(widget: QWidget) -> str | None:
    parent = widget.parentWidget()
    if parent is None or _scrolls(parent) or isinstance(parent, QTabBar | QHeaderView):
        return None
    inside = parent.rect().adjusted(-1, -1, 1, 1)
    if inside.contains(widget.geometry()):
        return None
    return f"{_called(widget)} {_told(widget.geometry())} is beyond {_called(parent)} {_told(parent.rect())}"


def _scrolls(parent: QWidget) -> bool:
    area = parent.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is parent


def _lacks_room(widget: QWidget) -> str | None:
    has = widget.size()
    if isinstance(widget, QLabel) and widget.text() and not widget.property("elides"):
        needs = _room_of_label(widget)
    elif isinstance(widget, QPushButton | QToolButton) and widget.text():
        needs = _room_of_words(widget)
    elif isinstance(widget, (QCheckBox | QRadioButton, KeyHint)):
        needs = widget.sizeHint()
    elif isinstance(widget, QLineEdit) and not isinstance(widget.parentWidget(), QComboBox):
        needs = QSize(0, widget.fontMetrics().height())
    elif isinstance(widget, QComboBox):
        needs = QSize(widget.fontMetrics().horizontalAdvance(widget.currentText()), 0)
    else:
        return None
    if needs.width() <= has.width() + 1 and needs.height() <= has.height() + 1:
        return None
    return f"{_called(widget)} needs {_size(needs)} and has {_size(has)}"


def _room_of_label(shown: QLabel) -> QSize:
    if not shown.wordWrap():
        return shown.sizeHint()
    return QSize(shown.minimumSizeHint().width(), shown.heightForWidth(shown.width()))


def _room_of_words(button: QPushButton | QToolButton) -> QSize:
    # What stands around the words may be narrower than the style would like; the words may not.
    font = button.font()
    lines = _spoken(button.text()).split("\n")
    metrics = QFontMetrics(font)
    return QSize(max(map(metrics.horizontalAdvance, lines)) + 4, metrics.height() * len(lines))


# Keys


def untold_keys(window: QWidget, told_elsewhere: Iterable[str] = ()) -> list[str]:
    """Return the keys that no menu and no tooltip tells; `told_elsewhere` are those that F1 tells."""
    tips = [shown_by_tooltip(widget.toolTip()) for widget in (window, *window.findChildren(QWidget))]
    tips += [
        shown_by_tooltip(bar.tabToolTip(place))
        for bar in window.findChildren(QTabBar)
        for place in range(bar.count())
    ]
    in_menus = {id(action) for action in _menu_actions(window)}
    told = "\n".join((*tips, *told_elsewhere))
    return [
        f"{key} ({says})"
        for says, key, action in _keys_of(window)
        if not (action is not None and id(action) in in_menus) and not _tells(told, key)
    ]


def ambiguous_keys(window: QWidget) -> list[str]:
    """Return the keys for which Qt would have two commands at once, and so would run neither."""
    faults = []
    for place in (window, *window.findChildren(QWidget)):
        if place is not window and not (place.isVisible() and place.focusPolicy() & Qt.FocusPolicy.TabFocus):
            continue
        heard: dict[str, list[str]] = {}
        for owner, context, sequence, says in _heard_by(window):
            if _reaches(owner, context, place, window):
                heard.setdefault(sequence, []).append(says)
        faults += [f"{key}: {' and '.join(says)}" for key, says in heard.items() if len(says) > 1]
    return sorted(set(faults))


def _heard_by(window: QWidget) -> Iterator[tuple[QWidget, Qt.ShortcutContext, str, str]]:
    for widget in (window, *window.findChildren(QWidget)):
        if isinstance(widget, QMenu | QMenuBar):
            continue
        for action in widget.actions():
            if action.isEnabled() and action.isVisible():
                for key in action.shortcuts():
                    yield widget, action.shortcutContext(), key.toString(), _spoken(action.text())
    in_menus = {id(action): action for action in _menu_actions(window)}
    of_widgets = {id(action) for widget in window.findChildren(QWidget) for action in _own_actions(widget)}
    for key_id, action in in_menus.items():
        if action.isEnabled() and key_id not in of_widgets and action not in window.actions():
            for key in action.shortcuts():
                yield window, action.shortcutContext(), key.toString(), _spoken(action.text())
    for shortcut in window.findChildren(QShortcut):
        owner = shortcut.parent()
        if shortcut.isEnabled() and isinstance(owner, QWidget):
            yield owner, shortcut.context(), shortcut.key().toString(), "a key of the screen"


def _own_actions(widget: QWidget) -> list[QAction]:
    return [] if isinstance(widget, QMenu | QMenuBar) else widget.actions()


def _reaches(owner: QWidget, context: Qt.ShortcutContext, focused: QWidget, window: QWidget) -> bool:
    if owner is not window and not owner.isVisible():
        return False
    match context:
        case Qt.ShortcutContext.WidgetShortcut:
            return owner is focused
        case Qt.ShortcutContext.WidgetWithChildrenShortcut:
            return owner is focused or owner.isAncestorOf(focused)
        case _:
            return True


def _keys_of(window: QWidget) -> Iterator[tuple[str, str, QAction | None]]:
    native = QKeySequence.SequenceFormat.NativeText
    for action in dict.fromkeys((*window.findChildren(QAction), *_menu_actions(window))):
        owner = action.parent()
        if isinstance(owner, QWidget) and not isinstance(owner, QMenu) and not owner.isVisible():
            continue  # its keys are heard when its screen is open
        for key in action.shortcuts():
            yield _spoken(action.text()) or "without a name", key.toString(native), action
    for shortcut in window.findChildren(QShortcut):
        owner = shortcut.parent()
        if isinstance(owner, QWidget) and not owner.isVisible():
            continue  # as above
        yield "a shortcut", shortcut.key().toString(native), None


def _menu_actions(window: QWidget) -> list[QAction]:
    found: list[QAction] = []
    waiting = [action for bar in window.findChildren(QMenuBar) for action in bar.actions()]
    while waiting:
        action = waiting.pop()
        menu = action.menu()
        if isinstance(menu, QMenu):
            menu.aboutToShow.emit()
            waiting += menu.actions()
        else:
            found.append(action)
    return found


def _tells(told: str, key: str) -> bool:
    wanted = key.replace("Return", "Enter")
    return re.search(rf"(?<![\w+]){re.escape(wanted)}(?!\w)", told.replace("Return", "Enter")) is not None


# Dialogs


def modal_windows() -> list[str]:
    """Return the windows that let nothing else be done now."""
    return [
        _called(window)
        for window in QApplication.topLevelWidgets()
        if window.isVisible() and window.isModal()
    ]


# Words


def _called(widget: QWidget) -> str:
    name = widget.objectName() or widget.accessibleName() or str(widget.property("role") or "")
    words = widget.text()[:30] if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {name} {words}".strip()


def _told(area: QRect) -> str:
    return f"({area.left()}, {area.top()}, {area.width()}, {area.height()})"


def _size(size: QSize) -> str:
    return f"{size.width()} × {size.height()}"


def _spoken(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
