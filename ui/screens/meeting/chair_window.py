"""The chair's window: clock, what is missing, who is silent, what is to be decided; to be glanced at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from meetingdesk.app.live.chair_view import ChairView
from meetingdesk.domain.gaps.gap import Level
from meetingdesk.domain.gaps.not_yet import MOST_LINES, NotYet
from meetingdesk.domain.meeting_clock import Forecast, Spent
from ui.labels import label, set_role
from ui.screens.meeting.head_bar import clock_words, forecast_words
from ui.theme import Theme
from ui.widgets.following_area import FollowingArea
from ui.words import listed

SIZE = QSize(960, 640)
SMALLEST_SCREEN = QSize(1280, 690)
"""It can be made larger by hand; by itself it fits on any screen, large letters or not."""
SPACIOUS = 860
"""From this width on, what is missing stands beside the rest."""
LINE, BELOW, TIME, CLOCK = 18, 14, 21, 28
"""Sizes of letters, to be read at the length of an arm."""
MARKS = {Level.MUST: "▲", Level.SHOULD: "△", Level.COULD: "·"}
ROLES = {Level.MUST: "error", Level.SHOULD: "warning", Level.COULD: "muted"}


@dataclass(frozen=True, slots=True)
class Told:
    """One line: a shape that says how it stands, the words, and the role in which they are drawn."""

    mark: str
    says: str
    role: str = ""


class ChairPart(QFrame):
    """One heading with a few lines below it, each with a mark; it takes no key and no focus."""

    def __init__(self, title: str, theme: Theme, most: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = title
        self.setProperty("role", "card")
        self._heading = label(title, role="heading")
        self._lines = [(label(), label(wraps=True)) for _ in range(most)]
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._heading, 0, 0, 1, 2)
        for row, (mark, says) in enumerate(self._lines, 1):
            self._grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(says, row, 1)
            mark.hide()
            says.hide()
        # What is left of the room is below the lines, and not between them.
        self._grid.setRowStretch(most + 1, 1)
        theme.changed.connect(self._scale)
        self._scale()

    @property
    def texts(self) -> tuple[str, ...]:
        """What can be read here."""
        if self.isHidden():
            return ()
        lines = (f"{mark.text()} {says.text()}" for mark, says in self._lines if not says.isHidden())
        return (self._heading.text(), *lines)

    def show_lines(self, lines: Iterable[Told], count: int = 0) -> None:
        """Show lines, each in its role, and how many there are where that is worth telling."""
        self._heading.setText(f"{self._title}   {count}" if count else self._title)
        size = self._theme.px(LINE)
        for (mark, says), told in zip_longest(self._lines, tuple(lines)[: len(self._lines)]):
            for shown, text in ((mark, told.mark if told else ""), (says, told.says if told else "")):
                shown.setText(text)
                draw(shown, told.role if told else "", size)
                shown.setVisible(told is not None)
        self.setAccessibleName("\n".join(self.texts))

    @Slot()
    def _scale(self) -> None:
        px = self._theme.px
        self._grid.setContentsMargins(px(16), px(10), px(16), px(12))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setHorizontalSpacing(px(8))
        for line in self._lines:
            for part in line:
                draw(part, str(part.property("role") or ""), px(LINE))


class ChairWindow(QWidget):
    """Shows what it is given, to whoever chairs; keys go on to where somebody types.

    Signals:
        closed: Somebody closed it.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        # A click on it, to move or to scroll it, leaves the keyboard where it is as well.
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self._theme = theme
        self._reference: str | None = None
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._where = label(wraps=True)
        self._clock = label()
        self._clock.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._spent = label(wraps=True)
        self._forecast = label(role="muted", wraps=True)
        self._private = label(self.tr("For the chair only: not for the room"), role="muted", wraps=True)
        self._alert = ChairPart(self.tr("ALERT"), theme)
        self._alert.setProperty("role", "message-attention")
        self._not_yet = ChairPart(self.tr("NOT YET"), theme, MOST_LINES)
        self._decisions = ChairPart(self.tr("DECISIONS TO TAKE"), theme)
        self._unspoken = ChairPart(self.tr("HAS NOT SPOKEN YET"), theme)
        self._quorum = ChairPart(self.tr("QUORUM"), theme)
        self._grid = QGridLayout()
        self._is_wide: bool | None = None
        self._lay_out()
        theme.changed.connect(self._scale)
        self._scale()
        wanted = QSize(theme.px(SIZE.width()), theme.px(SIZE.height()))
        self.resize(wanted.boundedTo(SMALLEST_SCREEN).boundedTo(self.screen().availableSize()))

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that can be read in this window."""
        top = (self._where, self._clock, self._spent, self._forecast, self._private)
        parts = (self._alert, self._not_yet, self._decisions, self._unspoken, self._quorum)
        own = (each.text() for each in top if each.text() and not each.isHidden())
        return (*own, *(text for part in parts for text in part.texts))

    def show_chair(self, view: ChairView) -> None:
        """Show where the meeting is, and what the chair is to know of it."""
        if view.reference != self._reference:
            # Not more often than it changes: while the window is blank its title says nothing.
            self._reference = view.reference
            self.setWindowTitle(f"{view.reference} · MeetingDesk" if view.reference else "MeetingDesk")
        self._where.setText(view.where)
        self._alert.show_lines([Told("△", view.alert, "warning")])
        self._alert.setVisible(bool(view.alert))
        self._show_decisions(view)
        self._show_unspoken(view)
        self._quorum.setVisible(view.is_quorate is not None)
        mark, role = ("✓", "good") if view.is_quorate else ("△", "warning")
        self._quorum.show_lines([Told(mark, _begun(view.quorum.removeprefix("Quorum: ")), role)])

    def show_not_yet(self, lines: tuple[NotYet, ...]) -> None:
        """Show what is missing, the gravest first."""
        told = [Told(MARKS[line.level], line.short, ROLES[line.level]) for line in lines]
        nothing = [Told("✓", self.tr("Nothing is missing so far."), "good")]
        self._not_yet.show_lines(told or nothing, len(told))

    def show_time(self, time: str, spent: Spent | None, ending: Forecast | None) -> None:
        """Show the time of day, the time used against the plan, and when the meeting will be over."""
        self._clock.setText(time)
        self._spent.setText(clock_words(spent) if spent is not None else "")
        late = ending is not None and ending.is_worth_saying and ending.over.total_seconds() > 0
        self._forecast.setText(forecast_words(ending) if ending is not None else "")
        for words in (self._spent, self._forecast):
            words.setVisible(bool(words.text()))
        px = self._theme.px
        draw(self._spent, "warning" if spent is not None and spent.is_over else "", px(TIME))
        draw(self._forecast, "warning" if late else "muted", px(LINE))

    # Qt

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 240)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    # Helpers

    def _show_decisions(self, view: ChairView) -> None:
        self._decisions.setVisible(view.takes_decisions)
        if view.to_take:
            told = Told("△", listed(view.to_take), "warning")
        else:
            told = Told("✓", self.tr("Every decision is recorded."), "good")
        self._decisions.show_lines([told], len(view.to_take))

    def _show_unspoken(self, view: ChairView) -> None:
        self._unspoken.setVisible(view.has_room)
        if view.unspoken:
            told = Told("○", listed(view.unspoken))
        else:
            told = Told("✓", self.tr("Every agency in the room has spoken here."), "good")
        self._unspoken.show_lines([told], len(view.unspoken))

    @Slot()
    def _scale(self) -> None:
        px = self._theme.px
        draw(self._where, "", px(TIME), is_bold=True)
        draw(self._clock, "", px(CLOCK), is_bold=True)
        for words, size in ((self._spent, TIME), (self._forecast, LINE), (self._private, BELOW)):
            draw(words, str(words.property("role") or ""), px(size))
        self._place()

    def _place(self) -> None:
        """Put the parts below each other, or beside what is missing where the window is wide."""
        is_wide = self.width() >= self._theme.px(SPACIOUS)
        if is_wide is self._is_wide:
            return
        self._is_wide = is_wide
        side = 1 if is_wide else 0
        for row, part in enumerate((self._decisions, self._unspoken, self._quorum)):
            self._grid.addWidget(part, row if is_wide else row + 1, side)
        self._grid.addWidget(self._not_yet, 0, 0, 4 if is_wide else 1, 1)
        self._grid.setColumnStretch(1, side)
        self._grid.setRowStretch(3 if is_wide else 4, 1)
        self._grid.setRowStretch(4 if is_wide else 3, 0)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._where, 1)
        top.addWidget(self._clock)
        self._grid.setSpacing(10)
        self._grid.setColumnStretch(0, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._spent)
        column.addWidget(self._forecast)
        column.addWidget(self._alert)
        column.addLayout(self._grid, 1)
        column.addWidget(self._private)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(FollowingArea(inside))


def draw(words: QLabel, role: str, pixels: int, *, is_bold: bool = False) -> None:
    """Have a label drawn in a role, with letters of a size of its own."""
    set_role(words, role)
    # After the role, for taking on another one takes the letters of that role.
    font = QFont(words.font())
    font.setPixelSize(pixels)
    font.setBold(is_bold)
    words.setFont(font)


def _begun(words: str) -> str:
    """Return words as a sentence begins."""
    return words[:1].upper() + words[1:]
