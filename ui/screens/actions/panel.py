"""What is known of one action, beside the list: what it is for, its trail, its parts, what can be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from meetingdesk.app.following.asked import ActionLine
from meetingdesk.app.following.told import ActionSheet
from meetingdesk.domain.actions import ActionStatus
from ui.labels import label, tooltip
from ui.screens.actions.ages_picture import AgesPicture
from ui.screens.actions.keys import BUTTONS, DeedKey
from ui.screens.actions.trail_picture import TrailPicture
from ui.theme import Theme
from ui.widgets.wrapping import Wrapping


class ActionPanel(QFrame):
    """Shows one action until another one is chosen.

    Signals:
        deed_wanted: Something is to be done about it; carries the DeedKey.
        left: The list is wanted back.
    """

    deed_wanted = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAccessibleName(self.tr("What is known of the action"))
        self._title = label(role="heading", wraps=True)
        self._owner = label(wraps=True)
        self._purpose = label(role="small", wraps=True)
        self.trail = TrailPicture(theme)
        self._advice = label(role="warning", wraps=True)
        self._parts_title = label(self.tr("Parts"), role="heading")
        self._parts = label(wraps=True)
        self._hint = label(role="muted", wraps=True)
        self._ages_title = label(self.tr("OVERDUE BY AGE, WORKING DAYS"), role="heading", wraps=True)
        self.ages = AgesPicture(theme)
        self._deeds = QWidget()
        self._buttons: dict[DeedKey, QToolButton] = {}
        self._lay_out()
        self.show_nothing()

    def show_sheet(self, sheet: ActionSheet, several: int = 0) -> None:
        """Show what is known of an action; `several` says how many are checked."""
        line = sheet.line
        self._title.setText(sheet.text)
        self._owner.setText(" · ".join(dict.fromkeys(part for part in (line.agency, line.owner) if part)))
        self._purpose.setText("\n".join(f"{about}: {words}" for about, words in sheet.purpose))
        self._purpose.setVisible(bool(sheet.purpose))
        self.trail.show_points(sheet.trail)
        self._advice.setText(f"△ {sheet.advice}")
        self._advice.setVisible(bool(sheet.advice))
        parts = "\n".join(
            f"{'✓' if part.is_done else '○'} {number}  {part.text}{f' · {part.below}' if part.below else ''}"
            for number, part in enumerate(sheet.parts, 1)
        )
        self._parts.setText(parts)
        self._parts.setVisible(bool(parts))
        self._parts_title.setVisible(bool(parts))
        for piece in (self._owner, self.trail, self._deeds):
            piece.setVisible(True)
        wanted = deeds_for(line, has_parts=bool(sheet.parts))
        for deed, button in self._buttons.items():
            button.setVisible(deed in wanted)
        self._hint.setVisible(several > 1)
        self._hint.setText(self.tr("{} are checked: a key does it for all of them.").format(several))

    def show_nothing(self, hint: str = "") -> None:
        """Show that no action is chosen."""
        for piece in (self._owner, self._purpose, self.trail, self._advice, self._parts, self._deeds):
            piece.setVisible(False)
        self._parts_title.setVisible(False)
        self._title.setText(self.tr("No action is chosen"))
        self._hint.setText(hint or self.tr("Choose one in the list to see what became of it."))
        self._hint.setVisible(True)

    def show_ages(self, *, is_shown: bool) -> None:
        """Show the picture of ages, where there is room for it."""
        self.ages.setVisible(is_shown)
        self._ages_title.setVisible(is_shown)

    def take_focus(self) -> None:
        """Let the arrow keys scroll here."""
        self._area.setFocus()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    # Slots

    @Slot()
    def _want(self, deed: DeedKey) -> None:
        self.deed_wanted.emit(deed.value)

    # Helpers

    def _lay_out(self) -> None:
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(14, 14, 10, 10)
        column.setSpacing(8)
        row = Wrapping(self._deeds, gap=5)
        for deed, key, word, hint in BUTTONS:
            button = QToolButton()
            button.setText(f"{key}  {word}")
            button.setProperty("role", "filter")
            button.setAccessibleName(f"{word}, {key}")
            button.setToolTip(tooltip(f"{hint} ({key})"))
            # The list keeps the keyboard: the same key does the same there.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._want, deed))
            row.addWidget(button)
            self._buttons[deed] = button
        for piece in (
            *(self._title, self._owner, self._purpose),
            *(self._hint, self.trail, self._advice, self._parts_title, self._parts, self._deeds),
        ):
            if isinstance(piece, QLabel):
                # A word without end goes on in the next line; it makes nothing wider.
                piece.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            column.addWidget(piece)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(self.tr("What is known of the action, scroll with the arrow keys"))
        self._area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._area.setWidget(self._inside)
        below = QVBoxLayout()
        below.setContentsMargins(14, 8, 14, 8)
        below.setSpacing(4)
        below.addWidget(self._ages_title)
        below.addWidget(self.ages)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._area, 1)
        whole.addLayout(below)


def deeds_for(line: ActionLine, *, has_parts: bool) -> frozenset[DeedKey]:
    """Return what makes sense for an action as it stands."""
    if line.is_closed:
        again = {DeedKey.REOPEN} if line.status is ActionStatus.COMPLETED else set()
        checked = {DeedKey.LASTED} if line.status is ActionStatus.COMPLETED else set()
        return frozenset(again | checked)
    wanted = {
        *(DeedKey.DONE, DeedKey.COULD_NOT, DeedKey.CARRY, DeedKey.ASSIGN),
        *(DeedKey.CHASE, DeedKey.WITHDRAW, DeedKey.BEGIN),
    }
    if not line.is_escalated:
        wanted.add(DeedKey.ESCALATE)
    if line.status is ActionStatus.UNCONFIRMED:
        wanted.add(DeedKey.CONFIRM)
    if has_parts:
        wanted.add(DeedKey.PART)
    return frozenset(wanted)
