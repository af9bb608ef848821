"""What was left open, on the screen: the count in words, who is missing, the list, and the keys below it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from meetingdesk.app.live.reviewing import Review
from ui.labels import label
from ui.screens.meeting.opener.opener_list import OpenerList
from ui.theme import Theme
from ui.widgets.key_hint import KeyHint
from ui.widgets.wrapping import Wrapping

KEYS = (
    ("D", "done", "Done: asks how that is known, and what it changed for the child"),
    ("C", "circumstances changed", "Could not be done: asks what happens instead, or why nothing is needed"),
    ("N", "agency did not do it", "Stays open; Shift+N adds a note. Has it not lasted: open again"),
    ("X", "carried", "Asks for the new day and why: 11 dec, contractor ill"),
    ("S", "superseded", "Asks which action stands in its place"),
    ("O", "goes on", "In progress; asks how far it is"),
    ("R", "other owner", "Asks who does it now, and why"),
    ("W", "withdrawn", "The chair takes it back; asks why"),
    ("L", "has lasted", "What was done still holds; asks how that is known"),
    ("E", "next stage", "Takes it to the next stage of the place, where it was carried too often"),
    ("Y", "taken on", "The owner who was not there has taken it on"),
    ("⌫", "undo", "Takes the latest back; Delete takes back what was said of the marked action"),
)
ROOM_FOR_KEYS, ROOM_FOR_AGENCIES, ROOM_FOR_COUNT = 360, 300, 150
MOST_NAMED = 8


class OpenerView(QFrame):
    """Shows the review; the keyboard goes to its list.

    Signals:
        left: Escape was pressed.
    """

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "panel")
        self.list = OpenerList(theme)
        self._count = label(role="strong", wraps=True)
        self._absent = label(role="warning", wraps=True)
        self._agencies = label(role="small", wraps=True)
        self._keys = QWidget()
        row = Wrapping(self._keys, gap=theme.px(10))
        for key, word, hint in KEYS:
            shown = KeyHint(key, word, hint, theme)
            shown.clicked.connect(partial(self._press, key))
            row.addWidget(shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 6)
        column.setSpacing(4)
        column.addWidget(self._count)
        column.addWidget(self._absent)
        column.addWidget(self._agencies)
        column.addWidget(self.list, 1)
        column.addWidget(self._keys)
        self.setFocusProxy(self.list)
        self.list.left.connect(self.left)
        theme.changed.connect(self._fit)
        self.show_review(Review())

    @property
    def count_text(self) -> str:
        """What was left open and what became of it, in words."""
        return self._count.text()

    @property
    def absent_text(self) -> str:
        """Which agencies own something and are not here."""
        return self._absent.text()

    def show_review(self, review: Review) -> None:
        """Show a review."""
        self._count.setText(review.total.words)
        self._absent.setText(_absent_words(review))
        counted = review.by_agency if review.is_by_case and review.total.became else ()
        self._agencies.setText(
            " · ".join(f"{one.name}: {one.all - one.left} of {one.all}" for one in counted)
        )
        self.list.show_review(review)
        self._fit()

    def forget(self) -> None:
        """Show nothing of the meeting before."""
        self.list.model_.forget()
        self.show_review(Review())

    def take_focus(self) -> None:
        """Let the keys say what became of each."""
        self.list.take_focus()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Slots

    @Slot()
    def _fit(self) -> None:
        px, high = self._theme.px, self.height()
        # Large letters and a question below leave room for the actions alone; the keys are the same.
        self._keys.setVisible(high >= px(ROOM_FOR_KEYS))
        self._agencies.setVisible(high >= px(ROOM_FOR_AGENCIES) and bool(self._agencies.text()))
        self._absent.setVisible(high >= px(ROOM_FOR_AGENCIES) and bool(self._absent.text()))
        self._count.setVisible(high >= px(ROOM_FOR_COUNT))

    # Helpers

    def _press(self, key: str, _checked: bool = False) -> None:
        """Do what a key does, for whoever clicks its hint."""
        self.list.setFocus(Qt.FocusReason.MouseFocusReason)
        row = self.list.marked
        if key == "⌫":
            self.list.undo_wanted.emit()
        elif row is not None:
            self.list.key_given.emit(key, row, False)


def _absent_words(review: Review) -> str:
    absent = review.absent
    if not absent:
        return ""
    named = [f"{one.name} {one.all} ({one.absence})" for one in absent[:MOST_NAMED]]
    more = f" and {len(absent) - MOST_NAMED} more" if len(absent) > MOST_NAMED else ""
    return f"△ Not in the room, with open actions: {', '.join(named)}{more}"
