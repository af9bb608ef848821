"""The window for the room: agenda and clock, and in large letters what the room is asked to agree."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from meetingdesk.app.live.projected import Heading, Projected
from ui.labels import label, set_role
from ui.screens.meeting.countdown import Countdown, TimeLeft
from ui.theme import Theme
from ui.widgets.following_area import FollowingArea
from ui.words import say_clock

MARKS = {Heading.DONE: "✓", Heading.NOW: "▶", Heading.NEXT: " "}
SIZE = QSize(1024, 640)
AGENDA_WIDTH, SPACIOUS = 330, 1_000
MOST_LINES = 60
LEVELS = ("", "-smaller", "-small", "-smallest")
"""How large the letters of the card are: as large as its words leave room for."""


class RoomWindow(QWidget):
    """Shows what it is given and nothing else; it takes no key and no focus.

    Signals:
        closed: Somebody closed it.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._theme = theme
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # The keyboard stays where somebody types.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._title = label(role="room-title", wraps=True)
        self._clock = label(role="room-title")
        self._lines = [label(wraps=True) for _ in range(MOST_LINES)]
        for line in self._lines:
            line.setMinimumWidth(1)  # a word without end goes on in the next line
        self._what = label(role="room-what")
        self._text = label(role="room-text", wraps=True)
        self._details = label(role="room-detail", wraps=True)
        self._stamp = label(role="room-what", wraps=True)
        self._countdown = Countdown(theme)
        self._now: QWidget | None = None
        self._is_exercise = False
        self._card = QFrame()
        self._lay_out()
        theme.changed.connect(self._fit)
        self._fit()
        self.resize(SIZE)

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that can be read in this window."""
        shown = (self._title, *self._lines, self._what, self._text, self._details, self._stamp)
        left = "" if self._countdown.isHidden() else self._countdown.said
        return tuple(text for text in (*(each.text() for each in shown), left) if text)

    def show_time_left(self, left: TimeLeft) -> None:
        """Show how much of the time is left for which the room looks through a child's eyes."""
        self._countdown.show_time(left)

    def show_projected(self, shown: Projected, reference: str, *, is_thanked: bool = False) -> None:
        """Show the room what it may see now; `is_thanked` just after it looked through a child's eyes."""
        self.setWindowTitle(f"{reference} · MeetingDesk" if reference else "MeetingDesk")
        self._title.setText(shown.title)
        self._now = None
        for number, line in enumerate(self._lines):
            is_there = number < len(shown.lines)
            line.setVisible(is_there)
            if is_there:
                heading = shown.lines[number]
                line.setText(f"{MARKS[heading.stands]}  {heading.title}")
                is_now = heading.stands is Heading.NOW
                set_role(line, "room-now" if is_now else "room-line")
                self._now = line if is_now else self._now
            else:
                line.clear()
        read_back = shown.read_back
        self._countdown.setVisible(shown.eyes is not None)
        self._is_exercise = shown.eyes is not None or is_thanked
        if self._is_exercise:
            self._what.setText(self.tr("Through the eyes of") if shown.eyes is not None else "")
            self._text.setText(shown.eyes.who if shown.eyes is not None else self.tr("Thank you"))
            self._details.setText("")
            self._stamp.setText("")
        self._place_words()
        if self._is_exercise:
            self._fit()
            return
        if read_back is None:
            now = next((each.title for each in shown.lines if each.stands is Heading.NOW), "")
            self._what.setText("")
            self._text.setText(now)
            self._details.setText(_minutes(shown))
            self._stamp.setText("")
            self._fit()
            return
        self._what.setText(read_back.what)
        self._text.setText(read_back.text)
        self._details.setText("\n".join(read_back.details))
        agreed = read_back.agreed_at
        self._stamp.setText(
            self.tr("✓ Agreed at {time}").format(time=say_clock(agreed))
            if agreed
            else self.tr("Do we agree?")
        )
        self._fit()

    @Slot(str)
    def show_time(self, time: str) -> None:
        """Show the time of day."""
        self._clock.setText(time)

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Helpers

    @Slot()
    def _fit(self) -> None:
        wide = self._theme.px(AGENDA_WIDTH)
        self._agenda.setFixedWidth(min(wide, max(self.width() // 3, 160)))
        # What the room is asked to agree comes before the agenda where there is no room for both.
        is_read = bool(self._stamp.text())
        is_there = not is_read or self.width() >= self._theme.px(SPACIOUS)
        # For two minutes nothing else is there to be read.
        self._agenda.setVisible(is_there and not self._is_exercise)
        self._whole.activate()
        for level in LEVELS:
            set_role(self._text, f"room-text{level}")
            set_role(self._details, f"room-detail{level}")
            if self._needed() <= self._card.height():
                break
        if self._now is not None:
            self._agenda.ensureWidgetVisible(self._now, 0, self._agenda.height() // 3)

    def _place_words(self) -> None:
        """Have one child, and the time, stand in the middle; what is read is read from the left."""
        middle = Qt.AlignmentFlag.AlignHCenter if self._is_exercise else Qt.AlignmentFlag.AlignLeft
        for words in (self._what, self._text):
            words.setAlignment(middle | Qt.AlignmentFlag.AlignVCenter)
        for words in (self._details, self._stamp):
            words.setHidden(self._is_exercise)
        has_time = not self._countdown.isHidden()
        for gap, stretch in ((1, 1), (5, 2)):
            self._inside.setStretch(gap, 0 if has_time else stretch)

    def _needed(self) -> int:
        """Return how high the card would have to be for its words at the size they have now."""
        margins = self._inside.contentsMargins()
        room = self._card.width() - margins.left() - margins.right()
        words = (self._what, self._text, self._details, self._stamp)
        heights = [max(each.heightForWidth(room), each.sizeHint().height()) for each in words if each.text()]
        if not self._countdown.isHidden():
            heights.append(self._countdown.minimumSizeHint().height())
            return sum(heights) + self._inside.spacing() * 2 + margins.top() + margins.bottom()
        return sum(heights) + self._inside.spacing() * (len(words) + 2) + margins.top() + margins.bottom()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._clock)
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 8, 0)
        lines.setSpacing(6)
        for line in self._lines:
            line.hide()
            lines.addWidget(line)
        lines.addStretch(1)
        self._agenda = FollowingArea(inside)
        self._card.setProperty("role", "card")
        card = self._inside = QVBoxLayout(self._card)
        card.setContentsMargins(36, 28, 36, 28)
        card.setSpacing(18)
        card.addWidget(self._what)
        card.addStretch(1)
        card.addWidget(self._text)
        card.addWidget(self._details)
        self._countdown.hide()
        card.addWidget(self._countdown, 12)
        card.addStretch(2)
        card.addWidget(self._stamp)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self._agenda)
        row.addWidget(self._card, 1)
        column = self._whole = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 28)
        column.setSpacing(18)
        column.addLayout(top)
        column.addLayout(row, 1)


def _minutes(shown: Projected) -> str:
    if shown.planned_minutes:
        return f"{shown.used_minutes} of {shown.planned_minutes} minutes"
    return f"{shown.used_minutes} minutes" if shown.used_minutes else ""
