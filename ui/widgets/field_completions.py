"""Names offered below a field of one line, without ever taking a key that was not meant for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.theme import Theme
from ui.widgets.completions import FEWEST_LETTERS, MOST_SHOWN, Completion
from ui.widgets.cursor_list import CursorLine, CursorList

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class FieldCompletions(QObject):
    """Offers what a field may be meant to hold, while it is typed.

    Up and Down choose; Enter and Tab take what was chosen, and mean what they always mean where nothing was.
    Escape takes the list away, and nothing else with it. What is offered takes the place of all that stands
    in the field.

    Signals:
        taken: Something was put into the field; carries the completion.
    """

    taken = Signal(object)

    def __init__(
        self, field: QLineEdit, provider: Callable[[str], tuple[Completion, ...]], theme: Theme
    ) -> None:
        super().__init__(field)
        self._field = field
        self._provider = provider
        self._offered: tuple[Completion, ...] = ()
        self.popup = CursorList(theme, field, self.tr("Names"))
        self.popup.clicked.connect(self._take)
        field.textEdited.connect(self._look)
        field.textChanged.connect(self._follow)

    @property
    def is_open(self) -> bool:
        """Whether something is offered now."""
        return self.popup.is_open

    @property
    def offered(self) -> tuple[Completion, ...]:
        """What is offered now."""
        return self._offered if self.is_open else ()

    @Slot()
    def close_names(self) -> None:
        """Take the list away."""
        self._field.removeEventFilter(self)
        self.popup.close_list()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.close_names()
        elif self.is_open and isinstance(event, QKeyEvent):
            if kind is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if kind is QEvent.Type.KeyPress:
                return self._key(event)
        return False

    # Slots

    @Slot(str)
    def _look(self, typed: str) -> None:
        is_at_end = self._field.cursorPosition() == len(typed)
        found = self._provider(typed) if is_at_end and len(typed.strip()) >= FEWEST_LETTERS else ()
        self._offered = tuple(one for one in found if one.text not in ("", typed.strip()))[:MOST_SHOWN]
        if not self._offered:
            self.close_names()
            return
        lines = [CursorLine(one.shown, one.below) for one in self._offered]
        self._field.installEventFilter(self)  # before whoever else hears the keys, while it is open
        self.popup.open_at(0, lines, self.tr("↑ ↓ choose, Enter takes"))

    @Slot(str)
    def _follow(self, typed: str) -> None:
        if not typed:
            self.close_names()

    @Slot(int)
    def _take(self, row: int) -> None:
        if 0 <= row < len(self._offered):
            chosen = self._offered[row]
            self.close_names()
            self._field.setText(chosen.text)
            self.taken.emit(chosen)

    # Helpers

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        is_plain = event.modifiers() in _PLAIN
        if is_plain and key in STEPS:
            self._step(STEPS[key])
            return True
        if key == Qt.Key.Key_Escape:
            self.close_names()
            return True
        if is_plain and key in TAKES and self.popup.row >= 0:
            self._take(self.popup.row)
            return True
        if key in TAKES:
            self.close_names()
        return False

    def _step(self, by: int) -> None:
        last = len(self._offered) - 1
        row = self.popup.row
        self.popup.mark(min(max(row + by, 0), last) if row >= 0 else 0 if by > 0 else last)


def names_for(typed: str, names: Iterable[str]) -> tuple[Completion, ...]:
    """Return the names of which a word begins with what was typed, those that begin with it whole first."""
    wanted = " ".join(typed.split()).casefold()
    holding = [name for name in names if f" {wanted}" in f" {name.casefold()}"]
    holding.sort(key=lambda name: not name.casefold().startswith(wanted))
    return tuple(Completion(name) for name in holding[:MOST_SHOWN])


def agencies_for(typed: str, words: Mapping[str, str]) -> tuple[Completion, ...]:
    """Return the agencies that are meant in front of a name, or behind the comma after it.

    `words` holds in small letters what agencies are called, each with the name of the agency.
    """
    name, comma, last = typed.rpartition(",")
    wanted = " ".join(last.split()).casefold()
    if len(wanted) < FEWEST_LETTERS:
        return ()
    found: dict[str, tuple[int, str]] = {}
    for word, agency in words.items():
        rank = 0 if word == wanted else 1 if word.startswith(wanted) else 2 if f" {wanted}" in word else 9
        if rank < found.get(agency, (9, ""))[0]:
            found[agency] = (rank, "" if word == agency.casefold() else word)
    best = sorted(found.items(), key=lambda one: one[1][0])
    before = f"{name.strip()}, " if comma else ""
    return tuple(Completion(agency, below, f"{before}{agency}") for agency, (_, below) in best[:MOST_SHOWN])
