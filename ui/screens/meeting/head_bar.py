"""The line above everything: which meeting, which case, how the time stands."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from meetingdesk.app.live.head import Head
from meetingdesk.app.live.running_order import RunningLine
from meetingdesk.domain.meeting_clock import Forecast, Spent
from meetingdesk.domain.meetings import MeetingStatus
from ui.labels import label, set_role
from ui.theme import Theme
from ui.widgets.wrapping import Wrapping
from ui.words import STATUS, STATUS_MARK, many, say_clock, say_date, say_span


class HeadBar(QFrame):
    """Shows the title, the clock of what is open and the forecast; gently, and without a sound."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "header")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._title = label(role="title")
        self._where = label(role="muted")
        self._clock = label(role="chip")
        self._forecast = label(role="muted")
        self._alert = label(role="warning", wraps=False)
        inside = QWidget()
        self._row = Wrapping(inside, gap=14)
        self._column = QVBoxLayout(self)
        self._column.addWidget(inside)
        for part in (self._title, self._where, self._clock, self._forecast, self._alert):
            self._row.addWidget(part)
        theme.changed.connect(self._scale)
        self._scale()

    @property
    def said(self) -> tuple[str, ...]:
        """What the line says now, for those who cannot see it."""
        shown = (self._title, self._where, self._clock, self._forecast, self._alert)
        return tuple(part.text() for part in shown if not part.isHidden())

    def show_head(
        self, head: Head, lines: tuple[RunningLine, ...], here: int, *, is_another_day: bool = False
    ) -> None:
        """Say which meeting this is, and where in it one is."""
        kind = head.kind.short if head.kind is not None and head.meeting.series_id else ""
        meeting = head.meeting
        name = meeting.title or (head.kind.title if head.kind else meeting.reference)
        parts = [part for part in (kind if len(kind) > 1 else "", name) if part]
        self._title.setText(" · ".join([*parts, say_date(meeting.held_on)]))
        line = lines[here] if 0 <= here < len(lines) else None
        total = sum(1 for each in lines if each.number)
        where = head.reference if not total else ""
        if line is not None and line.number:
            where = self.tr("Case {number} of {total}").format(number=line.number, total=total)
            where = f"{line.title} · {where}"
        self._where.setText(where)
        self._where.setVisible(bool(where))
        case = head.case(line.family_id) if line is not None else None
        alert = case.alert if case is not None else ""
        if is_another_day:
            day = say_date(meeting.held_on)
            alert = self.tr("Planned for {day}, begun today: Ctrl+K, Held today").format(day=day)
        self._alert.setText(f"△ {alert}" if alert else "")
        self._alert.setVisible(bool(alert))

    def show_time(self, status: MeetingStatus, spent: Spent | None, forecast: Forecast | None) -> None:
        """Say how the time stands: used of planned, and when it will be over."""
        if status is not MeetingStatus.LIVE or spent is None:
            self._clock.setText(f"{STATUS_MARK[status]} {STATUS[status]}")
            set_role(self._clock, "chip")
        else:
            self._clock.setText(clock_words(spent))
            set_role(self._clock, "chip-late" if spent.is_over else "chip")
        self._forecast.setText(forecast_words(forecast) if forecast is not None else "")
        self._forecast.setVisible(forecast is not None)
        late = forecast is not None and forecast.is_worth_saying and forecast.over.total_seconds() > 0
        set_role(self._forecast, "warning" if late else "muted")
        self._row.invalidate()

    def _scale(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(16), px(8), px(16), px(8))


def clock_words(spent: Spent) -> str:
    """Say how much of the planned time was used: 6:10 of 12 min."""
    if spent.planned is None:
        return f"◷ {say_span(spent.used)}"
    words = f"◷ {say_span(spent.used)} of {round(spent.planned.total_seconds() / 60)} min"
    if spent.is_over:
        return f"△ {words}"
    return f"{words}, nearly over" if spent.is_nearly_over else words


def forecast_words(forecast: Forecast) -> str:
    """Say when the meeting will be over: Finishing about 17:00, 5 min over."""
    at: datetime = forecast.finishing_at
    words = f"Finishing about {say_clock(at)}"
    if not forecast.is_worth_saying:
        return words
    minutes = round(forecast.over.total_seconds() / 60)
    length = many(abs(minutes), "min", "min")
    return f"△ {words}, {length} over" if minutes > 0 else f"{words}, {length} to spare"
