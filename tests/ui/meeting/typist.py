"""Somebody who types a meeting: key events into the real window, and nothing else.

A script is read line by line:

    ## words                a comment
    14:05:30                the clock shows this time of the meeting's day; more may stand behind it
    > po called twice       typed into whatever has the focus, then Enter
    = nothing further       typed, without Enter
    [F4] [Ctrl+Left*3]      keys, one after the other
    * Child 1               to the card of that name: Esc, F5, then PgDown until the keyboard is on it
    - Last seen = monday    Tab until the keyboard hears that name on the card, then words
    - Has no GP [Return]    Tab until the keyboard hears that name, then keys
    | Last seen when        Down, then Up, until the line of the list that is marked begins so

What is heard is the accessible name, as somebody hears it who does not see the screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from tests.ui.clocks import SteppingClock
from ui.screens.meeting.cards.card_view import CardView

SCRIPTS = Path(__file__).parent / "scripts"
LONDON = ZoneInfo("Europe/London")
_TIME = re.compile(r"(\d{2}:\d{2}:\d{2})(?:\s+|$)")
_KEYS = re.compile(r"\[([^\[\]]+?)(?:\*(\d+))?\]")
_ON_A_CARD = re.compile(r"- (?P<name>.+?)(?: = (?P<words>.*)| (?P<keys>\[.*\]))?$")
NO_CARD = "no card"
MOST_STOPS = 160
"""How often Tab is pressed at most, until the keyboard is where it was wanted."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One step of a script: a time, words with or without Enter, or keys; and where it stands."""

    line: int
    at: time | None = None
    text: str = ""
    enters: bool = False
    keys: tuple[str, ...] = ()
    card: str = ""
    stop: str = ""
    marked: str = ""


def read_script(name: str) -> tuple[Stroke, ...]:
    """Return the steps of a script."""
    content = (SCRIPTS / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(
        stroke for number, line in enumerate(content.splitlines(), 1) for stroke in _read(number, line)
    )


def typed_lines(strokes: tuple[Stroke, ...]) -> int:
    """Return how many lines of a script are typed and kept."""
    return sum(stroke.enters for stroke in strokes)


def _read(number: int, line: str) -> Iterator[Stroke]:
    if line.startswith("##") or not line.strip():
        return
    match = _TIME.match(line)
    if match is not None:
        yield Stroke(number, at=time.fromisoformat(match[1]))
        line = line[match.end() :]
    if line.startswith("> "):
        yield Stroke(number, text=line[2:], enters=True)
    elif line.startswith("= "):
        yield Stroke(number, text=line[2:])
    elif line.startswith("["):
        yield Stroke(number, keys=_keys(number, line))
    elif line.startswith("* "):
        yield Stroke(number, card=line[2:].strip())
    elif line.startswith("| "):
        yield Stroke(number, marked=line[2:].strip())
    elif (on_a_card := _ON_A_CARD.match(line)) is not None:
        keys = _keys(number, on_a_card["keys"] or "")
        yield Stroke(number, text=on_a_card["words"] or "", keys=keys, stop=on_a_card["name"])
    else:
        assert not line, f"line {number} of the script is not understood: {line}"


def _keys(number: int, line: str) -> tuple[str, ...]:
    assert not _KEYS.sub("", line).strip(), f"line {number} is no list of keys: {line}"
    return tuple(key for name, count in _KEYS.findall(line) for key in [name] * int(count or 1))


class Typist:
    """Types into a window and counts the keys; the screen answers before time goes on or a key is pressed.

    Before somebody goes to another card they rest, until everything they typed is kept.
    """

    def __init__(
        self,
        window: QWidget,
        clock: SteppingClock,
        settle: Callable[[], None],
        rest: Callable[[], None] | None = None,
    ) -> None:
        self._window = window
        self._rest = rest or settle
        self._clock = clock
        self._day = clock.now().astimezone(LONDON).date()
        self._settle = settle
        self.presses = 0

    def perform(self, strokes: tuple[Stroke, ...], watch: Callable[[Stroke], object] | None = None) -> None:
        """Type a script; lines between two times are typed as fast as the keys go down.

        Whoever watches is called after each step, when the screen has answered.
        """
        for stroke in strokes:
            self._perform(stroke)
            if watch is not None:
                self._settle()
                watch(stroke)
        self._settle()

    def _perform(self, stroke: Stroke) -> None:
        if stroke.at is not None:
            self.set_clock(stroke.at)
        if stroke.card:
            self._go_to_card(stroke)
        if stroke.stop:
            self._go_to_stop(stroke)
        if stroke.marked:
            self._mark(stroke)
        if stroke.keys:
            self._settle()
            self.press(*stroke.keys)
            self._settle()
        elif stroke.text:
            self.type(stroke.text)
            if stroke.enters:
                self.press("Return")

    def _go_to_card(self, stroke: Stroke) -> None:
        self.press("Esc")
        self._rest()
        self.press("F5")
        heard = []
        while (title := _card_title()) not in heard:
            if title == stroke.card or title.startswith(f"{stroke.card} · "):
                return
            heard.append(title)
            self.press("PgDown")
        raise AssertionError(f"line {stroke.line}: no card {stroke.card!r}, only {heard}")

    def _go_to_stop(self, stroke: Stroke) -> None:
        self._settle()
        heard: list[str] = []
        card = _card_title()
        for _ in range(MOST_STOPS):
            name = _name_heard()
            if _card_title() != card:
                heard.append(f"… {_card_title()}")
                break
            if _is_called(name, stroke.stop):
                return
            heard.append(name)
            self.press("Tab")
        raise AssertionError(f"line {stroke.line}: Tab does not come to {stroke.stop!r}: {heard}")

    def _mark(self, stroke: Stroke) -> None:
        self._settle()
        heard: list[str] = []
        for key in ("Down", "Up"):
            seen: list[str] = []
            while (name := _line_marked()) not in seen:
                if name.startswith(stroke.marked):
                    return
                seen.append(name)
                self.press(key)
            heard += seen
        raise AssertionError(f"line {stroke.line}: no line {stroke.marked!r}, only {heard}")

    def set_clock(self, at: time) -> None:
        """Show a time of the meeting's day, when what was typed before is on the screen."""
        self._settle()
        wanted = datetime.combine(self._day, at, LONDON)
        self._clock.go_on(seconds=(wanted - self._clock.now()).total_seconds())

    def wait(self) -> None:
        """Let the screen answer."""
        self._settle()

    def type(self, text: str) -> None:
        """Type letters, wherever the keyboard is."""
        for letter in text:
            held = Qt.KeyboardModifier.ShiftModifier if letter.isupper() else Qt.KeyboardModifier.NoModifier
            key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
            self._send(key, letter, held)

    def press(self, *keys: str) -> None:
        """Press keys by their names, such as Return or Alt+Down."""
        for name in keys:
            combination = QKeySequence(name)[0]
            key, held = combination.key(), combination.keyboardModifiers()
            if key == Qt.Key.Key_Tab and held == Qt.KeyboardModifier.ShiftModifier:
                key = Qt.Key.Key_Backtab
            self._send(key, _TEXT_OF_KEY.get(key, ""), held)

    def _send(self, key: Qt.Key, text: str, held: Qt.KeyboardModifier) -> None:
        window = self._window.windowHandle()
        assert isinstance(window, QWindow), "only a window that is shown takes keys"
        QTest.sendKeyEvent(QTest.KeyAction.Click, window, key, text, held)
        self.presses += 1


def _card_title() -> str:
    widget = QApplication.focusWidget()
    while isinstance(widget, QWidget) and not isinstance(widget, CardView):
        widget = widget.parentWidget()
    return widget.accessibleName() if isinstance(widget, CardView) else NO_CARD


def _name_heard() -> str:
    widget = QApplication.focusWidget()
    return widget.accessibleName() if isinstance(widget, QWidget) else ""


def _is_called(heard: str, name: str) -> bool:
    return heard == name or heard.startswith(f"{name}:") or (": " in name and heard.startswith(name))


def _line_marked() -> str:
    view = QApplication.focusWidget()
    assert isinstance(view, QAbstractItemView), "only in a list is a line marked"
    return str(view.currentIndex().data() or "")


_TEXT_OF_KEY = {
    Qt.Key.Key_Return: "\r",
    Qt.Key.Key_Space: " ",
    Qt.Key.Key_Tab: "\t",
    Qt.Key.Key_Escape: "\x1b",
    Qt.Key.Key_Backspace: "\b",
    Qt.Key.Key_Delete: "\x7f",
}
