"""What is done about one finding: the piece said anew, the action split, the finding set aside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from meetingdesk.app.live.coached_at import (
    SetFindingAside,
    SplitForOwners,
    SplitTasks,
    others_named,
    owner_named,
    tasks_in,
    without_others,
)
from meetingdesk.app.live.stream import StreamItem
from meetingdesk.domain.actions import Action
from ui.bridge import Bridge
from ui.screens.meeting.action_deeds import ActionDeeds
from ui.screens.meeting.ask_bar import AskBar
from ui.screens.meeting.coach.coach_words import PIECE_OF_FAULT
from ui.screens.meeting.coach.finding_bar import FindingBar
from ui.screens.meeting.standing import Standing
from ui.screens.meeting.stream_view import StreamView
from ui.theme import Theme
from ui.wall_clock import WallClock

if TYPE_CHECKING:
    from meetingdesk.domain.coach.finding import Finding

SEVERAL, COMPOUND = "several_owners", "compound"


class Mending(QObject):
    """Tells what an action lacks in a bar, and turns what is asked there into questions and commands.

    Signals:
        said: Something is to be told in a few words.
        go_wanted: The words of an action are to be edited where it stands; carries the item.
    """

    said = Signal(str)
    go_wanted = Signal(object)

    def __init__(
        self,
        stream: StreamView,
        ask: AskBar,
        standing: Standing,
        bridge: Bridge,
        clock: WallClock,
        theme: Theme,
        lay: Callable[[QWidget], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._stream = stream
        self._ask = ask
        self._standing = standing
        self._bridge = bridge
        self._clock = clock
        self._item: StreamItem | None = None
        self._back: QWidget = stream
        self._questions: dict[int, ActionDeeds] = {}
        self.bar = FindingBar(theme, ask.parentWidget() or stream)
        lay(self.bar)
        self.bar.mend_wanted.connect(self._mend)
        self.bar.split_wanted.connect(self._split)
        self.bar.set_aside_wanted.connect(self._ask_why)
        self.bar.left.connect(self._leave)

    @property
    def item(self) -> StreamItem | None:
        """The action that is spoken of, while the bar is open."""
        return self._item if not self.bar.isHidden() else None

    def tell(self, item: StreamItem, findings: tuple[Finding, ...], set_aside: int, back: QWidget) -> None:
        """Tell what an action lacks; afterwards the keyboard goes back."""
        self._item, self._back = item, back
        self._ask.hide()
        self.bar.show_findings(findings, set_aside, self._may_split)
        self.bar.take_focus()

    def tell_again(self, item: StreamItem, findings: tuple[Finding, ...], set_aside: int) -> None:
        """Show what is left of it, while somebody reads; nothing left leads back to the row."""
        self._item = item
        if findings:
            self.bar.show_findings(findings, set_aside, self._may_split)
        else:
            self._leave()

    # Slots

    @Slot()
    def _leave(self) -> None:
        self._back.setFocus()
        self.bar.hide()

    @Slot(object)
    def _mend(self, finding: Finding) -> None:
        item, action = self._spoken_of()
        if item is None or action is None:
            return
        piece = PIECE_OF_FAULT.get(finding.fault)
        if piece is not None:
            self._question().ask(item, action, piece)
        elif self._stream.isVisible() and self._stream.model_.row_of(item.id) >= 0:
            self._stream.edit_item(item.id, finding.end if finding.end <= len(action.text) else None)
        else:
            self._leave()
            self.go_wanted.emit(item)

    @Slot(object)
    def _split(self, finding: Finding) -> None:
        _, action = self._spoken_of()
        if action is None:
            return
        if finding.fault == SEVERAL:
            owners = (owner_named(action), *others_named(action.text, self._standing.roster))
            self._leave()
            self._bridge.execute(SplitForOwners(action.id, action.text, owners, self._clock.now()), self)
            self.said.emit(self.tr("Split: one action for each. Ctrl+Z takes it back."))
            return
        whole = without_others(action.text)
        place = finding.start if 0 < finding.start < len(whole) else len(whole)
        value = f"{whole[:place].rstrip()} | {whole[place:].lstrip()}"
        hint = self.tr("Set the tasks apart with | and word each as it should stand")
        self._ask.ask(self.tr("Which tasks?"), value, hint, partial(self._take_tasks, action), self._back)

    @Slot(object)
    def _ask_why(self, finding: Finding) -> None:
        _, action = self._spoken_of()
        if action is not None:
            hint = self.tr("In a few words; it is kept with the action")
            answer = partial(self._take_why, action, finding)
            self._ask.ask(self.tr("Why is it fine so?"), "", hint, answer, self._back)

    # Answers: each returns what is wrong, or nothing

    def _take_tasks(self, action: Action, typed: str) -> str:
        tasks = tasks_in(typed)
        if len(tasks) < 2:
            return self.tr("There is one task only: set them apart with |.")
        self._bridge.execute(SplitTasks(action.id, action.text, tasks, self._clock.now()), self)
        self.said.emit(self.tr("Split: one action for each. Ctrl+Z takes it back."))
        return ""

    def _take_why(self, action: Action, finding: Finding, typed: str) -> str:
        if not typed:
            return self.tr("Say in a few words why it is fine.")
        command = SetFindingAside(action.id, action.text, finding, typed, self._clock.now())
        self._bridge.execute(command, self)
        self.said.emit(self.tr("Set aside while these words stand. Ctrl+Z takes it back."))
        return ""

    # Helpers

    def _spoken_of(self) -> tuple[StreamItem | None, Action | None]:
        row = self._item.row if self._item is not None else None
        return self._item, row if isinstance(row, Action) else None

    def _may_split(self, finding: Finding) -> bool:
        _, action = self._spoken_of()
        if action is None:
            return False
        if finding.fault == SEVERAL:
            return bool(others_named(action.text, self._standing.roster))
        # A longer text does not fit on the line on which it would be set apart.
        return finding.fault == COMPOUND and len(action.text) < self._ask.field.maxLength() - 3

    def _question(self) -> ActionDeeds:
        key = id(self._back)
        if key not in self._questions:
            made = ActionDeeds(self._back, self._ask, self._standing, self._bridge, self._clock, self)
            made.said.connect(self.said)
            self._questions[key] = made
        return self._questions[key]
