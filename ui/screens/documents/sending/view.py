"""Sending the copies of a meeting: who gets what, the pack, what is held, and what became of it."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from meetingdesk.app.outcome import Command
from meetingdesk.app.sending.commands import (
    CancelHeld,
    HoldCopies,
)
from meetingdesk.app.sending.listing import SendList, send_list
from meetingdesk.app.sending.mail_settings import mail_settings
from meetingdesk.app.sending.mailing import Fate, Given
from meetingdesk.app.sending.queue import Held
from meetingdesk.errors import MeetingDeskError
from ui.bridge import Bridge
from ui.labels import label, tooltip
from ui.offers import Lines
from ui.screens.documents.sending.held_strip import HeldStrip
from ui.screens.documents.sending.leaving import Leaving
from ui.screens.documents.sending.ledger_part import LedgerPart
from ui.screens.documents.sending.mail_form import MailForm
from ui.screens.documents.sending.packer import Packer
from ui.screens.documents.sending.preparing import MadePack, Manner
from ui.screens.documents.sending.recipients_part import RecipientsPart
from ui.screens.documents.sending.side import SendingSide
from ui.screens.documents.sending.words import KEYS
from ui.settings import Settings
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.widgets.inline_question import InlineQuestion, Question
from ui.widgets.message_bar import MessageBar
from ui.widgets.progress_strip import ProgressStrip
from ui.words import many

SIDE, LOW = 320, 480
"""The width of the side, and the height below which what is said of a recipient stands there as well."""
HEARD_OF = frozenset(
    {
        *("distribution", "document_copy", "acknowledgement", "cascade", "document_version", "professional"),
        *("contact", "involvement", "address_withheld", "contact_withheld", "family_member", "agency"),
    }
)
"""What the list is read from anew."""


class SendingView(QWidget):
    """Shows who is to get what, makes the pack, holds it, and keeps the ledger of the meeting.

    Signals:
        left: Somebody pressed Escape and nothing is open or being made here.
    """

    left = Signal()

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        clock: WallClock,
        settings: Settings | None = None,
        parent: QWidget | None = None,
        leaving: Leaving | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._clock = clock
        self._question = 0
        self._meeting_id: UUID | None = None
        self._has_server = False
        self._answer: Any = None
        self._is_low = self._sends = False
        self.recipients = RecipientsPart(theme, clock)
        self.ledger = LedgerPart(bridge, theme, clock)
        self.mail = MailForm(bridge)
        self.side = SendingSide(settings)
        self.packer = Packer(bridge, self)
        self.leaving = leaving or Leaving(bridge, clock, self)
        self.progress = ProgressStrip()
        self.message = MessageBar(room=(16, 0, 16, 8))
        self.ask = InlineQuestion()
        self.held = HeldStrip(self.leaving, clock)
        self._empty = label(role="title", wraps=True)
        self._empty_hint = label(role="muted", wraps=True)
        self._lay_out()
        self.send = self._command("sending_go_on", self.tr("&Prepare the pack, then send it"))
        self.send.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.send.setToolTip(tooltip(self.tr("Prepare the pack; once it is prepared, send it (Ctrl+Enter)")))
        self.turn = self._command("sending_ledger", self.tr("&Ledger of the copies, or back to recipients"))
        self.turn.setToolTip(tooltip(self.tr("Show what left, or who is to get what (G)")))
        self.back = self._command("sending_back", self.tr("&Leave sending"))
        self.back.setShortcut(QKeySequence("Esc"))
        for action in (self.send, self.back):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
        self.back.setToolTip(tooltip(self.tr("Stop what is being made, else go back (Esc)")))
        self._connect()

    # What the frame asks of a screen

    def open_meeting(self, meeting_id: UUID) -> None:
        """Show who is to get what of a meeting."""
        if meeting_id != self._meeting_id:
            self.forget()
            self._meeting_id = meeting_id
            self._show_part(0)
        self.message.put_away()
        self._read()
        self.leaving.read_again()

    def commands(self) -> tuple[QAction, ...]:
        """Return what can be done here."""
        return self.send, self.turn, self.back

    def help_lines(self) -> Lines:
        """Return the keys of the view."""
        return KEYS

    @Slot()
    def take_focus(self) -> None:
        """Let the arrow keys move over the list."""
        match self._parts.currentIndex():
            case 0:
                self.recipients.list.setFocus()
            case 1:
                self.ledger.list.setFocus()
            case _:
                self.mail.host.setFocus()

    @Slot()
    def forget(self) -> None:
        """Make nothing more; what was prepared is prepared anew."""
        self.packer.abandon()
        self.progress.finish()
        self.recipients.forget()
        self._put_question_away()

    # What is done here

    @Slot()
    def go_on(self) -> None:
        """Prepare the pack; once all that is ticked is prepared or stopped, send what is ready."""
        if self.recipients.state.is_all_ready:
            self.send_pack()
        else:
            self.prepare()

    @Slot()
    def prepare(self) -> None:
        """Make, check and lock what those who are ticked get."""
        wanted = self.recipients.state.wanted
        if self._meeting_id is None or self.packer.is_running:
            return
        if self.recipients.state.without_reason is not None:
            self._show_part(0)
            self.recipients.ask_missing_reason()
            return
        told = self._not_yet(bool(wanted))
        if told:
            self.message.show_message(*told, "attention")
            return
        assert self.side.folder is not None, "it was just asked for"
        is_plain = self.side.plain.isChecked()
        self.message.put_away()
        self.recipients.forget_made()
        manner = Manner(
            self.side.folder,
            None if is_plain else self.side.phrases_folder,
            self._bridge.desk.store.folder,
            self._clock.today(),
            self._clock.now(),
            by_server=self._has_server,
        )
        self.packer.begin(self._meeting_id, wanted, manner)
        self._say_state()

    @Slot()
    def send_pack(self) -> None:
        """Send what the list shows: written down now, and held where MeetingDesk mails it itself."""
        ready = self.recipients.state.ready
        if self._meeting_id is None or not ready:
            return
        self._sends = True
        self._execute(HoldCopies(self._meeting_id, ready, self._clock.now()))

    @Slot()
    def turn_part(self) -> None:
        """Show the ledger, or the recipients again."""
        self._show_part(0 if self._parts.currentIndex() else 1)

    @Slot()
    def leave(self) -> None:
        """Leave a question, stop what is being made, else go back."""
        if self._answer is not None:
            self._put_question_away()
            self.take_focus()
        elif self.packer.is_running:
            self.packer.stop()
            self.progress.show_progress(self.tr("Stopping…"), 0, 0)
        else:
            self.left.emit()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Slots

    @Slot(str)
    def _answered(self, words: str) -> None:
        then = self._answer
        self._put_question_away()
        if then is not None:
            then(words)
        self.take_focus()

    @Slot()
    def _kinds_changed(self) -> None:
        self.recipients.show_kinds(self.side.chosen)

    @Slot(object)
    def _packed(self, made: MadePack) -> None:
        self.progress.finish()
        self.recipients.take(made)
        self._say_state()
        if made.stopped:
            self.message.show_message(
                self.tr("{} stopped: nothing of theirs was written.").format(
                    many(len(made.stopped), "recipient is", "recipients are")
                ),
                self.tr("What stands where is said of each; the others can be sent."),
                "wrong",
            )
        elif not made.is_whole:
            self.message.show_message(
                self.tr("It was stopped."), self.tr("What was made can be sent."), "attention"
            )
        else:
            self.message.show_message(
                self.tr("The pack is ready: look the list over, then send it (Ctrl+Enter)."),
                self._say_where(made),
            )

    @Slot(object)
    def _failed(self, error: MeetingDeskError) -> None:
        self.progress.finish()
        self.message.show_error(error)
        self._say_state()

    @Slot(object, object)
    def _went(self, held: Held, given: Given) -> None:
        if given.fate is Fate.TAKEN:
            self.message.show_message(self.tr("Sent to {}.").format(held.recipient))
        elif given.fate is Fate.NOT_TAKEN:
            self.message.show_message(
                self.tr("Not sent to {}: it waits.").format(held.recipient), given.says, "wrong"
            )
        else:
            self.message.show_message(
                self.tr("Nobody can tell whether it left for {}.").format(held.recipient),
                self.tr(
                    "Look for {} in the sent mail, then press L or X in the ledger. It is not sent twice."
                ).format(held.message_id),
                "wrong",
            )

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], asker: object) -> None:
        if asker is self and self._sends:
            self._sends = False
            self._say_sent()
        if self._meeting_id is not None and touched & HEARD_OF:
            self._read()

    @Slot(object, object)
    def _hear_refused(self, error: BaseException, asker: object) -> None:
        if asker is self and isinstance(error, MeetingDeskError):
            self._sends = False
            self.message.show_error(error)
            self._read()
            self.leaving.read_again()

    @Slot(object)
    def _execute(self, command: Command) -> None:
        self._bridge.execute(command, self)

    @Slot(tuple)
    def _take_back(self, keys: tuple[UUID, ...]) -> None:
        self._execute(CancelHeld(keys, self._clock.now()))

    @Slot(str, object)
    @Slot(str, object, str)
    def _ask(self, text: str, then: Any, hint: str = "") -> None:
        self._answer = then
        self.ask.ask(Question(text, hint))

    @Slot(str, str)
    def _tell(self, text: str, hint: str) -> None:
        self.message.show_message(text, hint, "attention")

    @Slot()
    def _say_state(self) -> None:
        state = self.recipients.state
        self.side.show_state(len(state.wanted), len(state.ready), is_running=self.packer.is_running)
        self.held.say()

    @Slot(str)
    def _kept(self, said: str) -> None:
        self.message.show_message(said)
        self._read()

    @Slot(int)
    def _count_files(self, count: int) -> None:
        self._tabs[1].setText(self.tr("&Ledger ({})").format(count) if count else self.tr("&Ledger"))

    @Slot()
    def _fit(self) -> None:
        """Give the side its width; in a low window the list needs the room below it."""
        self._panel.setFixedWidth(min(self._theme.px(SIDE), max(self.width() * 9 // 20, 1)))
        is_low = self.height() < self._theme.px(LOW)
        if is_low != self._is_low:
            self._is_low = is_low
            if is_low:
                self.side.top.addWidget(self.recipients.give_about_away())
            else:
                self.recipients.take_about_back()

    # Helpers

    def _not_yet(self, is_wanted: bool) -> tuple[str, str] | None:
        if not self.side.chosen:
            return self.tr("No document is ticked that may leave."), self.tr("Only what is approved leaves.")
        if not is_wanted:
            return self.tr("Nobody is ticked."), self.tr("Go to a recipient and press Space.")
        if self.side.folder is None:
            return self.tr("No folder is chosen for the pack."), self.tr("Choose one on the right.")
        if self.side.phrases_folder is None and not self.side.plain.isChecked():
            return (
                self.tr("No folder is chosen for the telephone sheet."),
                self.tr("Choose another one than that of the pack, on the right."),
            )
        return None

    def _say_how_it_leaves(self) -> str:
        if self._has_server:
            return self.tr("Messages leave five minutes after you send them; the rest you post or hand over.")
        return self.tr("Open each message in your mail program and send it, then press L in the ledger.")

    def _say_where(self, made: MadePack) -> str:
        if made.folder is None:
            return self._say_how_it_leaves()
        where = self.tr("It lies in {}.").format(made.folder.name)
        return f"{where} {self._say_how_it_leaves()}"

    def _say_sent(self) -> None:
        said = self.tr("Written down for {}.").format(many(len(self.recipients.state.ready), "recipient"))
        self.recipients.forget_made()
        self.message.show_message(said, self._say_how_it_leaves())

    def _put_question_away(self) -> None:
        self._answer = None
        self.ask.hide()

    def _read(self) -> None:
        if self._meeting_id is None:
            return
        self._question += 1
        then = partial(self._show, self._question)
        self._bridge.read(
            _shown, self, then, self._meeting_id, self._clock.today(), otherwise=self._cannot_show
        )
        self.ledger.open_meeting(self._meeting_id)

    def _show(self, question: int, found: tuple[SendList, bool]) -> None:
        if question != self._question:
            return
        shown, self._has_server = found
        self.side.show_list(shown)
        self.recipients.show_list(shown, self.side.chosen)
        self._order()
        if shown.lines:
            self._body.setCurrentWidget(self._whole)
        else:
            self._empty.setText(self.tr("Nobody is recorded whom a copy could be sent to"))
            self._empty_hint.setText(
                self.tr(
                    "Who was asked and who works with the family stands in the preparation of the meeting."
                )
            )
            self._body.setCurrentWidget(self._nothing)

    def _order(self) -> None:
        """Let Tab go as one reads: tabs, what is held, the list, the side, and a question last."""
        stops = (
            *self._tabs,
            *(self.held.let_go, self.held.take_back),
            *(self.recipients.list, self.ledger.filter, self.ledger.list),
            *self.mail.stops,
            *self.side.stops,
            self.ask.field,
        )
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _cannot_show(self, error: BaseException) -> None:
        if not isinstance(error, MeetingDeskError):
            raise error
        self._empty.setText(str(error))
        self._empty_hint.setText(error.hint)
        self._body.setCurrentWidget(self._nothing)

    def _show_part(self, place: int) -> None:
        had_focus = self.recipients.list.hasFocus() or self.ledger.list.hasFocus()
        self._parts.setCurrentIndex(place)
        self._tabs[place].setChecked(True)
        self._panel.setVisible(place == 0)
        if place > 1:
            self.mail.read_again()
        if had_focus:
            self.take_focus()

    def _command(self, name: str, text: str) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        return action

    def _connect(self) -> None:
        self.send.triggered.connect(self.go_on)
        self.turn.triggered.connect(self.turn_part)
        self.back.triggered.connect(self.leave)
        self.recipients.wanted.connect(self._execute)
        self.recipients.asks.connect(self._ask)
        self.recipients.told.connect(self._tell)
        self.recipients.changed.connect(self._say_state)
        self.recipients.turn_wanted.connect(self.turn_part)
        self.ledger.wanted.connect(self._execute)
        self.ledger.asks.connect(self._ask)
        self.ledger.turn_wanted.connect(self.turn_part)
        self.ledger.counted.connect(self._count_files)
        self.mail.kept.connect(self._kept)
        self.mail.failed.connect(self.message.show_error)
        self.ask.answered.connect(self._answered)
        self.ask.left.connect(self.leave)
        self.side.kinds_changed.connect(self._kinds_changed)
        self.side.changed.connect(self.recipients.forget_made)
        self.side.prepare_wanted.connect(self.prepare)
        self.side.send_wanted.connect(self.send_pack)
        self.progress.stop_wanted.connect(self.packer.stop)
        self.packer.progressed.connect(self.progress.show_progress)
        self.packer.finished.connect(self._packed)
        self.packer.failed.connect(self._failed)
        self.held.take_back_wanted.connect(self._take_back)
        self.leaving.went.connect(self._went)
        self.leaving.refused.connect(self.message.show_error)
        self._bridge.changed.connect(self._hear)
        self._bridge.refused.connect(self._hear_refused)
        self._theme.changed.connect(self._fit)

    def _lay_out(self) -> None:
        self._parts = QStackedWidget()
        self._parts.addWidget(self.recipients)
        self._parts.addWidget(self.ledger)
        self._parts.addWidget(self._scrolled(self.mail))
        self._panel = self._scrolled(self.side)
        self._whole = QWidget()
        both = QHBoxLayout(self._whole)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(self._parts, 1)
        both.addWidget(self._panel)
        self._body = QStackedWidget()
        self._body.addWidget(self._lay_out_nothing())
        self._body.addWidget(self._whole)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._lay_out_tabs())
        whole.addWidget(self.progress)
        whole.addWidget(self.held)
        whole.addWidget(self.message)
        whole.addWidget(self._body, 1)
        asked = QVBoxLayout()
        asked.setContentsMargins(12, 0, 12, 8)
        asked.addWidget(self.ask)
        whole.addLayout(asked)

    def _lay_out_tabs(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        self._group = QButtonGroup(self)
        self._tabs: list[QToolButton] = []
        for place, text in enumerate((self.tr("&Recipients"), self.tr("&Ledger"), self.tr("&Mail server"))):
            tab = QToolButton()
            tab.setText(text)
            tab.setCheckable(True)
            tab.setProperty("role", "filter")
            tab.setAccessibleName(text.replace("&", ""))
            key = "" if place > 1 else " (G)"
            tab.setToolTip(tooltip(text.replace("&", "") + key))
            tab.clicked.connect(partial(self._show_part, place))
            self._group.addButton(tab)
            self._tabs.append(tab)
            row.addWidget(tab)
        self._tabs[0].setChecked(True)
        row.addStretch(1)
        return row

    def _lay_out_nothing(self) -> QWidget:
        self._nothing = QWidget()
        self._nothing.setProperty("role", "panel")
        self._nothing.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle = QVBoxLayout(self._nothing)
        middle.setContentsMargins(48, 48, 48, 48)
        middle.addWidget(self._empty)
        middle.addWidget(self._empty_hint)
        middle.addStretch(1)
        return self._nothing

    def _scrolled(self, inside: QWidget) -> QFrame:
        frame = QFrame()
        if inside is self.side:
            frame.setProperty("role", "side")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        return frame


def _shown(reading: Any, meeting_id: UUID, today: Any) -> tuple[SendList, bool]:
    return send_list(reading, meeting_id, today), mail_settings(reading) is not None
