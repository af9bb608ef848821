"""The documents of a meeting on their way: how far each is, what was changed, and who asked for what."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from meetingdesk.app.documents.approving import TakeDraft
from meetingdesk.app.documents.correcting import place_of
from meetingdesk.app.documents.lives import CorrectionLine, DocumentLife, Lives, Step, VersionLine
from meetingdesk.app.outcome import Command
from meetingdesk.domain.compared_lines import Change
from meetingdesk.domain.documents import CorrectionState
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import MeetingDeskError
from ui.bridge import Bridge
from ui.labels import label, tooltip
from ui.offers import Lines
from ui.screens.documents.versions.asking import Asking, answer, ask_for_correction, ask_to_seal
from ui.screens.documents.versions.deeds import command_of
from ui.screens.documents.versions.line_list import LineList
from ui.screens.documents.versions.page_line import lines_of_documents, lines_of_life
from ui.screens.documents.versions.pairing import pair_of, turned
from ui.screens.documents.versions.reading import (
    Comparison,
    Pair,
    read_changed_headings,
    read_comparison,
    read_lives,
)
from ui.screens.documents.versions.steps_bar import StepsBar
from ui.screens.documents.versions.words import KEYS, STEP, STEP_DONE, STEP_KEY, STEP_MEANS, say_due
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.widgets.inline_question import InlineQuestion
from ui.widgets.message_bar import MessageBar

SIDE = 330
ANSWERS = {"a": CorrectionState.ACCEPTED, "o": CorrectionState.NOTED, "x": CorrectionState.REFUSED}


class VersionsView(QWidget):
    """Shows the documents at the left, and what is known of the one that is marked at the right.

    Signals:
        reference_changed: Another meeting is shown; carries its reference.
    """

    reference_changed = Signal(str)

    wants_room = True

    def __init__(self, bridge: Bridge, theme: Theme, clock: WallClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._clock = clock
        self._meeting_id: UUID | None = None
        self._question = self._compares = 0
        self._kind: DocumentKind | None = None
        self._pair: Pair | None = None
        self._marked: frozenset[int] = frozenset()
        self._asking: Asking | None = None
        self._answers: tuple[str, ...] = ()
        self._said = ""
        self.shown: Lives | None = None
        self.comparison: Comparison | None = None
        self.documents = LineList(theme, self.tr("Documents of the meeting"))
        self.about = LineList(theme, self.tr("Versions, changes and requests for correction"))
        self.steps = StepsBar()
        self.message = MessageBar(room=(12, 8, 12, 0))
        self.ask = InlineQuestion()
        self._title = label(role="title", wraps=True)
        self._due = label(role="muted", wraps=True)
        self._empty = label(role="title", wraps=True)
        self._empty_hint = label(role="muted", wraps=True)
        self._lay_out()
        self._actions = tuple(self._command(step) for step in Step)
        self.ask_correction = QAction(self.tr("Note a request for &correction"), self)
        self.ask_correction.setObjectName("versions_correction")
        self.ask_correction.setToolTip(tooltip(self.tr("Note that somebody asks for a correction (C)")))

        self.ask_correction.triggered.connect(self.ask_for_correction)
        self.documents.marked.connect(self._show_document)
        self.documents.opened.connect(self._into)
        self.documents.right_wanted.connect(self._into)
        self.about.left_wanted.connect(self._out)
        self.documents.key_pressed.connect(self.press)
        self.about.key_pressed.connect(self.press)
        self.about.marked.connect(self._show_line)
        self.steps.wanted.connect(self.take_step)
        self.steps.key_wanted.connect(self._press_of_line)
        self.ask.answered.connect(self._answered)
        self.ask.left.connect(self._stop_asking)
        bridge.changed.connect(self._hear)
        bridge.refused.connect(self._refused)
        theme.changed.connect(self._fit)

    # What the frame asks of a screen

    def commands(self) -> tuple[QAction, ...]:
        """Return what can be done here."""
        return (*self._actions, self.ask_correction)

    def help_lines(self) -> Lines:
        """Return the keys of the page."""
        return KEYS

    def open_meeting(self, meeting_id: UUID) -> None:
        """Show the documents of a meeting."""
        if meeting_id != self._meeting_id:
            self._meeting_id, self.shown, self._kind = meeting_id, None, None
            self._forget_comparison()
            self._stop_asking()
        self.message.put_away()
        self._read()

    @Slot()
    def take_focus(self) -> None:
        """Let the arrow keys move over the documents."""
        self.documents.setFocus()

    # What is done here

    @property
    def life(self) -> DocumentLife | None:
        """The document that is marked."""
        here = self.documents.here
        return here.about if here is not None and isinstance(here.about, DocumentLife) else None

    @Slot(str)
    def press(self, key: str) -> None:
        """Do what a key stands for."""
        step = next((step for step, known in STEP_KEY.items() if known.casefold() == key), None)
        here = self._here if self.about.hasFocus() else None
        if step is not None:
            self.take_step(step)
        elif key == "c":
            self.ask_for_correction()
        elif key == " " and isinstance(here, VersionLine):
            self._mark(here)
        elif key in ANSWERS:
            self._answer(here, ANSWERS[key])

    @Slot(object)
    def take_step(self, step: Step) -> None:
        """Take a step with the document that is marked, or say why it waits."""
        life = self.life
        if life is None or life.why_not is None or self.shown is None:
            return
        if step in life.why_not:
            said = self.tr("{step}: {why}").format(step=STEP[step], why=life.why_not[step])
            self.message.show_message(said, "", "attention")
            return
        if step is Step.TAKE:
            then = partial(self._take, life.kind)
            values = self.shown.meeting_id, life.kind, self._clock.today()
            self._bridge.read(read_changed_headings, self, then, *values, otherwise=self._cannot)
            return
        newest = life.newest
        if newest is None:
            return
        command = command_of(step, newest.id, self.shown.next_id, self._clock.now())
        if command is None:
            return
        if step is Step.SEAL:
            self._begin(ask_to_seal(newest, command, STEP_DONE[step]))
        else:
            self._send(command, STEP_DONE[step])

    @Slot()
    def ask_for_correction(self) -> None:
        """Ask what is to be corrected, of the line that is marked or of another."""
        life = self.life
        if life is None or self.shown is None:
            return
        if life.newest is None:
            said = self.tr("There is no version yet that could be corrected.")
            self.message.show_message(said, self.tr("N takes one of the record as it is now."), "attention")
            return
        here = self._here if self.about.hasFocus() else None
        place = place_of(here.heading, here.after or here.before) if isinstance(here, Change) else ""
        lines = self.comparison.lines if self.comparison is not None else ()
        version = here if isinstance(here, VersionLine) else life.newest
        self._begin(ask_for_correction(version, self.shown.agencies, lines, place, self._clock.today()))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Slots

    @Slot()
    def _show_document(self) -> None:
        life = self.life
        if life is None:
            return
        if life.kind is not self._kind:
            self._kind = life.kind
            self._forget_comparison()
            self._stop_asking()
            self.about.show_lines(())
        self._title.setText(life.kind.label)
        self._due.setText(self._say_due(life))
        self._due.setVisible(bool(self._due.text()))
        self.steps.show_life(life)
        self._compare(life)
        self.about.show_lines(lines_of_life(life, self.comparison, self._marked))
        self._show_line()

    @Slot()
    def _show_line(self) -> None:
        may_answer = self._bridge.desk.person.may(Deed.APPROVE)
        self.steps.show_line(self.life, self._here, may_answer=may_answer)

    @Slot(str)
    def _press_of_line(self, key: str) -> None:
        self.about.setFocus()
        self.press(key)

    @Slot()
    def _into(self) -> None:
        if self.about.here is not None:
            self.about.setFocus()

    @Slot()
    def _out(self) -> None:
        self.documents.setFocus()

    @Slot(str)
    def _answered(self, said: str) -> None:
        asking = self._asking
        if asking is None:
            return
        self._answers += (said,)
        if len(self._answers) < len(asking.questions):
            self.ask.ask(asking.questions[len(self._answers)])
            return
        command = asking.command(self._answers)
        self._stop_asking()
        self._send(command, asking.said)

    @Slot()
    def _stop_asking(self) -> None:
        was_asked = self.ask.isVisible() and self.ask.field.hasFocus()
        self._asking, self._answers = None, ()
        self.ask.hide()
        self.steps.show()
        if was_asked:
            (self.about if self.about.here is not None else self.documents).setFocus()

    @Slot(frozenset, object)
    def _hear(self, _touched: frozenset[str], asker: object) -> None:
        if asker is self and self._said:
            self.message.show_message(self._said)
            self._said = ""
        if self._meeting_id is not None and self.isVisible():
            self._read()

    @Slot(object, object)
    def _refused(self, error: BaseException, asker: object) -> None:
        if asker is self and isinstance(error, MeetingDeskError):
            self._said = ""
            self.message.show_error(error)

    @Slot()
    def _fit(self) -> None:
        """Give the list of documents its width, and what is known of one the rest."""
        self._left.setFixedWidth(min(self._theme.px(SIDE), max(self.width() * 2 // 5, 1)))

    # Helpers

    @property
    def _here(self) -> object:
        """What the line that is marked at the right tells of."""
        return self.about.here.about if self.about.here is not None else None

    def _answer(self, here: object, state: CorrectionState) -> None:
        if not isinstance(here, CorrectionLine):
            said = self.tr("No request is marked.")
            self.message.show_message(said, self.tr("Go to a request with the arrow keys."), "attention")
            return
        asking = answer(here, state, self._clock.today())
        if asking.questions:
            self._begin(asking)
        else:
            self._send(asking.command(()), asking.said)

    def _mark(self, line: VersionLine) -> None:
        """Mark a version to be compared, or take the mark away."""
        self._marked = turned(self._marked, line.number)
        self._show_document()

    def _take(self, kind: DocumentKind, changed: tuple[str, ...]) -> None:
        if self.shown is not None:
            command = TakeDraft(self.shown.meeting_id, kind, self._clock.now(), changed=changed)
            self._send(command, STEP_DONE[Step.TAKE])

    def _send(self, command: Command, said: str) -> None:
        self._said = said
        self.message.put_away()
        self._bridge.execute(command, self)

    def _begin(self, asking: Asking) -> None:
        self._asking, self._answers = asking, ()
        self.message.put_away()
        self.steps.hide()  # one thing at a time, and room for it
        self.ask.ask(asking.questions[0])

    # Comparing

    def _compare(self, life: DocumentLife) -> None:
        """Have two texts compared, unless they are those whose differences are shown."""
        pair = pair_of(life, self._marked)
        if pair is None or self._meeting_id is None:
            self._forget_comparison()
            return
        if pair == self._pair:
            return
        self._pair, self.comparison = pair, None
        self._ask_to_compare(pair)

    def _ask_to_compare(self, pair: Pair) -> None:
        self._compares += 1
        then = partial(self._show_comparison, self._compares)
        values = self._meeting_id, pair, self._clock.today()
        self._bridge.read(read_comparison, self, then, *values, otherwise=self._cannot)

    def _show_comparison(self, number: int, comparison: Comparison) -> None:
        if number != self._compares:
            return
        self.comparison = comparison
        if self.life is not None:
            self.about.show_lines(lines_of_life(self.life, comparison, self._marked))

    def _forget_comparison(self) -> None:
        self._compares += 1
        self._pair = self.comparison = None
        self._marked = frozenset()

    # Reading

    def _read(self) -> None:
        self._question += 1
        then = partial(self._show, self._question)
        values = self._meeting_id, self._clock.today()
        self._bridge.read(read_lives, self, then, *values, otherwise=self._cannot)

    def _show(self, question: int, shown: Lives) -> None:
        if question != self._question:
            return
        self.shown = shown
        self.reference_changed.emit(shown.reference)
        if not shown.documents:
            self._empty.setText(self.tr("This type of meeting has no document that this version makes"))
            self._empty_hint.setText(self.tr("Which ones it has stands in its definition, under documents."))
            self._body.setCurrentWidget(self._nothing)
            return
        self._body.setCurrentWidget(self._whole)
        self.documents.show_lines(lines_of_documents(shown))
        if self._pair is not None:
            self._ask_to_compare(self._pair)  # the record may say something else by now
        self._show_document()

    def _cannot(self, error: BaseException) -> None:
        if not isinstance(error, MeetingDeskError):
            raise error
        if self.shown is not None:
            self.message.show_error(error)
            return
        self._empty.setText(str(error))
        self._empty_hint.setText(error.hint)
        self._body.setCurrentWidget(self._nothing)

    def _say_due(self, life: DocumentLife) -> str:
        due = say_due(life)
        if life.due_words.startswith("left"):
            return f"{due[:1].upper()}{due[1:]}"
        return self.tr("To leave by {}").format(due) if due else ""

    def _command(self, step: Step) -> QAction:
        action = QAction(STEP[step], self)
        action.setObjectName(f"versions_{step.value}")
        action.setToolTip(tooltip(f"{STEP_MEANS[step]} ({STEP_KEY[step]})"))
        action.triggered.connect(partial(self._trigger, step))
        return action

    def _trigger(self, step: Step, _checked: bool = False) -> None:
        self.take_step(step)

    def _lay_out(self) -> None:
        self._left = QFrame()
        self._left.setProperty("role", "side-left")
        side = QVBoxLayout(self._left)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.documents)
        head = QVBoxLayout()
        head.setContentsMargins(12, 10, 12, 0)
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self._due)
        asked = QVBoxLayout()
        asked.setContentsMargins(12, 8, 12, 0)
        asked.addWidget(self.ask)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(head)
        right.addLayout(asked)
        right.addWidget(self.message)
        right.addWidget(self.steps)
        right.addWidget(self.about, 1)
        panel = QFrame()
        panel.setProperty("role", "panel")
        panel.setLayout(right)
        self._whole = QWidget()
        row = QHBoxLayout(self._whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(panel, 1)
        self._nothing = QFrame()
        self._nothing.setProperty("role", "panel")
        middle = QVBoxLayout(self._nothing)
        middle.setContentsMargins(48, 48, 48, 48)
        middle.addWidget(self._empty)
        middle.addWidget(self._empty_hint)
        middle.addStretch(1)
        self._body = QStackedWidget()
        self._body.addWidget(self._nothing)
        self._body.addWidget(self._whole)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._body)
