"""What the search is narrowed to: chips that keys and typed words switch as well."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from meetingdesk.app.finding import Kind
from ui.labels import label, tooltip
from ui.widgets.wrapping import Wrapping
from ui.words import listed

T = TypeVar("T")

KINDS = (
    (Kind.PEOPLE, "People"),
    (Kind.ENTRIES, "Entries"),
    (Kind.ACTIONS, "Actions"),
    (Kind.DECISIONS, "Decisions"),
    (Kind.MEETINGS, "Meetings"),
    (Kind.FAMILIES, "Families"),
)


class Period(StrEnum):
    """Of which time the meetings are."""

    ALL = "all"
    MONTH = "month"
    YEAR = "year"


PERIODS = {Period.ALL: "Any time", Period.MONTH: "This month", Period.YEAR: "This year"}
STATES = {None: "Open and closed", False: "Open actions", True: "Closed actions"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the search is narrowed to."""

    kinds: frozenset[Kind] = frozenset()
    period: Period = Period.ALL
    is_closed: bool | None = None

    @property
    def said(self) -> str:
        """What they leave, in words; empty where they leave everything."""
        parts = []
        if self.is_closed is not None:
            parts.append(STATES[self.is_closed].lower())
        elif self.kinds:
            parts.append(listed([word.lower() for kind, word in KINDS if kind in self.kinds]))
        if self.period is not Period.ALL:
            parts.append(f"meetings of {PERIODS[self.period].lower()}")
        return ", ".join(parts)

    def dates(self, today: date) -> tuple[date | None, date | None]:
        """Return the first and the last day of the period."""
        if self.period is Period.MONTH:
            first = today.replace(day=1)
            return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        if self.period is Period.YEAR:
            return today.replace(month=1, day=1), today.replace(month=12, day=31)
        return None, None


_TYPED = {
    "person": Filters(kinds=frozenset({Kind.PEOPLE})),
    "people": Filters(kinds=frozenset({Kind.PEOPLE})),
    "name": Filters(kinds=frozenset({Kind.PEOPLE})),
    "entry": Filters(kinds=frozenset({Kind.ENTRIES})),
    "entries": Filters(kinds=frozenset({Kind.ENTRIES})),
    "action": Filters(kinds=frozenset({Kind.ACTIONS})),
    "actions": Filters(kinds=frozenset({Kind.ACTIONS})),
    "decision": Filters(kinds=frozenset({Kind.DECISIONS})),
    "decisions": Filters(kinds=frozenset({Kind.DECISIONS})),
    "meeting": Filters(kinds=frozenset({Kind.MEETINGS})),
    "meetings": Filters(kinds=frozenset({Kind.MEETINGS})),
    "family": Filters(kinds=frozenset({Kind.FAMILIES})),
    "families": Filters(kinds=frozenset({Kind.FAMILIES})),
    "month": Filters(period=Period.MONTH),
    "year": Filters(period=Period.YEAR),
    "open": Filters(is_closed=False),
    "closed": Filters(is_closed=True),
}
_PREFIX = re.compile(r"\s*(" + "|".join(_TYPED) + r")\s*:\s*", re.IGNORECASE)


def typed_filters(text: str) -> tuple[Filters, str]:
    """Take the filters off the beginning of what was typed, such as `action: `; return them and the rest."""
    filters = Filters()
    while (met := _PREFIX.match(text)) is not None:
        filters = joined(filters, _TYPED[met[1].lower()])
        text = text[met.end() :]
    return filters, text


def joined(one: Filters, other: Filters) -> Filters:
    """Return the filters of both; where they contradict each other, the other's."""
    return Filters(
        one.kinds | other.kinds,
        other.period if other.period is not Period.ALL else one.period,
        one.is_closed if other.is_closed is None else other.is_closed,
    )


class FilterRow(QWidget):
    """Shows the filters as chips, each with the digit that switches it together with Alt.

    Signals:
        changed: The search is narrowed to something else now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters = Filters()
        self.setAccessibleName(self.tr("Look only in"))
        row = Wrapping(self)
        row.addWidget(label("Alt", role="key"))
        words = [word for _, word in KINDS] + [PERIODS[Period.ALL], STATES[None]]
        self.chips = tuple(self._chip(number, word) for number, word in enumerate(words, 1))
        for chip in self.chips:
            row.addWidget(chip)
        self._show()

    @property
    def filters(self) -> Filters:
        """What the search is narrowed to."""
        return self._filters

    def narrow(self, filters: Filters) -> None:
        """Narrow the search to something else."""
        if filters != self._filters:
            self._filters = filters
            self._show()
            self.changed.emit()

    def step(self, number: int) -> None:
        """Switch the chip with this number."""
        filters = self._filters
        if number <= len(KINDS):
            self.narrow(replace(filters, kinds=filters.kinds ^ {KINDS[number - 1][0]}))
        elif number == len(KINDS) + 1:
            self.narrow(replace(filters, period=_next(tuple(PERIODS), filters.period)))
        elif number == len(KINDS) + 2:
            self.narrow(replace(filters, is_closed=_next(tuple(STATES), filters.is_closed)))

    # Slots

    @Slot()
    def _clicked(self) -> None:
        chip = self.sender()
        assert isinstance(chip, QToolButton), "only chips are connected"
        self.step(self.chips.index(chip) + 1)

    # Helpers

    def _chip(self, number: int, word: str) -> QToolButton:
        chip = QToolButton()
        chip.setProperty("role", "filter")
        chip.setCheckable(True)
        # The words that are typed stay where they are; the keyboard has Alt and the digit.
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.setToolTip(tooltip(self.tr("{word} (Alt+{number})").format(word=word, number=number)))
        chip.clicked.connect(self._clicked)
        return chip

    def _show(self) -> None:
        filters = self._filters
        states = [(kind in filters.kinds, word) for kind, word in KINDS]
        states.append((filters.period is not Period.ALL, PERIODS[filters.period]))
        states.append((filters.is_closed is not None, STATES[filters.is_closed]))
        for number, (chip, (is_on, word)) in enumerate(zip(self.chips, states, strict=True), 1):
            chip.setChecked(is_on)
            chip.setText(f"{number} {'✓ ' if is_on else ''}{word}")
            chip.setAccessibleName(word)
        self.updateGeometry()


def _next(choices: tuple[T, ...], now: T) -> T:
    return choices[(choices.index(now) + 1) % len(choices)]
