"""Somebody who types a meeting: key events into the real window, and nothing else.

A script is read line by line:

    ## words                a comment
    14:05:30                the clock shows this time of the meeting's day; more may stand behind it
    > po called twice       typed into whatever has the focus, then Enter
    = nothing further       typed, without Enter
    [F4] [Ctrl+Left*3]      keys, one after the other
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
from PySide6.QtWidgets import QWidget

from tests.ui.clocks import SteppingClock

SCRIPTS = Path(__file__).parent / "scripts"
LONDON = ZoneInfo("Europe/London")
_TIME = re.compile(r"(\d{2}:\d{2}:\d{2})(?:\s+|$)")
_KEYS = re.compile(r"\[([^\[\]]+?)(?:\*(\d+))?\]")


@dataclass(frozen=True, slots=True)
class Stroke:
    """One step of a script: a time, words with or without Enter, or keys; and where it stands."""

    line: int
    at: time | None = None
    text: str = ""
    enters: bool = False
    keys: tuple[str, ...] = ()


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
        assert not _KEYS.sub("", line).strip(), f"line {number} is no list of keys: {line}"
        keys = (key for name, count in _KEYS.findall(line) for key in [name] * int(count or 1))
        yield Stroke(number, keys=tuple(keys))
    else:
        assert not line, f"line {number} of the script is not understood: {line}"


class Typist:
    """Types into a window and counts the keys; the screen answers before time goes on or a key is pressed."""

    def __init__(self, window: QWidget, clock: SteppingClock, settle: Callable[[], None]) -> None:
        self._window = window
        self._clock = clock
        self._day = clock.now().astimezone(LONDON).date()
        self._settle = settle
        self.presses = 0

    def perform(self, strokes: tuple[Stroke, ...]) -> None:
        """Type a script; lines between two times are typed as fast as the keys go down."""
        for stroke in strokes:
            if stroke.at is not None:
                self.set_clock(stroke.at)
            if stroke.keys:
                self._settle()
                self.press(*stroke.keys)
                self._settle()
            elif stroke.text:
                self.type(stroke.text)
                if stroke.enters:
                    self.press("Return")
        self._settle()

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


_TEXT_OF_KEY = {
    Qt.Key.Key_Return: "\r",
    Qt.Key.Key_Tab: "\t",
    Qt.Key.Key_Escape: "\x1b",
    Qt.Key.Key_Backspace: "\b",
    Qt.Key.Key_Delete: "\x7f",
}
