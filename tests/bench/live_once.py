"""Types into the real window in a process of its own, and tells what it took."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from tests.typed_window import ALT, CONTROL, NONE, TypedWindow, rest
from ui.destination import Destination

BETWEEN_KEYS = 0.03
"""Three times as fast as people speak."""

KEYS_A_LINE, KEYS_A_SECTION, KEYS_AN_UNDO = 70, 300, 750
KEYS_A_DRAFT, KEYS_A_TICK = 6, 12
"""What an hour of 45,000 keys has of each: 640 lines, 150 sections, 60 steps undone, drafts and seconds."""

Key = Qt.Key
WAYS = (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Right, Key.Key_Left)
SAID = (
    "mother said that school saw her on wednesday after the police attended and he had left befor "
    "they came safeguarding lead Jane Smith wrote to CAMHS housing will change the locks tomorow "
    "the health visitor was refused twice and nobody knows where the children slept on friday"
)


def talk() -> Iterator[Qt.Key | str]:
    """Yield what is said, letter by letter, in lines as they are typed in a meeting."""
    words = SAID.split(" ")
    rnd = random.Random(11)
    prefixes = ("po ", "csc ", "ho ", "", "! po ", "d ", "? ")
    while True:
        line = rnd.choice(prefixes) + " ".join(rnd.choices(words, k=12))
        yield from line[:KEYS_A_LINE]
        yield Key.Key_Return


class Painted(QObject):
    """Hears when a widget has been painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._widget = widget
        self.seen = False
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        if event.type() is QEvent.Type.Paint:
            self.seen = True
        return False

    def leave(self) -> None:
        self._widget.removeEventFilter(self)

    def wait(self) -> None:
        """Let events come until it was painted and nothing more is to be done."""
        while not self.seen:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QApplication.processEvents()


def press_timed(edit: QPlainTextEdit, key: Qt.Key | str, held: Qt.KeyboardModifier = NONE) -> float:
    """Press a key; return how long it took until the event loop had painted it and was idle again."""
    painted = Painted(edit.viewport())
    began = perf_counter()
    QTest.keyClick(edit, key, held)
    painted.wait()
    took = perf_counter() - began
    painted.leave()
    return took


def measure_bare(count: int) -> list[float]:
    edit = QPlainTextEdit()
    edit.resize(900, 200)
    edit.show()
    edit.activateWindow()
    QTest.qWaitForWindowActive(edit)
    times = []
    for key in islice(talk(), count):
        times.append(press_timed(edit, key))
        rest(BETWEEN_KEYS)
    edit.close()
    edit.deleteLater()
    return times


def measure_keys(typed: TypedWindow, facts: dict[str, Any], count: int) -> dict[str, Any]:
    # With the window open the application is the same; its lanes have nothing to do meanwhile.
    bare = measure_bare(count)
    typed.window.activateWindow()
    kept = _count_kept(typed)
    open_where_much_was_said(typed, facts)
    entries = len(typed.live.stream.model_.items)
    line, filed = _keys_on_the_line(typed, count)
    typed.settle()
    entry = _keys_in_entries(typed, count)
    return {"bare": bare, "line": line, "entry": entry, "entries": entries, "filed": filed, "kept": len(kept)}


def _keys_on_the_line(typed: TypedWindow, count: int) -> tuple[list[float], int]:
    edit, times, filed = typed.live.capture.edit, [], 0
    for key in islice(talk(), count):
        assert edit.hasFocus(), "nothing takes the keyboard away"
        times.append(press_timed(edit, key))
        filed += key == Key.Key_Return
        rest(BETWEEN_KEYS)
    return times, filed


def _keys_in_entries(typed: TypedWindow, count: int) -> list[float]:
    stream, times = typed.live.stream, []
    edit: QPlainTextEdit | None = None
    for key in islice(talk(), count):
        if edit is None:
            stream.take_focus()
            typed.press(Key.Key_Up)
            typed.press(Key.Key_Return)
            rest(BETWEEN_KEYS)
            edit = stream.editor
            assert edit is not None, "Enter edits the line that is marked"
        if key == Key.Key_Return:
            typed.press(key)
            edit = None
        else:
            assert edit.hasFocus(), "nothing takes the keyboard away"
            times.append(press_timed(edit, key))
        rest(BETWEEN_KEYS)
    return times


def measure_open(typed: TypedWindow, facts: dict[str, Any], count: int) -> dict[str, Any]:
    """Open the meeting of many cases in turn with another, each time from the list."""
    meeting, other = UUID(facts["with_cases"]), UUID(facts["other"])
    first, *times = [_opened(typed, meeting)]
    for _ in range(count):
        _opened(typed, other)
        times.append(_opened(typed, meeting))
    head = typed.live.standing.head
    return {"first": first, "times": times, "cases": len(head.cases) if head else 0}


def _opened(typed: TypedWindow, meeting_id: UUID) -> float:
    window = typed.window
    window.go("meetings")
    typed.settle()
    rest(0.05)
    began = perf_counter()
    window.open(Destination("meetings", meeting_id))
    while not typed.is_open(meeting_id):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    # What was read is in the widgets; it is on the screen when they have been painted since.
    Painted(typed.live.running.viewport()).wait()
    took = perf_counter() - began
    typed.settle()
    return took


def measure_hour(typed: TypedWindow, facts: dict[str, Any], count: int) -> dict[str, Any]:
    """Type as much as in an hour, as fast as it goes; what goes by the clock goes by the keys here."""
    frame = resident()
    open_where_much_was_said(typed, facts)
    typed.wait(lambda: typed.live.aids.spelling.is_ready)
    rest(1)
    opened, began = resident(), perf_counter()
    live, edit = typed.live, typed.live.capture.edit
    told = {"lines": 0, "moves": 0, "undone": 0}
    way = random.Random(3)
    for number, key in enumerate(islice(talk(), count), 1):
        assert edit.hasFocus(), "nothing takes the keyboard away"
        typed.press(key)
        typed.application.processEvents()
        if number % KEYS_A_DRAFT == 0:
            live.keeper.keep_now()
        if number % KEYS_A_TICK == 0:
            typed.window.clock.ticked.emit()
        if key == Key.Key_Return:
            told["lines"] += 1
            typed.settle()
        if number % KEYS_A_SECTION == 0:
            told["moves"] += 1
            typed.press(way.choice(WAYS), ALT)
            typed.settle()
        if number % KEYS_AN_UNDO == 0:
            told["undone"] += 1
            typed.press(Key.Key_Z, CONTROL)
    typed.settle()
    rest(1)
    return {
        "frame": frame, "opened": opened, "after": resident(), "keys": count,
        "seconds": perf_counter() - began, **told,
    }  # fmt: skip


def open_where_much_was_said(typed: TypedWindow, facts: dict[str, Any]) -> None:
    typed.open_meeting(UUID(facts["with_cases"]), UUID(facts["entry"]))
    typed.settle()
    typed.press(Key.Key_Escape)
    assert len(typed.live.stream.model_.items) >= facts["entries"], "all that was said is shown"


def resident() -> int:
    """Return the memory that this process has in use, in kilobytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def _count_kept(typed: TypedWindow) -> list[object]:
    kept: list[object] = []
    typed.bridge.saved.connect(kept.append)
    return kept


MEASURES = {"keys": measure_keys, "open": measure_open, "hour": measure_hour}


def main() -> None:
    what, folder, facts, count = sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3]), int(sys.argv[4])
    typed = TypedWindow.opened(folder, folder / "settings")
    typed.settle()
    told = MEASURES[what](typed, facts, count)
    typed.close()
    if typed.faults:
        raise SystemExit("\n".join(typed.faults))
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
