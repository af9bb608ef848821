"""What the search field finds: commands by their words, and what the record holds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from meetingdesk.app.finding import Found, find
from meetingdesk.domain.text import fold
from ui.bridge import Bridge
from ui.widgets.search_box import Result, SearchBox
from ui.words import say_date

MOST_COMMANDS = 3


class Finder(QObject):
    """Answers the search field, and takes somebody to what they chose.

    Signals:
        found: A result was chosen; carries the place it is shown at, and which line of it.
    """

    found = Signal(str, object)

    def __init__(
        self, bridge: Bridge, field: SearchBox, commands: Mapping[str, QAction], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._field = field
        self._commands = commands
        field.asked.connect(self._ask)
        field.chosen.connect(self._go)

    @Slot(str)
    def _ask(self, typed: str) -> None:
        self._bridge.read(find, self, partial(self._show, typed), typed)

    @Slot(object)
    def _go(self, chosen: object) -> None:
        if isinstance(chosen, QAction):
            chosen.trigger()
        elif isinstance(chosen, Found) and chosen.meeting_id is not None:
            self.found.emit("meetings", chosen.meeting_id)
        elif isinstance(chosen, Found) and chosen.family_id is not None:
            self.found.emit("families", chosen.family_id)

    def _show(self, typed: str, found: tuple[Found, ...]) -> None:
        results = (*self._matching_commands(typed), *map(_result, found))
        self._field.show_results(typed, results)

    def _matching_commands(self, typed: str) -> list[Result]:
        wanted = fold(typed).split()
        results = []
        for action in self._commands.values():
            words = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
            if action.isEnabled() and all(word in fold(words) for word in wanted):
                key = action.shortcut().toString()
                results.append(Result(words, f"Command{'  ' if key else ''}{key}", action))
        return results[:MOST_COMMANDS]


def _result(found: Found) -> Result:
    belongs = found.reference or "belongs to no meeting"
    return Result(found.kind, f"{belongs} · {say_date(found.on)}", found)
