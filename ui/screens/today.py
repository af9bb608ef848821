"""Today: what needs the person at the desk, each line leading to where it is dealt with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from meetingdesk.app.today import MOST_COUNTED, Today, TodayGroup, TodayMark, TodayRow, today_of
from ui.bridge import Bridge
from ui.destination import Destination
from ui.labels import label
from ui.models.grouped_model import GroupedModel, LinesUnder
from ui.models.paged_model import Column
from ui.offers import Lines
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.widgets.grouped_table import GroupedTable
from ui.words import many, say_date, say_time

SHAPES = {TodayMark.NOW: "▶", TodayMark.LATE: "✕", TodayMark.SOON: "△", TodayMark.READY: "○"}
CHIPS = {TodayMark.NOW: "accent", TodayMark.LATE: "wrong", TodayMark.SOON: "attention"}
TABLES = frozenset(
    {
        "meeting",
        "meeting_case",
        "action",
        "action_step",
        "document",
        "distribution",
        "acknowledgement",
        "challenge",
        "challenge_stage",
        "child_plan",
        "family",
        "family_member",
        "person",
        "decision",
        "case_transfer",
        "case_flag",
    }
)


class TodayScreen(QWidget):
    """Shows what needs somebody, group by group; Enter goes to where it is dealt with.

    Signals:
        destination_wanted: A line was opened; carries the Destination.
    """

    destination_wanted = Signal(object)

    PAUSE_MS = 400

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        clock: WallClock,
        titles: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._clock = clock
        self._titles = titles
        self._day: date | None = None
        self._is_stale = True
        self._pause = QTimer(self, singleShot=True, interval=self.PAUSE_MS)

        self.model: GroupedModel[TodayRow] = GroupedModel(_columns(), self)
        self.table = GroupedTable(self.model, theme)
        self.table.horizontalHeader().hide()
        self.table.setAccessibleName(self.tr("What needs you"))
        self._title = label(self.tr("Today"), role="title")
        self._said = label(role="muted")
        self._nothing = label(self.tr("Nothing needs you today"), role="title", wraps=True)
        self._nothing_hint = label(role="muted", wraps=True)
        self._lay_out()

        self.table.opened.connect(self._open)
        self._pause.timeout.connect(self.read_again)
        bridge.changed.connect(self._hear)
        clock.ticked.connect(self._look_at_the_day)

    @Slot()
    def read_again(self) -> None:
        """Look again at what needs somebody."""
        self._is_stale = False
        self._day = self._clock.today()
        self._bridge.read(_ask, self, self._show, self._titles, self._day, self._clock.now())

    def take_focus(self) -> None:
        """Let the arrow keys move over the lines."""
        self.table.setFocus()

    def help_lines(self) -> Lines:
        """Return the keys of the screen."""
        return (
            ("↑ ↓", self.tr("Go over all lines")),
            ("Enter", self.tr("Open the place where a line is dealt with")),
        )

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.read_again()

    # Slots

    @Slot(int)
    def _open(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None:
            self.destination_wanted.emit(
                Destination(line.place, line.meeting_id, line.family_id, line.row_id)
            )

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], _asker: object) -> None:
        if touched & TABLES:
            self._is_stale = True
            if self.isVisible():
                self._pause.start()  # a meeting that is typed changes something every second

    @Slot()
    def _look_at_the_day(self) -> None:
        if self._day is not None and self._clock.today() != self._day:
            self._is_stale = True
            if self.isVisible():
                self.read_again()

    # Helpers

    def _show(self, today: Today) -> None:
        here = self.table.line
        self._said.setText(_summary(today))
        self.model.set_groups(tuple(_shown(group) for group in today.groups))
        if not today.groups:
            self._nothing_hint.setText(
                self.tr(
                    "No meeting today, no minutes or actions late, no copy unanswered, no date near. "
                    "Ctrl+2 goes to the meetings."
                )
            )
            self._body.setCurrentWidget(self._empty)
            return
        self._body.setCurrentWidget(self.table)
        same = next((row for row, line in self.model.lines() if _is_same(line, here)), 0)
        self.table.choose(same)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 12, 16, 12)
        top.setSpacing(12)
        top.addWidget(self._title)
        top.addWidget(self._said, 1, Qt.AlignmentFlag.AlignBottom)
        heading = QWidget()
        heading.setProperty("role", "panel")
        heading.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        heading.setLayout(top)
        self._empty = QWidget()
        self._empty.setProperty("role", "panel")
        self._empty.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle = QVBoxLayout(self._empty)
        middle.setContentsMargins(48, 48, 48, 48)
        middle.setSpacing(6)
        middle.addWidget(self._nothing)
        middle.addWidget(self._nothing_hint)
        middle.addStretch(1)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heading)
        column.addWidget(self._body, 1)


def _ask(reading: Any, titles: Mapping[str, str], day: date, now: Any) -> Today:
    return today_of(reading, titles, day, now)


def _columns() -> tuple[Column[TodayRow], ...]:
    return (
        Column("", _marked, chip=lambda row: CHIPS.get(row.mark, "plain") if row.word else "", width=170),
        Column("", lambda row: row.says, _below),
    )


def _marked(row: TodayRow) -> str:
    return f"{SHAPES[row.mark]} {row.word}" if row.word else ""


def _below(row: TodayRow) -> str:
    # Of today's meetings the hour matters, of everything else the day.
    day = say_date(row.on) if row.on is not None and row.mark is not TodayMark.READY else ""
    when = ", ".join(part for part in (say_time(row.at), day) if part)
    return " · ".join(part for part in (when, row.below) if part)


def _shown(group: TodayGroup) -> LinesUnder[TodayRow]:
    rows = group.rows
    if group.more:
        says = f"and {group.more} more" if group.total < MOST_COUNTED else "and many more"
        rows += (TodayRow(TodayMark.READY, "", says, "Enter opens the list", group.place),)
    count = str(group.total) if group.total < MOST_COUNTED else f"{group.total} or more"
    return LinesUnder(f"{group.title} · {count}", rows)


def _summary(today: Today) -> str:
    total = sum(group.total for group in today.groups)
    day = say_date(today.day)
    return f"{day} · {many(total, 'thing')} to look at" if total else day


def _is_same(line: TodayRow, other: Any) -> bool:
    return isinstance(other, TodayRow) and (line.row_id, line.meeting_id, line.family_id, line.place) == (
        other.row_id,
        other.meeting_id,
        other.family_id,
        other.place,
    )
