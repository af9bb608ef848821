"""The three parts of the meeting's screen beside each other; the sides fold where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.labels import label
from ui.theme import Theme
from ui.widgets.following_area import FollowingArea

GROWS = 1
"""Which part of the right side takes the room that is left: the actions."""

LEFT_WIDTH, RIGHT_WIDTH, CENTRE_WIDTH = 240, 284, 430


class Panes(QWidget):
    """Running order on the left, what is open in the middle, the room on the right.

    Where all three do not fit, the middle is shown alone, and the sides in its place when asked for.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        left: tuple[QWidget, ...],
        top: QWidget,
        centre: tuple[QWidget, ...],
        right: tuple[QWidget, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wants_sides: bool | None = None
        self._heading = label(role="title", wraps=True)
        self._heading.setContentsMargins(16, 10, 16, 6)
        self._empty = label(role="muted", wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = QWidget()
        inside = QVBoxLayout(words)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.addWidget(self._empty)
        inside.addStretch(1)
        self.nothing = FollowingArea(words)
        self.nothing.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # large letters may have to be scrolled
        self.nothing.setAccessibleName(self.tr("What belongs here"))
        self._centre = QStackedWidget()
        for widget in (self.nothing, *centre):
            self._centre.addWidget(widget)
        self.left = _side(_column(left), "side-left")
        self.right = _side(FollowingArea(_column(right, grows=min(GROWS, len(right) - 1))), "side")
        self.middle = QFrame()
        self.middle.setProperty("role", "panel")
        column = QVBoxLayout(self.middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(top)
        column.addWidget(self._centre, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left)
        row.addWidget(self.middle, 1)
        row.addWidget(self.right)
        theme.changed.connect(self._fold)

    @property
    def shown(self) -> QWidget | None:
        """What stands in the middle now."""
        return self._centre.currentWidget()

    @property
    def sides_are_shown(self) -> bool:
        """Whether the running order and the room can be seen."""
        return not self.left.isHidden()

    @property
    def is_narrow(self) -> bool:
        """Whether the three parts do not fit beside each other."""
        px = self._theme.px
        return self.width() < px(LEFT_WIDTH) + px(RIGHT_WIDTH) + px(CENTRE_WIDTH)

    def show_heading(self, text: str) -> None:
        """Say what is open, where no tabs say it."""
        self._heading.setText(text)
        self._heading.setVisible(bool(text))

    def add_centre(self, widget: QWidget) -> None:
        """Have one more widget that can stand in the middle."""
        self._centre.addWidget(widget)

    def show_centre(self, widget: QWidget | None, empty: str = "") -> None:
        """Show one of the widgets of the middle, or, in its place, that there is nothing yet."""
        self._empty.setText(empty)
        self._centre.setCurrentWidget(widget or self.nothing)

    def fold_or_unfold(self) -> bool:
        """Do what is not so now; say whether the sides are shown afterwards."""
        self._wants_sides = not self.sides_are_shown
        self._show_sides(self._wants_sides)
        return self._wants_sides

    def show_middle(self) -> None:
        """Make sure that the middle can be seen."""
        if self.is_narrow:
            self._show_sides(False)

    def show_sides(self) -> None:
        """Make sure that the sides can be seen."""
        if not self.sides_are_shown:
            self._show_sides(True)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 120)

    # Helpers

    def _fold(self) -> None:
        px = self._theme.px
        self.left.setFixedWidth(px(LEFT_WIDTH))
        self.right.setFixedWidth(px(RIGHT_WIDTH))
        if self.is_narrow:
            # Not whether it can be seen now: the whole screen may be about to be shown.
            self._show_sides(self.sides_are_shown and self.middle.isHidden())
        else:
            self._show_sides(self._wants_sides is not False)

    def _show_sides(self, shown: bool) -> None:
        self.left.setVisible(shown)
        self.right.setVisible(shown)
        self.middle.setVisible(not (shown and self.is_narrow))
        if shown and self.is_narrow:
            rest = self.width() - self.left.width()
            self.right.setFixedWidth(max(rest, self._theme.px(RIGHT_WIDTH) // 2))


def _column(parts: tuple[QWidget, ...], grows: int = -1) -> QWidget:
    """Lay parts below each other; one of them takes the room that is left."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(8, 12, 8, 8)
    column.setSpacing(10)
    for part in parts:
        column.addWidget(part, 1 if part is parts[grows] else 0)
    return inside


def _side(inside: QWidget, role: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", role)
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(inside)
    return frame
