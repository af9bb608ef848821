"""What the palette finds: commands by their words, and what the record holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from meetingdesk.app.finding import Found, FoundPage, Wanted, find_page
from ui.bridge import Bridge
from ui.commands import Command, Commands
from ui.destination import Destination
from ui.wall_clock import WallClock
from ui.widgets.search_box import Query, Result, SearchBox
from ui.words import many, say_date

MOST_COMMANDS = 5
PAGE = 30
KEYS = "↑ ↓ to choose, Enter to open, Esc to leave"


class Finder(QObject):
    """Answers the search field, and takes somebody to what they chose.

    Signals:
        found: A result was chosen; carries the destination it belongs to.
        named: Somebody, or an agency, was chosen who belongs to no meeting; carries the name.
    """

    found = Signal(object)
    named = Signal(str)

    PATIENCE_MS = 120
    """How long the commands wait to be shown together with what is found."""

    def __init__(
        self,
        bridge: Bridge,
        field: SearchBox,
        commands: Commands,
        titles: Mapping[str, str],
        clock: WallClock,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._field = field
        self._commands = commands
        self._titles = titles
        self._clock = clock
        self._question = 0
        self._query: Query | None = None
        self._wanted = Wanted("")
        self._count = 0
        self._patience = QTimer(self, singleShot=True, interval=self.PATIENCE_MS)
        self._patience.timeout.connect(self._show_commands)
        field.asked.connect(self._ask)
        field.more_wanted.connect(self._read_more)
        field.chosen.connect(self._go)

    # Slots

    @Slot(object)
    def _ask(self, query: Query) -> None:
        self._question += 1
        self._query = query
        self._count = 0
        if not query.typed.strip():
            self._patience.stop()
            self._offer(query)
            return
        since, until = query.filters.dates(self._clock.today())
        self._wanted = Wanted(
            query.typed, query.filters.kinds, since, until, query.filters.is_closed, most=PAGE
        )
        self._patience.start()
        self._read(partial(self._show, self._question))

    @Slot()
    def _read_more(self) -> None:
        self._read(partial(self._add, self._question))

    @Slot()
    def _show_commands(self) -> None:
        query = self._query
        if query is not None and (commands := self._matching(query)):
            self._field.show_results(query.typed, commands, self.tr("Looking in the record…"))

    @Slot(object)
    def _go(self, chosen: object) -> None:
        if isinstance(chosen, Command):
            self._commands.run(chosen)
        elif isinstance(chosen, Found) and (chosen.meeting_id or chosen.family_id):
            place = "meetings" if chosen.meeting_id else "families"
            self.found.emit(Destination(place, chosen.meeting_id, chosen.family_id, chosen.row_id))
        elif isinstance(chosen, Found):
            self.named.emit(chosen.snippet)

    # Helpers

    def _read(self, then: Callable[[FoundPage], None]) -> None:
        self._bridge.read(find_page, self, then, self._wanted, self._titles)

    def _offer(self, query: Query) -> None:
        if query.filters.said:
            said = self.tr("Type a word to look for: {what}.").format(what=query.filters.said)
            self._field.show_results(query.typed, (), said)
        else:
            commands = tuple(map(_command, self._commands.at_hand()))
            said = self.tr("Used lately, and what fits here. Type to search everything. {keys}")
            self._field.show_results(query.typed, commands, said.format(keys=KEYS))

    def _matching(self, query: Query) -> tuple[Result, ...]:
        if query.filters.said:
            return ()
        return tuple(map(_command, self._commands.matching(query.typed)[:MOST_COMMANDS]))

    def _show(self, question: int, page: FoundPage) -> None:
        query = self._query
        if question != self._question or query is None:
            return
        if self._looks_on(page, query, self._show):
            return
        self._patience.stop()
        commands = self._matching(query)
        self._note(page)
        said = self._said(query, page, has_any=bool(commands or page.found))
        results = (*commands, *map(_result, page.found))
        self._field.show_results(query.typed, results, said, has_more=page.more is not None)

    def _add(self, question: int, page: FoundPage) -> None:
        query = self._query
        if question != self._question or query is None or self._looks_on(page, query, self._add):
            return
        self._note(page)
        said = self._said(query, page, has_any=True)
        self._field.add_results(
            query.typed, tuple(map(_result, page.found)), said, has_more=page.more is not None
        )

    def _looks_on(self, page: FoundPage, query: Query, then: Callable[[int, FoundPage], None]) -> bool:
        """Go further back where a filter has left nothing of a page."""
        if page.found or page.more is None or query.typed != self._field.text():
            return False
        self._note(page)
        self._read(partial(then, self._question))
        return True

    def _note(self, page: FoundPage) -> None:
        self._count += len(page.found)
        self._wanted = replace(self._wanted, before=page.more)

    def _said(self, query: Query, page: FoundPage, *, has_any: bool) -> str:
        among = f" ({query.filters.said})" if query.filters.said else ""
        if not has_any:
            return self.tr("Nothing has these words{among}. Try fewer, or the beginning of one.").format(
                among=among
            )
        if not self._count:
            return self.tr("Only commands have these words. {keys}").format(keys=KEYS)
        count = many(self._count, "result")
        so_far = self.tr("{count} so far").format(count=count) if page.more is not None else count
        return f"{so_far}{among}. {KEYS}"


def _command(command: Command) -> Result:
    group = command.group if command.action.isEnabled() else f"{command.group} · not possible now"
    return Result(command.says, f"Command · {group}", command, command.key)


def _result(found: Found) -> Result:
    says = found.snippet or found.title or found.reference
    belongs = found.reference or "belongs to no meeting"
    on = say_date(found.on) if found.on else ""
    title = found.title if says != found.title else ""
    told = (found.kind, found.state, on, belongs if belongs != says else "", title)
    return Result(says, " · ".join(part for part in told if part), found)
