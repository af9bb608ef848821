"""One thing that an action lacks at a time, below the stream, with what puts it right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.labels import label
from ui.screens.meeting.coach.coach_words import MARK, OPENED_BY
from ui.theme import Theme
from ui.widgets.key_hint import KeyHint
from ui.widgets.wrapping import Wrapping
from ui.words import many

if TYPE_CHECKING:
    from meetingdesk.domain.coach.finding import Finding

Key = Qt.Key
STAYS_FOR = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})
"""Why the keyboard may be elsewhere for a moment without the bar being left."""


class FindingBar(QFrame):
    """Tells what could be sharper, one by one; whoever goes elsewhere leaves it, and nothing changes.

    Signals:
        mend_wanted: The piece is to be said anew; carries the finding.
        split_wanted: An action is to become several; carries the finding.
        set_aside_wanted: The action is fine as it is; carries the finding.
        left: Back to the row.
    """

    mend_wanted = Signal(object)
    split_wanted = Signal(object)
    set_aside_wanted = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._findings: tuple[Finding, ...] = ()
        self._at = 0
        self._set_aside = 0
        self._may_split: Callable[[Finding], bool] = bool
        self.setObjectName("findings")
        self.setProperty("role", "ask")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._message = label(role="strong", wraps=True)
        self._mend = label(wraps=True)
        self._count = label(role="small")
        self._hints = {
            Key.Key_Return: KeyHint("Enter", self.tr("put right"), self.tr("Say this piece anew"), theme),
            Key.Key_S: KeyHint("S", self.tr("split"), self.tr("Make several actions of it"), theme),
            Key.Key_X: KeyHint("X", self.tr("set aside"), self.tr("It is fine; say why on one line"), theme),
            Key.Key_Down: KeyHint("↓", self.tr("next"), self.tr("What else could be sharper"), theme),
            Key.Key_Escape: KeyHint("Esc", self.tr("back"), self.tr("Back to the action"), theme),
        }
        inside = QWidget()
        self._row = Wrapping(inside, gap=14)
        for part in (self._count, *self._hints.values()):
            self._row.addWidget(part)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._column.addWidget(self._message)
        self._column.addWidget(self._mend)
        self._column.addWidget(inside)
        self._hints[Key.Key_Return].clicked.connect(self._mend_it)
        self._hints[Key.Key_S].clicked.connect(self._split)
        self._hints[Key.Key_X].clicked.connect(self._put_aside)
        self._hints[Key.Key_Down].clicked.connect(self._next)
        self._hints[Key.Key_Escape].clicked.connect(self.left)
        theme.changed.connect(self._scale)
        self.hide()
        self._scale()

    @property
    def finding(self) -> Finding | None:
        """What is told now."""
        return self._findings[self._at] if self._at < len(self._findings) else None

    @property
    def said(self) -> tuple[str, ...]:
        """What can be read on it now."""
        return tuple(part.text() for part in (self._message, self._mend, self._count))

    def show_findings(
        self, findings: Sequence[Finding], set_aside: int, may_split: Callable[[Finding], bool]
    ) -> None:
        """Tell these, beginning where somebody was already."""
        was = self.finding
        self._findings, self._set_aside, self._may_split = tuple(findings), set_aside, may_split
        same = (at for at, one in enumerate(self._findings) if was is not None and one.fault == was.fault)
        self._at = next(same, min(self._at, max(len(self._findings) - 1, 0))) if self.isVisible() else 0
        self._show()

    def take_focus(self) -> None:
        """Let the keys work here."""
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Qt

    def event(self, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.key() == Key.Key_Escape
        if is_escape and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # back to the row, not to the line as from anywhere else
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        does = {
            Key.Key_Return: self._mend_it,
            Key.Key_Enter: self._mend_it,
            Key.Key_S: self._split,
            Key.Key_X: self._put_aside,
            Key.Key_Delete: self._put_aside,
            Key.Key_Down: self._next,
            Key.Key_Right: self._next,
            Key.Key_Up: self._previous,
            Key.Key_Left: self._previous,
            Key.Key_Escape: self.left.emit,
            getattr(Key, f"Key_{OPENED_BY}"): self.left.emit,
        }.get(event.key())
        if held or does is None:
            super().keyPressEvent(event)
        else:
            does()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYS_FOR:
            self.hide()

    # Slots

    @Slot()
    def _mend_it(self) -> None:
        if self.finding is not None:
            self.mend_wanted.emit(self.finding)

    @Slot()
    def _split(self) -> None:
        if self.finding is not None and self._may_split(self.finding):
            self.split_wanted.emit(self.finding)

    @Slot()
    def _put_aside(self) -> None:
        if self.finding is not None:
            self.set_aside_wanted.emit(self.finding)

    @Slot()
    def _next(self) -> None:
        self._at = min(self._at + 1, max(len(self._findings) - 1, 0))
        self._show()

    @Slot()
    def _previous(self) -> None:
        self._at = max(self._at - 1, 0)
        self._show()

    # Showing

    def _show(self) -> None:
        finding = self.finding
        if finding is None:
            return
        self._message.setText(f"{MARK} {finding.message}" if finding.level.is_warning else finding.message)
        self._mend.setText(finding.mend)
        aside = self.tr("{n} set aside").format(n=self._set_aside) if self._set_aside else ""
        place = self.tr("{n} of {all}").format(n=self._at + 1, all=many(len(self._findings), "thing"))
        self._count.setText(" · ".join(part for part in (place, aside) if part))
        self._hints[Key.Key_S].setVisible(self._may_split(finding))
        self._hints[Key.Key_Down].setVisible(len(self._findings) > 1)
        self.setAccessibleName(" ".join(self.said))
        self._row.invalidate()

    @Slot()
    def _scale(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(16), px(6), px(16), px(6))
