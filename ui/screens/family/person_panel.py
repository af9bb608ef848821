"""What is filled in about one person beside the map: the card of a meeting, outside one."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from meetingdesk.app.family_page import PersonForm, person_form
from meetingdesk.app.family_page.person import TOUCHED_BY
from meetingdesk.app.live.cards.card import FieldKind
from meetingdesk.domain.workdays import Calendar, Nation
from ui.bridge import Bridge
from ui.labels import label, tooltip
from ui.screens.meeting.cards.card_board import CardBoard
from ui.screens.meeting.cards.card_deeds import CardDeeds
from ui.theme import Theme
from ui.wall_clock import WallClock


class PersonPanel(QFrame):
    """Shows the card of one person and keeps what is typed on it.

    Signals:
        closed: The map is wanted again.
    """

    closed = Signal()

    def __init__(self, bridge: Bridge, theme: Theme, clock: WallClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._clock = clock
        self._family: UUID | None = None
        self._person: UUID | None = None
        self._calendar = Calendar(Nation.ENG)
        self._takes_focus = False
        self._warned: tuple[str, ...] = ()
        self.setProperty("role", "side")
        self.setAccessibleName(self.tr("About one person"))
        self.board = CardBoard(theme, _as_it_is, self._read_day)
        self.filling = CardDeeds(self.board, bridge, self)
        self._close = QToolButton()
        self._close.setText("✕")
        self._close.setProperty("role", "tool")
        self._close.setAccessibleName(self.tr("Close the form"))
        self._close.setToolTip(tooltip(self.tr("Close the form (Esc)")))
        self._given_back = label(role="warning", wraps=True, selectable=True)
        self._given_back.hide()
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 8, 0)
        top.addWidget(label(self.tr("Fill in"), role="heading"), 1)
        top.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._given_back)
        column.addWidget(self.board, 1)
        self.board.follow(self._close)
        self.board.left.connect(self.closed)
        self._close.clicked.connect(self.closed)
        self.filling.given_back.connect(self._give_back)
        bridge.changed.connect(self._hear)

    @property
    def person_id(self) -> UUID | None:
        """Whose card is shown."""
        return self._person

    def open_person(self, family_id: UUID, person_id: UUID) -> None:
        """Show the card of somebody and let the keyboard work on it."""
        self._given_back.hide()
        self.filling.give_up()
        self._family, self._person = family_id, person_id
        self._takes_focus = True
        self._read()

    def may_close(self) -> bool:
        """Return whether nothing unkept would go; else say what would, and let the next asking do it."""
        unkept = self.board.unkept()
        if unkept and unkept != self._warned:
            # It stands nowhere else: it goes only when whoever typed it has seen that.
            self._warned = unkept
            self._warn(
                self.tr("△ Not understood, so not kept: {}. Esc again leaves it.").format("; ".join(unkept))
            )
            return False
        self._warned = ()
        return True

    def leave(self) -> None:
        """Keep what was typed and show nobody."""
        self.filling.keep_now()
        self._person = None

    # Slots

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], _asker: object) -> None:
        if touched & TOUCHED_BY and self._person is not None:
            self._read()

    @Slot(str)
    def _give_back(self, words: str) -> None:
        self._warn(self.tr("△ This could not be kept: {}").format(words))

    def _warn(self, what: str) -> None:
        self._given_back.setText(what)
        self._given_back.show()

    # Helpers

    def _read(self) -> None:
        day = self._clock.today()
        show = partial(self._show, self._person)
        self._bridge.read(person_form, self, show, self._family, self._person, day)

    def _show(self, person_id: UUID | None, form: PersonForm | None) -> None:
        if person_id != self._person:
            return
        if form is None:
            self.closed.emit()
            return
        self._calendar = Calendar(form.nation)
        self.board.show_cards((form.card,))
        if self._takes_focus:
            self._takes_focus = False
            self.board.take_focus()

    def _read_day(self, typed: str, kind: FieldKind) -> date | None:
        """Return the day that somebody typed, counted from today."""
        from meetingdesk.domain.past_days import past_day
        from meetingdesk.domain.said_dates import read_date

        today = self._clock.today()
        if kind is FieldKind.PAST_DAY:
            past = past_day(typed, today, self._calendar)
            return past.on if past is not None else None
        ahead = read_date(typed, today, self._calendar, None)
        return ahead.due_on if ahead is not None else None


def _as_it_is(edit: QPlainTextEdit) -> None:
    """Names and practices are no words of a dictionary: no help stands in their way."""
    edit.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
