"""Has actions looked over once typing pauses, and shows what they lack: on the line, on rows, one by one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget

from meetingdesk.app.live.coached_at import (
    FACTS_TOUCHED_BY,
    NOTHING,
    ROWS_TOUCHED_BY,
    Coached,
    CoachedLine,
    CoachPlace,
    TypedAction,
    coached_at,
    coached_line,
    warmed_up,
)
from meetingdesk.app.live.stream import StreamItem
from meetingdesk.domain.actions import Action
from meetingdesk.errors import DefinitionError
from ui.bridge import Bridge
from ui.labels import label, tooltip
from ui.models.stream_model import StreamModel
from ui.screens.meeting.agreed_list import AgreedList
from ui.screens.meeting.ask_bar import AskBar
from ui.screens.meeting.capture_panel import CapturePanel
from ui.screens.meeting.capturing import Capturing
from ui.screens.meeting.coach.coach_words import in_many_words, in_one_line, mark_of
from ui.screens.meeting.standing import Standing
from ui.screens.meeting.stream_view import StreamView
from ui.theme import Theme
from ui.wall_clock import WallClock

if TYPE_CHECKING:
    from meetingdesk.domain.coach.facts import CoachFacts
    from meetingdesk.domain.coach.finding import Finding
    from ui.screens.meeting.coach.mending import Mending

Known = tuple[int, UUID, UUID | None]
"""For which state of the record, meeting and case something is known."""


class CoachDeeds(QObject):
    """Names what an action lacks, never while somebody types, and holds nothing up.

    Signals:
        said: Something is to be told in a few words.
        go_wanted: The words of an action are to be edited where it stands; carries the item.
    """

    said = Signal(str)
    go_wanted = Signal(object)

    LINE_MS, ROWS_MS = 350, 450
    LATE_MS = 3_000
    """How long the first look waits: the patterns are made for it, and a meeting that opens comes first."""

    def __init__(
        self,
        stream: StreamView,
        agreed: AgreedList,
        panel: CapturePanel,
        capturing: Capturing,
        ask: AskBar,
        standing: Standing,
        bridge: Bridge,
        clock: WallClock,
        theme: Theme,
        lay: Callable[[QWidget], None],
        parent: QObject | None = None,
    ) -> None:
        """Lay the bar that tells the findings where the screen has room for it, once it is needed."""
        super().__init__(parent)
        self._stream = stream
        self._agreed = agreed
        self._panel = panel
        self._capturing = capturing
        self._standing = standing
        self._bridge = bridge
        self._clock = clock
        self._make_mending = partial(self._made_mending, ask, theme, lay)
        self._mending: Mending | None = None
        self._lacks: QLabel | None = None
        self._facts: tuple[Known, CoachFacts | None] | None = None
        self._coached: Coached = NOTHING
        self._changes = 0
        """How often something changed by which actions are judged."""
        self._question = 0
        self._looked_at: tuple[int, TypedAction | None] = (0, None)
        self._to_tell: tuple[UUID, QWidget] | None = None
        self._is_warm = False
        """Whether the patterns are made, or being made."""
        self._is_off = False
        """Whether the lists of the place cannot be read: then nothing is said until somebody mends them."""
        self._line_timer = QTimer(self, singleShot=True, interval=self.LINE_MS)
        self._line_timer.timeout.connect(self.look_at_line)
        self._rows_timer = QTimer(self, singleShot=True, interval=self.LATE_MS)
        self._rows_timer.timeout.connect(self.look)

        lines = agreed.list.model_
        lines.rowsInserted.connect(self._rows_changed)
        lines.rowsRemoved.connect(self._rows_changed)
        lines.dataChanged.connect(self._row_changed)
        stream.coach_wanted.connect(self.tell_in_stream)
        agreed.coach_wanted.connect(self.tell_in_list)
        capturing.draft_changed.connect(self._typed)
        bridge.changed.connect(self._hear)
        bridge.refused.connect(self._refused)

    @property
    def coached(self) -> Coached:
        """What was found last on the rows."""
        return self._coached

    @property
    def line_says(self) -> str:
        """What is said under the line now."""
        return self._lacks.text() if self._lacks is not None and not self._lacks.isHidden() else ""

    @property
    def mending(self) -> Mending:
        """What is done about a finding; made when somebody first asks for one."""
        if self._mending is None:
            self._mending = self._make_mending()
        return self._mending

    # Looking

    @Slot()
    def look_at_line(self) -> None:
        """Look over the action that is being typed."""
        self._line_timer.stop()
        typed, place = self._capturing.typed_action(), self._place()
        if typed is None or place is None or self._is_off:
            self._looked_at = (self._changes, None)
            self._say_of_line(())
            return
        if self._looked_at == (self._changes, typed):
            return
        self._looked_at = (self._changes, typed)
        self._is_warm = True
        then = partial(self._take_line, self._key(place), typed)
        facts = self._known_facts(place)
        self._bridge.read(coached_line, self, then, place, typed, facts, otherwise=self._could_not)

    @Slot()
    def look(self) -> None:
        """Look over the actions that were agreed, if anything can still be done about them."""
        self._rows_timer.stop()
        self._question += 1
        actions = tuple(item.row for item in self._standing.agreed if isinstance(item.row, Action))
        place = self._place()
        if place is None or not actions or self._is_off:
            if place is not None and not self._is_warm and not self._is_off and self._standing.is_running:
                self._is_warm = True
                then_known = partial(self._take_warmth, self._key(place))
                self._bridge.read(warmed_up, self, then_known, place, otherwise=self._could_not)
            self._show_rows(NOTHING)
            return
        self._is_warm = True
        then = partial(self._take_rows, self._question, self._key(place))
        facts = self._known_facts(place)
        self._bridge.read(
            coached_at, self, then, place, actions, facts, self._coached, otherwise=self._could_not
        )

    def _take_warmth(self, key: Known, found: CoachedLine) -> None:
        self._keep_facts(key, found.facts)

    def _take_line(self, key: Known, typed: TypedAction, found: CoachedLine) -> None:
        self._keep_facts(key, found.facts)
        if typed == self._capturing.typed_action():
            self._say_of_line(found.findings)

    def _take_rows(self, question: int, key: Known, found: Coached) -> None:
        self._keep_facts(key, found.facts)
        if question == self._question:
            self._show_rows(found)

    def _could_not(self, error: BaseException) -> None:
        if not isinstance(error, DefinitionError):
            raise error
        self._to_tell = None
        if not self._is_off:
            self._is_off = True
            self.said.emit(self.tr("Actions are not looked over: {why}").format(why=error))

    # What it is judged by

    def _place(self) -> CoachPlace | None:
        standing = self._standing
        if standing.head is None or standing.meeting_id is None or not standing.can_be_written:
            return None
        return CoachPlace(
            standing.head,
            standing.family_id,
            standing.roster,
            standing.day(self._clock.today()),
            standing.calendar,
            standing.next_meeting,
        )

    def _key(self, place: CoachPlace) -> Known:
        return self._changes, place.head.meeting.id, place.family_id

    def _known_facts(self, place: CoachPlace) -> CoachFacts | None:
        """Return the facts that were read, as long as nothing has changed by which they were made."""
        if self._facts is None or self._facts[0] != self._key(place):
            return None
        facts = self._facts[1]
        return facts if facts is not None and facts.roster is place.roster else None

    def _keep_facts(self, key: Known, facts: CoachFacts | None) -> None:
        if key[0] == self._changes:
            self._facts = key, facts

    # Telling

    @Slot(object)
    def tell_in_stream(self, item: StreamItem) -> None:
        """Tell what an action in the stream lacks, one by one."""
        self._tell(item, self._stream)

    @Slot(object)
    def tell_in_list(self, item: StreamItem) -> None:
        """Tell what an action among those agreed lacks, one by one."""
        self._tell(item, self._agreed.list)

    def _tell(self, item: StreamItem, back: QWidget) -> None:
        if item.id not in self._coached.judged and not self._is_off:
            # Nobody has looked yet: it is told as soon as somebody has.
            self._to_tell = (item.id, back)
            self.look()
            return
        self._tell_known(item, back)

    def _tell_known(self, item: StreamItem, back: QWidget) -> None:
        findings = self._coached.by_row.get(item.id, ())
        aside = self._coached.set_aside.get(item.id, 0)
        if findings:
            self.mending.tell(item, findings, aside, back)
        elif aside:
            self.said.emit(self.tr("Nothing else to sharpen; {n} set aside.").format(n=aside))
        else:
            self.said.emit(self.tr("Nothing to sharpen in this action."))

    def _tell_what_was_asked(self) -> None:
        if self._to_tell is None:
            return
        (key, back), self._to_tell = self._to_tell, None
        item = self._item(key)
        if item is not None and back.hasFocus():
            self._tell_known(item, back)

    def _item(self, key: UUID) -> StreamItem | None:
        return next((one for one in (*self._standing.agreed, *self._standing.stream) if one.id == key), None)

    # Showing

    def _say_of_line(self, findings: tuple[Finding, ...]) -> None:
        words = in_one_line(findings)
        if self._lacks is None:
            if not words:
                return
            self._lacks = label(role="muted")
            self._lacks.setObjectName("lacks")
            self._panel.add_below(self._lacks)
        self._lacks.setText(words)
        self._lacks.setToolTip(tooltip("\n".join(f"{one.message} {one.mend}" for one in findings)))
        self._lacks.setVisible(bool(words))

    def _show_rows(self, found: Coached) -> None:
        self._coached = found
        marks = {key: mark for key, findings in found.by_row.items() if (mark := mark_of(findings))}
        models: tuple[StreamModel, ...] = (self._stream.model_, self._agreed.list.model_)
        for model in models:
            model.set_marks(marks)
        is_case = self._standing.family_id is not None
        self._agreed.say_many(in_many_words(found.load, is_case=is_case))
        told = self._mending.item if self._mending is not None else None
        if told is not None and self._mending is not None and (item := self._item(told.id)) is not None:
            aside = found.set_aside.get(item.id, 0)
            self._mending.tell_again(item, found.by_row.get(item.id, ()), aside)
        self._tell_what_was_asked()

    def _made_mending(self, ask: AskBar, theme: Theme, lay: Callable[[QWidget], None]) -> Mending:
        from ui.screens.meeting.coach.mending import Mending

        made = Mending(self._stream, ask, self._standing, self._bridge, self._clock, theme, lay, self)
        made.said.connect(self.said)
        made.go_wanted.connect(self.go_wanted)
        return made

    # Slots: what others say

    @Slot()
    def _typed(self) -> None:
        if self._lacks is not None and not self._lacks.isHidden() and self._capturing.typed_action() is None:
            # The words go at once and their room at the next pause: a key lays nothing out anew.
            self._lacks.setText("")
            self._looked_at = (self._changes, None)
        self._line_timer.start()
        if not self._is_warm and not self._rows_timer.isActive():
            self._rows_timer.start(self.LATE_MS)

    @Slot(QModelIndex, int, int)
    def _rows_changed(self, _parent: QModelIndex, _first: int, _last: int) -> None:
        self._look_soon()

    @Slot(QModelIndex, QModelIndex, list)
    def _row_changed(self, _first: QModelIndex, _last: QModelIndex, roles: list[int]) -> None:
        if StreamModel.MARK_ROLE not in roles:
            self._look_soon()

    def _look_soon(self) -> None:
        self._rows_timer.start(self.ROWS_MS if self._is_warm else self.LATE_MS)

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], _asker: object) -> None:
        if touched & FACTS_TOUCHED_BY:
            self._changes += 1
            if self._capturing.typed_action() is not None:
                self._line_timer.start()
        if touched & ROWS_TOUCHED_BY and self._standing.agreed:
            self._look_soon()

    @Slot(object, object)
    def _refused(self, _error: BaseException, asker: object) -> None:
        if self._mending is not None and asker is self._mending:
            self._look_soon()
