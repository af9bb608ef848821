"""Through the eyes of a child: two minutes, whose time it is, and where what is typed meanwhile goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from meetingdesk.app.live.capturing import KeepEntry
from meetingdesk.app.live.through_the_eyes import (
    CHILDREN,
    LENGTH,
    Done,
    KeepThroughEyes,
    done_through_eyes,
)
from meetingdesk.domain.roster import RosterPerson
from meetingdesk.domain.visibility import Visibility
from ui.bridge import Bridge
from ui.screens.meeting.capture_panel import CapturePanel
from ui.screens.meeting.cards.card_board import CardBoard
from ui.screens.meeting.countdown import TimeLeft
from ui.screens.meeting.exercise_strip import ExerciseStrip
from ui.screens.meeting.going import has_focus
from ui.screens.meeting.keeping import Kept
from ui.screens.meeting.projector import Projector
from ui.screens.meeting.standing import Standing
from ui.theme import Theme
from ui.wall_clock import WallClock

THANKS = timedelta(seconds=8)
"""How long the room sees the thanks before it sees the agenda again."""


class Phase(StrEnum):
    """How far the exercise is."""

    OFF = "off"
    RUNNING = "running"
    PAUSED = "paused"
    OVER = "over"


class Exercise(QObject):
    """Runs the exercise for one child at a time, and says whose a line is.

    A line belongs to where it was begun: what was half typed when the time began is kept as usual, and
    what is half typed when it ends is still kept as said through the child's eyes.

    Signals:
        said: Something is to be told in a few words.
        capture_wanted: What is said now is typed into the line.
    """

    said = Signal(str)
    capture_wanted = Signal()

    LOOKS_MS = 250

    def __init__(
        self,
        screen: QWidget,
        theme: Theme,
        standing: Standing,
        bridge: Bridge,
        clock: WallClock,
        board: CardBoard,
        capture: CapturePanel,
        projector: Projector,
    ) -> None:
        super().__init__(screen)
        self._standing = standing
        self._bridge = bridge
        self._clock = clock
        self._board = board
        self._capture = capture
        self._projector = projector
        self.strip = ExerciseStrip(theme)
        self._phase = Phase.OFF
        self._child: RosterPerson | None = None
        self._point_id: UUID | None = None
        self._left = timedelta()
        self._looked: datetime | None = None
        self._lines = 0
        self._is_line_begun = False
        self._line_of: RosterPerson | None = None
        # More often than once a second, so that no second is left out on the way to the next one.
        self._timer = QTimer(self, interval=self.LOOKS_MS)
        self._timer.timeout.connect(self._go_on_counting)
        clock.ticked.connect(self._go_on_counting)
        capture.typed.connect(self._typed)
        bridge.changed.connect(self._hear)
        self.strip.turn_wanted.connect(self.turn)
        self.strip.stop_wanted.connect(self.stop)

    @property
    def phase(self) -> Phase:
        """How far it is."""
        return self._phase

    # What the keys ask

    @Slot()
    def turn(self) -> None:
        """Begin for the child whose card the keyboard is on, else the next one; or pause, or go on."""
        if self._phase is Phase.RUNNING:
            self.pause()
        elif self._phase is Phase.PAUSED:
            self._resume()
        else:
            self._begin_somewhere()

    def start(self, child_id: UUID) -> None:
        """Begin the two minutes of one child."""
        child = next((one for one in self._children() if one.id == child_id), None)
        if child is None:
            self.said.emit(self.tr("This is no child of the family that is spoken of."))
            return
        if not self._standing.can_be_written:
            self.said.emit(self.tr("This meeting does not run. Start it first (Ctrl+Enter)."))
            return
        self._child, self._point_id = child, self._standing.point_id
        self._left, self._lines = LENGTH, 0
        self._ask(self._show_lines)
        self.capture_wanted.emit()
        self._run()

    @Slot()
    def pause(self) -> None:
        """Have the time stand still; what is typed meanwhile is kept as usual."""
        if self._phase is Phase.RUNNING:
            self._go_on_counting()
        # What was counted just now may have been the last of it.
        if self._phase is Phase.RUNNING:
            self._phase = Phase.PAUSED
            self._timer.stop()
            self._show()

    @Slot()
    def stop(self) -> None:
        """End it now; every line is kept."""
        if self._phase in (Phase.RUNNING, Phase.PAUSED):
            self._end()
        elif self._phase is Phase.OFF:
            self.said.emit(self.tr("Nobody looks through a child’s eyes now. Ctrl+E begins it."))

    # What the screen tells

    def point_changed(self) -> None:
        """End it where the meeting has gone on."""
        if self._phase is Phase.OFF:
            return
        if self._standing.point_id == self._point_id:
            # The same point was opened anew, as from a search: the room goes on as well.
            if self._phase is not Phase.OVER:
                self._show_room()
            return
        child, was_running = self._child, self._phase is not Phase.OVER
        self._put_away()
        if was_running and child is not None:
            words = self.tr("The exercise for {who} has stopped: the meeting went on. Every line is kept.")
            self.said.emit(words.format(who=child.designation))

    def meeting_changed(self) -> None:
        """Forget it: another meeting is open, or none."""
        self._put_away()

    # What the line asks

    def through(self, kept: Kept) -> Kept:
        """Return what keeps a line: as said through the child's eyes, if it was begun in those minutes.

        An action, a decision, a child's own words stay what they are; so does a note of one's own.
        """
        command, child = kept.command, self._line_of
        if child is None or not isinstance(command, KeepEntry) or command.visibility is Visibility.V5:
            return kept
        says = self.tr("Kept as said through the eyes of {who}.").format(who=child.designation)
        return Kept(KeepThroughEyes(command, child.id), says)

    # Slots

    @Slot()
    def _go_on_counting(self) -> None:
        if self._looked is None or self._phase not in (Phase.RUNNING, Phase.OVER):
            return
        now = self._clock.now()
        # A clock that was set back gives nobody more time.
        self._left -= max(now - self._looked, timedelta())
        self._looked = now
        if self._left > timedelta():
            if self._phase is Phase.RUNNING:
                self._show()
        elif self._phase is Phase.RUNNING:
            self._end()
        else:
            self._finish()

    @Slot()
    def _typed(self) -> None:
        had, begun = self._line_of, self._is_line_begun
        if not self._capture.text:
            self._is_line_begun, self._line_of = False, None
        elif not self._is_line_begun:
            self._is_line_begun = True
            self._line_of = self._child if self._phase is Phase.RUNNING else None
        if self._phase is not Phase.OFF and (had is not self._line_of or begun != self._is_line_begun):
            self._show_strip()
        if self._phase is Phase.OVER and self._left <= timedelta():
            self._finish()

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], _asker: object) -> None:
        if self._phase is not Phase.OFF and "entry" in touched:
            self._ask(self._show_lines)

    # Helpers

    def _children(self) -> tuple[RosterPerson, ...]:
        return tuple(one for one in self._standing.roster.people if one.being in CHILDREN)

    def _begin_somewhere(self) -> None:
        children = self._children()
        keys = {one.id for one in children}
        here = next((view.card.key for view in self._board.views if has_focus(view)), None)
        if here in keys and here is not None:
            self.start(here)
        elif not children:
            self.said.emit(self.tr("No child of this family is known yet. @ puts somebody down."))
        else:
            self._ask(self._begin_with_next)

    def _begin_with_next(self, done: Mapping[UUID, Done]) -> None:
        child = next((one for one in self._children() if one.id not in done), None)
        if child is not None:
            self.start(child.id)
        else:
            words = self.tr("Each child had its two minutes. On a child’s card (F5), Ctrl+E begins anew.")
            self.said.emit(words)

    def _run(self) -> None:
        self._phase = Phase.RUNNING
        self._looked = self._clock.now()
        self._timer.start()
        self._show_room()
        self._show_strip()

    def _resume(self) -> None:
        self.capture_wanted.emit()
        self._run()

    def _end(self) -> None:
        self._phase = Phase.OVER
        self._left = THANKS
        self._looked = self._clock.now()
        self._timer.start()
        self._projector.thank()
        self._show_strip()

    def _finish(self) -> None:
        """Show the room the agenda again; the strip stays until the line that was begun is kept."""
        self._timer.stop()
        self._projector.put_exercise_away()
        if self._line_of is None:
            self._put_away()

    def _put_away(self) -> None:
        self._timer.stop()
        self._phase = Phase.OFF
        self._child = self._line_of = self._looked = None
        self.strip.hide()
        self._projector.put_exercise_away()

    def _ask(self, then: Callable[[Mapping[UUID, Done]], None]) -> None:
        standing = self._standing
        if standing.meeting_id is not None:
            self._bridge.read(
                done_through_eyes,
                self,
                partial(self._take, standing.point_id, then),
                standing.meeting_id,
                standing.family_id,
                self._children(),
            )

    def _take(
        self,
        point_id: UUID | None,
        then: Callable[[Mapping[UUID, Done]], None],
        done: Mapping[UUID, Done],
    ) -> None:
        if point_id == self._standing.point_id:
            then(done)

    def _show_lines(self, done: Mapping[UUID, Done]) -> None:
        if self._child is not None:
            found = done.get(self._child.id)
            self._lines = found.lines if found is not None else 0
            self._show_strip()

    # Showing

    def _time(self) -> TimeLeft:
        return TimeLeft(self._left, LENGTH, is_paused=self._phase is Phase.PAUSED)

    def _show(self) -> None:
        self._projector.show_time_left(self._time())
        self._show_strip()

    def _show_room(self) -> None:
        if self._child is not None:
            self._projector.show_exercise(self._child.id, self._time())

    def _show_strip(self) -> None:
        if self._child is None:
            return
        who = self.tr("Through the eyes of {who}").format(who=self._child.designation)
        time = self._time() if self._phase is not Phase.OVER else None
        self.strip.show_exercise(who, time, self._lines, self._hint())

    def _hint(self) -> str:
        is_other_line = self._is_line_begun and self._line_of is not self._child
        if self._phase is Phase.RUNNING:
            if is_other_line:
                return self.tr("This line was begun before: it is kept as usual.")
            return self.tr("What you type is kept as said through this child’s eyes.")
        if self._line_of is not None:
            return self.tr("The line that you are typing still belongs to it.")
        if self._phase is Phase.PAUSED:
            return self.tr("Paused: what you type is kept as usual.")
        return self.tr("Thank you.")
