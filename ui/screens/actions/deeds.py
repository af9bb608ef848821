"""Between the keys of the list and the record: asks what is needed, then has it done as one step."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.following.asked import ActionLine
from meetingdesk.app.following.choices import Choices
from meetingdesk.app.following.coordinating import ChaseActions, ConfirmActions
from meetingdesk.app.following.passing_on import AgencyToTell, CascadeLine, ConfirmCascades
from meetingdesk.app.following.told import ActionSheet
from meetingdesk.app.outcome import Command
from meetingdesk.domain.understood_action import NamedOwner
from ui.answer_keeper import AnswerKeeper
from ui.bridge import Bridge
from ui.screens.actions.asking import Asked, Circumstances, ask_for
from ui.screens.actions.keys import DeedKey
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.widgets.completions import Completion
from ui.widgets.field_completions import FieldCompletions, names_for
from ui.widgets.inline_question import InlineQuestion, Question
from ui.widgets.message_bar import MessageBar
from ui.words import many

TOLD = "Told of what was agreed while the agency was not there."


class ActionDeeds(QObject):
    """Asks one line after the other, builds the command, and tells what came of it.

    Signals:
        finished: A question was answered or left; the keyboard goes back to the list.
        settled: Something was done about actions: nothing needs to stay checked.
    """

    finished = Signal()
    settled = Signal()

    def __init__(
        self,
        question: InlineQuestion,
        message: MessageBar,
        bridge: Bridge,
        clock: WallClock,
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.question = question
        self._message = message
        self._bridge = bridge
        self._clock = clock
        self.choices = Choices()
        self._asked: Asked | None = None
        self._answers: tuple[str, ...] = ()
        self._said = ""
        self._then: Callable[[str], None] | None = None
        self._wants_name = False
        self._about = ""
        self.names = FieldCompletions(question.field, self._offer, theme)
        self.keeper = AnswerKeeper("actions", question.field, bridge, self)
        question.answered.connect(self._answer)
        question.left.connect(self.leave)
        bridge.changed.connect(self._hear)
        bridge.unchanged.connect(self._hear_nothing)
        bridge.refused.connect(self._refused)

    @property
    def is_asking(self) -> bool:
        """Whether a question stands there."""
        return self._asked is not None or self._then is not None

    def begin(self, deed: DeedKey, lines: tuple[ActionLine, ...], sheet: ActionSheet | None) -> None:
        """Ask what a step needs."""
        asked = ask_for(deed, lines, self._here(), sheet)
        if isinstance(asked, str):
            self._message.show_message(asked, kind="attention")
            return
        self.ask(asked, f"{deed.value}/{','.join(sorted(str(line.id) for line in lines))}")

    def ask(self, asked: Asked, about: str = "") -> None:
        """Ask these questions, one after the other; what is typed about something is kept meanwhile."""
        self._about = about
        self._message.put_away()
        self._then, self._wants_name = None, False
        self._asked, self._answers = asked, ()
        self._next()

    def chase(self, lines: tuple[ActionLine, ...]) -> None:
        """Chase actions at once, without a word."""
        keys = tuple(line.id for line in lines if not line.is_closed)
        if not keys:
            self._message.show_message(
                self.tr("No action is chosen."), self.tr("Check some with Space."), "attention"
            )
            return
        said = lines[0].reference + " is" if len(keys) == 1 else f"{len(keys)} actions are"
        self.carry_out(ChaseActions(keys, self._clock.now()), f"{said} chased.")

    def about_agencies(self, deed: DeedKey, lines: tuple[AgencyToTell, ...]) -> None:
        """Tell agencies of what was agreed in their absence, or note that they have taken it on."""
        keys = tuple(key for line in lines for key in line.action_ids)
        if keys and deed is DeedKey.CHASE:
            command = ChaseActions(keys, self._clock.now(), TOLD)
            self.carry_out(command, self.tr("Told of {}.").format(many(len(keys), "action")))
        elif keys and deed is DeedKey.CONFIRM:
            confirming = ConfirmActions(keys, self._clock.now())
            self.carry_out(confirming, self.tr("{} confirmed.").format(many(len(keys), "action")))
        else:
            self._say_keys(self.tr("H says that they were told, Y that they have taken it on."))

    def about_cascades(self, deed: DeedKey, lines: tuple[CascadeLine, ...]) -> None:
        """Note what was passed on, and what was not."""
        keys = tuple(line.id for line in lines)
        if keys and deed in (DeedKey.CONFIRM, DeedKey.COULD_NOT):
            was = deed is DeedKey.CONFIRM
            said = self.tr("Passed on.") if was else self.tr("Not passed on.")
            self.carry_out(ConfirmCascades(keys, self._clock.now(), was), said)
        else:
            self._say_keys(self.tr("Y says that it was passed on, N that it was not."))

    def ask_words(self, question: Question, then: Callable[[str], None]) -> None:
        """Ask for words that change nothing in the record."""
        self._then = then
        self.question.ask(question)

    def ask_which(
        self, text: str, words: tuple[str, ...], keys: tuple[UUID, ...], then: Callable[[UUID], None]
    ) -> None:
        """Ask which of a few is meant."""
        choices = {str(number): word for number, word in enumerate(words[:9], 1)}
        self.ask_words(Question(text, choices=choices), lambda typed: then(keys[int(typed) - 1]))

    def ask_owner(self, then: Callable[[UUID | None, UUID | None], None]) -> None:
        """Ask whose actions are to be shown."""
        self._wants_name = True

        def take(typed: str) -> None:
            found = self._here().owner(typed) if typed else None
            owner = found[1] if found is not None else NamedOwner()
            then(owner.professional_id, None if owner.professional_id else owner.agency_id)

        def understood(typed: str) -> str:
            if not typed.strip():
                return self.tr("All owners. Enter keeps. Esc leaves.")
            found = self._here().owner(typed)
            return self.tr("{}. Enter keeps. Esc leaves.").format(found[0]) if found is not None else ""

        self.ask_words(
            Question(
                self.tr("Whose actions?"),
                self.tr("the name of somebody or of an agency; empty for all"),
                understood=understood,
                may_be_empty=True,
            ),
            take,
        )

    def carry_out(self, command: Command, said: str) -> None:
        """Have a command carried out, and say so when it is saved."""
        self._said = said
        self._bridge.execute(command, self)

    @Slot()
    def leave(self) -> None:
        """Ask no more."""
        self._asked, self._then, self._wants_name = None, None, False
        self._forget()
        self.question.hide()
        self.finished.emit()

    # Slots

    @Slot(str)
    def _answer(self, typed: str) -> None:
        if self._then is not None:
            then = self._then
            self.leave()
            then(typed)
        elif self._asked is not None:
            self._answers = (*self._answers, typed)
            self._next()

    @Slot(frozenset, object)
    def _hear(self, _touched: frozenset[str], asker: object) -> None:
        if asker is self and self._said:
            said, self._said = self._said, ""
            self._message.show_message(said, self.tr("Ctrl+Z takes it back."))
            self.settled.emit()

    @Slot(object)
    def _hear_nothing(self, asker: object) -> None:
        if asker is self:
            self._said = ""

    @Slot(object, object)
    def _refused(self, _error: BaseException, asker: object) -> None:
        if asker is self:
            self._said = ""  # the window says why

    # Helpers

    def _next(self) -> None:
        asked = self._asked
        assert asked is not None, "something is asked"
        while len(self._answers) < len(asked.questions):
            question = asked.questions[len(self._answers)](self._answers)
            if question is not None:
                self.question.ask(question)
                if self._about:
                    self.keeper.asks(self._about, f"{len(self._answers)}")
                return
            self._answers = (*self._answers, "")
        command = asked.command(self._answers)
        self._asked = None
        self.question.hide()
        self.finished.emit()
        self.carry_out(command, asked.said)
        self._forget()  # after the command: until that is written, the words are all there is

    def _forget(self) -> None:
        if self._about:
            self._about = ""
            self.keeper.end()

    def _say_keys(self, what: str) -> None:
        self._message.show_message(what, kind="attention")

    def _here(self) -> Circumstances:
        calendar = rulebook().calendar(self.choices.nation)
        return Circumstances(self._clock.now(), self._clock.today(), calendar, self.choices.who)

    def _offer(self, typed: str) -> tuple[Completion, ...]:
        asked = self._asked
        if self._wants_name:
            return names_for(typed, (name for name, _ in self.choices.who))
        if asked is None or asked.names_owner != len(self._answers):
            return ()
        return names_for(typed, (name for name, _ in self.choices.who))
