"""The head of a meeting that is prepared: what, when, where, who leads it, and the way to start."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from meetingdesk.app.preparing import Preparation
from meetingdesk.domain.meetings import MeetingStatus
from ui.labels import label, tooltip
from ui.screens.preparing.words import say_time_needed
from ui.widgets.wrapping import Wrapping
from ui.words import STATUS, say_date, say_time


class PreparingHead(QFrame):
    """Shows a meeting in three lines.

    Signals:
        start_wanted: The meeting is to begin.
        change_wanted: Its day, place or chair are to be changed.
        missing_wanted: What is missing is to be shown or put away.
    """

    start_wanted = Signal()
    change_wanted = Signal()
    missing_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "header")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._title = label(role="title", wraps=True)
        self._when = label(role="strong", wraps=True)
        self._who = label(role="muted", wraps=True)
        self.start = QPushButton(self.tr("Start the meeting  Ctrl+Enter"))
        self.start.setProperty("role", "primary")
        self.start.setAccessibleName(self.tr("Start the meeting"))
        self.start.setToolTip(tooltip(self.tr("Begin it; the clock runs from now on (Ctrl+Enter)")))
        self.change = QPushButton(self.tr("Change…  Alt+W"))
        self.change.setAccessibleName(self.tr("Change when, where and who leads"))
        self.change.setToolTip(tooltip(self.tr("Another day, hour, place or chair (Alt+W)")))
        self.missing = QPushButton()
        self.missing.setToolTip(tooltip(self.tr("Show or hide what is missing before it starts (F8)")))
        self._preparation: Preparation | None = None
        self._is_short = False
        self._lay_out()
        self.start.clicked.connect(self.start_wanted)
        self.change.clicked.connect(self.change_wanted)
        self.missing.clicked.connect(self.missing_wanted)

    def show_preparation(self, preparation: Preparation) -> None:
        """Show a meeting."""
        self._preparation = preparation
        meeting = preparation.meeting
        title = preparation.title
        if preparation.thread and preparation.thread not in title:
            title = f"{title} · {preparation.thread}"
        self._title.setText(title)
        time_needed = say_time_needed(preparation)
        state = "" if meeting.status is MeetingStatus.PLANNED else STATUS[meeting.status]
        place = "" if self._is_short else meeting.place
        when = (say_date(meeting.held_on), say_time(meeting.starts_at), place, time_needed, state)
        self._when.setText(" · ".join(part for part in when if part))
        who = (
            self.tr("Chair: {}").format(preparation.chair) if preparation.chair else "",
            self.tr("Minutes: {}").format(preparation.minute_taker) if preparation.minute_taker else "",
            meeting.reference,
        )
        self._who.setText(" · ".join(part for part in who if part))
        self.start.setEnabled(preparation.can_start)
        self.change.setEnabled(meeting.status in (MeetingStatus.PLANNED, MeetingStatus.ADJOURNED))
        count = len(preparation.lacks)
        self.missing.setText(
            self.tr("△ {} missing  F8").format(count) if count else self.tr("✓ Nothing missing  F8")
        )
        self.missing.setAccessibleName(
            self.tr("{} things are missing").format(count) if count else self.tr("Nothing is missing")
        )

    def fold(self, *, is_short: bool) -> None:
        """Leave out who leads it and where, where the lines below need the room."""
        if is_short == self._is_short:
            return
        self._is_short = is_short
        self._who.setVisible(not is_short)
        if self._preparation is not None:
            self.show_preparation(self._preparation)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self._title, self._when, self._who):
            words.addWidget(part)
        buttons = Wrapping(gap=8)
        for button in (self.start, self.change, self.missing):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        column.addLayout(words)
        column.addLayout(buttons)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
