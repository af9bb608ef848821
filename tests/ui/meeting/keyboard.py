"""Whether the keyboard is where the script put it and what is missing stays short, step by step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from meetingdesk.domain.gaps.not_yet import MOST_LINES
from tests.ui.meeting.typist import Stroke
from ui.screens.meeting.screen import MeetingScreen

LINE, CARDS, ROLL_CALL, STREAM, QUESTION, CLOSING = (
    "line",
    "cards",
    "roll call",
    "stream",
    "question",
    "closing",
)
NOT_YET = "not yet"
_GOES_TO = {
    "Esc": {LINE},
    "F3": {STREAM},
    "F4": {ROLL_CALL},
    "F5": {CARDS},
    "Alt+Down": {LINE},
    "Alt+Right": {LINE},
    "Ctrl+3": {QUESTION},
    "Ctrl+5": {QUESTION},
    "Delete": {QUESTION},
    # Where something holds back the record, a reason is asked for.
    "Ctrl+Shift+Return": {CLOSING, QUESTION},
}
"""Where each key promises to take the keyboard; every other key leaves it in the part where it is."""


class Watching:
    """Looks after each step; `looks` has what is missing read anew each time, and not only after a pause."""

    def __init__(self, screen: MeetingScreen, settle: Callable[[], None], *, looks: bool = False) -> None:
        self._screen = screen
        self._settle = settle
        self._looks = looks
        self._was = ""
        self._asked_in = ""
        self._widget: QWidget | None = None
        self.most_lines = 0
        self.steps = 0
        screen.not_yet.list.model_.modelReset.connect(self._count)

    def __call__(self, stroke: Stroke) -> None:
        """Look once, after a step of the script."""
        if self._looks:
            self._screen.gaps.look()
            self._settle()
        self._count()
        self.steps += 1
        widget = QApplication.focusWidget()
        here = self._part_of(widget)
        if self._was:
            expected = self._expected(stroke)
            assert here in expected, f"after line {stroke.line} the keyboard is in {here}, not in {expected}"
            if self._stays(stroke):
                assert widget is self._widget, f"line {stroke.line} moved the keyboard"
        if here == QUESTION and self._was != QUESTION:
            self._asked_in = self._was
        self._was, self._widget = here, widget

    def _count(self) -> None:
        lines = len(self._screen.not_yet.list.model_.lines)
        assert lines <= MOST_LINES
        self.most_lines = max(self.most_lines, lines)

    def _expected(self, stroke: Stroke) -> set[str]:
        if stroke.keys:
            last = stroke.keys[-1]
            if "Up" in stroke.keys and last != "Esc" and self._was == LINE:
                return {STREAM}
            if last == "Ctrl+Return" and self._was != STREAM:
                return {LINE}  # the meeting begins
            if last == "Return" and self._was == CLOSING:
                return {LINE, CARDS}
            if last == "Return" and self._was == STREAM:
                return {STREAM, LINE}  # a line is edited, or was edited
            return _GOES_TO.get(last, {self._was})
        if stroke.card or stroke.stop:
            return {CARDS}
        if self._was == QUESTION and stroke.enters:
            return {self._asked_in}
        if self._was == STREAM and stroke.text and not stroke.enters:
            return {STREAM, QUESTION}
        return {self._was}

    def _stays(self, stroke: Stroke) -> bool:
        """Say whether the step only writes where the keyboard was, or lets time go by."""
        if stroke.keys or stroke.card or stroke.stop or stroke.marked:
            return False
        return self._was in (LINE, CARDS) and not (self._was == CARDS and stroke.enters)

    def _part_of(self, widget: QWidget | None) -> str:
        screen = self._screen
        parts: dict[str, QWidget] = {
            LINE: screen.capture.edit,
            CARDS: screen.board,
            ROLL_CALL: screen.roll_call,
            STREAM: screen.stream,
            QUESTION: screen.ask,
            CLOSING: screen.pages.closing,
            NOT_YET: screen.not_yet,
        }
        for name, part in parts.items():
            if widget is not None and (part is widget or part.isAncestorOf(widget)):
                return name
        return "nowhere" if widget is None else type(widget).__name__
