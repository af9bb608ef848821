"""From last time: what the meetings before this one left open."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from meetingdesk.app.left_open import OpenAction
from meetingdesk.app.preparing import Preparation
from ui.models.grouped_model import GroupedModel, LinesUnder
from ui.models.paged_model import Column
from ui.screens.preparing.part import Part
from ui.screens.preparing.words import times
from ui.theme import Theme
from ui.widgets.grouped_table import GroupedTable
from ui.words import many, say_date

KEYS: dict[str, str] = {}
MUCH = 2
"""So often carried, an action is no longer just late."""


class LastTimePart(Part):
    """Shows the open actions of the thread, case by case where there are many; Enter opens one.

    Signals:
        action_wanted: An action is to be looked at; carries it.
    """

    action_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.model: GroupedModel[OpenAction] = GroupedModel(_columns())
        super().__init__(GroupedTable(self.model, theme, KEYS), theme, parent)
        self.model.setParent(self)
        self.table.setAccessibleName(self.tr("Open actions of the last meetings"))
        self._add_hints((("Enter", self.tr("open"), self.tr("Look at the action"), "open"),))
        self.table.opened.connect(self._open)
        self.table.key_chosen.connect(self._key_chosen)

    def show_preparation(self, preparation: Preparation) -> None:
        """Show what was left open."""
        actions = preparation.left_open
        families = dict.fromkeys(action.family for action in actions)
        is_many = preparation.has_cases and len(families) > 0
        groups = tuple(
            LinesUnder(
                (family or self.tr("Not about one case")) if is_many else "",
                tuple(action for action in actions if action.family == family),
            )
            for family in families
        )
        _, row = self._chosen_before(preparation)
        self.model.set_groups(groups)
        self.table.choose(row)
        late = sum(action.is_overdue for action in actions)
        last = (
            self.tr("Last held {} ({})").format(say_date(preparation.last_held_on), preparation.last_meeting)
            if preparation.last_meeting
            else ""
        )
        counted = self.tr("{} open").format(many(len(actions), "action")) if actions else ""
        overdue = self.tr("✕ {} overdue").format(late) if late else ""
        self._said.setText(" · ".join(part for part in (last, counted, overdue) if part))
        self._say_nothing(preparation)
        self._show_lines(has_lines=bool(actions))

    # Slots

    @Slot(int)
    def _open(self, row: int) -> None:
        action = self.model.line(row)
        if action is not None:
            self.action_wanted.emit(action)

    @Slot(str)
    def _key_chosen(self, name: str) -> None:
        if name == "open":
            self._open(self.table.currentIndex().row())

    # Helpers

    def _say_nothing(self, preparation: Preparation) -> None:
        if preparation.last_meeting:
            self._nothing.setText(self.tr("The last meeting left no action open"))
            self._nothing_hint.setText(self.tr("The meeting can go straight to what is new."))
        else:
            self._nothing.setText(self.tr("This is the first meeting of its thread"))
            self._nothing_hint.setText(
                self.tr("Actions that it leaves open will stand here when the next one is prepared.")
            )


def _columns() -> tuple[Column[OpenAction], ...]:
    return (
        Column("State", lambda action: _state(action)[0], chip=lambda action: _state(action)[1], width=150),
        Column("Action", lambda action: action.text, _below),
    )


def _state(action: OpenAction) -> tuple[str, str]:
    if action.is_overdue:
        return "✕ Overdue", "wrong"
    if action.carried >= MUCH:
        return f"△ Carried {times(action.carried)}", "attention"
    return "○ Open", "plain"


def _below(action: OpenAction) -> str:
    parts = (
        action.reference,
        action.owner or "△ nobody owns it",
        f"due {say_date(action.due_on)}" if action.due_on is not None else "△ no date",
        f"carried {times(action.carried)}" if action.carried else "",
    )
    return " · ".join(part for part in parts if part)
